/* From acts, each told by one word, to incidents, each one real deed: first the acts of a sentence that tell the same
 * deed are put together, then those of different sentences; what speaks too faintly of armed violence is dropped. */
#include "sense/incident.h"

#include "data/gazetteer.h"
#include "sense/attribution.h"
#include "sense/blame.h"
#include "sense/dispute.h"
#include "sense/field.h"
#include "sense/harmact.h"
#include "sense/standing.h"
#include "sense/timex.h"

#define ENOUGH 2           /* evidence of armed violence that an incident needs */
#define ENOUGH_IN_WAR 1    /* the same in a report that surely tells of some elsewhere */
#define SURE 4
#define NEWS_DAYS 7        /* what has gone on for no longer is news, not background */
#define FACTS_LEAST 2      /* of doer, target, place, harm, weapons, date: with fewer a deed cannot be told from another */
#define NEAR_SENTENCES 3   /* how far back “five were killed” belongs to the deed told before */
#define REGION_KM_MAX 250 /* from the middle of a region to a town of it */
#define DEEDS_MAX 400      /* a report with more is not one; what follows is left out */

/* A deed as far as it is known. */
struct deed {
	struct incident i;
	uint32_t struck;           /* bits of enum struck */
	uint32_t sent;             /* the sentence that told it last */
	int strength;              /* of the strongest word */
	int score;
	bool date_told, again, first, both, own_place, bare_strike, fight_with;
	uint64_t guards;           /* of its sentences */
	sym thing;                 /* struck thing that was told of before */
};

struct work {
	struct harm_marks m;
	struct reading *r;
	VEC(struct deed) now;      /* of the sentence at hand */
	VEC(struct deed) all;
	refs *event_at;            /* [words.n] events whose trigger the word is */
};

/* ---- kinds */

static int kind_rank(uint8_t k)
{
	switch (k) {
	case INCIDENT_KIND_DRONE: return 9;
	case INCIDENT_KIND_MISSILE: return 8;
	case INCIDENT_KIND_AIRSTRIKE: return 7;
	case INCIDENT_KIND_BOMBING: case INCIDENT_KIND_SHELLING: case INCIDENT_KIND_ABDUCTION: return 6;
	case INCIDENT_KIND_NAVAL: case INCIDENT_KIND_CYBER: return 5;
	case INCIDENT_KIND_SHOOTING: return 4;
	case INCIDENT_KIND_GROUND: return 3;
	case INCIDENT_KIND_OTHER: return 1;
	default: return 0;
	}
}

/* Kinds that can be two words for one deed. */
static int kind_group(uint8_t k)
{
	switch (k) {
	case INCIDENT_KIND_DRONE: case INCIDENT_KIND_MISSILE: case INCIDENT_KIND_AIRSTRIKE: case INCIDENT_KIND_SHELLING: return 1;
	case INCIDENT_KIND_GROUND: case INCIDENT_KIND_SHOOTING: return 2;
	case INCIDENT_KIND_BOMBING: return 3;
	case INCIDENT_KIND_NAVAL: return 4;
	case INCIDENT_KIND_ABDUCTION: return 5;
	case INCIDENT_KIND_CYBER: return 6;
	default: return 0;
	}
}

bool incident_kinds_agree(uint8_t a, uint8_t b)
{
	int x = kind_group(a), y = kind_group(b);
	return !x || !y || x == y || (x == 3 && y == 1) || (x == 1 && y == 3) || (x == 2 && y == 3) || (x == 3 && y == 2);
}

static uint8_t kind_of_weapons(const struct harm_marks *m, const struct incident *i)
{
	uint8_t best = 0;
	for (size_t w = 0; w < i->weapons.n; w++)
		for (size_t e = 0; e < m->lex->entries.n; e++) {
			const struct harm_entry *x = &m->lex->entries.v[e];
			if (x->class == HARM_WEAPON && x->strength && str_eq(x->name, i->weapons.v[w].kind) &&
			    kind_rank(x->kind) > kind_rank(best))
				best = x->kind;
		}
	return best;
}

/* ---- actors */

