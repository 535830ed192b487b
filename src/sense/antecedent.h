/* antecedent.h - whom pronouns and “both sides” stand for, among the actors mentioned before.
 *   reads    candidates before the one at hand, with their actors
 *   fills    candidate.actors */
#ifndef TRUCE_SENSE_ANTECEDENT_H
#define TRUCE_SENSE_ANTECEDENT_H

#include "sense/mention.h"

/* What resolve.c knows of an actor beside the record. */
struct actor_info {
	int32_t noun;   /* agent entry that it was called by, -1: none */
	int32_t people; /* 1 + the state whose people it is; 0: none */
	int name_rank;  /* how good its name is: 3 a name in the text, 2 a capital, 0 from the dictionary */
	bool named;     /* has a name, not only a description */
	bool told;      /* the report has said its role */
};

struct acronym { struct str word; ref actor; };

/* The state of resolve_run. */
struct resolver {
	struct reading *r;
	const struct actor_dict *dict;
	struct candidates c;
	VEC(struct actor_info) info; /* as r->actors */
	ref *of_entry;               /* [entries.n] 1 + the actor of that entry; 0: none yet */
	struct str main_country;
	VEC(struct acronym) acronyms; /* told by the report in brackets */
	uint32_t asked;              /* 1 + the sentence that sentence_country was asked for last; 0: none */
	struct str answered;         /* and what it said */
	size_t now;                  /* the candidate at hand */
};

void antecedent_pronoun(struct resolver *x, struct candidate *c);
void antecedent_pair(struct resolver *x, struct candidate *c);

/* “Before [its] troops left, Mordor had promised …”: the subject behind the clause or phrase that the pronoun stands in; NULL where
 * there is none. It must be resolved before it can be taken. */
struct candidate *antecedent_ahead(struct resolver *x, const struct candidate *c);

/* Takes whom it means where number and gender agree. */
void antecedent_take_ahead(struct resolver *x, struct candidate *c, const struct candidate *o);

#endif
