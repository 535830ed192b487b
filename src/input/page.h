/* page.h - questions to libxml2's tree, answered without its allocator. */
#ifndef TRUCE_INPUT_PAGE_H
#define TRUCE_INPUT_PAGE_H

#include "base/arena.h"

#include <libxml/tree.h>

#define PAGE_DEPTH_MAX 256 /* deeper elements are not looked at; libxml2 itself gives up there */

bool page_is(const xmlNode *n, const char *tag);         /* an element of that name */
struct str page_attr(const xmlNode *n, const char *name); /* empty where it is not there */

/* The node after n in document order that lies below root; its children are passed over where `inside` is false. NULL at the end. */
xmlNode *page_next(xmlNode *n, const xmlNode *root, bool inside);

/* All text below n, white space squeezed; at most `limit` bytes of it. */
struct str page_text_of(struct arena *a, xmlNode *n, size_t limit);

#endif
