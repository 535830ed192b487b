/* Ceasefires that a person wrote down: blocks of “key: value” lines. */
#include "view/ceasefire.h"

#include "base/utf8.h"
#include "ledger/side.h"

#define VALUE_MAX 2000 /* bytes of a line */
#define SHOWN_MAX 80   /* bytes of it in a complaint */

struct reader {
	struct ledger *l;
	struct arena *a;
	const struct terms *terms;
	const char *file;
	complaints *wrong;
	int line;
	int began;          /* line of the ceasefire's first key; 0: none is open */
	bool bad;           /* it has a complaint already */
	bool forbids;
	struct ceasefire c;
};

static void complain(struct reader *r, int line, const char *reason, struct str what)
{
	char shown[SHOWN_MAX + 1] = "";
	for (size_t i = 0; i < what.n && i < SHOWN_MAX; i++)
		shown[i] = (unsigned char)what.p[i] < 0x20 || what.p[i] == 0x7f ? '?' : what.p[i];
	vec_push(r->a, r->wrong, arena_printf(r->a, "%s:%d: %s%s%s", r->file, line, reason, what.n ? ": " : "", shown));
	r->bad = true;
}

static bool item(struct str *list, struct str *out)
{
	while (list->n) {
		*out = str_trim(str_cut(list, ','));
		if (out->n)
			return true;
	}
	return false;
}

static void parties(struct reader *r, struct str value)
{
	struct str name;
	while (item(&value, &name)) {
		ref side = ledger_named(r->l, name);
		side = side == NO_REF ? NO_REF : ledger_side(r->l, side);
		if (side == NO_REF)
			vec_push(r->a, &r->c.strangers, arena_str(r->a, name));
		refs_add(r->a, &r->c.sides, side);
	}
}

static void forbids(struct reader *r, struct str value)
{
	struct str word;
	while (item(&value, &word)) {
		enum scope s = scope_of(word);
		enum incident_kind kind = incident_kind_of(word);
		enum struck thing = struck_of(word);
		if (!s && !kind && !thing)
			complain(r, r->line, "neither a scope, nor a kind of attack, nor a thing that is struck", word);
		if (s) {
			vec_push(r->a, &r->c.scope, (uint8_t)s);
			r->c.kinds |= r->terms->kinds[s];
			r->c.struck |= r->terms->struck[s];
		} else {
			r->c.kinds |= kind ? UINT32_C(1) << kind : 0;
			r->c.struck |= thing ? UINT32_C(1) << thing : 0;
		}
		r->forbids = true;
	}
}

static void names(struct reader *r, struct str value, refs *known, bool keep)
{
	struct str name;
	while (item(&value, &name)) {
		ref who = str_iis(name, "none") ? NO_REF : ledger_named(r->l, name);
		refs_add(r->a, known, who);
		if (keep && who == NO_REF && !str_iis(name, "none"))
			vec_push(r->a, &r->c.watchers, arena_str(r->a, name));
	}
}

static void day(struct reader *r, struct str value, struct date *out)
{
	if (value.n != 10 || !date_parse(value, out))
		complain(r, r->line, "not a date (YYYY-MM-DD)", value);
}

static void area(struct reader *r, struct str value)
{
	struct str name;
	while (item(&value, &name)) {
		ref state = ledger_named(r->l, name);
		const struct actor *a = state == NO_REF ? NULL : ledger_actor(r->l, state);
		bool country = a && a->kind == ACTOR_KIND_STATE && a->country.n;
		vec_push(r->a, &r->c.area, country ? a->country : arena_str(r->a, name));
	}
}

static void class(struct reader *r, struct str value)
{
	r->c.class = ceasefire_class_of(value);
	if (!r->c.class)
		complain(r, r->line, "none of cessation, preliminary, definitive", value);
}

static void purposes(struct reader *r, struct str value)
{
	struct str word;
	while (item(&value, &word)) {
		enum purpose p = purpose_of(word);
		if (p)
			r->c.purposes |= UINT32_C(1) << p;
		else
			complain(r, r->line, "none of humanitarian, peace-process, holiday, election, other", word);
	}
}

