/* truce bench [options] FILE… - sentences a second and memory of each pass, or pages a second, on one thread. */
#include "cli.h"
#include "options.h"

#include "base/clock.h"
#include "base/io.h"
#include "text/bind.h"

#include <stdio.h>
#include <sys/resource.h>

#define BENCH_FILE_MAX ((size_t)8 << 20)
#define BENCH_PASSES_MAX 32
#define BENCH_ROUNDS_MAX 10000

static const char help[] =
	"usage: truce bench [options] FILE…\n\n"
	"Reads plain-text reports again and again and says how many sentences a second each pass does, in processor time of\n"
	"one thread, and how much memory it adds to a report at the most.\n\n"
	"  --pages           the files are web pages: says how many a second are read and their articles found, and codes none\n"
	"  -n, --rounds N    how often each file is read (default 20)\n"
	HELP_ENGINE HELP_HELP;

/* What a pass has taken so far. */
struct cost {
	const char *name;
	double seconds;
	size_t bytes; /* the most that it added to one report */
};

struct bench {
	struct engine engine;
	struct cost costs[BENCH_PASSES_MAX];
	size_t n_costs;
	size_t reports, sentences, words, bytes, peak; /* peak: largest arena of a report */
};

/* What has been taken since the last call goes on the account of this pass. */
static void charge(struct bench *b, size_t pass, const char *name, const struct arena *a, double *since, size_t *used)
{
	double now = clock_thread();
	struct cost *c = &b->costs[pass];
	c->name = name;
	c->seconds += now - *since;
	c->bytes = a->used - *used > c->bytes ? a->used - *used : c->bytes;
	b->n_costs = pass + 1 > b->n_costs ? pass + 1 : b->n_costs;
	*since = clock_thread();
	*used = a->used;
}

/* The passes of pipeline_run, one by one. */
static void read_report(struct bench *b, struct arena *a, const struct report *report)
{
	double since = clock_thread();
	size_t used = a->used, pass = 0;
	struct doc *doc = arena_new(a, struct doc);
	struct reading *r = arena_new(a, struct reading);
	doc_init(doc, a, report->text);
	analyse_run(b->engine.model, doc, ANALYSE_TEXT);
	charge(b, pass++, "trees", a, &since, &used);
	bind_run(&b->engine.knowledge->symbols, b->engine.knowledge->verbforms, doc);
	reading_init(r, b->engine.knowledge, report, doc);
	charge(b, pass++, "bind", a, &since, &used);
	for (size_t i = 0; doc->words.n && i < pipeline_n_passes && pass < BENCH_PASSES_MAX; i++) {
		pipeline_passes[i].run(r);
		charge(b, pass++, pipeline_passes[i].name, a, &since, &used);
	}
	b->reports++;
	b->sentences += doc->sents.n;
	b->words += doc->words.n;
	b->bytes += report->text.n;
	b->peak = a->used > b->peak ? a->used : b->peak;
}

static bool bench_file(struct bench *b, const char *path, int64_t rounds, struct err *err)
{
	struct arena file, own;
	struct str text;
	jmp_buf guard;
	arena_init(&file, 0);
	arena_init(&own, 0);
	bool ok = false;
	if (setjmp(guard))
		err_set(err, ERR_MEMORY, "%s: out of memory", path);
	else {
		file.guard = own.guard = &guard;
		ok = io_read_file(&file, path, BENCH_FILE_MAX, &text, err);
		struct report report = {.id = str_of(path), .lang = STR("en"), .text = text, .date = {2025, 3, 24}};
		for (int64_t i = 0; ok && i < rounds; i++) {
			read_report(b, &own, &report);
			arena_release(&own);
		}
	}
	arena_release(&own);
	arena_release(&file);
	return ok;
}

static void print_row(const struct bench *b, const char *name, double seconds, size_t bytes)
{
	double n = (double)b->sentences;
	printf("%-12s %10.3f %12.1f %12.0f %12.0f %10zu\n", name, seconds, n ? seconds / n * 1e6 : 0, seconds > 0 ? n / seconds : 0,
	       seconds > 0 ? (double)b->words / seconds : 0, bytes >> 10);
}

