#include "sense/proposal.h"

#include "sense/attribution.h"
#include "sense/timex.h"

#define PROPOSALS_MAX 500 /* in one report */
#define DOER_STEPS_MAX 2 /* who does something further out does it with something else */

static const struct word *word(const struct reading *r, uint32_t w)
{
	return &r->doc->words.v[w];
}

static bool is_verb(const struct reading *r, uint32_t w)
{
	return word(r, w)->upos == UPOS_VERB || word(r, w)->upos == UPOS_AUX;
}

/* A truce may be the matter of an agreement to come: “extension of the truce”, “resumption of the deal”. */
static enum proposal_kind renewal(const struct reading *r, const struct thing *t)
{
	for (int i = 0; i < t->as_agreement.n; i++) {
		const struct act_hit *h = &t->as_agreement.v[i];
		if (!h->act)
			continue;
		bool open = !is_verb(r, h->word) || h->mood == MOOD_TO_COME || h->mood == MOOD_MAYBE;
		if (h->act->value == LIFE_EXTENDED && open)
			return t->agreement == AGREEMENT_KIND_CEASEFIRE ? PROPOSAL_KIND_TRUCE_EXTENSION : PROPOSAL_KIND_AGREEMENT_RENEWAL;
		if (h->act->value == LIFE_RESUMED && open)
			return PROPOSAL_KIND_AGREEMENT_RENEWAL;
	}
	return PROPOSAL_KIND_NONE;
}

static bool proposal_class(enum thing_class c)
{
	return c == THING_PROPOSAL || c == THING_WEAK_PROPOSAL;
}

/* “offered a deal”, “the truce deal proposed by Rohan” */
static bool offered(const struct thing *t)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		if (h->act && h->step < 2 && (h->act->value == PROPOSAL_STATUS_PROPOSED || h->act->value == PROPOSAL_STATUS_REJECTED))
			return true;
	}
	return false;
}

static bool is_proposed(const struct reading *r, const struct thing *t)
{
	bool acts = false, strong = false;
	for (int i = 0; i < t->as_proposal.n; i++) {
		acts |= t->as_proposal.v[i].act != NULL;
		strong |= t->as_proposal.v[i].act && t->as_proposal.v[i].act->value != PROPOSAL_STATUS_UNDER_DISCUSSION && t->as_proposal.v[i].step < 3;
	}
	if (t->known || t->class == THING_AGREEMENT || t->class == THING_WEAK_AGREEMENT)
		return renewal(r, t) != PROPOSAL_KIND_NONE || (!t->known && offered(t));
	if (t->class == THING_WITHDRAWAL || t->class == THING_GUARANTEE)
		return strong;
	if (proposal_class(t->class))
		return t->proposal != PROPOSAL_KIND_OTHER || strong;
	return acts;
}

/* ------------------------------------------------------------------------------------------------ who */

static void doers(struct reading *r, const struct thing *t, refs *out)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		if (!h->act || h->as_subject || h->step > DOER_STEPS_MAX || (h->act->value != PROPOSAL_STATUS_PROPOSED && h->act->value != PROPOSAL_STATUS_UNDER_DISCUSSION))
			continue;
		int32_t who = is_verb(r, h->word) ? act_doer(r, h->word) : word(r, h->word)->upos == UPOS_NOUN ? (int32_t)h->word : -1;
		if (who >= 0 && who != (int32_t)t->word)
			parties_of_phrase(r, (uint32_t)who, out, NULL);
	}
}

/* Whether the side is only that of who tells of it: *soft. */
static void proposers(struct reading *r, const struct thing *t, struct proposal *p, bool *soft)
{
	if (proposal_class(t->class))
		thing_parties(r, t, &p->by);
	if (!p->by.n)
		doers(r, t, &p->by);
	/* told or wished by somebody of one side: it is that side's */
	*soft = !p->by.n;
	if (!p->by.n)
		for (size_t i = 0; i < p->said_by.n; i++)
			party_add(r, &p->by, party_of(r, p->said_by.v[i]));
	if (*soft && p->by.n > 1)
		p->by.n = 0; /* both sides hope for it: neither has put it to the other */
}

static void addressees(struct reading *r, const struct thing *t, struct proposal *p)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		if (!h->act || h->act->value != PROPOSAL_STATUS_PROPOSED || !is_verb(r, h->word))
			continue;
		int32_t to = act_prep(r, h->word, GRAMMAR_TO), whom = doc_kid(r->doc, h->word, DEP_IOBJ);
		if (to >= 0)
			parties_of_phrase(r, (uint32_t)to, &p->to, NULL);
		if (whom >= 0)
			parties_of_phrase(r, (uint32_t)whom, &p->to, NULL);
	}
	int32_t to = act_prep(r, t->word, GRAMMAR_TO);
	if (to >= 0)
		parties_of_phrase(r, (uint32_t)to, &p->to, NULL);
}

/* ------------------------------------------------------------------------------------------------ what */

