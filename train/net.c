#include "net.h"

#include "text/gate.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *need(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);
	if (!p) {
		fprintf(stderr, "train: out of memory\n");
		exit(3);
	}
	return p;
}

uint64_t rng_next(struct rng *r)
{
	uint64_t z = r->s += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

float rng_unit(struct rng *r)
{
	return (float)(rng_next(r) >> 40) / (float)(1 << 24);
}

size_t params_add(struct params *p, size_t n)
{
	size_t at = p->n;
	p->n += (n + 15) / 16 * 16;
	return at;
}

void params_ready(struct params *p)
{
	p->w = need(p->n, sizeof(float));
	p->m = need(p->n, sizeof(float));
	p->v = need(p->n, sizeof(float));
	for (int i = 0; i < SHARDS; i++)
		p->g[i] = need(p->n, sizeof(float));
}

void params_release(struct params *p)
{
	free(p->w);
	free(p->m);
	free(p->v);
	for (int i = 0; i < SHARDS; i++)
		free(p->g[i]);
	*p = (struct params){0};
}

void embedding_init(struct embedding *e, size_t rows, size_t dim, struct rng *r)
{
	e->rows = rows;
	e->dim = dim;
	e->w = need(rows * dim, sizeof(float));
	e->m = need(rows * dim, sizeof(float));
	e->v = need(rows * dim, sizeof(float));
	for (int i = 0; i < SHARDS; i++) {
		e->g[i] = need(rows * dim, sizeof(float));
		e->touched[i] = need(rows, sizeof(uint32_t));
		e->mark[i] = need(rows, 1);
		e->n_touched[i] = 0;
	}
	for (size_t i = 0; i < rows * dim; i++)
		e->w[i] = 0.3f * (rng_unit(r) - 0.5f);
}

void embedding_release(struct embedding *e)
{
	free(e->w);
	free(e->m);
	free(e->v);
	for (int i = 0; i < SHARDS; i++) {
		free(e->g[i]);
		free(e->touched[i]);
		free(e->mark[i]);
	}
	*e = (struct embedding){0};
}

float *net_floats(struct shard *s, size_t n)
{
	n = (n + 15) / 16 * 16;
	if (s->used + n > s->cap) {
		fprintf(stderr, "train: a batch needs more than %zu floats\n", s->cap);
		exit(3);
	}
	float *p = s->mem + s->used;
	s->used += n;
	memset(p, 0, n * sizeof *p);
	return p;
}

static inline void add_to(float *restrict x, const float *restrict y, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] += y[i];
}

/* ---- linear ----------------------------------------------------------------------------------------------------- */

struct linear linear_new(struct params *p, size_t in, size_t out)
{
	struct linear l = {in, out, 0, 0};
	l.w = params_add(p, in * out);
	l.b = params_add(p, out);
	return l;
}

void linear_init(struct params *p, struct linear l, float gain, struct rng *r)
{
	float range = gain * sqrtf(3.0f / (float)l.in);
	for (size_t i = 0; i < l.in * l.out; i++)
		p->w[l.w + i] = range * (2 * rng_unit(r) - 1);
}

void linear_forward(struct params *p, struct shard *s, struct linear l, size_t n, const float *x, float *y)
{
	for (size_t i = 0; i < n; i++)
		memcpy(y + i * l.out, p->w + l.b, l.out * sizeof *y);
	gemm(&s->gemm, n, l.out, l.in, (struct view){x, l.in, 1}, (struct view){p->w + l.w, l.out, 1}, y, l.out, true);
}

void linear_backward(struct params *p, struct shard *s, struct linear l, size_t n, const float *x, const float *dy, float *dx)
{
	float *g = p->g[s->id];
	gemm(&s->gemm, l.in, l.out, n, (struct view){x, 1, l.in}, (struct view){dy, l.out, 1}, g + l.w, l.out, true);
	for (size_t i = 0; i < n; i++)
		add_to(g + l.b, dy + i * l.out, l.out);
	if (dx)
		gemm(&s->gemm, n, l.in, l.out, (struct view){dy, l.out, 1}, (struct view){p->w + l.w, 1, l.out}, dx, l.in, true);
}

/* ---- recurrent layer -------------------------------------------------------------------------------------------- */

