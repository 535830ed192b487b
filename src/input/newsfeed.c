#include "input/newsfeed.h"

#include "base/utf8.h"
#include "input/charset.h"
#include "input/clean.h"
#include "input/xmlscan.h"

#include <json-c/json.h>
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 2000   /* of a title, a name, a date, an address */
#define JSON_DEPTH_MAX 32
#define LOOKS_WITHIN 4096     /* bytes in which a feed's first element stands */

/* Whose element a name is. */
enum space { SPACE_PLAIN, SPACE_ATOM, SPACE_DC, SPACE_CONTENT, SPACE_OTHER };

static const struct { const char *uri, *prefix; enum space space; } known_spaces[] = {
	{"http://www.w3.org/2005/Atom", "atom", SPACE_ATOM}, {"http://purl.org/atom/ns#", "atom03", SPACE_ATOM},
	{"http://purl.org/rss/1.0/modules/content/", "content", SPACE_CONTENT}, {"http://purl.org/dc/elements/1.1/", "dc", SPACE_DC},
	{"http://purl.org/dc/terms/", "dcterms", SPACE_DC}, {"http://purl.org/rss/1.0/", "rss", SPACE_PLAIN},
	{"http://my.netscape.com/rdf/simple/0.9/", "rss09", SPACE_PLAIN}, {"http://backend.userland.com/RSS2", "rss2", SPACE_PLAIN},
};
#define N_KNOWN (sizeof known_spaces / sizeof *known_spaces)

/* What is kept of an item or the feed's head, best source last: a field takes what comes with a rank that is no smaller. */
enum field { FIELD_ID, FIELD_LINK, FIELD_TITLE, FIELD_CONTENT, FIELD_DATE, FIELD_AUTHOR, FIELD_SOURCE, FIELD_LANG, FIELD_COUNT };

static const struct known_name {
	enum space space;
	const char *name;
	enum field field;
	int rank;
} known_names[] = {
	{SPACE_PLAIN, "title", FIELD_TITLE, 2}, {SPACE_ATOM, "title", FIELD_TITLE, 2}, {SPACE_DC, "title", FIELD_TITLE, 1},
	{SPACE_PLAIN, "link", FIELD_LINK, 2}, {SPACE_ATOM, "link", FIELD_LINK, 2}, {SPACE_PLAIN, "url", FIELD_LINK, 1},
	{SPACE_PLAIN, "guid", FIELD_ID, 2}, {SPACE_PLAIN, "id", FIELD_ID, 2}, {SPACE_ATOM, "id", FIELD_ID, 2}, {SPACE_DC, "identifier", FIELD_ID, 1},
	{SPACE_PLAIN, "description", FIELD_CONTENT, 1}, {SPACE_PLAIN, "summary", FIELD_CONTENT, 1}, {SPACE_ATOM, "summary", FIELD_CONTENT, 1},
	{SPACE_DC, "description", FIELD_CONTENT, 1}, {SPACE_PLAIN, "body", FIELD_CONTENT, 3}, {SPACE_PLAIN, "content", FIELD_CONTENT, 3},
	{SPACE_ATOM, "content", FIELD_CONTENT, 3}, {SPACE_CONTENT, "encoded", FIELD_CONTENT, 4},
	{SPACE_PLAIN, "pubdate", FIELD_DATE, 4}, {SPACE_PLAIN, "published", FIELD_DATE, 4}, {SPACE_ATOM, "published", FIELD_DATE, 4},
	{SPACE_PLAIN, "issued", FIELD_DATE, 4}, {SPACE_ATOM, "issued", FIELD_DATE, 4}, {SPACE_DC, "date", FIELD_DATE, 3}, {SPACE_DC, "created", FIELD_DATE, 2},
	{SPACE_PLAIN, "date", FIELD_DATE, 2}, {SPACE_PLAIN, "updated", FIELD_DATE, 1}, {SPACE_ATOM, "updated", FIELD_DATE, 1},
	{SPACE_PLAIN, "modified", FIELD_DATE, 1}, {SPACE_ATOM, "modified", FIELD_DATE, 1},
	{SPACE_DC, "creator", FIELD_AUTHOR, 3}, {SPACE_PLAIN, "author", FIELD_AUTHOR, 2}, {SPACE_ATOM, "author", FIELD_AUTHOR, 2},
	{SPACE_PLAIN, "source", FIELD_SOURCE, 2}, {SPACE_ATOM, "source", FIELD_SOURCE, 2}, {SPACE_DC, "source", FIELD_SOURCE, 1},
	{SPACE_PLAIN, "language", FIELD_LANG, 2}, {SPACE_DC, "language", FIELD_LANG, 1},
};

