#include "sense/event.h"

#include "sense/argument.h"
#include "sense/attribution.h"
#include "sense/factuality.h"
#include "sense/field.h"
#include "sense/merge.h"
#include "sense/phrase.h"
#include "sense/status.h"
#include "sense/timex.h"

#include <string.h>

#define DEP_BIT(dep) ((uint64_t)1 << (dep))
#define MEANS_DEPTH 3 /* “in an attack with drones” */
#define WITHIN_MAX 32
#define MUTUAL_MAX 4 /* sides that are told one by one; of more it is not known who meant whom */
#define CHAIN_MAX 8 /* words with an effect on each other: “refused to agree to hold talks” */

struct coder {
	struct rulematch m;
	uint8_t codable, agent, speaker, protester, force; /* groups */
	uint8_t condition, each, other, upon; /* classes */
	bool *muted;         /* [words.n] below this word nothing is told as having happened */
};

/* ---- what it is */

static const struct rule *rule_at(const struct coder *c, uint32_t w)
{
	return c->m.hits[w].rule;
}

static struct rule_sense sense_at(const struct coder *c, uint32_t w, int depth)
{
	const struct hit *h = &c->m.hits[w];
	bool inner = h->comp >= 0 && c->m.hits[h->comp].rule && c->m.hits[h->comp].gov == (int32_t)w && depth < CHAIN_MAX;
	if (!inner || !h->rule->effect)
		return h->rule->sense;
	struct rule_sense act = sense_at(c, (uint32_t)h->comp, depth + 1);
	if (h->rule->bare && h->rule->effect < RULE_EFFECT_INTENT)
		return act;
	struct rule_sense made = rules_effect(c->m.k, act.code, (enum rule_effect)h->rule->effect);
	return made.code.n ? made : h->rule->sense;
}

/* Is the act told only as what another word makes of it? */
static bool consumed(const struct coder *c, uint32_t w)
{
	int i = 0;
	for (int32_t g = c->m.hits[w].gov; g >= 0 && i < CHAIN_MAX; g = c->m.hits[g].gov, i++) {
		const struct rule *rule = c->m.hits[g].rule;
		if (rule->bare && rule->effect < RULE_EFFECT_INTENT)
			continue;
		if (!rule->keep)
			return true;
	}
	return false;
}

/* “reiterated its demand”: the verb's rule tells of the demand already. */
static bool told_by_verb(const struct coder *c, uint32_t w)
{
	const struct word *word = &c->m.d->words.v[w];
	const struct rule *own = rule_at(c, w), *verb = word->dep == DEP_OBJ && word->head >= 0 ? rule_at(c, (uint32_t)word->head) : NULL;
	return verb && !verb->bare && !verb->silent && own->pos == RULE_NOUN && verb->pos == RULE_VERB && own->effect &&
	       own->sense.category == verb->sense.category;
}

/* A bare effect such as “~intent” speaks only where its complement has an act for it. */
static bool speaks(const struct coder *c, uint32_t w)
{
	const struct rule *rule = rule_at(c, w);
	if (!rule || rule->silent || (rule->bare && rule->effect < RULE_EFFECT_INTENT))
		return false;
	return !rule->bare || sense_at(c, w, 0).category != CATEGORY_NONE;
}

/* The words of means around a trigger: its modifiers, its doer, its obliques and their modifiers. Of several the one that
 * stands first in means.tsv: “suicide bombing” is no mere bombing. Returns an index, means.n for none. */
static size_t means_near(const struct coder *c, uint32_t w, int depth)
{
	const struct doc *d = c->m.d;
	const size_t none = c->m.k->means.n;
	size_t best = 0;
	while (best < none && !rules_in_class(c->m.k, c->m.key[w], c->m.k->means.v[best].class) &&
	       !rules_in_class(c->m.k, d->words.v[w].low, c->m.k->means.v[best].class))
		best++;
	const uint64_t deps = DEP_BIT(DEP_COMPOUND) | DEP_BIT(DEP_AMOD) | DEP_BIT(DEP_NMOD) | DEP_BIT(DEP_OBL) | DEP_BIT(DEP_OBL_AGENT) |
			      DEP_BIT(DEP_NSUBJ) | DEP_BIT(DEP_OBJ) | DEP_BIT(DEP_CONJ) | DEP_BIT(DEP_NMOD_UNMARKED);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < MEANS_DEPTH; i++)
		if (deps >> d->words.v[d->kids[i]].dep & 1) {
			size_t x = means_near(c, d->kids[i], depth + 1);
			best = x < best ? x : best;
		}
	return best;
}

