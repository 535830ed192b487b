/* side.h - whom an actor stands for, when it is asked who fights and talks with whom: a state for its officials, bodies and
 * troops, a group for its people, anyone else for himself. */
#ifndef TRUCE_LEDGER_SIDE_H
#define TRUCE_LEDGER_SIDE_H

#include "ledger/ledger.h"

/* The actor that stands for the side; NO_REF for who is only described (“a man”) and for NO_REF. */
ref ledger_side(struct ledger *l, ref actor);

/* The sides of a list, each once, in the order of the list. */
refs ledger_sides(struct ledger *l, struct arena *a, const refs *actors);

/* The state with that country code, as the ledger knows it; NO_REF where it knows none. */
ref ledger_state(struct ledger *l, struct str country);

/* The actor with that name, country code or id (A3), a side rather than its bodies; NO_REF where the ledger has none. */
ref ledger_named(struct ledger *l, struct str name);

#endif
