#include "data/rules.h"

#include "data/rulecheck.h"
#include "data/table.h"

#include <stdlib.h>
#include <string.h>

#define WEIGHT_WORD 8u  /* a word of the trigger beyond its head */
#define WEIGHT_COND 4u  /* a condition on a lemma or an actor */
#define WEIGHT_THERE 2u /* a condition that something is there */
#define LEXEMES_MAX 65535u
#define LIST_MAX 4096u

struct loader {
	struct knowledge *k;
	struct rules *r;
	struct table t;
	const char *dir;
	struct err *err;
	VEC(uint32_t) lexeme_of; /* by symbol, while symbols are still being added */
};

const char *rule_effect_name(enum rule_effect e)
{
	static const char *const names[] = {
		"",
#define X(name, word) word,
		RULE_EFFECT_LIST(X)
#undef X
	};
	return names[e < RULE_EFFECT_COUNT ? e : 0];
}

static enum rule_effect effect_of(struct str word)
{
	for (enum rule_effect e = 1; e < RULE_EFFECT_COUNT; e++)
		if (str_is(word, rule_effect_name(e)))
			return e;
	return RULE_EFFECT_NONE;
}

/* ---- words */

static struct rule_lexeme *lexeme(struct loader *l, sym s)
{
	while (l->lexeme_of.n <= s)
		vec_push(&l->k->arena, &l->lexeme_of, 0);
	if (!l->lexeme_of.v[s]) {
		l->lexeme_of.v[s] = (uint32_t)l->r->lexemes.n;
		vec_add(&l->k->arena, &l->r->lexemes);
	}
	return &l->r->lexemes.v[l->lexeme_of.v[s]];
}

bool rules_in_class(const struct rules *r, sym lemma, uint8_t class)
{
	const struct rule_lexeme *x = rules_lexeme(r, lemma);
	return x && (x->classes[class / 64] >> (class % 64) & 1);
}

uint8_t rules_class(const struct rules *r, struct str name)
{
	for (size_t i = 1; i < r->classes.n; i++)
		if (str_eq(r->classes.v[i], name))
			return (uint8_t)i;
	return 0;
}

uint8_t rules_group(const struct rules *r, struct str name)
{
	for (size_t i = 1; i < r->groups.n; i++)
		if (str_eq(r->groups.v[i].name, name))
			return (uint8_t)i;
	return 0;
}

/* ---- codes.tsv */

static const struct rule_code *code_find(const struct rules *r, struct str code)
{
	for (size_t i = 0; i < r->codes.n; i++)
		if (str_eq(r->codes.v[i].sense.code, code))
			return &r->codes.v[i];
	return NULL;
}

struct rule_sense rules_effect(const struct rules *r, struct str code, enum rule_effect effect)
{
	for (; code.n >= 2; code.n--) {
		const struct rule_code *c = code_find(r, code);
		if (c && c->effects[effect].code.n)
			return c->effects[effect];
	}
	return (struct rule_sense){0};
}

static bool category_mode(struct loader *l, struct str category, struct str mode, struct rule_sense *out)
{
	out->category = (uint8_t)category_of(category);
	if (!out->category)
		return table_fail(&l->t, "“%.*s” is no PLOVER category", (int)category.n, category.p);
	out->mode = (uint8_t)(mode.n ? mode_of(out->category, mode) : 0);
	if (mode.n && !out->mode)
		return table_fail(&l->t, "“%.*s” is no mode of %.*s", (int)mode.n, mode.p, (int)category.n, category.p);
	return true;
}

/* CODE, CODE:CATEGORY, CODE:CATEGORY.mode, CODE:.mode */
static bool sense_parse(struct loader *l, struct str text, struct rule_sense *out)
{
	struct str rest = text, code = str_cut(&rest, ':');
	const struct rule_code *c = code_find(l->r, code);
	if (!c)
		return table_fail(&l->t, "“%.*s” is no code of codes.tsv", (int)code.n, code.p);
	*out = c->sense;
	if (!rest.n)
		return true;
	struct str mode = rest, category = str_cut(&mode, '.');
	return category_mode(l, category.n ? category : str_of(category_name(out->category)), mode, out);
}

