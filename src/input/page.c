#include "input/page.h"

#include "base/vec.h"
#include "input/clean.h"

struct page_node *page_next(struct page_node *n, const struct page_node *root, bool inside)
{
	if (inside && n->children)
		return n->children;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

static char low(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool pattern_at(const struct line_patterns *of, const char *p, size_t n)
{
	unsigned char first = (unsigned char)low(*p);
	for (size_t i = of->start[first]; i < of->start[first + 1]; i++) {
		struct str pattern = of->v[of->order[i]].text;
		size_t k = 1;
		while (k < pattern.n && k < n && low(p[k]) == pattern.p[k])
			k++;
		if (k == pattern.n)
			return true;
	}
	return false;
}

bool page_names(const struct inputlex *x, struct str value, unsigned kinds)
{
	static const bool parts[256] = {[' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true, ['\f'] = true, ['-'] = true, ['_'] = true};
	bool begins = true;
	for (size_t i = 0; i < value.n; i++) {
		if (begins && kinds & PAGE_CLASS && pattern_at(&x->lines[LINE_CLASS], value.p + i, value.n - i))
			return true;
		if (begins && kinds & PAGE_BODY && pattern_at(&x->lines[LINE_BODY], value.p + i, value.n - i))
			return true;
		begins = parts[(unsigned char)value.p[i]];
	}
	return false;
}

bool page_deeper(const struct page_node *root, size_t depth)
{
	size_t at = 0;
	for (const struct page_node *n = root;;) {
		if (n->children) {
			n = n->children;
			if (++at > depth)
				return true;
			continue;
		}
		for (; n != root && !n->next; at--)
			n = n->parent;
		if (n == root)
			return false;
		n = n->next;
	}
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
	char *all = arena_bytes(a, size + 1);
	size_t n = 0;
	for (size_t i = 0; i < parts.n; i++) {
		memcpy(all + n, parts.v[i].p, parts.v[i].n);
		n += parts.v[i].n;
	}
	return clean_line(a, (struct str){all, n});
}
