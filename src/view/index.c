#include "view/index.h"

#include "base/json.h"
#include "ledger/side.h"
#include "view/cell.h"
#include "view/grid.h"

#include <math.h>

/* ---- points ---------------------------------------------------------------------------------------------------------------------- */

static struct date first_of(enum index_step step, struct date d)
{
	if (step == INDEX_WEEK)
		return date_add(d, -date_weekday(d));
	return step == INDEX_MONTH ? (struct date){d.year, d.month, 1} : d;
}

static struct date last_of(enum index_step step, struct date d)
{
	if (step == INDEX_WEEK)
		return date_add(d, 6 - date_weekday(d));
	return step == INDEX_MONTH ? (struct date){d.year, d.month, (int8_t)date_month_days(d.year, d.month)} : d;
}

static bool counted(const struct ledger_record *r, const struct situation *s, struct date *day)
{
	*day = ledger_record_day(r);
	return (r->gist.status == EVENT_STATUS_ACTUAL || r->gist.status == EVENT_STATUS_NONE) && day->year &&
	       (s->since.year == 0 || date_days(*day) >= date_days(s->since)) && (s->until.year == 0 || date_days(*day) <= date_days(s->until)) &&
	       (s->at.year == 0 || date_days(*day) <= date_days(s->at));
}

/* From the first to the last day of which anything is told, or which was asked for, without a gap. */
static void lay_out(struct arena *arena, const struct situation *s, struct index_series *out)
{
	const ledger_records *list = &s->records[RECORD_EVENT];
	struct date first = s->since, last = s->until, day;
	for (size_t i = 0; i < list->n; i++)
		if (counted(&list->v[i], s, &day)) {
			first = first.year == 0 || date_days(day) < date_days(first) ? day : first;
			last = last.year == 0 || date_days(day) > date_days(last) ? day : last;
		}
	if (first.year == 0 || last.year == 0)
		return;
	for (struct date d = first_of(out->step, first); date_days(d) <= date_days(last) && out->points.n < INDEX_POINTS_MAX;
	     d = date_add(last_of(out->step, d), 1))
		vec_push(arena, &out->points, ((struct index_point){.from = d, .to = last_of(out->step, d)}));
}

static struct index_point *point_of(const struct index_series *x, struct date day)
{
	size_t lo = 0, hi = x->points.n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (date_days(x->points.v[mid].to) < date_days(day))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < x->points.n && date_days(x->points.v[lo].from) <= date_days(day) ? &x->points.v[lo] : NULL;
}

struct direction { bool forth, back, together; };

static struct direction between(struct ledger *l, struct arena *arena, const struct event *e, ref a, ref b)
{
	refs doers = ledger_sides(l, arena, &e->actors), others = ledger_sides(l, arena, &e->recipients);
	return (struct direction){refs_has(&doers, a) && refs_has(&others, b), refs_has(&doers, b) && refs_has(&others, a),
				  refs_has(&doers, a) && refs_has(&doers, b)};
}

static void add(struct ledger *l, struct arena *arena, struct index_series *x, struct ledger_record *r, struct index_point *p)
{
	p->all++;
	if (!refs_has(&r->gist.sides, x->a) || !refs_has(&r->gist.sides, x->b))
		return;
	ledger_complete(l, arena, r, LEDGER_FOLD);
	const struct event *e = r->record;
	struct direction way = between(l, arena, e, x->a, x->b);
	if (!way.forth && !way.back && !way.together)
		return;
	p->cooperation += e->score > 0;
	p->conflict += e->score < 0;
	p->neutral += !(e->score > 0) && !(e->score < 0);
	p->forth += way.forth && !way.back && !way.together;
	p->back += way.back && !way.forth && !way.together;
	p->sum += e->score;
	vec_push(arena, &p->events, r->n);
}

void index_make(struct ledger *l, struct arena *arena, const struct situation *s, ref a, ref b, enum index_step step, struct index_series *out)
{
	const ledger_records *list = &s->records[RECORD_EVENT];
	*out = (struct index_series){.a = a, .b = b, .step = step};
	lay_out(arena, s, out);
	for (size_t i = 0; i < list->n; i++) {
		struct date day;
		struct index_point *p = counted(&list->v[i], s, &day) ? point_of(out, day) : NULL;
		if (p)
			add(l, arena, out, &list->v[i], p);
	}
}

/* ---- what a point says ---------------------------------------------------------------------------------------------------------------- */

static size_t events_of(const struct index_point *p)
{
	return p->cooperation + p->conflict + p->neutral;
}

/* Mean score of the pair's events; of all that was reported; and shares. NaN where there is nothing to divide by. */
static double mean(const struct index_point *p)
{
	return events_of(p) ? p->sum / (double)events_of(p) : NAN;
}

static double per_report(const struct index_point *p)
{
	return p->all ? p->sum / (double)p->all : NAN;
}

static double share(size_t n, size_t all)
{
	return all ? (double)n / (double)all : NAN;
}

struct column {
	const char *name;
	bool whole;
	double (*value)(const struct index_point *p);
};

