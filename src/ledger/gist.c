#include "ledger/gist.h"

#include "ledger/side.h"
#include "sense/record_write.h"

#include <string.h>

/* ---- what a record says ------------------------------------------------------------------------------------------------ */

/* The fields in which a kind's status and type stand. */
static const struct { const char *status, *type; } marks[RECORD_COUNT] = {
	[RECORD_EVENT] = {"status", "event"},     [RECORD_TALK] = {"status", "form"},     [RECORD_PROPOSAL] = {"status", "kind"},
	[RECORD_AGREEMENT] = {"state", "kind"},   [RECORD_INCIDENT] = {"standing", "kind"}, [RECORD_STATEMENT] = {"tone", "kind"},
};

static unsigned value_of(enum record_kind kind, const char *name, const void *record)
{
	unsigned value;
	memcpy(&value, (const char *)record + shape_field(kind, name)->offset, sizeof value);
	return value;
}

static void add_sides(struct ledger *l, struct arena *a, refs *out, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++)
		refs_add(a, out, ledger_side(l, actors->v[i]));
}

/* An attack in a state's land is one on the state where no target is told. */
static refs land_of(struct ledger *l, struct arena *a, const struct incident *in)
{
	refs land = {0};
	if (in->place != NO_REF)
		refs_add(a, &land, ledger_state(l, place_row(l, in->place)->country));
	return land;
}

/* Who takes part in it, of whatever side; and in talks and agreements who may be a third party. */
static void find_sides(struct ledger *l, struct arena *a, enum record_kind kind, const void *record, struct ledger_gist *g)
{
	const struct event *event = record;
	const struct talk *talk = record;
	const struct proposal *proposal = record;
	const struct agreement *agreement = record;
	const struct incident *incident = record;
	const struct statement *statement = record;
	switch (kind) {
	case RECORD_EVENT:
		add_sides(l, a, &g->sides, &event->actors);
		add_sides(l, a, &g->sides, &event->recipients);
		break;
	case RECORD_TALK:
		add_sides(l, a, &g->sides, &talk->parties);
		if (talk->status != TALK_STATUS_HELD && talk->status != TALK_STATUS_ONGOING)
			break;
		refs_add_all(a, &g->thirds, &g->sides);
		add_sides(l, a, &g->thirds, &talk->hosts);
		add_sides(l, a, &g->thirds, &talk->mediators);
		break;
	case RECORD_PROPOSAL:
		for (size_t i = 0; i < proposal->answers.n; i++)
			refs_add(a, &g->sides, ledger_side(l, proposal->answers.v[i].by));
		add_sides(l, a, &g->sides, &proposal->by);
		add_sides(l, a, &g->sides, &proposal->to);
		add_sides(l, a, &g->sides, &proposal->said_by);
		break;
	case RECORD_AGREEMENT:
		add_sides(l, a, &g->sides, &agreement->parties);
		add_sides(l, a, &g->thirds, &agreement->mediators);
		break;
	case RECORD_INCIDENT:
		add_sides(l, a, &g->sides, &incident->by);
		add_sides(l, a, &g->sides, &incident->target);
		if (incident->by.n == 0 && incident->target.n == 0)
			g->sides = land_of(l, a, incident);
		break;
	default:
		refs_add(a, &g->sides, ledger_side(l, statement->speaker));
	}
}

/* An agreement with a name of its own or two parties: anything less (“a swap”) is too little to be told. */
static bool deal_known(const struct agreement *g)
{
	bool capital = false;
	for (size_t i = 0; i < g->name.n; i++)
		capital |= g->name.p[i] >= 'A' && g->name.p[i] <= 'Z';
	return capital || g->parties.n >= 2;
}

/* Its date's first day, or that of the first report. */
static struct date day_of(const struct ledger_record *r)
{
	const struct field *f = shape_field(r->kind, "date");
	int32_t from, to;
	if (f && merge_days(*(const struct str *)((const char *)r->record + f->offset), &from, &to))
		return date_from_days(from);
	return r->first_known;
}

