/* match.h - where the names and nouns of the actor dictionary stand in the words.
 *   reads    words: forms, tags
 *   fills    hits: longest matches from the left, none overlapping */
#ifndef TRUCE_SENSE_MATCH_H
#define TRUCE_SENSE_MATCH_H

#include "data/actor_dict.h"
#include "sense/record.h"

#define MATCH_COUNTRIES_MAX 64

/* How the words of a sentence are capitalised: as usual, every one (a headline), or not so that it says anything. */
enum casing { CASING_USUAL, CASING_TITLE, CASING_NONE };

struct hit {
	uint32_t first, last; /* words [first, last) */
	uint32_t head;        /* the word of it that the rest of the sentence hangs on */
	uint32_t name;        /* first of the dictionary names that fit, into actor_dict.names; others by actor_name.next */
};

struct matches {
	VEC(struct hit) hits;
	uint32_t *hit_of;      /* [words.n] 1 + the hit that covers this word; 0: none */
	enum casing *casing;   /* [sents.n] */
	VEC(struct str) countries; /* whose states the report names, each once; no more than MATCH_COUNTRIES_MAX */
};

void match_run(const struct reading *r, struct matches *m);

/* The hit that covers the word, or NULL. */
const struct hit *match_at(const struct matches *m, uint32_t word);

/* The first entry of that type that the hit may name, with the capacity in *kind; -1: none. Of
 * bodies with one name those that exist on the report's day go before others, and of these one of a country that the report speaks of. */
int32_t match_entry(const struct reading *r, const struct matches *m, const struct hit *h, enum entry_type type, enum name_kind *kind);

#endif
