#include "data/gazetteer.h"

#include "base/vec.h"
#include "data/gazarea.h"
#include "data/gazfile.h"
#include "data/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EARTH_KM 6371.0
#define COUNTRIES_MAX 320

/* A name of a place of data/gazetteer. */
struct own_name {
	gazkey key;
	gaz_id place; /* GAZ_NONE: only the beginning of a longer name */
};

struct own_slot {
	gazkey key;
	uint32_t first, count;
	bool more, used;
};

struct gazetteer {
	struct gazfile file;
	VEC(struct gaz_place) places;
	VEC(struct own_name) names; /* sorted by key */
	struct own_slot *slots;
	size_t n_slots;
	VEC(struct own_name) capitals; /* key, and the country's id */
	VEC(struct gaz_phrase) phrases;
	uint32_t *word_kinds;       /* [n_words] bits of enum gaz_word */
	size_t n_words;
	gaz_id by_alpha3[26 * 26 * 26];
};

/* ------------------------------------------------------------------------------------------------------------ loading */

static size_t alpha3_index(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < 3; i++) {
		if (s.n != 3 || s.p[i] < 'A' || s.p[i] > 'Z')
			return SIZE_MAX;
		n = n * 26 + (size_t)(s.p[i] - 'A');
	}
	return n;
}

/* The name, and each beginning of it, so that a search knows when to stop. */
static void add_name(struct arena *a, struct gazetteer *g, struct str name, gaz_id place)
{
	for (gazkey key = GAZKEY_START; gazkey_next(&name, &key);)
		vec_push(a, &g->names, ((struct own_name){key, name.n ? GAZ_NONE : place}));
}

static void add_names(struct arena *a, struct gazetteer *g, struct str name, struct str others, gaz_id place)
{
	add_name(a, g, name, place);
	for (struct str n; table_item(&others, ';', &n);)
		add_name(a, g, n, place);
}

static bool number(struct table *t, int field, double lo, double hi, double *out)
{
	char *end, text[32];
	struct str s = t->field[field];
	*out = 0;
	if (s.n >= sizeof text)
		return table_fail(t, "\"%.*s\" is no number", (int)s.n, s.p);
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*out = strtod(text, &end);
	if (s.n && (*end || !(*out >= lo && *out <= hi)))
		return table_fail(t, "\"%s\" is no number from %g to %g", text, lo, hi);
	return true;
}

static bool load_countries(struct knowledge *k, struct gazetteer *g, const char *dir, struct err *err)
{
	struct table t;
	double people;
	if (!knowledge_table(k, &t, dir, "gazetteer/countries.tsv", err))
		return false;
	while (table_next(&t, 5, 7)) {
		struct gaz_place p = {
			.name = t.field[1], .type = PLACE_TYPE_COUNTRY, .country = t.field[0], .region = GAZ_NONE, .line = t.line,
		};
		size_t at = alpha3_index(p.country);
		if (at == SIZE_MAX)
			return table_fail(&t, "\"%.*s\" is no ISO 3166-1 alpha-3", (int)p.country.n, p.country.p);
		if (g->by_alpha3[at] != GAZ_NONE)
			return table_fail(&t, "%.*s is there already", (int)p.country.n, p.country.p);
		if (!number(&t, 2, -90, 90, &p.lat) || !number(&t, 3, -180, 180, &p.lon) || !number(&t, 4, 0, UINT32_MAX, &people))
			return false;
		p.people = (uint32_t)people;
		gaz_id id = (gaz_id)g->places.n;
		g->by_alpha3[at] = id;
		vec_push(&k->arena, &g->places, p);
		add_names(&k->arena, g, p.name, t.field[5], id);
		for (struct str rest = t.field[6], name; table_item(&rest, ';', &name);)
			vec_push(&k->arena, &g->capitals, ((struct own_name){gazkey_of(name), id}));
	}
	return err->code == ERR_NONE;
}

static bool load_places(struct knowledge *k, struct gazetteer *g, const char *dir, struct err *err)
{
	struct table t;
	double people;
	if (!knowledge_table(k, &t, dir, "gazetteer/places.tsv", err))
		return false;
	while (table_next(&t, 6, 8)) {
		int64_t geonameid = 0;
		enum place_type type = place_type_of(t.field[1]);
		struct gaz_place p = {.name = t.field[0], .type = type, .country = t.field[2], .region = GAZ_NONE, .line = t.line};
		if (p.type == 0)
			return table_fail(&t, "no type of place \"%.*s\"", (int)t.field[1].n, t.field[1].p);
		if (p.country.n && alpha3_index(p.country) == SIZE_MAX)
			return table_fail(&t, "\"%.*s\" is no ISO 3166-1 alpha-3", (int)p.country.n, p.country.p);
		if (!number(&t, 3, -90, 90, &p.lat) || !number(&t, 4, -180, 180, &p.lon) || !number(&t, 5, 0, UINT32_MAX, &people))
			return false;
		if (t.field[7].n && !str_int(t.field[7], 1, UINT32_MAX, &geonameid))
			return table_fail(&t, "\"%.*s\" is no GeoNames id", (int)t.field[7].n, t.field[7].p);
		p.people = (uint32_t)people;
		p.geonameid = geonameid;
		vec_push(&k->arena, &g->places, p);
		add_names(&k->arena, g, p.name, t.field[6], (gaz_id)g->places.n - 1);
	}
	return err->code == ERR_NONE;
}

