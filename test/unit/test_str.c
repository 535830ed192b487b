#include "unit.h"

static void compares(void **state)
{
	(void)state;
	assert_true(str_eq(STR("a"), STR("a")));
	assert_false(str_eq(STR("a"), STR("ab")));
	assert_true(str_eq((struct str){0}, STR("")));
	assert_true(str_ieq(STR("Truce"), STR("tRUCE")));
	assert_false(str_ieq(STR("Truce"), STR("truc")));
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("b"), STR("ab")) > 0);
	assert_true(str_cmp(STR("\xC3"), STR("z")) > 0); /* bytes are not signed */
	assert_true(str_starts(STR("ceasefire"), STR("cease")));
	assert_true(str_ends(STR("ceasefire"), STR("fire")));
	assert_false(str_ends(STR("fire"), STR("ceasefire")));
	assert_true(str_is(str_of(NULL), ""));
}

static void trims_and_cuts(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t a b \r\n")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_str(str_sub(STR("ceasefire"), 5, 99), "fire");
	assert_str(str_sub(STR("ceasefire"), 7, 3), "");
	struct str rest = STR("a,,b");
	assert_str(str_cut(&rest, ','), "a");
	assert_str(str_cut(&rest, ','), "");
	assert_str(str_cut(&rest, ','), "b");
	assert_int_equal(rest.n, 0);
}

static void finds(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
	assert_int_equal(str_find(STR("abc"), STR("x")), 3);
	assert_int_equal(str_find(STR("abc"), STR("")), 0);
	assert_int_equal(str_find(STR("a\0b"), STR("b")), 2);
}

static void reads_integers(void **state)
{
	(void)state;
	int64_t v = 0;
	assert_true(str_int(STR("147"), 0, 1000, &v));
	assert_int_equal(v, 147);
	assert_true(str_int(STR("-5"), -10, 10, &v));
	assert_int_equal(v, -5);
	assert_true(str_int(STR("999999999999999999"), 0, INT64_MAX, &v));
	assert_true(v == 999999999999999999);
	static const char *const bad[] = {"", "-", "1x", " 1", "1 ", "11", "9223372036854775808", "99999999999999999999999", "1.0"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (str_int(str_of(bad[i]), 0, 10, &v))
			fail_msg("“%s” was taken for a number of 0 to 10", bad[i]);
}

static void hashes_by_content_and_seed(void **state)
{
	(void)state;
	assert_true(str_hash(STR("a"), 1) == str_hash((struct str){"ab", 1}, 1));
	assert_true(str_hash(STR("a"), 1) != str_hash(STR("a"), 2));
	assert_true(str_hash(STR("a"), 1) != str_hash(STR("b"), 1));
}

UNIT_MAIN(cmocka_unit_test(compares), cmocka_unit_test(trims_and_cuts), cmocka_unit_test(finds), cmocka_unit_test(reads_integers),
	  cmocka_unit_test(hashes_by_content_and_seed))
