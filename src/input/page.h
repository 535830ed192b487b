/* page.h - questions to the tree of a page. */
#ifndef TRUCE_INPUT_PAGE_H
#define TRUCE_INPUT_PAGE_H

#include "input/page_tree.h"

#define PAGE_DEPTH_MAX 256 /* deeper elements are not looked at */

bool page_is(const struct page_node *n, const char *tag);         /* an element of that name */
struct str page_attr(const struct page_node *n, const char *name); /* empty where it is not there */

/* The node after n in document order that lies below root; its children are passed over where `inside` is false. NULL at the end. */
struct page_node *page_next(struct page_node *n, const struct page_node *root, bool inside);

/* All text below n, white space squeezed; at most `limit` bytes of it. */
struct str page_text_of(struct arena *a, struct page_node *n, size_t limit);

#endif
