/* truce export - the ledger for other programs. */
#include "cli.h"
#include "knowing.h"
#include "naming.h"
#include "options.h"

#include "data/layout.h"
#include "ledger/side.h"
#include "truce.h"
#include "view/export.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce export --format FORMAT [options] [KIND…]\n\n"
	"The ledger for other programs, on standard output; what was left out is counted on standard error.\n\n"
	"  --format FORMAT   csv (one KIND), jsonl, geojson (what has coordinates), ical (talks to come, ends of ceasefires),\n"
	"                    plover (events as PLOVER's JSON), or a layout of data/view/layouts.tsv:\n"
	"                    polecat, icews, gdelt (events), acled, ucdp-ged (attacks), eth-prio (ceasefires)\n"
	"  KIND              talks, proposals, agreements, incidents, statements, events; for csv, jsonl and geojson (default: all;\n"
	"                    for geojson talks and incidents)\n\n"
	HELP_DB HELP_FILTER HELP_NAMING
	"  --data DIR        the knowledge with the layouts (default: data beside the program, or $TRUCE_DATA)\n"
	"  -o, --output FILE write there; the file is replaced only when all is there\n"
	HELP_HELP;

struct exporting {
	struct ledger_filter filter;
	struct naming naming;
	struct knowing knowing;
	struct situation s;
	struct export x;
	const char *db, *file, *format;
	struct err *err;
};

static bool write_format(struct exporting *o)
{
	static const struct { const char *name; void (*write)(struct export *x); } formats[] = {
		{"csv", export_csv}, {"jsonl", export_jsonl}, {"geojson", export_geojson}, {"ical", export_calendar}, {"plover", export_plover},
	};
	const struct layout *layout = layout_find(o->x.k->layouts, str_of(o->format));
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(o->format, formats[i].name) == 0) {
			formats[i].write(&o->x);
			return true;
		}
	if (!layout)
		return err_set(o->err, ERR_USAGE, "--format %s: none of csv, jsonl, geojson, ical, plover, and no layout of view/layouts.tsv",
			       o->format);
	export_layout(&o->x, layout);
	return true;
}

static bool mark(struct exporting *o, struct ledger *l, struct arena *a, struct err *err)
{
	for (int k = 0; k < RECORD_COUNT; k++)
		if (!naming_mark(&o->naming, l, a, &o->s.records[k], err))
			return false;
	return true;
}

static bool guarded(void *ctx)
{
	return write_format(ctx);
}

static bool write_export(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct exporting *o = ctx;
	o->err = err;
	o->x = (struct export){.l = l, .a = a, .k = knowing_load(&o->knowing, err), .s = &o->s, .kinds = o->x.kinds,
			       .version = o->knowing.version, .out = out};
	const struct layout *layout = o->x.k ? layout_find(o->x.k->layouts, str_of(o->format)) : NULL;
	return o->x.k && situation_begin(l, a, &o->filter, &o->s, err) && export_load(&o->s, &o->filter, o->x.kinds, o->format, layout, err) &&
	       mark(o, l, a, err) && ledger_guarded(l, a, guarded, o, err);
}

static bool one_kind(uint32_t kinds)
{
	return kinds && (kinds & (kinds - 1)) == 0;
}

static bool kinds_of(struct exporting *o, int argc, char **argv)
{
	for (int i = optind; i < argc; i++) {
		enum record_kind kind;
		if (!shape_find(str_of(argv[i]), &kind)) {
			fprintf(stderr, "truce: export %s: not one of talks, proposals, agreements, incidents, statements, events\n", argv[i]);
			return false;
		}
		o->x.kinds |= UINT32_C(1) << kind;
	}
	if (!o->format)
		fprintf(stderr, "truce: export needs --format\n");
	else if (strcmp(o->format, "csv") == 0 && !one_kind(o->x.kinds))
		fprintf(stderr, "truce: export --format csv needs one kind, such as incidents\n");
	else {
		bool map = strcmp(o->format, "geojson") == 0;
		if (o->x.kinds == 0)
			o->x.kinds = map ? 1u << RECORD_TALK | 1u << RECORD_INCIDENT : UINT32_MAX;
		return true;
	}
	return false;
}

int cmd_export(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_FILTER, OPTIONS_NAMING, {"format", required_argument, NULL, OPT_FORMAT},
						{"data", required_argument, NULL, OPT_DATA}, {"output", required_argument, NULL, 'o'},
						OPTIONS_HELP};
	struct exporting o = {.db = options_db(NULL)};
	for (int letter; (letter = getopt_long(argc, argv, "o:h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			o.db = optarg;
		else if (letter == OPT_PROCESSES)
			o.naming.file = optarg;
		else if (letter == 'o')
			o.file = optarg;
		else if (letter == OPT_FORMAT)
			o.format = optarg;
		else if (letter == OPT_DATA)
			o.knowing.paths.data = optarg;
		else if (!options_filter(&o.filter, letter, optarg))
			return options_help(letter, "export", help);
	if (!kinds_of(&o, argc, argv))
		return options_help('?', "export", help);
	int code = naming_settle(&o.naming, &o.filter);
	if (code == EXIT_OK)
		code = o.file ? options_write(o.db, write_export, &o, o.file) : options_print(o.db, write_export, &o);
	if (code == EXIT_OK && o.x.left_out)
		fprintf(stderr, "truce: export: %zu row%s, %zu record%s left out: the format has no place for them (docs/formats.md)\n", o.x.rows,
			o.x.rows == 1 ? "" : "s", o.x.left_out, o.x.left_out == 1 ? "" : "s");
	knowing_close(&o.knowing);
	return naming_close(&o.naming, code);
}
