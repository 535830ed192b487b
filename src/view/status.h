/* status.h - where the process stands on a day, for people: talks, what is on the table, agreements, fighting, direction;
 * each line with the sentence it rests on. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_STATUS_H
#define TRUCE_VIEW_STATUS_H

#include "base/buf.h"
#include "ledger/situation.h"
#include "view/process.h"

#define STATUS_TALK_DAYS 30     /* talks held that long ago are still told */
#define STATUS_PROPOSAL_DAYS 60 /* proposals last spoken of that long ago are still on the table */
#define STATUS_FIGHTING_DAYS 7
#define STATUS_LINES_MAX 12     /* records of a section; the rest is counted */
#define STATUS_PROCESSES_MAX 5  /* told in full where not all are asked for; the others are named */

/* What status_print needs of the ledger, and no more: records are loaded further as they are told. */
bool status_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err);

/* Process by process, those with most conflict first, the first `most` of them that anything is told of and those that a person named; then
 * what belongs to none. only: this one alone; NULL: all. Lines are broken at `width` columns (0: 100). The arena has a guard. */
void status_print(const struct situation *s, struct arena *a, const processes *list, const struct process *only, size_t most, size_t width,
		  struct buf *out);

#endif
