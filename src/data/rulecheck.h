/* rulecheck.h - finds event rules that can never fire: those that hide behind another one, and those that ask for what
 * cannot be.
 *
 * A rule hides behind one that is asked before it (data/rules.h sorts them) where that one fits wherever the rule fits:
 * its trigger has no word more, and each of its conditions follows from one of the rule's. */
#ifndef TRUCE_DATA_RULECHECK_H
#define TRUCE_DATA_RULECHECK_H

#include "data/rules.h"

/* The rules are sorted already. false and *err (file and line of the rule, and of the one in front of it) at the first. */
bool rulecheck(const struct rules *r, const struct symtab *symbols, struct err *err);

#endif
