#include "trees.h"

#include "sense/clause.h"

static struct clause_words words_of(const struct trees *t)
{
	return (struct clause_words){.by = symtab_find(&t->symbols, STR("by")), .of = symtab_find(&t->symbols, STR("of")),
				     .from = symtab_find(&t->symbols, STR("from")), .for_ = symtab_find(&t->symbols, STR("for"))};
}

/* Who does it and to whom it is done, in that sentence. */
static void expect(const char *rows, const char *verb, const char *doer, const char *object)
{
	struct trees t;
	trees_begin(&t, rows);
	struct clause_words cw = words_of(&t);
	uint32_t v = trees_word(&t, verb);
	assert_str(trees_form(&t, clause_subject(&t.doc, &cw, v)), doer);
	assert_str(trees_form(&t, clause_object(&t.doc, &cw, v)), object);
	trees_end(&t);
}

static void active_and_passive(void **state)
{
	(void)state;
	expect("Mordor Mordor PROPN _ 2 nsubj\nattacked attack VERB VerbForm=Fin 0 root\nGondor Gondor PROPN _ 2 obj\n", "attacked", "Mordor", "Gondor");
	expect("Gondor Gondor PROPN _ 3 nsubj:pass\nwas be AUX _ 3 aux:pass\nattacked attack VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root\n"
	       "by by ADP _ 5 case\nMordor Mordor PROPN _ 3 obl:agent\n",
	       "attacked", "Mordor", "Gondor");
	expect("Gondor Gondor PROPN _ 3 nsubj:pass\nwas be AUX _ 3 aux:pass\nattacked attack VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root\n", "attacked",
	       "-", "Gondor");
}

static void relative_clauses(void **state)
{
	(void)state;
	/* “rebels who attacked Gondor fled” */
	expect("rebels rebel NOUN _ 5 nsubj\nwho who PRON PronType=Rel 3 nsubj\nattacked attack VERB VerbForm=Fin 1 acl:relcl\nGondor Gondor PROPN _ 3 obj\n"
	       "fled flee VERB _ 0 root\n",
	       "attacked", "rebels", "Gondor");
	/* “the town that Mordor attacked burned” */
	expect("town town NOUN _ 5 nsubj\nthat that PRON PronType=Rel 4 obj\nMordor Mordor PROPN _ 4 nsubj\nattacked attack VERB VerbForm=Fin 1 acl:relcl\n"
	       "burned burn VERB _ 0 root\n",
	       "attacked", "Mordor", "town");
	/* the same without “that” */
	expect("town town NOUN _ 4 nsubj\nMordor Mordor PROPN _ 3 nsubj\nattacked attack VERB VerbForm=Fin 1 acl:relcl\nburned burn VERB _ 0 root\n",
	       "attacked", "Mordor", "town");
}

static void participles_behind_a_noun(void **state)
{
	(void)state;
	expect("troops troop NOUN _ 4 nsubj\nattacking attack VERB VerbForm=Ger 1 acl\nGondor Gondor PROPN _ 2 obj\nfled flee VERB _ 0 root\n", "attacking",
	       "troops", "Gondor");
	expect("town town NOUN _ 5 nsubj\nattacked attack VERB Tense=Past|VerbForm=Part 1 acl\nby by ADP _ 4 case\nMordor Mordor PROPN _ 2 obl:agent\n"
	       "burned burn VERB _ 0 root\n",
	       "attacked", "Mordor", "town");
}

