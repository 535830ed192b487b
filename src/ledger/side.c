#include "ledger/side.h"

#include "ledger/inside.h"

#define DEPTH_MAX 8 /* of bodies of bodies */

static ref number_of(struct query *q)
{
	ref out = query_row(q) ? (ref)column_int(q, 0) : NO_REF;
	query_end(q);
	return out;
}

ref ledger_state(struct ledger *l, struct str country)
{
	if (country.n == 0)
		return NO_REF;
	struct query *q = db_query(&l->db, "select id from actor where country = $1 and kind = 'state' order by id limit 1");
	query_str(q, 1, country);
	ref id = number_of(q);
	if (id != NO_REF)
		actor_row(l, id);
	return id;
}

static bool armed(const struct actor *a)
{
	return a->kind == ACTOR_KIND_ARMED_GROUP;
}

/* A state's own people and bodies stand for the state even where the ledger does not name it. */
static ref by_country(struct ledger *l, const struct actor *a, ref self)
{
	bool group = armed(a) || a->kind == ACTOR_KIND_IGO || a->kind == ACTOR_KIND_NGO || a->kind == ACTOR_KIND_POPULATION;
	bool office = a->kind == ACTOR_KIND_STATE;
	for (size_t i = 0; i < a->sectors.n && !office; i++)
		office = a->sectors.v[i] == SECTOR_GOV || a->sectors.v[i] == SECTOR_MIL || a->sectors.v[i] == SECTOR_COP ||
			 a->sectors.v[i] == SECTOR_SPY || a->sectors.v[i] == SECTOR_LEG;
	ref state = !group && office ? ledger_state(l, a->country) : NO_REF;
	return state != NO_REF ? state : a->named ? self : NO_REF;
}

ref ledger_side(struct ledger *l, ref actor)
{
	for (int depth = 0; actor != NO_REF && depth < DEPTH_MAX; depth++) {
		const struct actor *a = actor_row(l, actor);
		bool belongs = a->of != NO_REF && a->of != actor && !armed(a);
		if (!belongs)
			return by_country(l, a, actor);
		actor = a->of;
	}
	return NO_REF;
}

refs ledger_sides(struct ledger *l, struct arena *a, const refs *actors)
{
	refs out = {0};
	for (size_t i = 0; i < actors->n; i++)
		refs_add(a, &out, ledger_side(l, actors->v[i]));
	return out;
}

ref ledger_named(struct ledger *l, struct str name)
{
	int64_t n;
	if (name.n == 3) {
		ref state = ledger_state(l, name);
		if (state != NO_REF)
			return state;
	}
	bool id = name.n > 1 && (name.p[0] == 'A' || name.p[0] == 'a') && str_int(str_sub(name, 1, name.n), 1, INT32_MAX, &n);
	struct query *q = db_query(&l->db, "select id from actor where lower(name) = lower($1) or id = $2 order by kind <> 'state', id limit 1");
	query_str(q, 1, name);
	query_int(q, 2, id ? n : 0);
	ref found = number_of(q);
	if (found != NO_REF)
		actor_row(l, found);
	return found;
}
