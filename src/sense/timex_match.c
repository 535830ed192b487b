#include "sense/timex_match.h"

#include "data/harmlex.h"
#include "sense/number.h"

#define YEAR_FIRST 1000
#define YEAR_LAST 2200
#define STEPS_MAX 20000 /* tries to fit patterns at one place; a hostile text cannot ask for more */

static struct time_note *note(struct time_matcher *m, enum time_class class, size_t len, double value)
{
	struct time_note *n = vec_add(m->r->arena, &m->notes);
	*n = (struct time_note){.class = (uint8_t)class, .len = (uint8_t)len, .min = value, .max = value, .text = STR("")};
	return n;
}

/* An everyday word (may, march, fall) is a time word as a noun, or beside a number. */
static bool weak_word_fits(const struct time_matcher *m, size_t i, enum time_class class)
{
	const struct atom *v = m->atoms.list.v;
	const struct word *w = &m->r->doc->words.v[v[i].word];
	bool beside = (i > 0 && v[i - 1].kind != ATOM_WORD && v[i - 1].kind != ATOM_SIGN) ||
		      (i + 1 < m->atoms.list.n && v[i + 1].kind != ATOM_WORD && v[i + 1].kind != ATOM_SIGN);
	if (m->capitals || (class == TIME_MONTH && w->form.n && w->form.p[0] >= 'a' && w->form.p[0] <= 'z'))
		return beside;
	return beside || ((w->upos == UPOS_NOUN || w->upos == UPOS_PROPN) && w->dep != DEP_NSUBJ);
}

static void note_words(struct time_matcher *m, size_t i)
{
	const struct phrases *words = &m->r->k->times->words;
	const struct phrase *p = phrases_first(words, m->atoms.syms.v[i]);
	for (; p; p = phrases_next(words, p)) {
		if (!phrase_fits(p, m->atoms.syms.v, m->atoms.syms.n, i) || (p->weak && !weak_word_fits(m, i, p->class)))
			continue;
		struct time_note *n = note(m, p->class, p->n_words, (double)p->min);
		n->text = p->text;
		if (p->class == TIME_ORD)
			note(m, TIME_DAY, p->n_words, (double)p->min);
	}
}

static int two_digit_year(const struct time_matcher *m, int yy)
{
	int now = m->r->dct.year ? m->r->dct.year : 2025;
	int year = now / 100 * 100 + yy;
	return year > now + 20 ? year - 100 : year;
}

static void note_digits(struct time_matcher *m, const struct atom *a, size_t len)
{
	int v = a->value < 100000 ? (int)a->value : 100000;
	if (a->digits == 4 && v >= YEAR_FIRST && v <= YEAR_LAST)
		note(m, TIME_YEAR, len, v);
	if (a->digits == 4 && v / 100 <= 24 && v % 100 <= 59)
		note(m, TIME_HHMM, len, v);
	if (a->digits == 2)
		note(m, TIME_YY, len, two_digit_year(m, v));
	if (a->digits < 1 || a->digits > 2)
		return;
	if (v >= 1 && v <= 31) {
		note(m, TIME_DAY, len, v);
		note(m, TIME_DD, len, v);
	}
	if (v >= 1 && v <= 12)
		note(m, TIME_MM, len, v);
	if (v <= 24)
		note(m, TIME_HOUR, len, v);
	if (v <= 59 && a->digits == 2)
		note(m, TIME_MINUTE, len, v);
}

static void note_decade(struct time_matcher *m, const struct atom *a, size_t len)
{
	if (a->digits != 2 && a->digits != 4) /* a longer number may be larger than an int */
		return;
	int v = (int)a->value;
	if (a->digits == 4 && v >= YEAR_FIRST && v <= YEAR_LAST && v % 10 == 0)
		note(m, TIME_DECADE, len, v / 10);
	if (a->digits == 2 && v % 10 == 0)
		note(m, TIME_DECADE, len, (v < 30 ? 200 : 190) + v / 10);
}

static bool is_apostrophe(const struct doc *d, const struct atom *a)
{
	struct str s = doc_span(d, a->start, a->end);
	return str_is(s, "'") || str_is(s, "\xE2\x80\x99") || str_is(s, "\xE2\x80\x98");
}