static bool same_side(const struct reading *r, ref a, ref b)
{
	const struct actor *x = &r->actors.v[a], *y = &r->actors.v[b];
	if (a == b || x->of == b || y->of == a)
		return true;
	if (!x->country.n || !str_eq(x->country, y->country))
		return false;
	return (x->kind == ACTOR_KIND_ARMED_GROUP) == (y->kind == ACTOR_KIND_ARMED_GROUP);
}

/* Do two lists name a common side? An empty list contradicts nothing. */
static bool sides_agree(const struct reading *r, const refs *a, const refs *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (same_side(r, a->v[i], b->v[j]))
				return true;
	return !a->n || !b->n;
}

static bool has_sector(const struct actor *a, enum sector s)
{
	for (size_t i = 0; i < a->sectors.n; i++)
		if (a->sectors.v[i] == s)
			return true;
	return false;
}

static int armed(const struct reading *r, const refs *list)
{
	int best = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct actor *a = &r->actors.v[list->v[i]];
		bool arms = a->kind == ACTOR_KIND_ARMED_GROUP || has_sector(a, SECTOR_MIL) || has_sector(a, SECTOR_REB) ||
			    has_sector(a, SECTOR_PRM) || has_sector(a, SECTOR_UAF);
		int n = arms ? 2 : a->kind == ACTOR_KIND_STATE ? 1 : 0;
		best = n > best ? n : best;
	}
	return best;
}

/* ---- places and dates */

static bool coarse(const struct place *p)
{
	return p->type == PLACE_TYPE_COUNTRY || p->type == PLACE_TYPE_REGION || p->type == PLACE_TYPE_WATER;
}

/* Does the place surely lie outside the region? Names alone do not tell: “the Donbas” has towns of two provinces. */
static bool outside(const struct place *region, const struct place *p)
{
	return region->type == PLACE_TYPE_REGION && !str_eq(p->admin1, region->name) && region->located && p->located &&
	       gazetteer_km(region->lat, region->lon, p->lat, p->lon) > REGION_KM_MAX;
}

bool incident_places_agree(const struct reading *r, ref a, ref b)
{
	if (a == NO_REF || b == NO_REF || a == b)
		return true;
	const struct place *x = &r->places.v[a], *y = &r->places.v[b];
	if (outside(x, y) || outside(y, x))
		return false;
	return (coarse(x) || coarse(y)) && str_eq(x->country, y->country) && !(x->type == y->type && coarse(x));
}

static ref finer_place(const struct reading *r, ref a, ref b)
{
	if (a == NO_REF || b == NO_REF)
		return a == NO_REF ? b : a;
	return coarse(&r->places.v[a]) && !coarse(&r->places.v[b]) ? b : a;
}

/* ---- deeds */

static struct harm *harm_slot(struct incident *i, enum harm_kind k)
{
	switch (k) {
	case HARM_KILLED: return &i->killed;
	case HARM_INJURED: return &i->injured;
	case HARM_MISSING: return &i->missing;
	case HARM_CAPTURED: return &i->captured;
	default: return &i->displaced;
	}
}

/* “Dozens” and “at least 88” may be the same people, “at least three” and “five” only later news of them. */
static bool counts_clash(const struct harm *a, const struct harm *b)
{
	if (!a->count.known || !b->count.known || a->count.min == b->count.min)
		return false;
	return a->count.max < b->count.min || b->count.max < a->count.min;
}

static bool harms_clash(const struct incident *a, const struct incident *b)
{
	return counts_clash(&a->killed, &b->killed) || counts_clash(&a->injured, &b->injured);
}

static void add_sentence(struct arena *a, struct evidence *ev, uint32_t s)
{
	for (size_t i = 0; i < ev->sents.n; i++)
		if (ev->sents.v[i] == s)
			return;
	vec_push(a, &ev->sents, s);
}

/* A weapon without a name is one told elsewhere. */
static bool same_weapon(const struct weapon *a, const struct weapon *b)
{
	return !a->kind.n || !b->kind.n || str_eq(a->kind, b->kind);
}

static void join_weapons(struct arena *a, struct incident *into, const struct incident *from)
{
	for (size_t w = 0; w < from->weapons.n; w++) {
		size_t i = 0;
		while (i < into->weapons.n && !same_weapon(&into->weapons.v[i], &from->weapons.v[w]))
			i++;
		if (i == into->weapons.n) {
			vec_push(a, &into->weapons, from->weapons.v[w]);
			continue;
		}
		if (!into->weapons.v[i].kind.n)
			into->weapons.v[i].kind = from->weapons.v[w].kind;
		if (!into->weapons.v[i].count.known)
			into->weapons.v[i].count = from->weapons.v[w].count;
		if (!into->weapons.v[i].intercepted.known)
			into->weapons.v[i].intercepted = from->weapons.v[w].intercepted;
	}
}

