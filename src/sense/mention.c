#include "sense/mention.h"

#include "sense/agency.h"
#include "sense/finder.h"

#include <stdlib.h>

struct candidate *mention_at(const struct candidates *c, uint32_t word)
{
	return c->at[word] ? &c->v.v[c->at[word] - 1] : NULL;
}

struct str mention_words(const struct reading *r, uint32_t first, uint32_t last)
{
	struct span s = reading_span(r, first, last);
	return doc_span(r->doc, s.start, s.end);
}

/* ---- nouns ---- */

static void find_agent(struct finder *f, const struct hit *h, int32_t entry, enum name_kind kind)
{
	struct candidate c = finder_blank(CANDIDATE_AGENT, h->first, h->last);
	const struct word *noun = finder_word_at(f, h->last - 1);
	if (finder_entry_of(f, entry)->flags & (AGENT_FORMER | AGENT_HONORIFIC) || !(noun->upos == UPOS_NOUN || noun->upos == UPOS_PROPN || noun->upos == UPOS_ADJ || noun->upos == UPOS_X))
		return;
	if (noun->upos == UPOS_ADJ && (noun->dep == DEP_AMOD || noun->dep == DEP_COMPOUND))
		return;
	c.entry = entry;
	c.name_kind = kind;
	c.plural = kind == NAME_PLURAL;
	c.gender = finder_entry_of(f, entry)->gender;
	c.role_first = h->first;
	c.role_last = h->last;
	finder_add_sectors(c.sectors, finder_entry_of(f, entry)->sectors);
	finder_take_left(f, &c);
	finder_take_right(f, &c);
	finder_add(f, c);
}

/* Whether “both”, “the two”, or at least “the” stands before the noun, and no name in between: “the two Arnorian officials” are not
 * the sides, nor are any “two officials”. */
static bool is_pair(const struct finder *f, const struct hit *h, bool bare)
{
	bool the = false;
	for (uint32_t w = h->first; w-- > f->s->first && h->first - w < 4;) {
		struct str form = finder_word_at(f, w)->form;
		const struct word *before = w > f->s->first ? finder_word_at(f, w - 1) : NULL;
		if (str_iis(form, "both") || (str_iis(form, "two") && (bare || !before || before->upos == UPOS_DET || before->upos == UPOS_ADP)))
			return true;
		if (str_iis(form, "two") || finder_word_at(f, w)->upos == UPOS_PROPN || finder_hit_at(f, w))
			break;
		the |= str_iis(form, "the");
		if (finder_word_at(f, w)->upos == UPOS_VERB || finder_word_at(f, w)->upos == UPOS_PUNCT)
			break;
	}
	return bare && the;
}

static bool find_pair(struct finder *f, const struct hit *h)
{
	enum name_kind kind = NAME_PLURAL;
	int32_t e = finder_hit_entry(f, h, ENTRY_PAIR, &kind);
	if (e < 0 || !is_pair(f, h, finder_entry_of(f, e)->flags & PAIR_BARE))
		return false;
	struct candidate c = finder_blank(CANDIDATE_PAIR, h->first, h->last);
	c.entry = e;
	c.plural = true;
	finder_add(f, c);
	return true;
}

/* Whether the noun only colours the noun behind it: “army base”, “police station”, “the opposition leader” (a longer hit). */
static bool is_modifier(const struct finder *f, const struct hit *h)
{
	uint8_t dep = finder_word_at(f, h->head)->dep;
	enum name_kind kind = NAME_PROPER;
	return (dep == DEP_COMPOUND || dep == DEP_AMOD) && finder_word_at(f, h->head)->head >= (int32_t)h->last && !finder_is_genitive(f, h->last) &&
	       finder_agent_at(f, (uint32_t)finder_word_at(f, h->head)->head, &kind) >= 0;
}

static void find_agents(struct finder *f)
{
	for (uint32_t w = f->s->last; w-- > f->s->first;) { /* from the right: heads before their modifiers */
		const struct hit *h = finder_hit_at(f, w);
		enum name_kind kind = NAME_PROPER;
		if (!h || h->last != w + 1 || finder_taken(f, h) || f->c->at[w] || find_pair(f, h))
			continue;
		int32_t e = finder_main_entry(f, h, &kind);
		if (e >= 0 && finder_entry_of(f, e)->type == ENTRY_AGENT && !is_modifier(f, h))
			find_agent(f, h, e, kind);
	}
}

