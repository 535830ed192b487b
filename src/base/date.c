#include "base/date.h"

/* Days from civil: H. Hinnant, "chrono-compatible low-level date algorithms". */
int32_t date_days(struct date d)
{
	int32_t y = d.year - (d.month <= 2);
	int32_t era = (y >= 0 ? y : y - 399) / 400;
	int32_t yoe = y - era * 400;
	int32_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

struct date date_from_days(int32_t days)
{
	int32_t z = days + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	int32_t month = mp + (mp < 10 ? 3 : -9);
	int32_t year = yoe + era * 400 + (month <= 2);
	if (year < 1 || year > 9999)
		return (struct date){0};
	return (struct date){(int16_t)year, (int8_t)month, (int8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

int date_month_days(int year, int month)
{
	static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month < 1 || month > 12 ? 0 : days[month] + (month == 2 && leap);
}

bool date_valid(struct date d)
{
	return d.year >= 1 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= date_month_days(d.year, d.month);
}

bool date_parse(struct str s, struct date *out)
{
	int64_t y, m, d;
	if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-' || (s.n > 10 && s.p[10] != 'T' && s.p[10] != ' '))
		return false;
	if (!str_int(str_sub(s, 0, 4), 1, 9999, &y) || !str_int(str_sub(s, 5, 7), 1, 12, &m) ||
	    !str_int(str_sub(s, 8, 10), 1, 31, &d))
		return false;
	struct date got = {(int16_t)y, (int8_t)m, (int8_t)d};
	if (!date_valid(got))
		return false;
	*out = got;
	return true;
}

struct date date_add(struct date d, int32_t days)
{
	return d.year ? date_from_days(date_days(d) + days) : d;
}

int date_weekday(struct date d)
{
	int32_t n = (date_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */
	return n < 0 ? n + 7 : n;
}

void date_iso_week(struct date d, int *year, int *week)
{
	struct date thursday = date_add(d, 3 - date_weekday(d));
	struct date first = {thursday.year, 1, 1};
	*year = thursday.year;
	*week = (date_days(thursday) - date_days(first)) / 7 + 1;
}

struct str date_str(struct arena *a, struct date d)
{
	return d.year ? arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day) : STR("");
}
