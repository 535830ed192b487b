#include "export.h"

#include "text/kernel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT_IN_MAX 2048
#define EXPORT_OUT_MAX 4096
#define PAIR_LOSS_MAX 1.3 /* squared error of weights that fit pairs, against the least */

static void pad_to(struct buf *b, size_t n)
{
	while (b->n % n)
		buf_putc(b, 0);
}

static void put(struct buf *b, const void *p, size_t n)
{
	buf_add(b, (struct str){p, n});
}

struct buf *export_chunk(struct export *x, const char *prefix, const char *name)
{
	struct buf full = {0};
	buf_printf(&full, "%s.%s", prefix, name);
	memcpy(x->name[x->n], full.p, full.n < 15 ? full.n : 15);
	buf_release(&full);
	return &x->chunk[x->n++];
}

static void put_two(struct buf *b, size_t one, size_t other)
{
	uint32_t head[2] = {(uint32_t)one, (uint32_t)other};
	put(b, head, sizeof head);
	pad_to(b, MODEL_ALIGN);
}

static float largest(const float *v, size_t n, size_t step)
{
	float most = 0;
	for (size_t i = 0; i < n; i++)
		most = fmaxf(most, fabsf(v[i * step]));
	return most;
}

/* The scale that loses least: clipping the few largest weights can leave finer steps for the others. */
static float best_scale(const float *v, size_t n, size_t step, float top)
{
	float most = largest(v, n, step), best = most / top;
	double least = INFINITY;
	for (float cut = 1.0f; cut > 0.5f; cut -= 0.05f) {
		float s = most * cut / top;
		double loss = 0;
		for (size_t i = 0; i < n && s > 0; i++) {
			double q = fmin(fmax(nearbyint((double)v[i * step] / s), -top), top), d = q * s - (double)v[i * step];
			loss += d * d;
		}
		if (loss < least) {
			least = loss;
			best = s;
		}
	}
	return best;
}

static int8_t quantum(float v, float scale, int top)
{
	if (scale <= 0)
		return 0;
	double q = nearbyint((double)v / scale);
	return (int8_t)fmin(fmax(q, -top), top);
}

/* Four weights that kernel_pairs looks at: their sizes come down until they are small enough together, the largest first. */
static void fit_four(int8_t *const w[4])
{
	for (;;) {
		int sum = 0, top = 0;
		for (int i = 0; i < 4; i++) {
			sum += abs(*w[i]);
			top = abs(*w[i]) > abs(*w[top]) ? i : top;
		}
		if (sum <= KERNEL_PAIR_MAX)
			return;
		*w[top] = (int8_t)(*w[top] > 0 ? *w[top] - 1 : *w[top] + 1);
	}
}

static void fit_pairs(int8_t *q, size_t n)
{
	for (size_t k = 0; k < n; k += 8)
		for (size_t half = k; half < k + 4; half += 2)
			fit_four((int8_t *const[]){q + half, q + half + 1, q + half + 4, q + half + 5});
}

/* The weights of one output. */
struct column {
	int8_t q[EXPORT_IN_MAX];
	float scale;
	double loss; /* squared error */
};

static void make_column(const float *v, size_t n, size_t step, float scale, bool pairs, struct column *c)
{
	c->scale = scale;
	c->loss = 0;
	for (size_t i = 0; i < n; i++)
		c->q[i] = quantum(v[i * step], scale, WEIGHT_MAX);
	if (pairs)
		fit_pairs(c->q, n);
	for (size_t i = 0; i < n; i++) {
		double d = (double)c->q[i] * (double)scale - (double)v[i * step];
		c->loss += d * d;
	}
}

/* The scale that loses least: clipping the few largest weights can leave finer steps for the others, and coarser ones make the weights
 * small enough for pairs. */
static void best_column(const float *v, size_t n, size_t step, bool pairs, struct column *best)
{
	struct column c;
	float most = largest(v, n, step);
	best->loss = INFINITY;
	for (float cut = pairs ? 1.6f : 1.0f; cut > 0.5f; cut -= 0.05f) {
		make_column(v, n, step, most * cut / WEIGHT_MAX, pairs, &c);
		if (c.loss < best->loss)
			*best = c;
	}
}

static double make_columns(const float *w, struct linear l, bool pairs, struct column *columns)
{
	double loss = 0;
	for (size_t j = 0; j < l.out; j++) {
		best_column(w + j, l.in, l.out, pairs, &columns[j]);
		loss += columns[j].loss;
	}
	return loss;
}

