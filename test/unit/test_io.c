#include "unit.h"

#include "base/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int temporary(char path[64])
{
	snprintf(path, 64, "/tmp/truce-unit-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	return fd;
}

static void writes_and_reads_back(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	char path[64];
	struct err e = {0};
	struct str text;
	int fd = temporary(path);
	assert_true(io_write(fd, (struct str){"a\0b\n", 4}, path, &e));
	close(fd);
	assert_true(io_read_file(&a, path, 4, &text, &e));
	assert_int_equal(text.n, 4);
	assert_memory_equal(text.p, "a\0b\n", 5);
	assert_false(io_read_file(&a, path, 3, &text, &e));
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.message, "4 bytes, more than the limit of 3"));
	unlink(path);
	arena_release(&a);
}

static void names_the_file_and_the_reason(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct err missing = {0}, folder = {0};
	struct str text;
	assert_false(io_read_file(&a, "/nowhere/at-all", 10, &text, &missing));
	assert_err(missing, ERR_SYSTEM, "/nowhere/at-all: No such file or directory");
	assert_false(io_read_file(&a, "/tmp", 10, &text, &folder));
	assert_err(folder, ERR_SYSTEM, "/tmp: not a regular file");
	arena_release(&a);
}

static void says_that_the_disk_is_full(void **state)
{
	(void)state;
	struct err e = {0};
	int fd = open("/dev/full", O_WRONLY);
	if (fd < 0)
		skip();
	assert_false(io_write(fd, STR("x"), "report.json", &e));
	assert_err(e, ERR_SYSTEM, "report.json: No space left on device");
	close(fd);
}

UNIT_MAIN(cmocka_unit_test(writes_and_reads_back), cmocka_unit_test(names_the_file_and_the_reason),
	  cmocka_unit_test(says_that_the_disk_is_full))
