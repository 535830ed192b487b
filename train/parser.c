#include "parser.h"

#include "clauses.h"
#include "export.h"
#include "text/lemma.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum loss { LOSS_UPOS, LOSS_XPOS, LOSS_FEATS, LOSS_LEMMA, LOSS_ARC, LOSS_LABEL, LOSS_BOTH, LOSS_COUNT };
static const float weights[LOSS_COUNT] = {0.7f, 0.3f, 0.4f, 0.5f, 1.0f, 0.7f, 0};

#define SHARD_FLOATS ((size_t)48 << 20)
#define CHECK_FLOATS ((size_t)4 << 20) /* for the check of the gradients */
#define MLP_DROP 0.35f
#define SMOOTH 0.03f
#define SHARE_NAMES 0.3f /* of the sentences are given other names */
#define SHARE_CLAUSES 0.3f /* of the sentences give way to one of their clauses, where they have any */
#define NONE_NAME STR("_")

static struct str named(struct str s)
{
	return s.n ? s : NONE_NAME;
}

/* ---- classes ---------------------------------------------------------------------------------------------------- */

static int by_triple(const void *a, const void *b)
{
	const struct triple *x = a, *y = b;
	return x->upos != y->upos ? x->upos - y->upos : x->xpos != y->xpos ? x->xpos - y->xpos : x->feats - y->feats;
}

static void collect_words(struct classes *k, const struct doc *d, struct key_counter *rules, struct triple *t, size_t *n)
{
	struct arena scratch;
	arena_init(&scratch, 0);
	for (size_t i = 0; i < d->words.n; i++) {
		const struct word *w = &d->words.v[i];
		sym x = symtab_add(&k->xpos, named(w->xpos)), f = symtab_add(&k->feats, named(w->feats));
		symtab_add(&k->deprel, named(w->deprel));
		t[(*n)++] = (struct triple){w->upos, (uint16_t)(x - 1), (uint16_t)(f - 1)};
		for (enum noise how = 0; how < NOISE_COUNT; how++) {
			struct str rule = lemma_rule(&scratch, noise_form(&scratch, w->form, how, true), w->lemma);
			uint64_t key = str_hash(rule, 1) | 1;
			if (how == NOISE_NONE || how == NOISE_UPPER)
				key_counter_add(rules, key, 1);
			if (rule.n && key_counter_get(rules, key) == 3)
				symtab_add(&k->rules, rule);
		}
	}
	arena_release(&scratch);
}

static void classes_make(struct classes *k, const struct corpus *c)
{
	struct key_counter rules = {0};
	size_t n = 0;
	arena_init(&k->arena, 0);
	symtab_init(&k->xpos, &k->arena);
	symtab_init(&k->feats, &k->arena);
	symtab_init(&k->deprel, &k->arena);
	symtab_init(&k->rules, &k->arena);
	symtab_add(&k->rules, STR("l0|"));
	k->triples = arena_array(&k->arena, struct triple, c->n_words);
	for (size_t i = 0; i < c->n_docs; i++)
		collect_words(k, &c->docs[i], &rules, k->triples, &n);
	qsort(k->triples, n, sizeof *k->triples, by_triple);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || by_triple(&k->triples[i], &k->triples[k->n_triples - 1]) != 0)
			k->triples[k->n_triples++] = k->triples[i];
	key_counter_release(&rules);
}

static size_t n_of(const struct symtab *t)
{
	return t->n - 1;
}

static bool has(const struct parser *p, enum idea i)
{
	return !(p->without & 1u << i);
}