struct fields {
	struct str value[FIELD_COUNT];
	int rank[FIELD_COUNT];
	bool plain;       /* the content is text */
	bool link_is_id;  /* a guid that is a permalink */
	struct str base;  /* xml:base */
};

/* ----------------------------------------------------------------------------------------------------------- names, text */

static struct str local_name(struct str name)
{
	size_t colon = str_find(name, STR(":"));
	return colon == name.n ? name : str_sub(name, colon + 1, name.n);
}

static enum space space_of(const struct newsfeed *f, struct str name)
{
	size_t colon = str_find(name, STR(":"));
	struct str prefix = colon == name.n ? STR("") : str_sub(name, 0, colon);
	for (size_t i = f->n_spaces; i-- > 0;)
		if (str_eq(f->spaces[i].prefix, prefix))
			return (enum space)f->spaces[i].space;
	for (size_t i = 0; i < N_KNOWN && prefix.n; i++)
		if (str_is(prefix, known_spaces[i].prefix))
			return known_spaces[i].space;
	return prefix.n ? SPACE_OTHER : SPACE_PLAIN;
}

static void declare_spaces(struct newsfeed *f, struct str attributes)
{
	for (struct str key, value; xmlscan_cut_attribute(&attributes, &key, &value);) {
		struct str prefix = str_starts(key, STR("xmlns:")) ? str_sub(key, 6, key.n) : STR("");
		if ((prefix.n == 0 && !str_is(key, "xmlns")) || f->n_spaces == sizeof f->spaces / sizeof *f->spaces)
			continue;
		enum space space = prefix.n ? SPACE_OTHER : SPACE_PLAIN;
		for (size_t i = 0; i < N_KNOWN; i++)
			if (str_is(str_trim(value), known_spaces[i].uri))
				space = known_spaces[i].space;
		f->spaces[f->n_spaces].prefix = prefix;
		f->spaces[f->n_spaces++].space = space;
	}
}

static struct str short_line(struct arena *a, struct str s)
{
	s = clean_line(a, s);
	return s.n > LINE_MAX_BYTES ? clean_line(a, str_sub(s, 0, LINE_MAX_BYTES)) : s; /* again: a character may be cut */
}

/* One line of plain text out of what may be text, markup, or either escaped once more. */
static struct str line_of(struct arena *a, struct str s)
{
	s = str_sub(s, 0, 4 * LINE_MAX_BYTES);
	char *out = arena_alloc(a, s.n + 1);
	size_t n = 0, at = 0;
	for (struct xmlscan t; xmlscan_next(s, &at, &t);)
		if (t.kind == XMLSCAN_TEXT || t.kind == XMLSCAN_CDATA) {
			struct str part = xmlscan_decode(a, t.text);
			if (part.n)
				memcpy(out + n, part.p, part.n);
			n += part.n;
		}
	return short_line(a, (struct str){out, n});
}

static bool is_web(struct str url)
{
	return (url.n > 7 && str_ieq(str_sub(url, 0, 7), STR("http://"))) || (url.n > 8 && str_ieq(str_sub(url, 0, 8), STR("https://")));
}

/* An address made absolute; as it stands where there is nothing to make it so from. */
static struct str resolve(struct arena *a, struct str link, struct str base)
{
	char rel[LINE_MAX_BYTES + 1], from[LINE_MAX_BYTES + 1], whole[2 * LINE_MAX_BYTES];
	link = str_trim(link);
	if (link.n == 0 || link.n > LINE_MAX_BYTES || is_web(link) || !is_web(base) || base.n > LINE_MAX_BYTES)
		return link.n > LINE_MAX_BYTES ? STR("") : link;
	memcpy(rel, link.p, link.n);
	rel[link.n] = '\0';
	memcpy(from, base.p, base.n);
	from[base.n] = '\0';
	xmlChar *made = xmlBuildURI((const xmlChar *)rel, (const xmlChar *)from);
	size_t n = made ? strlen((const char *)made) : 0;
	n = n < sizeof whole ? n : 0;
	memcpy(whole, made ? (const char *)made : "", n);
	xmlFree(made);
	return n ? arena_str(a, (struct str){whole, n}) : link;
}

/* -------------------------------------------------------------------------------------------------------------- elements */

