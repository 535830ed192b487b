#include "input/geonames.h"

#include "base/symtab.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "data/ontology.h"
#include "data/table.h"
#include "input/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES (64u << 10)
#define FIELDS_MAX 19
#define NAME_MAX_BYTES 200
#define MEMORY_MAX ((size_t)2 << 30) /* of areas and tables; places and names are bounded by GAZMAKE_PLACES_MAX */
#define LATIN_END 0x250              /* letters beyond are none that English news have */
#define GENERICS_MAX 80
#define SHOWN(s) (int)((s).n < 40 ? (s).n : 40), (s).p /* of a field, in a message */

/* What features.tsv says of a class and code. */
struct feature { enum place_type type; uint32_t people; };

/* An administrative area: its own row in the dump, or its name from the codes and the middle of its towns. */
struct area {
	struct str name;
	int64_t id;
	uint32_t place;            /* GAZFILE_NONE: no row of its own */
	double lat, lon, weight;   /* sums over its towns */
	double lon0;
	char country[3];
};

struct id_place { uint32_t id, place; };

struct reader {
	const struct geonames_job *job;
	struct gazmake *out;
	struct geonames_sum *sum;
	struct err *err;
	struct arena arena;
	struct source source;
	char alpha3[26 * 26][3];
	struct symtab codes;       /* "P.PPL": number of the feature */
	VEC(struct feature) features;
	struct symtab area_codes;  /* "UA.09": number of the area */
	VEC(struct area) areas;
	struct str generics[GENERICS_MAX]; /* "oblast", "province" … */
	size_t n_generics;
	struct buf ids;            /* struct id_place, sorted once the dumps are read */
	bool has_areas[26 * 26];   /* by alpha-2: the dump has areas of the country */
	size_t rejected_here;
	struct str field[FIELDS_MAX];
};

/* ------------------------------------------------------------------------------------------------------------- tables */

static size_t pair_index(struct str s)
{
	if (s.n != 2 || s.p[0] < 'A' || s.p[0] > 'Z' || s.p[1] < 'A' || s.p[1] > 'Z')
		return SIZE_MAX;
	return (size_t)(s.p[0] - 'A') * 26 + (size_t)(s.p[1] - 'A');
}

static bool load_countries(struct reader *r)
{
	struct table t;
	if (!table_open(&t, &r->arena, r->job->data_dir, "gazetteer/iso.tsv", r->err))
		return false;
	while (table_next(&t, 2, 2)) {
		size_t at = pair_index(t.field[0]);
		if (at == SIZE_MAX || t.field[1].n != 3)
			return table_fail(&t, "an alpha-2 and an alpha-3 are needed");
		memcpy(r->alpha3[at], t.field[1].p, 3);
	}
	return r->err->code == ERR_NONE;
}

static bool load_features(struct reader *r)
{
	struct table t;
	int64_t people = 0;
	if (!table_open(&t, &r->arena, r->job->data_dir, "gazetteer/features.tsv", r->err))
		return false;
	vec_push(&r->arena, &r->features, (struct feature){0});
	while (table_next(&t, 1, 3)) {
		struct feature f = {.type = place_type_of(t.field[1])};
		if (t.field[1].n && f.type == 0)
			return table_fail(&t, "no type of place \"%.*s\"", (int)t.field[1].n, t.field[1].p);
		if (f.type && !str_int(t.field[2], 0, UINT32_MAX, &people))
			return table_fail(&t, "\"%.*s\" is no number of people", (int)t.field[2].n, t.field[2].p);
		f.people = f.type ? (uint32_t)people : 0;
		if (symtab_add(&r->codes, t.field[0]) != r->features.n)
			return table_fail(&t, "%.*s is there already", (int)t.field[0].n, t.field[0].p);
		vec_push(&r->arena, &r->features, f);
	}
	return r->err->code == ERR_NONE;
}

