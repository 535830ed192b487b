/* The whole way from text to trees, with the model that is shipped. */
#include "unit.h"

#include "text/analyse.h"
#include "text/conllu.h"
#include "text/language.h"

#include <stdlib.h>
#include <unistd.h>

static struct model *model;

static int open_model(void **state)
{
	(void)state;
	struct err e = {0};
	model = model_open(TRUCE_SOURCE "/models/en.model", &e);
	return model ? 0 : -1;
}

static int close_model(void **state)
{
	(void)state;
	model_close(model);
	return 0;
}

/* The words of a text, a bar between tokens, a dot between the words of a token, two bars between sentences. */
static struct str cut(struct arena *a, const char *text)
{
	struct doc d;
	struct str out = {0};
	doc_init(&d, a, str_of(text));
	analyse_run(model, &d, ANALYSE_TEXT);
	for (size_t i = 0, inside = 0; i < d.words.n; i++) {
		const struct word *w = &d.words.v[i];
		bool first = d.sents.v[w->sent].first == i;
		assert_true(w->end > w->start && (i == 0 || w->start >= d.words.v[i - 1].end));
		out = arena_join(a, out, i == 0 ? STR("") : inside ? STR("\xC2\xB7") : first ? STR(" || ") : STR(" "));
		out = arena_join(a, out, doc_span(&d, w->start, w->end));
		inside = w->mwt ? (size_t)w->mwt - 1 : inside ? inside - 1 : 0;
	}
	return out;
}

static void cuts_tokens_and_sentences(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"We don't know.", "We do·n't know ."},
		{"We don’t know.", "We do·n’t know ."},
		{"It's Gondor's fleet.", "It·'s Gondor·'s fleet ."},
		{"They cannot go.", "They can·not go ."},
		{"“We will not go,” he said.", "“ We will not go , ” he said ."},
		{"He paid $5.5 million (about 1,000 horses).", "He paid $ 5.5 million ( about 1,000 horses ) ."},
		{"The U.S. envoy met Gen. Faramir on Jan. 5.", "The U.S. envoy met Gen. Faramir on Jan. 5 ."},
		{"He left. She stayed.", "He left . || She stayed ."},
		{"A headline without a stop\n\nThe text begins here.", "A headline without a stop || The text begins here ."},
		{"", ""},
		{" \n\t ", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UNIT_ARENA(a);
		assert_str(cut(&a, cases[i][0]), cases[i][1]);
		arena_release(&a);
	}
}

/* Words lie in order, only white space is between them, and their code points are those that a reader counts. */
static void spans_are_exact(void **state)
{
	(void)state;
	static const struct { const char *word; uint32_t first, last; } expected[] = {
		{"Élan", 0, 4}, {"’s", 4, 6}, {"king", 7, 11}, {"did", 12, 15}, {"n’t", 15, 18}, {"cross", 19, 24}, {"the", 26, 29},
		{"Łódź", 30, 34}, {"–", 35, 36}, {"Æther", 36, 41}, {"road", 42, 46}, {"…", 46, 47}, {"“", 49, 50}, {"Naïve", 50, 55}, {"!", 55, 56}, {"”", 56, 57}};
	struct str text = STR("Élan’s king didn’t cross  the Łódź –Æther road…\n\n“Naïve!”");
	struct doc d;
	UNIT_ARENA(a);
	doc_init(&d, &a, text);
	analyse_run(model, &d, ANALYSE_TEXT);
	assert_int_equal(d.words.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < d.words.n; i++) {
		const struct word *w = &d.words.v[i];
		assert_str(doc_span(&d, w->start, w->end), expected[i].word);
		assert_int_equal(doc_cp(&d, w->start), expected[i].first);
		assert_int_equal(doc_cp(&d, w->end), expected[i].last);
	}
	assert_int_equal(d.sents.n, 2);
	assert_int_equal(doc_cp(&d, d.sents.v[0].end), 47);
	assert_int_equal(doc_cp(&d, d.sents.v[1].start), 49);
	arena_release(&a);
}

static void makes_trees(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	doc_init(&d, &a, STR("The ministers signed a ceasefire on Thursday."));
	analyse_run(model, &d, ANALYSE_TEXT);
	assert_int_equal(d.sents.n, 1);
	assert_int_equal(d.sents.v[0].root, 2);
	assert_str(d.words.v[2].lemma, "sign");
	assert_int_equal(d.words.v[2].upos, UPOS_VERB);
	assert_true(d.words.v[2].feat & FEAT_PAST);
	assert_int_equal(d.words.v[1].head, 2);
	assert_int_equal(d.words.v[1].dep, DEP_NSUBJ);
	assert_int_equal(d.words.v[4].dep, DEP_OBJ);
	assert_int_equal(doc_kid(&d, 2, DEP_OBJ), 4);
	arena_release(&a);
}

