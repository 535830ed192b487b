/* batch.h - many reports, several threads, results in input order.
 *
 * Each report is read and worked on in an arena and a buffer of its own, which are used again; at most
 * BATCH_AHEAD reports a thread are held, so memory does not grow with the input. */
#ifndef TRUCE_BATCH_H
#define TRUCE_BATCH_H

#include "base/buf.h"
#include "base/err.h"
#include "input/report.h"

struct reading; /* sense/record.h is not included: its struct timex is also one of the C library's thread headers */

#define BATCH_AHEAD 4u
#define BATCH_JOBS_MAX 256u

enum batch_got {
	BATCH_REPORT,   /* item->report is filled */
	BATCH_KNOWN,    /* *report is filled, and there is nothing to do: done() is told, without a reading and without an error */
	BATCH_REJECTED, /* one report is not what it claims to be; err says why; go on */
	BATCH_END,      /* there are no more */
	BATCH_FAILED,   /* something outside the program failed; err says what; the run stops */
};

struct batch_item {
	struct arena arena;
	struct report report;
	struct reading *reading; /* what work() made of it; NULL where the report was rejected: err says why */
	struct err err;
	struct buf out;          /* what work() wrote */
};

struct batch {
	unsigned jobs; /* 0: one */
	void *ctx;
	/* One thread at a time, in order. Fills *report in the arena, which has no guard set. */
	enum batch_got (*next)(void *ctx, struct arena *a, struct report *report, struct err *err);
	/* In any thread, in any order, for the items that are no rejects: sets item->reading, or item->err. */
	void (*work)(void *ctx, struct batch_item *item);
	/* One thread at a time, in input order, for every item; false and *err stops the run. */
	bool (*done)(void *ctx, struct batch_item *item, struct err *err);
};

/* false and *err where next or done failed, or no thread could be started. */
bool batch_run(const struct batch *b, struct err *err);

unsigned batch_cores(void); /* processors that this process may use */

#endif
