#include "ledger/correct.h"

#include "ledger/gist.h"
#include "ledger/place.h"

struct moved {
	int64_t telling, report, n, sentence, start;
	struct str joined_by;
};
typedef VEC(struct moved) moved_list;

/* What one call works on. */
struct hand {
	struct ledger *l;
	struct arena *a;
	struct ledger_hand by;
	enum record_kind kind;
	int64_t correction;
};

static bool fail(struct hand *h, const char *format, struct ledger_id id)
{
	return err_set(&h->l->db.err, ERR_USAGE, format, shapes[id.kind].letter, id.n);
}

/* ---- the rows ---------------------------------------------------------------------------------------------------------- */

static moved_list tellings_of(struct hand *h, int64_t record)
{
	moved_list out = {0};
	struct query *q = db_query(&h->l->db,
		"select t.id, t.report, t.n, coalesce(e.sentence, -1), coalesce(e.start_at, -1), t.joined_by from telling t"
		" left join evidence e on e.telling = t.id and e.n = 0 where t.record = $1 order by t.id");
	query_int(q, 1, record);
	while (query_row(q))
		vec_push(h->a, &out, ((struct moved){column_int(q, 0), column_int(q, 1), column_int(q, 2), column_int(q, 3), column_int(q, 4),
						     arena_str(h->a, column_str(q, 5))}));
	return out;
}

/* The record's row, which must have tellings; 0 and an error otherwise. */
static int64_t find_record(struct hand *h, struct ledger_id id)
{
	struct query *q = db_query(&h->l->db,
		"select r.id, i.n from record r left join record i on i.id = r.into_record where r.kind = $1 and r.n = $2");
	int64_t record = 0, into = 0;
	query_str(q, 1, str_of(shapes[id.kind].one));
	query_int(q, 2, id.n);
	if (query_row(q)) {
		record = column_int(q, 0);
		into = column_int(q, 1);
	}
	query_end(q);
	if (into)
		err_set(&h->l->db.err, ERR_USAGE, "%c%u was merged into %c%jd", shapes[id.kind].letter, id.n, shapes[id.kind].letter,
			(intmax_t)into);
	else if (!record || tellings_of(h, record).n == 0)
		fail(h, "no record %c%u", id);
	return h->l->db.err.code ? 0 : record;
}

static void put_correction(struct hand *h, const char *verb, int64_t record)
{
	struct query *q = db_query(&h->l->db, "insert into correction(verb, record, made, note) values ($1, $2, $3, $4)");
	query_str(q, 1, str_of(verb));
	query_int(q, 2, record);
	query_str(q, 3, date_str(h->a, h->by.date));
	query_opt(q, 4, h->by.note);
	h->correction = query_made(q);
}

