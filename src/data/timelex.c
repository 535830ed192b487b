#include "data/timelex.h"

#include "data/table.h"

#define MACRO_MAX 32          /* named groups of sequences in patterns.tsv */
#define MACRO_SEQS_MAX 16
#define RULES_MAX 4000        /* after the groups are put in */

struct macro {
	struct str name;
	struct str seqs[MACRO_SEQS_MAX];
	int n;
};

struct loader {
	struct knowledge *k;
	struct timelex *lex;
	struct table t;
	struct macro macros[MACRO_MAX];
	int n_macros;
};

static enum time_class class_of(struct str word)
{
	static const struct {
		const char *word;
		enum time_class class;
	} names[] = {
#define X(name, w) {w, TIME_##name},
		TIME_CLASS_LIST(X) TIME_SHAPE_LIST(X)
#undef X
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(word, names[i].word))
			return names[i].class;
	return TIME_NONE;
}

static enum time_op op_of(struct str word)
{
	static const struct {
		const char *word;
		enum time_op op;
	} names[] = {
#define X(name, w) {w, TIME_OP_##name},
		TIME_OP_LIST(X)
#undef X
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(word, names[i].word))
			return names[i].op;
	return TIME_OP_NONE;
}

/* words.tsv: phrase, class, number, text, weak */
static bool load_word(struct loader *l)
{
	struct table *t = &l->t;
	struct phrase p = {.class = class_of(t->field[1]), .line = t->line};
	struct str phrases = t->field[0], one;
	if (!p.class || p.class > TIME_SHAPES)
		return table_fail(t, "unknown class “%.*s”", (int)t->field[1].n, t->field[1].p);
	if (t->field[2].n && !str_int(t->field[2], -999999, 999999, &p.min))
		return table_fail(t, "“%.*s” is no whole number", (int)t->field[2].n, t->field[2].p);
	p.max = p.min;
	p.text = arena_str(&l->k->arena, t->field[3]);
	p.weak = str_is(t->field[4], "weak");
	if (t->field[4].n && !p.weak)
		return table_fail(t, "the fifth field is “weak” or empty");
	while (table_item(&phrases, ',', &one))
		if (!phrases_add(l->k, &l->lex->words, one, p))
			return table_fail(t, "a phrase has one to %d words", PHRASE_WORDS_MAX);
	return true;
}

static bool load_alt(struct loader *l, struct time_element *e, struct str item)
{
	struct time_alt alt = {0};
	if (item.n > 1 && item.p[0] == '$') {
		alt.class = (uint8_t)class_of(str_sub(item, 1, item.n));
		if (!alt.class)
			return table_fail(&l->t, "unknown class “%.*s”", (int)item.n, item.p);
	} else {
		alt.word = knowledge_sym(l->k, item);
	}
	vec_push(&l->k->arena, &e->alts, alt);
	return true;
}

/* One element of a pattern: word, $class, a|b, with ? behind it, in (…) for context, (!…) for what must not stand there. */
static bool load_element(struct loader *l, struct time_rule *rule, struct str item)
{
	struct time_element *e = vec_add(&l->k->arena, &rule->elements);
	struct str alt;
	if (str_is(item, "~"))
		item = STR("-?");
	if (item.n > 2 && item.p[0] == '(' && item.p[item.n - 1] == ')') {
		e->context = true;
		item = str_sub(item, 1, item.n - 1);
		if (item.p[0] == '!') {
			e->negated = true;
			item = str_sub(item, 1, item.n);
		}
	}
	if (item.n > 1 && item.p[item.n - 1] == '?') {
		e->optional = true;
		item = str_sub(item, 0, item.n - 1);
	}
	while (table_item(&item, '|', &alt))
		if (!load_alt(l, e, alt))
			return false;
	return e->alts.n || table_fail(&l->t, "an empty element");
}

static bool load_plain_rule(struct loader *l, const struct time_rule *head, struct str pattern)
{
	struct time_rule rule = *head;
	struct str item;
	while (table_item(&pattern, ' ', &item))
		if (!load_element(l, &rule, item))
			return false;
	bool own = false;
	for (size_t i = 0; i < rule.elements.n; i++)
		own |= !rule.elements.v[i].context && !rule.elements.v[i].optional;
	if (!own)
		return table_fail(&l->t, "the pattern has no element of its own");
	if (l->lex->rules.n == RULES_MAX)
		return table_fail(&l->t, "more than %d patterns", RULES_MAX);
	vec_push(&l->k->arena, &l->lex->rules, rule);
	return true;
}

static const struct macro *find_macro(const struct loader *l, struct str name)
{
	for (int i = 0; i < l->n_macros; i++)
		if (str_eq(l->macros[i].name, name))
			return &l->macros[i];
	return NULL;
}

