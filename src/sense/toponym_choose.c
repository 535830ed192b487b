/* Which of the namesakes: all mentions of one name in a report mean one place, the one that scores best by its size, by
 * the country that the report speaks of, by what else lies near, and by "X, Y". Scores are sums of the weights below; the
 * choices are made again until they stand, since each is evidence for the others. */
#include "sense/toponym_parts.h"

#include "data/actor_dict.h"

#include <math.h>
#include <string.h>

#define W_OWN 0.8        /* a place of data/gazetteer: it is there because news speak of it */
#define W_OWN_TOWN 0.3   /* likewise a town: its size says most */
#define W_CAPITAL 0.7
#define W_COUNTRY 2.5    /* a country rather than a town of that name */
#define W_AREA -1.5      /* a region that is called like its chief town, without a word that says "region" */
#define W_TYPE 2.0       /* the generic word says so: "Kursk region" */
#define W_CONTEXT 3.5    /* the share that its country has in the report */
#define W_NEAR 0.5       /* each other place within NEAR_KM */
#define W_NEAR_MOST 2.0
#define W_REGION 1.2     /* the report speaks of the region that it lies in */
#define W_WITHIN 7.0     /* it lies in Y */
#define W_SIBLING 2.0    /* “Georgia and Pennsylvania”: of one kind and country with its neighbour in a list */
#define NEAR_KM 250.0
#define WITHIN_KM 900.0  /* a town of a region is no farther from its centre */
#define ROUNDS 3
#define GROUPS_NEAR_MAX 64 /* so many other names are looked at: long lists would take square time */
#define COUNTRIES_MAX 64

/* The mentions of one name. */
struct group {
	const struct toponym *t; /* the one with the most to say */
	struct gaz_place *places;
	size_t n;
	size_t best;
	uint32_t mentions;
	bool typed;
	VEC(const struct toponym *) containers, siblings;
};

struct chooser {
	struct reading *r;
	const struct gazetteer *g;
	toponyms *list;
	VEC(struct group) groups;
	uint32_t *group_of;      /* [list->n]; UINT32_MAX where the name is unknown */
	struct { struct str country; double weight; } context[COUNTRIES_MAX];
	size_t n_context;
	double all_context;
};

static void add_context(struct chooser *c, struct str country, double weight)
{
	size_t i = 0;
	while (i < c->n_context && !str_eq(c->context[i].country, country))
		i++;
	if (country.n == 0 || i == COUNTRIES_MAX)
		return;
	if (i == c->n_context) {
		c->context[c->n_context++].country = country;
		c->context[i].weight = 0;
	}
	c->context[i].weight += weight;
	c->all_context += weight;
}

static double context_share(const struct chooser *c, struct str country)
{
	for (size_t i = 0; i < c->n_context; i++)
		if (str_eq(c->context[i].country, country))
			return c->context[i].weight / (c->all_context + 1);
	return 0;
}

/* Is the next name a neighbour in a list: “X and Y”, “X, Y”? */
static bool lists_next(const struct chooser *c, size_t i)
{
	const struct toponym *x = &c->list->v[i], *y = x + 1;
	const struct doc *d = c->r->doc;
	if (i + 1 >= c->list->n || x->within >= 0 || y->first <= x->last || y->first - x->last > 2)
		return false;
	for (uint32_t w = x->last; w < y->first; w++)
		if (d->words.v[w].upos != UPOS_CCONJ && !str_is(d->words.v[w].form, ","))
			return false;
	return true;
}

static void make_groups(struct chooser *c)
{
	struct arena *a = c->r->arena;
	c->group_of = arena_array(a, uint32_t, c->list->n + 1);
	for (size_t i = 0; i < c->list->n; i++) {
		const struct toponym *t = &c->list->v[i];
		size_t g = 0;
		c->group_of[i] = UINT32_MAX;
		if (t->n_ids == 0)
			continue;
		while (g < c->groups.n && !(c->groups.v[g].t->key == t->key && (c->groups.v[g].t->type != 0) == (t->type != 0)))
			g++;
		if (g == c->groups.n) {
			struct group *fresh = vec_add(a, &c->groups);
			fresh->t = t;
			fresh->n = t->n_ids;
			fresh->places = arena_array(a, struct gaz_place, t->n_ids);
			for (size_t k = 0; k < t->n_ids; k++)
				fresh->places[k] = gazetteer_place(c->g, t->ids[k]);
		}
		c->groups.v[g].mentions++;
		c->groups.v[g].typed = t->type != 0;
		if (t->within >= 0)
			vec_push(a, &c->groups.v[g].containers, &c->list->v[t->within]);
		if (lists_next(c, i))
			vec_push(a, &c->groups.v[g].siblings, t + 1);
		if (i > 0 && lists_next(c, i - 1))
			vec_push(a, &c->groups.v[g].siblings, t - 1);
		c->group_of[i] = (uint32_t)g;
	}
}

