#include "unit.h"

#include "data/table.h"

#include <stdlib.h>
#include <unistd.h>

/* Opens a table with that content. */
static bool open_text(struct table *t, struct arena *a, struct str content, struct err *e)
{
	char path[] = "/tmp/truce-unit-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, content.p, content.n), (ssize_t)content.n);
	close(fd);
	bool ok = table_open(t, a, "/tmp", path + 5, e);
	unlink(path);
	t->name = "words.tsv";
	return ok;
}

static void reads_rows(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct table t;
	struct err e = {0};
	assert_true(open_text(&t, &a, STR("# comment\n\n one \ttwo\t-\n\t\nlast\tline"), &e));
	assert_true(table_next(&t, 2, 3));
	assert_int_equal(t.line, 3);
	assert_int_equal(t.n_fields, 3);
	assert_str(t.field[0], "one");
	assert_str(t.field[1], "two");
	assert_str(t.field[2], "");
	assert_str(t.field[3], "");
	assert_true(table_next(&t, 2, 3));
	assert_str(t.field[1], "line");
	assert_false(table_next(&t, 2, 3));
	assert_int_equal(e.code, ERR_NONE);
	arena_release(&a);
}

static void complains_with_file_and_line(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct table t;
	struct err few = {0}, many = {0}, own = {0};
	assert_true(open_text(&t, &a, STR("a\tb\nc\n"), &few));
	assert_true(table_next(&t, 2, 2));
	assert_false(table_next(&t, 2, 2));
	assert_err(few, ERR_DATA, "words.tsv:2: 1 field where at least 2 are needed (they are parted by tabs)");
	assert_true(open_text(&t, &a, STR("a\tb\tc\n"), &many));
	assert_false(table_next(&t, 1, 2));
	assert_err(many, ERR_DATA, "words.tsv:1: more than 2 fields (they are parted by tabs)");
	assert_true(open_text(&t, &a, STR("a\n"), &own));
	assert_true(table_next(&t, 1, 1));
	assert_false(table_fail(&t, "no country “%s”", "XYZ"));
	assert_err(own, ERR_DATA, "words.tsv:1: no country “XYZ”");
	assert_false(table_next(&t, 1, 1)); /* nothing more after a complaint */
	arena_release(&a);
}

static void refuses_what_is_not_utf8(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct table t;
	struct err e = {0};
	assert_false(open_text(&t, &a, STR("fine\nbad \xFF\n"), &e));
	assert_int_equal(e.code, ERR_DATA);
	assert_non_null(strstr(e.message, ":2: not UTF-8"));
	arena_release(&a);
}

static void cuts_items(void **state)
{
	(void)state;
	struct str list = STR(" a, ,b ,"), item;
	assert_true(table_item(&list, ',', &item));
	assert_str(item, "a");
	assert_true(table_item(&list, ',', &item));
	assert_str(item, "b");
	assert_false(table_item(&list, ',', &item));
}

UNIT_MAIN(cmocka_unit_test(reads_rows), cmocka_unit_test(complains_with_file_and_line), cmocka_unit_test(refuses_what_is_not_utf8),
	  cmocka_unit_test(cuts_items))
