#include "data/rulecheck.h"

/* ---- does one condition follow from another? */

static bool same_slot(const struct rule_slot *a, const struct rule_slot *b)
{
	for (uint8_t i = 0; i < a->n; i++)
		if (i == b->n || a->step[i].kind != b->step[i].kind || a->step[i].prep != b->step[i].prep)
			return false;
	return a->n == b->n;
}

/* Whether the second path leads wherever the first does. */
static bool path_within(const struct rule_path *a, const struct rule_path *b)
{
	for (uint8_t i = 0; i < a->n; i++) {
		uint8_t j = 0;
		while (j < b->n && !same_slot(&a->slot[i], &b->slot[j]))
			j++;
		if (j == b->n)
			return false;
	}
	return true;
}

static bool class_within(const struct rules *r, uint8_t a, uint8_t b)
{
	for (size_t i = 1; i < r->lexemes.n; i++) {
		const uint64_t *in = r->lexemes.v[i].classes;
		if ((in[a / 64] >> (a % 64) & 1) && !(in[b / 64] >> (b % 64) & 1))
			return false;
	}
	return true;
}

static bool lemma_in(const struct rules *r, sym lemma, const struct rule_cond *c)
{
	for (uint16_t i = 0; i < c->n_lemmas; i++)
		if (c->lemmas[i] == lemma)
			return true;
	for (uint16_t i = 0; i < c->n_classes; i++)
		if (rules_in_class(r, lemma, c->classes[i]))
			return true;
	return false;
}

/* Each lemma of the class is one that the condition takes. */
static bool class_in(const struct rules *r, uint8_t class, const struct rule_cond *c)
{
	for (uint16_t i = 0; i < c->n_classes; i++)
		if (class_within(r, class, c->classes[i]))
			return true;
	for (sym s = 0; s < r->n_syms; s++)
		if (rules_in_class(r, s, class) && !lemma_in(r, s, c))
			return false;
	return true;
}

static bool lemmas_within(const struct rules *r, const struct rule_cond *a, const struct rule_cond *b)
{
	for (uint16_t i = 0; i < a->n_lemmas; i++)
		if (!lemma_in(r, a->lemmas[i], b))
			return false;
	for (uint16_t i = 0; i < a->n_classes; i++)
		if (!class_in(r, a->classes[i], b))
			return false;
	return true;
}

/* The kinds and sectors that the rows of a group name, those that need a country only where the asker has one too. */
static void group_bits(const struct rules *r, uint8_t group, bool country, uint32_t *kinds, uint32_t *sectors)
{
	*kinds = *sectors = 0;
	for (; group; group = r->groups.v[group].more)
		if (country || !r->groups.v[group].country) {
			*kinds |= r->groups.v[group].kinds;
			*sectors |= r->groups.v[group].sectors;
		}
}

static bool group_within(const struct rules *r, uint8_t a, uint8_t b)
{
	uint8_t class_a = r->groups.v[a].class, class_b = r->groups.v[b].class;
	if (a != b && class_a && (!class_b || !class_within(r, class_a, class_b)))
		return false;
	for (uint8_t row = a; row && a != b; row = r->groups.v[row].more) {
		uint32_t kinds, sectors;
		group_bits(r, b, r->groups.v[row].country, &kinds, &sectors);
		if (r->groups.v[row].kinds & ~kinds || r->groups.v[row].sectors & ~sectors)
			return false;
	}
	return true;
}

/* Both taken without their “!”. */
static bool found_too(const struct rules *r, const struct rule_cond *a, const struct rule_cond *b)
{
	if (!path_within(&a->path, &b->path))
		return false;
	if (b->test == RULE_TEST_THERE)
		return true;
	if (a->test != b->test)
		return false;
	return a->test == RULE_TEST_LEMMA ? lemmas_within(r, a, b) : a->test != RULE_TEST_ACTOR || group_within(r, a->group, b->group);
}

static bool follows(const struct rules *r, const struct rule_cond *a, const struct rule_cond *b)
{
	return a->negate == b->negate && (a->negate ? found_too(r, b, a) : found_too(r, a, b));
}

static bool excludes(const struct rules *r, const struct rule_cond *a, const struct rule_cond *b)
{
	return a->negate != b->negate && (a->negate ? found_too(r, b, a) : found_too(r, a, b));
}

/* ---- conditions of a rule: alternatives that stand in a row are one */

static uint16_t last_of(const struct rule *rule, uint16_t i)
{
	while (rule->conds[i].or_next)
		i++;
	return i;
}

