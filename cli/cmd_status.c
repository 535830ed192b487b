/* truce status - where the process stands on a day. */
#include "cli.h"
#include "naming.h"
#include "options.h"

#include "ledger/side.h"
#include "view/status.h"

#include <stdio.h>

static const char help[] =
	"usage: truce status [options] [NAME]\n\n"
	"Where each process stands: talks held and planned, what is on the table, agreements and ceasefires, fighting, and the\n"
	"direction, each with the sentence it rests on. A process is two sides that fight, found by themselves; NAME tells one of\n"
	"them alone. Without --at, on the day of the newest report.\n\n"
	"  --all             tell all processes in full, not only the five with most conflict and those that FILE names\n"
	HELP_DB HELP_FILTER HELP_NAMING HELP_HELP;

struct telling {
	struct ledger_filter filter;
	struct naming naming;
	const char *db, *name;
	struct str pair[2];  /* --process */
	bool all;
	ledger_pairs pairs;
	struct situation s;
	struct ledger *l;
	struct arena *a;
	struct buf *out;
	struct err *err;
};

/* The two that --process names, whether they fight or not. */
static const struct process *pair(struct telling *o, processes *list)
{
	ref x = ledger_side(o->l, ledger_named(o->l, o->pair[0])), y = ledger_side(o->l, ledger_named(o->l, o->pair[1]));
	if (x == NO_REF || y == NO_REF || x == y) {
		err_set(o->err, ERR_USAGE, "--process: %s has no two sides of these names", o->db);
		return NULL;
	}
	return process_of(o->l, o->a, list, x, y);
}

static bool tell(void *ctx)
{
	struct telling *o = ctx;
	processes list = {0};
	const struct process *only = NULL;
	process_find(o->l, o->a, &o->pairs, &list);
	named_apply(o->l, o->a, &o->naming.names, &list);
	if (o->pair[0].n && !(only = pair(o, &list)))
		return false;
	for (size_t i = 0; i < list.n && o->name && !only; i++)
		only = str_iis(list.v[i].name, o->name) ? &list.v[i] : NULL;
	if (o->name && !only)
		return err_set(o->err, ERR_USAGE, "%.80s: no process of that name in %s", o->name, o->db);
	status_print(&o->s, o->a, &list, only, o->all ? SIZE_MAX : STATUS_PROCESSES_MAX, options_width(), o->out);
	return true;
}

static bool write_status(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct telling *o = ctx;
	o->l = l;
	o->a = a;
	o->out = out;
	o->err = err;
	bool filtered = o->filter.actor.n || o->filter.place.n || o->filter.type.n; /* what is asked for is one story already */
	return (filtered || ledger_load_pairs(l, a, &o->filter, &o->pairs, err)) && status_load(l, a, &o->filter, &o->s, err) &&
	       ledger_guarded(l, a, tell, o, err);
}

int cmd_status(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_FILTER, OPTIONS_NAMING, {"all", no_argument, NULL, 'a'}, OPTIONS_HELP};
	struct telling o = {.db = options_db(NULL)};
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			o.db = optarg;
		else if (letter == OPT_PROCESSES)
			o.naming.file = optarg;
		else if (letter == 'a')
			o.all = true;
		else if (!options_filter(&o.filter, letter, optarg))
			return options_help(letter, "status", help);
	if (argc - optind > 1)
		return options_help('?', "status", help);
	o.name = argv[optind];
	bool asked = o.filter.process.n > 0;
	struct str actor = o.filter.actor;
	int code = naming_settle(&o.naming, &o.filter);
	if (asked) { /* all of the process is told, not only what has both of the two */
		o.pair[0] = o.filter.actor;
		o.pair[1] = o.filter.other;
		o.filter.actor = actor;
		o.filter.other = (struct str){"", 0};
	}
	return naming_close(&o.naming, code == EXIT_OK ? options_print(o.db, write_status, &o) : code);
}
