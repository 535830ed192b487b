#include "input/page_slim.h"

#include "input/page.h"
#include "input/page_meta.h"

#include <string.h>

#define NAME_MAX_BYTES 16 /* longer names of tags and attributes are none that are looked for */
#define KNOWN 64          /* names that are remembered with what they are */

/* What a tag is. */
enum tag_trait {
	TAG_EMPTY = 1,    /* no content, or as good without it: the tag is left out */
	TAG_DROPPED = 2,  /* its content is looked at by nobody, */
	TAG_SCRIPT = 4,   /* unless it is JSON-LD */
	TAG_BLOCK = 8,    /* no part of a line: white space beside it shows nowhere */
	TAG_INLINE = 16,  /* nothing where nothing is in it */
	TAG_META = 32,
	TAG_LINK = 64,
	TAG_ROOT = 128,
	TAG_ANCHOR = 256,
};

/* What an attribute is, and whether page_meta or page_text ask for it. */
enum attribute_trait {
	ATTR_NONE,
	ATTR_KEPT,
	ATTR_CLASS,  /* class, id: where page_text knows a word of it */
	ATTR_KEY,    /* name, property, http-equiv: of <meta> */
	ATTR_REL,    /* of <link> and <a> */
	ATTR_HREF,   /* of <link> */
	ATTR_TYPE,   /* of a script */
	ATTR_LANG,   /* of the page */
	ATTR_STYLE,  /* where it hides */
	ATTR_HIDDEN, /* aria-hidden, where it does */
	ATTR_ROLE,   /* where it is beside the article */
};

struct name {
	const char *name;
	unsigned trait;
};

static const struct name tag_names[] = {
	{"script", TAG_DROPPED | TAG_SCRIPT}, {"style", TAG_DROPPED}, {"svg", TAG_DROPPED}, {"noscript", TAG_DROPPED}, {"iframe", TAG_DROPPED},
	{"textarea", TAG_DROPPED}, {"select", TAG_DROPPED}, {"canvas", TAG_DROPPED}, {"audio", TAG_DROPPED}, {"video", TAG_DROPPED},
	{"template", TAG_DROPPED},
	{"img", TAG_EMPTY}, {"source", TAG_EMPTY}, {"input", TAG_EMPTY}, {"picture", TAG_EMPTY}, {"wbr", TAG_EMPTY}, {"track", TAG_EMPTY},
	{"embed", TAG_EMPTY}, {"param", TAG_EMPTY}, {"area", TAG_EMPTY}, {"path", TAG_EMPTY}, {"base", TAG_EMPTY},
	{"meta", TAG_META | TAG_BLOCK}, {"link", TAG_LINK | TAG_BLOCK}, {"html", TAG_ROOT | TAG_BLOCK},
	{"a", TAG_INLINE | TAG_ANCHOR}, {"span", TAG_INLINE}, {"i", TAG_INLINE}, {"b", TAG_INLINE}, {"em", TAG_INLINE}, {"strong", TAG_INLINE},
	{"small", TAG_INLINE}, {"font", TAG_INLINE}, {"u", TAG_INLINE}, {"label", TAG_INLINE},
	{"div", TAG_BLOCK}, {"li", TAG_BLOCK}, {"ul", TAG_BLOCK}, {"p", TAG_BLOCK}, {"section", TAG_BLOCK}, {"article", TAG_BLOCK},
	{"td", TAG_BLOCK}, {"tr", TAG_BLOCK}, {"th", TAG_BLOCK}, {"table", TAG_BLOCK}, {"tbody", TAG_BLOCK}, {"header", TAG_BLOCK},
	{"footer", TAG_BLOCK}, {"main", TAG_BLOCK}, {"aside", TAG_BLOCK}, {"nav", TAG_BLOCK}, {"h1", TAG_BLOCK}, {"h2", TAG_BLOCK},
	{"h3", TAG_BLOCK}, {"h4", TAG_BLOCK}, {"h5", TAG_BLOCK}, {"h6", TAG_BLOCK}, {"figure", TAG_BLOCK}, {"figcaption", TAG_BLOCK},
	{"form", TAG_BLOCK}, {"ol", TAG_BLOCK}, {"dl", TAG_BLOCK}, {"dt", TAG_BLOCK}, {"dd", TAG_BLOCK}, {"blockquote", TAG_BLOCK},
	{"head", TAG_BLOCK}, {"body", TAG_BLOCK}, {"title", TAG_BLOCK}, {"option", TAG_BLOCK},
};

