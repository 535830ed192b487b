#include "sense/atom.h"

#include "base/utf8.h"

#define LOW_MAX 40        /* bytes of an atom that can be in a lexicon */
#define DIGITS_MAX 15     /* more digits are no number for us */

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* The dashes and apostrophes U+2010–2019 begin with these bytes; they are no letters. */
static bool is_mark(struct str s, size_t i)
{
	return i + 2 < s.n && (unsigned char)s.p[i] == 0xE2 && (unsigned char)s.p[i + 1] == 0x80;
}

static sym lookup(const struct symtab *symbols, struct str s)
{
	char low[LOW_MAX + 4];
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		if (n >= LOW_MAX)
			return 0;
		uint32_t cp = utf8_next(s, &i);
		if (cp == '.' && s.n > 1)
			continue;
		cp = cp == 0x2019 ? '\'' : cp >= 0x2010 && cp <= 0x2015 ? '-' : utf8_lower(cp);
		n += utf8_put(cp, low + n);
	}
	return symtab_find(symbols, (struct str){low, n});
}

/* Letters with apostrophes inside or before them, and periods between single letters and at the end of the word. */
static size_t scan_letters(struct str s, size_t i)
{
	if (s.p[i] == '\'' || is_mark(s, i))
		i += s.p[i] == '\'' ? 1 : 3;
	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];
		bool apostrophe = c == '\'' && i + 1 < s.n && is_letter((unsigned char)s.p[i + 1]);
		if (!(is_letter(c) && !is_mark(s, i)) && !apostrophe && c != '.')
			break;
		i++;
	}
	return i;
}

static size_t scan_digits(struct str s, size_t i, struct atom *a)
{
	double scale = 0;
	bool commas = false;
	size_t n = 0;
	for (; i < s.n && n <= DIGITS_MAX; i++) {
		bool digit_next = i + 1 < s.n && is_digit((unsigned char)s.p[i + 1]);
		if (is_digit((unsigned char)s.p[i])) {
			a->value = scale > 0 ? a->value + scale * (s.p[i] - '0') : a->value * 10 + (s.p[i] - '0');
			scale /= 10;
			n += scale == 0;
		} else if (s.p[i] == ',' && digit_next && scale == 0 && i + 3 < s.n) {
			commas = true;
		} else if (s.p[i] == '.' && digit_next && scale == 0) {
			scale = 0.1;
		} else {
			break;
		}
	}
	a->digits = commas || scale > 0 ? 0 : (uint8_t)n;
	a->kind = ATOM_DIGITS;
	return i;
}

/* A date with dots (23.03.2025) is no decimal number: its parts are read singly. */
static bool dotted_date(struct str s)
{
	int dots = 0;
	for (size_t i = 0; i < s.n; i++)
		dots += s.p[i] == '.' && i > 0 && is_digit((unsigned char)s.p[i - 1]);
	return dots >= 2;
}

static size_t scan_number(struct str s, size_t i, struct atom *a)
{
	size_t cut = i;
	while (dotted_date(s) && cut < s.n && is_digit((unsigned char)s.p[cut]))
		cut++;
	i = scan_digits(cut > i ? str_sub(s, 0, cut) : s, i, a);
	struct str rest = str_sub(s, i, s.n);
	struct str two = str_sub(rest, 0, 2);
	if (rest.n == 2 && (str_iis(two, "st") || str_iis(two, "nd") || str_iis(two, "rd") || str_iis(two, "th"))) {
		a->kind = ATOM_NTH;
		return i + 2;
	}
	if (rest.n == 1 && (rest.p[0] == 's' || rest.p[0] == 'S')) {
		a->kind = ATOM_DECADE;
		return i + 1;
	}
	return i;
}

static size_t scan_one(struct str s, size_t i, struct atom *a)
{
	unsigned char c = (unsigned char)s.p[i];
	size_t after = i + (is_mark(s, i) ? 3 : 1);
	bool apostrophe = c == '\'' || (is_mark(s, i) && (unsigned char)s.p[i + 2] == 0x99);
	if (is_digit(c))
		return scan_number(s, i, a);
	if ((is_letter(c) && !is_mark(s, i)) || (apostrophe && after < s.n && is_letter((unsigned char)s.p[after]))) {
		a->kind = ATOM_WORD;
		return scan_letters(s, i);
	}
	a->kind = ATOM_SIGN;
	return after;
}

void atoms_add(struct atoms *atoms, const struct reading *r, uint32_t first, uint32_t last)
{
	const struct doc *d = r->doc;
	for (uint32_t w = first; w < last; w++) {
		const struct word *word = &d->words.v[w];
		struct str s = doc_span(d, word->start, word->end);
		for (size_t i = 0; i < s.n;) {
			struct atom a = {.word = w, .start = word->start + (uint32_t)i};
			size_t end = scan_one(s, i, &a);
			a.end = word->start + (uint32_t)end;
			vec_push(r->arena, &atoms->list, a);
			bool whole = i == 0 && end == s.n && s.p[s.n - 1] != '.' && a.kind == ATOM_WORD;
			vec_push(r->arena, &atoms->syms, whole ? word->low : lookup(&r->k->symbols, str_sub(s, i, end)));
			i = end;
		}
	}
}
