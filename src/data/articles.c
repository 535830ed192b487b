#include "data/articles.h"

#include "data/table.h"

static bool stands(const struct articles *x, const struct article *a)
{
	for (size_t i = 0; i < x->list.n; i++)
		if (x->list.v[i].ending == a->ending && str_eq(x->list.v[i].name, a->name))
			return true;
	return false;
}

bool articles_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct table t;
	struct articles *x = arena_new(&k->arena, struct articles);
	if (!knowledge_table(k, &t, dir, "view/articles.tsv", err))
		return false;
	while (table_next(&t, 1, 1)) {
		struct article a = {.name = t.field[0], .ending = str_starts(t.field[0], STR("*"))};
		if (a.ending)
			a.name = str_sub(a.name, 1, a.name.n); /* the blank stays: “* Union” is no “Reunion” */
		if (str_trim(a.name).n == 0)
			return table_fail(&t, "no name");
		if (stands(x, &a))
			return table_fail(&t, "\"%.*s\" stands twice", (int)t.field[0].n, t.field[0].p);
		vec_push(&k->arena, &x->list, a);
	}
	k->articles = x;
	return err->code == ERR_NONE;
}

bool articles_has(const struct articles *x, struct str name)
{
	for (size_t i = 0; i < x->list.n; i++)
		if (x->list.v[i].ending ? str_ends(name, x->list.v[i].name) : str_ieq(name, x->list.v[i].name))
			return true;
	return false;
}
