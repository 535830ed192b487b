#include "export.h"

#include "text/kernel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

void export_linear(struct export *x, const char *prefix, const char *name, const struct params *p, struct linear l)
{
	struct buf *b = export_chunk(x, prefix, name);
	const float *w = p->w + l.w;
	size_t out = (l.out + KERNEL_BLOCK - 1) / KERNEL_BLOCK * KERNEL_BLOCK;
	float scale[4096] = {0}, bias[4096] = {0};
	int32_t offset[4096] = {0};
	memcpy(bias, p->w + l.b, l.out * sizeof *bias);
	for (size_t j = 0; j < l.out; j++) {
		scale[j] = best_scale(w + j, l.in, l.out, WEIGHT_MAX);
		for (size_t i = 0; i < l.in; i++)
			offset[j] += 128 * quantum(w[i * l.out + j], scale[j], WEIGHT_MAX);
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
					buf_putc(b, j < l.out ? (char)quantum(w[k * l.out + j], scale[j], WEIGHT_MAX) : 0);
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
