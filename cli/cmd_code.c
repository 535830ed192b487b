/* truce code - reports in, one JSON object a report out, without a ledger. */
#include "cli.h"
#include "options.h"

#include "base/io.h"
#include "batch.h"
#include "input/input.h"
#include "view/code.h"

#include <unistd.h>

static const char help[] =
	"usage: truce code [options] FILE…|-\n\n"
	"Reads reports and prints one JSON object a report (docs/formats.md), in the order of the input. Standard input (-) is\n"
	"JSON Lines. Exit code 1 where a report was rejected; each is named on standard error and the rest is done.\n\n"
	HELP_INPUT HELP_ENGINE HELP_HELP;

struct code {
	struct input_options options;
	const struct engine *engine;
	struct input *input;
	enum exit_code worst; /* of what was rejected */
};

static enum batch_got next(void *ctx, struct arena *a, struct report *report, struct err *err)
{
	struct code *c = ctx;
	switch (input_next(c->input, a, report, err)) {
	case INPUT_REPORT:
		return BATCH_REPORT;
	case INPUT_REJECTED:
		return BATCH_REJECTED;
	default:
		return BATCH_END;
	}
}

static void work(void *ctx, struct batch_item *item)
{
	const struct code *c = ctx;
	item->reading = pipeline_run(c->engine, &item->arena, &item->report, &item->err);
	if (item->reading)
		code_json(&item->out, item->reading, c->engine->version);
}

static bool done(void *ctx, struct batch_item *item, struct err *err)
{
	struct code *c = ctx;
	if (item->out.failed)
		return err_set(err, ERR_MEMORY, "out of memory");
	if (!item->reading) {
		enum exit_code code = cli_exit_code(item->err.code);
		cli_complain(&item->err);
		c->worst = code > c->worst ? code : c->worst;
		return true;
	}
	return io_write(STDOUT_FILENO, buf_str(&item->out), "standard output", err);
}

static int run(struct code *c, char **files, size_t n_files)
{
	struct engine engine;
	struct err err = {0};
	if (!engine_open(&engine, &c->options.paths, &err)) {
		cli_complain(&err);
		return cli_exit_code(err.code);
	}
	c->engine = &engine;
	struct input_config config = {.format = c->options.format, .date = c->options.date};
	c->input = input_new(engine.knowledge, (const char *const *)files, n_files, &config, &err);
	struct batch batch = {c->options.jobs ? c->options.jobs : batch_cores(), c, next, work, done};
	bool ok = c->input && batch_run(&batch, &err);
	input_free(c->input);
	engine_close(&engine);
	if (!ok)
		cli_complain(&err);
	return ok ? c->worst : cli_exit_code(err.code);
}

int cmd_code(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_INPUT, OPTIONS_ENGINE, OPTIONS_HELP};
	struct code c = {0};
	for (int letter; (letter = getopt_long(argc, argv, "j:h", options, NULL)) != -1;)
		if (!options_input(&c.options, letter, optarg))
			return options_help(letter, "code", help);
	if (optind == argc)
		return options_help('?', "code", help);
	return run(&c, argv + optind, (size_t)(argc - optind));
}
