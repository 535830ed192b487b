#include "text/layers.h"

#include "base/arena.h"

#include <stdio.h>
#include <string.h>

#define PAD(n) (((n) + 63) / 64 * 64)
#define KEYS_MAX ((size_t)1 << 22)
#define ROWS_MAX ((size_t)1 << 22)

static bool broken(struct err *e, const char *name)
{
	return err_set(e, ERR_DATA, "the language model is broken: chunk %s", name);
}

/* Two numbers at the head of a chunk. */
static bool two(struct str c, uint32_t *a, uint32_t *b)
{
	if (c.n < 64)
		return false;
	memcpy(a, c.p, 4);
	memcpy(b, c.p + 4, 4);
	return true;
}

bool layers_linear(const struct model_file *f, const char *name, size_t in, struct linear_map *m, struct err *e)
{
	struct str c = model_file_chunk(f, name);
	uint32_t i, o;
	if (!two(c, &i, &o) || i != in || i == 0 || i > LAYERS_MAX_WIDTH || i % KERNEL_BLOCK || o == 0 || o > LAYERS_MAX_WIDTH)
		return broken(e, name);
	size_t padded = (o + KERNEL_BLOCK - 1) / KERNEL_BLOCK * KERNEL_BLOCK, column = PAD(padded * 4);
	if (c.n != 64 + 3 * column + padded * in)
		return broken(e, name);
	m->out = o;
	m->k = (struct kernel_map){.in = in, .out = padded, .scale = (const float *)(c.p + 64),
				   .bias = (const float *)(c.p + 64 + column), .offset = (const int32_t *)(c.p + 64 + 2 * column),
				   .w = (const int8_t *)(c.p + 64 + 3 * column)};
	m->k.pairs = kernel_pairs(m->k.w, padded * in);
	return true;
}

bool layers_floats(const struct model_file *f, const char *name, size_t n, const float **out, struct err *e)
{
	struct str c = model_file_chunk(f, name);
	if (c.n != n * sizeof(float) || !c.p)
		return broken(e, name);
	*out = (const float *)c.p;
	return true;
}

static bool keys(const struct model_file *f, const char *name, uint32_t rows, struct key_table *t, struct err *e)
{
	struct str c = model_file_chunk(f, name);
	size_t n = c.n / sizeof(struct key_slot);
	if (n == 0 || n > KEYS_MAX || (n & (n - 1)) || c.n % sizeof(struct key_slot))
		return broken(e, name);
	*t = (struct key_table){(const struct key_slot *)c.p, (uint32_t)(n - 1)};
	for (size_t i = 0; i < n; i++)
		if (t->slots[i].print && t->slots[i].value >= rows)
			return broken(e, name);
	return true;
}

static bool embedding(const struct model_file *f, const char *name, struct embedding_rows *m, struct err *e)
{
	struct str c = model_file_chunk(f, name);
	if (!two(c, &m->rows, &m->dim) || m->rows > ROWS_MAX || m->dim == 0 || m->dim > LAYERS_MAX_WIDTH / 3 ||
	    m->dim % (2 * KERNEL_BLOCK) || c.n != 64 + PAD((size_t)m->rows * 4) + (size_t)m->rows * m->dim)
		return broken(e, name);
	m->scale = (const float *)(c.p + 64);
	m->w = (const int8_t *)(c.p + 64 + PAD((size_t)m->rows * 4));
	return true;
}

bool layers_encoder(const struct model_file *f, const char *prefix, struct encoder_net *n, struct err *e)
{
	char name[32];
	snprintf(name, sizeof name, "%s.emb", prefix);
	if (!embedding(f, name, &n->emb, e))
		return false;
	snprintf(name, sizeof name, "%s.keys", prefix);
	if (!keys(f, name, n->emb.rows, &n->keys, e))
		return false;
	n->dim = n->emb.dim;
	for (n->depth = 0; n->depth < LAYERS_MAX_DEPTH; n->depth++) {
		snprintf(name, sizeof name, "%s.gates%zu", prefix, n->depth);
		if (n->depth > 0 && !model_file_chunk(f, name).p)
			return true;
		if (!layers_linear(f, name, n->dim, &n->gates[n->depth], e))
			return false;
		if (n->gates[n->depth].out != 3 * n->dim)
			return broken(e, name);
		snprintf(name, sizeof name, "%s.v%zu", prefix, n->depth);
		if (!layers_floats(f, name, 2 * n->dim, &n->v[n->depth], e))
			return false;
	}
	return true;
}

void workspace_init(struct workspace *ws, struct arena *a, const struct kernels *k, size_t words, size_t width_x, size_t width_u)
{
	*ws = (struct workspace){.kernels = k, .words = words};
	ws->x = arena_array(a, float, words * width_x);
	ws->u = arena_array(a, float, words * width_u);
	ws->q = arena_array(a, uint8_t, words * (width_x > width_u ? width_x : width_u));
	ws->q_scale = arena_array(a, float, words);
	ws->carry = arena_array(a, float, width_x);
}

#define LINE 64u /* bytes of a cache line */

/* The rows of a word, fetched ahead of their use: they lie anywhere in megabytes. */
struct word_rows {
	const int8_t *row[FEATURE_SLOTS];
	float scale[FEATURE_SLOTS];
	size_t n;
};

static void find_rows(const struct encoder_net *e, const uint64_t *word_keys, struct word_rows *r)
{
	r->n = 0;
	for (size_t k = 0; k < FEATURE_SLOTS; k++) {
		uint32_t row = word_keys[k] ? key_find(&e->keys, word_keys[k]) : KEY_NONE;
		if (row == KEY_NONE)
			continue;
		const int8_t *p = e->emb.w + (size_t)row * e->dim;
		for (size_t i = 0; i < e->dim; i += LINE)
			__builtin_prefetch(p + i);
		r->row[r->n] = p;
		r->scale[r->n++] = e->emb.scale[row];
	}
}

void encoder_embed(const struct encoder_net *e, struct workspace *ws, size_t n, const uint64_t *word_keys)
{
	struct word_rows rows[2];
	if (n)
		find_rows(e, word_keys, &rows[0]);
	for (size_t i = 0; i < n; i++) {
		const struct word_rows *r = &rows[i % 2];
		if (i + 1 < n)
			find_rows(e, word_keys + (i + 1) * FEATURE_SLOTS, &rows[(i + 1) % 2]);
		ws->kernels->sum_rows(ws->x + i * e->dim, e->dim, r->row, r->scale, r->n);
	}
}

void linear_run(const struct linear_map *m, struct workspace *ws, size_t n, const float *x, float *y)
{
	ws->kernels->quantise(x, n, m->k.in, ws->q, ws->q_scale);
	ws->kernels->map(&m->k, n, ws->q, ws->q_scale, y);
}

void encoder_layer(const struct encoder_net *e, size_t layer, struct workspace *ws, const uint32_t *start, size_t n_seqs)
{
	size_t half = e->dim / 2;
	linear_run(&e->gates[layer], ws, start[n_seqs], ws->x, ws->u);
	for (size_t s = 0; s < n_seqs; s++)
		for (int dir = 0; dir < 2; dir++) {
			struct kernel_sru k = {.half = half, .n = start[s + 1] - start[s], .backward = dir, .carry = ws->carry,
					       .u = ws->u + start[s] * 6 * half + (size_t)dir * 3 * half,
					       .v = e->v[layer] + (size_t)dir * 2 * half,
					       .x = ws->x + start[s] * 2 * half + (size_t)dir * half};
			ws->kernels->sru(&k);
		}
}
