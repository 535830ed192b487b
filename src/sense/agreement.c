#include "sense/agreement.h"

#include "sense/attribution.h"
#include "sense/clause.h"
#include "sense/limits.h"
#include "sense/timex.h"

#define TERM_DISTANCE_MAX 4 /* words between an agreement and “designed to …” */
#define AGREEMENTS_MAX 500 /* in one report */
#define NEWS_SENTENCES 2   /* sentences that a report opens with: what they do not date is of its day */

static const struct word *word(const struct reading *r, uint32_t w)
{
	return &r->doc->words.v[w];
}

static bool may_be_either(enum thing_class c)
{
	return c == THING_TRUCE || c == THING_STOP || c == THING_SWAP || c == THING_PAUSE;
}

/* “hopes of reaching a deal”, “work on extending the truce”: a gerund that a preposition puts before one as an aim; of a breach
 * the same words may tell as of a deed (“accused of breaking the truce”). */
static bool is_aim(const struct reading *r, const struct act_hit *h)
{
	bool begins = h->act && (h->act->value == LIFE_SIGNED || h->act->value == LIFE_ENTERED || h->act->value == LIFE_EXTENDED ||
				 h->act->value == LIFE_RESUMED);
	int32_t over = r->doc->words.v[h->word].head;
	/* “proposed extending the truce” */
	bool proposed = begins && over >= 0 && word(r, h->word)->dep != DEP_ADVCL && act_at(r, (uint32_t)over, ABOUT_PROPOSAL) &&
			str_is(word(r, h->word)->xpos, "VBG");
	return proposed || (begins && act_has_case(r, h->word, GRAMMAR_AIM));
}

static bool is_maybe(const struct reading *r, uint32_t verb)
{
	enum mood mood = word(r, verb)->upos == UPOS_VERB ? act_mood(r, verb) : MOOD_FACT;
	return mood == MOOD_MAYBE || mood == MOOD_TO_COME;
}

static bool happened(const struct reading *r, const struct act_hit *h)
{
	return h->mood == MOOD_FACT || (h->mood == MOOD_GOING_ON && !is_aim(r, h));
}

/* The nearest act that tells of an agreement's life, or NULL. */
static const struct act_hit *nearest(const struct acts *a)
{
	for (int i = 0; i < a->n; i++)
		if (a->v[i].act)
			return &a->v[i];
	return NULL;
}

/* A wish, a demand or a refusal nearer than any sign of agreement: then it is no agreement. */
static bool only_proposed(const struct reading *r, const struct thing *t)
{
	const struct act_hit *p = nearest(&t->as_proposal), *a = nearest(&t->as_agreement);
	if (!p)
		return false;
	bool unsure = p->act->value == PROPOSAL_STATUS_UNDER_DISCUSSION || p->act->value == PROPOSAL_STATUS_PROPOSED;
	if (a && a->step == p->step && a->word == p->word)
		return p->act->value == PROPOSAL_STATUS_REJECTED || !happened(r, a);
	return (!a || p->step <= a->step) && (unsure || !t->definite);
}

/* An agreement of that kind that the report has told of before. */
static bool told_before(const struct reading *r, const struct thing *t)
{
	for (size_t i = 0; i < r->agreements.n; i++)
		if (r->agreements.v[i].kind == t->agreement)
			return true;
	return false;
}

/* “The truce would bind both”: the one that was proposed, so its article does not say that there is one. */
static bool proposed_before(const struct reading *r, const struct thing *t)
{
	for (size_t i = 0; i < r->proposals.n; i++)
		if (r->proposals.v[i].kind == t->proposal)
			return true;
	return false;
}

/* “accused of breaking the truce”, “threatened to leave the deal”: whether or not it is done, there is one. */
static bool presupposed(const struct thing *t)
{
	const struct act_hit *a = nearest(&t->as_agreement);
	bool lives = a && ((a->act->value >= LIFE_SUSPENDED && a->act->value <= LIFE_COLLAPSED) || a->act->value == LIFE_IN_FORCE);
	return t->definite && lives && !nearest(&t->as_proposal) && (may_be_either(t->class) || t->class == THING_AGREEMENT);
}