void parser_new(struct parser *p, struct corpus *c, const struct parser_options *o)
{
	uint32_t least[FEATURE_SLOTS];
	struct rng r = {o->seed};
	for (size_t i = 0; i < FEATURE_SLOTS; i++)
		least[i] = i == FEATURE_FORM ? 2 : i == FEATURE_CASED ? 3 : i == FEATURE_SPACE ? 1 : i == FEATURE_SHAPE ? 3 : 5;
	memset(p, 0, sizeof *p);
	p->without = o->without;
	for (size_t i = FEATURE_PREFIX; i < FEATURE_SHAPE && !has(p, IDEA_AFFIXES); i++)
		least[i] = UINT32_MAX;
	vocabulary_make(&p->vocab, c, least);
	classes_make(&p->classes, c);
	struct params *w = &p->params;
	struct classes *k = &p->classes;
	p->tag_dim = o->tag_dim, p->arc_dim = o->arc_dim, p->label_dim = o->label_dim;
	encoder_new(&p->encoder, w, o->dim, has(p, IDEA_LAYER) ? o->layers : o->layers - 1);
	p->encoder.drop = o->drop;
	p->encoder.drop_rows = has(p, IDEA_ROWS) ? o->drop_rows : 0;
	p->tag_hidden = linear_new(w, o->dim, o->tag_dim);
	p->tag_out = linear_new(w, o->tag_dim, (UPOS_COUNT - 1) + n_of(&k->xpos) + n_of(&k->feats) + n_of(&k->rules));
	p->arc_label = linear_new(w, o->dim, 2 * o->arc_dim + 2 * o->label_dim);
	p->bilinear = linear_new(w, o->arc_dim, o->arc_dim);
	p->label_out = linear_new(w, o->label_dim, n_of(&k->deprel));
	p->root = params_add(w, o->arc_dim + o->label_dim);
	p->distance = params_add(w, ARC_DISTANCES);
	params_ready(w);
	encoder_init(&p->encoder, w, p->vocab.rows, &r);
	linear_init(w, p->tag_hidden, 1.0f, &r);
	linear_init(w, p->tag_out, 1.0f, &r);
	linear_init(w, p->arc_label, 1.0f, &r);
	linear_init(w, p->bilinear, 0.5f, &r);
	linear_init(w, p->label_out, 1.0f, &r);
	for (size_t i = 0; i < o->arc_dim + o->label_dim; i++)
		w->w[p->root + i] = 0.5f * rng_unit(&r);
}

void parser_release(struct parser *p)
{
	vocabulary_release(&p->vocab);
	arena_release(&p->classes.arena);
	params_release(&p->params);
	embedding_release(&p->encoder.emb);
}

/* ---- one shard of a batch ----------------------------------------------------------------------------------------- */

struct gold {
	uint32_t upos, xpos, feats, rule, deprel; /* rule UINT32_MAX: none of the classes */
	int32_t head;                             /* in the sentence, 0 the root, words from 1 */
};

struct batch {
	struct parser *p;
	struct corpus *c;
	const struct name_pool *names; /* for other names in training; NULL: none */
	const uint32_t *sents[SHARDS];
	size_t n_sents[SHARDS], n_words; /* words of all shards */
	struct shard *shards;
	bool train, noise;
};

struct work {
	struct parser *p;
	struct shard *s;
	struct encoder_state st;
	struct gold *gold;
	uint32_t *predicted; /* heads, for scoring */
	float scale;         /* 1 / words of the batch */
	bool train;
};

static uint32_t row_of(const struct parser *p, struct shard *s, size_t slot, uint64_t key, bool train)
{
	uint32_t row = key ? key_find(&p->vocab.table, key) : KEY_NONE;
	if (row == KEY_NONE || !train)
		return row;
	float drop = 0.05f;
	if (has(p, IDEA_FORMS) && (slot == FEATURE_FORM || slot == FEATURE_CASED))
		drop = 0.1f + 0.5f / (0.5f + (float)p->vocab.count[row]);
	return rng_unit(&s->rng) < drop ? KEY_NONE : row;
}

/* form: as it is seen. */
static struct gold gold_of(struct parser *p, struct arena *a, const struct sent *s, struct word w, const struct name_word *name, struct str form)
{
	struct classes *k = &p->classes;
	if (name->how == NAME_FOR_PRONOUN)
		w.upos = UPOS_PROPN, w.xpos = STR("NNP"), w.feats = STR("Number=Sing");
	sym rule = symtab_find(&k->rules, lemma_rule(a, form, name->lemma));
	return (struct gold){.upos = w.upos - 1u, .xpos = symtab_find(&k->xpos, named(w.xpos)) - 1,
			     .feats = symtab_find(&k->feats, named(w.feats)) - 1, .rule = rule ? rule - 1 : UINT32_MAX,
			     .deprel = symtab_find(&k->deprel, named(w.deprel)) - 1,
			     .head = w.head < 0 ? 0 : w.head - (int32_t)s->first + 1};
}

/* The words of a sentence as they are, or with other names. */
static struct name_word *load_words(const struct batch *b, struct arena *a, const struct doc *d, const struct sent *s, struct rng *r)
{
	struct name_word *words = arena_array(a, struct name_word, s->last - s->first);
	if (b->noise && b->names && has(b->p, IDEA_NAMES) && rng_unit(r) < SHARE_NAMES)
		names_change(b->names, a, d, s, r, words);
	else
		names_keep(d, s, words);
	return words;
}

/* A sentence and the document that has it, which may be made for it. */
struct shown {
	struct doc d;
	struct sent s;
};