/* “Gondor Airlines”, “Bank of Gondor”: a state's name inside an unknown name is no mention of the state. */
static bool inside_name(const struct finder *f, const struct hit *h)
{
	const struct word *w = finder_word_at(f, h->head);
	if (f->c->m.casing[f->s - f->d->sents.v] != CASING_USUAL || w->head < 0 || finder_is_genitive(f, h->last))
		return false;
	if (w->dep != DEP_COMPOUND && w->dep != DEP_FLAT && w->dep != DEP_AMOD)
		return false;
	uint32_t head = (uint32_t)w->head;
	return head >= h->last && head - h->last < 3 && finder_word_at(f, head)->upos == UPOS_PROPN && !finder_hit_at(f, head) && f->r->word_time[head] == NO_REF && !f->c->at[head];
}

static bool in_other_place(const struct finder *f, const struct hit *h)
{
	ref p = f->r->word_place[h->head];
	return p != NO_REF && (f->r->places.v[p].type == PLACE_TYPE_WATER || f->r->places.v[p].type == PLACE_TYPE_FACILITY);
}

static void find_state(struct finder *f, const struct hit *h, int32_t entry, enum name_kind kind)
{
	struct candidate c = finder_blank(CANDIDATE_STATE, h->first, h->last);
	const struct word *w = finder_word_at(f, h->head);
	c.entry = entry;
	c.name_kind = kind;
	c.gender = GENDER_THING;
	c.plural = kind == NAME_PEOPLE && str_ends(finder_word_at(f, h->last - 1)->form, STR("s"));
	bool noun = w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS || w->dep == DEP_OBJ || w->dep == DEP_IOBJ || w->dep == DEP_OBL || w->dep == DEP_NMOD ||
		    w->dep == DEP_CONJ || w->dep == DEP_NMOD_POSS;
	if (kind == NAME_ADJECTIVE && noun && !finder_is_genitive(f, h->last) && h->first > f->s->first && finder_word_at(f, h->first - 1)->upos == UPOS_DET) {
		c.name_kind = NAME_PEOPLE; /* “an Arnorian was killed”, “the French” */
		c.plural = (finder_word_at(f, h->first - 1)->feat & FEAT_DEF) != 0;
	}
	c.silent = finder_taken(f, h) && !finder_is_genitive(f, h->last);
	if (!c.silent && (inside_name(f, h) || in_other_place(f, h)))
		return;
	if (!c.silent && !(kind == NAME_SEAT ? agency_seat(f->r, h) : agency_state(f->r, h)))
		return;
	if (c.name_kind == NAME_PEOPLE)
		finder_take_left(f, &c);
	finder_add(f, c);
}

static void find_body(struct finder *f, const struct hit *h, int32_t entry)
{
	struct candidate c = finder_blank(CANDIDATE_BODY, h->first, h->last);
	if (!finder_capitalised(f, h->last - 1) && (finder_is_form(f, h->last, "of") || f->r->word_place[h->head] != NO_REF))
		return; /* “the west of Gondor” */
	c.entry = entry;
	c.gender = GENDER_THING;
	c.silent = (finder_taken(f, h) && !finder_is_genitive(f, h->last)) || !agency_body(f->r, h);
	finder_add(f, c);
}

static void find_pronoun(struct finder *f, const struct hit *h, int32_t entry, enum name_kind kind)
{
	struct candidate c = finder_blank(CANDIDATE_PRONOUN, h->first, h->last);
	c.entry = entry;
	c.plural = kind == NAME_PLURAL;
	c.gender = finder_entry_of(f, entry)->gender;
	const struct word *w = finder_word_at(f, h->head);
	bool stressed = w->dep == DEP_NMOD_UNMARKED && w->head == (int32_t)h->first - 1; /* “the station itself” */
	if (w->upos == UPOS_PRON && w->dep != DEP_EXPL && !stressed)
		finder_add(f, c);
}

static void find_others(struct finder *f)
{
	for (uint32_t w = f->s->first; w < f->s->last; w++) {
		const struct hit *h = finder_hit_at(f, w);
		enum name_kind kind = NAME_PROPER;
		if (!h || h->first != w || f->c->at[w])
			continue;
		int32_t e = finder_main_entry(f, h, &kind);
		switch (e < 0 ? ENTRY_AGENCY : finder_entry_of(f, e)->type) {
		case ENTRY_STATE:
			find_state(f, h, e, kind);
			break;
		case ENTRY_BODY:
			find_body(f, h, e);
			break;
		case ENTRY_PRONOUN:
			find_pronoun(f, h, e, kind);
			break;
		default:
			break;
		}
	}
}

/* ---- apposition ---- */

static bool is_role(const struct finder *f, const struct candidate *c)
{
	return c->type == CANDIDATE_AGENT && !c->plural && finder_entry_of(f, c->entry)->flags & AGENT_TITLE;
}

