/* A ledger of a stranger: whatever lies in its tables, every view shows it or says what is wrong, and a report can be read into it
 * or not. What begins like a database is opened as it is. Anything else is changes to a ledger that is right. With an odd first byte
 * they are to its bytes, seven a change (where, what); with an even one to its rows: table, row, column, kind of value, length, value. */
#include "fuzz.h"

#include "fuzz_world.h"

#include "data/layout.h"
#include "ledger/side.h"
#include "view/brief.h"
#include "view/check.h"
#include "view/explain.h"
#include "view/export.h"
#include "view/index.h"
#include "view/list.h"
#include "view/status.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGES_MAX 16

/* ---- views ------------------------------------------------------------------------------------------------------------------- */

struct job {
	struct ledger *l;
	struct arena *a;
	struct situation s, chosen, now, before;
	ledger_pairs pairs;
	struct buf out;
	ledger_actors actors;
	ledger_reports reports;
	ledger_corrections corrections;
};

static bool no_line(void *ctx, struct str rule, struct buf *out)
{
	(void)ctx, (void)rule, (void)out;
	return false;
}

static void explain_first(struct job *j, const struct ledger_record *r)
{
	const struct reading **none = arena_array(j->a, const struct reading *, r->tellings.n + 1);
	struct explain x = {.l = j->l, .record = r, .readings = none, .line = no_line};
	explain_record(&x, &j->out);
}

static void lists(struct job *j)
{
	static const enum list_form forms[] = {LIST_TABLE, LIST_CSV, LIST_JSON};
	for (size_t f = 0; f < 3; f++) {
		for (int kind = 0; kind < RECORD_COUNT; kind++)
			list_records(j->l, (enum record_kind)kind, &j->s.records[kind], forms[f], 80, &j->out);
		list_actors(j->l, &j->actors, forms[f], 80, &j->out);
		list_reports(j->l, &j->reports, forms[f], 80, &j->out);
		list_corrections(&j->corrections, forms[f], 80, &j->out);
	}
	for (int kind = 0; kind < RECORD_COUNT; kind++)
		for (size_t i = 0; i < j->s.records[kind].n && i < 2; i++)
			explain_first(j, &j->s.records[kind].v[i]);
}

static void exports(struct job *j)
{
	const struct layouts *layouts = fuzz_engine()->knowledge->layouts;
	struct export x = {.l = j->l, .a = j->a, .k = fuzz_engine()->knowledge, .s = &j->s, .kinds = UINT32_MAX, .version = "v", .out = &j->out};
	export_jsonl(&x);
	export_geojson(&x);
	export_calendar(&x);
	export_plover(&x);
	for (size_t i = 0; i < layouts->list.n; i++)
		export_layout(&x, &layouts->list.v[i]);
}

static void told(struct job *j)
{
	processes list = {0};
	ceasefires found = {0};
	checks done = {0};
	process_find(j->l, j->a, &j->pairs, &list);
	status_print(&j->chosen, j->a, &list, NULL, SIZE_MAX, 80, &j->out);
	status_print(&j->s, j->a, &list, NULL, SIZE_MAX, 80, &j->out);
	ceasefire_find(j->l, j->a, fuzz_engine()->knowledge->terms, &j->s, &found);
	for (size_t i = 0; i < found.n; i++)
		check_make(j->l, j->a, &j->s, &found.v[i], vec_add(j->a, &done));
	check_json(j->l, &done, &j->out);
	check_csv(j->l, &done, &j->out);
	check_print(j->l, &done, 80, &j->out);
	if (list.n) {
		struct index_series x;
		index_make(j->l, j->a, &j->s, list.v[0].a, list.v[0].b, INDEX_WEEK, &x);
		index_json(j->l, &x, &j->out);
		index_csv(j->l, &x, &j->out);
		index_print(j->l, &x, 80, &j->out);
	}
	brief_print(&j->s, NULL, PAGE_HTML, &j->out);
	brief_print(&j->now, &j->before, PAGE_HTML, &j->out);
}

static bool show(void *ctx)
{
	struct job *j = ctx;
	lists(j);
	exports(j);
	told(j);
	return true;
}

static void look(void)
{
	struct arena a;
	struct err err = {0};
	struct ledger_filter all = {0}, span = {.since = {2025, 3, 20}, .until = {2025, 3, 24}};
	struct ledger *l = ledger_open(fuzz_ledger_path(), LEDGER_READ, &err);
	FUZZ_CHECK((l == NULL) == (err.code != ERR_NONE));
	arena_init(&a, (size_t)256 << 20);
	struct job j = {.l = l, .a = &a};
	bool ok = l && situation_load(l, &a, &all, &j.s, &err) && ledger_load_actors(l, &a, &all, &j.actors, &err) &&
		  ledger_load_pairs(l, &a, &all, &j.pairs, &err) && status_load(l, &a, &all, &j.chosen, &err) &&
		  brief_load(l, &a, &span, &j.now, &j.before, &err) && ledger_load_reports(l, &a, &all, &j.reports, &err) && ledger_load_corrections(l, &a, &j.corrections, &err) &&
		  ledger_guarded(l, &a, show, &j, &err);
	FUZZ_CHECK(ok == (err.code == ERR_NONE));
	ledger_close(l);
	buf_release(&j.out);
	arena_release(&a);
}

