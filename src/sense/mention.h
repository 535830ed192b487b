/* mention.h - the words that may stand for an actor: names, nominals, adjectives of states, pronouns, with what the words
 * around them say of country, body, role. Who they are is resolve.c's business.
 *   reads    words, trees, places, times
 *   fills    candidates, in the order of the text */
#ifndef TRUCE_SENSE_MENTION_H
#define TRUCE_SENSE_MENTION_H

#include "sense/match.h"

#define NO_WORD UINT32_MAX
#define OWNER_STATES_MAX 4 /* “U.S., French and British officials” */

enum candidate_type {
	CANDIDATE_NONE,
	CANDIDATE_STATE,        /* a state by name, adjective, people or capital */
	CANDIDATE_BODY,         /* a dictionary organisation or group */
	CANDIDATE_PERSON,       /* a name of a person, known or not */
	CANDIDATE_ORGANISATION, /* an organisation that the dictionary does not know, by name */
	CANDIDATE_AGENT,        /* “Russian troops”, “a senior official” */
	CANDIDATE_PRONOUN,
	CANDIDATE_PAIR,         /* “both sides” */
};

struct candidate {
	enum candidate_type type;
	uint32_t first, last;         /* words of the mention, title and modifiers included */
	uint32_t name_first, name_last; /* the name alone, or the noun */
	uint32_t head;                /* the word that the sentence hangs it on */
	int32_t entry;                /* of the dictionary; of agents the noun; -1: none */
	enum name_kind name_kind;
	bool plural, definite, indefinite, former;
	bool unsure;                  /* a name that is a person's only if a person of that name is known */
	bool apposed;                 /* a noun stands in apposition to it */
	bool silent;                  /* a mention, but no argument: “Russian” of “Russian troops” */
	int32_t title;                /* agent entry of the title of a person, -1: none */
	uint32_t role_first, role_last; /* words of the role */
	int32_t state[OWNER_STATES_MAX]; /* entries of the states it belongs to */
	uint32_t state_word[OWNER_STATES_MAX]; /* where it says so */
	int n_states;
	int32_t body;                 /* entry of the body it belongs to, -1: none */
	uint32_t owner;               /* head of the possessor or “of” phrase, NO_WORD: none */
	ref place;                    /* where it is: “police in Osgiliath” */
	int32_t where;                /* likewise by a state's entry: “police in Gondor's north”; -1: none */
	uint32_t acronym;             /* the word in brackets behind it: “Council of Healers (CH)”; NO_WORD: none */
	uint8_t sectors[ACTOR_SECTORS_MAX]; /* from modifiers: military officials */
	enum gender gender;
	int32_t same;                 /* of agents: the person that it is an apposition of, or the other way round; -1: none */
	bool resolved;                /* by resolve.c, as is the next */
	refs actors;
};

struct candidates {
	struct matches m;
	VEC(struct candidate) v;
	uint32_t *at;                 /* [words.n] 1 + the candidate whose name or noun covers this word; 0: none */
	uint32_t *eaten;              /* [hits.n] 1 + the candidate that has this hit as a modifier or title; 0: none */
};

void mention_run(const struct reading *r, struct candidates *c);

/* The candidate at the word, or NULL. */
struct candidate *mention_at(const struct candidates *c, uint32_t word);

/* The text of words [first, last). */
struct str mention_words(const struct reading *r, uint32_t first, uint32_t last);

#endif
