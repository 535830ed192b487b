/* What the columns of events ask for: the event, its actors, its place, its sources. */
#include "view/export_row.h"

#include "data/rules.h"
#include "ledger/merge.h"
#include "view/cell.h"
#include "view/say.h"

#include <math.h>
#include <string.h>

static const struct event *event_of(const struct row *w)
{
	return w->r->kind == RECORD_EVENT ? w->r->record : NULL;
}

/* ---- the event --------------------------------------------------------------------------------------------------------------- */

static void id(const struct row *w, struct buf *out)
{
	cell_id(out, w->r->kind, w->r->n);
}

static void number(const struct row *w, struct buf *out)
{
	buf_printf(out, "%u", w->r->n);
}

static void pair_number(const struct row *w, struct buf *out)
{
	buf_printf(out, "%ju", (uintmax_t)w->r->n * (ROW_PAIRS_MAX + 1) + w->pair);
}

/* The day; of a month or a year its first, as the precision columns say. */
static struct date day_of(const struct row *w)
{
	int32_t from, to;
	return merge_days(w->date, &from, &to) ? date_from_days(from) : w->r->first_known;
}

static void date(const struct row *w, struct buf *out)
{
	cell_date(out, day_of(w));
}

static void date_compact(const struct row *w, struct buf *out)
{
	struct date d = day_of(w);
	if (d.year)
		buf_printf(out, "%04d%02d%02d", d.year, d.month, d.day);
}

static void date_month(const struct row *w, struct buf *out)
{
	struct date d = day_of(w);
	if (d.year)
		buf_printf(out, "%04d%02d", d.year, d.month);
}

static void date_year(const struct row *w, struct buf *out)
{
	struct date d = day_of(w);
	if (d.year)
		buf_printf(out, "%d", d.year);
}

/* GDELT's: the month and day as a share of a year of 365 days */
static void date_fraction(const struct row *w, struct buf *out)
{
	struct date d = day_of(w);
	if (d.year)
		buf_printf(out, "%.4f", d.year + ((d.month - 1) * 30 + d.day) / 365.0);
}

static void category(const struct row *w, struct buf *out)
{
	const struct event *e = event_of(w);
	buf_puts(out, e ? category_name(e->category) : "");
}

static void mode(const struct row *w, struct buf *out)
{
	const struct event *e = event_of(w);
	for (size_t i = 0; e && i < e->modes.n; i++)
		buf_printf(out, "%s%s", i ? "; " : "", mode_name(e->modes.v[i]));
}

static void score(const struct row *w, struct buf *out)
{
	const struct event *e = event_of(w);
	if (e)
		buf_printf(out, "%g", e->score);
}

static void quad(const struct row *w, struct buf *out)
{
	const struct event *e = event_of(w);
	if (e)
		buf_printf(out, "%d", category_quad(e->category));
}

static struct str code_of(const struct row *w)
{
	const struct event *e = event_of(w);
	return e ? e->cameo : (struct str){"", 0};
}

static void cameo(const struct row *w, struct buf *out)
{
	buf_add(out, code_of(w));
}

static void cameo_base(const struct row *w, struct buf *out)
{
	buf_add(out, str_sub(code_of(w), 0, 3));
}

static void cameo_root(const struct row *w, struct buf *out)
{
	buf_add(out, str_sub(code_of(w), 0, 2));
}

/* 01 to 05 verbal cooperation, to 08 material; 09 to 13 verbal conflict, to 20 material */
static void cameo_quad(const struct row *w, struct buf *out)
{
	int64_t root;
	if (str_int(str_sub(code_of(w), 0, 2), 1, 20, &root))
		buf_putc(out, root <= 5 ? '1' : root <= 8 ? '2' : root <= 13 ? '3' : '4');
}

static void cameo_meaning(const struct row *w, struct buf *out)
{
	const struct rules *rules = w->x->k->rules;
	for (size_t i = 0; i < rules->codes.n && code_of(w).n; i++)
		if (str_eq(rules->codes.v[i].sense.code, code_of(w))) {
			buf_add(out, rules->codes.v[i].meaning);
			return;
		}
}

static void goldstein(const struct row *w, struct buf *out)
{
	double value;
	if (code_of(w).n && foreign_goldstein(w->x->k->foreign, code_of(w), &value))
		buf_printf(out, "%g", value);
}

