/* language.h - the language model as the passes of text/ see it: bound to the chunks of a model file, read-only. */
#ifndef TRUCE_TEXT_LANGUAGE_H
#define TRUCE_TEXT_LANGUAGE_H

#include "base/arena.h"
#include "text/layers.h"

/* A list of names in a chunk, one a line. */
struct names {
	struct str *v;
	size_t n;
};

struct triple { uint16_t upos, xpos, feats; };

#define ARC_NEAR 16 /* distances of arcs are told apart up to here */
#define ARC_DISTANCES (2 * ARC_NEAR + 1)

/* Where words end: a linear model over hashed features of the gaps between characters. */
enum gap { GAP_NONE, GAP_TOKEN, GAP_WORD, GAP_KINDS }; /* inside a word; between tokens; between the words of one token */
struct gap_model {
	const int16_t *weights; /* [mask + 1][GAP_KINDS] */
	uint32_t mask;
	struct key_table splits; /* lower-cased letters-only tokens that are split inside, "cannot": a bit for each place */
};

/* Where sentences end: a network over words. */
struct split_net {
	struct encoder_net encoder;
	struct linear_map out; /* two classes: goes on, ends */
};

/* Tags, lemmas, trees. */
struct parse_net {
	struct encoder_net encoder;
	struct linear_map tag_hidden, tag_out, arc_label, bilinear, label_out;
	const float *root;     /* [arc_dim + label_dim] */
	const float *distance; /* [ARC_DISTANCES] */
	size_t tag_dim, arc_dim, label_dim;
	struct names xpos, feats, deprel, rules;
	uint32_t *feat_bits;   /* of feats */
	uint8_t *dep;          /* enum dep of deprel */
	size_t root_label;     /* class of "root" */
	const struct triple *triples; /* by upos */
	size_t n_triples;
	uint32_t upos_from[32]; /* triples of upos u (from 0): [upos_from[u], upos_from[u + 1]) */
};

struct model {
	struct model_file file;
	struct arena arena;
	struct str version;
	const struct kernels *kernels;
	struct gap_model gaps;
	struct split_net split;
	struct parse_net parse;
};

/* Binds the parts to m->file; false and *e where one is missing or broken. */
bool language_bind(struct model *m, struct err *e);

#endif
