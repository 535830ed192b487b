#include "data/harmlex.h"

#include "data/table.h"

struct loader {
	struct knowledge *k;
	struct harmlex *lex;
	struct table t;
};

static bool number_in(struct table *t, int field, int64_t *out)
{
	return !t->field[field].n || str_int(t->field[field], 0, (int64_t)1e15, out) ||
	       table_fail(t, "“%.*s” is no whole number", (int)t->field[field].n, t->field[field].p);
}

static enum number_class number_class_of(struct str word)
{
	static const struct {
		const char *word;
		enum number_class class;
	} names[] = {
#define X(name, w) {w, NUMBER_##name},
		NUMBER_CLASS_LIST(X)
#undef X
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(word, names[i].word))
			return names[i].class;
	return NUMBER_NONE;
}

/* numbers.tsv: phrase, class, least, most */
static bool load_number(struct loader *l)
{
	struct table *t = &l->t;
	struct phrase p = {.class = number_class_of(t->field[1]), .line = t->line};
	if (!p.class)
		return table_fail(t, "unknown class “%.*s”", (int)t->field[1].n, t->field[1].p);
	if (!number_in(t, 2, &p.min) || !number_in(t, 3, &p.max))
		return false;
	if (p.max < p.min)
		p.max = p.min;
	return phrases_add(l->k, &l->lex->numbers, t->field[0], p) ||
	       table_fail(t, "a phrase has one to %d words", PHRASE_WORDS_MAX);
}

static bool load_file(struct loader *l, const char *dir, const char *name, int least, int most, bool (*row)(struct loader *),
		      struct err *err)
{
	if (!knowledge_table(l->k, &l->t, dir, name, err))
		return false;
	while (table_next(&l->t, least, most))
		if (!row(l))
			return false;
	return err->code == ERR_NONE;
}

bool harmlex_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct loader *l = arena_new(&k->arena, struct loader);
	struct harmlex *lex = arena_new(&k->arena, struct harmlex);
	l->k = k;
	l->lex = lex;
	lex->hyphen = knowledge_sym(k, STR("-"));
	lex->slash = knowledge_sym(k, STR("/"));
	lex->and_ = knowledge_sym(k, STR("and"));
	lex->or_ = knowledge_sym(k, STR("or"));
	lex->to = knowledge_sym(k, STR("to"));
	lex->between = knowledge_sym(k, STR("between"));
	if (!load_file(l, dir, "harm/numbers.tsv", 3, 4, load_number, err))
		return false;
	phrases_index(k, &lex->numbers);
	k->harm = lex;
	return true;
}
