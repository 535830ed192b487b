#include "text/parse.h"

#include "text/decode.h"
#include "text/lemma.h"
#include "text/spacing.h"

#include <math.h>
#include <string.h>

#define BLOCK_WORDS 96u                           /* sentences are taken together until there are so many words */
#define WORDS_MAX (PARSE_SEGMENT + BLOCK_WORDS) /* most words of a block */
#define SEGMENTS_MAX (WORDS_MAX + 1)
#define TAIL_ROWS 24u                             /* rows for which wide outputs are held at a time */
#define CUT_BACK 64u                              /* how far before its end a long segment looks for a place to be cut */

/* A sentence, or a piece of a long one. */
struct segment {
	uint32_t first, last, sent;
};

struct parse {
	const struct model *m;
	const struct parse_net *net;
	struct doc *d;
	struct workspace ws;
	struct decode_space *decode;
	struct segment seg[SEGMENTS_MAX];
	uint32_t start[SEGMENTS_MAX + 1]; /* rows of segment i: [start[i], start[i + 1]) */
	size_t n_segs;
	uint64_t *keys;
	float *hidden, *out; /* [TAIL_ROWS][…]: a hidden layer, and what comes out of it */
	float *wide, *q, *score;
	int8_t *packed;
	int32_t *offset;
	float *key_scale, *zero;
	uint16_t heads[WORDS_MAX];
};

static size_t max2(size_t a, size_t b)
{
	return a > b ? a : b;
}

static uint32_t longest_sentence(const struct doc *d)
{
	uint32_t most = 0;
	for (size_t k = 0; k < d->sents.n; k++) {
		uint32_t n = d->sents.v[k].last - d->sents.v[k].first;
		most = n > most ? n : most;
	}
	return most < PARSE_SEGMENT ? most : PARSE_SEGMENT;
}

/* Scratch for a block, no larger than this text needs: fresh memory is what a short report would wait for. */
static struct parse *start(const struct model *m, struct doc *d)
{
	struct arena *a = d->arena;
	struct parse *p = arena_new(a, struct parse);
	const struct parse_net *n = p->net = &m->parse;
	size_t longest = longest_sentence(d), rows = longest + BLOCK_WORDS;
	rows = d->words.n < rows ? d->words.n : rows;
	size_t nodes = (longest + KERNEL_BLOCK) / KERNEL_BLOCK * KERNEL_BLOCK;
	size_t in = max2(max2(n->encoder.dim, n->tag_dim), max2(n->arc_dim, n->label_dim));
	p->m = m;
	p->d = d;
	/* The vectors of the heads lie in ws.u, padded to whole blocks. */
	workspace_init(&p->ws, a, m->kernels, rows + KERNEL_BLOCK, in, max2(3 * n->encoder.dim, n->arc_dim));
	p->keys = arena_array(a, uint64_t, rows * FEATURE_SLOTS);
	p->hidden = arena_array(a, float, TAIL_ROWS * max2(n->tag_hidden.k.out, max2(n->arc_dim, n->label_dim)));
	p->out = arena_array(a, float, TAIL_ROWS * max2(n->tag_out.k.out, n->label_out.k.out));
	p->wide = arena_array(a, float, rows * n->arc_label.k.out);
	p->q = arena_array(a, float, rows * n->bilinear.k.out);
	p->score = arena_array(a, float, longest * nodes);
	p->packed = arena_array(a, int8_t, nodes * n->arc_dim);
	p->offset = arena_array(a, int32_t, nodes);
	p->key_scale = arena_array(a, float, nodes);
	p->zero = arena_array(a, float, nodes);
	return p;
}

/* The word of a row of the block. */
static struct word *row_word(const struct parse *p, size_t row, size_t *segment)
{
	while (row >= p->start[*segment + 1])
		++*segment;
	return &p->d->words.v[p->seg[*segment].first + row - p->start[*segment]];
}

/* ---- words in --------------------------------------------------------------------------------------------------- */

