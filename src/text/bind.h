/* bind.h - gives the words their numbers in the knowledge's symbols.
 *   reads    words: form, lemma
 *   fills    words: lem, low */
#ifndef TRUCE_TEXT_BIND_H
#define TRUCE_TEXT_BIND_H

#include "text/doc.h"

void bind_run(const struct symtab *symbols, struct doc *d);

#endif
