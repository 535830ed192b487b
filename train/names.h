/* names.h - other names for the names of a sentence, so that the parser learns to read those that it has never seen.
 *
 * Some names become invented ones, made of the parts in train/names.tsv, some those of other sentences of the treebanks; nationalities
 * become invented nationalities; now and then a he, it or them becomes a name. The tree stays as it is. */
#ifndef TRUCE_TRAIN_NAMES_H
#define TRUCE_TRAIN_NAMES_H

#include "corpus.h"

enum name_part { NAME_START, NAME_MIDDLE, NAME_END, NAME_PEOPLE, NAME_PARTS };

struct name_pool {
	struct arena arena;
	struct str *part[NAME_PARTS]; /* vec-like lists of the table */
	size_t n[NAME_PARTS];
	struct str *seen;             /* names of the treebanks, each once */
	size_t n_seen;
	struct key_counter common;    /* words that are no names: those seen without a capital, and the table's */
};

/* Reads the table and collects the names of the treebanks, whose text must stay as long. */
bool names_new(struct name_pool *n, const char *table, const struct corpus *c, struct err *e);
void names_release(struct name_pool *n);

/* A word as it is shown. */
struct name_word {
	struct str form, lemma;
	enum { NAME_KEPT, NAME_OTHER, NAME_FOR_PRONOUN } how;
	bool bare; /* neither form nor affixes are shown: only that it is written like a name */
};

/* The words of a sentence as they are; with other names. Arena memory of a. */
void names_keep(const struct doc *d, const struct sent *s, struct name_word *words);
void names_change(const struct name_pool *n, struct arena *a, const struct doc *d, const struct sent *s, struct rng *r, struct name_word *words);

#endif