/* Has the deed anything of its own that could set it apart? */
static bool stands_alone(const struct deed *d)
{
	return d->i.place != NO_REF || d->date_told || d->i.by.n;
}

/* “the attack”, “attacks such as this one” */
static bool mere_mention(const struct deed *d)
{
	return (d->again || (!stands_alone(d) && !d->struck)) && !d->i.killed.span.end && !d->i.injured.span.end && !d->i.weapons.n;
}

/* Once somebody else has told of a deed, what its doer says of strikes of his own is no admission of this one; and whoever only
 * mentions it does not vouch for it. */
static void join_voices(struct work *k, struct incident *into, const struct deed *more)
{
	const struct incident *from = &more->i;
	bool told = into->said_by.n > 0;
	if (mere_mention(more))
		return;
	for (size_t i = 0; i < from->said_by.n; i++) {
		bool doer = false;
		for (size_t j = 0; j < into->by.n; j++)
			doer |= same_side(k->r, from->said_by.v[i], into->by.v[j]);
		if (!told || !doer)
			refs_add(k->r->arena, &into->said_by, from->said_by.v[i]);
	}
}

static void join(struct work *k, struct deed *into, const struct deed *from)
{
	struct arena *a = k->r->arena;
	if (kind_rank(from->i.kind) > kind_rank(into->i.kind))
		into->i.kind = from->i.kind;
	if (from->strength > into->strength) {
		into->strength = from->strength;
		into->i.ev.word = from->i.ev.word;
		into->i.ev.span = from->i.ev.span;
		into->i.ev.rule = from->i.ev.rule;
	}
	if (!into->i.by.n)
		refs_add_all(a, &into->i.by, &from->i.by);
	if (!into->i.target.n)
		refs_add_all(a, &into->i.target, &from->i.target);
	join_voices(k, &into->i, from);
	into->struck |= from->struck;
	into->guards |= from->guards;
	into->i.place = into->sent == from->sent && from->own_place && !into->own_place
				? from->i.place
				: finer_place(k->r, into->i.place, from->i.place);
	into->own_place |= from->own_place;
	into->bare_strike |= from->bare_strike;
	into->fight_with |= from->fight_with;
	into->first |= from->first;
	into->thing = into->thing ? into->thing : from->thing;
	if (from->date_told && !into->date_told) {
		into->i.date = from->i.date;
		into->date_told = true;
	}
	for (enum harm_kind h = HARM_KILLED; h < HARM_KIND_COUNT; h++)
		if (harm_slot((struct incident *)&from->i, h)->span.end)
			harm_join(a, harm_slot(&into->i, h), harm_slot((struct incident *)&from->i, h));
	join_weapons(a, &into->i, &from->i);
	for (size_t s = 0; s < from->i.ev.sents.n; s++)
		add_sentence(a, &into->i.ev, from->i.ev.sents.v[s]);
	into->both |= from->both;
	into->i.event = into->i.event == NO_REF ? from->i.event : into->i.event;
	into->score = from->score > into->score ? from->score : into->score;
	into->sent = from->sent;
}

/* ---- from acts to the deeds of a sentence */

static uint64_t sentence_guards(const struct work *k, const struct sent *s)
{
	uint64_t guards = 0;
	for (uint32_t w = s->first; w < s->last; w++)
		guards |= k->m.v[w].guards;
	return guards;
}

