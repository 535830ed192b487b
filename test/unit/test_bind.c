/* Words get the numbers that the knowledge has for them; a verb's lemma also where the language model misses it. */
#include "with_knowledge.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/bind.h"
#include "text/conllu.h"

/* The symbol's name that the word “form”, which the model has given that lemma, is bound to. */
static void bound(const char *form, const char *lemma, const char *upos, const char *expected)
{
	struct arena a;
	struct doc d = {0};
	struct err e = {0};
	char row[200];
	arena_init(&a, 0);
	snprintf(row, sizeof row, "1\t%s\t%s\t%s\t_\t_\t0\troot\t_\t_\n\n", form, lemma, upos);
	assert_true(conllu_read(&a, str_of(row), "row", &d, &e));
	bind_run(&knowledge->symbols, knowledge->verbforms, &d);
	sym lem = d.words.v[0].lem;
	assert_string_equal(lem ? symtab_name(&knowledge->symbols, lem).p : "", expected);
	arena_release(&a);
}

static void verbs_find_their_lemma(void **state)
{
	(void)state;
	bound("fled", "flead", "VERB", "flee");
	bound("Withdrew", "withdrow", "VERB", "withdraw");
	bound("besieged", "besieg", "VERB", "besiege");
	bound("allied", "allid", "VERB", "ally");
	bound("attacks", "attax", "VERB", "attack");
	bound("attacked", "attack", "VERB", "attack");
	bound("fled", "flead", "NOUN", ""); /* not of a noun */
	bound("zzzing", "zzz", "VERB", "");
}

static void a_form_of_two_verbs_is_refused(void **state)
{
	(void)state;
	char dir[] = "/tmp/truce-bind-XXXXXX", path[64];
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/words", dir);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/words/verbs.tsv", dir);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("flee\tfled\n# a comment\nfly\tflew fled\n", f);
	fclose(f);
	struct knowledge k = {0};
	struct err e = {0};
	jmp_buf guard;
	arena_init(&k.arena, 0);
	k.arena.guard = &guard;
	assert_int_equal(setjmp(guard), 0);
	symtab_init(&k.symbols, &k.arena);
	assert_false(verbforms_load(&k, dir, &e));
	assert_non_null(strstr(e.message, "words/verbs.tsv:3: “fled” is a form of another verb already"));
	arena_release(&k.arena);
	unlink(path);
	path[strlen(dir) + strlen("/words")] = '\0';
	rmdir(path);
	rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verbs_find_their_lemma), cmocka_unit_test(a_form_of_two_verbs_is_refused),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
