#include "sense/thing.h"

#include "data/rules.h"
#include "sense/content.h"
#include "sense/phrase.h"

#define TERM_WORDS_MAX 30
#define PURPOSE_WORDS_MAX 12

static const struct word *word(const struct reading *r, uint32_t w)
{
	return &r->doc->words.v[w];
}

static bool noun_like(const struct word *w)
{
	return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN;
}

/* ------------------------------------------------------------------------------------------------ qualities */

static void add_quality(struct thing *t, const struct quality_word *q)
{
	if (q->agreement && (t->agreement == AGREEMENT_KIND_OTHER || t->agreement == AGREEMENT_KIND_NONE))
		t->agreement = q->agreement;
	if (q->proposal && (t->proposal == PROPOSAL_KIND_OTHER || t->proposal == PROPOSAL_KIND_NONE))
		t->proposal = q->proposal;
	if (q->extent && !t->extent)
		t->extent = q->extent;
	t->scopes |= q->scopes;
}

static void add_thing(struct thing *t, const struct thing_word *e)
{
	struct quality_word q = {.agreement = e->agreement, .proposal = e->proposal, .scopes = e->scopes};
	if (e->class != THING_PROPOSAL && e->class != THING_AGREEMENT)
		add_quality(t, &q);
}

static bool another(const struct reading *r, uint32_t w)
{
	return deals_grammar(r->k->deals, word(r, w)->lem, GRAMMAR_ANOTHER);
}

static bool compared(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (word(r, d->kids[i])->dep == DEP_ADVMOD && another(r, d->kids[i]))
			return true;
	return str_ends(word(r, w)->xpos, STR("JJR"));
}

/* “a plan to end the war”: what a proposal is for, among the words of the clause that hangs on it. */
static void look_at_purpose(const struct reading *r, uint32_t clause, struct thing *t)
{
	struct word_span s = doc_subtree(r->doc, clause);
	const struct act_word *a = act_at(r, clause, ABOUT_AGREEMENT);
	int32_t obj = doc_kid(r->doc, clause, DEP_OBJ);
	if (a && obj >= 0 && (a->value == LIFE_EXTENDED || a->value == LIFE_RESUMED) && t->proposal == PROPOSAL_KIND_OTHER) {
		const struct thing_word *e = deals_thing(r->k->deals, word(r, (uint32_t)obj)->lem);
		t->proposal = e && e->class == THING_TRUCE ? PROPOSAL_KIND_TRUCE_EXTENSION : PROPOSAL_KIND_AGREEMENT_RENEWAL;
		t->matter = clause;
	}
	for (uint32_t w = s.first; w < s.last && w < s.first + PURPOSE_WORDS_MAX; w++) {
		const struct quality_word *q = deals_quality(r->k->deals, word(r, w)->lem);
		if (q && q->proposal && t->proposal == PROPOSAL_KIND_OTHER)
			t->proposal = q->proposal;
		if (q && q->agreement && t->agreement == AGREEMENT_KIND_OTHER && t->class == THING_AGREEMENT)
			t->agreement = q->agreement;
	}
}

static uint32_t scopes_within(const struct reading *r, uint32_t w)
{
	struct word_span s = doc_subtree(r->doc, w);
	uint32_t scopes = 0;
	for (uint32_t i = s.first; i < s.last && i < s.first + PURPOSE_WORDS_MAX; i++) {
		const struct quality_word *q = deals_quality(r->k->deals, word(r, i)->lem);
		scopes |= q ? q->scopes : 0;
	}
	return scopes;
}

/* “rejected a proposal by Rohan to extend the truce”, where the parser has hung the clause on the verb: the clause, or -1. */
static int32_t stray_purpose(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	int32_t verb = word(r, w)->dep == DEP_OBJ ? word(r, w)->head : -1;
	for (uint32_t i = verb >= 0 ? d->kids_start[verb] : 0; verb >= 0 && i < d->kids_start[verb + 1]; i++) {
		enum dep dep = word(r, d->kids[i])->dep;
		if (d->kids[i] > w && (dep == DEP_XCOMP || dep == DEP_ADVCL) && act_has_case(r, d->kids[i], GRAMMAR_TO))
			return (int32_t)d->kids[i];
	}
	return -1;
}