static const struct name attribute_names[] = {
	{"class", ATTR_CLASS}, {"id", ATTR_CLASS}, {"content", ATTR_KEPT}, {"name", ATTR_KEY}, {"property", ATTR_KEY}, {"http-equiv", ATTR_KEY},
	{"itemprop", ATTR_KEPT}, {"itemtype", ATTR_KEPT}, {"datetime", ATTR_KEPT}, {"pubdate", ATTR_KEPT}, {"rel", ATTR_REL}, {"type", ATTR_TYPE},
	{"href", ATTR_HREF}, {"lang", ATTR_LANG}, {"style", ATTR_STYLE}, {"aria-hidden", ATTR_HIDDEN}, {"role", ATTR_ROLE},
};

/* Names that were looked up, so that a page's few names are looked up once. */
struct known {
	uint64_t key;
	size_t n;
	unsigned trait;
};

/* An element that begins where nothing has been written since. */
struct bare {
	size_t from, end;  /* of its start tag in the output */
	struct str name;
	bool blank, block; /* as they were before it */
};

struct slim {
	const struct inputlex *lex;
	struct str in;
	size_t i;   /* read up to here */
	char *out;
	size_t n;
	bool blank; /* the last byte written is white space of a text */
	bool block; /* the last thing written is a tag that white space is nothing beside */
	struct bare bare;
	struct known tags[KNOWN], attributes[KNOWN];
};

static const bool is_space[256] = {[' '] = true, ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true};

static bool space(char c) { return is_space[(unsigned char)c]; }
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static unsigned look_up(const struct name *list, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if ((list[i].name[0] | 0x20) == (name.p[0] | 0x20) && str_iis(name, list[i].name))
			return list[i].trait;
	return 0;
}

static unsigned trait_of(struct known *known, const struct name *list, size_t n, struct str name)
{
	uint64_t key = 0;
	if (name.n == 0 || name.n > sizeof key)
		return name.n == 0 || name.n > NAME_MAX_BYTES ? 0 : look_up(list, n, name);
	memcpy(&key, name.p, name.n);
	struct known *k = &known[key * 0x9E3779B97F4A7C15u >> 58];
	_Static_assert(KNOWN == 1 << (64 - 58), "the hash is six bits");
	if (k->key != key || k->n != name.n)
		*k = (struct known){key, name.n, look_up(list, n, name)};
	return k->trait;
}

static unsigned tag_trait(struct slim *s, struct str name)
{
	return trait_of(s->tags, tag_names, sizeof tag_names / sizeof *tag_names, name);
}

static void copy(struct slim *s, size_t from, size_t to)
{
	if (from < to)
		memcpy(s->out + s->n, s->in.p + from, to - from);
	s->n += to - from;
	s->blank = s->block = false;
}

/* Where the text stands next, from `from` on, whatever its case; in.n where it does not. */
static size_t find(const struct slim *s, size_t from, struct str text)
{
	for (size_t i = from; i + text.n <= s->in.n; i++) {
		const char *p = memchr(s->in.p + i, text.p[0], s->in.n - text.n + 1 - i);
		if (!p)
			break;
		i = (size_t)(p - s->in.p);
		if (str_ieq(str_sub(s->in, i, i + text.n), text))
			return i;
	}
	return s->in.n;
}

static bool holds(struct str s, struct str what)
{
	return str_find(s, what) < s.n;
}

/* ---- attributes ------------------------------------------------------------------------------------------------------------ */

struct attribute {
	struct str name, value; /* the value without quotes */
	size_t end;             /* behind it; in.n where the tag does not end */
};

static struct attribute attribute_at(const struct slim *s, size_t i)
{
	const char *p = s->in.p;
	size_t n = s->in.n, from = i;
	struct attribute a;
	for (i++; i < n && !space(p[i]) && p[i] != '=' && p[i] != '>' && p[i] != '/'; i++)
		;
	a = (struct attribute){.name = str_sub(s->in, from, i), .value = STR(""), .end = i};
	while (i < n && space(p[i]))
		i++;
	if (i == n || p[i] != '=')
		return a;
	for (i++; i < n && space(p[i]); i++)
		;
	from = i;
	if (i < n && (p[i] == '"' || p[i] == '\'')) {
		const char *end = memchr(p + i + 1, p[i], n - i - 1);
		a.end = end ? (size_t)(end - p) + 1 : n;
		a.value = str_sub(s->in, from + 1, end ? a.end - 1 : n);
		return a;
	}
	while (i < n && !space(p[i]) && p[i] != '>')
		i++;
	a.end = i;
	a.value = str_sub(s->in, from, i);
	return a;
}

