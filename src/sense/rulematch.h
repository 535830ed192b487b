/* rulematch.h - which rule fires at which word, and where the paths of a rule lead.
 *   reads    trees, word_actors, the rules
 *
 * rulematch_sentence finds the best rule of each word (struct hit) and links words with an effect (“agreed to”, “rejected”,
 * “held”) to the act in their complement. Memory is the document's arena. */
#ifndef TRUCE_SENSE_RULEMATCH_H
#define TRUCE_SENSE_RULEMATCH_H

#include "data/rules.h"
#include "sense/clause.h"
#include "sense/record.h"

#define RULEMATCH_NODES_MAX 16

struct hit {
	const struct rule *rule; /* NULL: none */
	int32_t comp;            /* the act that the rule's effect works on, or -1; not always a hit */
	int32_t gov;             /* the hit whose effect works on this one, or -1 */
};

struct rulematch {
	struct reading *r;
	const struct doc *d;
	const struct rules *k;
	struct clause_words cw;
	struct hit *hits;        /* [words.n] */
	sym *key;                /* [words.n] the lemma that rules ask for: that of the word or of the hyphenated whole it ends */
};

struct nodes {
	uint32_t v[RULEMATCH_NODES_MAX];
	size_t n;
	const struct rule_slot *slot; /* the alternative that led here */
};

void rulematch_init(struct rulematch *m, struct reading *r);
void rulematch_sentence(struct rulematch *m, uint32_t sent);

/* Where the first alternative leads that leads anywhere. */
struct nodes rulematch_path(const struct rulematch *m, uint32_t w, const struct rule_path *path);
/* Where this one leads. */
struct nodes rulematch_slot(const struct rulematch *m, uint32_t w, const struct rule_slot *slot);

/* The doer of the act that word w (verb or noun) names, or -1. */
int32_t rulematch_doer(const struct rulematch *m, uint32_t w);

bool rulematch_in_group(const struct rulematch *m, ref actor, uint8_t group);

#endif
