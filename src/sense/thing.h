/* thing.h - nouns for what is proposed or agreed: truces, deals, plans, swaps, and agreements known by name.
 *   reads    trees, word_actors
 *
 * A thing is not yet a record: agreement.h and proposal.h decide what it is, by what is done with it. */
#ifndef TRUCE_SENSE_THING_H
#define TRUCE_SENSE_THING_H

#include "sense/act.h"
#include "sense/party.h"

struct thing {
	uint32_t word;                    /* its head */
	uint32_t matter;                  /* “offer of a truce”: the truce; else the word itself */
	struct word_span span;            /* its name: modifiers and head, without article */
	const struct thing_word *entry;   /* NULL for an agreement known by name */
	const struct known_deal *known;   /* or NULL */
	enum thing_class class;
	enum agreement_kind agreement;
	enum proposal_kind proposal;
	uint32_t scopes;                  /* bits 1 << enum scope */
	enum extent extent;
	bool definite;                    /* “the truce”, “Gondor's plan”, “this deal” */
	bool anaphor;                     /* “this deal”, “the agreement” with nothing else said of it */
	bool pronoun;                     /* “Gondor rejected it”: the thing told of just before */
	bool another;                     /* “a broader truce”, “a new plan”: not the one told of before */
	struct acts as_agreement, as_proposal;
};

typedef VEC(struct thing) things;

void thing_find(struct reading *r, things *out);

/* The sides that the words around it name: “between X and Y”, “with X”, “X's”, “Gondorian”. */
void thing_parties(struct reading *r, const struct thing *t, refs *out);

/* “brokered by X”, “X-mediated”. */
void thing_mediators(struct reading *r, const struct thing *t, refs *out);

struct str thing_words(const struct reading *r, struct word_span s); /* the text of a phrase, trimmed */
struct word_span thing_clause(const struct reading *r, uint32_t w);  /* the yield of w without its marker and subject */

void thing_scopes(struct reading *r, uint32_t scopes, void *list);   /* bits to VEC(uint8_t), in the order of the ontology */

/* Words below a clause that say what is covered (“would cover energy and ports”). */
uint32_t thing_covered(const struct reading *r, const struct thing *t);

#endif
