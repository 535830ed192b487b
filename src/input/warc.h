/* warc.h - the records of a web archive (WARC 1.0 and 1.1, ISO 28500), as crawlers and Common Crawl write them, one at a time.
 * What is broken is told and passed over: after a bad head, a length that lies, or a gzip member that is damaged, the next
 * call goes on with the next record that can be found. */
#ifndef TRUCE_INPUT_WARC_H
#define TRUCE_INPUT_WARC_H

#include "input/source.h"

#define WARC_RECORD_MAX ((size_t)16 << 20)      /* bytes of a record's block; longer ones are passed over */
#define WARC_LINE_MAX ((size_t)64 << 10)        /* bytes of a line of a head */
#define WARC_LINES_MAX 200                      /* lines of a head */
#define WARC_REREAD_MAX ((uint64_t)64 << 20)    /* bytes of an archive that are read again to find records inside blocks whose length lies */

struct warc_record {
	struct str type;         /* response, resource, conversion, request, metadata … */
	struct str uri, date;    /* WARC-Target-URI, WARC-Date */
	struct str content_type; /* of the block */
	struct str block;
};

struct warc {
	uint32_t number;   /* of the record given last, from 1 */
	uint64_t reread;
	struct buf head;   /* the record's fields */
	struct buf block;
};

/* The next record; its strings are valid until the next call. SOURCE_LONG: *err (ERR_INPUT, "record N: …", without the file)
 * says what is wrong with it, and the next call goes on. SOURCE_FAILED: the file cannot be read. */
enum source_got warc_next(struct warc *w, struct source *s, struct warc_record *out, struct err *err);

void warc_reset(struct warc *w); /* before another file */
void warc_release(struct warc *w);

#endif
