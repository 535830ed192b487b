#include "gaps.h"

#include "text/tokenise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS ((size_t)1 << 18)
#define UNIT 512.0f      /* of the weights in the file */
#define RATE 0.15f
#define DECAY 2e-6f

struct trainer {
	struct gap_model model;
	struct key_builder splits;
	float *w, *g2;       /* [BUCKETS][GAP_KINDS] */
	size_t seen, wrong;
};

/* The gold decisions: one byte before which a word begins, an enum gap. */
static uint8_t *gold_gaps(const struct doc *d)
{
	uint8_t *gold = calloc(d->text.n + 1, 1);
	for (size_t i = 0; gold && i < d->words.n; i++) {
		const struct word *w = &d->words.v[i];
		gold[w->start] = GAP_TOKEN;
		for (size_t k = 1; k < w->mwt && i + k < d->words.n; k++)
			gold[d->words.v[i + k].start] = GAP_WORD;
		i += w->mwt > 1 ? (size_t)w->mwt - 1 : 0;
	}
	return gold;
}

/* Letters-only runs that are split inside somewhere, with the places. */
static void find_splits(struct trainer *t, const struct doc *d, const uint8_t *gold)
{
	struct chunk c;
	for (size_t at = 0; chunk_next(d->text, &at, &c);)
		for (size_t r = 0; r < c.n_runs; r++) {
			uint32_t places = 0;
			for (size_t i = c.run_from[r] + 1u; i < c.run_from[r + 1] && i < c.run_from[r] + 32u; i++)
				if (gold[c.at[i]] && c.kind[i] >= 2)
					places |= 1u << (i - c.run_from[r]);
			if (!places)
				continue;
			uint64_t key = gap_split_key(&c, r);
			size_t k = 0;
			while (k < t->splits.n && t->splits.keys[k] != key)
				k++;
			if (k < t->splits.n)
				t->splits.values[k] |= places;
			else
				key_builder_add(&t->splits, key, places);
		}
}

static void learn(struct trainer *t, const struct chunk *c, size_t i, enum gap last, size_t last_at, enum gap gold)
{
	uint32_t f[GAP_FEATURES];
	float s[GAP_KINDS] = {0}, sum = 0;
	gap_features(c, i, last, last_at, f);
	for (size_t k = 0; k < GAP_FEATURES; k++)
		for (size_t j = 0; j < GAP_KINDS; j++)
			s[j] += t->w[(f[k] & (BUCKETS - 1)) * GAP_KINDS + j];
	size_t best = 0;
	for (size_t j = 1; j < GAP_KINDS; j++)
		if (s[j] > s[best])
			best = j;
	t->seen++;
	t->wrong += best != gold;
	float top = s[best];
	for (size_t j = 0; j < GAP_KINDS; j++)
		sum += s[j] = expf(s[j] - top);
	for (size_t j = 0; j < GAP_KINDS; j++) {
		float d = s[j] / sum - (j == gold);
		if (fabsf(d) < 1e-3f)
			continue;
		for (size_t k = 0; k < GAP_FEATURES; k++) {
			size_t at = (f[k] & (BUCKETS - 1)) * GAP_KINDS + j;
			float g = d + DECAY * 100 * t->w[at];
			t->g2[at] += g * g;
			t->w[at] -= RATE * g / (sqrtf(t->g2[at]) + 0.1f);
		}
	}
}

static void learn_chunk(struct trainer *t, const struct chunk *c, const uint8_t *gold)
{
	enum gap last = GAP_NONE;
	size_t last_at = 0;
	for (size_t i = 1; i < c->n; i++) {
		enum gap right = gold[c->at[i]];
		if (gap_possible(&t->model, c, i))
			learn(t, c, i, last, last_at, right);
		if (right != GAP_NONE) {
			last = right;
			last_at = i;
		}
	}
}

static void upper_case(struct str text, char *out)
{
	for (size_t i = 0; i < text.n; i++)
		out[i] = (char)(text.p[i] >= 'a' && text.p[i] <= 'z' ? text.p[i] - 32 : text.p[i]);
}

/* Chunks in an order drawn anew each time; one in ten in capitals. */
static void epoch(struct trainer *t, const struct doc *d, const char *upper, const uint8_t *gold, const uint32_t *starts, size_t n,
		  struct rng *r)
{
	struct chunk c;
	for (size_t k = 0; k < n; k++) {
		size_t at = starts[rng_next(r) % n];
		bool capitals = rng_unit(r) < 0.1f;
		if (chunk_next(capitals ? (struct str){upper, d->text.n} : d->text, &at, &c))
			learn_chunk(t, &c, gold);
	}
}

static void put_weights(struct export *x, const struct trainer *t)
{
	struct buf *b = export_chunk(x, "tok", "gaps");
	for (size_t i = 0; i < BUCKETS * GAP_KINDS; i++) {
		float v = fminf(fmaxf(t->w[i] * UNIT, -32000), 32000);
		int16_t q = (int16_t)lrintf(v);
		buf_add(b, (struct str){(const char *)&q, sizeof q});
	}
}

void gaps_train(struct export *x, const struct corpus *train, size_t epochs, uint64_t seed)
{
	struct trainer t = {.w = calloc(BUCKETS * GAP_KINDS, sizeof(float)), .g2 = calloc(BUCKETS * GAP_KINDS, sizeof(float))};
	uint8_t *gold[CORPUS_FILES];
	uint32_t *starts[CORPUS_FILES];
	char *upper[CORPUS_FILES];
	size_t n[CORPUS_FILES] = {0};
	struct rng r = {seed};
	for (size_t k = 0; k < train->n_docs; k++) {
		const struct doc *d = &train->docs[k];
		struct chunk c;
		gold[k] = gold_gaps(d);
		upper[k] = malloc(d->text.n + 1);
		upper_case(d->text, upper[k]);
		starts[k] = malloc(d->words.n * sizeof **starts);
		find_splits(&t, d, gold[k]);
		for (size_t at = 0; chunk_next(d->text, &at, &c);)
			if (c.n > 1)
				starts[k][n[k]++] = c.at[0];
	}
	t.model.splits = key_builder_make(&t.splits);
	for (size_t e = 0; e < epochs; e++) {
		t.seen = t.wrong = 0;
		for (size_t k = 0; k < train->n_docs; k++)
			epoch(&t, &train->docs[k], upper[k], gold[k], starts[k], n[k], &r);
		printf("tokens epoch %zu: %zu gaps, %.3f%% wrong\n", e + 1, t.seen, 100.0 * (double)t.wrong / (double)(t.seen + !t.seen));
		fflush(stdout);
	}
	put_weights(x, &t);
	export_keys(x, "tok", "splits", t.model.splits);
	for (size_t k = 0; k < train->n_docs; k++) {
		free(gold[k]);
		free(upper[k]);
		free(starts[k]);
	}
	key_builder_release(&t.splits);
	free(t.w);
	free(t.g2);
}
