/* record_write.h - records as JSON, by the tables of shape.h.
 *
 * Who writes says how an actor, a place and another record are written (ids in `code`, the ledger's numbers in the
 * ledger, names in lists) and how bytes become code points. Fields with nothing to say are left out. */
#ifndef TRUCE_SENSE_RECORD_WRITE_H
#define TRUCE_SENSE_RECORD_WRITE_H

#include "base/json.h"
#include "sense/shape.h"

struct record_writer {
	struct json *j;
	void *ctx;
	void (*actor)(void *ctx, struct json *j, ref actor);
	void (*place)(void *ctx, struct json *j, ref place);
	void (*record)(void *ctx, struct json *j, enum record_kind kind, ref record);
	const struct doc *doc; /* turns bytes into code points; NULL: spans are code points already */
};

/* Writes key and value of each field that says something; the caller opens and closes the object. */
void record_write(const struct record_writer *w, const struct field *fields, const void *record);
void record_write_span(const struct record_writer *w, struct span span); /* [start, end) */

#endif
