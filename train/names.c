#include "names.h"

#include "text/feature.h"

#include <string.h>

#define PART_MAX 256
#define SHARE_OTHER 0.8f    /* of the names of a sentence that is given others */
#define SHARE_INVENTED 0.5f /* of those; the rest are borrowed from another sentence */
#define SHARE_PRONOUN 0.4f  /* of its pronouns */
#define SHARE_MIDDLE 0.4f   /* of the invented names */
#define SHARE_BARE 0.15f    /* of the changed words show no more than a capital */

static bool is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* One capital, then small letters: no abbreviation, no USA, no McDonald. */
static bool is_written_so(struct str form)
{
	if (form.n < 3 || form.p[0] < 'A' || form.p[0] > 'Z')
		return false;
	for (size_t i = 1; i < form.n; i++)
		if (!is_lower(form.p[i]))
			return false;
	return true;
}

static uint64_t key_of(struct str form)
{
	char low[128];
	return str_hash((struct str){low, feature_lower(form, low, sizeof low)}, 1) | 1;
}

/* ---- the table ---------------------------------------------------------------------------------------------------- */

static bool add_line(struct name_pool *n, struct str part, struct str what)
{
	static const char *const kinds[NAME_PARTS] = {"start", "middle", "end", "people"};
	if (part.n == 0)
		return false;
	if (str_eq(what, STR("keep"))) {
		key_counter_add(&n->common, key_of(part), 1);
		return true;
	}
	for (size_t k = 0; k < NAME_PARTS; k++)
		if (str_eq(what, str_of(kinds[k])) && n->n[k] < PART_MAX) {
			n->part[k][n->n[k]++] = part;
			return true;
		}
	return false;
}

static bool read_table(struct name_pool *n, const char *file, struct err *e)
{
	struct str rest;
	if (!corpus_text(&n->arena, file, &rest, e))
		return false;
	for (size_t k = 0; k < NAME_PARTS; k++)
		n->part[k] = arena_array(&n->arena, struct str, PART_MAX);
	for (size_t line = 1; rest.n; line++) {
		struct str row = str_cut(&rest, '\n');
		if (row.n == 0 || row.p[0] == '#')
			continue;
		struct str what = str_cut(&row, '\t');
		if (!add_line(n, row, what))
			return err_set(e, ERR_DATA, "%s:%zu: needs start, middle, end, people or keep and a word, at most %d lines of each", file, line,
				       PART_MAX);
	}
	for (size_t k = 0; k < NAME_PARTS; k++)
		if (n->n[k] == 0)
			return err_set(e, ERR_DATA, "%s: needs at least one start, middle, end and people", file);
	return true;
}

/* ---- the names of the treebanks ------------------------------------------------------------------------------------- */

static bool is_name(const struct name_pool *n, const struct word *w)
{
	return w->upos == UPOS_PROPN && str_eq(w->xpos, STR("NNP")) && is_written_so(w->form) && str_eq(w->form, w->lemma) &&
	       key_counter_get(&n->common, key_of(w->form)) == 0;
}

/* "Department" is a name where it is written large, and still the word that it is elsewhere. */
static void find_common(struct name_pool *n, const struct corpus *c)
{
	for (size_t k = 0; k < c->n_docs; k++)
		for (size_t i = 0; i < c->docs[k].words.n; i++) {
			const struct word *w = &c->docs[k].words.v[i];
			if (w->form.n && is_lower(w->form.p[0]) && w->upos != UPOS_PROPN)
				key_counter_add(&n->common, key_of(w->form), 1);
		}
}

static void find_names(struct name_pool *n, const struct corpus *c)
{
	struct key_counter met = {0};
	n->seen = arena_array(&n->arena, struct str, c->n_words);
	for (size_t k = 0; k < c->n_docs; k++)
		for (size_t i = 0; i < c->docs[k].words.n; i++) {
			const struct word *w = &c->docs[k].words.v[i];
			if (!is_name(n, w) || key_counter_get(&met, key_of(w->form)))
				continue;
			key_counter_add(&met, key_of(w->form), 1);
			n->seen[n->n_seen++] = w->form;
		}
	key_counter_release(&met);
}

bool names_new(struct name_pool *n, const char *table, const struct corpus *c, struct err *e)
{
	jmp_buf guard;
	memset(n, 0, sizeof *n);
	arena_init(&n->arena, 0);
	n->arena.guard = &guard;
	bool ok = setjmp(guard) ? err_set(e, ERR_MEMORY, "the names need too much memory") : read_table(n, table, e);
	if (ok) {
		find_common(n, c);
		find_names(n, c);
	}
	n->arena.guard = NULL;
	return ok;
}

