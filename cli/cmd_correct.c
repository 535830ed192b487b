/* truce merge, truce split, truce undo - what the ledger holds for one thing or for two, set right by hand. */
#include "cli.h"
#include "options.h"

#include "base/clock.h"
#include "ledger/ledger.h"

#include <stdio.h>

static const char merge_help[] =
	"usage: truce merge [options] ID ID…\n\n"
	"Makes records of one kind (K1 K4) one: all that is told of the others is told of the first from now on. The correction\n"
	"is kept in the ledger, holds when reports are read again, and is undone with `truce undo`.\n\n"
	HELP_DB
	"  --note TEXT       why, shown by explain and by list corrections\n"
	HELP_HELP;
static const char split_help[] =
	"usage: truce split [options] ID REPORT…\n\n"
	"Takes what these reports tell out of a record (K1), into a record of its own. The correction is kept in the ledger, holds\n"
	"when reports are read again, and is undone with `truce undo`. `truce explain ID` names the reports.\n\n"
	HELP_DB
	"  --note TEXT       why, shown by explain and by list corrections\n"
	HELP_HELP;
static const char undo_help[] =
	"usage: truce undo [options] NUMBER\n\n"
	"Undoes a correction; `truce list corrections` tells their numbers.\n\n"
	HELP_DB HELP_HELP;

#define OPT_NOTE 1000
#define IDS_MAX 256

struct correction {
	const char *db;
	struct ledger_hand by;
	char **arguments;
	size_t n;
};

static bool read_id(const char *word, struct ledger_id *out)
{
	int64_t n;
	char letter = (char)(word[0] >= 'a' && word[0] <= 'z' ? word[0] - 32 : word[0]);
	for (int k = 0; k < RECORD_COUNT; k++)
		if (shapes[k].letter == letter && str_int(str_of(word + 1), 1, INT32_MAX, &n)) {
			*out = (struct ledger_id){(enum record_kind)k, (uint32_t)n};
			return true;
		}
	fprintf(stderr, "truce: %s: not the id of a record, such as K1 or E17\n", word);
	return false;
}

/* The ledger to write in; it must be there. */
static struct ledger *open_ledger(const char *db, struct err *err)
{
	struct ledger *l = ledger_open(db, LEDGER_READ, err);
	if (!l)
		return NULL;
	ledger_close(l);
	return ledger_open(db, LEDGER_WRITE, err);
}

static int finish(struct ledger *l, const struct err *err)
{
	ledger_close(l);
	if (!err->code)
		return EXIT_OK;
	cli_complain(err);
	return cli_exit_code(err->code);
}

static int merge(const struct correction *c)
{
	struct ledger_id ids[IDS_MAX];
	struct err err = {0};
	for (size_t i = 0; i < c->n; i++)
		if (!read_id(c->arguments[i], &ids[i]))
			return EXIT_USAGE;
	struct ledger *l = open_ledger(c->db, &err);
	int64_t number = l ? ledger_merge(l, ids, c->n, &c->by, &err) : 0;
	if (number)
		printf("merged into %c%u (correction %jd)\n", shapes[ids[0].kind].letter, ids[0].n, (intmax_t)number);
	return finish(l, &err);
}

static int split(const struct correction *c)
{
	struct str reports[IDS_MAX];
	struct ledger_id id;
	struct err err = {0};
	uint32_t made = 0;
	if (!read_id(c->arguments[0], &id))
		return EXIT_USAGE;
	for (size_t i = 1; i < c->n; i++)
		reports[i - 1] = str_of(c->arguments[i]);
	struct ledger *l = open_ledger(c->db, &err);
	int64_t number = l ? ledger_split(l, id, reports, c->n - 1, &c->by, &made, &err) : 0;
	if (number)
		printf("split off as %c%u (correction %jd)\n", shapes[id.kind].letter, made, (intmax_t)number);
	return finish(l, &err);
}

static int undo(const struct correction *c)
{
	struct err err = {0};
	int64_t number;
	if (!str_int(str_of(c->arguments[0]), 1, INT32_MAX, &number)) {
		fprintf(stderr, "truce: undo %s: not the number of a correction\n", c->arguments[0]);
		return EXIT_USAGE;
	}
	struct ledger *l = open_ledger(c->db, &err);
	if (l && ledger_undo(l, number, &c->by, &err))
		printf("correction %jd undone\n", (intmax_t)number);
	return finish(l, &err);
}

struct verb {
	const char *name, *help;
	int (*run)(const struct correction *c);
	size_t least, most; /* arguments */
};

static int run(const struct verb *v, int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, {"note", required_argument, NULL, OPT_NOTE}, OPTIONS_HELP};
	struct correction c = {.db = options_db(NULL), .by = {.date = date_from_days((int32_t)(clock_real() / 86400))}};
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			c.db = optarg;
		else if (letter == OPT_NOTE)
			c.by.note = str_of(optarg);
		else
			return options_help(letter, v->name, v->help);
	c.arguments = argv + optind;
	c.n = (size_t)(argc - optind);
	if (c.n < v->least || c.n > v->most)
		return options_help('?', v->name, v->help);
	return v->run(&c);
}

int cmd_merge(int argc, char **argv)
{
	return run(&(struct verb){"merge", merge_help, merge, 2, IDS_MAX}, argc, argv);
}

int cmd_split(int argc, char **argv)
{
	return run(&(struct verb){"split", split_help, split, 2, IDS_MAX}, argc, argv);
}

int cmd_undo(int argc, char **argv)
{
	return run(&(struct verb){"undo", undo_help, undo, 1, 1}, argc, argv);
}
