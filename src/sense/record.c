#include "sense/record.h"

static ref *no_refs(struct arena *a, size_t n)
{
	ref *v = arena_array(a, ref, n + 1);
	for (size_t i = 0; i < n; i++)
		v[i] = NO_REF;
	return v;
}

void reading_init(struct reading *r, const struct knowledge *k, const struct report *report, struct doc *doc)
{
	struct arena *a = doc->arena;
	*r = (struct reading){.arena = a, .k = k, .report = report, .doc = doc, .dct = report->date};
	r->word_actors = arena_array(a, refs, doc->words.n + 1);
	r->word_place = no_refs(a, doc->words.n);
	r->word_time = no_refs(a, doc->words.n);
	r->word_statement = no_refs(a, doc->words.n);
	r->word_cue = no_refs(a, doc->words.n);
}

bool refs_has(const refs *list, ref id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == id)
			return true;
	return false;
}

void refs_add(struct arena *a, refs *list, ref id)
{
	if (id != NO_REF && !refs_has(list, id))
		vec_push(a, list, id);
}

void refs_add_all(struct arena *a, refs *list, const refs *more)
{
	for (size_t i = 0; i < more->n; i++)
		refs_add(a, list, more->v[i]);
}

void refs_join_voices(struct arena *a, refs *said_by, const refs *more)
{
	if (said_by->n == 0 || more->n == 0)
		said_by->n = 0;
	else
		refs_add_all(a, said_by, more);
}

struct span reading_span(const struct reading *r, uint32_t first, uint32_t last)
{
	if (first >= last || last > r->doc->words.n)
		return (struct span){0, 0};
	return (struct span){r->doc->words.v[first].start, r->doc->words.v[last - 1].end};
}
