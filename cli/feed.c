#include "feed.h"

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
	*f = (struct feed){.engine = e};
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

enum batch_got feed_next(struct feed *f, struct arena *a, struct report *report, struct err *err)
{
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
