#include "golden.h"

#include <stdio.h>

/* The file being split. */
struct reader {
	struct arena *arena;
	const char *path;
	struct str rest;
	uint32_t line;
	const char *base;             /* where the file begins, for offsets */
	struct golden_block defaults; /* settings ahead of the first block */
	struct err *err;
};

static bool fail(struct reader *r, const char *reason, struct str what)
{
	return err_set(r->err, ERR_INPUT, "%s:%u: %s “%.*s”", r->path, r->line, reason, (int)(what.n > 80 ? 80 : what.n), what.p);
}

static struct str next_line(struct reader *r)
{
	r->line++;
	return str_cut(&r->rest, '\n');
}

/* fields event actor recipient status */
static bool set_fields(struct reader *r, struct golden_block *b, struct str value)
{
	struct str kind = str_cut(&value, ' ');
	enum compact_kind k = compact_kind_of(kind);
	if (k == COMPACT_NONE)
		return fail(r, "fields: no kind of record", kind);
	b->fields[k] = str_trim(value);
	return true;
}

static bool is_setting(struct str word)
{
	return str_is(word, "dct") || str_is(word, "dict") || str_is(word, "file") || str_is(word, "title") || str_is(word, "fields");
}

static bool set(struct reader *r, struct golden_block *b, struct str word, struct str value)
{
	if (str_is(word, "dict"))
		b->dict = value;
	else if (str_is(word, "file"))
		b->file = value;
	else if (str_is(word, "title"))
		b->title = value;
	else if (str_is(word, "fields"))
		return set_fields(r, b, value);
	else if (!date_parse(value, &b->dct))
		return fail(r, "dct: not a day", value);
	return true;
}

/* Settings until the first line that is none; a blank line behind them is skipped. */
static bool settings(struct reader *r, struct golden_block *b)
{
	while (r->rest.n) {
		struct str peek = r->rest, line = str_trim(str_cut(&peek, '\n')), value = line;
		struct str word = str_cut(&value, ' ');
		if (line.n == 0)
			next_line(r);
		if (!is_setting(word))
			return true;
		next_line(r);
		if (!set(r, b, word, str_trim(value)))
			return false;
	}
	return true;
}

/* The text, up to the line "--". */
static bool text(struct reader *r, struct golden_block *b)
{
	const char *start = r->rest.p;
	while (r->rest.n) {
		const char *at = r->rest.p;
		struct str line = next_line(r);
		if (str_is(str_trim(line), "--")) {
			b->text = (struct str){start, (size_t)(at - start)};
			if (!b->file.n)
				b->text = str_trim(b->text);
			return true;
		}
		if (str_starts(line, STR("== ")))
			break;
	}
	return fail(r, "no line “--” in the block", b->name);
}

static void append_line(struct reader *r, struct str *to, struct str line)
{
	*to = arena_printf(r->arena, "%.*s%.*s\n", (int)to->n, to->p, (int)line.n, line.p);
}

/* "no event" expects that there is none, "!! …" and "ok" belong to loading, else the first word is a kind of record. */
static bool expected_line(struct reader *r, struct golden_block *b, struct str line, struct str by_kind[COMPACT_COUNT])
{
	struct str rest = line, word = str_cut(&rest, ' ');
	enum compact_kind k = compact_kind_of(str_is(word, "no") ? str_trim(rest) : word);
	if (k == COMPACT_NONE && !str_is(word, "!!") && !str_is(line, "ok"))
		return fail(r, "an expected line begins with a kind of record, “no KIND”, “ok” or “!!”, not with", line);
	b->kinds[k] = true;
	append_line(r, &by_kind[k], line);
	return true;
}

static bool expectation(struct reader *r, struct golden_block *b)
{
	struct str by_kind[COMPACT_COUNT] = {0};
	b->expected_start = b->expected_end = (size_t)(r->rest.p - r->base);
	while (r->rest.n && !str_starts(r->rest, STR("== "))) {
		struct str line = str_trim(next_line(r));
		if (line.n == 0)
			continue;
		if (line.p[0] == '#')
			append_line(r, &b->comments, line);
		else if (!expected_line(r, b, line, by_kind))
			return false;
		b->expected_end = (size_t)(r->rest.p - r->base);
	}
	for (int k = 0; k < COMPACT_COUNT; k++)
		b->expected = arena_join(r->arena, b->expected, by_kind[k]);
	return b->expected.n || fail(r, "no expected line in the block", b->name);
}

static bool block(struct reader *r, struct golden_block *b)
{
	*b = r->defaults;
	struct str line = next_line(r);
	b->line = r->line;
	b->name = str_trim(str_sub(line, 3, line.n));
	return settings(r, b) && text(r, b) && expectation(r, b);
}

/* What stands ahead of the first block: comments and settings for all. */
static bool preamble(struct reader *r)
{
	while (r->rest.n && !str_starts(r->rest, STR("== "))) {
		struct str line = str_trim(next_line(r)), value = line;
		struct str word = str_cut(&value, ' ');
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!is_setting(word))
			return fail(r, "neither a setting nor a block", line);
		if (!set(r, &r->defaults, word, str_trim(value)))
			return false;
	}
	return true;
}

bool golden_parse(struct arena *a, const char *path, struct str file, golden_blocks *out, struct err *err)
{
	struct reader r = {.arena = a, .path = path, .rest = file, .base = file.p, .err = err};
	if (!preamble(&r))
		return false;
	while (r.rest.n)
		if (!block(&r, vec_add(a, out)))
			return false;
	return true;
}

void golden_rewrite(struct str file, const golden_blocks *blocks, const struct str *got, struct buf *out)
{
	size_t at = 0;
	for (size_t i = 0; i < blocks->n; i++) {
		const struct golden_block *b = &blocks->v[i];
		buf_add(out, str_sub(file, at, b->expected_start));
		buf_add(out, b->comments);
		buf_add(out, got[i]);
		at = b->expected_end;
	}
	buf_add(out, str_sub(file, at, file.n));
}

static bool has_line(struct str text, struct str line)
{
	while (text.n)
		if (str_eq(str_cut(&text, '\n'), line))
			return true;
	return false;
}

void golden_diff(struct str expected, struct str got, struct buf *out)
{
	for (struct str rest = expected; rest.n;) {
		struct str line = str_cut(&rest, '\n');
		buf_printf(out, "    %c %.*s\n", has_line(got, line) ? ' ' : '-', (int)line.n, line.p);
	}
	for (struct str rest = got; rest.n;) {
		struct str line = str_cut(&rest, '\n');
		if (!has_line(expected, line))
			buf_printf(out, "    + %.*s\n", (int)line.n, line.p);
	}
}