/* “Gondor and Mordor have agreed to the plan”: two sides have, so it is more than a plan. */
static bool all_accept(struct reading *r, const struct thing *t)
{
	const struct act_hit *h = nearest(&t->as_proposal);
	refs who = {0};
	bool yes = h && h->act->value == PROPOSAL_STATUS_ACCEPTED && h->mood == MOOD_FACT && word(r, h->word)->upos == UPOS_VERB;
	int32_t doer = yes ? act_doer(r, h->word) : -1;
	if (doer >= 0)
		parties_of_phrase(r, (uint32_t)doer, &who, NULL);
	return who.n >= 2 && t->agreement != AGREEMENT_KIND_OTHER;
}

/* “retreated under the peace plan”: what is done by it is agreed. */
static bool under_it(const struct reading *r, const struct thing *t)
{
	return t->definite && t->agreement != AGREEMENT_KIND_OTHER && act_has_case(r, t->word, GRAMMAR_UNDER);
}

static bool agreed(struct reading *r, const struct thing *t)
{
	if (t->class == THING_TALKS)
		return false;
	if (t->known || (t->class == THING_STOP_VERB && t->as_agreement.n))
		return true;
	if (t->class == THING_STOP_VERB)
		return false;
	if (t->pronoun)
		return told_before(r, t);
	if (presupposed(t) && !proposed_before(r, t))
		return true;
	if (t->class == THING_PROPOSAL && under_it(r, t))
		return true;
	if (!told_before(r, t) && (!act_told_as_fact(r, t->word) || (t->definite && proposed_before(r, t))))
		return false;
	if (t->class == THING_PROPOSAL && all_accept(r, t))
		return true;
	if (t->class == THING_PROPOSAL || t->class == THING_WEAK_PROPOSAL || t->class == THING_WITHDRAWAL || t->class == THING_GUARANTEE)
		return false;
	if (only_proposed(r, t))
		return false;
	const struct act_hit *a = nearest(&t->as_agreement);
	if (a)
		return happened(r, a) || t->definite || (a->act->value >= LIFE_LEFT && a->act->value != LIFE_DECLARED);
	return t->definite && may_be_either(t->class);
}

/* ------------------------------------------------------------------------------------------------ sides */

static void known_sides(struct reading *r, struct str list, refs *out)
{
	struct str rest = list;
	while (rest.n) {
		struct str one = str_cut(&rest, '|');
		for (size_t i = 0; i < r->actors.n; i++) {
			const struct actor *a = &r->actors.v[i];
			bool state = a->kind == ACTOR_KIND_STATE && str_eq(a->country, one);
			if (state || str_eq(a->name, one))
				party_add(r, out, (ref)i);
		}
	}
}

/* Those who sign, declare, extend, break or leave it. */
/* “accused each other of breaking the truce”: both sides of the accusation. */
static int32_t accusers(const struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	int32_t over = word(r, verb)->dep == DEP_ADVCL || word(r, verb)->dep == DEP_XCOMP ? word(r, verb)->head : -1;
	int32_t obj = over >= 0 ? doc_kid(d, (uint32_t)over, DEP_OBJ) : -1;
	bool each_other = obj >= 0 && deals_grammar(r->k->deals, word(r, (uint32_t)obj)->low, GRAMMAR_EACH_OTHER);
	return each_other ? act_doer(r, (uint32_t)over) : -1;
}

static int32_t doer_of(const struct reading *r, uint32_t verb)
{
	int32_t both = accusers(r, verb);
	return both >= 0 ? both : act_doer(r, verb);
}

static const struct act_hit *declared(const struct thing *t)
{
	const struct act_hit *h = nearest(&t->as_agreement);
	return h && h->act->value == LIFE_DECLARED ? h : NULL;
}

static bool unilateral(const struct reading *r, const struct thing *t)
{
	for (uint32_t w = t->span.first; w < t->span.last; w++)
		if (deals_grammar(r->k->deals, word(r, w)->lem, GRAMMAR_ALONE))
			return true;
	return false;
}