static const struct gaz_place *best_of(const struct group *g) { return &g->places[g->best]; }

/* Y of "X, Y" as it is chosen now. */
static const struct gaz_place *container_place(const struct chooser *c, const struct toponym *y)
{
	uint32_t g = c->group_of[y - c->list->v];
	return g == UINT32_MAX ? NULL : best_of(&c->groups.v[g]);
}

static double within_score(const struct chooser *c, const struct group *g, const struct gaz_place *p)
{
	double score = 0;
	for (size_t i = 0; i < g->containers.n; i++) {
		const struct gaz_place *y = container_place(c, g->containers.v[i]);
		if (!y || y->type > PLACE_TYPE_REGION)
			continue;
		bool inside = str_eq(p->country, y->country) && p->type > y->type;
		if (inside && y->type == PLACE_TYPE_REGION) {
			struct str region = p->region == GAZ_NONE ? STR("") : gazetteer_place(c->g, p->region).name;
			inside = region.n ? str_eq(region, y->name) || gazetteer_km(p->lat, p->lon, y->lat, y->lon) < WITHIN_KM / 3 :
					    gazetteer_km(p->lat, p->lon, y->lat, y->lon) < WITHIN_KM;
		}
		score += inside ? W_WITHIN : -W_WITHIN / 2;
	}
	return score;
}

static double near_score(const struct chooser *c, const struct group *g, const struct gaz_place *p)
{
	double score = 0;
	struct str region = p->region == GAZ_NONE ? STR("") : gazetteer_place(c->g, p->region).name;
	bool in_region = false;
	size_t n = c->groups.n < GROUPS_NEAR_MAX ? c->groups.n : GROUPS_NEAR_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct gaz_place *o = best_of(&c->groups.v[i]);
		if (&c->groups.v[i] == g || o->type == PLACE_TYPE_COUNTRY)
			continue;
		double km = gazetteer_km(p->lat, p->lon, o->lat, o->lon);
		score += km < NEAR_KM ? W_NEAR * (1 - km / NEAR_KM / 2) : 0;
		in_region = in_region || (region.n && o->type == PLACE_TYPE_REGION && str_eq(o->country, p->country) && str_eq(o->name, region));
	}
	return (score < W_NEAR_MOST ? score : W_NEAR_MOST) + (in_region ? W_REGION : 0);
}

static double sibling_score(const struct chooser *c, const struct group *g, const struct gaz_place *p)
{
	for (size_t i = 0; i < g->siblings.n; i++) {
		const struct gaz_place *y = container_place(c, g->siblings.v[i]);
		if (y && y->type == p->type && (y->type == PLACE_TYPE_COUNTRY || str_eq(y->country, p->country)))
			return W_SIBLING;
	}
	return 0;
}

static bool type_fits(enum place_type wanted, enum place_type type)
{
	return wanted == type || (wanted == PLACE_TYPE_FACILITY && type == PLACE_TYPE_CITY);
}

static bool town_of_same_name(const struct group *g, const struct gaz_place *p)
{
	for (size_t i = 0; i < g->n && p->type == PLACE_TYPE_REGION; i++)
		if (g->places[i].type == PLACE_TYPE_CITY && str_eq(g->places[i].country, p->country) &&
		    gazetteer_km(p->lat, p->lon, g->places[i].lat, g->places[i].lon) < NEAR_KM)
			return true;
	return false;
}