static void segment_keys(struct parse *p, size_t k)
{
	const struct segment *s = &p->seg[k];
	struct case_count count = {0};
	for (uint32_t i = s->first; i < s->last; i++)
		case_count_add(&count, p->d->words.v[i].form);
	enum feature_case how = case_count_verdict(&count);
	for (uint32_t i = s->first; i < s->last; i++)
		feature_keys(p->d->words.v[i].form, how, spacing_of(p->d, s->first, s->last, i),
			     p->keys + (p->start[k] + i - s->first) * FEATURE_SLOTS);
}

/* ---- tags and lemmas --------------------------------------------------------------------------------------------- */

/* A number that orders as the float does; of whole numbers the compiler finds the largest with vectors. */
static int32_t ordered(float x)
{
	int32_t bits;
	memcpy(&bits, &x, 4);
	return bits ^ (bits >> 31 & 0x7FFFFFFF);
}

static size_t best_of(const float *x, size_t n)
{
	int32_t top = INT32_MIN;
	size_t best = 0;
	for (size_t i = 0; i < n; i++) {
		int32_t v = ordered(x[i]);
		top = v > top ? v : top;
	}
	while (best + 1 < n && ordered(x[best]) != top)
		best++;
	return best;
}

static void relu(float *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] = x[i] > 0 ? x[i] : 0;
}

/* The best combination of XPOS and FEATS that the treebanks know under the best UPOS. */
static void set_tags(const struct parse_net *n, struct word *w, const float *score)
{
	const float *xpos = score + UPOS_COUNT - 1, *feats = xpos + n->xpos.n;
	size_t u = best_of(score, UPOS_COUNT - 1), from = n->upos_from[u], to = n->upos_from[u + 1], best = from;
	w->upos = (uint8_t)(u + 1);
	if (from == to)
		return;
	for (size_t t = from + 1; t < to; t++)
		if (xpos[n->triples[t].xpos] + feats[n->triples[t].feats] > xpos[n->triples[best].xpos] + feats[n->triples[best].feats])
			best = t;
	w->xpos = n->xpos.v[n->triples[best].xpos];
	w->feats = n->feats.v[n->triples[best].feats];
	w->feat = n->feat_bits[n->triples[best].feats];
}

static void tag(struct parse *p, size_t rows)
{
	const struct parse_net *n = p->net;
	size_t rule_at = UPOS_COUNT - 1 + n->xpos.n + n->feats.n, segment = 0;
	for (size_t from = 0; from < rows; from += TAIL_ROWS) {
		size_t part = rows - from < TAIL_ROWS ? rows - from : TAIL_ROWS;
		linear_run(&n->tag_hidden, &p->ws, part, p->ws.x + from * n->encoder.dim, p->hidden);
		relu(p->hidden, part * n->tag_hidden.k.out);
		linear_run(&n->tag_out, &p->ws, part, p->hidden, p->out);
		for (size_t i = 0; i < part; i++) {
			struct word *w = row_word(p, from + i, &segment);
			const float *score = p->out + i * n->tag_out.k.out;
			set_tags(n, w, score);
			w->lemma = lemma_apply(p->d->arena, n->rules.v[best_of(score + rule_at, n->rules.n)], w->form);
		}
	}
}

/* ---- trees -------------------------------------------------------------------------------------------------------- */

/* The heads' side of the arcs as the weights of a map: rows of `nodes` vectors, quantised to weights. */
static void pack_heads(struct parse *p, size_t nodes, const float *vectors)
{
	size_t A = p->net->arc_dim;
	for (size_t j = 0; j < nodes; j++) {
		const float *v = vectors + j * A;
		float most = 0;
		for (size_t i = 0; i < A; i++) {
			float size = v[i] > 0 ? v[i] : -v[i];
			most = size > most ? size : most;
		}
		bool usable = most > 1e-20f && most < 1e20f;
		float by = usable ? (float)WEIGHT_MAX / most : 0;
		int32_t sum = 0;
		int8_t *out = p->packed + (j / KERNEL_BLOCK) * KERNEL_BLOCK * A + (j % KERNEL_BLOCK) * 4;
		for (size_t i = 0; i < A; i++) {
			float x = usable && !isnan(v[i]) ? v[i] * by : 0; /* a broken model may hold anything */
			int8_t w = (int8_t)(x >= 0 ? x + 0.5f : x - 0.5f);
			out[(i / 4) * 4 * KERNEL_BLOCK + i % 4] = w;
			sum += w;
		}
		p->offset[j] = 128 * sum;
		p->key_scale[j] = usable ? most / (float)WEIGHT_MAX : 0;
	}
}

