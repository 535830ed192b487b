#include "sense/proposal.h"

#include "sense/attribution.h"
#include "sense/limits.h"
#include "sense/phrase.h"
#include "sense/timex.h"

#define PROPOSALS_MAX 500 /* in one report */
#define OWNER_SENTENCES 3 /* behind a proposal of nobody, in which “the plan of X” is it */
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
		int32_t over = word(r, h->word)->head;
		bool proposed = h->mood == MOOD_GOING_ON && over >= 0 && word(r, h->word)->dep != DEP_ADVCL && act_at(r, (uint32_t)over, ABOUT_PROPOSAL);
		bool open = !is_verb(r, h->word) || h->mood == MOOD_TO_COME || h->mood == MOOD_MAYBE || proposed;
		if (h->act->value == LIFE_EXTENDED && open)
			return t->agreement == AGREEMENT_KIND_CEASEFIRE ? PROPOSAL_KIND_TRUCE_EXTENSION : PROPOSAL_KIND_AGREEMENT_RENEWAL;
		if (h->act->value == LIFE_RESUMED && open)
			return PROPOSAL_KIND_AGREEMENT_RENEWAL;
	}
	return PROPOSAL_KIND_NONE;
}

/* The nearest act that says how it stands with a proposal, or NULL. */
static const struct act_hit *nearest(const struct thing *t)
{
	for (int i = 0; i < t->as_proposal.n; i++)
		if (t->as_proposal.v[i].act)
			return &t->as_proposal.v[i];
	return NULL;
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
		if (h->act && !h->as_subject && h->step < 2 && (h->act->value == PROPOSAL_STATUS_PROPOSED || h->act->value == PROPOSAL_STATUS_REJECTED))
			return true;
	}
	return false;
}

/* Talks are a proposal only where somebody puts them to others; a call for them is told with the talks. */
static bool talks_offered(const struct reading *r, const struct thing *t)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		if (h->act && h->step <= 1 && h->act->value == PROPOSAL_STATUS_PROPOSED && act_at(r, h->word, ABOUT_OFFER))
			return true;
	}
	return false;
}

static bool is_proposed(const struct reading *r, const struct thing *t)
{
	if (act_denied(r, t->word))
		return false;
	if (t->class == THING_STOP_VERB)
		return t->as_proposal.n > 0;
	if (t->class == THING_TALKS)
		return talks_offered(r, t);
	if (t->pronoun)
		return nearest(t) != NULL;
	bool acts = false, strong = false;
	for (int i = 0; i < t->as_proposal.n; i++) {
		acts |= t->as_proposal.v[i].act != NULL;
		strong |= t->as_proposal.v[i].act && t->as_proposal.v[i].act->value != PROPOSAL_STATUS_UNDER_DISCUSSION && t->as_proposal.v[i].step < 3;
	}
	if (t->known || t->class == THING_AGREEMENT || t->class == THING_WEAK_AGREEMENT)
		return renewal(r, t) != PROPOSAL_KIND_NONE || (!t->known && offered(t));
	if (t->class == THING_WITHDRAWAL || t->class == THING_GUARANTEE)
		return strong;
	if (proposal_class(t->class)) /* “received the proposal” tells of the one before */
		return t->proposal != PROPOSAL_KIND_OTHER || strong || (t->anaphor && acts && r->proposals.n);
	return acts;
}

/* ------------------------------------------------------------------------------------------------ who */

/* “proposed by X”: the agent, also where the parser takes him for the subject of what follows. */
static int32_t agent_of(const struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	int32_t agent = doc_kid(d, verb, DEP_OBL_AGENT);
	bool by = agent < 0 && verb + 1 < d->words.n && word(r, verb + 1)->dep == DEP_CASE &&
		  deals_grammar(r->k->deals, word(r, verb + 1)->low, GRAMMAR_BY);
	return by ? word(r, verb + 1)->head : agent;
}

