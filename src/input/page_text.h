/* page_text.h - the article in a web page.
 *
 * The page is cut into blocks (paragraphs, headings, list items) that remember how much of them is link. Elements that
 * name themselves as something beside the article (inputlex, kind "class") are passed over unless most of the page's text
 * is in them. The article is the smallest element that holds most of the text of good blocks; of it, blocks of links,
 * captions and short labels are left out. */
#ifndef TRUCE_INPUT_PAGE_TEXT_H
#define TRUCE_INPUT_PAGE_TEXT_H

#include "data/inputlex.h"

#include "input/page_tree.h"

/* Paragraphs parted by blank lines; empty where there is no text. Uses node->known. */
struct str page_text(struct arena *a, const struct inputlex *x, struct page_node *root);

/* Likewise, of a piece of HTML that is all article, such as a feed has: nothing but noise is left out. */
struct str page_fragment(struct arena *a, const struct inputlex *x, struct page_node *root);

#endif
