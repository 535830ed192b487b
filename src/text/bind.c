#include "text/bind.h"

#include "base/utf8.h"

#include <stdio.h>

#define WORD_MAX 64 /* longer words are in no dictionary */

/* Into `low`; empty where the word is too long. */
static struct str lower(struct str s, char low[WORD_MAX + 4])
{
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		if (n > WORD_MAX - 4)
			return STR("");
		uint32_t cp = utf8_next(s, &i);
		n += utf8_put(cp == 0x2019 ? '\'' : utf8_lower(cp), low + n);
	}
	return (struct str){low, n};
}

static sym lower_sym(const struct symtab *symbols, struct str s)
{
	char low[WORD_MAX + 4];
	struct str l = lower(s, low);
	return l.n ? symtab_find(symbols, l) : 0;
}

/* stem + tail, where some data file has that word */
static sym with_tail(const struct symtab *symbols, struct str stem, const char *tail)
{
	char word[WORD_MAX + 4];
	int n = stem.n < WORD_MAX ? snprintf(word, sizeof word, "%.*s%s", (int)stem.n, stem.p, tail) : 0;
	return n > 0 ? symtab_find(symbols, (struct str){word, (size_t)n}) : 0;
}

/* “shelled” → “shell”, “ceding” → “cede”, “allied” → “ally”, “rammed” → “ram”; 0 where no known word is left. */
static sym without_ending(const struct symtab *symbols, struct str form)
{
	static const char *const endings[] = {"ing", "ed", "s"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str ending = str_of(endings[i]);
		if (form.n < ending.n + 3 || !str_ends(form, ending))
			continue;
		struct str stem = str_sub(form, 0, form.n - ending.n);
		bool doubled = stem.p[stem.n - 1] == stem.p[stem.n - 2];
		sym found = with_tail(symbols, stem, "");
		found = found ? found : with_tail(symbols, stem, "e");
		if (!found && stem.p[stem.n - 1] == 'i')
			found = with_tail(symbols, str_sub(stem, 0, stem.n - 1), "y");
		if (!found && doubled)
			found = with_tail(symbols, str_sub(stem, 0, stem.n - 1), "");
		return found;
	}
	return 0;
}

static sym verb_lemma(const struct symtab *symbols, const struct verbforms *forms, const struct word *w)
{
	sym listed = forms ? verbforms_lemma(forms, w->low) : 0;
	if (listed || w->lem)
		return listed ? listed : w->lem;
	char low[WORD_MAX + 4];
	return without_ending(symbols, lower(w->form, low));
}

void bind_run(const struct symtab *symbols, const struct verbforms *forms, struct doc *d)
{
	for (size_t i = 0; i < d->words.n; i++) {
		struct word *w = &d->words.v[i];
		w->low = lower_sym(symbols, w->form);
		w->lem = lower_sym(symbols, w->lemma);
		if (w->upos == UPOS_VERB)
			w->lem = verb_lemma(symbols, forms, w);
	}
}
