#include "sense/party.h"

#include "sense/act.h"
#include "sense/phrase.h"

#define WHOSE_DISTANCE_MAX 3 /* words between an owner and “whose” */
#define CLIMB_MAX 6 /* a spokesman of a ministry of a government of a state */

ref party_state(const struct reading *r, struct str country)
{
	for (size_t i = 0; country.n && i < r->actors.n; i++)
		if (r->actors.v[i].kind == ACTOR_KIND_STATE && str_eq(r->actors.v[i].country, country))
			return (ref)i;
	return NO_REF;
}

static bool acts_for_state(const struct actor *a)
{
	if (!a->country.n)
		return false;
	if (!a->sectors.n)
		return a->kind == ACTOR_KIND_PERSON;
	enum sector s = a->sectors.v[0];
	return s == SECTOR_GOV || s == SECTOR_MIL || s == SECTOR_LEG || s == SECTOR_SPY || s == SECTOR_COP;
}

/* Who stands against the state that he is of: no part of its side. */
static bool stands_against(const struct actor *a)
{
	return a->kind != ACTOR_KIND_STATE && a->sectors.n && (a->sectors.v[0] == SECTOR_OPP || a->sectors.v[0] == SECTOR_REB);
}

/* Those who only carry the word: “told state television that talks lay ahead”. */
static bool is_media(const struct actor *a)
{
	return a->sectors.n && a->sectors.v[0] == SECTOR_JRN;
}

ref party_of(struct reading *r, ref actor)
{
	ref last = actor;
	if (actor != NO_REF && is_media(&r->actors.v[actor]))
		return NO_REF;
	for (int i = 0; i < CLIMB_MAX && actor != NO_REF; i++) {
		const struct actor *a = &r->actors.v[actor];
		last = actor;
		if (a->kind == ACTOR_KIND_STATE || a->kind == ACTOR_KIND_IGO || a->kind == ACTOR_KIND_ARMED_GROUP)
			return actor;
		if (stands_against(a) && a->kind != ACTOR_KIND_PERSON && a->kind != ACTOR_KIND_POPULATION)
			return actor;
		if (a->of == NO_REF || a->of == actor)
			break;
		actor = a->of;
	}
	if (last == NO_REF)
		return NO_REF;
	const struct actor *a = &r->actors.v[last];
	ref state = acts_for_state(a) ? party_state(r, a->country) : NO_REF;
	if (state != NO_REF)
		return state;
	if (a->kind == ACTOR_KIND_ORGANISATION || a->kind == ACTOR_KIND_NGO)
		return last;
	return a->country.n && a->kind != ACTOR_KIND_POPULATION ? last : NO_REF;
}

/* “Gondor, whose delegation …”: the last one named before “whose”, or the noun that the clause hangs on. */
static int32_t owner_before(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	int32_t whose = doc_kid(d, word, DEP_NMOD_POSS);
	if (whose < 0 || !(d->words.v[whose].feat & FEAT_REL))
		return -1;
	for (int32_t w = whose - 1; w >= 0 && w >= whose - WHOSE_DISTANCE_MAX; w--)
		if (r->word_actors[w].n)
			return w;
	return -1;
}

/* “*Gondorian*, *Rohirric* and Elvish envoys”: states in front of a plural that the mention of its own has not taken in. */
static void sides_before(struct reading *r, uint32_t word, int depth, refs *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[word]; i < d->kids_start[word + 1] && depth < CLIMB_MAX; i++) {
		uint32_t kid = d->kids[i];
		bool joined = d->words.v[kid].dep == DEP_CONJ && depth;
		if (d->words.v[kid].dep != DEP_AMOD && !joined)
			continue;
		for (size_t n = 0; n < r->word_actors[kid].n; n++)
			if (r->actors.v[r->word_actors[kid].v[n]].kind == ACTOR_KIND_STATE)
				party_add(r, out, r->word_actors[kid].v[n]);
		sides_before(r, kid, depth + 1, out);
	}
}

static void phrase_sides(struct reading *r, uint32_t word, int depth, refs *out, refs *persons)
{
	refs found = {0};
	size_t before = out->n;
	int32_t owner = owner_before(r, word);
	actors_of_phrase(r, owner >= 0 ? (uint32_t)owner : word, &found);
	for (size_t i = 0; i < found.n; i++) {
		party_add(r, out, party_of(r, found.v[i]));
		if (persons && r->actors.v[found.v[i]].kind == ACTOR_KIND_PERSON)
			refs_add(r->arena, persons, found.v[i]);
	}
	/* “the governments of Gondor and Rohan”: what is of no side itself may be of those named behind it */
	const struct doc *d = r->doc;
	bool several = d->words.v[word].feat & FEAT_PLUR;
	if (several && found.n)
		sides_before(r, word, 0, out);
	for (uint32_t i = d->kids_start[word]; i < d->kids_start[word + 1] && found.n && depth < CLIMB_MAX; i++) {
		uint32_t kid = d->kids[i];
		bool owners = d->words.v[kid].dep == DEP_NMOD && r->word_actors[kid].n;
		/* “the envoys of Gondor and Mordor”, “negotiators from both”: they are of all of them, not of the first */
		int32_t inner = doc_kid(d, kid, DEP_NMOD), more = inner < 0 ? -1 : doc_kid(d, (uint32_t)inner, DEP_CONJ);
		bool all = several && (doc_kid(d, kid, DEP_CONJ) >= 0 || more >= 0) &&
			   (act_has_case(r, kid, GRAMMAR_OF) || act_has_case(r, kid, GRAMMAR_SOURCE));
		if (owners && (out->n == before || all))
			phrase_sides(r, kid, depth + 1, out, persons);
		if (owners && all && more >= 0) /* “the presidents of the Republic of Gondor and Mordor” */
			phrase_sides(r, (uint32_t)more, depth + 1, out, persons);
	}
}