/* False for a key that there is not. */
static bool take(struct reader *r, struct str key, struct str value)
{
	if (str_is(key, "parties"))
		parties(r, value);
	else if (str_is(key, "forbids"))
		forbids(r, value);
	else if (str_is(key, "area"))
		area(r, value);
	else if (str_is(key, "declared"))
		day(r, value, &r->c.declared);
	else if (str_is(key, "from"))
		day(r, value, &r->c.from);
	else if (str_is(key, "until"))
		day(r, value, &r->c.until);
	else if (str_is(key, "mediators"))
		names(r, value, &r->c.mediators, false);
	else if (str_is(key, "monitoring"))
		names(r, value, &r->c.monitors, true);
	else if (str_is(key, "class"))
		class(r, value);
	else if (str_is(key, "purpose"))
		purposes(r, value);
	else if (str_is(key, "note"))
		vec_push(r->a, &r->c.terms, arena_str(r->a, value));
	else
		return false;
	return true;
}

static void check(struct reader *r)
{
	const struct str none = {"", 0};
	if (r->c.sides.n + r->c.strangers.n < 2)
		complain(r, r->began, "a ceasefire needs two parties", none);
	if (!r->forbids)
		complain(r, r->began, "nothing says what the ceasefire forbids", none);
	if (r->c.from.year == 0 && !r->bad)
		complain(r, r->began, "nothing says from when it is in force", none);
	if (r->c.until.year && r->c.from.year && date_days(r->c.until) < date_days(r->c.from))
		complain(r, r->began, "it ends before it begins", none);
}

static void close_block(struct reader *r, ceasefires *out)
{
	struct ceasefire *c = &r->c;
	if (r->began == 0)
		return;
	check(r);
	if (!r->bad) {
		c->monitored = c->monitors.n || c->watchers.n;
		c->fixed = c->until.year != 0;
		c->declared = c->declared.year ? c->declared : c->from;
		if (!c->class)
			c->class = c->monitored ? CEASEFIRE_CLASS_PRELIMINARY : CEASEFIRE_CLASS_CESSATION;
		vec_push(r->a, &c->life, ((struct ceasefire_stage){c->declared, "declared", NO_REF, NULL}));
		vec_push(r->a, out, *c);
	}
	r->c = (struct ceasefire){.written = true};
	r->began = 0;
	r->bad = r->forbids = false;
}

static void read_line(struct reader *r, struct str text, ceasefires *out)
{
	struct str value = text, key = str_trim(str_cut(&value, ':'));
	bool has_colon = key.n < text.n && value.p > text.p && value.p[-1] == ':';
	value = str_trim(value);
	if (text.n > VALUE_MAX) {
		complain(r, r->line, "too long a line", (struct str){"", 0});
		return;
	}
	if (str_is(key, "name")) {
		close_block(r, out);
		r->c.name = arena_str(r->a, value);
	}
	r->began = r->began ? r->began : r->line;
	if (!has_colon || value.n == 0)
		complain(r, r->line, "not “key: value”", text);
	else if (!str_is(key, "name") && !take(r, key, value))
		complain(r, r->line, "no such key", key);
}

void ceasefire_read(struct ledger *l, struct arena *a, const struct terms *terms, const char *file, struct str text, ceasefires *out,
		    complaints *wrong)
{
	struct reader r = {.l = l, .a = a, .terms = terms, .file = file, .wrong = wrong, .c = {.written = true}};
	size_t before = out->n;
	if (utf8_bad(text) < text.n) {
		complain(&r, 1, "not UTF-8", (struct str){"", 0});
		return;
	}
	while (text.n && r.line < CEASEFIRE_LINES_MAX) {
		struct str line = str_trim(str_cut(&text, '\n'));
		r.line++;
		if (line.n && line.p[0] != '#')
			read_line(&r, line, out);
	}
	if (text.n)
		complain(&r, r.line, "too many lines", (struct str){"", 0});
	close_block(&r, out);
	if (out->n == before && wrong->n == 0)
		complain(&r, 1, "no ceasefire in it", (struct str){"", 0});
}
