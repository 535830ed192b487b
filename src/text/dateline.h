/* dateline.h - the place, day and agency at the head of a dispatch: “KYIV, March 24 (Reuters) –”. */
#ifndef TRUCE_TEXT_DATELINE_H
#define TRUCE_TEXT_DATELINE_H

#include "text/doc.h"

#define DATELINE_WORDS 20u /* most words of a dateline, its dash with them */

/* Where the dateline ends that the paragraph of words [first, last) begins with: the word behind its dash; `first` where
 * there is none. */
uint32_t dateline_end(const struct doc *d, uint32_t first, uint32_t last);

#endif