static void put_columns(struct buf *b, struct linear l, const struct params *p, const struct column *columns)
{
	size_t out = (l.out + KERNEL_BLOCK - 1) / KERNEL_BLOCK * KERNEL_BLOCK;
	float scale[EXPORT_OUT_MAX] = {0}, bias[EXPORT_OUT_MAX] = {0};
	int32_t offset[EXPORT_OUT_MAX] = {0};
	memcpy(bias, p->w + l.b, l.out * sizeof *bias);
	for (size_t j = 0; j < l.out; j++) {
		scale[j] = columns[j].scale;
		for (size_t i = 0; i < l.in; i++)
			offset[j] += 128 * columns[j].q[i];
	}
	put_two(b, l.in, l.out);
	put(b, scale, out * 4);
	pad_to(b, MODEL_ALIGN);
	put(b, bias, out * 4);
	pad_to(b, MODEL_ALIGN);
	put(b, offset, out * 4);
	pad_to(b, MODEL_ALIGN);
	for (size_t block = 0; block < out; block += KERNEL_BLOCK)
		for (size_t i = 0; i < l.in; i += 4)
			for (size_t j = block; j < block + KERNEL_BLOCK; j++)
				for (size_t k = i; k < i + 4; k++)
					buf_putc(b, j < l.out ? (char)columns[j].q[k] : 0);
}

/* Weights that fit pairs are faster with AVX2; a map that would lose by it stays as fine as it can be. */
void export_linear(struct export *x, const char *prefix, const char *name, const struct params *p, struct linear l)
{
	struct column *plain = malloc(l.out * sizeof *plain), *pairs = malloc(l.out * sizeof *pairs);
	struct buf *b = export_chunk(x, prefix, name);
	if (!plain || !pairs || l.in > EXPORT_IN_MAX || l.out > EXPORT_OUT_MAX) {
		b->failed = true;
	} else {
		double least = make_columns(p->w + l.w, l, false, plain), paired = make_columns(p->w + l.w, l, true, pairs);
		put_columns(b, l, p, paired <= least * PAIR_LOSS_MAX ? pairs : plain);
	}
	free(plain);
	free(pairs);
}

void export_floats(struct export *x, const char *prefix, const char *name, const float *v, size_t n)
{
	put(export_chunk(x, prefix, name), v, n * sizeof *v);
}

void export_keys(struct export *x, const char *prefix, const char *name, struct key_table t)
{
	put(export_chunk(x, prefix, name), t.slots, ((size_t)t.mask + 1) * sizeof *t.slots);
}

static void put_embedding(struct buf *b, const struct embedding *e)
{
	put_two(b, e->rows, e->dim);
	for (size_t r = 0; r < e->rows; r++) {
		float scale = best_scale(e->w + r * e->dim, e->dim, 1, 127);
		put(b, &scale, 4);
	}
	pad_to(b, MODEL_ALIGN);
	for (size_t r = 0; r < e->rows; r++) {
		float scale = best_scale(e->w + r * e->dim, e->dim, 1, 127);
		for (size_t i = 0; i < e->dim; i++)
			buf_putc(b, (char)quantum(e->w[r * e->dim + i], scale, 127));
	}
}

void export_encoder(struct export *x, const char *prefix, const struct params *p, const struct encoder *e, struct key_table t)
{
	char name[16];
	put_embedding(export_chunk(x, prefix, "emb"), &e->emb);
	export_keys(x, prefix, "keys", t);
	for (size_t i = 0; i < e->n_layers; i++) {
		snprintf(name, sizeof name, "gates%zu", i);
		export_linear(x, prefix, name, p, e->layer[i].gates);
		snprintf(name, sizeof name, "v%zu", i);
		export_floats(x, prefix, name, p->w + e->layer[i].v, 2 * e->dim);
	}
}

void export_finish(struct export *x, const char *name, struct buf *out)
{
	struct model_head h = {.magic = MODEL_MAGIC, .format = MODEL_FORMAT, .order = 0x01020304, .chunks = (uint32_t)x->n};
	struct model_chunk table[MODEL_CHUNKS_MAX] = {0};
	uint64_t at = sizeof h + x->n * sizeof *table;
	memcpy(h.magic, MODEL_MAGIC, sizeof h.magic);
	snprintf(h.name, sizeof h.name, "%s", name);
	for (size_t i = 0; i < x->n; i++) {
		at = (at + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
		memcpy(table[i].name, x->name[i], sizeof table[i].name);
		table[i].at = at;
		table[i].size = x->chunk[i].n;
		at += x->chunk[i].n;
	}
	h.size = at;
	buf_clear(out);
	put(out, &h, sizeof h);
	put(out, table, x->n * sizeof *table);
	for (size_t i = 0; i < x->n; i++) {
		pad_to(out, MODEL_ALIGN);
		buf_add(out, buf_str(&x->chunk[i]));
	}
	h.hash = str_hash(str_sub(buf_str(out), sizeof h, out->n), 0);
	memcpy(out->p, &h, sizeof h);
}

void export_release(struct export *x)
{
	for (size_t i = 0; i < x->n; i++)
		buf_release(&x->chunk[i]);
	x->n = 0;
}
