/* truce test [-u] FILE… - the golden tests (test/README.md). */
#include "cli.h"
#include "golden.h"
#include "options.h"
#include "overlay.h"

#include "base/io.h"
#include "pipeline.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEST_FILE_MAX ((size_t)8 << 20)
#define ENGINES_MAX 8

/* An engine for each data folder that the tests name, opened once. */
struct cached {
	char dir[OVERLAY_PATH_MAX];
	struct engine engine;
};

struct run {
	struct engine_paths paths;
	bool update;
	struct cached cache[ENGINES_MAX];
	size_t n_cached, passed, failed;
};

static const char help[] =
	"usage: truce test [-u] [options] FILE…\n\n"
	"Runs golden tests: blocks of a name, a text and the records expected in it (test/README.md).\n\n"
	"  -u, --update      write what came out into the files; review the difference\n"
	HELP_ENGINE HELP_HELP;

/* The folder that a block names, relative to the test file; NULL for the program's own. */
static const char *block_dir(const struct run *run, const char *path, const struct golden_block *b, char out[OVERLAY_PATH_MAX])
{
	char copy[OVERLAY_PATH_MAX];
	if (b->dict.n == 0)
		return run->paths.data;
	snprintf(copy, sizeof copy, "%s", path);
	const char *from = b->dict.p[0] == '/' ? "" : dirname(copy);
	if (snprintf(out, OVERLAY_PATH_MAX, "%s/%.*s", from, (int)b->dict.n, b->dict.p) >= OVERLAY_PATH_MAX)
		out[0] = '\0'; /* no such folder */
	return out;
}

static const struct engine *engine_for(struct run *run, const char *dir, struct err *err)
{
	const char *key = dir ? dir : "";
	struct engine_paths paths = run->paths;
	for (size_t i = 0; i < run->n_cached; i++)
		if (strcmp(run->cache[i].dir, key) == 0)
			return &run->cache[i].engine;
	if (run->n_cached == ENGINES_MAX) {
		err_set(err, ERR_INPUT, "more than %d data folders in the tests of one run", ENGINES_MAX);
		return NULL;
	}
	struct cached *c = &run->cache[run->n_cached];
	snprintf(c->dir, sizeof c->dir, "%s", key);
	if (dir && dir != paths.data)
		paths.gazetteer = ""; /* test folders have places of their own */
	paths.data = dir;
	if (!engine_open(&c->engine, &paths, err))
		return NULL;
	run->n_cached++;
	return &c->engine;
}

static void print_records(const struct reading *r, const struct golden_block *b, struct buf *out)
{
	for (int k = COMPACT_NONE + 1; k < COMPACT_COUNT; k++) {
		size_t before = out->n;
		if (!b->kinds[k])
			continue;
		compact_print(r, (enum compact_kind)k, b->fields[k], out);
		if (out->n == before)
			buf_printf(out, "no %s\n", compact_kind_name((enum compact_kind)k));
	}
}

static void code_block(struct run *run, struct arena *a, const char *dir, const struct golden_block *b, struct buf *out, struct err *err)
{
	const struct engine *e = engine_for(run, dir, err);
	struct report report = {.id = STR("test"), .lang = STR("en"), .title = b->title, .date = b->dct, .text = b->text};
	if (!e)
		return;
	if (b->title.n) {
		report.text = arena_printf(a, "%.*s\n\n%.*s", (int)b->title.n, b->title.p, (int)b->text.n, b->text.p);
		report.body = (uint32_t)b->title.n + 2;
	}
	const struct reading *r = pipeline_run(e, a, &report, err);
	if (r)
		print_records(r, b, out);
}

/* Loads the data folder with the block's text in the place of one of its files. */
static void load_block(const struct run *run, const char *dir, const struct golden_block *b, struct buf *out, struct err *err)
{
	char from[PIPELINE_PATH_MAX], path[OVERLAY_PATH_MAX];
	struct engine_paths paths = run->paths;
	paths.data = dir;
	if (!engine_find_data(paths, from, err) || !overlay_make(from, b->file, b->text, path, err))
		return;
	struct knowledge *k = knowledge_load(path, NULL, err);
	if (k)
		buf_puts(out, "ok\n");
	knowledge_free(k);
	overlay_remove(path);
}

