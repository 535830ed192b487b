#include "data/verbforms.h"

#include "base/vec.h"
#include "data/table.h"

struct verbforms {
	VEC(sym) lemma_of; /* by the form's symbol; 0: none */
};

bool verbforms_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct verbforms *f = arena_new(&k->arena, struct verbforms);
	struct table t;
	k->verbforms = f;
	if (!knowledge_table(k, &t, dir, "words/verbs.tsv", err))
		return false;
	while (table_next(&t, 2, 2)) {
		struct str list = t.field[1], form;
		sym verb = knowledge_sym(k, t.field[0]);
		while (table_item(&list, ' ', &form)) {
			sym s = knowledge_sym(k, form);
			while (f->lemma_of.n <= s)
				vec_push(&k->arena, &f->lemma_of, 0);
			if (f->lemma_of.v[s] && f->lemma_of.v[s] != verb)
				return table_fail(&t, "“%.*s” is a form of another verb already", (int)form.n, form.p);
			f->lemma_of.v[s] = verb;
		}
	}
	return err->code == ERR_NONE;
}

sym verbforms_lemma(const struct verbforms *f, sym form)
{
	return form < f->lemma_of.n ? f->lemma_of.v[form] : 0;
}