static void print_table(const struct bench *b, double opening)
{
	struct rusage use = {0};
	double all = 0;
	getrusage(RUSAGE_SELF, &use);
	printf("%-12s %10s %12s %12s %12s %10s\n", "pass", "seconds", "us/sentence", "sentences/s", "words/s", "KiB added");
	for (size_t i = 0; i < b->n_costs; i++) {
		print_row(b, b->costs[i].name, b->costs[i].seconds, b->costs[i].bytes);
		all += b->costs[i].seconds;
	}
	print_row(b, "all", all, b->peak);
	printf("\n%zu reports, %zu sentences, %zu words, %.1f MB of text; %.2f MB/s\n", b->reports, b->sentences, b->words,
	       (double)b->bytes / 1e6, all > 0 ? (double)b->bytes / 1e6 / all : 0);
	printf("opening model and knowledge: %.0f ms; peak memory: %.1f MiB\n", opening * 1e3, (double)use.ru_maxrss / 1024);
}

/* -------------------------------------------------------------------------------------------------------------- pages */

struct pages {
	size_t read, rejected, peak; /* peak: largest arena of a page */
	uint64_t bytes;              /* of the files */
	double seconds;
};

/* Opening and reading the files is part of it. */
static bool read_pages(struct pages *p, const struct knowledge *k, const char *const *paths, size_t n, struct err *err)
{
	struct input_config config = {.format = INPUT_HTML};
	double since = clock_thread();
	struct input *in = input_new(k, paths, n, &config, err);
	for (enum input_got got = in ? INPUT_REPORT : INPUT_END; got != INPUT_END;) {
		struct arena a;
		struct report report;
		struct err why = {0};
		arena_init(&a, 0);
		got = input_next(in, &a, &report, &why);
		p->read += got == INPUT_REPORT;
		p->rejected += got == INPUT_REJECTED;
		p->peak = a.used > p->peak ? a.used : p->peak;
		arena_release(&a);
	}
	p->bytes += in ? input_progress(in).done : 0;
	input_free(in);
	p->seconds += clock_thread() - since;
	return err->code == ERR_NONE;
}

static bool bench_pages(const struct engine_paths *paths, const char *const *files, size_t n, int64_t rounds, struct err *err)
{
	struct pages p = {0};
	char data[PIPELINE_PATH_MAX];
	struct knowledge *k = engine_find_data(*paths, data, err) ? knowledge_load(data, NULL, err) : NULL;
	bool ok = k != NULL;
	for (int64_t i = 0; ok && i < rounds; i++)
		ok = read_pages(&p, k, files, n, err);
	knowledge_free(k);
	size_t all = p.read + p.rejected;
	if (ok)
		printf("%zu pages (%zu without an article), %.1f MB: %.2f s, %.0f pages/s, %.1f MB/s, %zu KiB a page at the most\n", all, p.rejected,
		       (double)p.bytes / 1e6, p.seconds, (double)all / p.seconds, (double)p.bytes / 1e6 / p.seconds, p.peak >> 10);
	return ok;
}

static bool bench_texts(const struct engine_paths *paths, const char *const *files, size_t n, int64_t rounds, struct err *err)
{
	struct bench b = {0};
	double start = clock_wall();
	bool ok = engine_open(&b.engine, paths, err);
	double opening = clock_wall() - start;
	for (size_t i = 0; ok && i < n; i++)
		ok = bench_file(&b, files[i], rounds, err);
	engine_close(&b.engine);
	if (ok)
		print_table(&b, opening);
	return ok;
}

int cmd_bench(int argc, char **argv)
{
	enum { OPT_PAGES = 'p' };
	static const struct option options[] = {{"rounds", required_argument, NULL, 'n'}, {"pages", no_argument, NULL, OPT_PAGES}, OPTIONS_ENGINE, OPTIONS_HELP};
	struct input_options given = {0};
	struct err err = {0};
	int64_t rounds = 20;
	bool pages = false;
	for (int c; (c = getopt_long(argc, argv, "n:", options, NULL)) != -1;) {
		if (c == 'h' || c == '?')
			return options_help(c, "bench", help);
		pages = pages || c == OPT_PAGES;
		if (c == OPT_PAGES)
			continue;
		if (c == 'n' ? !str_int(str_of(optarg), 1, BENCH_ROUNDS_MAX, &rounds) : !options_input(&given, c, optarg))
			return options_help('?', "bench", help);
	}
	if (optind == argc)
		return options_help('?', "bench", help);
	const char *const *files = (const char *const *)argv + optind;
	size_t n = (size_t)(argc - optind);
	if (!(pages ? bench_pages : bench_texts)(&given.paths, files, n, rounds, &err)) {
		cli_complain(&err);
		return cli_exit_code(err.code);
	}
	return EXIT_OK;
}
