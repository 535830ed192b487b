/* truce parse - text in, CoNLL-U out. */
#include "cli.h"
#include "options.h"

#include "base/io.h"
#include "base/utf8.h"
#include "text/conllu.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
	"usage: truce parse [options] [FILE|-]…\n\n"
	"Reads plain text (UTF-8; a blank line parts paragraphs) and prints its sentences, words and trees in Universal\n"
	"Dependencies as CoNLL-U. Without a file, or with -, reads standard input.\n\n"
	"  --input FORMAT    text (default) or conllu: sentences and words are given, tags and trees are made anew;\n"
	"                    comments, MISC and ranges stay\n"
	"  --model FILE      language model (default: models/en.model beside the program, or $TRUCE_MODEL)\n"
	HELP_HELP;

#define PARSE_INPUT_MAX ((size_t)256 << 20)
#define PARSE_ARENA ((size_t)8 << 30)

struct parse_job {
	struct model *model;
	bool conllu;
	size_t next_id;
};

static bool read_stdin(struct arena *a, struct str *out, struct err *e)
{
	size_t cap = (size_t)1 << 16, n = 0;
	char *p = arena_alloc(a, cap);
	for (ssize_t got; (got = read(STDIN_FILENO, p + n, cap - n)) != 0;) {
		if (got < 0)
			return err_set(e, ERR_SYSTEM, "cannot read standard input");
		n += (size_t)got;
		if (n > PARSE_INPUT_MAX)
			return err_set(e, ERR_INPUT, "standard input: larger than 256 MB");
		if (n == cap) {
			p = arena_grow(a, p, cap, cap * 2);
			cap *= 2;
		}
	}
	*out = (struct str){p, n};
	return true;
}

static bool load(const struct parse_job *j, struct arena *a, const char *path, struct doc *d, struct err *e)
{
	struct str text;
	bool std = strcmp(path, "-") == 0;
	const char *name = std ? "standard input" : path;
	if (std ? !read_stdin(a, &text, e) : !io_read_file(a, path, PARSE_INPUT_MAX, &text, e))
		return false;
	if (j->conllu)
		return conllu_read(a, text, name, d, e);
	size_t bad = utf8_bad(text);
	if (bad < text.n)
		return err_set(e, ERR_INPUT, "%s: not UTF-8 at byte %zu", name, bad);
	doc_init(d, a, text);
	return true;
}

static bool parse_file(struct parse_job *j, const char *path, struct err *e)
{
	struct arena a;
	struct doc d;
	struct buf out = {0};
	jmp_buf guard;
	volatile bool ok = false;
	arena_init(&a, PARSE_ARENA);
	a.guard = &guard;
	if (setjmp(guard))
		err_set(e, ERR_MEMORY, "%s: out of memory", path);
	else if (load(j, &a, path, &d, e)) {
		analyse_run(j->model, &d, j->conllu ? ANALYSE_WORDS : ANALYSE_TEXT);
		conllu_write(&out, &d, j->next_id);
		j->next_id += d.sents.n;
		ok = out.failed ? err_set(e, ERR_MEMORY, "out of memory") : io_write(STDOUT_FILENO, buf_str(&out), "standard output", e);
	}
	buf_release(&out);
	arena_release(&a);
	return ok;
}

static int run(struct parse_job *j, const char *const *paths, size_t n)
{
	int code = EXIT_OK;
	for (size_t i = 0; i < n; i++) {
		struct err e = {0};
		if (parse_file(j, paths[i], &e))
			continue;
		cli_complain(&e);
		code = e.code == ERR_INPUT ? EXIT_REJECTED : cli_exit_code(e.code);
		if (code != EXIT_REJECTED)
			break;
	}
	return code;
}

int cmd_parse(int argc, char **argv)
{
	enum { OPT_INPUT = 1000 };
	static const struct option options[] = {{"input", required_argument, NULL, OPT_INPUT},
						{"model", required_argument, NULL, OPT_MODEL}, OPTIONS_HELP};
	static const char *const standard_input[] = {"-"};
	struct parse_job j = {.next_id = 1};
	struct engine_paths paths = {0};
	char file[PIPELINE_PATH_MAX];
	struct err e = {0};
	for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		if (c == OPT_MODEL)
			paths.model = optarg;
		else if (c == OPT_INPUT && (strcmp(optarg, "text") == 0 || strcmp(optarg, "conllu") == 0))
			j.conllu = *optarg == 'c';
		else
			return options_help(c == 'h' ? 'h' : '?', "parse", help);
	}
	j.model = engine_find_model(paths, file, &e) ? model_open(file, &e) : NULL;
	if (!j.model) {
		cli_complain(&e);
		return cli_exit_code(e.code);
	}
	bool none = optind == argc;
	int code = run(&j, none ? standard_input : (const char *const *)argv + optind, none ? 1 : (size_t)(argc - optind));
	model_close(j.model);
	return code;
}
