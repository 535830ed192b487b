/* What the columns of attacks ask for, as ACLED and UCDP's GED have them. */
#include "view/export_row.h"

#include "ledger/merge.h"
#include "ledger/side.h"
#include "view/cell.h"

static const struct incident *attack(const struct row *w)
{
	return w->r->kind == RECORD_INCIDENT ? w->r->record : NULL;
}

static const struct place *place(const struct row *w)
{
	return ledger_place(w->x->l, w->place);
}

static struct str land_name(const struct row *w, struct str country)
{
	const struct nation *n = foreign_nation(w->x->k->foreign, country);
	return n ? n->name : country;
}

/* ---- how many were killed ------------------------------------------------------------------------------------------------- */

bool export_killed(const struct ledger_record *r, struct killed *out)
{
	const struct count *all = r->kind == RECORD_INCIDENT ? &((const struct incident *)r->record)->killed.count : NULL;
	if (!all || !all->known)
		return false;
	*out = (struct killed){INT64_MAX, all->min ? all->min : all->max, 0};
	for (size_t i = 0; i < r->tellings.n; i++) {
		const struct count *c = &((const struct incident *)r->tellings.v[i].record)->killed.count;
		if (!c->known)
			continue;
		int64_t most = c->max == COUNT_OPEN ? c->min : c->max;
		out->least = c->min < out->least ? c->min : out->least;
		out->most = most > out->most ? most : out->most;
	}
	out->best = out->best == COUNT_OPEN ? 0 : out->best;
	out->least = out->least > out->best ? out->best : out->least;
	out->most = out->most < out->best ? out->best : out->most;
	return true;
}

static void killed_least(const struct row *w, struct buf *out)
{
	struct killed k;
	if (export_killed(w->r, &k))
		buf_printf(out, "%jd", (intmax_t)k.least);
}

static void killed_best(const struct row *w, struct buf *out)
{
	struct killed k;
	if (export_killed(w->r, &k))
		buf_printf(out, "%jd", (intmax_t)k.best);
}

static void killed_most(const struct row *w, struct buf *out)
{
	struct killed k;
	if (export_killed(w->r, &k))
		buf_printf(out, "%jd", (intmax_t)k.most);
}

/* ---- who ----------------------------------------------------------------------------------------------------------------------- */

static bool organised(const struct actor *a)
{
	return a->kind == ACTOR_KIND_STATE || a->kind == ACTOR_KIND_ARMED_GROUP || a->kind == ACTOR_KIND_ORGANISATION ||
	       a->kind == ACTOR_KIND_IGO;
}

/* The first organised side of a list; NO_REF where there is none. */
static ref organised_side(const struct export *x, const refs *list)
{
	for (size_t i = 0; i < list->n; i++) {
		ref side = ledger_side(x->l, list->v[i]);
		if (side != NO_REF && organised(ledger_actor(x->l, side)))
			return side;
	}
	return NO_REF;
}

bool export_doer(const struct export *x, const struct ledger_record *r)
{
	return r->kind == RECORD_INCIDENT && organised_side(x, &((const struct incident *)r->record)->by) != NO_REF;
}

static bool soldierly(const struct harm *h)
{
	for (size_t i = 0; i < h->who.n; i++)
		if (h->who.v[i] == VICTIM_SOLDIER || h->who.v[i] == VICTIM_FIGHTER || h->who.v[i] == VICTIM_POLICE)
			return true;
	return false;
}

bool export_civilians(const struct export *x, const struct ledger_record *r)
{
	const struct incident *in = r->kind == RECORD_INCIDENT ? r->record : NULL;
	if (!in || soldierly(&in->killed) || soldierly(&in->injured))
		return false;
	bool civilian = in->killed.who.n || in->injured.who.n;
	for (size_t i = 0; i < in->struck.n; i++) {
		civilian |= in->struck.v[i] == STRUCK_CIVILIAN || in->struck.v[i] == STRUCK_RESIDENTIAL || in->struck.v[i] == STRUCK_MEDIA ||
			    in->struck.v[i] == STRUCK_MEDICAL || in->struck.v[i] == STRUCK_SCHOOL || in->struck.v[i] == STRUCK_HUMANITARIAN;
		if (in->struck.v[i] == STRUCK_MILITARY)
			return false;
	}
	return civilian || (in->target.n && organised_side(x, &in->target) == NO_REF);
}