/* ---- what is only wished, demanded, aimed at or supposed is no event beside the wish, the demand … */

static bool purpose(const struct doc *d, uint32_t w)
{
	const struct word *word = &d->words.v[w];
	return (word->dep == DEP_ADVCL || word->dep == DEP_ACL) && word->feat & FEAT_INF && doc_kid(d, w, DEP_NSUBJ) < 0 && !clause_headline(d, w);
}

static bool conditional(const struct coder *c, uint32_t w)
{
	const struct doc *d = c->m.d;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_MARK && rules_in_class(c->m.k, d->words.v[d->kids[i]].low, c->condition))
			return true;
	return false;
}

/* Marks the heads below which triggers are silent. */
static void mute_sentence(struct coder *c, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++) {
		const struct rule *rule = rule_at(c, w);
		const struct word *word = &c->m.d->words.v[w];
		int32_t comp = c->m.hits[w].comp;
		if (rule && rule->effect >= RULE_EFFECT_INTENT && !rule->keep && comp >= 0 && speaks(c, w))
			c->muted[comp] = true;
		if (purpose(c->m.d, w) || (word->upos == UPOS_VERB && word->feat & FEAT_IMP && doc_kid(c->m.d, w, DEP_NSUBJ) < 0))
			c->muted[w] = true;
		if (word->dep == DEP_ADVCL && conditional(c, w))
			c->muted[w] = true;
		if (factuality_obligation(c->m.r, w) >= 0)
			for (uint32_t i = c->m.d->kids_start[w]; i < c->m.d->kids_start[w + 1]; i++)
				c->muted[c->m.d->kids[i]] = true;
	}
}

static bool muted(const struct coder *c, uint32_t w)
{
	for (int32_t at = (int32_t)w, i = 0; at >= 0 && i < 64; at = c->m.d->words.v[at].head, i++)
		if (c->muted[at])
			return true;
	return false;
}

/* ---- who */

static void without(refs *list, const refs *drop)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		if (!refs_has(drop, list->v[i]))
			list->v[n++] = list->v[i];
	list->n = n;
}

static void note(struct coder *c, struct event *e, const char *what, uint32_t at, const struct argument *a)
{
	if (!a->who.n)
		return;
	struct arena *arena = c->m.r->arena;
	struct str slot = argument_slot_text(&c->m, a->slot), at_form = c->m.d->words.v[at].form;
	e->how = arena_printf(arena, "%.*s%s%s: %.*s of “%.*s”%s", (int)e->how.n, e->how.p, e->how.n ? "; " : "", what, (int)slot.n, slot.p,
			      (int)at_form.n, at_form.p, a->by_place ? ", the place for its country" : "");
}

/* The act in the complement says who is meant where the word itself does not. */
static void recipient_from_act(struct coder *c, uint32_t w, struct event *e)
{
	const struct hit *h = &c->m.hits[w];
	for (int i = 0; i < CHAIN_MAX && h->rule->effect && h->comp >= 0 && !e->recipients.n; i++) {
		uint32_t act = (uint32_t)h->comp;
		h = &c->m.hits[act];
		if (!h->rule) {
			/* No act: the nearest thing to one is whoever stands in it. */
			struct argument a = {.word = act};
			int32_t doer = rulematch_doer(&c->m, act);
			if (doer >= 0)
				actors_of_phrase(c->m.r, (uint32_t)doer, &a.who);
			without(&a.who, &e->actors);
			refs_add_all(c->m.r->arena, &e->recipients, &a.who);
			return;
		}
		enum rule_effect effect = (enum rule_effect)rule_at(c, w)->effect;
		bool doer_first = effect == RULE_EFFECT_CONDEMN || effect == RULE_EFFECT_DEMAND || effect == RULE_EFFECT_APPEAL ||
				  effect == RULE_EFFECT_REFUSE || effect == RULE_EFFECT_ALLEGE || effect == RULE_EFFECT_BACK;
		const struct rule_path *paths[] = {&h->rule->frame->recipient, &h->rule->frame->actor};
		for (int j = 0; j < 2 && !e->recipients.n; j++) {
			struct argument a = argument_find(&c->m, act, paths[doer_first ? 1 - j : j], ARGUMENT_PLACES);
			without(&a.who, &e->actors);
			refs_add_all(c->m.r->arena, &e->recipients, &a.who);
			note(c, e, "recipient", act, &a);
		}
	}
}

