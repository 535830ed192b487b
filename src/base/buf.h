/* buf.h - a growing byte string on the heap, for output. Owns its bytes; buf_release frees them.
 * Failure to grow sticks: `failed` is set, later calls do nothing, and the caller looks once at the end. */
#ifndef TRUCE_BASE_BUF_H
#define TRUCE_BASE_BUF_H

#include "base/str.h"

struct buf {
	char *p; /* NUL-terminated where not NULL */
	size_t n, cap;
	bool failed;
};

void buf_release(struct buf *b);
void buf_clear(struct buf *b); /* empties, keeps the memory */
void buf_add(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *z);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *b);

#endif
