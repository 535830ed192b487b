#include "sense/antecedent.h"

#include "data/cues.h"

#define SENTENCES_BACK 3
#define CANDIDATES_BACK 64
#define AHEAD_STEPS_MAX 12 /* words between a pronoun and the clause that it opens */
#define SIDES_BACK 512
#define SIDES_MAX 16

static const struct word *word_at(const struct resolver *x, uint32_t w)
{
	return &x->r->doc->words.v[w];
}

static bool is_subject(uint8_t dep)
{
	return dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS || dep == DEP_NSUBJ_OUTER || dep == DEP_ROOT;
}

static bool is_group(enum actor_kind k)
{
	return k == ACTOR_KIND_STATE || k == ACTOR_KIND_ORGANISATION || k == ACTOR_KIND_ARMED_GROUP || k == ACTOR_KIND_IGO || k == ACTOR_KIND_NGO;
}

static bool agrees(const struct resolver *x, const struct candidate *pronoun, const struct candidate *c)
{
	const struct actor *a = &x->r->actors.v[c->actors.v[0]];
	bool several = c->actors.n > 1 || a->plural || a->kind == ACTOR_KIND_POPULATION;
	if (pronoun->plural)
		return several || is_group(a->kind);
	if (several)
		return false;
	if (pronoun->gender == GENDER_THING)
		return is_group(a->kind);
	if (a->kind != ACTOR_KIND_PERSON)
		return false;
	return pronoun->gender == GENDER_FEMALE ? !a->male : !a->female;
}

/* “Gondor attacked it”: subject and object of one verb are two. */
static bool same_clause(const struct resolver *x, const struct candidate *p, const struct candidate *c)
{
	const struct word *pw = word_at(x, p->head), *cw = word_at(x, c->head);
	return !(pw->feat & FEAT_POSS) && pw->head >= 0 && pw->head == cw->head;
}

/* Does the mention stand where somebody speaks: subject of a verb of speech, or behind “according to”? */
static bool speaks(const struct resolver *x, uint32_t head)
{
	const struct cues *k = x->r->k->cues;
	const struct word *w = word_at(x, head);
	int32_t mark = doc_kid(x->r->doc, head, DEP_CASE);
	const struct cue *source = mark >= 0 ? cues_first(k, word_at(x, (uint32_t)mark)->low) : NULL;
	if (source && source->kind == CUE_SOURCE)
		return true;
	if (w->dep != DEP_NSUBJ || w->head < 0 || word_at(x, (uint32_t)w->head)->upos != UPOS_VERB)
		return false;
	for (const struct cue *c = cues_first(k, word_at(x, (uint32_t)w->head)->lem); c; c = c->next)
		if (c->kind == CUE_VERB && c->class != CUE_THINK && c->class != CUE_SHOW && c->frames & FRAME_QUOTE)
			return true;
	return false;
}

/* “They say”: those who have spoken before, rather than those to whom something was done. */
static int cost_of_speech(const struct resolver *x, const struct candidate *o)
{
	const struct word *w = word_at(x, o->head);
	if (speaks(x, o->head))
		return -8;
	bool victim = w->dep == DEP_NSUBJ_PASS || w->dep == DEP_OBJ;
	return victim && x->r->actors.v[o->actors.v[0]].kind == ACTOR_KIND_POPULATION ? 10 : 0;
}

/* A plural pronoun takes the whole coordination: “Gondor and Arnor … they”. */
static void take(struct resolver *x, struct candidate *p, const struct candidate *c)
{
	refs_add_all(x->r->arena, &p->actors, &c->actors);
	if (!p->plural)
		return;
	for (size_t i = (size_t)(c - x->c.v.v) + 1; i < x->now; i++) {
		const struct candidate *o = &x->c.v.v[i];
		if (word_at(x, o->head)->dep == DEP_CONJ && word_at(x, o->head)->head == (int32_t)c->head)
			refs_add_all(x->r->arena, &p->actors, &o->actors);
	}
}

