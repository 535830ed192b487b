/* content.h - what a cue of speech says: the words that its frames point at.
 *   reads    trees */
#ifndef TRUCE_SENSE_CONTENT_H
#define TRUCE_SENSE_CONTENT_H

#include "data/cues.h"
#include "sense/record.h"

/* The row of the cue table that this word is, with a frame that the tree fills, and the words of its content; NULL where
 * the word is no cue or nothing of the tree fits. *prep is the preposition that the cue takes along (“called for”), or w. */
const struct cue *content_of(const struct reading *r, uint32_t w, struct word_span *content, uint32_t *prep);

/* Is the word, with those that belong to it, a cue that takes a quotation? NULL where not. */
const struct cue *content_quotes(const struct reading *r, uint32_t w);

/* The same words without punctuation and white space at the ends. */
struct word_span content_trim(const struct doc *d, struct word_span s);

#endif
