#include "sense/person.h"

/* ---- offices ---- */

static bool is_over(const struct actor_role *r, struct date day)
{
	return r->to.year && (!day.year || date_days(r->to) < date_days(day));
}

static bool is_ahead(const struct actor_role *r, struct date day)
{
	return r->from.year && day.year && date_days(r->from) > date_days(day);
}

/* Of two roles not held on the day the one that tells more: the later of those that are over, else the first of those ahead. */
static bool nearer(const struct actor_role *a, const struct actor_role *b, struct date day)
{
	if (is_over(a, day) != is_over(b, day))
		return is_over(a, day);
	return is_over(a, day) ? date_days(a->to) > date_days(b->to) : date_days(a->from) < date_days(b->from);
}

/* The role that the person has on the report's day; *held is false where it is the last one before or, without, the first behind. */
static const struct actor_role *role_on_day(const struct reading *r, const struct actor_entry *e, bool *held)
{
	const struct actor_role *roles = &r->k->actors->roles.v[e->role], *last = NULL;
	for (uint32_t i = 0; i < e->n_roles; i++) {
		*held = actor_dict_holds(roles[i].from, roles[i].to, r->dct);
		if (*held)
			return &roles[i];
		if (!last || nearer(&roles[i], last, r->dct))
			last = &roles[i];
	}
	*held = false;
	return last;
}

void person_describe(const struct reading *r, const struct actor_entry *e, struct actor *a)
{
	bool held;
	const struct actor_role *role = role_on_day(r, e, &held);
	a->country = role ? role->country : e->country;
	if (!role || is_ahead(role, r->dct))
		return;
	a->role = held ? role->name : arena_printf(r->arena, "former %.*s", (int)role->name.n, role->name.p);
	a->sectors.n = 0;
	if (!held)
		vec_push(r->arena, &a->sectors, SECTOR_ELI);
	for (int i = 0; held && i < ACTOR_SECTORS_MAX && role->sectors[i]; i++)
		vec_push(r->arena, &a->sectors, role->sectors[i]);
}

bool person_office_returns(const struct actor *a, const struct actor_entry *noun)
{
	return a->sectors.n == 1 && a->sectors.v[0] == SECTOR_ELI && noun->flags & AGENT_TITLE && noun->sectors[0] == SECTOR_GOV;
}

/* ---- names ---- */

int32_t person_by_surname(const struct reading *r, uint32_t name, struct str told, struct str main_country, bool titled)
{
	const struct actor_dict *d = r->k->actors;
	int32_t best = -1, rank = 0;
	for (uint32_t n = name; n; n = d->names.v[n].next) {
		const struct actor_entry *e = &d->entries.v[d->names.v[n].entry];
		if (e->type != ENTRY_PERSON || d->names.v[n].kind == NAME_PROPER)
			continue;
		bool held;
		const struct actor_role *role = role_on_day(r, e, &held);
		int fit = held ? 3 : role && is_ahead(role, r->dct) ? 1 : 2;
		if (fit > 1 && main_country.n && str_eq(main_country, e->country))
			fit += 3;
		if (told.n && str_eq(told, e->country))
			fit += 6;
		if (fit > rank) {
			rank = fit;
			best = (int32_t)d->names.v[n].entry;
		}
	}
	return rank > (titled ? 0 : 1) ? best : -1;
}

struct str person_last_word(struct str s)
{
	size_t at = s.n;
	while (at > 0 && s.p[at - 1] != ' ' && s.p[at - 1] != '-')
		at--;
	return str_sub(s, at, s.n);
}

/* Cuts the next word off; hyphens part words too. */
static bool next_word(struct str *rest, struct str *word)
{
	while (rest->n) {
		size_t n = 0;
		while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '-')
			n++;
		*word = str_sub(*rest, 0, n);
		*rest = str_sub(*rest, n + 1, rest->n);
		if (n)
			return true;
	}
	return false;
}

static bool has_word(struct str name, struct str word)
{
	struct str part;
	while (next_word(&name, &part))
		if (str_ieq(word, part))
			return true;
	return false;
}

bool person_name_fits(struct str shorter, struct str longer)
{
	struct str rest = shorter, part;
	while (next_word(&rest, &part))
		if (!has_word(longer, part))
			return false;
	return shorter.n;
}
