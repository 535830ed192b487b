#include "unit.h"

#include "data/model_file.h"

struct image {
	struct model_head head;
	struct model_chunk chunk[2];
	char pad[256];
} __attribute__((aligned(64)));

static struct image good(void)
{
	struct image m = {.head = {.magic = MODEL_MAGIC, .format = MODEL_FORMAT, .order = 0x01020304, .size = sizeof(struct image),
				   .name = "toy", .chunks = 2}};
	memcpy(m.head.magic, MODEL_MAGIC, 8);
	m.chunk[0] = (struct model_chunk){"a.one", 128, 5};
	m.chunk[1] = (struct model_chunk){"a.two", 192, 0};
	memcpy((char *)&m + 128, "hello", 5);
	return m;
}

static void finds_chunks(void **state)
{
	(void)state;
	struct image m = good();
	struct model_file f;
	struct err e = {0};
	assert_true(model_file_use(&f, &m, sizeof m, "toy", &e));
	assert_str(model_file_chunk(&f, "a.one"), "hello");
	assert_int_equal(model_file_chunk(&f, "a.two").n, 0);
	assert_non_null(model_file_chunk(&f, "a.two").p);
	assert_null(model_file_chunk(&f, "a.three").p);
}

static void refuse(const struct image *m, size_t size, const char *message)
{
	struct model_file f;
	struct err e = {0};
	assert_false(model_file_use(&f, m, size, "toy", &e));
	assert_err(e, ERR_DATA, message);
}

static void refuses_what_lies(void **state)
{
	(void)state;
	struct image m = good();
	refuse(&m, 10, "toy: too short for a model");
	refuse(&m, sizeof m - 1, "toy: the file has 383 bytes but says 384");
	m.head.magic[0] = 'X';
	refuse(&m, sizeof m, "toy: not a language model of truce");
	m = good();
	m.head.format = 9;
	refuse(&m, sizeof m, "toy: a model of another format (9, this program reads 1)");
	m = good();
	m.head.chunks = 200;
	refuse(&m, sizeof m, "toy: the table of chunks is broken");
	m = good();
	m.chunk[1].at = UINT64_MAX - 63;
	refuse(&m, sizeof m, "toy: chunk 1 lies outside the file");
	m = good();
	m.chunk[0].size = 4096;
	refuse(&m, sizeof m, "toy: chunk 0 lies outside the file");
	m = good();
	m.chunk[0].at = 130;
	refuse(&m, sizeof m, "toy: chunk 0 lies outside the file");
}

static void refuses_other_files(void **state)
{
	(void)state;
	struct model_file f;
	struct err e = {0};
	assert_false(model_file_open(&f, "/", &e));
	assert_err(e, ERR_DATA, "/: not a language model of truce");
	e = (struct err){0};
	assert_false(model_file_open(&f, "/nowhere/at/all", &e));
	assert_err(e, ERR_DATA, "cannot read the language model /nowhere/at/all: No such file or directory");
}

UNIT_MAIN(cmocka_unit_test(finds_chunks), cmocka_unit_test(refuses_what_lies), cmocka_unit_test(refuses_other_files))