static double v_all(const struct index_point *p) { return (double)p->all; }
static double v_events(const struct index_point *p) { return (double)events_of(p); }
static double v_cooperation(const struct index_point *p) { return (double)p->cooperation; }
static double v_conflict(const struct index_point *p) { return (double)p->conflict; }
static double v_forth(const struct index_point *p) { return (double)p->forth; }
static double v_back(const struct index_point *p) { return (double)p->back; }
static double v_share(const struct index_point *p) { return share(events_of(p), p->all); }
static double v_cooperation_share(const struct index_point *p) { return share(p->cooperation, p->all); }
static double v_conflict_share(const struct index_point *p) { return share(p->conflict, p->all); }

static const struct column columns[] = {
	{"reported", true, v_all}, {"events", true, v_events}, {"cooperation", true, v_cooperation}, {"conflict", true, v_conflict},
	{"forth", true, v_forth}, {"back", true, v_back}, {"mean", false, mean}, {"share", false, v_share},
	{"cooperation_share", false, v_cooperation_share}, {"conflict_share", false, v_conflict_share}, {"index", false, per_report},
};
#define COLUMNS (sizeof columns / sizeof *columns)

static void put_number(struct buf *out, const struct column *c, const struct index_point *p)
{
	double v = c->value(p);
	if (!isnan(v))
		buf_printf(out, c->whole ? "%.0f" : "%.3f", v);
}

static void put_events(struct buf *out, const struct index_point *p)
{
	for (size_t i = 0; i < p->events.n; i++)
		buf_printf(out, "%sE%u", i ? " " : "", p->events.v[i]);
}

static void fill(struct grid *t, const struct index_series *x)
{
	grid_head(t, "from");
	grid_head(t, "to");
	for (size_t c = 0; c < COLUMNS; c++)
		grid_head(t, columns[c].name);
	grid_head(t, "behind");
	for (size_t i = 0; i < x->points.n; i++) {
		const struct index_point *p = &x->points.v[i];
		cell_date(&t->text, p->from);
		grid_cell(t);
		cell_date(&t->text, p->to);
		grid_cell(t);
		for (size_t c = 0; c < COLUMNS; c++) {
			put_number(&t->text, &columns[c], p);
			grid_cell(t);
		}
		put_events(&t->text, p);
		grid_cell(t);
	}
}

void index_csv(const struct ledger *l, const struct index_series *x, struct buf *out)
{
	struct grid t = {.columns = 0};
	(void)l;
	fill(&t, x);
	grid_csv(&t, out);
	out->failed |= t.failed || t.text.failed;
	grid_release(&t);
}

void index_print(const struct ledger *l, const struct index_series *x, size_t width, struct buf *out)
{
	struct grid t = {.columns = 0};
	struct str a = ledger_actor(l, x->a)->name, b = ledger_actor(l, x->b)->name;
	if (x->process.n)
		buf_printf(out, "%.*s: ", (int)x->process.n, x->process.p);
	buf_printf(out, "%.*s and %.*s; PLOVER scores, -10 conflict to 10 cooperation; forth: %.*s to %.*s\n", (int)a.n, a.p, (int)b.n, b.p,
		   (int)a.n, a.p, (int)b.n, b.p);
	fill(&t, x);
	grid_print(&t, width, out);
	out->failed |= t.failed || t.text.failed;
	grid_release(&t);
}

static void point_json(struct json *j, const struct index_point *p)
{
	struct buf text = {0};
	json_begin_object(j);
	cell_date(&text, p->from);
	json_field(j, "from", buf_str(&text));
	buf_clear(&text);
	cell_date(&text, p->to);
	json_field(j, "to", buf_str(&text));
	for (size_t c = 0; c < COLUMNS; c++) {
		double v = columns[c].value(p);
		json_key(j, columns[c].name);
		if (isnan(v))
			json_null(j);
		else
			json_num(j, v);
	}
	json_key(j, "behind");
	json_begin_array(j);
	for (size_t i = 0; i < p->events.n; i++) {
		buf_clear(&text);
		cell_id(&text, RECORD_EVENT, p->events.v[i]);
		json_str(j, buf_str(&text));
	}
	json_end_array(j);
	json_end_object(j);
	j->out->failed |= text.failed;
	buf_release(&text);
}

void index_json(const struct ledger *l, const struct index_series *x, struct buf *out)
{
	static const char *const steps[] = {"day", "week", "month"};
	struct json j = {out, false};
	json_begin_object(&j);
	json_key(&j, "pair");
	json_begin_array(&j);
	json_str(&j, ledger_actor(l, x->a)->name);
	json_str(&j, ledger_actor(l, x->b)->name);
	json_end_array(&j);
	if (x->process.n)
		json_field(&j, "process", x->process);
	json_field(&j, "by", str_of(steps[x->step]));
	json_key(&j, "points");
	json_begin_array(&j);
	for (size_t i = 0; i < x->points.n; i++)
		point_json(&j, &x->points.v[i]);
	json_end_array(&j);
	json_end_object(&j);
	buf_putc(out, '\n');
}