void gist_of(struct ledger *l, struct arena *a, struct ledger_record *r)
{
	struct ledger_gist *g = &r->gist;
	g->day = day_of(r);
	g->status = value_of(r->kind, marks[r->kind].status, r->record);
	g->type = value_of(r->kind, marks[r->kind].type, r->record);
	g->score = r->kind == RECORD_EVENT ? ((const struct event *)r->record)->score : 0;
	g->known = r->kind != RECORD_AGREEMENT || deal_known(r->record);
	g->sides = g->thirds = (refs){0};
	find_sides(l, a, r->kind, r->record, g);
}

/* ---- who opposes whom -------------------------------------------------------------------------------------------------- */

static bool opponent(struct ledger *l, ref side)
{
	enum actor_kind kind = actor_row(l, side)->kind;
	return kind == ACTOR_KIND_STATE || kind == ACTOR_KIND_ARMED_GROUP || kind == ACTOR_KIND_ORGANISATION;
}

static void add_pair(struct arena *a, gist_pairs *out, ref x, ref y, int64_t weight)
{
	struct gist_pair new = {x < y ? x : y, x < y ? y : x, weight};
	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].a == new.a && out->v[i].b == new.b) {
			out->v[i].weight += weight;
			return;
		}
	vec_push(a, out, new);
}

static void add_opposed(struct ledger *l, struct arena *a, gist_pairs *out, const refs *doers, const refs *others, int64_t weight)
{
	refs x = ledger_sides(l, a, doers), y = ledger_sides(l, a, others);
	for (size_t i = 0; i < x.n; i++)
		for (size_t j = 0; j < y.n; j++)
			if (x.v[i] != y.v[j] && opponent(l, x.v[i]) && opponent(l, y.v[j]))
				add_pair(a, out, x.v[i], y.v[j], weight);
}

#define ATTACK_WEIGHT 2
#define CONFLICT_WEIGHT 1

void gist_add_pairs(struct ledger *l, struct arena *a, enum record_kind kind, const void *record, gist_pairs *out)
{
	const struct incident *in = record;
	const struct event *e = record;
	if (kind == RECORD_INCIDENT) {
		refs land = in->target.n ? (refs){0} : land_of(l, a, in);
		add_opposed(l, a, out, &in->by, &in->target, ATTACK_WEIGHT);
		add_opposed(l, a, out, &in->by, &land, ATTACK_WEIGHT);
	} else if (kind == RECORD_EVENT) {
		/* Assaults are incidents, which count already. */
		bool conflict = category_quad(e->category) > 2 && e->category != CATEGORY_REQUEST && e->category != CATEGORY_ASSAULT;
		if (conflict && (e->status == EVENT_STATUS_ACTUAL || e->status == EVENT_STATUS_NONE))
			add_opposed(l, a, out, &e->actors, &e->recipients, CONFLICT_WEIGHT);
	}
}

/* ---- rows -------------------------------------------------------------------------------------------------------------- */

/* Numbers as four bytes each, the lowest first, whatever the machine. */
static struct str refs_bytes(struct arena *a, const refs *list)
{
	char *out = arena_alloc(a, list->n * 4 + 1);
	for (size_t i = 0; i < list->n * 4; i++)
		out[i] = (char)((uint32_t)list->v[i / 4] >> (i % 4 * 8));
	return (struct str){out, list->n * 4};
}

static refs refs_of_bytes(struct arena *a, struct str bytes)
{
	refs out = {0};
	size_t n = bytes.n / 4;
	if (n)
		out = (refs){arena_array(a, ref, n), n, n};
	for (size_t i = 0; i < n * 4; i++)
		out.v[i / 4] = (ref)((uint32_t)out.v[i / 4] | (uint32_t)(unsigned char)bytes.p[i] << (i % 4 * 8));
	return out;
}

#define DAY_MOST 3000000 /* beyond the year 9999 */

