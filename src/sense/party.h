/* party.h - the sides of talks and deals: states, organisations and armed groups, rather than the persons who speak for them.
 *   reads    actors, word_actors, trees
 *   fills    actors: a state that only its people were named for */
#ifndef TRUCE_SENSE_PARTY_H
#define TRUCE_SENSE_PARTY_H

#include "sense/record.h"

/* The side that an actor belongs to; NO_REF for those who are none (witnesses, crowds, persons of no country). */
ref party_of(struct reading *r, ref actor);

/* The sides that the phrase headed by a word stands for. Persons in it are added to *persons (may be NULL). */
void parties_of_phrase(struct reading *r, uint32_t word, refs *out, refs *persons);

/* Are two sides the same for records: one actor, or actors of one country of which neither is an armed group? */
bool party_same(const struct reading *r, ref a, ref b);
bool party_in(const struct reading *r, const refs *list, ref a);
void party_add(struct reading *r, refs *list, ref a); /* unless the same side is there */

/* All sides of `few` are in `many`. */
bool parties_within(const struct reading *r, const refs *few, const refs *many);

#endif