void antecedent_pronoun(struct resolver *x, struct candidate *c)
{
	const struct candidate *best = NULL;
	int best_cost = 0;
	bool alone = true, speech = speaks(x, c->head);
	uint32_t sent = word_at(x, c->head)->sent;
	for (size_t i = x->now, n = 0; i-- > 0 && n < CANDIDATES_BACK; n++) {
		const struct candidate *o = &x->c.v.v[i];
		uint32_t back = sent - word_at(x, o->head)->sent;
		if (back > SENTENCES_BACK)
			break;
		if (!o->actors.n || o->silent || o == c || !agrees(x, c, o) || same_clause(x, c, o))
			continue;
		const struct actor *a = &x->r->actors.v[o->actors.v[0]];
		int cost = (int)back * 10 + (is_subject(word_at(x, o->head)->dep) ? 0 : 6) + (word_at(x, o->head)->dep == DEP_CONJ ? 2 : 0);
		if (c->plural && o->actors.n == 1 && !a->plural && a->kind != ACTOR_KIND_POPULATION)
			cost += 7; /* “troops … they” before “Gondor … they” */
		if (back > 0 && c->gender == GENDER_THING)
			cost += 10;
		if (speech)
			cost += cost_of_speech(x, o);
		if (best && best->actors.v[0] != o->actors.v[0])
			alone = false;
		if (!best || cost < best_cost) {
			best = o;
			best_cost = cost;
		}
	}
	/* “it” may be many things that are no actors; where one actor alone could be meant, further off will do */
	if (best && best_cost < (c->gender == GENDER_THING && !alone ? 21 : 37))
		take(x, c, best);
}

struct candidate *antecedent_ahead(struct resolver *x, const struct candidate *c)
{
	const struct doc *d = x->r->doc;
	uint32_t w = c->head;
	for (int n = 0; n < AHEAD_STEPS_MAX && d->words.v[w].head >= 0; n++, w = (uint32_t)d->words.v[w].head) {
		uint8_t dep = d->words.v[w].dep;
		uint32_t head = (uint32_t)d->words.v[w].head, end = doc_subtree(d, w).last;
		if ((dep != DEP_ADVCL && dep != DEP_OBL) || head < end)
			continue;
		int32_t subject = doc_kid(d, head, DEP_NSUBJ);
		subject = subject < 0 ? doc_kid(d, head, DEP_NSUBJ_PASS) : subject;
		struct candidate *o = subject >= (int32_t)end ? mention_at(&x->c, (uint32_t)subject) : NULL;
		return o && o->type != CANDIDATE_PRONOUN && o->type != CANDIDATE_PAIR ? o : NULL;
	}
	return NULL;
}

void antecedent_take_ahead(struct resolver *x, struct candidate *c, const struct candidate *o)
{
	if (o->actors.n && agrees(x, c, o))
		refs_add_all(x->r->arena, &c->actors, &o->actors);
}

/* ---- the two sides ---- */

/* The actor that can be a side: a state for its organs and officials, a group for its own. */
static ref side_of(const struct resolver *x, ref id)
{
	for (int steps = 0; steps < 4; steps++) {
		const struct actor *a = &x->r->actors.v[id];
		if (a->kind == ACTOR_KIND_ARMED_GROUP || (a->kind == ACTOR_KIND_STATE && a->of == NO_REF))
			return id;
		if (a->of == NO_REF || a->of == id)
			return a->kind == ACTOR_KIND_POPULATION || a->kind == ACTOR_KIND_PERSON ? NO_REF : id;
		id = a->of;
	}
	return NO_REF;
}

static bool add_side(struct resolver *x, refs *sides, const struct candidate *c)
{
	for (size_t i = 0; i < c->actors.n; i++)
		refs_add(x->r->arena, sides, side_of(x, c->actors.v[i]));
	return sides->n >= 2;
}

/* The last two that “and” joined, or one noun of two countries. */
static bool last_pair(struct resolver *x, refs *sides)
{
	for (size_t i = x->now, n = 0; i-- > 0 && n < SIDES_BACK; n++) {
		const struct candidate *c = &x->c.v.v[i];
		sides->n = 0;
		if (!c->actors.n || c->type == CANDIDATE_PRONOUN || c->silent)
			continue;
		if (add_side(x, sides, c))
			return true;
		if (word_at(x, c->head)->dep != DEP_CONJ || word_at(x, c->head)->head < 0)
			continue;
		const struct candidate *o = mention_at(&x->c, (uint32_t)word_at(x, c->head)->head);
		refs both = {0};
		if (o && o->actors.n) {
			add_side(x, &both, o);
			add_side(x, &both, c);
		}
		*sides = both;
		if (sides->n >= 2)
			return true;
	}
	return false;
}

static bool fights(const struct resolver *x, int32_t w)
{
	return w >= 0 && actor_dict_agency(x->dict, word_at(x, (uint32_t)w)->lemma) & AGENCY_BIT(AGENCY_FIGHT);
}

