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

/* ---- words of violence */

struct named {
	const char *word;
	uint8_t value;
};

static const struct named frames[] = {
#define X(name, word) {word, FRAME_##name},
	HARM_FRAME_LIST(X)
#undef X
	{NULL, 0},
};
static const struct named harms[] = {
#define X(name, word) {word, HARM_##name},
	HARM_KIND_LIST(X)
#undef X
	{NULL, 0},
};
static const struct named guards[] = {
#define X(name, word) {word, GUARD_##name},
	GUARD_LIST(X)
#undef X
	{NULL, 0},
};

/* The value of the word in field i; an empty field is 0, an unknown word a complaint. */
static bool named_in(struct table *t, int i, const struct named *names, const char *what, uint8_t *out)
{
	*out = 0;
	for (; t->field[i].n && names->word; names++)
		if (str_is(t->field[i], names->word)) {
			*out = names->value;
			return true;
		}
	return !t->field[i].n || table_fail(t, "unknown %s “%.*s”", what, (int)t->field[i].n, t->field[i].p);
}

static bool kind_in(struct table *t, int i, uint8_t *out)
{
	*out = (uint8_t)incident_kind_of(t->field[i]);
	return *out || !t->field[i].n || table_fail(t, "unknown kind of incident “%.*s”", (int)t->field[i].n, t->field[i].p);
}

/* A phrase with hyphens is found however the tokeniser cuts it: “anti-personnel mine”, “anti - personnel mine”. */
static bool add_with_hyphens(struct loader *l, struct str phrase, struct phrase p)
{
	struct str spaced = STR(""), part, rest = phrase;
	if (!phrases_add(l->k, &l->lex->words, phrase, p))
		return table_fail(&l->t, "a phrase has one to %d words", PHRASE_WORDS_MAX);
	if (str_find(phrase, STR("-")) == phrase.n)
		return true;
	while (table_item(&rest, '-', &part))
		spaced = arena_printf(&l->k->arena, "%.*s%s%.*s", (int)spaced.n, spaced.p, spaced.n ? " - " : "", (int)part.n, part.p);
	return phrases_add(l->k, &l->lex->words, spaced, p) || table_fail(&l->t, "a phrase has one to %d words", PHRASE_WORDS_MAX);
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* The regular forms of a verb, so that it is known even where its lemma has been guessed wrong; that some of them are no
 * words does no harm. */
static bool add_forms(struct loader *l, struct str verb, struct phrase p)
{
	struct arena *a = &l->k->arena;
	if (verb.n < 3 || str_find(verb, STR(" ")) < verb.n || str_find(verb, STR("-")) < verb.n)
		return true;
	char last = verb.p[verb.n - 1];
	struct str stem = last == 'e' ? str_sub(verb, 0, verb.n - 1) : verb;
	struct str forms[] = {
		arena_printf(a, "%.*ss", (int)verb.n, verb.p), arena_printf(a, "%.*ses", (int)verb.n, verb.p),
		arena_printf(a, "%.*sed", (int)stem.n, stem.p), arena_printf(a, "%.*sing", (int)stem.n, stem.p),
		arena_printf(a, "%.*s%ced", (int)verb.n, verb.p, last), arena_printf(a, "%.*s%cing", (int)verb.n, verb.p, last),
	};
	bool doubles = !is_vowel(last) && is_vowel(verb.p[verb.n - 2]);
	for (size_t i = 0; i < sizeof forms / sizeof *forms - (doubles ? 0 : 2); i++)
		if (!phrases_add(l->k, &l->lex->words, forms[i], p))
			return false;
	return true;
}

static bool add_entry(struct loader *l, struct harm_entry e)
{
	struct str phrases = l->t.field[0], one;
	struct phrase p = {.class = e.class, .min = (int64_t)l->lex->entries.n, .line = l->t.line};
	e.line = l->t.line;
	vec_push(&l->k->arena, &l->lex->entries, e);
	while (table_item(&phrases, ',', &one))
		if (!add_with_hyphens(l, one, p) || (e.class == HARM_VERB && !add_forms(l, one, p)))
			return false;
	return true;
}

static bool strength_in(struct table *t, int i, uint8_t *out)
{
	int64_t n = 0;
	if (t->field[i].n && !str_int(t->field[i], 0, 3, &n))
		return table_fail(t, "the strength is 0 to 3");
	*out = (uint8_t)n;
	return true;
}

/* acts.tsv: lemmas, v or n, frame, kind, harm, strength */
static bool load_act(struct loader *l)
{
	struct table *t = &l->t;
	struct harm_entry e = {.file = "harm/acts.tsv", .class = str_is(t->field[1], "v") ? HARM_VERB : HARM_NOUN};
	if (e.class == HARM_NOUN && !str_is(t->field[1], "n"))
		return table_fail(t, "the second field is v or n");
	return named_in(t, 2, frames, "frame", &e.frame) && kind_in(t, 3, &e.kind) && named_in(t, 4, harms, "harm", &e.harm) &&
	       strength_in(t, 5, &e.strength) && add_entry(l, e);
}

/* weapons.tsv: lemmas, name, kind, strength */
static bool load_weapon(struct loader *l)
{
	struct harm_entry e = {.file = "harm/weapons.tsv", .class = HARM_WEAPON, .name = arena_str(&l->k->arena, l->t.field[1])};
	return kind_in(&l->t, 2, &e.kind) && strength_in(&l->t, 3, &e.strength) && add_entry(l, e);
}

static bool load_struck(struct loader *l)
{
	struct harm_entry e = {.file = "harm/struck.tsv", .class = HARM_STRUCK, .value = (uint8_t)struck_of(l->t.field[1])};
	return e.value ? add_entry(l, e) : table_fail(&l->t, "unknown “%.*s”", (int)l->t.field[1].n, l->t.field[1].p);
}

static bool load_victim(struct loader *l)
{
	struct harm_entry e = {.file = "harm/victims.tsv", .class = HARM_VICTIM, .value = (uint8_t)victim_of(l->t.field[1])};
	if (str_is(l->t.field[1], "person"))
		e.value = VICTIM_PERSON;
	return e.value ? add_entry(l, e) : table_fail(&l->t, "unknown “%.*s”", (int)l->t.field[1].n, l->t.field[1].p);
}

static bool load_guard(struct loader *l)
{
	struct harm_entry e = {.file = "harm/guards.tsv", .class = HARM_GUARD};
	return named_in(&l->t, 1, guards, "class", &e.value) && add_entry(l, e);
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
	vec_push(&k->arena, &lex->entries, (struct harm_entry){0});
	if (!load_file(l, dir, "harm/numbers.tsv", 3, 4, load_number, err) || !load_file(l, dir, "harm/acts.tsv", 3, 6, load_act, err) ||
	    !load_file(l, dir, "harm/weapons.tsv", 3, 4, load_weapon, err) || !load_file(l, dir, "harm/struck.tsv", 2, 2, load_struck, err) ||
	    !load_file(l, dir, "harm/victims.tsv", 2, 2, load_victim, err) || !load_file(l, dir, "harm/guards.tsv", 2, 2, load_guard, err))
		return false;
	phrases_index(k, &lex->numbers);
	phrases_index(k, &lex->words);
	k->harm = lex;
	return true;
}
