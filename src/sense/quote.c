/* A scan over the bytes of each paragraph with a small stack of open marks. Straight marks are told apart by their
 * neighbours: one that opens has a space (or an opening bracket or mark) before it and none behind it. */
#include "sense/quote.h"

#include "base/utf8.h"

/* Curly and straight double marks are one kind: many texts open with the one and close with the other. */
enum mark_kind { MARK_NONE, MARK_DOUBLE, MARK_ANGLE, MARK_SINGLE, MARK_STRAIGHT_SINGLE };

struct open_mark {
	enum mark_kind kind;
	uint32_t start, inside; /* where the mark begins and where it ends */
	size_t entry;           /* in the list */
};

struct scan {
	const struct reading *r;
	struct quotes *out;
	struct open_mark stack[QUOTE_DEPTH_MAX];
	int depth;
	uint32_t par_start, par_end;
	bool unclosed; /* the paragraph before ended inside a quotation */
};

static bool opens_after(uint32_t before)
{
	return before == 0 || utf8_is_space(before) || before == '(' || before == '[' || before == 0x2014 || before == 0x2013 ||
	       before == '-' || before == '/' || before == 0x201C || before == '"' || before == 0x2018 || before == ':';
}

static bool closes_before(uint32_t after)
{
	return after == 0 || !(utf8_is_letter(after) || utf8_is_digit(after));
}

static struct open_mark *innermost(struct scan *s, enum mark_kind kind)
{
	for (int i = s->depth; i-- > 0;)
		if (s->stack[i].kind == kind)
			return &s->stack[i];
	return NULL;
}

static void open_quote(struct scan *s, enum mark_kind kind, uint32_t start, uint32_t inside)
{
	if (s->depth == QUOTE_DEPTH_MAX)
		return;
	struct quote q = {.with_marks = {start, 0}, .inside = {inside, 0}, .outer = s->depth ? (int32_t)s->stack[s->depth - 1].entry : -1};
	q.joins = s->unclosed && start == s->par_start && s->out->list.n;
	s->stack[s->depth++] = (struct open_mark){kind, start, inside, s->out->list.n};
	vec_push(s->r->arena, &s->out->list, q);
}

/* Closes the mark and drops those opened inside it that were never closed. */
static void close_quote(struct scan *s, const struct open_mark *m, uint32_t end, uint32_t behind)
{
	struct quote *q = &s->out->list.v[m->entry];
	q->inside.end = end;
	q->with_marks.end = behind;
	s->depth = (int)(m - s->stack);
}

static void straight(struct scan *s, enum mark_kind kind, uint32_t at, uint32_t behind, uint32_t before, uint32_t after)
{
	struct open_mark *m = innermost(s, kind);
	bool may_open = opens_after(before) && after && !utf8_is_space(after);
	if (m && (!may_open || (!utf8_is_space(before) && closes_before(after))))
		close_quote(s, m, at, behind);
	else if (!m && may_open && !(kind == MARK_STRAIGHT_SINGLE && utf8_is_digit(after)))
		open_quote(s, kind, at, behind);
	else if (m && kind == MARK_DOUBLE)
		close_quote(s, m, at, behind);
}

static void single(struct scan *s, enum mark_kind kind, uint32_t at, uint32_t behind, uint32_t after)
{
	struct open_mark *m = innermost(s, kind);
	if (m && closes_before(after) && at > m->inside)
		close_quote(s, m, at, behind);
}

static void pair(struct scan *s, enum mark_kind kind, bool opening, uint32_t at, uint32_t behind)
{
	struct open_mark *m = innermost(s, kind);
	if (opening)
		open_quote(s, kind, at, behind);
	else if (m)
		close_quote(s, m, at, behind);
}

