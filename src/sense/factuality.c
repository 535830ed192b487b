#include "sense/factuality.h"

#include "data/rules.h"

struct look {
	const struct doc *d;
	const struct rules *k;
	uint32_t *why;
	unsigned seen;
};

static bool in(const struct look *l, uint32_t w, uint8_t class)
{
	const struct word *word = &l->d->words.v[w];
	return class && (rules_in_class(l->k, word->lem, class) || rules_in_class(l->k, word->low, class));
}

static void see(struct look *l, uint32_t w, uint8_t class, unsigned fact)
{
	if (!in(l, w, class))
		return;
	if (*l->why == UINT32_MAX)
		*l->why = w;
	l->seen |= fact;
}

static void see_mark(struct look *l, uint32_t w)
{
	enum dep dep = l->d->words.v[w].dep;
	if (dep == DEP_MARK || dep == DEP_ADVMOD)
		see(l, w, l->k->grammar.condition, FACT_CONDITION);
}

static void see_conditions(struct look *l, uint32_t clause)
{
	const struct doc *d = l->d;
	for (uint32_t i = d->kids_start[clause]; i < d->kids_start[clause + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_MARK)
			see(l, d->kids[i], l->k->grammar.condition, FACT_CONDITIONED);
}

static void see_kid(struct look *l, uint32_t kid)
{
	const struct rules_grammar *g = &l->k->grammar;
	int32_t det;
	switch (l->d->words.v[kid].dep) {
	case DEP_AUX:
	case DEP_AUX_PASS:
	case DEP_COP:
		see(l, kid, g->future, FACT_FUTURE);
		see(l, kid, g->would, FACT_WOULD);
		see(l, kid, g->might, FACT_MIGHT);
		see(l, kid, g->must, FACT_MUST);
		break;
	case DEP_MARK: /* “are due to meet” */
		see(l, kid, g->future, FACT_FUTURE);
		break;
	case DEP_ADVMOD:
		see(l, kid, g->past_adv, FACT_PAST);
		/* fall through */
	case DEP_DET:
	case DEP_CC_PRECONJ:
		see(l, kid, g->negation, FACT_NEGATED);
		break;
	case DEP_AMOD:
		see(l, kid, g->coming, FACT_COMING);
		see(l, kid, g->possible, FACT_POSSIBLE);
		see(l, kid, g->bygone, FACT_BYGONE);
		break;
	case DEP_OBJ: /* “sent no delegates” */
		det = doc_kid(l->d, kid, DEP_DET);
		if (det >= 0)
			see(l, (uint32_t)det, g->negation, FACT_NEGATED);
		break;
	case DEP_ADVCL:
		see_conditions(l, kid);
		break;
	default:
		break;
	}
}

/* “have not met since March”: the perfect reaches back to when they did. */
static bool since_then(const struct look *l, const struct reading *r, uint32_t w)
{
	const struct doc *d = l->d;
	bool since = false, perfect = false;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		int32_t mark = doc_kid(d, kid, DEP_CASE);
		since |= mark >= 0 && in(l, (uint32_t)mark, l->k->grammar.since) && r->word_time[kid] != NO_REF;
		perfect |= d->words.v[kid].dep == DEP_AUX && str_iis(d->words.v[kid].lemma, "have");
	}
	return since && perfect;
}

unsigned factuality_at(const struct reading *r, uint32_t w, uint32_t *why)
{
	struct look l = {.d = r->doc, .k = r->k->rules, .why = why};
	if (!l.k)
		return 0;
	for (uint32_t i = l.d->kids_start[w]; i < l.d->kids_start[w + 1]; i++) {
		see_mark(&l, l.d->kids[i]);
		see_kid(&l, l.d->kids[i]);
	}
	if (l.seen & FACT_NEGATED && since_then(&l, r, w))
		l.seen = (l.seen & ~(unsigned)FACT_NEGATED) | FACT_SINCE;
	return l.seen;
}

unsigned factuality_mark(const struct reading *r, uint32_t w, uint32_t *why)
{
	struct look l = {.d = r->doc, .k = r->k->rules, .why = why};
	for (uint32_t i = l.d->kids_start[w]; l.k && i < l.d->kids_start[w + 1]; i++)
		see_mark(&l, l.d->kids[i]);
	return l.seen;
}

int32_t factuality_obligation(const struct reading *r, uint32_t verb)
{
	uint32_t why = UINT32_MAX;
	struct look l = {.d = r->doc, .k = r->k->rules, .why = &why};
	for (uint32_t i = l.d->kids_start[verb]; l.k && i < l.d->kids_start[verb + 1]; i++)
		if (l.d->words.v[l.d->kids[i]].dep == DEP_AUX && in(&l, l.d->kids[i], l.k->grammar.must))
			return (int32_t)l.d->kids[i];
	return -1;
}