/* A class that page_text knows; or that is written with character references, so that only the parser can tell. */
static bool names_something(const struct slim *s, struct str value)
{
	return holds(value, STR("&")) || page_names(s->lex, value, PAGE_CLASS | PAGE_BODY);
}

static bool attribute_counts(struct slim *s, unsigned tag, const struct attribute *a)
{
	switch (trait_of(s->attributes, attribute_names, sizeof attribute_names / sizeof *attribute_names, a->name)) {
	case ATTR_KEPT: return true;
	case ATTR_CLASS: return names_something(s, a->value);
	case ATTR_KEY: return tag & TAG_META;
	case ATTR_REL: return tag & TAG_LINK || (tag & TAG_ANCHOR && a->value.n >= sizeof "author" - 1);
	case ATTR_HREF: return tag & TAG_LINK;
	case ATTR_TYPE: return tag & TAG_SCRIPT;
	case ATTR_LANG: return tag & TAG_ROOT;
	case ATTR_STYLE: return holds(a->value, STR("none"));
	case ATTR_HIDDEN: return str_is(a->value, "true");
	case ATTR_ROLE: return str_is(a->value, "navigation") || str_is(a->value, "complementary");
	default: return false;
	}
}

/* ---- tags -------------------------------------------------------------------------------------------------------------------- */

struct tag {
	struct str name;
	unsigned trait;
	bool json;    /* a script of JSON-LD */
	bool closed;  /* <br/> */
	bool told;    /* <meta> that page_meta asks for, <link> that is canonical */
	bool dressed; /* an attribute was kept */
};

static void attribute(struct slim *s, struct tag *tag, const struct attribute *a, size_t from)
{
	if (tag->trait & TAG_SCRIPT)
		tag->json |= str_iis(a->name, "type") && holds(a->value, STR("ld+json"));
	else if (tag->trait & TAG_LINK)
		tag->told |= str_iis(a->name, "rel") && holds(a->value, STR("canonical"));
	else if (tag->trait & TAG_META)
		tag->told |= str_iis(a->name, "itemprop") || (!str_iis(a->name, "content") && page_meta_asks(a->value));
	if (!attribute_counts(s, tag->trait, a))
		return;
	s->out[s->n++] = ' ';
	copy(s, from, a->end);
	tag->dressed = true;
}

/* The start tag at s->i: writes it with the attributes that count. False where it does not end. */
static bool start_tag(struct slim *s, struct tag *tag)
{
	const char *p = s->in.p;
	size_t i = s->i + 1, was = s->n;
	while (i < s->in.n && !space(p[i]) && p[i] != '>' && p[i] != '/')
		i++;
	*tag = (struct tag){.name = str_sub(s->in, s->i + 1, i)};
	tag->trait = tag_trait(s, tag->name);
	copy(s, s->i, i);
	while (i < s->in.n && p[i] != '>') {
		tag->closed = p[i] == '/';
		if (space(p[i]) || p[i] == '/') {
			i++;
			continue;
		}
		struct attribute a = attribute_at(s, i);
		attribute(s, tag, &a, i);
		i = a.end;
	}
	if (i == s->in.n) {
		s->n = was;
		return false;
	}
	if (tag->closed)
		s->out[s->n++] = '/';
	s->out[s->n++] = '>';
	s->i = i + 1;
	return true;
}

static bool tag_counts(const struct tag *tag)
{
	return !(tag->trait & TAG_EMPTY) && (!(tag->trait & (TAG_META | TAG_LINK)) || tag->told);
}

/* "</name": the end tag that a raw text ends with; in.n where it has none. */
static size_t closing(const struct slim *s, struct str name)
{
	char text[NAME_MAX_BYTES + 2] = "</";
	memcpy(text + 2, name.p, name.n);
	return find(s, s->i, (struct str){text, name.n + 2});
}

/* The content of the element whose start tag, which lies at `from` and in the output at `was`, has been read: dropped, or kept where
 * it is JSON-LD. False where it does not end. */
static bool content(struct slim *s, const struct tag *tag, size_t from, size_t was)
{
	size_t end = closing(s, tag->name);
	const char *close = end < s->in.n ? memchr(s->in.p + end, '>', s->in.n - end) : NULL;
	if (!close) {
		s->i = from;
		s->n = was;
		return false;
	}
	size_t behind = (size_t)(close - s->in.p) + 1;
	if (tag->json)
		copy(s, s->i, behind);
	else
		s->n = was;
	s->i = behind;
	return true;
}

