/* From rows to records: tellings, their fold, filters. */
#include "ledger/inside.h"

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
	struct json_tokener *t = json_tokener_new();
	if (!t)
		return out;
	l->held = json_tokener_parse_ex(t, body.p, (int)body.n);
	json_tokener_free(t);
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

void telling_load(struct ledger *l, struct arena *a, int64_t record, struct date known_at, struct ledger_record *out)
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
		if (!known(&report->report, known_at))
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
	for (size_t i = 0; i < t->evidence.n && kind != RECORD_STATEMENT; i++)
		if (t->evidence.v[i].sentence < t->report->sents.n)
			words_add(a, ledger_words(t->report, t->report->sents.v[t->evidence.v[i].sentence]), &v.words);
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

/* Where any two tellings differ in a field, every telling that has it is a version. */
static void find_versions(struct arena *a, struct ledger_record *out)
{
	for (const struct field *f = shapes[out->kind].fields; f->name; f++) {
		bool differ = false;
		for (size_t i = 1; i < out->tellings.n && versioned(f) && !differ; i++)
			for (size_t j = 0; j < i && !differ; j++)
				differ = merge_differs(f, out->tellings.v[j].record, out->tellings.v[i].record);
		for (size_t i = 0; i < out->tellings.n && differ; i++)
			if (!field_empty(f, out->tellings.v[i].record))
				vec_push(a, &out->versions, ((struct ledger_version){f, &out->tellings.v[i]}));
	}
}

/* Tellings by different originals. */
static size_t count_voices(const struct ledger_record *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->tellings.n; i++) {
		bool again = false;
		for (size_t j = 0; j < i && !again; j++)
			again = r->tellings.v[j].report->original == r->tellings.v[i].report->original;
		n += !again;
	}
	return n;
}

void telling_fold(struct ledger *l, struct arena *a, struct ledger_record *out)
{
	size_t size = shapes[out->kind].size;
	char *record = arena_alloc(a, size);
	if (out->tellings.n == 0)
		return;
	memcpy(record, out->tellings.v[0].record, size);
	out->record = record;
	for (size_t i = 0; i < out->tellings.n; i++) {
		const struct ledger_telling *t = &out->tellings.v[i];
		if (i)
			merge_fold(a, &l->world, out->kind, record, t->record);
		if (out->first_known.year == 0)
			out->first_known = t->report->report.date;
	}
	out->voices = count_voices(out);
	if (out->kind != RECORD_STATEMENT)
		find_versions(a, out);
}

/* ---- filters --------------------------------------------------------------------------------------------------------- */

struct date ledger_record_day(const struct ledger_record *r)
{
	const struct field *f = shape_field(r->kind, "date");
	int32_t from, to;
	if (f && merge_days(*(const struct str *)((const char *)r->record + f->offset), &from, &to))
		return date_from_days(from);
	return r->first_known;
}

static bool in_days(const struct ledger_record *r, const struct ledger_filter *f)
{
	struct date day = ledger_record_day(r);
	if (f->since.year && (day.year == 0 || date_days(day) < date_days(f->since)))
		return false;
	return f->until.year == 0 || (day.year && date_days(day) <= date_days(f->until));
}