/* Who does it: of a verb its doer, of a noun (“Gondor's call for a truce”) those it belongs to, not those named in the truce. */
static void sides_of_act(struct reading *r, const struct thing *t, const struct act_hit *h, refs *out)
{
	const struct doc *d = r->doc;
	if (is_verb(r, h->word)) {
		int32_t agent = agent_of(r, h->word), who = agent >= 0 ? agent : act_doer(r, h->word);
		if (who >= 0 && who != (int32_t)t->word)
			parties_of_phrase(r, (uint32_t)who, out, NULL);
		return;
	}
	for (uint32_t i = d->kids_start[h->word]; i < d->kids_start[h->word + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = word(r, kid)->dep;
		bool owner = dep == DEP_NMOD_POSS || dep == DEP_AMOD || dep == DEP_COMPOUND ||
			     (dep == DEP_NMOD && (act_has_case(r, kid, GRAMMAR_BY) || act_has_case(r, kid, GRAMMAR_OF) || act_has_case(r, kid, GRAMMAR_SOURCE)));
		if (owner && kid != t->word && !doc_below(d, t->word, kid))
			parties_of_phrase(r, kid, out, NULL);
	}
}

static void doers(struct reading *r, const struct thing *t, refs *out)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		/* who weighs a plan has not made it; who works for a truce wants one */
		bool wants = h->act && h->act->value == PROPOSAL_STATUS_UNDER_DISCUSSION && !proposal_class(t->class);
		if (!h->act || h->as_subject || h->step > DOER_STEPS_MAX || (h->act->value != PROPOSAL_STATUS_PROPOSED && !wants))
			continue;
		size_t before = out->n;
		sides_of_act(r, t, h, out);
		int32_t owner = doc_kid(r->doc, t->word, DEP_NMOD_POSS);
		if (h->aside && out->n == before && owner >= 0) /* “Rohan's proposed truce” */
			parties_of_phrase(r, (uint32_t)owner, out, NULL);
	}
}

/* “the president's offer”, of whom no side is known: he himself. */
static void owner_himself(struct reading *r, const struct thing *t, refs *out)
{
	int32_t owner = doc_kid(r->doc, t->word, DEP_NMOD_POSS);
	refs found = {0};
	if (owner >= 0)
		actors_of_head(r, (uint32_t)owner, &found);
	for (size_t i = 0; i < found.n; i++)
		refs_add(r->arena, out, found.v[i]);
}

/* “a plan from Rohan”, “received the plan from Rohan” */
static void source(struct reading *r, const struct thing *t, struct proposal *p)
{
	int32_t head = word(r, t->word)->dep == DEP_OBJ ? word(r, t->word)->head : -1;
	int32_t from = act_prep(r, t->word, GRAMMAR_SOURCE);
	bool received = from < 0 && proposal_class(t->class) && head >= 0;
	if (received)
		from = act_prep(r, (uint32_t)head, GRAMMAR_SOURCE);
	if (from < 0 || r->word_time[from] != NO_REF)
		return;
	parties_of_phrase(r, (uint32_t)from, &p->by, NULL);
	int32_t who = received && p->by.n ? act_doer(r, (uint32_t)head) : -1;
	if (who >= 0)
		parties_of_phrase(r, (uint32_t)who, &p->to, NULL);
}

/* Whether the side is only that of who tells of it: *soft. */
static void proposers(struct reading *r, const struct thing *t, struct proposal *p, bool *soft)
{
	if (proposal_class(t->class))
		thing_parties(r, t, &p->by);
	if (!p->by.n)
		source(r, t, p);
	if (!p->by.n)
		doers(r, t, &p->by);
	if (!p->by.n && proposal_class(t->class))
		owner_himself(r, t, &p->by);
	/* told or wished by somebody of one side: it is that side's */
	*soft = !p->by.n;
	if (!p->by.n)
		for (size_t i = 0; i < p->said_by.n; i++)
			party_add(r, &p->by, party_of(r, p->said_by.v[i]));
	ref said = r->word_statement[t->word];
	uint32_t cue = said == NO_REF ? UINT32_MAX : r->statements.v[said].cue_word;
	const struct act_word *put = cue == UINT32_MAX ? NULL : act_at(r, cue, ABOUT_PROPOSAL);
	bool asked = put && put->value == PROPOSAL_STATUS_PROPOSED; /* “both called for a truce” */
	if (*soft && p->by.n > 1 && !asked)
		p->by.n = 0; /* both sides hope for it: neither has put it to the other */
}

static void add_addressees(struct reading *r, const refs *who, struct proposal *p)
{
	for (size_t i = 0; i < who->n; i++)
		if (!party_in(r, &p->by, who->v[i]))
			party_add(r, &p->to, who->v[i]);
}

static void to_phrase(struct reading *r, const struct thing *t, int32_t w, struct proposal *p)
{
	refs who = {0};
	if (w < 0 || (uint32_t)w == t->word || doc_below(r->doc, t->word, (uint32_t)w) || is_verb(r, (uint32_t)w))
		return;
	parties_of_phrase(r, (uint32_t)w, &who, NULL);
	add_addressees(r, &who, p);
}