static bool conditional(const struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++)
		if (word(r, d->kids[i])->dep == DEP_ADVCL && act_has_case(r, d->kids[i], GRAMMAR_CONDITION))
			return true;
	return act_prep(r, verb, GRAMMAR_UNDER) >= 0;
}

static void answers(struct reading *r, const struct thing *t, struct proposal *p)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		if (!h->act || (h->act->value != PROPOSAL_STATUS_ACCEPTED && h->act->value != PROPOSAL_STATUS_REJECTED))
			continue;
		bool yes = h->act->value == PROPOSAL_STATUS_ACCEPTED, not = h->mood == MOOD_NOT;
		if (h->mood == MOOD_MAYBE || (h->mood == MOOD_TO_COME && is_verb(r, h->word)))
			continue;
		enum proposal_status s = yes != not ? PROPOSAL_STATUS_ACCEPTED : PROPOSAL_STATUS_REJECTED;
		if (s == PROPOSAL_STATUS_ACCEPTED && is_verb(r, h->word) && conditional(r, h->word))
			s = PROPOSAL_STATUS_CONDITIONAL;
		if (not && !yes) /* “did not reject” is no yes */
			continue;
		refs who = {0};
		int32_t doer = is_verb(r, h->word) ? act_doer(r, h->word) : (int32_t)h->word;
		if (doer >= 0 && doer != (int32_t)t->word)
			parties_of_phrase(r, (uint32_t)doer, &who, NULL);
		for (size_t j = 0; j < who.n; j++)
			vec_push(r->arena, &p->answers, ((struct answer){who.v[j], s, timex_told_date(r, h->word)}));
		if (!who.n)
			p->status = s;
	}
}

/* An answer that is still awaited (“a deadline to accept the plan”) leaves it on the table. */
static enum proposal_status table_status(const struct act_hit *h)
{
	enum proposal_status s = (enum proposal_status)h->act->value;
	return s == PROPOSAL_STATUS_ACCEPTED || s == PROPOSAL_STATUS_REJECTED ? PROPOSAL_STATUS_PROPOSED : s;
}

static enum proposal_status status_of(const struct thing *t, const struct proposal *p)
{
	size_t yes = 0, no = 0, maybe = 0;
	for (size_t i = 0; i < p->answers.n; i++) {
		yes += p->answers.v[i].answer == PROPOSAL_STATUS_ACCEPTED;
		no += p->answers.v[i].answer == PROPOSAL_STATUS_REJECTED;
		maybe += p->answers.v[i].answer == PROPOSAL_STATUS_CONDITIONAL;
	}
	if (p->answers.n)
		return yes && !no && !maybe ? PROPOSAL_STATUS_ACCEPTED : yes ? PROPOSAL_STATUS_PARTLY_ACCEPTED
		     : no ? PROPOSAL_STATUS_REJECTED : PROPOSAL_STATUS_CONDITIONAL;
	if (p->status)
		return p->status;
	for (int i = 0; i < t->as_proposal.n; i++)
		if (t->as_proposal.v[i].act)
			return table_status(&t->as_proposal.v[i]);
	return proposal_class(t->class) ? PROPOSAL_STATUS_PROPOSED : PROPOSAL_STATUS_UNDER_DISCUSSION;
}

static void find_extent(const struct thing *t, struct proposal *p, uint32_t scopes)
{
	bool parts = (scopes & ~(1u << SCOPE_FULL | 1u << SCOPE_HUMANITARIAN | 1u << SCOPE_PRISONERS | 1u << SCOPE_OTHER)) != 0;
	p->limits.extent = t->extent ? t->extent : parts && p->kind == PROPOSAL_KIND_CEASEFIRE ? EXTENT_PARTIAL : EXTENT_NONE;
}

static void find_time(struct reading *r, const struct thing *t, struct proposal *p)
{
	ref how_long = timex_duration_of(r, t->word);
	if (how_long != NO_REF)
		p->limits.duration = r->times.v[how_long].value;
}

static void conditions(struct reading *r, const struct thing *t, struct proposal *p)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		uint32_t v = t->as_proposal.v[i].word;
		const struct doc *d = r->doc;
		for (uint32_t k = d->kids_start[v]; t->as_proposal.v[i].act && k < d->kids_start[v + 1]; k++)
			if (word(r, d->kids[k])->dep == DEP_ADVCL && act_has_case(r, d->kids[k], GRAMMAR_CONDITION))
				vec_push(r->arena, &p->conditions, thing_words(r, thing_clause(r, d->kids[k])));
	}
}

/* ------------------------------------------------------------------------------------------------ one proposal, told twice */

static bool fits(struct reading *r, const struct proposal *old, const struct proposal *new, const struct thing *t, bool soft)
{
	if (old->kind != new->kind && !(t->anaphor && new->kind == PROPOSAL_KIND_OTHER))
		return false;
	if (t->another)
		return false;
	bool other_extent = new->limits.extent && old->limits.extent != new->limits.extent && (old->limits.extent || !t->definite);
	return !other_extent && (soft || parties_within(r, &old->by, &new->by) || parties_within(r, &new->by, &old->by));
}