/* ---- ACLED ----------------------------------------------------------------------------------------------------------------------- */

enum inter { INTER_NONE, INTER_STATE, INTER_REBELS, INTER_MILITIA, INTER_IDENTITY, INTER_RIOTERS, INTER_PROTESTERS, INTER_CIVILIANS,
	INTER_OTHER };

static enum inter inter_of(const struct row *w, const refs *list)
{
	ref side = list->n ? ledger_side(w->x->l, list->v[0]) : NO_REF;
	if (side == NO_REF)
		return list->n ? INTER_CIVILIANS : INTER_NONE;
	const struct actor *a = ledger_actor(w->x->l, side);
	switch (a->kind) {
	case ACTOR_KIND_STATE: /* away from home, a state's forces are “external” */
		return w->place == NO_REF || str_eq(place(w)->country, a->country) ? INTER_STATE : INTER_OTHER;
	case ACTOR_KIND_ARMED_GROUP:
		return INTER_REBELS;
	case ACTOR_KIND_PERSON:
	case ACTOR_KIND_POPULATION:
		return INTER_CIVILIANS;
	default:
		return INTER_OTHER;
	}
}

static enum inter inter1_of(const struct row *w)
{
	if (w->r->kind == RECORD_EVENT && ((const struct event *)w->r->record)->category == CATEGORY_PROTEST)
		return str_is(w->acled->type, "Riots") ? INTER_RIOTERS : INTER_PROTESTERS;
	return w->actors->n ? inter_of(w, w->actors) : INTER_MILITIA; /* as ACLED counts unidentified armed groups */
}

static enum inter inter2_of(const struct row *w)
{
	return export_civilians(w->x, w->r) ? INTER_CIVILIANS : inter_of(w, w->recipients);
}

static void inter1(const struct row *w, struct buf *out)
{
	buf_printf(out, "%d", inter1_of(w));
}

static void inter2(const struct row *w, struct buf *out)
{
	if (inter2_of(w))
		buf_printf(out, "%d", inter2_of(w));
}

/* Two digits, the lower first; of one actor alone his and a nought. */
static void interaction(const struct row *w, struct buf *out)
{
	int a = (int)inter1_of(w), b = (int)inter2_of(w);
	buf_printf(out, "%d%d", b && b < a ? b : a, b ? (b < a ? a : b) : 0);
}

static void actor1(const struct row *w, struct buf *out)
{
	if (w->actors->n)
		buf_add(out, ledger_actor(w->x->l, w->actors->v[0])->name);
	else {
		struct str land = w->place == NO_REF ? (struct str){"", 0} : land_name(w, place(w)->country);
		buf_printf(out, "Unidentified Armed Group%s%.*s%s", land.n ? " (" : "", (int)land.n, land.p, land.n ? ")" : "");
	}
}

static void actor2(const struct row *w, struct buf *out)
{
	if (export_civilians(w->x, w->r)) {
		struct str land = w->place == NO_REF ? (struct str){"", 0} : land_name(w, place(w)->country);
		buf_printf(out, "Civilians%s%.*s%s", land.n ? " (" : "", (int)land.n, land.p, land.n ? ")" : "");
	} else if (w->recipients->n)
		buf_add(out, ledger_actor(w->x->l, w->recipients->v[0])->name);
}

static void rest(const struct row *w, const refs *list, size_t from, struct buf *out)
{
	for (size_t i = from; i < list->n; i++) {
		buf_puts(out, i > from ? "; " : "");
		buf_add(out, ledger_actor(w->x->l, list->v[i])->name);
	}
}

static void assoc1(const struct row *w, struct buf *out)
{
	rest(w, w->actors, 1, out);
}

static void assoc2(const struct row *w, struct buf *out)
{
	rest(w, w->recipients, export_civilians(w->x, w->r) ? 0 : 1, out);
}