static struct date date_column(const struct query *q, int at)
{
	int64_t day = column_int(q, at);
	return column_null(q, at) || day < -DAY_MOST || day > DAY_MOST ? (struct date){0} : date_from_days((int32_t)day);
}

void gist_read(struct arena *a, enum record_kind kind, const struct query *q, struct ledger_record *out)
{
	struct ledger_gist *g = &out->gist;
	*out = (struct ledger_record){.kind = kind, .n = (uint32_t)column_int(q, 0), .first_known = date_column(q, 3)};
	*g = (struct ledger_gist){.row = column_int(q, 1), .day = date_column(q, 2), .told_from = (int32_t)column_int(q, 4),
				  .told_to = (int32_t)column_int(q, 5), .last_told = date_column(q, 5),
				  .told = (size_t)column_int(q, 6), .sentences = (size_t)column_int(q, 7), .score = column_num(q, 10),
				  .known = column_int(q, 11) != 0};
	g->status = (unsigned)shape_field(kind, marks[kind].status)->value(column_str(q, 8));
	g->type = (unsigned)shape_field(kind, marks[kind].type)->value(column_str(q, 9));
	g->sides = refs_of_bytes(a, column_blob(q, 12));
	g->thirds = refs_of_bytes(a, column_blob(q, 13));
}

static void put_day(struct query *q, int at, struct date d)
{
	if (d.year)
		query_int(q, at, date_days(d));
	else
		query_null(q, at);
}

static struct str word_of(enum record_kind kind, const char *name, unsigned value)
{
	return str_of(value ? shape_field(kind, name)->word((int)value) : NULL);
}

