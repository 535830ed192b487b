#include "unit.h"

#include "golden.h"

static const char file[] =
	"# for all\ndct 2021-05-20\ndict ../data\n\n"
	"== first: a name\n"
	"title Talks\nfields event actor date\n\n"
	"title of the text is this line.\n\nMore.\n--\n"
	"# why\nevent AGREE actor=GON\nno talk\nactor Gondor\n\n"
	"== second\nfile actors/x.tsv\n# kept\nGondor\n--\n!! x.tsv:1: wrong\n";

static void splits_blocks(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	golden_blocks b = {0};
	struct err e = {0};
	assert_true(golden_parse(&a, "t.txt", str_of(file), &b, &e));
	assert_int_equal(b.n, 2);
	assert_str(b.v[0].name, "first: a name");
	assert_int_equal(b.v[0].line, 5);
	assert_str(b.v[0].title, "Talks");
	assert_str(b.v[0].text, "title of the text is this line.\n\nMore.");
	assert_str(b.v[0].fields[COMPACT_EVENT], "actor date");
	assert_str(b.v[0].expected, "actor Gondor\nevent AGREE actor=GON\nno talk\n");
	assert_true(b.v[0].kinds[COMPACT_TALK] && b.v[0].kinds[COMPACT_EVENT] && !b.v[0].kinds[COMPACT_PLACE]);
	assert_str(b.v[1].file, "actors/x.tsv");
	assert_str(b.v[1].text, "# kept\nGondor\n");
	assert_str(b.v[1].expected, "!! x.tsv:1: wrong\n");
	assert_int_equal(b.v[1].dct.year, 2021);
	arena_release(&a);
}

static void refuses_what_is_no_test(void **state)
{
	(void)state;
	static const struct { const char *file, *message; } cases[] = {
		{"words\n", "t.txt:1: neither a setting nor a block “words”"},
		{"== a\ntext\n", "t.txt:2: no line “--” in the block “a”"},
		{"== a\ntext\n--\n", "t.txt:3: no expected line in the block “a”"},
		{"== a\ntext\n--\nfoo bar\n",
		 "t.txt:4: an expected line begins with a kind of record, “no KIND”, “ok” or “!!”, not with “foo bar”"},
		{"dct 2021-13-01\n", "t.txt:1: dct: not a day “2021-13-01”"},
		{"== a\nfields foo bar\ntext\n--\nno event\n", "t.txt:2: fields: no kind of record “foo”"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		UNIT_ARENA(a);
		golden_blocks b = {0};
		struct err e = {0};
		assert_false(golden_parse(&a, "t.txt", str_of(cases[i].file), &b, &e));
		assert_err(e, ERR_INPUT, cases[i].message);
		arena_release(&a);
	}
}

static void rewrites_only_expectations(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	golden_blocks b = {0};
	struct err e = {0};
	struct buf out = {0};
	assert_true(golden_parse(&a, "t.txt", str_of(file), &b, &e));
	struct str got[] = {STR("event REJECT\n"), STR("ok\n")};
	golden_rewrite(str_of(file), &b, got, &out);
	struct str text = buf_str(&out);
	assert_true(str_find(text, STR("--\n# why\nevent REJECT\n\n== second\nfile actors/x.tsv\n# kept\nGondor\n--\nok\n")) < text.n);
	assert_true(str_starts(text, STR("# for all\ndct 2021-05-20\n")));
	buf_release(&out);
	arena_release(&a);
}

static void shows_the_difference(void **state)
{
	(void)state;
	struct buf out = {0};
	golden_diff(STR("a\nb\n"), STR("b\nc\n"), &out);
	assert_string_equal(out.p, "    - a\n      b\n    + c\n");
	buf_release(&out);
}

UNIT_MAIN(cmocka_unit_test(splits_blocks), cmocka_unit_test(refuses_what_is_no_test), cmocka_unit_test(rewrites_only_expectations),
	  cmocka_unit_test(shows_the_difference))