/* “accept a proposal for a truce”, where the parser has hung the truce on the verb: the head of the phrase right behind, or -1. */
static int32_t stray_matter(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	int32_t verb = word(r, w)->head;
	if (verb < 0 || w + 1 >= d->words.n || !deals_grammar(r->k->deals, word(r, w + 1)->low, GRAMMAR_MATTER))
		return -1;
	int32_t what = word(r, w + 1)->dep == DEP_CASE ? word(r, w + 1)->head : -1;
	bool stray = what > (int32_t)w && word(r, (uint32_t)what)->head == verb && word(r, (uint32_t)what)->dep == DEP_OBL;
	return stray && deals_thing(r->k->deals, word(r, (uint32_t)what)->lem) ? what : -1;
}

/* More than one deed of fighting: “strikes”, “the attacks”, “hostilities”. */
static bool is_fighting(const struct reading *r, uint32_t w)
{
	uint8_t fighting = rules_class(r->k->rules, STR("fighting"));
	bool some = fighting && rules_in_class(r->k->rules, word(r, w)->lem, fighting);
	return some && ((word(r, w)->feat & FEAT_PLUR) || str_ends(word(r, w)->form, STR("ing")));
}

static int32_t bound_fighting(const struct reading *r, uint32_t w)
{
	int32_t bound = act_prep(r, w, GRAMMAR_BOUND);
	return bound >= 0 && is_fighting(r, (uint32_t)bound) ? bound : -1;
}

/* “proposed a ceasefire at sea”, where the parser has hung the sea on the verb. */
static uint32_t stray_scopes(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	bool prep = w + 1 < d->words.n && word(r, w + 1)->dep == DEP_CASE && deals_grammar(r->k->deals, word(r, w + 1)->low, GRAMMAR_MATTER);
	int32_t what = prep ? word(r, w + 1)->head : -1;
	bool stray = what > (int32_t)w && word(r, (uint32_t)what)->dep == DEP_OBL && word(r, (uint32_t)what)->head == word(r, w)->head;
	const struct quality_word *q = stray ? deals_quality(r->k->deals, word(r, (uint32_t)what)->lem) : NULL;
	return q ? q->scopes : 0;
}

static void look_below(const struct reading *r, uint32_t w, struct thing *t, int depth)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		const struct word *k = word(r, kid);
		bool before = kid < w && (k->dep == DEP_AMOD || k->dep == DEP_COMPOUND || k->dep == DEP_NMOD_POSS || k->dep == DEP_NUMMOD ||
					  k->dep == DEP_NMOD || k->dep == DEP_NMOD_UNMARKED || k->dep == DEP_NMOD_DESC);
		bool behind = kid > w && (k->dep == DEP_NMOD || k->dep == DEP_CONJ) &&
			      act_has_case(r, kid, GRAMMAR_MATTER);
		if (depth == 0 && k->dep == DEP_ACL && kid > w && (t->class == THING_PROPOSAL || t->class == THING_AGREEMENT))
			look_at_purpose(r, kid, t);
		if (depth == 0 && act_has_case(r, kid, GRAMMAR_INCLUDING)) /* “a plan, including the release of all prisoners” */
			t->scopes |= scopes_within(r, kid);
		if (!before && !behind)
			continue;
		const struct quality_word *q = deals_quality(r->k->deals, k->lem);
		const struct thing_word *e = deals_thing(r->k->deals, k->lem);
		bool more = compared(r, kid);
		t->another |= more || (depth == 0 && another(r, kid));
		if (q && !more)
			add_quality(t, q);
		if (e)
			add_thing(t, e);
		int32_t stopped = e && e->class == THING_STOP ? bound_fighting(r, kid) : -1; /* “a proposal for a halt to strikes on ports” */
		t->scopes |= stopped >= 0 ? scopes_within(r, (uint32_t)stopped) : 0;
		if (e && t->matter == t->word)
			t->matter = kid;
		if (depth < 2)
			look_below(r, kid, t, depth + 1);
	}
}

uint32_t thing_covered(const struct reading *r, const struct thing *t)
{
	const struct doc *d = r->doc;
	int32_t head = word(r, t->word)->head;
	uint32_t scopes = 0;
	if (head < 0 || word(r, t->word)->dep != DEP_NSUBJ || !act_at(r, (uint32_t)head, ABOUT_TERM))
		return 0;
	struct word_span s = doc_subtree(d, (uint32_t)head);
	for (uint32_t w = (uint32_t)head + 1; w < s.last; w++) {
		const struct quality_word *q = deals_quality(r->k->deals, word(r, w)->lem);
		scopes |= q ? q->scopes : 0;
	}
	return scopes;
}

