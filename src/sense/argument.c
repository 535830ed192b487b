#include "sense/argument.h"

#include "sense/phrase.h"

#define PLACE_DEPTH_MAX 3 /* “the city of X in the province of Y” */

ref argument_state_of(struct rulematch *m, ref place, uint32_t word)
{
	return place == NO_REF ? NO_REF : actor_of_place(m->r, word);
}

/* The place that a phrase names: at its head or, as “the town of X”, “positions near X”, below it. */
static ref place_in(const struct rulematch *m, uint32_t w, int depth, uint32_t *at)
{
	const struct doc *d = m->d;
	*at = w;
	if (m->r->word_place[w] != NO_REF)
		return m->r->word_place[w];
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < PLACE_DEPTH_MAX; i++) {
		enum dep dep = d->words.v[d->kids[i]].dep;
		if (dep != DEP_NMOD && dep != DEP_APPOS && dep != DEP_COMPOUND && dep != DEP_NMOD_POSS && dep != DEP_AMOD && dep != DEP_NMOD_DESC)
			continue;
		ref p = place_in(m, d->kids[i], depth + 1, at);
		if (p != NO_REF)
			return p;
	}
	return NO_REF;
}

static void from_places(struct rulematch *m, const struct nodes *at, struct argument *a)
{
	for (size_t i = 0; i < at->n; i++) {
		uint32_t word;
		ref place = place_in(m, at->v[i], 0, &word);
		refs_add(m->r->arena, &a->who, argument_state_of(m, place, word));
	}
	a->by_place = a->who.n > 0;
}

struct argument argument_find(struct rulematch *m, uint32_t w, const struct rule_path *path, enum argument_places places)
{
	struct argument a = {.word = UINT32_MAX};
	for (uint8_t i = 0; i < path->n && !a.who.n; i++) {
		struct nodes at = rulematch_slot(m, w, &path->slot[i]);
		for (size_t j = 0; j < at.n; j++)
			actors_of_phrase(m->r, at.v[j], &a.who);
		if (!a.who.n && places == ARGUMENT_PLACES)
			from_places(m, &at, &a);
		if (at.n && (a.who.n || a.word == UINT32_MAX))
			a.word = at.v[0];
		if (a.who.n)
			a.slot = &path->slot[i];
	}
	return a;
}

struct str argument_slot_text(const struct rulematch *m, const struct rule_slot *slot)
{
	static const char *const names[] = {
		[RULE_STEP_SUBJ] = "subj", [RULE_STEP_OBJ] = "obj", [RULE_STEP_IOBJ] = "iobj", [RULE_STEP_COMP] = "comp",
		[RULE_STEP_MOD] = "mod", [RULE_STEP_ADV] = "adv", [RULE_STEP_NUM] = "num", [RULE_STEP_GOV] = "gov",
		[RULE_STEP_ADVCL] = "advcl", [RULE_STEP_ANY] = "any",
	};
	struct str text = STR("");
	for (uint8_t i = 0; slot && i < slot->n; i++) {
		const struct rule_step *s = &slot->step[i];
		struct str name = s->kind == RULE_STEP_PREP ? symtab_name(&m->r->k->symbols, s->prep) : str_of(names[s->kind]);
		text = i ? arena_printf(m->r->arena, "%.*s.%.*s", (int)text.n, text.p, (int)name.n, name.p) : name;
	}
	return text;
}
