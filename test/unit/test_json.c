#include "unit.h"

#include "base/json.h"

static void writes_nested_values(void **state)
{
	(void)state;
	struct buf b = {0};
	struct json j = {.out = &b};
	json_begin_object(&j);
	json_field(&j, "id", STR("r1"));
	json_field(&j, "left out", STR(""));
	json_key(&j, "list");
	json_begin_array(&j);
	json_int(&j, -1);
	json_begin_object(&j);
	json_end_object(&j);
	json_begin_array(&j);
	json_end_array(&j);
	json_null(&j);
	json_bool(&j, true);
	json_end_array(&j);
	json_key(&j, "x");
	json_num(&j, 2.5);
	json_end_object(&j);
	assert_str(buf_str(&b), "{\"id\":\"r1\",\"list\":[-1,{},[],null,true],\"x\":2.5}");
	buf_release(&b);
}

static void writes_numbers_shortest(void **state)
{
	(void)state;
	static const struct { double v; const char *text; } cases[] = {
		{0, "0"}, {2.5, "2.5"}, {-9, "-9"}, {24.69, "24.69"}, {1e6, "1000000"}, {0.1, "0.1"}, {46.712345, "46.712345"},
		{1.0 / 0.0, "null"}, {-1.0 / 0.0, "null"}, {0.0 / 0.0, "null"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = {0};
		struct json j = {.out = &b};
		json_num(&j, cases[i].v);
		assert_str(buf_str(&b), cases[i].text);
		buf_release(&b);
	}
}

static void escapes(void **state)
{
	(void)state;
	static const struct { struct str bytes; const char *text; } cases[] = {
		{{"\"\\/", 3}, "\"\\\"\\\\/\""}, {{"\n\t\r", 3}, "\"\\n\\t\\u000d\""}, {{"\0", 1}, "\"\\u0000\""},
		{{"\x1F", 1}, "\"\\u001f\""}, {{"Київ", 8}, "\"Київ\""}, {{"a\xFF" "b", 3}, "\"a\xEF\xBF\xBD" "b\""},
		{{"\xED\xA0\x80", 3}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}, {{"\xE2\x82", 2}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = {0};
		struct json j = {.out = &b};
		json_str(&j, cases[i].bytes);
		assert_string_equal(b.p, cases[i].text);
		buf_release(&b);
	}
}

UNIT_MAIN(cmocka_unit_test(writes_nested_values), cmocka_unit_test(writes_numbers_shortest), cmocka_unit_test(escapes))
