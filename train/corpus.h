/* corpus.h - treebanks for training: the sentences, the classes in them, and the noise that training adds. */
#ifndef TRUCE_TRAIN_CORPUS_H
#define TRUCE_TRAIN_CORPUS_H

#include "keys.h"
#include "net.h"
#include "text/doc.h"

#define CORPUS_FILES 16

struct corpus {
	struct arena arena;
	struct doc docs[CORPUS_FILES];
	size_t n_docs;
	struct { uint16_t doc; uint32_t sent; } *sents; /* in the arena */
	size_t n_sents, n_words;
};

/* The bytes of a file, gzipped or not. */
bool corpus_text(struct arena *a, const char *file, struct str *out, struct err *e);
/* Reads CoNLL-U files, gzipped or not. */
bool corpus_read(struct corpus *c, const char *const *files, size_t n, struct err *e);
/* Adds a document: the paragraphs that have a word of the table (train/abbreviations.tsv), written short. */
bool corpus_abbreviate(struct corpus *c, const char *table, uint64_t seed, struct err *e);
void corpus_release(struct corpus *c);

/* How a sentence is rewritten before it is seen. */
enum noise { NOISE_NONE, NOISE_UPPER, NOISE_LOWER, NOISE_TITLE, NOISE_COUNT };
enum noise noise_draw(struct rng *r);
struct str noise_form(struct arena *a, struct str form, enum noise how, bool first);

/* Feature keys of the words of a sentence under a noise: keys[n][FEATURE_SLOTS]; forms[n] as written, then as seen. */
void corpus_keys(struct arena *a, const struct doc *d, const struct sent *s, enum noise how, struct str *forms, uint64_t *keys);

/* Rows of the embedding: every key seen often enough under any noise. */
struct vocabulary {
	struct key_builder builder;
	struct key_table table;
	uint32_t *count; /* [rows]: how often the key was seen as written */
	size_t rows;
};
void vocabulary_make(struct vocabulary *v, struct corpus *c, const uint32_t least[FEATURE_SLOTS]);
void vocabulary_release(struct vocabulary *v);

#endif
