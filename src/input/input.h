/* input.h - reports out of files, folders and standard input, one at a time.
 *
 * Formats: plain text, HTML, JSONL, JSON (one object, or an array of them), CSV, feeds (RSS, RDF, Atom, JSON Feed), WARC (the pages and texts in it), each
 * also compressed by gzip or zstd. A folder is read in the order of its names, with all folders in it; names that begin
 * with a dot are passed over.
 * What cannot be read is told and passed over: input_next gives INPUT_REJECTED with file, line and reason, and the next
 * call goes on. err->code says whose fault it is: ERR_INPUT the input's (broken, empty, too long), ERR_SYSTEM the
 * outside's (no such file, no right to read it), ERR_MEMORY that a report needs more memory than it may have. */
#ifndef TRUCE_INPUT_INPUT_H
#define TRUCE_INPUT_INPUT_H

#include "data/knowledge.h"
#include "input/report.h"

#define INPUT_LINE_MAX ((size_t)8 << 20)   /* bytes of a line of JSONL */
#define INPUT_REPORT_MAX ((size_t)8 << 20) /* bytes of a file of text or HTML, unpacked; libxml2 loses text nodes over 10 MB */
#define INPUT_JSON_MAX ((size_t)64 << 20)  /* bytes of a JSON file, which is read whole */

enum input_format { INPUT_AUTO, INPUT_TEXT, INPUT_HTML, INPUT_JSONL, INPUT_JSON, INPUT_CSV, INPUT_WARC, INPUT_FEED };

struct input_config {
	enum input_format format; /* INPUT_AUTO: by name and first bytes; standard input is JSONL then */
	struct date date;         /* of reports that have none; year 0: they stay without */
	struct str source;        /* likewise; borrowed */
};

enum input_got { INPUT_REPORT, INPUT_REJECTED, INPUT_END };

struct input;

/* Paths are borrowed until input_free; "-" is standard input. NULL and *err only where memory is out. */
struct input *input_new(const struct knowledge *k, const char *const *paths, size_t n_paths, const struct input_config *o,
			struct err *err);
void input_free(struct input *in); /* NULL allowed */

/* The next report, all of it in the arena (which needs no guard). *err must be clear; it is set with INPUT_REJECTED. */
enum input_got input_next(struct input *in, struct arena *a, struct report *out, struct err *err);

/* Bytes of files (as they lie on the disk) that were read, and all there are; standard input counts nothing. */
struct input_progress { uint64_t done, all; };
struct input_progress input_progress(const struct input *in);

/* "text", "html", "jsonl", "json", "csv", "warc", "feed", "auto"; false where it is none of them. */
bool input_format_of(struct str name, enum input_format *out);

#endif
