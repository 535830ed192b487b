/* CoNLL-U: whatever is read can be written, and reads the same again. */
#include "fuzz.h"

#include "text/conllu.h"

#include <setjmp.h>
#include <stdlib.h>

static void check(const struct doc *d)
{
	uint32_t end = 0;
	for (size_t k = 0; k < d->sents.n; k++) {
		const struct sent *s = &d->sents.v[k];
		FUZZ_CHECK(s->first < s->last && s->last <= d->words.n && s->root >= s->first && s->root < s->last);
		for (uint32_t i = s->first; i < s->last; i++) {
			const struct word *w = &d->words.v[i];
			FUZZ_CHECK(w->start >= end && w->end >= w->start && w->end <= d->text.n && w->sent == k);
			FUZZ_CHECK(w->head == -1 || (w->head >= (int32_t)s->first && w->head < (int32_t)s->last));
			end = w->end;
		}
	}
}

static void round_trip(struct arena *a, struct str in)
{
	struct doc d, again;
	struct err e = {0};
	struct buf out = {0}, second = {0};
	bool ok = conllu_read(a, in, "fuzz", &d, &e);
	FUZZ_CHECK(ok == (e.code == ERR_NONE));
	if (!ok)
		return;
	check(&d);
	conllu_write(&out, &d, 1);
	FUZZ_CHECK(conllu_read(a, arena_str(a, buf_str(&out)), "again", &again, &e));
	check(&again);
	FUZZ_CHECK(again.words.n == d.words.n && again.sents.n == d.sents.n);
	conllu_write(&second, &again, 1);
	FUZZ_CHECK(str_eq(buf_str(&out), buf_str(&second)));
	buf_release(&out);
	buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf guard;
	arena_init(&a, (size_t)256 << 20);
	a.guard = &guard;
	if (setjmp(guard) == 0)
		round_trip(&a, (struct str){(const char *)data, size});
	arena_release(&a);
	return 0;
}
