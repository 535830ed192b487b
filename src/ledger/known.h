/* known.h - the newest tellings of records as new ones are compared with them, kept in memory: what is told today is mostly
 * what was told of in the last days, and each of its tellings would be read again for every new one.
 *
 * Two halves: what is asked for goes into the young one; when that is full, the old one is forgotten and they change
 * places. So memory is bounded, and what nobody asks for any more goes. Rows that another program wrote, and those of a
 * transaction that was undone, must be forgotten too: known_begin and known_drop. */
#ifndef TRUCE_LEDGER_KNOWN_H
#define TRUCE_LEDGER_KNOWN_H

#include "ledger/merge.h"

#define KNOWN_TELLINGS 6                /* of a record, the newest: with so many a new one is compared */
#define KNOWN_BYTES ((size_t)12 << 20)  /* of a half */
#define KNOWN_SLOTS 8192u               /* of its hash table */

struct known_telling {
	int64_t report;
	struct str name;         /* the report's */
	struct merge_view view;  /* kin is not set */
};

struct known_record {
	int64_t record;
	const struct known_telling *newest[KNOWN_TELLINGS]; /* [0] the last one */
	size_t n;
	struct known_record *next;
};

struct known_half {
	struct arena arena;
	struct known_record **slots; /* [KNOWN_SLOTS]; NULL: nothing yet */
};

struct known {
	struct known_half half[2];
	int young;
	int64_t version;             /* of the data, as SQLite counts what others write */
};

struct ledger;

void known_init(struct known *k);
void known_drop(struct known *k); /* forgets all */

/* Before a report is written: makes room. What was looked up stays until the next call. */
void known_begin(struct ledger *l);

/* Where a telling is kept that known_add will be given. */
struct arena *known_arena(struct ledger *l);

const struct known_record *known_look_up(struct ledger *l, enum record_kind kind, int64_t record);

/* The telling is now the record's newest; fresh: it is its first. In known_arena. */
void known_add(struct ledger *l, int64_t record, bool fresh, const struct known_telling *t);

/* The record's tellings are not what they were. */
void known_forget(struct ledger *l, int64_t record);

#endif
