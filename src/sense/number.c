#include "data/harmlex.h"

#include "sense/number.h"

#define NUMBER_MAX 1e15

/* The phrase of numbers.tsv that stands at atom i, if its class is one of these bits. */
static const struct phrase *phrase_at(const struct harmlex *lex, const struct atoms *atoms, size_t i, uint32_t classes)
{
	if (i >= atoms->syms.n)
		return NULL;
	const struct phrase *p = phrases_first(&lex->numbers, atoms->syms.v[i]);
	for (; p; p = phrases_next(&lex->numbers, p))
		if (classes >> p->class & 1 && phrase_fits(p, atoms->syms.v, atoms->syms.n, i))
			return p;
	return NULL;
}

#define BIT(c) (1u << NUMBER_##c)

/* “2 1/2”: atoms 2, 1, /, 2 */
static size_t read_fraction(const struct harmlex *lex, const struct atoms *atoms, size_t i, double *value)
{
	const struct atom *v = atoms->list.v;
	if (i + 2 >= atoms->list.n || v[i].kind != ATOM_DIGITS || v[i + 2].kind != ATOM_DIGITS ||
	    atoms->syms.v[i + 1] != lex->slash || v[i].value >= v[i + 2].value || v[i + 2].value > 10)
		return i;
	*value += v[i].value / v[i + 2].value;
	return i + 3;
}

/* A number under a hundred in words, or digits: the part that a scale can multiply. */
static size_t read_part(const struct harmlex *lex, const struct atoms *atoms, size_t i, double *value)
{
	const struct phrase *p = phrase_at(lex, atoms, i, BIT(CARD) | BIT(TENS));
	if (p) {
		*value = (double)p->min;
		i += p->n_words;
		if (p->class != NUMBER_TENS)
			return i;
		size_t next = i < atoms->syms.n && atoms->syms.v[i] == lex->hyphen ? i + 1 : i;
		const struct phrase *unit = phrase_at(lex, atoms, next, BIT(CARD));
		if (!unit || unit->min < 1 || unit->min > 9)
			return i;
		*value += (double)unit->min;
		return next + unit->n_words;
	}
	if (i >= atoms->list.n || atoms->list.v[i].kind != ATOM_DIGITS)
		return i;
	*value = atoms->list.v[i].value;
	return read_fraction(lex, atoms, i + 1, value);
}

/* “hundred thousand” behind a part. */
static size_t read_scales(const struct harmlex *lex, const struct atoms *atoms, size_t i, double *value)
{
	for (int n = 0; n < 3; n++) {
		const struct phrase *p = phrase_at(lex, atoms, i, BIT(SCALE));
		if (!p || *value * (double)p->min > NUMBER_MAX)
			break;
		*value *= (double)p->min;
		i += p->n_words;
	}
	return i;
}

static bool is_words(const struct atoms *atoms, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (atoms->list.v[i].kind == ATOM_DIGITS)
			return false;
	return true;
}

/* nineteen ninety-six, two thousand and twenty-five */
static bool year_pair(double a, double b)
{
	return a >= 11 && a <= 20 && b >= 10 && b <= 99;
}

struct number number_read(const struct harmlex *lex, const struct atoms *atoms, size_t i)
{
	struct number out = {0};
	const struct phrase *p = phrase_at(lex, atoms, i, BIT(FUZZY) | BIT(NIL));
	if (p)
		return (struct number){.min = (double)p->min, .max = (double)p->max, .end = i + p->n_words, .fuzzy = p->max > p->min};
	const struct phrase *article = phrase_at(lex, atoms, i, BIT(ARTICLE));
	double total = 0, part = 1;
	size_t end = article ? i + article->n_words : read_part(lex, atoms, i, &part);
	if (end == i) {
		const struct phrase *bare = phrase_at(lex, atoms, i, BIT(SCALE));
		if (!bare)
			return out;
		end = i;
	}
	size_t scaled = read_scales(lex, atoms, end, &part);
	if (article && scaled == end)
		return (struct number){.min = 1, .max = 1, .end = end, .article = true};
	bool had_scale = scaled > end || !article;
	end = scaled;
	total = part;
	for (int n = 0; n < 4 && is_words(atoms, i, end); n++) {
		double more = 0;
		size_t at = end < atoms->syms.n && atoms->syms.v[end] == lex->and_ ? end + 1 : end;
		size_t behind = read_part(lex, atoms, at, &more);
		if (behind == at || !is_words(atoms, at, behind))
			break;
		if (at == end && year_pair(total, more)) {
			out.year_like = true;
			total = total * 100 + more;
			end = behind;
			break;
		}
		if (total < 100 || more >= total || !had_scale)
			break;
		end = read_scales(lex, atoms, behind, &more);
		if (more >= total)
			break;
		total += more;
	}
	out.min = out.max = total;
	out.end = end;
	return out;
}
