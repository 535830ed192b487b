/* limits.h - what a truce or another deal binds to: where, from when to when, who watches it, to what end.
 *   reads    trees, times, places, word_actors
 *
 * Read from the phrase of the thing, the phrase of its matter (“offer of a truce in Osgiliath”) and the clause that governs it. */
#ifndef TRUCE_SENSE_LIMITS_H
#define TRUCE_SENSE_LIMITS_H

#include "sense/thing.h"

/* agreed: the thing is an agreement, so where it was signed is not where it holds. ceasefire: class and purpose are asked for. */
void limits_read(struct reading *r, const struct thing *t, bool agreed, bool ceasefire, struct limits *out);

/* What an older telling leaves open is filled in; lists add up. */
void limits_join(struct reading *r, struct limits *old, const struct limits *new);

#endif
