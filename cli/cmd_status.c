/* truce status - where the process stands on a day. */
#include "cli.h"
#include "options.h"

#include "view/status.h"

static const char help[] =
	"usage: truce status [options]\n\n"
	"Where the process stands: talks held and planned, what is on the table, agreements and ceasefires, fighting, and the\n"
	"direction, each with the sentence it rests on. Without --at, on the day of the newest report.\n\n"
	HELP_DB HELP_FILTER HELP_HELP;

static bool write_status(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct situation s;
	if (!situation_load(l, a, ctx, &s, err))
		return false;
	status_print(&s, options_width(), out);
	return true;
}

int cmd_status(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_FILTER, OPTIONS_HELP};
	struct ledger_filter filter = {.n = 0};
	const char *db = options_db(NULL);
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			db = optarg;
		else if (!options_filter(&filter, letter, optarg))
			return options_help(letter, "status", help);
	if (optind != argc)
		return options_help('?', "status", help);
	return options_print(db, write_status, &filter);
}
