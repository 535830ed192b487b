/* arena.h - memory that is given out piece by piece and freed all at once.
 *
 * Everything a pass adds to a document lives in the document's arena and dies with it. An allocation that fails, or that
 * would pass the arena's limit, does not return: it jumps to the place that the driver marked with arena_guard, which
 * then drops the document with ERR_MEMORY. So passes never test for NULL, and a pass must hold nothing that needs
 * freeing (files, heap blocks, handles of other libraries) while it allocates. Code outside the passes that cannot be
 * jumped out of uses an arena without a guard: there arena_try returns NULL.
 *
 * Built with TRUCE_ARENA_MALLOC, each piece is a malloc of its own, so that AddressSanitizer sees its bounds.
 * For fault tests, arena_fail_after makes the n-th allocation fail. */
#ifndef TRUCE_BASE_ARENA_H
#define TRUCE_BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
	struct arena_block *spare;  /* kept by arena_clear to be given out again */
	size_t used;                /* bytes given out */
	size_t limit;               /* most bytes to give out; 0 = ARENA_LIMIT */
	size_t fail_after;          /* fault injection: allocations left before one fails; 0 = off */
	jmp_buf *guard;             /* where a failing arena_alloc jumps to */
};

#define ARENA_LIMIT ((size_t)1 << 30)
#define ARENA_KEEP ((size_t)1 << 20)

void arena_init(struct arena *a, size_t limit);
void arena_release(struct arena *a); /* frees all; the arena can be used again */
void arena_clear(struct arena *a);   /* likewise, but keeps ARENA_KEEP bytes for those who do so again and again */

void *arena_try(struct arena *a, size_t size);   /* zeroed, aligned to 16; NULL on failure */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned to 16; jumps to the guard on failure */

/* Likewise, but with whatever lay there before: for bytes that are written before they are read. */
char *arena_bytes(struct arena *a, size_t n);

/* What a failing arena_alloc does, for those who have seen arena_try fail where they could not be jumped out of. */
_Noreturn void arena_fail(struct arena *a);

/* A larger copy of an array; the old one stays where it was. */
void *arena_grow(struct arena *a, const void *old, size_t old_size, size_t new_size);

struct str arena_str(struct arena *a, struct str s);        /* a copy, with a NUL behind it */
struct str arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str arena_join(struct arena *a, struct str x, struct str y); /* x followed by y */

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

#endif
