#include "data/inputlex.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "data/table.h"

static const char *const line_words[LINE_KIND_COUNT] = {
	NULL,
#define X(name, word) word,
	LINE_KIND_LIST(X)
#undef X
};

static enum line_kind kind_of(struct str word)
{
	for (int i = 1; i < LINE_KIND_COUNT; i++)
		if (str_is(word, line_words[i]))
			return (enum line_kind)i;
	return LINE_NONE;
}

static void sort_lines(struct arena *a, struct line_patterns *of)
{
	size_t n = 0;
	of->order = arena_array(a, uint16_t, of->n + 1);
	for (int byte = 0; byte < 256; byte++) {
		of->start[byte] = (uint16_t)n;
		for (size_t i = 0; i < of->n; i++)
			if (!of->v[i].anywhere && (unsigned char)of->v[i].text.p[0] == byte)
				of->order[n++] = (uint16_t)i;
	}
	of->start[256] = (uint16_t)n;
	for (size_t i = 0; i < of->n; i++)
		if (of->v[i].anywhere)
			of->order[n++] = (uint16_t)i;
	of->n_anywhere = n - of->start[256];
}

static bool load_lines(struct knowledge *k, struct inputlex *x, const char *dir, struct err *err)
{
	struct table t;
	VEC(struct line_pattern) lines[LINE_KIND_COUNT] = {0};
	if (!knowledge_table(k, &t, dir, "input/lines.tsv", err))
		return false;
	while (table_next(&t, 2, 2)) {
		struct line_pattern p = {.kind = kind_of(t.field[0]), .text = t.field[1]};
		if (p.kind == LINE_NONE)
			return table_fail(&t, "no kind of line \"%.*s\"", (int)t.field[0].n, t.field[0].p);
		p.anywhere = p.text.n > 1 && p.text.p[0] == '*';
		if (p.anywhere)
			p.text = str_sub(p.text, 1, p.text.n);
		if (p.text.n == 0)
			return table_fail(&t, "an empty pattern would match every line");
		if (lines[p.kind].n == INPUTLEX_LINES_MAX)
			return table_fail(&t, "more than %d patterns of one kind", INPUTLEX_LINES_MAX);
		vec_push(&k->arena, &lines[p.kind], p);
	}
	for (int i = 0; i < LINE_KIND_COUNT; i++) {
		x->lines[i].v = lines[i].v;
		x->lines[i].n = lines[i].n;
		sort_lines(&k->arena, &x->lines[i]);
	}
	return err->code == ERR_NONE;
}

static bool load_agencies(struct knowledge *k, struct inputlex *x, const char *dir, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, "input/agencies.tsv", err))
		return false;
	while (table_next(&t, 1, 2)) {
		if (x->n_agencies == sizeof x->agency / sizeof *x->agency)
			return table_fail(&t, "more than %zu agencies", x->n_agencies);
		x->agency[x->n_agencies][0] = t.field[0];
		x->agency[x->n_agencies][1] = t.field[1].n ? t.field[1] : t.field[0];
		x->n_agencies++;
	}
	return err->code == ERR_NONE;
}

static bool load_languages(struct knowledge *k, struct inputlex *x, const char *dir, struct err *err)
{
	struct table t;
	VEC(uint64_t) speakers = {0};
	if (!knowledge_table(k, &t, dir, "input/languages.tsv", err))
		return false;
	symtab_init(&x->words, &k->arena);
	vec_push(&k->arena, &speakers, 0);
	x->english = -1;
	while (table_next(&t, 2, 4)) {
		if (x->n_languages == INPUTLEX_LANGUAGES_MAX)
			return table_fail(&t, "more than %d languages", INPUTLEX_LANGUAGES_MAX);
		if (str_is(t.field[0], "en"))
			x->english = (int)x->n_languages;
		x->languages[x->n_languages] = (struct language){t.field[0], t.field[1]};
		for (struct str rest = t.field[2], w; table_item(&rest, ' ', &w);) {
			sym s = symtab_add(&x->words, w);
			while (speakers.n <= s)
				vec_push(&k->arena, &speakers, 0);
			speakers.v[s] |= (uint64_t)1 << x->n_languages;
		}
		for (struct str rest = t.field[3], w; table_item(&rest, ' ', &w);) {
			size_t at = 0;
			uint32_t letter = utf8_next(w, &at);
			if (at != w.n || letter < 0x80 || letter >= INPUTLEX_LETTERS)
				return table_fail(&t, "\"%.*s\" is not one letter beyond ASCII of a Latin, Cyrillic or Arabic script", (int)w.n, w.p);
			x->letters[letter] |= (uint64_t)1 << x->n_languages;
		}
		x->n_languages++;
	}
	x->speakers = speakers.v;
	if (err->code == ERR_NONE && x->english < 0)
		return table_fail(&t, "no row for \"en\"");
	return err->code == ERR_NONE;
}

