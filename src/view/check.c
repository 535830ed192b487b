#include "view/check.h"

#include "ledger/merge.h"
#include "ledger/side.h"

const char *breach_word_name(enum breach_word w)
{
#define X(name, word) word,
	static const char *const words[BREACH_WORD_COUNT] = {"", BREACH_WORD_LIST(X)};
#undef X
	return words[w < BREACH_WORD_COUNT ? w : 0];
}

struct checker {
	struct ledger *l;
	struct arena *a;
	const struct situation *s;
	struct check *out;
};

/* ---- whose deed --------------------------------------------------------------------------------------------------------------- */

static bool party(const struct checker *k, ref side)
{
	return side != NO_REF && refs_has(&k->out->c->sides, side);
}

static bool any_party(const struct checker *k, const refs *sides)
{
	for (size_t i = 0; i < sides->n; i++)
		if (party(k, sides->v[i]))
			return true;
	return false;
}

/* The side among the parties that is said to have done it; NO_REF where nobody is named. False where others did it, or where
 * all that is known of the target is that it is no party's. */
static bool concerns(const struct checker *k, const struct ledger_record *r, ref *by)
{
	const struct incident *in = r->record;
	if (in->by.n && !any_party(k, &r->gist.sides))
		return false;
	refs doers = ledger_sides(k->l, k->a, &in->by), targets = ledger_sides(k->l, k->a, &in->target);
	bool target_in = targets.n == 0;
	*by = NO_REF;
	for (size_t i = 0; i < targets.n; i++)
		target_in |= party(k, targets.v[i]) || ledger_actor(k->l, targets.v[i])->kind == ACTOR_KIND_POPULATION ||
			     ledger_actor(k->l, targets.v[i])->kind == ACTOR_KIND_PERSON;
	for (size_t i = 0; i < doers.n && *by == NO_REF; i++)
		if (party(k, doers.v[i]))
			*by = doers.v[i];
	if (*by != NO_REF)
		return target_in;
	/* Nobody named: only where the place is a party's own land, or a party is the target. */
	bool theirs = targets.n && target_in;
	if (in->place != NO_REF && targets.n == 0)
		theirs = party(k, ledger_state(k->l, ledger_place(k->l, in->place)->country));
	return doers.n == 0 && in->by.n == 0 && theirs;
}

/* ---- whose word ---------------------------------------------------------------------------------------------------------------- */

/* A side where he speaks for one, else himself. */
static ref voice(const struct checker *k, ref actor)
{
	ref side = ledger_side(k->l, actor);
	return side != NO_REF ? side : actor;
}

static bool outside(const struct checker *k, ref side, ref actor)
{
	enum actor_kind kind = ledger_actor(k->l, side)->kind;
	(void)actor;
	return !party(k, side) && (kind == ACTOR_KIND_IGO || kind == ACTOR_KIND_NGO || kind == ACTOR_KIND_STATE);
}

/* Another telling may blame the other side: then it is disputed, by whoever says so. */
static void hear(const struct checker *k, struct breach *b, const struct incident *told, bool *admitted)
{
	refs doers = ledger_sides(k->l, k->a, &told->by);
	bool blames_other = doers.n && b->by != NO_REF && !refs_has(&doers, b->by);
	for (size_t i = 0; i < told->said_by.n; i++) {
		ref who = voice(k, told->said_by.v[i]);
		if (blames_other)
			refs_add(k->a, &b->denied, who);
		else if (who == b->by)
			*admitted = true;
		else if (outside(k, who, told->said_by.v[i]))
			refs_add(k->a, &b->confirmed, who);
		else
			refs_add(k->a, &b->alleged, who);
	}
	if (told->standing == STANDING_DISPUTED && b->by != NO_REF && b->denied.n == 0 && !blames_other)
		refs_add(k->a, &b->denied, b->by);
}

static bool place_fits(const struct checker *k, ref x, ref y)
{
	if (x == NO_REF || y == NO_REF)
		return false;
	if (x == y)
		return true;
	const struct place *p = ledger_place(k->l, x), *q = ledger_place(k->l, y);
	return p->type == PLACE_TYPE_COUNTRY || q->type == PLACE_TYPE_COUNTRY ? str_eq(p->country, q->country)
									      : str_eq(p->admin1, q->name) || str_eq(q->admin1, p->name);
}

static bool days_near(struct str iso, struct date day)
{
	int32_t from, to;
	return merge_days(iso, &from, &to) && date_days(day) >= from - 1 && date_days(day) <= to + 1;
}

static bool share_report(const struct ledger_record *x, const struct ledger_record *y)
{
	for (size_t i = 0; i < x->tellings.n; i++)
		for (size_t j = 0; j < y->tellings.n; j++)
			if (x->tellings.v[i].report == y->tellings.v[j].report)
				return true;
	return false;
}

/* An attack on that day that the side itself denies, there or, in a report that tells of this one too, wherever: reports have it
 * as an event that did not happen. */
