#include "ledger/place.h"

#define LOOKED_AT_MAX 8 /* rows of a handle, on either side of the day */
#define CANDIDATES_MAX 24
#define SURE 0.95        /* points from which no better record is looked for */
#define COMPARED_MAX 6   /* newest tellings of a record that a new one is compared with */
#define COPY_POINTS 0.3  /* for the same sentence in a report that copies this one, or that this one copies */
#define COPY_ALIKE 0.8   /* share of long words that makes it the same sentence */

typedef VEC(int64_t) candidates;

static void add(const struct placing *p, candidates *list, int64_t record)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == record)
			return;
	if (list->n < CANDIDATES_MAX)
		vec_push(p->a, list, record);
}

static void take(const struct placing *p, struct query *q, struct str handle, int32_t from, int32_t to, candidates *out)
{
	query_str(q, 1, str_of(shapes[p->kind].one));
	query_str(q, 2, handle);
	query_int(q, 3, from);
	query_int(q, 4, to);
	query_int(q, 5, LOOKED_AT_MAX);
	while (query_row(q))
		add(p, out, column_int(q, 0));
}

/* Those under one handle, nearest in time first on either side. */
static void under_handle(const struct placing *p, struct str handle, candidates *out)
{
	int32_t day = merge_day(p->kind, &p->view), window = merge_window(p->kind);
	struct db *db = &p->l->db;
	take(p, db_query(db, "select record from handle where kind = $1 and handle = $2 and day between $3 and $4"
			     " order by day desc, record desc limit $5"), handle, day - window, day, out);
	take(p, db_query(db, "select record from handle where kind = $1 and handle = $2 and day between $3 and $4"
			     " order by day, record limit $5"), handle, day + 1, day + window, out);
}

/* A report has a thing once: what it already told is no candidate. Only a deal may be spoken of by name and without. */
static bool told_already(const struct placing *p, int64_t record)
{
	for (size_t i = 0; p->kind != RECORD_AGREEMENT && i < p->around->told.n; i++)
		if (p->around->told.v[i] == record)
			return true;
	return false;
}

/* ---- kin ---------------------------------------------------------------------------------------------------------------- */

#define RARE_REPORTS 40 /* that name someone at most; who stands in more says nothing of the story */
#define RARE_MAX 24     /* names looked at */
#define KIN_NEWEST 10   /* reports of each */

/* People, organisations and groups with a name that few reports have. */
static size_t rare_names(struct ledger *l, int64_t report, int64_t out[RARE_MAX])
{
	struct query *q = db_query(&l->db,
		"select x.id from actor_told t join actor x on x.id = t.actor where t.report = $1 and x.named and x.kind <> 'state'"
		" and x.kind <> 'population' and (select count(*) from (select 1 from actor_told u where u.actor = x.id limit $2)) < $2"
		" order by x.id limit $3");
	size_t n = 0;
	query_int(q, 1, report);
	query_int(q, 2, RARE_REPORTS);
	query_int(q, 3, RARE_MAX);
	while (query_row(q))
		out[n++] = column_int(q, 0);
	return n;
}

static void add_kin(struct kin *k, int64_t report)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->report[i] == report) {
			k->shared[i]++;
			return;
		}
	if (k->n == KIN_MAX)
		return;
	k->report[k->n] = report;
	k->shared[k->n++] = 1;
}

static void find_kin(struct ledger *l, int64_t report, struct kin *out)
{
	int64_t names[RARE_MAX];
	size_t n = rare_names(l, report, names), kept = 0;
	struct kin all = {.n = 0};
	for (size_t i = 0; i < n; i++) {
		struct query *q = db_query(&l->db, "select report from actor_told where actor = $1 and report < $2 order by report desc limit $3");
		query_int(q, 1, names[i]);
		query_int(q, 2, report);
		query_int(q, 3, KIN_NEWEST);
		while (query_row(q))
			add_kin(&all, column_int(q, 0));
	}
	*out = (struct kin){.n = 0};
	for (size_t i = 0; i < all.n; i++)
		if (all.shared[i] > 1) {
			out->report[kept] = all.report[i];
			out->shared[kept++] = all.shared[i];
		}
	out->n = kept;
}

void place_around(struct ledger *l, int64_t report, struct around *out)
{
	*out = (struct around){.report = report};
	find_kin(l, report, &out->kin);
	copies_group(l, report, out->group, &out->n_group);
}

static size_t shared_with(const struct placing *p, int64_t report)
{
	const struct kin *kin = &p->around->kin;
	for (size_t i = 0; i < kin->n; i++)
		if (kin->report[i] == report)
			return kin->shared[i];
	return 0;
}

/* Events of the same category in reports of the same story. */
static void in_kin(const struct placing *p, candidates *out)
{
	for (size_t i = 0; p->kind == RECORD_EVENT && i < p->around->kin.n; i++) {
		struct query *q = db_query(&p->l->db, "select record from telling where report = $1 and kind = 'event' and body like $2 order by n");
		query_int(q, 1, p->around->kin.report[i]);
		query_str(q, 2, arena_printf(p->a, "{\"event\":\"%s\"%%", category_name(((const struct event *)p->view.record)->category)));
		while (query_row(q))
			add(p, out, column_int(q, 0));
	}
}

/* ---- compared ---------------------------------------------------------------------------------------------------------- */

