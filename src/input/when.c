#include "input/when.h"

#include "input/clean.h"

#include <string.h>

#define TOKENS_MAX 16

/* A run of digits or of letters, and the byte before it. */
struct token {
	struct str text;
	int64_t number; /* -1: letters */
	char before;
	int month;      /* 0: no month's name */
};

static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static int month_of(const struct inputlex *x, struct str word)
{
	char low[16];
	return word.n > 12 ? 0 : x->month[symtab_find(&x->months, clean_lower(word, low, sizeof low))];
}

static size_t tokens_of(const struct inputlex *x, struct str s, struct token *out)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < TOKENS_MAX;) {
		size_t from = i;
		if (!digit(s.p[i]) && !letter(s.p[i])) {
			i++;
			continue;
		}
		bool digits = digit(s.p[i]);
		while (i < s.n && (digits ? digit(s.p[i]) : letter(s.p[i])))
			i++;
		struct token *t = &out[n++];
		*t = (struct token){.text = str_sub(s, from, i), .number = -1, .before = from ? s.p[from - 1] : ' '};
		if (digits && !str_int(t->text, 0, INT64_MAX, &t->number))
			t->number = -1;
		t->month = digits ? 0 : month_of(x, t->text);
	}
	return n;
}

static bool make(int64_t y, int64_t m, int64_t d, struct date *out)
{
	if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	*out = (struct date){(int16_t)y, (int8_t)m, (int8_t)d};
	return date_valid(*out);
}

/* "24 Mar 25 09:15": the year of RFC 822, where a time of day stands behind it. */
static int64_t short_year(const struct token *t, size_t n, size_t i)
{
	bool year = i + 2 < n && t[i].text.n == 2 && t[i].number >= 0 && t[i + 1].number >= 0 && t[i + 2].before == ':';
	return !year ? 0 : t[i].number < 70 ? 2000 + t[i].number : 1900 + t[i].number;
}

static bool ordinal(const struct token *t)
{
	return str_iis(t->text, "st") || str_iis(t->text, "nd") || str_iis(t->text, "rd") || str_iis(t->text, "th");
}

/* A date that begins at t[i] or has its month there; *used is the token behind it. */
static bool date_at(const struct token *t, size_t n, size_t i, struct date *out, size_t *used)
{
	*used = i + 3;
	if (t[i].text.n == 8 && t[i].number > 0 && make(t[i].number / 10000, t[i].number / 100 % 100, t[i].number % 100, out))
		return *used = i + 1, true;
	if (t[i].month) { /* 24 March 2025, 24th March 2025, March 24, 2025 */
		size_t day = i && ordinal(&t[i - 1]) ? i - 2 : i - 1;
		if (i && day < n && i + 1 < n && t[i + 1].text.n == 4 && make(t[i + 1].number, t[i].month, t[day].number, out))
			return *used = i + 2, true;
		if (i && day < n && make(short_year(t, n, i + 1), t[i].month, t[day].number, out))
			return *used = i + 2, true;
		size_t year = i + 2 < n && ordinal(&t[i + 2]) ? i + 3 : i + 2;
		*used = year + 1;
		return year < n && t[year].text.n == 4 && make(t[year].number, t[i].month, t[i + 1].number, out);
	}
	if (i + 2 >= n || t[i].number < 0 || t[i + 1].before != t[i + 2].before || !strchr("-/.", t[i + 1].before))
		return false;
	if (t[i].text.n == 4)
		return make(t[i].number, t[i + 1].number, t[i + 2].number, out);
	if (t[i + 2].text.n != 4)
		return false;
	if (t[i + 1].before == '.' || t[i].number > 12)
		return make(t[i + 2].number, t[i + 1].number, t[i].number, out);
	/* 03/25/2025 can only be American; 03/04/2025 can be either */
	return (t[i + 1].number > 12 || t[i].number == t[i + 1].number) &&
	       make(t[i + 2].number, t[i].number, t[i + 1].number, out);
}

/* "Z", "+0200", "+02:00", "EST" at t[k]; empty where there is none. */
static struct str zone_of(struct arena *a, const struct inputlex *x, const struct token *t, size_t n, size_t k)
{
	char low[8];
	if (k >= n)
		return STR("");
	bool offset = t[k].number >= 0 && (t[k].before == '+' || t[k].before == '-');
	bool minutes = k + 1 < n && t[k + 1].before == ':' && t[k + 1].text.n == 2 && t[k + 1].number >= 0;
	if (offset && t[k].text.n == 4)
		return arena_printf(a, "%c%.2s:%.2s", t[k].before, t[k].text.p, t[k].text.p + 2);
	if (offset && t[k].text.n == 2)
		return arena_printf(a, "%c%.2s:%.2s", t[k].before, t[k].text.p, minutes ? t[k + 1].text.p : "00");
	if (t[k].number >= 0 || t[k].text.n > 4)
		return STR("");
	sym s = symtab_find(&x->zones, clean_lower(t[k].text, low, sizeof low));
	if (s == symtab_find(&x->zones, STR("gmt")) && k + 1 < n && (t[k + 1].before == '+' || t[k + 1].before == '-'))
		return zone_of(a, x, t, n, k + 1); /* GMT+0200 */
	return x->zone[s];
}

/* "pm", "p.m." at t[*k], which is moved behind it; 0 where there is none. */
static char half_of(const struct token *t, size_t n, size_t *k)
{
	if (*k >= n || t[*k].number >= 0)
		return 0;
	char first = t[*k].text.p[0] | 0x20;
	bool dotted = t[*k].text.n == 1 && *k + 1 < n && t[*k + 1].before == '.' && str_iis(t[*k + 1].text, "m");
	bool whole = str_iis(t[*k].text, "am") || str_iis(t[*k].text, "pm");
	if ((first != 'a' && first != 'p') || !(dotted || whole))
		return 0;
	*k += dotted ? 2 : 1;
	return first;
}

/* HH:MM[:SS] anywhere among the tokens from `from` on. */
static struct str time_of(struct arena *a, const struct inputlex *x, const struct token *t, size_t n, size_t from)
{
	for (size_t i = from; i + 1 < n; i++) {
		if (t[i].number < 0 || t[i].number > 24 || t[i + 1].before != ':' || t[i + 1].number < 0 || t[i + 1].number > 59)
			continue;
		int64_t h = t[i].number, m = t[i + 1].number, s = 0;
		size_t k = i + 2;
		if (k < n && t[k].before == ':' && t[k].number >= 0 && t[k].number < 61)
			s = t[k++].number;
		if (k < n && t[k].before == '.' && t[k].number >= 0) /* fractions of a second */
			k++;
		char half = half_of(t, n, &k);
		h = half == 'p' && h < 12 ? h + 12 : half == 'a' && h == 12 ? 0 : h;
		struct str zone = zone_of(a, x, t, n, k);
		return arena_printf(a, "%02d:%02d:%02d%.*s", (int)h, (int)m, (int)s, (int)zone.n, zone.p);
	}
	return STR("");
}

bool when_parse(struct arena *a, const struct inputlex *x, struct str text, struct when *out)
{
	struct token t[TOKENS_MAX];
	size_t n = tokens_of(x, text, t), used = 0;
	for (size_t i = 0; i < n; i++)
		if (date_at(t, n, i, &out->date, &used)) {
			out->time = time_of(a, x, t, n, used);
			if (out->time.n == 0 && i >= 2) /* “9:15 am, 24 March 2025” */
				out->time = time_of(a, x, t, i, 0);
			return true;
		}
	return false;
}
