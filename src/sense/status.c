#include "sense/status.h"

#include "data/cues.h"
#include "sense/factuality.h"
#include "sense/timex.h"

#define STATUS_CLIMB_MAX 12
#define STATUS_LONG_AGO 60 /* days before the report from which a thing is background, not news */

static void see(bool *flag, struct status *s, uint32_t w)
{
	if (!*flag && s->why == UINT32_MAX)
		s->why = w;
	*flag = true;
}

static void look_at(const struct rulematch *m, uint32_t w, bool marks_only, struct status *s)
{
	unsigned f = marks_only ? factuality_mark(m->r, w, &s->why) : factuality_at(m->r, w, &s->why);
	s->condition |= (f & (FACT_CONDITION | FACT_CONDITIONED)) != 0;
	s->future |= (f & (FACT_FUTURE | FACT_WOULD | FACT_COMING)) != 0;
	s->might |= (f & (FACT_MIGHT | FACT_POSSIBLE)) != 0;
	s->must |= (f & FACT_MUST) != 0;
	s->negated |= (f & (FACT_NEGATED | FACT_NOBODY)) != 0;
	s->past |= (f & (FACT_PAST | FACT_BYGONE)) != 0;
}

static void effect_status(enum rule_effect effect, uint32_t w, struct status *s)
{
	if (effect == RULE_EFFECT_UNDO)
		s->negated = !s->negated, s->why = s->why == UINT32_MAX ? w : s->why;
	if (effect == RULE_EFFECT_MIGHT)
		see(&s->might, s, w);
	if (effect == RULE_EFFECT_ONCE)
		see(&s->past, s, w);
}

static bool in_class(const struct rulematch *m, uint32_t w, uint8_t class)
{
	const struct word *word = &m->d->words.v[w];
	return class && (rules_in_class(m->k, word->lem, class) || rules_in_class(m->k, word->low, class));
}

static bool noun_of_speech(const struct rulematch *m, uint32_t w)
{
	return m->d->words.v[w].upos == UPOS_NOUN && cues_any(m->r->k->cues, m->d->words.v[w].lem, CUE_NOUN);
}

/* Does the word share the auxiliaries of the one it hangs on? */
static bool shares(const struct rulematch *m, uint32_t w)
{
	const struct doc *d = m->d;
	const struct word *word = &d->words.v[w];
	uint32_t h = (uint32_t)word->head;
	switch (word->dep) {
	case DEP_XCOMP:
		return true;
	case DEP_CONJ:
		return doc_kid(d, w, DEP_NSUBJ) < 0 && doc_kid(d, w, DEP_AUX) < 0 && word->upos == d->words.v[h].upos &&
		       (word->upos != UPOS_VERB || !(word->feat & FEAT_FIN));
	case DEP_ACL: /* “will issue a statement urging Gondor to …” */
		return str_is(word->xpos, "VBG") && noun_of_speech(m, h) && d->words.v[h].dep == DEP_OBJ;
	case DEP_OBJ:
		return noun_of_speech(m, w);
	case DEP_NSUBJ:
	case DEP_NSUBJ_PASS:
		return in_class(m, h, m->k->grammar.occur);
	default:
		return false;
	}
}

static void climb(const struct rulematch *m, uint32_t w, struct status *s)
{
	const struct doc *d = m->d;
	bool mine = true; /* auxiliaries up here still speak of the trigger */
	for (int i = 0; i < STATUS_CLIMB_MAX && d->words.v[w].head >= 0; i++) {
		uint32_t h = (uint32_t)d->words.v[w].head;
		bool gov = m->hits[w].gov == (int32_t)h;
		if (gov && mine)
			effect_status((enum rule_effect)m->hits[h].rule->effect, h, s);
		mine = mine && (gov || shares(m, w));
		enum dep dep = d->words.v[w].dep;
		unsigned told = factuality_of_predicate(m->r, w);
		if (told & FACT_NEGATED)
			see(&s->negated, s, h);
		if (told & FACT_MIGHT)
			see(&s->might, s, h);
		bool with_it = dep == DEP_ADVCL && m->d->words.v[w].feat & FEAT_PART && doc_kid(m->d, w, DEP_NSUBJ) < 0;
		w = h;
		uint32_t why = UINT32_MAX;
		if (with_it && factuality_at(m->r, h, &why) & FACT_PAST) /* “had previously left, citing …” */
			see(&s->past, s, why);
		if (dep == DEP_PARATAXIS || dep == DEP_ACL_RELCL || (dep == DEP_ADVCL && !s->condition && !mine))
			return;
		look_at(m, w, !mine, s);
	}
}

