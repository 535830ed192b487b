#include "unit.h"

#include "base/json.h"

#include <json-c/json.h>

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

/* Every byte goes in; what comes out another parser reads, and reads the same where the bytes were UTF-8. */
static void escapes_every_byte(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		char bytes[] = {'a', (char)c, 'b'};
		struct buf b = {0};
		struct json j = {.out = &b};
		json_str(&j, (struct str){bytes, 3});
		struct json_tokener *t = json_tokener_new();
		json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
		struct json_object *o = json_tokener_parse_ex(t, b.p, (int)b.n + 1);
		assert_non_null(o);
		if (c < 0x80) {
			assert_int_equal(json_object_get_string_len(o), 3);
			assert_memory_equal(json_object_get_string(o), bytes, 3);
		} else
			assert_string_equal(json_object_get_string(o), "a\xEF\xBF\xBD" "b");
		json_object_put(o);
		json_tokener_free(t);
		buf_release(&b);
	}
}

UNIT_MAIN(cmocka_unit_test(writes_nested_values), cmocka_unit_test(writes_numbers_shortest), cmocka_unit_test(escapes_every_byte))
