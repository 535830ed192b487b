/* phrases.h - a lexicon of short phrases: sequences of up to PHRASE_WORDS_MAX words, each with a class, a number and a
 * text. The meaning of class, number and text is that of the data file they come from. Read-only after phrases_index. */
#ifndef TRUCE_DATA_PHRASES_H
#define TRUCE_DATA_PHRASES_H

#include "base/vec.h"
#include "data/knowledge.h"

#define PHRASE_WORDS_MAX 6

struct phrase {
	sym words[PHRASE_WORDS_MAX];
	uint8_t n_words;
	uint8_t class;
	bool weak;         /* an everyday word too: what it is must be asked of its neighbours or its tag */
	int64_t min, max;  /* numbers of the entry */
	struct str text;   /* word of the entry, as its file has it */
	uint32_t line;     /* where it stands there */
	int32_t next;      /* next with the same first word, the longer first; -1: none */
};

struct phrases {
	VEC(struct phrase) list;
	int32_t *first;    /* [n_syms] */
	size_t n_syms;
};

/* Adds a phrase of words parted by spaces; false where it has none or too many. */
bool phrases_add(struct knowledge *k, struct phrases *p, struct str words, struct phrase entry);

/* To be called once all are in. */
void phrases_index(struct knowledge *k, struct phrases *p);

/* The first phrase that begins with this word, or NULL; phrases_next gives the others. */
const struct phrase *phrases_first(const struct phrases *p, sym word);
const struct phrase *phrases_next(const struct phrases *p, const struct phrase *one);

/* Do the words of the phrase stand at syms[i]? */
bool phrase_fits(const struct phrase *one, const sym *syms, size_t n, size_t i);

#endif
