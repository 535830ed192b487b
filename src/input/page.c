#include "input/page.h"

#include "base/vec.h"
#include "input/clean.h"

#include <string.h>

bool page_is(const struct page_node *n, const char *tag)
{
	return n && n->name && strcmp(n->name, tag) == 0;
}

struct str page_attr(const struct page_node *n, const char *name)
{
	for (const struct page_attribute *p = n->attributes; p; p = p->next)
		if (strcmp(p->name, name) == 0)
			return p->value;
	return STR("");
}

struct page_node *page_next(struct page_node *n, const struct page_node *root, bool inside)
{
	if (inside && n->children)
		return n->children;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

struct str page_text_of(struct arena *a, struct page_node *root, size_t limit)
{
	VEC(struct str) parts = {0};
	size_t size = 0;
	for (struct page_node *n = root; n && size < limit; n = page_next(n, root, !page_is(n, "script") && !page_is(n, "style"))) {
		struct str s = n->text;
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
