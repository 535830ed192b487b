/* place.h - which record of the ledger a new telling belongs to. */
#ifndef TRUCE_LEDGER_PLACE_H
#define TRUCE_LEDGER_PLACE_H

#include "ledger/copies.h"

/* Reports that share names with this one which few reports have: they may tell the same story. */
#define KIN_MAX 12
struct kin {
	int64_t report[KIN_MAX];
	size_t shared[KIN_MAX];
	size_t n;
};

/* What is known of the report whose tellings are placed, found once. */
struct around {
	int64_t report;
	struct kin kin;
	int64_t group[COPIES_MAX]; /* whose copy it is, or that copy it */
	size_t n_group;
	VEC(int64_t) told;         /* records that it told of so far */
	int64_t last_day[RECORD_COUNT]; /* that a record of the kind had before it; 0: not asked for yet */
};
void place_around(struct ledger *l, int64_t report, struct around *out);

struct placing {
	struct ledger *l;
	struct arena *a;
	enum record_kind kind;
	struct merge_view view;
	struct merge_handles handles;
	struct around *around;
};

struct placed {
	int64_t record; /* 0: none, the telling is a record of its own */
	struct str why; /* what agrees, what it counts, with whom it was compared; empty where none */
	bool fresh;     /* set by who made it: this is its first telling */
	uint32_t under; /* its handles, as bits, under which the record is found on that day already */
};

/* The record that it is most like of those that it is like enough. The time this takes does not grow with the ledger:
 * a bounded number of records is looked at, and of each a bounded number of tellings. */
struct placed place_find(const struct placing *p);

/* Under which handles and days a record is found from now on; needs no `around`. */
void place_note(const struct placing *p, int64_t record, uint32_t under);

int64_t place_new(struct ledger *l, enum record_kind kind); /* a record without tellings, under the next number */

#endif