static bool load_months(struct knowledge *k, struct inputlex *x, const char *dir, struct err *err)
{
	struct table t;
	VEC(uint8_t) month = {0};
	if (!knowledge_table(k, &t, dir, "input/months.tsv", err))
		return false;
	symtab_init(&x->months, &k->arena);
	vec_push(&k->arena, &month, 0);
	while (table_next(&t, 2, 2)) {
		int64_t m;
		if (!str_int(t.field[0], 1, 12, &m))
			return table_fail(&t, "\"%.*s\" is no month from 1 to 12", (int)t.field[0].n, t.field[0].p);
		for (struct str rest = t.field[1], w; table_item(&rest, ' ', &w);)
			if (symtab_add(&x->months, w) == month.n)
				vec_push(&k->arena, &month, (uint8_t)m);
	}
	x->month = month.v;
	return err->code == ERR_NONE;
}

static bool is_offset(struct str s)
{
	bool shaped = s.n == 6 && (s.p[0] == '+' || s.p[0] == '-') && s.p[3] == ':';
	int64_t h, m;
	return str_is(s, "Z") || (shaped && str_int(str_sub(s, 1, 3), 0, 14, &h) && str_int(str_sub(s, 4, 6), 0, 59, &m));
}

static bool load_zones(struct knowledge *k, struct inputlex *x, const char *dir, struct err *err)
{
	struct table t;
	VEC(struct str) zone = {0};
	if (!knowledge_table(k, &t, dir, "input/zones.tsv", err))
		return false;
	symtab_init(&x->zones, &k->arena);
	vec_push(&k->arena, &zone, STR(""));
	while (table_next(&t, 2, 2)) {
		if (!is_offset(t.field[0]))
			return table_fail(&t, "\"%.*s\" is no offset from UTC such as +02:00 or Z", (int)t.field[0].n, t.field[0].p);
		for (struct str rest = t.field[1], w; table_item(&rest, ' ', &w);)
			if (symtab_add(&x->zones, w) == zone.n)
				vec_push(&k->arena, &zone, t.field[0]);
	}
	x->zone = zone.v;
	return err->code == ERR_NONE;
}

bool inputlex_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct inputlex *x = arena_new(&k->arena, struct inputlex);
	k->input = x;
	return load_lines(k, x, dir, err) && load_agencies(k, x, dir, err) && load_languages(k, x, dir, err) &&
	       load_months(k, x, dir, err) && load_zones(k, x, dir, err);
}

const struct line_pattern *inputlex_line(const struct inputlex *x, enum line_kind kind, struct str lower)
{
	const struct line_patterns *of = &x->lines[kind];
	size_t found = of->n, end = of->start[256] + of->n_anywhere;
	if (lower.n == 0)
		return NULL;
	unsigned char first = (unsigned char)lower.p[0];
	for (size_t i = of->start[first]; i < of->start[first + 1] && found == of->n; i++)
		if (str_starts(lower, of->v[of->order[i]].text))
			found = of->order[i];
	for (size_t i = of->start[256]; i < end && of->order[i] < found; i++)
		if (str_find(lower, of->v[of->order[i]].text) < lower.n)
			found = of->order[i];
	return found < of->n ? &of->v[found] : NULL;
}