/* Who declares a truce is one of its sides, unless the sentence names two others. */
static void other_sides(struct reading *r, const struct thing *t, refs *sides)
{
	refs others = {0};
	if (!declared(t) || unilateral(r, t) || sides->n != 1)
		return;
	parties_of_sentence(r, t->word, sides, &others);
	if (others.n > 1)
		sides->n = 0;
	for (size_t i = 0; i < others.n; i++)
		party_add(r, sides, others.v[i]);
}

/* “Gondor accused Mordor of breaking the truce”: who accuses is the other side, unless it is an organisation of states. */
static void accuser_side(struct reading *r, uint32_t deed, refs *out)
{
	struct clause_words cw = clause_words_of(r);
	int32_t accused = clause_accused(r->doc, &cw, deed), over = accused < 0 ? -1 : word(r, (uint32_t)accused)->head;
	int32_t accuser = over < 0 ? -1 : act_doer(r, (uint32_t)over);
	refs found = {0};
	if (accuser < 0 || accuser == accused)
		return;
	parties_of_phrase(r, (uint32_t)accuser, &found, NULL);
	for (size_t i = 0; i < found.n; i++) {
		enum actor_kind k = r->actors.v[found.v[i]].kind;
		if (k == ACTOR_KIND_STATE || k == ACTOR_KIND_ARMED_GROUP)
			party_add(r, out, found.v[i]);
	}
}

static void sides_by_deed(struct reading *r, const struct thing *t, refs *out)
{
	for (int i = 0; i < t->as_agreement.n; i++) {
		const struct act_hit *h = &t->as_agreement.v[i];
		bool deed = h->act && h->act->value != LIFE_IN_FORCE && !h->as_subject && word(r, h->word)->upos == UPOS_VERB;
		int32_t doer = deed && !act_at(r, h->word, ABOUT_MEDIATE) ? doer_of(r, h->word) : -1;
		if (doer >= 0 && doer != (int32_t)t->word)
			parties_of_phrase(r, (uint32_t)doer, out, NULL);
		if (deed && h->act->value == LIFE_BREACHED)
			accuser_side(r, h->word, out);
		int32_t with = deed ? act_prep(r, h->word, GRAMMAR_WITH) : -1;
		if (with >= 0 && doer >= 0)
			parties_of_phrase(r, (uint32_t)with, out, NULL);
	}
}

/* “under an agreement, both freed prisoners”: the verb that tells what is done by it; -1. */
static int32_t deed_under(const struct reading *r, const struct thing *t)
{
	const struct act_hit *h = nearest(&t->as_agreement);
	int32_t verb = word(r, t->word)->dep == DEP_OBL ? word(r, t->word)->head : -1;
	return h && h->act->pos == DEAL_PREP && verb >= 0 && word(r, (uint32_t)verb)->upos == UPOS_VERB ? verb : -1;
}

static void doers_under(struct reading *r, const struct thing *t, refs *out)
{
	int32_t doer = act_doer(r, (uint32_t)deed_under(r, t));
	if (doer >= 0 && !doc_below(r->doc, t->word, (uint32_t)doer))
		parties_of_phrase(r, (uint32_t)doer, out, NULL);
}

/* What is done by it says of what kind it is. */
static enum agreement_kind kind_by_deed(const struct reading *r, const struct thing *t)
{
	int32_t verb = t->class == THING_AGREEMENT && t->agreement == AGREEMENT_KIND_OTHER ? deed_under(r, t) : -1;
	int32_t obj = verb < 0 ? -1 : doc_kid(r->doc, (uint32_t)verb, DEP_OBJ);
	const struct quality_word *q = obj < 0 ? NULL : deals_quality(r->k->deals, word(r, (uint32_t)obj)->lem);
	return q && q->agreement ? q->agreement : t->agreement;
}