/* Does the way from w up to the trigger stay in what the trigger says? */
static bool within(const struct coder *c, uint32_t w, uint32_t top)
{
	const struct doc *d = c->m.d;
	for (int i = 0; i < WITHIN_MAX && w != top; i++) {
		enum dep dep = d->words.v[w].dep;
		if (dep == DEP_ACL_RELCL || dep == DEP_PARATAXIS || dep == DEP_APPOS || (dep == DEP_ADVCL && conditional(c, w)) ||
		    d->words.v[w].head < 0)
			return false;
		w = (uint32_t)d->words.v[w].head;
	}
	return w == top;
}

static bool at_home(const struct coder *c, const struct event *e, ref who)
{
	const struct actor *a = &c->m.r->actors.v[who];
	for (size_t i = 0; i < e->actors.n; i++)
		if (e->actors.v[i] == who || (a->country.n && str_eq(a->country, c->m.r->actors.v[e->actors.v[i]].country)))
			return true;
	return false;
}

/* Deeds and threats of deeds, whose place tells whom they reach. */
static bool bodily(enum category category)
{
	int quad = category_quad(category);
	return quad == 2 || quad == 4 || category == CATEGORY_THREATEN;
}

/* Where no path of the rule leads to the other side: the first foreign actor behind the trigger in its own clause. */
static void nearest_recipient(struct coder *c, uint32_t w, struct event *e)
{
	int32_t gov = c->m.hits[w].gov;
	uint32_t top = gov >= 0 && rule_at(c, (uint32_t)gov)->bare ? (uint32_t)gov : w;
	struct word_span y = doc_subtree(c->m.d, top);
	for (uint32_t i = w + 1; i < y.last && e->actors.n && !e->recipients.n; i++) {
		const refs *who = &c->m.r->word_actors[i];
		for (size_t j = 0; j < who->n; j++)
			if (rulematch_in_group(&c->m, who->v[j], c->codable) && !at_home(c, e, who->v[j]) && within(c, i, top))
				refs_add(c->m.r->arena, &e->recipients, who->v[j]);
		ref place = c->m.r->word_place[i];
		if (!e->recipients.n && place != NO_REF && !who->n && rule_at(c, w)->pos == RULE_VERB && bodily(e->category) && within(c, i, top)) {
			ref state = argument_state_of(&c->m, place, i);
			if (state != NO_REF && !at_home(c, e, state))
				refs_add(c->m.r->arena, &e->recipients, state);
		}
		if (e->recipients.n) {
			struct str form = c->m.d->words.v[i].form;
			e->how = arena_printf(c->m.r->arena, "%.*s%srecipient: “%.*s”, the next actor in the clause", (int)e->how.n, e->how.p,
					      e->how.n ? "; " : "", (int)form.n, form.p);
		}
	}
}

/* Those of the list who bear arms go over to the doers: who falls in a fight has fought. */
static void fighters_act(const struct coder *c, struct event *e)
{
	refs left = {0};
	for (size_t i = 0; i < e->recipients.n; i++)
		refs_add(c->m.r->arena, rulematch_in_group(&c->m, e->recipients.v[i], c->force) ? &e->actors : &left, e->recipients.v[i]);
	e->recipients = left;
}

static void doers_in(struct coder *c, uint32_t deed, struct event *e)
{
	const struct rule *rule = rule_at(c, deed);
	if (!rule || rule->pos != RULE_NOUN || rule->sense.category != CATEGORY_ASSAULT)
		return;
	const struct rule_path *paths[] = {&rule->frame->actor, &rule->frame->recipient};
	for (int i = 0; i < 1 + rule->frame->both; i++) {
		struct argument a = argument_find(&c->m, deed, paths[i], ARGUMENT_NO_PLACES);
		without(&a.who, &e->recipients);
		refs_add_all(c->m.r->arena, &e->actors, &a.who);
		note(c, e, "actor", deed, &a);
	}
	if (rule->frame->both && (e->actors.n || e->recipients.n > 1))
		fighters_act(c, e);
}

