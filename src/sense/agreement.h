/* agreement.h - what has been agreed, and what became of it.
 *   reads    things, actors, times, statements
 *   fills    agreements */
#ifndef TRUCE_SENSE_AGREEMENT_H
#define TRUCE_SENSE_AGREEMENT_H

#include "sense/thing.h"

/* Takes the thing if the words around it say that it has been agreed; false where they do not. */
bool agreement_take(struct reading *r, const struct thing *t);

#endif