/* A governor that is no syntactic head: “reached agreement on a plan to …”. */
static void far_governor(const struct rulematch *m, uint32_t w, struct status *s)
{
	int32_t g = m->hits[w].gov;
	if (g >= 0 && m->d->words.v[w].head != g) {
		effect_status((enum rule_effect)m->hits[g].rule->effect, (uint32_t)g, s);
		look_at(m, (uint32_t)g, false, s);
	}
}

/* “Two years after Gondor's army attacked, …”: how long ago stands in front of the clause's mark. */
static bool years_after(const struct rulematch *m, uint32_t w)
{
	const struct doc *d = m->d;
	int32_t mark = d->words.v[w].dep == DEP_ADVCL ? doc_kid(d, w, DEP_MARK) : -1;
	if (mark <= 0 || !in_class(m, (uint32_t)mark, m->k->grammar.after) || doc_kid(d, (uint32_t)mark - 1, DEP_CASE) >= 0)
		return false;
	ref t = m->r->word_time[mark - 1];
	const struct timex *x = t == NO_REF ? NULL : &m->r->times.v[t];
	/* P2Y, P3M: days and weeks are news still */
	return x && x->type == TIMEX_TYPE_DURATION && str_starts(x->value, STR("P")) && !str_starts(x->value, STR("PT")) && x->value.n > 2 &&
	       (x->value.p[x->value.n - 1] == 'Y' || (x->value.p[x->value.n - 1] == 'M' && !str_is(x->value, "P1M")));
}

/* “has waged war for three decades”: no news. */
static bool for_years(const struct rulematch *m, uint32_t w)
{
	const struct doc *d = m->d;
	uint32_t verb = d->words.v[w].dep == DEP_OBJ ? (uint32_t)d->words.v[w].head : w;
	int32_t aux = doc_kid(d, verb, DEP_AUX);
	int32_t length = aux >= 0 && str_iis(d->words.v[aux].lemma, "have") ? clause_prep(d, verb, m->cw.for_) : -1;
	ref t = length >= 0 ? m->r->word_time[length] : NO_REF;
	return t != NO_REF && m->r->times.v[t].type == TIMEX_TYPE_DURATION && str_ends(m->r->times.v[t].value, STR("Y"));
}

static bool long_ago(const struct rulematch *m, uint32_t w)
{
	if (years_after(m, w) || for_years(m, w))
		return true;
	ref t = timex_told(m->r, w);
	if (t == NO_REF || !m->r->dct.year)
		return false;
	const struct timex *x = &m->r->times.v[t];
	return x->to.year && x->type != TIMEX_TYPE_DURATION && date_days(m->r->dct) - date_days(x->to) > STATUS_LONG_AGO;
}

struct status status_of(const struct rulematch *m, uint32_t w)
{
	struct status s = {.why = UINT32_MAX};
	look_at(m, w, false, &s);
	if (clause_headline(m->d, w))
		see(&s.future, &s, (uint32_t)doc_kid(m->d, w, DEP_MARK));
	climb(m, w, &s);
	far_governor(m, w, &s);
	if (factuality_asked(m->r, w))
		s.asked = true, see(&s.might, &s, m->d->sents.v[m->d->words.v[w].sent].first);
	s.past = s.past || long_ago(m, w);
	s.status = s.negated ? EVENT_STATUS_NEGATED
		 : s.might || s.condition ? EVENT_STATUS_HYPOTHETICAL
		 : s.future ? EVENT_STATUS_FUTURE
		 : s.past ? EVENT_STATUS_HISTORICAL
			  : EVENT_STATUS_ACTUAL;
	return s;
}
