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

/* “if”, “unless”; “without”, “instead of” in front of a participle or a noun. */
static void see_mark(struct look *l, uint32_t w)
{
	enum dep dep = l->d->words.v[w].dep;
	if (dep == DEP_MARK || dep == DEP_ADVMOD)
		see(l, w, l->k->grammar.condition, FACT_CONDITION);
	if (dep == DEP_MARK || dep == DEP_CASE)
		see(l, w, l->k->grammar.without, FACT_NEGATED);
}

/* “Had Mordor attacked, …”: the auxiliary in front of its subject at the head of a sentence that asks nothing. */
static void see_inversion(struct look *l, uint32_t w)
{
	const struct doc *d = l->d;
	int32_t aux = doc_kid(d, w, DEP_AUX), subject = doc_kid(d, w, DEP_NSUBJ);
	const struct sent *s = &d->sents.v[d->words.v[w].sent];
	if (aux < 0 || subject < aux || (uint32_t)aux != s->first || str_is(d->words.v[s->last - 1].form, "?"))
		return;
	l->seen |= FACT_CONDITION;
	*l->why = *l->why == UINT32_MAX ? (uint32_t)aux : *l->why;
}

/* Is the word right in front of that one, adverbs and auxiliaries between them not counted? “nearly took”; but “nearly 200 fell”. */
static bool right_before(const struct doc *d, uint32_t word, uint32_t verb)
{
	for (word++; word < verb; word++)
		if (d->words.v[word].upos != UPOS_ADV && d->words.v[word].upos != UPOS_AUX)
			return false;
	return word == verb && d->words.v[verb].upos == UPOS_VERB;
}

static void see_adverb(struct look *l, uint32_t w, uint32_t kid)
{
	const struct rules_grammar *g = &l->k->grammar;
	see(l, kid, g->past_adv, FACT_PAST);
	if (right_before(l->d, kid, w))
		see(l, kid, g->nearly, FACT_NEGATED);
	if (kid + 1 >= l->d->words.n || !in(l, kid + 1, g->focus)) /* “not only” */
		see(l, kid, g->negation, FACT_NEGATED);
}

/* “No fewer than ten soldiers attacked” */
static bool compares(const struct doc *d, uint32_t no)
{
	struct str tag = no + 1 < d->words.n ? d->words.v[no + 1].xpos : STR("");
	return str_is(tag, "JJR") || str_is(tag, "RBR");
}

/* “Nobody attacked”, “no ship was hit”, “neither Gondor nor Rohan attacked”. */
static void see_subject(struct look *l, uint32_t w)
{
	const struct doc *d = l->d;
	see(l, w, l->k->grammar.nobody, FACT_NOBODY);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && d->kids[i] < w; i++) {
		enum dep dep = d->words.v[d->kids[i]].dep;
		if ((dep == DEP_DET || dep == DEP_CC_PRECONJ) && !compares(d, d->kids[i]))
			see(l, d->kids[i], l->k->grammar.negation, FACT_NOBODY);
	}
}

