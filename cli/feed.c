#include "feed.h"

#include <stdio.h>
#include <string.h>

bool feed_engine(struct engine *e, const struct input_options *o, enum exit_code *code)
{
	struct err err = {0};
	if (engine_open(e, &o->paths, &err))
		return true;
	cli_complain(&err);
	*code = cli_exit_code(err.code);
	return false;
}

bool feed_open(struct feed *f, const struct engine *e, const struct input_options *o, const char *const *paths, size_t n)
{
	struct err err = {0};
	struct input_config config = {.format = o->format, .date = o->date};
	*f = (struct feed){.engine = e, .patient = true};
	for (size_t i = 0; i < n; i++) /* a wait for input that is still to be typed can only be broken off */
		f->patient = f->patient && strcmp(paths[i], "-") != 0;
	if (f->patient)
		interrupt_begin(&f->interrupt);
	f->in = input_new(e->knowledge, paths, n, &config, &err);
	if (!f->in)
		cli_complain(&err);
	return f->in != NULL;
}

void feed_close(struct feed *f)
{
	input_free(f->in);
	f->in = NULL;
}

void feed_end(const struct feed *f, const char *what)
{
	if (f->interrupted)
		fprintf(stderr, "truce: interrupted%s\n", what);
	fflush(stdout);
	if (f->patient)
		interrupt_end(&f->interrupt);
}

enum batch_got feed_next(struct feed *f, struct arena *a, struct report *report, struct err *err)
{
	f->interrupted = f->patient && interrupt_came();
	if (f->interrupted)
		return BATCH_END;
	switch (input_next(f->in, a, report, err)) {
	case INPUT_REPORT:
		return BATCH_REPORT;
	case INPUT_REJECTED:
		return BATCH_REJECTED;
	default:
		return BATCH_END;
	}
}

void feed_reject(struct feed *f, const struct err *why)
{
	cli_complain(why);
	f->rejected++;
}

enum exit_code feed_exit_code(const struct feed *f)
{
	return f->rejected ? EXIT_REJECTED : EXIT_OK;
}
