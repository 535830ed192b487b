#include "ledger/merge.h"

#include "base/utf8.h"

#include <string.h>

typedef VEC(struct str) sides;

/* ---- sides ---------------------------------------------------------------------------------------------------- */

/* Sectors whose people act for their state. */
static bool for_the_state(const struct actor *a)
{
	static const uint8_t own[] = {SECTOR_GOV, SECTOR_MIL, SECTOR_LEG, SECTOR_JUD, SECTOR_COP, SECTOR_SPY};
	if (a->sectors.n == 0)
		return a->kind == ACTOR_KIND_STATE || a->kind == ACTOR_KIND_UNKNOWN || a->kind == ACTOR_KIND_PERSON;
	for (size_t i = 0; i < sizeof own; i++)
		if (a->sectors.v[0] == own[i])
			return true;
	return false;
}

struct str merge_side(struct arena *arena, const struct merge_world *w, ref actor)
{
	const struct actor *a = w->actor(w->ctx, actor);
	bool may_stand = a->kind == ACTOR_KIND_STATE || a->kind == ACTOR_KIND_ORGANISATION || a->kind == ACTOR_KIND_PERSON ||
			 a->kind == ACTOR_KIND_UNKNOWN;
	if (may_stand && a->country.n && for_the_state(a))
		return a->country;
	return a->named ? arena_printf(arena, "#%d", (int)actor) : (struct str){"", 0};
}

static bool has_side(const sides *s, struct str side)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->v[i], side))
			return true;
	return false;
}

static sides sides_of(struct arena *a, const struct merge_world *w, const refs *actors)
{
	sides out = {0};
	for (size_t i = 0; i < actors->n; i++) {
		struct str side = merge_side(a, w, actors->v[i]);
		if (side.n && !has_side(&out, side))
			vec_push(a, &out, side);
	}
	return out;
}

static size_t shared(const sides *x, const sides *y)
{
	size_t n = 0;
	for (size_t i = 0; i < x->n; i++)
		n += has_side(y, x->v[i]);
	return n;
}

enum fit { FIT_NO, FIT_OPEN, FIT_YES }; /* they differ; one is not known; they agree */

/* All of the smaller set are in the larger one. */
static enum fit sides_fit(struct arena *a, const struct merge_world *w, const refs *x, const refs *y)
{
	sides p = sides_of(a, w, x), q = sides_of(a, w, y);
	if (p.n == 0 || q.n == 0)
		return FIT_OPEN;
	size_t both = shared(&p, &q);
	return both == (p.n < q.n ? p.n : q.n) ? FIT_YES : FIT_NO;
}

static enum fit sides_equal(struct arena *a, const struct merge_world *w, const refs *x, const refs *y)
{
	sides p = sides_of(a, w, x), q = sides_of(a, w, y);
	if (p.n == 0 && q.n == 0)
		return FIT_OPEN;
	return p.n == q.n && shared(&p, &q) == p.n ? FIT_YES : FIT_NO;
}

static bool refs_equal(const refs *x, const refs *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (!refs_has(y, x->v[i]))
			return false;
	return true;
}

/* ---- days and places -------------------------------------------------------------------------------------------- */

bool merge_days(struct str date, int32_t *from, int32_t *to)
{
	int64_t year = 0, month = 0;
	struct date d;
	if (date_parse(date, &d)) {
		*from = *to = date_days(d);
		return true;
	}
	if (date.n < 4 || !str_int(str_sub(date, 0, 4), 1, 9999, &year))
		return false;
	if (date.n == 4) {
		*from = date_days((struct date){(int16_t)year, 1, 1});
		*to = date_days((struct date){(int16_t)year, 12, 31});
		return true;
	}
	if (date.n != 7 || date.p[4] != '-' || !str_int(str_sub(date, 5, 7), 1, 12, &month))
		return false;
	*from = date_days((struct date){(int16_t)year, (int8_t)month, 1});
	*to = *from + date_month_days((int)year, (int)month) - 1;
	return true;
}