static void addressees(struct reading *r, const struct thing *t, struct proposal *p)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		if (!h->act || h->act->value != PROPOSAL_STATUS_PROPOSED || !is_verb(r, h->word))
			continue;
		/* “urged Gondor to agree to a truce”, “called on Gondor …”, “offered Gondor a truce” */
		to_phrase(r, t, act_prep(r, h->word, GRAMMAR_TO), p);
		to_phrase(r, t, act_prep(r, h->word, GRAMMAR_UPON), p);
		to_phrase(r, t, doc_kid(r->doc, h->word, DEP_IOBJ), p);
		to_phrase(r, t, doc_kid(r->doc, h->word, DEP_OBJ), p);
	}
	ref said = r->word_statement[t->word];
	uint32_t cue = said == NO_REF ? UINT32_MAX : r->statements.v[said].cue_word;
	if (cue != UINT32_MAX && p->to.n == 0 && is_verb(r, cue)) {
		to_phrase(r, t, act_prep(r, cue, GRAMMAR_UPON), p);
		to_phrase(r, t, doc_kid(r->doc, cue, DEP_OBJ), p);
	}
	if (t->class == THING_STOP_VERB) /* “proposed that both stop …” */
		to_phrase(r, t, doc_kid(r->doc, t->word, DEP_NSUBJ), p);
	if (!proposal_class(t->class)) {
		refs sides = {0};
		thing_parties(r, t, &sides);
		add_addressees(r, &sides, p);
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

/* “agreed to part of the plan” */
static bool only_part(const struct reading *r, const struct thing *t)
{
	int32_t head = word(r, t->word)->dep == DEP_NMOD ? word(r, t->word)->head : -1;
	return head >= 0 && deals_grammar(r->k->deals, word(r, (uint32_t)head)->low, GRAMMAR_PART);
}

/* What an act says to a proposal; PROPOSAL_STATUS_NONE where it is no answer. */
static enum proposal_status answer_of(const struct reading *r, const struct thing *t, const struct act_hit *h)
{
	if (!h->act || (h->act->value != PROPOSAL_STATUS_ACCEPTED && h->act->value != PROPOSAL_STATUS_REJECTED))
		return PROPOSAL_STATUS_NONE;
	bool yes = h->act->value == PROPOSAL_STATUS_ACCEPTED, not = h->mood == MOOD_NOT, verb = is_verb(r, h->word);
	bool terms = yes && !not && verb && conditional(r, h->word);
	if (terms) /* “would accept it if …” is an answer, too */
		return PROPOSAL_STATUS_CONDITIONAL;
	if (h->mood == MOOD_MAYBE || (h->mood == MOOD_TO_COME && verb) || (not && !yes)) /* “did not reject” is no yes */
		return PROPOSAL_STATUS_NONE;
	if (yes == not)
		return PROPOSAL_STATUS_REJECTED;
	return only_part(r, t) ? PROPOSAL_STATUS_PARTLY_ACCEPTED : PROPOSAL_STATUS_ACCEPTED;
}

/* When the answer was given: a day of the plan itself (“a truce from Sunday”) is not that. */
static struct str answer_date(struct reading *r, const struct thing *t, uint32_t verb)
{
	ref time = timex_near(r, verb);
	struct word_span s = doc_subtree(r->doc, t->word);
	bool of_thing = time != NO_REF && r->times.v[time].first >= s.first && r->times.v[time].first < s.last;
	return of_thing || doc_below(r->doc, verb, t->word) ? STR("") : timex_day(r, time);
}

static void add_answers(struct reading *r, const struct thing *t, struct proposal *p, uint32_t verb, enum proposal_status s, const refs *who)
{
	for (size_t i = 0; i < who->n; i++)
		vec_push(r->arena, &p->answers, ((struct answer){who->v[i], s, answer_date(r, t, verb)}));
}

/* “was turned down by Mordor and welcomed by Gondor” */
static void answers_beside(struct reading *r, const struct thing *t, struct proposal *p, const struct act_hit *first)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[first->word]; i < d->kids_start[first->word + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool shared = word(r, kid)->dep == DEP_CONJ && is_verb(r, kid) && doc_kid(d, kid, DEP_OBJ) < 0 && doc_kid(d, kid, DEP_OBL) < 0;
		struct act_hit h = {act_at(r, kid, ABOUT_PROPOSAL), kid, act_mood(r, kid), false, first->step, false};
		enum proposal_status s = shared && h.act ? answer_of(r, t, &h) : PROPOSAL_STATUS_NONE;
		refs who = {0};
		if (s)
			sides_of_act(r, t, &h, &who);
		add_answers(r, t, p, kid, s, &who);
	}
}

