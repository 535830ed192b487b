/* mend.h - what a parser that scores each edge by itself gets wrong against the grammar of the whole: a verb with two subjects.
 *   reads    words: head, dep, deprel
 *   changes  words: head, dep, deprel of such a subject */
#ifndef TRUCE_TEXT_MEND_H
#define TRUCE_TEXT_MEND_H

#include "text/doc.h"

void mend_run(struct doc *d);

#endif
