#include "data/gazarea.h"

#include <math.h>
#include <string.h>

#define BANDS 181       /* whole degrees of latitude, from -90 */
#define KM_A_DEGREE 111.0

/* The towns of the file, by bands of latitude: towns[first[b]] to towns[first[b + 1]]. */
struct bands {
	const struct gazfile *f;
	uint32_t *towns;
	uint32_t first[BANDS + 1];
};

static size_t band_of(double lat)
{
	return (size_t)(floor(lat) + 90);
}

static double lat_of(const struct gazfile_place *p) { return p->lat / 1e5; }
static double lon_of(const struct gazfile_place *p) { return p->lon / 1e5; }

static bool is_town(const struct gazfile_place *p)
{
	return p->type == PLACE_TYPE_CITY && p->region != GAZFILE_NONE;
}

static void sort_into_bands(struct arena *a, const struct gazfile *f, struct bands *b)
{
	uint32_t next[BANDS + 1] = {0};
	*b = (struct bands){.f = f, .towns = arena_array(a, uint32_t, f->n_places)};
	for (uint32_t i = 0; i < f->n_places; i++)
		if (is_town(&f->places[i]))
			b->first[band_of(lat_of(&f->places[i])) + 1]++;
	for (size_t i = 0; i < BANDS; i++)
		next[i + 1] = b->first[i + 1] += b->first[i];
	for (uint32_t i = 0; i < f->n_places; i++)
		if (is_town(&f->places[i]))
			b->towns[next[band_of(lat_of(&f->places[i]))]++] = i;
}

static bool same_country(const struct gaz_place *p, const struct gazfile_place *f)
{
	return str_eq(p->country, (struct str){f->country, f->country[0] ? 3 : 0});
}

static double km_between(const struct gaz_place *p, const struct gazfile_place *f)
{
	return gazetteer_km(p->lat, p->lon, lat_of(f), lon_of(f));
}

bool gazarea_same(const struct gaz_place *p, const struct gazfile_place *f)
{
	return same_country(p, f) && p->type == f->type && (p->type != PLACE_TYPE_CITY || km_between(p, f) < GAZAREA_SAME_KM);
}

static void take_from_itself(const struct gazfile *f, struct gaz_place *p, gaz_id first)
{
	const struct gazfile_slot *slot = gazfile_find(f, gazkey_of(p->name));
	for (uint32_t i = 0; slot && i < slot->count_more / 2; i++) {
		const struct gazfile_place *there = &f->places[f->refs[slot->first + i]];
		if (!gazarea_same(p, there))
			continue;
		p->geonameid = p->geonameid ? p->geonameid : there->geonameid;
		p->region = there->region == GAZFILE_NONE ? GAZ_NONE : (gaz_id)(there->region + first);
		return;
	}
}

static void take_from_around(const struct bands *b, struct gaz_place *p, gaz_id first)
{
	uint32_t region = GAZFILE_NONE;
	double reach = GAZAREA_NEAR_KM / KM_A_DEGREE;
	size_t from = band_of(fmax(p->lat - reach, -90)), to = band_of(fmin(p->lat + reach, 90));
	for (uint32_t i = b->first[from]; i < b->first[to + 1]; i++) {
		const struct gazfile_place *town = &b->f->places[b->towns[i]];
		if (!same_country(p, town) || fabs(lat_of(town) - p->lat) > reach || km_between(p, town) > GAZAREA_NEAR_KM)
			continue;
		if (region != GAZFILE_NONE && region != town->region)
			return;
		region = town->region;
	}
	if (region != GAZFILE_NONE)
		p->region = (gaz_id)(region + first);
}

void gazarea_fill(struct arena *a, const struct gazfile *f, struct gaz_place *places, size_t n, gaz_id first)
{
	struct bands bands;
	if (f->n_places == 0)
		return;
	sort_into_bands(a, f, &bands);
	for (size_t i = 0; i < n; i++) {
		struct gaz_place *p = &places[i];
		if (p->country.n == 0 || p->type == PLACE_TYPE_COUNTRY)
			continue;
		take_from_itself(f, p, first);
		if (p->region == GAZ_NONE && (p->type == PLACE_TYPE_CITY || p->type == PLACE_TYPE_FACILITY))
			take_from_around(&bands, p, first);
	}
}