/* ---- actors ------------------------------------------------------------------------------------------------------------------- */

static const struct actor *who(const struct row *w, ref actor)
{
	return ledger_actor(w->x->l, actor);
}

static void put_name(const struct row *w, struct buf *out, ref a)
{
	buf_add(out, who(w, a)->name);
}

static void put_country(const struct row *w, struct buf *out, ref a)
{
	buf_add(out, who(w, a)->country);
}

static void put_country_name(const struct row *w, struct buf *out, ref a)
{
	const struct nation *n = foreign_nation(w->x->k->foreign, who(w, a)->country);
	buf_add(out, n ? n->name : who(w, a)->country);
}

static void put_cow(const struct row *w, struct buf *out, ref a)
{
	const struct nation *n = foreign_nation(w->x->k->foreign, who(w, a)->country);
	buf_add(out, n ? n->cow : (struct str){"", 0});
}

static void put_role(const struct row *w, struct buf *out, ref a)
{
	buf_add(out, who(w, a)->role);
}

static void put_sectors(const struct row *w, struct buf *out, ref a)
{
	const struct actor *x = who(w, a);
	for (size_t i = 0; i < x->sectors.n; i++)
		buf_printf(out, "%s%s", i ? "; " : "", sector_name(x->sectors.v[i]));
}

static void put_sector(const struct row *w, struct buf *out, ref a, size_t n)
{
	if (who(w, a)->sectors.n > n)
		buf_puts(out, sector_name(who(w, a)->sectors.v[n]));
}

static void put_cameo_actor(const struct row *w, struct buf *out, ref a)
{
	put_country(w, out, a);
	put_sector(w, out, a, 0);
}

/* Each actor's value, parted; actors without one leave it out. */
static void each(const struct row *w, const refs *list, void (*put)(const struct row *w, struct buf *out, ref a), struct buf *out)
{
	struct buf one = {0};
	for (size_t i = 0; i < list->n; i++) {
		buf_clear(&one);
		put(w, &one, list->v[i]);
		if (one.n && out->n)
			buf_puts(out, "; ");
		buf_add(out, buf_str(&one));
	}
	out->failed |= one.failed;
	buf_release(&one);
}

#define ACTORS(name, list, put) \
	static void name(const struct row *w, struct buf *out) { each(w, w->list, put, out); }
#define ACTOR(name, who, put) \
	static void name(const struct row *w, struct buf *out) { if (w->who != NO_REF) put(w, out, w->who); }
#define SECTOR(name, who, n) \
	static void name(const struct row *w, struct buf *out) { if (w->who != NO_REF) put_sector(w, out, w->who, n); }
ACTORS(actors_name, actors, put_name) ACTORS(actors_country, actors, put_country) ACTORS(actors_cow, actors, put_cow)
ACTORS(actors_sectors, actors, put_sectors) ACTORS(actors_role, actors, put_role)
ACTORS(recipients_name, recipients, put_name) ACTORS(recipients_country, recipients, put_country)
ACTORS(recipients_cow, recipients, put_cow) ACTORS(recipients_sectors, recipients, put_sectors)
ACTORS(recipients_role, recipients, put_role)
ACTOR(actor_name, actor, put_name) ACTOR(actor_country, actor, put_country) ACTOR(actor_country_name, actor, put_country_name)
ACTOR(actor_cameo, actor, put_cameo_actor) ACTOR(actor_sectors, actor, put_sectors)
ACTOR(recipient_name, recipient, put_name) ACTOR(recipient_country, recipient, put_country)
ACTOR(recipient_country_name, recipient, put_country_name) ACTOR(recipient_cameo, recipient, put_cameo_actor)
ACTOR(recipient_sectors, recipient, put_sectors)
SECTOR(actor_sector1, actor, 0) SECTOR(actor_sector2, actor, 1) SECTOR(actor_sector3, actor, 2)
SECTOR(recipient_sector1, recipient, 0) SECTOR(recipient_sector2, recipient, 1) SECTOR(recipient_sector3, recipient, 2)

/* ---- the place ----------------------------------------------------------------------------------------------------------------- */

static const struct place *place(const struct row *w)
{
	return ledger_place(w->x->l, w->place); /* an empty one where it is not known */
}

