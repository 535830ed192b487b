/* truce code - reports in, one JSON object a report out, without a ledger. */
#include "cli.h"
#include "options.h"

#include "base/io.h"
#include "batch.h"
#include "view/code.h"

#include <json-c/json.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
	"usage: truce code [options] FILE…|-\n\n"
	"Reads reports and prints one JSON object a report (docs/formats.md), in the order of the input. Standard input (-) is\n"
	"JSON Lines. Exit code 1 where a report was rejected; each is named on standard error and the rest is done.\n\n"
	HELP_INPUT HELP_ENGINE HELP_HELP;

struct code {
	struct input_options options;
	const struct engine *engine;
	char **files;
	int n_files;
	FILE *in;
	char *line;
	size_t cap;
	uint32_t n_line;
	size_t rejected;
};

static struct str text_at(struct arena *a, struct json_object *o, const char *key)
{
	struct json_object *v;
	if (!json_object_object_get_ex(o, key, &v) || !json_object_is_type(v, json_type_string))
		return (struct str){0};
	return arena_str(a, (struct str){json_object_get_string(v), (size_t)json_object_get_string_len(v)});
}

static void fill(struct code *c, struct arena *a, struct json_object *o, struct report *r)
{
	r->id = text_at(a, o, "id");
	r->title = text_at(a, o, "title");
	r->source = text_at(a, o, "source");
	r->lang = STR("en");
	r->line = c->n_line;
	r->text = text_at(a, o, "text");
	if (r->title.n) {
		r->text = arena_printf(a, "%.*s\n\n%.*s", (int)r->title.n, r->title.p, (int)r->text.n, r->text.p);
		r->body = (uint32_t)r->title.n + 2;
	}
	if (!date_parse(text_at(a, o, "date"), &r->date))
		r->date = c->options.date;
	json_object_put(o);
}

static enum batch_got next(void *ctx, struct arena *a, struct report *report, struct err *err)
{
	struct code *c = ctx;
	while (!c->in) {
		if (c->n_files == 0)
			return BATCH_END;
		const char *name = *c->files++;
		c->n_files--;
		c->n_line = 0;
		c->in = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
		if (!c->in) {
			err_set(err, ERR_INPUT, "%s: %s", name, strerror(errno));
			return BATCH_REJECTED;
		}
	}
	if (getline(&c->line, &c->cap, c->in) < 0) {
		c->in = NULL;
		return next(c, a, report, err);
	}
	c->n_line++;
	struct json_object *o = json_tokener_parse(c->line);
	if (!o) {
		err_set(err, ERR_INPUT, "line %u: not JSON", c->n_line);
		return BATCH_REJECTED;
	}
	fill(c, a, o, report);
	return BATCH_REPORT;
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
		cli_complain(&item->err);
		c->rejected++;
		return true;
	}
	return io_write(STDOUT_FILENO, buf_str(&item->out), "standard output", err);
}

static int run(struct code *c)
{
	struct engine engine;
	struct err err = {0};
	if (!engine_open(&engine, &c->options.paths, &err)) {
		cli_complain(&err);
		return cli_exit_code(err.code);
	}
	c->engine = &engine;
	struct batch batch = {c->options.jobs ? c->options.jobs : batch_cores(), c, next, work, done};
	bool ok = batch_run(&batch, &err);
	engine_close(&engine);
	if (!ok)
		cli_complain(&err);
	return !ok ? cli_exit_code(err.code) : c->rejected ? EXIT_REJECTED : EXIT_OK;
}

int cmd_code(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_INPUT, OPTIONS_ENGINE, OPTIONS_HELP};
	struct code c = {0};
	for (int letter; (letter = getopt_long(argc, argv, "j:h", options, NULL)) != -1;)
		if (!options_input(&c.options, letter, optarg))
			return options_help(letter, "code", help);
	c.files = argv + optind;
	c.n_files = argc - optind;
	if (c.n_files == 0)
		return options_help('?', "code", help);
	return run(&c);
}
