/* table.h - the common shape of truce's data files: UTF-8, one entry a line, fields parted by tabs, '#' begins a
 * comment line, blank lines are skipped. Fields are trimmed; a field "-" or "" is empty.
 * Every complaint names file, line and reason; a loader stops at the first. */
#ifndef TRUCE_DATA_TABLE_H
#define TRUCE_DATA_TABLE_H

#include "base/arena.h"
#include "base/err.h"

#define TABLE_FIELDS_MAX 24
#define TABLE_FILE_MAX ((size_t)64 << 20)

struct table {
	const char *name;  /* file name, as messages show it */
	struct str rest;   /* what is still to be read */
	uint32_t line;     /* of the current row, from 1 */
	struct str field[TABLE_FIELDS_MAX]; /* of the current row; those not there are empty */
	int n_fields;
	uint64_t hash;     /* of the whole file */
	struct err *err;   /* borrowed */
};

/* Reads dir/name whole into the arena. false and *err where it cannot be read, is too large or not UTF-8. */
bool table_open(struct table *t, struct arena *a, const char *dir, const char *name, struct err *err);

/* The next row; false at the end or where the row has fewer than `least` or more than `most` fields (then *err is set). */
bool table_next(struct table *t, int least, int most);

/* Sets "name:line: …"; returns false. */
bool table_fail(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A list inside a field: cuts the next item off, items parted by `sep` and trimmed. false when nothing is left. */
bool table_item(struct str *list, char sep, struct str *item);

#endif
