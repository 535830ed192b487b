#include "data/actor_dict.h"

#include "base/utf8.h"
#include "data/offices.h"
#include "data/table.h"

#include <string.h>
#include <utf8proc.h>

#define STATE_CODES (26 * 26 * 26)
#define FIRST_EDGES ((size_t)1 << 15)

/* What loading needs beside the dictionary. */
struct loader {
	struct knowledge *k;
	struct actor_dict *d;
	struct table t;
};

/* ---- folding ---- */

static bool is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2014);
}

static bool is_dropped(uint32_t cp)
{
	return cp == '.' || cp == '\'' || cp == '`' || cp == 0x2018 || cp == 0x2019 || cp == 0x02BC || cp == 0x02BB || cp == 0x02BF || cp == 0x02BE;
}

/* The letter without case and accents. Letters that do not decompose have their usual transcription. */
static uint32_t bare_letter(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	switch (cp) {
	case 0x131: case 0x130: return 'i';
	case 0x141: case 0x142: return 'l';
	case 0x110: case 0x111: return 'd';
	case 0xD8: case 0xF8: return 'o';
	}
	utf8proc_int32_t out[8];
	int boundary = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, out, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundary);
	return n > 0 ? (uint32_t)out[0] : 0;
}

/* Whether a genitive ends the word at s.p[i], behind an apostrophe: “People|'s”, as tokenisers part it. */
static bool genitive_at(struct str s, size_t i)
{
	return i < s.n && (s.p[i] == 's' || s.p[i] == 'S') && (i + 1 == s.n || s.p[i + 1] == ' ' || s.p[i + 1] == '-');
}

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019;
}

/* The next piece of s from *i, folded into out; its length, 0 at the end. Too long a piece comes out cut. */
static size_t next_piece(struct str s, size_t *i, char out[64])
{
	size_t n = 0;
	while (*i < s.n) {
		uint32_t cp = utf8_next(s, i);
		if (is_dash(cp) || utf8_is_space(cp) || (is_apostrophe(cp) && genitive_at(s, *i))) {
			if (n)
				return n;
			continue;
		}
		cp = is_dropped(cp) ? 0 : bare_letter(cp);
		if (cp && n < 60)
			n += utf8_put(cp, out + n);
	}
	return n;
}

int actor_dict_pieces(const struct actor_dict *d, struct str word, uint32_t out[ACTOR_PIECES_MAX])
{
	char piece[64];
	size_t i = 0, n;
	int count = 0;
	while (count < ACTOR_PIECES_MAX && (n = next_piece(word, &i, piece)) > 0)
		out[count++] = symtab_find(&d->pieces, (struct str){piece, n});
	return count;
}

/* ---- the trie ---- */

static size_t edge_slot(const struct actor_dict *d, uint32_t node, uint32_t piece)
{
	uint64_t h = ((uint64_t)node << 32 | piece) * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(h >> 32) & (d->cap_edges - 1);
	while (d->edges[i].to && (d->edges[i].node != node || d->edges[i].piece != piece))
		i = (i + 1) & (d->cap_edges - 1);
	return i;
}

uint32_t actor_dict_step(const struct actor_dict *d, uint32_t node, uint32_t piece)
{
	return piece && d->cap_edges ? d->edges[edge_slot(d, node, piece)].to : 0;
}

static void grow_edges(struct loader *l)
{
	struct actor_dict *d = l->d;
	struct actor_edge *old = d->edges;
	size_t cap = d->cap_edges;
	d->cap_edges = cap ? cap * 2 : FIRST_EDGES;
	d->edges = arena_array(&l->k->arena, struct actor_edge, d->cap_edges);
	for (size_t i = 0; i < cap; i++)
		if (old[i].to)
			d->edges[edge_slot(d, old[i].node, old[i].piece)] = old[i];
}

static uint32_t step_or_add(struct loader *l, uint32_t node, uint32_t piece)
{
	struct actor_dict *d = l->d;
	if ((d->n_edges + 1) * 2 > d->cap_edges)
		grow_edges(l);
	size_t i = edge_slot(d, node, piece);
	if (!d->edges[i].to) {
		d->edges[i] = (struct actor_edge){node, piece, (uint32_t)d->node_names.n};
		vec_push(&l->k->arena, &d->node_names, 0);
		d->n_edges++;
	}
	return d->edges[i].to;
}

