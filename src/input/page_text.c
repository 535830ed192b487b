#include "input/page_text.h"

#include "base/vec.h"
#include "input/clean.h"
#include "input/page.h"

#include <stdlib.h>
#include <string.h>

/* Weights and limits of the choice, in bytes of text or shares. */
#define GOOD_LENGTH 80        /* a paragraph this long is text, whatever it ends in */
#define GOOD_LINKS 0.35       /* and has no more of it in links */
#define PROSE_LENGTH 60       /* a text node this long is prose, shorter ones are menus and labels */
#define SPARED_SHARE 0.45     /* an element beside the article by its name is spared if it holds more of the page's prose */
#define DOMINANT_SHARE 0.72   /* a child that holds more of its parent's good text is the better container */
#define NAMED_SHARE 0.50      /* a container that is named as the article's text needs only this of all good text */
#define BREAK '\v'             /* <br> in the text of a block: white space that no page has */
#define LABEL_WORDS 4         /* a shorter block without a full stop is a label */

enum block_kind { BLOCK_TEXT, BLOCK_HEADING, BLOCK_ITEM };

struct block {
	struct str text;
	uint32_t links;       /* bytes of it inside <a> */
	enum block_kind kind;
	struct page_node *at;          /* the element it stands in */
	bool good;
};

/* What is known of an element; node->known. */
struct tally {
	int tag;        /* enum tag */
	uint32_t prose; /* bytes of long text nodes below, outside of links */
	uint32_t good;  /* bytes of good blocks below */
};

struct walk {
	struct arena *arena;
	const struct inputlex *lex;
	VEC(struct block) blocks;
	VEC(char) text;         /* of the block under construction */
	uint32_t links;
	int in_link, in_item, in_heading;
	uint32_t prose;         /* of the page */
};

/* What an element is to the walk, by its name. */
enum tag {
	TAG_OTHER,
	TAG_SILENT, /* nothing in it is text of the page */
	TAG_BESIDE, /* stands beside the article */
	TAG_INLINE, /* part of a paragraph */
	TAG_LINK,   /* likewise */
	TAG_HEADING,
	TAG_ITEM,
	TAG_BREAK,
};

struct tag_name {
	const char *name;
	enum tag tag;
};

/* Sorted by name. */
static const struct tag_name tag_names[] = {
	{"a", TAG_LINK}, {"abbr", TAG_INLINE}, {"aside", TAG_BESIDE}, {"audio", TAG_SILENT}, {"b", TAG_INLINE}, {"bdi", TAG_INLINE},
	{"bdo", TAG_INLINE}, {"big", TAG_INLINE}, {"br", TAG_BREAK}, {"button", TAG_SILENT}, {"canvas", TAG_SILENT}, {"cite", TAG_INLINE},
	{"code", TAG_INLINE}, {"data", TAG_INLINE}, {"del", TAG_INLINE}, {"dfn", TAG_INLINE}, {"dialog", TAG_BESIDE}, {"em", TAG_INLINE},
	{"figcaption", TAG_BESIDE}, {"figure", TAG_BESIDE}, {"font", TAG_INLINE}, {"footer", TAG_BESIDE}, {"form", TAG_BESIDE},
	{"h1", TAG_HEADING}, {"h2", TAG_HEADING}, {"h3", TAG_HEADING}, {"h4", TAG_HEADING}, {"h5", TAG_HEADING}, {"h6", TAG_HEADING},
	{"head", TAG_SILENT}, {"i", TAG_INLINE}, {"iframe", TAG_SILENT}, {"img", TAG_INLINE}, {"input", TAG_SILENT}, {"ins", TAG_INLINE},
	{"kbd", TAG_INLINE}, {"li", TAG_ITEM}, {"mark", TAG_INLINE}, {"math", TAG_SILENT}, {"menu", TAG_BESIDE}, {"nav", TAG_BESIDE},
	{"noscript", TAG_SILENT}, {"object", TAG_SILENT}, {"option", TAG_SILENT}, {"q", TAG_INLINE}, {"s", TAG_INLINE}, {"samp", TAG_INLINE},
	{"script", TAG_SILENT}, {"select", TAG_SILENT}, {"small", TAG_INLINE}, {"span", TAG_INLINE}, {"strike", TAG_INLINE},
	{"strong", TAG_INLINE}, {"style", TAG_SILENT}, {"sub", TAG_INLINE}, {"sup", TAG_INLINE}, {"svg", TAG_SILENT},
	{"template", TAG_SILENT}, {"textarea", TAG_SILENT}, {"time", TAG_INLINE}, {"tt", TAG_INLINE}, {"u", TAG_INLINE}, {"var", TAG_INLINE},
	{"video", TAG_SILENT}, {"wbr", TAG_INLINE},
};

static int compare_names(const void *name, const void *row)
{
	return strcmp(name, ((const struct tag_name *)row)->name);
}

