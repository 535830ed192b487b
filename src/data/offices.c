#include "data/offices.h"

#include "data/table.h"

#include <stdlib.h>

#define MONTH 31
#define YEAR 366

struct holder {
	const struct actor_entry *who;
	const struct actor_role *role;
	sym office;
	int64_t from, to;
};
typedef VEC(struct holder) holders;

static bool read_offices(struct knowledge *k, const char *dir, struct symtab *out, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, "actors/offices.tsv", err))
		return false;
	while (table_next(&t, 1, 1))
		(void)symtab_add(out, t.field[0]);
	return err->code == ERR_NONE;
}

static void find_holders(struct knowledge *k, const struct actor_dict *d, const struct symtab *all, holders *out)
{
	for (size_t i = 0; i < d->entries.n; i++) {
		const struct actor_entry *e = &d->entries.v[i];
		for (uint32_t r = 0; e->type == ENTRY_PERSON && r < e->n_roles; r++) {
			const struct actor_role *role = &d->roles.v[e->role + r];
			sym office = symtab_find(all, role->name);
			if (office)
				vec_push(&k->arena, out, ((struct holder){e, role, office, role->from.year ? date_days(role->from) : INT64_MIN / 4,
									  role->to.year ? date_days(role->to) : INT64_MAX / 4}));
		}
	}
}

static int by_office(const void *a, const void *b)
{
	const struct holder *x = a, *y = b;
	if (x->office != y->office)
		return x->office < y->office ? -1 : 1;
	int country = str_cmp(x->role->country, y->role->country);
	if (country)
		return country;
	return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->role > y->role) - (x->role < y->role);
}

/* How far a day may be off that stands for a month or a year. */
static int64_t slack(struct date d, bool last)
{
	bool month = d.year && d.day == (last ? date_month_days(d.year, d.month) : 1);
	return month ? (d.month == (last ? 12 : 1) ? YEAR : MONTH) : 1;
}

static bool at_once(const struct holder *a, const struct holder *b)
{
	const struct holder *ends = a->to < b->to ? a : b;
	int64_t days = ends->to - b->from;
	return a->who != b->who && days > slack(b->role->from, false) + slack(ends->role->to, true);
}

static bool check(const struct holder *a, const struct holder *b, struct err *err)
{
	if (!at_once(a, b))
		return true;
	struct str name = b->role->name, x = a->who->rule, y = b->who->rule;
	return err_set(err, ERR_DATA, "%.*s is %.*s on the same days as %.*s", (int)y.n, y.p, (int)name.n, name.p, (int)x.n, x.p);
}

bool offices_check(struct knowledge *k, const char *dir, const struct actor_dict *d, struct err *err)
{
	struct symtab all;
	holders h = {0};
	symtab_init(&all, &k->arena);
	if (!read_offices(k, dir, &all, err))
		return false;
	find_holders(k, d, &all, &h);
	if (h.n > 1)
		qsort(h.v, h.n, sizeof *h.v, by_office);
	const struct holder *last = NULL; /* of this office and country the one who stayed longest */
	for (size_t i = 0; i < h.n; i++) {
		const struct holder *now = &h.v[i];
		bool same = last && last->office == now->office && str_eq(last->role->country, now->role->country);
		if (same && !check(last, now, err))
			return false;
		if (!same || now->to > last->to)
			last = now;
	}
	return true;
}