static void find_sides(struct reading *r, const struct thing *t, struct agreement *g)
{
	refs all = {0};
	int32_t stops = t->class == THING_STOP_VERB ? doc_kid(r->doc, t->word, DEP_NSUBJ) : -1;
	if (stops >= 0) { /* “Rohan and Mordor agreed that Gondor and Mordor should stop attacks” */
		parties_of_phrase(r, (uint32_t)stops, &g->parties, NULL);
		sides_by_deed(r, t, &all);
		for (size_t i = 0; i < all.n; i++)
			if (!party_in(r, &g->parties, all.v[i]))
				party_add(r, &g->mediators, all.v[i]);
		return;
	}
	thing_mediators(r, t, &g->mediators);
	if (t->known) {
		known_sides(r, t->known->parties, &g->parties);
		known_sides(r, t->known->mediators, &g->mediators);
	}
	if (!g->parties.n) {
		if (t->class != THING_PROPOSAL) /* “Rohan's plan” binds those who agree to it */
			thing_parties(r, t, &all);
		bool told = all.n >= 2;
		if (!told)
			sides_by_deed(r, t, &all);
		if (!told)
			other_sides(r, t, &all);
		if (!all.n && t->class == THING_AGREEMENT && deed_under(r, t) >= 0)
			doers_under(r, t, &all);
		if (all.n < 2 && !t->pronoun && (may_be_either(t->class) || t->agreement == AGREEMENT_KIND_CEASEFIRE))
			parties_around(r, t->word, &g->mediators, &all); /* it binds those who are named beside it */
	}
	for (size_t i = 0; i < all.n; i++)
		if (!party_in(r, &g->mediators, all.v[i]))
			refs_add(r->arena, &g->parties, all.v[i]);
}

/* ------------------------------------------------------------------------------------------------ life */

static bool is_noun(const struct reading *r, uint32_t w)
{
	return word(r, w)->upos == UPOS_NOUN || word(r, w)->upos == UPOS_PROPN;
}

static struct str reason_of(struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool clause = word(r, kid)->dep == DEP_ADVCL || word(r, kid)->dep == DEP_OBL || word(r, kid)->dep == DEP_CONJ;
		if (!clause || kid < verb || r->word_time[kid] != NO_REF)
			continue;
		int32_t obj = doc_kid(d, kid, DEP_OBJ);
		if (act_at(r, kid, ABOUT_REASON) && obj >= 0)
			return thing_words(r, doc_subtree(d, (uint32_t)obj));
		for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1]; j++) {
			const struct word *c = word(r, d->kids[j]);
			if ((c->dep == DEP_CASE || c->dep == DEP_MARK) && c->low && act_at(r, d->kids[j], ABOUT_REASON))
				return thing_words(r, thing_clause(r, kid));
		}
	}
	return (struct str){"", 0};
}

/* The first of several who have done it; NO_REF where they are none of those whom it binds: who agreed on what others should do. */
static ref doer_side(struct reading *r, const struct thing *t, const struct agreement *g, const struct act_hit *h)
{
	refs found = {0};
	int32_t doer = h->as_subject ? -1 : is_noun(r, h->word) ? (int32_t)h->word : doer_of(r, h->word);
	if (doer >= 0 && doer != (int32_t)t->word)
		parties_of_phrase(r, (uint32_t)doer, &found, NULL);
	bool others = found.n > 1 && g->parties.n > 1 && !party_in(r, &g->parties, found.v[0]);
	return found.n && !others && !act_at(r, h->word, ABOUT_MEDIATE) ? found.v[0] : NO_REF;
}

static struct str day_of(struct reading *r, uint32_t w)
{
	struct str day = timex_told_date(r, w);
	return !day.n && word(r, w)->sent < NEWS_SENTENCES ? timex_date_of(r, w) : day;
}

static void add_change(struct reading *r, struct agreement *g, struct change c)
{
	for (size_t i = 0; i < g->changes.n; i++) {
		struct change *old = &g->changes.v[i];
		bool deed = c.change == AGREEMENT_CHANGE_BREACHED || c.change == AGREEMENT_CHANGE_LEFT || c.change == AGREEMENT_CHANGE_SUSPENDED;
		if (old->change != c.change || (deed && old->by != NO_REF && c.by != NO_REF && old->by != c.by))
			continue;
		old->by = old->by == NO_REF ? c.by : old->by;
		old->date = old->date.n ? old->date : c.date;
		old->reason = old->reason.n ? old->reason : c.reason;
		return;
	}
	vec_push(r->arena, &g->changes, c);
}