static struct deed deed_of(const struct work *k, const struct harm_act *a)
{
	const struct reading *r = k->r;
	const struct word *w = &r->doc->words.v[a->word];
	struct deed d = {.struck = a->struck,
			 .sent = w->sent,
			 .strength = a->strength,
			 .date_told = a->date_told,
			 .again = a->again,
			 .first = a->first,
			 .thing = a->thing,
			 .both = a->both};
	d.i = (struct incident){
		.kind = a->kind, .by = a->by, .target = a->target, .place = a->place, .date = a->date, .event = NO_REF};
	for (enum harm_kind h = HARM_KILLED; h < HARM_KIND_COUNT; h++)
		*harm_slot(&d.i, h) = a->harm[h];
	for (size_t i = 0; i < a->weapons.n; i++)
		vec_push(r->arena, &d.i.weapons, a->weapons.v[i]);
	d.own_place = a->place != NO_REF && doc_below(r->doc, r->places.v[a->place].mentions.v[0].head, a->word);
	d.bare_strike = a->entry->frame == FRAME_HIT || (!a->kind && a->entry->frame == FRAME_ACT);
	d.fight_with = a->fight_with;
	d.i.ev = (struct evidence){.span = {w->start, w->end}, .word = a->word};
	d.i.ev.rule = arena_printf(r->arena, "%s:%u", a->entry->file, a->entry->line);
	vec_push(r->arena, &d.i.ev.sents, w->sent);
	attribution_of(r, a->word, &d.i.said_by);
	return d;
}

/* “75 killed in airstrikes”, “a ground offensive”: two deeds of one sentence, or one? */
static bool same_deed(const struct work *k, const struct deed *a, const struct deed *b)
{
	if (!incident_kinds_agree(a->i.kind, b->i.kind) || !sides_agree(k->r, &a->i.by, &b->i.by))
		return false;
	if (a->date_told && b->date_told && !str_eq(a->i.date, b->i.date))
		return false;
	if (a->own_place && b->own_place && !incident_places_agree(k->r, a->i.place, b->i.place))
		return false;
	return true;
}

/* Does word a hang on b so that both tell one deed: “killed *in the strikes*”, “killed and *wounded*”? */
static bool hangs_on(const struct work *k, uint32_t a, uint32_t b)
{
	const struct word *x = &k->r->doc->words.v[a];
	if (x->head != (int32_t)b || x->dep == DEP_ADVCL)
		return false;
	return x->dep != DEP_CONJ || (k->m.v[a].act->harm && k->m.v[b].act->harm);
}

static bool linked(const struct work *k, uint32_t a, uint32_t b)
{
	return k->m.v[a].act && k->m.v[b].act && (hangs_on(k, a, b) || hangs_on(k, b, a));
}

/* Is the deed that this word belongs to told further on in the sentence? */
static bool linked_later(const struct work *k, uint32_t w)
{
	const struct doc *d = k->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->kids[i] > w && linked(k, w, d->kids[i]) && k->m.v[d->kids[i]].act->frame == FRAME_ACT)
			return true;
	return false;
}

static void place_in_sentence(struct work *k, const struct deed *d)
{
	for (size_t i = 0; i < k->now.n; i++)
		if (linked(k, k->now.v[i].i.ev.word, d->i.ev.word) && same_deed(k, &k->now.v[i], d)) {
			join(k, &k->now.v[i], d);
			return;
		}
	if (linked_later(k, d->i.ev.word)) {
		vec_push(k->r->arena, &k->now, *d);
		return;
	}
	for (size_t i = 0; i < k->now.n; i++)
		if (same_deed(k, &k->now.v[i], d)) {
			join(k, &k->now.v[i], d);
			return;
		}
	vec_push(k->r->arena, &k->now, *d);
}

static bool kid_has(const struct work *k, uint32_t w, enum guard g)
{
	const struct doc *d = k->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (harm_guard(&k->m, kid, g))
			return true;
		for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1]; j++)
			if (harm_guard(&k->m, d->kids[j], g))
				return true;
	}
	return false;
}

/* Sums over a war are no deed of the day: “50,000 killed since the war began”, “bringing the total to 104”. */
static bool is_background(const struct work *k, uint32_t w)
{
	const struct doc *d = k->r->doc;
	ref t = timex_near(k->r, w);
	const struct date *from = t != NO_REF ? &k->r->times.v[t].from : NULL;
	if (from && from->year && k->r->dct.year && date_days(k->r->dct) - date_days(*from) <= NEWS_DAYS)
		return false; /* “since yesterday” */
	if (kid_has(k, w, GUARD_SINCE) || (k->m.v[w].act->frame == FRAME_NHARM && d->words.v[w].head >= 0 &&
					   kid_has(k, (uint32_t)d->words.v[w].head, GUARD_SINCE)))
		return true;
	if (k->m.v[w].act->frame == FRAME_TOLL)
		return false;
	int32_t at = d->words.v[w].head;
	for (int n = 0; at >= 0 && n < 4; n++, at = d->words.v[at].head)
		if (harm_guard(&k->m, (uint32_t)at, GUARD_TOTAL) && !k->m.v[at].act && d->words.v[at].upos == UPOS_NOUN)
			return true;
	return false;
}

