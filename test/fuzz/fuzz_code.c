/* Any text through all passes: whatever it says, records point into it. */
#include "fuzz.h"

#include "base/utf8.h"
#include "pipeline.h"
#include "view/code.h"

static const struct engine *engine(void)
{
	static struct engine e;
	static const struct engine_paths paths = {.data = FUZZ_SOURCE "/data", .model = FUZZ_SOURCE "/models/en.model"};
	struct err err = {0};
	if (!e.model)
		FUZZ_CHECK(engine_open(&e, &paths, &err));
	return &e;
}

static void check_trees(const struct doc *d)
{
	uint32_t at = 0, next = 0;
	for (size_t i = 0; i < d->sents.n; i++) {
		const struct sent *s = &d->sents.v[i];
		FUZZ_CHECK(s->first == next && s->last > s->first);
		FUZZ_CHECK(s->root >= s->first && s->root < s->last && d->words.v[s->root].head == -1);
		next = s->last;
	}
	FUZZ_CHECK(next == d->words.n);
	for (uint32_t w = 0; w < d->words.n; w++) {
		const struct word *word = &d->words.v[w];
		FUZZ_CHECK(word->start >= at && word->end >= word->start && word->end <= d->text.n);
		FUZZ_CHECK(word->head >= -1 && word->head < (int32_t)d->words.n);
		FUZZ_CHECK(doc_below(d, w, d->sents.v[word->sent].root));
		FUZZ_CHECK(word->upos > UPOS_NONE && word->upos < UPOS_COUNT);
		at = word->start;
	}
}

static void check_evidence(const struct reading *r, const struct evidence *ev)
{
	FUZZ_CHECK(ev->span.start <= ev->span.end && ev->span.end <= r->doc->text.n);
	FUZZ_CHECK(ev->sents.n > 0);
	for (size_t i = 0; i < ev->sents.n; i++)
		FUZZ_CHECK(ev->sents.v[i] < r->doc->sents.n && (i == 0 || ev->sents.v[i] > ev->sents.v[i - 1]));
}

static void check_mentions(const struct reading *r, const struct mention *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		FUZZ_CHECK(v[i].span.start < v[i].span.end && v[i].span.end <= r->doc->text.n && v[i].head < r->doc->words.n);
}

static void check_records(const struct reading *r)
{
	for (size_t i = 0; i < r->actors.n; i++)
		check_mentions(r, r->actors.v[i].mentions.v, r->actors.v[i].mentions.n);
	for (size_t i = 0; i < r->places.n; i++)
		check_mentions(r, r->places.v[i].mentions.v, r->places.v[i].mentions.n);
	for (size_t i = 0; i < r->times.n; i++)
		FUZZ_CHECK(r->times.v[i].span.start < r->times.v[i].span.end && r->times.v[i].span.end <= r->doc->text.n);
	for (size_t i = 0; i < r->statements.n; i++)
		check_evidence(r, &r->statements.v[i].ev);
	for (size_t i = 0; i < r->events.n; i++)
		check_evidence(r, &r->events.v[i].ev);
	for (size_t i = 0; i < r->talks.n; i++)
		check_evidence(r, &r->talks.v[i].ev);
	for (size_t i = 0; i < r->proposals.n; i++)
		check_evidence(r, &r->proposals.v[i].ev);
	for (size_t i = 0; i < r->agreements.n; i++)
		check_evidence(r, &r->agreements.v[i].ev);
	for (size_t i = 0; i < r->incidents.n; i++)
		check_evidence(r, &r->incidents.v[i].ev);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct err err = {0};
	struct buf out = {0};
	struct str text = {(const char *)data, size};
	struct report report = {.id = STR("r"), .lang = STR("en"), .date = {2025, 3, 24}};
	report.text = str_sub(text, 0, utf8_bad(text));
	arena_init(&a, 0);
	const struct reading *r = pipeline_run(engine(), &a, &report, &err);
	FUZZ_CHECK(r || err.code == ERR_MEMORY);
	if (r) {
		check_trees(r->doc);
		check_records(r);
		code_json(&out, r, engine()->version);
		FUZZ_CHECK(!out.failed && utf8_bad(buf_str(&out)) == out.n);
	}
	buf_release(&out);
	arena_release(&a);
	return 0;
}
