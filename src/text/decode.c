#include "text/decode.h"

#include <string.h>

#define NODES (DECODE_WORDS_MAX + 1)
#define UNIT 4096.0f                  /* scores are compared as whole numbers, so that sums have no order */
#define SCORE_EDGE (1 << 26)
#define ROOT_COST ((int64_t)1 << 40)  /* more than all other differences: one child of the root, if it can be */
#define NOWHERE (INT64_MIN / 4)

/* Places 0 (the root) to n of the matrices; a contracted cycle takes the place of one of its nodes. Nodes are numbered on
 * as cycles are made, so each knows what swallowed it. */
struct decode_space {
	struct arc {
		int64_t w;
		uint16_t from, to; /* the words that it stands for */
	} *arcs;                     /* [nodes][nodes]: dependent, head */
	size_t nodes;
	uint16_t best[NODES];        /* the chosen head, a living place */
	uint16_t seen[NODES];
	uint16_t node[NODES];        /* the node at a place */
	bool live[NODES];
	uint16_t parent[2 * NODES], edge_from[2 * NODES], edge_to[2 * NODES]; /* of nodes */
	size_t n_nodes;
};

static struct arc *arc(struct decode_space *s, size_t d, size_t h)
{
	return &s->arcs[d * s->nodes + h];
}

/* Room for n words; older room stays in the arena, so it grows by doubling. */
static struct decode_space *space_for(struct arena *a, struct decode_space **space, size_t n)
{
	if (!*space)
		*space = arena_new(a, struct decode_space);
	struct decode_space *s = *space;
	if (s->nodes < n + 1) {
		s->nodes = n + 1 > 2 * s->nodes ? n + 1 : 2 * s->nodes;
		s->nodes = s->nodes < NODES ? s->nodes : NODES;
		s->arcs = arena_array(a, struct arc, s->nodes * s->nodes);
	}
	return s;
}

static void greedy(const float *score, size_t stride, size_t n, uint16_t *heads)
{
	for (size_t i = 0; i < n; i++) {
		const float *row = score + i * stride;
		size_t best = 0;
		for (size_t j = 1; j <= n; j++)
			if (j != i + 1 && row[j] > row[best])
				best = j;
		heads[i] = (uint16_t)best;
	}
}

static bool is_tree(const uint16_t *heads, size_t n)
{
	uint16_t mark[NODES] = {0};
	size_t roots = 0;
	for (size_t i = 1; i <= n; i++) {
		roots += heads[i - 1] == 0;
		size_t at = i;
		while (at != 0 && mark[at] == 0) {
			mark[at] = (uint16_t)i;
			at = heads[at - 1];
		}
		if (at != 0 && mark[at] == i)
			return false;
	}
	return roots == 1;
}

static int64_t whole(float score)
{
	float s = score * UNIT;
	if (!(s > (float)-SCORE_EDGE))
		return -SCORE_EDGE;
	return s < (float)SCORE_EDGE ? (int64_t)s : SCORE_EDGE;
}

static void load(struct decode_space *s, const float *score, size_t stride, size_t n)
{
	for (size_t d = 1; d <= n; d++)
		for (size_t h = 0; h <= n; h++) {
			arc(s, d, h)->w = d == h ? NOWHERE : whole(score[(d - 1) * stride + h]) - (h == 0 ? ROOT_COST : 0);
			arc(s, d, h)->from = (uint16_t)d;
			arc(s, d, h)->to = (uint16_t)h;
		}
	for (size_t i = 0; i <= n; i++) {
		s->live[i] = true;
		s->seen[i] = 0;
		s->node[i] = (uint16_t)i;
	}
	s->n_nodes = n + 1;
}

static void choose(struct decode_space *s, size_t n, size_t d)
{
	size_t best = 0;
	for (size_t h = 1; h <= n; h++)
		if (s->live[h] && h != d && arc(s, d, h)->w > arc(s, d, best)->w)
			best = h;
	s->best[d] = (uint16_t)best;
}