static enum agreement_state state_after(enum life l)
{
	switch (l) {
	case LIFE_SIGNED:
		return AGREEMENT_STATE_SIGNED;
	case LIFE_ENTERED:
	case LIFE_EXTENDED:
	case LIFE_RESUMED:
	case LIFE_IN_FORCE:
		return AGREEMENT_STATE_IN_FORCE;
	case LIFE_SUSPENDED:
		return AGREEMENT_STATE_SUSPENDED;
	case LIFE_BREACHED:
		return AGREEMENT_STATE_BREACHED;
	case LIFE_LEFT:
		return AGREEMENT_STATE_LEFT;
	case LIFE_EXPIRED:
		return AGREEMENT_STATE_EXPIRED;
	case LIFE_COLLAPSED:
		return AGREEMENT_STATE_COLLAPSED;
	default:
		return AGREEMENT_STATE_NONE;
	}
}

/* A breach of what is said to go on leaves it in force; what is left or over stays so. */
static void set_state(struct agreement *g, enum agreement_state s)
{
	bool over = g->state >= AGREEMENT_STATE_LEFT && g->state <= AGREEMENT_STATE_COLLAPSED;
	bool stronger = s >= AGREEMENT_STATE_SUSPENDED && s <= AGREEMENT_STATE_COLLAPSED;
	if (!s || over || (g->state == AGREEMENT_STATE_IN_FORCE && s == AGREEMENT_STATE_BREACHED) ||
	    (g->state != AGREEMENT_STATE_NONE && g->state != AGREEMENT_STATE_UNKNOWN && !stronger))
		return;
	g->state = s;
}

/* “suspended the implementation of the deal”: what is done with its beginning is done with it. */
static bool told_further_out(const struct thing *t, int i)
{
	const struct act_hit *h = &t->as_agreement.v[i];
	bool begins = h->act->value == LIFE_ENTERED || h->act->value == LIFE_SIGNED || h->act->value == LIFE_IN_FORCE;
	for (int j = i + 1; begins && h->act->pos == DEAL_NOUN && !h->aside && j < t->as_agreement.n; j++) {
		const struct act_hit *out = &t->as_agreement.v[j];
		if (out->act && out->step <= h->step + 1 && out->act->value >= LIFE_SUSPENDED && out->act->value <= LIFE_COLLAPSED)
			return true;
	}
	return false;
}

/* “a truce that Rohan brokered”: who did, not that it is news. */
static bool only_mediated(const struct reading *r, const struct act_hit *h)
{
	return h->aside && h->act->value == LIFE_SIGNED && act_at(r, h->word, ABOUT_MEDIATE);
}

/* “the potential resumption of the deal”, “talks to revive the deal”: sought, not had. */
static enum life as_told(struct reading *r, const struct thing *t, const struct agreement *g, const struct act_hit *h)
{
	enum life l = (enum life)h->act->value;
	if (l == LIFE_DECLARED) {
		ref by = doer_side(r, t, g, h);
		l = by != NO_REF && party_in(r, &g->parties, by) && t->class != THING_AGREEMENT ? LIFE_ENTERED : LIFE_SIGNED;
	}
	if (l == LIFE_BREACHED && is_noun(r, h->word) && word(r, h->word)->head >= 0 && is_maybe(r, (uint32_t)word(r, h->word)->head))
		return LIFE_NONE; /* “would regard it as a violation” */
	if (l == LIFE_RESUMED && (is_noun(r, h->word) || !happened(r, h)))
		return LIFE_SOUGHT_AGAIN;
	bool meant = h->aside && h->mood != MOOD_TO_COME && h->mood != MOOD_MAYBE;
	return happened(r, h) || meant ? l : LIFE_NONE;
}

/* Is that day still to come when the report is written? */
static bool ahead(const struct reading *r, struct str iso)
{
	struct date day;
	return r->dct.year && date_parse(iso, &day) && date_days(day) > date_days(r->dct);
}

/* “expires on Friday”, “from Saturday”: what the calendar has not reached is a bound, not yet a change. */
static bool still_to_come(const struct reading *r, struct agreement *g, enum life l, struct str day)
{
	if (!ahead(r, day) || (l != LIFE_ENTERED && l != LIFE_EXPIRED))
		return false;
	struct str *bound = l == LIFE_ENTERED ? &g->limits.start : &g->limits.end;
	*bound = bound->n ? *bound : day;
	set_state(g, l == LIFE_ENTERED ? AGREEMENT_STATE_SIGNED : AGREEMENT_STATE_IN_FORCE);
	return true;
}

