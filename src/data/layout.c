#include "data/layout.h"

#include "data/table.h"

#define X(name, word) word,
static const char *const line_words[] = {"", LAYOUT_LINE_LIST(X)};
static const char *const value_words[] = {"", LAYOUT_VALUE_LIST(X)};
#undef X

const struct layout *layout_find(const struct layouts *x, struct str name)
{
	for (size_t i = 0; i < x->list.n; i++)
		if (str_eq(x->list.v[i].name, name))
			return &x->list.v[i];
	return NULL;
}

/* "None"; “empty” where a column has nothing although its layout has something. */
static struct str missing_of(struct str field, struct str otherwise)
{
	return str_is(field, "empty") ? (struct str){"", 0} : field.n ? field : otherwise;
}

static bool begin(struct table *t, struct knowledge *k, struct layouts *x)
{
	struct layout new = {.name = t->field[1], .missing = missing_of(t->field[5], (struct str){"", 0})};
	new.line = (enum layout_line)str_among(line_words, LAYOUT_LINE_COUNT, t->field[2]);
	new.separator = str_is(t->field[3], "comma") ? ',' : '\t';
	new.head = str_is(t->field[4], "head");
	if (new.name.n == 0 || layout_find(x, new.name))
		return table_fail(t, "a layout needs a name of its own");
	if (!new.line)
		return table_fail(t, "\"%.*s\" is none of event, pair, acled, death, ceasefire", (int)t->field[2].n, t->field[2].p);
	if (new.separator == '\t' && !str_is(t->field[3], "tab"))
		return table_fail(t, "\"%.*s\" is neither tab nor comma", (int)t->field[3].n, t->field[3].p);
	if (!new.head && !str_is(t->field[4], "bare"))
		return table_fail(t, "\"%.*s\" is neither head nor bare", (int)t->field[4].n, t->field[4].p);
	vec_push(&k->arena, &x->list, new);
	return true;
}

static bool column(struct table *t, struct knowledge *k, struct layouts *x)
{
	struct str value = t->field[2];
	if (x->list.n == 0)
		return table_fail(t, "a column without a layout");
	struct layout *l = &x->list.v[x->list.n - 1];
	struct layout_column c = {.name = t->field[1], .missing = missing_of(t->field[3], l->missing)};
	if (c.name.n == 0)
		return table_fail(t, "a column without a name");
	if (str_starts(value, STR("=")))
		c.words = str_sub(value, 1, value.n);
	else
		c.value = (enum layout_value)str_among(value_words, LAYOUT_VALUE_COUNT, value);
	if (value.n && !c.words.n && !c.value)
		return table_fail(t, "\"%.*s\" is no value", (int)value.n, value.p);
	vec_push(&k->arena, &l->columns, c);
	return true;
}

bool layout_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct table t;
	struct layouts *x = arena_new(&k->arena, struct layouts);
	if (!knowledge_table(k, &t, dir, "view/layouts.tsv", err))
		return false;
	while (table_next(&t, 2, 6)) {
		bool known = str_is(t.field[0], "layout") || str_is(t.field[0], "column");
		if (!known)
			return table_fail(&t, "\"%.*s\" is neither layout nor column", (int)t.field[0].n, t.field[0].p);
		if (!(str_is(t.field[0], "layout") ? begin(&t, k, x) : column(&t, k, x)))
			return false;
	}
	k->layouts = x;
	return err->code == ERR_NONE;
}
