/* reader.h - inside the input layer: one report out of one document of a format. Not for others; see input.h.
 * Each fills the report (strings in the arena) and is false with *err (ERR_INPUT, reason without file and line) where the
 * document holds none. They allocate from the arena, which must have a guard; what they hold of other libraries is kept
 * in *held, so that a jump to the guard loses nothing. */
#ifndef TRUCE_INPUT_READER_H
#define TRUCE_INPUT_READER_H

#include "data/inputlex.h"
#include "input/report.h"

struct csv;
struct json_object;
struct json_tokener;
struct newsfeed;
struct newsfeed_item;
struct warc_record;
struct _xmlParserCtxt;

/* Handles of other libraries, freed by reader_drop. */
struct held {
	struct json_tokener *tokener;
	struct json_object *object;
	struct _xmlParserCtxt *parser;
};

void reader_drop(struct held *h);

bool reader_text(struct arena *a, const struct inputlex *x, struct str bytes, struct report *r, struct err *err);
/* charset: what came with the page says of it, lower-cased; empty where nothing did. */
bool reader_html(struct arena *a, const struct inputlex *x, struct str bytes, struct str charset, struct report *r, struct held *h,
		 struct err *err);

/* The text of a piece of HTML in UTF-8; empty where it has none. */
struct str reader_fragment(struct arena *a, const struct inputlex *x, struct str html, struct held *h);

/* The item that newsfeed_next gave. */
bool reader_feed(struct arena *a, const struct inputlex *x, const struct newsfeed *f, const struct newsfeed_item *item, struct report *r,
		 struct held *h, struct err *err);

/* What JSON and CSV share: the rest of a report whose other strings and date_text are filled already. */
bool reader_given(struct arena *a, const struct inputlex *x, struct str title, struct str text, struct str lang, struct report *r,
		  struct err *err);

/* The record that csv_next gave. */
bool reader_csv(struct arena *a, const struct inputlex *x, const struct csv *c, struct report *r, struct err *err);

/* The record that warc_next gave. 0: it holds no article and claims none (a request, an image, an error of the server). */
int reader_warc(struct arena *a, const struct inputlex *x, const struct warc_record *w, struct report *r, struct held *h,
		struct err *err);

/* Bytes at the start that stand between values: white space, brackets, commas. */
size_t reader_json_gap(struct str bytes);

/* The JSON value at bytes.p + *at, with a NUL behind the last byte; *at moves behind it. 1: r is filled; -1: *err, and *at
 * says where to go on (bytes.n where nothing more can be read). */
int reader_json(struct arena *a, const struct inputlex *x, struct str bytes, size_t *at, struct report *r, struct held *h,
		struct err *err);

#endif