static int word_kind(struct str s)
{
	static const char *const names[] = {
#define X(name, word) word,
		GAZ_WORD_LIST(X)
#undef X
	};
	for (int i = 0; i < GAZ_WORD_COUNT; i++)
		if (str_is(s, names[i]))
			return i;
	return -1;
}

static bool add_phrase(struct knowledge *k, struct gazetteer *g, struct table *t, int kind, enum place_type type, struct str words)
{
	struct gaz_phrase p = {.kind = (enum gaz_word)kind, .type = type};
	for (struct str rest = words, w; table_item(&rest, ' ', &w);) {
		if (p.n == GAZ_PHRASE_MAX)
			return table_fail(t, "more than %d words: \"%.*s\"", GAZ_PHRASE_MAX, (int)words.n, words.p);
		p.words[p.n++] = knowledge_sym(k, w);
	}
	vec_push(&k->arena, &g->phrases, p);
	return true;
}

static bool load_words(struct knowledge *k, struct gazetteer *g, const char *dir, const char *name, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, name, err))
		return false;
	while (table_next(&t, 3, 3)) {
		int kind = word_kind(t.field[0]);
		enum place_type type = place_type_of(t.field[1]);
		if (kind < 0)
			return table_fail(&t, "no kind of word \"%.*s\"", (int)t.field[0].n, t.field[0].p);
		if (t.field[1].n && type == 0)
			return table_fail(&t, "no type of place \"%.*s\"", (int)t.field[1].n, t.field[1].p);
		for (struct str rest = t.field[2], w; table_item(&rest, ';', &w);)
			if (!add_phrase(k, g, &t, kind, type, w))
				return false;
	}
	return err->code == ERR_NONE;
}

static void index_words(struct knowledge *k, struct gazetteer *g)
{
	g->n_words = k->symbols.n;
	g->word_kinds = arena_array(&k->arena, uint32_t, g->n_words);
	for (size_t i = 0; i < g->phrases.n; i++)
		if (g->phrases.v[i].n) /* of longer phrases the first word says that it may begin one */
			g->word_kinds[g->phrases.v[i].words[0]] |= 1u << g->phrases.v[i].kind;
}

