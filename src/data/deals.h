/* deals.h - words of talks, proposals and agreements: data/process/. Its README says what each field means. */
#ifndef TRUCE_DATA_DEALS_H
#define TRUCE_DATA_DEALS_H

#include "base/vec.h"
#include "data/knowledge.h"
#include "data/ontology.h"

#define ACT_WORDS_MAX 4
#define NAME_WORDS_MAX 16

enum deal_pos { DEAL_POS_NONE, DEAL_NOUN, DEAL_VERB, DEAL_ADJ, DEAL_ADV, DEAL_PREP };

struct talk_word {
	enum deal_pos pos;
	enum talk_form form;  /* TALK_FORM_NONE: the word leaves it open */
	bool strong, visit, host;
	struct str rule;      /* "process/talks.tsv:7 talk" */
	const struct talk_word *next;
};

enum thing_class {
	THING_NONE, THING_TRUCE, THING_STOP, THING_AGREEMENT, THING_WEAK_AGREEMENT, THING_PROPOSAL, THING_WEAK_PROPOSAL, THING_SWAP,
	THING_PAUSE, THING_WITHDRAWAL, THING_GUARANTEE, THING_TALKS, THING_STOP_VERB
};

struct thing_word {
	enum thing_class class;
	enum agreement_kind agreement;
	enum proposal_kind proposal;
	uint32_t scopes;      /* bits 1 << enum scope */
	struct str rule;
};

struct quality_word {
	enum agreement_kind agreement;
	enum proposal_kind proposal;
	uint32_t scopes;
	enum extent extent;
	enum talk_form form;
};

enum act_about {
	ABOUT_NONE, ABOUT_TALK, ABOUT_PROPOSAL, ABOUT_AGREEMENT, ABOUT_TOPIC, ABOUT_NOTE, ABOUT_LEAD, ABOUT_MEDIATE,
	ABOUT_TERM, ABOUT_REASON, ABOUT_EACH, ABOUT_DENY, ABOUT_MONITOR,
	ABOUT_OFFER, ABOUT_ATTEND, ABOUT_OCCUR, ABOUT_ALIAS
};

struct act_word {
	sym word[ACT_WORDS_MAX]; /* the head first; 0 behind the last */
	enum deal_pos pos;
	enum act_about about;
	uint8_t value;           /* enum talk_status, proposal_status or life, by `about` */
	struct str rule;
	const struct act_word *next;
};

/* What an act does to an agreement: its changes; “in-force”, which changes nothing; “declared”. */
enum life {
	LIFE_NONE,
#define X(name, word) LIFE_##name,
	AGREEMENT_CHANGE_LIST(X)
#undef X
	LIFE_IN_FORCE,
	LIFE_DECLARED, /* entered where one of its sides does it, signed where another tells of it */
};

/* What a preposition, conjunction or auxiliary says of the phrase or clause behind it. */
#define GRAMMAR_LIST(X) \
	X(WITH, "with") X(OF, "of") X(BY, "by") X(TO, "to") X(PLACE, "place") X(AREA, "area") X(ABOUT, "about") X(FOCUS, "focus") \
	X(MATTER, "matter") X(BOUND, "bound") X(AIM, "aim") X(SPOKEN_OF, "spoken-of") X(SHORT_OF, "short-of") X(UNREAL, "unreal") \
	X(CONDITION, "condition") X(UNDER, "under") X(INCLUDING, "including") X(FROM, "from") X(UNTIL, "until") \
	X(ANOTHER, "another") X(ALONE, "alone") X(PART, "part") X(ANAPHOR, "anaphor") X(EACH_OTHER, "each-other") \
	X(SOURCE, "source") X(UPON, "upon") X(WITHOUT, "without") X(ROUND, "round") X(FOR, "for")
enum grammar {
#define X(name, word) GRAMMAR_##name,
	GRAMMAR_LIST(X)
#undef X
	GRAMMAR_COUNT
};

/* What a word in the phrase or terms of a truce says of its purpose and class. */
struct trait_word {
	enum purpose purpose;
	enum ceasefire_class class;
	bool monitor;         /* that it is kept is watched over */
	const struct trait_word *next;
};

struct known_deal {
	struct str name;
	enum agreement_kind kind;
	struct str parties, mediators; /* parted by '|' */
	struct str date;
	uint32_t scopes;
	struct str rule;
};

/* One of the names of an agreement, as lower-cased words. */
struct known_name {
	sym word[NAME_WORDS_MAX];
	int n;
	const struct known_deal *deal;
	const struct known_name *next; /* the next name with the same first word, longer ones first */
};

bool deals_load(struct knowledge *k, const char *dir, struct err *err);

/* Entries of a lemma; NULL where there is none. Acts and talk words of the same first word follow by `next`. */
const struct talk_word *deals_talk(const struct deals *d, sym lemma);
const struct thing_word *deals_thing(const struct deals *d, sym lemma);
const struct thing_word *deals_stop_verb(const struct deals *d, sym lemma);
const struct quality_word *deals_quality(const struct deals *d, sym lemma);
const struct act_word *deals_act(const struct deals *d, sym lemma);
const struct trait_word *deals_trait(const struct deals *d, sym lemma);
int64_t deals_ordinal(const struct deals *d, sym word); /* 3 for “third”; 0 for no ordinal */
bool deals_grammar(const struct deals *d, sym word, enum grammar use);
const struct known_name *deals_known(const struct deals *d, sym first_word);

#endif
