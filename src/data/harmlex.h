/* harmlex.h - numbers in words, words of violence, weapons, what is struck, victims (data/harm). */
#ifndef TRUCE_DATA_HARMLEX_H
#define TRUCE_DATA_HARMLEX_H

#include "data/knowledge.h"
#include "data/ontology.h"
#include "data/phrases.h"

/* Classes of data/harm/numbers.tsv. B_… stand before a number and bound it, A_… behind it. */
#define NUMBER_CLASS_LIST(X) \
	X(CARD, "card") X(TENS, "tens") X(SCALE, "scale") X(FUZZY, "fuzzy") X(ARTICLE, "article") X(NIL, "none") \
	X(B_OVER, "b-over") X(B_LEAST, "b-least") X(B_UNDER, "b-under") X(B_MOST, "b-most") X(B_ABOUT, "b-about") \
	X(A_LEAST, "a-least") X(A_MOST, "a-most")
enum number_class {
	NUMBER_NONE,
#define X(name, word) NUMBER_##name,
	NUMBER_CLASS_LIST(X)
#undef X
};

/* What kind of entry a word of harm is; the file it stands in says it, and for acts the part of speech. */
enum harm_class { HARM_NONE, HARM_VERB, HARM_NOUN, HARM_WEAPON, HARM_STRUCK, HARM_VICTIM, HARM_GUARD };

/* How an act takes its doer, its target and its victims (data/harm/README.md). */
#define HARM_FRAME_LIST(X) \
	X(DO, "do") X(HIT, "hit") X(HARM, "harm") X(MUTUAL, "mutual") X(BURST, "burst") X(FIRE, "fire") X(DIE, "die") X(TAKE, "take") \
	X(DOWN, "down") X(LIGHT, "light") X(ACT, "act") X(NHARM, "nharm") X(DEAD, "dead") X(TOLL, "toll") X(LIFE, "life")
enum harm_frame {
	FRAME_NONE,
#define X(name, word) FRAME_##name,
	HARM_FRAME_LIST(X)
#undef X
};

#define HARM_KIND_LIST(X) \
	X(KILLED, "killed") X(INJURED, "injured") X(MISSING, "missing") X(CAPTURED, "captured") X(DISPLACED, "displaced")
enum harm_kind {
	HARM_KIND_NONE,
#define X(name, word) HARM_##name,
	HARM_KIND_LIST(X)
#undef X
	HARM_KIND_COUNT
};

#define GUARD_LIST(X) \
	X(ACCIDENT, "accident") X(CRIME, "crime") X(GAME, "game") X(LABOUR, "labour") X(NOT, "not") X(UNDO, "undo") \
	X(MAYBE, "maybe") X(FUTURE, "future") X(DENY, "deny") X(CLAIM, "claim") X(FALSE, "false") X(BLAME, "blame") X(EACH, "each") X(OWN, "own") X(GUILT, "guilt") X(LIGHT, "light") X(INCLUDING, "including") X(TOTAL, "total") \
	X(SINCE, "since") X(AGAIN, "again") X(BY, "by") X(ON, "on") \
	X(IN, "in") X(OF, "of") X(WITH, "with") X(ARMED, "armed") X(HABIT, "habit") \
	X(ELSEWHERE, "elsewhere") X(SUFFER, "suffer")
enum guard {
	GUARD_NONE,
#define X(name, word) GUARD_##name,
	GUARD_LIST(X)
#undef X
	GUARD_COUNT
};
_Static_assert(GUARD_COUNT <= 64, "the guards of a word are bits of 64");

#define VICTIM_PERSON VICTIM_COUNT /* one of whom nothing more is said */

struct harm_entry {
	uint8_t class;       /* enum harm_class */
	uint8_t frame;       /* enum harm_frame, of acts */
	uint8_t kind;        /* enum incident_kind, of acts and weapons; 0: open */
	uint8_t harm;        /* enum harm_kind, of acts */
	uint8_t strength;    /* 0 to 3: how surely the word speaks of armed violence */
	uint8_t value;       /* enum struck, victim or guard */
	struct str name;     /* of a weapon */
	const char *file;
	uint32_t line;
};

struct harmlex {
	struct phrases numbers;
	struct phrases words;            /* phrase.min: index into entries; lemmas */
	VEC(struct harm_entry) entries;
	sym hyphen, slash, and_, or_, to, between;
};

bool harmlex_load(struct knowledge *k, const char *dir, struct err *err);

#endif