static bool has_type(const struct ledger_record *r, struct str word)
{
	if (word.n == 0)
		return true;
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

/* $at: the word, a pattern, a number; each empty word lets everything through. */
static void bind_name(struct arena *a, struct query *q, int at, struct str word, char letter)
{
	query_str(q, at, word);
	query_str(q, at + 1, like(a, word));
	query_int(q, at + 2, own_number(word, letter));
}

#define ACTOR_FITS(word, pattern, number) \
	"(" word " = '' or t.id in (select ta.telling from telling_actor ta join actor x on x.id = ta.actor" \
	" where x.id = " number " or x.country = upper(" word ") or lower(x.name) like lower(" pattern ") escape '\\'))"
#define PLACE_FITS(word, pattern, number) \
	"(" word " = '' or t.id in (select tp.telling from telling_place tp join place x on x.id = tp.place" \
	" where x.id = " number " or x.country = upper(" word ") or lower(x.name) like lower(" pattern ") escape '\\'))"

struct found {
	int64_t id;
	uint32_t n;
};
typedef VEC(struct found) found_list;

static found_list find(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f)
{
	found_list out = {0};
	struct query *q = db_query(&l->db,
		"select r.id, r.n from record r where r.kind = $1 and ($2 = 0 or r.n = $2) and exists (select 1 from telling t"
		" where t.record = r.id and " ACTOR_FITS("$3", "$4", "$5") " and " ACTOR_FITS("$6", "$7", "$8")
		" and " PLACE_FITS("$9", "$10", "$11") ") order by r.n");
	query_str(q, 1, str_of(shapes[kind].one));
	query_int(q, 2, f->n);
	bind_name(a, q, 3, f->actor, 'A');
	bind_name(a, q, 6, f->other, 'A');
	bind_name(a, q, 9, f->place, 'P');
	while (query_row(q))
		vec_push(a, &out, ((struct found){column_int(q, 0), (uint32_t)column_int(q, 1)}));
	return out;
}

static bool load(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f, ledger_records *out)
{
	found_list list = find(l, a, kind, f);
	for (size_t i = 0; i < list.n; i++) {
		struct ledger_record r = {.kind = kind, .n = list.v[i].n};
		telling_load(l, a, list.v[i].id, f->known_at, &r);
		telling_fold(l, a, &r);
		if (r.tellings.n && in_days(&r, f) && has_type(&r, f->type))
			vec_push(a, out, r);
	}
	return true;
}

/* What is asked for, and where it goes. */
struct asked {
	struct ledger *l;
	struct arena *a;
	const struct ledger_filter *f;
	enum record_kind kind;
	ledger_records *records;
	ledger_reports *reports;
	ledger_actors *actors;
};

static bool asked_records(void *ctx)
{
	const struct asked *q = ctx;
	return load(q->l, q->a, q->kind, q->f, q->records);
}

bool ledger_load(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f, ledger_records *out,
		 struct err *err)
{
	struct asked q = {.l = l, .a = a, .f = f, .kind = kind, .records = out};
	return ledger_guarded(l, a, asked_records, &q, err);
}

/* ---- reports and actors ---------------------------------------------------------------------------------------------- */

static bool load_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_reports *out)
{
	VEC(int64_t) ids = {0};
	struct query *q = db_query(&l->db, "select id from report order by date is null, date, id");
	while (query_row(q))
		vec_push(a, &ids, column_int(q, 0));
	for (size_t i = 0; i < ids.n; i++) {
		const struct ledger_report *r = report_row(l, ids.v[i]);
		struct date d = r->report.date;
		bool in = (f->since.year == 0 || (d.year && date_days(d) >= date_days(f->since))) &&
			  (f->until.year == 0 || (d.year && date_days(d) <= date_days(f->until)));
		if (in && known(&r->report, f->known_at))
			vec_push(a, out, r);
	}
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

static bool load_actors(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_actors *out)
{
	struct query *q = db_query(&l->db,
		"select x.id, count(*), min(r.date) from actor x join actor_told t on t.actor = x.id join report r on r.id = t.report"
		" where ($1 = '' or x.id = $3 or x.country = upper($1) or lower(x.name) like lower($2) escape '\\')"
		" and ($4 = 0 or x.id = $4) group by x.id order by x.id");
	bind_name(a, q, 1, f->actor, 'A');
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
	struct query *q = db_query(&l->db, "select max(date) from report");
	*out = (struct date){0};
	if (query_row(q))
		date_parse(column_str(q, 0), out);
	query_end(q);
	return guard_end(&(struct guarded){0}, l, true, err);
}