static const struct nation *land(const struct row *w)
{
	static const struct nation none = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};
	const struct nation *n = w->place == NO_REF ? NULL : foreign_nation(w->x->k->foreign, place(w)->country);
	return n ? n : &none;
}

static void place_name(const struct row *w, struct buf *out)
{
	buf_add(out, w->place == NO_REF ? (struct str){"", 0} : place(w)->name);
}

/* “Sumy, Sumy Oblast, Ukraine” */
static void place_full(const struct row *w, struct buf *out)
{
	const struct str parts[] = {place(w)->name, place(w)->admin1, land(w)->name};
	for (size_t i = 0; i < 3 && w->place != NO_REF; i++)
		if (parts[i].n && !(i && str_eq(parts[i], parts[0]))) {
			buf_puts(out, i ? ", " : "");
			buf_add(out, parts[i]);
		}
}

static void place_city(const struct row *w, struct buf *out)
{
	if (w->place != NO_REF && place(w)->type == PLACE_TYPE_CITY)
		buf_add(out, place(w)->name);
}

static void place_province(const struct row *w, struct buf *out)
{
	if (w->place != NO_REF)
		buf_add(out, place(w)->type == PLACE_TYPE_REGION ? place(w)->name : place(w)->admin1);
}

static void place_country(const struct row *w, struct buf *out)
{
	if (w->place != NO_REF)
		buf_add(out, place(w)->country);
}

#define LAND(value, member) \
	static void value(const struct row *w, struct buf *out) { buf_add(out, land(w)->member); }
LAND(place_country_name, name) LAND(place_fips, fips) LAND(place_iso, iso) LAND(place_gw, gw) LAND(place_region, acled_region)
LAND(place_ged_region, ucdp_region)

static bool located(const struct row *w)
{
	return w->place != NO_REF && place(w)->located;
}

static void place_lat(const struct row *w, struct buf *out)
{
	if (located(w))
		buf_printf(out, "%.6g", place(w)->lat);
}

static void place_lon(const struct row *w, struct buf *out)
{
	if (located(w))
		buf_printf(out, "%.6g", place(w)->lon);
}

static void place_wkt(const struct row *w, struct buf *out)
{
	if (located(w))
		buf_printf(out, "POINT (%.6g %.6g)", place(w)->lon, place(w)->lat);
}

/* PRIO-GRID's cells are half a degree wide and counted from the south-west, 720 a row. */
static void place_priogrid(const struct row *w, struct buf *out)
{
	if (located(w) && fabs(place(w)->lat) < 90 && fabs(place(w)->lon) < 180)
		buf_printf(out, "%d", (int)floor((place(w)->lat + 90) * 2) * 720 + (int)floor((place(w)->lon + 180) * 2) + 1);
}

static void place_geonames(const struct row *w, struct buf *out)
{
	if (w->place != NO_REF && place(w)->geonameid)
		buf_printf(out, "%jd", (intmax_t)place(w)->geonameid);
}

static void place_type(const struct row *w, struct buf *out)
{
	if (w->place != NO_REF && place(w)->type)
		buf_puts(out, place_type_name(place(w)->type));
}

static void place_gdelt(const struct row *w, struct buf *out)
{
	static const char types[PLACE_TYPE_COUNT][2] = {"", "1", "5", "4", "4", "5"}; /* country, state, town abroad */
	bool american = w->place != NO_REF && str_is(place(w)->country, "USA");
	const char *type = w->place == NO_REF ? "" : types[place(w)->type];
	buf_puts(out, american && type[0] == '5' ? "2" : american && type[0] == '4' ? "3" : type);
}

/* ---- reports ------------------------------------------------------------------------------------------------------------------- */

static const struct ledger_telling *told(const struct row *w)
{
	return &w->r->tellings.v[0];
}

static void report(const struct row *w, struct buf *out)
{
	buf_add(out, told(w)->report->name);
}

static void sentence(const struct row *w, struct buf *out)
{
	if (told(w)->evidence.n)
		buf_printf(out, "%u", told(w)->evidence.v[0].sentence);
}

static void in_lead(const struct row *w, struct buf *out)
{
	if (told(w)->evidence.n)
		buf_putc(out, told(w)->evidence.v[0].sentence <= 1 ? '1' : '0');
}

static struct str outlet(const struct ledger_telling *t)
{
	const struct report *r = &t->report->report;
	return r->source.n ? r->source : r->original_source;
}