static bool code_row(struct loader *l)
{
	struct table *t = &l->t;
	struct rule_code *c = vec_add(&l->k->arena, &l->r->codes);
	*c = (struct rule_code){.meaning = t->field[4]};
	if (t->field[0].n < 2 || t->field[0].n > 4)
		return table_fail(t, "a code has two to four digits");
	for (size_t i = 0; i + 1 < l->r->codes.n; i++)
		if (str_eq(l->r->codes.v[i].sense.code, t->field[0]))
			return table_fail(t, "code %.*s stands here a second time", (int)t->field[0].n, t->field[0].p);
	if (t->field[1].n && !category_mode(l, t->field[1], t->field[2], &c->sense))
		return false;
	c->sense.code = t->field[0];
	return true;
}

static bool code_effects(struct loader *l, struct rule_code *c, struct str list)
{
	struct str item;
	while (table_item(&list, ' ', &item)) {
		struct str sense = item, name = str_cut(&sense, '=');
		enum rule_effect e = effect_of(name);
		if (e < RULE_EFFECT_INTENT)
			return table_fail(&l->t, "“%.*s” is no effect that changes a code", (int)name.n, name.p);
		if (!sense_parse(l, sense, &c->effects[e]))
			return false;
	}
	return true;
}

static bool open_file(struct loader *l, const char *name)
{
	return knowledge_table(l->k, &l->t, l->dir, name, l->err);
}

static bool done(struct loader *l)
{
	return l->err->code == ERR_NONE;
}

/* Twice, as effects name codes that stand further down. */
static bool load_codes(struct loader *l)
{
	if (!open_file(l, "events/codes.tsv"))
		return false;
	struct table again = l->t;
	while (table_next(&l->t, 4, 5))
		if (!code_row(l))
			return false;
	if (!done(l))
		return false;
	l->t = again;
	for (size_t i = 0; table_next(&l->t, 4, 5); i++)
		if (!code_effects(l, &l->r->codes.v[i], l->t.field[3]))
			return false;
	return done(l);
}

/* ---- classes.tsv, groups.tsv */

static void find_grammar(struct rules *r)
{
	r->grammar = (struct rules_grammar){
		.future = rules_class(r, STR("aux-future")), .would = rules_class(r, STR("aux-would")),
		.might = rules_class(r, STR("aux-might")), .must = rules_class(r, STR("aux-must")),
		.negation = rules_class(r, STR("negation")), .condition = rules_class(r, STR("condition")),
		.since = rules_class(r, STR("since")), .beside = rules_class(r, STR("beside")), .occur = rules_class(r, STR("occur")),
		.coming = rules_class(r, STR("future-modifier")), .possible = rules_class(r, STR("might-modifier")),
		.bygone = rules_class(r, STR("past-modifier")), .past_adv = rules_class(r, STR("past-adverb")),
		.focus = rules_class(r, STR("focus")), .nearly = rules_class(r, STR("nearly")), .without = rules_class(r, STR("without")),
		.nobody = rules_class(r, STR("nobody")), .untrue = rules_class(r, STR("untrue")), .true_ = rules_class(r, STR("true")),
		.unsure = rules_class(r, STR("unsure")), .past_noun = rules_class(r, STR("past-noun")), .some = rules_class(r, STR("some")),
		.violence = rules_class(r, STR("fighting")), .after = rules_class(r, STR("after")), .yet = rules_class(r, STR("yet")),
		.amid = rules_class(r, STR("amid")),
	};
}

static bool load_classes(struct loader *l)
{
	if (!open_file(l, "events/classes.tsv"))
		return false;
	vec_add(&l->k->arena, &l->r->classes);
	while (table_next(&l->t, 2, 2)) {
		struct str list = l->t.field[1], item;
		uint8_t class = rules_class(l->r, l->t.field[0]);
		if (!class) {
			if (l->r->classes.n == RULE_CLASSES_MAX)
				return table_fail(&l->t, "more than %d classes", RULE_CLASSES_MAX - 1);
			class = (uint8_t)l->r->classes.n;
			vec_push(&l->k->arena, &l->r->classes, l->t.field[0]);
		}
		while (table_item(&list, ' ', &item)) {
			struct rule_lexeme *x = lexeme(l, knowledge_sym(l->k, item));
			if (x->classes[class / 64] >> (class % 64) & 1)
				return table_fail(&l->t, "“%.*s” is in {%.*s} already", (int)item.n, item.p, (int)l->t.field[0].n, l->t.field[0].p);
			x->classes[class / 64] |= (uint64_t)1 << (class % 64);
		}
	}
	find_grammar(l->r);
	return done(l);
}

