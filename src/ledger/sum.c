/* What the ledger has beside records: reports, their days, actors, and who opposes whom. */
#include "ledger/gist.h"

#include <stdlib.h>

/* What is asked for, and where it goes. */
struct asked {
	struct ledger *l;
	struct arena *a;
	const struct ledger_filter *f;
	ledger_reports *reports;
	ledger_days *days;
	ledger_actors *actors;
	ledger_pairs *pairs;
};

/* ---- reports and their days ------------------------------------------------------------------------------------------ */

/* The first and last day of the filter. */
static void bind_days(struct query *q, int at, const struct ledger_filter *f)
{
	int32_t known = known_until(f->known_at), until = f->until.year ? date_days(f->until) : INT32_MAX;
	query_int(q, at, f->since.year ? date_days(f->since) : INT32_MIN);
	query_int(q, at + 1, until < known ? until : known);
}

/* What has no date is known on every day, and of none. */
static bool undated_too(const struct ledger_filter *f)
{
	return f->since.year == 0 && f->until.year == 0;
}

static bool load_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_reports *out)
{
	VEC(int64_t) ids = {0};
	struct query *q = db_query(&l->db, "select id from report where day between $1 and $2 and (day <> 0 or date is not null) order by date, id");
	bind_days(q, 1, f);
	while (query_row(q))
		vec_push(a, &ids, column_int(q, 0));
	q = db_query(&l->db, "select id from report where day = 0 and date is null order by id");
	while (undated_too(f) && query_row(q))
		vec_push(a, &ids, column_int(q, 0));
	for (size_t i = 0; i < ids.n; i++)
		vec_push(a, out, report_row(l, ids.v[i]));
	return true;
}

static bool asked_reports(void *ctx)
{
	const struct asked *q = ctx;
	return load_reports(q->l, q->a, q->f, q->reports);
}

bool ledger_load_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_reports *out, struct err *err)
{
	struct asked q = {.l = l, .a = a, .f = f, .reports = out};
	return ledger_guarded(l, a, asked_reports, &q, err);
}

static bool load_days(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_days *out)
{
	struct query *q = db_query(&l->db, "select day, count(*) from report where day between $1 and $2 and day <> 0 group by day order by day");
	bind_days(q, 1, f);
	while (query_row(q))
		vec_push(a, out, ((struct ledger_day){date_from_days((int32_t)column_int(q, 0)), (size_t)column_int(q, 1)}));
	/* 1 January 1970 has the number of no day. */
	q = db_query(&l->db, "select count(*) from report where day = 0 and date is not null and 0 between $1 and $2");
	bind_days(q, 1, f);
	size_t first = (size_t)query_id(q);
	size_t undated = undated_too(f) ? (size_t)query_id(db_query(&l->db, "select count(*) from report where day = 0 and date is null")) : 0;
	if (first)
		vec_push(a, out, ((struct ledger_day){date_from_days(0), first}));
	for (size_t i = out->n; first && i-- > 1 && date_days(out->v[i - 1].day) > 0;) {
		struct ledger_day later = out->v[i - 1];
		out->v[i - 1] = out->v[i];
		out->v[i] = later;
	}
	if (undated)
		vec_push(a, out, ((struct ledger_day){{0}, undated}));
	return true;
}

static bool asked_days(void *ctx)
{
	const struct asked *q = ctx;
	return load_days(q->l, q->a, q->f, q->days);
}

bool ledger_load_days(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_days *out, struct err *err)
{
	struct asked q = {.l = l, .a = a, .f = f, .days = out};
	return ledger_guarded(l, a, asked_days, &q, err);
}

static bool all_known(struct ledger *l, struct date known_at)
{
	return known_at.year == 0 || query_id(db_query(&l->db, "select max(day) from report")) <= date_days(known_at);
}

/* The number of all is known without looking at each. */
static bool count_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_days *out)
{
	bool all = undated_too(f) && all_known(l, f->known_at);
	struct query *q = all ? db_query(&l->db, "select count(*) from report")
			      : db_query(&l->db, "select count(*) from report where day between $1 and $2 and (day <> 0 or date is not null)");
	if (!all)
		bind_days(q, 1, f);
	size_t n = (size_t)query_id(q);
	if (!all && undated_too(f))
		n += (size_t)query_id(db_query(&l->db, "select count(*) from report where day = 0 and date is null"));
	struct ledger_day first = {.reports = n};
	q = db_query(&l->db, "select date from report where date is not null and day between $1 and $2 order by day limit 1");
	bind_days(q, 1, f);
	if (query_row(q))
		date_parse(column_str(q, 0), &first.day);
	query_end(q);
	vec_push(a, out, first);
	return true;
}

static bool asked_count(void *ctx)
{
	const struct asked *q = ctx;
	return count_reports(q->l, q->a, q->f, q->days);
}

