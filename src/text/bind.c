#include "text/bind.h"

#include "base/utf8.h"

#define WORD_MAX 64 /* longer words are in no dictionary */

static sym lower_sym(const struct symtab *symbols, struct str s)
{
	char low[WORD_MAX + 4];
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		if (n > WORD_MAX - 4)
			return 0;
		uint32_t cp = utf8_next(s, &i);
		n += utf8_put(cp == 0x2019 ? '\'' : utf8_lower(cp), low + n);
	}
	return symtab_find(symbols, (struct str){low, n});
}

void bind_run(const struct symtab *symbols, struct doc *d)
{
	for (size_t w = 0; w < d->words.n; w++) {
		struct word *word = &d->words.v[w];
		word->low = lower_sym(symbols, word->form);
		word->lem = lower_sym(symbols, word->lemma);
	}
}
