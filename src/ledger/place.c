#include "ledger/place.h"

#define LOOKED_AT_MAX 8 /* rows of a handle, on either side of the day */
#define CANDIDATES_MAX 24
#define SURE 0.95        /* points from which no better record is looked for */
#define COPY_POINTS 0.3  /* for the same sentence in a report that copies this one, or that this one copies */
#define COPY_ALIKE 0.8   /* share of long words that makes it the same sentence */

struct candidate {
	int64_t record;
	uint32_t under; /* handles, as bits, under which it stands for that day already */
};

struct candidates {
	struct candidate v[CANDIDATES_MAX];
	size_t n;
};

static void add(struct candidates *list, int64_t record, uint32_t under)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].record == record) {
			list->v[i].under |= under;
			return;
		}
	if (list->n < CANDIDATES_MAX)
		list->v[list->n++] = (struct candidate){record, under};
}

/* Rows of the handle with that number from day to day. */
static void take(const struct placing *p, struct query *q, size_t handle, int32_t from, int32_t to, struct candidates *out)
{
	int32_t day = merge_day(p->kind, &p->view);
	query_str(q, 1, str_of(shapes[p->kind].one));
	query_str(q, 2, p->handles.handle[handle]);
	query_int(q, 3, from);
	query_int(q, 4, to);
	query_int(q, 5, LOOKED_AT_MAX);
	while (query_row(q))
		add(out, column_int(q, 0), column_int(q, 1) == day ? 1u << handle : 0);
}

/* The last day that a record of the kind has; what this report adds to it is no candidate. */
static int64_t last_day(const struct placing *p)
{
	int64_t *day = &p->around->last_day[p->kind];
	if (*day == 0) {
		struct query *q = db_query(&p->l->db, "select max(to_day) from record where kind = $1");
		query_str(q, 1, str_of(shapes[p->kind].one));
		*day = query_id(q);
	}
	return *day;
}