void parties_of_phrase(struct reading *r, uint32_t word, refs *out, refs *persons)
{
	phrase_sides(r, word, 0, out, persons);
}

static void sides_in(struct reading *r, const struct sent *s, ref speaker, const refs *except, refs *out)
{
	for (uint32_t w = s->first; w < s->last; w++)
		for (size_t i = 0; i < r->word_actors[w].n && !act_has_case(r, w, GRAMMAR_PLACE); i++) {
			ref actor = r->word_actors[w].v[i], side = party_of(r, actor);
			if (side == NO_REF || actor == speaker || party_in(r, except, side))
				continue;
			enum actor_kind k = r->actors.v[side].kind;
			if (k == ACTOR_KIND_STATE || k == ACTOR_KIND_ARMED_GROUP || k == ACTOR_KIND_ORGANISATION)
				party_add(r, out, side);
		}
}

/* The sides of the sentences of the paragraph at that distance from the word's. */
static void sides_near(struct reading *r, uint32_t word, int distance, const refs *except, refs *out)
{
	const struct doc *d = r->doc;
	int64_t at = (int64_t)d->words.v[word].sent + distance;
	ref said = r->word_statement[word], speaker = said == NO_REF ? NO_REF : r->statements.v[said].speaker;
	refs found = {0};
	if (at < 0 || at >= (int64_t)d->sents.n || (distance && d->sents.v[distance < 0 ? at + 1 : at].new_par))
		return;
	sides_in(r, &d->sents.v[at], speaker, except, &found);
	if (found.n <= PARTIES_OF_SENTENCE)
		for (size_t i = 0; i < found.n; i++)
			party_add(r, out, found.v[i]);
}

void parties_of_sentence(struct reading *r, uint32_t word, const refs *except, refs *out)
{
	sides_near(r, word, 0, except, out);
}

void parties_around(struct reading *r, uint32_t word, const refs *except, refs *out)
{
	for (int i = 0; i < 3 && !out->n; i++)
		sides_near(r, word, i == 2 ? 1 : -i, except, out);
}

bool party_same(const struct reading *r, ref a, ref b)
{
	if (a == b)
		return true;
	const struct actor *x = &r->actors.v[a], *y = &r->actors.v[b];
	bool armed = (x->kind == ACTOR_KIND_ARMED_GROUP) != (y->kind == ACTOR_KIND_ARMED_GROUP) ||
		     (x->kind == ACTOR_KIND_ARMED_GROUP && y->kind == ACTOR_KIND_ARMED_GROUP);
	if (armed || stands_against(x) || stands_against(y) || !x->country.n || !str_eq(x->country, y->country))
		return false;
	return x->kind == ACTOR_KIND_STATE || y->kind == ACTOR_KIND_STATE || (acts_for_state(x) && acts_for_state(y));
}

bool party_in(const struct reading *r, const refs *list, ref a)
{
	for (size_t i = 0; i < list->n; i++)
		if (party_same(r, list->v[i], a))
			return true;
	return false;
}

void party_add(struct reading *r, refs *list, ref a)
{
	if (a != NO_REF && !party_in(r, list, a))
		refs_add(r->arena, list, a);
}

ref party_settled(struct reading *r, ref side)
{
	const struct actor *a = side == NO_REF ? NULL : &r->actors.v[side];
	bool official = a && a->kind == ACTOR_KIND_PERSON && acts_for_state(a);
	official |= a && a->kind == ACTOR_KIND_STATE && a->sectors.n; /* “the White House” */
	ref state = official ? actor_of_country(r, a->country) : NO_REF;
	return state == NO_REF ? side : state;
}

void party_settle(struct reading *r, refs *list)
{
	refs settled = {0};
	for (size_t i = 0; i < list->n; i++)
		refs_add(r->arena, &settled, party_settled(r, list->v[i]));
	*list = settled;
}

bool parties_within(const struct reading *r, const refs *few, const refs *many)
{
	for (size_t i = 0; i < few->n; i++)
		if (!party_in(r, many, few->v[i]))
			return false;
	return true;
}
