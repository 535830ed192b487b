#include "naming.h"

#include "base/io.h"
#include "cli.h"

#include <setjmp.h>
#include <stdio.h>

#define NAMING_FILE_MAX ((size_t)1 << 20)

static bool read_file(void *ctx, struct err *err)
{
	struct naming *n = ctx;
	struct str text;
	complaints wrong = {0};
	jmp_buf guard;
	if (!io_read_file(&n->arena, n->file, NAMING_FILE_MAX, &text, err))
		return false;
	if (setjmp(guard))
		return err_set(err, ERR_MEMORY, "out of memory");
	n->arena.guard = &guard;
	named_read(&n->arena, n->file, text, &n->names, &wrong);
	n->arena.guard = NULL;
	for (size_t i = 0; i < wrong.n; i++)
		fprintf(stderr, "truce: %.*s\n", (int)wrong.v[i].n, wrong.v[i].p);
	n->rejected = wrong.n > 0;
	return true;
}

static int stands_for(const struct naming *n, struct ledger_filter *f)
{
	const struct process_name *named = named_find(&n->names, f->process);
	struct str pair = f->process;
	f->process = named ? named->name : STR("");
	f->actor = named ? named->side[0] : str_trim(str_cut(&pair, ','));
	f->other = named ? named->side[1] : str_trim(pair);
	if (f->actor.n && f->other.n)
		return EXIT_OK;
	fprintf(stderr, "truce: --process %.*s: neither two actors with a comma between, such as UKR,RUS, nor a name in --processes FILE\n",
		(int)f->actor.n, f->actor.p);
	return EXIT_USAGE;
}

int naming_settle(struct naming *n, struct ledger_filter *f)
{
	struct err err = {0};
	arena_init(&n->arena, SIZE_MAX);
	if (n->file && !read_file(n, &err)) {
		cli_complain(&err);
		return cli_exit_code(err.code);
	}
	return f->process.n ? stands_for(n, f) : EXIT_OK;
}

int naming_close(struct naming *n, int code)
{
	arena_release(&n->arena);
	return code == EXIT_OK && n->rejected ? EXIT_REJECTED : code;
}

/* ---- in the ledger ------------------------------------------------------------------------------------------------------ */

struct asking {
	const struct naming *n;
	struct ledger *l;
	struct arena *a;
	processes *list;
	ledger_records *records;
};

static bool find(void *ctx)
{
	struct asking *x = ctx;
	named_processes(x->l, x->a, &x->n->names, x->list);
	if (x->records)
		named_mark(x->list, x->records);
	return true;
}

bool naming_processes(const struct naming *n, struct ledger *l, struct arena *a, processes *out, struct err *err)
{
	struct asking x = {n, l, a, out, NULL};
	return !n->file || ledger_guarded(l, a, find, &x, err);
}

bool naming_mark(const struct naming *n, struct ledger *l, struct arena *a, ledger_records *records, struct err *err)
{
	processes list = {0};
	struct asking x = {n, l, a, &list, records};
	return !n->file || ledger_guarded(l, a, find, &x, err);
}
