/* grid.h - rows of cells as a table for people, or as CSV (RFC 4180). Pure: adds to a buf. */
#ifndef TRUCE_VIEW_GRID_H
#define TRUCE_VIEW_GRID_H

#include "base/buf.h"

#define GRID_COLUMNS_MAX 32

struct grid {
	const char *heads[GRID_COLUMNS_MAX];
	size_t columns;
	struct buf text;  /* all cells behind each other */
	size_t *ends;     /* end of each cell in text */
	size_t cells, cap;
	bool failed;
};

void grid_release(struct grid *t);
void grid_head(struct grid *t, const char *head); /* a literal; before the first cell */
void grid_cell(struct grid *t);                   /* ends the cell whose text was added to t->text */

/* Columns as wide as their longest cell; where that is more than `width` (0: no limit), the widest are cut with “…”. */
void grid_print(const struct grid *t, size_t width, struct buf *out);
void grid_csv(const struct grid *t, struct buf *out);

/* Columns that text takes on a terminal. */
size_t grid_width(struct str text);

#endif
