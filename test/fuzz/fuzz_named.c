/* Files of names and terms that a person writes about a ledger: the ceasefires of check --terms; FUZZ_PROCESSES: the names of
 * status --processes. What is taken is shown, what is not has a complaint with file and line. */
#include "fuzz.h"

#include "fuzz_world.h"

#include "base/utf8.h"
#include "view/check.h"
#include "view/named.h"
#include "view/status.h"

struct job {
	struct ledger *l;
	struct arena *a;
	struct str text;
	struct buf out;
	complaints wrong;
	struct situation s;
	ledger_pairs pairs;
};

#ifdef FUZZ_PROCESSES
static bool run(void *ctx)
{
	struct job *j = ctx;
	processes list = {0};
	process_names names = {0};
	process_find(j->l, j->a, &j->pairs, &list);
	named_read(j->a, "file", j->text, &names, &j->wrong);
	named_apply(j->l, j->a, &names, &list);
	status_print(&j->s, j->a, &list, list.n ? &list.v[list.n - 1] : NULL, SIZE_MAX, 0, &j->out);
	return true;
}
#else
static bool run(void *ctx)
{
	struct job *j = ctx;
	ceasefires list = {0};
	checks done = {0};
	ceasefire_read(j->l, j->a, fuzz_engine()->knowledge->terms, "file", j->text, &list, &j->wrong);
	FUZZ_CHECK(list.n || j->wrong.n);
	for (size_t i = 0; i < list.n; i++)
		check_make(j->l, j->a, &j->s, &list.v[i], vec_add(j->a, &done));
	check_json(j->l, &done, &j->out);
	check_csv(j->l, &done, &j->out);
	check_print(j->l, &done, 80, &j->out);
	return true;
}
#endif

static void check(const struct job *j)
{
	FUZZ_CHECK(!j->out.failed && utf8_bad(buf_str(&j->out)) == j->out.n);
	for (size_t i = 0; i < j->wrong.n; i++)
		FUZZ_CHECK(str_starts(j->wrong.v[i], STR("file:")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ledger *l;
	struct arena a;
	struct err err = {0};
	struct ledger_filter all = {0};
	if (!l) {
		fuzz_ledger_put(fuzz_ledger());
		l = ledger_open(fuzz_ledger_path(), LEDGER_READ, &err);
	}
	FUZZ_CHECK(l);
	arena_init(&a, 0);
	struct job j = {.l = l, .a = &a, .text = {(const char *)data, size}};
	FUZZ_CHECK(situation_load(l, &a, &all, &j.s, &err) && ledger_load_pairs(l, &a, &all, &j.pairs, &err));
	FUZZ_CHECK(ledger_guarded(l, &a, run, &j, &err));
	check(&j);
	buf_release(&j.out);
	arena_release(&a);
	return 0;
}