static void add_distances(const struct parse_net *n, float *score, size_t stride, size_t words)
{
	for (size_t i = 0; i < words; i++)
		for (size_t j = 0; j < words; j++) {
			ptrdiff_t far = (ptrdiff_t)j - (ptrdiff_t)i;
			far = far < -ARC_NEAR ? -ARC_NEAR : far > ARC_NEAR ? ARC_NEAR : far;
			score[i * stride + j + 1] += n->distance[far + ARC_NEAR];
		}
}

static void arcs(struct parse *p, size_t k)
{
	const struct parse_net *n = p->net;
	size_t at = p->start[k], words = p->start[k + 1] - at, A = n->arc_dim, W = n->arc_label.k.out;
	size_t nodes = words + 1, padded = (nodes + KERNEL_BLOCK - 1) / KERNEL_BLOCK * KERNEL_BLOCK;
	float *vectors = p->ws.u; /* free by now */
	memcpy(vectors, n->root, A * sizeof *vectors);
	for (size_t i = 0; i < words; i++)
		memcpy(vectors + (i + 1) * A, p->wide + (at + i) * W + A, A * sizeof *vectors);
	relu(vectors + A, words * A);
	memset(vectors + nodes * A, 0, (padded - nodes) * A * sizeof *vectors);
	pack_heads(p, padded, vectors);
	struct linear_map map = {.k = {.in = A, .out = padded, .w = p->packed, .offset = p->offset, .scale = p->key_scale,
				       .bias = p->zero}, .out = nodes};
	linear_run(&map, &p->ws, words, p->q + at * n->bilinear.k.out, p->score);
	add_distances(n, p->score, padded, words);
	decode_tree(p->d->arena, &p->decode, p->score, padded, words, p->heads + at);
}

static void set_label(const struct parse_net *n, struct word *w, const float *score, bool root)
{
	size_t best = root ? n->root_label : n->root_label == 0 ? 1 : 0;
	for (size_t c = 0; c < n->deprel.n && !root; c++)
		if (c != n->root_label && score[c] > score[best])
			best = c;
	w->deprel = n->deprel.v[best];
	w->dep = n->dep[best];
}

/* The sum of the dependent's and the head's vectors, through the hidden layer's edge. */
static void label_inputs(struct parse *p, size_t row, size_t segment, float *out)
{
	const struct parse_net *n = p->net;
	size_t L = n->label_dim, W = n->arc_label.k.out, from = 2 * n->arc_dim;
	const float *dep = p->wide + row * W + from;
	const float *head = n->root + n->arc_dim;
	if (p->heads[row])
		head = p->wide + (p->start[segment] + p->heads[row] - 1) * W + from + L;
	for (size_t j = 0; j < L; j++)
		out[j] = dep[j] + head[j];
	relu(out, L);
}

static void labels(struct parse *p, size_t rows)
{
	const struct parse_net *n = p->net;
	size_t first = 0, second = 0;
	for (size_t from = 0; from < rows; from += TAIL_ROWS) {
		size_t part = rows - from < TAIL_ROWS ? rows - from : TAIL_ROWS;
		for (size_t i = 0; i < part; i++) {
			row_word(p, from + i, &first);
			label_inputs(p, from + i, first, p->hidden + i * n->label_dim);
		}
		linear_run(&n->label_out, &p->ws, part, p->hidden, p->out);
		for (size_t i = 0; i < part; i++) {
			struct word *w = row_word(p, from + i, &second);
			uint16_t head = p->heads[from + i];
			w->head = head ? (int32_t)(p->seg[second].first + head - 1) : -1;
			set_label(n, w, p->out + i * n->label_out.k.out, head == 0);
		}
	}
}

