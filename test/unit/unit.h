/* unit.h - cmocka with what it wants included first, and the few assertions that truce's own types need. */
#ifndef TRUCE_TEST_UNIT_H
#define TRUCE_TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"

/* A slice equals a string. */
#define assert_str(slice, expected) \
	do { \
		struct str s_ = (slice), e_ = str_of(expected); \
		if (!str_eq(s_, e_)) \
			fail_msg("“%.*s” where “%.*s” is expected", (int)s_.n, s_.p, (int)e_.n, e_.p); \
	} while (0)

/* An error with that code and exactly that message. */
#define assert_err(e, expected_code, expected_message) \
	do { \
		assert_string_equal((e).message, (expected_message)); \
		assert_int_equal((e).code, (expected_code)); \
	} while (0)

/* An arena for a test; without a guard, so that an allocation that fails ends the test program. */
#define UNIT_ARENA(name) \
	struct arena name; \
	arena_init(&name, 0)

#define UNIT_MAIN(...) \
	int main(void) \
	{ \
		const struct CMUnitTest tests[] = {__VA_ARGS__}; \
		return cmocka_run_group_tests(tests, NULL, NULL); \
	}

#endif
