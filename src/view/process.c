#include "view/process.h"

#include "ledger/side.h"

#include <stdlib.h>

/* ---- who opposes whom --------------------------------------------------------------------------------------------------------- */

static struct process *find(processes *list, ref x, ref y)
{
	for (size_t i = 0; i < list->n; i++)
		if ((list->v[i].a == x && list->v[i].b == y) || (list->v[i].a == y && list->v[i].b == x))
			return &list->v[i];
	return NULL;
}

static struct str pair_name(struct ledger *l, struct arena *a, const struct process *p)
{
	ref sides[] = {p->a, p->b};
	ledger_know_actors(l, &(refs){sides, 2, 2});
	struct str x = ledger_actor(l, p->a)->name, y = ledger_actor(l, p->b)->name;
	struct str first = str_cmp(x, y) < 0 ? x : y, second = str_cmp(x, y) < 0 ? y : x;
	return arena_printf(a, "%.*s and %.*s", (int)first.n, first.p, (int)second.n, second.p);
}

static int by_weight(const void *x, const void *y)
{
	const struct process *p = x, *q = y;
	if (p->weight != q->weight)
		return p->weight > q->weight ? -1 : 1;
	return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

void process_find(struct ledger *l, struct arena *a, const ledger_pairs *pairs, processes *out)
{
	processes all = {0};
	for (size_t i = 0; i < pairs->n; i++)
		if (pairs->v[i].weight >= PROCESS_WEIGHT_LEAST)
			vec_push(a, &all, ((struct process){.a = pairs->v[i].a, .b = pairs->v[i].b, .weight = pairs->v[i].weight}));
	if (all.n)
		qsort(all.v, all.n, sizeof *all.v, by_weight);
	for (size_t i = 0; i < all.n && i < PROCESSES_MAX; i++) {
		all.v[i].name = pair_name(l, a, &all.v[i]);
		vec_push(a, out, all.v[i]);
	}
}

const struct process *process_of(struct ledger *l, struct arena *a, processes *list, ref x, ref y)
{
	if (!find(list, x, y)) {
		struct process new = {.a = x, .b = y};
		new.name = pair_name(l, a, &new);
		vec_push(a, list, new);
	}
	return find(list, x, y);
}

/* ---- what belongs to it -------------------------------------------------------------------------------------------------------------- */

bool process_has(const struct process *p, const struct ledger_record *r)
{
	return refs_has(&r->gist.sides, p->a) || refs_has(&r->gist.sides, p->b);
}

static int by_side(const void *x, const void *y)
{
	const struct process_side *p = x, *q = y;
	if (p->side != q->side)
		return p->side < q->side ? -1 : 1;
	return (p->first > q->first) - (p->first < q->first);
}

void process_index(struct arena *a, const processes *list, struct process_index *out)
{
	*out = (struct process_index){.list = list, .sides = arena_array(a, struct process_side, 2 * list->n + 1)};
	for (size_t i = 0; i < list->n; i++) {
		out->sides[out->n++] = (struct process_side){list->v[i].a, i};
		out->sides[out->n++] = (struct process_side){list->v[i].b, i};
	}
	qsort(out->sides, out->n, sizeof *out->sides, by_side);
}

/* Of the first process that has the side; the number of processes where none has. */
static size_t first_of(const struct process_index *x, ref side)
{
	size_t lo = 0, hi = x->n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (x->sides[mid].side < side)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < x->n && x->sides[lo].side == side ? x->sides[lo].first : x->list->n;
}

const struct process *process_home(const struct process_index *x, const struct ledger_record *r)
{
	size_t first = x->list->n;
	for (size_t i = 0; i < r->gist.sides.n; i++) {
		size_t at = first_of(x, r->gist.sides.v[i]);
		first = at < first ? at : first;
	}
	return first < x->list->n ? &x->list->v[first] : NULL;
}

/* ---- third parties -------------------------------------------------------------------------------------------------------------------- */

static bool recent(const struct situation *s, const struct ledger_record *r)
{
	return s->at.year == 0 || r->gist.day.year == 0 || date_days(s->at) - date_days(r->gist.day) <= PROCESS_THIRDS_DAYS;
}

static void add_thirds(struct arena *a, const struct process *p, const struct ledger_record *r, refs *out)
{
	for (size_t i = 0; i < r->gist.thirds.n; i++)
		if (r->gist.thirds.v[i] != p->a && r->gist.thirds.v[i] != p->b)
			refs_add(a, out, r->gist.thirds.v[i]);
}

refs process_thirds(struct arena *a, const struct situation *s, const struct process *p)
{
	const ledger_records *talks = &s->records[RECORD_TALK], *deals = &s->records[RECORD_AGREEMENT];
	refs out = {0};
	for (size_t i = 0; i < talks->n; i++)
		if (process_has(p, &talks->v[i]) && recent(s, &talks->v[i]))
			add_thirds(a, p, &talks->v[i], &out);
	for (size_t i = 0; i < deals->n; i++)
		if (deals->v[i].gist.thirds.n && process_has(p, &deals->v[i]))
			add_thirds(a, p, &deals->v[i], &out);
	ledger_know_actors(s->l, &out);
	return out;
}
