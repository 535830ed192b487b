#include "input/body.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "input/clean.h"
#include "input/when.h"

#include <string.h>

#define LOW_MAX 1024       /* bytes of a line that patterns are looked for in */
#define MARK_MAX 140       /* a longer line is a paragraph, not a mark of the site */
#define NAME_MAX_BYTES 100 /* a longer name or source is none */
#define BIO_MAX 1500       /* a longer paragraph is no biography */
#define HEAD_LINES 4       /* a byline stands among the first lines with text */
#define DATE_LINE_MAX 50     /* a line this short may be a date and nothing else */
#define DATELINE_MAX 160   /* bytes at the start of a paragraph where "(Reuters) -" may stand */

struct line {
	struct str text; /* trimmed */
	size_t before;   /* bytes of text in the lines above */
	bool drop;
};

typedef VEC(struct line) lines;

/* With an empty line behind the last one, not counted in n, that knows the bytes of all. */
static void cut_lines(struct arena *a, struct str text, lines *out)
{
	size_t before = 0;
	while (text.n) {
		struct line l = {str_trim(str_cut(&text, '\n')), before, false};
		before += l.text.n;
		vec_push(a, out, l);
	}
	vec_push(a, out, ((struct line){STR(""), before, false}));
	out->n--;
}

static size_t bytes_between(const lines *l, size_t from, size_t to)
{
	return from < to ? l->v[to].before - l->v[from].before : 0;
}

static const struct line_pattern *pattern_of(const struct inputlex *x, enum line_kind kind, struct str line)
{
	char low[LOW_MAX];
	return inputlex_line(x, kind, clean_lower(line, low, sizeof low));
}

static size_t next_text(const lines *l, size_t i)
{
	while (i < l->n && (l->v[i].text.n == 0 || l->v[i].drop))
		i++;
	return i;
}

/* Words that all begin with a capital, as a name does; "and", "of" and the like may stand between. */
static bool is_name(struct str s)
{
	size_t n = 0;
	for (struct str w; s.n;) {
		w = str_trim(str_cut(&s, ' '));
		size_t i = 0;
		if (w.n == 0)
			continue;
		bool upper = utf8_is_upper(utf8_next(w, &i));
		if (!upper && (n == 0 || w.n > 3))
			return false;
		n++;
	}
	return n >= 1 && n <= 8;
}