/* A sentence as it is, or one of its clauses in its place. */
static struct shown choose(const struct batch *b, struct arena *a, uint32_t k, struct rng *r)
{
	const struct doc *d = &b->c->docs[b->c->sents[k].doc];
	const struct sent *s = &d->sents.v[b->c->sents[k].sent];
	struct shown out;
	if (b->noise && has(b->p, IDEA_CLAUSES) && rng_unit(r) < SHARE_CLAUSES && clause_take(a, d, s, r, &out.d)) {
		out.s = out.d.sents.v[0];
		return out;
	}
	return (struct shown){*d, *s};
}

static void load(const struct batch *b, struct work *w, struct arena *a)
{
	struct shard *s = w->s;
	size_t n_sents = b->n_sents[s->id], n = 0;
	uint32_t *start = arena_array(a, uint32_t, n_sents + 1);
	struct shown *shown = arena_array(a, struct shown, n_sents);
	for (size_t k = 0; k < n_sents; k++) {
		shown[k] = choose(b, a, b->sents[s->id][k], &s->rng);
		start[k + 1] = start[k] + (shown[k].s.last - shown[k].s.first);
	}
	n = start[n_sents];
	uint32_t *rows = arena_array(a, uint32_t, n * FEATURE_SLOTS);
	uint64_t *keys = arena_array(a, uint64_t, n * FEATURE_SLOTS);
	struct str *forms = arena_array(a, struct str, n);
	w->gold = arena_array(a, struct gold, n);
	w->predicted = arena_array(a, uint32_t, n);
	for (size_t k = 0; k < n_sents; k++) {
		const struct doc *d = &shown[k].d;
		const struct sent *t = &shown[k].s;
		struct name_word *words = load_words(b, a, d, t, &s->rng);
		enum noise how = b->noise && has(w->p, IDEA_CASE) ? noise_draw(&s->rng) : NOISE_NONE;
		for (uint32_t i = 0; i < t->last - t->first; i++)
			forms[start[k] + i] = words[i].form;
		corpus_keys(a, d, t, how, forms + start[k], keys + start[k] * FEATURE_SLOTS);
		for (uint32_t i = 0; i < t->last - t->first; i++) {
			w->gold[start[k] + i] = gold_of(w->p, a, t, d->words.v[t->first + i], &words[i], forms[start[k] + i]);
			if (words[i].bare)
				memset(keys + (start[k] + i) * FEATURE_SLOTS, 0, FEATURE_SHAPE * sizeof *keys);
		}
	}
	for (size_t i = 0; i < n * FEATURE_SLOTS; i++)
		rows[i] = row_of(w->p, s, i % FEATURE_SLOTS, keys[i], b->train && b->noise);
	w->st.n = n;
	w->st.n_seqs = n_sents;
	w->st.start = start;
	w->st.rows = rows;
}

static void relu(float *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] = x[i] > 0 ? x[i] : 0;
}

/* Gradient through dropout (mask may be NULL) and relu, whose result is y. */
static void relu_back(float *d, const float *y, const float *mask, size_t n)
{
	for (size_t i = 0; i < n; i++)
		d[i] = y[i] > 0 ? d[i] * (mask ? mask[i] : 1) : 0;
}

static float *dropped(struct work *w, float *x, size_t n, float rate)
{
	if (!w->train || w->p->encoder.drop <= 0)
		return NULL;
	float *mask = net_floats(w->s, n);
	net_dropout(w->s, x, mask, n, rate);
	return mask;
}

static double class_loss(struct work *w, enum loss kind, float *x, size_t n, uint32_t gold)
{
	uint64_t right = 0;
	double loss = 0;
	float weight = kind < LOSS_ARC && !has(w->p, IDEA_TAGS) ? 0 : weights[kind];
	if (gold < n)
		loss = net_cross_entropy(x, n, gold, weight * w->scale, has(w->p, IDEA_SMOOTH) ? SMOOTH : 0, &right);
	else
		memset(x, 0, n * sizeof *x);
	w->s->loss[kind] += loss * weight;
	w->s->count[kind] += right;
	return loss;
}

