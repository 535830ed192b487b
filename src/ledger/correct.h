/* correct.h - what people set right by hand: which tellings belong to which record. Kept in the ledger under numbers,
 * stronger than the rules of merging, and asked again whenever a report is read again. */
#ifndef TRUCE_LEDGER_CORRECT_H
#define TRUCE_LEDGER_CORRECT_H

#include "ledger/inside.h"

/* Where a telling of a report stands: by this it is found again when the report is read again. */
struct stand {
	int64_t report;
	enum record_kind kind;
	int64_t sentence, start; /* of its first evidence */
};

/* The record to which the latest correction gives the telling; 0 where there is none. */
int64_t correct_home(struct ledger *l, const struct stand *s);

/* Finds handles and days of a record anew, after tellings came or went. */
void correct_refresh(struct ledger *l, struct arena *a, enum record_kind kind, int64_t record);

#endif