/* Both dated: their days must touch within `slack`. One not: the reports must be near each other. */
static enum fit days_fit(struct str x, struct str y, const struct merge_view *v, const struct merge_view *w, int32_t slack)
{
	int32_t xf, xt, yf, yt;
	bool x_dated = merge_days(x, &xf, &xt), y_dated = merge_days(y, &yf, &yt);
	if (x_dated && y_dated)
		return xf <= yt + slack && yf <= xt + slack ? FIT_YES : FIT_NO;
	if (v->told.year == 0 || w->told.year == 0)
		return FIT_OPEN;
	int32_t apart = date_days(v->told) - date_days(w->told);
	return apart <= 3 && apart >= -3 ? FIT_OPEN : FIT_NO;
}

static enum fit places_fit(const struct merge_world *w, ref x, ref y)
{
	if (x == NO_REF || y == NO_REF)
		return FIT_OPEN;
	if (x == y)
		return FIT_YES;
	const struct place *p = w->place(w->ctx, x), *q = w->place(w->ctx, y);
	if (p->country.n == 0 || !str_eq(p->country, q->country))
		return FIT_NO;
	/* “in Saudi Arabia” and “in Riyadh” may be the same place; two towns are not. */
	if (p->type == PLACE_TYPE_COUNTRY || q->type == PLACE_TYPE_COUNTRY)
		return FIT_OPEN;
	bool within = (p->admin1.n && str_eq(p->admin1, q->name)) || (q->admin1.n && str_eq(q->admin1, p->name));
	return within ? FIT_OPEN : FIT_NO;
}

static bool is_country(const struct merge_world *w, ref place)
{
	return place == NO_REF || w->place(w->ctx, place)->type == PLACE_TYPE_COUNTRY;
}

static bool vec_has(const uint8_t *v, size_t n, uint8_t x)
{
	return n && memchr(v, x, n) != NULL;
}

/* Small sets of values: one within the other, or one empty. */
static bool values_fit(struct any_vec x, struct any_vec y)
{
	struct any_vec few = x.n < y.n ? x : y, many = x.n < y.n ? y : x;
	for (size_t i = 0; i < few.n; i++)
		if (!vec_has((const uint8_t *)many.v, many.n, (uint8_t)few.v[i]))
			return false;
	return true;
}

/* ---- the same thing? -------------------------------------------------------------------------------------------- */

/* Letters and digits of both, capitals small: so that quotation marks and commas do not part them. */
static struct str plain_words(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n * 2 + 4); /* a small letter may take one byte more than its capital */
	size_t n = 0, i = 0;
	while (i < s.n) {
		uint32_t cp = utf8_next(s, &i);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			n += utf8_put(utf8_lower(cp), out + n);
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return str_trim((struct str){out, n});
}

#define LONG_WORD 5 /* letters; shorter ones are mostly of no meaning of their own */

static void add_words(struct arena *a, struct str text, const sides *without, sides *out)
{
	struct str rest = plain_words(a, text);
	while (rest.n) {
		struct str word = str_cut(&rest, ' ');
		if (word.n >= LONG_WORD && !has_side(out, word) && !has_side(without, word))
			vec_push(a, out, word);
	}
}

static void add_names(struct arena *a, const struct merge_world *w, const refs *actors, sides *out)
{
	static const sides none = {0};
	for (size_t i = 0; i < actors->n; i++)
		add_words(a, w->actor(w->ctx, actors->v[i])->name, &none, out);
}

/* Share of the long words of the shorter text that the other has too. Names of the sides do not count: they are
 * compared elsewhere, and say nothing about what was done. */
static double alike(struct arena *a, const struct merge_world *w, const struct merge_view *x, const struct merge_view *y)
{
	const struct event *e = x->record, *f = y->record;
	sides names = {0}, p = {0}, q = {0};
	add_names(a, w, &e->actors, &names);
	add_names(a, w, &e->recipients, &names);
	add_names(a, w, &f->actors, &names);
	add_names(a, w, &f->recipients, &names);
	add_words(a, x->words, &names, &p);
	add_words(a, y->words, &names, &q);
	size_t few = p.n < q.n ? p.n : q.n;
	return few ? (double)shared(&p, &q) / (double)few : 0;
}

