/* feed.h - files and folders named on the command line, as the reports of a batch; and what became of them. */
#ifndef TRUCE_CLI_FEED_H
#define TRUCE_CLI_FEED_H

#include "interrupt.h"
#include "options.h"

#include "batch.h"
#include "cli.h"
#include "input/input.h"

struct feed {
	const struct engine *engine;
	struct input *in;
	size_t rejected;   /* reports that are not what they claim to be */
	bool patient;      /* stops between two reports when it is interrupted; reading standard input, at once */
	bool interrupted;
	struct interrupt interrupt;
};

/* Opens input on the paths; complains and returns false where it cannot. From here to feed_end an interrupt waits until the
 * reports that are under way are done. */
bool feed_open(struct feed *f, const struct engine *e, const struct input_options *o, const char *const *paths, size_t n);
void feed_close(struct feed *f);

/* The last call of all, when results are written: where the work was interrupted it says so, with what that means, and ends the
 * program by the signal. */
void feed_end(const struct feed *f, const char *what);

/* For batch.next. */
enum batch_got feed_next(struct feed *f, struct arena *a, struct report *report, struct err *err);

/* A report that was rejected: names it on standard error and counts it. */
void feed_reject(struct feed *f, const struct err *why);

/* What the command exits with where the batch went well. */
enum exit_code feed_exit_code(const struct feed *f);

/* Opens the engine; complains and returns false where it cannot. */
bool feed_engine(struct engine *e, const struct input_options *o, enum exit_code *code);

#endif
