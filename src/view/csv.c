#include "view/csv.h"

/* "-2.5", "+3", "-1": a sign and digits with at most one point. */
static bool number(struct str s)
{
	size_t points = 0, digits = 0;
	for (size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'); i < s.n; i++) {
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		points += s.p[i] == '.';
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '.')
			return false;
	}
	return digits && points < 2;
}

/* Spreadsheets run what begins so. */
static bool formula(struct str s)
{
	return s.n && (s.p[0] == '=' || s.p[0] == '@' || s.p[0] == '\t' || s.p[0] == '\r' ||
		       ((s.p[0] == '+' || s.p[0] == '-') && !number(s)));
}

static void tab_cell(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\0' ? ' ' : s.p[i]);
}

static bool needs_quotes(struct str s)
{
	if (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' '))
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r')
			return true;
	return false;
}

static void comma_cell(struct buf *out, struct str s, bool guarded)
{
	bool quotes = needs_quotes(s);
	buf_puts(out, quotes ? "\"" : "");
	buf_puts(out, guarded ? "'" : "");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		if (s.p[i]) /* a NUL ends the file for some readers */
			buf_putc(out, s.p[i]);
	}
	buf_puts(out, quotes ? "\"" : "");
}

void csv_cell(struct buf *out, struct str text, char separator)
{
	bool guarded = formula(text);
	if (separator == ',') {
		comma_cell(out, text, guarded);
		return;
	}
	buf_puts(out, guarded ? "'" : "");
	tab_cell(out, text);
}