static enum name_case case_of(struct str name)
{
	size_t upper = 0, lower = 0;
	for (size_t i = 0; i < name.n;) {
		uint32_t cp = utf8_next(name, &i);
		if (utf8_is_upper(cp))
			upper++;
		else if (utf8_is_letter(cp))
			lower++;
	}
	return upper == 0 ? CASE_ANY : lower || upper == 1 ? CASE_CAPITAL : CASE_UPPER;
}

/* The name of that entry and capacity in the list, or NULL. */
static struct actor_name *same_name(const struct actor_dict *d, uint32_t first, uint32_t entry, enum name_kind kind)
{
	for (uint32_t n = first; n; n = d->names.v[n].next)
		if (d->names.v[n].entry == entry && d->names.v[n].kind == kind)
			return &d->names.v[n];
	return NULL;
}

/* Days, both ends in; an open end lies beyond all others. */
static int64_t first_day(struct date d)
{
	return d.year ? date_days(d) : INT64_MIN;
}

static int64_t last_day(struct date d)
{
	return d.year ? date_days(d) : INT64_MAX;
}

/* Two of one country that go by one name on one day: the second would never be found by it. Namesakes of other countries are told
 * apart by what a report speaks of. */
static bool would_hide(const struct actor_entry *a, const struct actor_entry *b)
{
	bool bodies = a->type == ENTRY_BODY && b->type == ENTRY_BODY;
	if (!(bodies || (a->type == ENTRY_PERSON && b->type == ENTRY_PERSON)) || !str_eq(a->country, b->country))
		return false;
	return first_day(a->from) <= last_day(b->to) && first_day(b->from) <= last_day(a->to);
}

static bool check_namesakes(struct loader *l, uint32_t first, uint32_t entry, struct str name)
{
	const struct actor_dict *d = l->d;
	for (uint32_t n = first; n; n = d->names.v[n].next) {
		const struct actor_entry *other = &d->entries.v[d->names.v[n].entry];
		if (d->names.v[n].kind == NAME_PROPER && d->names.v[n].entry != entry && would_hide(other, &d->entries.v[entry]))
			return table_fail(&l->t, "“%.*s” is a name of %.*s already, in the same country on the same days", (int)name.n, name.p,
					  (int)other->rule.n, other->rule.p);
	}
	return true;
}

/* Puts a name of the entry into the trie; saying it twice does no harm. */
static bool add_name(struct loader *l, uint32_t entry, struct str name, enum name_kind kind)
{
	struct actor_dict *d = l->d;
	char piece[64];
	size_t i = 0, n;
	uint32_t node = 0;
	int pieces = 0;
	while ((n = next_piece(name, &i, piece)) > 0) {
		if (++pieces > ACTOR_PIECES_MAX)
			return table_fail(&l->t, "the name \"%.*s\" has more than %d words", (int)name.n, name.p, ACTOR_PIECES_MAX);
		node = step_or_add(l, node, symtab_add(&d->pieces, (struct str){piece, n}));
	}
	if (!node)
		return table_fail(&l->t, "a name without letters: \"%.*s\"", (int)name.n, name.p);
	struct actor_name *old = same_name(d, d->node_names.v[node], entry, kind);
	if (old) {
		if (case_of(name) < old->kase)
			old->kase = case_of(name); /* the less strict spelling wins */
		return true;
	}
	if (kind == NAME_PROPER && !check_namesakes(l, d->node_names.v[node], entry, name))
		return false;
	/* appended, so that the data file's order is the order of preference */
	uint32_t fresh = (uint32_t)d->names.n, *link = &d->node_names.v[node];
	vec_push(&l->k->arena, &d->names, ((struct actor_name){entry, kind, case_of(name), 0}));
	while (*link)
		link = &d->names.v[*link].next;
	*link = fresh;
	return true;
}

static bool add_names(struct loader *l, uint32_t entry, struct str list, enum name_kind kind)
{
	struct str name;
	while (table_item(&list, '|', &name))
		if (!add_name(l, entry, name, kind))
			return false;
	return true;
}

/* ---- fields ---- */

static struct str first_of(struct str list)
{
	return str_trim(str_cut(&list, '|'));
}