/* Words of a sequence in the order of a direction. */
static size_t row_at(uint32_t first, uint32_t last, size_t k, int dir)
{
	return dir ? last - 1 - k : first + k;
}

/* One word: the element-wise lines of net.h. c0 is the c before it. */
static inline void sru_word(size_t H, const float *restrict u, const float *restrict v, const float *restrict x,
			    const float *restrict c0, float *restrict c, float *restrict h)
{
	for (size_t i = 0; i < H; i++) {
		float f = gate_sigmoid(u[H + i] + v[i] * c0[i]), r = gate_sigmoid(u[2 * H + i] + v[H + i] * c0[i]);
		c[i] = u[i] + f * (c0[i] - u[i]);
		h[i] = x[i] + r * (c[i] - x[i]);
	}
}

static inline void sru_word_back(size_t H, const float *restrict u, const float *restrict v, const float *restrict x,
				 const float *restrict c0, const float *restrict c, const float *restrict dh, float *restrict du,
				 float *restrict dv, float *restrict dx, float *restrict carry)
{
	for (size_t i = 0; i < H; i++) {
		float sf = u[H + i] + v[i] * c0[i], sr = u[2 * H + i] + v[H + i] * c0[i];
		float f = gate_sigmoid(sf), r = gate_sigmoid(sr), g = dh[i], dc = g * r + carry[i];
		float df = dc * (c0[i] - u[i]) * gate_slope(sf), dr = g * (c[i] - x[i]) * gate_slope(sr);
		dx[i] += g * (1 - r);
		du[i] = dc * (1 - f);
		du[H + i] = df;
		du[2 * H + i] = dr;
		dv[i] += df * c0[i];
		dv[H + i] += dr * c0[i];
		carry[i] = dc * f + df * v[i] + dr * v[H + i];
	}
}

/* zero: [H], the c before the first word. */
static void sru_direction(const struct sru *l, const float *v, const float *x, const float *u, float *c, float *h,
			  const float *zero, uint32_t first, uint32_t last, int dir)
{
	size_t H = l->half;
	for (size_t k = 0; k < last - first; k++) {
		size_t t = row_at(first, last, k, dir), at = t * 2 * H + (size_t)dir * H;
		const float *c0 = k ? c + row_at(first, last, k - 1, dir) * 2 * H + (size_t)dir * H : zero;
		sru_word(H, u + t * 6 * H + (size_t)dir * 3 * H, v + (size_t)dir * 2 * H, x + at, c0, c + at, h + at);
	}
}

static void sru_direction_back(const struct sru *l, const float *v, float *dv, const float *x, const float *u, const float *c,
			       const float *dh, float *du, float *dx, const float *zero, float *carry, uint32_t first, uint32_t last,
			       int dir)
{
	size_t H = l->half;
	memset(carry, 0, H * sizeof *carry);
	for (size_t k = last - first; k-- > 0;) {
		size_t t = row_at(first, last, k, dir), at = t * 2 * H + (size_t)dir * H, gate = t * 6 * H + (size_t)dir * 3 * H;
		const float *c0 = k ? c + row_at(first, last, k - 1, dir) * 2 * H + (size_t)dir * H : zero;
		sru_word_back(H, u + gate, v + (size_t)dir * 2 * H, x + at, c0, c + at, dh + at, du + gate, dv + (size_t)dir * 2 * H,
			      dx + at, carry);
	}
}

/* ---- encoder ---------------------------------------------------------------------------------------------------- */

void encoder_new(struct encoder *e, struct params *p, size_t dim, size_t n_layers)
{
	e->dim = dim;
	e->n_layers = n_layers;
	for (size_t i = 0; i < n_layers; i++) {
		e->layer[i].half = dim / 2;
		e->layer[i].gates = linear_new(p, dim, 3 * dim);
		e->layer[i].v = params_add(p, 2 * dim);
	}
}

void encoder_init(struct encoder *e, struct params *p, size_t rows, struct rng *r)
{
	size_t H = e->dim / 2;
	embedding_init(&e->emb, rows, e->dim, r);
	for (size_t i = 0; i < e->n_layers; i++) {
		linear_init(p, e->layer[i].gates, 1.0f, r);
		/* Memories of different length to begin with. */
		for (size_t d = 0; d < 2; d++)
			for (size_t k = 0; k < H; k++)
				p->w[e->layer[i].gates.b + d * 3 * H + H + k] = 3.0f * rng_unit(r) - 1.0f;
	}
}

