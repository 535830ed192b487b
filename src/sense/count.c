#include "sense/count.h"

#include "data/harmlex.h"
#include "sense/number.h"

#define LOOK_BACK 6       /* words before a number in which its bound stands: “a total of at least” */
#define LOOK_ON 8         /* words behind it: “or more”, “to 20” */
#define NAME_FAR 6        /* words of a name between a number and its noun */
#define COUNT_MAX 1e15

/* ---- numbers with their bounds */

struct bound {
	enum number_class class;
	size_t words;          /* atoms it takes */
};

static struct bound bound_at(const struct harmlex *lex, const struct atoms *v, size_t i, enum number_class from,
			     enum number_class to)
{
	const struct phrase *p = i < v->syms.n ? phrases_first(&lex->numbers, v->syms.v[i]) : NULL;
	for (; p; p = phrases_next(&lex->numbers, p))
		if (p->class >= from && p->class <= to && phrase_fits(p, v->syms.v, v->syms.n, i))
			return (struct bound){p->class, p->n_words};
	return (struct bound){NUMBER_NONE, 0};
}

/* The bound whose words end just before atom i. */
static struct bound bound_before(const struct harmlex *lex, const struct atoms *v, size_t i)
{
	for (size_t n = PHRASE_WORDS_MAX; n >= 1; n--) {
		if (n > i)
			continue;
		struct bound b = bound_at(lex, v, i - n, NUMBER_B_OVER, NUMBER_B_ABOUT);
		if (b.class && b.words == n)
			return b;
	}
	return (struct bound){NUMBER_NONE, 0};
}

static int64_t whole(double x)
{
	return x >= COUNT_MAX ? (int64_t)COUNT_MAX : (int64_t)(x + 0.5);
}

static struct count bounded(struct count c, enum number_class bound)
{
	switch (bound) {
	case NUMBER_B_OVER: return (struct count){true, c.min == c.max ? c.min + 1 : c.min, COUNT_OPEN};
	case NUMBER_B_LEAST:
	case NUMBER_A_LEAST: return (struct count){true, c.min, COUNT_OPEN};
	case NUMBER_B_UNDER: return (struct count){true, 0, c.max > 1 ? c.max - 1 : c.max};
	case NUMBER_B_MOST:
	case NUMBER_A_MOST: return (struct count){true, 0, c.max};
	default: return c;
	}
}

/* “two or three”, “10 to 15”, “10-15”, “between 10 and 20”: the second number; 0 where there is none. */
static struct number second_number(const struct harmlex *lex, const struct atoms *v, const struct number *first, size_t start)
{
	size_t i = first->end;
	sym link = i < v->syms.n ? v->syms.v[i] : 0;
	bool between = start > 0 && v->syms.v[start - 1] == lex->between;
	struct number none = {0};
	if (!link || first->fuzzy ||
	    (link != lex->or_ && link != lex->to && link != lex->hyphen && !(between && link == lex->and_)))
		return none;
	struct number second = number_read(lex, v, i + 1);
	return second.end && !second.fuzzy && !second.article && second.min > first->min ? second : none;
}

/* The count that begins at atom i; *end is the atom behind it. */
static struct count read_count(const struct harmlex *lex, const struct atoms *v, size_t i, size_t *end)
{
	struct number n = number_read(lex, v, i);
	if (!n.end)
		return (struct count){0};
	struct number more = second_number(lex, v, &n, i);
	struct count c = {true, whole(n.min), whole(more.end ? more.max : n.max)};
	*end = more.end ? more.end : n.end;
	struct bound after = bound_at(lex, v, *end, NUMBER_A_LEAST, NUMBER_A_MOST);
	struct bound before = bound_before(lex, v, i);
	/* “an estimated 20”, “at least some 20”: the outer bound counts */
	if (before.class == NUMBER_B_ABOUT && i > before.words) {
		struct bound outer = bound_before(lex, v, i - before.words);
		before = outer.class ? outer : before;
	}
	*end += after.words;
	return bounded(bounded(c, after.class), before.class);
}

struct count count_at(const struct reading *r, uint32_t word, uint32_t *end)
{
	const struct sent *s = &r->doc->sents.v[r->doc->words.v[word].sent];
	uint32_t first = word - s->first > LOOK_BACK ? word - LOOK_BACK : s->first;
	uint32_t last = s->last - word > LOOK_ON ? word + LOOK_ON : s->last;
	struct atoms v = {0};
	size_t behind = 0;
	*end = word;
	atoms_add(&v, r, first, last);
	for (size_t i = 0; i < v.list.n; i++) {
		if (v.list.v[i].word != word)
			continue;
		struct count c = read_count(r->k->harm, &v, i, &behind);
		if (c.known)
			*end = behind < v.list.n ? v.list.v[behind].word : last;
		return c;
	}
	return (struct count){0};
}

/* ---- the count of a noun */

static bool is_number(const struct reading *r, uint32_t w)
{
	const struct word *word = &r->doc->words.v[w];
	const struct phrase *p;
	if (word->upos == UPOS_NUM)
		return true;
	for (p = phrases_first(&r->k->harm->numbers, word->low); p; p = phrases_next(&r->k->harm->numbers, p))
		if (p->n_words == 1 && (p->class == NUMBER_FUZZY || p->class == NUMBER_CARD || p->class == NUMBER_TENS ||
					p->class == NUMBER_SCALE))
			return true;
	return false;
}

