/* json.h - a streaming JSON writer into a buf. Commas and escapes are its business; the caller pairs begin and end. */
#ifndef TRUCE_BASE_JSON_H
#define TRUCE_BASE_JSON_H

#include "base/buf.h"

struct json {
	struct buf *out;    /* borrowed */
	bool need_comma;
};

void json_begin_object(struct json *j);
void json_end_object(struct json *j);
void json_begin_array(struct json *j);
void json_end_array(struct json *j);
void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str s); /* bad UTF-8 becomes U+FFFD */
void json_int(struct json *j, int64_t v);
void json_num(struct json *j, double v); /* shortest of up to 6 decimals; not finite: null */
void json_bool(struct json *j, bool v);
void json_null(struct json *j);

/* key and value, left out where the string is empty */
void json_field(struct json *j, const char *key, struct str s);

#endif