static void source(const struct row *w, struct buf *out)
{
	buf_add(out, outlet(told(w)));
}

static bool outlet_before(const struct row *w, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (str_eq(outlet(&w->r->tellings.v[j]), outlet(&w->r->tellings.v[i])))
			return true;
	return false;
}

static void source_all(const struct row *w, struct buf *out)
{
	for (size_t i = 0; i < w->r->tellings.n; i++) {
		struct str s = outlet(&w->r->tellings.v[i]);
		if (s.n == 0 || outlet_before(w, i))
			continue;
		buf_puts(out, out->n ? "; " : "");
		buf_add(out, s);
	}
}

static void articles_all(const struct row *w, struct buf *out)
{
	for (size_t i = 0; i < w->r->tellings.n; i++) {
		buf_puts(out, i ? "; " : "");
		buf_add(out, w->r->tellings.v[i].report->name);
	}
}

static void source_date(const struct row *w, struct buf *out)
{
	cell_date(out, told(w)->report->report.date);
}

static void source_stamp(const struct row *w, struct buf *out)
{
	struct date d = told(w)->report->report.date;
	if (d.year)
		buf_printf(out, "%04d%02d%02d000000", d.year, d.month, d.day);
}

static void source_unix(const struct row *w, struct buf *out)
{
	struct date d = told(w)->report->report.date;
	if (d.year)
		buf_printf(out, "%jd", (intmax_t)date_days(d) * 86400);
}

static void source_title(const struct row *w, struct buf *out)
{
	buf_add(out, told(w)->report->report.title);
}

static void source_url(const struct row *w, struct buf *out)
{
	buf_add(out, told(w)->report->report.url);
}

static void mentions(const struct row *w, struct buf *out)
{
	size_t n = 0;
	for (size_t i = 0; i < w->r->tellings.n; i++)
		n += w->r->tellings.v[i].evidence.n;
	buf_printf(out, "%zu", n);
}

static void sources(const struct row *w, struct buf *out)
{
	size_t n = 0;
	for (size_t i = 0; i < w->r->tellings.n; i++)
		n += !outlet_before(w, i);
	buf_printf(out, "%zu", n);
}

static void articles(const struct row *w, struct buf *out)
{
	buf_printf(out, "%zu", w->r->tellings.n);
}

/* Those of the event; the story's others are in the ledger. */
static void story(const struct row *w, bool people, struct buf *out)
{
	const refs *lists[] = {w->actors, w->recipients};
	for (int l = 0; l < 2; l++)
		for (size_t i = 0; i < lists[l]->n; i++) {
			const struct actor *a = who(w, lists[l]->v[i]);
			bool body = a->kind == ACTOR_KIND_ORGANISATION || a->kind == ACTOR_KIND_IGO || a->kind == ACTOR_KIND_NGO;
			if (people ? a->kind != ACTOR_KIND_PERSON : !body)
				continue;
			buf_puts(out, out->n ? "; " : "");
			buf_add(out, a->name);
		}
}

static void story_people(const struct row *w, struct buf *out)
{
	story(w, true, out);
}

static void story_organisations(const struct row *w, struct buf *out)
{
	story(w, false, out);
}

static void language(const struct row *w, struct buf *out)
{
	buf_add(out, told(w)->report->report.lang);
}

static void notes(const struct row *w, struct buf *out)
{
	struct say say = {.out = out, .l = w->x->l};
	say_record(&say, w->r);
}

static void version(const struct row *w, struct buf *out)
{
	buf_add(out, told(w)->version);
}

