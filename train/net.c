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
		for (size_t j = 0; j < l.out; j++)
			g[l.b + j] += dy[i * l.out + j];
	if (dx)
		gemm(&s->gemm, n, l.in, l.out, (struct view){dy, l.out, 1}, (struct view){p->w + l.w, 1, l.out}, dx, l.in, true);
}

/* ---- recurrent layer -------------------------------------------------------------------------------------------- */

/* Words of a sequence in the order of a direction. */
static size_t row_at(uint32_t first, uint32_t last, size_t k, int dir)
{
	return dir ? last - 1 - k : first + k;
}

static void sru_direction(const struct sru *l, const float *v, const float *x, const float *u, float *c, float *h,
			  uint32_t first, uint32_t last, int dir)
{
	size_t H = l->half;
	const float *vf = v + (size_t)dir * 2 * H, *vr = vf + H, *before = NULL;
	for (size_t k = 0; k < last - first; k++) {
		size_t t = row_at(first, last, k, dir), at = t * 2 * H + (size_t)dir * H;
		const float *z = u + t * 6 * H + (size_t)dir * 3 * H, *pf = z + H, *pr = z + 2 * H;
		for (size_t i = 0; i < H; i++) {
			float c0 = before ? before[i] : 0;
			float f = gate_sigmoid(pf[i] + vf[i] * c0), r = gate_sigmoid(pr[i] + vr[i] * c0);
			float c1 = z[i] + f * (c0 - z[i]);
			c[at + i] = c1;
			h[at + i] = x[at + i] + r * (c1 - x[at + i]);
		}
		before = c + at;
	}
}

static void sru_direction_back(const struct sru *l, const float *v, float *dv, const float *x, const float *u, const float *c,
			       const float *dh, float *du, float *dx, float *carry, uint32_t first, uint32_t last, int dir)
{
	size_t H = l->half;
	const float *vf = v + (size_t)dir * 2 * H, *vr = vf + H;
	float *dvf = dv + (size_t)dir * 2 * H, *dvr = dvf + H;
	memset(carry, 0, H * sizeof *carry);
	for (size_t k = last - first; k-- > 0;) {
		size_t t = row_at(first, last, k, dir), at = t * 2 * H + (size_t)dir * H;
		const float *before = k ? c + row_at(first, last, k - 1, dir) * 2 * H + (size_t)dir * H : NULL;
		const float *z = u + t * 6 * H + (size_t)dir * 3 * H, *pf = z + H, *pr = z + 2 * H;
		float *dz = du + t * 6 * H + (size_t)dir * 3 * H, *dpf = dz + H, *dpr = dz + 2 * H;
		for (size_t i = 0; i < H; i++) {
			float c0 = before ? before[i] : 0, c1 = c[at + i];
			float sf = pf[i] + vf[i] * c0, sr = pr[i] + vr[i] * c0;
			float f = gate_sigmoid(sf), r = gate_sigmoid(sr), g = dh[at + i];
			float dc = g * r + carry[i];
			float df = dc * (c0 - z[i]) * gate_slope(sf), dr = g * (c1 - x[at + i]) * gate_slope(sr);
			dx[at + i] += g * (1 - r);
			dz[i] = dc * (1 - f);
			dpf[i] = df;
			dpr[i] = dr;
			dvf[i] += df * c0;
			dvr[i] += dr * c0;
			carry[i] = dc * f + df * vf[i] + dr * vr[i];
		}
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
			const float *w = e->emb.w + (size_t)row * e->dim;
			for (size_t i = 0; i < e->dim; i++)
				x[i] += w[i];
		}
	}
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
	for (size_t l = 0; l < e->n_layers; l++) {
		const struct sru *y = &e->layer[l];
		const float *in = drop_input(e, s, st, l, train);
		st->u[l] = net_floats(s, st->n * 3 * e->dim);
		st->c[l] = net_floats(s, st->n * e->dim);
		linear_forward(p, s, y->gates, st->n, in, st->u[l]);
		for (size_t q = 0; q < st->n_seqs; q++)
			for (int dir = 0; dir < 2; dir++)
				sru_direction(y, p->w + y->v, st->x[l], st->u[l], st->c[l], st->x[l + 1], st->start[q],
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
			float *g = m->g[s->id] + (size_t)row * e->dim;
			for (size_t i = 0; i < e->dim; i++)
				g[i] += st->dx[0][t * e->dim + i];
		}
}

void encoder_backward(struct encoder *e, struct params *p, struct shard *s, struct encoder_state *st)
{
	float *carry = net_floats(s, e->dim);
	for (size_t l = e->n_layers; l-- > 0;) {
		const struct sru *y = &e->layer[l];
		float *du = net_floats(s, st->n * 3 * e->dim), *din = st->dx[l];
		for (size_t q = 0; q < st->n_seqs; q++)
			for (int dir = 0; dir < 2; dir++)
				sru_direction_back(y, p->w + y->v, p->g[s->id] + y->v, st->x[l], st->u[l], st->c[l],
						   st->dx[l + 1], du, st->dx[l], carry, st->start[q], st->start[q + 1], dir);
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
	embed_backward(e, s, st);
}

double net_cross_entropy(float *x, size_t n, size_t gold, float weight, uint64_t *right)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++)
		if (x[i] > x[best])
			best = i;
	float top = x[best];
	double sum = 0;
	for (size_t i = 0; i < n; i++) {
		x[i] = expf(x[i] - top);
		sum += x[i];
	}
	double loss = -log(x[gold] / sum + 1e-30);
	for (size_t i = 0; i < n; i++)
		x[i] = weight * (float)(x[i] / sum - (i == gold));
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
	double sum = 0;
	for (size_t i = from; i < to; i++) {
		for (int s = 1; s < SHARDS; s++)
			g[0][i] += g[s][i];
		sum += (double)g[0][i] * g[0][i];
	}
	return sum;
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

static void update(const struct adam_job *j, float *w, float *m, float *v, float *const g[SHARDS], size_t from, size_t to)
{
	const struct adam *a = j->a;
	for (size_t i = from; i < to; i++) {
		float d = g[0][i] * j->scale;
		m[i] = a->beta1 * m[i] + (1 - a->beta1) * d;
		v[i] = a->beta2 * v[i] + (1 - a->beta2) * d * d;
		w[i] -= j->rate * m[i] / (sqrtf(v[i]) + a->eps);
		for (int s = 0; s < SHARDS; s++)
			g[s][i] = 0;
	}
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