static void keeps_given_words(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct err e = {0};
	assert_true(conllu_read(&a, STR("1\tArnor\t_\t_\t_\t_\t_\t_\t_\tKey=1\n2\tagreed\t_\t_\t_\t_\t_\t_\t_\t_\n\n"), "x", &d, &e));
	analyse_run(model, &d, ANALYSE_WORDS);
	assert_int_equal(d.words.n, 2);
	assert_str(d.words.v[1].lemma, "agree");
	assert_str(d.words.v[0].misc, "Key=1");
	assert_int_equal(d.words.v[0].head, 1);
	arena_release(&a);
}

/* A sentence of thousands of words is one tree, and not slow: its time is linear. */
static void survives_a_long_sentence(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct str text = {0}, in = {0};
	for (int i = 0; i < 2000; i++)
		in = arena_printf(&a, "%d\tGondor\t_\t_\t_\t_\t_\t_\t_\t_\n", i + 1), text = arena_join(&a, text, in);
	struct err e = {0};
	assert_true(conllu_read(&a, text, "x", &d, &e));
	analyse_run(model, &d, ANALYSE_WORDS);
	size_t roots = 0;
	for (size_t i = 0; i < d.words.n; i++) {
		roots += d.words.v[i].head < 0;
		assert_true(doc_below(&d, (uint32_t)i, d.sents.v[0].root));
	}
	assert_int_equal(roots, 1);
	arena_release(&a);
}

static struct str conllu_of(struct arena *a, struct str text)
{
	struct doc d;
	struct buf out = {0};
	doc_init(&d, a, text);
	analyse_run(model, &d, ANALYSE_TEXT);
	conllu_write(&out, &d, 1);
	struct str copy = arena_str(a, buf_str(&out));
	buf_release(&out);
	return copy;
}

static void every_kernel_gives_the_same_trees(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	const struct str text = STR("GONDOR AND ARNOR AGREE TO TALKS\n\nRohan’s envoys said on Tuesday that 1,200 riders, who had been held near the "
				    "river since May, were freed. \"We don't forget,\" one of them told reporters; others wouldn't speak.");
	const struct kernels *k[KERNELS_MAX], *best = model->kernels;
	size_t n = kernels_usable(k);
	model->kernels = k[0];
	struct str plain = conllu_of(&a, text);
	for (size_t i = 1; i < n; i++) {
		model->kernels = k[i];
		assert_true(str_eq(conllu_of(&a, text), plain));
	}
	model->kernels = best;
	arena_release(&a);
}

/* A copy of the model with some bytes changed: refused, or harmless. */
static bool opens_with(const char *path, size_t at, const void *bytes, size_t n)
{
	unsigned char keep[64];
	struct err e = {0};
	FILE *f = fopen(path, "r+b");
	assert_non_null(f);
	assert_true(fseek(f, (long)at, SEEK_SET) == 0 && fread(keep, 1, n, f) == n && fseek(f, (long)at, SEEK_SET) == 0);
	assert_true(fwrite(bytes, 1, n, f) == n && fflush(f) == 0);
	struct model *m = model_open(path, &e), *ours = model;
	assert_true((m == NULL) == (e.code != ERR_NONE));
	if (m) {
		UNIT_ARENA(a);
		model = m;
		cut(&a, "Gondor and Arnor don't fight. They talked on Tuesday, Rohan said; the U.S. did not.");
		model = ours;
		arena_release(&a);
	}
	model_close(m);
	assert_true(fseek(f, (long)at, SEEK_SET) == 0 && fwrite(keep, 1, n, f) == n && fclose(f) == 0);
	return m != NULL;
}

static void refuses_broken_parts(void **state)
{
	(void)state;
	char path[] = "/tmp/truce-model-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(write(fd, model->file.bytes, model->file.size) == (ssize_t)model->file.size);
	close(fd);
	const struct model_head *h = model_file_head(&model->file);
	const struct model_chunk *c = (const struct model_chunk *)(h + 1);
	assert_true(opens_with(path, 0, h, 8));
	for (uint32_t i = 0; i < h->chunks; i++) {
		size_t entry = sizeof *h + i * sizeof *c;
		uint64_t size = c[i].size - 1, nothing = 0;
		uint32_t huge[2] = {0xFFFFFFF0u, 0xFFFFFFF0u};
		float wild[4] = {1e38f, -1e38f, (float)(0.0 / (double)nothing), (float)(1.0 / (double)nothing)};
		assert_false(opens_with(path, entry + offsetof(struct model_chunk, size), &size, sizeof size));
		if (opens_with(path, entry + offsetof(struct model_chunk, size), &nothing, sizeof nothing))
			fail_msg("%s may be empty", c[i].name);
		/* Another name: the part is missing, unless it was a layer at the top. */
		opens_with(path, entry, "no", 2);
		opens_with(path, c[i].at, huge, sizeof huge);
		if (c[i].size >= 64 + sizeof wild)
			opens_with(path, c[i].at + 64, wild, sizeof wild);
	}
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_tokens_and_sentences), cmocka_unit_test(spans_are_exact), cmocka_unit_test(makes_trees), cmocka_unit_test(keeps_given_words),
		cmocka_unit_test(survives_a_long_sentence), cmocka_unit_test(every_kernel_gives_the_same_trees),
		cmocka_unit_test(refuses_broken_parts),
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