/* The words behind a name that say it is a region. */
static bool load_generics(struct reader *r)
{
	struct table t;
	if (!table_open(&t, &r->arena, r->job->data_dir, "gazetteer/words.tsv", r->err))
		return false;
	while (table_next(&t, 3, 3))
		if (str_is(t.field[0], "after") && place_type_of(t.field[1]) == PLACE_TYPE_REGION)
			for (struct str rest = t.field[2], w; table_item(&rest, ';', &w) && r->n_generics < GENERICS_MAX;)
				r->generics[r->n_generics++] = w;
	return r->err->code == ERR_NONE;
}

/* -------------------------------------------------------------------------------------------------------------- lines */

/* The line goes on the list of those rejected; false once there are too many. */
static bool reject(struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool reject(struct reader *r, const char *format, ...)
{
	char reason[ERR_MESSAGE_MAX / 2], message[ERR_MESSAGE_MAX];
	va_list ap;
	va_start(ap, format);
	vsnprintf(reason, sizeof reason, format, ap);
	va_end(ap);
	snprintf(message, sizeof message, "%.200s:%u: %s", r->source.name, r->source.line, reason);
	if (r->job->complain)
		r->job->complain(r->job->ctx, message);
	r->sum->rejected++;
	if (++r->rejected_here <= GEONAMES_REJECTED_MAX)
		return true;
	return err_set(r->err, ERR_INPUT, "%s: more than %d lines are wrong; it is not what it was called", r->source.name, GEONAMES_REJECTED_MAX);
}

/* Cuts the line into r->field, those it lacks are empty. False where it has fewer than `least` or more than `most`. */
static bool cut_fields(struct reader *r, struct str line, size_t least, size_t most)
{
	size_t n = 0;
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	for (bool more = true; more && n < most; n++) {
		more = memchr(line.p, '\t', line.n) != NULL;
		r->field[n] = str_cut(&line, '\t');
		if (more && n + 1 == most)
			return false;
	}
	for (size_t i = n; i < FIELDS_MAX; i++)
		r->field[i] = STR("");
	return n >= least;
}

static bool number(struct str s, double most, double *out)
{
	char text[32], *end;
	if (s.n == 0 || s.n >= sizeof text)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*out = strtod(text, &end);
	return *end == '\0' && *out >= -most && *out <= most;
}

/* Every line of a file goes through `take`, which reads r->field; false: *err is set. */
static bool each_line(struct reader *r, const char *path, size_t least, size_t most, bool (*take)(struct reader *r))
{
	struct str line = {0}, head;
	r->rejected_here = 0;
	source_close(&r->source);
	if (!source_open(&r->source, path, r->err) || !source_peek(&r->source, &head, r->err))
		return false;
	if (str_starts(head, STR("PK\3\4")))
		return err_set(r->err, ERR_INPUT, "%s: a zip archive; unpack it first", path);
	for (bool ok = true; ok;) {
		enum source_got got = source_line(&r->source, LINE_MAX_BYTES, &line, r->err);
		if (got == SOURCE_END || got == SOURCE_FAILED)
			return got == SOURCE_END;
		if (got == SOURCE_LONG)
			ok = reject(r, "longer than %u bytes", LINE_MAX_BYTES);
		else if (line.n == 0 || line.p[0] == '#')
			continue;
		else if (memchr(line.p, '\0', line.n) || utf8_bad(line) < line.n)
			ok = reject(r, "not UTF-8 text");
		else if (!cut_fields(r, line, least, most))
			ok = least == most ? reject(r, "not the %zu columns, parted by tabs, that it should have", most) :
					     reject(r, "not %zu to %zu columns, parted by tabs", least, most);
		else
			ok = take(r);
	}
	return false;
}

/* -------------------------------------------------------------------------------------------------------------- areas */

/* "UA.09", "UA.09.0123": the area of the country with these codes; NULL where there is no code. */
static struct area *area_of(struct reader *r, struct str country, struct str a1, struct str a2, bool second)
{
	char code[64];
	if (a1.n == 0 || str_is(a1, "00") || (second && a2.n == 0) || country.n + a1.n + a2.n + 3 > sizeof code)
		return NULL;
	int n = second ? snprintf(code, sizeof code, "%.*s.%.*s.%.*s", (int)country.n, country.p, (int)a1.n, a1.p, (int)a2.n, a2.p) :
			 snprintf(code, sizeof code, "%.*s.%.*s", (int)country.n, country.p, (int)a1.n, a1.p);
	sym s = symtab_add(&r->area_codes, (struct str){code, (size_t)n});
	while (r->areas.n <= s)
		vec_push(&r->arena, &r->areas, ((struct area){.place = GAZFILE_NONE}));
	return &r->areas.v[s];
}

/* A line of admin1CodesASCII.txt or admin2Codes.txt: code, name, name in ASCII, id. */
static bool take_code(struct reader *r)
{
	struct str rest = r->field[0], country = str_cut(&rest, '.'), a1 = str_cut(&rest, '.');
	size_t at = pair_index(country);
	int64_t id = 0;
	if (at == SIZE_MAX || !r->alpha3[at][0] || a1.n == 0)
		return reject(r, "\"%.*s\" is no code of an area", SHOWN(r->field[0]));
	if (r->field[1].n == 0 || r->field[1].n > NAME_MAX_BYTES)
		return reject(r, "no name, or one of more than %d bytes", NAME_MAX_BYTES);
	if (r->field[3].n && !str_int(r->field[3], 1, UINT32_MAX, &id))
		return reject(r, "\"%.*s\" is no GeoNames id", SHOWN(r->field[3]));
	struct area *a = area_of(r, country, a1, rest, rest.n > 0);
	if (!a)
		return true;
	a->name = arena_str(&r->arena, r->field[1]);
	a->id = id;
	memcpy(a->country, r->alpha3[at], 3);
	return true;
}

static void add_to_mean(struct area *a, double lat, double lon, uint32_t people)
{
	double weight = people + 1.0;
	if (!a)
		return;
	if (a->weight == 0)
		a->lon0 = lon;
	double turned = lon - a->lon0; /* the date line shall be far away */
	turned += turned > 180 ? -360 : turned < -180 ? 360 : 0;
	a->lat += lat * weight;
	a->lon += turned * weight;
	a->weight += weight;
}

/* A region's name without what it is: "Kharkiv Oblast". */
static struct str bare(const struct reader *r, struct str name)
{
	for (size_t i = 0; i < r->n_generics; i++) {
		struct str g = r->generics[i];
		if (name.n > g.n + 1 && name.p[name.n - g.n - 1] == ' ' && str_ieq(str_sub(name, name.n - g.n, name.n), g))
			return bare(r, str_sub(name, 0, name.n - g.n - 1));
	}
	return name;
}

static void add_name(struct reader *r, struct str name, uint32_t place)
{
	gazmake_name(r->out, name, place);
	r->sum->names++;
	if (gazmake_at(r->out, place)->type == PLACE_TYPE_REGION && bare(r, name).n < name.n)
		gazmake_name(r->out, bare(r, name), place);
}

/* Areas that have a name but no row of their own lie in the middle of their towns. */
static void place_areas(struct reader *r)
{
	for (size_t i = 0; i < r->areas.n; i++) {
		struct area *a = &r->areas.v[i];
		if (a->place != GAZFILE_NONE || a->name.n == 0 || a->weight == 0)
			continue;
		double lon = a->lon / a->weight + a->lon0;
		lon += lon > 180 ? -360 : lon < -180 ? 360 : 0;
		struct gazfile_place p = {.lat = (int32_t)(a->lat / a->weight * 1e5), .lon = (int32_t)(lon * 1e5), .geonameid = (uint32_t)a->id,
					  .people = a->weight < UINT32_MAX ? (uint32_t)a->weight : UINT32_MAX, .region = GAZFILE_NONE,
					  .type = PLACE_TYPE_REGION};
		memcpy(p.country, a->country, 3);
		a->place = gazmake_place(r->out, a->name, p);
		if (a->place != GAZFILE_NONE)
			add_name(r, a->name, a->place);
	}
}

/* What stood for the area's number while the dump was read becomes its place. */
static void link_areas(struct reader *r, size_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct gazfile_place *p = gazmake_at(r->out, i);
		uint32_t area = p->region;
		p->region = area < r->areas.n ? r->areas.v[area].place : GAZFILE_NONE;
		if (p->region == i)
			p->region = GAZFILE_NONE;
	}
}