static bool bits(struct loader *l, struct str list, bool sectors, uint32_t *out)
{
	struct str item;
	while (table_item(&list, ',', &item)) {
		int v = sectors ? (int)sector_of(item) : (int)actor_kind_of(item);
		if (!v)
			return table_fail(&l->t, "“%.*s” is no %s", (int)item.n, item.p, sectors ? "sector" : "kind of actor");
		*out |= (uint32_t)1 << v;
	}
	return true;
}

/* name, kinds, sectors, class, "country" */
static bool load_groups(struct loader *l)
{
	if (!open_file(l, "events/groups.tsv"))
		return false;
	vec_add(&l->k->arena, &l->r->groups);
	while (table_next(&l->t, 3, 5)) {
		if (l->r->groups.n == RULE_GROUPS_MAX)
			return table_fail(&l->t, "more than %d groups", RULE_GROUPS_MAX - 1);
		struct rule_group g = {.name = l->t.field[0], .country = str_is(l->t.field[4], "country")};
		if (!bits(l, l->t.field[1], false, &g.kinds) || !bits(l, l->t.field[2], true, &g.sectors))
			return false;
		g.class = l->t.field[3].n ? rules_class(l->r, l->t.field[3]) : 0;
		if (l->t.field[3].n && !g.class)
			return table_fail(&l->t, "no class {%.*s}", (int)l->t.field[3].n, l->t.field[3].p);
		uint8_t before = rules_group(l->r, g.name);
		while (before && l->r->groups.v[before].more)
			before = l->r->groups.v[before].more;
		if (before)
			l->r->groups.v[before].more = (uint8_t)l->r->groups.n;
		vec_push(&l->k->arena, &l->r->groups, g);
	}
	return done(l);
}

/* ---- paths */

static struct rule_step step_of(struct loader *l, struct str word)
{
	static const struct { const char *name; uint8_t kind; } steps[] = {
		{"subj", RULE_STEP_SUBJ}, {"obj", RULE_STEP_OBJ}, {"iobj", RULE_STEP_IOBJ}, {"comp", RULE_STEP_COMP}, {"mod", RULE_STEP_MOD},
		{"adv", RULE_STEP_ADV}, {"num", RULE_STEP_NUM}, {"gov", RULE_STEP_GOV}, {"advcl", RULE_STEP_ADVCL}, {"case", RULE_STEP_CASE}, {"any", RULE_STEP_ANY},
	};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (str_is(word, steps[i].name))
			return (struct rule_step){steps[i].kind, 0};
	return (struct rule_step){RULE_STEP_PREP, knowledge_sym(l->k, word)};
}

static bool path_parse(struct loader *l, struct str text, struct rule_path *out)
{
	VEC(struct rule_slot) slots = {0};
	struct str list = text, one;
	while (table_item(&list, '|', &one)) {
		struct rule_slot *s = vec_add(&l->k->arena, &slots);
		struct str word;
		while (table_item(&one, '.', &word)) {
			for (size_t i = 0; i < word.n; i++)
				if (word.p[i] < 'a' || word.p[i] > 'z')
					return table_fail(&l->t, "“%.*s” is no step of a path", (int)word.n, word.p);
			if (s->n == RULE_STEPS_MAX)
				return table_fail(&l->t, "a path of more than %d steps", RULE_STEPS_MAX);
			s->step[s->n++] = step_of(l, word);
		}
	}
	if (!slots.n || slots.n > UINT8_MAX)
		return table_fail(&l->t, "“%.*s” is no path", (int)text.n, text.p);
	*out = (struct rule_path){.n = (uint8_t)slots.n, .slot = slots.v, .text = text};
	return true;
}

/* ---- frames: A=path R=path C=path, and flags */

