/* csv.h - the records of a CSV file (RFC 4180): fields between commas, or between the semicolons or tabs that the header
 * row shows; quoted ones may hold line ends and "" for a quotation mark. The header names the columns. */
#ifndef TRUCE_INPUT_CSV_H
#define TRUCE_INPUT_CSV_H

#include "input/source.h"

#define CSV_FIELDS_MAX 256 /* columns */

struct csv {
	char separator;                    /* 0: the header has not been read */
	uint32_t line;                     /* where the record began */
	size_t n, n_names;
	struct buf text, names;            /* of the fields of the record, of the header */
	size_t ends[CSV_FIELDS_MAX];       /* of each field in text */
	size_t name_ends[CSV_FIELDS_MAX];
};

/* Whether these first bytes have a header row with a column "text". */
bool csv_looks_like(struct str head);

/* The next record that is not blank; the first call reads the header too. SOURCE_LONG: *err (ERR_INPUT, without file and
 * line) says what is wrong with the record at csv->line, and the next call goes on behind it; but where it is the header (n_names
 * is 0 then) there is nothing to go on with. */
enum source_got csv_next(struct csv *c, struct source *s, size_t limit, struct err *err);

/* The value in the column of that name, whatever the case; empty where there is none. */
struct str csv_value(const struct csv *c, const char *column);

void csv_reset(struct csv *c); /* before another file */
void csv_release(struct csv *c);

#endif
