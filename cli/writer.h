/* writer.h - many reports into the ledger, several a transaction, none of which stays open for longer than a moment: who else
 * writes is let in, and who stops the program loses little. What is counted is in the file. */
#ifndef TRUCE_CLI_WRITER_H
#define TRUCE_CLI_WRITER_H

#include "ledger/ledger.h"

struct ticker;

#define WRITER_REPORTS 100u  /* a transaction */
#define WRITER_SECONDS 1     /* that it is open, whether reports come or not */

struct writer_counts {
	size_t fresh, changed, reread, duplicate, foreign, undated;
};

struct writer {
	struct ledger *ledger;
	struct writer_counts counts;  /* of what is in the file; to be read when the writer has ended, or for progress */
	/* The rest is the writer's own, and the ticker's, which closes what is open. */
	struct writer_counts pending;
	unsigned open;                /* reports of the transaction; 0: none is open */
	struct err err;
	struct ticker *ticker;
};

void writer_begin(struct writer *w, struct ledger *l);

/* Adds what was read; r NULL: a report that is there already. By one thread at a time. */
bool writer_add(struct writer *w, const struct report *report, const struct reading *r, bool again, const char *version, struct err *err);

/* Writes what is left. False and *err where that failed, or failed before. */
bool writer_end(struct writer *w, struct err *err);

#endif