void net_dropout(struct shard *s, float *x, float *mask, size_t n, float rate)
{
	float keep = 1 / (1 - rate);
	for (size_t i = 0; i < n; i++) {
		mask[i] = rng_unit(&s->rng) < rate ? 0 : keep;
		x[i] *= mask[i];
	}
}

static void embed(struct encoder *e, struct encoder_state *st)
{
	for (size_t t = 0; t < st->n; t++) {
		float *x = st->x[0] + t * e->dim;
		for (size_t k = 0; k < FEATURE_SLOTS; k++) {
			uint32_t row = st->rows[t * FEATURE_SLOTS + k];
			if (row == UINT32_MAX)
				continue;
			add_to(x, e->emb.w + (size_t)row * e->dim, e->dim);
		}
	}
}

static void drop_rows(struct encoder *e, struct shard *s, struct encoder_state *st, float *x, bool draw)
{
	if (draw) {
		st->rows_mask = net_floats(s, st->n_seqs * e->dim);
		for (size_t i = 0; i < st->n_seqs * e->dim; i++)
			st->rows_mask[i] = rng_unit(&s->rng) < e->drop_rows ? 0 : 1 / (1 - e->drop_rows);
	}
	for (size_t q = 0; q < st->n_seqs; q++)
		for (size_t t = st->start[q]; t < st->start[q + 1]; t++)
			for (size_t i = 0; i < e->dim; i++)
				x[t * e->dim + i] *= st->rows_mask[q * e->dim + i];
}

/* One mask a sequence (Gal and Ghahramani 2016), on what goes into the products; the highway stays whole. */
static const float *drop_input(struct encoder *e, struct shard *s, struct encoder_state *st, size_t l, bool train)
{
	if (!train || e->drop <= 0)
		return st->x[l];
	st->mask[l] = net_floats(s, st->n_seqs * e->dim);
	st->in[l] = net_floats(s, st->n * e->dim);
	float keep = 1 / (1 - e->drop);
	for (size_t q = 0; q < st->n_seqs; q++) {
		float *m = st->mask[l] + q * e->dim;
		for (size_t i = 0; i < e->dim; i++)
			m[i] = rng_unit(&s->rng) < e->drop ? 0 : keep;
		for (size_t t = st->start[q]; t < st->start[q + 1]; t++)
			for (size_t i = 0; i < e->dim; i++)
				st->in[l][t * e->dim + i] = st->x[l][t * e->dim + i] * m[i];
	}
	return st->in[l];
}

void encoder_forward(struct encoder *e, struct params *p, struct shard *s, struct encoder_state *st, bool train)
{
	for (size_t l = 0; l <= e->n_layers; l++) {
		st->x[l] = net_floats(s, st->n * e->dim);
		st->dx[l] = train ? net_floats(s, st->n * e->dim) : NULL;
	}
	embed(e, st);
	if (train && e->drop_rows > 0)
		drop_rows(e, s, st, st->x[0], true);
	const float *zero = net_floats(s, e->dim);
	for (size_t l = 0; l < e->n_layers; l++) {
		const struct sru *y = &e->layer[l];
		const float *in = drop_input(e, s, st, l, train);
		st->u[l] = net_floats(s, st->n * 3 * e->dim);
		st->c[l] = net_floats(s, st->n * e->dim);
		linear_forward(p, s, y->gates, st->n, in, st->u[l]);
		for (size_t q = 0; q < st->n_seqs; q++)
			for (int dir = 0; dir < 2; dir++)
				sru_direction(y, p->w + y->v, st->x[l], st->u[l], st->c[l], st->x[l + 1], zero, st->start[q],
					      st->start[q + 1], dir);
	}
}