static void find_denial(const struct checker *k, struct breach *b)
{
	const ledger_records *list = &k->s->records[RECORD_EVENT];
	const struct incident *in = b->incident->record;
	for (size_t i = 0; i < list->n && b->by != NO_REF && !b->denial; i++) {
		const struct event *e = list->v[i].record;
		if (e->category != CATEGORY_ASSAULT || e->status != EVENT_STATUS_NEGATED || !days_near(e->date, b->day))
			continue;
		if (!ledger_complete(k->l, k->a, &list->v[i], LEDGER_WHOLE))
			continue;
		e = list->v[i].record;
		bool here = place_fits(k, e->place, in->place) || (e->place == NO_REF && share_report(b->incident, &list->v[i]));
		if (!here)
			continue;
		refs speakers = ledger_sides(k->l, k->a, &e->said_by);
		if (refs_has(&speakers, b->by)) {
			b->denial = &list->v[i];
			refs_add(k->a, &b->denied, b->by);
		}
	}
}

static void weigh(const struct checker *k, struct breach *b)
{
	bool admitted = false, confirmed = false;
	for (size_t i = 0; i < b->incident->tellings.n; i++) {
		const struct incident *told = b->incident->tellings.v[i].record;
		hear(k, b, told, &admitted);
		confirmed |= told->standing == STANDING_CONFIRMED;
	}
	if (!admitted)
		find_denial(k, b);
	b->word = b->denied.n ? BREACH_DISPUTED : admitted ? BREACH_ADMITTED : b->confirmed.n || confirmed ? BREACH_CONFIRMED :
		  b->alleged.n ? BREACH_ALLEGED : BREACH_STATED;
}

/* ---- the days -------------------------------------------------------------------------------------------------------------------- */

static struct date earlier(struct date x, struct date y)
{
	return y.year == 0 || (x.year && date_days(x) <= date_days(y)) ? x : y;
}

static struct date later(struct date x, struct date y)
{
	return y.year == 0 || (x.year && date_days(x) >= date_days(y)) ? x : y;
}

/* A day is heard of where a report of that day or the next is in the ledger. */
static void lay_out_days(const struct checker *k)
{
	struct check *c = k->out;
	int32_t first = date_days(c->from), last = date_days(c->to);
	for (int32_t d = first; d <= last && d - first < CHECK_DAYS_MAX; d++)
		vec_push(k->a, &c->days, (uint8_t)DAY_SILENT);
	for (size_t i = 0; i < k->s->days.n; i++) {
		struct date told = k->s->days.v[i].day;
		for (int32_t back = 0; back < 2 && told.year; back++) {
			int32_t at = date_days(told) - back - first;
			if (at >= 0 && (size_t)at < c->days.n)
				c->days.v[at] = DAY_QUIET;
		}
	}
}

static bool within(const struct check *c, struct date day)
{
	return day.year && date_days(day) >= date_days(c->from) && date_days(day) <= date_days(c->to);
}

static void test(const struct checker *k, struct ledger_record *r)
{
	struct check *c = k->out;
	const struct incident *in = r->record;
	struct date day = ledger_record_day(r);
	ref by;
	if (!within(c, day) || !concerns(k, r, &by))
		return;
	c->attacks++;
	if (!ceasefire_forbids(c->c, in))
		return;
	if (!ceasefire_covers(k->l, c->c, in->place)) {
		c->unplaced += in->place == NO_REF;
		return;
	}
	if (!ledger_complete(k->l, k->a, r, LEDGER_WHOLE))
		return;
	struct breach *b = vec_add(k->a, &c->breaches);
	*b = (struct breach){.incident = r, .by = by, .day = day};
	weigh(k, b);
	size_t at = (size_t)(date_days(day) - date_days(c->from));
	if (at < c->days.n)
		c->days.v[at] = DAY_BREACH;
}

/* Of the attacks no more than what is tested; of the events those that did not happen, as somebody says. */
static bool attack_denied(void *ctx, const struct ledger_record *r)
{
	(void)ctx;
	return r->gist.type == CATEGORY_ASSAULT && r->gist.status == EVENT_STATUS_NEGATED;
}

bool check_load(struct situation *s, const struct ledger_filter *known, const ceasefires *list, struct err *err)
{
	struct ledger_choice attacks = {.level = LEDGER_FOLD}, denials = {.level = LEDGER_FOLD, .take = attack_denied};
	struct ledger_filter days = *known;
	days.since = s->since;
	days.until = s->until;
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].from.year)
			attacks.since = earlier(list->v[i].from, attacks.since);
	return situation_choose(s, RECORD_INCIDENT, &days, &attacks, err) && situation_choose(s, RECORD_EVENT, known, &denials, err);
}

void check_make(struct ledger *l, struct arena *a, const struct situation *s, const struct ceasefire *c, struct check *out)
{
	struct checker k = {l, a, s, out};
	*out = (struct check){.c = c, .untestable = ceasefire_untestable(c)};
	if (out->untestable[0])
		return;
	out->from = later(c->from, s->since);
	out->to = earlier(earlier(s->at, c->until), s->until);
	if (out->to.year == 0 || date_days(out->to) < date_days(out->from)) {
		out->untestable = "it was not in force on any of these days";
		return;
	}
	lay_out_days(&k);
	for (size_t i = 0; i < s->records[RECORD_INCIDENT].n; i++)
		test(&k, &s->records[RECORD_INCIDENT].v[i]);
}