/* “killed in a strike by Gondor”, “killed and wounded in clashes with rebels”: the deed that a verb of harm stands in names the
 * doers. */
static void doers_of_deed(struct coder *c, uint32_t w, struct event *e)
{
	const struct doc *d = c->m.d;
	if (e->actors.n || e->category != CATEGORY_ASSAULT || rule_at(c, w)->pos != RULE_VERB)
		return;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && !e->actors.n; i++) {
		uint32_t kid = d->kids[i];
		if (d->words.v[kid].dep == DEP_OBL)
			doers_in(c, kid, e);
		for (uint32_t j = d->kids_start[kid]; d->words.v[kid].dep == DEP_CONJ && j < d->kids_start[kid + 1] && !e->actors.n; j++)
			if (d->words.v[d->kids[j]].dep == DEP_OBL)
				doers_in(c, d->kids[j], e);
	}
}

static bool in_class(const struct coder *c, uint32_t w, uint8_t class)
{
	return w < c->m.d->words.n && class && rules_in_class(c->m.k, c->m.d->words.v[w].low, class);
}

/* “each other”, “one another”, or a thing of theirs: “each other's envoys”. */
static bool each_other(const struct coder *c, uint32_t w)
{
	if (w == UINT32_MAX)
		return false;
	int32_t owner = doc_kid(c->m.d, w, DEP_NMOD_POSS);
	if (owner >= 0 && (in_class(c, (uint32_t)owner, c->each) || in_class(c, (uint32_t)owner, c->other)))
		w = (uint32_t)owner;
	return (in_class(c, w, c->each) && in_class(c, w + 1, c->other)) || (w > 0 && in_class(c, w, c->other) && in_class(c, w - 1, c->each));
}

/* Fills both sides. True where the actors do it to each other; then no one else is the other side. */
static bool find_arguments(struct coder *c, uint32_t w, struct event *e)
{
	const struct rule_frame *f = rule_at(c, w)->frame;
	struct arena *arena = c->m.r->arena;
	struct argument a = argument_find(&c->m, w, &f->actor, ARGUMENT_NO_PLACES);
	struct argument r = argument_find(&c->m, w, &f->recipient, ARGUMENT_PLACES);
	refs_add_all(arena, &e->actors, &a.who);
	note(c, e, "actor", w, &a);
	if (e->actors.n > 1 && !f->both && (f->mutual || each_other(c, r.word))) {
		e->how = arena_printf(arena, "%.*s, each to the others", (int)e->how.n, e->how.p);
		return true;
	}
	without(&r.who, &e->actors);
	refs_add_all(arena, f->both ? &e->actors : &e->recipients, &r.who);
	note(c, e, f->both ? "actor" : "recipient", w, &r);
	if (f->both)
		return false;
	recipient_from_act(c, w, e);
	nearest_recipient(c, w, e);
	doers_of_deed(c, w, e);
	return false;
}

static bool any_in_group(const struct coder *c, const refs *list, uint8_t group)
{
	for (size_t i = 0; i < list->n; i++)
		if (rulematch_in_group(&c->m, list->v[i], group))
			return true;
	return false;
}

/* Someone of politics or war; of peoples only those of a known country. */
static bool any_codable(const struct coder *c, const refs *list)
{
	return any_in_group(c, list, c->codable);
}

/* The League's secretary general is of no country but the League. */
static bool of_no_country(const struct reading *r, const struct actor *a)
{
	enum actor_kind kind = a->of == NO_REF ? ACTOR_KIND_UNKNOWN : r->actors.v[a->of].kind;
	return kind == ACTOR_KIND_IGO || kind == ACTOR_KIND_NGO;
}

/* Agents without a country of their own (“police”, “protesters”) act where the event is, or at home with the other side. */
static void lend_country(struct coder *c, struct event *e)
{
	struct reading *r = c->m.r;
	struct str country = e->place == NO_REF ? STR("") : r->places.v[e->place].country;
	const refs *sides[] = {&e->actors, &e->recipients};
	for (int s = 0; s < 2 && !country.n; s++)
		for (size_t i = 0; i < sides[s]->n && !country.n; i++)
			country = r->actors.v[sides[s]->v[i]].country;
	for (int s = 0; s < 2 && country.n; s++)
		for (size_t i = 0; i < sides[s]->n; i++) {
			struct actor *a = &r->actors.v[sides[s]->v[i]];
			if (!a->country.n && a->entry < 0 && !of_no_country(r, a) && rulematch_in_group(&c->m, sides[s]->v[i], c->agent))
				a->country = country;
		}
}

