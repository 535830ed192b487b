/* From rows to records: tellings and their fold. */
#include "ledger/gist.h"

#include "sense/record_read.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* ---- tellings ------------------------------------------------------------------------------------------------------ */

/* Body refs are the ledger's numbers; what they name is loaded, so that the views find it. */
static ref read_actor(void *ctx, struct json_object *v)
{
	ref id = (ref)json_object_get_int(v);
	actor_row(ctx, id);
	return id;
}

static ref read_place(void *ctx, struct json_object *v)
{
	ref id = (ref)json_object_get_int(v);
	place_row(ctx, id);
	return id;
}

static ref read_record(void *ctx, enum record_kind kind, struct json_object *v)
{
	(void)ctx;
	(void)kind;
	return (ref)json_object_get_int(v);
}

void *body_read(struct ledger *l, struct arena *a, enum record_kind kind, struct str body)
{
	struct record_reader r = {a, l, read_actor, read_place, read_record};
	void *out = arena_alloc(a, shapes[kind].size);
	record_clear(shapes[kind].fields, out);
	if (!l->tokener && !(l->tokener = json_tokener_new()))
		arena_fail(a);
	json_tokener_reset(l->tokener);
	l->held = json_tokener_parse_ex(l->tokener, body.p, (int)body.n);
	record_read(&r, shapes[kind].fields, l->held, out);
	json_object_put(l->held);
	l->held = NULL;
	return out;
}

static bool known(const struct report *r, struct date at)
{
	return at.year == 0 || r->date.year == 0 || date_days(r->date) <= date_days(at);
}

static void load_evidence(struct ledger *l, struct arena *a, int64_t telling, struct ledger_telling *out)
{
	struct query *q = db_query(&l->db, "select sentence, start_at, end_at, rule from evidence where telling = $1 order by n");
	query_int(q, 1, telling);
	while (query_row(q)) {
		struct ledger_evidence *e = vec_add(a, &out->evidence);
		e->sentence = (uint32_t)column_int(q, 0);
		e->span = (struct span){(uint32_t)column_int(q, 1), (uint32_t)column_int(q, 2)};
		e->rule = arena_str(a, column_str(q, 3));
	}
}

struct row {
	int64_t telling, report;
	struct str body, joined_by, version;
	uint32_t n;
};

void telling_load(struct ledger *l, struct arena *a, int64_t record, struct ledger_record *out)
{
	VEC(struct row) rows = {0};
	struct query *q = db_query(&l->db,
		"select t.id, t.report, t.n, t.body, t.joined_by, v.text from telling t join version v on v.id = t.version"
		" join report r on r.id = t.report where t.record = $1 order by r.date is null, r.date, t.id");
	query_int(q, 1, record);
	while (query_row(q)) {
		struct row *r = vec_add(a, &rows);
		*r = (struct row){column_int(q, 0), column_int(q, 1), arena_str(a, column_str(q, 3)), arena_str(a, column_str(q, 4)),
				  arena_str(a, column_str(q, 5)), (uint32_t)column_int(q, 2)};
	}
	for (size_t i = 0; i < rows.n; i++) {
		const struct row *r = &rows.v[i];
		const struct ledger_report *report = report_row(l, r->report);
		if (!known(&report->report, out->known_at))
			continue;
		struct ledger_telling *t = vec_add(a, &out->tellings);
		*t = (struct ledger_telling){.report = report, .n = r->n, .joined_by = r->joined_by, .version = r->version};
		t->record = body_read(l, a, out->kind, r->body);
		load_evidence(l, a, r->telling, t);
	}
}

struct merge_view telling_view(struct arena *a, const struct ledger_telling *t, enum record_kind kind)
{
	struct merge_view v = {.record = t->record, .told = t->report->report.date};
	const struct statement *s = t->record;
	struct span sentence;
	for (size_t i = 0; i < t->evidence.n && kind != RECORD_STATEMENT; i++)
		if (ledger_sentence(t->report, t->evidence.v[i].sentence, &sentence))
			words_add(a, ledger_words(t->report, sentence), &v.words);
	for (size_t i = 0; kind == RECORD_STATEMENT && i < s->content.n; i++)
		words_add(a, ledger_words(t->report, s->content.v[i]), &v.words);
	return v;
}

/* Fields whose versions stand side by side: what may change or be disputed. */
static bool versioned(const struct field *f)
{
	switch (f->type) {
	case FIELD_VALUE:
	case FIELD_STR:
	case FIELD_PLACE:
	case FIELD_COUNT_OF:
	case FIELD_OBJECT:
		return true;
	default:
		return f->type == FIELD_OBJECTS && strcmp(f->name, "weapons") == 0;
	}
}

/* A toll without a count is told, but differs from none. */
static bool has_version(const struct field *f, const void *record)
{
	return !field_empty(f, record) && (f->type != FIELD_OBJECT || !field_empty(&f->fields[0], (const char *)record + f->offset));
}

