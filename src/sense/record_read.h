/* record_read.h - records from JSON, by the tables of shape.h: the way back from record_write.h.
 * Apart from it, because json-c and base/json.h want some of the same names. */
#ifndef TRUCE_SENSE_RECORD_READ_H
#define TRUCE_SENSE_RECORD_READ_H

#include "sense/shape.h"

struct json_object; /* json-c */

struct record_reader {
	struct arena *arena; /* what is read is copied here */
	void *ctx;
	ref (*actor)(void *ctx, struct json_object *v); /* NO_REF where unknown */
	ref (*place)(void *ctx, struct json_object *v);
	ref (*record)(void *ctx, enum record_kind kind, struct json_object *v);
};

/* Sets refs to NO_REF and the rest to nothing. */
void record_clear(const struct field *fields, void *record);

/* Fills the fields that the object has; values that it does not know stay empty. */
void record_read(const struct record_reader *r, const struct field *fields, struct json_object *object, void *record);

#endif