struct row {
	int64_t report;
	struct date told;
	struct str body, name;
	struct words words;
};
typedef VEC(struct row) rows;

static rows newest(const struct placing *p, int64_t record)
{
	rows out = {0};
	struct query *q = db_query(&p->l->db,
		"select t.report, r.date, t.body, t.words, r.name from telling t join report r on r.id = t.report where t.record = $1"
		" order by t.id desc limit $2");
	query_int(q, 1, record);
	query_int(q, 2, COMPARED_MAX);
	while (query_row(q)) {
		struct row *r = vec_add(p->a, &out);
		*r = (struct row){.report = column_int(q, 0), .body = arena_str(p->a, column_str(q, 2)),
				  .name = arena_str(p->a, column_str(q, 4))};
		date_parse(column_str(q, 1), &r->told);
		words_read(p->a, column_blob(q, 3), &r->words);
	}
	return out;
}

static bool in_group(const struct around *w, int64_t report)
{
	for (size_t i = 0; i < w->n_group; i++)
		if (w->group[i] == report)
			return true;
	return false;
}

/* How well it fits one telling; below 0 where it does not. */
static double fit(const struct placing *p, const struct row *r, struct merge_match *m)
{
	static const struct words none = {0};
	struct merge_view k = {.record = body_read(p->l, p->a, p->kind, r->body), .told = r->told, .words = r->words};
	k.kin = shared_with(p, r->report);
	bool same = merge_same(p->a, &p->l->world, p->kind, &k, &p->view, m);
	bool copied = in_group(p->around, r->report) && words_alike(&r->words, &p->view.words, &none) >= COPY_ALIKE;
	if (copied && !m->apart) {
		m->score += COPY_POINTS;
		m->why = arena_printf(p->a, "%.*s%sthe same sentence in a copy %+.2f", (int)m->why.n, m->why.p, m->why.n ? ", " : "", COPY_POINTS);
		same = m->score >= m->least;
	}
	return same ? m->score : -1;
}

struct best {
	double score;
	struct placed placed;
};

/* A telling must fit most of those that are there, not one of them, so that a record does not creep from thing to thing.
 * Only a deal has many names, and is known by any of them. */
static void compare(const struct placing *p, int64_t record, struct best *best)
{
	rows known = newest(p, record);
	size_t fits = 0, first = 0;
	struct merge_match m, top = {0};
	double sum = 0, most = -1;
	/* No further than the majority can still be had. */
	for (size_t i = 0; i < known.n && (p->kind == RECORD_AGREEMENT || 2 * (i - fits) < known.n); i++) {
		double score = fit(p, &known.v[i], &m);
		fits += score >= 0;
		sum += score >= 0 ? score : 0;
		if (score > most) {
			most = score;
			top = m;
			first = i;
		}
	}
	bool enough = p->kind == RECORD_AGREEMENT ? fits > 0 : 2 * fits > known.n;
	double mean = fits ? p->kind == RECORD_AGREEMENT ? most : sum / (double)fits : 0;
	if (!enough || mean <= best->score + 1e-9)
		return;
	*best = (struct best){mean, {record, {"", 0}}};
	best->placed.why = arena_printf(p->a, "%.*s; score %.2f, %.2f needed; compared with %.*s%s", (int)top.why.n, top.why.p, top.score, top.least,
					(int)known.v[first].name.n, known.v[first].name.p,
					known.n > 1 ? arena_printf(p->a, ", fits %zu of %zu tellings", fits, known.n).p : "");
}

struct placed place_find(const struct placing *p)
{
	candidates list = {0};
	struct best best = {.score = 0};
	in_kin(p, &list);
	for (size_t i = 0; i < p->handles.n; i++)
		under_handle(p, p->handles.handle[i], &list);
	for (size_t i = 0; i < list.n && best.score < SURE; i++)
		if (!told_already(p, list.v[i]))
			compare(p, list.v[i], &best);
	return best.placed;
}

static void put_handles(const struct placing *p, int64_t record, int32_t day)
{
	for (size_t i = 0; i < p->handles.n; i++) {
		struct query *q = db_query(&p->l->db,
			"insert into handle(kind, handle, day, record) values ($1, $2, $3, $4) on conflict do nothing");
		query_str(q, 1, str_of(shapes[p->kind].one));
		query_str(q, 2, p->handles.handle[i]);
		query_int(q, 3, day);
		query_int(q, 4, record);
		query_run(q);
	}
}

void place_note(const struct placing *p, int64_t record)
{
	int32_t day = merge_day(p->kind, &p->view), told = p->view.told.year ? date_days(p->view.told) : day;
	struct query *q = db_query(&p->l->db,
		"update record set from_day = min(coalesce(from_day, $1), $1), to_day = max(coalesce(to_day, $2), $2) where id = $3");
	put_handles(p, record, day);
	if (day == 0)
		return;
	query_int(q, 1, told < day ? told : day);
	query_int(q, 2, told > day ? told : day);
	query_int(q, 3, record);
	query_run(q);
}

int64_t place_new(struct ledger *l, enum record_kind kind)
{
	struct query *q = db_query(&l->db,
		"insert into record(kind, n) select $1, coalesce(max(n), 0) + 1 from record where kind = $1 returning id");
	query_str(q, 1, str_of(shapes[kind].one));
	return query_id(q);
}
