/* factuality.h - what stands at one word about its truth: auxiliaries, negation, adverbs, marks, modifiers. One judgement for
 * events (status.c), talks and deals (act.c) and incidents (harmact.c); these differ only in which words around theirs they ask.
 *   reads    trees; the classes of grammar in data/events/classes.tsv */
#ifndef TRUCE_SENSE_FACTUALITY_H
#define TRUCE_SENSE_FACTUALITY_H

#include "sense/record.h"

enum fact {
	FACT_FUTURE = 1 << 0,      /* “will” */
	FACT_WOULD = 1 << 1,
	FACT_MIGHT = 1 << 2,       /* “may”, “could” */
	FACT_MUST = 1 << 3,
	FACT_NEGATED = 1 << 4,     /* “not”, “never”; “sent no delegates” */
	FACT_CONDITION = 1 << 5,   /* its own clause is one: “if …” */
	FACT_CONDITIONED = 1 << 6, /* a clause beside it is: “would attack if …” */
	FACT_PAST = 1 << 7,        /* “previously” */
	FACT_SINCE = 1 << 8,       /* “has not met since March”: it did then */
	FACT_NOBODY = 1 << 12,     /* “nobody attacked”, “no date was set” */
	/* of a noun, by its adjectives */
	FACT_COMING = 1 << 9,      /* “planned”, “upcoming” */
	FACT_POSSIBLE = 1 << 10,
	FACT_BYGONE = 1 << 11,     /* “previous”, “former” */
};

/* Bits of enum fact. *why is set to the word that was seen first, unless it is set already (UINT32_MAX: not). */
unsigned factuality_at(const struct reading *r, uint32_t w, uint32_t *why);

/* Only the mark or adverb that makes its clause a condition. */
unsigned factuality_mark(const struct reading *r, uint32_t w, uint32_t *why);

/* Facts that a predicate tells of what stands below it, the word w that hangs on it: “it is false that …”, “an attack is unlikely”,
 * “any attack would be met with force”: FACT_NEGATED, FACT_MIGHT or nothing. */
unsigned factuality_of_predicate(const struct reading *r, uint32_t w);

/* Does the word stand in a question that can be answered with yes or no? Then it tells nothing. */
bool factuality_asked(const struct reading *r, uint32_t w);

/* An auxiliary of obligation at this verb (“must”, “should”), or -1. */
int32_t factuality_obligation(const struct reading *r, uint32_t verb);

#endif
