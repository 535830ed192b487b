/* A model file is input like any other: a broken one is refused, or harmless. */
#include "fuzz.h"

#include "text/analyse.h"

#include <setjmp.h>

static void use(const struct model *m)
{
	static const struct str text = {"Gondor and Arnor signed a truce on Thursday, Rohan said.", 56};
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_file f = fuzz_file_make(data, size);
	struct err err = {0};
	struct model *m = model_open(f.path, &err);
	FUZZ_CHECK((m == NULL) == (err.code != ERR_NONE));
	if (m)
		use(m);
	model_close(m);
	fuzz_file_close(&f);
	return 0;
}