/* The item's or feed's own element, which the scan is in. */
static bool is_item(const struct newsfeed *f, struct str name)
{
	enum space space = space_of(f, name);
	struct str local = local_name(name);
	return (space == SPACE_PLAIN || space == SPACE_ATOM) && (str_iis(local, "item") || str_iis(local, "entry"));
}

static bool is_outer(struct str name)
{
	struct str local = local_name(name);
	return str_iis(local, "rss") || str_iis(local, "rdf") || str_iis(local, "channel") || str_iis(local, "feed");
}

/* Whether an item cannot go on over this token: an item ends or begins, or the feed ends. */
static bool ends_item(const struct newsfeed *f, const struct xmlscan *t)
{
	return (t->kind == XMLSCAN_OPEN || t->kind == XMLSCAN_CLOSE) &&
	       (is_item(f, t->name) || (t->kind == XMLSCAN_CLOSE && is_outer(t->name)));
}

/* What the element that has been opened holds; *at moves behind it. Without an end tag it ends with the item. */
static struct str inside(const struct newsfeed *f, struct str all, size_t *at, const struct xmlscan *open)
{
	size_t from = *at, end = *at, depth = 1;
	if (open->empty)
		return STR("");
	for (struct xmlscan t; xmlscan_next(all, at, &t); end = *at) {
		bool same = str_ieq(t.name, open->name);
		bool over = !same && ends_item(f, &t);
		depth += t.kind == XMLSCAN_OPEN && same && !t.empty;
		depth -= t.kind == XMLSCAN_CLOSE && same;
		if (over)
			*at = t.from;
		if (over || depth == 0)
			return str_sub(all, from, t.from);
	}
	return str_sub(all, from, end);
}

/* The text of the first element of that name in the markup. */
static struct str child(struct arena *a, struct str markup, const char *name)
{
	size_t at = 0, from = 0;
	bool open = false;
	for (struct xmlscan t; xmlscan_next(markup, &at, &t);) {
		bool same = str_iis(local_name(t.name), name);
		if (open && t.kind == XMLSCAN_CLOSE && same)
			return line_of(a, xmlscan_inner(a, str_sub(markup, from, t.from)));
		if (!open && t.kind == XMLSCAN_OPEN && same)
			open = true, from = t.to;
	}
	return STR("");
}

/* “mail@host (Jane Doe)”, an element with a name in it, or a name. */
static struct str person(struct arena *a, struct str raw)
{
	struct str name = child(a, raw, "name"), line = name.n ? name : line_of(a, xmlscan_inner(a, raw));
	size_t open = str_find(line, STR("(")), close = str_find(line, STR(")"));
	if (open < close && close < line.n && str_find(str_sub(line, 0, open), STR("@")) < open)
		return str_trim(str_sub(line, open + 1, close));
	return str_find(line, STR("@")) < line.n && str_find(line, STR(" ")) == line.n ? STR("") : line;
}

/* The link of an item among many; 0 where it is none that leads to it. */
static int link_rank(struct arena *a, const struct xmlscan *t, bool *attribute)
{
	struct str rel = xmlscan_attribute(a, t->attributes, "rel"), type = xmlscan_attribute(a, t->attributes, "type");
	*attribute = xmlscan_attribute(a, t->attributes, "href").n > 0;
	if (!*attribute)
		return 2;
	if (rel.n && !str_iis(rel, "alternate"))
		return 0;
	return type.n == 0 || str_find(type, STR("html")) < type.n ? 3 : 1;
}

static void put(struct fields *x, enum field field, int rank, struct str value)
{
	value = str_trim(value);
	if (value.n == 0 || rank < x->rank[field] || (rank == x->rank[field] && x->value[field].n))
		return;
	x->value[field] = value;
	x->rank[field] = rank;
}

static void put_content(struct arena *a, struct fields *x, int rank, const struct xmlscan *t, struct str raw, bool atom)
{
	struct str type = xmlscan_attribute(a, t->attributes, "type");
	bool text = type.n == 0 ? atom : str_is(type, "text") || str_is(type, "text/plain");
	bool markup = str_is(type, "html") || str_is(type, "xhtml") || str_is(type, "text/html") || str_is(type, "application/xhtml+xml");
	if (type.n && !text && !markup)
		return;
	struct str content = xmlscan_inner(a, raw);
	bool longer = rank > 2 || content.n > x->value[FIELD_CONTENT].n;
	if (str_trim(content).n == 0 || !longer || rank < x->rank[FIELD_CONTENT])
		return;
	put(x, FIELD_CONTENT, rank, content);
	x->plain = text;
}

