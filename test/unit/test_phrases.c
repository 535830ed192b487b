#include "unit.h"

#include "data/phrases.h"

static struct knowledge *empty(void)
{
	static struct knowledge k;
	memset(&k, 0, sizeof k);
	arena_init(&k.arena, 0);
	symtab_init(&k.symbols, &k.arena);
	return &k;
}

static void test_longest_first(void **state)
{
	(void)state;
	struct knowledge *k = empty();
	struct phrases p = {0};
	assert_true(phrases_add(k, &p, STR("air"), (struct phrase){.min = 1}));
	assert_true(phrases_add(k, &p, STR("air raid siren"), (struct phrase){.min = 3}));
	assert_true(phrases_add(k, &p, STR("air raid"), (struct phrase){.min = 2}));
	phrases_index(k, &p);
	sym text[] = {knowledge_sym(k, STR("air")), knowledge_sym(k, STR("raid")), knowledge_sym(k, STR("began"))};
	const struct phrase *one = phrases_first(&p, text[0]);
	assert_int_equal(one->min, 3);
	assert_false(phrase_fits(one, text, 3, 0));
	one = phrases_next(&p, one);
	assert_int_equal(one->min, 2);
	assert_true(phrase_fits(one, text, 3, 0));
	assert_false(phrase_fits(one, text, 1, 0));
	one = phrases_next(&p, one);
	assert_int_equal(one->min, 1);
	assert_null(phrases_next(&p, one));
	arena_release(&k->arena);
}

static void test_unknown_words(void **state)
{
	(void)state;
	struct knowledge *k = empty();
	struct phrases p = {0};
	assert_true(phrases_add(k, &p, STR("truce"), (struct phrase){0}));
	phrases_index(k, &p);
	sym late = knowledge_sym(k, STR("added after the index"));
	assert_null(phrases_first(&p, 0));
	assert_null(phrases_first(&p, late));
	arena_release(&k->arena);
}

static void test_too_long(void **state)
{
	(void)state;
	struct knowledge *k = empty();
	struct phrases p = {0};
	assert_false(phrases_add(k, &p, STR("a b c d e f g"), (struct phrase){0}));
	assert_false(phrases_add(k, &p, STR("  "), (struct phrase){0}));
	assert_int_equal(p.list.n, 0);
	arena_release(&k->arena);
}

UNIT_MAIN(cmocka_unit_test(test_longest_first), cmocka_unit_test(test_unknown_words), cmocka_unit_test(test_too_long))