static void acled_id(const struct row *w, struct buf *out)
{
	const struct nation *n = w->place == NO_REF ? NULL : foreign_nation(w->x->k->foreign, place(w)->country);
	buf_add(out, n ? n->code : STR("XXX"));
	cell_id(out, w->r->kind, w->r->n);
}

static void acled_time(const struct row *w, struct buf *out)
{
	buf_putc(out, w->date.n >= 10 ? '1' : '3');
}

static void acled_geo(const struct row *w, struct buf *out)
{
	bool exact = w->place != NO_REF && (place(w)->type == PLACE_TYPE_CITY || place(w)->type == PLACE_TYPE_FACILITY);
	buf_putc(out, exact ? '1' : '3');
}

static void acled_disorder(const struct row *w, struct buf *out)
{
	buf_add(out, w->acled->disorder);
}

static void acled_type(const struct row *w, struct buf *out)
{
	buf_add(out, w->acled->type);
}

static void acled_sub_type(const struct row *w, struct buf *out)
{
	buf_add(out, w->acled->sub_type);
}

static void acled_civilians(const struct row *w, struct buf *out)
{
	buf_puts(out, export_civilians(w->x, w->r) ? "Civilian targeting" : "");
}

/* ---- UCDP GED --------------------------------------------------------------------------------------------------------------------- */

static ref side_a(const struct row *w)
{
	return organised_side(w->x, w->actors);
}

/* NO_REF where the victims are civilians of no side. */
static ref side_b(const struct row *w)
{
	ref target = organised_side(w->x, w->recipients);
	if (target != NO_REF && target != side_a(w))
		return target;
	return w->place == NO_REF ? NO_REF : ledger_state(w->x->l, place(w)->country);
}

static bool state(const struct row *w, ref side)
{
	return side != NO_REF && ledger_actor(w->x->l, side)->kind == ACTOR_KIND_STATE;
}

/* A state's attack on its own country's people is one-sided; between two sides one of whom is a state, state-based. */
static bool one_sided(const struct row *w)
{
	ref b = side_b(w);
	return b == NO_REF || b == side_a(w) || (organised_side(w->x, w->recipients) == NO_REF && !state(w, side_a(w)));
}

static void ged_type(const struct row *w, struct buf *out)
{
	buf_putc(out, one_sided(w) ? '3' : state(w, side_a(w)) || state(w, side_b(w)) ? '1' : '2');
}

static void put_side(const struct row *w, ref side, struct buf *out)
{
	if (side == NO_REF)
		return;
	buf_puts(out, state(w, side) ? "Government of " : "");
	buf_add(out, ledger_actor(w->x->l, side)->name);
}

static void ged_side_a(const struct row *w, struct buf *out)
{
	put_side(w, side_a(w), out);
}

static void ged_side_b(const struct row *w, struct buf *out)
{
	if (one_sided(w))
		buf_puts(out, "Civilians");
	else
		put_side(w, side_b(w), out);
}

static void ged_dyad(const struct row *w, struct buf *out)
{
	ged_side_a(w, out);
	buf_puts(out, " - ");
	ged_side_b(w, out);
}

static void ged_conflict(const struct row *w, struct buf *out)
{
	if (w->r->process.n) { /* as a person called it */
		buf_add(out, w->r->process);
		return;
	}
	buf_add(out, ledger_actor(w->x->l, side_a(w))->name);
	buf_puts(out, " - ");
	buf_add(out, one_sided(w) ? STR("Civilians") : ledger_actor(w->x->l, side_b(w))->name);
}

static void put_gw(const struct row *w, ref side, struct buf *out)
{
	const struct nation *n = state(w, side) ? foreign_nation(w->x->k->foreign, ledger_actor(w->x->l, side)->country) : NULL;
	buf_add(out, n ? n->gw : (struct str){"", 0});
}

static void ged_gw_a(const struct row *w, struct buf *out)
{
	put_gw(w, side_a(w), out);
}

static void ged_gw_b(const struct row *w, struct buf *out)
{
	put_gw(w, one_sided(w) ? NO_REF : side_b(w), out);
}

static void ged_said_by(const struct row *w, struct buf *out)
{
	cell_actors(out, w->x->l, &attack(w)->said_by);
}