static void answers(struct reading *r, const struct thing *t, struct proposal *p)
{
	for (int i = 0; i < t->as_proposal.n; i++) {
		const struct act_hit *h = &t->as_proposal.v[i];
		enum proposal_status s = answer_of(r, t, h);
		refs who = {0};
		if (h->act && h->act->value == PROPOSAL_STATUS_UNDER_DISCUSSION && h->act->pos == DEAL_NOUN)
			return; /* “welcomed the prospect of a swap” */
		if (!s)
			continue;
		sides_of_act(r, t, h, &who);
		add_answers(r, t, p, h->word, s, &who);
		if (!who.n)
			p->status = s;
		answers_beside(r, t, p, h);
	}
}

/* An answer that is still awaited (“a deadline to accept the plan”) leaves it on the table. */
static enum proposal_status table_status(const struct act_hit *h)
{
	enum proposal_status s = (enum proposal_status)h->act->value;
	return s == PROPOSAL_STATUS_ACCEPTED || s == PROPOSAL_STATUS_REJECTED || s == PROPOSAL_STATUS_CONDITIONAL ? PROPOSAL_STATUS_PROPOSED : s;
}

/* What all answers make of it; PROPOSAL_STATUS_NONE where nobody has answered. */
static enum proposal_status all_answers(const struct proposal *p)
{
	size_t yes = 0, no = 0, maybe = 0;
	bool partly = false;
	for (size_t i = 0; i < p->answers.n; i++) {
		yes += p->answers.v[i].answer == PROPOSAL_STATUS_ACCEPTED;
		no += p->answers.v[i].answer == PROPOSAL_STATUS_REJECTED;
		maybe += p->answers.v[i].answer == PROPOSAL_STATUS_CONDITIONAL;
		partly |= p->answers.v[i].answer == PROPOSAL_STATUS_PARTLY_ACCEPTED;
	}
	if (partly)
		return PROPOSAL_STATUS_PARTLY_ACCEPTED;
	if (p->answers.n)
		return yes && !no && !maybe ? PROPOSAL_STATUS_ACCEPTED : yes ? PROPOSAL_STATUS_PARTLY_ACCEPTED
		     : no ? PROPOSAL_STATUS_REJECTED : PROPOSAL_STATUS_CONDITIONAL;
	return PROPOSAL_STATUS_NONE;
}

static enum proposal_status status_of(const struct reading *r, const struct thing *t, const struct proposal *p)
{
	enum proposal_status answered = all_answers(p);
	if (answered || p->status)
		return answered ? answered : p->status;
	for (int i = 0; i < t->as_proposal.n; i++)
		if (t->as_proposal.v[i].act && !act_has_case(r, t->word, GRAMMAR_SOURCE)) /* “withdrew from it” leaves what was agreed */
			return table_status(&t->as_proposal.v[i]);
	return proposal_class(t->class) ? PROPOSAL_STATUS_PROPOSED : PROPOSAL_STATUS_UNDER_DISCUSSION;
}

static void find_extent(const struct thing *t, struct proposal *p, uint32_t scopes)
{
	bool parts = (scopes & ~(1u << SCOPE_FULL | 1u << SCOPE_HUMANITARIAN | 1u << SCOPE_PRISONERS | 1u << SCOPE_OTHER)) != 0;
	p->limits.extent = t->extent ? t->extent : parts && p->kind == PROPOSAL_KIND_CEASEFIRE ? EXTENT_PARTIAL : EXTENT_NONE;
}

