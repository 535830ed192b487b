#include "data/foreign.h"

#include "data/table.h"

const struct nation *foreign_nation(const struct foreign *x, struct str country)
{
	for (size_t i = 0; i < x->nations.n && country.n; i++)
		if (str_eq(x->nations.v[i].code, country))
			return &x->nations.v[i];
	return NULL;
}

static bool load_nations(struct knowledge *k, struct foreign *x, const char *dir, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, "view/countries.tsv", err))
		return false;
	while (table_next(&t, 8, 8)) {
		const struct str *f = t.field;
		if (f[0].n != 3 || f[1].n == 0)
			return table_fail(&t, "a country needs a code of three letters and a name");
		if (foreign_nation(x, f[0]))
			return table_fail(&t, "%.*s stands twice", (int)f[0].n, f[0].p);
		vec_push(&k->arena, &x->nations, ((struct nation){f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]}));
	}
	return err->code == ERR_NONE;
}

/* "-9.5": a sign, digits, and at most one decimal. */
static bool tenths(struct str s, double *out)
{
	bool minus = str_starts(s, STR("-"));
	struct str rest = minus ? str_sub(s, 1, s.n) : s;
	struct str whole = str_cut(&rest, '.');
	int64_t units, part = 0;
	if (!str_int(whole, 0, 10, &units) || (rest.n && !str_int(rest, 0, 9, &part)))
		return false;
	*out = ((double)units + (double)part / 10) * (minus ? -1 : 1);
	return true;
}

bool foreign_goldstein(const struct foreign *x, struct str cameo, double *out)
{
	const struct goldstein *best = NULL;
	for (size_t i = 0; i < x->scale.n; i++)
		if (str_starts(cameo, x->scale.v[i].code) && (!best || x->scale.v[i].code.n > best->code.n))
			best = &x->scale.v[i];
	if (best)
		*out = best->value;
	return best != NULL;
}

static bool load_goldstein(struct knowledge *k, struct foreign *x, const char *dir, struct err *err)
{
	struct table t;
	int64_t code;
	if (!knowledge_table(k, &t, dir, "view/goldstein.tsv", err))
		return false;
	while (table_next(&t, 2, 2)) {
		struct goldstein g = {.code = t.field[0]};
		if (g.code.n < 2 || g.code.n > 4 || !str_int(g.code, 0, 9999, &code))
			return table_fail(&t, "\"%.*s\" is no CAMEO code", (int)g.code.n, g.code.p);
		if (!tenths(t.field[1], &g.value))
			return table_fail(&t, "\"%.*s\" is not a number from -10 to 10 with one decimal", (int)t.field[1].n, t.field[1].p);
		vec_push(&k->arena, &x->scale, g);
	}
	return err->code == ERR_NONE;
}

/* "incident drone", "event PROTEST", "event RETREAT.ceasefire" */
static bool acled_what(struct str field, struct acled_row *out)
{
	struct str what = str_cut(&field, ' ');
	if (str_is(what, "incident")) {
		out->kind = incident_kind_of(str_trim(field));
		return out->kind != INCIDENT_KIND_NONE;
	}
	struct str mode = str_trim(field), category = str_cut(&mode, '.');
	out->category = category_of(category);
	out->mode = mode.n ? mode_of(out->category, mode) : MODE_NONE;
	return str_is(what, "event") && out->category && (mode.n == 0 || out->mode);
}

static bool load_acled(struct knowledge *k, struct foreign *x, const char *dir, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, "view/acled.tsv", err))
		return false;
	while (table_next(&t, 5, 5)) {
		struct acled_row r = {.civilians = str_is(t.field[1], "civilians"), .disorder = t.field[2], .type = t.field[3],
				      .sub_type = t.field[4]};
		if (!acled_what(t.field[0], &r))
			return table_fail(&t, "\"%.*s\" is no attack and no event", (int)t.field[0].n, t.field[0].p);
		if (t.field[1].n && !r.civilians)
			return table_fail(&t, "\"%.*s\" is not “civilians”", (int)t.field[1].n, t.field[1].p);
		vec_push(&k->arena, &x->acled, r);
	}
	return err->code == ERR_NONE;
}

static bool has_mode(enum mode mode, const uint8_t *modes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (modes[i] == mode)
			return true;
	return mode == MODE_NONE;
}

const struct acled_row *foreign_acled(const struct foreign *x, enum incident_kind kind, enum category category,
				      const uint8_t *modes, size_t n_modes, bool civilians)
{
	const struct acled_row *best = NULL;
	for (size_t i = 0; i < x->acled.n; i++) {
		const struct acled_row *r = &x->acled.v[i];
		if (r->kind != kind || r->category != category || (r->civilians && !civilians) || !has_mode(r->mode, modes, n_modes))
			continue;
		if (!best || (r->mode != MODE_NONE) + r->civilians > (best->mode != MODE_NONE) + best->civilians)
			best = r;
	}
	return best;
}

bool foreign_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct foreign *x = arena_new(&k->arena, struct foreign);
	k->foreign = x;
	return load_nations(k, x, dir, err) && load_goldstein(k, x, dir, err) && load_acled(k, x, dir, err);
}