/* ---- where, whose word */

/* The place of the event: a locative of the trigger, else of the clause it stands in. */
static ref place_of(const struct coder *c, uint32_t w)
{
	const struct doc *d = c->m.d;
	for (int i = 0; i < 4; i++) {
		for (uint32_t j = d->kids_start[w]; j < d->kids_start[w + 1]; j++) {
			uint32_t kid = d->kids[j];
			enum dep dep = d->words.v[kid].dep;
			if (dep == DEP_OBL || dep == DEP_NMOD || (i == 0 && (dep == DEP_COMPOUND || dep == DEP_OBJ)) || dep == DEP_OBL_UNMARKED) {
				struct word_span y = doc_subtree(d, kid);
				for (uint32_t k = y.first; k < y.last; k++)
					if (c->m.r->word_place[k] != NO_REF && !c->m.r->word_actors[k].n)
						return c->m.r->word_place[k];
			}
		}
		enum dep dep = d->words.v[w].dep;
		if (d->words.v[w].head < 0 || dep == DEP_CCOMP || dep == DEP_PARATAXIS || dep == DEP_ACL_RELCL || dep == DEP_ADVCL)
			break;
		w = (uint32_t)d->words.v[w].head;
	}
	return NO_REF;
}

static ref speaker_at(const struct coder *c, uint32_t w)
{
	ref s = c->m.r->word_statement[w];
	if (s == NO_REF || c->m.r->statements.v[s].cue_word == w)
		return NO_REF;
	ref speaker = c->m.r->statements.v[s].speaker;
	return speaker != NO_REF && (rulematch_in_group(&c->m, speaker, c->codable) || rulematch_in_group(&c->m, speaker, c->speaker)) ? speaker : NO_REF;
}

static bool verbal(uint8_t category)
{
	int quad = category_quad((enum category)category);
	return quad == 1 || quad == 3;
}

/* Whose word it is; who offers, refuses, accuses in what he says is the actor of that act and no source. */
static void find_source(const struct coder *c, uint32_t w, struct event *e)
{
	refs who = {0};
	if (e->status == EVENT_STATUS_HISTORICAL && c->m.d->words.v[w].dep == DEP_ACL) /* “said the men seized in 2014 were alive” */
		return;
	attribution_of(c->m.r, w, &who);
	bool act = verbal((uint8_t)e->category) && e->category != CATEGORY_CONSULT;
	for (size_t i = 0; i < who.n; i++)
		if (!act || !refs_has(&e->actors, who.v[i]))
			refs_add(c->m.r->arena, &e->said_by, who.v[i]);
}

/* ---- future acts: PLOVER codes what is announced as AGREE, CONCEDE or THREATEN */

static bool foreign_word(const struct coder *c, const struct event *e, uint32_t w)
{
	ref s = speaker_at(c, w);
	if (s == NO_REF || !e->actors.n)
		return false;
	const struct actor *speaker = &c->m.r->actors.v[s], *actor = &c->m.r->actors.v[e->actors.v[0]];
	return speaker->country.n && actor->country.n && !str_eq(speaker->country, actor->country);
}

static void recode_future(const struct coder *c, uint32_t w, const struct status *s, struct rule_sense *sense, struct event *e)
{
	bool hostile = category_quad((enum category)sense->category) >= 3;
	if (!s->future || s->asked || (hostile && (s->negated || !e->actors.n || foreign_word(c, e, w))))
		return;
	/* “will not withdraw” refuses */
	struct rule_sense made = rules_effect(c->m.k, sense->code, s->negated ? RULE_EFFECT_REFUSE : RULE_EFFECT_WILL);
	if (!made.code.n || made.category == sense->category)
		return;
	*sense = made;
	bool open_yet = s->might || (s->condition && made.category == CATEGORY_CONCEDE);
	e->status = open_yet ? EVENT_STATUS_HYPOTHETICAL : EVENT_STATUS_ACTUAL;
}

/* ---- is it news at all */