/* What the block gives, as its expectation is written: records, or "!!" and the complaint. */
static void run_block(struct run *run, struct arena *a, const char *path, const struct golden_block *b, struct buf *out)
{
	char dir[OVERLAY_PATH_MAX];
	struct err err = {0};
	const char *data = block_dir(run, path, b, dir);
	if (b->file.n)
		load_block(run, data, b, out, &err);
	else
		code_block(run, a, data, b, out, &err);
	if (err.code != ERR_NONE)
		buf_printf(out, "!! %s\n", err.message);
}

static void judge(struct run *run, const char *path, const struct golden_block *b, struct str got)
{
	struct buf diff = {0};
	if (str_eq(b->expected, got)) {
		run->passed++;
		return;
	}
	run->failed++;
	golden_diff(b->expected, got, &diff);
	printf("%s:%u: %.*s\n%s", path, b->line, (int)b->name.n, b->name.p, diff.p ? diff.p : "");
	buf_release(&diff);
}

static bool save(const char *path, struct str text, struct err *err)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	bool ok = io_write(fd, text, path, err);
	return (close(fd) == 0 || err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno))) && ok;
}

static bool run_blocks(struct run *run, struct arena *a, const char *path, struct str text, struct err *err)
{
	golden_blocks blocks = {0};
	if (!golden_parse(a, path, text, &blocks, err))
		return false;
	struct str *got = arena_array(a, struct str, blocks.n + 1);
	for (size_t i = 0; i < blocks.n; i++) {
		struct arena own;
		struct buf out = {0};
		arena_init(&own, 0);
		run_block(run, &own, path, &blocks.v[i], &out);
		arena_release(&own);
		got[i] = arena_str(a, buf_str(&out));
		buf_release(&out);
		judge(run, path, &blocks.v[i], got[i]);
		if (str_starts(got[i], STR("!! ")) && !str_starts(blocks.v[i].expected, STR("!! ")))
			got[i] = blocks.v[i].expected; /* -u writes no complaint where none belongs */
	}
	if (!run->update)
		return true;
	struct buf all = {0};
	golden_rewrite(text, &blocks, got, &all);
	bool ok = str_eq(buf_str(&all), text) || save(path, buf_str(&all), err);
	buf_release(&all);
	return ok;
}

static bool run_file(struct run *run, const char *path, struct err *err)
{
	struct arena a;
	struct str text;
	jmp_buf guard;
	arena_init(&a, 0);
	bool ok = false;
	if (setjmp(guard))
		err_set(err, ERR_MEMORY, "%s: out of memory", path);
	else {
		a.guard = &guard;
		ok = io_read_file(&a, path, TEST_FILE_MAX, &text, err) && run_blocks(run, &a, path, text, err);
	}
	arena_release(&a);
	return ok;
}

int cmd_test(int argc, char **argv)
{
	static const struct option options[] = {{"update", no_argument, NULL, 'u'}, OPTIONS_ENGINE, OPTIONS_HELP};
	struct run run = {0};
	struct input_options given = {0};
	for (int c; (c = getopt_long(argc, argv, "u", options, NULL)) != -1;) {
		if (c == 'u')
			run.update = true;
		else if (c == 'h' || c == '?')
			return options_help(c, "test", help);
		else if (!options_input(&given, c, optarg))
			return EXIT_USAGE;
	}
	if (optind == argc)
		return options_help('?', "test", help);
	run.paths = given.paths;
	enum exit_code code = EXIT_OK;
	for (int i = optind; i < argc; i++) {
		struct err err = {0};
		if (run_file(&run, argv[i], &err))
			continue;
		cli_complain(&err);
		code = cli_exit_code(err.code);
	}
	for (size_t i = 0; i < run.n_cached; i++)
		engine_close(&run.cache[i].engine);
	printf("%zu passed, %zu failed\n", run.passed, run.failed);
	return code == EXIT_OK && run.failed ? EXIT_REJECTED : code;
}