static void embed_backward(struct encoder *e, struct shard *s, struct encoder_state *st)
{
	struct embedding *m = &e->emb;
	for (size_t t = 0; t < st->n; t++)
		for (size_t k = 0; k < FEATURE_SLOTS; k++) {
			uint32_t row = st->rows[t * FEATURE_SLOTS + k];
			if (row == UINT32_MAX)
				continue;
			if (!m->mark[s->id][row]) {
				m->mark[s->id][row] = 1;
				m->touched[s->id][m->n_touched[s->id]++] = row;
			}
			add_to(m->g[s->id] + (size_t)row * e->dim, st->dx[0] + t * e->dim, e->dim);
		}
}

void encoder_backward(struct encoder *e, struct params *p, struct shard *s, struct encoder_state *st)
{
	float *carry = net_floats(s, e->dim), *zero = net_floats(s, e->dim);
	for (size_t l = e->n_layers; l-- > 0;) {
		const struct sru *y = &e->layer[l];
		float *du = net_floats(s, st->n * 3 * e->dim), *din = st->dx[l];
		for (size_t q = 0; q < st->n_seqs; q++)
			for (int dir = 0; dir < 2; dir++)
				sru_direction_back(y, p->w + y->v, p->g[s->id] + y->v, st->x[l], st->u[l], st->c[l],
						   st->dx[l + 1], du, st->dx[l], zero, carry, st->start[q], st->start[q + 1],
						   dir);
		if (!st->mask[l]) {
			linear_backward(p, s, y->gates, st->n, st->x[l], du, din);
			continue;
		}
		float *d = net_floats(s, st->n * e->dim);
		linear_backward(p, s, y->gates, st->n, st->in[l], du, d);
		for (size_t q = 0; q < st->n_seqs; q++)
			for (size_t t = st->start[q]; t < st->start[q + 1]; t++)
				for (size_t i = 0; i < e->dim; i++)
					din[t * e->dim + i] += d[t * e->dim + i] * st->mask[l][q * e->dim + i];
	}
	if (st->rows_mask)
		drop_rows(e, s, st, st->dx[0], false);
	embed_backward(e, s, st);
}

double net_cross_entropy(float *x, size_t n, size_t gold, float weight, float smooth, uint64_t *right)
{
	size_t best = 0, classes = 0;
	for (size_t i = 1; i < n; i++)
		if (x[i] > x[best])
			best = i;
	float top = x[best];
	double sum = 0, logits = 0;
	for (size_t i = 0; i < n; i++) {
		bool counts = x[i] > NET_NEVER;
		logits += counts ? (double)(x[i] - top) : 0;
		classes += counts;
		x[i] = counts ? expf(x[i] - top) : 0;
		sum += (double)x[i];
	}
	double share = (double)smooth / (double)classes, log_sum = log(sum);
	double loss = -(1 - (double)smooth) * (log((double)x[gold] + 1e-30) - log_sum) - share * (logits - (double)classes * log_sum);
	for (size_t i = 0; i < n; i++) {
		double target = (x[i] > 0 ? share : 0) + (i == gold ? 1 - (double)smooth : 0);
		x[i] = weight * (float)((double)x[i] / sum - target);
	}
	*right += best == gold;
	return loss;
}

/* ---- Adam ------------------------------------------------------------------------------------------------------- */

struct adam_job {
	struct adam *a;
	struct params *p;
	struct embedding *e;
	double norm[SHARDS];
	float scale, rate;
};

static void part(size_t n, int shard, size_t *from, size_t *to)
{
	*from = n * (size_t)shard / SHARDS;
	*to = n * (size_t)(shard + 1) / SHARDS;
}

/* The sum of the shards' gradients goes to shard 0; returns its squared length. */
static double merge(float *const g[SHARDS], size_t from, size_t to)
{
	/* Eight sums side by side, for the vector units; still in one fixed order. */
	float sum[8] = {0};
	double all = 0;
	for (int s = 1; s < SHARDS; s++)
		add_to(g[0] + from, g[s] + from, to - from);
	for (size_t i = from; i < to; i += 8) {
		for (size_t k = 0; k < 8 && i + k < to; k++)
			sum[k] += g[0][i + k] * g[0][i + k];
		if (i % 4096 == 0 || i + 8 >= to)
			for (size_t k = 0; k < 8; k++) {
				all += (double)sum[k];
				sum[k] = 0;
			}
	}
	return all;
}

