#include "data/phrases.h"

#include "data/table.h"

bool phrases_add(struct knowledge *k, struct phrases *p, struct str words, struct phrase entry)
{
	struct str word;
	entry.n_words = 0;
	while (table_item(&words, ' ', &word)) {
		if (entry.n_words == PHRASE_WORDS_MAX)
			return false;
		entry.words[entry.n_words++] = knowledge_sym(k, word);
	}
	if (!entry.n_words)
		return false;
	vec_push(&k->arena, &p->list, entry);
	return true;
}

/* Puts the phrase into the chain of its first word, behind those that are not shorter, so that the longest is met first
 * and among equals the one that stands first in the file. */
static void chain(struct phrases *p, int32_t id)
{
	struct phrase *v = p->list.v;
	int32_t *at = &p->first[v[id].words[0]];
	while (*at >= 0 && v[*at].n_words >= v[id].n_words)
		at = &v[*at].next;
	v[id].next = *at;
	*at = id;
}

void phrases_index(struct knowledge *k, struct phrases *p)
{
	p->n_syms = k->symbols.n;
	p->first = arena_array(&k->arena, int32_t, p->n_syms + 1);
	for (size_t i = 0; i <= p->n_syms; i++)
		p->first[i] = -1;
	for (size_t i = 0; i < p->list.n; i++)
		chain(p, (int32_t)i);
}

const struct phrase *phrases_first(const struct phrases *p, sym word)
{
	return word && word < p->n_syms && p->first[word] >= 0 ? &p->list.v[p->first[word]] : NULL;
}

const struct phrase *phrases_next(const struct phrases *p, const struct phrase *one)
{
	return one->next >= 0 ? &p->list.v[one->next] : NULL;
}

bool phrase_fits(const struct phrase *one, const sym *syms, size_t n, size_t i)
{
	if (i + one->n_words > n)
		return false;
	for (size_t w = 0; w < one->n_words; w++)
		if (syms[i + w] != one->words[w])
			return false;
	return true;
}
