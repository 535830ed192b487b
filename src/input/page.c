#include "input/page.h"

#include "base/vec.h"
#include "input/clean.h"

#include <string.h>

bool page_is(const xmlNode *n, const char *tag)
{
	return n && n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, tag) == 0;
}

struct str page_attr(const xmlNode *n, const char *name)
{
	for (const xmlAttr *p = n->type == XML_ELEMENT_NODE ? n->properties : NULL; p; p = p->next)
		if (strcmp((const char *)p->name, name) == 0)
			return str_of(p->children ? (const char *)p->children->content : NULL);
	return STR("");
}

xmlNode *page_next(xmlNode *n, const xmlNode *root, bool inside)
{
	if (inside && n->children && n->type == XML_ELEMENT_NODE)
		return n->children;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

struct str page_text_of(struct arena *a, xmlNode *root, size_t limit)
{
	VEC(struct str) parts = {0};
	size_t size = 0;
	for (xmlNode *n = root; n && size < limit; n = page_next(n, root, !page_is(n, "script") && !page_is(n, "style"))) {
		struct str s = str_of((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) ? (const char *)n->content : NULL);
		if (page_is(n, "br") || page_is(n, "div") || page_is(n, "p") || page_is(n, "li"))
			s = STR(" ");
		if (s.n)
			vec_push(a, &parts, s);
		size += s.n;
	}
	char *all = arena_alloc(a, size + 1);
	size_t n = 0;
	for (size_t i = 0; i < parts.n; i++) {
		memcpy(all + n, parts.v[i].p, parts.v[i].n);
		n += parts.v[i].n;
	}
	return clean_line(a, (struct str){all, n});
}