/* ------------------------------------------------------------------------------------------------ finding */

static struct word_span name_of(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	struct word_span s = {w, w + 1};
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = word(r, d->kids[i]);
		bool part = d->kids[i] < w && k->dep != DEP_DET && k->dep != DEP_CASE && k->dep != DEP_MARK && k->dep != DEP_PUNCT &&
			    k->dep != DEP_CC && k->dep != DEP_COP && k->dep != DEP_NSUBJ && k->dep != DEP_ADVMOD && k->dep != DEP_NMOD_POSS;
		uint32_t from = part ? doc_subtree(d, d->kids[i]).first : w;
		if (from < s.first)
			s.first = from;
	}
	return content_trim(d, s);
}

static void set_definite(const struct reading *r, struct thing *t)
{
	const struct doc *d = r->doc;
	int32_t det = doc_kid(d, t->word, DEP_DET);
	bool the = det >= 0 && (word(r, (uint32_t)det)->feat & (FEAT_DEF | FEAT_DEM)) != 0;
	t->definite = the || doc_kid(d, t->word, DEP_NMOD_POSS) >= 0 || t->known;
	t->anaphor = the && t->span.last - t->span.first == 1;
}

/* The truce of “rejected a proposal to extend the truce”: the proposal is the thing. */
static bool in_purpose(const struct reading *r, uint32_t w)
{
	int32_t clause = word(r, w)->dep == DEP_OBJ ? word(r, w)->head : -1, verb = clause < 0 ? -1 : word(r, (uint32_t)clause)->head;
	int32_t plan = verb < 0 ? -1 : doc_kid(r->doc, (uint32_t)verb, DEP_OBJ);
	const struct thing_word *e = plan < 0 ? NULL : deals_thing(r->k->deals, word(r, (uint32_t)plan)->lem);
	return e && e->class == THING_PROPOSAL && stray_purpose(r, (uint32_t)plan) == clause;
}

/* A thing that only qualifies another (“ceasefire talks”, “peace plan for a truce”) is no thing of its own. */
static bool only_qualifies(const struct reading *r, uint32_t w)
{
	const struct word *x = word(r, w);
	if (x->dep == DEP_COMPOUND || x->head < 0)
		return x->dep == DEP_COMPOUND;
	if (in_purpose(r, w))
		return true;
	uint32_t first = doc_subtree(r->doc, w).first;
	const struct thing_word *before = x->dep == DEP_OBL && first > 0 ? deals_thing(r->k->deals, word(r, first - 1)->lem) : NULL;
	if (before && before->class == THING_PROPOSAL && stray_matter(r, first - 1) == (int32_t)w)
		return true;
	const struct thing_word *over = deals_thing(r->k->deals, word(r, (uint32_t)x->head)->lem);
	bool of = act_has_case(r, w, GRAMMAR_MATTER);
	return x->dep == DEP_NMOD && of && over && (over->class == THING_PROPOSAL || over->class == THING_AGREEMENT);
}

/* “a truce that would halt strikes on ports” */
static uint32_t scopes_of_clauses(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	uint32_t scopes = 0;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool clause = word(r, kid)->dep == DEP_ACL || word(r, kid)->dep == DEP_ACL_RELCL;
		if (kid > w && clause && (act_at(r, kid, ABOUT_TERM) || deals_stop_verb(r->k->deals, word(r, kid)->lem) || is_fighting(r, kid)))
			scopes |= scopes_within(r, kid);
	}
	return scopes;
}

/* “A prisoner swap”, “an exchange of all captives”; fire and notes are exchanged, too. */
static bool swaps_prisoners(const struct reading *r, const struct thing *t)
{
	int32_t of = act_prep(r, t->word, GRAMMAR_BOUND);
	const struct quality_word *q = of >= 0 ? deals_quality(r->k->deals, word(r, (uint32_t)of)->lem) : NULL;
	return t->span.last - t->span.first > 1 || (q && q->scopes & 1u << SCOPE_PRISONERS);
}