/* ---- writing ----------------------------------------------------------------------------------------------------------------- */

static void write_to(void)
{
	struct err err = {0};
	uint32_t made;
	struct ledger_id ids[] = {{RECORD_EVENT, 1}, {RECORD_EVENT, 2}};
	struct ledger_hand hand = {.date = {2025, 4, 1}};
	struct str report = STR("r1");
	struct ledger *l = ledger_open(fuzz_ledger_path(), LEDGER_WRITE, &err);
	FUZZ_CHECK((l == NULL) == (err.code != ERR_NONE));
	if (!l)
		return;
	enum ledger_added added = ledger_add(l, fuzz_reading(), "v", &err);
	FUZZ_CHECK((added == LEDGER_FAILED) == (err.code != ERR_NONE));
	ledger_add_again(l, fuzz_reading(), "v", &(struct err){0});
	ledger_merge(l, ids, 2, &hand, &(struct err){0});
	ledger_split(l, ids[0], &report, 1, &hand, &made, &(struct err){0});
	ledger_undo(l, 1, &hand, &(struct err){0});
	ledger_close(l);
}

static void use(struct str bytes)
{
	fuzz_ledger_put(bytes);
	look();
	write_to();
	look();
}

/* ---- changes ----------------------------------------------------------------------------------------------------------------- */

struct column { char set[200], count[120]; };

static struct column *columns(size_t *n)
{
	static struct column list[256];
	static size_t known;
	sqlite3 *db;
	sqlite3_stmt *q;
	for (*n = known; known == 0; *n = known) {
		fuzz_ledger_put(fuzz_ledger());
		FUZZ_CHECK(sqlite3_open(fuzz_ledger_path(), &db) == SQLITE_OK);
		FUZZ_CHECK(sqlite3_prepare_v2(db, "select t.name, c.name from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'"
						  " order by 1, 2", -1, &q, NULL) == SQLITE_OK);
		while (sqlite3_step(q) == SQLITE_ROW && known < 256) {
			const char *table = (const char *)sqlite3_column_text(q, 0), *column = (const char *)sqlite3_column_text(q, 1);
			snprintf(list[known].count, sizeof list[known].count, "select count(*) from %s", table);
			snprintf(list[known].set, sizeof list[known].set,
				 "update %s set %s = $1 where (select count(*) from %s b where b.%s < %s.%s) = $2", table, column, table, column, table, column);
			known++;
		}
		sqlite3_finalize(q);
		sqlite3_close(db);
	}
	return list;
}

static size_t value_size(uint8_t kind, uint8_t length)
{
	return kind % 4 == 0 ? 0 : kind % 4 == 1 ? 8 : length;
}

static void bind(sqlite3_stmt *q, const uint8_t *p, size_t n, uint8_t kind)
{
	int64_t number = 0;
	if (kind % 4 == 0)
		sqlite3_bind_null(q, 1);
	else if (kind % 4 == 1) {
		memcpy(&number, p, 8);
		if (kind & 4)
			sqlite3_bind_double(q, 1, (double)number / 65536);
		else
			sqlite3_bind_int64(q, 1, kind & 8 ? number : (int8_t)number);
	} else if (kind % 4 == 2)
		sqlite3_bind_text(q, 1, (const char *)p, (int)n, SQLITE_TRANSIENT);
	else
		sqlite3_bind_blob(q, 1, p, (int)n, SQLITE_TRANSIENT);
}

static void change_rows(const uint8_t *p, size_t size)
{
	size_t n;
	const struct column *list = columns(&n);
	sqlite3 *db;
	fuzz_ledger_put(fuzz_ledger());
	FUZZ_CHECK(sqlite3_open(fuzz_ledger_path(), &db) == SQLITE_OK);
	sqlite3_exec(db, "pragma synchronous = off; pragma journal_mode = off; pragma ignore_check_constraints = on; begin", NULL, NULL, NULL);
	for (int i = 0; i < CHANGES_MAX && size >= 4; i++) {
		size_t value = value_size(p[2], p[3]);
		sqlite3_stmt *q;
		if (4 + value > size)
			break;
		FUZZ_CHECK(sqlite3_prepare_v2(db, list[p[0] % n].set, -1, &q, NULL) == SQLITE_OK);
		bind(q, p + 4, value, p[2]);
		sqlite3_bind_int(q, 2, p[1] % 16);
		sqlite3_step(q);
		sqlite3_finalize(q);
		p += 4 + value;
		size -= 4 + value;
	}
	sqlite3_exec(db, "commit", NULL, NULL, NULL);
	sqlite3_close(db);
	look();
	write_to();
	look();
}

static void change_bytes(const uint8_t *p, size_t size)
{
	struct str whole = fuzz_ledger();
	char *copy = malloc(whole.n);
	FUZZ_CHECK(copy);
	memcpy(copy, whole.p, whole.n);
	for (int i = 0; i < CHANGES_MAX && size >= 7; i++, p += 7, size -= 7)
		memcpy(copy + (p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16) % (whole.n - 4), p + 3, 4);
	use((struct str){copy, whole.n});
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size};
	if (str_starts(all, STR("SQLite f")))
		use(all);
	else if (size && data[0] & 1)
		change_bytes(data + 1, size - 1);
	else if (size)
		change_rows(data + 1, size - 1);
	return 0;
}