static enum tag tag_of(const struct page_node *n)
{
	const struct tag_name *found = bsearch(n->name, tag_names, sizeof tag_names / sizeof *tag_names, sizeof *tag_names, compare_names);
	return found ? found->tag : TAG_OTHER;
}

static struct tally *tally_of(struct walk *w, struct page_node *n)
{
	if (!n->known) {
		struct tally *t = n->known = arena_new(w->arena, struct tally);
		t->tag = tag_of(n);
	}
	return n->known;
}

/* Fills tally.prose below n. */
static uint32_t measure(struct walk *w, struct page_node *n, int depth)
{
	if (!n->name) {
		size_t length = str_trim(n->text).n;
		return length >= PROSE_LENGTH ? (uint32_t)length : 0;
	}
	if (!n->name || depth == PAGE_DEPTH_MAX)
		return 0;
	struct tally *t = tally_of(w, n);
	if (t->tag == TAG_SILENT || t->tag == TAG_LINK)
		return 0;
	for (struct page_node *c = n->children; c; c = c->next)
		t->prose += measure(w, c, depth + 1);
	return t->prose;
}

static bool named(const struct walk *w, const struct page_node *n, unsigned kind)
{
	return page_names(w->lex, page_attr(n, "class"), kind) || page_names(w->lex, page_attr(n, "id"), kind);
}

static bool hidden(const struct page_node *n)
{
	struct str style = page_attr(n, "style");
	return str_find(style, STR("display:none")) < style.n || str_find(style, STR("display: none")) < style.n ||
	       str_is(page_attr(n, "aria-hidden"), "true") || str_is(page_attr(n, "role"), "navigation") ||
	       str_is(page_attr(n, "role"), "complementary");
}

static bool passed_over(struct walk *w, struct page_node *n)
{
	const struct tally *t = tally_of(w, n);
	if (t->tag == TAG_SILENT)
		return true;
	if (t->prose > SPARED_SHARE * w->prose)
		return false;
	return t->tag == TAG_BESIDE || hidden(n) || (named(w, n, PAGE_CLASS) && !named(w, n, PAGE_BODY));
}

static bool is_good(const struct block *b)
{
	if (b->kind == BLOCK_HEADING || b->links > GOOD_LINKS * b->text.n)
		return false;
	char last = b->text.p[b->text.n - 1];
	return b->text.n >= GOOD_LENGTH || (b->text.n >= GOOD_LENGTH / 2 && strchr(".!?\"'", last));
}

static void flush(struct walk *w, struct page_node *at)
{
	struct str text = clean_line(w->arena, (struct str){w->text.v, w->text.n});
	struct block b = {.text = text, .links = w->links, .at = at};
	w->text.n = 0;
	w->links = 0;
	if (text.n == 0)
		return;
	b.kind = w->in_heading ? BLOCK_HEADING : w->in_item ? BLOCK_ITEM : BLOCK_TEXT;
	b.good = is_good(&b);
	vec_push(w->arena, &w->blocks, b);
}

static void add_text(struct walk *w, struct str s)
{
	while (w->text.cap < w->text.n + s.n) {
		size_t cap = w->text.cap ? w->text.cap * 2 : 1024;
		w->text.v = arena_grow(w->arena, w->text.v, w->text.n, cap);
		w->text.cap = cap;
	}
	if (s.n)
		memcpy(w->text.v + w->text.n, s.p, s.n);
	w->text.n += s.n;
	w->links += w->in_link ? (uint32_t)s.n : 0;
}

static void collect(struct walk *w, struct page_node *n, int depth)
{
	if (!n->name)
		add_text(w, n->text);
	if (!n->name || depth == PAGE_DEPTH_MAX || passed_over(w, n))
		return;
	int tag = tally_of(w, n)->tag;
	bool link = tag == TAG_LINK, inside = link || tag == TAG_INLINE, item = tag == TAG_ITEM, heading = tag == TAG_HEADING;
	if (tag == TAG_BREAK) {
		/* two in a row, with no more than white space between, end a paragraph; one is a blank */
		size_t k = w->text.n;
		while (k && (w->text.v[k - 1] == ' ' || w->text.v[k - 1] == '\n' || w->text.v[k - 1] == '\t'))
			k--;
		if (k && w->text.v[k - 1] == BREAK)
			flush(w, n->parent);
		else
			add_text(w, (struct str){&(const char){BREAK}, 1});
		return;
	}
	if (!inside)
		flush(w, n->parent);
	w->in_link += link;
	w->in_item += item;
	w->in_heading += heading;
	for (struct page_node *c = n->children; c; c = c->next)
		collect(w, c, depth + 1);
	if (!inside)
		flush(w, n);
	w->in_link -= link;
	w->in_item -= item;
	w->in_heading -= heading;
}