static bool complete(const struct reading *r, const struct thing *t)
{
	refs sides = {0};
	switch (t->class) {
	case THING_STOP:
		return bound_fighting(r, t->word) >= 0;
	case THING_SWAP:
		return (t->scopes & 1u << SCOPE_PRISONERS) && t->agreement == AGREEMENT_KIND_PRISONER_EXCHANGE && swaps_prisoners(r, t);
	case THING_PAUSE:
		return t->span.last - t->span.first > 1 && (t->scopes & 1u << SCOPE_HUMANITARIAN);
	case THING_GUARANTEE:
		return t->agreement == AGREEMENT_KIND_SECURITY && t->span.last - t->span.first > 1;
	case THING_WEAK_AGREEMENT:
	case THING_WEAK_PROPOSAL:
		thing_parties((struct reading *)r, t, &sides);
		return t->agreement != AGREEMENT_KIND_OTHER || t->proposal != PROPOSAL_KIND_OTHER || (sides.n > 1 && t->class == THING_WEAK_AGREEMENT);
	case THING_TALKS:
		return word(r, t->word)->dep != DEP_COMPOUND;
	default:
		return true;
	}
}

/* “a truce starting on Sunday”: a bound, not what became of it. */
static void drop_bounds(const struct reading *r, struct acts *acts)
{
	int n = 0;
	for (int i = 0; i < acts->n; i++) {
		const struct act_hit *h = &acts->v[i];
		sym lemma = word(r, h->word)->lem;
		bool bound = h->aside && str_is(word(r, h->word)->xpos, "VBG") &&
			     (deals_grammar(r->k->deals, lemma, GRAMMAR_FROM) || deals_grammar(r->k->deals, lemma, GRAMMAR_UNTIL));
		if (!bound)
			acts->v[n++] = *h;
	}
	acts->n = n;
}

static void push(struct reading *r, things *out, struct thing t)
{
	t.matter = t.word;
	look_below(r, t.word, &t, 0);
	int32_t purpose = t.class == THING_PROPOSAL ? stray_purpose(r, t.word) : -1;
	if (purpose >= 0)
		look_at_purpose(r, (uint32_t)purpose, &t);
	int32_t stray = t.class == THING_PROPOSAL ? stray_matter(r, t.word) : -1;
	if (stray >= 0) {
		add_thing(&t, deals_thing(r->k->deals, word(r, (uint32_t)stray)->lem));
		look_below(r, (uint32_t)stray, &t, 1);
		t.matter = (uint32_t)stray;
	}
	t.scopes |= t.class == THING_TRUCE ? stray_scopes(r, t.word) : 0;
	t.span = t.known ? t.span : name_of(r, t.word);
	set_definite(r, &t);
	if (!t.known && !complete(r, &t))
		return;
	acts_around(r, t.word, ABOUT_AGREEMENT, &t.as_agreement);
	drop_bounds(r, &t.as_agreement);
	acts_around(r, t.word, ABOUT_PROPOSAL, &t.as_proposal);
	t.scopes |= thing_covered(r, &t) | scopes_of_clauses(r, t.word);
	int32_t bound = t.class == THING_STOP ? bound_fighting(r, t.word) : -1;
	t.scopes |= bound >= 0 ? scopes_within(r, (uint32_t)bound) : 0;
	vec_push(r->arena, out, t);
}

/* The longest name of an agreement that begins at w; NULL where none does. */
static const struct known_name *name_at(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (const struct known_name *n = deals_known(r->k->deals, word(r, w)->low); n; n = n->next) {
		int i = 0;
		while (i < n->n && w + (uint32_t)i < d->words.n && word(r, w + (uint32_t)i)->low == n->word[i])
			i++;
		if (i == n->n && (i > 1 || word(r, w)->upos == UPOS_PROPN))
			return n;
	}
	return NULL;
}

static uint32_t head_within(const struct reading *r, uint32_t first, uint32_t last)
{
	for (uint32_t w = last; w-- > first;)
		if (word(r, w)->head < (int32_t)first || word(r, w)->head >= (int32_t)last)
			return w;
	return last - 1;
}