static void note_shape(struct time_matcher *m, size_t i)
{
	const struct atom *a = &m->atoms.list.v[i];
	bool apostrophe = a->kind == ATOM_SIGN && is_apostrophe(m->r->doc, a) && i + 1 < m->atoms.list.n &&
			  a[1].start == a->end && a[1].digits == 2;
	if (a->kind == ATOM_DIGITS)
		note_digits(m, a, 1);
	if (a->kind == ATOM_NTH && a->value >= 1 && a->value <= 31)
		note(m, TIME_DAY, 1, a->value);
	if (a->kind == ATOM_NTH)
		note(m, TIME_NTH, 1, a->value);
	if (a->kind == ATOM_DECADE)
		note_decade(m, a, 1);
	if (apostrophe) {
		if (a[1].kind == ATOM_DECADE)
			note_decade(m, &a[1], 2);
		else if (a[1].kind == ATOM_DIGITS)
			note(m, TIME_YEAR, 2, two_digit_year(m, (int)a[1].value));
	}
}

static void note_number(struct time_matcher *m, size_t i)
{
	const struct atom *a = &m->atoms.list.v[i];
	if (a->kind != ATOM_DIGITS && !m->atoms.syms.v[i])
		return;
	struct number n = number_read(m->r->k->harm, &m->atoms, i);
	if (!n.end)
		return;
	if (a->kind == ATOM_WORD && !n.fuzzy && n.min >= YEAR_FIRST && n.min <= YEAR_LAST && (n.year_like || n.min >= 2000))
		note(m, TIME_YEAR, n.end - i, n.min);
	if (a->kind == ATOM_WORD && n.min >= 1 && n.min <= 12 && n.end == i + 1 && !n.article)
		note(m, TIME_HOUR, 1, n.min);
	struct time_note *t = note(m, TIME_NUM, n.end - i, n.min);
	t->max = n.max;
}

/* A sentence counts as capitals when more than half of its letters are. */
static bool in_capitals(const struct reading *r, const struct sent *s)
{
	size_t upper = 0, lower = 0;
	for (uint32_t i = s->start; i < s->end; i++) {
		upper += r->doc->text.p[i] >= 'A' && r->doc->text.p[i] <= 'Z';
		lower += r->doc->text.p[i] >= 'a' && r->doc->text.p[i] <= 'z';
	}
	return upper > lower;
}

bool time_matcher_set(struct time_matcher *m, const struct sent *s)
{
	uint64_t any = 0;
	m->atoms.list.n = m->atoms.syms.n = m->notes.n = m->notes_at.n = m->classes.n = 0;
	atoms_add(&m->atoms, m->r, s->first, s->last);
	m->capitals = in_capitals(m->r, s);
	for (size_t i = 0; i < m->atoms.list.n; i++) {
		uint64_t classes = 0;
		vec_push(m->r->arena, &m->notes_at, (uint32_t)m->notes.n);
		note_words(m, i);
		note_shape(m, i);
		note_number(m, i);
		for (size_t n = m->notes_at.v[i]; n < m->notes.n; n++)
			classes |= (uint64_t)1 << m->notes.v[n].class;
		vec_push(m->r->arena, &m->classes, classes);
		any |= classes | m->atoms.syms.v[i];
	}
	vec_push(m->r->arena, &m->notes_at, (uint32_t)m->notes.n);
	return any != 0;
}

struct attempt {
	const struct time_matcher *m;
	struct time_match *match;
	int steps;
};

static void fill(struct time_match *match, const struct time_note *n)
{
	match->have |= (uint64_t)1 << n->class;
	match->slot[n->class] = (struct time_slot){n->min, n->max, n->text};
}

/* Literal words fill the slots of what they mean as well, so that the value sees “noon” and “week”. */
static void fill_from_literal(const struct time_matcher *m, struct time_match *match, size_t i)
{
	for (size_t n = m->notes_at.v[i]; n < m->notes_at.v[i + 1]; n++) {
		const struct time_note *t = &m->notes.v[n];
		if (t->len == 1 && (t->class == TIME_UNIT || t->class == TIME_UNITS || t->class == TIME_DAYPART ||
				    t->class == TIME_AMPM || t->class == TIME_FRACTION))
			fill(match, t);
	}
}

static bool literal_at(const struct time_matcher *m, const struct time_alt *alt, size_t i)
{
	return !alt->class && i < m->atoms.syms.n && m->atoms.syms.v[i] == alt->word;
}

static size_t fit(struct attempt *t, size_t element, size_t i);