static bool person_noun(const struct finder *f, const struct candidate *c)
{
	return c->type == CANDIDATE_AGENT && !c->plural && finder_entry_of(f, c->entry)->kind == ACTOR_KIND_PERSON;
}

/* What closes an apposition: punctuation, the end, or the verb, unless that is its own and the name has another part in the sentence:
 * “[ten were killed near] Osgiliath, Gondor's defence minister said”. */
static bool closes(const struct finder *f, const struct candidate *a, const struct candidate *b)
{
	if (b->last >= f->s->last || finder_word_at(f, b->last)->upos == UPOS_PUNCT)
		return true;
	const struct word *w = finder_word_at(f, b->last);
	enum dep dep = finder_word_at(f, b->head)->dep, other = finder_word_at(f, a->head)->dep;
	bool own = (dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS) && (other == DEP_OBL || other == DEP_NMOD || other == DEP_OBJ);
	return (w->upos == UPOS_VERB || w->upos == UPOS_AUX) && !own;
}

static bool beside(const struct finder *f, const struct candidate *a, const struct candidate *b)
{
	if (finder_is_form(f, a->last, ",") && b->first == a->last + 1)
		return closes(f, a, b) || finder_word_at(f, b->head)->dep == DEP_APPOS || finder_word_at(f, b->last)->upos == UPOS_ADP;
	return a->last == b->first && b->type == CANDIDATE_PERSON; /* “foreign minister of Gondor Boromir” */
}

/* “NAME, who is Arnor's envoy”, “NAME is Arnor's envoy”. */
static bool is_said_of(const struct finder *f, uint32_t role, uint32_t person)
{
	int32_t cop = doc_kid(f->d, role, DEP_COP), subject = doc_kid(f->d, role, DEP_NSUBJ);
	if (cop < 0 || doc_kid(f->d, role, DEP_AUX) >= 0 || finder_word_at(f, (uint32_t)cop)->feat & FEAT_PAST)
		return false;
	for (uint32_t i = f->d->kids_start[role]; i < f->d->kids_start[role + 1]; i++)
		if (finder_word_at(f, f->d->kids[i])->feat & FEAT_NEG)
			return false;
	return subject == (int32_t)person || (finder_word_at(f, role)->dep == DEP_ACL_RELCL && finder_word_at(f, role)->head == (int32_t)person);
}

static void find_appositions(struct finder *f, size_t from)
{
	struct candidates *c = f->c;
	for (size_t i = from; i + 1 < c->v.n; i++) {
		struct candidate *a = &c->v.v[i];
		for (size_t j = i + 1; j < c->v.n && j < i + 6; j++) {
			struct candidate *b = &c->v.v[j];
			bool untitled = b->title < 0 || finder_entry_of(f, b->title)->flags & AGENT_HONORIFIC; /* “the envoy, Mrs. NAME” */
			bool forward = person_noun(f, a) && b->type == CANDIDATE_PERSON && untitled;
			bool backward = a->type == CANDIDATE_PERSON && is_role(f, b) && b->same < 0;
			bool tree = (finder_word_at(f, b->head)->dep == DEP_APPOS && finder_word_at(f, b->head)->head == (int32_t)a->head) ||
				    (backward && is_said_of(f, b->head, a->head));
			if (!(forward || backward) || !(tree || beside(f, a, b)))
				continue;
			if (forward) {
				a->same = (int32_t)j;
				b->apposed = true;
			} else {
				b->same = (int32_t)i;
				a->apposed = true;
			}
			break;
		}
	}
}

static int by_word(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->name_first < y->name_first ? -1 : x->name_first > y->name_first; /* names do not overlap: no two are equal */
}

static void sort_candidates(struct finder *f, size_t from)
{
	struct candidates *c = f->c;
	if (c->v.n > from)
		qsort(c->v.v + from, c->v.n - from, sizeof *c->v.v, by_word);
	for (size_t i = from; i < c->v.n; i++)
		for (uint32_t w = c->v.v[i].name_first; w < c->v.v[i].name_last; w++)
			c->at[w] = (uint32_t)i + 1;
}

void mention_run(const struct reading *r, struct candidates *c)
{
	struct finder f = {.r = r, .d = r->doc, .dict = r->k->actors, .c = c};
	*c = (struct candidates){.at = arena_array(r->arena, uint32_t, r->doc->words.n + 1)};
	match_run(r, &c->m);
	c->eaten = arena_array(r->arena, uint32_t, c->m.hits.n + 1);
	for (size_t s = 0; s < r->doc->sents.n; s++) {
		size_t from = c->v.n;
		f.s = &r->doc->sents.v[s];
		finder_names(&f);
		find_agents(&f);
		find_others(&f);
		sort_candidates(&f, from);
		find_appositions(&f, from);
	}
}