static void put_gist(struct ledger *l, struct arena *a, const struct ledger_record *r)
{
	const struct ledger_gist *g = &r->gist;
	struct str sides = refs_bytes(a, &g->sides), thirds = refs_bytes(a, &g->thirds);
	struct query *q = db_query(&l->db,
		"insert into gist(kind, day, record, n, first_day, told_from, told_to, newest, told, sentences, status, type, score, known, sides,"
		" thirds) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
	query_str(q, 1, str_of(shapes[r->kind].one));
	query_int(q, 2, g->day.year ? date_days(g->day) : GIST_NO_DAY);
	query_int(q, 3, g->row);
	query_int(q, 4, r->n);
	put_day(q, 5, r->first_known);
	query_int(q, 6, g->told_from);
	query_int(q, 7, g->told_to);
	query_int(q, 8, g->newest);
	query_int(q, 9, (int64_t)g->told);
	query_int(q, 10, (int64_t)g->sentences);
	query_opt(q, 11, word_of(r->kind, marks[r->kind].status, g->status));
	query_opt(q, 12, word_of(r->kind, marks[r->kind].type, g->type));
	query_num(q, 13, g->score);
	query_int(q, 14, g->known);
	query_blob(q, 15, sides.p, sides.n);
	query_blob(q, 16, thirds.p, thirds.n);
	query_run(q);
}

static void delete_row(struct query *q, int64_t record)
{
	query_int(q, 1, record);
	query_run(q);
}

static void write_number(void *ctx, struct json *j, ref id)
{
	(void)ctx;
	json_int(j, id);
}

static void write_record(void *ctx, struct json *j, enum record_kind kind, ref n)
{
	(void)kind;
	write_number(ctx, j, n);
}

static void put_fold(struct ledger *l, struct buf *body, const struct ledger_record *r)
{
	struct json j = {body, false};
	struct record_writer w = {&j, l, write_number, write_number, write_record, NULL};
	buf_clear(body);
	json_begin_object(&j);
	record_write(&w, shapes[r->kind].fields, r->record);
	json_end_object(&j);
	if (body->failed)
		err_set(&l->db.err, ERR_MEMORY, "%s: out of memory", l->db.name);
	struct query *q = db_query(&l->db, "insert into fold(record, body) values ($1, $2) on conflict (record) do update set body = excluded.body");
	query_int(q, 1, r->gist.row);
	query_str(q, 2, buf_str(body));
	query_run(q);
}

static void weigh_pairs(struct ledger *l, const gist_pairs *pairs, int64_t record, int sign)
{
	for (size_t i = 0; i < pairs->n; i++) {
		const struct gist_pair *p = &pairs->v[i];
		struct query *q = db_query(&l->db, "insert into pair(a, b, weight) values ($1, $2, $3)"
						   " on conflict (a, b) do update set weight = weight + excluded.weight");
		query_int(q, 1, p->a);
		query_int(q, 2, p->b);
		query_int(q, 3, sign * p->weight);
		query_run(q);
		if (sign < 0)
			continue;
		q = db_query(&l->db, "insert into record_pair(record, a, b, weight) values ($1, $2, $3, $4)");
		query_int(q, 1, record);
		query_int(q, 2, p->a);
		query_int(q, 3, p->b);
		query_int(q, 4, p->weight);
		query_run(q);
	}
}

/* Takes out what was known of it. */
static void forget(struct ledger *l, struct arena *a, int64_t record)
{
	gist_pairs pairs = {0};
	struct query *q = db_query(&l->db, "select a, b, weight from record_pair where record = $1");
	query_int(q, 1, record);
	while (query_row(q))
		vec_push(a, &pairs, ((struct gist_pair){(ref)column_int(q, 0), (ref)column_int(q, 1), column_int(q, 2)}));
	weigh_pairs(l, &pairs, record, -1);
	if (pairs.n)
		delete_row(db_query(&l->db, "delete from record_pair where record = $1"), record);
	for (size_t i = 0; i < pairs.n; i++) { /* these alone: not through all pairs that there are */
		q = db_query(&l->db, "delete from pair where a = $1 and b = $2 and weight = 0");
		query_int(q, 1, pairs.v[i].a);
		query_int(q, 2, pairs.v[i].b);
		query_run(q);
	}
	delete_row(db_query(&l->db, "delete from gist where record = $1"), record);
}

/* ---- settling ---------------------------------------------------------------------------------------------------------- */

struct told {
	struct str body;
	struct date day;
	int64_t telling, sentences;
};
typedef VEC(struct told) told_list;

/* Its tellings after that one, in the order in which they are folded. */
static told_list tellings_after(struct ledger *l, struct arena *a, int64_t record, int64_t after)
{
	told_list out = {0};
	struct query *q = db_query(&l->db,
		"select t.body, r.date, t.id, (select count(*) from evidence e where e.telling = t.id) from telling t join report r on r.id = t.report"
		" where t.record = $1 and t.id > $2 order by r.date is null, r.date, t.id");
	query_int(q, 1, record);
	query_int(q, 2, after);
	while (query_row(q)) {
		struct told *t = vec_add(a, &out);
		*t = (struct told){.body = arena_str(a, column_str(q, 0)), .telling = column_int(q, 2), .sentences = column_int(q, 3)};
		date_parse(column_str(q, 1), &t->day);
	}
	return out;
}

static void add_told(struct ledger_record *r, const struct told *t)
{
	struct ledger_gist *g = &r->gist;
	int32_t day = t->day.year ? date_days(t->day) : GIST_NO_TOLD;
	if (g->told == 0 || day < g->told_from)
		g->told_from = day;
	if (g->told == 0 || day > g->told_to)
		g->told_to = day;
	if (r->first_known.year == 0)
		r->first_known = t->day;
	g->newest = t->telling > g->newest ? t->telling : g->newest;
	g->sentences += t->sentences ? (size_t)t->sentences : 1;
	g->told++;
}

static void fold_told(struct ledger *l, struct arena *a, struct ledger_record *r, void **record, const told_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		void *one = body_read(l, a, r->kind, list->v[i].body);
		if (*record)
			merge_fold(a, &l->world, r->kind, *record, one);
		else
			*record = one;
		add_told(r, &list->v[i]);
	}
}

/* What was known of it, to which newer tellings are only added: no work that grows with what is told of a thing for years.
 * False where there is none, or where they do not come behind all that was there. */
