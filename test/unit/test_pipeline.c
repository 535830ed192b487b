/* The passes over one report: allocations of the arena fail; and the same report gives the same records. */
#include "unit.h"

#include "pipeline.h"
#include "view/code.h"

#include <stdlib.h>

static const char sentences[] =
	"Gondor and Arnor agreed on Monday to a 30-day ceasefire, Rohan's foreign minister said. “We want peace,” Boromir said in "
	"Edoras. Mordor attacked Minas Tirith with 20 drones, killing at least three people. Talks in Fornost were called off.";
static const struct str text = {sentences, sizeof sentences - 1};

static struct engine engine;

static int open_engine(void **state)
{
	(void)state;
	struct err err = {0};
	struct engine_paths paths = {.data = TRUCE_SOURCE "/test/data", .gazetteer = ""};
	if (!getenv("TRUCE_MODEL"))
		paths.model = TRUCE_SOURCE "/models/en.model";
	bool ok = engine_open(&engine, &paths, &err);
	if (!ok)
		print_error("%s\n", err.message);
	return ok ? 0 : -1;
}

static int close_engine(void **state)
{
	(void)state;
	engine_close(&engine);
	return 0;
}

/* Reads the report with the n-th allocation failing (0: none). */
static bool read_once(size_t n, struct buf *out, struct err *err)
{
	struct arena a;
	struct report report = {.id = STR("r1"), .lang = STR("en"), .date = {2021, 5, 20}, .text = text};
	arena_init(&a, 0);
	a.fail_after = n;
	const struct reading *r = pipeline_run(&engine, &a, &report, err);
	if (r)
		code_json(out, r, engine.version);
	arena_release(&a);
	return r != NULL;
}

/* Each of the first allocations, then ever fewer: a report has thousands, and each means reading it once. */
static void bears_failing_allocations(void **state)
{
	(void)state;
	for (size_t n = 1;; n += 1 + n / 64) {
		struct buf out = {0};
		struct err err = {0};
		bool done = read_once(n, &out, &err);
		buf_release(&out);
		if (done) {
			assert_true(n > 50);
			return;
		}
		assert_err(err, ERR_MEMORY, "r1: the report needs more memory than it may have (1073741824 bytes)");
	}
}

static void gives_the_same_twice(void **state)
{
	(void)state;
	struct buf first = {0}, second = {0};
	struct err err = {0};
	assert_true(read_once(0, &first, &err) && read_once(0, &second, &err));
	assert_str(buf_str(&first), second.p);
	assert_true(first.n > text.n);
	buf_release(&first);
	buf_release(&second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(bears_failing_allocations), cmocka_unit_test(gives_the_same_twice)};
	return cmocka_run_group_tests(tests, open_engine, close_engine);
}
