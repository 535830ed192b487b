/* reattach.h - what a parser that scores each edge by itself gets wrong against the grammar of the whole: a verb with two subjects,
 * a gerund behind “of” taken for an adjective. Shapes that take knowledge of words to see are mended later (sense/mend.h).
 *   reads    words: head, dep, deprel
 *   changes  words: head, dep, deprel of these */
#ifndef TRUCE_TEXT_REATTACH_H
#define TRUCE_TEXT_REATTACH_H

#include "text/doc.h"

void reattach_run(struct doc *d);

#endif
