/* speaker.h - whose words they are: from a cue of speech to actors.
 *   reads    trees, word_actors
 *   fills    actors, word_actors: a speaker whom the resolver knows nothing of becomes an actor of kind unknown or person */
#ifndef TRUCE_SENSE_SPEAKER_H
#define TRUCE_SENSE_SPEAKER_H

#include "data/cues.h"
#include "sense/record.h"

/* The word that heads the phrase of the one who speaks, thinks or shows, or -1. */
int32_t speaker_word(const struct reading *r, uint32_t cue_word, enum cue_kind kind);

/* The nearest word that can be one who speaks among words [first, last), from its head; for “…”, said X. -1 where none. */
int32_t speaker_near(const struct reading *r, uint32_t first, uint32_t last);

/* The actors that a speaker's phrase stands for, made where there are none; nothing for pronouns that stand for nobody
 * and for things that do not speak. */
void speaker_actors(struct reading *r, uint32_t word, refs *out);

#endif
