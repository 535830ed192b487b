/* date.h - days of the proleptic Gregorian calendar. Year 0 means "no date". */
#ifndef TRUCE_BASE_DATE_H
#define TRUCE_BASE_DATE_H

#include "base/arena.h"

struct date {
	int16_t year;       /* 1 to 9999; 0: no date */
	int8_t month, day;  /* 1 to 12, 1 to 31 */
};

bool date_parse(struct str iso, struct date *out); /* YYYY-MM-DD, anything behind it after 'T' or ' ' is left */
bool date_valid(struct date d);
int32_t date_days(struct date d);       /* days since 1970-01-01 */
struct date date_from_days(int32_t days);
struct date date_add(struct date d, int32_t days);
int date_weekday(struct date d);        /* 0 Monday … 6 Sunday */
void date_iso_week(struct date d, int *year, int *week);
int date_month_days(int year, int month);
struct str date_str(struct arena *a, struct date d); /* YYYY-MM-DD; empty for no date */

#endif
