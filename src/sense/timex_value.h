/* timex_value.h - what a match means: type, value, mod, days. */
#ifndef TRUCE_SENSE_TIMEX_VALUE_H
#define TRUCE_SENSE_TIMEX_VALUE_H

#include "sense/timex_match.h"

enum time_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE, TENSE_BYGONE }; /* bygone: past whatever is nearer */

enum time_grain { GRAIN_NONE, GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_SEASON, GRAIN_QUARTER, GRAIN_HALF, GRAIN_YEAR, GRAIN_DECADE, GRAIN_CENTURY };

/* A span of the calendar: the n-th of its grain in the year (week, month, quarter, half; season 1 to 4), a day. */
struct time_span {
	enum time_grain grain;
	int year, n;
	struct date day;    /* of GRAIN_DAY */
};

/* What has been said so far. */
struct time_context {
	const struct reading *r;
	struct date dct;        /* year 0: unknown */
	struct time_span last;  /* the date mentioned last */
	struct date day;        /* the day mentioned last */
	int quarter_year, quarter; /* the quarter mentioned last; 0: none */
	enum time_tense tense;  /* of the clause in which the expression stands */
	bool from_quarter;      /* the report speaks of quarters: “a year ago” is one, too */
};

/* Fills type, value, mod, from, to; false where the match says nothing after all. Moves the context on. */
bool timex_value(struct time_context *c, const struct time_match *m, struct timex *out);

#endif