static bool grown(struct ledger *l, struct arena *a, struct ledger_record *r, void **record, told_list *more)
{
	struct query *q = db_query(&l->db, "select " GIST_COLUMNS ", g.newest, f.body from gist g join fold f on f.record = g.record where g.record = $1");
	int64_t row = r->gist.row;
	struct str body;
	query_int(q, 1, row);
	if (!query_row(q))
		return false;
	gist_read(a, r->kind, q, r);
	r->gist.newest = column_int(q, GIST_COLUMNS_N);
	body = arena_str(a, column_str(q, GIST_COLUMNS_N + 1));
	query_end(q);
	*more = tellings_after(l, a, row, r->gist.newest);
	for (size_t i = 0; i < more->n; i++)
		if (r->gist.told_from == GIST_NO_TOLD || more->v[i].day.year == 0 || date_days(more->v[i].day) < r->gist.told_to)
			return false;
	*record = body_read(l, a, r->kind, body);
	return true;
}

static void settle(struct ledger *l, struct arena *a, struct buf *body, struct ledger_record *r, bool whole)
{
	struct ledger_record fresh = *r;
	told_list list = {0};
	gist_pairs pairs = {0};
	void *record = NULL;
	if (whole || !grown(l, a, r, &record, &list)) {
		*r = fresh;
		list = tellings_after(l, a, r->gist.row, 0);
	}
	fold_told(l, a, r, &record, &list);
	forget(l, a, r->gist.row);
	if (!record) {
		delete_row(db_query(&l->db, "delete from fold where record = $1"), r->gist.row);
		return;
	}
	r->record = record;
	gist_of(l, a, r);
	put_gist(l, a, r);
	put_fold(l, body, r);
	gist_add_pairs(l, a, r->kind, record, &pairs);
	weigh_pairs(l, &pairs, r->gist.row, 1);
}

struct stale {
	struct ledger_record r;
	bool whole;
};

#define SETTLE_AT_ONCE 512 /* records in one transaction: who waits to write is not kept waiting long */

struct settling {
	struct ledger *l;
	struct arena a;
	struct buf body;
	size_t most, done;
};

static bool settle_some(struct settling *x)
{
	struct ledger *l = x->l;
	VEC(struct stale) list = {0};
	struct query *q = db_query(&l->db,
		"select s.record, s.whole, r.kind, r.n from stale s cross join record r on r.id = s.record order by s.record limit $1");
	query_int(q, 1, (int64_t)x->most);
	while (query_row(q)) {
		struct stale *s = vec_add(&x->a, &list);
		*s = (struct stale){.r = {.n = (uint32_t)column_int(q, 3), .gist = {.row = column_int(q, 0)}}, .whole = column_int(q, 1) != 0};
		shape_find(column_str(q, 2), &s->r.kind);
	}
	for (size_t i = 0; i < list.n; i++) {
		int64_t row = list.v[i].r.gist.row;
		settle(l, &x->a, &x->body, &list.v[i].r, list.v[i].whole);
		delete_row(db_query(&l->db, "delete from stale where record = $1"), row);
	}
	x->done = list.n;
	return true;
}

static bool settle_guarded(void *ctx)
{
	struct settling *x = ctx;
	return db_begin(&x->l->db) && settle_some(x) && db_commit(&x->l->db);
}

bool gist_settle(struct ledger *l, struct err *err)
{
	struct settling x = {.l = l, .most = SETTLE_AT_ONCE};
	bool ok = true;
	do {
		arena_init(&x.a, 0);
		ok = ledger_guarded(l, &x.a, settle_guarded, &x, err);
		if (!ok)
			db_rollback(&l->db);
		arena_release(&x.a);
	} while (ok && x.done == x.most);
	buf_release(&x.body);
	reports_forget(l);
	return ok;
}

#define KEEP_UP 16 /* reports */

void gist_keep_up(struct ledger *l)
{
	struct err err = {0};
	if (++l->unsettled < KEEP_UP)
		return;
	l->unsettled = 0;
	gist_settle(l, &err);
}