static bool has_answer(const struct proposal *p, const struct answer *a)
{
	for (size_t i = 0; i < p->answers.n; i++)
		if (p->answers.v[i].by == a->by && p->answers.v[i].answer == a->answer)
			return true;
	return false;
}

/* said_by stays who told of it first: later words (“the proposals differ”) say less, not more. */
static void join(struct reading *r, struct proposal *old, const struct proposal *new, bool soft)
{
	for (size_t i = 0; i < new->by.n && !soft; i++)
		party_add(r, &old->by, new->by.v[i]);
	for (size_t i = 0; i < new->to.n; i++)
		party_add(r, &old->to, new->to.v[i]);
	for (size_t i = 0; i < new->answers.n; i++)
		if (!has_answer(old, &new->answers.v[i]))
			vec_push(r->arena, &old->answers, new->answers.v[i]);
	for (size_t i = 0; i < new->scope.n; i++)
		thing_scopes(r, 1u << new->scope.v[i], &old->scope);
	for (size_t i = 0; i < new->conditions.n; i++)
		vec_push(r->arena, &old->conditions, new->conditions.v[i]);
	old->limits.extent = old->limits.extent ? old->limits.extent : new->limits.extent;
	old->limits.duration = old->limits.duration.n ? old->limits.duration : new->limits.duration;
	if (new->answers.n || old->status == PROPOSAL_STATUS_UNDER_DISCUSSION)
		old->status = new->status;
	uint32_t sent = new->ev.sents.v[0];
	if (old->ev.sents.v[old->ev.sents.n - 1] < sent)
		vec_push(r->arena, &old->ev.sents, sent);
}

static void put(struct reading *r, const struct thing *t, const struct proposal *p, bool soft)
{
	if (p->kind == PROPOSAL_KIND_OTHER && (soft || (!p->answers.n && !p->to.n)))
		return; /* a plan of some kind that nobody has put to anybody */
	for (size_t i = r->proposals.n; i-- > 0;)
		if (fits(r, &r->proposals.v[i], p, t, soft)) {
			join(r, &r->proposals.v[i], p, soft);
			return;
		}
	if (r->proposals.n < PROPOSALS_MAX)
		vec_push(r->arena, &r->proposals, *p);
}

static bool each_has_one(const struct reading *r, const struct thing *t)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[t->word]; i < d->kids_start[t->word + 1]; i++)
		if (act_at(r, d->kids[i], ABOUT_EACH))
			return true;
	return false;
}

static struct proposal start(struct reading *r, const struct thing *t)
{
	enum proposal_kind again = renewal(r, t);
	bool pause = t->class == THING_TRUCE && !again && (t->scopes & 1u << SCOPE_HUMANITARIAN);
	struct proposal p = {.kind = again ? again : pause ? PROPOSAL_KIND_HUMANITARIAN_PAUSE : t->proposal};
	p.ev.word = t->word;
	p.ev.span = reading_span(r, t->span.first, t->span.last);
	p.ev.rule = t->known ? t->known->rule : t->entry->rule;
	vec_push(r->arena, &p.ev.sents, word(r, t->word)->sent);
	return p;
}

/* Who tells how he answers a proposal has not made it. */
static void drop_answerers(struct proposal *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->by.n; i++) {
		bool answers = false;
		for (size_t j = 0; j < p->answers.n; j++)
			answers |= p->answers.v[j].by == p->by.v[i];
		if (!answers)
			p->by.v[n++] = p->by.v[i];
	}
	p->by.n = n;
}

/* Returns whether the proposer is only who tells of it. */
static bool fill(struct reading *r, const struct thing *t, struct proposal *p)
{
	bool soft = true;
	uint32_t scopes = t->scopes;
	attribution_of(r, t->word, &p->said_by);
	if (p->kind != PROPOSAL_KIND_AGREEMENT_RENEWAL || p->said_by.n == 0)
		proposers(r, t, p, &soft);
	addressees(r, t, p);
	answers(r, t, p);
	if (soft)
		drop_answerers(p);
	thing_scopes(r, scopes, &p->scope);
	find_extent(t, p, scopes);
	find_time(r, t, p);
	conditions(r, t, p);
	p->status = status_of(t, p);
	for (size_t i = 0; i < p->answers.n; i++)
		if (!party_in(r, &p->by, p->answers.v[i].by))
			party_add(r, &p->to, p->answers.v[i].by);
	return soft;
}

bool proposal_take(struct reading *r, const struct thing *t)
{
	if (!is_proposed(r, t))
		return false;
	struct proposal p = start(r, t);
	bool soft = fill(r, t, &p);
	if (p.by.n < 2 || !each_has_one(r, t)) {
		put(r, t, &p, soft);
		return true;
	}
	refs all = p.by;
	for (size_t i = 0; i < all.n; i++) {
		struct proposal one = start(r, t);
		fill(r, t, &one);
		one.by.n = 0;
		refs_add(r->arena, &one.by, all.v[i]);
		put(r, t, &one, soft);
	}
	return true;
}