/* One element below the item or the head; *at is behind its start tag, and moves behind its end. */
static void take(struct newsfeed *f, struct arena *a, struct fields *x, struct str all, size_t *at, const struct xmlscan *t)
{
	struct str local = local_name(t->name);
	enum space space = space_of(f, t->name);
	const struct known_name *known = NULL;
	for (size_t i = 0; i < sizeof known_names / sizeof *known_names && !known; i++)
		if (known_names[i].space == space && str_iis(local, known_names[i].name))
			known = &known_names[i];
	bool original = space == SPACE_OTHER && str_iis(local, "origLink"); /* behind a counter's address */
	struct str raw = inside(f, all, at, t);
	if (original)
		put(x, FIELD_LINK, 5, line_of(a, xmlscan_inner(a, raw)));
	if (!known)
		return;
	bool attribute = false;
	int rank = known->field == FIELD_LINK ? link_rank(a, t, &attribute) : known->rank;
	switch (known->field) {
	case FIELD_CONTENT:
		put_content(a, x, rank, t, raw, f->atom);
		return;
	case FIELD_LINK:
		put(x, FIELD_LINK, rank, attribute ? xmlscan_attribute(a, t->attributes, "href") : line_of(a, xmlscan_inner(a, raw)));
		return;
	case FIELD_AUTHOR:
		put(x, FIELD_AUTHOR, rank, person(a, raw));
		return;
	case FIELD_SOURCE:
		put(x, FIELD_SOURCE, rank, space == SPACE_ATOM || f->atom ? child(a, raw, "title") : line_of(a, xmlscan_inner(a, raw)));
		return;
	case FIELD_ID:
		x->link_is_id = x->link_is_id || (str_iis(local, "guid") && !str_iis(xmlscan_attribute(a, t->attributes, "isPermaLink"), "false"));
		break;
	default:
		break;
	}
	put(x, known->field, rank, line_of(a, xmlscan_inner(a, raw)));
}

/* ------------------------------------------------------------------------------------------------------------------- XML */

static uint32_t line_at(struct newsfeed *f, size_t at)
{
	for (; f->counted < at; f->counted++)
		f->line += f->bytes.p[f->counted] == '\n';
	return f->line;
}

/* Up to the first item: the feed's own title, address and language. */
static bool read_head(struct newsfeed *f, struct arena *a)
{
	struct str all = buf_str(&f->bytes);
	struct fields x = {0};
	bool found = false, in_channel = false;
	for (struct xmlscan t; xmlscan_next(all, &f->at, &t);) {
		if (t.kind != XMLSCAN_OPEN)
			continue;
		declare_spaces(f, t.attributes);
		struct str local = local_name(t.name), base = xmlscan_attribute(a, t.attributes, "xml:base");
		bool outer = is_outer(t.name);
		f->atom = f->atom || str_iis(local, "feed");
		x.base = base.n && outer ? base : x.base;
		if (is_item(f, t.name)) {
			f->at = t.from;
			found = true;
			break;
		}
		if (outer) {
			found = in_channel = true;
			put(&x, FIELD_LANG, 1, xmlscan_attribute(a, t.attributes, "xml:lang"));
		} else if (in_channel) {
			take(f, a, &x, all, &f->at, &t);
		}
	}
	f->title = x.value[FIELD_TITLE];
	f->lang = x.value[FIELD_LANG];
	struct str base = f->url.n ? f->url : x.value[FIELD_LINK];
	f->url = x.base.n ? resolve(a, x.base, base) : base;
	f->link = resolve(a, x.value[FIELD_LINK], f->url);
	return found;
}

/* As browsers take an address: without line breaks in it, blanks encoded. Empty where it is none of the web's. */
static struct str web_link(struct arena *a, struct str link)
{
	size_t n = 0;
	char *out = arena_alloc(a, 3 * link.n + 1);
	for (size_t i = 0; i < link.n; i++) {
		if (link.p[i] == ' ')
			memcpy(out + n, "%20", 3), n += 3;
		else if ((unsigned char)link.p[i] > ' ' && link.p[i] != 0x7F)
			out[n++] = link.p[i];
	}
	return is_web((struct str){out, n}) ? (struct str){out, n} : STR("");
}

/* A guid that is no address and no name of its own ("17") is one of this feed only. */
static struct str identity(struct str id, struct str link)
{
	return id.n && (link.n == 0 || str_find(id, STR(":")) < id.n) ? id : link;
}

