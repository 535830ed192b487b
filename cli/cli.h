/* cli.h - what the commands share: the command table, exit codes, complaints. */
#ifndef TRUCE_CLI_H
#define TRUCE_CLI_H

#include "base/err.h"

enum exit_code { EXIT_OK = 0, EXIT_REJECTED = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

struct command {
	const char *name;
	int (*run)(int argc, char **argv); /* argv[0] is the verb; returns an exit code */
	const char *help;                  /* one line */
};

/* One row a verb; help and dispatch both come from it. Each cmd_NAME is in cmd_NAME.c. */
#define COMMANDS(X) \
	X(read, "read reports into the ledger") \
	X(watch, "follow feeds into the ledger") \
	X(status, "where the process stands on a day") \
	X(explain, "why the ledger has a record") \
	X(brief, "write a briefing for a span of days, in Markdown or HTML") \
	X(list, "list what the ledger holds: talks, proposals, agreements, incidents …") \
	X(check, "whether ceasefires are kept, according to whom") \
	X(index, "the conflict-cooperation series of a pair, by day, week or month") \
	X(export, "the ledger for other programs: CSV, JSON Lines, GeoJSON, iCalendar, ACLED, GDELT …") \
	X(merge, "make records one, by hand") \
	X(split, "take reports out of a record, by hand") \
	X(undo, "undo a merge or a split") \
	X(code, "read reports, print one JSON object a report") \
	X(parse, "text in, sentences, words and trees out as CoNLL-U") \
	X(train, "train the language model again from treebanks") \
	X(data, "check the knowledge in a folder and say its version") \
	X(gazetteer, "make a place table of a GeoNames dump of your own") \
	X(bench, "measure sentences a second and memory of each pass") \
	X(test, "run golden tests: texts and the records expected in them")
#define X(name, help) int cmd_##name(int argc, char **argv);
COMMANDS(X)
#undef X

enum exit_code cli_exit_code(enum err_code code);

/* "truce: message" to standard error. */
void cli_complain(const struct err *e);

#endif
