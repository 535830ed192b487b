#include "unit.h"

#include "base/utf8.h"

static void goes_round_for_all_code_points(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
		char out[4];
		size_t i = 0, n;
		if (cp == 0xD800)
			cp = 0xE000;
		n = utf8_put(cp, out);
		struct str s = {out, n};
		assert_int_equal(utf8_bad(s), n);
		assert_int_equal(utf8_count(s), 1);
		assert_int_equal(utf8_next(s, &i), cp);
		assert_int_equal(i, n);
	}
}

static void refuses_what_rfc_3629_refuses(void **state)
{
	(void)state;
	static const struct { const char *bytes; size_t n, bad; } cases[] = {
		{"\x80", 1, 0}, {"a\xC3", 2, 1}, {"\xC0\xAF", 2, 0}, {"\xE0\x80\xAF", 3, 0}, {"\xED\xA0\x80", 3, 0},
		{"\xF4\x90\x80\x80", 4, 0}, {"\xF8\x88\x80\x80\x80", 5, 0}, {"ok\xFF", 3, 2}, {"\xE2\x82", 2, 0}, {"\xF0\x9F\x98", 3, 0},
		{"a\xC3(", 3, 1}, {"\xFE", 1, 0}, {"\xC1\xBF", 2, 0}, {"\xF0\x80\x80\x80", 4, 0},
	};
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		struct str s = {cases[c].bytes, cases[c].n};
		size_t i = cases[c].bad;
		assert_int_equal(utf8_bad(s), cases[c].bad);
		assert_int_equal(utf8_next(s, &i), UTF8_BAD);
		assert_int_equal(i, cases[c].bad + 1);
	}
}

static void knows_classes(void **state)
{
	(void)state;
	assert_true(utf8_is_upper('A') && utf8_is_upper(0x0416) && utf8_is_upper(0x00C9));
	assert_false(utf8_is_upper('a') || utf8_is_upper('1') || utf8_is_upper(0x0436));
	assert_true(utf8_is_letter(0x00E9) && utf8_is_letter(0x4E2D) && !utf8_is_letter('-') && !utf8_is_letter('1'));
	assert_true(utf8_is_space(0x00A0) && utf8_is_space(0x2003) && utf8_is_space(0xFEFF) && !utf8_is_space('_'));
	assert_true(utf8_is_digit('7') && !utf8_is_digit(0x0661));
	assert_int_equal(utf8_lower(0x0416), 0x0436);
	assert_int_equal(utf8_lower('Z'), 'z');
	assert_int_equal(utf8_lower('-'), '-');
}

UNIT_MAIN(cmocka_unit_test(goes_round_for_all_code_points), cmocka_unit_test(refuses_what_rfc_3629_refuses),
	  cmocka_unit_test(knows_classes))