/* The start tag at s->i, and the content that goes with it. False where the page does not go on as it should. */
static bool element(struct slim *s)
{
	struct tag tag;
	size_t from = s->i, was = s->n;
	bool block = s->block, blank = s->blank;
	if (!start_tag(s, &tag))
		return false;
	if (tag.trait & TAG_DROPPED && !tag.closed) {
		bool ok = content(s, &tag, from, was);
		s->block = block;
		return ok;
	}
	if (!tag_counts(&tag)) {
		s->n = was;
		s->block = block;
		return true;
	}
	s->block = tag.trait & TAG_BLOCK;
	if (tag.trait & TAG_INLINE && !tag.dressed)
		s->bare = (struct bare){was, s->n, tag.name, blank, block};
	return true;
}

/* The comment at s->i is passed over. "<!-->" is an empty one. */
static bool comment(struct slim *s)
{
	size_t end = find(s, s->i + 2, STR("-->"));
	if (end == s->in.n)
		return false;
	s->i = end + 3;
	return true;
}

static struct str name_at(const struct slim *s, size_t i)
{
	size_t from = i;
	while (i < s->in.n && i <= from + NAME_MAX_BYTES && (letter(s->in.p[i]) || (s->in.p[i] >= '0' && s->in.p[i] <= '9')))
		i++;
	return str_sub(s->in, from, i);
}

static bool end_tag(struct slim *s)
{
	const char *close = memchr(s->in.p + s->i, '>', s->in.n - s->i);
	struct str name = name_at(s, s->i + 2);
	if (!close)
		return false;
	size_t end = (size_t)(close - s->in.p) + 1;
	unsigned trait = tag_trait(s, name);
	if (trait & TAG_INLINE && s->n && s->bare.end == s->n && str_eq(s->bare.name, name)) { /* <i class="icon"></i> */
		s->n = s->bare.from;
		s->blank = s->bare.blank;
		s->block = s->bare.block;
	} else if (!(trait & (TAG_EMPTY | TAG_META | TAG_LINK))) {
		copy(s, s->i, end);
		s->block = trait & TAG_BLOCK;
	}
	s->i = end;
	return true;
}

static bool markup(struct slim *s)
{
	struct str rest = str_sub(s->in, s->i, s->in.n);
	if (rest.n > 1 && letter(rest.p[1]))
		return element(s);
	if (rest.n > 2 && rest.p[1] == '/' && letter(rest.p[2]))
		return end_tag(s);
	if (str_starts(rest, STR("<!--")))
		return comment(s);
	s->out[s->n++] = '<';
	s->blank = s->block = false;
	s->i++;
	return true;
}

/* ---- text -------------------------------------------------------------------------------------------------------------------- */

/* Whether the tag at i is one that white space is nothing beside. */
static bool block_at(struct slim *s, size_t i)
{
	size_t name = i + 1 + (i + 1 < s->in.n && s->in.p[i + 1] == '/');
	return tag_trait(s, name_at(s, name)) & TAG_BLOCK;
}

static void put(struct slim *s, const char *from, const char *to)
{
	memcpy(s->out + s->n, from, (size_t)(to - from));
	s->n += (size_t)(to - from);
}

/* Text up to the next '<', of white space in a row only one byte. */
static void text(struct slim *s)
{
	const char *p = s->in.p + s->i, *all = s->in.p + s->in.n, *end = memchr(p, '<', s->in.n - s->i), *from = p, *q = p;
	bool blank = s->blank;
	end = end ? end : all;
	s->i = (size_t)(end - s->in.p);
	while (q < end && space(*q))
		q++;
	if (q == end && end < all && (s->block || block_at(s, s->i)))
		return;
	for (q = p; q < end; q++) {
		bool now = space(*q);
		if (now && blank) {
			put(s, from, q);
			from = q + 1;
			if (*q == '\n')
				s->out[s->n - 1] = '\n';
		}
		blank = now;
	}
	put(s, from, end);
	s->blank = blank;
	s->block = false;
}

struct str page_slim(struct arena *a, const struct inputlex *x, struct str page)
{
	/* written anew, a tag grows by the blank ahead of each attribute that had none: id=""id="" */
	struct slim s = {.lex = x, .in = page, .out = arena_bytes(a, page.n + page.n / 4 + 1)};
	bool well = true;
	while (s.i < page.n && well)
		if (page.p[s.i] == '<')
			well = markup(&s);
		else
			text(&s);
	copy(&s, s.i, page.n);
	return (struct str){s.out, s.n};
}
