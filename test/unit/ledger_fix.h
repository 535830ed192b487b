/* ledger_fix.h - a new ledger in a file of its own, and what calls on it need; for cmocka's setup and teardown. Tests that
 * need more begin a struct of their own with it. */
#ifndef TRUCE_TEST_LEDGER_FIX_H
#define TRUCE_TEST_LEDGER_FIX_H

#include "hand.h"

#include "base/buf.h"
#include "ledger/ledger.h"

#include <stdlib.h>
#include <unistd.h>

struct fix {
	char path[64];
	struct ledger *l;
	struct arena a;
	struct err err;
	struct buf out;
};

/* size: of the whole struct that begins with it. */
static inline struct fix *fix_new(size_t size)
{
	struct fix *f = calloc(1, size);
	assert_non_null(f);
	strcpy(f->path, "/tmp/truce-test-XXXXXX");
	int fd = mkstemp(f->path);
	assert_true(fd >= 0);
	close(fd);
	arena_init(&f->a, 0);
	f->l = ledger_open(f->path, LEDGER_WRITE, &f->err);
	assert_non_null(f->l);
	return f;
}

static inline int fix_end(void **state)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	struct fix *f = *state;
	ledger_close(f->l);
	arena_release(&f->a);
	buf_release(&f->out);
	for (int i = 0; i < 3; i++) {
		char name[80];
		snprintf(name, sizeof name, "%s%s", f->path, tails[i]);
		unlink(name);
	}
	free(f);
	return 0;
}

static inline int fix_setup(void **state)
{
	*state = fix_new(sizeof(struct fix));
	return 0;
}

#endif
