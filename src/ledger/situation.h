/* situation.h - all that the ledger has for a span of days or as of a day, loaded at once: what status and brief tell. */
#ifndef TRUCE_LEDGER_SITUATION_H
#define TRUCE_LEDGER_SITUATION_H

#include "ledger/ledger.h"

struct situation {
	struct ledger *l;
	struct date at;    /* the day on which it is told; the newest report's where none was asked for; year 0: none is dated */
	struct date since, until;
	ledger_records records[RECORD_COUNT]; /* each by day, then by number */
	ledger_reports reports;
};

/* filter.known_at is the day; where it is open, that of the newest report. Memory is the arena's. */
bool situation_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err);

/* The talk that was held, by the same parties and not elsewhere, since a plan without a day was last told: the plan is no longer
 * one to come. NULL where there is none. */
const struct ledger_record *situation_met(const struct situation *s, const struct ledger_record *plan);

#endif
