#include "splitter.h"

#include "text/split.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHARD_FLOATS ((size_t)48 << 20)
#define SMOOTH 0.02f

/* What is done to the line breaks of a paragraph, or of some in a row. */
enum layout { LAYOUT_PLAIN, LAYOUT_WRAPPED, LAYOUT_LINES, LAYOUT_JOINED, LAYOUT_LOST };

struct sequence {
	uint16_t doc;
	uint32_t first, last; /* words */
	enum layout layout;
};

struct splitter {
	struct vocabulary vocab;
	struct params params;
	struct encoder encoder;
	struct linear out;
	struct corpus *c;
	const struct sequence *seqs[SHARDS];
	size_t n_seqs[SHARDS], n_words;
	struct shard shards[SHARDS];
	uint64_t hits[SHARDS], found[SHARDS], gold[SHARDS];
	bool train;
};

static bool is_end(const struct doc *d, uint32_t w)
{
	return d->sents.v[d->words.v[w].sent].last == w + 1;
}

static bool paragraph_ends(const struct doc *d, uint32_t w)
{
	return w + 1 >= d->words.n || (is_end(d, w) && d->sents.v[d->words.v[w + 1].sent].new_par);
}

/* ---- sequences ---------------------------------------------------------------------------------------------------- */

static enum layout layout_draw(struct rng *r)
{
	float x = rng_unit(r);
	return x < 0.5f ? LAYOUT_PLAIN : x < 0.62f ? LAYOUT_WRAPPED : x < 0.75f ? LAYOUT_LINES : x < 0.95f ? LAYOUT_JOINED : LAYOUT_LOST;
}

/* Paragraphs in order, cut to the window; with noise, some are run together. */
static size_t make_sequences(const struct corpus *c, struct sequence *out, struct rng *r, bool noise)
{
	size_t n = 0;
	for (size_t k = 0; k < c->n_docs; k++) {
		const struct doc *d = &c->docs[k];
		for (uint32_t first = 0, w = 0; first < d->words.n; first = w) {
			enum layout layout = noise ? layout_draw(r) : LAYOUT_PLAIN;
			bool several = layout == LAYOUT_JOINED || layout == LAYOUT_LOST;
			size_t paragraphs = several ? 2 + rng_next(r) % 6 : 1;
			for (w = first; w < d->words.n && w - first < SPLIT_WINDOW && paragraphs > 0; w++)
				paragraphs -= paragraph_ends(d, w);
			out[n++] = (struct sequence){(uint16_t)k, first, w, layout};
		}
	}
	return n;
}

static void shuffle(struct sequence *s, size_t n, struct rng *r)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = rng_next(r) % i;
		struct sequence t = s[i - 1];
		s[i - 1] = s[j];
		s[j] = t;
	}
}

static void lay_out(const struct doc *d, const struct sequence *q, struct rng *r, uint8_t *breaks)
{
	size_t column = 0, width = 50 + rng_next(r) % 40;
	for (uint32_t w = q->first; w < q->last; w++) {
		bool can = d->words.v[w].space_after || is_end(d, w);
		column += d->words.v[w].form.n + 1;
		bool lines = q->layout == LAYOUT_LINES && is_end(d, w);
		bool joined = q->layout == LAYOUT_JOINED && paragraph_ends(d, w);
		bool wrapped = q->layout == LAYOUT_WRAPPED && column > width && d->words.v[w].space_after;
		breaks[w - q->first] = can && (lines || joined || wrapped);
		column = breaks[w - q->first] ? 0 : column;
	}
}

static void sequence_keys(struct arena *a, const struct doc *d, const struct sequence *q, struct shard *s, bool noise, uint64_t *keys)
{
	size_t n = q->last - q->first;
	struct str *forms = arena_array(a, struct str, n);
	uint8_t *breaks = arena_array(a, uint8_t, n);
	enum noise how = noise ? noise_draw(&s->rng) : NOISE_NONE;
	struct case_count count = {0};
	lay_out(d, q, &s->rng, breaks);
	for (uint32_t w = q->first; w < q->last; w++) {
		bool first = w == q->first || is_end(d, w - 1);
		forms[w - q->first] = noise_form(a, d->words.v[w].form, how == NOISE_TITLE ? NOISE_NONE : how, first);
		case_count_add(&count, forms[w - q->first]);
	}
	enum feature_case verdict = case_count_verdict(&count);
	/* split_spacing counts from the first word of its array. */
	for (uint32_t w = q->first; w < q->last; w++)
		feature_keys(forms[w - q->first], verdict, split_spacing(d, breaks - q->first, q->first, q->last, w),
			     keys + (w - q->first) * FEATURE_SLOTS);
}

