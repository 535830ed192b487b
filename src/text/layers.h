/* layers.h - the parts of the networks as they lie in a model file, and how to run them.
 *
 * Chunks: NAME.keys (struct key_slot, a power of two of them); NAME.emb (two uint32: rows, dim; then scales and int8 rows);
 * NAME.gates0 … and any other linear map (two uint32: in, out; then scale, bias, offset of each output, then weights, see
 * kernel.h); NAME.v0 … (floats [2][2][half]). Each part begins at a multiple of 64 bytes; outputs are padded to 16. */
#ifndef TRUCE_TEXT_LAYERS_H
#define TRUCE_TEXT_LAYERS_H

#include "data/model_file.h"
#include "text/feature.h"
#include "text/kernel.h"
#include "text/keytable.h"

#define LAYERS_MAX_DEPTH 8
#define LAYERS_MAX_WIDTH 2048u

struct linear_map {
	struct kernel_map k; /* k.out is padded */
	size_t out;          /* as the network has it */
};

struct embedding_rows {
	uint32_t rows, dim;
	const float *scale;
	const int8_t *w;
};

struct encoder_net {
	size_t dim, depth;
	struct key_table keys;
	struct embedding_rows emb;
	struct linear_map gates[LAYERS_MAX_DEPTH];
	const float *v[LAYERS_MAX_DEPTH];
};

/* All of these check sizes and say the chunk's name in *e. */
bool layers_linear(const struct model_file *f, const char *name, size_t in, struct linear_map *out, struct err *e);
bool layers_floats(const struct model_file *f, const char *name, size_t n, const float **out, struct err *e);
bool layers_encoder(const struct model_file *f, const char *prefix, struct encoder_net *out, struct err *e);

/* Working memory for up to `words` words. */
struct workspace {
	const struct kernels *kernels;
	size_t words;
	float *x;         /* [words][dim] */
	float *u;         /* [words][widest map] */
	uint8_t *q;       /* [words][widest input] */
	float *q_scale;   /* [words] */
	float *carry;
};
struct arena;
void workspace_init(struct workspace *ws, struct arena *a, const struct kernels *k, size_t words, size_t width_x, size_t width_u);

/* ws->x = the sum of the rows of each word's keys. */
void encoder_embed(const struct encoder_net *e, struct workspace *ws, size_t n, const uint64_t *keys);
/* ws->x through one layer; sequence i is words [start[i], start[i + 1]). */
void encoder_layer(const struct encoder_net *e, size_t layer, struct workspace *ws, const uint32_t *start, size_t n_seqs);
/* y = map of x [n][m->k.in]. */
void linear_run(const struct linear_map *m, struct workspace *ws, size_t n, const float *x, float *y);

#endif
