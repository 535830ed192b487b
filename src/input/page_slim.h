/* page_slim.h - a web page without what nobody looks at: comments, scripts (but JSON-LD), styles, drawings, forms' choices, elements
 * of the head that tell nothing, attributes that name nothing, indentation. Six of seven bytes of most pages, which then need not be
 * parsed and walked over. Tags are read as HTML5 reads them; where one does not end, the rest of the page stays as it is. */
#ifndef TRUCE_INPUT_PAGE_SLIM_H
#define TRUCE_INPUT_PAGE_SLIM_H

#include "data/inputlex.h"

/* The bytes must be in a character set in which '<', '>' and quotes are their ASCII bytes and nothing else is. */
struct str page_slim(struct arena *a, const struct inputlex *x, struct str page);

#endif
