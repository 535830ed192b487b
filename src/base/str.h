/* str.h - a borrowed slice of bytes: never owns, may hold NUL bytes, need not end in one. */
#ifndef TRUCE_BASE_STR_H
#define TRUCE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p;
	size_t n;
};

/* A slice of a string literal. */
#define STR(lit) ((struct str){"" lit, sizeof(lit) - 1})

struct str str_of(const char *z); /* z may be NULL: the empty slice */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *z);
bool str_ieq(struct str a, struct str b);      /* ASCII case folded */
bool str_iis(struct str a, const char *z);     /* likewise */
int str_cmp(struct str a, struct str b);       /* byte order; a prefix comes first */
bool str_starts(struct str a, struct str prefix);
bool str_ends(struct str a, struct str suffix);
struct str str_trim(struct str a);             /* without ASCII white space at both ends */
struct str str_sub(struct str a, size_t from, size_t to); /* clamped to the slice */
size_t str_find(struct str hay, struct str needle);       /* offset, or hay.n where it is not there */

/* Cuts the part before the first `sep` off *rest and returns it; the whole rest where there is none. */
struct str str_cut(struct str *rest, char sep);

/* A decimal integer of at most 18 digits that fills the slice and lies in [lo, hi]; false otherwise. */
bool str_int(struct str a, int64_t lo, int64_t hi, int64_t *out);

/* Which of words[1] to words[n - 1] it is; 0: none of them. */
int str_among(const char *const *words, int n, struct str word);

/* FNV-1a, 64 bit. For tables over words of the news add a seed. */
uint64_t str_hash(struct str a, uint64_t seed);

#endif
