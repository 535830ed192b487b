#include "unit.h"

#include "base/vec.h"

static void gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	for (size_t size = 1; size < 70000; size = size * 2 + 1) {
		unsigned char *p = arena_alloc(&a, size);
		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, size);
	}
	arena_release(&a);
	assert_int_equal(a.used, 0);
}

static void keeps_its_limit(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 1000);
	assert_non_null(arena_try(&a, 500));
	assert_null(arena_try(&a, 500)); /* 500 are rounded up, and there is the alignment */
	assert_non_null(arena_try(&a, 400));
	assert_null(arena_try(&a, SIZE_MAX));
	assert_null(arena_try(&a, SIZE_MAX - 8));
	arena_release(&a);
}

static void jumps_to_the_guard_when_full(void **state)
{
	(void)state;
	struct arena a;
	jmp_buf guard;
	volatile int rounds = 0;
	arena_init(&a, 10000);
	a.guard = &guard;
	if (setjmp(guard) == 0)
		for (;; rounds++)
			arena_alloc(&a, 1000);
	assert_int_equal(rounds, 9);
	arena_release(&a);
}

static void fails_the_nth_allocation(void **state)
{
	(void)state;
	for (size_t n = 1; n < 20; n++) {
		struct arena a;
		arena_init(&a, 0);
		a.fail_after = n;
		for (size_t i = 1; i < n; i++)
			assert_non_null(arena_try(&a, 8));
		assert_null(arena_try(&a, 8));
		assert_non_null(arena_try(&a, 8)); /* only that one */
		arena_release(&a);
	}
}

static void grows_a_vector(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	VEC(int) v = {0};
	for (int i = 0; i < 1000; i++)
		vec_push(&a, &v, i);
	assert_int_equal(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.v[i], i);
	arena_release(&a);
}

static void copies_and_prints_strings(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct str with_nul = {"a\0b", 3};
	struct str copy = arena_str(&a, with_nul);
	assert_int_equal(copy.n, 3);
	assert_memory_equal(copy.p, "a\0b", 4);
	assert_str(arena_join(&a, STR("peace"), STR("ful")), "peaceful");
	assert_str(arena_join(&a, (struct str){0}, (struct str){0}), "");
	assert_str(arena_printf(&a, "%s-%d", "day", 7), "day-7");
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(gives_zeroed_aligned_memory), cmocka_unit_test(keeps_its_limit),
	  cmocka_unit_test(jumps_to_the_guard_when_full), cmocka_unit_test(fails_the_nth_allocation),
	  cmocka_unit_test(grows_a_vector), cmocka_unit_test(copies_and_prints_strings))