static void mark(struct scan *s, uint32_t cp, uint32_t at, uint32_t behind, uint32_t before, uint32_t after)
{
	switch (cp) {
	case 0x201C: /* an opening mark behind a word is a slip for a closing one */
		pair(s, MARK_DOUBLE, opens_after(before) || !innermost(s, MARK_DOUBLE), at, behind);
		break;
	case 0x201D:
		pair(s, MARK_DOUBLE, false, at, behind);
		break;
	case 0xAB:
	case 0xBB:
		pair(s, MARK_ANGLE, cp == 0xAB, at, behind);
		break;
	case '"':
		straight(s, MARK_DOUBLE, at, behind, before, after);
		break;
	case 0x2018:
		if (opens_after(before) && !utf8_is_digit(after))
			open_quote(s, MARK_SINGLE, at, behind);
		break;
	case 0x2019:
		single(s, MARK_SINGLE, at, behind, after);
		break;
	case '\'':
		if (innermost(s, MARK_STRAIGHT_SINGLE))
			single(s, MARK_STRAIGHT_SINGLE, at, behind, after);
		else
			straight(s, MARK_STRAIGHT_SINGLE, at, behind, before, after);
		break;
	default:
		break;
	}
}

/* At the end of a paragraph: what is still open is kept to see whether the next paragraph goes on with it. */
static void end_paragraph(struct scan *s)
{
	s->unclosed = s->depth && s->stack[0].kind != MARK_STRAIGHT_SINGLE && s->stack[0].kind != MARK_SINGLE;
	if (s->unclosed)
		close_quote(s, &s->stack[0], s->par_end, s->par_end);
	s->depth = 0;
}

static void scan_paragraph(struct scan *s)
{
	struct str text = s->r->doc->text;
	uint32_t before = 0;
	for (size_t i = s->par_start; i < s->par_end;) {
		size_t at = i, next;
		uint32_t cp = utf8_next(text, &i);
		if (cp == '"' || cp == '\'' || cp == 0xAB || cp == 0xBB || (cp >= 0x2018 && cp <= 0x201D)) {
			next = i;
			uint32_t after = i < s->par_end ? utf8_next(text, &next) : 0;
			mark(s, cp, (uint32_t)at, (uint32_t)i, before, after);
		}
		before = cp;
	}
	end_paragraph(s);
}

/* Quotations left open in the middle of the text, or without a word, are none. */
static void drop_unclosed(struct quotes *q, const bool *keep)
{
	int32_t kept = 0, *now = q->at;
	for (size_t i = 0; i < q->list.n; i++) {
		now[i] = keep[i] ? kept : -1;
		if (!keep[i])
			continue;
		struct quote one = q->list.v[i];
		while (one.outer >= 0 && now[one.outer] < 0)
			one.outer = q->list.v[one.outer].outer;
		one.outer = one.outer < 0 ? -1 : now[one.outer];
		q->list.v[kept++] = one;
	}
	q->list.n = (size_t)kept;
}

static uint32_t word_at(const struct doc *d, uint32_t byte)
{
	size_t lo = 0, hi = d->words.n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (d->words.v[mid].start < byte)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (uint32_t)lo;
}

static void scan_all(struct scan *s)
{
	const struct doc *d = s->r->doc;
	for (size_t i = 0; i < d->sents.n;) {
		size_t j = i + 1;
		while (j < d->sents.n && !d->sents.v[j].new_par)
			j++;
		s->par_start = d->sents.v[i].start;
		s->par_end = d->sents.v[j - 1].end;
		scan_paragraph(s);
		i = j;
	}
}

static void find_words(const struct doc *d, struct quotes *out)
{
	for (size_t i = 0; i < out->list.n; i++) {
		struct quote *q = &out->list.v[i];
		q->first = word_at(d, q->inside.start);
		q->last = word_at(d, q->inside.end);
		for (uint32_t w = word_at(d, q->with_marks.start); w < d->words.n && d->words.v[w].start < q->with_marks.end; w++)
			if (out->at[w] < 0)
				out->at[w] = (int32_t)i;
	}
}

void quote_scan(const struct reading *r, struct quotes *out)
{
	struct scan s = {.r = r, .out = out};
	const struct doc *d = r->doc;
	*out = (struct quotes){0};
	scan_all(&s);
	size_t n = out->list.n;
	bool *keep = arena_array(r->arena, bool, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct quote *q = &out->list.v[i];
		bool closed = q->with_marks.end > q->inside.end;
		bool goes_on = i + 1 < n && out->list.v[i + 1].joins;
		keep[i] = q->inside.end > q->inside.start && (closed || goes_on || q->joins);
	}
	out->at = arena_array(r->arena, int32_t, (n > d->words.n ? n : d->words.n) + 1);
	drop_unclosed(out, keep);
	for (size_t w = 0; w < d->words.n; w++)
		out->at[w] = -1;
	find_words(d, out);
}
