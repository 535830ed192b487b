#include "unit.h"

#include "data/knowledge.h"
#include "data/rules.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A data folder with small files of its own: what stands in `text` for a file of `names`, else a default. */
static const char *const names[] = {"codes", "classes", "groups", "frames", "verbs", "speech", "nouns", "adjectives", "means"};
static const char *const defaults[] = {
	"02\tREQUEST\t-\t-\tappeals\n"
	"03\tAGREE\t-\tdemand=02\tsays that it will\n"
	"035\tAGREE\t-\t-\tintends to yield\n"
	"08\tCONCEDE\t-\tintent=035 demand=02\tyields\n"
	"084\tRETREAT\trelease\t-\treleases\n"
	"19\tASSAULT\t-\t-\tfights\n"
	"195\tASSAULT\taerial\t-\tfrom the air\n",
	"weapon\tsword axe\nblade\tsword\n",
	"armed\tarmed-group\tMIL,REB\n",
	"tr\tA=subj R=obj\nnoun\tA=by|mod R=on\nintent\tA=subj C=comp|to\n",
	"free\t084\tobj=prisoner\nattack\t19\nattack\t195\tsubj@armed obj={weapon}\nattack from\t19\nwithdraw\t08\n",
	"agree\t03 ~intent\t-\tintent R=with\n",
	"prisoner swap\t084\nattack\t19 sure\n",
	"ready\t03 ~intent\tcomp\tintent\n",
	"blade\t195\n",
};
#define FILES (sizeof names / sizeof *names)