/* The pattern's rest of the line: what is named. */
static struct str rest_of(struct str line, const struct line_pattern *p)
{
	struct str s = str_trim(str_sub(line, p->text.n, line.n));
	while (s.n && strchr(":-. ", s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n && strchr(".) ", s.p[s.n - 1]))
		s = str_sub(s, 0, s.n - 1);
	return s;
}

static void take_source(const struct inputlex *x, struct line *l, struct report *r)
{
	const struct line_pattern *p = l->text.n > 2 * MARK_MAX ? NULL : pattern_of(x, LINE_SOURCE, l->text);
	struct str name = p ? rest_of(l->text, p) : STR("");
	if (name.n == 0 || name.n > NAME_MAX_BYTES)
		return;
	if (r->original_source.n == 0)
		r->original_source = name;
	l->drop = true;
}

/* "By Jane Doe", "(Reporting by Jane Doe in Kyiv; editing by John Roe)" */
static void take_byline(const struct inputlex *x, struct line *l, struct report *r, bool at_head)
{
	const struct line_pattern *p = l->text.n > 2 * MARK_MAX ? NULL : pattern_of(x, LINE_BYLINE, l->text);
	if (!p || (!at_head && p->text.n < 8)) /* a bare "By" means something else below the head */
		return;
	struct str name = rest_of(l->text, p);
	name = str_trim(str_sub(name, 0, str_find(name, STR(";"))));
	name = str_sub(name, 0, str_find(name, STR(" in ")));
	name = str_trim(str_sub(name, 0, str_find(name, STR(","))));
	if (name.n == 0 || name.n > NAME_MAX_BYTES || !is_name(name))
		return;
	if (r->author.n == 0)
		r->author = name;
	l->drop = true;
}

static bool names_author(struct str line, struct str author)
{
	struct str first = str_cut(&author, ' ');
	return first.n > 2 && str_find(line, first) < line.n;
}

/* "About NAME" and a paragraph of biography below it, or such a paragraph alone that begins with the author's name; with
 * little of the text (up to line `end`) behind it. */
static bool take_biography(const struct inputlex *x, lines *l, size_t i, size_t end, struct report *r)
{
	const struct line_pattern *p = l->v[i].text.n > MARK_MAX ? NULL : pattern_of(x, LINE_ABOUT, l->v[i].text);
	size_t para = p ? next_text(l, i + 1) : i;
	if (para >= end || l->v[para].text.n > BIO_MAX || bytes_between(l, 0, i) < 2 * bytes_between(l, para + 1, end) || i == 0)
		return false;
	struct str name = p ? rest_of(l->v[i].text, p) : r->author;
	if (p && name.n && !(is_name(name) && names_author(l->v[para].text, name)))
		return false;
	if (!p && !(name.n && names_author(str_sub(l->v[para].text, 0, name.n), name)))
		return false;
	if (!pattern_of(x, LINE_BIO, l->v[para].text))
		return false;
	if (r->author.n == 0 && p)
		r->author = name;
	l->v[i].drop = l->v[para].drop = true;
	return true;
}

/* The line where the article has ended: a mark of the site with less behind it than before it. */
static size_t end_of(const struct inputlex *x, const lines *l)
{
	size_t all = bytes_between(l, 0, l->n);
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].text.n && l->v[i].text.n <= MARK_MAX && l->v[i].before * 2 > all && pattern_of(x, LINE_END, l->v[i].text))
			return i;
	return l->n;
}

/* The agency that the text between the marks names; empty where it is none. */
static struct str agency_between(const struct inputlex *x, struct str head, struct str open, struct str close, struct str *after)
{
	size_t from = str_find(head, open) + open.n;
	struct str rest = str_sub(head, from, head.n);
	size_t n = str_find(rest, close);
	*after = str_trim(str_sub(rest, n + close.n, rest.n));
	for (size_t k = 0; k < x->n_agencies && n < rest.n; k++)
		if (str_eq(str_trim(str_sub(rest, 0, n)), x->agency[k][0]))
			return x->agency[k][1];
	return STR("");
}

/* "KYIV, March 24 (Reuters) - …", "MOSCOW, March 24. /TASS/. …" */
static void take_agency(const struct inputlex *x, const lines *l, struct report *r)
{
	size_t seen = 0;
	for (size_t i = next_text(l, 0); i < l->n && seen < HEAD_LINES && r->original_source.n == 0; i = next_text(l, i + 1), seen++) {
		struct str head = str_sub(l->v[i].text, 0, DATELINE_MAX), after;
		struct str round = agency_between(x, head, STR("("), STR(")"), &after);
		bool dash = str_starts(after, STR("-")) || str_starts(after, STR("–")) || str_starts(after, STR("—"));
		struct str slashed = agency_between(x, head, STR("/"), STR("/"), &after);
		r->original_source = round.n && dash ? round : slashed;
	}
}

/* Words of letters that are no months, halves of a day or time zones: "Published: 24 March 2025, 9:15 pm GMT" has one, a headline with
 * a date in it more. */
static size_t words_beside_date(const struct inputlex *x, struct str line)
{
	size_t n = 0;
	char low[LOW_MAX];
	for (struct str rest = clean_lower(line, low, sizeof low), w; rest.n;) {
		w = str_cut(&rest, ' ');
		while (w.n && strchr(",:;.", w.p[w.n - 1]))
			w.n--;
		bool time = str_is(w, "am") || str_is(w, "pm") || str_is(w, "a.m") || str_is(w, "p.m") || symtab_find(&x->zones, w);
		n += w.n && w.p[0] >= 'a' && w.p[0] <= 'z' && !time && !x->month[symtab_find(&x->months, w)];
	}
	return n;
}

