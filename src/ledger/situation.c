#include "ledger/situation.h"

#include <stdlib.h>

static int32_t day_of(const struct ledger_record *r)
{
	struct date d = ledger_record_day(r);
	return d.year ? date_days(d) : INT32_MAX; /* what has no day stands last */
}

static int by_day(const void *x, const void *y)
{
	const struct ledger_record *p = x, *q = y;
	int32_t a = day_of(p), b = day_of(q);
	if (a != b)
		return a < b ? -1 : 1;
	return p->n < q->n ? -1 : p->n > q->n;
}

static bool in_order(const ledger_records *list)
{
	for (size_t i = 1; i < list->n; i++)
		if (by_day(&list->v[i - 1], &list->v[i]) > 0)
			return false;
	return true;
}

bool situation_begin(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err)
{
	*out = (struct situation){.l = l, .a = a, .at = filter->at.year ? filter->at : filter->known_at, .since = filter->since, .until = filter->until};
	if (out->at.year == 0 && !ledger_last_day(l, &out->at, err))
		return false;
	return ledger_count_reports(l, a, filter, &out->reports, err);
}

bool situation_days(struct situation *s, const struct ledger_filter *filter, struct err *err)
{
	return ledger_load_days(s->l, s->a, filter, &s->days, err);
}

bool situation_choose(struct situation *s, enum record_kind kind, const struct ledger_filter *filter, const struct ledger_choice *c,
		      struct err *err)
{
	ledger_records *list = &s->records[kind];
	struct ledger_choice own = *c;
	own.any_order = true;
	if (!ledger_choose(s->l, s->a, kind, filter, &own, list, err))
		return false;
	if (!in_order(list)) /* as gists come, mostly */
		qsort(list->v, list->n, sizeof *list->v, by_day);
	return true;
}

bool situation_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err)
{
	const struct ledger_choice all = {.level = LEDGER_WHOLE};
	if (!situation_begin(l, a, filter, out, err) || !situation_days(out, filter, err))
		return false;
	for (int k = 0; k < RECORD_COUNT; k++)
		if (!situation_choose(out, (enum record_kind)k, filter, &all, err))
			return false;
	return true;
}

static bool same_parties(const struct talk *x, const struct talk *y)
{
	for (size_t i = 0; i < x->parties.n; i++)
		if (!refs_has(&y->parties, x->parties.v[i]))
			return false;
	return x->parties.n > 0 && x->parties.n == y->parties.n;
}

/* The first talk of that day or later. */
static size_t first_since(const ledger_records *list, struct date day)
{
	size_t lo = 0, hi = list->n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (day_of(&list->v[mid]) < date_days(day))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool took_place(const struct ledger_record *r)
{
	return (r->gist.status == TALK_STATUS_HELD || r->gist.status == TALK_STATUS_ONGOING) && r->gist.day.year;
}

const struct ledger_record *situation_met(const struct situation *s, struct ledger_record *plan)
{
	const ledger_records *list = &s->records[RECORD_TALK];
	struct date last = plan->gist.last_told;
	if (last.year == 0)
		return NULL;
	ledger_complete(s->l, s->a, plan, LEDGER_FOLD);
	const struct talk *p = plan->record;
	for (size_t i = first_since(list, last); i < list->n && p->date.n == 0; i++) {
		if (!took_place(&list->v[i]))
			continue;
		ledger_complete(s->l, s->a, &list->v[i], LEDGER_FOLD);
		const struct talk *t = list->v[i].record;
		bool elsewhere = p->place != NO_REF && t->place != NO_REF && p->place != t->place;
		if (!elsewhere && same_parties(p, t))
			return &list->v[i];
	}
	return NULL;
}