static bool verbal(enum category c)
{
	return category_quad(c) == 1 || category_quad(c) == 3;
}

/* Share of long words that sentences about one event have in common at least: both sides known and the day; the day and
 * one side; both sides without a day; one side without a day. */
#define ALIKE_DATED 0.1
#define ALIKE_HALF 0.2
#define ALIKE_UNDATED 0.25
#define ALIKE_LITTLE 0.35
#define ALIKE_OTHER_CODE 0.2 /* more, where the two have not the same CAMEO code */

static const char *same_event(struct arena *a, const struct merge_world *w, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct event *k = kv->record, *t = tv->record;
	if (k->category != t->category || k->status != t->status || !values_fit(any_vec(&k->modes), any_vec(&t->modes)))
		return NULL;
	enum fit actors = sides_fit(a, w, &k->actors, &t->actors), recipients = sides_fit(a, w, &k->recipients, &t->recipients);
	if (actors == FIT_NO || recipients == FIT_NO || (actors == FIT_OPEN && recipients == FIT_OPEN))
		return NULL;
	enum fit days = days_fit(k->date, t->date, kv, tv, 1);
	if (days == FIT_NO || places_fit(w, k->place, t->place) == FIT_NO)
		return NULL;
	/* With one side known only, that side must be the same, not part of the other's. */
	if ((recipients == FIT_OPEN && sides_equal(a, w, &k->actors, &t->actors) != FIT_YES) ||
	    (actors == FIT_OPEN && sides_equal(a, w, &k->recipients, &t->recipients) != FIT_YES))
		return NULL;
	/* The less is known, the more alike the sentences must be. */
	double least = days == FIT_YES ? actors == recipients ? ALIKE_DATED : ALIKE_HALF : actors == recipients ? ALIKE_UNDATED : ALIKE_LITTLE;
	if (!str_eq(k->cameo, t->cameo))
		least += ALIKE_OTHER_CODE;
	if (alike(a, w, kv, tv) < least)
		return NULL;
	/* A side says many things in a day; only the same kind of thing to the same people is one. */
	if (verbal(k->category) && k->category != CATEGORY_CONSULT &&
	    (!str_eq(k->cameo, t->cameo) || !refs_equal(&k->actors, &t->actors) || !refs_equal(&k->recipients, &t->recipients)))
		return NULL;
	return "same category and sides, dates within a day, no other place";
}

static bool talk_off(enum talk_status s)
{
	return s == TALK_STATUS_REFUSED || s == TALK_STATUS_CALLED_FOR;
}

static const char *same_talk(struct arena *a, const struct merge_world *w, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct talk *k = kv->record, *t = tv->record;
	enum fit parties = sides_fit(a, w, &k->parties, &t->parties), place = places_fit(w, k->place, t->place);
	enum fit days = days_fit(k->date, t->date, kv, tv, 1);
	bool forms = k->form == t->form || k->form <= TALK_FORM_NONE || t->form <= TALK_FORM_NONE ||
		     k->form == TALK_FORM_UNKNOWN || t->form == TALK_FORM_UNKNOWN;
	if (parties == FIT_NO || place == FIT_NO || days == FIT_NO || !forms)
		return NULL;
	/* A call for talks is not yet the talk; a talk with no day is any talk. */
	if (talk_off(k->status) != talk_off(t->status))
		return NULL;
	if (parties == FIT_YES && days == FIT_YES)
		return "same parties, dates within a day, no other place";
	if (parties == FIT_YES && place == FIT_YES && k->status == t->status)
		return "same parties and place, reports near each other";
	return NULL;
}

