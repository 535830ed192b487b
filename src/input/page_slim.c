#include "input/page_slim.h"

#include <string.h>

#define NAME_MAX_BYTES 16 /* longer names of tags and attributes are none that are looked for */

struct slim {
	struct str in;
	size_t i;   /* read up to here */
	char *out;
	size_t n;
	bool blank; /* the last byte written is white space of a text */
	bool block; /* the last thing written is a tag that white space is nothing beside */
};

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

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

static struct str lower(struct str name, char low[NAME_MAX_BYTES])
{
	if (name.n > NAME_MAX_BYTES)
		return STR("");
	for (size_t i = 0; i < name.n; i++)
		low[i] = letter(name.p[i]) ? (char)(name.p[i] | 0x20) : name.p[i];
	return (struct str){low, name.n};
}

static bool one_of(struct str name, const struct str *list, size_t n)
{
	char low[NAME_MAX_BYTES];
	name = lower(name, low);
	for (size_t i = 0; i < n; i++)
		if (name.n == list[i].n && memcmp(name.p, list[i].p, name.n) == 0)
			return true;
	return false;
}

/* What page_meta and page_text ask for. */
static bool attribute_counts(struct str tag, struct str name, struct str whole)
{
	static const struct str list[] = {
		STR("class"), STR("id"), STR("content"), STR("name"), STR("property"), STR("itemprop"), STR("itemtype"), STR("itemscope"),
		STR("rel"), STR("type"), STR("datetime"), STR("pubdate"), STR("role"), STR("aria-hidden"), STR("hidden"), STR("lang"),
		STR("http-equiv"), STR("charset"),
	};
	if (str_iis(name, "href"))
		return str_iis(tag, "link") || str_iis(tag, "base");
	if (str_iis(name, "style"))
		return str_find(whole, STR("none")) < whole.n;
	return one_of(name, list, sizeof list / sizeof *list);
}

/* Elements whose content is looked at by nobody. */
static bool content_counts(struct str name)
{
	static const struct str list[] = {STR("script"), STR("style"), STR("svg"), STR("noscript"), STR("iframe"), STR("textarea")};
	return !one_of(name, list, sizeof list / sizeof *list);
}

/* Elements that have no content, or whose content is as good without them. */
static bool tag_counts(struct str name, struct str whole)
{
	static const struct str list[] = {STR("img"), STR("source"), STR("input"), STR("picture"), STR("wbr"), STR("track"), STR("embed"),
					  STR("param"), STR("area"), STR("path")};
	if (str_iis(name, "link"))
		return str_find(whole, STR("canonical")) < whole.n;
	return !one_of(name, list, sizeof list / sizeof *list);
}

/* Elements that are no part of a line: white space beside their tags shows nowhere. */
static bool is_block(struct str name)
{
	static const struct str list[] = {
		STR("div"), STR("li"), STR("ul"), STR("p"), STR("section"), STR("article"), STR("td"), STR("tr"), STR("th"), STR("table"), STR("tbody"),
		STR("header"), STR("footer"), STR("main"), STR("aside"), STR("nav"), STR("h1"), STR("h2"), STR("h3"), STR("h4"), STR("h5"), STR("h6"),
		STR("figure"), STR("figcaption"), STR("form"), STR("ol"), STR("dl"), STR("dt"), STR("dd"), STR("blockquote"), STR("html"), STR("head"),
		STR("body"), STR("meta"), STR("link"), STR("title"), STR("option"), STR("select"),
	};
	return one_of(name, list, sizeof list / sizeof *list);
}

/* The attribute at i: its name, and where it ends. in.n where the tag does not end. */
static size_t attribute_end(const struct slim *s, size_t i, struct str *name)
{
	const char *p = s->in.p;
	size_t n = s->in.n, from = i;
	for (i++; i < n && !space(p[i]) && p[i] != '=' && p[i] != '>' && p[i] != '/'; i++)
		;
	*name = str_sub(s->in, from, i);
	size_t after = i;
	while (after < n && space(p[after]))
		after++;
	if (after == n || p[after] != '=')
		return i;
	for (i = after + 1; i < n && space(p[i]); i++)
		;
	if (i < n && (p[i] == '"' || p[i] == '\'')) {
		const char *end = memchr(p + i + 1, p[i], n - i - 1);
		return end ? (size_t)(end - p) + 1 : n;
	}
	while (i < n && !space(p[i]) && p[i] != '>')
		i++;
	return i;
}