static void add_life(struct reading *r, const struct thing *t, struct agreement *g, const struct act_hit *h, enum life l)
{
	if (h->act->pos == DEAL_PREP) { /* “following an agreement”: there is one, made we know not when */
		set_state(g, state_after(l));
		return;
	}
	struct change c = {(enum agreement_change)l, doer_side(r, t, g, h), {"", 0}, {"", 0}};
	if (l != LIFE_SOUGHT_AGAIN)
		c.date = day_of(r, h->word);
	/* “agreed to a truce from Saturday”: that is when it begins, not when they agreed */
	if (c.date.n && (str_eq(c.date, g->limits.start) || str_eq(c.date, g->limits.end)) &&
	    (l == LIFE_SIGNED || l == LIFE_ENTERED || l == LIFE_EXTENDED))
		c.date = l == LIFE_ENTERED && !ahead(r, g->limits.start) ? g->limits.start : STR("");
	if (still_to_come(r, g, l, c.date))
		return;
	set_state(g, state_after(l));
	if (l == LIFE_ENTERED && g->state == AGREEMENT_STATE_SIGNED) /* signed first, then in force */
		g->state = AGREEMENT_STATE_IN_FORCE;
	if (l == LIFE_ENTERED && !g->limits.start.n)
		g->limits.start = c.date;
	c.reason = reason_of(r, h->word);
	add_change(r, g, c);
	if ((l == LIFE_SIGNED || l == LIFE_ENTERED) && !g->date.n)
		g->date = c.date;
	g->ev.rule = h->act->rule;
	refs both = {0};
	int32_t accused = accusers(r, h->word);
	if (accused >= 0)
		parties_of_phrase(r, (uint32_t)accused, &both, NULL);
	for (size_t i = 1; i < both.n; i++) {
		c.by = both.v[i];
		add_change(r, g, c);
	}
}

static void find_life(struct reading *r, const struct thing *t, struct agreement *g)
{
	for (int i = 0; i < t->as_agreement.n; i++) {
		const struct act_hit *h = &t->as_agreement.v[i];
		if (!h->act || told_further_out(t, i) || only_mediated(r, h))
			continue;
		enum life l = as_told(r, t, g, h);
		if (l == LIFE_IN_FORCE)
			set_state(g, AGREEMENT_STATE_IN_FORCE);
		else if (l != LIFE_NONE)
			add_life(r, t, g, h, l);
		bool last = i + 1 == t->as_agreement.n || t->as_agreement.v[i + 1].step > h->step;
		if (l != LIFE_NONE && l != LIFE_IN_FORCE && h->step > 0 && !h->aside && last)
			break;
	}
}

/* “a 2022 deal”, “the 1974 accord” */
static struct str year_before(const struct reading *r, const struct thing *t)
{
	for (uint32_t w = t->span.first > 0 ? t->span.first - 1 : 0; w <= t->word; w++) {
		int64_t n;
		if (word(r, w)->upos == UPOS_NUM && word(r, w)->form.n == 4 && str_int(word(r, w)->form, 1800, 2200, &n))
			return word(r, w)->form;
	}
	return (struct str){"", 0};
}

/* “designed to secure safe passage”, “which bans strikes” */
static void find_terms(struct reading *r, const struct thing *t, struct agreement *g)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[t->word]; i < d->kids_start[t->word + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool clause = word(r, kid)->dep == DEP_ACL || word(r, kid)->dep == DEP_ACL_RELCL;
		if (kid > t->word && clause && act_at(r, kid, ABOUT_TERM))
			vec_push(r->arena, &g->terms, thing_words(r, thing_clause(r, kid)));
	}
	/* “the deal, initially designed to …”, wherever the parser hangs it */
	for (uint32_t w = t->span.last; !g->terms.n && w < d->words.n && w < t->span.last + TERM_DISTANCE_MAX; w++)
		if (str_is(word(r, w)->xpos, "VBN") && word(r, w)->dep != DEP_ROOT && act_at(r, w, ABOUT_TERM))
			vec_push(r->arena, &g->terms, thing_words(r, thing_clause(r, w)));
	int32_t head = word(r, t->word)->head;
	int32_t obj = head >= 0 && word(r, t->word)->dep == DEP_NSUBJ && act_at(r, (uint32_t)head, ABOUT_TERM) ? doc_kid(d, (uint32_t)head, DEP_OBJ) : -1;
	if (obj >= 0)
		vec_push(r->arena, &g->terms, thing_words(r, doc_subtree(d, (uint32_t)obj)));
}