/* The part of a paragraph that may be a dateline; the whole of a line that is a date. */
static struct str dateline(const struct inputlex *x, struct str line)
{
	static const char *const dashes[] = {" – ", " — ", " -- ", " - ", ") -", ")-"};
	struct str head = str_sub(line, 0, DATELINE_MAX);
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		size_t at = str_find(head, str_of(dashes[i]));
		if (at < head.n)
			return str_sub(head, 0, at);
	}
	return line.n <= DATE_LINE_MAX && words_beside_date(x, line) <= 1 ? line : STR("");
}

static void take_date(struct arena *a, const struct inputlex *x, const lines *l, struct report *r)
{
	struct when when = {0};
	size_t seen = 0;
	for (size_t i = 0; i < l->n && seen < HEAD_LINES && r->date.year == 0; i++) { /* also "Published: …", which is left out */
		seen += l->v[i].text.n > 0;
		if (when_parse(a, x, dateline(x, l->v[i].text), &when)) {
			r->date = when.date;
			r->time = when.time;
		}
	}
}

static struct str rebuild(struct arena *a, const lines *l, size_t end)
{
	size_t size = 0, n = 0;
	for (size_t i = 0; i < end; i++)
		size += l->v[i].text.n + 1;
	char *out = arena_bytes(a, size + 1);
	for (size_t i = 0; i < end; i++) {
		bool blank_twice = l->v[i].text.n == 0 && n >= 2 && out[n - 1] == '\n' && out[n - 2] == '\n';
		if (l->v[i].drop || blank_twice)
			continue;
		memcpy(out + n, l->v[i].text.p, l->v[i].text.n);
		n += l->v[i].text.n;
		out[n++] = '\n';
	}
	out[n] = '\0';
	return str_trim((struct str){out, n});
}

/* From the first kept line to the end of the last, as it stands in the text. */
static struct str slice(struct str text, const lines *l, size_t end)
{
	size_t first = next_text(l, 0), last = end;
	while (last > first && (l->v[last - 1].drop || l->v[last - 1].text.n == 0))
		last--;
	if (first >= last)
		return STR("");
	size_t from = (size_t)(l->v[first].text.p - text.p), to = (size_t)(l->v[last - 1].text.p - text.p) + l->v[last - 1].text.n;
	return str_sub(text, from, to);
}

struct str body_of(struct arena *a, const struct inputlex *x, struct str text, enum body_kind kind, struct report *r)
{
	lines l = {0};
	cut_lines(a, text, &l);
	size_t end = end_of(x, &l), head = 0;
	for (size_t i = end; i < l.n; i++) { /* the site's part may still name source and author */
		take_source(x, &l.v[i], r);
		take_byline(x, &l.v[i], r, false);
	}
	for (size_t i = next_text(&l, 0); i < end; i = next_text(&l, i + 1)) {
		bool tail = bytes_between(&l, 0, i) > 2 * bytes_between(&l, i + 1, end);
		bool at_head = head++ < HEAD_LINES && kind == BODY_PAGE;
		if (tail || at_head) {
			take_source(x, &l.v[i], r);
			take_byline(x, &l.v[i], r, at_head);
		}
		if (!l.v[i].drop)
			take_biography(x, &l, i, end, r);
		if (kind == BODY_PAGE && l.v[i].text.n <= MARK_MAX && pattern_of(x, LINE_DROP, l.v[i].text))
			l.v[i].drop = true;
	}
	take_agency(x, &l, r);
	take_date(a, x, &l, r);
	return kind == BODY_PAGE ? rebuild(a, &l, end) : slice(text, &l, end);
}

void body_join(struct arena *a, struct str title, struct str body, struct report *r)
{
	struct str rest = body, first = str_trim(str_cut(&rest, '\n'));
	if (title.n && str_eq(first, title) && str_trim(rest).n)
		body = str_trim(rest);
	r->title = title;
	r->body = title.n && body.n ? (uint32_t)title.n + 2 : 0;
	r->text = !title.n ? body : !body.n ? title : arena_join(a, arena_join(a, title, STR("\n\n")), body);
}
