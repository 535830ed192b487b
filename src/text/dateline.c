/* A dateline is a sentence of its own: left in the first sentence of a dispatch, it is taken for a subject or a list.
 * It is told by its form alone: a name, then only names, numbers and what stands in brackets, up to a dash that stands
 * free. A bare name needs capitals throughout and a sentence behind it (“RIYADH – Officials met”, not “NATO – the alliance –”). */
#include "text/dateline.h"

#include "base/utf8.h"

struct letters {
	bool first_upper, any_lower, any;
};

static struct letters letters_of(struct str form)
{
	struct letters l = {0};
	for (size_t i = 0; i < form.n;) {
		uint32_t cp = utf8_next(form, &i);
		if (!utf8_is_letter(cp))
			continue;
		bool upper = utf8_is_upper(cp);
		l.first_upper |= !l.any && upper;
		l.any_lower |= !upper;
		l.any = true;
	}
	return l;
}

static bool is_dash(const struct doc *d, uint32_t w)
{
	struct str f = d->words.v[w].form;
	bool dash = str_is(f, "-") || str_is(f, "--") || str_is(f, "–") || str_is(f, "—");
	return dash && d->words.v[w].space_after && d->words.v[w - 1].space_after;
}

static bool has_digit(struct str form)
{
	for (size_t i = 0; i < form.n; i++)
		if (utf8_is_digit((unsigned char)form.p[i]))
			return true;
	return false;
}

uint32_t dateline_end(const struct doc *d, uint32_t first, uint32_t last)
{
	uint32_t limit = last - first > DATELINE_WORDS ? first + DATELINE_WORDS : last;
	bool capitals = true, digits = false, brackets = false, inside = false;
	for (uint32_t w = first; w < limit; w++) {
		struct str form = d->words.v[w].form;
		if (w > first && w + 1 < last && !inside && is_dash(d, w)) {
			struct letters next = letters_of(d->words.v[w + 1].form);
			return digits || brackets || (capitals && next.first_upper && next.any_lower) ? w + 1 : first;
		}
		struct letters l = letters_of(form);
		inside = (inside || str_is(form, "(")) && !str_is(form, ")");
		brackets |= str_is(form, ")");
		digits |= has_digit(form);
		capitals &= !l.any_lower;
		if (w == first ? !l.first_upper : !inside && l.any && !l.first_upper)
			return first;
	}
	return first;
}
