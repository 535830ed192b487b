#include "input/csv.h"

#include <string.h>

static const struct str bom = {"\xEF\xBB\xBF", 3};

static char separator_of(struct str header)
{
	static const char separators[] = ",;\t";
	size_t best = 0, most = 0;
	for (size_t i = 0; separators[i]; i++) {
		size_t n = 0;
		for (size_t at = 0; at < header.n; at++)
			n += header.p[at] == separators[i];
		if (n > most) {
			most = n;
			best = i;
		}
	}
	return separators[best];
}

bool csv_looks_like(struct str head)
{
	struct str rest = head, header = str_trim(str_cut(&rest, '\n'));
	char separator = separator_of(header);
	if (str_find(header, (struct str){&separator, 1}) == header.n)
		return false;
	while (header.n) {
		struct str name = str_trim(str_cut(&header, separator));
		if (str_iis(name, "text") || str_iis(name, "\"text\""))
			return true;
	}
	return false;
}

/* ---- one record ------------------------------------------------------------------------------------------------------- */

enum state { FIELD_START, PLAIN, QUOTED, QUOTE_IN_QUOTED };

struct scan {
	struct csv *c;
	enum state state;
	bool over; /* more than CSV_FIELDS_MAX fields */
};

static void end_field(struct scan *s)
{
	if (s->c->n < CSV_FIELDS_MAX)
		s->c->ends[s->c->n++] = s->c->text.n;
	else
		s->over = true;
	s->state = FIELD_START;
}

static void scan_char(struct scan *s, char ch)
{
	bool quote = ch == '"';
	if (s->state == QUOTED) {
		if (quote)
			s->state = QUOTE_IN_QUOTED;
		else
			buf_putc(&s->c->text, ch);
	} else if (ch == s->c->separator)
		end_field(s);
	else if (quote && s->state == FIELD_START)
		s->state = QUOTED;
	else {
		/* a mark that doubles the one before, inside a quoted field; anything else stands as it is */
		s->state = quote && s->state == QUOTE_IN_QUOTED ? QUOTED : PLAIN;
		buf_putc(&s->c->text, ch);
	}
}

static void scan_line(struct scan *s, struct str line)
{
	for (size_t i = 0; i < line.n; i++) {
		bool line_end = line.p[i] == '\r' && i + 1 == line.n && s->state != QUOTED;
		if (!line_end)
			scan_char(s, line.p[i]);
	}
}

static enum source_got read_record(struct csv *c, struct source *s, size_t limit, struct err *err)
{
	struct scan scan = {.c = c};
	struct str line;
	enum source_got got;
	bool over = false;
	c->n = 0;
	buf_clear(&c->text);
	do
		got = source_line(s, limit, &line, err);
	while (got == SOURCE_GOT && str_trim(line).n == 0);
	c->line = s->line;
	while (got == SOURCE_GOT || got == SOURCE_LONG) {
		over = over || got == SOURCE_LONG || c->text.n + line.n > limit;
		if (!over)
			scan_line(&scan, line);
		if (over || scan.state != QUOTED)
			break;
		buf_putc(&c->text, '\n');
		got = source_line(s, limit, &line, err);
	}
	if (over)
		err_set(err, ERR_INPUT, "more than %zu bytes, the limit for a row of CSV%s", limit,
			scan.state == QUOTED ? "; a quoted field is never closed" : "");
	else if (got == SOURCE_END && scan.state == QUOTED)
		err_set(err, ERR_INPUT, "a quoted field is not closed before the file ends");
	else if (got == SOURCE_END || got == SOURCE_FAILED)
		return got;
	end_field(&scan);
	if (scan.over)
		err_set(err, ERR_INPUT, "more than %d fields", CSV_FIELDS_MAX);
	if (c->text.failed)
		err_set(err, ERR_MEMORY, "out of memory");
	return err->code == ERR_NONE ? SOURCE_GOT : SOURCE_LONG;
}

/* ---- header and columns --------------------------------------------------------------------------------------------------- */

static struct str field(const struct buf *text, const size_t *ends, size_t i)
{
	return str_sub(buf_str(text), i ? ends[i - 1] : 0, ends[i]);
}

static struct str name_of(const struct csv *c, size_t i)
{
	struct str name = field(&c->names, c->name_ends, i);
	return str_trim(str_starts(name, bom) ? str_sub(name, bom.n, name.n) : name);
}

static bool read_header(struct csv *c, struct source *s, size_t limit, struct err *err)
{
	struct str head;
	if (!source_peek(s, &head, err))
		return false;
	struct str rest = head;
	c->separator = separator_of(str_cut(&rest, '\n'));
	enum source_got got = read_record(c, s, limit, err);
	if (got != SOURCE_GOT)
		return got == SOURCE_END ? err_set(err, ERR_INPUT, "the file is empty") : false;
	buf_clear(&c->names);
	buf_add(&c->names, buf_str(&c->text));
	memcpy(c->name_ends, c->ends, sizeof c->name_ends);
	c->n_names = c->n;
	for (size_t i = 0; i < c->n_names; i++)
		if (str_iis(name_of(c, i), "text"))
			return true;
	c->n_names = 0;
	return err_set(err, ERR_INPUT, "the header row has no column \"text\"");
}

enum source_got csv_next(struct csv *c, struct source *s, size_t limit, struct err *err)
{
	if (c->separator == 0 && !read_header(c, s, limit, err)) {
		c->line = s->line;
		return err->code == ERR_INPUT ? SOURCE_LONG : SOURCE_FAILED;
	}
	enum source_got got = read_record(c, s, limit, err);
	if (got == SOURCE_GOT && c->n > c->n_names) {
		err_set(err, ERR_INPUT, "%zu fields, where the header row names %zu", c->n, c->n_names);
		return SOURCE_LONG;
	}
	return got;
}

struct str csv_value(const struct csv *c, const char *column)
{
	for (size_t i = 0; i < c->n && i < c->n_names; i++)
		if (str_iis(name_of(c, i), column))
			return field(&c->text, c->ends, i);
	return STR("");
}

void csv_reset(struct csv *c)
{
	c->separator = 0;
	c->n = c->n_names = 0;
}

void csv_release(struct csv *c)
{
	buf_release(&c->text);
	buf_release(&c->names);
	c->text = c->names = (struct buf){0};
}