/* "FILE:LINE NAME", put together by hand: printf would be a tenth of the time that loading thousands of entries takes. */
static struct str rule_name(struct loader *l, struct str name)
{
	char where[24], *at = where + sizeof where;
	size_t n_file = strlen(l->t.name);
	*--at = ' ';
	for (unsigned line = l->t.line; line; line /= 10)
		*--at = (char)('0' + line % 10);
	*--at = ':';
	size_t n = (size_t)(where + sizeof where - at);
	char *out = arena_alloc(&l->k->arena, n_file + n + name.n + 1);
	memcpy(out, l->t.name, n_file);
	memcpy(out + n_file, at, n);
	if (name.n)
		memcpy(out + n_file + n, name.p, name.n);
	return (struct str){out, n_file + n + name.n};
}

static uint32_t add_entry(struct loader *l, enum entry_type type, struct str names)
{
	struct actor_dict *d = l->d;
	struct str name = first_of(names);
	vec_push(&l->k->arena, &d->entries, ((struct actor_entry){.type = type, .name = name}));
	struct actor_entry *e = &d->entries.v[d->entries.n - 1];
	e->rule = rule_name(l, name);
	return (uint32_t)d->entries.n - 1;
}

static struct actor_entry *entry_at(struct loader *l, uint32_t e)
{
	return &l->d->entries.v[e];
}

static bool read_sectors(struct loader *l, struct str list, uint8_t out[ACTOR_SECTORS_MAX])
{
	struct str item;
	for (int n = 0; table_item(&list, ',', &item); n++) {
		enum sector s = sector_of(item);
		if (!s)
			return table_fail(&l->t, "\"%.*s\" is no sector", (int)item.n, item.p);
		if (n == ACTOR_SECTORS_MAX)
			return table_fail(&l->t, "more than %d sectors", ACTOR_SECTORS_MAX);
		out[n] = s;
	}
	return true;
}

static bool read_country(struct loader *l, struct str code, struct str *out)
{
	*out = code;
	bool good = code.n == 3 || code.n == 0;
	for (size_t i = 0; i < code.n; i++)
		good = good && code.p[i] >= 'A' && code.p[i] <= 'Z';
	return good || table_fail(&l->t, "\"%.*s\" is no ISO 3166-1 alpha-3 code", (int)code.n, code.p);
}

/* YYYY, YYYY-MM or YYYY-MM-DD: the first day of it, or the last. */
static bool read_day(struct loader *l, struct str s, bool last, struct date *out)
{
	int64_t y, m = last ? 12 : 1, day;
	struct str rest = s, part;
	*out = (struct date){0};
	if (!s.n)
		return true;
	part = str_cut(&rest, '-');
	bool good = str_int(part, 1, 9999, &y);
	if (good && rest.n) {
		part = str_cut(&rest, '-');
		good = str_int(part, 1, 12, &m);
	}
	if (!good)
		return table_fail(&l->t, "\"%.*s\" is no date (YYYY, YYYY-MM or YYYY-MM-DD)", (int)s.n, s.p);
	day = last ? date_month_days((int)y, (int)m) : 1;
	if (rest.n && !str_int(rest, 1, date_month_days((int)y, (int)m), &day))
		return table_fail(&l->t, "\"%.*s\" is no date (YYYY, YYYY-MM or YYYY-MM-DD)", (int)s.n, s.p);
	*out = (struct date){(int16_t)y, (int8_t)m, (int8_t)day};
	return true;
}

static bool read_dates(struct loader *l, int field, struct date *from, struct date *to)
{
	if (!read_day(l, l->t.field[field], false, from) || !read_day(l, l->t.field[field + 1], true, to))
		return false;
	return first_day(*from) <= last_day(*to) || table_fail(&l->t, "the dates end before they begin");
}

static bool read_kind(struct loader *l, struct str word, enum actor_kind *out)
{
	*out = actor_kind_of(word);
	return *out || table_fail(&l->t, "\"%.*s\" is no kind of actor", (int)word.n, word.p);
}

static bool read_gender(struct loader *l, struct str s, enum gender *out)
{
	*out = str_is(s, "m") ? GENDER_MALE : str_is(s, "f") ? GENDER_FEMALE : str_is(s, "n") ? GENDER_THING : GENDER_NONE;
	return *out || !s.n || table_fail(&l->t, "\"%.*s\" is no gender (m, f, n or -)", (int)s.n, s.p);
}

