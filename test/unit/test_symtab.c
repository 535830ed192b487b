#include "unit.h"

#include "base/symtab.h"

static void gives_each_string_one_number(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct symtab t;
	symtab_init(&t, &a);
	assert_int_equal(symtab_find(&t, STR("truce")), 0);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++) {
			char name[16];
			snprintf(name, sizeof name, "w%d", i);
			assert_int_equal(symtab_add(&t, str_of(name)), i + 1);
		}
	assert_int_equal(symtab_find(&t, STR("w4999")), 5000);
	assert_str(symtab_name(&t, 5000), "w4999");
	assert_str(symtab_name(&t, 0), "");
	assert_int_equal(symtab_find(&t, STR("w5000")), 0);
	arena_release(&a);
}

static void copies_its_strings(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct symtab t;
	char name[] = "word";
	symtab_init(&t, &a);
	sym s = symtab_add(&t, str_of(name));
	name[0] = 'l';
	assert_str(symtab_name(&t, s), "word");
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(gives_each_string_one_number), cmocka_unit_test(copies_its_strings))
