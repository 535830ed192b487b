/* truce index - the conflict-cooperation series of a pair. */
#include "cli.h"
#include "naming.h"
#include "options.h"

#include "ledger/side.h"
#include "view/index.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce index [options] A B\n\n"
	"How the dealings of two actors stood by day, week or month: events between them, their PLOVER scores, and what share they are of\n"
	"all events that the ledger has of that time. `index` is the sum of the pair's scores divided by all events reported, so that it\n"
	"does not move because more was written. A time of which nothing is reported has no index.\n\n"
	"  A, B              names, country codes (UKR) or ids (A3); or --process A,B, or --process NAME\n"
	HELP_NAMING
	"  --by STEP         day, week (Monday to Sunday, the default) or month\n"
	HELP_DB
	"  --since DATE      from this day on, YYYY-MM-DD\n"
	"  --until DATE      up to this day, and it too\n"
	"  --at DATE         as it was known on that day: later reports are left out\n"
	"  --json            an object with the points, each with the events behind it\n"
	"  --csv             a row a point\n"
	HELP_HELP;

struct indexing {
	struct ledger_filter filter;
	struct naming naming;
	enum index_step step;
	int form; /* 0, OPT_JSON or OPT_CSV */
	const char *db;
	struct situation s;
	struct ledger *l;
	struct arena *a;
	struct buf *out;
	struct err *err;
};

static bool find(struct indexing *o, struct str name, ref *out)
{
	ref found = ledger_named(o->l, name);
	*out = found == NO_REF ? NO_REF : ledger_side(o->l, found);
	*out = *out == NO_REF ? found : *out;
	return found != NO_REF || err_set(o->err, ERR_USAGE, "%.*s: no report in %s names it", (int)name.n, name.p, o->db);
}

static bool run(void *ctx)
{
	struct indexing *o = ctx;
	struct index_series x;
	processes named = {0};
	ref a, b;
	if (!find(o, o->filter.actor, &a) || !find(o, o->filter.other, &b))
		return false;
	if (a == b)
		return err_set(o->err, ERR_USAGE, "%.*s and %.*s are one side", (int)o->filter.actor.n, o->filter.actor.p, (int)o->filter.other.n,
			       o->filter.other.p);
	named_processes(o->l, o->a, &o->naming.names, &named);
	index_make(o->l, o->a, &o->s, a, b, o->step, &x);
	x.process = named_pair(&named, a, b);
	if (o->form == OPT_JSON)
		index_json(o->l, &x, o->out);
	else if (o->form == OPT_CSV)
		index_csv(o->l, &x, o->out);
	else
		index_print(o->l, &x, options_width(), o->out);
	return true;
}

static bool write_index(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct indexing *o = ctx;
	struct ledger_filter all = {.known_at = o->filter.known_at, .since = o->filter.since, .until = o->filter.until};
	o->l = l;
	o->a = a;
	o->out = out;
	o->err = err;
	o->s = (struct situation){.l = l, .a = a, .at = all.known_at, .since = all.since, .until = all.until};
	return ledger_choose(l, a, RECORD_EVENT, &all, &(struct ledger_choice){.level = LEDGER_GIST}, &o->s.records[RECORD_EVENT], err) &&
	       ledger_guarded(l, a, run, o, err);
}

static bool step_of(const char *value, enum index_step *out)
{
	static const char *const steps[] = {"day", "week", "month"};
	for (int i = 0; i < 3; i++)
		if (strcmp(value, steps[i]) == 0) {
			*out = (enum index_step)i;
			return true;
		}
	fprintf(stderr, "truce: --by %s: not one of day, week, month\n", value);
	return false;
}

int cmd_index(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, {"since", required_argument, NULL, OPT_SINCE}, {"until", required_argument, NULL, OPT_UNTIL},
						{"at", required_argument, NULL, OPT_AT}, {"process", required_argument, NULL, OPT_PROCESS}, OPTIONS_NAMING,
						{"by", required_argument, NULL, 'b'}, {"json", no_argument, NULL, OPT_JSON},
						{"csv", no_argument, NULL, OPT_CSV}, OPTIONS_HELP};
	struct indexing o = {.db = options_db(NULL), .step = INDEX_WEEK};
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			o.db = optarg;
		else if (letter == OPT_PROCESSES)
			o.naming.file = optarg;
		else if (letter == OPT_JSON || letter == OPT_CSV)
			o.form = letter;
		else if (letter == 'b' ? !step_of(optarg, &o.step) : !options_filter(&o.filter, letter, optarg))
			return options_help(letter, "index", help);
	if ((argc - optind != 2 && argc != optind) || (argc == optind && o.filter.process.n == 0))
		return options_help('?', "index", help);
	int code = naming_settle(&o.naming, &o.filter);
	if (argc - optind == 2) {
		o.filter.actor = str_of(argv[optind]);
		o.filter.other = str_of(argv[optind + 1]);
	}
	return naming_close(&o.naming, code == EXIT_OK ? options_print(o.db, write_index, &o) : code);
}
