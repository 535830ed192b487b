/* bind.h - gives the words their numbers in the knowledge's symbols.
 *   reads    words: form, lemma, upos
 *   fills    words: lem, low
 * The lemma of a verb is that of data/words where its form is listed there; where no data file knows the model's lemma, the one
 * that a regular ending leaves. */
#ifndef TRUCE_TEXT_BIND_H
#define TRUCE_TEXT_BIND_H

#include "data/verbforms.h"
#include "text/doc.h"

void bind_run(const struct symtab *symbols, const struct verbforms *forms, struct doc *d); /* forms may be NULL: none are listed */

#endif
