/* reader.h - inside the input layer: one report out of one document of a format. Not for others; see input.h.
 * Each fills the report (strings in the arena) and is false with *err (ERR_INPUT, reason without file and line) where the
 * document holds none. They allocate from the arena, which must have a guard; what they hold of other libraries is kept
 * in *held, so that a jump to the guard loses nothing. */
#ifndef TRUCE_INPUT_READER_H
#define TRUCE_INPUT_READER_H

#include "data/inputlex.h"
#include "input/report.h"

struct json_object;
struct json_tokener;
struct _xmlDoc;

/* Handles of other libraries, freed by reader_drop. */
struct held {
	struct json_tokener *tokener;
	struct json_object *object;
	struct _xmlDoc *page;
};

void reader_drop(struct held *h);

bool reader_text(struct arena *a, const struct inputlex *x, struct str bytes, struct report *r, struct err *err);
bool reader_html(struct arena *a, const struct inputlex *x, struct str bytes, struct report *r, struct held *h,
		 struct err *err);

/* Bytes at the start that stand between values: white space, brackets, commas. */
size_t reader_json_gap(struct str bytes);

/* The JSON value at bytes.p + *at, with a NUL behind the last byte; *at moves behind it. 1: r is filled; -1: *err, and *at
 * says where to go on (bytes.n where nothing more can be read). */
int reader_json(struct arena *a, const struct inputlex *x, struct str bytes, size_t *at, struct report *r, struct held *h,
		struct err *err);

#endif
