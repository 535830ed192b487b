#include "unit.h"

#include "text/conllu.h"

static const char two_sentences[] =
	"# newpar\n"
	"# sent_id = a\n"
	"1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
	"1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\tGloss=x\n"
	"2\tn't\tnot\tPART\tRB\tPolarity=Neg\t3\tadvmod\t_\t_\n"
	"3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
	"4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
	"\n"
	"# sent_id = b\n"
	"1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"
	"\n";

static void reads_words_text_and_ranges(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct err e = {0};
	assert_true(conllu_read(&a, str_of(two_sentences), "x", &d, &e));
	assert_str(d.text, "Don't go! Yes");
	assert_int_equal(d.sents.n, 2);
	assert_int_equal(d.words.n, 5);
	assert_int_equal(d.words.v[0].mwt, 2);
	assert_str(doc_span(&d, d.words.v[1].start, d.words.v[1].end), "n't");
	assert_false(d.words.v[2].space_after);
	assert_int_equal(d.words.v[0].head, 2);
	assert_int_equal(d.words.v[4].head, -1);
	assert_int_equal(d.sents.v[1].root, 4);
	assert_true(d.sents.v[0].new_par && !d.sents.v[1].new_par);
	assert_int_equal(d.sents.v[1].start, 10);
	arena_release(&a);
}

static void writes_what_it_read(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct err e = {0};
	struct buf out = {0};
	assert_true(conllu_read(&a, str_of(two_sentences), "x", &d, &e));
	conllu_write(&out, &d, 1);
	assert_str(buf_str(&out), two_sentences);
	buf_release(&out);
	arena_release(&a);
}

static void makes_comments_where_there_are_none(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct err e = {0};
	struct buf out = {0};
	assert_true(conllu_read(&a, STR("1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_"), "x", &d, &e));
	conllu_write(&out, &d, 7);
	assert_str(buf_str(&out), "# newpar\n# sent_id = 7\n# text = Go\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n");
	buf_release(&out);
	arena_release(&a);
}

static void drops_empty_nodes(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct err e = {0};
	assert_true(conllu_read(&a, STR("1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\tb\t_\t_\t_\t_\t_\t_\t_\t_\n2\tC\t_\t_\t_\t_\t_\t_\t_\t_\n"), "x", &d, &e));
	assert_int_equal(d.words.n, 2);
	assert_int_equal(d.words.v[0].head, -1);
	arena_release(&a);
}

static void names_line_and_reason(void **state)
{
	(void)state;
	static const struct {
		const char *in, *message;
	} cases[] = {
		{"1\tA\n", "f:1: a word needs ten columns, parted by tabs"},
		{"\n1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n3\tB\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:3: words must be numbered from 1 without gaps"},
		{"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:1: FORM is empty"},
		{"1\tA\t_\t_\t_\t_\tx\t_\t_\t_\n", "f:1: HEAD is not a number"},
		{"1\tA\t_\t_\t_\t_\t2\t_\t_\t_\n\n", "f:2: a HEAD beyond the end of the sentence"},
		{"1-2\tAb\t_\t_\t_\t_\t_\t_\t_\t_\n1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "f:3: the sentence ends inside a range of words"},
		{"2-1\tAb\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:1: a range of words that does not begin here or does not rise"},
		{"1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n# c\n", "f:2: a comment inside a sentence"},
		{"# c\n\n", "f:2: comments without a sentence"},
		{"1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\t\xff\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:3: not UTF-8"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UNIT_ARENA(a);
		struct doc d;
		struct err e = {0};
		assert_false(conllu_read(&a, str_of(cases[i].in), "f", &d, &e));
		assert_err(e, ERR_INPUT, cases[i].message);
		arena_release(&a);
	}
}

UNIT_MAIN(cmocka_unit_test(reads_words_text_and_ranges), cmocka_unit_test(writes_what_it_read),
	  cmocka_unit_test(makes_comments_where_there_are_none), cmocka_unit_test(drops_empty_nodes), cmocka_unit_test(names_line_and_reason))