/* --------------------------------------------------------------------------------------------------------------- dump */

enum column { ID, NAME, ASCII, OTHERS, LAT, LON, CLASS, CODE, COUNTRY, CC2, ADMIN1, ADMIN2, ADMIN3, ADMIN4, PEOPLE };

static const struct feature *feature_of(const struct reader *r)
{
	char code[32];
	struct str class = r->field[CLASS], rest = r->field[CODE];
	if (class.n != 1 || rest.n > 16)
		return &r->features.v[0];
	int n = snprintf(code, sizeof code, "%c.%.*s", class.p[0], (int)rest.n, rest.p);
	sym s = symtab_find(&r->codes, (struct str){code, (size_t)n});
	if (!s)
		s = symtab_find(&r->codes, (struct str){(char[]){class.p[0], '.', '*'}, 3});
	return &r->features.v[s];
}

/* Capitals and the seats of areas: their towns count however small they are. */
static bool is_seat(struct str code)
{
	return str_starts(code, STR("PPLA")) || str_is(code, "PPLC") || str_is(code, "PPLG");
}

static bool wrong_place(struct reader *r, int64_t *id, double *lat, double *lon, int64_t *people)
{
	struct str *f = r->field;
	*people = 0;
	if (!str_int(f[ID], 1, UINT32_MAX, id))
		return reject(r, "\"%.*s\" is no GeoNames id", SHOWN(f[ID])), true;
	if (f[NAME].n == 0 || f[NAME].n > NAME_MAX_BYTES)
		return reject(r, "no name, or one of more than %d bytes", NAME_MAX_BYTES), true;
	if (!number(f[LAT], 90, lat) || !number(f[LON], 180, lon))
		return reject(r, "no latitude from -90 to 90 or longitude from -180 to 180"), true;
	if (f[COUNTRY].n && (pair_index(f[COUNTRY]) == SIZE_MAX || !r->alpha3[pair_index(f[COUNTRY])][0]))
		return reject(r, "\"%.*s\" is no country of ISO 3166-1", SHOWN(f[COUNTRY])), true;
	if (f[PEOPLE].n && !str_int(f[PEOPLE], 0, 20000000000, people))
		return reject(r, "\"%.*s\" is no number of people", SHOWN(f[PEOPLE])), true;
	return false;
}