static const char *same_proposal(struct arena *a, const struct merge_world *w, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct proposal *k = kv->record, *t = tv->record;
	if (k->kind != t->kind || (k->limits.extent && t->limits.extent && k->limits.extent != t->limits.extent))
		return NULL;
	if (sides_equal(a, w, &k->by, &t->by) != FIT_YES || sides_fit(a, w, &k->to, &t->to) == FIT_NO)
		return NULL;
	bool scopes = k->scope.n && t->scope.n ? k->scope.n == t->scope.n && values_fit(any_vec(&k->scope), any_vec(&t->scope))
					       : k->scope.n == t->scope.n;
	if (!scopes || (k->limits.duration.n && t->limits.duration.n && !str_eq(k->limits.duration, t->limits.duration)))
		return NULL;
	return "same proposer, kind and scope";
}

/* Without “the”, years and capitals: “the 2022 Black Sea grain deal” and “Black Sea Grain Deal” are one name. */
static struct str plain_name(struct arena *a, struct str name)
{
	char *out = arena_alloc(a, name.n + 1);
	size_t n = 0;
	struct str rest = name;
	while (rest.n) {
		struct str word = str_trim(str_cut(&rest, ' '));
		int64_t year;
		if (word.n == 0 || str_iis(word, "the") || str_iis(word, "a") || str_int(word, 1900, 2100, &year))
			continue;
		if (n)
			out[n++] = ' ';
		for (size_t i = 0; i < word.n; i++)
			out[n++] = word.p[i] >= 'A' && word.p[i] <= 'Z' ? (char)(word.p[i] + 32) : word.p[i];
	}
	return (struct str){out, n};
}

/* A name of one word (“ceasefire”, “deal”) names none in particular. */
static bool is_name(struct str plain)
{
	return str_find(plain, STR(" ")) < plain.n;
}

static const char *same_agreement(struct arena *a, const struct merge_world *w, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct agreement *k = kv->record, *t = tv->record;
	enum fit parties = sides_fit(a, w, &k->parties, &t->parties), days = days_fit(k->date, t->date, kv, tv, 1);
	bool dated = k->date.n && t->date.n;
	if (k->kind != t->kind || parties == FIT_NO || (dated && days == FIT_NO))
		return NULL;
	struct str x = plain_name(a, k->name), y = plain_name(a, t->name);
	if (is_name(x) && str_eq(x, y))
		return "same name";
	if (is_name(x) && is_name(y))
		return NULL;
	if (parties == FIT_YES && dated && values_fit(any_vec(&k->scope), any_vec(&t->scope)))
		return "same kind, parties and date";
	return NULL;
}

/* As the field groups them: what flies or falls; fighting on the ground; the others for themselves. */
static int incident_group(enum incident_kind k)
{
	switch (k) {
	case INCIDENT_KIND_MISSILE:
	case INCIDENT_KIND_AIRSTRIKE:
	case INCIDENT_KIND_SHELLING:
	case INCIDENT_KIND_DRONE:
		return INCIDENT_KIND_DRONE;
	case INCIDENT_KIND_GROUND:
	case INCIDENT_KIND_SHOOTING:
	case INCIDENT_KIND_OTHER:
		return INCIDENT_KIND_GROUND;
	default:
		return (int)k;
	}
}

/* Two first-hand numbers of one kind that both are exact and far apart are two attacks. */
static bool tolls_far(const struct harm *x, const struct harm *y)
{
	if (!x->count.known || !y->count.known || x->count.min != x->count.max || y->count.min != y->count.max)
		return false;
	int64_t few = x->count.min < y->count.min ? x->count.min : y->count.min;
	int64_t many = x->count.min < y->count.min ? y->count.min : x->count.min;
	return many > 10 && many > 4 * few;
}

