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

bool situation_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err)
{
	*out = (struct situation){.l = l, .at = filter->at.year ? filter->at : filter->known_at, .since = filter->since, .until = filter->until};
	if (out->at.year == 0 && !ledger_last_day(l, &out->at, err))
		return false;
	for (int k = 0; k < RECORD_COUNT; k++) {
		ledger_records *list = &out->records[k];
		if (!ledger_load(l, a, (enum record_kind)k, filter, list, err))
			return false;
		if (list->n)
			qsort(list->v, list->n, sizeof *list->v, by_day);
	}
	return ledger_load_reports(l, a, filter, &out->reports, err);
}

static bool same_parties(const struct talk *x, const struct talk *y)
{
	for (size_t i = 0; i < x->parties.n; i++)
		if (!refs_has(&y->parties, x->parties.v[i]))
			return false;
	return x->parties.n > 0 && x->parties.n == y->parties.n;
}

const struct ledger_record *situation_met(const struct situation *s, const struct ledger_record *plan)
{
	const struct talk *p = plan->record;
	const ledger_records *list = &s->records[RECORD_TALK];
	struct date last = {0};
	for (size_t i = 0; i < plan->tellings.n; i++)
		if (plan->tellings.v[i].report->report.date.year)
			last = plan->tellings.v[i].report->report.date;
	for (size_t i = 0; i < list->n && p->date.n == 0 && last.year; i++) {
		const struct talk *t = list->v[i].record;
		struct date day = ledger_record_day(&list->v[i]);
		bool held = t->status == TALK_STATUS_HELD || t->status == TALK_STATUS_ONGOING;
		bool elsewhere = p->place != NO_REF && t->place != NO_REF && p->place != t->place;
		if (held && !elsewhere && same_parties(p, t) && day.year && date_days(day) >= date_days(last))
			return &list->v[i];
	}
	return NULL;
}