/* ------------------------------------------------------------------------------------------------ one agreement, told twice */

static bool same_kind(const struct agreement *a, const struct agreement *b, const struct thing *t)
{
	return a->kind == b->kind || (t->anaphor && t->agreement == AGREEMENT_KIND_OTHER);
}

/* The same length and scope, and a side in common: one truce, whoever else is said to have agreed to it. */
static bool same_truce(const struct reading *r, const struct agreement *a, const struct agreement *b)
{
	bool alike = a->kind == AGREEMENT_KIND_CEASEFIRE && a->limits.duration.n && str_eq(a->limits.duration, b->limits.duration) && a->scope.n &&
		     a->scope.n == b->scope.n;
	for (size_t i = 0; alike && i < a->scope.n; i++)
		alike = a->scope.v[i] == b->scope.v[i];
	bool common = false;
	for (size_t i = 0; i < b->parties.n; i++)
		common |= party_in(r, &a->parties, b->parties.v[i]);
	return alike && common;
}

static bool fits(struct reading *r, const struct agreement *old, const struct agreement *new, const struct thing *t)
{
	if (t->known || t->another)
		return str_eq(old->name, new->name);
	if (!same_kind(old, new, t))
		return false;
	bool sides = parties_within(r, &old->parties, &new->parties) || parties_within(r, &new->parties, &old->parties) || same_truce(r, old, new);
	bool dates = !old->date.n || !new->date.n || str_starts(old->date, new->date) || str_starts(new->date, old->date);
	return sides && (t->definite || dates);
}

static void join(struct reading *r, struct agreement *old, const struct agreement *new)
{
	if (old->parties.n < 2 || new->parties.n <= 2)
		for (size_t i = 0; i < new->parties.n && old->parties.n < 2; i++)
			party_add(r, &old->parties, new->parties.v[i]);
	/* “the two presidents agreed to a halt …”, then between whom it holds */
	for (size_t i = 0; i < new->mediators.n && new->parties.n > 1; i++)
		if (party_in(r, &old->parties, new->mediators.v[i]))
			old->parties = new->parties;
	/* “the truce” of the headline is “the Foo truce” of the text. */
	if (str_find(old->name, STR(" ")) == old->name.n && str_find(new->name, STR(" ")) < new->name.n && old->kind == new->kind)
		old->name = new->name;
	refs_add_all(r->arena, &old->mediators, &new->mediators);
	refs_join_voices(r->arena, &old->said_by, &new->said_by);
	old->date = old->date.n >= new->date.n ? old->date : new->date;
	for (size_t i = 0; i < new->changes.n; i++)
		add_change(r, old, new->changes.v[i]);
	set_state(old, new->state);
	bool entered = false;
	for (size_t i = 0; i < new->changes.n; i++)
		entered |= new->changes.v[i].change == AGREEMENT_CHANGE_ENTERED;
	if (entered && old->state == AGREEMENT_STATE_SIGNED)
		old->state = AGREEMENT_STATE_IN_FORCE;
	for (size_t i = 0; i < new->scope.n; i++)
		thing_scopes(r, 1u << new->scope.v[i], &old->scope);
	limits_join(r, &old->limits, &new->limits);
	for (size_t i = 0; i < new->terms.n; i++)
		vec_push(r->arena, &old->terms, new->terms.v[i]);
	uint32_t sent = new->ev.sents.v[0];
	if (old->ev.sents.v[old->ev.sents.n - 1] < sent)
		vec_push(r->arena, &old->ev.sents, sent);
}