/* Where any two tellings differ in a field, every telling that has it is a version. What agrees with one that has it agrees with
 * all of them, so one is enough to compare with. */
static void find_versions(struct arena *a, struct ledger_record *out)
{
	for (const struct field *f = shapes[out->kind].fields; f->name; f++) {
		size_t first = 0;
		bool differ = false;
		if (!versioned(f))
			continue;
		while (first < out->tellings.n && !has_version(f, out->tellings.v[first].record))
			first++;
		for (size_t i = first + 1; i < out->tellings.n && !differ; i++)
			differ = merge_differs(f, out->tellings.v[first].record, out->tellings.v[i].record);
		for (size_t i = 0; i < out->tellings.n && differ; i++)
			if (!field_empty(f, out->tellings.v[i].record))
				vec_push(a, &out->versions, ((struct ledger_version){f, &out->tellings.v[i]}));
	}
}

static int by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

/* Tellings by different originals. */
static size_t count_voices(struct arena *a, const struct ledger_record *r)
{
	int64_t *originals = arena_array(a, int64_t, r->tellings.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < r->tellings.n; i++)
		originals[i] = r->tellings.v[i].report->original;
	qsort(originals, r->tellings.n, sizeof *originals, by_number);
	for (size_t i = 0; i < r->tellings.n; i++)
		n += i == 0 || originals[i] != originals[i - 1];
	return n;
}

static void count_told(struct ledger_record *r)
{
	struct ledger_gist *g = &r->gist;
	*g = (struct ledger_gist){.row = g->row, .told = r->tellings.n};
	for (size_t i = 0; i < r->tellings.n; i++) {
		const struct ledger_telling *t = &r->tellings.v[i];
		struct date told = t->report->report.date;
		r->first_known = r->first_known.year ? r->first_known : told;
		g->last_told = told.year ? told : g->last_told;
		g->sentences += t->evidence.n ? t->evidence.n : 1;
	}
}

void telling_fold(struct ledger *l, struct arena *a, struct ledger_record *out)
{
	size_t size = shapes[out->kind].size;
	char *record = arena_alloc(a, size);
	if (out->tellings.n == 0)
		return;
	memcpy(record, out->tellings.v[0].record, size);
	for (size_t i = 1; i < out->tellings.n; i++)
		merge_fold(a, &l->world, out->kind, record, out->tellings.v[i].record);
	out->record = record;
	out->level = LEDGER_WHOLE;
	out->voices = count_voices(a, out);
	if (out->kind != RECORD_STATEMENT)
		find_versions(a, out);
	count_told(out);
	gist_of(l, a, out);
}

static void load_fold(struct ledger *l, struct arena *a, struct ledger_record *r)
{
	struct query *q = db_query(&l->db, "select body from fold where record = $1");
	query_int(q, 1, r->gist.row);
	struct str body = query_row(q) ? arena_str(a, column_str(q, 0)) : (struct str){"{}", 2};
	query_end(q);
	r->record = body_read(l, a, r->kind, body);
	r->level = LEDGER_FOLD;
}

/* The newest tellings, for who quotes them; nothing of them is compared. */
static void load_newest(struct ledger *l, struct arena *a, struct ledger_record *r)
{
	struct { int64_t telling, report; } rows[LEDGER_SHOWN_N];
	size_t n = 0;
	struct query *q = db_query(&l->db,
		"select t.id, t.report from telling t join report r on r.id = t.report where t.record = $1"
		" order by r.date is null desc, r.date desc, t.id desc limit $2");
	query_int(q, 1, r->gist.row);
	query_int(q, 2, LEDGER_SHOWN_N);
	while (query_row(q) && n < LEDGER_SHOWN_N) {
		rows[n].telling = column_int(q, 0);
		rows[n++].report = column_int(q, 1);
	}
	query_end(q);
	for (; n > 0; n--) {
		struct ledger_telling *t = vec_add(a, &r->tellings);
		*t = (struct ledger_telling){.report = report_row(l, rows[n - 1].report)};
		load_evidence(l, a, rows[n - 1].telling, t);
	}
	r->level = r->tellings.n ? LEDGER_SHOWN : LEDGER_FOLD;
}

bool ledger_complete(struct ledger *l, struct arena *a, struct ledger_record *r, enum ledger_level level)
{
	if (r->level >= level)
		return true;
	if (level < LEDGER_WHOLE && r->level < LEDGER_FOLD)
		load_fold(l, a, r);
	if (level == LEDGER_SHOWN)
		load_newest(l, a, r);
	if (level == LEDGER_WHOLE) {
		r->tellings.n = 0;
		telling_load(l, a, r->gist.row, r);
		telling_fold(l, a, r);
	}
	return r->level == level;
}

struct date ledger_record_day(const struct ledger_record *r)
{
	return r->gist.day;
}