struct tag {
	struct str name;
	bool json;   /* a script of JSON-LD */
	bool closed; /* <br/> */
};

/* The start tag at s->i: writes it with the attributes that count. False where it does not end. */
static bool start_tag(struct slim *s, struct tag *tag)
{
	const char *p = s->in.p;
	size_t i = s->i + 1, was = s->n;
	while (i < s->in.n && !space(p[i]) && p[i] != '>' && p[i] != '/')
		i++;
	*tag = (struct tag){.name = str_sub(s->in, s->i + 1, i)};
	copy(s, s->i, i);
	while (i < s->in.n && p[i] != '>') {
		struct str attribute;
		tag->closed = p[i] == '/';
		if (space(p[i]) || p[i] == '/') {
			i++;
			continue;
		}
		size_t end = attribute_end(s, i, &attribute);
		tag->json = tag->json || (str_iis(attribute, "type") && str_find(str_sub(s->in, i, end), STR("ld+json")) < end - i);
		if (attribute_counts(tag->name, attribute, str_sub(s->in, i, end))) {
			s->out[s->n++] = ' ';
			copy(s, i, end);
		}
		i = end;
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

/* "</name": the end tag that a raw text ends with; in.n where it has none. */
static size_t closing(const struct slim *s, struct str name)
{
	char text[NAME_MAX_BYTES + 2] = "</";
	memcpy(text + 2, name.p, name.n);
	return find(s, s->i, (struct str){text, name.n + 2});
}

/* The start tag at s->i, and the content that goes with it. False where the page does not go on as it should. */
static bool element(struct slim *s)
{
	struct tag tag;
	size_t from = s->i, was = s->n;
	bool block = s->block;
	if (!start_tag(s, &tag))
		return false;
	if (!tag_counts(tag.name, str_sub(s->in, from, s->i)))
		s->n = was, s->block = block;
	else
		s->block = is_block(tag.name);
	if (tag.closed || content_counts(tag.name))
		return true;
	size_t end = closing(s, tag.name);
	const char *close = end < s->in.n ? memchr(s->in.p + end, '>', s->in.n - end) : NULL;
	if (!close) {
		s->i = from;
		s->n = was;
		return false;
	}
	s->block = block;
	if (tag.json)
		copy(s, s->i, (size_t)(close - s->in.p) + 1);
	else
		s->n = was;
	s->i = (size_t)(close - s->in.p) + 1;
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
	if (tag_counts(name, STR("canonical"))) {
		copy(s, s->i, end);
		s->block = is_block(name);
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

/* Text up to the next '<', of white space in a row only one byte. */
static void text(struct slim *s)
{
	const char *p = s->in.p;
	size_t i = s->i, n = s->n;
	bool blank = s->blank;
	while (i < s->in.n && space(p[i]))
		i++;
	if (i < s->in.n && p[i] == '<' && (s->block || is_block(name_at(s, i + 1 + (i + 1 < s->in.n && p[i + 1] == '/'))))) {
		s->i = i;
		return;
	}
	for (i = s->i; i < s->in.n && p[i] != '<'; i++) {
		bool now = space(p[i]);
		if (!now || !blank)
			s->out[n++] = p[i];
		else if (p[i] == '\n')
			s->out[n - 1] = '\n';
		blank = now;
	}
	s->i = i;
	s->n = n;
	s->blank = blank;
	s->block = false;
}

struct str page_slim(struct arena *a, struct str page)
{
	/* written anew, a tag grows by the blank ahead of each attribute that had none: id=""id="" */
	struct slim s = {.in = page, .out = arena_alloc(a, page.n + page.n / 4 + 1)};
	bool well = true;
	while (s.i < page.n && well)
		if (page.p[s.i] == '<')
			well = markup(&s);
		else
			text(&s);
	copy(&s, s.i, page.n);
	return (struct str){s.out, s.n};
}
