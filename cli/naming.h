/* naming.h - --processes FILE and --process NAME: what a person called the processes. */
#ifndef TRUCE_CLI_NAMING_H
#define TRUCE_CLI_NAMING_H

#include "view/named.h"

#define OPTIONS_NAMING {"processes", required_argument, NULL, OPT_PROCESSES}
#define HELP_NAMING "  --processes FILE  names of processes, a line each: “name: side, side” (docs/formats.md)\n"

struct naming {
	const char *file; /* --processes; NULL: none */
	process_names names;
	bool rejected;    /* a line of the file had a mistake: named on standard error */
	struct arena arena;
};

/* Reads the file, and finds the two actors that --process stands for: a name of the file, or two with a comma between. They
 * are f->actor and f->other then, and f->process is the name, empty for a pair. Complains, and returns an exit code. */
int naming_settle(struct naming *n, struct ledger_filter *f);
int naming_close(struct naming *n, int code); /* the exit code with a mistake in the file in it */

/* What the ledger knows of those named; and the name of the process in each record, where a file was given. */
bool naming_processes(const struct naming *n, struct ledger *l, struct arena *a, processes *out, struct err *err);
bool naming_mark(const struct naming *n, struct ledger *l, struct arena *a, ledger_records *records, struct err *err);

#endif