row_value export_value(enum layout_value v)
{
	static const row_value values[LAYOUT_VALUE_COUNT] = {
		[VALUE_ID] = id, [VALUE_NUMBER] = number, [VALUE_PAIR_NUMBER] = pair_number, [VALUE_DATE] = date,
		[VALUE_DATE_COMPACT] = date_compact, [VALUE_DATE_MONTH] = date_month, [VALUE_DATE_YEAR] = date_year,
		[VALUE_DATE_FRACTION] = date_fraction, [VALUE_CATEGORY] = category, [VALUE_MODE] = mode, [VALUE_SCORE] = score,
		[VALUE_QUAD] = quad, [VALUE_CAMEO] = cameo, [VALUE_CAMEO_BASE] = cameo_base, [VALUE_CAMEO_ROOT] = cameo_root,
		[VALUE_CAMEO_QUAD] = cameo_quad, [VALUE_CAMEO_MEANING] = cameo_meaning, [VALUE_GOLDSTEIN] = goldstein,
		[VALUE_ACTORS_NAME] = actors_name, [VALUE_ACTORS_COUNTRY] = actors_country, [VALUE_ACTORS_COW] = actors_cow,
		[VALUE_ACTORS_SECTORS] = actors_sectors, [VALUE_ACTORS_ROLE] = actors_role,
		[VALUE_RECIPIENTS_NAME] = recipients_name, [VALUE_RECIPIENTS_COUNTRY] = recipients_country,
		[VALUE_RECIPIENTS_COW] = recipients_cow, [VALUE_RECIPIENTS_SECTORS] = recipients_sectors,
		[VALUE_RECIPIENTS_ROLE] = recipients_role,
		[VALUE_ACTOR_NAME] = actor_name, [VALUE_ACTOR_COUNTRY] = actor_country, [VALUE_ACTOR_COUNTRY_NAME] = actor_country_name,
		[VALUE_ACTOR_CAMEO] = actor_cameo, [VALUE_ACTOR_SECTOR] = actor_sector1, [VALUE_ACTOR_SECTORS] = actor_sectors,
		[VALUE_ACTOR_SECTOR1] = actor_sector1, [VALUE_ACTOR_SECTOR2] = actor_sector2, [VALUE_ACTOR_SECTOR3] = actor_sector3,
		[VALUE_RECIPIENT_NAME] = recipient_name, [VALUE_RECIPIENT_COUNTRY] = recipient_country,
		[VALUE_RECIPIENT_COUNTRY_NAME] = recipient_country_name, [VALUE_RECIPIENT_CAMEO] = recipient_cameo,
		[VALUE_RECIPIENT_SECTOR] = recipient_sector1, [VALUE_RECIPIENT_SECTORS] = recipient_sectors,
		[VALUE_RECIPIENT_SECTOR1] = recipient_sector1, [VALUE_RECIPIENT_SECTOR2] = recipient_sector2,
		[VALUE_RECIPIENT_SECTOR3] = recipient_sector3, [VALUE_PLACE_NAME] = place_name, [VALUE_PLACE_FULL] = place_full,
		[VALUE_PLACE_CITY] = place_city, [VALUE_PLACE_PROVINCE] = place_province, [VALUE_PLACE_COUNTRY] = place_country,
		[VALUE_PLACE_COUNTRY_NAME] = place_country_name, [VALUE_PLACE_FIPS] = place_fips, [VALUE_PLACE_ISO] = place_iso,
		[VALUE_PLACE_GW] = place_gw, [VALUE_PLACE_REGION] = place_region, [VALUE_PLACE_GED_REGION] = place_ged_region,
		[VALUE_PLACE_LAT] = place_lat, [VALUE_PLACE_LON] = place_lon, [VALUE_PLACE_WKT] = place_wkt,
		[VALUE_PLACE_PRIOGRID] = place_priogrid, [VALUE_PLACE_GEONAMES] = place_geonames, [VALUE_PLACE_TYPE] = place_type,
		[VALUE_PLACE_GDELT] = place_gdelt, [VALUE_REPORT] = report, [VALUE_SENTENCE] = sentence, [VALUE_IN_LEAD] = in_lead,
		[VALUE_SOURCE] = source, [VALUE_SOURCE_ALL] = source_all, [VALUE_SOURCE_DATE] = source_date,
		[VALUE_SOURCE_STAMP] = source_stamp, [VALUE_SOURCE_UNIX] = source_unix, [VALUE_SOURCE_TITLE] = source_title,
		[VALUE_SOURCE_URL] = source_url, [VALUE_ARTICLES_ALL] = articles_all, [VALUE_MENTIONS] = mentions,
		[VALUE_SOURCES] = sources, [VALUE_ARTICLES] = articles, [VALUE_STORY_PEOPLE] = story_people,
		[VALUE_STORY_ORGANISATIONS] = story_organisations, [VALUE_LANGUAGE] = language, [VALUE_NOTES] = notes,
		[VALUE_VERSION] = version,
	};
	return values[v];
}