/* Puts the sequences of the first @group in its place, one rule for each; `depth` bounds groups in groups. */
static bool load_rule(struct loader *l, const struct time_rule *head, struct str pattern, int depth)
{
	size_t at = str_find(pattern, STR("@"));
	if (at == pattern.n)
		return load_plain_rule(l, head, pattern);
	if (depth > 4)
		return table_fail(&l->t, "groups within groups, too deep");
	size_t end = at;
	while (end < pattern.n && pattern.p[end] != ' ')
		end++;
	const struct macro *m = find_macro(l, str_sub(pattern, at, end));
	if (!m)
		return table_fail(&l->t, "no group %.*s above this line", (int)(end - at), pattern.p + at);
	for (int i = 0; i < m->n; i++) {
		struct str whole = arena_printf(&l->k->arena, "%.*s%.*s%.*s", (int)at, pattern.p, (int)m->seqs[i].n, m->seqs[i].p,
						(int)(pattern.n - end), pattern.p + end);
		if (!load_rule(l, head, whole, depth + 1))
			return false;
	}
	return true;
}

static bool load_macro(struct loader *l, struct str name, struct str seq)
{
	struct macro *m = l->n_macros ? &l->macros[l->n_macros - 1] : NULL;
	if (!m || !str_eq(m->name, name)) {
		if (l->n_macros == MACRO_MAX)
			return table_fail(&l->t, "more than %d groups", MACRO_MAX);
		m = &l->macros[l->n_macros++];
		m->name = name;
	}
	if (m->n == MACRO_SEQS_MAX)
		return table_fail(&l->t, "more than %d sequences in a group", MACRO_SEQS_MAX);
	m->seqs[m->n++] = seq;
	return true;
}

/* patterns.tsv: type, value, pattern, mod; or @group, sequence */
static bool load_pattern(struct loader *l)
{
	struct table *t = &l->t;
	struct time_rule head = {.line = t->line, .mod = arena_str(&l->k->arena, t->field[3])};
	if (t->field[0].n && t->field[0].p[0] == '@')
		return load_macro(l, t->field[0], t->field[1]);
	head.type = timex_type_of(t->field[0]);
	if (!head.type)
		return table_fail(t, "“%.*s” is no type of TIMEX3", (int)t->field[0].n, t->field[0].p);
	struct str op = t->field[1];
	if (op.n && op.p[0] == '=') {
		head.value = arena_str(&l->k->arena, str_sub(op, 1, op.n));
		op = STR("=");
	}
	head.op = op_of(op);
	if (!head.op)
		return table_fail(t, "unknown way to a value “%.*s”", (int)op.n, op.p);
	return load_rule(l, &head, t->field[2], 0);
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

static void put(uint64_t *set, size_t rule)
{
	set[rule / 64] |= (uint64_t)1 << rule % 64;
}

/* Enters a rule into the sets of the classes and words with which a match can begin. */
static void note_first(struct timelex *lex, size_t id)
{
	const struct time_rule *rule = &lex->rules.v[id];
	for (size_t i = 0; i < rule->elements.n; i++) {
		const struct time_element *e = &rule->elements.v[i];
		if (e->context)
			continue;
		for (size_t a = 0; a < e->alts.n; a++) {
			const struct time_alt *alt = &e->alts.v[a];
			put(alt->class ? lex->by_class[alt->class] : lex->by_word[TIME_WORD_HASH(alt->word)], id);
		}
		if (!e->optional)
			return;
	}
}

/* Adds what the elements from `from` on can begin with to what can stand second. */
static void note_second(struct time_rule *rule, size_t from)
{
	for (size_t i = from; i < rule->elements.n; i++) {
		const struct time_element *e = &rule->elements.v[i];
		if (e->context)
			break;
		for (size_t a = 0; a < e->alts.n; a++)
			if (e->alts.v[a].class)
				rule->second_classes |= (uint64_t)1 << e->alts.v[a].class;
			else
				rule->second_words |= TIME_WORD_BIT(e->alts.v[a].word);
		if (!e->optional)
			return;
	}
	rule->second_none = true;
}

static void note_seconds(struct time_rule *rule)
{
	for (size_t i = 0; i < rule->elements.n; i++) {
		if (rule->elements.v[i].context)
			continue;
		note_second(rule, i + 1);
		if (!rule->elements.v[i].optional)
			return;
	}
}

static void index_rules(struct knowledge *k, struct timelex *lex)
{
	lex->set_words = (lex->rules.n + 63) / 64;
	for (size_t c = 0; c < TIME_CLASS_COUNT; c++)
		lex->by_class[c] = arena_array(&k->arena, uint64_t, lex->set_words + 1);
	for (size_t h = 0; h < TIME_WORD_HASHES; h++)
		lex->by_word[h] = arena_array(&k->arena, uint64_t, lex->set_words + 1);
	for (size_t i = 0; i < lex->rules.n; i++) {
		note_first(lex, i);
		note_seconds(&lex->rules.v[i]);
	}
}

bool timelex_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct loader *l = arena_new(&k->arena, struct loader);
	l->k = k;
	l->lex = arena_new(&k->arena, struct timelex);
	l->lex->hyphen = knowledge_sym(k, STR("-"));
	l->lex->for_ = knowledge_sym(k, STR("for"));
	l->lex->by = knowledge_sym(k, STR("by"));
	if (!load_file(l, dir, "time/words.tsv", 3, 5, load_word, err) ||
	    !load_file(l, dir, "time/patterns.tsv", 2, 4, load_pattern, err))
		return false;
	phrases_index(k, &l->lex->words);
	index_rules(k, l->lex);
	k->times = l->lex;
	return true;
}