struct loaded {
	struct knowledge k;
	struct err err;
	bool ok;
};

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[512];
	snprintf(path, sizeof path, "%s/events/%s.tsv", dir, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void load(struct loaded *l, const char *name, const char *text)
{
	char dir[] = "/tmp/truce-rules-XXXXXX", path[512];
	*l = (struct loaded){0};
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/events", dir);
	assert_int_equal(mkdir(path, 0700), 0);
	for (size_t i = 0; i < FILES; i++)
		write_file(dir, names[i], name && strcmp(name, names[i]) == 0 ? text : defaults[i]);
	arena_init(&l->k.arena, 0);
	symtab_init(&l->k.symbols, &l->k.arena);
	l->ok = rules_load(&l->k, dir, &l->err);
	for (size_t i = 0; i < FILES; i++) {
		snprintf(path, sizeof path, "%s/events/%s.tsv", dir, names[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/events", dir);
	rmdir(path);
	rmdir(dir);
}

static void unload(struct loaded *l)
{
	arena_release(&l->k.arena);
}

static sym word(const struct loaded *l, const char *w)
{
	return symtab_find(&l->k.symbols, str_of(w));
}

static void the_most_special_rule_comes_first(void **state)
{
	(void)state;
	struct loaded l;
	load(&l, NULL, NULL);
	assert_string_equal(l.err.message, "");
	assert_true(l.ok);
	const struct rules *r = l.k.rules;
	const struct rule_lexeme *x = rules_lexeme(r, word(&l, "attack"));
	assert_non_null(x);
	assert_int_equal(x->last[RULE_VERB] - x->first[RULE_VERB], 3);
	const struct rule *v = &r->rules.v[x->first[RULE_VERB]];
	assert_int_equal(v[0].line, 3); /* two tests; as heavy as a word of the trigger, and earlier */
	assert_int_equal(v[1].line, 4);
	assert_int_equal(v[2].line, 2);
	assert_int_equal(v[0].n_conds, 2);
	assert_str(v[0].sense.code, "195");
	assert_int_equal(v[1].n_words, 2);
	assert_str(v[2].frame->name, "tr"); /* a verb without a frame */
	assert_string_equal(v[2].file, "events/verbs.tsv");
	assert_int_equal(x->last[RULE_NOUN] - x->first[RULE_NOUN], 1);
	assert_true(r->rules.v[x->first[RULE_NOUN]].sure);
	assert_null(rules_lexeme(r, word(&l, "mod")));
	unload(&l);
}

static void a_noun_s_head_is_its_last_word(void **state)
{
	(void)state;
	struct loaded l;
	load(&l, NULL, NULL);
	const struct rule_lexeme *x = rules_lexeme(l.k.rules, word(&l, "swap"));
	assert_non_null(x);
	const struct rule *rule = &l.k.rules->rules.v[x->first[RULE_NOUN]];
	assert_int_equal(rule->words[0], word(&l, "swap"));
	assert_int_equal(rule->words[1], word(&l, "prisoner"));
	assert_int_equal(rule->sense.category, CATEGORY_RETREAT);
	assert_int_equal(rule->sense.mode, mode_of(CATEGORY_RETREAT, STR("release")));
	unload(&l);
}

static void effects_come_from_the_shorter_code(void **state)
{
	(void)state;
	struct loaded l;
	load(&l, NULL, NULL);
	const struct rules *r = l.k.rules;
	assert_str(rules_effect(r, STR("084"), RULE_EFFECT_INTENT).code, "035");
	assert_str(rules_effect(r, STR("08"), RULE_EFFECT_DEMAND).code, "02");
	assert_str(rules_effect(r, STR("035"), RULE_EFFECT_DEMAND).code, "02");
	assert_int_equal(rules_effect(r, STR("195"), RULE_EFFECT_INTENT).code.n, 0);
	assert_int_equal(rules_effect(r, STR("084"), RULE_EFFECT_WILL).code.n, 0);
	unload(&l);
}

static void classes_and_groups(void **state)
{
	(void)state;
	struct loaded l;
	load(&l, NULL, NULL);
	const struct rules *r = l.k.rules;
	uint8_t weapon = rules_class(r, STR("weapon")), blade = rules_class(r, STR("blade"));
	assert_true(weapon && blade && weapon != blade);
	assert_true(rules_in_class(r, word(&l, "sword"), weapon) && rules_in_class(r, word(&l, "sword"), blade));
	assert_true(rules_in_class(r, word(&l, "axe"), weapon) && !rules_in_class(r, word(&l, "axe"), blade));
	assert_int_equal(rules_class(r, STR("tower")), 0);
	uint8_t armed = rules_group(r, STR("armed"));
	assert_true(armed);
	assert_true(r->groups.v[armed].kinds >> ACTOR_KIND_ARMED_GROUP & 1 && r->groups.v[armed].sectors >> SECTOR_REB & 1);
	unload(&l);
}

static void a_frame_takes_over_and_replaces(void **state)
{
	(void)state;
	struct loaded l;
	load(&l, NULL, NULL);
	const struct rule_lexeme *x = rules_lexeme(l.k.rules, word(&l, "agree"));
	const struct rule_frame *f = l.k.rules->rules.v[x->first[RULE_VERB]].frame;
	assert_str(f->actor.text, "subj");
	assert_str(f->recipient.text, "with");
	assert_str(f->complement.text, "comp|to");
	assert_int_equal(f->complement.n, 2);
	assert_int_equal(f->complement.slot[0].step[0].kind, RULE_STEP_COMP);
	assert_int_equal(f->complement.slot[1].step[0].kind, RULE_STEP_PREP);
	assert_int_equal(f->complement.slot[1].step[0].prep, word(&l, "to"));
	unload(&l);
}

static void complains(const char *name, const char *text, const char *message)
{
	struct loaded l;
	load(&l, name, text);
	assert_false(l.ok);
	assert_null(l.k.rules);
	assert_err(l.err, ERR_DATA, message);
	unload(&l);
}

static void complains_of_what_is_wrong(void **state)
{
	(void)state;
	complains("codes", "1\tASSAULT\t-\t-\n", "events/codes.tsv:1: a code has two to four digits");
	complains("codes", "19\tASSAULT\t-\t-\n19\tASSAULT\t-\t-\n", "events/codes.tsv:2: code 19 stands here a second time");
	complains("frames", "tr\tA=subj.obj.of.in.on\n", "events/frames.tsv:1: a path of more than 4 steps");
	complains("frames", "tr\tA=Subj\n", "events/frames.tsv:1: “Subj” is no step of a path");
	complains("nouns", "very big new old attack\t19\n", "events/nouns.tsv:1: a trigger of more than 4 words");
	complains("means", "tower\t195\n", "events/means.tsv:1: no class {tower}");
}

static void complains_of_rules_that_cannot_fire(void **state)
{
	(void)state;
	complains("verbs", "attack\t195\tobj=sword,axe,fort\nattack\t19\tobj={blade}\n",
		  "events/verbs.tsv:2: the rule for “attack” can never fire: events/verbs.tsv:1 fits wherever it fits and is asked first");
	complains("speech", "agree\t03 ~intent\tto\tintent\nagree\t03 ~intent\tto\tintent\n",
		  "events/speech.tsv:2: the rule for “agree” can never fire: events/speech.tsv:1 has the same trigger and conditions");
	complains("nouns", "attack\t19\ton=sword on!={weapon}\n",
		  "events/nouns.tsv:1: the rule for “attack” can never fire: “on=sword” and “on!={weapon}” exclude each other");
	complains("nouns", "attack\t19\tiobj\n", "events/nouns.tsv:1: the rule for “attack” can never fire: “iobj” leads nowhere from such a word");
}

/* None of these hides the other. */
static void lets_rules_stand_that_can_fire(void **state)
{
	(void)state;
	struct loaded l;
	load(&l, "nouns",
	     "raid\t19\tof=sword\nraid\t195\tof={weapon}\n"        /* the narrower comes first */
	     "siege\t19\tof|on\nsiege\t195\tof on\n"                /* the second asks for more, and is asked first */
	     "sortie\t19\tof!=sword\nsortie\t195\tof=sword\n"
	     "big battle\t19\nold battle\t195\nbattle\t19\n");
	assert_string_equal(l.err.message, "");
	assert_true(l.ok);
	unload(&l);
}

UNIT_MAIN(cmocka_unit_test(the_most_special_rule_comes_first), cmocka_unit_test(a_noun_s_head_is_its_last_word),
	  cmocka_unit_test(effects_come_from_the_shorter_code), cmocka_unit_test(classes_and_groups),
	  cmocka_unit_test(a_frame_takes_over_and_replaces), cmocka_unit_test(complains_of_what_is_wrong),
	  cmocka_unit_test(complains_of_rules_that_cannot_fire), cmocka_unit_test(lets_rules_stand_that_can_fire))
