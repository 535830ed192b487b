/* clause.h - the grammar under the event rules: who is subject and object in sense, whatever the construction.
 *   reads    trees
 *
 * Active and passive, relative clauses, participles behind a noun, infinitives under a verb or noun (control, raising),
 * conjuncts, adverbial clauses: each leads to the word that heads the phrase, or -1. */
#ifndef TRUCE_SENSE_CLAUSE_H
#define TRUCE_SENSE_CLAUSE_H

#include "sense/record.h"

/* What the grammar needs to know of a report, looked up once. */
struct clause_words {
	sym by, of, from, for_; /* prepositions */
	const refs *actors;     /* who the words stand for: “accused *the army* of shelling”, but “found *ways* of leaving” */
};

struct clause_words clause_words_of(const struct reading *r);

bool clause_passive(const struct doc *d, uint32_t verb);
int32_t clause_surface_subject(const struct doc *d, const struct clause_words *cw, uint32_t verb);
int32_t clause_subject(const struct doc *d, const struct clause_words *cw, uint32_t verb); /* the doer */
int32_t clause_object(const struct doc *d, const struct clause_words *cw, uint32_t verb);  /* what is done to */

/* The object of the verb above that is the doer of this one: “accused *Gondor* of attacking”, “barred *it* from entering”; -1. */
int32_t clause_accused(const struct doc *d, const struct clause_words *cw, uint32_t verb);

/* “Gondor to sign treaty”: an infinitive that is what a headline says of its subject, and lies ahead. */
bool clause_headline(const struct doc *d, uint32_t verb);

/* “Envoys are to meet on Monday”: the “are” over an infinitive, by which it lies ahead; -1 where there is none. */
int32_t clause_be_to(const struct doc *d, uint32_t verb);

/* The kid of w that is marked by this preposition (case or mark): a noun or a clause; -1 where there is none. */
int32_t clause_prep(const struct doc *d, uint32_t w, sym prep);

/* The conjunct that w belongs to: the first of the chain. */
uint32_t clause_first_conjunct(const struct doc *d, uint32_t w);

#endif