static void start(struct reading *r, const struct thing *t, struct agreement *g)
{
	*g = (struct agreement){.kind = kind_by_deed(r, t), .name = t->known ? t->known->name : thing_words(r, t->span)};
	g->ev.word = t->word;
	g->ev.span = reading_span(r, t->span.first, t->span.last);
	g->ev.rule = t->known ? t->known->rule : t->entry->rule;
	vec_push(r->arena, &g->ev.sents, word(r, t->word)->sent);
	attribution_of(r, t->word, &g->said_by);
	thing_scopes(r, t->scopes, &g->scope);
	g->date = year_before(r, t);
	g->limits.extent = t->extent;
	limits_read(r, t, true, t->agreement == AGREEMENT_KIND_CEASEFIRE || t->agreement == AGREEMENT_KIND_HUMANITARIAN, &g->limits);
}

/* What nothing more is said of: a truce that is spoken of as there is in force, another deal has been signed. */
static enum agreement_state plain_state(const struct thing *t, const struct agreement *g)
{
	if (t->class == THING_PROPOSAL && !g->changes.n)
		return AGREEMENT_STATE_UNKNOWN;
	if (g->changes.n && g->changes.v[0].change == AGREEMENT_CHANGE_SOUGHT_AGAIN)
		return AGREEMENT_STATE_UNKNOWN;
	return may_be_either(t->class) || g->kind == AGREEMENT_KIND_CEASEFIRE ? AGREEMENT_STATE_IN_FORCE : AGREEMENT_STATE_SIGNED;
}

#define ALIAS_WORDS_MAX 5 /* “, also known as the” */

/* The agreement whose name ends before word w, punctuation and adverbs aside. */
static struct agreement *named_before(struct reading *r, uint32_t w, uint32_t first)
{
	while (w > first && (word(r, w - 1)->upos == UPOS_PUNCT || word(r, w - 1)->upos == UPOS_ADV))
		w--;
	for (size_t i = r->agreements.n; i-- > 0 && w > first;)
		if (str_ends(r->agreements.v[i].name, word(r, w - 1)->form) &&
		    (w < first + 2 || word(r, w - 2)->upos != UPOS_PROPN ||
		     str_find(r->agreements.v[i].name, word(r, w - 2)->form) < r->agreements.v[i].name.n))
			return &r->agreements.v[i];
	return NULL;
}

/* “the Foo deal, also known as the Bar accord”: the agreement that is named a second time. */
static struct agreement *named_again(struct reading *r, const struct thing *t)
{
	uint32_t w = t->span.first, first = r->doc->sents.v[word(r, t->word)->sent].first;
	for (int i = 0; i < ALIAS_WORDS_MAX && w > first; i++) {
		w--;
		if (act_at(r, w, ABOUT_ALIAS))
			return named_before(r, w, first);
		enum upos pos = word(r, w)->upos;
		if (pos != UPOS_DET && pos != UPOS_ADP && pos != UPOS_SCONJ && pos != UPOS_PUNCT && pos != UPOS_ADV)
			return NULL;
	}
	return NULL;
}

bool agreement_take(struct reading *r, const struct thing *t)
{
	struct agreement *again = named_again(r, t);
	if (again) {
		vec_push(r->arena, &again->aliases, thing_words(r, t->span));
		return true;
	}
	struct agreement g;
	if (!agreed(r, t))
		return false;
	start(r, t, &g);
	find_sides(r, t, &g);
	find_life(r, t, &g);
	find_terms(r, t, &g);
	for (size_t i = r->agreements.n; i-- > 0;) {
		struct agreement *old = &r->agreements.v[i];
		if (!fits(r, old, &g, t) && !(t->anaphor && i + 1 == r->agreements.n && same_kind(old, &g, t)))
			continue;
		join(r, old, &g);
		return true;
	}
	if (t->pronoun)
		return true;
	bool truce = t->agreement == AGREEMENT_KIND_CEASEFIRE && t->definite;
	if (!t->known && !g.parties.n && !truce && (g.kind == AGREEMENT_KIND_OTHER || !g.changes.n))
		return true;
	if (g.state == AGREEMENT_STATE_NONE)
		g.state = plain_state(t, &g);
	if (r->agreements.n < AGREEMENTS_MAX)
		vec_push(r->arena, &r->agreements, g);
	return true;
}
