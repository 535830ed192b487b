/* Handles: where records are looked for that a new telling may belong to. */
#include "ledger/merge.h"

static void add_handle(struct merge_handles *h, struct str handle)
{
	for (size_t i = 0; i < h->n; i++)
		if (str_eq(h->handle[i], handle))
			return;
	if (h->n < MERGE_HANDLES_MAX)
		h->handle[h->n++] = handle;
}

static void add_sides(struct arena *a, const struct merge_world *w, struct merge_handles *h, const char *what, const refs *actors)
{
	merge_side_list s = merge_sides(a, w, actors);
	for (size_t i = 0; i < s.n; i++)
		add_handle(h, arena_printf(a, "%s:%.*s", what, (int)s.v[i].n, s.v[i].p));
}

/* Every two sides, which are looked for first: a side alone takes part in many things. */
static void add_pairs(struct arena *a, const struct merge_world *w, struct merge_handles *h, const char *what, const refs *x, const refs *y)
{
	merge_side_list p = merge_sides(a, w, x), q = merge_sides(a, w, y);
	for (size_t i = 0; i < p.n; i++)
		for (size_t j = x == y ? i + 1 : 0; j < q.n; j++) {
			bool swap = str_cmp(p.v[i], q.v[j]) > 0;
			struct str first = swap ? q.v[j] : p.v[i], second = swap ? p.v[i] : q.v[j];
			if (!str_eq(first, second))
				add_handle(h, arena_printf(a, "%s:%.*s+%.*s", what, (int)first.n, first.p, (int)second.n, second.p));
		}
}

#define NAME_WORDS_MAX 10 /* of a name, and of the sentence that tells of it, that are handles */

static void add_word(struct arena *a, struct merge_handles *h, enum agreement_kind kind, uint32_t word)
{
	add_handle(h, arena_printf(a, "%s~%08x", agreement_kind_name(kind), word));
}

static void add_one_name(struct arena *a, struct merge_handles *h, enum agreement_kind kind, struct str name)
{
	struct str plain = merge_plain_name(a, name);
	struct words own = merge_name_words(a, plain);
	if (merge_is_name(plain))
		add_handle(h, arena_join(a, STR("name:"), plain));
	for (size_t i = 0; i < own.n && i < NAME_WORDS_MAX; i++)
		add_word(a, h, kind, own.v[i]);
}

/* Its names and their words, and the long words of the sentence: “the Black Sea ceasefire” is found by either. */
static void add_name(struct arena *a, struct merge_handles *h, const struct merge_view *v)
{
	const struct agreement *g = v->record;
	add_one_name(a, h, g->kind, g->name);
	for (size_t i = 0; i < g->aliases.n; i++)
		add_one_name(a, h, g->kind, g->aliases.v[i]);
	for (size_t i = 0, n = 0; i < v->words.n && n < NAME_WORDS_MAX; i++)
		if (v->words.v[i] & 1) {
			add_word(a, h, g->kind, v->words.v[i]);
			n++;
		}
}

static void add_place(struct arena *a, struct merge_handles *h, ref place)
{
	if (place != NO_REF)
		add_handle(h, arena_printf(a, "at:%d", (int)place));
}

struct merge_handles merge_handles(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *v)
{
	struct merge_handles h = {.n = 0};
	const struct event *event = v->record;
	const struct talk *talk = v->record;
	const struct proposal *proposal = v->record;
	const struct agreement *agreement = v->record;
	const struct incident *incident = v->record;
	const struct statement *statement = v->record;
	switch (kind) {
	case RECORD_EVENT:
		add_pairs(a, w, &h, category_name(event->category), &event->actors, &event->recipients);
		add_sides(a, w, &h, category_name(event->category), &event->actors);
		add_sides(a, w, &h, category_name(event->category), &event->recipients);
		break;
	case RECORD_TALK:
		add_pairs(a, w, &h, "talk", &talk->parties, &talk->parties);
		add_place(a, &h, talk->place);
		add_sides(a, w, &h, "party", &talk->parties);
		break;
	case RECORD_PROPOSAL:
		add_sides(a, w, &h, proposal_kind_name(proposal->kind), &proposal->by);
		add_sides(a, w, &h, proposal_kind_name(proposal->kind), &proposal->to);
		if (proposal->limits.duration.n)
			add_handle(&h, arena_printf(a, "%s for %.*s", proposal_kind_name(proposal->kind), (int)proposal->limits.duration.n,
						    proposal->limits.duration.p));
		break;
	case RECORD_AGREEMENT:
		add_pairs(a, w, &h, "agreed", &agreement->parties, &agreement->parties);
		add_name(a, &h, v);
		add_sides(a, w, &h, agreement_kind_name(agreement->kind), &agreement->parties);
		break;
	case RECORD_INCIDENT:
		add_place(a, &h, incident->place);
		add_pairs(a, w, &h, "attack", &incident->by, &incident->target);
		add_sides(a, w, &h, "by", &incident->by);
		break;
	default:
		if (statement->speaker != NO_REF)
			add_handle(&h, arena_printf(a, "said:%d", (int)statement->speaker));
	}
	return h;
}

int32_t merge_day(enum record_kind kind, const struct merge_view *v)
{
	const struct field *f = shape_field(kind, "date");
	int32_t from, to;
	/* Proposals and agreements are looked for by when they are spoken of: they live for months. */
	if (f && kind != RECORD_AGREEMENT && merge_days(*(const struct str *)((const char *)v->record + f->offset), &from, &to) && from == to)
		return from;
	return v->told.year ? date_days(v->told) : 0;
}

int32_t merge_window(enum record_kind kind)
{
	return kind == RECORD_AGREEMENT ? 36600 : kind == RECORD_PROPOSAL ? 30 : kind == RECORD_TALK ? 8 : 4;
}