static const char *same_incident(struct arena *a, const struct merge_world *w, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct incident *k = kv->record, *t = tv->record;
	enum fit by = sides_fit(a, w, &k->by, &t->by), target = sides_fit(a, w, &k->target, &t->target);
	enum fit place = places_fit(w, k->place, t->place), days = days_fit(k->date, t->date, kv, tv, 1);
	if (incident_group(k->kind) != incident_group(t->kind) || by == FIT_NO || place == FIT_NO || days == FIT_NO)
		return NULL;
	if (tolls_far(&k->killed, &t->killed))
		return NULL;
	if (place == FIT_YES && !is_country(w, k->place) && days == FIT_YES)
		return "same place and kind of attack, dates within a day, no other doer";
	/* Without a town, an attack is known by its doer, its target and its day, all three. */
	if (by == FIT_YES && target == FIT_YES && days == FIT_YES && is_country(w, k->place) == is_country(w, t->place) &&
	    (k->place == NO_REF) == (t->place == NO_REF))
		return "same doer, target and kind of attack, dates within a day";
	return NULL;
}

#define SAME_WORDS_MIN 24 /* letters; a shorter quotation proves nothing when it is part of a longer one */

static const char *same_statement(struct arena *a, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct statement *k = kv->record, *t = tv->record;
	if (k->speaker != t->speaker || k->speaker == NO_REF)
		return NULL;
	struct str x = plain_words(a, kv->words), y = plain_words(a, tv->words);
	if (x.n && str_eq(x, y))
		return "same speaker, same words";
	struct str few = x.n < y.n ? x : y, many = x.n < y.n ? y : x;
	if (few.n >= SAME_WORDS_MIN && str_find(many, few) < many.n)
		return "same speaker, one quotation is part of the other";
	return NULL;
}

const char *merge_same(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
		       const struct merge_view *told)
{
	switch (kind) {
	case RECORD_EVENT:
		return same_event(a, w, known, told);
	case RECORD_TALK:
		return same_talk(a, w, known, told);
	case RECORD_PROPOSAL:
		return same_proposal(a, w, known, told);
	case RECORD_AGREEMENT:
		return same_agreement(a, w, known, told);
	case RECORD_INCIDENT:
		return same_incident(a, w, known, told);
	default:
		return same_statement(a, known, told);
	}
}

/* ---- handles ---------------------------------------------------------------------------------------------------- */

static void add_handle(struct merge_handles *h, struct str handle)
{
	for (size_t i = 0; i < h->n; i++)
		if (str_eq(h->handle[i], handle))
			return;
	if (h->n < MERGE_HANDLES_MAX)
		h->handle[h->n++] = handle;
}

static void add_sides(struct arena *a, const struct merge_world *w, struct merge_handles *h, const char *what, const refs *actors)
{
	sides s = sides_of(a, w, actors);
	for (size_t i = 0; i < s.n; i++)
		add_handle(h, arena_printf(a, "%s:%.*s", what, (int)s.v[i].n, s.v[i].p));
}

struct merge_handles merge_handles(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *v)
{
	struct merge_handles h = {.n = 0};
	const struct event *event = v->record;
	const struct talk *talk = v->record;
	const struct proposal *proposal = v->record;
	const struct agreement *agreement = v->record;
	const struct incident *incident = v->record;
	const struct statement *statement = v->record;
	switch (kind) {
	case RECORD_EVENT:
		add_sides(a, w, &h, category_name(event->category), &event->actors);
		add_sides(a, w, &h, category_name(event->category), &event->recipients);
		break;
	case RECORD_TALK:
		add_sides(a, w, &h, "party", &talk->parties);
		break;
	case RECORD_PROPOSAL:
		add_sides(a, w, &h, proposal_kind_name(proposal->kind), &proposal->by);
		break;
	case RECORD_AGREEMENT:
		if (is_name(plain_name(a, agreement->name)))
			add_handle(&h, arena_join(a, STR("name:"), plain_name(a, agreement->name)));
		add_sides(a, w, &h, agreement_kind_name(agreement->kind), &agreement->parties);
		break;
	case RECORD_INCIDENT:
		if (incident->place != NO_REF)
			add_handle(&h, arena_printf(a, "at:%d", (int)incident->place));
		add_sides(a, w, &h, "by", &incident->by);
		break;
	default:
		if (statement->speaker != NO_REF)
			add_handle(&h, arena_printf(a, "said:%d", (int)statement->speaker));
	}
	return h;
}

