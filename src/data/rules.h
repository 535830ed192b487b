/* rules.h - event rules: what word, in what construction, says which event, and where its actors stand.
 *
 * Loaded from data/events (its README describes the language):
 *   codes.tsv       the CAMEO codes with PLOVER category and mode, and what becomes of each when promised, demanded, …
 *   classes.tsv     named sets of lemmas ({weapon}, {talks}, …)
 *   groups.tsv      named kinds of actors (@armed, @state, …)
 *   frames.tsv      named argument frames
 *   verbs*.tsv, nouns*.tsv, adjectives.tsv   the rules
 *   means.tsv       words of means that name the mode of violence
 * All lemmas are symbols of the knowledge; a word's rules are found by its lemma's number. */
#ifndef TRUCE_DATA_RULES_H
#define TRUCE_DATA_RULES_H

#include "base/vec.h"
#include "data/knowledge.h"
#include "data/ontology.h"

#define RULE_STEPS_MAX 4        /* “obj.of.mod” has three */
#define RULE_WORDS_MAX 4        /* of a trigger, its head included */
#define RULE_CLASSES_MAX 256
#define RULE_GROUPS_MAX 64

/* What a word makes of the act that its complement names. Those before RULE_EFFECT_INTENT change no code, only the
 * status or who acts; the others turn the act's code into that which codes.tsv names for it. */
#define RULE_EFFECT_LIST(X) \
	X(DO, "do") X(UNDO, "undo") X(MIGHT, "might") X(ONCE, "once") \
	X(INTENT, "intent") X(WILL, "will") X(DECLARE, "declare") X(APPEAL, "appeal") X(DEMAND, "demand") X(REFUSE, "refuse") X(THREAT, "threat") \
	X(ALLEGE, "allege") X(CONDEMN, "condemn") X(STOP, "stop") X(BAR, "bar") X(BACK, "back")
enum rule_effect {
	RULE_EFFECT_NONE,
#define X(name, word) RULE_EFFECT_##name,
	RULE_EFFECT_LIST(X)
#undef X
	RULE_EFFECT_COUNT
};
const char *rule_effect_name(enum rule_effect e);

/* What an event is: a CAMEO code with the PLOVER category and mode that go with it. */
struct rule_sense {
	struct str code;
	uint8_t category; /* enum category */
	uint8_t mode;     /* enum mode, or 0 */
};

struct rule_code {
	struct rule_sense sense;
	struct str meaning;
	struct rule_sense effects[RULE_EFFECT_COUNT]; /* code empty: inherited from the shorter code, or none */
};

enum rule_step_kind {
	RULE_STEP_SUBJ, RULE_STEP_OBJ, RULE_STEP_IOBJ, RULE_STEP_COMP, RULE_STEP_MOD, RULE_STEP_ADV, RULE_STEP_NUM,
	RULE_STEP_GOV, RULE_STEP_ADVCL, RULE_STEP_CASE, RULE_STEP_ANY, RULE_STEP_PREP,
};

struct rule_step {
	uint8_t kind;
	sym prep; /* RULE_STEP_PREP: the lemma of the preposition */
};

struct rule_slot {
	uint8_t n;
	struct rule_step step[RULE_STEPS_MAX];
};

/* Alternatives: the first that leads somewhere counts. */
struct rule_path {
	uint8_t n;
	const struct rule_slot *slot;
	struct str text; /* as it stands in the file */
};

enum rule_test { RULE_TEST_THERE, RULE_TEST_LEMMA, RULE_TEST_ACTOR, RULE_TEST_PLACE };

struct rule_cond {
	struct rule_path path;
	uint8_t test; /* enum rule_test */
	bool negate;
	bool or_next;             /* this or the condition after it */
	const sym *lemmas;        /* RULE_TEST_LEMMA: any of these … */
	const uint8_t *classes;   /* … or of these classes */
	uint16_t n_lemmas, n_classes;
	uint8_t group;            /* RULE_TEST_ACTOR */
	struct str text;          /* as it stands in the file */
};

struct rule_frame {
	struct str name;
	struct rule_path actor, recipient, complement;
	bool both;    /* what the actor's path finds and what the recipient's finds are all actors: “met with”, “talks between” */
	bool mutual;  /* those whom the actor's path finds do it to each other: “traded accusations” */
	bool needs_recipient, needs_actor;
};

enum rule_pos { RULE_VERB, RULE_NOUN, RULE_ADJ, RULE_POS_COUNT };

struct rule {
	sym words[RULE_WORDS_MAX];  /* words[0] is the head; verbs: particles and prepositions; nouns: modifiers */
	uint8_t n_words;
	uint8_t pos;                /* enum rule_pos */
	uint8_t effect;             /* enum rule_effect, on the act in the frame's complement */
	bool bare;                  /* nothing of its own: only the effect */
	bool keep;                  /* the complement's act stays an event of its own */
	bool silent;                /* the words say no event: it hides less special rules */
	bool latent;                /* no event of its own: only as what another word's effect works on (“called for sanctions”) */
	bool sure;                  /* unambiguous: fires without an actor that can be coded */
	struct rule_sense sense;
	const struct rule_cond *conds;
	uint16_t n_conds;
	const struct rule_frame *frame;
	const char *file;
	uint32_t line;
	uint32_t weight;            /* the more special, the higher */
};

struct rule_group {
	struct str name;
	uint32_t kinds, sectors; /* bit sets by enum */
	uint8_t class;           /* a head lemma of this class counts too; 0: none */
	bool country;            /* needs a country */
	uint8_t more;            /* the row that goes on with the same name, or 0 */
};

struct rule_means {
	uint8_t class;           /* lemma class of the word of means */
	struct rule_sense sense;
};

struct rule_lexeme {
	uint32_t first[RULE_POS_COUNT], last[RULE_POS_COUNT]; /* rules [first, last) */
	uint64_t classes[RULE_CLASSES_MAX / 64];
};

/* Classes of grammar words on which it rests whether a thing is told as so (sense/factuality.h); 0: classes.tsv has none. */
struct rules_grammar {
	uint8_t future, would, might, must, negation, condition, since, beside, occur, coming, possible, bygone, past_adv,
		focus, nearly, without, nobody, untrue, true_, unsure, past_noun, some, violence, after, yet, amid;
};

struct rules {
	const uint16_t *lexeme_of; /* [n_syms], 0: none */
	size_t n_syms;
	VEC(struct rule_lexeme) lexemes;
	VEC(struct rule) rules;
	VEC(struct rule_code) codes;
	VEC(struct rule_frame *) frames;
	VEC(struct str) classes;   /* names; 0 is none */
	struct rules_grammar grammar;
	VEC(struct rule_group) groups;
	VEC(struct rule_means) means;
};

bool rules_load(struct knowledge *k, const char *dir, struct err *err);

/* The rules of a lemma, or NULL. */
static inline const struct rule_lexeme *rules_lexeme(const struct rules *r, sym lemma)
{
	return lemma < r->n_syms && r->lexeme_of[lemma] ? &r->lexemes.v[r->lexeme_of[lemma]] : NULL;
}

bool rules_in_class(const struct rules *r, sym lemma, uint8_t class);
uint8_t rules_class(const struct rules *r, struct str name); /* 0: none of that name */
uint8_t rules_group(const struct rules *r, struct str name); /* 0: none of that name */

/* What becomes of an act under an effect; code empty where codes.tsv has nothing for it. */
struct rule_sense rules_effect(const struct rules *r, struct str code, enum rule_effect effect);

#endif
