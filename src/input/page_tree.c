#include "input/page_tree.h"

#include "base/buf.h"

#include <libxml/HTMLparser.h>
#include <string.h>

struct builder {
	struct arena *arena;
	struct page_node *root, *at; /* at: the element that is open; NULL outside of all */
	struct buf text;             /* read, but not yet in the tree: it may go on */
	bool failed;                 /* no memory: what comes is passed over */
};

/* Nothing here may jump: the parser is at work above. */
static void *get(struct builder *b, size_t size)
{
	void *p = b->failed ? NULL : arena_try(b->arena, size);
	b->failed = !p;
	return p;
}

static struct str copy(struct builder *b, const char *p, size_t n)
{
	char *to = get(b, n + 1);
	if (to && n)
		memcpy(to, p, n);
	return (struct str){to ? to : "", to ? n : 0};
}

static void append(struct builder *b, struct page_node *n)
{
	n->parent = b->at;
	if (b->at && b->at->last)
		b->at->last->next = n;
	else if (b->at)
		b->at->children = n;
	else if (!b->root)
		b->root = n;
	if (b->at)
		b->at->last = n;
}

static void end_text(struct builder *b)
{
	if (b->text.n == 0)
		return;
	struct page_node *n = b->at ? get(b, sizeof *n) : NULL;
	if (n) {
		n->text = copy(b, b->text.p, b->text.n);
		append(b, n);
	}
	buf_clear(&b->text);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
	struct builder *b = ctx;
	end_text(b);
	struct page_node *n = b->root && !b->at ? NULL : get(b, sizeof *n); /* what follows the root belongs to nothing */
	if (!n)
		return;
	n->name = (const char *)name;
	struct page_attribute **to = &n->attributes;
	for (; attributes && attributes[0]; attributes += 2) {
		struct page_attribute *one = get(b, sizeof *one);
		if (!one)
			return;
		const char *value = attributes[1] ? (const char *)attributes[1] : "";
		one->name = (const char *)attributes[0];
		one->value = copy(b, value, strlen(value));
		*to = one;
		to = &one->next;
	}
	append(b, n);
	b->at = n;
}

static void on_end(void *ctx, const xmlChar *name)
{
	struct builder *b = ctx;
	struct page_node *n = b->at;
	end_text(b);
	while (n && strcmp(n->name, (const char *)name) != 0)
		n = n->parent;
	if (n)
		b->at = n->parent;
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
	struct builder *b = ctx;
	buf_add(&b->text, (struct str){(const char *)text, (size_t)n});
	b->failed = b->failed || b->text.failed;
}

struct page_node *page_tree(struct arena *a, struct str page, struct _xmlParserCtxt **parser)
{
	struct builder b = {.arena = a};
	int how = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
	htmlParserCtxt *p = *parser = htmlNewParserCtxt();
	if (p) {
		*p->sax = (xmlSAXHandler){.startElement = on_start, .endElement = on_end, .characters = on_text, .cdataBlock = on_text};
		p->userData = &b;
		xmlDoc *doc = htmlCtxtReadMemory(p, page.p, (int)page.n, NULL, "UTF-8", how);
		if (doc)
			xmlFreeDoc(doc);
		p->myDoc = NULL;
	}
	end_text(&b);
	buf_release(&b.text);
	if (!p || b.failed)
		arena_fail(a);
	return b.root;
}
