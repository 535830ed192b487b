/* truce code - reports in, one JSON object a report out, without a ledger. */
#include "cli.h"
#include "feed.h"

#include "base/io.h"
#include "view/code.h"

#include <unistd.h>

static const char help[] =
	"usage: truce code [options] FILE…|FOLDER…|-\n\n"
	"Reads reports and prints one JSON object a report (docs/formats.md), in the order of the input. Standard input (-) is\n"
	"JSON Lines. Exit code 1 where a report was rejected; each is named on standard error and the rest is done.\n\n"
	HELP_INPUT HELP_ENGINE HELP_HELP;

static enum batch_got next(void *ctx, struct arena *a, struct report *report, struct err *err)
{
	return feed_next(ctx, a, report, err);
}

static void work(void *ctx, struct batch_item *item)
{
	const struct feed *f = ctx;
	item->reading = pipeline_run(f->engine, &item->arena, &item->report, &item->err);
	if (item->reading)
		code_json(&item->out, item->reading, f->engine->version);
}

static bool done(void *ctx, struct batch_item *item, struct err *err)
{
	if (item->out.failed)
		return err_set(err, ERR_MEMORY, "out of memory");
	if (item->reading)
		return io_write(STDOUT_FILENO, buf_str(&item->out), "standard output", err);
	feed_reject(ctx, &item->err);
	return true;
}

static int run(const struct input_options *o, const char *const *paths, size_t n)
{
	struct engine engine;
	struct feed feed = {.rejected = 0};
	struct err err = {0};
	enum exit_code code = EXIT_SYSTEM;
	if (!feed_engine(&engine, o, &code))
		return code;
	if (feed_open(&feed, &engine, o, paths, n)) {
		struct batch batch = {o->jobs ? o->jobs : batch_cores(), &feed, next, work, done};
		code = batch_run(&batch, &err) ? feed_exit_code(&feed) : cli_exit_code(err.code);
		feed_close(&feed);
	}
	engine_close(&engine);
	if (err.code)
		cli_complain(&err);
	feed_end(&feed, "");
	return code;
}

int cmd_code(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_INPUT, OPTIONS_ENGINE, OPTIONS_HELP};
	struct input_options o = {0};
	for (int letter; (letter = getopt_long(argc, argv, "j:h", options, NULL)) != -1;)
		if (!options_input(&o, letter, optarg))
			return options_help(letter, "code", help);
	if (optind == argc)
		return options_help('?', "code", help);
	return run(&o, (const char *const *)argv + optind, (size_t)(argc - optind));
}
