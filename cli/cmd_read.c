/* truce read - reports into the ledger, each whole or not at all. */
#include "cli.h"
#include "feed.h"
#include "progress.h"
#include "writer.h"

#include "ledger/ledger.h"

#include <stdio.h>

#define OPT_AGAIN 1000

static const char help[] =
	"usage: truce read [options] FILE…|FOLDER…|-\n\n"
	"Reads reports into the ledger: plain text, HTML, JSON and JSON Lines, CSV, WARC, each also compressed by gzip or zstd;\n"
	"folders with all that is in them; standard input (-) is JSON Lines. Reading a report twice changes nothing. A\n"
	"report is written whole or not at all; one that is rejected is named on standard error and the rest is read (exit code 1).\n\n"
	HELP_DB HELP_INPUT HELP_ENGINE HELP_HELP;

struct read {
	struct feed feed;
	struct ledger *ledger;
	struct writer writer;   /* into it, by done() */
	struct ledger *looking; /* a second handle, for next(): another thread may be writing meanwhile */
	struct progress progress;
	size_t handed;          /* over to the writer */
	bool again;
};

static enum batch_got next(void *ctx, struct arena *a, struct report *report, struct err *err)
{
	struct read *r = ctx;
	enum batch_got got = feed_next(&r->feed, a, report, err);
	if (got == BATCH_REPORT && !r->again && ledger_has(r->looking, report, err))
		return BATCH_KNOWN;
	return err->code && got == BATCH_REPORT ? BATCH_FAILED : got;
}

static void work(void *ctx, struct batch_item *item)
{
	struct read *r = ctx;
	item->reading = pipeline_run(r->feed.engine, &item->arena, &item->report, &item->err);
}

static bool done(void *ctx, struct batch_item *item, struct err *err)
{
	struct read *r = ctx;
	struct input_progress p = input_progress(r->feed.in);
	if (!item->reading && item->err.code) {
		progress_clear(&r->progress);
		feed_reject(&r->feed, &item->err);
		return true;
	}
	if (!writer_add(&r->writer, &item->report, item->reading, r->again, r->feed.engine->version, err))
		return false;
	progress_show(&r->progress, p.done, p.all, ++r->handed);
	return true;
}

static void sum_up(const struct read *r)
{
	const struct writer_counts *c = &r->writer.counts;
	size_t fresh = c->fresh + c->changed, all = fresh + c->reread + c->duplicate + r->feed.rejected;
	printf("%zu report%s: %zu new, %zu duplicate, %zu rejected\n", all, all == 1 ? "" : "s", fresh, c->duplicate, r->feed.rejected);
	if (c->reread)
		printf("%zu were there and have been read again\n", c->reread);
	if (c->changed)
		printf("%zu of the new are other texts under an id that was there; kept as reports of their own (ID#2)\n", c->changed);
	if (c->foreign)
		printf("%zu of the new are not in English; kept, not coded\n", c->foreign);
	if (c->undated)
		printf("%zu of the new have no date; their relative dates stay unresolved (--date gives one)\n", c->undated);
}

static enum exit_code fill(struct read *r, const struct input_options *o, const char *const *paths, size_t n)
{
	struct err err = {0};
	if (!feed_open(&r->feed, r->feed.engine, o, paths, n))
		return EXIT_SYSTEM;
	struct batch batch = {o->jobs ? o->jobs : batch_cores(), r, next, work, done};
	progress_begin(&r->progress);
	writer_begin(&r->writer, r->ledger);
	bool ok = batch_run(&batch, &err);
	ok = writer_end(&r->writer, &err) && ok;
	progress_clear(&r->progress);
	feed_close(&r->feed);
	sum_up(r);
	if (ok)
		return feed_exit_code(&r->feed);
	cli_complain(&err);
	return cli_exit_code(err.code);
}

static enum exit_code run(const struct input_options *o, const char *db, bool again, const char *const *paths, size_t n)
{
	struct engine engine;
	struct err err = {0};
	struct read r = {.again = again};
	enum exit_code code = EXIT_SYSTEM;
	/* The ledger first: it opens in no time, and fails more often. */
	r.ledger = ledger_open(db, LEDGER_WRITE, &err);
	r.looking = r.ledger ? ledger_open(db, LEDGER_READ, &err) : NULL;
	if (!r.looking)
		cli_complain(&err);
	else if (feed_engine(&engine, o, &code)) {
		r.feed.engine = &engine;
		code = fill(&r, o, paths, n);
		engine_close(&engine);
	}
	ledger_close(r.looking);
	ledger_close(r.ledger);
	feed_end(&r.feed, ": what is counted is in the ledger, and the same command goes on from there");
	return code;
}

int cmd_read(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_INPUT, OPTIONS_ENGINE, {"again", no_argument, NULL, OPT_AGAIN}, OPTIONS_HELP};
	struct input_options o = {0};
	bool again = false;
	const char *db = options_db(NULL);
	for (int letter; (letter = getopt_long(argc, argv, "j:h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			db = optarg;
		else if (letter == OPT_AGAIN)
			again = true;
		else if (!options_input(&o, letter, optarg))
			return options_help(letter, "read", help);
	if (optind == argc)
		return options_help('?', "read", help);
	return run(&o, db, again, (const char *const *)argv + optind, (size_t)(argc - optind));
}