/* Truces of all kinds have a class and a purpose. */
static bool is_truce(enum proposal_kind k)
{
	return k == PROPOSAL_KIND_CEASEFIRE || k == PROPOSAL_KIND_TRUCE_EXTENSION || k == PROPOSAL_KIND_HUMANITARIAN_PAUSE;
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
	/* “part of the plan proposed by Rohan's 20-point plan to end the war” */
	uint32_t last = old->ev.sents.v[old->ev.sents.n - 1];
	bool vague = old->kind == PROPOSAL_KIND_OTHER && old->by.n && new->by.n && new->ev.sents.v[0] == last;
	/* “agreed with the proposal … did not reject the Gondorian plan”: whose it is is told later */
	bool owner = new->kind == PROPOSAL_KIND_OTHER && t->definite && !old->by.n && new->by.n && new->ev.sents.v[0] - last <= OWNER_SENTENCES;
	if (old->kind != new->kind && !vague && !owner && !(t->anaphor && new->kind == PROPOSAL_KIND_OTHER))
		return false;
	if (t->another)
		return false;
	bool as_long = new->limits.duration.n && str_eq(old->limits.duration, new->limits.duration);
	bool parts = old->limits.extent && new->limits.extent && old->limits.extent != new->limits.extent; /* all fire, or that on ports */
	bool other_extent = parts || (!as_long && new->limits.extent && old->limits.extent != new->limits.extent && (old->limits.extent || !t->definite));
	return !other_extent && (soft || parties_within(r, &old->by, &new->by) || parties_within(r, &new->by, &old->by));
}

static bool has_answer(const struct proposal *p, const struct answer *a)
{
	bool partly = false;
	for (size_t i = 0; i < p->answers.n; i++) {
		partly |= p->answers.v[i].by == a->by && p->answers.v[i].answer == PROPOSAL_STATUS_PARTLY_ACCEPTED;
		if (p->answers.v[i].by == a->by && p->answers.v[i].answer == a->answer)
			return true;
	}
	return partly && a->answer == PROPOSAL_STATUS_ACCEPTED;
}

static bool answered(const struct proposal *p, ref side)
{
	for (size_t i = 0; i < p->answers.n; i++)
		if (p->answers.v[i].by == side)
			return true;
	return false;
}

/* said_by stays who told of it first: later words (“the proposals differ”) say less, not more. */
static void join(struct reading *r, struct proposal *old, const struct proposal *new, bool soft)
{
	if (old->kind == PROPOSAL_KIND_OTHER)
		old->kind = new->kind;
	for (size_t i = 0; i < new->by.n && !soft; i++)
		if (!answered(old, new->by.v[i]))
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
	limits_join(r, &old->limits, &new->limits);
	if (new->answers.n)
		old->status = all_answers(old);
	else if (old->status == PROPOSAL_STATUS_UNDER_DISCUSSION)
		old->status = new->status;
	uint32_t sent = new->ev.sents.v[0];
	if (old->ev.sents.v[old->ev.sents.n - 1] < sent)
		vec_push(r->arena, &old->ev.sents, sent);
}

static void put(struct reading *r, const struct thing *t, const struct proposal *p, bool soft)
{
	bool idle = p->kind == PROPOSAL_KIND_OTHER && (soft || (!p->answers.n && !p->to.n));
	if (idle && !t->anaphor && !(t->definite && p->by.n))
		return; /* a plan of some kind that nobody has put to anybody */
	for (size_t i = r->proposals.n; i-- > 0;)
		if (fits(r, &r->proposals.v[i], p, t, soft)) {
			join(r, &r->proposals.v[i], p, soft);
			return;
		}
	if (r->proposals.n < PROPOSALS_MAX && !t->pronoun && !idle)
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

/* “wants backing for its plan”: nobody answers himself. */
static void drop_own_answers(const struct reading *r, struct proposal *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->answers.n; i++)
		if (!party_in(r, &p->by, p->answers.v[i].by))
			p->answers.v[n++] = p->answers.v[i];
	p->answers.n = n;
}

/* Who tells how he answers a proposal has not made it. */
static void drop_answerers(struct reading *r, struct proposal *p)
{
	size_t n = 0;
	/* “said it would accept” where nobody else is named: who says it answers */
	bool told = !p->answers.n &&
		    (p->status == PROPOSAL_STATUS_ACCEPTED || p->status == PROPOSAL_STATUS_REJECTED || p->status == PROPOSAL_STATUS_CONDITIONAL);
	for (size_t i = 0; told && i < p->by.n; i++)
		vec_push(r->arena, &p->answers, ((struct answer){p->by.v[i], p->status, STR("")}));
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
	if (renewal(r, t) != PROPOSAL_KIND_AGREEMENT_RENEWAL || p->said_by.n == 0)
		proposers(r, t, p, &soft);
	addressees(r, t, p);
	answers(r, t, p);
	if (soft)
		drop_answerers(r, p);
	else
		drop_own_answers(r, p);
	thing_scopes(r, scopes, &p->scope);
	find_extent(t, p, scopes);
	limits_read(r, t, false, is_truce(p->kind), &p->limits);
	conditions(r, t, p);
	p->status = status_of(r, t, p);
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
