/* situation.h - what the ledger has for a span of days or as of a day, loaded at once: what status and brief tell. */
#ifndef TRUCE_LEDGER_SITUATION_H
#define TRUCE_LEDGER_SITUATION_H

#include "ledger/ledger.h"

struct situation {
	struct ledger *l;
	struct arena *a;   /* where its records are */
	struct date at;    /* the day on which it is told; the newest report's where none was asked for; year 0: none is dated */
	struct date since, until;
	struct str process; /* the name of the one that was asked for alone; empty mostly */
	ledger_records records[RECORD_COUNT]; /* each by day, then by number; those of no known day last */
	struct ledger_day reports; /* how many, and the first day of them */
	ledger_days days;          /* of reports: situation_load, situation_days */
};

/* filter.known_at is the day; where it is open, that of the newest report. All records, whole. Memory is the arena's. */
bool situation_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err);

/* The same without days and records; the days; and the records of one kind that are chosen, for who needs not all, or not all of each. */
bool situation_begin(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err);
bool situation_days(struct situation *s, const struct ledger_filter *filter, struct err *err);
bool situation_choose(struct situation *s, enum record_kind kind, const struct ledger_filter *filter, const struct ledger_choice *c,
		      struct err *err);


/* The talk that was held, by the same parties and not elsewhere, since a plan without a day was last told: the plan is no longer
 * one to come. NULL where there is none. Talks are loaded as far as this needs: the arenas must have a guard. */
const struct ledger_record *situation_met(const struct situation *s, struct ledger_record *plan);

#endif