static void finish(const struct newsfeed *f, struct arena *a, const struct fields *x, struct newsfeed_item *out)
{
	struct str base = x->base.n ? resolve(a, x->base, f->url) : f->url;
	struct str id = x->value[FIELD_ID], link = resolve(a, x->value[FIELD_LINK], base);
	if (!is_web(link) && x->link_is_id && is_web(id))
		link = id;
	out->link = web_link(a, link);
	out->id = identity(id, out->link);
	out->title = x->value[FIELD_TITLE];
	out->content = x->value[FIELD_CONTENT];
	out->plain = x->plain;
	out->date = x->value[FIELD_DATE];
	out->author = x->value[FIELD_AUTHOR];
	out->source = x->value[FIELD_SOURCE];
	out->lang = x->value[FIELD_LANG].n ? x->value[FIELD_LANG] : f->lang;
}

static void read_item(struct newsfeed *f, struct arena *a, struct str all, const struct xmlscan *open, struct fields *x)
{
	x->base = xmlscan_attribute(a, open->attributes, "xml:base");
	put(x, FIELD_LANG, 1, xmlscan_attribute(a, open->attributes, "xml:lang"));
	put(x, FIELD_ID, 1, xmlscan_attribute(a, open->attributes, "rdf:about"));
	f->cut = !open->empty;
	for (struct xmlscan t; !open->empty && xmlscan_next(all, &f->at, &t);) {
		bool over = ends_item(f, &t);
		if (over && t.kind == XMLSCAN_OPEN) /* the end tag is missing */
			f->at = t.from;
		f->cut = !over;
		if (over)
			break;
		if (t.kind == XMLSCAN_OPEN) {
			size_t outside = f->n_spaces;
			declare_spaces(f, t.attributes);
			take(f, a, x, all, &f->at, &t);
			f->n_spaces = outside;
		}
	}
}

static bool next_xml(struct newsfeed *f, struct arena *a, struct newsfeed_item *out)
{
	struct str all = buf_str(&f->bytes);
	size_t spaces = f->n_spaces;
	bool found = false;
	for (struct xmlscan t; !found && xmlscan_next(all, &f->at, &t); f->n_spaces = spaces) {
		if (t.kind == XMLSCAN_OPEN)
			declare_spaces(f, t.attributes);
		found = t.kind == XMLSCAN_OPEN && is_item(f, t.name);
		if (!found)
			continue;
		struct fields x = {0};
		*out = (struct newsfeed_item){.line = line_at(f, t.from)};
		read_item(f, a, all, &t, &x);
		finish(f, a, &x, out);
	}
	return found;
}

/* ------------------------------------------------------------------------------------------------------------- JSON Feed */

static struct str json_string(struct arena *a, struct json_object *o, const char *key)
{
	struct json_object *v = json_object_object_get(o, key);
	if (!v || json_object_is_type(v, json_type_object) || json_object_is_type(v, json_type_array))
		return STR("");
	struct str s = {json_object_get_string(v), (size_t)json_object_get_string_len(v)};
	if (!json_object_is_type(v, json_type_string))
		s = str_of(json_object_get_string(v));
	struct str out;
	struct err ignored = {0};
	return s.n && clean_text(a, s, CLEAN_REPLACE, &out, &ignored) ? str_trim(out) : STR("");
}

static struct str json_line(struct arena *a, struct json_object *o, const char *key)
{
	return short_line(a, json_string(a, o, key));
}

static struct str json_author(struct arena *a, struct json_object *o)
{
	struct json_object *v = json_object_object_get(o, "authors"), *one = json_object_object_get(o, "author");
	if (json_object_is_type(v, json_type_array) && json_object_array_length(v))
		one = json_object_array_get_idx(v, 0);
	return json_object_is_type(one, json_type_object) ? json_line(a, one, "name") : STR("");
}

static bool next_json(struct newsfeed *f, struct arena *a, struct newsfeed_item *out)
{
	struct json_object *items = json_object_object_get(f->json, "items"), *o;
	if (!json_object_is_type(items, json_type_array) || f->at >= json_object_array_length(items))
		return false;
	o = json_object_array_get_idx(items, f->at++);
	*out = (struct newsfeed_item){.line = (uint32_t)f->at};
	if (!json_object_is_type(o, json_type_object))
		return f->cut = true;
	struct str url = resolve(a, json_line(a, o, "url"), f->url), html = json_string(a, o, "content_html");
	struct str text = json_string(a, o, "content_text"), summary = json_string(a, o, "summary"), date = json_line(a, o, "date_published");
	if (url.n == 0)
		url = json_line(a, o, "external_url");
	out->link = web_link(a, url);
	out->id = identity(json_line(a, o, "id"), out->link);
	out->title = line_of(a, json_string(a, o, "title"));
	out->plain = html.n == 0;
	out->content = html.n ? html : text.n ? text : summary;
	out->date = date.n ? date : json_line(a, o, "date_modified");
	out->author = json_author(a, o);
	out->lang = json_line(a, o, "language");
	out->lang = out->lang.n ? out->lang : f->lang;
	return true;
}