static bool frame_item(struct loader *l, struct str item, struct rule_frame *f)
{
	if (str_is(item, "both"))
		f->both = true;
	else if (str_is(item, "mutual"))
		f->mutual = true;
	else if (str_is(item, "needs-recipient"))
		f->needs_recipient = true;
	else if (str_is(item, "needs-actor"))
		f->needs_actor = true;
	else if (str_starts(item, STR("A=")))
		return path_parse(l, str_sub(item, 2, item.n), &f->actor);
	else if (str_starts(item, STR("R=")))
		return path_parse(l, str_sub(item, 2, item.n), &f->recipient);
	else if (str_starts(item, STR("C=")))
		return path_parse(l, str_sub(item, 2, item.n), &f->complement);
	else
		return table_fail(&l->t, "“%.*s” is no part of a frame", (int)item.n, item.p);
	return true;
}

static bool frame_parse(struct loader *l, struct str text, struct rule_frame *f)
{
	struct str item;
	while (table_item(&text, ' ', &item))
		if (!frame_item(l, item, f))
			return false;
	return true;
}

static struct rule_frame *frame_named(const struct rules *r, struct str name)
{
	for (size_t i = 0; i < r->frames.n; i++)
		if (str_eq(r->frames.v[i]->name, name))
			return r->frames.v[i];
	return NULL;
}

static bool load_frames(struct loader *l)
{
	if (!open_file(l, "events/frames.tsv"))
		return false;
	while (table_next(&l->t, 2, 2)) {
		if (frame_named(l->r, l->t.field[0]))
			return table_fail(&l->t, "frame %.*s stands here a second time", (int)l->t.field[0].n, l->t.field[0].p);
		struct rule_frame *f = arena_new(&l->k->arena, struct rule_frame);
		f->name = l->t.field[0];
		if (!frame_parse(l, l->t.field[1], f))
			return false;
		vec_push(&l->k->arena, &l->r->frames, f);
	}
	return done(l);
}

/* “tr”, “tr R=obj|in”, “A=subj R=obj”: a name first takes over that frame, what follows changes it. */
static const struct rule_frame *frame_of(struct loader *l, struct str text)
{
	struct rule_frame *f = arena_new(&l->k->arena, struct rule_frame);
	struct str rest = text, first = str_cut(&rest, ' ');
	struct rule_frame *named = frame_named(l->r, first);
	if (named && !rest.n)
		return named;
	if (named)
		*f = *named;
	else if (str_find(first, STR("=")) == first.n && !str_is(first, "both")) {
		table_fail(&l->t, "no frame of the name “%.*s”", (int)first.n, first.p);
		return NULL;
	}
	return frame_parse(l, named ? rest : text, f) ? f : NULL;
}

/* ---- conditions */

/* Lemmas are compared as they stand in lower case. */
static bool lemma_sym(struct loader *l, struct str word, sym *out)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] >= 'A' && word.p[i] <= 'Z')
			return table_fail(&l->t, "“%.*s” can never match: lemmas are written small", (int)word.n, word.p);
	*out = knowledge_sym(l->k, word);
	if (str_find(word, STR("-")) < word.n)
		lexeme(l, *out); /* three words of the text become one only where rules know the whole */
	return true;
}

static bool lemma_list(struct loader *l, struct str list, struct rule_cond *c)
{
	VEC(sym) lemmas = {0};
	VEC(uint8_t) classes = {0};
	struct str item;
	while (table_item(&list, ',', &item)) {
		if (item.p[0] != '{') {
			sym lemma = 0;
			if (!lemma_sym(l, item, &lemma))
				return false;
			vec_push(&l->k->arena, &lemmas, lemma);
			continue;
		}
		uint8_t class = rules_class(l->r, str_sub(item, 1, item.n - 1));
		if (!class)
			return table_fail(&l->t, "no class %.*s in classes.tsv", (int)item.n, item.p);
		vec_push(&l->k->arena, &classes, class);
	}
	if (lemmas.n + classes.n == 0 || lemmas.n + classes.n > LIST_MAX)
		return table_fail(&l->t, "a condition without words");
	c->test = RULE_TEST_LEMMA;
	c->lemmas = lemmas.v, c->n_lemmas = (uint16_t)lemmas.n;
	c->classes = classes.v, c->n_classes = (uint16_t)classes.n;
	return true;
}

