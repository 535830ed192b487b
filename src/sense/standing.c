#include "sense/standing.h"

static bool sector(const struct actor *a, enum sector s)
{
	for (size_t i = 0; i < a->sectors.n; i++)
		if (a->sectors.v[i] == s)
			return true;
	return false;
}

static bool third_party(const struct actor *a)
{
	return a->kind == ACTOR_KIND_IGO || a->kind == ACTOR_KIND_NGO || sector(a, SECTOR_NGO) || sector(a, SECTOR_IGO) ||
	       sector(a, SECTOR_SOC) || sector(a, SECTOR_MED);
}

bool standing_on_side(const struct reading *r, ref id, const refs *side)
{
	const struct actor *a = &r->actors.v[id];
	for (size_t i = 0; i < side->n; i++) {
		const struct actor *s = &r->actors.v[side->v[i]];
		if (side->v[i] == id || a->of == side->v[i] || s->of == id)
			return true;
		if (a->country.n && str_eq(a->country, s->country) &&
		    (a->kind == ACTOR_KIND_ARMED_GROUP) == (s->kind == ACTOR_KIND_ARMED_GROUP))
			return true;
	}
	return false;
}

/* Those who have no part in it and no office are mere tellers: journalists, witnesses. */
static bool has_office(const struct actor *a)
{
	return a->country.n || sector(a, SECTOR_GOV) || sector(a, SECTOR_MIL) || sector(a, SECTOR_COP) || sector(a, SECTOR_REB) ||
	       a->kind == ACTOR_KIND_ARMED_GROUP || a->kind == ACTOR_KIND_STATE || a->kind == ACTOR_KIND_ORGANISATION;
}

enum standing standing_judge(const struct reading *r, const struct incident *i)
{
	bool admitted = false, confirmed = false, claimed = false;
	for (size_t n = 0; n < i->said_by.n; n++) {
		ref id = i->said_by.v[n];
		const struct actor *a = &r->actors.v[id];
		if (sector(a, SECTOR_JRN))
			continue;
		if (third_party(a))
			confirmed = true;
		else if (standing_on_side(r, id, &i->by))
			admitted = true;
		else if (has_office(a))
			claimed = true;
	}
	return confirmed ? STANDING_CONFIRMED : admitted ? STANDING_ADMITTED : claimed ? STANDING_CLAIMED : STANDING_STATED;
}
