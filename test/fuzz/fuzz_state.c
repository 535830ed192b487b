/* What truce watch keeps between runs: what is read is written as it is read again. FUZZ_FEEDS: the file of feeds. */
#include "fuzz.h"

#include "watch_state.h"

#include "base/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef FUZZ_FEEDS
static void try_file(const char *path)
{
	struct watch_state s = {0};
	struct err err = {0};
	bool ok = state_read_feeds(&s, path, &err);
	FUZZ_CHECK(ok == (err.code == ERR_NONE));
	FUZZ_CHECK(!ok || s.n_feeds > 0);
	for (size_t i = 0; i < s.n_feeds; i++)
		FUZZ_CHECK(s.feeds[i].named || !ok);
	state_release(&s);
}
#else
#define DAY 20000

static const char *copy(void)
{
	static char path[64];
	if (!*path) {
		snprintf(path, sizeof path, "/tmp/fuzz-state-XXXXXX");
		int fd = mkstemp(path);
		FUZZ_CHECK(fd >= 0);
		close(fd);
	}
	return path;
}

static void same(const struct watch_state *x, const struct watch_state *y)
{
	FUZZ_CHECK(x->n_pages == y->n_pages && x->n_seen >= y->n_seen && x->n_feeds == y->n_feeds);
	for (size_t i = 0; i < x->n_pages; i++) {
		FUZZ_CHECK(x->pages[i].item.link.n == y->pages[i].item.link.n && x->pages[i].item.title.n == y->pages[i].item.title.n);
		FUZZ_CHECK(x->pages[i].due == y->pages[i].due && x->pages[i].tries == y->pages[i].tries);
	}
}

static void try_file(const char *path)
{
	struct watch_state s = {0}, again = {0};
	struct err err = {0};
	bool ok = state_load(&s, path, &err);
	FUZZ_CHECK(ok == (err.code == ERR_NONE));
	for (size_t i = 0; i < s.n_feeds; i++)
		s.feeds[i].named = true;
	if (ok) {
		FUZZ_CHECK(state_save(&s, copy(), DAY, &err) && state_load(&again, copy(), &err));
		same(&s, &again);
		unlink(copy());
	}
	state_release(&s);
	state_release(&again);
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_file f = fuzz_file_make(data, size);
	try_file(f.path);
	fuzz_file_close(&f);
	return 0;
}