static void tags(struct work *w)
{
	struct parser *p = w->p;
	struct params *q = &p->params;
	size_t n = w->st.n, top = p->encoder.n_layers - 1, T = p->tag_dim, O = p->tag_out.out;
	float *h = net_floats(w->s, n * T), *y = net_floats(w->s, n * O);
	linear_forward(q, w->s, p->tag_hidden, n, w->st.x[top], h);
	relu(h, n * T);
	float *mask = dropped(w, h, n * T, MLP_DROP);
	linear_forward(q, w->s, p->tag_out, n, h, y);
	size_t X = n_of(&p->classes.xpos), F = n_of(&p->classes.feats), R = n_of(&p->classes.rules);
	for (size_t i = 0; i < n; i++) {
		float *o = y + i * O;
		class_loss(w, LOSS_UPOS, o, UPOS_COUNT - 1, w->gold[i].upos);
		class_loss(w, LOSS_XPOS, o += UPOS_COUNT - 1, X, w->gold[i].xpos);
		class_loss(w, LOSS_FEATS, o += X, F, w->gold[i].feats);
		class_loss(w, LOSS_LEMMA, o + F, R, w->gold[i].rule);
	}
	if (!w->train)
		return;
	float *dh = net_floats(w->s, n * T);
	linear_backward(q, w->s, p->tag_out, n, h, y, dh);
	relu_back(dh, h, mask, n * T);
	linear_backward(q, w->s, p->tag_hidden, n, w->st.x[top], dh, w->st.dx[top]);
}

static size_t bucket(size_t dependent, size_t head)
{
	ptrdiff_t d = (ptrdiff_t)head - (ptrdiff_t)dependent;
	d = d < -ARC_NEAR ? -ARC_NEAR : d > ARC_NEAR ? ARC_NEAR : d;
	return (size_t)(d + ARC_NEAR);
}

/* Heads of one sentence of n words: q [n][A] against k [n + 1][A], k[0] the root. */
static void arcs(struct work *w, size_t at, size_t n, const float *q, const float *k, float *dq, float *dk)
{
	struct parser *p = w->p;
	size_t A = p->arc_dim;
	float *s = net_floats(w->s, n * (n + 1)), *dist = p->params.w + p->distance, *ddist = p->params.g[w->s->id] + p->distance;
	gemm(&w->s->gemm, n, n + 1, A, (struct view){q, A, 1}, (struct view){k, 1, A}, s, n + 1, false);
	for (size_t i = 0; i < n; i++) {
		float *row = s + i * (n + 1);
		for (size_t j = 1; j <= n; j++)
			row[j] += dist[bucket(i + 1, j)];
		row[i + 1] = -1e9f;
		size_t best = 0;
		for (size_t j = 1; j <= n; j++)
			if (row[j] > row[best])
				best = j;
		w->predicted[at + i] = (uint32_t)best;
		class_loss(w, LOSS_ARC, row, n + 1, (uint32_t)w->gold[at + i].head);
		if (w->train)
			for (size_t j = 1; j <= n; j++)
				ddist[bucket(i + 1, j)] += row[j];
	}
	if (!w->train)
		return;
	gemm(&w->s->gemm, n, A, n + 1, (struct view){s, n + 1, 1}, (struct view){k, A, 1}, dq, A, true);
	gemm(&w->s->gemm, n + 1, A, n, (struct view){s, 1, n + 1}, (struct view){q, A, 1}, dk, A, true);
}

/* The parts of the wide map, each [n][...] in memory of its own. */
static void columns(const float *from, size_t stride, size_t col, size_t width, size_t n, float *to)
{
	for (size_t i = 0; i < n; i++)
		memcpy(to + i * width, from + i * stride + col, width * sizeof *to);
}

static void columns_add(const float *from, size_t stride, size_t col, size_t width, size_t n, float *to)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < width; j++)
			to[i * stride + col + j] += from[i * width + j];
}

static void arc_part(struct work *w, float *wide, float *dwide)
{
	struct parser *p = w->p;
	struct params *P = &p->params;
	size_t n = w->st.n, A = p->arc_dim, W = p->arc_label.out, S = w->st.n_seqs;
	float *dep = net_floats(w->s, n * A), *head = net_floats(w->s, n * A), *q = net_floats(w->s, n * A);
	float *dq = net_floats(w->s, n * A), *dhead = net_floats(w->s, n * A);
	columns(wide, W, 0, A, n, dep);
	columns(wide, W, A, A, n, head);
	relu(dep, n * A);
	relu(head, n * A);
	float *mask_d = dropped(w, dep, n * A, MLP_DROP), *mask_h = dropped(w, head, n * A, MLP_DROP);
	linear_forward(P, w->s, p->bilinear, n, dep, q);
	for (size_t k = 0; k < S; k++) {
		size_t at = w->st.start[k], len = w->st.start[k + 1] - at;
		float *keys = net_floats(w->s, (len + 1) * A), *dkeys = net_floats(w->s, (len + 1) * A);
		memcpy(keys, P->w + p->root, A * sizeof *keys);
		memcpy(keys + A, head + at * A, len * A * sizeof *keys);
		arcs(w, at, len, q + at * A, keys, dq + at * A, dkeys);
		if (!w->train)
			continue;
		for (size_t i = 0; i < A; i++)
			P->g[w->s->id][p->root + i] += dkeys[i];
		for (size_t i = 0; i < len * A; i++)
			dhead[at * A + i] += dkeys[A + i];
	}
	if (!w->train)
		return;
	float *ddep = net_floats(w->s, n * A);
	linear_backward(P, w->s, p->bilinear, n, dep, dq, ddep);
	relu_back(ddep, dep, mask_d, n * A);
	relu_back(dhead, head, mask_h, n * A);
	columns_add(ddep, W, 0, A, n, dwide);
	columns_add(dhead, W, A, A, n, dwide);
}