static size_t find_any(struct str s, const char *chars)
{
	size_t i = 0;
	while (i < s.n && !strchr(chars, s.p[i]))
		i++;
	return i;
}

/* path, !path, path=lemma,{class}, path!=…, path@group, path!@group; several parted by | : any of them */
static bool cond_parse(struct loader *l, struct str text, struct rule_cond *c)
{
	c->text = text;
	if (text.p[0] == '!') {
		c->negate = true;
		text = str_sub(text, 1, text.n);
	}
	size_t at = find_any(text, "=@!");
	struct str path = str_sub(text, 0, at);
	if (at < text.n && text.p[at] == '!') {
		c->negate = !c->negate;
		at++;
	}
	if (!path_parse(l, path, &c->path))
		return false;
	if (at >= text.n)
		return true;
	struct str value = str_sub(text, at + 1, text.n);
	if (text.p[at] == '=')
		return lemma_list(l, value, c);
	if (str_is(value, "place")) {
		c->test = RULE_TEST_PLACE;
		return true;
	}
	c->test = RULE_TEST_ACTOR;
	c->group = rules_group(l->r, value);
	return c->group || table_fail(&l->t, "no group @%.*s in groups.tsv", (int)value.n, value.p);
}

static bool conds_parse(struct loader *l, struct str list, struct rule *rule)
{
	VEC(struct rule_cond) conds = {0};
	struct str item, one;
	while (table_item(&list, ' ', &item)) {
		uint32_t weight = WEIGHT_COND;
		while (table_item(&item, '|', &one)) {
			struct rule_cond c = {.or_next = item.n > 0};
			if (!cond_parse(l, one, &c))
				return false;
			vec_push(&l->k->arena, &conds, c);
			if (c.test == RULE_TEST_THERE)
				weight = WEIGHT_THERE;
		}
		rule->weight += weight;
	}
	rule->conds = conds.v, rule->n_conds = (uint16_t)conds.n;
	return true;
}

/* ---- rules: triggers, sense, conditions, frame */

/* “100”, “100 ~demand”, “~do”, “none”, “111 ~condemn keep”, “190 sure” */
static bool rule_sense_parse(struct loader *l, struct str text, struct rule *rule)
{
	struct str item;
	rule->bare = true;
	while (table_item(&text, ' ', &item)) {
		if (item.p[0] == '~') {
			rule->effect = (uint8_t)effect_of(str_sub(item, 1, item.n));
			if (!rule->effect)
				return table_fail(&l->t, "no effect “%.*s”", (int)item.n, item.p);
		} else if (str_is(item, "keep"))
			rule->keep = true;
		else if (str_is(item, "sure"))
			rule->sure = true;
		else if (str_is(item, "latent"))
			rule->latent = true;
		else if (str_is(item, "none"))
			rule->silent = true;
		else if (!sense_parse(l, item, &rule->sense))
			return false;
		else if (!rule->sense.category)
			return table_fail(&l->t, "code %.*s has no category", (int)item.n, item.p);
		else
			rule->bare = false;
	}
	if (rule->bare && !rule->effect && !rule->silent)
		return table_fail(&l->t, "a rule that says nothing: neither a code nor an effect");
	return true;
}

/* Verbs and adjectives: the head comes first; nouns: last. */
static bool trigger_parse(struct loader *l, struct str text, struct rule *rule)
{
	struct str word;
	rule->n_words = 0;
	while (table_item(&text, ' ', &word)) {
		if (rule->n_words == RULE_WORDS_MAX)
			return table_fail(&l->t, "a trigger of more than %d words", RULE_WORDS_MAX);
		if (!lemma_sym(l, word, &rule->words[rule->n_words++]))
			return false;
	}
	if (rule->pos == RULE_NOUN && rule->n_words > 1) {
		sym head = rule->words[rule->n_words - 1];
		memmove(rule->words + 1, rule->words, sizeof *rule->words * (rule->n_words - 1u));
		rule->words[0] = head;
	}
	return true;
}