void names_release(struct name_pool *n)
{
	key_counter_release(&n->common);
	arena_release(&n->arena);
}

/* ---- the words of a sentence ---------------------------------------------------------------------------------------- */

static struct str any(struct rng *r, const struct str *list, size_t n)
{
	return list[rng_next(r) % n];
}

static struct str invent(const struct name_pool *n, struct arena *a, struct rng *r, enum name_part end)
{
	struct str start = any(r, n->part[NAME_START], n->n[NAME_START]);
	if (rng_unit(r) < SHARE_MIDDLE)
		start = arena_join(a, start, any(r, n->part[NAME_MIDDLE], n->n[NAME_MIDDLE]));
	return arena_join(a, start, any(r, n->part[end], n->n[end]));
}

static struct str other_name(const struct name_pool *n, struct arena *a, struct rng *r)
{
	if (n->n_seen == 0 || rng_unit(r) < SHARE_INVENTED)
		return invent(n, a, r, NAME_END);
	return any(r, n->seen, n->n_seen);
}

static bool ends(struct str s, struct str with)
{
	return s.n > with.n && memcmp(s.p + s.n - with.n, with.p, with.n) == 0;
}

static bool is_of_a_people(struct str s)
{
	return is_written_so(s) && s.n > 4 && (ends(s, STR("an")) || ends(s, STR("i")) || ends(s, STR("ese")) || ends(s, STR("ish")));
}

/* A third person that a name can stand for; "it rains" has none. */
static bool is_pronoun(const struct word *w)
{
	if (w->upos != UPOS_PRON || !str_eq(w->xpos, STR("PRP")) || str_eq(w->deprel, STR("expl")) || w->head < 0)
		return false;
	return str_eq(w->lemma, STR("he")) || str_eq(w->lemma, STR("she")) || str_eq(w->lemma, STR("it")) ||
	       (str_eq(w->lemma, STR("they")) && str_eq(w->deprel, STR("obj")));
}

static void replace(const struct name_pool *n, struct arena *a, const struct word *w, struct rng *r, struct name_word *out)
{
	if (is_name(n, w)) {
		out->form = out->lemma = other_name(n, a, r);
	} else if (w->upos == UPOS_ADJ && is_of_a_people(w->form) && str_eq(w->form, w->lemma)) {
		out->form = out->lemma = invent(n, a, r, NAME_PEOPLE);
	} else if (str_eq(w->xpos, STR("NNPS")) && is_of_a_people(w->lemma) && w->form.n == w->lemma.n + 1 && ends(w->form, STR("s"))) {
		out->lemma = invent(n, a, r, NAME_PEOPLE);
		out->form = arena_join(a, out->lemma, STR("s"));
	} else {
		return;
	}
	out->how = NAME_OTHER;
}

/* The word of the sentence, before i, that is written the same and used the same. */
static uint32_t earlier(const struct doc *d, uint32_t first, uint32_t i)
{
	const struct word *w = d->words.v;
	while (first < i && !(str_eq(w[first].form, w[i].form) && w[first].upos == w[i].upos && str_eq(w[first].xpos, w[i].xpos)))
		first++;
	return first;
}

void names_keep(const struct doc *d, const struct sent *s, struct name_word *words)
{
	for (uint32_t i = s->first; i < s->last; i++)
		words[i - s->first] = (struct name_word){.form = d->words.v[i].form, .lemma = d->words.v[i].lemma};
}

void names_change(const struct name_pool *n, struct arena *a, const struct doc *d, const struct sent *s, struct rng *r, struct name_word *words)
{
	names_keep(d, s, words);
	for (uint32_t i = s->first; i < s->last; i++) {
		const struct word *w = &d->words.v[i];
		struct name_word *out = &words[i - s->first];
		uint32_t same = earlier(d, s->first, i);
		if (is_pronoun(w) && rng_unit(r) < SHARE_PRONOUN) {
			out->form = out->lemma = other_name(n, a, r);
			out->how = NAME_FOR_PRONOUN;
		} else if (same < i && words[same - s->first].how != NAME_FOR_PRONOUN) {
			*out = words[same - s->first];
		} else if (rng_unit(r) < SHARE_OTHER) {
			replace(n, a, w, r, out);
		}
		/* A nationality is told from a name by how it ends. */
		out->bare = out->how != NAME_KEPT && w->upos != UPOS_ADJ && rng_unit(r) < SHARE_BARE;
	}
}
