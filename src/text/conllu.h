/* conllu.h - CoNLL-U in and out.
 *
 * Reading makes the running text from the forms: a space after each token unless MISC says SpaceAfter=No, a blank line
 * before a sentence with a newdoc or newpar comment. Ten columns; empty nodes (8.1) and DEPS are dropped; ranges (1-2)
 * become word.mwt. Heads and tags are kept where given. */
#ifndef TRUCE_TEXT_CONLLU_H
#define TRUCE_TEXT_CONLLU_H

#include "base/buf.h"
#include "text/doc.h"

#define CONLLU_SENTENCE_MAX 100000 /* words */

/* Fills *d (which it initialises) from `in`; all of it lives in the arena, and borrows `in`. False and *e, with `name`,
 * line and reason, where it is not CoNLL-U. Jumps to the arena's guard when memory runs out. */
bool conllu_read(struct arena *a, struct str in, const char *name, struct doc *d, struct err *e);

/* Sentences of d as CoNLL-U. Comments that came with the input are kept; else newpar, sent_id and text are made,
 * numbered on from first_id. */
void conllu_write(struct buf *out, const struct doc *d, size_t first_id);

#endif