static void fix_edge(struct decode_space *s, size_t place)
{
	s->edge_from[s->node[place]] = arc(s, place, s->best[place])->from;
	s->edge_to[s->node[place]] = arc(s, place, s->best[place])->to;
}

/* The better of the arcs of v and of c, in both directions, becomes the arc of c. */
static void join(struct decode_space *s, size_t n, size_t c, size_t v)
{
	for (size_t x = 0; x <= n; x++) {
		if (!s->live[x])
			continue;
		if (arc(s, v, x)->w > arc(s, c, x)->w) {
			arc(s, c, x)->w = arc(s, v, x)->w;
			arc(s, c, x)->from = arc(s, v, x)->from;
			arc(s, c, x)->to = arc(s, v, x)->to;
		}
		if (x && arc(s, x, v)->w > arc(s, x, c)->w) {
			arc(s, x, c)->w = arc(s, x, v)->w;
			arc(s, x, c)->from = arc(s, x, v)->from;
			arc(s, x, c)->to = arc(s, x, v)->to;
		}
	}
}

/* Merges the cycle through place c into c. */
static void contract(struct decode_space *s, size_t n, size_t c)
{
	uint16_t cycle[NODES];
	size_t len = 0;
	for (size_t v = c; len == 0 || v != c; v = s->best[v])
		cycle[len++] = (uint16_t)v;
	for (size_t k = 0; k < len; k++) {
		size_t v = cycle[k];
		int64_t own = arc(s, v, s->best[v])->w;
		fix_edge(s, v);
		s->parent[s->node[v]] = (uint16_t)s->n_nodes;
		/* An arc into the cycle pays for the one that it replaces. */
		for (size_t h = 0; h <= n; h++)
			arc(s, v, h)->w -= s->live[h] ? own : 0;
	}
	for (size_t k = 0; k < len; k++)
		s->live[cycle[k]] = false;
	for (size_t k = 1; k < len; k++)
		join(s, n, c, cycle[k]);
	s->live[c] = true;
	s->node[c] = (uint16_t)s->n_nodes++;
	choose(s, n, c);
	for (size_t d = 1; d <= n; d++)
		if (s->live[d] && !s->live[s->best[d]])
			s->best[d] = (uint16_t)c;
}

/* Walks from each place along the chosen heads until it meets the root or an older walk. */
static void find_cycles(struct decode_space *s, size_t n)
{
	for (size_t i = 1; i <= n; i++) {
		size_t at = i;
		while (at != 0 && s->live[at] && (s->seen[at] == 0 || s->seen[at] == i)) {
			if (s->seen[at] == i)
				contract(s, n, at);
			s->seen[at] = (uint16_t)i;
			at = s->best[at];
		}
	}
}

/* Youngest cycle first: the arc that comes in replaces that of the node where it enters. */
static void expand(struct decode_space *s, size_t n, uint16_t *heads)
{
	for (size_t d = 1; d <= n; d++)
		if (s->live[d])
			fix_edge(s, d);
	for (size_t c = s->n_nodes - 1; c > n; c--) {
		size_t v = s->edge_from[c];
		while (s->parent[v] != c)
			v = s->parent[v];
		s->edge_from[v] = s->edge_from[c];
		s->edge_to[v] = s->edge_to[c];
	}
	for (size_t d = 1; d <= n; d++)
		heads[d - 1] = s->edge_to[d];
}

void decode_tree(struct arena *a, struct decode_space **space, const float *score, size_t stride, size_t n, uint16_t *heads)
{
	greedy(score, stride, n, heads);
	if (n == 1)
		heads[0] = 0;
	if (n < 2 || is_tree(heads, n))
		return;
	struct decode_space *s = space_for(a, space, n);
	load(s, score, stride, n);
	for (size_t d = 1; d <= n; d++)
		choose(s, n, d);
	find_cycles(s, n);
	expand(s, n, heads);
}
