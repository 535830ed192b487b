/* What training does to sentences: other names in them, clauses in their place. The trees must stay right. */
#include "unit.h"

#include "clauses.h"
#include "names.h"

#include <stdlib.h>
#include <unistd.h>

static const char bank[] =
	"1\tArnor\tArnor\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n"
	"2\tsaid\tsay\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
	"3\tthat\tthat\tSCONJ\tIN\t_\t6\tmark\t_\t_\n"
	"4\the\the\tPRON\tPRP\tCase=Nom\t6\tnsubj\t_\t_\n"
	"5\thad\thave\tAUX\tVBD\tTense=Past|VerbForm=Fin\t6\taux\t_\t_\n"
	"6\tleft\tleave\tVERB\tVBN\tTense=Past|VerbForm=Part\t2\tccomp\t_\t_\n"
	"7\tArnor\tArnor\tPROPN\tNNP\tNumber=Sing\t6\tobj\t_\t_\n"
	"8\ton\ton\tADP\tIN\t_\t9\tcase\t_\t_\n"
	"9\tMonday\tMonday\tPROPN\tNNP\tNumber=Sing\t6\tobl\t_\tSpaceAfter=No\n"
	"10\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
	"\n"
	"1\tIt\tit\tPRON\tPRP\tCase=Nom\t2\texpl\t_\t_\n"
	"2\trained\train\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
	"3\tat\tat\tADP\tIN\t_\t5\tcase\t_\t_\n"
	"4\tHaradrian\tHaradrian\tADJ\tJJ\tDegree=Pos\t5\tamod\t_\t_\n"
	"5\tCouncil\tCouncil\tPROPN\tNNP\tNumber=Sing\t2\tobl\t_\t_\n"
	"\n"
	"1\tthe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n"
	"2\tcouncil\tcouncil\tNOUN\tNN\tNumber=Sing\t0\troot\t_\t_\n"
	"\n";
static const char table[] = "# part\twhat for\nstart\tBel\nmiddle\tde\nend\tgar\npeople\tgarian\nkeep\tMonday\n";

static void file_of(char *path, const char *text)
{
	int fd = mkstemp(path);
	assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
}

static struct corpus corpus;
static struct name_pool names;

static int load(void **state)
{
	(void)state;
	char path[] = "/tmp/truce-bank-XXXXXX", parts[] = "/tmp/truce-names-XXXXXX";
	const char *files[] = {path};
	struct err e = {0};
	file_of(path, bank);
	file_of(parts, table);
	bool ok = corpus_read(&corpus, files, 1, &e) && names_new(&names, parts, &corpus, &e);
	unlink(path);
	unlink(parts);
	return ok ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	names_release(&names);
	corpus_release(&corpus);
	return 0;
}

static void names_change_and_trees_do_not(void **state)
{
	(void)state;
	const struct doc *d = &corpus.docs[0];
	struct arena a;
	struct name_word w[16], again[16];
	size_t changed = 0, he = 0, invented = 0;
	arena_init(&a, 0);
	for (uint64_t seed = 0; seed < 200; seed++) {
		struct rng r = {seed}, same = {seed};
		names_change(&names, &a, d, &d->sents.v[0], &r, w);
		names_change(&names, &a, d, &d->sents.v[0], &same, again);
		for (size_t i = 0; i < 10; i++)
			assert_true(str_eq(w[i].form, again[i].form) && w[i].bare == again[i].bare);
		assert_true(str_eq(w[0].form, w[6].form)); /* the same name, wherever it stands */
		assert_true(str_eq(w[0].form, w[0].lemma));
		assert_true(str_is(w[8].form, "Monday"));
		assert_true(str_is(w[1].form, "said") && w[1].how == NAME_KEPT && !w[1].bare);
		changed += w[0].how == NAME_OTHER;
		invented += str_is(w[0].form, "Belgar") || str_is(w[0].form, "Beldegar");
		he += w[3].how == NAME_FOR_PRONOUN;
		assert_true(w[3].how != NAME_KEPT || str_is(w[3].lemma, "he"));
	}
	assert_in_range(changed, 120, 190);
	assert_in_range(invented, 40, 140);
	assert_in_range(he, 40, 120);
	arena_release(&a);
}

static void what_is_no_name_stays(void **state)
{
	(void)state;
	const struct doc *d = &corpus.docs[0];
	struct arena a;
	struct name_word w[16];
	size_t people = 0;
	arena_init(&a, 0);
	for (uint64_t seed = 0; seed < 200; seed++) {
		struct rng r = {seed};
		names_change(&names, &a, d, &d->sents.v[1], &r, w);
		assert_true(w[0].how == NAME_KEPT);             /* "it rains" speaks of nobody */
		assert_true(str_is(w[4].form, "Council"));      /* elsewhere a word like others */
		people += str_is(w[3].form, "Belgarian") || str_is(w[3].form, "Beldegarian");
		assert_true(str_eq(w[3].form, w[3].lemma));
	}
	assert_in_range(people, 120, 190);
	arena_release(&a);
}

static void broken_tables_are_named(void **state)
{
	(void)state;
	static const char *const broken[] = {"start\tBel\nno kind\tx\n", "start\t\n", "start\tBel\nend\tgar\n"};
	for (size_t i = 0; i < 3; i++) {
		char path[] = "/tmp/truce-names-XXXXXX";
		struct name_pool n;
		struct err e = {0};
		file_of(path, broken[i]);
		assert_false(names_new(&n, path, &corpus, &e));
		assert_non_null(strstr(e.message, i == 0 ? ":2: needs start" : i == 1 ? ":1: needs start" : "at least one start"));
		names_release(&n);
		unlink(path);
	}
}

static void a_clause_is_a_sentence(void **state)
{
	(void)state;
	static const char *const forms[] = {"He", "had", "left", "Arnor", "on", "Monday", "."};
	static const int heads[] = {2, 2, -1, 2, 5, 2, 2};
	const struct doc *d = &corpus.docs[0];
	struct doc out;
	struct arena a;
	struct rng r = {1};
	arena_init(&a, 0);
	assert_true(clause_take(&a, d, &d->sents.v[0], &r, &out));
	assert_int_equal(out.words.n, 7);
	assert_true(out.sents.n == 1 && out.sents.v[0].root == 2);
	for (size_t i = 0; i < 7; i++) {
		assert_true(str_is(out.words.v[i].form, forms[i]));
		assert_int_equal(out.words.v[i].head, heads[i]);
	}
	assert_true(str_is(out.words.v[0].lemma, "he"));
	assert_true(str_is(out.words.v[2].deprel, "root") && !out.words.v[5].space_after && out.words.v[4].space_after);
	assert_false(clause_take(&a, d, &d->sents.v[1], &r, &out));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(names_change_and_trees_do_not), cmocka_unit_test(what_is_no_name_stays),
					   cmocka_unit_test(broken_tables_are_named), cmocka_unit_test(a_clause_is_a_sentence)};
	return cmocka_run_group_tests(tests, load, unload);
}