static void see_conditions(struct look *l, uint32_t clause)
{
	const struct doc *d = l->d;
	for (uint32_t i = d->kids_start[clause]; i < d->kids_start[clause + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_MARK)
			see(l, d->kids[i], l->k->grammar.condition, FACT_CONDITIONED);
}

/* “Gondor is to release prisoners”; “is yet to release” any. */
static void see_be_to(struct look *l, uint32_t w, uint32_t to)
{
	const struct doc *d = l->d;
	uint32_t at = to;
	bool yet = false;
	while (at > 0 && d->words.v[at - 1].head == (int32_t)w && d->words.v[at - 1].dep == DEP_ADVMOD)
		yet |= in(l, --at, l->k->grammar.yet);
	const struct word *be = at > 0 ? &d->words.v[at - 1] : NULL;
	if (!be || be->upos != UPOS_AUX || be->head != (int32_t)w || !str_iis(be->lemma, "be") || !str_iis(d->words.v[to].form, "to"))
		return;
	l->seen |= yet ? FACT_NEGATED : FACT_FUTURE;
	*l->why = *l->why == UINT32_MAX ? at - 1 : *l->why;
}

static void see_kid(struct look *l, uint32_t w, uint32_t kid)
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
		see_be_to(l, w, kid);
		break;
	case DEP_ADVMOD:
		see_adverb(l, w, kid);
		break;
	case DEP_NSUBJ:
	case DEP_NSUBJ_PASS:
		see_subject(l, kid);
		break;
	case DEP_OBL: /* “in the past” */
		see(l, kid, g->past_noun, FACT_PAST);
		break;
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

/* “would have attacked”: it did not. */
static unsigned counterfactual(const struct look *l, uint32_t w)
{
	int32_t would = -1, have = -1;
	for (uint32_t i = l->d->kids_start[w]; i < l->d->kids_start[w + 1]; i++) {
		uint32_t kid = l->d->kids[i];
		if (l->d->words.v[kid].dep == DEP_AUX && in(l, kid, l->k->grammar.would))
			would = (int32_t)kid;
		if (l->d->words.v[kid].dep == DEP_AUX && str_iis(l->d->words.v[kid].form, "have"))
			have = (int32_t)kid;
	}
	return would >= 0 && have > would ? (l->seen & ~(unsigned)FACT_WOULD) | FACT_MIGHT : l->seen;
}

unsigned factuality_at(const struct reading *r, uint32_t w, uint32_t *why)
{
	struct look l = {.d = r->doc, .k = r->k->rules, .why = why};
	if (!l.k)
		return 0;
	for (uint32_t i = l.d->kids_start[w]; i < l.d->kids_start[w + 1]; i++) {
		see_mark(&l, l.d->kids[i]);
		see_kid(&l, w, l.d->kids[i]);
	}
	see_inversion(&l, w);
	if (l.seen & FACT_NEGATED && since_then(&l, r, w))
		l.seen = (l.seen & ~(unsigned)FACT_NEGATED) | FACT_SINCE;
	l.seen = counterfactual(&l, w);
	return l.seen;
}

unsigned factuality_mark(const struct reading *r, uint32_t w, uint32_t *why)
{
	struct look l = {.d = r->doc, .k = r->k->rules, .why = why};
	for (uint32_t i = l.d->kids_start[w]; l.k && i < l.d->kids_start[w + 1]; i++)
		see_mark(&l, l.d->kids[i]);
	return l.seen;
}

/* “An attack”, “any attack”, “attacks”: no attack that there has been. */
static bool indefinite(const struct look *l, uint32_t w)
{
	const struct doc *d = l->d;
	int32_t det = doc_kid(d, w, DEP_DET);
	if (d->words.v[w].upos != UPOS_NOUN)
		return false;
	if (det >= 0)
		return in(l, (uint32_t)det, l->k->grammar.some);
	return d->words.v[w].feat & FEAT_PLUR && doc_kid(d, w, DEP_NMOD_POSS) < 0;
}

unsigned factuality_of_predicate(const struct reading *r, uint32_t w)
{
	uint32_t why = UINT32_MAX;
	struct look l = {.d = r->doc, .k = r->k->rules, .why = &why};
	const struct word *word = &l.d->words.v[w];
	bool subject = word->dep == DEP_NSUBJ || word->dep == DEP_NSUBJ_PASS;
	if (!l.k || word->head < 0 || !(subject || word->dep == DEP_CCOMP || word->dep == DEP_CSUBJ))
		return 0;
	uint32_t h = (uint32_t)word->head;
	unsigned facts = factuality_at(r, h, &why);
	if (subject && indefinite(&l, w) && facts & (FACT_FUTURE | FACT_WOULD | FACT_MIGHT))
		return FACT_MIGHT;
	if (l.d->words.v[h].upos == UPOS_VERB)
		return 0;
	if (in(&l, h, l.k->grammar.unsure))
		return FACT_MIGHT;
	bool denied = facts & FACT_NEGATED ? in(&l, h, l.k->grammar.true_) : in(&l, h, l.k->grammar.untrue);
	return denied ? FACT_NEGATED : 0;
}

bool factuality_asked(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	const struct sent *s = &d->sents.v[d->words.v[w].sent];
	return s->last > s->first + 1 && d->words.v[s->first].upos == UPOS_AUX && str_is(d->words.v[s->last - 1].form, "?") &&
	       r->word_statement[w] == r->word_statement[s->first];
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