static void put_pin(struct hand *h, const struct moved *m, int64_t home, int64_t was)
{
	struct query *q = db_query(&h->l->db,
		"insert into correction_telling(correction, report, kind, sentence, start_at, n, home, was, joined_by)"
		" values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
	query_int(q, 1, h->correction);
	query_int(q, 2, m->report);
	query_str(q, 3, str_of(shapes[h->kind].one));
	query_int(q, 4, m->sentence);
	query_int(q, 5, m->start);
	query_int(q, 6, m->n);
	query_int(q, 7, home);
	query_int(q, 8, was);
	query_opt(q, 9, m->joined_by);
	query_run(q);
}

static void move(struct hand *h, int64_t telling, int64_t home, struct str why)
{
	struct query *q = db_query(&h->l->db, "update telling set record = $1, joined_by = $2 where id = $3");
	query_int(q, 1, home);
	query_opt(q, 2, why);
	query_int(q, 3, telling);
	query_run(q);
}

static void set_into(struct hand *h, int64_t record, int64_t into)
{
	struct query *q = db_query(&h->l->db, "update record set into_record = $1 where id = $2");
	if (into)
		query_int(q, 1, into);
	else
		query_null(q, 1);
	query_int(q, 2, record);
	query_run(q);
}

static struct str by_hand(struct hand *h)
{
	return arena_printf(h->a, "by hand (correction %jd)%s%.*s", (intmax_t)h->correction, h->by.note.n ? ": " : "", (int)h->by.note.n,
			    h->by.note.p);
}

/* ---- handles and days -------------------------------------------------------------------------------------------------- */

static void forget(struct ledger *l, int64_t record)
{
	struct query *q = db_query(&l->db, "delete from handle where record = $1");
	query_int(q, 1, record);
	query_run(q);
	q = db_query(&l->db, "update record set from_day = null, to_day = null where id = $1");
	query_int(q, 1, record);
	query_run(q);
}

struct told {
	int64_t day;
	struct str body;
	struct words words;
};

void correct_refresh(struct ledger *l, struct arena *a, enum record_kind kind, int64_t record)
{
	VEC(struct told) list = {0};
	struct query *q = db_query(&l->db,
		"select r.day, t.body, t.words from telling t join report r on r.id = t.report where t.record = $1 order by t.id");
	forget(l, record);
	known_forget(l, record);
	query_int(q, 1, record);
	while (query_row(q)) {
		struct told *t = vec_add(a, &list);
		*t = (struct told){.day = column_int(q, 0), .body = arena_str(a, column_str(q, 1))};
		words_read(a, column_blob(q, 2), &t->words);
	}
	for (size_t i = 0; i < list.n; i++) {
		struct placing p = {.l = l, .a = a, .kind = kind,
				    .view = {.record = body_read(l, a, kind, list.v[i].body), .words = list.v[i].words}};
		if (list.v[i].day)
			p.view.told = date_from_days((int32_t)list.v[i].day);
		p.handles = merge_handles(a, &l->world, kind, &p.view);
		place_note(&p, record, 0);
	}
}

/* ---- merge, split, undo ------------------------------------------------------------------------------------------------ */

static bool merge(struct hand *h, const struct ledger_id *ids, size_t n)
{
	int64_t *records = arena_array(h->a, int64_t, n + 1);
	h->kind = ids[0].kind;
	for (size_t i = 0; i < n; i++) {
		records[i] = find_record(h, ids[i]);
		for (size_t j = 0; j < i; j++)
			if (records[i] && records[j] == records[i])
				fail(h, "%c%u is named twice", ids[i]);
		if (ids[i].kind != h->kind)
			fail(h, "%c%u is of another kind than the first; only records of one kind can be merged", ids[i]);
		if (h->l->db.err.code)
			return false;
	}
	put_correction(h, "merge", records[0]);
	for (size_t i = 0; i < n; i++) {
		moved_list list = tellings_of(h, records[i]);
		for (size_t k = 0; k < list.n; k++) {
			put_pin(h, &list.v[k], records[0], records[i]);
			if (i)
				move(h, list.v[k].telling, records[0], by_hand(h));
		}
		if (i)
			set_into(h, records[i], records[0]);
	}
	for (size_t i = 0; i < n; i++)
		correct_refresh(h->l, h->a, h->kind, records[i]);
	return true;
}

/* The number of the report with that id; 0 and an error where the record has nothing from it. */
static int64_t report_in(struct hand *h, const moved_list *list, struct ledger_id id, struct str name)
{
	struct query *q = db_query(&h->l->db, "select id from report where name = $1");
	query_str(q, 1, name);
	int64_t report = query_id(q);
	for (size_t i = 0; report && i < list->n; i++)
		if (list->v[i].report == report)
			return report;
	err_set(&h->l->db.err, ERR_USAGE, "%c%u is not told of by a report %.*s", shapes[id.kind].letter, id.n, (int)name.n, name.p);
	return 0;
}

static bool leaves(const int64_t *reports, size_t n, int64_t report)
{
	for (size_t i = 0; i < n; i++)
		if (reports[i] == report)
			return true;
	return false;
}

static int64_t new_number(struct hand *h, uint32_t *made)
{
	int64_t record = place_new(h->l, h->kind);
	struct query *q = db_query(&h->l->db, "select n from record where id = $1");
	query_int(q, 1, record);
	*made = (uint32_t)query_id(q);
	return record;
}

static bool split(struct hand *h, struct ledger_id id, const struct str *names, size_t n, uint32_t *made)
{
	h->kind = id.kind;
	int64_t record = find_record(h, id), *reports = arena_array(h->a, int64_t, n + 1);
	moved_list list = tellings_of(h, record);
	size_t leaving = 0;
	for (size_t i = 0; i < n && !h->l->db.err.code; i++)
		reports[i] = report_in(h, &list, id, names[i]);
	for (size_t i = 0; i < list.n; i++)
		leaving += leaves(reports, n, list.v[i].report);
	if (!h->l->db.err.code && leaving == list.n)
		fail(h, "%c%u is told of by no other report; nothing is left to split", id);
	if (h->l->db.err.code)
		return false;
	int64_t fresh = new_number(h, made);
	put_correction(h, "split", fresh);
	struct str why = {"", 0};
	for (size_t i = 0; i < list.n; i++) {
		bool out = leaves(reports, n, list.v[i].report);
		put_pin(h, &list.v[i], out ? fresh : record, record);
		if (!out)
			continue;
		move(h, list.v[i].telling, fresh, why);
		why = by_hand(h);
	}
	correct_refresh(h->l, h->a, h->kind, record);
	correct_refresh(h->l, h->a, h->kind, fresh);
	return true;
}

/* A later correction of the same tellings, which must be undone first; 0 where there is none. */
static int64_t later(struct hand *h, int64_t number)
{
	struct query *q = db_query(&h->l->db,
		"select max(c.id) from correction_telling x join correction_telling y on y.report = x.report and y.kind = x.kind"
		" and y.sentence = x.sentence and y.correction > x.correction join correction c on c.id = y.correction"
		" where x.correction = $1 and c.undone is null");
	query_int(q, 1, number);
	return query_id(q);
}

struct back {
	int64_t telling, home, was;
	struct str joined_by;
};

/* Tellings that the correction moved and that are still where it put them. */
static void move_back(struct hand *h, int64_t number)
{
	VEC(struct back) list = {0};
	struct query *q = db_query(&h->l->db,
		"select t.id, x.home, x.was, x.joined_by from correction_telling x join telling t on t.report = x.report and t.kind = x.kind"
		" and t.record = x.home join evidence e on e.telling = t.id and e.n = 0 and e.sentence = x.sentence and e.start_at = x.start_at"
		" where x.correction = $1 and x.home <> x.was order by t.id");
	query_int(q, 1, number);
	while (query_row(q))
		vec_push(h->a, &list, ((struct back){column_int(q, 0), column_int(q, 1), column_int(q, 2), arena_str(h->a, column_str(q, 3))}));
	for (size_t i = 0; i < list.n; i++)
		move(h, list.v[i].telling, list.v[i].was, list.v[i].joined_by);
}

static void settle(struct hand *h, int64_t number, bool split_undone)
{
	VEC(struct back) list = {0};
	struct query *q = db_query(&h->l->db, "select distinct home, was from correction_telling where correction = $1");
	query_int(q, 1, number);
	while (query_row(q))
		vec_push(h->a, &list, ((struct back){.home = column_int(q, 0), .was = column_int(q, 1)}));
	for (size_t i = 0; i < list.n; i++) {
		set_into(h, list.v[i].was, 0);
		if (split_undone && list.v[i].home != list.v[i].was && tellings_of(h, list.v[i].home).n == 0)
			set_into(h, list.v[i].home, list.v[i].was);
		correct_refresh(h->l, h->a, h->kind, list.v[i].home);
		correct_refresh(h->l, h->a, h->kind, list.v[i].was);
	}
}

static bool undo(struct hand *h, int64_t number)
{
	struct query *q = db_query(&h->l->db,
		"select c.verb = 'split', c.undone, r.kind from correction c join record r on r.id = c.record where c.id = $1");
	query_int(q, 1, number);
	bool there = query_row(q), is_split = there && column_int(q, 0), undone = there && !column_null(q, 1);
	if (there)
		shape_find(column_str(q, 2), &h->kind);
	query_end(q);
	if (!there || undone)
		return err_set(&h->l->db.err, ERR_USAGE, there ? "correction %jd is undone already" : "no correction %jd", (intmax_t)number);
	int64_t after = later(h, number);
	if (after)
		return err_set(&h->l->db.err, ERR_USAGE, "correction %jd is about the same tellings and must be undone first", (intmax_t)after);
	move_back(h, number);
	q = db_query(&h->l->db, "update correction set undone = $1 where id = $2");
	query_str(q, 1, date_str(h->a, h->by.date));
	query_int(q, 2, number);
	query_run(q);
	settle(h, number, is_split);
	return true;
}

int64_t correct_home(struct ledger *l, const struct stand *s)
{
	struct query *q = db_query(&l->db,
		"select x.home from correction_telling x join correction c on c.id = x.correction where x.report = $1 and x.kind = $2"
		" and x.sentence = $3 and c.undone is null order by c.id desc, abs(x.start_at - $4), x.n limit 1");
	query_int(q, 1, s->report);
	query_str(q, 2, str_of(shapes[s->kind].one));
	query_int(q, 3, s->sentence);
	query_int(q, 4, s->start);
	return query_id(q);
}

/* ---- one correction, one transaction ----------------------------------------------------------------------------------- */

struct task {
	enum { TASK_MERGE, TASK_SPLIT, TASK_UNDO } what;
	const struct ledger_id *ids;
	const struct str *reports;
	size_t n;
	int64_t number;
	uint32_t *made;
};

static bool perform(struct hand *h, const struct task *t)
{
	if (!db_begin(&h->l->db))
		return false;
	bool ok = t->what == TASK_MERGE ? merge(h, t->ids, t->n) : t->what == TASK_SPLIT ? split(h, *t->ids, t->reports, t->n, t->made)
		  : undo(h, t->number);
	return ok && db_commit(&h->l->db);
}

static int64_t correct(struct ledger *l, const struct ledger_hand *by, const struct task *t, struct err *err)
{
	jmp_buf guard;
	struct guarded g;
	struct arena arena;
	arena_init(&arena, 0);
	struct hand h = {.l = l, .a = &arena, .by = *by};
	volatile bool ok = false;
	guard_begin(&g, l, &arena, &guard);
	if (setjmp(guard))
		err_set(&l->db.err, ERR_MEMORY, "%s: out of memory", l->db.name);
	else
		ok = perform(&h, t);
	if (!ok)
		db_rollback(&l->db);
	rows_forget(l);
	reports_forget(l);
	int64_t number = t->what == TASK_UNDO ? t->number : h.correction;
	arena_release(&arena);
	if (!guard_end(&g, l, ok, err))
		return 0;
	gist_settle(l, &(struct err){0}); /* else by the next writer */
	return number;
}

int64_t ledger_merge(struct ledger *l, const struct ledger_id *ids, size_t n, const struct ledger_hand *by, struct err *err)
{
	return correct(l, by, &(struct task){.what = TASK_MERGE, .ids = ids, .n = n}, err);
}

int64_t ledger_split(struct ledger *l, struct ledger_id id, const struct str *reports, size_t n, const struct ledger_hand *by,
		     uint32_t *made, struct err *err)
{
	return correct(l, by, &(struct task){.what = TASK_SPLIT, .ids = &id, .reports = reports, .n = n, .made = made}, err);
}

bool ledger_undo(struct ledger *l, int64_t number, const struct ledger_hand *by, struct err *err)
{
	return correct(l, by, &(struct task){.what = TASK_UNDO, .number = number}, err) != 0;
}

/* ---- listed ------------------------------------------------------------------------------------------------------------ */

static void load_moves(struct ledger *l, struct arena *a, struct ledger_correction *c)
{
	struct query *q = db_query(&l->db,
		"select p.name, x.sentence, h.n, w.n from correction_telling x join report p on p.id = x.report join record h on h.id = x.home"
		" join record w on w.id = x.was where x.correction = $1 and x.home <> x.was order by x.report, x.n");
	query_int(q, 1, c->number);
	while (query_row(q))
		vec_push(a, &c->moves, ((struct ledger_move){arena_str(a, column_str(q, 0)), (uint32_t)column_int(q, 1),
							     (uint32_t)column_int(q, 3), (uint32_t)column_int(q, 2)}));
}

static bool load_corrections(struct ledger *l, struct arena *a, ledger_corrections *out)
{
	struct query *q = db_query(&l->db,
		"select c.id, c.verb, c.made, c.note, c.undone, r.kind, r.n from correction c join record r on r.id = c.record order by c.id");
	while (query_row(q)) {
		struct ledger_correction *c = vec_add(a, out);
		*c = (struct ledger_correction){.number = column_int(q, 0), .verb = arena_str(a, column_str(q, 1)),
						.made = arena_str(a, column_str(q, 2)), .note = arena_str(a, column_str(q, 3)),
						.undone = arena_str(a, column_str(q, 4)), .record = {.n = (uint32_t)column_int(q, 6)}};
		shape_find(column_str(q, 5), &c->record.kind);
	}
	for (size_t i = 0; i < out->n; i++)
		load_moves(l, a, &out->v[i]);
	return true;
}

struct asked {
	struct ledger *l;
	struct arena *a;
	ledger_corrections *out;
};

static bool asked_corrections(void *ctx)
{
	const struct asked *q = ctx;
	return load_corrections(q->l, q->a, q->out);
}

bool ledger_load_corrections(struct ledger *l, struct arena *a, ledger_corrections *out, struct err *err)
{
	struct asked q = {l, a, out};
	return ledger_guarded(l, a, asked_corrections, &q, err);
}
