/* Which records are asked for: by day, name and value, from their gists; then loaded as far as they are wanted. */
#include "ledger/gist.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------------------------------------------------- */

/* "%word%" with what LIKE takes for wildcards escaped. */
static struct str like(struct arena *a, struct str word)
{
	char *out = arena_alloc(a, word.n * 2 + 3);
	size_t n = 0;
	out[n++] = '%';
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '%' || word.p[i] == '_' || word.p[i] == '\\')
			out[n++] = '\\';
		out[n++] = word.p[i];
	}
	out[n++] = '%';
	return (struct str){out, n};
}

static int64_t own_number(struct str word, char letter)
{
	int64_t n;
	return word.n > 1 && (word.p[0] == letter || word.p[0] == letter + 32) && str_int(str_sub(word, 1, word.n), 1, INT32_MAX, &n) ? n : 0;
}

void name_bind(struct arena *a, struct query *q, int at, struct str word, char letter)
{
	query_str(q, at, word);
	query_str(q, at + 1, like(a, word));
	query_int(q, at + 2, own_number(word, letter));
}

/* What a word of the filter may mean, and what a record that has none of it lacks. */
struct meaning {
	struct str word;
	bool place;
	refs ids; /* by number */
};

enum { MEANS_ACTOR, MEANS_OTHER, MEANS_PLACE, MEANINGS };

struct choosing {
	struct ledger *l;
	struct arena *a;
	enum record_kind kind;
	const struct ledger_filter *f;
	const struct ledger_choice *c;
	struct meaning meanings[MEANINGS];
	unsigned named;        /* meanings that a telling must have, a bit each */
	ledger_records *out;
};

static void find_meaning(struct choosing *x, int which, struct str word, char letter)
{
	struct meaning *m = &x->meanings[which];
	struct query *q = letter == 'P' ? db_query(&x->l->db, "select x.id from place x where " NAME_FITS("$1", "$2", "$3") " order by x.id")
					: db_query(&x->l->db, "select x.id from actor x where " NAME_FITS("$1", "$2", "$3") " order by x.id");
	*m = (struct meaning){.word = word, .place = letter == 'P'};
	if (word.n == 0)
		return;
	x->named |= 1u << which;
	name_bind(x->a, q, 1, word, letter);
	while (query_row(q))
		vec_push(x->a, &m->ids, (ref)column_int(q, 0));
}

static int by_ref(const void *x, const void *y)
{
	ref a = *(const ref *)x, b = *(const ref *)y;
	return (a > b) - (a < b);
}

static bool means(const struct meaning *m, ref id)
{
	return m->ids.n && bsearch(&id, m->ids.v, m->ids.n, sizeof id, by_ref) != NULL;
}

struct having {
	int64_t telling;
	unsigned has;
};
typedef VEC(struct having) having_list;

static void add_having(struct choosing *x, having_list *list, struct query *q, int64_t record, bool places)
{
	query_int(q, 1, record);
	while (query_row(q)) {
		int64_t telling = column_int(q, 0);
		size_t at = 0;
		while (at < list->n && list->v[at].telling != telling)
			at++;
		if (at == list->n)
			vec_push(x->a, list, ((struct having){telling, 0}));
		for (int i = 0; i < MEANINGS; i++)
			if (x->meanings[i].place == places && means(&x->meanings[i], (ref)column_int(q, 1)))
				list->v[at].has |= 1u << i;
	}
}

/* One telling must have all that is named. */
static bool names_fit(struct choosing *x, int64_t record)
{
	having_list list = {0};
	if (!x->named)
		return true;
	if (x->named & (1u << MEANS_ACTOR | 1u << MEANS_OTHER))
		add_having(x, &list, db_query(&x->l->db, "select t.id, n.actor from telling t join telling_actor n on n.telling = t.id where t.record = $1"),
			   record, false);
	if (x->named & 1u << MEANS_PLACE)
		add_having(x, &list, db_query(&x->l->db, "select t.id, n.place from telling t join telling_place n on n.telling = t.id where t.record = $1"),
			   record, true);
	for (size_t i = 0; i < list.n; i++)
		if ((list.v[i].has & x->named) == x->named)
			return true;
	return false;
}

/* ---- days and values ------------------------------------------------------------------------------------------------------ */

int32_t known_until(struct date known_at)
{
	return known_at.year ? date_days(known_at) : INT32_MAX;
}

bool day_fits(const struct ledger_filter *f, struct date day)
{
	if (f->since.year && (day.year == 0 || date_days(day) < date_days(f->since)))
		return false;
	return f->until.year == 0 || (day.year && date_days(day) <= date_days(f->until));
}

