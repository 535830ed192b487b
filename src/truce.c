#include "truce.h"

#include "base/utf8.h"
#include "input/lang.h"
#include "ledger/ledger.h"
#include "pipeline.h"
#include "view/code.h"
#include "view/list.h"

#include <stdlib.h>
#include <string.h>

struct truce {
	struct engine engine;
	struct ledger *ledger;
	bool open;
	struct err opening; /* why it is not open: said again by every call */
	struct err err;     /* of the last call */
};

const char *truce_version(void)
{
	return TRUCE_VERSION;
}

truce *truce_open(const truce_options *options)
{
	truce_options o = options ? *options : (truce_options){0};
	truce *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->open = engine_open(&t->engine, &(struct engine_paths){o.data, o.model, o.gazetteer}, &t->opening);
	if (t->open && o.ledger) {
		t->ledger = ledger_open(o.ledger, LEDGER_WRITE, &t->opening);
		t->open = t->ledger != NULL;
	}
	t->err = t->opening;
	return t;
}

void truce_close(truce *t)
{
	if (!t)
		return;
	ledger_close(t->ledger);
	engine_close(&t->engine);
	free(t);
}

truce_status truce_last_status(const truce *t)
{
	switch (t->err.code) {
	case ERR_NONE:
		return TRUCE_OK;
	case ERR_INPUT:
		return TRUCE_REJECTED;
	case ERR_USAGE:
		return TRUCE_USAGE;
	default:
		return TRUCE_SYSTEM;
	}
}

const char *truce_error(const truce *t)
{
	return t->err.message;
}

const char *truce_engine_version(const truce *t)
{
	return t->engine.version;
}

static bool begin(truce *t)
{
	t->err = t->opening;
	return t->open;
}

/* ---- a report from outside ------------------------------------------------------------------------------------------------ */

static bool check(truce *t, struct str s, const char *what)
{
	return utf8_bad(s) == s.n || err_set(&t->err, ERR_INPUT, "the report's %s is not UTF-8 at byte %zu", what, utf8_bad(s));
}

static bool fill(truce *t, struct arena *a, const truce_report *from, struct report *to)
{
	*to = (struct report){
		.id = from->id && *from->id ? str_of(from->id) : STR("report"), .title = str_of(from->title), .source = str_of(from->source),
		.original_source = str_of(from->original_source), .url = str_of(from->url), .author = str_of(from->author),
		.lang = str_of(from->lang), .text = str_of(from->text),
	};
	const struct { struct str value; const char *what; } parts[] = {
		{to->id, "id"}, {to->title, "title"}, {to->source, "source"}, {to->original_source, "original source"}, {to->url, "url"},
		{to->author, "author"}, {to->lang, "lang"}, {to->text, "text"},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!check(t, parts[i].value, parts[i].what))
			return false;
	if (str_trim(to->text).n == 0)
		return err_set(&t->err, ERR_INPUT, "the report has no text");
	if (from->date && *from->date && !date_parse(str_of(from->date), &to->date))
		return err_set(&t->err, ERR_INPUT, "the report's date is not YYYY-MM-DD: %.40s", from->date);
	if (to->lang.n == 0)
		to->lang = lang_of(t->engine.knowledge->input, to->text);
	if (to->title.n) {
		to->body = (uint32_t)to->title.n + 2;
		to->text = arena_printf(a, "%.*s\n\n%.*s", (int)to->title.n, to->title.p, (int)to->text.n, to->text.p);
	}
	return true;
}

/* The report analysed, in the arena; NULL and t->err where it cannot be. */
static struct reading *analyse(truce *t, struct arena *a, const truce_report *from)
{
	jmp_buf guard;
	struct report *volatile report = NULL;
	a->guard = &guard;
	if (setjmp(guard))
		err_set(&t->err, ERR_MEMORY, "the report needs more memory than it may have");
	else {
		report = arena_new(a, struct report);
		if (!fill(t, a, from, report))
			report = NULL;
	}
	a->guard = NULL;
	return report ? pipeline_run(&t->engine, a, report, &t->err) : NULL;
}

char *truce_code(truce *t, const truce_report *report)
{
	struct buf out = {0};
	struct arena a;
	if (!begin(t))
		return NULL;
	arena_init(&a, 0);
	const struct reading *r = analyse(t, &a, report);
	if (r)
		code_json(&out, r, t->engine.version);
	arena_release(&a);
	if (!out.failed && r)
		return out.p;
	if (r)
		err_set(&t->err, ERR_MEMORY, "out of memory");
	buf_release(&out);
	return NULL;
}

static bool has_ledger(truce *t)
{
	return begin(t) && (t->ledger || err_set(&t->err, ERR_USAGE, "no ledger was named when this handle was opened"));
}

truce_added truce_read(truce *t, const truce_report *report)
{
	static const truce_added added[] = {[LEDGER_NEW] = TRUCE_NEW, [LEDGER_CHANGED] = TRUCE_CHANGED,
					    [LEDGER_DUPLICATE] = TRUCE_DUPLICATE, [LEDGER_FAILED] = TRUCE_NOTHING};
	struct arena a;
	truce_added got = TRUCE_NOTHING;
	if (!has_ledger(t))
		return got;
	arena_init(&a, 0);
	const struct reading *r = analyse(t, &a, report);
	if (r)
		got = added[ledger_add(t->ledger, r, t->engine.version, &t->err)];
	arena_release(&a);
	return got;
}

/* ---- what the ledger has -------------------------------------------------------------------------------------------------- */

static void list_into(truce *t, struct arena *a, struct str kind, struct buf *out)
{
	const struct ledger_filter all = {.n = 0};
	enum record_kind k;
	ledger_records records = {0}, proposals = {0};
	ledger_actors actors = {0};
	ledger_reports reports = {0};
	if (str_is(kind, "actors") && ledger_load_actors(t->ledger, a, &all, &actors, &t->err))
		list_actors(t->ledger, &actors, LIST_JSON, 0, out);
	else if (str_is(kind, "reports") && ledger_load_reports(t->ledger, a, &all, &reports, &t->err))
		list_reports(t->ledger, &reports, LIST_JSON, 0, out);
	else if (str_is(kind, "ceasefires") && list_load_ceasefires(t->ledger, a, &all, &records, &proposals, &t->err))
		list_ceasefires(t->ledger, &records, &proposals, LIST_JSON, 0, out);
	else if (shape_find(kind, &k) && ledger_load(t->ledger, a, k, &all, &records, &t->err))
		list_records(t->ledger, k, &records, LIST_JSON, 0, out);
	else
		err_set(&t->err, ERR_USAGE, "no kind of record \"%.*s\"", (int)kind.n, kind.p);
}

char *truce_list(truce *t, const char *kind)
{
	struct buf out = {0};
	struct arena a;
	if (!has_ledger(t))
		return NULL;
	arena_init(&a, SIZE_MAX);
	list_into(t, &a, str_of(kind), &out);
	ledger_sound(t->ledger, &t->err);
	arena_release(&a);
	if (out.failed)
		err_set(&t->err, ERR_MEMORY, "out of memory");
	if (!t->err.code)
		return out.p;
	buf_release(&out);
	return NULL;
}

void truce_free(char *string)
{
	free(string);
}
