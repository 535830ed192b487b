/* parse.h - tags, lemmas and trees.
 *   reads    sents, words: form, space_after
 *   fills    words: lemma, upos, xpos, feats, feat, head, deprel, dep; sents: root
 *   memory   doc->arena
 * Works a block of sentences at a time, in scratch memory of a fixed size. A sentence longer than PARSE_SEGMENT words is
 * analysed in pieces, each the parataxis of the first, so that time is linear in the text. */
#ifndef TRUCE_TEXT_PARSE_H
#define TRUCE_TEXT_PARSE_H

#include "text/doc.h"
#include "text/language.h"

#define PARSE_SEGMENT 256u

void parse_run(const struct model *m, struct doc *d);

#endif