/* ---- one shard ------------------------------------------------------------------------------------------------------ */

static uint32_t row_of(struct splitter *p, struct shard *s, size_t slot, uint64_t key)
{
	uint32_t row = key ? key_find(&p->vocab.table, key) : KEY_NONE;
	if (row == KEY_NONE || !p->train || slot == FEATURE_SPACE)
		return row;
	float drop = slot == FEATURE_FORM || slot == FEATURE_CASED ? 0.1f + 1.0f / (1.0f + (float)p->vocab.count[row]) : 0.05f;
	return rng_unit(&s->rng) < drop ? KEY_NONE : row;
}

static void load(struct splitter *p, struct shard *s, struct encoder_state *st, struct arena *a, uint8_t **ends)
{
	size_t n_seqs = p->n_seqs[s->id];
	uint32_t *start = arena_array(a, uint32_t, n_seqs + 1);
	for (size_t k = 0; k < n_seqs; k++)
		start[k + 1] = start[k] + p->seqs[s->id][k].last - p->seqs[s->id][k].first;
	size_t n = start[n_seqs];
	uint64_t *keys = arena_array(a, uint64_t, n * FEATURE_SLOTS);
	uint32_t *rows = arena_array(a, uint32_t, n * FEATURE_SLOTS);
	*ends = arena_array(a, uint8_t, n);
	for (size_t k = 0; k < n_seqs; k++) {
		const struct sequence *q = &p->seqs[s->id][k];
		const struct doc *d = &p->c->docs[q->doc];
		sequence_keys(a, d, q, s, p->train, keys + start[k] * FEATURE_SLOTS);
		for (uint32_t w = q->first; w < q->last; w++)
			(*ends)[start[k] + w - q->first] = is_end(d, w);
	}
	for (size_t i = 0; i < n * FEATURE_SLOTS; i++)
		rows[i] = row_of(p, s, i % FEATURE_SLOTS, keys[i]);
	*st = (struct encoder_state){.n = n, .n_seqs = n_seqs, .start = start, .rows = rows};
}

static void run_shard(void *ctx, int id)
{
	struct splitter *p = ctx;
	struct shard *s = &p->shards[id];
	struct encoder_state st;
	struct arena scratch;
	uint8_t *ends;
	arena_init(&scratch, 0);
	s->used = 0;
	load(p, s, &st, &scratch, &ends);
	if (st.n) {
		size_t top = p->encoder.n_layers;
		float *y = net_floats(s, st.n * 2);
		encoder_forward(&p->encoder, &p->params, s, &st, p->train);
		linear_forward(&p->params, s, p->out, st.n, st.x[top], y);
		for (size_t i = 0; i < st.n; i++) {
			bool says = y[2 * i + 1] > y[2 * i];
			p->found[id] += says;
			p->gold[id] += ends[i];
			p->hits[id] += says && ends[i];
			s->loss[0] += net_cross_entropy(y + 2 * i, 2, ends[i], 1.0f / (float)p->n_words, SMOOTH, &s->count[0]);
		}
		if (p->train) {
			linear_backward(&p->params, s, p->out, st.n, st.x[top], y, st.dx[top]);
			encoder_backward(&p->encoder, &p->params, s, &st);
		}
	}
	arena_release(&scratch);
}

/* ---- training -------------------------------------------------------------------------------------------------------- */

static void fill_batch(struct splitter *p, const struct sequence *q, size_t n, size_t *at, size_t words, struct sequence *lists[SHARDS])
{
	size_t have[SHARDS] = {0};
	p->n_words = 0;
	for (int s = 0; s < SHARDS; s++)
		p->n_seqs[s] = 0, p->seqs[s] = lists[s];
	while (*at < n && p->n_words < words) {
		int least = 0;
		for (int s = 1; s < SHARDS; s++)
			least = have[s] < have[least] ? s : least;
		lists[least][p->n_seqs[least]++] = q[*at];
		have[least] += q[*at].last - q[*at].first;
		p->n_words += q[*at].last - q[*at].first;
		(*at)++;
	}
}