static void control_and_raising(void **state)
{
	(void)state;
	/* subject control: “Mordor agreed to free prisoners” */
	expect("Mordor Mordor PROPN _ 2 nsubj\nagreed agree VERB _ 0 root\nto to PART _ 4 mark\nfree free VERB VerbForm=Inf 2 xcomp\n"
	       "prisoners prisoner NOUN _ 4 obj\n",
	       "free", "Mordor", "prisoners");
	/* object control: “Rohan urged Mordor to free prisoners” */
	expect("Rohan Rohan PROPN _ 2 nsubj\nurged urge VERB _ 0 root\nMordor Mordor PROPN _ 2 obj\nto to PART _ 5 mark\n"
	       "free free VERB VerbForm=Inf 2 xcomp\nprisoners prisoner NOUN _ 5 obj\n",
	       "free", "Mordor", "prisoners");
	/* raising: “Mordor seems to attack Gondor” */
	expect("Mordor Mordor PROPN _ 2 nsubj\nseems seem VERB _ 0 root\nto to PART _ 4 mark\nattack attack VERB VerbForm=Inf 2 xcomp\n"
	       "Gondor Gondor PROPN _ 4 obj\n",
	       "attack", "Mordor", "Gondor");
	/* a noun's infinitive: “Mordor's plan to attack Gondor failed” */
	expect("Mordor Mordor PROPN _ 3 nmod:poss\n's 's PART _ 1 case\nplan plan NOUN _ 7 nsubj\nto to PART _ 5 mark\nattack attack VERB VerbForm=Inf 3 acl\n"
	       "Gondor Gondor PROPN _ 5 obj\nfailed fail VERB _ 0 root\n",
	       "attack", "Mordor", "Gondor");
	/* “Rohan accused Mordor of attacking Gondor” */
	expect("Rohan Rohan PROPN _ 2 nsubj\naccused accuse VERB _ 0 root\nMordor Mordor PROPN _ 2 obj\nof of SCONJ _ 5 mark\n"
	       "attacking attack VERB VerbForm=Ger 2 advcl\nGondor Gondor PROPN _ 5 obj\n",
	       "attacking", "Mordor", "Gondor");
}

static void conjuncts_share(void **state)
{
	(void)state;
	const char *rows = "Mordor Mordor PROPN _ 2 nsubj\nattacked attack VERB VerbForm=Fin 0 root\nand and CCONJ _ 4 cc\n"
			   "burned burn VERB VerbForm=Fin 2 conj\nPelargir Pelargir PROPN _ 4 obj\n";
	expect(rows, "burned", "Mordor", "Pelargir");
	expect(rows, "attacked", "Mordor", "Pelargir"); /* the object stands with the last verb */
	/* “Boromir was arrested and deported”: the second participle is passive too */
	expect("Boromir Boromir PROPN _ 3 nsubj:pass\nwas be AUX _ 3 aux:pass\narrested arrest VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root\n"
	       "and and CCONJ _ 5 cc\ndeported deport VERB Tense=Past|VerbForm=Part|Voice=Pass 3 conj\n",
	       "deported", "-", "Boromir");
}

static void prepositions(void **state)
{
	(void)state;
	struct trees t;
	trees_begin(&t, "Mordor Mordor PROPN _ 2 nsubj\nmet meet VERB _ 0 root\nwith with ADP _ 4 case\nGondor Gondor PROPN _ 2 obl\nin in ADP _ 6 case\n"
			"Bree Bree PROPN _ 2 obl\n");
	uint32_t met = trees_word(&t, "met");
	assert_str(trees_form(&t, clause_prep(&t.doc, met, symtab_find(&t.symbols, STR("with")))), "Gondor");
	assert_str(trees_form(&t, clause_prep(&t.doc, met, symtab_find(&t.symbols, STR("in")))), "Bree");
	assert_int_equal(clause_prep(&t.doc, met, symtab_find(&t.symbols, STR("met"))), -1);
	assert_int_equal(clause_prep(&t.doc, met, 0), -1); /* a word that no dictionary has */
	trees_end(&t);
}

/* Input can claim any tree: a cycle of heads ends. */
static void cycles_end(void **state)
{
	(void)state;
	struct trees t;
	trees_begin(&t, "a a VERB _ 2 xcomp\nb b VERB _ 1 xcomp\nc c VERB _ 0 root\n");
	struct clause_words cw = words_of(&t);
	assert_int_equal(clause_subject(&t.doc, &cw, 0), -1);
	assert_int_equal(clause_object(&t.doc, &cw, 1), -1);
	trees_end(&t);
}

UNIT_MAIN(cmocka_unit_test(active_and_passive), cmocka_unit_test(relative_clauses), cmocka_unit_test(participles_behind_a_noun),
	  cmocka_unit_test(control_and_raising), cmocka_unit_test(conjuncts_share), cmocka_unit_test(prepositions), cmocka_unit_test(cycles_end))
