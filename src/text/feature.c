#include "text/feature.h"

#include "base/utf8.h"

#include <string.h>

#define FORM_MAX 96u /* bytes of a form that are looked at: an address of a page says no more in its rest */
#define AFFIX_MAX 5u
#define SHAPE_MAX 24u

void case_count_add(struct case_count *c, struct str form)
{
	uint32_t letters = 0, upper = 0;
	bool first_upper = false;
	for (size_t i = 0; i < form.n && i < FORM_MAX;) {
		uint32_t cp = utf8_next(form, &i);
		if (!utf8_is_letter(cp))
			continue;
		bool up = utf8_is_upper(cp);
		first_upper |= letters == 0 && up;
		letters++;
		upper += up;
	}
	if (letters == 0)
		return;
	c->words++;
	c->letters += letters;
	c->upper += upper;
	c->all_upper += letters > 1 && letters == upper;
	c->title += first_upper;
}

enum feature_case case_count_verdict(const struct case_count *c)
{
	if (c->letters && c->upper == 0)
		return CASE_LOWER;
	if (c->all_upper >= 2 && c->upper * 10 >= c->letters * 8)
		return CASE_UPPER;
	if (c->words >= 4 && c->title * 10 >= c->words * 7)
		return CASE_TITLE;
	return CASE_NORMAL;
}

size_t feature_lower(struct str form, char *out, size_t cap)
{
	size_t n = 0;
	for (size_t i = 0; i < form.n;) {
		unsigned char c = (unsigned char)form.p[i];
		if (n + 4 > cap)
			break;
		if (c < 0x80) {
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
			i++;
		} else {
			n += utf8_put(feature_plain(utf8_lower(utf8_next(form, &i))), out + n);
		}
	}
	return n;
}

static uint64_t key_of(const char *p, size_t n, unsigned slot)
{
	uint64_t h = 0x9E3779B97F4A7C15u * (slot + 1);
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001B3u;
	h ^= h >> 32;
	h *= 0xD6E8FEB86659FD93u;
	h ^= h >> 32;
	return h ? h : 1; /* 0 is the key of nothing */
}

static bool is_lead(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* Runs of a class are shown at most twice: "Zelenskyy" is Xxx, "147" is dd, "F-16" is X-dd. */
static size_t shape_of(struct str form, char *out)
{
	size_t n = 0, run = 0;
	char last = 0;
	for (size_t i = 0; i < form.n && n + 1 < SHAPE_MAX;) {
		uint32_t cp = utf8_next(form, &i);
		char c = utf8_is_digit(cp) ? 'd' : utf8_is_upper(cp) ? 'X' : utf8_is_letter(cp) ? 'x' : cp < 0x80 ? (char)cp : 'u';
		run = c == last ? run + 1 : 1;
		last = c;
		if (run <= 2)
			out[n++] = c;
	}
	return n;
}

static void affix_keys(const char *low, size_t n, uint64_t *keys)
{
	size_t at = 0;
	for (unsigned k = 0; k < AFFIX_MAX; k++) {
		do
			at++;
		while (at < n && !is_lead(low[at]));
		if (at >= n) /* the whole form is no affix of itself */
			break;
		keys[FEATURE_PREFIX + k] = key_of(low, at, FEATURE_PREFIX + k);
	}
	at = n;
	for (unsigned k = 0; k < AFFIX_MAX && at > 0; k++) {
		do
			at--;
		while (at > 0 && !is_lead(low[at]));
		if (at == 0)
			break;
		keys[FEATURE_SUFFIX + k] = key_of(low + at, n - at, FEATURE_SUFFIX + k);
	}
}

void feature_keys(struct str form, enum feature_case how, unsigned space, uint64_t keys[FEATURE_SLOTS])
{
	char low[FORM_MAX + 4], shape[SHAPE_MAX + 1];
	struct str head = str_sub(form, 0, FORM_MAX);
	memset(keys, 0, FEATURE_SLOTS * sizeof *keys);
	size_t n = feature_lower(head, low, sizeof low);
	bool cased = how != CASE_UPPER && (n != head.n || memcmp(low, head.p, n) != 0);
	for (size_t i = 0; i < n; i++)
		if (low[i] >= '0' && low[i] <= '9')
			low[i] = '0';
	keys[FEATURE_FORM] = key_of(low, n, FEATURE_FORM);
	if (cased)
		keys[FEATURE_CASED] = key_of(head.p, head.n, FEATURE_CASED);
	affix_keys(low, n, keys);
	shape[0] = (char)('0' + how);
	keys[FEATURE_SHAPE] = key_of(shape, 1 + shape_of(head, shape + 1), FEATURE_SHAPE);
	char flags = (char)space;
	keys[FEATURE_SPACE] = key_of(&flags, 1, FEATURE_SPACE);
}