static void merge_job(void *ctx, int shard)
{
	struct adam_job *j = ctx;
	size_t from, to;
	part(j->p->n, shard, &from, &to);
	j->norm[shard] = merge(j->p->g, from, to);
	part(j->e->n_touched[0], shard, &from, &to);
	for (size_t i = from; i < to; i++) {
		size_t row = j->e->touched[0][i];
		j->norm[shard] += merge(j->e->g, row * j->e->dim, (row + 1) * j->e->dim);
	}
}

static inline void adam_rule(size_t n, float *restrict w, float *restrict m, float *restrict v, const float *restrict g, float scale,
			     float rate, float beta1, float beta2, float eps)
{
	for (size_t i = 0; i < n; i++) {
		float d = g[i] * scale;
		m[i] = beta1 * m[i] + (1 - beta1) * d;
		v[i] = beta2 * v[i] + (1 - beta2) * d * d;
		w[i] -= rate * m[i] / (sqrtf(v[i]) + eps);
	}
}

static void update(const struct adam_job *j, float *w, float *m, float *v, float *const g[SHARDS], size_t from, size_t to)
{
	const struct adam *a = j->a;
	adam_rule(to - from, w + from, m + from, v + from, g[0] + from, j->scale, j->rate, a->beta1, a->beta2, a->eps);
	for (int s = 0; s < SHARDS; s++)
		memset(g[s] + from, 0, (to - from) * sizeof(float));
}

static void update_job(void *ctx, int shard)
{
	struct adam_job *j = ctx;
	struct embedding *e = j->e;
	size_t from, to;
	part(j->p->n, shard, &from, &to);
	update(j, j->p->w, j->p->m, j->p->v, j->p->g, from, to);
	part(e->n_touched[0], shard, &from, &to);
	for (size_t i = from; i < to; i++) {
		size_t row = e->touched[0][i];
		update(j, e->w, e->m, e->v, e->g, row * e->dim, (row + 1) * e->dim);
	}
}

static void join_touched(struct embedding *e)
{
	for (int s = 1; s < SHARDS; s++) {
		for (uint32_t i = 0; i < e->n_touched[s]; i++) {
			uint32_t row = e->touched[s][i];
			e->mark[s][row] = 0;
			if (!e->mark[0][row]) {
				e->mark[0][row] = 1;
				e->touched[0][e->n_touched[0]++] = row;
			}
		}
		e->n_touched[s] = 0;
	}
}

void adam_step(struct adam *a, struct params *p, struct embedding *e)
{
	struct adam_job j = {a, p, e, {0}, 1, 0};
	join_touched(e);
	net_parallel(merge_job, &j);
	double norm = 0;
	for (int s = 0; s < SHARDS; s++)
		norm += j.norm[s];
	norm = sqrt(norm);
	a->step++;
	j.scale = norm > a->clip ? (float)(a->clip / norm) : 1;
	j.rate = a->rate * (float)(sqrt(1 - pow(a->beta2, (double)a->step)) / (1 - pow(a->beta1, (double)a->step)));
	net_parallel(update_job, &j);
	for (uint32_t i = 0; i < e->n_touched[0]; i++)
		e->mark[0][e->touched[0][i]] = 0;
	e->n_touched[0] = 0;
}

/* ---- two at a time ---------------------------------------------------------------------------------------------- */

struct job {
	void (*fn)(void *ctx, int shard);
	void *ctx;
	int shard;
};

static void *run_job(void *arg)
{
	struct job *j = arg;
	j->fn(j->ctx, j->shard);
	return NULL;
}

void net_parallel(void (*fn)(void *ctx, int shard), void *ctx)
{
	struct job jobs[SHARDS];
	pthread_t threads[SHARDS];
	bool started[SHARDS] = {false};
	for (int s = 0; s < SHARDS; s++) {
		jobs[s] = (struct job){fn, ctx, s};
		started[s] = s > 0 && pthread_create(&threads[s], NULL, run_job, &jobs[s]) == 0;
	}
	for (int s = 0; s < SHARDS; s++)
		if (!started[s])
			run_job(&jobs[s]);
	for (int s = 0; s < SHARDS; s++)
		if (started[s])
			pthread_join(threads[s], NULL);
}