static int by_key(const void *x, const void *y)
{
	const struct own_name *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

static void index_names(struct arena *a, struct gazetteer *g)
{
	size_t n = 1;
	while (n < 2 * g->names.n + 2)
		n *= 2;
	g->n_slots = n;
	g->slots = arena_array(a, struct own_slot, n);
	if (g->names.n)
		qsort(g->names.v, g->names.n, sizeof *g->names.v, by_key);
	for (size_t i = 0; i < g->names.n;) {
		gazkey key = g->names.v[i].key;
		struct own_slot s = {.key = key, .first = (uint32_t)i, .used = true};
		for (gaz_id last = GAZ_NONE; i < g->names.n && g->names.v[i].key == key; i++) {
			gaz_id place = g->names.v[i].place;
			s.more = s.more || place == GAZ_NONE;
			if (place != GAZ_NONE && place != last) /* “El Fasher” and “El-Fasher” are one name; GAZ_NONE sorts last */
				g->names.v[s.first + s.count++].place = place;
			last = place;
		}
		size_t at = key & (n - 1);
		while (g->slots[at].used)
			at = (at + 1) & (n - 1);
		g->slots[at] = s;
	}
}

bool gazetteer_load(struct knowledge *k, const char *dir, const char *file, struct err *err)
{
	struct gazetteer *g = arena_new(&k->arena, struct gazetteer);
	memset(g->by_alpha3, 0xFF, sizeof g->by_alpha3);
	k->gazetteer = g;
	if (!load_countries(k, g, dir, err) || !load_places(k, g, dir, err) || !load_words(k, g, dir, "gazetteer/words.tsv", err) ||
	    !load_words(k, g, dir, "gazetteer/common.tsv", err))
		return false;
	index_words(k, g);
	index_names(&k->arena, g);
	if (file && !gazfile_open(&g->file, file, err))
		return false;
	gazarea_fill(&k->arena, &g->file, g->places.v, g->places.n, (gaz_id)g->places.n);
	return true;
}

void gazetteer_close(const struct gazetteer *g)
{
	if (g)
		gazfile_close(&((struct gazetteer *)g)->file); /* the mapping is the one thing that the arena does not free */
}

/* ------------------------------------------------------------------------------------------------------------- lookup */

static bool is_capital(const struct gazetteer *g, const struct gaz_place *p)
{
	if (p->type != PLACE_TYPE_CITY)
		return false;
	gazkey key = gazkey_of(p->name);
	for (size_t i = 0; i < g->capitals.n; i++)
		if (g->capitals.v[i].key == key && str_eq(g->places.v[g->capitals.v[i].place].country, p->country))
			return true;
	return false;
}

static struct str country_of(const struct gazfile_place *f)
{
	return (struct str){f->country, f->country[0] ? 3 : 0};
}

struct gaz_place gazetteer_place(const struct gazetteer *g, gaz_id id)
{
	struct gaz_place p;
	if (id < g->places.n) {
		p = g->places.v[id];
	} else {
		const struct gazfile_place *f = &g->file.places[id - g->places.n];
		p = (struct gaz_place){
			.name = str_of(g->file.strings + f->name), .type = (enum place_type)f->type, .country = country_of(f),
			.lat = f->lat / 1e5, .lon = f->lon / 1e5, .people = f->people, .geonameid = f->geonameid,
			.region = f->region == GAZFILE_NONE ? GAZ_NONE : (gaz_id)(f->region + g->places.n),
		};
	}
	p.capital = is_capital(g, &p);
	return p;
}

static const struct own_slot *own_slot_of(const struct gazetteer *g, gazkey key)
{
	for (size_t i = key & (g->n_slots - 1); g->slots[i].used; i = (i + 1) & (g->n_slots - 1))
		if (g->slots[i].key == key)
			return &g->slots[i];
	return NULL;
}

/* Whether one of the places (of data/gazetteer) is the one of the file. */
static bool known_already(const struct gazetteer *g, const gaz_id *own, size_t n, const struct gazfile_place *f)
{
	for (size_t i = 0; i < n; i++)
		if (gazarea_same(&g->places.v[own[i]], f))
			return true;
	return false;
}

size_t gazetteer_find(const struct gazetteer *g, gazkey key, gaz_id out[GAZ_NAMESAKES_MAX], bool *more)
{
	const struct own_slot *own = own_slot_of(g, key);
	const struct gazfile_slot *slot = gazfile_find(&g->file, key);
	size_t n = 0;
	*more = (own && own->more) || (slot && slot->count_more % 2);
	for (uint32_t i = 0; own && i < own->count && n < GAZ_NAMESAKES_MAX; i++)
		out[n++] = g->names.v[own->first + i].place;
	size_t n_own = n;
	for (uint32_t i = 0; slot && i < slot->count_more / 2 && n < GAZ_NAMESAKES_MAX; i++) {
		uint32_t ref = g->file.refs[slot->first + i];
		if (!known_already(g, out, n_own, &g->file.places[ref]))
			out[n++] = (gaz_id)(ref + g->places.n);
	}
	return n;
}

gaz_id gazetteer_country(const struct gazetteer *g, struct str alpha3)
{
	size_t at = alpha3_index(alpha3);
	return at == SIZE_MAX ? GAZ_NONE : g->by_alpha3[at];
}

struct str gazetteer_country_name(const struct gazetteer *g, struct str alpha3)
{
	gaz_id id = gazetteer_country(g, alpha3);
	return id == GAZ_NONE ? STR("") : g->places.v[id].name;
}

double gazetteer_km(double lat1, double lon1, double lat2, double lon2)
{
	const double rad = 3.14159265358979323846 / 180;
	double s = sin((lat2 - lat1) * rad / 2), t = sin((lon2 - lon1) * rad / 2);
	double h = s * s + cos(lat1 * rad) * cos(lat2 * rad) * t * t;
	return 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1));
}

bool gazetteer_word(const struct gazetteer *g, enum gaz_word kind, sym word)
{
	return word && word < g->n_words && (g->word_kinds[word] >> kind & 1);
}

const struct gaz_phrase *gazetteer_phrase(const struct gazetteer *g, enum gaz_word kind, const sym *words, size_t n)
{
	const struct gaz_phrase *best = NULL;
	if (n == 0 || !gazetteer_word(g, kind, words[0]))
		return NULL;
	for (size_t i = 0; i < g->phrases.n; i++) {
		const struct gaz_phrase *p = &g->phrases.v[i];
		if (p->kind == kind && p->n <= n && (!best || p->n > best->n) && memcmp(p->words, words, p->n * sizeof *words) == 0)
			best = p;
	}
	return best;
}