static void ged_where(const struct row *w, struct buf *out)
{
	static const char precision[PLACE_TYPE_COUNT] = {'6', '6', '4', '1', '1', '7'};
	if (w->place != NO_REF)
		buf_putc(out, precision[place(w)->type]);
}

static void ged_date(const struct row *w, struct buf *out)
{
	buf_putc(out, w->date.n >= 10 ? '1' : w->date.n == 7 ? '4' : w->date.n == 4 ? '5' : '2');
}

static void ged_start(const struct row *w, struct buf *out)
{
	int32_t from, to;
	cell_date(out, merge_days(w->date, &from, &to) ? date_from_days(from) : w->r->first_known);
}

static void ged_end(const struct row *w, struct buf *out)
{
	int32_t from, to;
	cell_date(out, merge_days(w->date, &from, &to) ? date_from_days(to) : w->r->first_known);
}

/* All of the dead go where the reports say that they belong, or are unknown. */
enum dead { DEAD_B, DEAD_CIVILIANS, DEAD_UNKNOWN };

static enum dead whose(const struct row *w)
{
	const struct harm *h = &attack(w)->killed;
	bool soldiers = soldierly(h);
	if (!soldiers && h->who.n)
		return DEAD_CIVILIANS;
	for (size_t i = 0; i < h->who.n; i++)
		if (soldiers && h->who.v[i] != VICTIM_SOLDIER && h->who.v[i] != VICTIM_FIGHTER)
			return DEAD_UNKNOWN;
	if (soldiers)
		return one_sided(w) ? DEAD_UNKNOWN : DEAD_B;
	return export_civilians(w->x, w->r) ? DEAD_CIVILIANS : DEAD_UNKNOWN;
}

#define DEAD(name, which) \
	static void name(const struct row *w, struct buf *out) { if (whose(w) == which) killed_best(w, out); }
DEAD(deaths_b, DEAD_B) DEAD(deaths_civilians, DEAD_CIVILIANS) DEAD(deaths_unknown, DEAD_UNKNOWN)

row_value export_harm_value(enum layout_value v)
{
	static const row_value values[LAYOUT_VALUE_COUNT] = {
		[VALUE_KILLED_LEAST] = killed_least, [VALUE_KILLED_BEST] = killed_best, [VALUE_KILLED_MOST] = killed_most,
		[VALUE_ACLED_ID] = acled_id, [VALUE_ACLED_TIME] = acled_time, [VALUE_ACLED_GEO] = acled_geo,
		[VALUE_ACLED_DISORDER] = acled_disorder, [VALUE_ACLED_TYPE] = acled_type, [VALUE_ACLED_SUB_TYPE] = acled_sub_type,
		[VALUE_ACLED_ACTOR1] = actor1, [VALUE_ACLED_ASSOC1] = assoc1, [VALUE_ACLED_INTER1] = inter1,
		[VALUE_ACLED_ACTOR2] = actor2, [VALUE_ACLED_ASSOC2] = assoc2, [VALUE_ACLED_INTER2] = inter2,
		[VALUE_ACLED_INTERACTION] = interaction, [VALUE_ACLED_CIVILIANS] = acled_civilians,
		[VALUE_GED_TYPE] = ged_type, [VALUE_GED_CONFLICT] = ged_conflict, [VALUE_GED_DYAD] = ged_dyad,
		[VALUE_GED_SIDE_A] = ged_side_a, [VALUE_GED_SIDE_B] = ged_side_b, [VALUE_GED_GW_A] = ged_gw_a, [VALUE_GED_GW_B] = ged_gw_b,
		[VALUE_GED_SAID_BY] = ged_said_by, [VALUE_GED_WHERE] = ged_where, [VALUE_GED_DATE] = ged_date,
		[VALUE_GED_START] = ged_start, [VALUE_GED_END] = ged_end, [VALUE_GED_DEATHS_B] = deaths_b,
		[VALUE_GED_CIVILIANS] = deaths_civilians, [VALUE_GED_UNKNOWN] = deaths_unknown,
	};
	return values[v];
}