static bool open_json(struct newsfeed *f, struct arena *a, struct str bytes, struct err *err)
{
	struct json_tokener *tokener = bytes.n < INT32_MAX ? json_tokener_new_ex(JSON_DEPTH_MAX) : NULL;
	f->json = tokener ? json_tokener_parse_ex(tokener, bytes.p, (int)bytes.n) : NULL;
	if (tokener)
		json_tokener_free(tokener);
	if (!json_object_is_type(f->json, json_type_object))
		return err_set(err, ERR_INPUT, "is no JSON Feed that can be read");
	f->title = json_line(a, f->json, "title");
	f->link = json_line(a, f->json, "home_page_url");
	f->lang = json_line(a, f->json, "language");
	struct str self = json_line(a, f->json, "feed_url");
	f->url = f->url.n ? f->url : self.n ? self : f->link;
	return true;
}

/* ------------------------------------------------------------------------------------------------------------------ both */

bool newsfeed_looks_like(struct str head)
{
	static const struct str marks[] = {STR("<rss"), STR("<rdf:rdf"), STR("<feed"), STR("<channel"), STR("xmlns=\"http://www.w3.org/2005/atom\"")};
	char low[LOOKS_WITHIN];
	size_t n = 0;
	for (size_t i = 0; i < head.n && n < sizeof low; i++) /* without NULs: UTF-16 */
		if (head.p[i])
			low[n++] = head.p[i] >= 'A' && head.p[i] <= 'Z' ? (char)(head.p[i] + 32) : head.p[i];
	struct str l = {low, n};
	while (l.n && (unsigned char)l.p[0] >= 0x80) /* a byte order mark */
		l = str_sub(l, 1, l.n);
	l = str_trim(l);
	if (l.n && l.p[0] == '{')
		return str_find(l, STR("//jsonfeed.org/version/")) < l.n;
	size_t page = str_find(l, STR("<html")), body = str_find(l, STR("<!doctype html"));
	for (size_t i = 0; i < sizeof marks / sizeof *marks && l.n && l.p[0] == '<'; i++) {
		size_t at = str_find(l, marks[i]);
		char next = at + marks[i].n < l.n ? l.p[at + marks[i].n] : ' ';
		bool whole = !(next >= 'a' && next <= 'z') && next != '-';
		if (at < l.n && whole && at <= page && at <= body)
			return true;
	}
	return false;
}

bool newsfeed_open(struct newsfeed *f, struct arena *a, struct str bytes, struct str charset, struct str url, struct err *err)
{
	*f = (struct newsfeed){.line = 1, .url = arena_str(a, url)};
	if (bytes.n > NEWSFEED_MAX)
		return err_set(err, ERR_INPUT, "more than %zu bytes, the limit for a feed", NEWSFEED_MAX);
	struct str text;
	bool json = bytes.n && str_starts(str_trim(str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_sub(bytes, 3, bytes.n) : bytes), STR("{"));
	if (!clean_text(a, charset_to_utf8(a, bytes, charset), CLEAN_REPLACE, &text, err))
		return false;
	if (json)
		return open_json(f, a, text, err);
	buf_add(&f->bytes, text);
	if (f->bytes.failed)
		return err_set(err, ERR_MEMORY, "out of memory");
	return read_head(f, a) || err_set(err, ERR_INPUT, "is no feed: neither RSS, RDF, Atom nor JSON Feed");
}

bool newsfeed_next(struct newsfeed *f, struct arena *a, struct newsfeed_item *out)
{
	if (f->items == NEWSFEED_ITEMS_MAX) {
		f->cut = true;
		return false;
	}
	f->items++;
	f->cut = false;
	return f->json ? next_json(f, a, out) : next_xml(f, a, out);
}

void newsfeed_release(struct newsfeed *f)
{
	buf_release(&f->bytes);
	if (f->json)
		json_object_put(f->json);
	*f = (struct newsfeed){0};
}
