/* split.h - sentences.
 *   reads    words, line breaks after each word (from tokenise)
 *   fills    doc->sents, words: sent
 *   memory   doc->arena
 * A blank line always ends a sentence. Inside a paragraph a small network decides after each word; it is told of single
 * line breaks but makes of them what it will, for some texts break lines anywhere. */
#ifndef TRUCE_TEXT_SPLIT_H
#define TRUCE_TEXT_SPLIT_H

#include "text/doc.h"
#include "text/language.h"

#define SPLIT_WINDOW 256u

void split_run(const struct model *m, struct doc *d, const uint8_t *breaks);

/* For the trainer: enum feature_space of word w in the words [first, last). */
unsigned split_spacing(const struct doc *d, const uint8_t *breaks, uint32_t first, uint32_t last, uint32_t w);

#endif
