#include "sense/status.h"

#include "sense/timex.h"

#define STATUS_CLIMB_MAX 12
#define STATUS_LONG_AGO 60 /* days before the report from which a thing is background, not news */

void status_init(const struct rules *k, struct status_words *w)
{
	*w = (struct status_words){
		.future = rules_class(k, STR("aux-future")), .might = rules_class(k, STR("aux-might")),
		.must = rules_class(k, STR("aux-must")), .would = rules_class(k, STR("aux-would")),
		.neg = rules_class(k, STR("negation")), .condition = rules_class(k, STR("condition")),
		.occur = rules_class(k, STR("occur")), .future_mod = rules_class(k, STR("future-modifier")),
		.might_mod = rules_class(k, STR("might-modifier")), .past_mod = rules_class(k, STR("past-modifier")),
		.past_adv = rules_class(k, STR("past-adverb")),
	};
}

static bool in(const struct rulematch *m, uint32_t w, uint8_t class)
{
	const struct word *word = &m->d->words.v[w];
	return class && (rules_in_class(m->k, word->lem, class) || rules_in_class(m->k, word->low, class));
}

static void see(bool *flag, struct status *s, uint32_t w)
{
	if (!*flag && s->why == UINT32_MAX)
		s->why = w;
	*flag = true;
}

/* Auxiliaries, negation, adverbs and marks of one word. */
static void look_at(const struct rulematch *m, const struct status_words *sw, uint32_t w, bool marks_only, struct status *s)
{
	const struct doc *d = m->d;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		const struct word *k = &d->words.v[kid];
		if ((k->dep == DEP_MARK || k->dep == DEP_ADVMOD) && in(m, kid, sw->condition))
			see(&s->condition, s, kid);
		if (marks_only)
			continue;
		if (k->dep == DEP_AUX || k->dep == DEP_AUX_PASS || k->dep == DEP_COP) {
			if (in(m, kid, sw->future) || in(m, kid, sw->would))
				see(&s->future, s, kid);
			if (in(m, kid, sw->might))
				see(&s->might, s, kid);
			if (in(m, kid, sw->must))
				see(&s->must, s, kid);
		} else if ((k->dep == DEP_ADVMOD || k->dep == DEP_DET || k->dep == DEP_CC_PRECONJ) && in(m, kid, sw->neg))
			see(&s->negated, s, kid);
		else if (k->dep == DEP_ADVMOD && in(m, kid, sw->past_adv))
			see(&s->past, s, kid);
		else if (k->dep == DEP_AMOD && in(m, kid, sw->future_mod))
			see(&s->future, s, kid);
		else if (k->dep == DEP_AMOD && in(m, kid, sw->might_mod))
			see(&s->might, s, kid);
		else if (k->dep == DEP_AMOD && in(m, kid, sw->past_mod))
			see(&s->past, s, kid);
		else if (k->dep == DEP_OBJ) {
			/* “sent no delegates” */
			int32_t det = doc_kid(d, kid, DEP_DET);
			if (det >= 0 && in(m, (uint32_t)det, sw->neg))
				see(&s->negated, s, (uint32_t)det);
		} else if (k->dep == DEP_ADVCL) {
			/* “would attack if …”: a condition of its own */
			for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1]; j++)
				if (d->words.v[d->kids[j]].dep == DEP_MARK && in(m, d->kids[j], sw->condition))
					see(&s->condition, s, d->kids[j]);
		}
	}
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

/* Does the word share the auxiliaries of the one it hangs on? */
static bool shares(const struct rulematch *m, const struct status_words *sw, uint32_t w)
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
	case DEP_NSUBJ:
	case DEP_NSUBJ_PASS:
		return in(m, h, sw->occur);
	default:
		return false;
	}
}

static void climb(const struct rulematch *m, const struct status_words *sw, uint32_t w, struct status *s)
{
	const struct doc *d = m->d;
	bool mine = true; /* auxiliaries up here still speak of the trigger */
	for (int i = 0; i < STATUS_CLIMB_MAX && d->words.v[w].head >= 0; i++) {
		uint32_t h = (uint32_t)d->words.v[w].head;
		bool gov = m->hits[w].gov == (int32_t)h;
		if (gov && mine)
			effect_status((enum rule_effect)m->hits[h].rule->effect, h, s);
		mine = mine && (gov || shares(m, sw, w));
		enum dep dep = d->words.v[w].dep;
		w = h;
		if (dep == DEP_PARATAXIS || dep == DEP_ACL_RELCL || (dep == DEP_ADVCL && !s->condition && !mine))
			return;
		look_at(m, sw, w, !mine, s);
	}
}

/* A governor that is no syntactic head: “reached agreement on a plan to …”. */
static void far_governor(const struct rulematch *m, const struct status_words *sw, uint32_t w, struct status *s)
{
	int32_t g = m->hits[w].gov;
	if (g >= 0 && m->d->words.v[w].head != g) {
		effect_status((enum rule_effect)m->hits[g].rule->effect, (uint32_t)g, s);
		look_at(m, sw, (uint32_t)g, false, s);
	}
}

static bool long_ago(const struct rulematch *m, uint32_t w)
{
	ref t = timex_near(m->r, w);
	if (t == NO_REF || !m->r->dct.year)
		return false;
	const struct timex *x = &m->r->times.v[t];
	return x->to.year && x->type != TIMEX_TYPE_DURATION && date_days(m->r->dct) - date_days(x->to) > STATUS_LONG_AGO;
}

struct status status_of(const struct rulematch *m, const struct status_words *sw, uint32_t w)
{
	struct status s = {.why = UINT32_MAX};
	look_at(m, sw, w, false, &s);
	if (clause_headline(m->d, w))
		see(&s.future, &s, (uint32_t)doc_kid(m->d, w, DEP_MARK));
	climb(m, sw, w, &s);
	far_governor(m, sw, w, &s);
	s.past = s.past || long_ago(m, w);
	s.status = s.negated ? EVENT_STATUS_NEGATED
		 : s.might || s.condition ? EVENT_STATUS_HYPOTHETICAL
		 : s.future ? EVENT_STATUS_FUTURE
		 : s.past ? EVENT_STATUS_HISTORICAL
			  : EVENT_STATUS_ACTUAL;
	return s;
}

int32_t status_obligation(const struct rulematch *m, const struct status_words *sw, uint32_t verb)
{
	const struct doc *d = m->d;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_AUX && in(m, d->kids[i], sw->must))
			return (int32_t)d->kids[i];
	return -1;
}