/* An area's own row, or a town that helps to say where its areas lie. The number of its first-order area, or 0. */
static uint32_t join_areas(struct reader *r, uint32_t place, double lat, double lon, uint32_t people)
{
	struct str *f = r->field, code = f[CODE];
	struct area *own = str_is(code, "ADM1") ? area_of(r, f[COUNTRY], f[ADMIN1], STR(""), false) :
			   str_is(code, "ADM2") ? area_of(r, f[COUNTRY], f[ADMIN1], f[ADMIN2], true) : NULL;
	if (own)
		own->place = place;
	if (own && f[COUNTRY].n)
		r->has_areas[pair_index(f[COUNTRY])] = true;
	if (str_is(f[CLASS], "P") && r->job->admin2)
		add_to_mean(area_of(r, f[COUNTRY], f[ADMIN1], f[ADMIN2], true), lat, lon, people);
	struct area *first = str_is(code, "ADM1") ? NULL : area_of(r, f[COUNTRY], f[ADMIN1], STR(""), false);
	if (first && str_is(f[CLASS], "P"))
		add_to_mean(first, lat, lon, people);
	return first ? (uint32_t)(first - r->areas.v) : 0;
}

static bool take_place(struct reader *r)
{
	int64_t id, people;
	double lat, lon;
	struct str *f = r->field;
	const struct feature *kind = feature_of(r);
	if (wrong_place(r, &id, &lat, &lon, &people))
		return r->err->code == ERR_NONE;
	if (kind->type == 0 || (str_is(f[CLASS], "P") && people < r->job->people && !is_seat(f[CODE]))) {
		r->sum->left_out++;
		return true;
	}
	people = people > kind->people ? people : kind->people;
	struct gazfile_place p = {.lat = (int32_t)(lat * 1e5), .lon = (int32_t)(lon * 1e5), .geonameid = (uint32_t)id,
				  .people = people < UINT32_MAX ? (uint32_t)people : UINT32_MAX, .type = (uint8_t)kind->type};
	if (f[COUNTRY].n)
		memcpy(p.country, r->alpha3[pair_index(f[COUNTRY])], 3);
	struct id_place pair = {(uint32_t)id, gazmake_place(r->out, f[NAME], p)};
	if (pair.place == GAZFILE_NONE)
		return err_set(r->err, ERR_MEMORY, "%s: more than %u places, or out of memory; leave towns out with --people", r->source.name,
			       GAZMAKE_PLACES_MAX);
	buf_add(&r->ids, (struct str){(const char *)&pair, sizeof pair});
	uint32_t area = join_areas(r, pair.place, lat, lon, p.people);
	gazmake_at(r->out, pair.place)->region = area ? area : GAZFILE_NONE;
	add_name(r, f[NAME], pair.place);
	if (f[ASCII].n && f[ASCII].n <= NAME_MAX_BYTES && !str_eq(f[ASCII], f[NAME]))
		add_name(r, f[ASCII], pair.place);
	r->sum->taken++;
	return true;
}

