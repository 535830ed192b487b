#include "view/ceasefire.h"

#include "ledger/merge.h"
#include "ledger/side.h"

#include <stdlib.h>

/* ---- what it forbids --------------------------------------------------------------------------------------------------- */

const char *ceasefire_untestable(const struct ceasefire *c)
{
	if (c->sides.n + c->strangers.n < 2)
		return "who is bound by it is not told";
	if (c->kinds == 0 && c->struck == 0)
		return "what it forbids is not told";
	return c->from.year ? "" : "when it began is not told";
}

bool ceasefire_in_force(const struct ceasefire *c, struct date day)
{
	return day.year && c->from.year && date_days(day) >= date_days(c->from) &&
	       (c->until.year == 0 || date_days(day) <= date_days(c->until));
}

bool ceasefire_covers(const struct ledger *l, const struct ceasefire *c, ref place)
{
	if (c->area.n == 0)
		return true;
	if (place == NO_REF)
		return false;
	const struct place *p = ledger_place(l, place);
	for (size_t i = 0; i < c->area.n; i++)
		if (str_ieq(c->area.v[i], p->name) || str_ieq(c->area.v[i], p->admin1) || str_eq(c->area.v[i], p->country))
			return true;
	return false;
}

bool ceasefire_forbids(const struct ceasefire *c, const struct incident *in)
{
	if (in->kind && c->kinds & (UINT32_C(1) << in->kind))
		return true;
	for (size_t i = 0; i < in->struck.n; i++)
		if (c->struck & (UINT32_C(1) << in->struck.v[i]))
			return true;
	return false;
}

static void forbid(struct arena *a, const struct terms *terms, struct ceasefire *c, enum scope s)
{
	for (size_t i = 0; i < c->scope.n; i++)
		if (c->scope.v[i] == s)
			return;
	vec_push(a, &c->scope, (uint8_t)s);
	c->kinds |= terms->kinds[s];
	c->struck |= terms->struck[s];
}

/* ---- from the ledger ------------------------------------------------------------------------------------------------------ */

static struct date first_day(struct str iso)
{
	int32_t from, to;
	return iso.n && merge_days(iso, &from, &to) ? date_from_days(from) : (struct date){0};
}

static struct date last_day(struct str iso)
{
	int32_t from, to;
	return iso.n && merge_days(iso, &from, &to) ? date_from_days(to) : (struct date){0};
}

/* Days of "P30D", "P4W", "P1M"; 0 where it is none or of no fixed length. */
static int32_t days_of(struct str iso)
{
	static const struct { char letter; int32_t days; } units[] = {{'D', 1}, {'W', 7}, {'M', 30}, {'Y', 365}};
	int64_t n;
	bool timed = str_starts(iso, STR("PT"));
	if (timed && str_ends(iso, STR("H")) && str_int(str_sub(iso, 2, iso.n - 1), 1, 24000, &n))
		return (int32_t)((n + 23) / 24);
	for (size_t i = 0; i < sizeof units / sizeof *units && !timed && iso.n > 2 && iso.p[0] == 'P'; i++)
		if (iso.p[iso.n - 1] == units[i].letter && str_int(str_sub(iso, 1, iso.n - 1), 1, 1000, &n))
			return (int32_t)n * units[i].days;
	return 0;
}

static void stage(struct arena *a, struct ceasefire *c, struct date day, const char *what, ref by, const struct ledger_record *r)
{
	vec_push(a, &c->life, ((struct ceasefire_stage){day, what, by, r}));
}

static bool empty(struct date d)
{
	return d.year == 0;
}

static void take_limits(struct ledger *l, struct arena *a, struct ceasefire *c, const struct limits *b)
{
	struct date start = first_day(b->start), end = last_day(b->end);
	for (size_t i = 0; i < b->area.n; i++) {
		const struct place *p = ledger_place(l, b->area.v[i]);
		vec_push(a, &c->area, p->type == PLACE_TYPE_COUNTRY && p->country.n ? p->country : p->name);
	}
	if (start.year)
		c->from = start;
	if (end.year)
		c->until = end;
	if (empty(c->until) && c->from.year && days_of(b->duration))
		c->until = date_add(c->from, days_of(b->duration) - 1);
	c->fixed |= b->duration.n > 0 || end.year;
	c->monitored |= b->monitored || b->monitors.n;
	refs_add_all(a, &c->monitors, &b->monitors);
	if (b->class > c->class)
		c->class = b->class;
	for (size_t i = 0; i < b->purposes.n; i++)
		c->purposes |= UINT32_C(1) << b->purposes.v[i];
	c->full &= b->extent != EXTENT_PARTIAL;
}

