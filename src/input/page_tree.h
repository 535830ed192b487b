/* page_tree.h - the elements of a web page, as libxml2's HTML parser tells them, in the arena. Its own trees would take an
 * allocation for each element, attribute and text, and as many to free. */
#ifndef TRUCE_INPUT_PAGE_TREE_H
#define TRUCE_INPUT_PAGE_TREE_H

#include "base/arena.h"

struct page_attribute {
	const char *name; /* lower-cased */
	struct str value;
	struct page_attribute *next;
};

struct page_node {
	const char *name; /* of an element, lower-cased; NULL: a text */
	struct str text;  /* of a text, with a NUL behind it */
	struct page_attribute *attributes;
	struct page_node *parent, *children, *last, *next;
	void *known;      /* what page_text knows of it */
};

struct _xmlParserCtxt;

/* The root element of the page, which must be valid UTF-8; NULL where it has none. *parser holds the names, and must be freed
 * after the tree (htmlFreeParserCtxt); it was NULL before. */
struct page_node *page_tree(struct arena *a, struct str page, struct _xmlParserCtxt **parser);

#endif