/* Those under each handle, nearest in time first on either side. */
static void under_handles(const struct placing *p, struct candidates *out)
{
	int32_t day = merge_day(p->kind, &p->view), window = merge_window(p->kind);
	bool later = p->handles.n && last_day(p) > day; /* rarely, where reports are read as they come */
	struct db *db = &p->l->db;
	for (size_t i = 0; i < p->handles.n; i++) {
		take(p, db_query(db, "select record, day from handle where kind = $1 and handle = $2 and day between $3 and $4"
				     " order by day desc, record desc limit $5"), i, day - window, day, out);
		if (later)
			take(p, db_query(db, "select record, day from handle where kind = $1 and handle = $2 and day between $3 and $4"
					     " order by day, record limit $5"), i, day + 1, day + window, out);
	}
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
static void in_kin(const struct placing *p, struct candidates *out)
{
	for (size_t i = 0; p->kind == RECORD_EVENT && i < p->around->kin.n; i++) {
		struct query *q = db_query(&p->l->db, "select record from telling where report = $1 and kind = 'event' and body like $2 order by n");
		query_int(q, 1, p->around->kin.report[i]);
		query_str(q, 2, arena_printf(p->a, "{\"event\":\"%s\"%%", category_name(((const struct event *)p->view.record)->category)));
		while (query_row(q))
			add(out, column_int(q, 0), 0);
	}
}

/* ---- compared ---------------------------------------------------------------------------------------------------------- */

static bool in_group(const struct around *w, int64_t report)
{
	for (size_t i = 0; i < w->n_group; i++)
		if (w->group[i] == report)
			return true;
	return false;
}

/* The same sentence in a copy. */
static bool copied(const struct placing *p, const struct known_telling *t)
{
	static const struct words none = {0};
	return in_group(p->around, t->report) && words_alike(&t->view.words, &p->view.words, &none) >= COPY_ALIKE;
}

/* How well it fits one telling; below 0 where it does not. */
static double fit(const struct placing *p, const struct known_telling *t)
{
	struct merge_match m;
	struct merge_view k = t->view;
	k.kin = shared_with(p, t->report);
	bool same = merge_same(p->a, &p->l->world, p->kind, &k, &p->view, &m);
	if (!m.apart && copied(p, t)) {
		m.score += COPY_POINTS;
		same = m.score >= m.least;
	}
	return same ? m.score : -1;
}

struct best {
	double score;
	const struct candidate *candidate;
	const struct known_telling *like; /* of its tellings, the one that it fits best */
	size_t fits, known;
};

/* A telling must fit most of those that are there, not one of them, so that a record does not creep from thing to thing.
 * Only a deal has many names, and is known by any of them. */
static void compare(const struct placing *p, const struct candidate *c, struct best *best)
{
	const struct known_record *known = known_look_up(p->l, p->kind, c->record);
	struct best this = {.candidate = c, .known = known->n};
	double sum = 0, most = -1;
	/* No further than the majority can still be had. */
	for (size_t i = 0; i < known->n && (p->kind == RECORD_AGREEMENT || 2 * (i - this.fits) < known->n); i++) {
		double score = fit(p, known->newest[i]);
		this.fits += score >= 0;
		sum += score >= 0 ? score : 0;
		if (score > most) {
			most = score;
			this.like = known->newest[i];
		}
	}
	bool enough = p->kind == RECORD_AGREEMENT ? this.fits > 0 : 2 * this.fits > known->n;
	this.score = this.fits ? p->kind == RECORD_AGREEMENT ? most : sum / (double)this.fits : 0;
	if (enough && this.score > best->score + 1e-9)
		*best = this;
}

/* The telling that it is most like is gone through once more, for the words. */
static struct str why(const struct placing *p, const struct best *b)
{
	struct merge_match m;
	struct merge_view k = b->like->view;
	k.kin = shared_with(p, b->like->report);
	merge_same(p->a, &p->l->world, p->kind, &k, &p->view, &m);
	struct str agrees = merge_why(p->a, &p->l->world, p->kind, &k, &p->view), name = b->like->name;
	if (!m.apart && copied(p, b->like)) {
		m.score += COPY_POINTS;
		agrees = arena_printf(p->a, "%.*s%sthe same sentence in a copy %+.2f", (int)agrees.n, agrees.p, agrees.n ? ", " : "", COPY_POINTS);
	}
	const char *of = b->known > 1 ? arena_printf(p->a, ", fits %zu of %zu tellings", b->fits, b->known).p : "";
	return arena_printf(p->a, "%.*s; score %.2f, %.2f needed; compared with %.*s%s", (int)agrees.n, agrees.p, m.score, m.least,
			    (int)name.n, name.p, of);
}

struct placed place_find(const struct placing *p)
{
	struct candidates list = {.n = 0};
	struct best best = {.score = 0};
	in_kin(p, &list);
	under_handles(p, &list);
	for (size_t i = 0; i < list.n && best.score < SURE; i++)
		if (!told_already(p, list.v[i].record))
			compare(p, &list.v[i], &best);
	if (!best.candidate)
		return (struct placed){0};
	return (struct placed){.record = best.candidate->record, .why = why(p, &best), .under = best.candidate->under};
}

static void put_handles(const struct placing *p, int64_t record, uint32_t under, int32_t day)
{
	for (size_t i = 0; i < p->handles.n; i++) {
		if (under >> i & 1)
			continue;
		struct query *q = db_query(&p->l->db,
			"insert into handle(kind, handle, day, record) values ($1, $2, $3, $4) on conflict do nothing");
		query_str(q, 1, str_of(shapes[p->kind].one));
		query_str(q, 2, p->handles.handle[i]);
		query_int(q, 3, day);
		query_int(q, 4, record);
		query_run(q);
	}
}

void place_note(const struct placing *p, int64_t record, uint32_t under)
{
	int32_t day = merge_day(p->kind, &p->view), told = p->view.told.year ? date_days(p->view.told) : day;
	struct query *q = db_query(&p->l->db,
		"update record set from_day = min(coalesce(from_day, $1), $1), to_day = max(coalesce(to_day, $2), $2) where id = $3"
		" and (from_day is null or from_day > $1 or to_day is null or to_day < $2)");
	put_handles(p, record, under, day);
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
		"insert into record(kind, n) select $1, coalesce(max(n), 0) + 1 from record where kind = $1");
	query_str(q, 1, str_of(shapes[kind].one));
	return query_made(q);
}