/* Row of the head of word i (gold in training, predicted else), -1 for the root. */
static ptrdiff_t head_row(const struct work *w, size_t at, size_t i)
{
	uint32_t head = w->train ? (uint32_t)w->gold[i].head : w->predicted[i];
	return head ? (ptrdiff_t)(at + head - 1) : -1;
}

static void label_part(struct work *w, float *wide, float *dwide)
{
	struct parser *p = w->p;
	struct params *P = &p->params;
	size_t n = w->st.n, L = p->label_dim, W = p->arc_label.out, from = 2 * p->arc_dim, O = p->label_out.out;
	size_t root = p->root + p->arc_dim;
	float *h = net_floats(w->s, n * L), *y = net_floats(w->s, n * O);
	ptrdiff_t *heads = (ptrdiff_t *)net_floats(w->s, 2 * n);
	for (size_t k = 0; k < w->st.n_seqs; k++)
		for (size_t i = w->st.start[k]; i < w->st.start[k + 1]; i++) {
			heads[i] = head_row(w, w->st.start[k], i);
			const float *d = wide + i * W + from, *g = heads[i] < 0 ? P->w + root : wide + (size_t)heads[i] * W + from + L;
			for (size_t j = 0; j < L; j++)
				h[i * L + j] = d[j] + g[j];
		}
	relu(h, n * L);
	float *mask = dropped(w, h, n * L, MLP_DROP);
	linear_forward(P, w->s, p->label_out, n, h, y);
	for (size_t k = 0; k < w->st.n_seqs; k++)
		for (size_t i = w->st.start[k]; i < w->st.start[k + 1]; i++) {
			uint64_t before = w->s->count[LOSS_LABEL];
			class_loss(w, LOSS_LABEL, y + i * O, O, w->gold[i].deprel);
			bool right = w->s->count[LOSS_LABEL] > before && w->predicted[i] == (uint32_t)w->gold[i].head;
			w->s->count[LOSS_BOTH] += right;
		}
	if (!w->train)
		return;
	float *dh = net_floats(w->s, n * L), *groot = P->g[w->s->id] + root;
	linear_backward(P, w->s, p->label_out, n, h, y, dh);
	relu_back(dh, h, mask, n * L);
	for (size_t i = 0; i < n; i++) {
		float *d = dwide + i * W + from, *g = heads[i] < 0 ? groot : dwide + (size_t)heads[i] * W + from + L;
		for (size_t j = 0; j < L; j++) {
			d[j] += dh[i * L + j];
			g[j] += dh[i * L + j];
		}
	}
}

static void trees(struct work *w)
{
	struct parser *p = w->p;
	struct params *P = &p->params;
	size_t n = w->st.n, W = p->arc_label.out, top = p->encoder.n_layers, D = p->encoder.dim;
	float *x = net_floats(w->s, n * D), *wide = net_floats(w->s, n * W), *dwide = net_floats(w->s, n * W);
	memcpy(x, w->st.x[top], n * D * sizeof *x);
	float *mask = dropped(w, x, n * D, p->encoder.drop);
	linear_forward(P, w->s, p->arc_label, n, x, wide);
	arc_part(w, wide, dwide);
	label_part(w, wide, dwide);
	if (!w->train)
		return;
	float *dx = net_floats(w->s, n * D);
	linear_backward(P, w->s, p->arc_label, n, x, dwide, dx);
	for (size_t i = 0; i < n * D; i++)
		w->st.dx[top][i] += mask ? dx[i] * mask[i] : dx[i];
}

