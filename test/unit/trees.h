/* trees.h - sentences with their trees, written by hand: one word a line, “form lemma UPOS feats head relation”, parted by
 * blanks; the head is the word's number in its sentence, 0 the root. A blank line ends a sentence. */
#ifndef TRUCE_TEST_TREES_H
#define TRUCE_TEST_TREES_H

#include "unit.h"

#include "base/buf.h"
#include "text/bind.h"
#include "text/conllu.h"

struct trees {
	struct arena arena;
	struct symtab symbols; /* all lemmas and small forms of the words */
	struct doc doc;
	struct buf conllu;     /* which the doc borrows */
};

static inline void trees_add_symbol(struct trees *t, struct str word)
{
	char low[64];
	assert_true(word.n < sizeof low);
	for (size_t i = 0; i < word.n; i++)
		low[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
	symtab_add(&t->symbols, (struct str){low, word.n});
}

static inline void trees_begin(struct trees *t, const char *rows)
{
	struct str rest = str_of(rows);
	struct err e = {0};
	unsigned id = 0;
	*t = (struct trees){0};
	arena_init(&t->arena, 0);
	symtab_init(&t->symbols, &t->arena);
	while (rest.n) {
		struct str row = str_cut(&rest, '\n');
		if (row.n == 0) {
			buf_putc(&t->conllu, '\n');
			id = 0;
			continue;
		}
		struct str form = str_cut(&row, ' '), lemma = str_cut(&row, ' '), upos = str_cut(&row, ' '), feats = str_cut(&row, ' '),
			   head = str_cut(&row, ' ');
		buf_printf(&t->conllu, "%u\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t%.*s\t_\t_\n", ++id, (int)form.n, form.p, (int)lemma.n, lemma.p,
			   (int)upos.n, upos.p, (int)feats.n, feats.p, (int)head.n, head.p, (int)row.n, row.p);
		trees_add_symbol(t, form);
		trees_add_symbol(t, lemma);
	}
	buf_putc(&t->conllu, '\n');
	assert_true(conllu_read(&t->arena, buf_str(&t->conllu), "trees", &t->doc, &e));
	doc_index_kids(&t->doc);
	bind_run(&t->symbols, NULL, &t->doc);
}

static inline void trees_end(struct trees *t)
{
	buf_release(&t->conllu);
	arena_release(&t->arena);
}

/* The first word of that form. */
static inline uint32_t trees_word(const struct trees *t, const char *form)
{
	for (uint32_t w = 0; w < t->doc.words.n; w++)
		if (str_is(t->doc.words.v[w].form, form))
			return w;
	fail_msg("no word “%s”", form);
	return 0;
}

/* The word's form, “-” for none. */
static inline struct str trees_form(const struct trees *t, int32_t w)
{
	return w < 0 ? STR("-") : t->doc.words.v[w].form;
}

#endif
