/* options.h - what several commands ask for on the command line, read and checked in one place. */
#ifndef TRUCE_CLI_OPTIONS_H
#define TRUCE_CLI_OPTIONS_H

#include "base/date.h"
#include "base/buf.h"
#include "input/input.h"
#include "ledger/ledger.h"
#include "pipeline.h"

#include <getopt.h>

/* Letters of long options that have no short form. */
enum option_letter { OPT_DATA = 256, OPT_MODEL, OPT_GAZETTEER, OPT_DATE, OPT_FORMAT, OPT_DB, OPT_JSON, OPT_CSV, OPT_AT, OPT_SINCE,
	OPT_UNTIL, OPT_ACTOR, OPT_PLACE, OPT_PROCESS, OPT_PROCESSES, OPT_TYPE, OPT_TOLD };

#define OPTIONS_ENGINE \
	{"data", required_argument, NULL, OPT_DATA}, {"model", required_argument, NULL, OPT_MODEL}, \
	{"gazetteer", required_argument, NULL, OPT_GAZETTEER}
#define OPTIONS_INPUT \
	{"jobs", required_argument, NULL, 'j'}, {"date", required_argument, NULL, OPT_DATE}, \
	{"format", required_argument, NULL, OPT_FORMAT}
#define OPTIONS_DB {"db", required_argument, NULL, OPT_DB}
#define OPTIONS_FILTER \
	{"actor", required_argument, NULL, OPT_ACTOR}, {"place", required_argument, NULL, OPT_PLACE}, \
	{"since", required_argument, NULL, OPT_SINCE}, {"until", required_argument, NULL, OPT_UNTIL}, \
	{"process", required_argument, NULL, OPT_PROCESS}, {"type", required_argument, NULL, OPT_TYPE}, \
	{"at", required_argument, NULL, OPT_AT}, {"as-told-until", required_argument, NULL, OPT_TOLD}
#define OPTIONS_HELP {"help", no_argument, NULL, 'h'}, {0}

#define HELP_INPUT \
	"  -j, --jobs N      threads (default: all cores); the output is the same with any number\n" \
	"  --date DATE       date of reports that have none, YYYY-MM-DD\n" \
	"  --format FORMAT   text, html, jsonl, json, csv, feed or warc, where name and content do not say\n"
#define HELP_ENGINE \
	"  --data DIR        knowledge: actors, rules, words (default: data beside the program, or $TRUCE_DATA)\n" \
	"  --model FILE      language model (default: models/en.model beside the program, or $TRUCE_MODEL)\n" \
	"  --gazetteer FILE  places (default: gazetteer.bin beside the program, or $TRUCE_GAZETTEER)\n"
#define HELP_DB "  --db FILE         the ledger (default: $TRUCE_DB, or truce.db in this folder)\n"
#define HELP_FILTER \
	"  --actor NAME      only where this actor takes part: a name or part of one, a country code (UKR), an id (A3)\n" \
	"  --process A,B     only where both of these actors take part; or a name that --processes FILE has for the two\n" \
	"  --place NAME      only at this place: a name or part of one, a country code, an id (P3)\n" \
	"  --since DATE      from this day on, YYYY-MM-DD\n" \
	"  --until DATE      up to this day, and it too\n" \
	"  --type VALUE      only where a field has this value: drone, CONSULT, held, direct …\n" \
	"  --at DATE         as it was known on that day: later reports are left out\n" \
	"  --as-told-until DATE\n" \
	"                    with --at: that day as reports up to this later one tell of it\n"
#define HELP_HELP "  --help            this text\n"

struct input_options {
	struct engine_paths paths;
	unsigned jobs;
	struct date date;
	enum input_format format;
};

/* Takes an option of OPTIONS_ENGINE or OPTIONS_INPUT. False where it is another one, or its value is wrong (said on
 * standard error). */
bool options_input(struct input_options *o, int letter, const char *value);

/* Takes an option of OPTIONS_FILTER, likewise. */
bool options_filter(struct ledger_filter *f, int letter, const char *value);

/* The ledger that --db, $TRUCE_DB or nothing names. */
const char *options_db(const char *given);

/* Columns of the terminal on standard output; 0 where it is none. */
size_t options_width(void);

/* Opens the ledger, lets the view write, and prints all of it or, where anything failed, only the complaint. */
typedef bool (*options_view)(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err);
int options_print(const char *db, options_view view, void *ctx);

/* Likewise into a file, which is there whole or not at all. */
int options_write(const char *db, options_view view, void *ctx, const char *file);

/* Lets `write` fill a file beside this one, which then takes its place: what was there stays until the new one is whole. */
typedef bool (*options_writer)(void *ctx, int fd, const char *file, struct err *err);
bool options_replace(const char *file, options_writer write, void *ctx, struct err *err);

bool options_date(const char *option, const char *value, struct date *out); /* complains and returns false where it is none */

/* Writes help to standard output where asked for ('h'), or a hint to standard error. Returns the exit code. */
int options_help(int letter, const char *verb, const char *help);

#endif