/* ---- the files ---- */

static int32_t state_number(struct str c)
{
	if (c.n != 3)
		return -1;
	int32_t v = 0;
	for (int i = 0; i < 3; i++) {
		if (c.p[i] < 'A' || c.p[i] > 'Z')
			return -1;
		v = v * 26 + (c.p[i] - 'A');
	}
	return v;
}

/* country, names, adjectives, peoples, seats, sectors */
static bool read_state(struct loader *l)
{
	struct str *f = l->t.field;
	uint32_t e = add_entry(l, ENTRY_STATE, f[1].n ? f[1] : f[2]);
	struct actor_entry *en = entry_at(l, e);
	en->kind = en->plural_kind = ACTOR_KIND_STATE;
	en->gender = GENDER_THING;
	if (!read_country(l, f[0], &en->country) || !read_sectors(l, f[5], en->sectors))
		return false;
	int32_t number = state_number(en->country);
	if (number >= 0 && !l->d->states[number])
		l->d->states[number] = (int32_t)e + 1;
	return add_names(l, e, f[1], NAME_PROPER) && add_names(l, e, f[2], NAME_ADJECTIVE) && add_names(l, e, f[3], NAME_PEOPLE) &&
	       add_names(l, e, f[4], NAME_SEAT);
}

/* One body of a row. */
static bool add_body(struct loader *l, struct str names)
{
	struct str *f = l->t.field;
	uint32_t e = add_entry(l, ENTRY_BODY, names);
	struct actor_entry *en = entry_at(l, e);
	en->gender = GENDER_THING;
	if (!read_kind(l, f[1], &en->kind) || !read_country(l, f[2], &en->country) || !read_sectors(l, f[3], en->sectors) ||
	    !read_dates(l, 4, &en->from, &en->to))
		return false;
	en->plural_kind = en->kind;
	return add_names(l, e, names, NAME_PROPER);
}

/* names, kind, country, sectors, from, to; “;” parts bodies that share the rest of the row */
static bool read_body(struct loader *l)
{
	struct str rest = l->t.field[0], names;
	while (table_item(&rest, ';', &names))
		if (!add_body(l, names))
			return false;
	return true;
}

static bool add_surname(struct loader *l, uint32_t e, struct str name)
{
	size_t at = name.n;
	while (at > 0 && name.p[at - 1] != ' ')
		at--;
	return at == 0 || add_name(l, e, str_sub(name, at, name.n), NAME_SURNAME);
}

/* Roles follow each other; the day on which one ends may be the first of the next. */
static bool check_roles(struct loader *l, const struct actor_entry *e)
{
	const struct actor_role *roles = &l->d->roles.v[e->role], *last = &roles[e->n_roles - 1];
	for (uint32_t i = 0; i + 1 < e->n_roles; i++)
		if (first_day(last->from) < last_day(roles[i].to) && first_day(roles[i].from) < last_day(last->to))
			return table_fail(&l->t, "%.*s is %.*s on the same days", (int)e->name.n, e->name.p, (int)roles[i].name.n, roles[i].name.p);
	return true;
}

/* names (“~NAME”: never by its last word alone), gender, country, role, sectors, from, to; a row with the name of the row above
 * adds a role */
static bool read_person(struct loader *l)
{
	struct str *f = l->t.field, name = first_of(f[0]);
	struct actor_dict *d = l->d;
	if (str_starts(name, STR("~")))
		name = str_sub(name, 1, name.n);
	struct actor_role role = {.name = f[3]};
	if (!read_country(l, f[2], &role.country) || !read_sectors(l, f[4], role.sectors) || !read_dates(l, 5, &role.from, &role.to))
		return false;
	vec_push(&l->k->arena, &d->roles, role);
	struct actor_entry *last = d->entries.n ? &d->entries.v[d->entries.n - 1] : NULL;
	if (last && last->type == ENTRY_PERSON && str_eq(last->name, name)) {
		last->n_roles++;
		return check_roles(l, last);
	}
	uint32_t e = add_entry(l, ENTRY_PERSON, name);
	struct actor_entry *en = entry_at(l, e);
	en->kind = en->plural_kind = ACTOR_KIND_PERSON;
	en->role = (uint32_t)d->roles.n - 1;
	en->n_roles = 1;
	en->country = role.country;
	struct str names = f[0], one;
	while (table_item(&names, '|', &one)) {
		bool whole = str_starts(one, STR("~"));
		struct str bare = whole ? str_sub(one, 1, one.n) : one;
		if (!add_name(l, e, bare, NAME_PROPER) || (!whole && !add_surname(l, e, bare)))
			return false;
	}
	return read_gender(l, f[1], &en->gender);
}

