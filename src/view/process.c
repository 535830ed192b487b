#include "view/process.h"

#include "base/utf8.h"
#include "ledger/side.h"

#include <stdlib.h>

/* ---- who opposes whom --------------------------------------------------------------------------------------------------------- */

static bool opponent(const struct ledger *l, ref side)
{
	enum actor_kind kind = side == NO_REF ? ACTOR_KIND_NONE : ledger_actor(l, side)->kind;
	return kind == ACTOR_KIND_STATE || kind == ACTOR_KIND_ARMED_GROUP || kind == ACTOR_KIND_ORGANISATION;
}

static struct process *find(processes *list, ref x, ref y)
{
	for (size_t i = 0; i < list->n; i++)
		if ((list->v[i].a == x && list->v[i].b == y) || (list->v[i].a == y && list->v[i].b == x))
			return &list->v[i];
	return NULL;
}

static void count(struct ledger *l, struct arena *a, processes *list, ref x, ref y, size_t weight)
{
	if (x == y || !opponent(l, x) || !opponent(l, y))
		return;
	struct process *known = find(list, x, y);
	if (known)
		known->weight += weight;
	else if (list->n < PROCESS_PAIRS_MAX)
		vec_push(a, list, ((struct process){.a = x, .b = y, .weight = weight}));
}

static void count_all(struct ledger *l, struct arena *a, processes *list, const refs *doers, const refs *others, size_t weight)
{
	refs x = ledger_sides(l, a, doers), y = ledger_sides(l, a, others);
	for (size_t i = 0; i < x.n; i++)
		for (size_t j = 0; j < y.n; j++)
			count(l, a, list, x.v[i], y.v[j], weight);
}

/* An attack in a state's land is one on the state where no target is told. */
static void count_attack(struct ledger *l, struct arena *a, processes *list, const struct incident *in)
{
	refs land = {0};
	count_all(l, a, list, &in->by, &in->target, 2);
	if (in->target.n || in->place == NO_REF)
		return;
	refs_add(a, &land, ledger_state(l, ledger_place(l, in->place)->country));
	count_all(l, a, list, &in->by, &land, 2);
}

static void add_thirds(struct ledger *l, struct arena *a, struct process *p, const refs *who, bool deals)
{
	refs sides = ledger_sides(l, a, who);
	for (size_t i = 0; i < sides.n && deals; i++)
		if (sides.v[i] != p->a && sides.v[i] != p->b)
			refs_add(a, &p->thirds, sides.v[i]);
}

static void find_thirds(struct ledger *l, struct arena *a, const struct situation *s, struct process *p)
{
	const ledger_records *talks = &s->records[RECORD_TALK], *deals = &s->records[RECORD_AGREEMENT];
	for (size_t i = 0; i < talks->n; i++) {
		const struct talk *t = talks->v[i].record;
		bool in = process_has(l, a, p, &talks->v[i]) && (t->status == TALK_STATUS_HELD || t->status == TALK_STATUS_ONGOING);
		add_thirds(l, a, p, &t->parties, in);
		add_thirds(l, a, p, &t->hosts, in);
		add_thirds(l, a, p, &t->mediators, in);
	}
	for (size_t i = 0; i < deals->n; i++)
		add_thirds(l, a, p, &((const struct agreement *)deals->v[i].record)->mediators, process_has(l, a, p, &deals->v[i]));
}

static struct str pair_name(const struct ledger *l, struct arena *a, const struct process *p)
{
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

void process_find(struct ledger *l, struct arena *a, const struct situation *s, processes *out)
{
	const ledger_records *attacks = &s->records[RECORD_INCIDENT], *events = &s->records[RECORD_EVENT];
	processes all = {0};
	for (size_t i = 0; i < attacks->n; i++)
		count_attack(l, a, &all, attacks->v[i].record);
	for (size_t i = 0; i < events->n; i++) {
		const struct event *e = events->v[i].record;
		bool conflict = category_quad(e->category) > 2 && e->category != CATEGORY_REQUEST && e->category != CATEGORY_ASSAULT;
		if (conflict && (e->status == EVENT_STATUS_ACTUAL || e->status == EVENT_STATUS_NONE))
			count_all(l, a, &all, &e->actors, &e->recipients, 1);
	}
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].weight >= PROCESS_WEIGHT_LEAST) {
			all.v[i].name = pair_name(l, a, &all.v[i]);
			find_thirds(l, a, s, &all.v[i]);
			vec_push(a, out, all.v[i]);
		}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_weight);
}