/* Does what governs a pronoun speak of deals, so that it may stand for one? */
static bool stands_for_thing(const struct reading *r, uint32_t w)
{
	const struct word *x = word(r, w);
	if (x->upos != UPOS_PRON || x->head < 0 || (x->feat & FEAT_REL) || !deals_grammar(r->k->deals, x->low, GRAMMAR_ANAPHOR))
		return false;
	const struct act_word *a = act_at(r, (uint32_t)x->head, ABOUT_AGREEMENT), *p = act_at(r, (uint32_t)x->head, ABOUT_PROPOSAL);
	if (x->dep == DEP_NSUBJ || x->dep == DEP_NSUBJ_PASS)
		return a && !r->word_actors[w].n && (a->value == LIFE_ENTERED || a->value == LIFE_EXPIRED || a->value == LIFE_COLLAPSED ||
						     (x->dep == DEP_NSUBJ_PASS && a->value != LIFE_IN_FORCE));
	if (x->dep != DEP_OBJ && x->dep != DEP_OBL && x->dep != DEP_NMOD)
		return false;
	bool deed = a && a->value != LIFE_IN_FORCE && a->value != LIFE_DECLARED && a->value != LIFE_ENTERED;
	return deed || (p && (p->value == PROPOSAL_STATUS_ACCEPTED || p->value == PROPOSAL_STATUS_REJECTED));
}

/* “Mordor withdrew from it”: the last thing named in this sentence or the one before. */
static void push_pronoun(struct reading *r, things *out, uint32_t w)
{
	const struct thing *of = out->n ? &out->v[out->n - 1] : NULL;
	if (!of || word(r, w)->sent - word(r, of->word)->sent > 1 || of->class == THING_TALKS || !stands_for_thing(r, w))
		return;
	struct thing t = *of;
	t.word = t.matter = w;
	t.span = (struct word_span){w, w + 1};
	t.definite = t.anaphor = t.pronoun = true;
	t.another = false;
	acts_around(r, w, ABOUT_AGREEMENT, &t.as_agreement);
	acts_around(r, w, ABOUT_PROPOSAL, &t.as_proposal);
	vec_push(r->arena, out, t);
}

/* ------------------------------------------------------------------------------------------------ told by a verb */

/* What is to stop must be fighting: “halt strikes”, “stop the attacks”, “cease hostilities”. */
static int32_t fighting_stopped(const struct reading *r, uint32_t verb)
{
	int32_t what = doc_kid(r->doc, verb, DEP_OBJ);
	if (what < 0)
		what = doc_kid(r->doc, verb, DEP_OBL);
	return what > (int32_t)verb && is_fighting(r, (uint32_t)what) ? what : -1;
}

/* “agreed with the proposal to stop attacks”: the proposal is the thing. */
static bool thing_between(const struct reading *r, uint32_t from, uint32_t to)
{
	for (uint32_t w = from + 1; w < to; w++)
		if (noun_like(word(r, w)) && deals_thing(r->k->deals, word(r, w)->lem))
			return true;
	return false;
}

static bool at_war(const struct reading *r, const refs *sides)
{
	for (size_t i = 0; i < sides->n; i++) {
		enum actor_kind k = r->actors.v[sides->v[i]].kind;
		if (k != ACTOR_KIND_STATE && k != ACTOR_KIND_ARMED_GROUP && k != ACTOR_KIND_PERSON && k != ACTOR_KIND_IGO)
			return false;
	}
	return sides->n > 0;
}

/* “agreed to halt strikes on power plants for 30 days”, “proposed that both stop their attacks”: a truce without the word. */
static void push_stop(struct reading *r, things *out, uint32_t w)
{
	const struct thing_word *e = deals_stop_verb(r->k->deals, word(r, w)->lem);
	int32_t what = e && word(r, w)->upos == UPOS_VERB ? fighting_stopped(r, w) : -1, over = word(r, w)->head;
	bool content = word(r, w)->dep == DEP_XCOMP || word(r, w)->dep == DEP_CCOMP;
	if (what < 0 || over < 0 || !content || word(r, (uint32_t)over)->upos != UPOS_VERB)
		return;
	const struct act_word *put = act_at(r, (uint32_t)over, ABOUT_OFFER), *agree = act_at(r, (uint32_t)over, ABOUT_AGREEMENT);
	enum mood mood = act_mood(r, (uint32_t)over);
	refs sides = {0};
	int32_t doer = act_doer(r, (uint32_t)over);
	if (doer >= 0)
		parties_of_phrase(r, (uint32_t)doer, &sides, NULL);
	if (thing_between(r, (uint32_t)over, w) || !at_war(r, &sides) || mood != MOOD_FACT || act_denied(r, w))
		return;
	struct thing t = {.word = w, .entry = e, .class = THING_STOP_VERB, .agreement = e->agreement, .proposal = e->proposal,
			  .scopes = scopes_within(r, w), .matter = (uint32_t)what};
	t.span = content_trim(r->doc, (struct word_span){w, (uint32_t)what + 1});
	struct act_hit h = {put ? act_at(r, (uint32_t)over, ABOUT_PROPOSAL) : agree, (uint32_t)over, mood, false, 1, false};
	struct acts *acts = put ? &t.as_proposal : &t.as_agreement;
	if (!h.act || (!put && h.act->value != LIFE_SIGNED))
		return;
	acts->v[acts->n++] = h;
	vec_push(r->arena, out, t);
}