static bool ends_in(struct str s, const char *suffix)
{
	return str_ends(s, str_of(suffix));
}

/* The regular plural; irregular ones stand in the data. */
static struct str plural_of(struct arena *a, struct str s)
{
	bool after_vowel = s.n > 1 && strchr("aeiou", s.p[s.n - 2]);
	if (ends_in(s, "y") && !after_vowel)
		return arena_join(a, str_sub(s, 0, s.n - 1), STR("ies"));
	if (ends_in(s, "s") || ends_in(s, "x") || ends_in(s, "ch") || ends_in(s, "sh"))
		return arena_join(a, s, STR("es"));
	if (ends_in(s, "man"))
		return arena_join(a, str_sub(s, 0, s.n - 2), STR("en"));
	return arena_join(a, s, STR("s"));
}

static bool read_flags(struct loader *l, struct str list, uint8_t *out)
{
	static const struct { const char *name; uint8_t flag; } flags[] = {
		{"title", AGENT_TITLE}, {"weak", AGENT_WEAK}, {"local", AGENT_LOCAL}, {"names", AGENT_NAMES},
		{"modifier", AGENT_SECTOR}, {"former", AGENT_FORMER}, {"honorific", AGENT_HONORIFIC}, {"speaks", AGENT_SPEAKS},
	};
	struct str item;
	while (table_item(&list, ',', &item)) {
		uint8_t flag = 0;
		for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
			if (str_is(item, flags[i].name))
				flag = flags[i].flag;
		if (!flag)
			return table_fail(&l->t, "\"%.*s\" is no flag of an agent", (int)item.n, item.p);
		*out |= flag;
	}
	return true;
}

/* "person" or "person/organisation": the kind of one, and of several */
static bool read_kinds(struct loader *l, struct str s, struct actor_entry *e)
{
	struct str one = str_cut(&s, '/');
	if (!read_kind(l, one, &e->kind))
		return false;
	e->plural_kind = e->kind;
	return s.n == 0 || read_kind(l, s, &e->plural_kind);
}

/* nouns, plurals (“+” regular, “=” the nouns are plural, “-” none), kinds, gender, sectors, flags */
static bool read_agent(struct loader *l)
{
	struct str *f = l->t.field, nouns = f[0], noun;
	uint32_t e = add_entry(l, ENTRY_AGENT, f[0]);
	struct actor_entry *en = entry_at(l, e);
	if (!read_kinds(l, f[2], en) || !read_gender(l, f[3], &en->gender) || !read_sectors(l, f[4], en->sectors) ||
	    !read_flags(l, f[5], &en->flags))
		return false;
	if (str_is(f[1], "="))
		return add_names(l, e, f[0], NAME_PLURAL);
	while (table_item(&nouns, '|', &noun))
		if (!add_name(l, e, noun, NAME_SINGULAR) ||
		    (str_is(f[1], "+") && !add_name(l, e, plural_of(&l->k->arena, noun), NAME_PLURAL)))
			return false;
	return str_is(f[1], "+") || add_names(l, e, f[1], NAME_PLURAL);
}

/* noun in the plural; “bare” where “the” is enough, “people” where they are persons */
static bool read_pair(struct loader *l)
{
	uint32_t e = add_entry(l, ENTRY_PAIR, l->t.field[0]);
	struct str list = l->t.field[1], item;
	while (table_item(&list, ',', &item)) {
		uint8_t flag = str_is(item, "bare") ? PAIR_BARE : str_is(item, "people") ? PAIR_PEOPLE : 0;
		if (!flag)
			return table_fail(&l->t, "\"%.*s\" is neither \"bare\" nor \"people\"", (int)item.n, item.p);
		entry_at(l, e)->flags |= flag;
	}
	return add_names(l, e, l->t.field[0], NAME_PLURAL);
}