/* Words that are violence only with the right company: “fired rockets”, not “fired the minister”. */
static bool fits_company(const struct harm_act *a)
{
	switch (a->entry->frame) {
	case FRAME_LIGHT: return false;
	case FRAME_FIRE: return a->fires;
	case FRAME_DOWN: return a->weapons.n > 0;
	case FRAME_HARM: case FRAME_TAKE: case FRAME_DIE: case FRAME_NHARM: case FRAME_DEAD: case FRAME_TOLL: case FRAME_LIFE:
		for (enum harm_kind h = HARM_KILLED; h < HARM_KIND_COUNT; h++)
			if (a->harm[h].span.end)
				return !(a->harm[h].count.known && a->harm[h].count.max == 0);
		return a->entry->strength >= 2 || (a->entry->frame == FRAME_HARM && a->target.n);
	case FRAME_DO: case FRAME_HIT:
		return a->entry->strength > 0 || a->struck || a->weapons.n ||
		       (a->entry->kind != INCIDENT_KIND_GROUND && (a->target.n || a->place != NO_REF));
	default: return true;
	}
}

static bool event_status_real(const struct work *k, uint32_t w, ref *event)
{
	const refs *events = &k->event_at[w];
	for (size_t i = 0; i < events->n; i++) {
		const struct event *e = &k->r->events.v[events->v[i]];
		if (e->category != CATEGORY_ASSAULT)
			continue;
		*event = events->v[i];
		return e->status == EVENT_STATUS_ACTUAL || e->status == EVENT_STATUS_HISTORICAL;
	}
	return true;
}

/* Who shot drones down has not sent them. */
static void take_event(struct work *k, struct deed *d, ref event, bool down)
{
	const struct event *e = &k->r->events.v[event];
	d->i.event = event;
	if (!d->i.by.n && !down)
		refs_add_all(k->r->arena, &d->i.by, &e->actors);
	if (!d->i.target.n)
		refs_add_all(k->r->arena, &d->i.target, down ? &e->actors : &e->recipients);
	refs_add_all(k->r->arena, &d->i.said_by, &e->said_by);
}

static void read_act(struct work *k, uint32_t w, uint64_t guards)
{
	ref event = NO_REF;
	struct harm_act a;
	if (!event_status_real(k, w, &event) || !harm_act_happened(&k->m, w) || is_background(k, w))
		return;
	harm_act_read(&k->m, w, &a);
	if (!fits_company(&a))
		return;
	struct deed d = deed_of(k, &a);
	d.guards = guards;
	if (event != NO_REF)
		take_event(k, &d, event, a.entry->frame == FRAME_DOWN);
	place_in_sentence(k, &d);
}

/* ---- evidence of armed violence */

static bool is_armed_victim(const struct harm *h)
{
	for (size_t i = 0; i < h->who.n; i++)
		if (h->who.v[i] == VICTIM_SOLDIER || h->who.v[i] == VICTIM_FIGHTER || h->who.v[i] == VICTIM_POLICE)
			return true;
	return false;
}

static int score_of(const struct work *k, const struct deed *d)
{
	int by = armed(k->r, &d->i.by), at = armed(k->r, &d->i.target);
	int arms = by > at ? by : at;
	int score = d->strength + (arms == 1 && !d->strength && !d->struck ? 0 : arms) + (d->i.killed.span.end || d->i.injured.span.end);
	score += is_armed_victim(&d->i.killed) || is_armed_victim(&d->i.injured);
	score += d->guards >> GUARD_ARMED & 1;
	score += d->i.event != NO_REF && d->struck != 0;
	if (d->guards & (1u << GUARD_ACCIDENT | 1u << GUARD_CRIME))
		score -= d->strength >= 2 ? 1 : 3;
	if (d->guards >> GUARD_GAME & 1 && arms < 2)
		score -= d->strength >= 2 ? 1 : 3;
	if (d->guards >> GUARD_LABOUR & 1 && d->bare_strike)
		score -= 3;
	return score;
}