static int by_id(const void *x, const void *y)
{
	const struct id_place *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

static uint32_t place_of(const struct reader *r, uint32_t id)
{
	struct id_place key = {.id = id};
	const struct id_place *p = r->ids.n ? bsearch(&key, r->ids.p, r->ids.n / sizeof key, sizeof key, by_id) : NULL;
	return p ? p->place : GAZFILE_NONE;
}

/* ------------------------------------------------------------------------------------------------------- other names */

static bool is_latin(struct str s)
{
	for (size_t i = 0; i < s.n;)
		if (utf8_next(s, &i) >= LATIN_END)
			return false;
	return true;
}

/* A line of alternateNames.txt: id of the name, id of the place, language, name, preferred, short, colloquial, historic. English
 * names and those of no language are taken; an English one that is preferred is shown. */
static bool take_name(struct reader *r)
{
	int64_t id;
	struct str language = r->field[2], name = r->field[3];
	if (!str_int(r->field[1], 1, UINT32_MAX, &id))
		return reject(r, "\"%.*s\" is no GeoNames id", SHOWN(r->field[1]));
	bool english = str_is(language, "en"), passing = str_is(r->field[6], "1") || str_is(r->field[7], "1");
	if ((!english && language.n) || passing || name.n < 2 || name.n > NAME_MAX_BYTES || !is_latin(name))
		return true;
	uint32_t place = place_of(r, (uint32_t)id);
	if (place == GAZFILE_NONE)
		return true;
	add_name(r, name, place);
	if (english && str_is(r->field[4], "1"))
		gazmake_show(r->out, place, name);
	return true;
}

/* --------------------------------------------------------------------------------------------------------------- base */

static bool areas_of_country(const struct reader *r, const char country[3])
{
	for (size_t i = 0; i < 26 * 26; i++)
		if (r->has_areas[i] && memcmp(r->alpha3[i], country, 3) == 0)
			return true;
	return false;
}

/* What a place of the base is now: the dump's place of its id, itself, or nothing where the dump knows the areas better. */
static uint32_t from_base(struct reader *r, const struct gazfile_place *p, const char *name)
{
	uint32_t same = p->geonameid ? place_of(r, p->geonameid) : GAZFILE_NONE;
	if (same != GAZFILE_NONE) {
		if (!r->job->names)
			gazmake_show(r->out, same, str_of(name)); /* an English name, where the dump has that of the country */
		return same;
	}
	if (p->type == PLACE_TYPE_REGION && p->geonameid == 0 && areas_of_country(r, p->country))
		return GAZFILE_NONE;
	return gazmake_place(r->out, str_of(name), *p);
}

static void add_base(struct reader *r, const struct gazfile *b)
{
	size_t before = gazmake_n(r->out);
	uint32_t *now = arena_array(&r->arena, uint32_t, b->n_places + 1);
	for (uint32_t i = 0; i < b->n_places; i++)
		now[i] = from_base(r, &b->places[i], b->strings + b->places[i].name);
	for (size_t i = before; i < gazmake_n(r->out); i++) {
		uint32_t *region = &gazmake_at(r->out, (uint32_t)i)->region;
		*region = *region == GAZFILE_NONE ? GAZFILE_NONE : now[*region];
	}
	for (uint32_t i = 0; i < b->n_slots; i++) {
		const struct gazfile_slot *s = &b->slots[i];
		if (s->hash && s->count_more % 2)
			gazmake_key(r->out, s->hash, GAZFILE_NONE);
		for (uint32_t k = 0; s->hash && k < s->count_more / 2; k++)
			if (now[b->refs[s->first + k]] != GAZFILE_NONE)
				gazmake_key(r->out, s->hash, now[b->refs[s->first + k]]);
	}
}

/* ---------------------------------------------------------------------------------------------------------------- all */

static bool load_tables(struct reader *r)
{
	symtab_init(&r->codes, &r->arena);
	symtab_init(&r->area_codes, &r->arena);
	return load_countries(r) && load_features(r) && load_generics(r);
}

static bool read_dumps(struct reader *r)
{
	const struct geonames_job *job = r->job;
	bool ok = (!job->admin1 || each_line(r, job->admin1, 4, 4, take_code)) && (!job->admin2 || each_line(r, job->admin2, 4, 4, take_code));
	for (size_t i = 0; ok && i < job->n_dumps; i++)
		ok = each_line(r, job->dumps[i], FIELDS_MAX, FIELDS_MAX, take_place);
	if (!ok)
		return false;
	size_t n = gazmake_n(r->out);
	place_areas(r);
	link_areas(r, n);
	if (r->ids.n)
		qsort(r->ids.p, r->ids.n / sizeof(struct id_place), sizeof(struct id_place), by_id);
	ok = !job->names || each_line(r, job->names, 4, 10, take_name);
	if (ok && job->base)
		add_base(r, job->base);
	return ok;
}

/* Opens a reader, lets it do its work and closes it; running out of memory ends up here. */
static bool with_reader(struct reader *r, bool (*work)(struct reader *r))
{
	jmp_buf guard;
	arena_init(&r->arena, MEMORY_MAX);
	r->arena.guard = &guard;
	bool ok = setjmp(guard) ? err_set(r->err, ERR_MEMORY, "out of memory") : load_tables(r) && (!work || work(r));
	source_close(&r->source);
	buf_release(&r->ids);
	arena_release(&r->arena);
	free(r);
	return ok;
}

static bool begin(struct reader **r, const struct geonames_job *job, struct err *err)
{
	*r = calloc(1, sizeof **r);
	if (!*r)
		return err_set(err, ERR_MEMORY, "out of memory");
	(*r)->job = job;
	(*r)->err = err;
	return true;
}

bool geonames_read(const struct geonames_job *job, struct gazmake *out, struct geonames_sum *sum, struct err *err)
{
	struct reader *r;
	*sum = (struct geonames_sum){0};
	if (!begin(&r, job, err))
		return false;
	r->out = out;
	r->sum = sum;
	return with_reader(r, read_dumps);
}

bool geonames_check(const char *data_dir, struct err *err)
{
	struct reader *r;
	return begin(&r, &(struct geonames_job){.data_dir = data_dir}, err) && with_reader(r, NULL);
}
