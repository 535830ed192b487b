#include "input/xmlscan.h"

#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define ENTITY_MAX 32 /* bytes of an entity's name */

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

/* Behind the text, or at the end of the bytes. */
static size_t behind(struct str in, size_t from, struct str text)
{
	struct str rest = str_sub(in, from, in.n);
	size_t at = str_find(rest, text);
	return at == rest.n ? in.n : from + at + text.n;
}

/* <!-- -->, <? ?>, <!DOCTYPE … [ … ]>; 0 where it is none. */
static size_t behind_passed_over(struct str in, size_t at)
{
	struct str rest = str_sub(in, at, in.n);
	if (str_starts(rest, STR("<!--")))
		return behind(in, at + 4, STR("-->"));
	if (str_starts(rest, STR("<?")))
		return behind(in, at, STR("?>"));
	if (!str_starts(rest, STR("<!")))
		return 0;
	size_t i = at + 2;
	while (i < in.n && in.p[i] != '>' && in.p[i] != '[')
		i++;
	if (i < in.n && in.p[i] == '[')
		i = behind(in, i, STR("]"));
	return behind(in, i, STR(">"));
}

/* Where the tag's '>' is; in.n where it has none. A quote counts behind '=' only: "<don't know>". */
static size_t tag_end(struct str in, size_t i)
{
	for (char last = ' '; i < in.n && in.p[i] != '>';) {
		bool opens = last == '=' && (in.p[i] == '"' || in.p[i] == '\'');
		last = space(in.p[i]) ? last : in.p[i];
		const char *quote = opens ? memchr(in.p + i + 1, in.p[i], in.n - i - 1) : NULL;
		i = quote ? (size_t)(quote - in.p) + 1 : i + 1;
	}
	return i;
}

static bool tag(struct str in, size_t at, struct xmlscan *out)
{
	bool close = in.p[at + 1] == '/';
	size_t i = at + 1 + close, from = i, end = tag_end(in, i);
	if (end == in.n)
		return false;
	while (i < end && !space(in.p[i]) && in.p[i] != '/')
		i++;
	out->kind = close ? XMLSCAN_CLOSE : XMLSCAN_OPEN;
	out->name = str_sub(in, from, i);
	out->empty = !close && in.p[end - 1] == '/';
	out->attributes = close ? STR("") : str_sub(in, i, end - out->empty);
	out->to = end + 1;
	return true;
}

static bool begins_tag(struct str in, size_t i)
{
	return i + 1 < in.n && in.p[i] == '<' && (in.p[i + 1] == '/' || in.p[i + 1] == '!' || in.p[i + 1] == '?' || starts_name(in.p[i + 1]));
}

bool xmlscan_next(struct str in, size_t *at, struct xmlscan *out)
{
	struct str mark = STR("<![CDATA[");
	for (size_t past; *at < in.n; *at = past) {
		*out = (struct xmlscan){.from = *at};
		if (str_starts(str_sub(in, *at, in.n), mark)) {
			size_t end = behind(in, *at + mark.n, STR("]]>"));
			bool whole = str_ends(str_sub(in, *at + mark.n, end), STR("]]>"));
			out->kind = XMLSCAN_CDATA;
			out->text = str_sub(in, *at + mark.n, whole ? end - 3 : end);
			*at = out->to = end;
			return true;
		}
		past = begins_tag(in, *at) ? behind_passed_over(in, *at) : 0;
		if (past)
			continue;
		if (!begins_tag(in, *at) || !tag(in, *at, out)) {
			size_t i = *at + 1;
			while (i < in.n && !begins_tag(in, i))
				i++;
			out->kind = XMLSCAN_TEXT;
			/* a tag that does not end: the last one, whatever follows */
			out->to = begins_tag(in, *at) ? in.n : i;
			out->text = str_sub(in, *at, out->to);
		}
		*at = out->to;
		return true;
	}
	return false;
}

