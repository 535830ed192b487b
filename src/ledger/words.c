#include "ledger/words.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

#define LONG_WORD 5   /* letters; shorter ones are mostly of no meaning of their own */
#define LONG_NUMBER 2 /* digits: figures tell more than most words */

void words_add(struct arena *a, struct str text, struct words *out)
{
	uint64_t h = 0;
	size_t at = 0, letters = 0, digits = 0;
	while (at < text.n && out->n < WORDS_MAX) {
		uint32_t cp = utf8_next(text, &at);
		bool in = utf8_is_letter(cp) || utf8_is_digit(cp);
		if (in) {
			h = (h ^ utf8_lower(cp)) * 0x100000001b3u + 0x9e3779b97f4a7c15u;
			letters++;
			digits += utf8_is_digit(cp);
		}
		if (letters && (!in || at >= text.n)) {
			vec_push(a, out, ((uint32_t)(h >> 32) & ~1u) | (letters >= LONG_WORD || (digits == letters && digits >= LONG_NUMBER)));
			h = letters = digits = 0;
		}
	}
}

bool words_has(const struct words *list, uint32_t word)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == word)
			return true;
	return false;
}

bool words_equal(const struct words *x, const struct words *y)
{
	return x->n == y->n && (x->n == 0 || memcmp(x->v, y->v, x->n * sizeof *x->v) == 0);
}

bool words_within(const struct words *few, const struct words *many)
{
	for (size_t i = 0; few->n && i + few->n <= many->n; i++)
		if (memcmp(few->v, many->v + i, few->n * sizeof *few->v) == 0)
			return true;
	return false;
}

struct share {
	size_t all, both;
};

static struct share share_of(const struct words *x, const struct words *y, const struct words *without)
{
	struct share s = {0};
	for (size_t i = 0; i < x->n; i++) {
		struct words before = {x->v, i, i};
		if (!(x->v[i] & 1) || words_has(without, x->v[i]) || words_has(&before, x->v[i]))
			continue;
		s.all++;
		s.both += words_has(y, x->v[i]);
	}
	return s;
}

double words_alike(const struct words *x, const struct words *y, const struct words *without)
{
	struct share p = share_of(x, y, without), q = share_of(y, x, without);
	struct share few = p.all < q.all ? p : q;
	return few.all ? (double)few.both / (double)few.all : 0;
}

struct str words_bytes(const struct words *w)
{
	return (struct str){(const char *)w->v, w->n * sizeof *w->v};
}

void words_read(struct arena *a, struct str bytes, struct words *out)
{
	size_t n = bytes.n / sizeof *out->v;
	*out = (struct words){arena_array(a, uint32_t, n + 1), n, n};
	if (n)
		memcpy(out->v, bytes.p, n * sizeof *out->v);
}
