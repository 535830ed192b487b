#include "base/arena.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN ((size_t)16)
#define BLOCK_SIZE ((size_t)64 << 10)

struct arena_block {
	struct arena_block *next;
	size_t size, used; /* bytes behind the header */
};

_Static_assert(sizeof(struct arena_block) <= 32, "the header must keep the alignment");
#define HEADER ((size_t)32)

#ifdef TRUCE_ARENA_MALLOC
#define KEEP ((size_t)0) /* what was given back must be out of bounds */
#else
#define KEEP ARENA_KEEP
#endif

void arena_init(struct arena *a, size_t limit)
{
	*a = (struct arena){.limit = limit ? limit : ARENA_LIMIT};
}

static void free_blocks(struct arena_block **list)
{
	while (*list) {
		struct arena_block *next = (*list)->next;
		free(*list);
		*list = next;
	}
}

void arena_release(struct arena *a)
{
	free_blocks(&a->blocks);
	free_blocks(&a->spare);
	a->used = 0;
}

void arena_clear(struct arena *a)
{
	size_t kept = 0;
	for (struct arena_block *b = a->spare; b; b = b->next)
		kept += b->size;
	for (struct arena_block **at = &a->blocks; *at;) {
		struct arena_block *b = *at;
		if (b->size != BLOCK_SIZE || kept >= KEEP) {
			at = &b->next;
			continue;
		}
		kept += b->size;
		*at = b->next;
		b->next = a->spare;
		a->spare = b;
	}
	free_blocks(&a->blocks);
	a->used = 0;
}

static struct arena_block *new_block(struct arena *a, size_t size)
{
	struct arena_block *b = size == BLOCK_SIZE ? a->spare : NULL;
	if (b)
		a->spare = b->next;
	return b ? b : malloc(HEADER + size);
}

static struct arena_block *add_block(struct arena *a, size_t size)
{
	struct arena_block *b = new_block(a, size);
	if (!b)
		return NULL;
	*b = (struct arena_block){a->blocks, size, 0};
	a->blocks = b;
	return b;
}

static void *take(struct arena *a, size_t size)
{
	if (a->fail_after && --a->fail_after == 0)
		return NULL;
	size_t limit = a->limit ? a->limit : ARENA_LIMIT;
	if (size > limit || a->used + size + ALIGN > limit)
		return NULL;
	size = (size + ALIGN - 1) & ~(ALIGN - 1);
	if (size == 0)
		size = ALIGN;
#ifdef TRUCE_ARENA_MALLOC
	struct arena_block *b = add_block(a, size);
#else
	struct arena_block *b = a->blocks;
	if (!b || b->size - b->used < size)
		b = add_block(a, size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
#endif
	if (!b)
		return NULL;
	char *p = (char *)b + HEADER + b->used;
	b->used += size;
	a->used += size;
	return p;
}

void *arena_try(struct arena *a, size_t size)
{
	void *p = take(a, size);
	return p ? memset(p, 0, size) : NULL;
}

void arena_fail(struct arena *a)
{
	assert(a->guard && "arena_alloc outside a guard");
	longjmp(*a->guard, 1);
}

void *arena_alloc(struct arena *a, size_t size)
{
	void *p = arena_try(a, size);
	if (!p)
		arena_fail(a);
	return p;
}

char *arena_bytes(struct arena *a, size_t n)
{
	void *p = take(a, n);
	if (!p)
		arena_fail(a);
	return p;
}

void *arena_grow(struct arena *a, const void *old, size_t old_size, size_t new_size)
{
	char *p = arena_bytes(a, new_size);
	if (old_size)
		memcpy(p, old, old_size);
	memset(p + old_size, 0, new_size - old_size);
	return p;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	char mostly[256];
	va_list ap;
	va_start(ap, format);
	int n = vsnprintf(mostly, sizeof mostly, format, ap);
	va_end(ap);
	char *p = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof mostly) {
		memcpy(p, mostly, (size_t)n);
		return (struct str){p, (size_t)n};
	}
	va_start(ap, format);
	vsnprintf(p, (size_t)n + 1, format, ap);
	va_end(ap);
	return (struct str){p, (size_t)n};
}

struct str arena_join(struct arena *a, struct str x, struct str y)
{
	char *p = arena_bytes(a, x.n + y.n + 1);
	if (x.n)
		memcpy(p, x.p, x.n);
	if (y.n)
		memcpy(p + x.n, y.p, y.n);
	p[x.n + y.n] = '\0';
	return (struct str){p, x.n + y.n};
}
