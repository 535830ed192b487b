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
	*out = (struct situation){.l = l, .at = filter->known_at, .since = filter->since, .until = filter->until};
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