static void run_shard(void *ctx, int id)
{
	struct batch *b = ctx;
	struct shard *s = &b->shards[id];
	struct work w = {.p = b->p, .s = s, .train = b->train, .scale = 1.0f / (float)b->n_words};
	struct arena scratch;
	arena_init(&scratch, 0);
	s->used = 0;
	load(b, &w, &scratch);
	s->words += w.st.n;
	if (w.st.n) {
		encoder_forward(&b->p->encoder, &b->p->params, s, &w.st, b->train);
		tags(&w);
		trees(&w);
		if (b->train)
			encoder_backward(&b->p->encoder, &b->p->params, s, &w.st);
	}
	arena_release(&scratch);
}

/* ---- training ----------------------------------------------------------------------------------------------------- */

static void shards_new(struct shard *s, size_t floats)
{
	for (int i = 0; i < SHARDS; i++) {
		s[i] = (struct shard){.id = i, .cap = floats, .mem = malloc(floats * sizeof(float))};
		if (!s[i].mem)
			exit(3);
	}
}

static void shards_release(struct shard *s)
{
	for (int i = 0; i < SHARDS; i++) {
		free(s[i].mem);
		gemm_space_release(&s[i].gemm);
	}
}

static size_t sent_words(const struct corpus *c, uint32_t k)
{
	const struct sent *s = &c->docs[c->sents[k].doc].sents.v[c->sents[k].sent];
	return s->last - s->first;
}

/* Takes sentences from order[*at] on until the batch has enough words, always giving to the shard that has fewer. */
static void fill_batch(struct batch *b, const uint32_t *order, size_t n, size_t *at, size_t words, uint32_t *lists[SHARDS])
{
	size_t have[SHARDS] = {0};
	b->n_words = 0;
	for (int s = 0; s < SHARDS; s++)
		b->n_sents[s] = 0, b->sents[s] = lists[s];
	while (*at < n && b->n_words < words) {
		int least = 0;
		for (int s = 1; s < SHARDS; s++)
			if (have[s] < have[least])
				least = s;
		uint32_t k = order[(*at)++];
		lists[least][b->n_sents[least]++] = k;
		have[least] += sent_words(b->c, k);
		b->n_words += sent_words(b->c, k);
	}
}

static void shuffle(uint32_t *order, size_t n, struct rng r)
{
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	for (size_t i = n; i > 1; i--) {
		size_t j = rng_next(&r) % i;
		uint32_t t = order[i - 1];
		order[i - 1] = order[j];
		order[j] = t;
	}
}

static void clear_counts(struct shard *s)
{
	for (int i = 0; i < SHARDS; i++) {
		memset(s[i].loss, 0, sizeof s[i].loss);
		memset(s[i].count, 0, sizeof s[i].count);
		s[i].words = 0;
	}
}

static void show(const char *name, const struct shard *s)
{
	double loss[LOSS_COUNT] = {0}, right[LOSS_COUNT] = {0};
	size_t words = 0;
	for (int i = 0; i < SHARDS; i++)
		words += s[i].words;
	for (int i = 0; i < SHARDS; i++)
		for (int k = 0; k < LOSS_COUNT; k++) {
			loss[k] += s[i].loss[k] / (double)words;
			right[k] += 100.0 * (double)s[i].count[k] / (double)words;
		}
	double all = 0;
	for (int k = 0; k < LOSS_COUNT; k++)
		all += loss[k];
	printf("%s loss %.3f upos %.2f xpos %.2f feats %.2f lemma %.2f uas %.2f las %.2f", name, all, right[LOSS_UPOS],
	       right[LOSS_XPOS], right[LOSS_FEATS], right[LOSS_LEMMA], right[LOSS_ARC], right[LOSS_BOTH]);
}

/* Fills the counts of the shards for one treebank. */
static void count_right(struct batch *b, struct corpus *dev, size_t doc, uint32_t *lists[SHARDS])
{
	size_t n = 0, at = 0;
	uint32_t *order = malloc(dev->n_sents * sizeof *order);
	for (size_t i = 0; order && i < dev->n_sents; i++)
		if (dev->sents[i].doc == doc)
			order[n++] = (uint32_t)i;
	b->c = dev, b->train = b->noise = false;
	clear_counts(b->shards);
	while (at < n) {
		fill_batch(b, order, n, &at, 1000, lists);
		net_parallel(run_shard, b);
	}
	free(order);
}

static void evaluate(struct batch *b, struct corpus *dev, uint32_t *lists[SHARDS])
{
	for (size_t k = 0; k < dev->n_docs; k++) {
		count_right(b, dev, k, lists);
		show(" | dev", b->shards);
	}
}

/* ---- the model file ------------------------------------------------------------------------------------------------ */

