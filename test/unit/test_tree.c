#include "unit.h"

#include "input/tree.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[] = "/tmp/truce-unit-XXXXXX";

static const char *at(char path[128], const char *name)
{
	snprintf(path, 128, "%s/%s", top, name);
	return path;
}

static void put(const char *name)
{
	char path[128];
	FILE *f = fopen(at(path, name), "w");
	assert_non_null(f);
	fputs("text", f);
	fclose(f);
}

static int make(void **state)
{
	(void)state;
	char path[128];
	assert_non_null(mkdtemp(top));
	assert_int_equal(mkdir(at(path, "b"), 0700), 0);
	assert_int_equal(mkdir(at(path, "b/empty"), 0700), 0);
	assert_int_equal(mkdir(at(path, ".git"), 0700), 0);
	put("a.txt");
	put("c.txt");
	put("b/x.txt");
	put(".hidden");
	put(".git/config");
	assert_int_equal(symlink("../a.txt", at(path, "b/link")), 0);
	assert_int_equal(symlink("..", at(path, "b/loop")), 0);
	assert_int_equal(symlink("/nowhere", at(path, "b/gone")), 0);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	char command[64];
	snprintf(command, sizeof command, "rm -rf %s", top);
	return system(command);
}

static void assert_next(struct tree *t, const char *name)
{
	struct err err = {0};
	char path[128];
	assert_int_equal(tree_next(t, &err), TREE_FILE);
	assert_string_equal(t->path, at(path, name));
	assert_int_equal(t->size, 4);
}

static void gives_files_in_order(void **state)
{
	(void)state;
	struct tree t;
	struct err err = {0};
	tree_open(&t, top);
	assert_next(&t, "a.txt");
	assert_next(&t, "b/link");
	assert_next(&t, "b/x.txt");
	assert_next(&t, "c.txt");
	assert_int_equal(tree_next(&t, &err), TREE_END);
	assert_int_equal(tree_next(&t, &err), TREE_END);
	tree_close(&t);
}

static void can_be_left_in_the_middle(void **state)
{
	(void)state;
	struct tree t;
	tree_open(&t, top);
	assert_next(&t, "a.txt");
	assert_next(&t, "b/link");
	tree_close(&t);
	tree_close(&t);
}

static void names_what_is_not_there(void **state)
{
	(void)state;
	struct tree t;
	struct err err = {0};
	tree_open(&t, "/nowhere/at-all");
	assert_int_equal(tree_next(&t, &err), TREE_BAD);
	assert_err(err, ERR_SYSTEM, "/nowhere/at-all: No such file or directory");
	assert_int_equal(tree_next(&t, &err), TREE_END);
	tree_close(&t);
}

static void has_a_limit_of_depth(void **state)
{
	(void)state;
	char path[128] = "b/empty", full[256];
	struct tree t;
	struct err err = {0};
	for (int i = 0; i <= TREE_DEPTH_MAX; i++) {
		strcat(path, "/d");
		snprintf(full, sizeof full, "%s/%s", top, path);
		assert_int_equal(mkdir(full, 0700), 0);
	}
	snprintf(full, sizeof full, "%s/b/empty", top);
	tree_open(&t, full);
	assert_int_equal(tree_next(&t, &err), TREE_BAD);
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.message, "more than 32 folders deep"));
	tree_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(gives_files_in_order), cmocka_unit_test(can_be_left_in_the_middle),
		cmocka_unit_test(names_what_is_not_there), cmocka_unit_test(has_a_limit_of_depth)};
	return cmocka_run_group_tests(tests, make, drop);
}
