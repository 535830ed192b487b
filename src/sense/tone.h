/* tone.h - the tone of words: data/statements/tone.tsv weighs them. */
#ifndef TRUCE_SENSE_TONE_H
#define TRUCE_SENSE_TONE_H

#include "sense/record.h"

/* The tone of words [s.first, s.last); *word is the weightiest word for it, UINT32_MAX where the tone is neutral. */
enum tone tone_of_words(const struct reading *r, struct word_span s, uint32_t *word);

#endif