/* How much the words that it hangs on show the actor at war: “Mordor's attacks”, “war with Mordor”. */
static unsigned fight_weight(const struct resolver *x, uint32_t head)
{
	int32_t w = word_at(x, head)->head;
	if (fights(x, w))
		return 3;
	return w >= 0 && fights(x, word_at(x, (uint32_t)w)->head);
}

struct side { ref who; unsigned weight; };

static size_t collect_sides(struct resolver *x, struct side v[SIDES_MAX])
{
	size_t n = 0;
	for (size_t i = x->now > SIDES_BACK ? x->now - SIDES_BACK : 0; i < x->now; i++) {
		const struct candidate *c = &x->c.v.v[i];
		bool counts = c->actors.n == 1 && c->type != CANDIDATE_PERSON && c->type != CANDIDATE_PAIR;
		ref who = counts ? side_of(x, c->actors.v[0]) : NO_REF;
		size_t k = 0;
		while (k < n && v[k].who != who)
			k++;
		if (who == NO_REF || k == SIDES_MAX)
			continue;
		if (k == n)
			v[n++] = (struct side){who, 0};
		v[k].weight += fight_weight(x, c->head);
	}
	return n;
}

/* Who is hit where the sentence tells a place is at war. */
static void weigh_places(const struct resolver *x, struct side *v, size_t n, uint32_t word)
{
	const struct sent *s = &x->r->doc->sents.v[word_at(x, word)->sent];
	for (uint32_t w = s->first; w < s->last; w++) {
		ref p = x->r->word_place[w];
		for (size_t k = 0; k < n && p != NO_REF; k++)
			if (x->r->places.v[p].country.n && str_eq(x->r->places.v[p].country, x->r->actors.v[v[k].who].country))
				v[k].weight += 3;
	}
}

/* The two that fight most in the report so far: who is at war is no matter of the last sentence. */
static bool belligerents(struct resolver *x, refs *sides, uint32_t word)
{
	struct side v[SIDES_MAX];
	size_t n = collect_sides(x, v);
	weigh_places(x, v, n, word);
	sides->n = 0;
	for (int round = 0; round < 2; round++) {
		size_t best = n;
		for (size_t k = 0; k < n; k++)
			if (v[k].weight && (best == n || v[k].weight > v[best].weight))
				best = k;
		if (best == n)
			return false;
		refs_add(x->r->arena, sides, v[best].who);
		v[best].weight = 0;
	}
	return sides->n == 2;
}

/* At last the two that were mentioned last. */
static bool latest_two(struct resolver *x, refs *sides)
{
	sides->n = 0;
	for (size_t i = x->now, n = 0; i-- > 0 && n < CANDIDATES_BACK && sides->n < 2; n++) {
		const struct candidate *c = &x->c.v.v[i];
		if (c->actors.n == 1 && c->type != CANDIDATE_PRONOUN && !c->silent)
			add_side(x, sides, c);
	}
	return sides->n == 2;
}

/* Whether what the pair does is fighting: “both sides launched attacks”. */
static bool pair_fights(const struct resolver *x, const struct candidate *c)
{
	int32_t verb = word_at(x, c->head)->head;
	if (verb < 0 || fights(x, verb))
		return verb >= 0;
	int32_t obj = doc_kid(x->r->doc, (uint32_t)verb, DEP_OBJ);
	return fights(x, obj);
}

/* “the two leaders”: the two persons named last, in the order of the text. */
static bool latest_persons(struct resolver *x, refs *out)
{
	refs found = {0};
	for (size_t i = x->now, n = 0; i-- > 0 && n < CANDIDATES_BACK && found.n < 2; n++) {
		const struct candidate *c = &x->c.v.v[i];
		if (c->actors.n == 1 && x->r->actors.v[c->actors.v[0]].kind == ACTOR_KIND_PERSON && !x->r->actors.v[c->actors.v[0]].plural)
			refs_add(x->r->arena, &found, c->actors.v[0]);
	}
	for (size_t i = found.n; i-- > 0 && found.n == 2;)
		refs_add(x->r->arena, out, found.v[i]);
	return out->n == 2;
}

void antecedent_pair(struct resolver *x, struct candidate *c)
{
	refs sides = {0};
	if (x->dict->entries.v[c->entry].flags & PAIR_PEOPLE && latest_persons(x, &sides)) {
		refs_add_all(x->r->arena, &c->actors, &sides);
		return;
	}
	bool fight = pair_fights(x, c);
	bool found = fight ? belligerents(x, &sides, c->head) || last_pair(x, &sides) : last_pair(x, &sides) || belligerents(x, &sides, c->head);
	if (found || latest_two(x, &sides))
		refs_add_all(x->r->arena, &c->actors, &sides);
}