static void tree(struct parse *p, size_t rows)
{
	const struct parse_net *n = p->net;
	size_t A = n->arc_dim, W = n->arc_label.k.out;
	linear_run(&n->arc_label, &p->ws, rows, p->ws.x, p->wide);
	for (size_t from = 0; from < rows; from += TAIL_ROWS) {
		size_t part = rows - from < TAIL_ROWS ? rows - from : TAIL_ROWS;
		for (size_t i = 0; i < part; i++)
			memcpy(p->hidden + i * A, p->wide + (from + i) * W, A * sizeof(float));
		relu(p->hidden, part * A);
		linear_run(&n->bilinear, &p->ws, part, p->hidden, p->q + from * n->bilinear.k.out);
	}
	for (size_t k = 0; k < p->n_segs; k++)
		arcs(p, k);
	labels(p, rows);
}

/* ---- the driver --------------------------------------------------------------------------------------------------- */

static void run_block(struct parse *p)
{
	const struct encoder_net *e = &p->net->encoder;
	size_t rows = p->start[p->n_segs];
	for (size_t k = 0; k < p->n_segs; k++)
		segment_keys(p, k);
	encoder_embed(e, &p->ws, rows, p->keys);
	/* The tags come off the layer below the top, as in training. */
	for (size_t l = 0; l < e->depth; l++) {
		if (l + 1 == e->depth)
			tag(p, rows);
		encoder_layer(e, l, &p->ws, p->start, p->n_segs);
	}
	tree(p, rows);
	p->n_segs = 0;
}

static void add_segment(struct parse *p, uint32_t first, uint32_t last, uint32_t sent)
{
	p->seg[p->n_segs] = (struct segment){first, last, sent};
	p->start[p->n_segs + 1] = p->start[p->n_segs] + last - first;
	p->n_segs++;
	if (p->start[p->n_segs] >= BLOCK_WORDS)
		run_block(p);
}

/* A long sentence is cut behind punctuation where there is some near the limit. */
static uint32_t cut_at(const struct doc *d, uint32_t first, uint32_t last)
{
	if (last - first <= PARSE_SEGMENT)
		return last;
	uint32_t at = first + PARSE_SEGMENT;
	for (uint32_t back = 0; back < CUT_BACK; back++) {
		struct str form = d->words.v[at - 1 - back].form;
		if (str_is(form, ",") || str_is(form, ";") || str_is(form, ":") || str_is(form, "."))
			return at - back;
	}
	return at;
}

/* Pieces of one sentence become one tree: the roots of the later ones hang on the root of the first. */
static void join_pieces(struct doc *d)
{
	for (size_t k = 0; k < d->sents.n; k++) {
		struct sent *s = &d->sents.v[k];
		s->root = s->last;
		for (uint32_t i = s->first; i < s->last; i++) {
			struct word *w = &d->words.v[i];
			if (w->head >= 0)
				continue;
			if (s->root == s->last) {
				s->root = i;
				continue;
			}
			w->head = (int32_t)s->root;
			w->deprel = STR("parataxis");
			w->dep = DEP_PARATAXIS;
		}
	}
}

void parse_run(const struct model *m, struct doc *d)
{
	if (d->words.n == 0)
		return;
	struct parse *p = start(m, d);
	for (uint32_t k = 0; k < d->sents.n; k++)
		for (uint32_t at = d->sents.v[k].first; at < d->sents.v[k].last;) {
			uint32_t end = cut_at(d, at, d->sents.v[k].last);
			add_segment(p, at, end, k);
			at = end;
		}
	if (p->n_segs)
		run_block(p);
	join_pieces(d);
}