/* ---- from the deeds of sentences to those of the report */

/* Does a sentence of the deed name the thing that is struck “again”? */
static bool names_thing(const struct work *k, const struct deed *old, sym thing)
{
	const struct doc *d = k->r->doc;
	for (size_t i = 0; thing && i < old->i.ev.sents.n; i++) {
		const struct sent *s = &d->sents.v[old->i.ev.sents.v[i]];
		for (uint32_t w = s->first; w < s->last; w++)
			if (d->words.v[w].lem == thing && d->words.v[w].upos == UPOS_NOUN)
				return true;
	}
	return false;
}

/* “In Osgiliath a drone attack killed three”: told for the first time, unless only the title has told of it. */
static bool told_first(const struct work *k, const struct deed *old, const struct deed *new)
{
	bool title = k->r->report->body && old->sent == 0;
	return new->first && new->own_place && old->i.place == NO_REF && !title;
}

static bool same_again(const struct work *k, const struct deed *old, const struct deed *new)
{
	if (!same_deed(k, old, new) || !incident_places_agree(k->r, old->i.place, new->i.place) || told_first(k, old, new))
		return false;
	bool near = new->sent - old->sent <= NEAR_SENTENCES;
	if (new->again || !stands_alone(new))
		return near || !harms_clash(&old->i, &new->i);
	if (harms_clash(&old->i, &new->i))
		return false;
	if (names_thing(k, old, new->thing))
		return true;
	bool place = old->i.place != NO_REF && new->i.place != NO_REF;
	bool by = old->i.by.n && new->i.by.n;
	bool kind = kind_group(old->i.kind) && kind_group(old->i.kind) == kind_group(new->i.kind);
	return place || (by && kind) || (near && (kind || by));
}

/* Of the deeds told so far the one that this is, from the nearest back; “the attack” is one told as such rather than a death
 * of whatever cause. NULL for a new one. */
static struct deed *find_again(struct work *k, const struct deed *d)
{
	struct deed *best = NULL;
	for (size_t i = k->all.n; i-- > 0;) {
		struct deed *old = &k->all.v[i];
		bool near = d->sent - old->sent <= NEAR_SENTENCES;
		if (same_again(k, old, d) && (!best || (near && d->again && !best->i.kind && old->i.kind)))
			best = old;
	}
	return best;
}

static ref state_of(const struct reading *r, struct str country)
{
	for (size_t i = 0; country.n && i < r->actors.n; i++)
		if (r->actors.v[i].kind == ACTOR_KIND_STATE && str_eq(r->actors.v[i].country, country))
			return (ref)i;
	return NO_REF;
}

static bool from_country(const struct reading *r, const refs *list, struct str country)
{
	for (size_t i = 0; i < list->n; i++)
		if (country.n && str_eq(r->actors.v[list->v[i]].country, country))
			return true;
	return false;
}

/* How many acts of force of the report the country has a part in. */
static int part_in_force(const struct work *k, ref actor)
{
	struct str country = k->r->actors.v[actor].country;
	int n = 0;
	for (size_t i = 0; i < k->r->events.n; i++) {
		const struct event *e = &k->r->events.v[i];
		n += (e->category == CATEGORY_ASSAULT || e->category == CATEGORY_MOBILIZE) &&
		     (from_country(k->r, &e->actors, country) || from_country(k->r, &e->recipients, country));
	}
	return n;
}

/* “Both sides” in a report about mediated talks may have been taken for the mediator and a party. Where the place lies in a
 * third country that the report knows, it is that country's side, and not of the two the one that uses less force. */
static void mend_sides(const struct work *k, struct deed *d)
{
	struct str country = d->i.place != NO_REF ? k->r->places.v[d->i.place].country : STR("");
	ref third = state_of(k->r, country);
	if (third == NO_REF || from_country(k->r, &d->i.by, country))
		return;
	d->i.by.v[part_in_force(k, d->i.by.v[0]) < part_in_force(k, d->i.by.v[1]) ? 0 : 1] = third;
}