static void put_names(struct export *x, const char *name, const struct symtab *t)
{
	struct buf *b = export_chunk(x, "par", name);
	for (sym i = 1; i < t->n; i++) {
		buf_add(b, symtab_name(t, i));
		buf_putc(b, '\n');
	}
}

void parser_export(const struct parser *p, struct export *x)
{
	const struct classes *k = &p->classes;
	struct triple *t = malloc(k->n_triples * sizeof *t);
	for (size_t i = 0; t && i < k->n_triples; i++) {
		t[i] = k->triples[i];
		t[i].upos--;
	}
	export_encoder(x, "par", &p->params, &p->encoder, p->vocab.table);
	export_linear(x, "par", "tag", &p->params, p->tag_hidden);
	export_linear(x, "par", "tagout", &p->params, p->tag_out);
	export_linear(x, "par", "arc", &p->params, p->arc_label);
	export_linear(x, "par", "bilinear", &p->params, p->bilinear);
	export_linear(x, "par", "label", &p->params, p->label_out);
	export_floats(x, "par", "root", p->params.w + p->root, p->arc_dim + p->label_dim);
	export_floats(x, "par", "distance", p->params.w + p->distance, ARC_DISTANCES);
	put_names(x, "xpos", &k->xpos);
	put_names(x, "feats", &k->feats);
	put_names(x, "deprel", &k->deprel);
	put_names(x, "rules", &k->rules);
	if (t)
		buf_add(export_chunk(x, "par", "triples"), (struct str){(const char *)t, k->n_triples * sizeof *t});
	free(t);
}

/* ---- checkpoints -------------------------------------------------------------------------------------------------- */

struct checkpoint { char magic[8]; uint64_t n, rows, epoch, step; double spent; };

static bool arrays(FILE *f, struct parser *p, size_t (*io)(void *, size_t, size_t, FILE *))
{
	size_t n = p->params.n, e = p->encoder.emb.rows * p->encoder.emb.dim;
	float *const a[] = {p->params.w, p->params.m, p->params.v}, *const b[] = {p->encoder.emb.w, p->encoder.emb.m, p->encoder.emb.v};
	for (int i = 0; i < 3; i++)
		if (io(a[i], sizeof(float), n, f) != n || io(b[i], sizeof(float), e, f) != e)
			return false;
	return true;
}

static size_t put(void *p, size_t size, size_t n, FILE *f)
{
	return fwrite(p, size, n, f);
}

static bool save(struct parser *p, const char *file, struct checkpoint c)
{
	char part[4096];
	snprintf(part, sizeof part, "%s.part", file);
	FILE *f = fopen(part, "wb");
	if (!f)
		return false;
	memcpy(c.magic, "TRUCECP1", 8);
	c.n = p->params.n, c.rows = p->encoder.emb.rows;
	bool ok = fwrite(&c, sizeof c, 1, f) == 1 && arrays(f, p, put);
	ok &= fclose(f) == 0;
	return ok && rename(part, file) == 0;
}