static void clear_counts(struct splitter *p)
{
	for (int s = 0; s < SHARDS; s++) {
		p->hits[s] = p->found[s] = p->gold[s] = 0;
		p->shards[s].loss[0] = 0;
	}
}

static void show(const struct splitter *p, const char *name)
{
	double hits = 0, found = 0, gold = 0;
	for (int s = 0; s < SHARDS; s++) {
		hits += (double)p->hits[s];
		found += (double)p->found[s];
		gold += (double)p->gold[s];
	}
	printf("%s ends: precision %.2f recall %.2f", name, 100 * hits / found, 100 * hits / gold);
}

static void build(struct splitter *p, struct corpus *train, const struct splitter_options *o)
{
	uint32_t least[FEATURE_SLOTS];
	struct rng r = {o->seed};
	for (size_t i = 0; i < FEATURE_SLOTS; i++)
		least[i] = i == FEATURE_FORM ? 4 : i == FEATURE_CASED ? 6 : i == FEATURE_SPACE ? 1 : i == FEATURE_SHAPE ? 3 : 15;
	vocabulary_make(&p->vocab, train, least);
	encoder_new(&p->encoder, &p->params, o->dim, o->layers);
	p->encoder.drop = o->drop;
	p->encoder.drop_rows = o->drop_rows;
	p->out = linear_new(&p->params, o->dim, 2);
	params_ready(&p->params);
	encoder_init(&p->encoder, &p->params, p->vocab.rows, &r);
	linear_init(&p->params, p->out, 1.0f, &r);
	for (int s = 0; s < SHARDS; s++) {
		p->shards[s] = (struct shard){.id = s, .cap = SHARD_FLOATS, .mem = malloc(SHARD_FLOATS * sizeof(float))};
		if (!p->shards[s].mem)
			exit(3);
	}
}

static void evaluate(struct splitter *p, struct corpus *dev, struct sequence *seqs, struct sequence *lists[SHARDS])
{
	struct rng r = {1};
	size_t at = 0, n = make_sequences(dev, seqs, &r, false);
	p->c = dev;
	p->train = false;
	clear_counts(p);
	while (at < n) {
		fill_batch(p, seqs, n, &at, 4000, lists);
		net_parallel(run_shard, p);
	}
	show(p, " | dev");
}

void splitter_train(struct export *x, struct corpus *train, struct corpus *dev, const struct splitter_options *o)
{
	struct splitter *p = calloc(1, sizeof *p);
	struct adam adam = {.beta1 = 0.9f, .beta2 = 0.98f, .eps = 1e-8f, .clip = 2.0f};
	size_t most = train->n_words + (dev ? dev->n_words : 0);
	struct sequence *seqs = malloc(most * sizeof *seqs), *lists[SHARDS];
	for (int s = 0; s < SHARDS; s++)
		lists[s] = malloc(most * sizeof **lists);
	build(p, train, o);
	for (size_t e = 0; e < o->epochs; e++) {
		struct rng r = {o->seed * 104729 + e};
		size_t at = 0, n = make_sequences(train, seqs, &r, true);
		shuffle(seqs, n, &r);
		p->c = train;
		p->train = true;
		clear_counts(p);
		while (at < n) {
			float done = ((float)e + (float)at / (float)n) / (float)o->epochs;
			adam.rate = o->rate * (done < 0.02f ? done / 0.02f : done < 0.3f ? 1 : 0.5f + 0.5f * cosf(3.14159265f * (done - 0.3f) / 0.7f));
			for (int s = 0; s < SHARDS; s++)
				p->shards[s].rng = (struct rng){(o->seed << 40) ^ (adam.step * SHARDS + (uint64_t)s)};
			fill_batch(p, seqs, n, &at, o->batch, lists);
			net_parallel(run_shard, p);
			adam_step(&adam, &p->params, &p->encoder.emb);
		}
		printf("sentences epoch %zu:", e + 1);
		show(p, "");
		if (dev)
			evaluate(p, dev, seqs, lists);
		printf("\n");
		fflush(stdout);
	}
	export_encoder(x, "seg", &p->params, &p->encoder, p->vocab.table);
	export_linear(x, "seg", "out", &p->params, p->out);
	for (int s = 0; s < SHARDS; s++) {
		free(p->shards[s].mem);
		gemm_space_release(&p->shards[s].gemm);
		free(lists[s]);
	}
	vocabulary_release(&p->vocab);
	params_release(&p->params);
	embedding_release(&p->encoder.emb);
	free(seqs);
	free(p);
}