/* The first word of the number that ends with or holds word w: “two hundred”, “a dozen”, “tens of thousands”. */
static uint32_t number_start(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	uint32_t at = w;
	while (at > d->sents.v[d->words.v[w].sent].first && w - at < 4) {
		const struct word *before = &d->words.v[at - 1];
		if (before->low == r->k->harm->hyphen && at - 1 > d->sents.v[before->sent].first && is_number(r, at - 2)) {
			at -= 2; /* twenty-four */
			continue;
		}
		bool joins = is_number(r, at - 1) && (before->head == (int32_t)at || before->head == (int32_t)w ||
						      d->words.v[at].head == (int32_t)at - 1);
		if (!joins)
			break;
		at--;
	}
	return at;
}

static bool looks_like_year(const struct word *w)
{
	return w->form.n == 4 && w->form.p[0] >= '1' && w->form.p[0] <= '2' && w->form.p[1] >= '0' && w->form.p[1] <= '9' &&
	       (w->form.p[0] == '1' ? w->form.p[1] == '9' : w->form.p[1] == '0');
}

/* “Three Osgiliath engineers”, where the parser hangs the number on the name in between. */
static int32_t number_on_name(const struct reading *r, uint32_t noun)
{
	const struct doc *d = r->doc;
	uint32_t first = d->sents.v[d->words.v[noun].sent].first;
	if (!(d->words.v[noun].feat & FEAT_PLUR))
		return -1;
	for (uint32_t w = noun; w-- > first && noun - w <= NAME_FAR;) {
		const struct word *n = &d->words.v[w];
		if (n->upos == UPOS_PUNCT && n->low != r->k->harm->hyphen)
			return -1;
		if (!is_number(r, w) || n->dep != DEP_NUMMOD || n->head <= (int32_t)w || (uint32_t)n->head >= noun)
			continue;
		const struct word *name = &d->words.v[n->head];
		bool proper = name->form.p[0] >= 'A' && name->form.p[0] <= 'Z' && !(name->feat & FEAT_PLUR);
		return proper && r->word_time[w] == NO_REF && doc_below(d, (uint32_t)n->head, noun) ? (int32_t)w : -1;
	}
	return -1;
}

int32_t count_word(const struct reading *r, uint32_t noun)
{
	const struct doc *d = r->doc;
	const struct word *n = &d->words.v[noun];
	for (uint32_t i = d->kids_start[noun]; i < d->kids_start[noun + 1]; i++) {
		uint32_t kid = d->kids[i];
		const struct word *w = &d->words.v[kid];
		if (kid > noun || !is_number(r, kid) || r->word_time[kid] != NO_REF ||
		    (looks_like_year(w) && !(n->feat & FEAT_PLUR)))
			continue;
		if (w->dep == DEP_NUMMOD || w->dep == DEP_AMOD || w->dep == DEP_DET || w->dep == DEP_COMPOUND || w->dep == DEP_NMOD)
			return (int32_t)kid;
	}
	if (n->dep == DEP_NMOD && n->head >= 0 && (uint32_t)n->head < noun && is_number(r, (uint32_t)n->head))
		return n->head; /* dozens of civilians */
	return is_number(r, noun) ? (int32_t)noun : number_on_name(r, noun);
}

static bool has_low(const struct reading *r, uint32_t head, enum number_class class)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[head]; i < d->kids_start[head + 1]; i++) {
		const struct phrase *p = phrases_first(&r->k->harm->numbers, d->words.v[d->kids[i]].low);
		for (; p; p = phrases_next(&r->k->harm->numbers, p))
			if (p->n_words == 1 && p->class == class)
				return true;
	}
	return false;
}

/* A noun without a number: one where it is singular, none where “no” stands before it. */
static struct count bare_count(const struct reading *r, uint32_t noun)
{
	const struct word *n = &r->doc->words.v[noun];
	if (has_low(r, noun, NUMBER_NIL))
		return (struct count){true, 0, 0};
	if (n->feat & FEAT_PLUR || !(n->upos == UPOS_NOUN || n->upos == UPOS_PROPN || n->upos == UPOS_PRON))
		return (struct count){0};
	if (n->upos == UPOS_NOUN && !(n->feat & FEAT_SING))
		return (struct count){0};
	if (n->upos == UPOS_PRON && !(n->feat & FEAT_SING))
		return (struct count){0};
	return (struct count){true, 1, 1};
}

struct count count_of(const struct reading *r, uint32_t noun)
{
	int32_t w = count_word(r, noun);
	uint32_t end;
	if (w < 0)
		return bare_count(r, noun);
	uint32_t start = number_start(r, (uint32_t)w);
	struct count c = count_at(r, start, &end);
	/* “a dozen”, “a few”, “a couple of”: the article belongs to the number */
	const struct sent *s = &r->doc->sents.v[r->doc->words.v[noun].sent];
	if (start > s->first) {
		struct count with = count_at(r, start - 1, &end);
		if (with.known && end > (uint32_t)w)
			return with;
	}
	return c;
}

struct count count_sum(struct count a, struct count b)
{
	bool open = a.max == COUNT_OPEN || b.max == COUNT_OPEN || a.max > COUNT_OPEN - b.max;
	return (struct count){true, a.min + b.min, open ? COUNT_OPEN : a.max + b.max};
}
