/* explain.h - why a record exists: what it says, the sentences, their trees, the rule and the dictionary entries with
 * their lines in the data files, how each argument was found, and what was merged into it. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_EXPLAIN_H
#define TRUCE_VIEW_EXPLAIN_H

#include "base/buf.h"
#include "ledger/ledger.h"

struct explain {
	const struct ledger *l;
	const struct ledger_record *record;
	const struct reading *const *readings; /* [tellings.n] each telling's report analysed again; NULL where it was not */
	const char *version;                   /* of the engine that analysed them again; NULL: none */
	void *ctx;
	/* Adds the line of the data file that a rule names ("file:line …"); false where it is not to be had. */
	bool (*line)(void *ctx, struct str rule, struct buf *out);
};

void explain_record(const struct explain *x, struct buf *out);

/* Who or what it is, its dictionary entry, and the ids of the records that name it. */
void explain_actor(const struct explain *x, ref actor, const ledger_records *records, struct buf *out);
void explain_place(const struct explain *x, ref place, const ledger_records *records, struct buf *out);

#endif