/* “An invasion would hurt Mordor”: deeds do not threaten; those who say so warn, if anything. */
static bool foretold_of_a_deed(const struct coder *c, uint32_t w, const struct status *s, const struct event *e)
{
	int32_t subject = s->future && category_quad(e->category) >= 3 ? clause_subject(c->m.d, &c->m.cw, w) : -1;
	return subject >= 0 && rule_at(c, (uint32_t)subject) && rule_at(c, (uint32_t)subject)->pos == RULE_NOUN &&
	       !c->m.r->word_actors[subject].n;
}

/* A noun in passing (“following clashes”, “despite the attack”): it needs both sides to be news of its own. */
static bool aside(const struct coder *c, uint32_t w)
{
	const struct word *word = &c->m.d->words.v[w];
	if (rule_at(c, w)->pos != RULE_NOUN || c->m.hits[w].gov >= 0)
		return false;
	return word->dep == DEP_OBL || word->dep == DEP_NMOD || word->dep == DEP_NMOD_POSS || word->dep == DEP_COMPOUND ||
	       word->dep == DEP_ADVCL || word->dep == DEP_ACL;
}

/* “Gondor withdrew after talks with Rohan”, “Gondor and Rohan signed a deal after talks”: who acts before or after talks has had them. */
static void talkers_of_clause(struct coder *c, uint32_t w, struct event *e)
{
	const struct doc *d = c->m.d;
	int32_t mark = doc_kid(d, w, DEP_CASE), head = d->words.v[w].head;
	if (d->words.v[w].dep == DEP_NMOD && c->m.r->word_time[head] != NO_REF) /* “after years of talks” */
		mark = doc_kid(d, (uint32_t)head, DEP_CASE);
	else if (d->words.v[w].dep != DEP_OBL) /* “a role in talks” */
		return;
	if (e->category != CATEGORY_CONSULT || e->actors.n > 1 || !aside(c, w) || mark < 0 || !rules_in_class(c->m.k, d->words.v[mark].low, c->upon))
		return;
	int32_t verb = d->words.v[w].head;
	for (int i = 0; i < CHAIN_MAX && verb >= 0 && d->words.v[verb].upos != UPOS_VERB; i++)
		verb = d->words.v[verb].head;
	int32_t doer = verb >= 0 ? clause_subject(d, &c->m.cw, (uint32_t)verb) : -1;
	if (doer < 0)
		return;
	refs all = {0};
	actors_of_phrase(c->m.r, (uint32_t)doer, &all);
	refs_add_all(c->m.r->arena, &all, &e->actors);
	if (all.n > 1 && any_codable(c, &e->actors) + (e->actors.n == 0)) {
		e->actors = all;
		e->how = arena_printf(c->m.r->arena, "%.*s%sactor: who acts in the clause", (int)e->how.n, e->how.p, e->how.n ? "; " : "");
	}
}

static bool worth_it(const struct coder *c, uint32_t w, const struct event *e)
{
	const struct rule *rule = rule_at(c, w);
	const struct rule_frame *f = rule->frame;
	bool known = any_codable(c, &e->actors) || any_codable(c, &e->recipients);
	if (aside(c, w) && !(e->actors.n && e->recipients.n) && e->actors.n < 2)
		return false;
	if (f->needs_actor && !e->actors.n)
		return false;
	if (f->needs_recipient && !e->recipients.n && e->actors.n < 2)
		return false;
	if (!e->actors.n && verbal((uint8_t)e->category))
		return false;
	if (verbal((uint8_t)e->category) && !any_codable(c, &e->actors) &&
	    !(any_in_group(c, &e->actors, c->speaker) && any_codable(c, &e->recipients)))
		return false;
	if (e->category == CATEGORY_PROTEST && any_in_group(c, &e->actors, c->protester))
		return true;
	return known || (rule->sure && (e->actors.n || e->recipients.n || e->place != NO_REF));
}

static void finish(struct coder *c, uint32_t w, const struct rule_sense *sense, struct event *e)
{
	struct reading *r = c->m.r;
	const struct rule *rule = rule_at(c, w);
	e->category = (enum category)sense->category;
	e->cameo = sense->code;
	if (sense->mode)
		vec_push(r->arena, &e->modes, sense->mode);
	e->score = sense->mode ? mode_score((enum mode)sense->mode) : category_score(e->category);
	/* what lies back has no day where the text names none */
	e->date = e->status == EVENT_STATUS_HISTORICAL ? timex_told_date(r, w) : timex_date_of(r, w);
	e->ev.span = reading_span(r, w, w + 1);
	e->ev.word = w;
	vec_push(r->arena, &e->ev.sents, r->doc->words.v[w].sent);
	if (rule) {
		struct str name = symtab_name(&r->k->symbols, rule->words[0]);
		e->ev.rule = arena_printf(r->arena, "%s:%u %.*s", rule->file, rule->line, (int)name.n, name.p);
	}
}

