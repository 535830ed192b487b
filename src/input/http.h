/* http.h - an answer of a web server as an archive keeps it: status, fields, body with transfer and content coding undone. */
#ifndef TRUCE_INPUT_HTTP_H
#define TRUCE_INPUT_HTTP_H

#include "base/arena.h"
#include "base/err.h"

struct http {
	int status;                /* 200 … */
	struct str type, charset;  /* "text/html", "utf-8", lower-cased; empty where not given */
	struct str body;
};

/* The body has at most `limit` bytes. In the arena, or a slice of bytes. false and *err (ERR_INPUT) where it is no answer or
 * its coding is unknown or broken. */
bool http_read(struct arena *a, struct str bytes, size_t limit, struct http *out, struct err *err);

/* "text/html; charset=UTF-8" taken apart; lower-cased, in the arena. */
void http_content_type(struct arena *a, struct str value, struct str *type, struct str *charset);

#endif