/* Each alternative of the condition at i of a leads to one of that at j of b. */
static bool cond_follows(const struct rules *r, const struct rule *a, uint16_t i, const struct rule *b, uint16_t j)
{
	for (uint16_t x = i; x <= last_of(a, i); x++) {
		uint16_t y = j;
		while (y <= last_of(b, j) && !follows(r, &a->conds[x], &b->conds[y]))
			y++;
		if (y > last_of(b, j))
			return false;
	}
	return true;
}

static bool cond_excludes(const struct rules *r, const struct rule *rule, uint16_t i, uint16_t j)
{
	for (uint16_t x = i; x <= last_of(rule, i); x++)
		for (uint16_t y = j; y <= last_of(rule, j); y++)
			if (!excludes(r, &rule->conds[x], &rule->conds[y]))
				return false;
	return true;
}

static bool has_words_of(const struct rule *a, const struct rule *b)
{
	for (uint8_t i = 1; i < b->n_words; i++) {
		uint8_t j = 1;
		while (j < a->n_words && a->words[j] != b->words[i])
			j++;
		if (j >= a->n_words)
			return false;
	}
	return true;
}

/* Whether b fits wherever a does. */
static bool fits_too(const struct rules *r, const struct rule *a, const struct rule *b)
{
	if (!has_words_of(a, b))
		return false;
	for (uint16_t j = 0; j < b->n_conds; j = (uint16_t)(last_of(b, j) + 1)) {
		uint16_t i = 0;
		while (i < a->n_conds && !cond_follows(r, a, i, b, j))
			i = (uint16_t)(last_of(a, i) + 1);
		if (i >= a->n_conds)
			return false;
	}
	return true;
}

/* ---- what cannot be */

/* A verb has no adjectives and numerals, a noun no indirect object. */
static bool leads_nowhere(const struct rule *rule, const struct rule_path *path)
{
	for (uint8_t i = 0; i < path->n; i++) {
		uint8_t first = path->slot[i].step[0].kind;
		bool verb = rule->pos == RULE_VERB && (first == RULE_STEP_MOD || first == RULE_STEP_NUM);
		if (!verb && !(rule->pos == RULE_NOUN && first == RULE_STEP_IOBJ))
			return false;
	}
	return true;
}

static bool complain(const struct symtab *symbols, const struct rule *rule, struct err *err, const char *why, struct str x, struct str y)
{
	struct str w = symtab_name(symbols, rule->words[0]);
	return err_set(err, ERR_DATA, "%s:%u: the rule for “%.*s” can never fire: “%.*s%s%.*s%s", rule->file, rule->line, (int)w.n, w.p, (int)x.n,
		       x.p, why, (int)y.n, y.p, y.n ? "” exclude each other" : "");
}

static bool check_conds(const struct rules *r, const struct symtab *symbols, const struct rule *rule, struct err *err)
{
	for (uint16_t i = 0; i < rule->n_conds; i = (uint16_t)(last_of(rule, i) + 1)) {
		const struct rule_cond *c = &rule->conds[i];
		if (!c->negate && !c->or_next && leads_nowhere(rule, &c->path))
			return complain(symbols, rule, err, "” leads nowhere from such a word", c->text, STR(""));
		for (uint16_t j = 0; j < i; j = (uint16_t)(last_of(rule, j) + 1))
			if (cond_excludes(r, rule, j, i))
				return complain(symbols, rule, err, "” and “", rule->conds[j].text, c->text);
	}
	return true;
}

static bool check_hidden(const struct rules *r, const struct symtab *symbols, size_t i, struct err *err)
{
	const struct rule *v = r->rules.v;
	for (size_t j = i; j-- > 0 && v[j].words[0] == v[i].words[0] && v[j].pos == v[i].pos;)
		if (fits_too(r, &v[i], &v[j])) {
			struct str w = symtab_name(symbols, v[i].words[0]);
			bool same = v[i].n_conds == v[j].n_conds && fits_too(r, &v[j], &v[i]);
			return err_set(err, ERR_DATA, "%s:%u: the rule for “%.*s” can never fire: %s:%u %s", v[i].file, v[i].line, (int)w.n, w.p,
				       v[j].file, v[j].line, same ? "has the same trigger and conditions" : "fits wherever it fits and is asked first");
		}
	return true;
}

bool rulecheck(const struct rules *r, const struct symtab *symbols, struct err *err)
{
	for (size_t i = 0; i < r->rules.n; i++)
		if (!check_conds(r, symbols, &r->rules.v[i], err) || !check_hidden(r, symbols, i, err))
			return false;
	return true;
}