static void take_changes(struct arena *a, struct ceasefire *c, const struct ledger_record *r, const struct agreement *g)
{
	for (size_t i = 0; i < g->changes.n; i++) {
		const struct change *x = &g->changes.v[i];
		struct date day = first_day(x->date);
		bool over = x->change == AGREEMENT_CHANGE_EXPIRED || x->change == AGREEMENT_CHANGE_COLLAPSED ||
			    x->change == AGREEMENT_CHANGE_LEFT || x->change == AGREEMENT_CHANGE_SUSPENDED;
		stage(a, c, day, agreement_change_name(x->change), x->by, r);
		if (x->change == AGREEMENT_CHANGE_SIGNED && day.year)
			c->declared = day;
		if (x->change == AGREEMENT_CHANGE_ENTERED && day.year)
			c->from = day;
		if (over && day.year) {
			c->until = day;
			c->ended = x->change != AGREEMENT_CHANGE_SUSPENDED;
		}
	}
}

/* Who signed or joined it is bound by it, as are those whom reports call its parties. */
static void take_agreement(struct ledger *l, struct arena *a, const struct terms *terms, struct ceasefire *c, const struct ledger_record *r)
{
	const struct agreement *g = r->record;
	c->name = g->name;
	c->sides = ledger_sides(l, a, &g->parties);
	for (size_t i = 0; i < g->changes.n && c->sides.n < 2; i++)
		if (g->changes.v[i].change <= AGREEMENT_CHANGE_EXTENDED)
			refs_add(a, &c->sides, ledger_side(l, g->changes.v[i].by));
	refs_add_all(a, &c->mediators, &g->mediators);
	for (size_t i = 0; i < g->scope.n; i++)
		forbid(a, terms, c, g->scope.v[i]);
	for (size_t i = 0; i < g->terms.n; i++)
		vec_push(a, &c->terms, g->terms.v[i]);
	c->written = g->state == AGREEMENT_STATE_SIGNED;
	c->declared = first_day(g->date);
	take_changes(a, c, r, g);
	/* The report that tells of its end tells nothing of its beginning. */
	if (empty(c->declared) && !(c->until.year && r->first_known.year && date_days(r->first_known) >= date_days(c->until)))
		c->declared = r->first_known;
	c->from = empty(c->from) ? c->declared : c->from;
	take_limits(l, a, c, &g->limits);
	c->declared = empty(c->declared) ? c->from : c->declared;
	c->ended |= g->state == AGREEMENT_STATE_EXPIRED || g->state == AGREEMENT_STATE_COLLAPSED || g->state == AGREEMENT_STATE_LEFT;
}

static void take_proposal(struct ledger *l, struct arena *a, const struct terms *terms, struct ceasefire *c, const struct ledger_record *r)
{
	const struct proposal *p = r->record;
	c->declared = r->first_known;
	stage(a, c, r->first_known, "proposed", p->by.n ? p->by.v[0] : NO_REF, r);
	c->sides = ledger_sides(l, a, &p->by);
	for (size_t i = 0; i < p->answers.n; i++) {
		bool accepted = p->answers.v[i].answer == PROPOSAL_STATUS_ACCEPTED;
		stage(a, c, first_day(p->answers.v[i].date), proposal_status_name(p->answers.v[i].answer), p->answers.v[i].by, r);
		if (accepted)
			refs_add(a, &c->sides, ledger_side(l, p->answers.v[i].by));
	}
	for (size_t i = 0; i < p->scope.n; i++)
		forbid(a, terms, c, p->scope.v[i]);
	for (size_t i = 0; i < p->conditions.n; i++)
		vec_push(a, &c->terms, p->conditions.v[i]);
	if (p->kind == PROPOSAL_KIND_HUMANITARIAN_PAUSE)
		c->purposes |= UINT32_C(1) << PURPOSE_HUMANITARIAN;
	c->from = c->declared;
	take_limits(l, a, c, &p->limits);
}

/* Its scope, or everything where nothing says that it is partial. */
static void finish(struct arena *a, const struct terms *terms, struct ceasefire *c)
{
	c->full &= c->scope.n == 0;
	if (c->full) {
		c->kinds |= terms->kinds[SCOPE_FULL];
		c->struck |= terms->struck[SCOPE_FULL];
	}
	if (c->mediators.n)
		c->purposes |= UINT32_C(1) << PURPOSE_PEACE_PROCESS;
	if (c->class == CEASEFIRE_CLASS_NONE)
		c->class = c->monitored ? CEASEFIRE_CLASS_PRELIMINARY : CEASEFIRE_CLASS_CESSATION;
	(void)a;
}

static bool same_scope(const struct ceasefire *x, const struct ceasefire *y)
{
	return x->kinds == y->kinds && x->struck == y->struck;
}

static bool all_in(const refs *few, const refs *many)
{
	for (size_t i = 0; i < few->n; i++)
		if (!refs_has(many, few->v[i]))
			return false;
	return true;
}

static bool same(const struct ceasefire *x, const struct ceasefire *y)
{
	bool sides = all_in(&x->sides, &y->sides) || all_in(&y->sides, &x->sides);
	int32_t days = x->from.year && y->from.year ? abs(date_days(x->from) - date_days(y->from)) : 0;
	return same_scope(x, y) && sides && days <= CEASEFIRE_SAME_DAYS && !(x->name.n && y->name.n && !str_ieq(x->name, y->name));
}