static bool rule_row(struct loader *l, enum rule_pos pos)
{
	struct rule rule = {.pos = (uint8_t)pos, .file = l->t.name, .line = l->t.line};
	if (!rule_sense_parse(l, l->t.field[1], &rule) || !conds_parse(l, l->t.field[2], &rule))
		return false;
	struct str list = l->t.field[0], trigger, frame = l->t.field[3];
	rule.frame = frame_of(l, frame.n ? frame : pos == RULE_NOUN ? STR("noun") : STR("tr"));
	if (!rule.frame)
		return false;
	if (rule.effect && !rule.frame->complement.n)
		return table_fail(&l->t, "an effect needs a frame with a complement (C=)");
	while (table_item(&list, ',', &trigger)) {
		struct rule one = rule;
		if (!trigger_parse(l, trigger, &one))
			return false;
		one.weight += WEIGHT_WORD * (one.n_words - 1u);
		lexeme(l, one.words[0]);
		vec_push(&l->k->arena, &l->r->rules, one);
	}
	return true;
}

static bool load_rules(struct loader *l, const char *file, enum rule_pos pos)
{
	if (!open_file(l, file))
		return false;
	while (table_next(&l->t, 2, 4))
		if (!rule_row(l, pos))
			return false;
	return done(l);
}

static bool load_means(struct loader *l)
{
	if (!open_file(l, "events/means.tsv"))
		return false;
	while (table_next(&l->t, 2, 2)) {
		struct rule_means m = {.class = rules_class(l->r, l->t.field[0])};
		if (!m.class)
			return table_fail(&l->t, "no class {%.*s}", (int)l->t.field[0].n, l->t.field[0].p);
		if (!sense_parse(l, l->t.field[1], &m.sense))
			return false;
		vec_push(&l->k->arena, &l->r->means, m);
	}
	return done(l);
}

/* ---- the index: rules by lemma and part of speech, the most special first */

static int by_lemma(const void *x, const void *y)
{
	const struct rule *a = x, *b = y;
	if (a->words[0] != b->words[0])
		return a->words[0] < b->words[0] ? -1 : 1;
	if (a->pos != b->pos)
		return a->pos < b->pos ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	int file = strcmp(a->file, b->file);
	return file ? file : a->line < b->line ? -1 : a->line > b->line;
}

static bool sort_rules(struct loader *l)
{
	struct rules *r = l->r;
	if (r->lexemes.n > LEXEMES_MAX)
		return err_set(l->err, ERR_DATA, "events: more than %u words", LEXEMES_MAX);
	if (r->rules.n)
		qsort(r->rules.v, r->rules.n, sizeof *r->rules.v, by_lemma);
	for (size_t i = 0; i < r->rules.n; i++) {
		const struct rule *rule = &r->rules.v[i];
		struct rule_lexeme *x = lexeme(l, rule->words[0]);
		if (x->last[rule->pos] == 0)
			x->first[rule->pos] = (uint32_t)i;
		x->last[rule->pos] = (uint32_t)i + 1;
	}
	return true;
}

static void index_lexemes(struct loader *l)
{
	struct rules *r = l->r;
	uint16_t *index = arena_array(&l->k->arena, uint16_t, l->lexeme_of.n + 1);
	for (size_t s = 0; s < l->lexeme_of.n; s++)
		index[s] = (uint16_t)l->lexeme_of.v[s];
	r->lexeme_of = index;
	r->n_syms = l->lexeme_of.n;
}

bool rules_load(struct knowledge *k, const char *dir, struct err *err)
{
	static const struct { const char *file; enum rule_pos pos; } files[] = {
		{"events/verbs.tsv", RULE_VERB}, {"events/speech.tsv", RULE_VERB}, {"events/nouns.tsv", RULE_NOUN},
		{"events/adjectives.tsv", RULE_ADJ},
	};
	struct loader l = {.k = k, .r = arena_new(&k->arena, struct rules), .dir = dir, .err = err};
	vec_add(&k->arena, &l.r->lexemes); /* 0: no lexeme */
	bool ok = load_codes(&l) && load_classes(&l) && load_groups(&l) && load_frames(&l);
	for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++)
		ok = load_rules(&l, files[i].file, files[i].pos);
	if (!ok || !load_means(&l) || !sort_rules(&l))
		return false;
	index_lexemes(&l);
	if (!rulecheck(l.r, &k->symbols, err))
		return false;
	k->rules = l.r;
	return true;
}
