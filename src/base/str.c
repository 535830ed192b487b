#include "base/str.h"

#include <string.h>

static unsigned char fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : (unsigned char)c;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_of(const char *z)
{
	return z ? (struct str){z, strlen(z)} : (struct str){"", 0};
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

bool str_ieq(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (fold(a.p[i]) != fold(b.p[i]))
			return false;
	return true;
}

bool str_iis(struct str a, const char *z)
{
	return str_ieq(a, str_of(z));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str a, struct str prefix)
{
	return a.n >= prefix.n && str_eq((struct str){a.p, prefix.n}, prefix);
}

bool str_ends(struct str a, struct str suffix)
{
	return a.n >= suffix.n && str_eq((struct str){a.p + (a.n - suffix.n), suffix.n}, suffix);
}

struct str str_trim(struct str a)
{
	while (a.n && is_space(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n && is_space(a.p[a.n - 1]))
		a.n--;
	return a;
}

struct str str_sub(struct str a, size_t from, size_t to)
{
	to = to < a.n ? to : a.n;
	from = from < to ? from : to;
	return (struct str){a.p ? a.p + from : NULL, to - from}; /* even + 0 is undefined of no pointer */
}

size_t str_find(struct str hay, struct str needle)
{
	if (needle.n == 0)
		return 0;
	for (size_t i = 0; i + needle.n <= hay.n; i++) {
		const char *hit = memchr(hay.p + i, needle.p[0], hay.n - needle.n + 1 - i);
		if (!hit)
			return hay.n;
		i = (size_t)(hit - hay.p);
		if (memcmp(hit, needle.p, needle.n) == 0)
			return i;
	}
	return hay.n;
}

struct str str_cut(struct str *rest, char sep)
{
	const char *hit = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	struct str head = *rest;
	if (!hit) {
		*rest = (struct str){rest->p ? rest->p + rest->n : NULL, 0};
		return head;
	}
	head.n = (size_t)(hit - rest->p);
	*rest = (struct str){hit + 1, rest->n - head.n - 1};
	return head;
}

bool str_int(struct str a, int64_t lo, int64_t hi, int64_t *out)
{
	bool neg = a.n && a.p[0] == '-';
	size_t i = neg;
	uint64_t v = 0;
	if (i == a.n || a.n - i > 18)
		return false;
	for (; i < a.n; i++) {
		if (a.p[i] < '0' || a.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(a.p[i] - '0');
	}
	int64_t s = neg ? -(int64_t)v : (int64_t)v;
	if (s < lo || s > hi)
		return false;
	*out = s;
	return true;
}

uint64_t str_hash(struct str a, uint64_t seed)
{
	uint64_t h = 1469598103934665603u ^ seed;
	for (size_t i = 0; i < a.n; i++)
		h = (h ^ (unsigned char)a.p[i]) * 1099511628211u;
	return h ^ (h >> 32);
}

int str_among(const char *const *words, int n, struct str word)
{
	for (int i = 1; i < n; i++)
		if (str_is(word, words[i]))
			return i;
	return 0;
}
