/* page.h - questions to the tree of a page. */
#ifndef TRUCE_INPUT_PAGE_H
#define TRUCE_INPUT_PAGE_H

#include "data/inputlex.h"
#include "input/page_tree.h"

#include <string.h>

#define PAGE_DEPTH_MAX 256 /* deeper elements are not looked at */

/* An element of that name. Both are asked of every element, mostly in vain, which the first letter tells. */
static inline bool page_is(const struct page_node *n, const char *tag)
{
	return n && n->name && n->name[0] == tag[0] && strcmp(n->name, tag) == 0;
}

/* Empty where it is not there. */
static inline struct str page_attr(const struct page_node *n, const char *name)
{
	for (const struct page_attribute *p = n->attributes; p; p = p->next)
		if (p->name[0] == name[0] && strcmp(p->name, name) == 0)
			return p->value;
	return STR("");
}

/* The node after n in document order that lies below root; its children are passed over where `inside` is false. NULL at the end. */
struct page_node *page_next(struct page_node *n, const struct page_node *root, bool inside);

/* Whether a word of the value of a class or id names something that is looked for: at its start, or behind '-' or '_', stands a pattern
 * of LINE_CLASS (PAGE_CLASS: beside the article) or LINE_BODY (PAGE_BODY: the article's text). Capitals of ASCII are small letters. */
enum { PAGE_CLASS = 1, PAGE_BODY = 2 };
bool page_names(const struct inputlex *x, struct str value, unsigned kinds);

bool page_deeper(const struct page_node *root, size_t depth); /* elements lie below so many others */

/* All text below n, white space squeezed; at most `limit` bytes of it. */
struct str page_text_of(struct arena *a, struct page_node *n, size_t limit);

#endif