bool xmlscan_cut_attribute(struct str *rest, struct str *name, struct str *value)
{
	const char *p = rest->p;
	size_t i = 0;
	while (i < rest->n && (space(p[i]) || p[i] == '/'))
		i++;
	size_t from = i;
	while (i < rest->n && !space(p[i]) && p[i] != '=')
		i++;
	*name = str_sub(*rest, from, i);
	while (i < rest->n && space(p[i]))
		i++;
	*value = STR("");
	if (i < rest->n && p[i] == '=') {
		for (i++; i < rest->n && space(p[i]); i++)
			;
		char quote = i < rest->n && (p[i] == '"' || p[i] == '\'') ? p[i++] : '\0';
		from = i;
		while (i < rest->n && (quote ? p[i] != quote : !space(p[i])))
			i++;
		*value = str_sub(*rest, from, i);
		i += quote && i < rest->n;
	}
	*rest = str_sub(*rest, i, rest->n);
	return name->n || value->n;
}

struct str xmlscan_attribute(struct arena *a, struct str attributes, const char *name)
{
	struct str key, value;
	while (xmlscan_cut_attribute(&attributes, &key, &value))
		if (str_iis(key, name))
			return str_trim(xmlscan_decode(a, value));
	return STR("");
}

static int64_t number(struct str s)
{
	int64_t n = 0;
	bool hex = s.n && (s.p[0] == 'x' || s.p[0] == 'X');
	for (size_t i = hex; i < s.n && n <= 0x10FFFF; i++) {
		char c = s.p[i] | 0x20;
		int digit = s.p[i] >= '0' && s.p[i] <= '9' ? s.p[i] - '0' : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
		if (digit == 99)
			return -1;
		n = n * (hex ? 16 : 10) + digit;
	}
	return n > 0 && n <= 0x10FFFF && (n < 0xD800 || n > 0xDFFF) ? n : -1;
}

/* The entity at s.p[*i] ('&'): its character, and *i moves behind it; -1 where it is none. */
static int64_t entity(struct str s, size_t *i)
{
	char name[ENTITY_MAX + 1];
	size_t n = 0, at = *i + 1;
	while (at + n < s.n && n < ENTITY_MAX && s.p[at + n] != ';' && s.p[at + n] != '&' && !space(s.p[at + n]))
		n++;
	if (n == 0 || at + n == s.n || s.p[at + n] != ';')
		return -1;
	memcpy(name, s.p + at, n);
	name[n] = '\0';
	const htmlEntityDesc *known = name[0] == '#' ? NULL : htmlEntityLookup((const xmlChar *)name);
	int64_t cp = name[0] == '#' ? number((struct str){name + 1, n - 1}) : known ? (int64_t)known->value : strcmp(name, "apos") == 0 ? '\'' : -1;
	if (cp >= 0)
		*i = at + n + 1;
	return cp;
}

struct str xmlscan_decode(struct arena *a, struct str s)
{
	if (!s.n || !memchr(s.p, '&', s.n))
		return s;
	char *out = arena_alloc(a, s.n + 1); /* no entity is shorter than its character */
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		int64_t cp = s.p[i] == '&' ? entity(s, &i) : -1;
		if (cp >= 0)
			n += utf8_put((uint32_t)cp, out + n);
		else
			out[n++] = s.p[i++];
	}
	return (struct str){out, n};
}

struct str xmlscan_inner(struct arena *a, struct str in)
{
	char *out = arena_alloc(a, in.n + 1);
	size_t n = 0, at = 0;
	for (struct xmlscan t; xmlscan_next(in, &at, &t);) {
		struct str s = t.kind == XMLSCAN_TEXT ? xmlscan_decode(a, t.text) : t.kind == XMLSCAN_CDATA ? t.text : str_sub(in, t.from, t.to);
		if (s.n)
			memcpy(out + n, s.p, s.n);
		n += s.n;
	}
	return (struct str){out, n};
}
