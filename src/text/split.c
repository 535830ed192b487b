#include "text/split.h"

#include "text/bullet.h"
#include "text/dateline.h"
#include "text/spacing.h"

#define OVERLAP 32u /* words at the edge of a window that the next window decides, having seen what follows */

struct split {
	const struct model *m;
	struct doc *d;
	const uint8_t *breaks;
	struct workspace ws;
	uint64_t *keys;
	float *out;
	bool *ends; /* a sentence ends with this word */
};

unsigned split_spacing(const struct doc *d, const uint8_t *breaks, uint32_t first, uint32_t last, uint32_t w)
{
	unsigned flags = spacing_of(d, first, last, w);
	flags |= w > first && breaks[w - 1] ? SPACE_LINE_BEFORE : 0;
	return flags | (w + 1 < last && breaks[w] ? SPACE_LINE_AFTER : 0);
}

static void window(struct split *s, uint32_t first, uint32_t last)
{
	const struct split_net *net = &s->m->split;
	uint32_t start[2] = {0, last - first};
	struct case_count count = {0};
	for (uint32_t w = first; w < last; w++)
		case_count_add(&count, s->d->words.v[w].form);
	enum feature_case how = case_count_verdict(&count);
	for (uint32_t w = first; w < last; w++)
		feature_keys(s->d->words.v[w].form, how, split_spacing(s->d, s->breaks, first, last, w),
			     s->keys + (w - first) * FEATURE_SLOTS);
	encoder_embed(&net->encoder, &s->ws, last - first, s->keys);
	for (size_t l = 0; l < net->encoder.depth; l++)
		encoder_layer(&net->encoder, l, &s->ws, start, 1);
	linear_run(&net->out, &s->ws, last - first, s->ws.x, s->out);
}

static void paragraph(struct split *s, uint32_t first, uint32_t last)
{
	for (uint32_t at = first;;) {
		uint32_t to = last - at > SPLIT_WINDOW ? at + SPLIT_WINDOW : last;
		uint32_t from = at == first ? at : at + OVERLAP, until = to == last ? to : to - OVERLAP;
		window(s, at, to);
		for (uint32_t w = from; w < until; w++) {
			const float *y = s->out + (w - at) * s->m->split.out.k.out;
			s->ends[w] = y[1] > y[0];
		}
		if (to == last)
			break;
		at = until - OVERLAP;
	}
	s->ends[last - 1] = true;
	bullet_ends(s->d, s->breaks, first, last, s->ends);
	uint32_t head = dateline_end(s->d, first, last);
	for (uint32_t w = first; w < head; w++)
		s->ends[w] = w + 1 == head;
}

static void add_sentence(struct doc *d, uint32_t first, uint32_t last, bool new_par)
{
	struct sent *t = vec_add(d->arena, &d->sents);
	*t = (struct sent){.first = first, .last = last, .start = d->words.v[first].start, .end = d->words.v[last - 1].end,
			   .root = first, .new_par = new_par};
	for (uint32_t w = first; w < last; w++)
		d->words.v[w].sent = (uint32_t)d->sents.n - 1;
}

/* Words of one token stay together. */
static void keep_tokens_whole(struct split *s)
{
	for (uint32_t w = 0; w < s->d->words.n; w++)
		for (uint32_t k = 0; k + 1 < s->d->words.v[w].mwt && w + k + 1 < s->d->words.n; k++)
			s->ends[w + k] = false;
}

static size_t longest_paragraph(const uint8_t *breaks, uint32_t n)
{
	size_t most = 0, len = 0;
	for (uint32_t w = 0; w < n; w++) {
		len++;
		most = len > most ? len : most;
		len = breaks[w] >= 2 ? 0 : len;
	}
	return most;
}

void split_run(const struct model *m, struct doc *d, const uint8_t *breaks)
{
	struct split s = {.m = m, .d = d, .breaks = breaks};
	uint32_t n = (uint32_t)d->words.n;
	d->sents.n = 0;
	if (n == 0)
		return;
	size_t rows = longest_paragraph(breaks, n);
	rows = rows < SPLIT_WINDOW ? rows : SPLIT_WINDOW;
	workspace_init(&s.ws, d->arena, m->kernels, rows, m->split.encoder.dim, 3 * m->split.encoder.dim);
	s.keys = arena_array(d->arena, uint64_t, rows * FEATURE_SLOTS);
	s.out = arena_array(d->arena, float, rows * m->split.out.k.out);
	s.ends = arena_array(d->arena, bool, n);
	for (uint32_t first = 0, w = 0; w < n; w++)
		if (breaks[w] >= 2) {
			paragraph(&s, first, w + 1);
			first = w + 1;
		}
	keep_tokens_whole(&s);
	for (uint32_t first = 0, w = 0; w < n; w++)
		if (s.ends[w]) {
			add_sentence(d, first, w + 1, first == 0 || breaks[first - 1] >= 2);
			first = w + 1;
		}
}