/* pronouns, number (s, p), gender */
static bool read_pronoun(struct loader *l)
{
	struct str *f = l->t.field;
	uint32_t e = add_entry(l, ENTRY_PRONOUN, f[0]);
	if (!str_is(f[1], "s") && !str_is(f[1], "p"))
		return table_fail(&l->t, "\"%.*s\" is no number (s or p)", (int)f[1].n, f[1].p);
	return read_gender(l, f[2], &entry_at(l, e)->gender) &&
	       add_names(l, e, f[0], str_is(f[1], "s") ? NAME_SINGULAR : NAME_PLURAL);
}

/* gender, given names */
static bool read_given_name(struct loader *l)
{
	uint32_t e = add_entry(l, ENTRY_GIVEN_NAME, l->t.field[1]);
	return read_gender(l, l->t.field[0], &entry_at(l, e)->gender) && add_names(l, e, l->t.field[1], NAME_PROPER);
}

/* use, words */
static bool read_agency(struct loader *l)
{
	static const char *const uses[] = {"", "place", "towards", "motion", "social", "static", "speech", "particle", "link", "fight", "acting", "joining", "leading",
					   "owner", "belongs", "serves", "sits", "sent", "origin", "ethnic"};
	uint32_t e = add_entry(l, ENTRY_AGENCY, l->t.field[1]);
	for (size_t i = 1; i < sizeof uses / sizeof *uses; i++)
		if (str_is(l->t.field[0], uses[i]))
			entry_at(l, e)->agency = (enum agency)i;
	if (!entry_at(l, e)->agency)
		return table_fail(&l->t, "\"%.*s\" is no use of a word", (int)l->t.field[0].n, l->t.field[0].p);
	return add_names(l, e, l->t.field[1], NAME_PROPER);
}

static const struct file {
	const char *name;
	int least, most; /* fields */
	bool (*read)(struct loader *l);
} files[] = {
	{"actors/states.tsv", 2, 6, read_state},     {"actors/bodies.tsv", 2, 6, read_body},   {"actors/groups.tsv", 2, 6, read_body},
	{"actors/igos.tsv", 2, 6, read_body},        {"actors/persons.tsv", 5, 7, read_person}, {"actors/agents.tsv", 3, 6, read_agent},
	{"actors/pairs.tsv", 1, 2, read_pair},       {"actors/pronouns.tsv", 2, 3, read_pronoun}, {"actors/given_names.tsv", 2, 2, read_given_name},
	{"actors/agency.tsv", 2, 2, read_agency},
};

bool actor_dict_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct actor_dict *d = arena_new(&k->arena, struct actor_dict);
	struct loader l = {.k = k, .d = d};
	symtab_init(&d->pieces, &k->arena);
	d->states = arena_array(&k->arena, int32_t, STATE_CODES);
	vec_push(&k->arena, &d->node_names, 0);
	(void)vec_add(&k->arena, &d->names);
	grow_edges(&l);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		if (!knowledge_table(k, &l.t, dir, files[i].name, err))
			return false;
		while (table_next(&l.t, files[i].least, files[i].most))
			if (!files[i].read(&l))
				return false;
		if (err->code)
			return false;
	}
	if (!offices_check(k, dir, d, err))
		return false;
	k->actors = d;
	return true;
}

int32_t actor_dict_state(const struct actor_dict *d, struct str country)
{
	int32_t n = state_number(country);
	return n < 0 ? -1 : d->states[n] - 1;
}

bool actor_dict_holds(struct date from, struct date to, struct date day)
{
	if (!day.year)
		return !to.year;
	return (!from.year || date_days(from) <= date_days(day)) && (!to.year || date_days(day) <= date_days(to));
}

uint32_t actor_dict_word(const struct actor_dict *d, struct str word)
{
	uint32_t pieces[ACTOR_PIECES_MAX], node = 0;
	int count = actor_dict_pieces(d, word, pieces);
	for (int i = 0; i < count; i++)
		if (!(node = actor_dict_step(d, node, pieces[i])))
			return 0;
	return node ? d->node_names.v[node] : 0;
}

unsigned actor_dict_agency(const struct actor_dict *d, struct str word)
{
	unsigned uses = 0;
	for (uint32_t n = actor_dict_word(d, word); n; n = d->names.v[n].next)
		uses |= AGENCY_BIT(d->entries.v[d->names.v[n].entry].agency);
	return uses & ~AGENCY_BIT(AGENCY_NONE);
}