bool ledger_count_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, struct ledger_day *out, struct err *err)
{
	ledger_days list = {0};
	struct asked q = {.l = l, .a = a, .f = f, .days = &list};
	bool ok = ledger_guarded(l, a, asked_count, &q, err);
	*out = ok ? list.v[0] : (struct ledger_day){0};
	return ok;
}

/* ---- actors ---------------------------------------------------------------------------------------------------------- */

static bool load_actors(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_actors *out)
{
	struct query *q = db_query(&l->db,
		"select x.id, count(*), min(r.date) from actor x join actor_told t on t.actor = x.id join report r on r.id = t.report"
		" where " NAME_FITS("$1", "$2", "$3")
		" and ($4 = 0 or x.id = $4) group by x.id order by x.id");
	name_bind(a, q, 1, f->actor, 'A');
	query_int(q, 4, f->n);
	while (query_row(q)) {
		struct ledger_actor *x = vec_add(a, out);
		*x = (struct ledger_actor){(ref)column_int(q, 0), column_int(q, 1), {0}};
		date_parse(column_str(q, 2), &x->first_known);
	}
	for (size_t i = 0; i < out->n; i++)
		actor_row(l, out->v[i].actor);
	return true;
}

static bool asked_actors(void *ctx)
{
	const struct asked *q = ctx;
	return load_actors(q->l, q->a, q->f, q->actors);
}

bool ledger_load_actors(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_actors *out, struct err *err)
{
	struct asked q = {.l = l, .a = a, .f = f, .actors = out};
	return ledger_guarded(l, a, asked_actors, &q, err);
}

bool ledger_last_day(struct ledger *l, struct date *out, struct err *err)
{
	struct query *q = db_query(&l->db, "select date from report where date is not null order by day desc limit 1");
	*out = (struct date){0};
	if (query_row(q))
		date_parse(column_str(q, 0), out);
	query_end(q);
	return guard_end(&(struct guarded){0}, l, true, err);
}

/* ---- who opposes whom ------------------------------------------------------------------------------------------------ */

/* All of the ledger, as its gists have it, without records whose gists no longer hold. */
static void settled_pairs(struct ledger *l, struct arena *a, gist_pairs *out)
{
	struct query *q = db_query(&l->db,
		"select a, b, weight from pair union all select a, b, -weight from record_pair where record in (select record from stale)");
	while (query_row(q))
		vec_push(a, out, ((struct gist_pair){(ref)column_int(q, 0), (ref)column_int(q, 1), column_int(q, 2)}));
}

static void pairs_within(struct ledger *l, struct arena *a, const struct ledger_filter *f, gist_pairs *out)
{
	struct query *q = db_query(&l->db,
		"select p.a, p.b, sum(p.weight) from record_pair p join gist g on g.record = p.record where g.told_to <= $1 and g.day between $2 and $3"
		" and g.record not in (select record from stale) group by p.a, p.b");
	query_int(q, 1, known_until(f->known_at));
	query_int(q, 2, f->since.year ? date_days(f->since) : INT32_MIN);
	query_int(q, 3, f->until.year ? date_days(f->until) : f->since.year ? GIST_NO_DAY - 1 : GIST_NO_DAY);
	while (query_row(q))
		vec_push(a, out, ((struct gist_pair){(ref)column_int(q, 0), (ref)column_int(q, 1), column_int(q, 2)}));
}

static int by_sides(const void *x, const void *y)
{
	const struct gist_pair *p = x, *q = y;
	return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

static bool load_pairs(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_pairs *out)
{
	static const enum record_kind kinds[] = {RECORD_EVENT, RECORD_INCIDENT};
	gist_pairs all = {0};
	if (f->since.year == 0 && f->until.year == 0 && all_known(l, f->known_at))
		settled_pairs(l, a, &all);
	else
		pairs_within(l, a, f, &all);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const ledger_records *odd = odd_records(l, kinds[k], f->known_at);
		for (size_t i = 0; i < odd->n; i++)
			if (day_fits(f, odd->v[i].gist.day))
				gist_add_pairs(l, a, kinds[k], odd->v[i].record, &all);
	}
	if (all.n)
		qsort(all.v, all.n, sizeof *all.v, by_sides);
	for (size_t i = 0, next; i < all.n; i = next) {
		int64_t weight = 0;
		for (next = i; next < all.n && by_sides(&all.v[i], &all.v[next]) == 0; next++)
			weight += all.v[next].weight;
		if (weight > 0)
			vec_push(a, out, ((struct ledger_pair){all.v[i].a, all.v[i].b, (size_t)weight}));
	}
	return true;
}

static bool asked_pairs(void *ctx)
{
	const struct asked *q = ctx;
	return load_pairs(q->l, q->a, q->f, q->pairs);
}

bool ledger_load_pairs(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_pairs *out, struct err *err)
{
	struct asked q = {.l = l, .a = a, .f = f, .pairs = out};
	return ledger_guarded(l, a, asked_pairs, &q, err);
}
