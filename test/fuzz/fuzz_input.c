/* Reports out of bytes, in the format FUZZ_FORMAT. */
#include "fuzz.h"

#include "base/utf8.h"
#include "input/input.h"

static const struct knowledge *knowledge(void)
{
	static struct knowledge *k;
	struct err err = {0};
	if (!k)
		k = knowledge_load(FUZZ_SOURCE "/data", NULL, &err);
	FUZZ_CHECK(k);
	return k;
}

static void check(const struct report *r)
{
	struct str all[] = {r->id, r->title, r->source, r->original_source, r->url, r->author, r->lang, r->date_text, r->time, r->text};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		FUZZ_CHECK(utf8_bad(all[i]) == all[i].n);
	FUZZ_CHECK(r->id.n > 0);
	FUZZ_CHECK(r->text.n > 0 && r->body <= r->text.n);
	FUZZ_CHECK(r->date.year == 0 || date_valid(r->date));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_file f = fuzz_file_make(data, size);
	const char *path = f.path;
	struct err err = {0};
	struct input_config config = {.format = FUZZ_FORMAT};
	struct input *in = input_new(knowledge(), &path, 1, &config, &err);
	FUZZ_CHECK(in);
	for (enum input_got got = INPUT_REPORT; got != INPUT_END;) {
		struct arena a;
		struct report r = {0};
		struct err why = {0};
		arena_init(&a, 0);
		got = input_next(in, &a, &r, &why);
		if (got == INPUT_REPORT)
			check(&r);
		FUZZ_CHECK((got == INPUT_REJECTED) == (why.code != ERR_NONE));
		arena_release(&a);
	}
	input_free(in);
	fuzz_file_close(&f);
	return 0;
}
