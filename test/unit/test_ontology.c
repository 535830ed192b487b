#include "unit.h"

#include "data/ontology.h"

static void names_go_round(void **state)
{
	(void)state;
#define X(name, score, quad) assert_int_equal(category_of(str_of(category_name(CATEGORY_##name))), CATEGORY_##name);
	CATEGORY_LIST(X)
#undef X
#define X(category, name, word, score) \
	assert_int_equal(mode_of(CATEGORY_##category, STR(word)), MODE_##category##_##name); \
	assert_int_equal(mode_category(MODE_##category##_##name), CATEGORY_##category); \
	assert_string_equal(mode_name(MODE_##category##_##name), word);
	MODE_LIST(X)
#undef X
#define X(name, word) n++;
#define Y(lower, UPPER) \
	{ \
		int n = 0; \
		UPPER##_LIST(X) \
		assert_int_equal(n + 1, UPPER##_COUNT); \
		for (int v = 1; v < UPPER##_COUNT; v++) \
			assert_int_equal(lower##_of(str_of(lower##_name((enum lower)v))), v); \
	}
	VALUE_LISTS(Y)
#undef Y
#undef X
}

static void unknown_words_are_nothing(void **state)
{
	(void)state;
	assert_int_equal(category_of(STR("agree")), CATEGORY_NONE);
	assert_int_equal(mode_of(CATEGORY_CONSULT, STR("assist")), MODE_NONE);
	assert_int_equal(mode_of(CATEGORY_REJECT, STR("assist")), MODE_REJECT_ASSIST);
	assert_int_equal(scope_of(STR("")), SCOPE_NONE);
	assert_int_equal(standing_of(STR("rumoured")), STANDING_NONE);
}

UNIT_MAIN(cmocka_unit_test(names_go_round), cmocka_unit_test(unknown_words_are_nothing))
