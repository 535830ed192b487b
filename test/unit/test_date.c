#include "unit.h"

#include "base/date.h"

static struct date day(const char *iso)
{
	struct date d = {0};
	assert_true(date_parse(str_of(iso), &d));
	return d;
}

static void reads_days(void **state)
{
	(void)state;
	struct date d = day("2025-03-23");
	assert_int_equal(d.year, 2025);
	assert_int_equal(d.month, 3);
	assert_int_equal(d.day, 23);
	assert_int_equal(date_days(day("2025-03-23T10:00:00Z")), date_days(d));
	assert_int_equal(date_days(day("2025-03-23 10:00")), date_days(d));
}

static void refuses_what_is_no_day(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "2025", "2025-03", "2025-13-01", "2025-02-29", "2025-00-10", "2025-01-00", "0000-01-01",
		"2025-1-1", "25-01-01", "2025-01-32", "2025-04-31", "2025/01/01", "x025-01-01", "2025-01-01x", "-025-01-01"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct date d;
		if (date_parse(str_of(bad[i]), &d))
			fail_msg("“%s” was taken for a day", bad[i]);
	}
}

static void counts_days(void **state)
{
	(void)state;
	assert_int_equal(date_days(day("1970-01-01")), 0);
	assert_int_equal(date_days(day("2000-03-01")), 11017);
	assert_int_equal(date_days(day("1969-12-31")), -1);
}

static void goes_round_for_all_days(void **state)
{
	(void)state;
	int32_t first = date_days(day("0001-01-01")), last = date_days(day("9999-12-31"));
	for (int32_t n = first; n <= last; n += 17) {
		struct date d = date_from_days(n);
		assert_true(date_valid(d));
		assert_int_equal(date_days(d), n);
	}
}

static void knows_leap_years(void **state)
{
	(void)state;
	assert_int_equal(date_month_days(2024, 2), 29);
	assert_int_equal(date_month_days(1900, 2), 28);
	assert_int_equal(date_month_days(2000, 2), 29);
	UNIT_ARENA(a);
	assert_str(date_str(&a, date_add(day("2024-02-28"), 1)), "2024-02-29");
	assert_str(date_str(&a, date_add(day("2025-03-01"), -1)), "2025-02-28");
	assert_str(date_str(&a, (struct date){0}), "");
	arena_release(&a);
}

static void knows_weekdays_and_weeks(void **state)
{
	(void)state;
	int year, week;
	assert_int_equal(date_weekday(day("2025-03-24")), 0);
	assert_int_equal(date_weekday(day("2025-03-23")), 6);
	assert_int_equal(date_weekday(day("1931-06-07")), 6);
	date_iso_week(day("2021-01-03"), &year, &week);
	assert_int_equal(year, 2020);
	assert_int_equal(week, 53);
	date_iso_week(day("2024-12-30"), &year, &week);
	assert_int_equal(year, 2025);
	assert_int_equal(week, 1);
}

UNIT_MAIN(cmocka_unit_test(reads_days), cmocka_unit_test(refuses_what_is_no_day), cmocka_unit_test(counts_days),
	  cmocka_unit_test(goes_round_for_all_days), cmocka_unit_test(knows_leap_years), cmocka_unit_test(knows_weekdays_and_weeks))
