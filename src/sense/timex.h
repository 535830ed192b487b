/* timex.h - time expressions, as TIMEX3 has them.
 *   reads    words, trees, reading->dct
 *   fills    times, word_time
 *
 * Without a dct what is relative to it stays open: “yesterday” is PAST_REF, “Monday” is XXXX-WXX-1, “March 5” is
 * XXXX-03-05. `from` and `to` are set only where the days are known. */
#ifndef TRUCE_SENSE_TIMEX_H
#define TRUCE_SENSE_TIMEX_H

#include "sense/record.h"

void timex_run(struct reading *r);

/* The DATE or TIME that dates what this word says: the nearest temporal modifier below the word, else one of the clause
 * that it is part of; never one across a clause of speech (“said on Monday that …”). NO_REF where there is none. */
ref timex_near(const struct reading *r, uint32_t word);

/* The ISO day, month or year of a time expression, as records have it in `date`; empty where it names none. */
struct str timex_day(const struct reading *r, ref time);

/* When the thing happened that the trigger word names: timex_near; else a day of the same clause; else the day of which
 * the sentences just before tell; else the report's date. Empty where the report has none. */
struct str timex_date_of(const struct reading *r, uint32_t trigger);

/* The time that the text itself gives it: timex_near where that names a day, month or year, else a day of the same clause. */
ref timex_told(const struct reading *r, uint32_t trigger);

/* The same as a date: empty where the text does not date it. */
struct str timex_told_date(const struct reading *r, uint32_t trigger);

/* The DURATION that modifies this word (“a 30-day ceasefire”, “for three months”), or NO_REF. */
ref timex_duration_of(const struct reading *r, uint32_t word);

#endif
