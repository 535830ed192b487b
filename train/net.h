/* net.h - what all networks here are made of, forward and backward: an embedding of hashed features, bidirectional
 * simple recurrent layers, linear maps, and Adam.
 *
 * A batch is split into SHARDS shards whatever the number of threads is; each has gradients of its own, which are added
 * in a fixed order, so a run gives the same model every time.
 *
 * The recurrent layer is the simple recurrent unit of Lei et al. (2018): all products are done for the whole batch at
 * once and only element-wise work goes from word to word. With x of width 2H, H a direction:
 *     z, p, q = W x + b        f = sigmoid(p + v_f c')     r = sigmoid(q + v_r c')
 *     c = f c' + (1 - f) z     h = r c + (1 - r) x          (c': the c of the word before) */
#ifndef TRUCE_TRAIN_NET_H
#define TRUCE_TRAIN_NET_H

#include "gemm.h"
#include "text/feature.h"

#include <stdint.h>

#define SHARDS 2
#define LAYERS_MAX 8

struct rng { uint64_t s; };
uint64_t rng_next(struct rng *r);
float rng_unit(struct rng *r); /* [0, 1) */

/* All dense parameters in one array, with a gradient a shard. */
struct params {
	float *w, *m, *v, *g[SHARDS];
	size_t n, cap;
};
size_t params_add(struct params *p, size_t n); /* offset; only before params_ready */
void params_ready(struct params *p);           /* allocates */
void params_release(struct params *p);

/* Rows that are looked up; only rows touched in a step are updated. */
struct embedding {
	size_t rows, dim;
	float *w, *m, *v, *g[SHARDS];
	uint32_t *touched[SHARDS], n_touched[SHARDS];
	uint8_t *mark[SHARDS];
};
void embedding_init(struct embedding *e, size_t rows, size_t dim, struct rng *r);
void embedding_release(struct embedding *e);

struct linear { size_t in, out, w, b; };                 /* w: [in][out] */
struct sru { size_t half, v; struct linear gates; };     /* gates: 2H → [2][3][H]: z, p, q; v: [2][2][H] */

/* A worker's memory for one step; floats given out by net_floats are zero and live until the next step. */
struct shard {
	int id;
	struct gemm_space gemm;
	float *mem;
	size_t used, cap;
	struct rng rng;
	double loss[8];
	uint64_t count[8];
	size_t words; /* that the counts are of */
};
float *net_floats(struct shard *s, size_t n);

struct linear linear_new(struct params *p, size_t in, size_t out);
void linear_init(struct params *p, struct linear l, float gain, struct rng *r);
void linear_forward(struct params *p, struct shard *s, struct linear l, size_t n, const float *x, float *y);
/* dx is added to; NULL: not wanted. */
void linear_backward(struct params *p, struct shard *s, struct linear l, size_t n, const float *x, const float *dy, float *dx);

/* Sequences lie one behind the other: sequence i is rows [start[i], start[i + 1]). */
struct encoder {
	size_t dim, n_layers;
	struct sru layer[LAYERS_MAX];
	struct embedding emb;
	float drop, drop_rows; /* of what goes into the products; of the embeddings */
};
struct encoder_state {
	size_t n, n_seqs;
	const uint32_t *start;
	const uint32_t *rows; /* [n][FEATURE_SLOTS], UINT32_MAX: none */
	float *x[LAYERS_MAX + 1], *dx[LAYERS_MAX + 1]; /* [n][dim]; dx[i] is filled by the heads, then by backward */
	float *rows_mask; /* [n_seqs][dim], NULL: none */
	float *in[LAYERS_MAX], *mask[LAYERS_MAX], *u[LAYERS_MAX], *c[LAYERS_MAX];
};
void encoder_new(struct encoder *e, struct params *p, size_t dim, size_t n_layers);
void encoder_init(struct encoder *e, struct params *p, size_t rows, struct rng *r);
void encoder_forward(struct encoder *e, struct params *p, struct shard *s, struct encoder_state *st, bool train);
void encoder_backward(struct encoder *e, struct params *p, struct shard *s, struct encoder_state *st);

/* Dropout: scales kept values by 1/(1 - rate). mask: [n], filled. */
void net_dropout(struct shard *s, float *x, float *mask, size_t n, float rate);

/* Softmax and cross entropy of one row against a target that gives `smooth` of its weight to all classes alike (Szegedy et al.
 * 2016); x becomes the gradient times weight. Classes at NET_NEVER or below count as absent. Returns the loss, adds to *right. */
#define NET_NEVER (-1e8f)
double net_cross_entropy(float *x, size_t n, size_t gold, float weight, float smooth, uint64_t *right);

struct adam { float rate, beta1, beta2, eps, clip; uint64_t step; };
void adam_step(struct adam *a, struct params *p, struct embedding *e);

/* Runs fn(ctx, shard) for each shard, two at a time. */
void net_parallel(void (*fn)(void *ctx, int shard), void *ctx);

#endif
