/* party.h - the sides of talks and deals: states, organisations and armed groups, rather than the persons who speak for them.
 *   reads    actors, word_actors, trees
 *   fills    actors: a state that only its people were named for */
#ifndef TRUCE_SENSE_PARTY_H
#define TRUCE_SENSE_PARTY_H

#include "sense/record.h"

/* The side that an actor belongs to; NO_REF for those who are none (witnesses, crowds, persons of no country). */
ref party_of(struct reading *r, ref actor);

/* The state with that alpha-3 code, if the report names it; else NO_REF. */
ref party_state(const struct reading *r, struct str country);

/* The sides that the phrase headed by a word stands for. Persons in it are added to *persons (may be NULL). */
void parties_of_phrase(struct reading *r, uint32_t word, refs *out, refs *persons);

/* The sides named in the sentence of that word, but for who speaks of it and those in `except`: who a truce binds or who talks
 * where nobody says it. parties_around: those of the sentence before or behind it where it names none. Nothing where there
 * are more than PARTIES_OF_SENTENCE. */
#define PARTIES_OF_SENTENCE 3
void parties_of_sentence(struct reading *r, uint32_t word, const refs *except, refs *out);
void parties_around(struct reading *r, uint32_t word, const refs *except, refs *out);

/* Are two sides the same for records: one actor, or actors of one country of which neither is an armed group? */
bool party_same(const struct reading *r, ref a, ref b);
bool party_in(const struct reading *r, const refs *list, ref a);
void party_add(struct reading *r, refs *list, ref a); /* unless the same side is there */

/* For records that are kept: the state in the place of an official for whom alone it is named (“Eowyn met Boromir”). */
ref party_settled(struct reading *r, ref side);
void party_settle(struct reading *r, refs *list);

/* All sides of `few` are in `many`. */
bool parties_within(const struct reading *r, const refs *few, const refs *many);

#endif
