/* truce explain ID - why a record exists. */
#include "cli.h"
#include "feed.h"

#include "base/io.h"
#include "view/explain.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce explain [options] ID\n\n"
	"Why the ledger has a record (K1, O2, G1, I3, S4, E5): its sentences and their trees, the rule that fired and the\n"
	"dictionary entries, each with its line in the data files, how its arguments were found, and the reports merged into\n"
	"it. An actor (A1) or a place (P1): its entry, and the records that name it.\n\n"
	HELP_DB HELP_ENGINE HELP_HELP;

#define DATA_FILE_MAX ((size_t)64 << 20)
#define ANALYSED_MAX 8 /* tellings whose report is analysed again for its trees */

struct explained {
	struct input_options input;
	const char *db;
	struct str id;
	char data[PIPELINE_PATH_MAX]; /* data folder; empty: not found */
	struct arena files;           /* data files read for their lines */
	const struct reading *readings[ANALYSED_MAX];
	struct engine engine;
	bool analyses;
};

static bool rule_place(struct str rule, struct str *file, int64_t *line)
{
	struct str rest = rule;
	*file = str_cut(&rest, ':');
	return file->n && file->n < rule.n && file->p[0] != '/' && str_find(*file, STR("..")) == file->n &&
	       str_int(str_cut(&rest, ' '), 1, INT32_MAX, line);
}

/* The line of the data file that the rule names. */
static bool rule_line(void *ctx, struct str rule, struct buf *out)
{
	struct explained *x = ctx;
	struct str file, text;
	struct err err = {0};
	int64_t line;
	char path[2 * PIPELINE_PATH_MAX];
	jmp_buf guard;
	if (!x->data[0] || !rule_place(rule, &file, &line))
		return false;
	snprintf(path, sizeof path, "%s/%.*s", x->data, (int)file.n, file.p);
	x->files.guard = &guard;
	if (setjmp(guard) || !io_read_file(&x->files, path, DATA_FILE_MAX, &text, &err)) {
		x->files.guard = NULL;
		return false;
	}
	x->files.guard = NULL;
	for (int64_t i = 1; i < line && text.n; i++)
		str_cut(&text, '\n');
	buf_add(out, str_cut(&text, '\n'));
	return true;
}

/* The reports of the first tellings, analysed again for their trees. */
static void analyse(struct explained *x, struct arena *a, const struct ledger_record *r)
{
	struct err err = {0};
	x->analyses = engine_open(&x->engine, &x->input.paths, &err);
	if (!x->analyses) {
		cli_complain(&err);
		return;
	}
	for (size_t i = 0; i < r->tellings.n && i < ANALYSED_MAX; i++)
		x->readings[i] = pipeline_run(&x->engine, a, ledger_whole(r->tellings.v[i].report), &err);
}

static bool explain_one(struct explained *x, struct ledger *l, struct arena *a, enum record_kind kind, uint32_t n, struct buf *out,
			struct err *err)
{
	ledger_records list = {0};
	struct ledger_filter f = {.n = n};
	if (!ledger_load(l, a, kind, &f, &list, err))
		return false;
	if (list.n == 0)
		return err_set(err, ERR_USAGE, "no record %.*s in %s", (int)x->id.n, x->id.p, x->db);
	if (list.v[0].tellings.n > ANALYSED_MAX)
		list.v[0].tellings.n = ANALYSED_MAX;
	analyse(x, a, &list.v[0]);
	struct explain e = {l, &list.v[0], x->readings, x->analyses ? x->engine.version : NULL, x, rule_line};
	explain_record(&e, out);
	return true;
}

static bool explain_name(struct explained *x, struct ledger *l, struct arena *a, uint32_t n, struct buf *out, struct err *err)
{
	ledger_records records[RECORD_COUNT] = {0};
	bool actor = x->id.p[0] == 'A' || x->id.p[0] == 'a';
	struct ledger_filter f = {.actor = actor ? x->id : (struct str){"", 0}, .place = actor ? (struct str){"", 0} : x->id};
	ledger_actors actors = {0};
	for (int k = 0; k < RECORD_COUNT; k++)
		if (!ledger_choose(l, a, (enum record_kind)k, &f, &(struct ledger_choice){.level = LEDGER_GIST}, &records[k], err))
			return false;
	struct explain e = {.l = l, .ctx = x, .line = rule_line};
	if (actor && !ledger_load_actors(l, a, &(struct ledger_filter){.n = n}, &actors, err))
		return false;
	if (actor ? actors.n == 0 : !ledger_know_place(l, (ref)n, err))
		return err_set(err, ERR_USAGE, "no record %.*s in %s", (int)x->id.n, x->id.p, x->db);
	if (actor)
		explain_actor(&e, (ref)n, records, out);
	else
		explain_place(&e, (ref)n, records, out);
	return true;
}

static bool write_explanation(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct explained *x = ctx;
	struct err none = {0};
	int64_t n;
	char letter = x->id.n ? x->id.p[0] : '?';
	if (letter >= 'a' && letter <= 'z')
		letter = (char)(letter - 32);
	if (!engine_find_data(x->input.paths, x->data, &none))
		x->data[0] = '\0';
	if (!str_int(str_sub(x->id, 1, x->id.n), 1, INT32_MAX, &n))
		return err_set(err, ERR_USAGE, "%.*s: not an id such as K1, E17 or A3", (int)x->id.n, x->id.p);
	if (letter == 'A' || letter == 'P')
		return explain_name(x, l, a, (uint32_t)n, out, err);
	for (int k = 0; k < RECORD_COUNT; k++)
		if (shapes[k].letter == letter)
			return explain_one(x, l, a, (enum record_kind)k, (uint32_t)n, out, err);
	return err_set(err, ERR_USAGE, "%.*s: not an id such as K1, E17 or A3", (int)x->id.n, x->id.p);
}

int cmd_explain(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_ENGINE, OPTIONS_HELP};
	struct explained x = {.db = options_db(NULL)};
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			x.db = optarg;
		else if (letter == 'h' || !options_input(&x.input, letter, optarg))
			return options_help(letter, "explain", help);
	if (optind + 1 != argc)
		return options_help('?', "explain", help);
	x.id = str_of(argv[optind]);
	arena_init(&x.files, 0);
	int code = options_print(x.db, write_explanation, &x);
	if (x.analyses)
		engine_close(&x.engine);
	arena_release(&x.files);
	return code;
}