int32_t merge_day(enum record_kind kind, const struct merge_view *v)
{
	const struct field *f = shape_field(kind, "date");
	int32_t from, to;
	/* Proposals and agreements are looked for by when they are spoken of: they live for months. */
	if (f && kind != RECORD_AGREEMENT && merge_days(*(const struct str *)((const char *)v->record + f->offset), &from, &to) && from == to)
		return from;
	return v->told.year ? date_days(v->told) : 0;
}

int32_t merge_window(enum record_kind kind)
{
	return kind == RECORD_AGREEMENT ? 36600 : kind == RECORD_PROPOSAL ? 30 : 4;
}

/* ---- what they say together ------------------------------------------------------------------------------------ */

static bool objects_equal(const struct field *fields, const void *x, const void *y)
{
	for (const struct field *f = fields; f->name; f++)
		if (f->type != FIELD_SPAN && (field_empty(f, x) != field_empty(f, y) || merge_differs(f, x, y)))
			return false;
	return true;
}

static size_t element_size(const struct field *f)
{
	switch (f->type) {
	case FIELD_STRS:
		return sizeof(struct str);
	case FIELD_ACTORS:
	case FIELD_PLACES:
		return sizeof(ref);
	case FIELD_SPANS:
		return sizeof(struct span);
	case FIELD_OBJECTS:
		return f->size;
	default:
		return 1;
	}
}

static bool same_element(const struct field *f, const char *x, const char *y)
{
	switch (f->type) {
	case FIELD_STRS:
		return str_ieq(*(const struct str *)x, *(const struct str *)y);
	case FIELD_OBJECTS:
		return objects_equal(f->fields, x, y);
	default:
		return memcmp(x, y, element_size(f)) == 0;
	}
}

static bool is_list(const struct field *f)
{
	switch (f->type) {
	case FIELD_STRS:
	case FIELD_ACTORS:
	case FIELD_PLACES:
	case FIELD_VALUES:
	case FIELD_MODES:
	case FIELD_SPANS:
	case FIELD_OBJECTS:
		return true;
	default:
		return false;
	}
}

static bool list_has(const struct field *f, struct any_vec list, const char *element)
{
	size_t size = element_size(f);
	for (size_t i = 0; i < list.n; i++)
		if (same_element(f, list.v + i * size, element))
			return true;
	return false;
}

/* The weapon of the same kind, whose count the later telling corrects. */
static char *same_weapon(const struct field *f, struct any_vec list, const char *element)
{
	if (f->type != FIELD_OBJECTS || f->size != sizeof(struct weapon) || strcmp(f->name, "weapons") != 0)
		return NULL;
	for (size_t i = 0; i < list.n; i++)
		if (str_ieq(((struct weapon *)list.v)[i].kind, ((const struct weapon *)element)->kind))
			return list.v + i * f->size;
	return NULL;
}

static void fold_list(struct arena *a, const struct field *f, char *into, const char *told)
{
	struct any_vec have = any_vec(into), more = any_vec(told);
	size_t size = element_size(f);
	if (have.n) /* the old elements may be another telling's */
		have.v = arena_grow(a, have.v, have.n * size, have.n * size);
	for (size_t i = 0; i < more.n; i++) {
		const char *element = more.v + i * size;
		char *weapon = same_weapon(f, have, element);
		if (weapon)
			memcpy(weapon, element, size);
		if (weapon || list_has(f, have, element))
			continue;
		have.v = arena_grow(a, have.v, have.n * size, (have.n + 1) * size);
		memcpy(have.v + have.n * size, element, size);
		have.cap = ++have.n;
	}
	memcpy(into, &have, sizeof have);
}

static size_t value_size(const struct field *f)
{
	switch (f->type) {
	case FIELD_STR:
		return sizeof(struct str);
	case FIELD_VALUE:
		return sizeof(unsigned);
	case FIELD_NUMBER:
		return sizeof(double);
	case FIELD_ORDINAL:
		return sizeof(int64_t);
	case FIELD_FLAG:
		return sizeof(bool);
	case FIELD_COUNT_OF:
		return sizeof(struct count);
	case FIELD_SPAN:
		return sizeof(struct span);
	default:
		return sizeof(ref);
	}
}