static void join(struct arena *a, struct ceasefire *into, const struct ceasefire *more)
{
	for (size_t i = 0; i < more->records.n; i++)
		vec_push(a, &into->records, more->records.v[i]);
	for (size_t i = 0; i < more->life.n; i++)
		vec_push(a, &into->life, more->life.v[i]);
	for (size_t i = 0; i < more->terms.n; i++)
		vec_push(a, &into->terms, more->terms.v[i]);
	refs_add_all(a, &into->sides, &more->sides);
	refs_add_all(a, &into->mediators, &more->mediators);
	refs_add_all(a, &into->monitors, &more->monitors);
	if (into->name.n == 0)
		into->name = more->name;
	if (more->from.year && date_days(more->from) < date_days(into->from))
		into->from = more->from;
	if (empty(into->until))
		into->until = more->until;
	into->purposes |= more->purposes;
	into->monitored |= more->monitored;
	into->class = into->class > more->class ? into->class : more->class;
}

static void add(struct arena *a, ceasefires *list, const struct ceasefire *c)
{
	for (size_t i = 0; i < list->n; i++)
		if (same(&list->v[i], c)) {
			join(a, &list->v[i], c);
			return;
		}
	vec_push(a, list, *c);
}

static int by_stage(const void *x, const void *y)
{
	const struct ceasefire_stage *p = x, *q = y;
	int32_t a = p->date.year ? date_days(p->date) : INT32_MAX, b = q->date.year ? date_days(q->date) : INT32_MAX;
	return a < b ? -1 : a > b;
}

static int by_begin(const void *x, const void *y)
{
	const struct ceasefire *p = x, *q = y;
	int32_t a = p->from.year ? date_days(p->from) : INT32_MAX, b = q->from.year ? date_days(q->from) : INT32_MAX;
	if (a != b)
		return a < b ? -1 : 1;
	return p->records.n && q->records.n ? (p->records.v[0]->n > q->records.v[0]->n) - (p->records.v[0]->n < q->records.v[0]->n) : 0;
}

static bool truce_proposal(void *ctx, const struct ledger_record *r)
{
	const struct ledger_gist *g = &r->gist;
	bool kind = g->type == PROPOSAL_KIND_CEASEFIRE || g->type == PROPOSAL_KIND_HUMANITARIAN_PAUSE || g->type == PROPOSAL_KIND_TRUCE_EXTENSION;
	(void)ctx;
	return kind && (g->status == PROPOSAL_STATUS_ACCEPTED || g->status == PROPOSAL_STATUS_PARTLY_ACCEPTED);
}

static bool truce_agreement(void *ctx, const struct ledger_record *r)
{
	(void)ctx;
	return r->gist.type == AGREEMENT_KIND_CEASEFIRE;
}

bool ceasefire_load(struct situation *s, const struct ledger_filter *known, enum ledger_level level, struct err *err)
{
	return situation_choose(s, RECORD_AGREEMENT, known, &(struct ledger_choice){.level = level, .take = truce_agreement}, err) &&
	       situation_choose(s, RECORD_PROPOSAL, known, &(struct ledger_choice){.level = level, .take = truce_proposal}, err);
}

static void find_agreements(struct ledger *l, struct arena *a, const struct terms *terms, const struct situation *s, ceasefires *out)
{
	const ledger_records *list = &s->records[RECORD_AGREEMENT];
	for (size_t i = 0; i < list->n; i++) {
		struct ceasefire c = {.full = true};
		if (!truce_agreement(NULL, &list->v[i]))
			continue;
		vec_push(a, &c.records, &list->v[i]);
		take_agreement(l, a, terms, &c, &list->v[i]);
		finish(a, terms, &c);
		add(a, out, &c);
	}
}

static void find_proposals(struct ledger *l, struct arena *a, const struct terms *terms, const struct situation *s, ceasefires *out)
{
	const ledger_records *list = &s->records[RECORD_PROPOSAL];
	for (size_t i = 0; i < list->n; i++) {
		struct ceasefire c = {.full = true};
		if (!truce_proposal(NULL, &list->v[i]))
			continue;
		vec_push(a, &c.records, &list->v[i]);
		take_proposal(l, a, terms, &c, &list->v[i]);
		finish(a, terms, &c);
		if (c.sides.n > 1)
			add(a, out, &c);
	}
}

void ceasefire_find(struct ledger *l, struct arena *a, const struct terms *terms, const struct situation *s, ceasefires *out)
{
	find_agreements(l, a, terms, s, out);
	find_proposals(l, a, terms, s, out);
	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].life.n)
			qsort(out->v[i].life.v, out->v[i].life.n, sizeof *out->v[i].life.v, by_stage);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_begin);
}