void thing_find(struct reading *r, things *out)
{
	for (uint32_t w = 0; w < r->doc->words.n; w++) {
		const struct known_name *name = word(r, w)->low ? name_at(r, w) : NULL;
		if (name) {
			struct thing t = {.word = head_within(r, w, w + (uint32_t)name->n), .span = {w, w + (uint32_t)name->n}, .known = name->deal,
					  .class = THING_AGREEMENT, .agreement = name->deal->kind, .scopes = name->deal->scopes};
			push(r, out, t);
			w += (uint32_t)name->n - 1;
			continue;
		}
		push_pronoun(r, out, w);
		push_stop(r, out, w);
		const struct thing_word *e = noun_like(word(r, w)) ? deals_thing(r->k->deals, word(r, w)->lem) : NULL;
		if (e && !only_qualifies(r, w) && !act_none_of(r, w))
			push(r, out, (struct thing){.word = w, .entry = e, .class = e->class, .agreement = e->agreement, .proposal = e->proposal,
						    .scopes = e->scopes});
	}
}

/* ------------------------------------------------------------------------------------------------ what is asked of a thing */

void thing_parties(struct reading *r, const struct thing *t, refs *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[t->word]; i < d->kids_start[t->word + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = word(r, kid)->dep;
		const struct quality_word *q = deals_quality(r->k->deals, word(r, kid)->lem);
		bool matter = q && (q->agreement || q->proposal || q->scopes); /* “a prisoner swap” is not the prisoner's */
		if (matter || act_at(r, kid, ABOUT_MEDIATE)) /* “a Rohan-brokered truce” */
			continue;
		bool with = act_has_case(r, kid, GRAMMAR_WITH) || act_has_case(r, kid, GRAMMAR_BY);
		bool before = kid < t->word && (dep == DEP_NMOD_POSS || dep == DEP_COMPOUND || dep == DEP_AMOD);
		if (with || before)
			parties_of_phrase(r, kid, out, NULL);
	}
}

void thing_mediators(struct reading *r, const struct thing *t, refs *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[t->word]; i < d->kids_start[t->word + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (!act_at(r, kid, ABOUT_MEDIATE))
			continue;
		int32_t by = act_doer(r, kid);
		if (by >= 0 && by != (int32_t)t->word)
			parties_of_phrase(r, (uint32_t)by, out, NULL);
		for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1]; j++)
			if (d->kids[j] < kid)
				parties_of_phrase(r, d->kids[j], out, NULL);
	}
	int32_t head = word(r, t->word)->head;
	if (head >= 0 && word(r, t->word)->dep == DEP_OBJ && act_at(r, (uint32_t)head, ABOUT_MEDIATE)) {
		int32_t by = act_doer(r, (uint32_t)head);
		if (by >= 0)
			parties_of_phrase(r, (uint32_t)by, out, NULL);
	}
}

struct str thing_words(const struct reading *r, struct word_span s)
{
	s = content_trim(r->doc, s);
	if (s.last - s.first > TERM_WORDS_MAX)
		s.last = s.first + TERM_WORDS_MAX;
	struct span b = reading_span(r, s.first, s.last);
	return doc_span(r->doc, b.start, b.end);
}

struct word_span thing_clause(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	struct word_span s = doc_subtree(d, w);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = word(r, d->kids[i]);
		if (d->kids[i] < w && (k->dep == DEP_CASE || (k->dep == DEP_MARK && !deals_grammar(r->k->deals, k->low, GRAMMAR_TO))))
			s.first = d->kids[i] + 1;
	}
	return s;
}

void thing_scopes(struct reading *r, uint32_t scopes, void *list)
{
	VEC(uint8_t) *out = list;
	for (uint8_t s = 1; s < SCOPE_COUNT; s++) {
		bool known = false;
		for (size_t i = 0; i < out->n; i++)
			known |= out->v[i] == s;
		if ((scopes & 1u << s) && !known)
			vec_push(r->arena, out, s);
	}
}