const struct process *process_of(struct ledger *l, struct arena *a, const struct situation *s, processes *list, ref x, ref y)
{
	if (!find(list, x, y)) {
		struct process new = {.a = x, .b = y};
		new.name = pair_name(l, a, &new);
		find_thirds(l, a, s, &new);
		vec_push(a, list, new);
	}
	return find(list, x, y);
}

/* ---- names ------------------------------------------------------------------------------------------------------------------------ */

static void complain(struct arena *a, complaints *wrong, const char *file, int line, const char *reason)
{
	vec_push(a, wrong, arena_printf(a, "%s:%d: %s", file, line, reason));
}

static void name_pair(struct arena *a, processes *list, struct str name, ref x, ref y)
{
	struct process *known = find(list, x, y);
	if (!known) {
		vec_push(a, list, ((struct process){.a = x, .b = y}));
		known = &list->v[list->n - 1];
	}
	known->name = name;
	known->named = true;
}

void process_name(struct ledger *l, struct arena *a, const char *file, struct str text, processes *list, complaints *wrong)
{
	if (utf8_bad(text) < text.n) {
		complain(a, wrong, file, 1, "not UTF-8");
		return;
	}
	for (int n = 1; text.n && n <= CEASEFIRE_LINES_MAX; n++) {
		struct str sides = str_trim(str_cut(&text, '\n')), name;
		if (sides.n == 0 || sides.p[0] == '#')
			continue;
		name = str_trim(str_cut(&sides, ':'));
		struct str first = str_trim(str_cut(&sides, ',')), second = str_trim(sides);
		if (name.n == 0 || first.n == 0 || second.n == 0) {
			complain(a, wrong, file, n, "not “name: side, side”");
			continue;
		}
		ref x = ledger_side(l, ledger_named(l, first)), y = ledger_side(l, ledger_named(l, second));
		if (x != NO_REF && y != NO_REF && x != y) /* a side that no report names has no process yet */
			name_pair(a, list, arena_str(a, name), x, y);
	}
}

/* ---- what belongs to it -------------------------------------------------------------------------------------------------------------- */

static bool any_of(struct ledger *l, const struct process *p, const refs *who)
{
	for (size_t i = 0; i < who->n; i++) {
		ref side = ledger_side(l, who->v[i]);
		if (side != NO_REF && (side == p->a || side == p->b))
			return true;
	}
	return false;
}

static bool has_attack(struct ledger *l, const struct process *p, const struct incident *in)
{
	refs land = {0};
	ref state = in->place == NO_REF ? NO_REF : ledger_state(l, ledger_place(l, in->place)->country);
	if (state != NO_REF)
		land = (refs){&state, 1, 1};
	return any_of(l, p, &in->by) || any_of(l, p, &in->target) || (in->by.n == 0 && in->target.n == 0 && any_of(l, p, &land));
}

static bool has_proposal(struct ledger *l, const struct process *p, const struct proposal *o)
{
	for (size_t i = 0; i < o->answers.n; i++) {
		ref side = ledger_side(l, o->answers.v[i].by);
		if (side != NO_REF && (side == p->a || side == p->b))
			return true;
	}
	return any_of(l, p, &o->by) || any_of(l, p, &o->to) || any_of(l, p, &o->said_by);
}

bool process_has(struct ledger *l, struct arena *a, const struct process *p, const struct ledger_record *r)
{
	(void)a;
	switch (r->kind) {
	case RECORD_INCIDENT:
		return has_attack(l, p, r->record);
	case RECORD_TALK:
		return any_of(l, p, &((const struct talk *)r->record)->parties);
	case RECORD_PROPOSAL:
		return has_proposal(l, p, r->record);
	case RECORD_AGREEMENT:
		return any_of(l, p, &((const struct agreement *)r->record)->parties);
	case RECORD_EVENT:
		return any_of(l, p, &((const struct event *)r->record)->actors) || any_of(l, p, &((const struct event *)r->record)->recipients);
	default:
		return any_of(l, p, &(refs){&((struct statement *)(uintptr_t)r->record)->speaker, 1, 1});
	}
}