static uint32_t spread_good(struct walk *w)
{
	uint32_t all = 0;
	for (size_t i = 0; i < w->blocks.n; i++) {
		const struct block *b = &w->blocks.v[i];
		all += b->good ? (uint32_t)b->text.n : 0;
		for (struct page_node *n = b->at; n && b->good; n = n->parent)
			if (n->name)
				tally_of(w, n)->good += (uint32_t)b->text.n;
	}
	return all;
}

static uint32_t good_of(const struct page_node *n)
{
	const struct tally *t = n->known;
	return t ? t->good : 0;
}

static bool is_article(const struct walk *w, const struct page_node *n)
{
	return str_is(page_attr(n, "itemprop"), "articleBody") || named(w, n, PAGE_BODY);
}

/* Goes down from the root as long as one child has nearly everything. */
static struct page_node *container(const struct walk *w, struct page_node *root, uint32_t all)
{
	struct page_node *n = root;
	for (;;) {
		struct page_node *most = NULL;
		for (struct page_node *c = n->children; c; c = c->next)
			if (!most || good_of(c) > good_of(most))
				most = c;
		if (!most || good_of(most) == 0)
			return n;
		bool enough = good_of(most) > DOMINANT_SHARE * good_of(n);
		if (!enough && !(is_article(w, most) && good_of(most) > NAMED_SHARE * all))
			return n;
		if (page_is(most, "p") || page_is(most, "blockquote") || page_is(most, "li"))
			return n;
		n = most;
		if (is_article(w, n) && good_of(n) > NAMED_SHARE * all)
			return n;
	}
}

static size_t words_of(struct str s)
{
	size_t n = s.n != 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

static bool below(const struct page_node *n, const struct page_node *root)
{
	while (n && n != root)
		n = n->parent;
	return n != NULL;
}

/* "By Jane Doe", "Source: Reuters": a label that names somebody, which is read and taken out later. */
static bool names_somebody(const struct walk *w, struct str label)
{
	char low[128];
	struct str small = clean_lower(label, low, sizeof low);
	const struct line_pattern *p = inputlex_line(w->lex, LINE_SOURCE, small);
	if (!p)
		p = inputlex_line(w->lex, LINE_BYLINE, small);
	struct str name = p ? str_trim(str_sub(label, p->text.n, label.n)) : STR("");
	bool capitals = name.n > 0;
	while (name.n && capitals) {
		struct str word = str_cut(&name, ' ');
		capitals = word.n == 0 || !(word.p[0] >= 'a' && word.p[0] <= 'z');
	}
	return capitals;
}

/* Links with nothing around them, or a label. */
static bool is_noise(const struct walk *w, const struct block *b)
{
	char last = b->text.p[b->text.n - 1];
	if (b->links * 2 > b->text.n && (b->text.n < 300 || b->links * 10 > b->text.n * 9))
		return true;
	return b->kind == BLOCK_TEXT && words_of(b->text) < LABEL_WORDS && !strchr(".!?\"'", last) && (unsigned char)last < 0x80 &&
	       !names_somebody(w, b->text);
}

/* A heading stays where text follows it before the next heading. */
static bool heads_text(const struct walk *w, size_t i, const struct page_node *root)
{
	for (size_t k = i + 1; k < w->blocks.n && below(w->blocks.v[k].at, root); k++) {
		if (w->blocks.v[k].kind == BLOCK_HEADING)
			return false;
		if (w->blocks.v[k].good)
			return true;
	}
	return false;
}

static struct str join(struct walk *w, const struct page_node *root)
{
	size_t size = 0, n = 0;
	for (size_t i = 0; i < w->blocks.n; i++)
		size += w->blocks.v[i].text.n + 2;
	char *out = arena_bytes(w->arena, size + 1);
	for (size_t i = 0; i < w->blocks.n; i++) {
		const struct block *b = &w->blocks.v[i];
		if (!below(b->at, root) || is_noise(w, b) || (b->kind == BLOCK_HEADING && !heads_text(w, i, root)))
			continue;
		memcpy(out + n, b->text.p, b->text.n);
		n += b->text.n;
		memcpy(out + n, "\n\n", 2);
		n += 2;
	}
	out[n] = '\0';
	return str_trim((struct str){out, n});
}

/* False where the page has no elements. */
static bool walk(struct walk *w, struct page_node *root)
{
	if (!root)
		return false;
	w->prose = measure(w, root, 0);
	collect(w, root, 0);
	flush(w, root);
	return true;
}

struct str page_text(struct arena *a, const struct inputlex *x, struct page_node *root)
{
	struct walk w = {.arena = a, .lex = x};
	uint32_t all = walk(&w, root) ? spread_good(&w) : 0;
	return all ? join(&w, container(&w, root, all)) : STR("");
}

struct str page_fragment(struct arena *a, const struct inputlex *x, struct page_node *root)
{
	struct walk w = {.arena = a, .lex = x};
	return walk(&w, root) ? join(&w, root) : STR("");
}
