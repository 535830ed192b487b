/* actor_dict.h - states, organisations, armed groups, persons, agents and titles, from data/actors (README there).
 *
 * All names of all entries stand in one trie over folded pieces of words: a piece is lower-cased, without accents, dots and
 * apostrophes, and hyphens part it, so that “Hayat Tahrir al-Sham”, “Hay'at Tahrir al Sham” and a tokeniser's
 * “al”, “-”, “Sham” are one. How a name must be capitalised is kept beside it (enum name_case). */
#ifndef TRUCE_DATA_ACTOR_DICT_H
#define TRUCE_DATA_ACTOR_DICT_H

#include "base/date.h"
#include "base/vec.h"
#include "data/knowledge.h"
#include "data/ontology.h"

#define ACTOR_SECTORS_MAX 4
#define ACTOR_PIECES_MAX 12 /* pieces of one word, and of one name */

enum entry_type { ENTRY_STATE, ENTRY_BODY, ENTRY_PERSON, ENTRY_AGENT, ENTRY_PAIR, ENTRY_PRONOUN, ENTRY_GIVEN_NAME, ENTRY_AGENCY };

/* What an agent noun may do. */
enum agent_flag {
	AGENT_TITLE = 1,   /* may stand before or beside a person's name */
	AGENT_WEAK = 2,    /* an actor only with an owner: “the Russian side”, “Gondor's delegation” */
	AGENT_LOCAL = 4,   /* belongs to the country where the report happens unless it says otherwise: police, the government */
	AGENT_NAMES = 8,   /* ends the name of an organisation: Movement, Brigade, Union */
	AGENT_SECTOR = 16, /* as a modifier it gives its sectors to the noun: military officials, police chief */
	AGENT_FORMER = 32, /* an adjective that makes a role a thing of the past */
	AGENT_HONORIFIC = 64, /* a title that is no role: Mr */
	AGENT_SPEAKS = 128, /* speaks for whom “for” names: a spokesman for Gondor is Gondor's, an envoy for Gondor need not be */
};

/* What a pair noun may do. */
enum pair_flag {
	PAIR_BARE = 1,   /* “the” is enough: “the sides” */
	PAIR_PEOPLE = 2, /* persons: “the two leaders” */
};

/* Words that decide whether a capital acts or is a place (data/actors/agency.tsv). */
enum agency {
	AGENCY_NONE, AGENCY_PLACE, AGENCY_TOWARDS, AGENCY_MOTION, AGENCY_SOCIAL, AGENCY_STATIC, AGENCY_SPEECH, AGENCY_PARTICLE, AGENCY_LINK,
	AGENCY_FIGHT, AGENCY_ACTING, AGENCY_JOINING, AGENCY_LEADING, AGENCY_OWNER,
	AGENCY_BELONGS, AGENCY_SERVES, AGENCY_SITS, AGENCY_SENT, AGENCY_ORIGIN, AGENCY_ETHNIC,
};
#define AGENCY_BIT(a) (1u << (a))

enum gender { GENDER_NONE, GENDER_MALE, GENDER_FEMALE, GENDER_THING };

struct actor_role {
	struct str name;
	struct str country;                 /* served in it: alpha-3 or empty */
	uint8_t sectors[ACTOR_SECTORS_MAX]; /* enum sector, 0 behind the last */
	struct date from, to;               /* both in; year 0: open */
};

struct actor_entry {
	enum entry_type type;
	struct str name;      /* the first of its names */
	enum actor_kind kind, plural_kind;
	struct str country;   /* alpha-3 or empty */
	uint8_t sectors[ACTOR_SECTORS_MAX];
	enum gender gender;
	uint8_t flags;        /* enum agent_flag; of pairs enum pair_flag */
	enum agency agency;   /* of words in agency.tsv */
	struct date from, to; /* bodies: when this entry holds */
	uint32_t role, n_roles; /* persons: into actor_dict.roles */
	struct str rule;      /* "actors/states.tsv:12 Russia" */
};

/* In which capacity a name names its entry. */
enum name_kind { NAME_PROPER, NAME_ADJECTIVE, NAME_PEOPLE, NAME_SEAT, NAME_SURNAME, NAME_SINGULAR, NAME_PLURAL };

enum name_case {
	CASE_ANY,     /* written small in the data: “police” */
	CASE_CAPITAL, /* some piece begins with a capital: “Russia”, “al-Qaeda” */
	CASE_UPPER,   /* capitals throughout: “US”, and “Nato” from four letters on */
};

struct actor_name {
	uint32_t entry;
	uint8_t kind;  /* enum name_kind */
	uint8_t kase;  /* enum name_case */
	uint32_t next; /* further names with the same pieces; 0: none */
};

struct actor_dict {
	VEC(struct actor_entry) entries;
	VEC(struct actor_role) roles;
	VEC(struct actor_name) names;    /* [0] is none */
	struct symtab pieces;
	VEC(uint32_t) node_names;        /* node to its first name; node 0 is the root */
	struct actor_edge { uint32_t node, piece, to; } *edges; /* open addressing over (node, piece); to 0: free */
	size_t n_edges, cap_edges;       /* cap_edges: power of two */
	int32_t *states;                 /* country code as a number to entry + 1, see actor_dict_state */
};

bool actor_dict_load(struct knowledge *k, const char *dir, struct err *err);

/* Folds a word into its pieces and returns how many there are; a piece that no name has is 0. */
int actor_dict_pieces(const struct actor_dict *d, struct str word, uint32_t out[ACTOR_PIECES_MAX]);

/* The first name (into names; 0: none) that is that word and no more. */
uint32_t actor_dict_word(const struct actor_dict *d, struct str word);

/* The uses (AGENCY_BIT) that agency.tsv gives to a word. */
unsigned actor_dict_agency(const struct actor_dict *d, struct str word);

/* One step down the trie; 0 where it ends. */
uint32_t actor_dict_step(const struct actor_dict *d, uint32_t node, uint32_t piece);

/* The entry of a state by its country code, or -1. */
int32_t actor_dict_state(const struct actor_dict *d, struct str country);

/* Whether a thing of these dates holds on that day; with no day, whether it is still open. */
bool actor_dict_holds(struct date from, struct date to, struct date day);

#endif