/* How much a status settles: a report of tomorrow's talk does not undo that it was held. */
static int talk_rank(unsigned status)
{
	switch ((enum talk_status)status) {
	case TALK_STATUS_HELD:
		return 3;
	case TALK_STATUS_ONGOING:
	case TALK_STATUS_POSTPONED:
	case TALK_STATUS_CALLED_OFF:
	case TALK_STATUS_REFUSED:
		return 2;
	case TALK_STATUS_PLANNED:
		return 1;
	default:
		return 0;
	}
}

/* Whether the later value replaces the earlier one; both say something. */
static bool replaces(const struct merge_world *w, enum record_kind kind, const struct field *f, const char *have, const char *later)
{
	if (f->type == FIELD_PLACE)
		return is_country(w, *(const ref *)have) && !is_country(w, *(const ref *)later);
	if (f->type == FIELD_STR && strcmp(f->name, "date") == 0)
		return ((const struct str *)later)->n >= ((const struct str *)have)->n;
	if (f->type == FIELD_STR)
		return kind == RECORD_AGREEMENT ? ((const struct str *)later)->n > ((const struct str *)have)->n : true;
	if (f->type != FIELD_VALUE)
		return true;
	unsigned value;
	memcpy(&value, later, sizeof value);
	if (kind == RECORD_TALK && strcmp(f->name, "form") == 0)
		return value != TALK_FORM_UNKNOWN;
	if (kind == RECORD_AGREEMENT && strcmp(f->name, "state") == 0)
		return value != AGREEMENT_STATE_UNKNOWN;
	if (kind == RECORD_TALK && strcmp(f->name, "status") == 0)
		return talk_rank(value) >= talk_rank(*(const unsigned *)have);
	if (kind == RECORD_INCIDENT && strcmp(f->name, "kind") == 0)
		return false; /* the kind under which it was first known */
	return true;
}

static void fold_object(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct field *fields, char *into,
			const char *told);

static void fold_field(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct field *f, char *into,
		       const char *told)
{
	if (f->type == FIELD_OBJECT)
		fold_object(a, w, kind, f->fields, into + f->offset, told + f->offset);
	else if (is_list(f))
		fold_list(a, f, into + f->offset, told + f->offset);
	else if (!field_empty(f, told) && (field_empty(f, into) || replaces(w, kind, f, into + f->offset, told + f->offset)))
		memcpy(into + f->offset, told + f->offset, value_size(f));
}

static void fold_object(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct field *fields, char *into,
			const char *told)
{
	for (const struct field *f = fields; f->name; f++)
		fold_field(a, w, kind, f, into, told);
}

void merge_fold(struct arena *a, const struct merge_world *w, enum record_kind kind, void *into, const void *told)
{
	if (kind == RECORD_STATEMENT)
		return; /* spans are of one report: the first telling stands for all */
	fold_object(a, w, kind, shapes[kind].fields, into, told);
}

bool merge_differs(const struct field *f, const void *x, const void *y)
{
	const char *p = (const char *)x + f->offset, *q = (const char *)y + f->offset;
	if (field_empty(f, x) || field_empty(f, y))
		return false;
	if (f->type == FIELD_STR)
		return !str_ieq(*(const struct str *)p, *(const struct str *)q);
	if (f->type == FIELD_COUNT_OF)
		return ((const struct count *)p)->min != ((const struct count *)q)->min ||
		       ((const struct count *)p)->max != ((const struct count *)q)->max;
	if (f->type == FIELD_OBJECT)
		return merge_differs(&f->fields[0], p, q); /* harm: the count */
	if (!is_list(f))
		return memcmp(p, q, value_size(f)) != 0;
	struct any_vec v = any_vec(p), w = any_vec(q);
	for (size_t i = 0; i < v.n; i++)
		if (!list_has(f, w, v.v + i * element_size(f)))
			return true;
	return v.n != w.n;
}