static bool has_type(const struct ledger_record *r, struct str word)
{
	for (const struct field *f = shapes[r->kind].fields; f->name; f++) {
		const char *at = (const char *)r->record + f->offset;
		if (f->type == FIELD_VALUE && str_iis(word, f->word((int)*(const unsigned *)at)))
			return true;
		struct any_vec list = {0};
		if (f->type == FIELD_VALUES || f->type == FIELD_MODES)
			list = any_vec(at);
		for (size_t i = 0; i < list.n; i++)
			if (str_iis(word, f->type == FIELD_MODES ? mode_name((uint8_t)list.v[i]) : f->word((uint8_t)list.v[i])))
				return true;
	}
	return false;
}

static bool since_fits(struct date since, struct date day)
{
	return since.year == 0 || day.year == 0 || date_days(day) >= date_days(since);
}

/* Takes a record that fits; what needs its rows last. */
static void consider(struct choosing *x, const struct ledger_record *known)
{
	struct ledger_record r = *known;
	if (!day_fits(x->f, r.gist.day) || !since_fits(x->c->since, r.gist.day) || !since_fits(x->c->told_since, r.gist.last_told))
		return;
	if ((x->c->take && !x->c->take(x->c->ctx, &r)) || !names_fit(x, r.gist.row))
		return;
	if (x->f->type.n) {
		ledger_complete(x->l, x->a, &r, LEDGER_FOLD);
		if (!has_type(&r, x->f->type))
			return;
	}
	vec_push(x->a, x->out, r);
}

/* ---- records whose gist does not tell them as known on that day ------------------------------------------------------------- */

struct row {
	int64_t record;
	uint32_t n;
};
typedef VEC(struct row) row_list;

static void add_rows(struct arena *a, row_list *out, struct query *q)
{
	while (query_row(q))
		vec_push(a, out, ((struct row){column_int(q, 0), (uint32_t)column_int(q, 1)}));
}

/* Folded from its tellings; without any where none was known then. */
static struct ledger_record whole_record(struct ledger *l, struct arena *a, enum record_kind kind, struct row row, struct date known_at)
{
	struct ledger_record r = {.kind = kind, .n = row.n, .known_at = known_at, .gist = {.row = row.record}};
	telling_load(l, a, row.record, &r);
	telling_fold(l, a, &r);
	return r;
}

const ledger_records *odd_records(struct ledger *l, enum record_kind kind, struct date known_at)
{
	struct odd *odd = &l->odd[kind];
	int64_t seen = query_id(db_query(&l->db, "pragma data_version")); /* others may have written */
	if (odd->seen == seen && known_until(odd->known_at) == known_until(known_at))
		return &odd->list;
	row_list rows = {0};
	ledger_records list = {0};
	struct query *q = db_query(&l->db, "select r.id, r.n from stale s cross join record r on r.id = s.record where r.kind = $1");
	query_str(q, 1, str_of(shapes[kind].one));
	add_rows(&l->arena, &rows, q);
	q = db_query(&l->db, "select g.record, g.n from gist g indexed by gist_told where g.kind = $1 and g.told_to > $2 and g.told_from <= $2"
			     " and g.record not in (select record from stale)");
	query_str(q, 1, str_of(shapes[kind].one));
	query_int(q, 2, known_until(known_at));
	add_rows(&l->arena, &rows, q);
	for (size_t i = 0; i < rows.n; i++) {
		struct ledger_record r = whole_record(l, &l->arena, kind, rows.v[i], known_at);
		if (r.tellings.n)
			vec_push(&l->arena, &list, r);
	}
	*odd = (struct odd){seen, known_at, list};
	return &odd->list;
}

/* ---- the others -------------------------------------------------------------------------------------------------------------- */

#define SOUND "g.told_to <= $4 and g.record not in (select record from stale)"
static const char by_day[] = "select " GIST_COLUMNS " from gist g where g.kind = $1 and g.day between $2 and $3 and " SOUND;
static const char by_told[] = "select " GIST_COLUMNS " from gist g indexed by gist_told where g.kind = $1 and g.told_to between $2 and $3 and " SOUND;

static void consider_range(struct choosing *x, const char *sql, int32_t from, int32_t to)
{
	struct query *q = db_query(&x->l->db, sql);
	ledger_records found = {0};
	query_str(q, 1, str_of(shapes[x->kind].one));
	query_int(q, 2, from);
	query_int(q, 3, to);
	query_int(q, 4, known_until(x->f->known_at));
	while (query_row(q)) {
		struct ledger_record r;
		gist_read(x->a, x->kind, q, &r);
		if (x->named || x->f->type.n)
			vec_push(x->a, &found, r); /* the rest of it asks the ledger, too */
		else
			consider(x, &r);
	}
	for (size_t i = 0; i < found.n; i++)
		consider(x, &found.v[i]);
}