static void add_means(const struct coder *c, uint32_t w, struct rule_sense *sense)
{
	if (sense->category != CATEGORY_ASSAULT || sense->mode)
		return;
	size_t x = means_near(c, w, 0);
	int32_t gov = c->m.hits[w].gov;
	if (x == c->m.k->means.n && gov >= 0)
		x = means_near(c, (uint32_t)gov, 1);
	if (x < c->m.k->means.n && c->m.k->means.v[x].sense.category == sense->category)
		*sense = c->m.k->means.v[x].sense;
}

/* Where the sides meet tells the mode: three or more states, or the country of none of them. */
static void add_meeting(const struct coder *c, const struct event *e, struct rule_sense *sense)
{
	const struct reading *r = c->m.r;
	if (sense->category != CATEGORY_CONSULT || sense->mode || e->actors.n < 2 || str_starts(sense->code, STR("045")))
		return;
	struct str place = e->place == NO_REF ? STR("") : r->places.v[e->place].country;
	size_t apart = 0; /* countries, each counted once */
	bool away = place.n > 0;
	for (size_t i = 0; i < e->actors.n; i++) {
		struct str country = r->actors.v[e->actors.v[i]].country;
		bool again = !country.n;
		away = away && !str_eq(country, place);
		for (size_t j = 0; j < i && !again; j++)
			again = str_eq(country, r->actors.v[e->actors.v[j]].country);
		apart += !again;
	}
	if (apart >= 3)
		sense->mode = MODE_CONSULT_MULTILATERAL;
	else if (away && apart == 2)
		sense->mode = MODE_CONSULT_THIRD_PARTY, sense->code = STR("044");
}

/* “accused each other”: told once of each of them, with the others on the other side. */
static void push_each_way(struct reading *r, const struct event *e)
{
	for (size_t i = 0; i < e->actors.n; i++) {
		struct event one = *e;
		memset(&one.actors, 0, sizeof one.actors);
		memset(&one.said_by, 0, sizeof one.said_by);
		memset(&one.modes, 0, sizeof one.modes);
		memset(&one.ev.sents, 0, sizeof one.ev.sents);
		for (size_t j = 0; j < e->actors.n; j++)
			refs_add(r->arena, j == i ? &one.actors : &one.recipients, e->actors.v[j]);
		refs_add_all(r->arena, &one.said_by, &e->said_by);
		for (size_t j = 0; j < e->modes.n; j++)
			vec_push(r->arena, &one.modes, e->modes.v[j]);
		vec_push(r->arena, &one.ev.sents, e->ev.sents.v[0]);
		vec_push(r->arena, &r->events, one);
	}
}

/* For explain: from what the status was concluded. */
static void note_status(const struct coder *c, const struct status *s, const struct rule_sense *sense, struct event *e)
{
	struct arena *a = c->m.r->arena;
	const char *name = event_status_name(e->status);
	bool recoded = s->future && e->status == EVENT_STATUS_ACTUAL;
	struct str why = s->why == UINT32_MAX ? STR("") : c->m.d->words.v[s->why].form;
	struct str from = why.n ? arena_printf(a, "from “%.*s”", (int)why.n, why.p)
			 : s->past ? STR("from its date")
				   : STR("nothing in the clause says otherwise");
	e->how = arena_printf(a, "%.*s%sstatus %s: %.*s", (int)e->how.n, e->how.p, e->how.n ? "; " : "", name, (int)from.n, from.p);
	if (recoded)
		e->how = arena_printf(a, "%.*s; what lies ahead is told as %s %.*s", (int)e->how.n, e->how.p,
				      category_name((enum category)sense->category), (int)sense->code.n, sense->code.p);
}

