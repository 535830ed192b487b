/* A model file is input like any other: a broken one is refused, or harmless. What begins like a model is opened as it is. Anything else
 * is changes to the program's own model, eight bytes each: which chunk (0: head and table), where, what. That is what no fuzzer would
 * build up from nothing: a file with every chunk in its place that is wrong in one of them. */
#include "fuzz.h"

#include "data/model_file.h"
#include "text/analyse.h"

#include <setjmp.h>
#include <string.h>
#include <unistd.h>

#define CHANGES_MAX 32

struct change { uint64_t at; uint32_t old; };

static struct fuzz_file file;
static struct model_file whole; /* as it is without changes */

static void open_whole(void)
{
	struct err err = {0};
	FUZZ_CHECK(model_file_open(&whole, FUZZ_SOURCE "/models/en.model", &err));
	file = fuzz_file_make(whole.bytes, whole.size);
}

/* Where a change goes: offsets wrap around in the chunk, so that every input means something. */
static uint64_t place(const uint8_t *p)
{
	const struct model_head *h = model_file_head(&whole);
	const struct model_chunk *c = (const struct model_chunk *)(h + 1);
	uint64_t offset = p[1] | (uint64_t)p[2] << 8 | (uint64_t)p[3] << 16, k = p[0] % (h->chunks + 1);
	uint64_t start = k ? c[k - 1].at : 0, size = k ? c[k - 1].size : sizeof *h + h->chunks * sizeof *c;
	uint64_t at = start + offset % (size ? size : 1);
	return at + 4 <= whole.size ? at : whole.size - 4;
}

static void put(uint64_t at, const void *bytes)
{
	FUZZ_CHECK(pwrite(file.fd, bytes, 4, (off_t)at) == 4);
}

static void use(const struct model *m)
{
	static const struct str text = {"Gondor and Arnor didn’t sign a 30-day truce on Thursday, Rohan said.\n\nNo. 2", 77};
	struct arena a;
	struct doc d;
	jmp_buf guard;
	arena_init(&a, (size_t)64 << 20);
	a.guard = &guard;
	if (setjmp(guard) == 0) {
		doc_init(&d, &a, text);
		analyse_run(m, &d, ANALYSE_TEXT);
	}
	arena_release(&a);
}

static bool open_and_use(const char *path)
{
	struct err err = {0};
	struct model *m = model_open(path, &err);
	bool opened = m != NULL;
	FUZZ_CHECK(opened == (err.code == ERR_NONE));
	if (m)
		use(m);
	model_close(m);
	return opened;
}

static void try_whole(const uint8_t *data, size_t size)
{
	struct fuzz_file f = fuzz_file_make(data, size);
	open_and_use(f.path);
	fuzz_file_close(&f);
}

static void try_changes(const uint8_t *data, size_t size)
{
	struct change done[CHANGES_MAX];
	size_t n = 0;
	if (!whole.bytes)
		open_whole();
	for (; n < CHANGES_MAX && (n + 1) * 8 <= size; n++) {
		done[n].at = place(data + n * 8);
		FUZZ_CHECK(pread(file.fd, &done[n].old, 4, (off_t)done[n].at) == 4);
		put(done[n].at, data + n * 8 + 4);
	}
	FUZZ_CHECK(open_and_use(file.path) || n);
	while (n--) /* backwards, for changes may overlap */
		put(done[n].at, &done[n].old);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t magic = sizeof MODEL_MAGIC - 1;
	if (size > 0 && memcmp(data, MODEL_MAGIC, size < magic ? size : magic) == 0)
		try_whole(data, size);
	else
		try_changes(data, size);
	return 0;
}