/* “Both sides launched drone attacks”: two deeds; place and harm belong to the one against the place's country. */
static void split_both(struct work *k, struct deed *d)
{
	struct arena *a = k->r->arena;
	mend_sides(k, d);
	struct deed other = *d;
	ref one = d->i.by.v[0], two = d->i.by.v[1];
	struct str country = d->i.place != NO_REF ? k->r->places.v[d->i.place].country : STR("");
	if (country.n && str_eq(k->r->actors.v[one].country, country)) {
		one = d->i.by.v[1];
		two = d->i.by.v[0];
	}
	d->i.said_by = other.i.said_by = (refs){0}; /* what was said was not said of both */
	d->i.by = d->i.target = other.i.by = other.i.target = (refs){0};
	refs_add(a, &d->i.by, one);
	refs_add(a, &d->i.target, two);
	refs_add(a, &other.i.by, two);
	refs_add(a, &other.i.target, one);
	other.i.place = NO_REF;
	other.i.killed = other.i.injured = other.i.missing = other.i.captured = other.i.displaced = (struct harm){0};
	other.struck = 0;
	other.both = d->both = other.own_place = false;
	vec_push(a, &k->all, other);
}

static void end_sentence(struct work *k)
{
	for (size_t i = 0; i < k->now.n && k->all.n < DEEDS_MAX; i++) {
		struct deed *d = &k->now.v[i];
		d->score = score_of(k, d);
		struct deed *old = find_again(k, d);
		if (old) {
			join(k, old, d);
			old->score = score_of(k, old) > old->score ? score_of(k, old) : old->score;
			continue;
		}
		if (d->both && d->i.by.n == 2)
			split_both(k, d);
		vec_push(k->r->arena, &k->all, *d);
	}
	k->now.n = 0;
}

/* ---- the last word on each deed */

static bool by_state(const struct reading *r, const refs *by)
{
	for (size_t i = 0; i < by->n; i++) {
		const struct actor *a = &r->actors.v[by->v[i]];
		if (a->kind != ACTOR_KIND_ARMED_GROUP &&
		    (a->kind == ACTOR_KIND_STATE || has_sector(a, SECTOR_MIL) || has_sector(a, SECTOR_GOV)))
			return true;
	}
	return false;
}

static void settle_kind(const struct work *k, struct deed *d)
{
	uint8_t weapons = kind_of_weapons(&k->m, &d->i);
	bool state = by_state(k->r, &d->i.by);
	if (kind_rank(d->i.kind) <= 1 ||
	    (d->i.kind == INCIDENT_KIND_AIRSTRIKE && (weapons == INCIDENT_KIND_DRONE || weapons == INCIDENT_KIND_MISSILE)))
		d->i.kind = weapons ? weapons : d->i.kind;
	if (!d->i.kind && d->bare_strike && state)
		d->i.kind = INCIDENT_KIND_AIRSTRIKE;
	if (d->i.kind == INCIDENT_KIND_BOMBING && state && !weapons && d->bare_strike)
		d->i.kind = INCIDENT_KIND_AIRSTRIKE;
	if (!d->i.kind)
		d->i.kind = d->i.captured.span.end ? INCIDENT_KIND_GROUND : INCIDENT_KIND_OTHER;
}

static void settle_target(const struct work *k, struct deed *d)
{
	struct str country = d->i.place != NO_REF ? k->r->places.v[d->i.place].country : STR("");
	if (!d->i.target.n && d->i.by.n == 1 && !from_country(k->r, &d->i.by, country))
		refs_add(k->r->arena, &d->i.target, state_of(k->r, country));
}

/* “Three soldiers were killed in clashes with rebels”: those who fought on the other side are doers, too. */
static void settle_fight(const struct work *k, struct deed *d)
{
	if (d->fight_with && d->i.by.n > 1) {
		size_t n = 0;
		for (size_t i = 0; i < d->i.target.n; i++) {
			refs one = {.v = &d->i.target.v[i], .n = 1, .cap = 1};
			if (!sides_agree(k->r, &d->i.by, &one))
				d->i.target.v[n++] = d->i.target.v[i];
		}
		d->i.target.n = n;
	}
	if (!d->fight_with || d->i.kind != INCIDENT_KIND_GROUND || d->i.by.n != 1 || sides_agree(k->r, &d->i.by, &d->i.target))
		return;
	refs armed_ones = {0};
	for (size_t i = 0; i < d->i.target.n; i++) {
		refs one = {.v = &d->i.target.v[i], .n = 1, .cap = 1};
		if (armed(k->r, &one) == 2)
			refs_add(k->r->arena, &armed_ones, d->i.target.v[i]);
	}
	if (armed_ones.n) {
		refs_add_all(k->r->arena, &d->i.by, &armed_ones);
		d->i.target.n = 0;
	}
}