static bool restore(struct parser *p, const char *file, struct checkpoint *c)
{
	FILE *f = fopen(file, "rb");
	if (!f)
		return false;
	bool ok = fread(c, sizeof *c, 1, f) == 1 && memcmp(c->magic, "TRUCECP1", 8) == 0 && c->n == p->params.n &&
		  c->rows == p->encoder.emb.rows && arrays(f, p, fread);
	fclose(f);
	if (!ok)
		*c = (struct checkpoint){0};
	return ok;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Up in the first 2%, level for a third of the way, then down to nothing along a cosine. */
static float rate_at(float top, double done)
{
	if (done < 0.02)
		return top * (float)((done + 0.0005) / 0.0205);
	if (done < 0.3)
		return top;
	return top * (float)(0.5 + 0.5 * cos(3.14159265358979 * (done - 0.3) / 0.7)) + 1e-6f;
}

static double progress(const struct parser_options *o, double epoch, double spent)
{
	double by_epochs = epoch / (double)o->epochs, by_time = o->minutes > 0 ? spent / (60 * o->minutes) : 0;
	double done = o->minutes > 0 ? by_time : by_epochs;
	return done < 1 ? done : 1;
}

bool parser_train(struct parser *p, struct corpus *train, struct corpus *dev, const struct parser_options *o, struct err *e)
{
	struct shard shards[SHARDS];
	struct adam adam = {.beta1 = 0.9f, .beta2 = 0.98f, .eps = 1e-8f, .clip = 2.0f};
	struct checkpoint at = {0};
	size_t most = train->n_sents + (dev ? dev->n_sents : 0);
	bool ok = true;
	uint32_t *order = malloc(train->n_sents * sizeof *order), *lists[SHARDS];
	for (int i = 0; i < SHARDS; i++)
		lists[i] = malloc(most * sizeof *lists[i]);
	shards_new(shards, SHARD_FLOATS);
	if (o->checkpoint && restore(p, o->checkpoint, &at))
		printf("going on from %s, epoch %llu\n", o->checkpoint, (unsigned long long)at.epoch);
	adam.step = at.step;
	double begin = now() - at.spent, done = progress(o, (double)at.epoch, at.spent);
	struct batch b = {.p = p, .names = o->names, .shards = shards};
	for (uint64_t epoch = at.epoch; done < 1; epoch++) {
		size_t pos = 0;
		b.c = train, b.train = b.noise = true;
		shuffle(order, train->n_sents, (struct rng){o->seed * 7919 + epoch});
		clear_counts(shards);
		while (pos < train->n_sents) {
			done = progress(o, (double)epoch + (double)pos / (double)train->n_sents, now() - begin);
			adam.rate = rate_at(o->rate, done);
			for (int i = 0; i < SHARDS; i++)
				shards[i].rng = (struct rng){(o->seed << 40) ^ (adam.step * SHARDS + (uint64_t)i)};
			fill_batch(&b, order, train->n_sents, &pos, o->batch, lists);
			net_parallel(run_shard, &b);
			adam_step(&adam, &p->params, &p->encoder.emb);
		}
		done = progress(o, (double)epoch + 1, now() - begin);
		printf("epoch %llu %.0fs rate %.5f", (unsigned long long)epoch + 1, now() - begin, adam.rate);
		show("", shards);
		if (dev)
			evaluate(&b, dev, lists);
		printf("\n");
		fflush(stdout);
		struct checkpoint reached = {.epoch = epoch + 1, .step = adam.step, .spent = now() - begin};
		if (o->checkpoint && !save(p, o->checkpoint, reached)) {
			ok = err_set(e, ERR_SYSTEM, "cannot write the checkpoint %s", o->checkpoint);
			break;
		}
	}
	shards_release(shards);
	for (int i = 0; i < SHARDS; i++)
		free(lists[i]);
	free(order);
	return ok;
}

/* ---- the check of the gradients ----------------------------------------------------------------------------------- */

static double total_loss(struct batch *b)
{
	clear_counts(b->shards);
	net_parallel(run_shard, b);
	double sum = 0;
	for (int i = 0; i < SHARDS; i++)
		for (int k = 0; k < LOSS_COUNT; k++)
			sum += b->shards[i].loss[k];
	return sum / (double)b->n_words;
}

double parser_gradient_error(struct parser *p, struct corpus *c, uint64_t seed)
{
	struct shard shards[SHARDS];
	struct rng r = {seed};
	uint32_t *order = malloc(c->n_sents * sizeof *order), *lists[SHARDS];
	for (int i = 0; i < SHARDS; i++)
		lists[i] = malloc(c->n_sents * sizeof *lists[i]);
	for (size_t i = 0; i < c->n_sents; i++)
		order[i] = (uint32_t)i;
	shards_new(shards, CHECK_FLOATS);
	struct batch b = {.p = p, .c = c, .shards = shards, .train = true};
	size_t pos = 0;
	p->encoder.drop = p->encoder.drop_rows = 0;
	fill_batch(&b, order, c->n_sents, &pos, 200, lists);
	total_loss(&b);
	double worst = 0, size = 0;
	for (int s = 1; s < SHARDS; s++)
		for (size_t i = 0; i < p->params.n; i++)
			p->params.g[0][i] += p->params.g[s][i];
	for (size_t i = 0; i < p->params.n; i++)
		size = fmax(size, fabs((double)p->params.g[0][i]));
	float *g = malloc(p->params.n * sizeof *g);
	memcpy(g, p->params.g[0], p->params.n * sizeof *g);
	for (int k = 0; k < 200; k++) {
		size_t i = rng_next(&r) % p->params.n;
		float keep = p->params.w[i], h = 4e-3f;
		p->params.w[i] = keep + h;
		double up = total_loss(&b);
		p->params.w[i] = keep - h;
		double down = total_loss(&b);
		p->params.w[i] = keep;
		double error = fabs((up - down) / (2 * h) - (double)g[i]) / (fabs((double)g[i]) + 0.02 * size);
		worst = fmax(worst, error);
	}
	free(g);
	shards_release(shards);
	for (int i = 0; i < SHARDS; i++)
		free(lists[i]);
	free(order);
	return worst;
}