static void code_word(struct coder *c, uint32_t w)
{
	struct reading *r = c->m.r;
	if (!speaks(c, w) || rule_at(c, w)->latent || consumed(c, w) || told_by_verb(c, w) || muted(c, w))
		return;
	struct rule_sense sense = sense_at(c, w, 0);
	struct status s = status_of(&c->m, w);
	struct event e = {.status = s.status, .place = place_of(c, w), .category = (enum category)sense.category};
	bool mutual = find_arguments(c, w, &e);
	add_means(c, w, &sense);
	add_meeting(c, &e, &sense);
	recode_future(c, w, &s, &sense, &e);
	e.category = (enum category)sense.category;
	talkers_of_clause(c, w, &e);
	find_source(c, w, &e);
	if (!worth_it(c, w, &e) || foretold_of_a_deed(c, w, &s, &e))
		return;
	lend_country(c, &e);
	finish(c, w, &sense, &e);
	note_status(c, &s, &sense, &e);
	if (mutual && e.actors.n <= MUTUAL_MAX)
		push_each_way(r, &e);
	else
		vec_push(r->arena, &r->events, e);
}

/* ---- “Rohan said Gondor must withdraw”: a demand without a verb of demanding */

static void speakers_of(const struct coder *c, uint32_t w, refs *out)
{
	refs_add(c->m.r->arena, out, speaker_at(c, w));
	const struct word *word = &c->m.d->words.v[w];
	if (!out->n && (word->dep == DEP_CCOMP || word->dep == DEP_PARATAXIS) && word->head >= 0) {
		int32_t s = clause_subject(c->m.d, &c->m.cw, (uint32_t)word->head);
		if (s >= 0)
			actors_of_phrase(c->m.r, (uint32_t)s, out);
	}
}

/* True where the word is under an obligation that someone voices: then it is told as a demand, if at all. */
static bool code_obligation(struct coder *c, uint32_t w)
{
	struct reading *r = c->m.r;
	int32_t aux = factuality_obligation(c->m.r, w);
	if (aux < 0)
		return false;
	struct event e = {.status = EVENT_STATUS_ACTUAL, .place = NO_REF};
	speakers_of(c, w, &e.actors);
	int32_t s = clause_surface_subject(c->m.d, &c->m.cw, w);
	if (s >= 0)
		actors_of_phrase(r, (uint32_t)s, &e.recipients);
	for (size_t i = 0; i < e.actors.n; i++)
		if (refs_has(&e.recipients, e.actors.v[i]))
			return true;
	if (!any_codable(c, &e.actors) || !any_codable(c, &e.recipients))
		return true;
	struct rule_sense sense = speaks(c, w) ? rules_effect(c->m.k, sense_at(c, w, 0).code, RULE_EFFECT_DEMAND) : (struct rule_sense){0};
	if (!sense.code.n)
		sense = rules_effect(c->m.k, STR("10"), RULE_EFFECT_DEMAND);
	if (!sense.code.n)
		return true;
	finish(c, w, &sense, &e);
	struct str form = r->doc->words.v[aux].form;
	e.ev.rule = arena_printf(r->arena, "events/classes.tsv aux-must");
	e.how = arena_printf(r->arena, "actor: who says so; recipient: subject of “%.*s”", (int)form.n, form.p);
	vec_push(r->arena, &r->events, e);
	return true;
}

void event_run(struct reading *r)
{
	struct coder c = {0};
	if (!r->k->rules || !r->k->rules->rules.n)
		return;
	rulematch_init(&c.m, r);
	c.codable = rules_group(c.m.k, STR("codable"));
	c.agent = rules_group(c.m.k, STR("agent"));
	c.speaker = rules_group(c.m.k, STR("speaker"));
	c.protester = rules_group(c.m.k, STR("protester"));
	c.force = rules_group(c.m.k, STR("force"));
	c.condition = rules_class(c.m.k, STR("condition"));
	c.each = rules_class(c.m.k, STR("mutual-first"));
	c.other = rules_class(c.m.k, STR("mutual-second"));
	c.upon = rules_class(c.m.k, STR("upon"));
	c.muted = arena_array(r->arena, bool, r->doc->words.n + 1);
	const bool *ours = field_find(r);
	for (uint32_t s = 0; s < r->doc->sents.n; s++) {
		if (!ours[s])
			continue;
		const struct sent *sent = &r->doc->sents.v[s];
		rulematch_sentence(&c.m, s);
		mute_sentence(&c, sent->first, sent->last);
		for (uint32_t w = sent->first; w < sent->last; w++)
			if (!code_obligation(&c, w))
				code_word(&c, w);
	}
	merge_events(r);
}
