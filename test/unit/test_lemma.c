#include "unit.h"

#include "text/lemma.h"

static void rules_make_the_lemma_again(void **state)
{
	(void)state;
	static const struct {
		const char *form, *lemma, *rule;
	} cases[] = {
		{"Talks", "talk", "l1|"}, {"agreed", "agree", "l1|"}, {"carries", "carry", "l3|y"}, {"went", "go", "l4|go"},
		{"Gondor", "Gondor", "k0|"}, {"GONDOR", "Gondor", "t0|"}, {"said", "say", "l2|y"}, {"n't", "not", "l2|ot"},
		{"Éowyn", "éowyn", "l0|"},
	};
	UNIT_ARENA(a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str rule = lemma_rule(&a, str_of(cases[i].form), str_of(cases[i].lemma));
		assert_str(rule, cases[i].rule);
		assert_str(lemma_apply(&a, rule, str_of(cases[i].form)), cases[i].lemma);
	}
	arena_release(&a);
}

static void broken_rules_leave_the_form(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	for (const char *const *rule = (const char *const[]){"", "l", "l|", "lx|y", "l-1|", "l9|", NULL}; *rule; rule++)
		assert_str(lemma_apply(&a, str_of(*rule), STR("Talks")), "Talks");
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(rules_make_the_lemma_again), cmocka_unit_test(broken_rules_leave_the_form))
