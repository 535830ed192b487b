#include "unit.h"

#include "base/buf.h"

static void adds_and_clears(void **state)
{
	(void)state;
	struct buf b = {0};
	assert_str(buf_str(&b), "");
	buf_puts(&b, "one");
	buf_putc(&b, ' ');
	buf_printf(&b, "%d", 2);
	buf_add(&b, (struct str){"\0x", 2});
	assert_int_equal(b.n, 7);
	assert_memory_equal(b.p, "one 2\0x", 8);
	buf_clear(&b);
	assert_str(buf_str(&b), "");
	buf_release(&b);
	assert_null(b.p);
}

static void grows_by_long_prints(void **state)
{
	(void)state;
	struct buf b = {0};
	for (int i = 0; i < 100; i++)
		buf_printf(&b, "%1000d", i);
	assert_int_equal(b.n, 100000);
	assert_false(b.failed);
	assert_memory_equal(b.p + b.n - 3, " 99", 4);
	buf_release(&b);
}

UNIT_MAIN(cmocka_unit_test(adds_and_clears), cmocka_unit_test(grows_by_long_prints))