static double score_of(const struct chooser *c, const struct group *g, const struct gaz_place *p)
{
	double score = log10(p->people + 1000.0) + (p->capital ? W_CAPITAL : 0);
	score += !p->line ? 0 : p->type == PLACE_TYPE_CITY ? W_OWN_TOWN : W_OWN;
	score += p->type == PLACE_TYPE_COUNTRY ? W_COUNTRY : 0;
	score += !g->t->type && town_of_same_name(g, p) ? W_AREA : 0;
	if (g->t->type)
		score += type_fits(g->t->type, p->type) ? W_TYPE : -W_TYPE;
	score += W_CONTEXT * context_share(c, p->country);
	if (p->type != PLACE_TYPE_COUNTRY)
		score += near_score(c, g, p);
	return score + within_score(c, g, p) + sibling_score(c, g, p);
}

static void choose_best(const struct chooser *c, struct group *g)
{
	double best = -1e9;
	size_t at = 0;
	for (size_t i = 0; i < g->n; i++) {
		double s = score_of(c, g, &g->places[i]);
		if (s > best) {
			best = s;
			at = i;
		}
	}
	g->best = at;
}

/* A county or a street is seldom where the town of its name is, least of all in America. */
static bool stands(const struct toponym *t, const struct gaz_place *p)
{
	if (t->street)
		return false;
	if (t->type == PLACE_TYPE_WATER && p->type != PLACE_TYPE_WATER)
		return false;
	return !(t->type == PLACE_TYPE_REGION && p->type == PLACE_TYPE_CITY && str_is(p->country, "USA"));
}

/* All namesakes lie in one country: the name says which, whichever it is. */
static bool one_country(const struct group *g)
{
	for (size_t i = 1; i < g->n; i++)
		if (!str_eq(g->places[i].country, g->places[0].country))
			return false;
	return true;
}

/* The country that a word is the adjective or people of: “Lebanese”. */
static struct str country_of_adjective(const struct actor_dict *d, struct str word)
{
	uint32_t pieces[ACTOR_PIECES_MAX], node = 0;
	int n = actor_dict_pieces(d, word, pieces);
	for (int i = 0; i < n; i++) {
		node = pieces[i] ? actor_dict_step(d, node, pieces[i]) : 0;
		if (!node)
			return STR("");
	}
	for (uint32_t i = n ? d->node_names.v[node] : 0; i; i = d->names.v[i].next) {
		const struct actor_name *name = &d->names.v[i];
		if (d->entries.v[name->entry].type == ENTRY_STATE && (name->kind == NAME_ADJECTIVE || name->kind == NAME_PEOPLE))
			return d->entries.v[name->entry].country;
	}
	return STR("");
}

/* The countries that the report names, as places or as actors, by their names and adjectives. */
static void read_context(struct chooser *c)
{
	const struct doc *d = c->r->doc;
	for (size_t w = 0; w < d->words.n; w++) {
		gaz_id ids[GAZ_NAMESAKES_MAX];
		bool more;
		if (d->words.v[w].upos == UPOS_ADJ && d->words.v[w].form.p[0] >= 'A' && d->words.v[w].form.p[0] <= 'Z')
			add_context(c, country_of_adjective(c->r->k->actors, d->words.v[w].form), 1);
		if (d->words.v[w].upos != UPOS_PROPN)
			continue;
		gazkey key = gazkey_of(d->words.v[w].form);
		size_t n = gazetteer_find(c->g, key, ids, &more);
		if (more && w + 1 < d->words.n && n == 0)
			n = gazetteer_find(c->g, gazkey_add(key, d->words.v[w + 1].form), ids, &more);
		struct gaz_place p = n ? gazetteer_place(c->g, ids[0]) : (struct gaz_place){0};
		if (n == 1 && p.type == PLACE_TYPE_COUNTRY)
			add_context(c, p.country, 1);
	}
	for (size_t i = 0; i < c->groups.n; i++)
		if (one_country(&c->groups.v[i]) && best_of(&c->groups.v[i])->type != PLACE_TYPE_COUNTRY)
			add_context(c, best_of(&c->groups.v[i])->country, c->groups.v[i].mentions);
}

void toponym_choose(struct reading *r, toponyms *list)
{
	struct chooser c = {.r = r, .g = r->k->gazetteer, .list = list};
	make_groups(&c);
	read_context(&c);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < c.groups.n; i++)
			choose_best(&c, &c.groups.v[i]);
	for (size_t i = 0; i < list->n; i++) {
		struct group *g = c.group_of[i] == UINT32_MAX ? NULL : &c.groups.v[c.group_of[i]];
		struct toponym *t = &list->v[i];
		t->chosen = g && stands(t, best_of(g)) ? t->ids[g->best] : GAZ_NONE;
	}
}