static size_t fit_class(struct attempt *t, enum time_class class, size_t element, size_t i)
{
	const struct time_matcher *m = t->m;
	if (i >= m->classes.n || !(m->classes.v[i] >> class & 1))
		return 0;
	for (size_t n = m->notes_at.v[i]; n < m->notes_at.v[i + 1]; n++) {
		const struct time_note *note_n = &m->notes.v[n];
		if (note_n->class != class)
			continue;
		struct time_slot saved = t->match->slot[class];
		uint64_t had = t->match->have;
		fill(t->match, note_n);
		size_t end = fit(t, element + 1, i + note_n->len);
		if (end)
			return end;
		t->match->slot[class] = saved;
		t->match->have = had;
	}
	return 0;
}

/* Does the context element stand at atom i? Context is one atom long. */
static bool context_holds(const struct time_matcher *m, const struct time_element *e, size_t i)
{
	bool found = false;
	for (size_t a = 0; a < e->alts.n && i < m->classes.n; a++)
		found |= e->alts.v[a].class ? (m->classes.v[i] >> e->alts.v[a].class & 1) != 0 : literal_at(m, &e->alts.v[a], i);
	return found != e->negated || e->optional;
}

/* The end of the longest way on from this element, which stands at atom i; 0: none. An end is never 0, as a match has an atom. */
static size_t fit(struct attempt *t, size_t element, size_t i)
{
	const struct time_rule *rule = t->match->rule;
	if (t->steps-- <= 0)
		return 0;
	if (element == rule->elements.n)
		return i;
	const struct time_element *e = &rule->elements.v[element];
	if (e->context)
		return context_holds(t->m, e, i) ? fit(t, element + 1, i) : 0;
	for (size_t a = 0; a < e->alts.n; a++) {
		size_t end = 0;
		if (e->alts.v[a].class) {
			end = fit_class(t, e->alts.v[a].class, element, i);
		} else if (literal_at(t->m, &e->alts.v[a], i)) {
			end = fit(t, element + 1, i + 1);
			if (end)
				fill_from_literal(t->m, t->match, i);
		}
		if (end)
			return end;
	}
	return e->optional ? fit(t, element + 1, i) : 0;
}

static size_t fit_rule(struct attempt *t, size_t i)
{
	const struct time_element *first = &t->match->rule->elements.v[0];
	if (!first->context)
		return fit(t, 0, i);
	if (i == 0 ? !first->negated && !first->optional : !context_holds(t->m, first, i - 1))
		return 0;
	return fit(t, 1, i);
}

/* The rules whose match can begin at atom i, in the w-th word of the sets. */
static uint64_t candidates(const struct time_matcher *m, size_t i, size_t w)
{
	const struct timelex *lex = m->r->k->times;
	uint64_t set = m->atoms.syms.v[i] ? lex->by_word[TIME_WORD_HASH(m->atoms.syms.v[i])][w] : 0;
	for (size_t n = m->notes_at.v[i]; n < m->notes_at.v[i + 1]; n++)
		set |= lex->by_class[m->notes.v[n].class][w];
	return set;
}

/* Can the rule go on behind a literal word at atom i? Saves most tries at “the”. */
static bool goes_on(const struct time_matcher *m, const struct time_rule *rule, size_t i)
{
	if (m->classes.v[i] || rule->second_none)
		return true;
	if (i + 1 >= m->classes.n)
		return false;
	sym next = m->atoms.syms.v[i + 1];
	return rule->second_classes & m->classes.v[i + 1] || (next && rule->second_words & TIME_WORD_BIT(next));
}

bool time_matcher_at(const struct time_matcher *m, size_t i, struct time_match *out)
{
	const struct timelex *lex = m->r->k->times;
	int steps = STEPS_MAX;
	struct time_match one;
	out->rule = NULL;
	for (size_t w = 0; w < lex->set_words; w++)
		for (uint64_t set = candidates(m, i, w); set; set &= set - 1) {
			one.rule = &lex->rules.v[w * 64 + (size_t)__builtin_ctzll(set)];
			one.first = i;
			one.have = 0;
			if (!goes_on(m, one.rule, i))
				continue;
			struct attempt t = {.m = m, .match = &one, .steps = steps};
			one.last = fit_rule(&t, i);
			steps = t.steps;
			if (one.last > i && (!out->rule || one.last > out->last))
				*out = one;
		}
	return out->rule != NULL;
}
