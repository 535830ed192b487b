#include "data/terms.h"

#include "data/table.h"

static int kind_value(struct str w)
{
	return (int)incident_kind_of(w);
}

static int struck_value(struct str w)
{
	return (int)struck_of(w);
}

/* A list of words as a set of bits; a star is all of them. */
static bool set_of(struct table *t, struct str field, int (*value)(struct str word), uint32_t *out)
{
	struct str item;
	while (table_item(&field, ',', &item)) {
		int v = value(item);
		if (str_is(item, "*"))
			*out = UINT32_MAX;
		else if (v)
			*out |= UINT32_C(1) << v;
		else
			return table_fail(t, "\"%.*s\" is neither a kind of attack nor what is struck", (int)item.n, item.p);
	}
	return true;
}

bool terms_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct table t;
	struct terms *x = arena_new(&k->arena, struct terms);
	if (!knowledge_table(k, &t, dir, "view/terms.tsv", err))
		return false;
	while (table_next(&t, 3, 3)) {
		enum scope s = scope_of(t.field[0]);
		if (!s)
			return table_fail(&t, "\"%.*s\" is no scope", (int)t.field[0].n, t.field[0].p);
		if (x->kinds[s] || x->struck[s])
			return table_fail(&t, "\"%.*s\" stands twice", (int)t.field[0].n, t.field[0].p);
		if (!set_of(&t, t.field[1], kind_value, &x->kinds[s]) || !set_of(&t, t.field[2], struck_value, &x->struck[s]))
			return false;
	}
	k->terms = x;
	return err->code == ERR_NONE;
}
