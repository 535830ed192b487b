#include "input/clean.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define SOFT_HYPHEN 0xAD

static bool starts(struct str s, const char *bytes, size_t n)
{
	return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

/* UTF-16 with a byte order mark: what Windows calls Unicode text. */
static const char *utf16_of(struct str s)
{
	return starts(s, "\xFF\xFE", 2) ? "UTF-16LE" : starts(s, "\xFE\xFF", 2) ? "UTF-16BE" : NULL;
}

static bool has_utf8_beyond_ascii(struct str s)
{
	for (size_t i = utf8_ascii(s, 0); i < s.n; i = utf8_ascii(s, i)) {
		size_t at = i;
		utf8_next(s, &i);
		if (i > at + 1)
			return true;
	}
	return false;
}

/* windows-1252 at 0x80: control characters there are its quotation marks and dashes, taken for Latin-1 by somebody. */
static const uint16_t windows[32] = {
	0x20AC, ' ', 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, ' ', 0x17D, ' ',
	' ', 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, ' ', 0x17E, 0x178,
};

static uint32_t plain(uint32_t cp)
{
	if (cp >= 0x80 && cp < 0xA0)
		return windows[cp - 0x80];
	if (cp == 0xA0 || cp == 0x202F || cp == 0x2007)
		return ' ';
	return (cp < 0x20 && cp != '\n' && cp != '\t') || cp == 0x7F ? ' ' : cp;
}

/* Bytes that stay as they are, as most do. */
static bool stays(char c)
{
	return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t';
}

/* Whether all eight bytes lie from ' ' to '~'. */
static bool eight_stay(const char *p)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t v, delete;
	memcpy(&v, p, sizeof v);
	delete = v ^ 0x7F * ones;
	return ((v | ((v - 0x20 * ones) & ~v) | ((delete - ones) & ~delete)) & 0x80 * ones) == 0;
}

/* How many bytes from i on stay as they are. */
static size_t run_of(struct str s, size_t i)
{
	size_t from = i;
	for (;;) {
		while (i + 8 <= s.n && eight_stay(s.p + i))
			i += 8;
		if (i == s.n || !stays(s.p[i]))
			return i - from;
		i++;
	}
}

static struct str normalise(struct arena *a, struct str s, bool valid)
{
	char *out = arena_bytes(a, (valid ? s.n + s.n / 2 : s.n * 3) + 1); /* a bad byte becomes three, a C1 control of two bytes too */
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		size_t run = run_of(s, i);
		memcpy(out + n, s.p + i, run);
		n += run;
		i += run;
		if (i == s.n)
			break;
		uint32_t cp = utf8_next(s, &i);
		if (cp == '\r') {
			i += i < s.n && s.p[i] == '\n';
			cp = '\n';
		}
		n += utf8_put(plain(cp), out + n);
	}
	out[n] = '\0';
	return (struct str){out, n};
}

bool clean_text(struct arena *a, struct str s, enum clean_bad bad, struct str *out, struct err *err)
{
	const char *utf16 = utf16_of(s);
	if (utf16)
		clean_convert(a, str_sub(s, 2, s.n), utf16, &s);
	if (starts(s, "\xEF\xBB\xBF", 3))
		s = str_sub(s, 3, s.n);
	if (s.n && memchr(s.p, '\0', s.n))
		return err_set(err, ERR_INPUT, "holds NUL bytes: this is no text");
	size_t at = utf8_bad(s);
	if (at < s.n && bad == CLEAN_LATIN && !has_utf8_beyond_ascii(s))
		clean_convert(a, s, "CP1252", &s);
	else if (at < s.n && bad != CLEAN_REPLACE)
		return err_set(err, ERR_INPUT, "byte %zu (0x%02X) is not UTF-8", at + 1, (unsigned char)s.p[at]);
	*out = normalise(a, s, at == s.n);
	return true;
}

bool clean_convert(struct arena *a, struct str s, const char *charset, struct str *out)
{
	size_t cap = s.n * 4 + 16; /* more than enough for a NUL behind it */
	char *to = arena_bytes(a, cap), *p = to, *in = (char *)s.p; /* iconv does not write there; its type is history */
	size_t left = cap, in_left = s.n;
	iconv_t cd = iconv_open("UTF-8", charset);
	if (cd == (iconv_t)-1)
		return false;
	while (in_left && iconv(cd, &in, &in_left, &p, &left) == (size_t)-1 && errno != E2BIG && left >= 3) {
		memcpy(p, "\xEF\xBF\xBD", 3);
		p += 3;
		left -= 3;
		in++;
		in_left--;
	}
	iconv_close(cd);
	if (left)
		*p = '\0';
	*out = (struct str){to, (size_t)(p - to)};
	return true;
}

struct str clean_line(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		if (s.p[i] > ' ' && s.p[i] < 0x7F) {
			out[n++] = s.p[i++];
			continue;
		}
		uint32_t cp = utf8_next(s, &i);
		if (utf8_is_space(cp) && n && out[n - 1] != ' ')
			out[n++] = ' ';
		bool bad = cp == UTF8_BAD && i == at + 1; /* a character that a limit has cut */
		if (utf8_is_space(cp) || cp == SOFT_HYPHEN || bad)
			continue;
		memcpy(out + n, s.p + at, i - at);
		n += i - at;
	}
	n -= n && out[n - 1] == ' ';
	out[n] = '\0';
	return (struct str){out, n};
}

struct str clean_lower(struct str s, char *out, size_t cap)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n + 4 <= cap;) {
		if ((unsigned char)s.p[i] < 0x80) {
			out[n++] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
			i++;
			continue;
		}
		uint32_t cp = utf8_next(s, &i);
		n += utf8_put(cp == 0x2019 ? '\'' : utf8_lower(cp), out + n);
	}
	return (struct str){out, n};
}
