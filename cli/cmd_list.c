/* truce list KIND - what the ledger holds, as a table, CSV or JSON. */
#include "cli.h"
#include "naming.h"
#include "options.h"

#include "view/list.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce list [options] KIND\n\n"
	"KIND is one of talks, proposals, agreements, ceasefires, incidents, statements, events, actors, reports, corrections.\n"
	"Ceasefires are the agreements and the proposals of that kind.\n\n"
	HELP_DB HELP_FILTER HELP_NAMING
	"  --json            an array of records, actors and places written out, each with its evidence\n"
	"  --csv             comma-separated values, all fields\n"
	HELP_HELP;

struct list {
	struct ledger_filter filter;
	struct naming naming;
	enum list_form form;
	const char *db, *what;
};

static bool records(const struct list *o, struct ledger *l, struct arena *a, enum record_kind kind, struct buf *out, struct err *err)
{
	ledger_records list = {0};
	if (!ledger_load(l, a, kind, &o->filter, &list, err) || !naming_mark(&o->naming, l, a, &list, err))
		return false;
	list_records(l, kind, &list, o->form, options_width(), out);
	return true;
}

static bool all_ceasefires(const struct list *o, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	ledger_records agreements = {0}, proposals = {0};
	if (!list_load_ceasefires(l, a, &o->filter, &agreements, &proposals, err))
		return false;
	if (!naming_mark(&o->naming, l, a, &agreements, err) || !naming_mark(&o->naming, l, a, &proposals, err))
		return false;
	list_ceasefires(l, &agreements, &proposals, o->form, options_width(), out);
	return true;
}

static bool write_list(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	const struct list *o = ctx;
	enum record_kind kind;
	if (strcmp(o->what, "actors") == 0) {
		ledger_actors actors = {0};
		if (ledger_load_actors(l, a, &o->filter, &actors, err))
			list_actors(l, &actors, o->form, options_width(), out);
	} else if (strcmp(o->what, "reports") == 0) {
		ledger_reports reports = {0};
		if (ledger_load_reports(l, a, &o->filter, &reports, err))
			list_reports(l, &reports, o->form, options_width(), out);
	} else if (strcmp(o->what, "corrections") == 0) {
		ledger_corrections corrections = {0};
		if (ledger_load_corrections(l, a, &corrections, err))
			list_corrections(&corrections, o->form, options_width(), out);
	} else if (strcmp(o->what, "ceasefires") == 0)
		all_ceasefires(o, l, a, out, err);
	else if (shape_find(str_of(o->what), &kind))
		records(o, l, a, kind, out, err);
	return !err->code;
}

static bool known_kind(const char *what)
{
	enum record_kind kind;
	if (strcmp(what, "actors") == 0 || strcmp(what, "reports") == 0 || strcmp(what, "ceasefires") == 0 ||
	    strcmp(what, "corrections") == 0 ||
	    shape_find(str_of(what), &kind))
		return true;
	fprintf(stderr, "truce: list %s: not one of talks, proposals, agreements, ceasefires, incidents, statements, events, actors, "
			"reports, corrections\n", what);
	return false;
}

int cmd_list(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_FILTER, OPTIONS_NAMING, {"json", no_argument, NULL, OPT_JSON},
						{"csv", no_argument, NULL, OPT_CSV}, OPTIONS_HELP};
	struct list o = {.db = options_db(NULL)};
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			o.db = optarg;
		else if (letter == OPT_PROCESSES)
			o.naming.file = optarg;
		else if (letter == OPT_JSON || letter == OPT_CSV)
			o.form = letter == OPT_JSON ? LIST_JSON : LIST_CSV;
		else if (!options_filter(&o.filter, letter, optarg))
			return options_help(letter, "list", help);
	if (optind + 1 != argc || !known_kind(argv[optind]))
		return options_help('?', "list", help);
	o.what = argv[optind];
	int code = naming_settle(&o.naming, &o.filter);
	return naming_close(&o.naming, code == EXIT_OK ? options_print(o.db, write_list, &o) : code);
}
