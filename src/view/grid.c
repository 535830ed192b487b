#include "view/grid.h"

#include "base/utf8.h"
#include "view/csv.h"

#include <stdlib.h>
#include <utf8proc.h>

#define COLUMN_MIN 8 /* no column is cut below this */

void grid_release(struct grid *t)
{
	buf_release(&t->text);
	free(t->ends);
	*t = (struct grid){0};
}

void grid_head(struct grid *t, const char *head)
{
	if (t->columns < GRID_COLUMNS_MAX)
		t->heads[t->columns++] = head;
}

void grid_cell(struct grid *t)
{
	if (t->cells == t->cap) {
		size_t cap = t->cap ? t->cap * 2 : 256;
		size_t *ends = realloc(t->ends, cap * sizeof *ends);
		if (!ends) {
			t->failed = true;
			return;
		}
		t->ends = ends;
		t->cap = cap;
	}
	t->ends[t->cells++] = t->text.n;
}

static struct str cell_at(const struct grid *t, size_t i)
{
	size_t from = i ? t->ends[i - 1] : 0;
	return str_sub(buf_str(&t->text), from, t->ends[i]);
}

size_t grid_width(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n;) {
		int w = utf8proc_charwidth((utf8proc_int32_t)utf8_next(text, &i));
		n += w > 0 ? (size_t)w : 0;
	}
	return n;
}

static void fit(const struct grid *t, size_t width, size_t *widths)
{
	size_t sum = 0;
	for (size_t c = 0; c < t->columns; c++)
		widths[c] = grid_width(str_of(t->heads[c]));
	for (size_t i = 0; i < t->cells; i++) {
		size_t n = grid_width(cell_at(t, i));
		if (n > widths[i % t->columns])
			widths[i % t->columns] = n;
	}
	for (size_t c = 0; c < t->columns; c++)
		sum += widths[c] + 2;
	while (width && sum > width + 2) {
		size_t widest = 0;
		for (size_t c = 1; c < t->columns; c++)
			if (widths[c] >= widths[widest])
				widest = c;
		if (widths[widest] <= COLUMN_MIN)
			break;
		widths[widest]--;
		sum--;
	}
}

/* A cell on one line: white space of every kind is one blank; cut where it is too wide. */
static void put_cell(struct buf *out, struct str text, size_t width, bool last)
{
	size_t all = grid_width(text), room = all > width ? width - 1 : width, n = 0, i = 0;
	while (i < text.n) {
		size_t from = i;
		uint32_t cp = utf8_next(text, &i);
		bool space = utf8_is_space(cp) || cp < 0x20;
		int w = space ? 1 : utf8proc_charwidth((utf8proc_int32_t)cp);
		if (n + (w > 0 ? (size_t)w : 0) > room)
			break;
		n += w > 0 ? (size_t)w : 0;
		buf_add(out, space ? STR(" ") : str_sub(text, from, i));
	}
	if (all > width) {
		buf_puts(out, "…");
		n++;
	}
	for (; !last && n < width + 2; n++)
		buf_putc(out, ' ');
}

void grid_print(const struct grid *t, size_t width, struct buf *out)
{
	size_t widths[GRID_COLUMNS_MAX];
	if (t->columns == 0)
		return;
	fit(t, width, widths);
	for (size_t c = 0; c < t->columns; c++)
		put_cell(out, str_of(t->heads[c]), widths[c], c + 1 == t->columns);
	buf_putc(out, '\n');
	for (size_t i = 0; i < t->cells; i++) {
		size_t c = i % t->columns;
		put_cell(out, cell_at(t, i), widths[c], c + 1 == t->columns);
		if (c + 1 == t->columns)
			buf_putc(out, '\n');
	}
}

void grid_csv(const struct grid *t, struct buf *out)
{
	for (size_t c = 0; c < t->columns; c++) {
		buf_puts(out, c ? "," : "");
		csv_cell(out, str_of(t->heads[c]), ',');
	}
	buf_puts(out, "\r\n");
	for (size_t i = 0; i < t->cells; i++) {
		buf_puts(out, i % t->columns ? "," : "");
		csv_cell(out, cell_at(t, i), ',');
		if (i % t->columns + 1 == t->columns)
			buf_puts(out, "\r\n");
	}
}
