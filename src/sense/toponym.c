#include "sense/toponym.h"

#include "sense/toponym_parts.h"

static struct str text_of(const struct reading *r, uint32_t first, uint32_t last)
{
	struct span s = reading_span(r, first, last);
	return doc_span(r->doc, s.start, s.end);
}

/* What the mention is called: a place of the gazetteer by its usual name there, all else by its own words. */
static struct str name_of(const struct reading *r, const struct toponym *t, const struct gaz_place *p)
{
	return p && p->name.n && t->type != PLACE_TYPE_FACILITY && (t->type == 0 || t->type == p->type || t->last == t->name_last) ?
		       p->name :
		       text_of(r, t->first, t->last);
}

static enum place_type type_of(const struct toponym *t, const struct gaz_place *p)
{
	if (t->type == PLACE_TYPE_FACILITY || t->type == PLACE_TYPE_WATER)
		return t->type;
	if (p && (t->type == 0 || p->type == t->type || t->last == t->name_last))
		return p->type;
	return t->type ? t->type : PLACE_TYPE_CITY;
}

static struct place make(const struct reading *r, const struct toponym *t)
{
	const struct gazetteer *g = r->k->gazetteer;
	struct place out = {.rule = STR("toponym: not in the gazetteer")};
	struct gaz_place p = {0};
	if (t->chosen != GAZ_NONE)
		p = gazetteer_place(g, t->chosen);
	const struct gaz_place *known = t->chosen != GAZ_NONE ? &p : NULL;
	out.name = name_of(r, t, known);
	out.type = type_of(t, known);
	if (!known)
		return out;
	out.located = true;
	out.lat = p.lat;
	out.lon = p.lon;
	out.country = p.country;
	out.geonameid = out.type == p.type ? p.geonameid : 0;
	if (p.region != GAZ_NONE)
		out.admin1 = gazetteer_place(g, p.region).name;
	out.rule = !p.line ? arena_printf(r->arena, "gazetteer.bin GeoNames %jd", (intmax_t)p.geonameid) :
			     arena_printf(r->arena, "%s:%u", p.type == PLACE_TYPE_COUNTRY ? "countries.tsv" : "places.tsv", p.line);
	return out;
}

static bool same(const struct place *x, const struct place *y)
{
	return x->type == y->type && str_ieq(x->name, y->name) && str_eq(x->country, y->country) && x->lat == y->lat && x->lon == y->lon;
}

static ref add(struct reading *r, const struct toponym *t, struct str inside)
{
	struct place p = make(r, t);
	if (p.country.n == 0)
		p.country = inside;
	for (size_t i = 0; i < r->places.n; i++)
		if (same(&r->places.v[i], &p))
			return (ref)i;
	vec_push(r->arena, &r->places, p);
	return (ref)r->places.n - 1;
}

/* The country of what contains a name that no gazetteer has. */
static struct str country_of_container(const struct reading *r, const toponyms *list, const struct toponym *t)
{
	const struct toponym *y = t->within >= 0 ? &list->v[t->within] : NULL;
	return y && y->chosen != GAZ_NONE ? gazetteer_place(r->k->gazetteer, y->chosen).country : STR("");
}

#define COUNTRIES_MAX 64
#define SURE_SHARE 0.6   /* of the report's places that lie in one country, so that an unknown one is taken to lie there too */
#define FAR_MENTIONS 400 /* mentions on either side that are looked at: long lists would take square time */

/* Mentions of located places by country. */
struct tally {
	struct str country[COUNTRIES_MAX];
	size_t count[COUNTRIES_MAX], n, all;
};

static void count_country(struct tally *t, struct str country)
{
	size_t i = 0;
	while (i < t->n && !str_eq(t->country[i], country))
		i++;
	if (country.n == 0 || i == COUNTRIES_MAX)
		return;
	if (i == t->n) {
		t->country[t->n] = country;
		t->count[t->n++] = 0;
	}
	t->count[i]++;
	t->all++;
}

static struct str country_of(const struct reading *r, const struct toponym *t)
{
	return t->chosen == GAZ_NONE ? STR("") : gazetteer_place(r->k->gazetteer, t->chosen).country;
}

/* The country of a name that no gazetteer has: of what contains it, else of the other places of its sentence where they
 * agree, else that of most places of the report. Its coordinates stay unknown. */
static struct str country_around(const struct reading *r, const toponyms *list, size_t at, const struct tally *report)
{
	struct str inside = country_of_container(r, list, &list->v[at]);
	uint32_t sent = r->doc->words.v[list->v[at].head].sent;
	struct tally near = {0};
	size_t from = at > FAR_MENTIONS ? at - FAR_MENTIONS : 0;
	if (inside.n)
		return inside;
	for (size_t i = from; i < list->n && i < at + FAR_MENTIONS; i++)
		if (r->doc->words.v[list->v[i].head].sent == sent)
			count_country(&near, country_of(r, &list->v[i]));
	if (near.n == 1)
		return near.country[0];
	for (size_t i = 0; i < report->n; i++)
		if (report->count[i] > 1 && (double)report->count[i] >= SURE_SHARE * (double)report->all)
			return report->country[i];
	return STR("");
}

void toponym_run(struct reading *r)
{
	toponyms list = {0};
	if (!r->k->gazetteer)
		return;
	toponym_find(r, &list);
	toponym_choose(r, &list);
	struct tally report = {0};
	for (size_t i = 0; i < list.n; i++)
		count_country(&report, country_of(r, &list.v[i]));
	for (size_t i = 0; i < list.n; i++) {
		const struct toponym *t = &list.v[i];
		ref place = add(r, t, t->chosen == GAZ_NONE ? country_around(r, &list, i, &report) : STR(""));
		struct mention m = {.span = reading_span(r, t->first, t->last), .head = t->head, .kind = MENTION_NAME};
		vec_push(r->arena, &r->places.v[place].mentions, m);
		r->word_place[t->head] = place;
		if (t->linked != UINT32_MAX)
			r->word_place[t->linked] = place;
	}
}