static void consider_days(struct choosing *x)
{
	int32_t from = x->f->since.year ? date_days(x->f->since) : INT32_MIN, to = x->f->until.year ? date_days(x->f->until) : GIST_NO_DAY - 1;
	bool undated = x->f->since.year == 0 && x->f->until.year == 0;
	if (x->c->told_since.year && from == INT32_MIN) {
		consider_range(x, by_told, date_days(x->c->told_since), INT32_MAX);
		consider_range(x, by_told, GIST_NO_TOLD, GIST_NO_TOLD);
		return;
	}
	if (x->c->since.year && date_days(x->c->since) > from)
		from = date_days(x->c->since);
	consider_range(x, by_day, from, to);
	if (undated)
		consider_range(x, by_day, GIST_NO_DAY, GIST_NO_DAY);
}

static int by_row(const void *x, const void *y)
{
	const struct row *p = x, *q = y;
	return (p->record > q->record) - (p->record < q->record);
}

/* The records that name any of these. */
static row_list rows_named(struct choosing *x, const struct meaning *m)
{
	row_list out = {0};
	size_t n = 0;
	for (size_t i = 0; i < m->ids.n; i++) {
		struct query *q = m->place ? db_query(&x->l->db, "select distinct t.record, 0 from telling_place n join telling t on t.id = n.telling"
								 " where n.place = $1 and t.kind = $2")
					   : db_query(&x->l->db, "select distinct t.record, 0 from telling_actor n join telling t on t.id = n.telling"
								 " where n.actor = $1 and t.kind = $2");
		query_int(q, 1, m->ids.v[i]);
		query_str(q, 2, str_of(shapes[x->kind].one));
		add_rows(x->a, &out, q);
	}
	if (out.n)
		qsort(out.v, out.n, sizeof *out.v, by_row);
	for (size_t i = 0; i < out.n; i++)
		if (i == 0 || out.v[i].record != out.v[i - 1].record)
			out.v[n++] = out.v[i];
	out.n = n;
	return out;
}

static void consider_rows(struct choosing *x, const row_list *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		struct ledger_record r;
		struct query *q = db_query(&x->l->db, "select " GIST_COLUMNS " from gist g where g.record = $1 and g.kind = $2 and g.told_to <= $4"
						      " and g.record not in (select record from stale)");
		query_int(q, 1, rows->v[i].record);
		query_str(q, 2, str_of(shapes[x->kind].one));
		query_int(q, 4, known_until(x->f->known_at));
		if (!query_row(q))
			continue;
		gist_read(x->a, x->kind, q, &r);
		query_end(q);
		consider(x, &r);
	}
}

static const struct meaning *first_named(const struct choosing *x)
{
	for (int i = 0; i < MEANINGS; i++)
		if (x->meanings[i].word.n)
			return &x->meanings[i];
	return NULL;
}

/* One alone is asked for by its number. */
static void consider_one(struct choosing *x)
{
	struct query *q = db_query(&x->l->db, "select id from record where kind = $1 and n = $2");
	query_str(q, 1, str_of(shapes[x->kind].one));
	query_int(q, 2, x->f->n);
	struct ledger_record r = whole_record(x->l, x->a, x->kind, (struct row){query_id(q), x->f->n}, x->f->known_at);
	if (r.tellings.n)
		consider(x, &r);
}

static void consider_all(struct choosing *x)
{
	const ledger_records *odd = odd_records(x->l, x->kind, x->f->known_at);
	bool few_days = x->f->since.year || x->f->until.year || x->c->since.year || x->c->told_since.year;
	if (x->c->told_later)
		;
	else if (few_days || !x->named)
		consider_days(x);
	else {
		row_list rows = rows_named(x, first_named(x));
		consider_rows(x, &rows);
	}
	for (size_t i = 0; i < odd->n; i++)
		consider(x, &odd->v[i]);
}

static int by_n(const void *x, const void *y)
{
	const struct ledger_record *p = x, *q = y;
	return (p->n > q->n) - (p->n < q->n);
}

static bool choose(void *ctx)
{
	struct choosing *x = ctx;
	size_t before = x->out->n;
	find_meaning(x, MEANS_ACTOR, x->f->actor, 'A');
	find_meaning(x, MEANS_OTHER, x->f->other, 'A');
	find_meaning(x, MEANS_PLACE, x->f->place, 'P');
	if (x->f->n)
		consider_one(x);
	else
		consider_all(x);
	if (x->out->n > before && !x->c->any_order)
		qsort(x->out->v + before, x->out->n - before, sizeof *x->out->v, by_n);
	size_t n = before;
	for (size_t i = before; i < x->out->n; i++)
		if (ledger_complete(x->l, x->a, &x->out->v[i], x->c->level))
			x->out->v[n++] = x->out->v[i];
	x->out->n = n;
	return true;
}

bool ledger_choose(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f, const struct ledger_choice *c,
		   ledger_records *out, struct err *err)
{
	struct choosing x = {.l = l, .a = a, .kind = kind, .f = f, .c = c, .out = out};
	return ledger_guarded(l, a, choose, &x, err);
}

bool ledger_load(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f, ledger_records *out,
		 struct err *err)
{
	return ledger_choose(l, a, kind, f, &(struct ledger_choice){.level = LEDGER_WHOLE}, out, err);
}