/* Persons and populations show what they are: officials, civilians. */
static uint32_t struck_of_targets(const struct reading *r, const struct incident *i)
{
	uint32_t struck = 0;
	for (size_t n = 0; n < i->target.n; n++) {
		const struct actor *a = &r->actors.v[i->target.v[n]];
		if (a->kind != ACTOR_KIND_PERSON && a->kind != ACTOR_KIND_POPULATION)
			continue;
		if (has_sector(a, SECTOR_GOV) || has_sector(a, SECTOR_JUD) || has_sector(a, SECTOR_LEG))
			struck |= 1u << STRUCK_GOVERNMENT;
		if (has_sector(a, SECTOR_CVL) || has_sector(a, SECTOR_LAB) || has_sector(a, SECTOR_AGR) ||
		    has_sector(a, SECTOR_BUS) || has_sector(a, SECTOR_EDU) || has_sector(a, SECTOR_REL))
			struck |= 1u << STRUCK_CIVILIAN;
	}
	return struck;
}

static void drop_unnamed(struct incident *i)
{
	size_t n = 0;
	for (size_t w = 0; w < i->weapons.n; w++)
		if (i->weapons.v[w].kind.n)
			i->weapons.v[n++] = i->weapons.v[w];
	i->weapons.n = n;
}

static void settle(struct work *k, struct deed *d)
{
	drop_unnamed(&d->i);
	settle_kind(k, d);
	settle_fight(k, d);
	settle_target(k, d);
	d->struck |= struck_of_targets(k->r, &d->i);
	for (enum struck s = 1; s < STRUCK_COUNT; s++)
		if (d->struck >> s & 1)
			vec_push(k->r->arena, &d->i.struck, (uint8_t)s);
	if (!d->date_told)
		d->i.date = timex_date_of(k->r, d->i.ev.word);
	d->i.standing = standing_judge(k->r, &d->i);
}

/* Events by their triggers. */
static void note_events(struct work *k)
{
	size_t n = k->r->doc->words.n;
	k->event_at = arena_array(k->r->arena, refs, n + 1);
	for (size_t i = 0; i < k->r->events.n; i++)
		refs_add(k->r->arena, &k->event_at[k->r->events.v[i].ev.word], (ref)i);
}

/* “Attacks continued”: by whom, on whom, where, when, with what result is all left open. */
static bool says_nothing(const struct deed *d)
{
	int facts = (d->i.by.n > 0) + (d->i.by.n > 1) + (d->i.target.n > 0) + (d->i.place != NO_REF) +
		    (d->i.killed.span.end || d->i.injured.span.end) + (d->i.weapons.n > 0) + d->date_told;
	return facts < FACTS_LEAST;
}

void incident_run(struct reading *r)
{
	struct work k = {.r = r};
	int best = 0;
	harm_mark_words(&k.m, r);
	note_events(&k);
	const bool *ours = field_find(r);
	for (size_t s = 0; s < r->doc->sents.n; s++) {
		if (!ours[s])
			continue;
		const struct sent *sent = &r->doc->sents.v[s];
		uint64_t guards = sentence_guards(&k, sent);
		for (uint32_t w = sent->first; w < sent->last; w++) {
			if (k.m.v[w].act && !k.m.v[w].covered)
				read_act(&k, w, guards);
		}
		end_sentence(&k);
	}
	for (size_t i = 0; i < k.all.n; i++)
		best = k.all.v[i].score > best ? k.all.v[i].score : best;
	for (size_t i = 0; i < k.all.n; i++) {
		if (says_nothing(&k.all.v[i]) || k.all.v[i].score < (best >= SURE ? ENOUGH_IN_WAR : ENOUGH))
			continue;
		settle(&k, &k.all.v[i]);
		vec_push(r->arena, &r->incidents, k.all.v[i].i);
	}
	blame_run(&k.m);
	dispute_run(&k.m);
}
