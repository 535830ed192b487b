#include "ledger/merge.h"

#include <string.h>

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

/* "#12": asked for so often that it pays not to go through printf. */
static struct str numbered(struct arena *a, ref n)
{
	char digits[16], *p = digits + sizeof digits;
	for (unsigned rest = (unsigned)n; rest || p == digits + sizeof digits; rest /= 10)
		*--p = (char)('0' + rest % 10);
	*--p = '#';
	return arena_str(a, (struct str){p, (size_t)(digits + sizeof digits - p)});
}

struct str merge_side(struct arena *arena, const struct merge_world *w, ref actor)
{
	const struct actor *a = w->actor(w->ctx, actor);
	bool may_stand = a->kind == ACTOR_KIND_STATE || a->kind == ACTOR_KIND_ORGANISATION || a->kind == ACTOR_KIND_PERSON ||
			 a->kind == ACTOR_KIND_UNKNOWN;
	if (may_stand && a->country.n && for_the_state(a))
		return a->country;
	return a->named ? numbered(arena, actor) : (struct str){"", 0};
}

static bool has_side(const merge_side_list *s, struct str side)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->v[i], side))
			return true;
	return false;
}

merge_side_list merge_sides(struct arena *a, const struct merge_world *w, const refs *actors)
{
	merge_side_list out = {0};
	for (size_t i = 0; i < actors->n; i++) {
		struct str side = merge_side(a, w, actors->v[i]);
		if (side.n && !has_side(&out, side))
			vec_push(a, &out, side);
	}
	return out;
}

static size_t shared(const merge_side_list *x, const merge_side_list *y)
{
	size_t n = 0;
	for (size_t i = 0; i < x->n; i++)
		n += has_side(y, x->v[i]);
	return n;
}

/* They differ; some are the same; one is not known; all of the shorter list are in the longer; they are the same. */
enum fit { FIT_NO, FIT_SOME, FIT_OPEN, FIT_PART, FIT_SAME };

static enum fit sides_fit(struct arena *a, const struct merge_world *w, const refs *x, const refs *y)
{
	merge_side_list p = merge_sides(a, w, x), q = merge_sides(a, w, y);
	size_t both = shared(&p, &q), few = p.n < q.n ? p.n : q.n;
	if (few == 0)
		return FIT_OPEN;
	if (both < few)
		return both ? FIT_SOME : FIT_NO;
	return p.n == q.n ? FIT_SAME : FIT_PART;
}

static size_t count_sides(struct arena *a, const struct merge_world *w, const refs *x)
{
	return merge_sides(a, w, x).n;
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

/* ---- what agrees, what it counts ---------------------------------------------------------------------------------- */

/* Points for what agrees, 1 for all that there could be, and the words for `explain`. */
struct tally {
	struct arena *a;
	const struct merge_world *w;
	double score, least;
	bool apart;            /* something known differs: no points help */
	bool told;             /* in words too */
	struct str why;
};

static void count_for(struct tally *t, double points, const char *what)
{
	t->score += points;
	if (points != 0 && t->told)
		t->why = arena_printf(t->a, "%.*s%s%s %+.2f", (int)t->why.n, t->why.p, t->why.n ? ", " : "", what, points);
}

static void part(struct tally *t)
{
	t->apart = true;
}

static void count_sides_fit(struct tally *t, enum fit fit, double same, double part_, double open, const char *what)
{
	const char *how = fit == FIT_SAME ? "same" : fit == FIT_PART ? "some of the" : "unknown";
	double points = fit == FIT_SAME ? same : fit == FIT_PART ? part_ : fit == FIT_OPEN ? open : 0;
	if (fit == FIT_NO || fit == FIT_SOME)
		part(t);
	else
		count_for(t, points, t->told ? arena_printf(t->a, "%s %s", how, what).p : what);
}

/* Days between the two: 0 where they touch, -1 where one has no day. */
static int32_t days_apart(struct str x, struct str y)
{
	int32_t xf, xt, yf, yt;
	if (!merge_days(x, &xf, &xt) || !merge_days(y, &yf, &yt))
		return -1;
	return xf > yt ? xf - yt : yf > xt ? yf - xt : 0;
}

/* Days between the reports; 0 where one is not dated. */
static int32_t told_apart(const struct merge_view *x, const struct merge_view *y)
{
	if (x->told.year == 0 || y->told.year == 0)
		return 0;
	int32_t apart = date_days(x->told) - date_days(y->told);
	return apart < 0 ? -apart : apart;
}

static enum fit places_fit(const struct merge_world *w, ref x, ref y)
{
	if (x == NO_REF || y == NO_REF)
		return FIT_OPEN;
	if (x == y)
		return FIT_SAME;
	const struct place *p = w->place(w->ctx, x), *q = w->place(w->ctx, y);
	if (p->country.n == 0 || !str_eq(p->country, q->country))
		return FIT_NO;
	/* “in Saudi Arabia” and “in Riyadh” may be the same place; two towns are not. */
	if (p->type == PLACE_TYPE_COUNTRY || q->type == PLACE_TYPE_COUNTRY)
		return FIT_PART;
	bool within = (p->admin1.n && str_eq(p->admin1, q->name)) || (q->admin1.n && str_eq(q->admin1, p->name));
	return within ? FIT_PART : FIT_NO;
}

bool merge_vague(const struct merge_world *w, ref place)
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

static void add_names(struct tally *t, const refs *actors, struct words *out)
{
	for (size_t i = 0; i < actors->n; i++)
		words_add(t->a, t->w->actor(t->w->ctx, actors->v[i])->name, out);
}

/* How alike the sentences are apart from the names of the sides, which are compared elsewhere. */
static double alike(struct tally *t, const struct merge_view *x, const struct merge_view *y, const refs *const *names, size_t n)
{
	struct words without = {0};
	for (size_t i = 0; i < n; i++)
		add_names(t, names[i], &without);
	return words_alike(&x->words, &y->words, &without);
}

static struct str last_word(struct str s)
{
	size_t at = s.n;
	while (at && s.p[at - 1] != ' ')
		at--;
	return str_sub(s, at, s.n);
}

/* ---- events --------------------------------------------------------------------------------------------------------- */

static bool verbal(enum category c)
{
	return category_quad(c) == 1 || category_quad(c) == 3;
}

/* Share of long words that sentences about one event have in common at least: both sides known and the day; the day and
 * one side; both sides without a day; one side without a day. */
#define ALIKE_DATED 0.1
#define ALIKE_HALF 0.2
#define ALIKE_UNDATED 0.15
#define ALIKE_LITTLE 0.35
#define ALIKE_THERE 0.1      /* less, where both are told to have been at one place, not only in one country */
#define ALIKE_OTHER_CODE 0.1 /* more, where the two have not the same CAMEO code */
#define EVENT_TOLD_DAYS 3

static bool known_fit(enum fit f)
{
	return f == FIT_SAME || f == FIT_PART;
}

#define KIN_MANY 2     /* names that few reports have make two reports of one story */
#define ALIKE_KIN 0.1 /* then the sentences need little in common, whatever is known of the sides */

/* The less is known, the more alike the sentences must be. */
static double least_alike(const struct event *k, const struct event *e, enum fit actors, enum fit recipients, int32_t days, size_t kin)
{
	bool both = known_fit(actors) && known_fit(recipients);
	double least = days == 0 ? both ? ALIKE_DATED : ALIKE_HALF : both ? ALIKE_UNDATED : ALIKE_LITTLE;
	if (kin >= KIN_MANY && least > ALIKE_KIN)
		least = ALIKE_KIN;
	if (days == 1) /* a war goes on every day, between the same two */
		least = ALIKE_LITTLE;
	return str_eq(k->cameo, e->cameo) ? least : least + ALIKE_OTHER_CODE;
}

/* Enough is known of the sides, and it does not differ. */
static bool event_sides(enum fit actors, enum fit recipients, size_t kin)
{
	if (actors == FIT_NO || recipients == FIT_NO)
		return false;
	if (kin >= KIN_MANY)
		return true;
	if (actors == FIT_SOME || recipients == FIT_SOME || (actors == FIT_OPEN && recipients == FIT_OPEN))
		return false;
	/* With one side known only, that side must be the same, not part of the other's. */
	return (recipients != FIT_OPEN || actors == FIT_SAME) && (actors != FIT_OPEN || recipients == FIT_SAME);
}

/* What is news today is history a month later. */
static enum event_status at_its_time(enum event_status s)
{
	return s == EVENT_STATUS_HISTORICAL ? EVENT_STATUS_ACTUAL : s;
}

static void compare_events(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct event *k = kv->record, *e = tv->record;
	enum fit actors = sides_fit(t->a, t->w, &k->actors, &e->actors), recipients = sides_fit(t->a, t->w, &k->recipients, &e->recipients);
	int32_t days = days_apart(k->date, e->date);
	const refs *const names[] = {&k->actors, &k->recipients, &e->actors, &e->recipients};
	t->least = 0.6; /* not to be had without sentences that are alike */
	if (k->category != e->category || at_its_time(k->status) != at_its_time(e->status) || days > 1 ||
	    !values_fit(any_vec(&k->modes), any_vec(&e->modes)) || (days < 0 && told_apart(kv, tv) > EVENT_TOLD_DAYS) || places_fit(t->w, k->place, e->place) == FIT_NO ||
	    !event_sides(actors, recipients, kv->kin))
		part(t);
	/* A side says many things in a day; only the same kind of thing to the same people is one. */
	if (verbal(k->category) && k->category != CATEGORY_CONSULT &&
	    (!str_eq(k->cameo, e->cameo) || !refs_equal(&k->actors, &e->actors) || !refs_equal(&k->recipients, &e->recipients)))
		part(t);
	if (t->apart)
		return;
	count_for(t, 0.1, "same category");
	count_for(t, known_fit(actors) ? 0.1 : 0, "actors agree");
	count_for(t, known_fit(recipients) ? 0.1 : 0, "recipients agree");
	count_for(t, days == 0 ? 0.2 : days == 1 ? 0.1 : 0, days == 0 ? "same day" : "a day apart");
	if (kv->kin >= KIN_MANY)
		count_for(t, 0.1, t->told ? arena_printf(t->a, "%zu rare names in both reports", kv->kin).p : "");
	bool there = !merge_vague(t->w, k->place) && k->place == e->place;
	double share = alike(t, kv, tv, names, 4);
	if (share >= least_alike(k, e, actors, recipients, days, kv->kin) - (there ? ALIKE_THERE : 0))
		count_for(t, 0.4 + 0.1 * share, t->told ? arena_printf(t->a, "sentences alike in %.0f of 100 words", 100 * share).p : "");
}

/* ---- talks ---------------------------------------------------------------------------------------------------------- */

static bool talk_off(enum talk_status s)
{
	return s == TALK_STATUS_REFUSED || s == TALK_STATUS_CALLED_FOR;
}

static bool form_known(enum talk_form f)
{
	return f != TALK_FORM_NONE && f != TALK_FORM_UNKNOWN;
}

/* “By telephone” and “by video” may be told one for the other, as may shuttle talks and a meeting. */
static bool far_form(enum talk_form f)
{
	return f == TALK_FORM_PHONE || f == TALK_FORM_VIDEO;
}

static bool still_ahead(enum talk_status s)
{
	return s == TALK_STATUS_PLANNED || s == TALK_STATUS_POSTPONED || s == TALK_STATUS_CALLED_OFF;
}

#define TALK_TOLD_DAYS 3    /* between reports, where one gives no day */
#define TALK_PLANNED_DAYS 7 /* likewise, where one speaks of talks to come */
#define TALK_ALIKE 0.6      /* of the long words: the same text with the day taken otherwise */

static bool one_day(struct str date)
{
	int32_t from, to;
	return merge_days(date, &from, &to) && from == to;
}

static void count_talk_days(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct talk *k = kv->record, *x = tv->record;
	const refs *const names[] = {&k->parties, &x->parties};
	int32_t days = days_apart(k->date, x->date), told = told_apart(kv, tv);
	bool ahead = still_ahead(k->status) != still_ahead(x->status);
	if (days == 0 && !(one_day(k->date) && one_day(x->date)))
		count_for(t, 0.15, "a day in the month told");
	else if (days == 0)
		count_for(t, 0.35, "same day");
	else if (days == 1 && alike(t, kv, tv, names, 2) >= TALK_ALIKE)
		count_for(t, 0.2, "a day apart in much the same words");
	else if (days > 0 || told > (ahead ? TALK_PLANNED_DAYS : TALK_TOLD_DAYS))
		part(t);
	else
		count_for(t, 0.05, "reports near each other");
}

/* “Gorthaur” is Sauron Gorthaur; two of other family names are two. */
static bool same_person(const struct tally *t, ref x, ref y)
{
	struct str p = t->w->actor(t->w->ctx, x)->name, q = t->w->actor(t->w->ctx, y)->name;
	return x == y || str_ieq(last_word(p), last_word(q));
}

/* Who alone is told to have spoken for that party; NO_REF where nobody or several. */
static ref lone_speaker(const struct talk *x, ref party)
{
	ref found = NO_REF;
	for (size_t i = 0; i < x->delegates.n; i++)
		if (x->delegates.v[i].party == party) {
			if (found != NO_REF)
				return NO_REF;
			found = x->delegates.v[i].actor;
		}
	return found;
}

/* On the line are two: the same two make it the same call, others another, whatever the states are. At a table many sit. */
static void count_callers(struct tally *t, const struct talk *k, const struct talk *x)
{
	size_t same = 0;
	for (size_t i = 0; i < k->parties.n; i++) {
		ref p = lone_speaker(k, k->parties.v[i]), q = lone_speaker(x, k->parties.v[i]);
		if (p == NO_REF || q == NO_REF)
			continue;
		if (!same_person(t, p, q))
			part(t);
		same++;
	}
	if (same > 1)
		count_for(t, 0.1, "the same two on the line");
}

static void compare_talks(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct talk *k = kv->record, *x = tv->record;
	enum fit parties = sides_fit(t->a, t->w, &k->parties, &x->parties), place = places_fit(t->w, k->place, x->place);
	bool forms = form_known(k->form) && form_known(x->form);
	t->least = 0.6;
	/* A call for talks is not yet the talk. */
	if (place == FIT_NO || talk_off(k->status) != talk_off(x->status) || (forms && far_form(k->form) != far_form(x->form)))
		part(t);
	/* One side alone says little: it meets many. */
	bool alone = parties == FIT_PART && (count_sides(t->a, t->w, &k->parties) == 1 || count_sides(t->a, t->w, &x->parties) == 1);
	count_sides_fit(t, parties, count_sides(t->a, t->w, &k->parties) > 1 ? 0.4 : 0.15, alone ? 0.1 : 0.3, 0.05, "parties");
	count_talk_days(t, kv, tv);
	count_for(t, place == FIT_SAME ? 0.25 : place == FIT_PART ? 0.15 : 0.05, place == FIT_SAME ? "same place" : "no other place");
	if (forms && k->form == x->form)
		count_for(t, 0.05, "same form");
	if (far_form(k->form) && far_form(x->form))
		count_callers(t, k, x);
	if (k->round && x->round && k->round != x->round)
		part(t);
}

/* ---- proposals ------------------------------------------------------------------------------------------------------ */

#define PROPOSAL_CHANGE_DAYS 5 /* within which a proposer who names other terms changes his proposal; later it is another one */
#define PROPOSAL_TOLD_DAYS 30
#define PROPOSAL_ALIKE 0.3     /* of the long words, for kinds that say little */

/* What is proposed is told by the kind alone. */
static bool plain_kind(enum proposal_kind k)
{
	return k == PROPOSAL_KIND_CEASEFIRE || k == PROPOSAL_KIND_TRUCE_EXTENSION || k == PROPOSAL_KIND_HUMANITARIAN_PAUSE ||
	       k == PROPOSAL_KIND_PRISONER_EXCHANGE;
}

static bool limited(const struct proposal *p)
{
	return p->limits.extent != EXTENT_NONE && p->limits.extent != EXTENT_FULL;
}

/* A truce for ports only is told as one; of a truce without more, all fire may be meant. */
static void count_scope(struct tally *t, const struct proposal *k, const struct proposal *x)
{
	bool known = k->scope.n && x->scope.n, same = known && k->scope.n == x->scope.n;
	if (!values_fit(any_vec(&k->scope), any_vec(&x->scope)) || (k->limits.extent && x->limits.extent && k->limits.extent != x->limits.extent))
		part(t);
	else if (!known && limited(k) != limited(x))
		count_for(t, -0.2, "only one is limited");
	else
		count_for(t, same ? 0.2 : known ? 0.1 : 0.05, same ? "same scope" : "no other scope");
}

static void count_duration(struct tally *t, const struct proposal *k, const struct proposal *x, enum fit to, int32_t told)
{
	if (k->limits.duration.n == 0 || x->limits.duration.n == 0)
		count_for(t, 0.05, "no other duration");
	else if (str_eq(k->limits.duration, x->limits.duration))
		count_for(t, 0.25, "same duration");
	else if (told > PROPOSAL_CHANGE_DAYS || to == FIT_NO)
		part(t);
	else
		count_for(t, 0.1, "changed within days");
}

static void compare_proposals(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct proposal *k = kv->record, *x = tv->record;
	const refs *const names[] = {&k->by, &k->to, &x->by, &x->to};
	enum fit by = sides_fit(t->a, t->w, &k->by, &x->by), to = sides_fit(t->a, t->w, &k->to, &x->to);
	int32_t told = told_apart(kv, tv);
	t->least = 0.65;
	if (k->kind != x->kind || told > PROPOSAL_TOLD_DAYS)
		part(t);
	count_sides_fit(t, by, 0.35, 0.3, 0.05, "proposer");
	count_scope(t, k, x);
	count_duration(t, k, x, to, told);
	/* Who answers is often told as who was asked: others may answer the same proposal. */
	count_for(t, to == FIT_SAME ? 0.15 : to == FIT_NO ? 0 : 0.05, to == FIT_SAME ? "same addressees" : "no other addressees");
	count_for(t, told <= 2 ? 0.2 : told <= 7 ? 0.1 : 0.05, told <= 2 ? "told within two days" : told <= 7 ? "within a week" : "within a month");
	if (!plain_kind(k->kind) && alike(t, kv, tv, names, 4) < PROPOSAL_ALIKE)
		count_for(t, -0.2, "other words");
}

/* ---- agreements ----------------------------------------------------------------------------------------------------- */

struct str merge_plain_name(struct arena *a, struct str name)
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

bool merge_is_name(struct str plain)
{
	return str_find(plain, STR(" ")) < plain.n;
}

/* The words of a name before its last, which is “deal” or the like. */
struct words merge_name_words(struct arena *a, struct str plain)
{
	struct words out = {0};
	words_add(a, str_sub(plain, 0, plain.n - last_word(plain).n), &out);
	return out;
}

/* “The Black Sea ceasefire” is the one of which was told that “they agreed on a ceasefire in the Black Sea”. */
static bool named_after(struct tally *t, struct str name, const struct words *told)
{
	struct words own = merge_name_words(t->a, name);
	for (size_t i = 0; i < own.n; i++)
		if (!words_has(told, own.v[i]))
			return false;
	return own.n > 0;
}

/* “The ten-day truce” says what it is like and may be told of any; “the Edoras truce” is a name. */
static bool has_capital(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((i == 0 || name.p[i - 1] == ' ') && name.p[i] >= 'A' && name.p[i] <= 'Z')
			return true;
	return false;
}

#define AGREEMENT_TOLD_DAYS 10 /* “the truce” without more is one that was told of lately */

/* How well two names go together: the points, and what is said of them. */
static double names_fit(struct tally *t, struct str name, struct str other, const struct merge_view *kv, const struct merge_view *tv,
			const char **what)
{
	struct str p = merge_plain_name(t->a, name), q = merge_plain_name(t->a, other);
	bool lately = told_apart(kv, tv) <= AGREEMENT_TOLD_DAYS;
	*what = "same name";
	if (merge_is_name(p) && str_eq(p, q))
		return 0.7;
	*what = "one is named after what is told of the other";
	if (lately && ((merge_is_name(p) && named_after(t, p, &tv->words)) || (merge_is_name(q) && named_after(t, q, &kv->words))))
		return 0.55;
	*what = "other name";
	if (merge_is_name(p) && merge_is_name(q) && has_capital(name) && has_capital(other))
		return 0.05;
	*what = lately ? "one has no name, told lately" : "one has no name";
	return lately ? 0.3 : 0.2;
}

/* Any name of the one with any name of the other: the best counts. */
static void count_names(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct agreement *k = kv->record, *x = tv->record;
	const char *what = "", *best_what = "";
	double best = -1;
	for (size_t i = 0; i <= k->aliases.n; i++)
		for (size_t j = 0; j <= x->aliases.n; j++) {
			double points = names_fit(t, i ? k->aliases.v[i - 1] : k->name, j ? x->aliases.v[j - 1] : x->name, kv, tv, &what);
			if (points > best) {
				best = points;
				best_what = what;
			}
		}
	count_for(t, best, best_what);
}

/* The day on which it was made; empty where the date told is that of coming into force or of another change of its life. */
static struct str made_on(const struct agreement *g)
{
	bool other = g->limits.start.n && str_eq(g->limits.start, g->date);
	for (size_t i = 0; i < g->changes.n; i++) {
		bool day = g->date.n && str_eq(g->changes.v[i].date, g->date);
		if (day && g->changes.v[i].change == AGREEMENT_CHANGE_SIGNED)
			return g->date;
		other |= day;
	}
	return other ? STR("") : g->date;
}

static void compare_agreements(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct agreement *k = kv->record, *x = tv->record;
	enum fit parties = sides_fit(t->a, t->w, &k->parties, &x->parties);
	int32_t days = days_apart(made_on(k), made_on(x));
	t->least = 0.65;
	if (days > 1 || !values_fit(any_vec(&k->scope), any_vec(&x->scope)))
		part(t);
	count_names(t, kv, tv);
	if (k->kind == x->kind)
		count_for(t, 0.1, "same kind");
	else if (k->kind != AGREEMENT_KIND_OTHER && x->kind != AGREEMENT_KIND_OTHER && t->score < 0.7)
		part(t);
	/* Of a named one a report may name a single party, or who watches over it. */
	bool pair = count_sides(t->a, t->w, &k->parties) > 1 && count_sides(t->a, t->w, &x->parties) > 1;
	if (pair || t->score < t->least - 0.2)
		count_sides_fit(t, parties, pair ? 0.25 : 0.15, 0.1, 0, "parties");
	else if (known_fit(parties))
		count_for(t, 0.1, "no other parties");
	count_for(t, days == 0 ? 0.2 : days == 1 ? 0.1 : 0, days == 0 ? "same date" : "a day apart");
	if (k->limits.start.n && str_eq(k->limits.start, x->limits.start))
		count_for(t, 0.15, "same start");
}

/* ---- incidents ------------------------------------------------------------------------------------------------------ */

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

static bool exact(const struct harm *h)
{
	return h->count.known && h->count.min == h->count.max;
}

/* Two first-hand numbers of one kind that both are exact and far apart are two attacks. */
static bool tolls_far(const struct harm *x, const struct harm *y)
{
	if (!exact(x) || !exact(y))
		return false;
	int64_t few = x->count.min < y->count.min ? x->count.min : y->count.min;
	int64_t many = x->count.min < y->count.min ? y->count.min : x->count.min;
	return many > 10 && many > 4 * few;
}

static bool tolls_same(const struct incident *k, const struct incident *x)
{
	const struct harm *const pairs[][2] = {{&k->killed, &x->killed}, {&k->injured, &x->injured}, {&k->captured, &x->captured}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (exact(pairs[i][0]) && exact(pairs[i][1]) && pairs[i][0]->count.min == pairs[i][1]->count.min)
			return true;
	return false;
}

static bool weapons_same(const struct incident *k, const struct incident *x)
{
	for (size_t i = 0; i < k->weapons.n; i++)
		for (size_t j = 0; j < x->weapons.n; j++) {
			struct count p = k->weapons.v[i].count, q = x->weapons.v[j].count;
			if (p.known && q.known && p.min == q.min && p.min > 1 && str_ieq(k->weapons.v[i].kind, x->weapons.v[j].kind))
				return true;
		}
	return false;
}

/* “A drone raid” and “an attack with drones” are told as of different kinds. */
static bool weapon_named(const struct incident *k, const struct incident *x)
{
	for (size_t i = 0; i < k->weapons.n; i++)
		for (size_t j = 0; j < x->weapons.n; j++)
			if (k->weapons.v[i].kind.n && str_ieq(k->weapons.v[i].kind, x->weapons.v[j].kind))
				return true;
	return false;
}

#define INCIDENT_TOLD_DAYS 3
#define INCIDENT_ALIKE 0.5

static void count_incident_days(struct tally *t, const struct merge_view *kv, const struct merge_view *tv, bool figures)
{
	const struct incident *k = kv->record, *x = tv->record;
	const refs *const names[] = {&k->by, &k->target, &x->by, &x->target};
	int32_t days = days_apart(k->date, x->date);
	if (days == 0)
		count_for(t, 0.35, "same day");
	/* “overnight” is the one day or the other; attacks of two days in a row are two. */
	else if (days == 1 && k->kind == x->kind && (figures || alike(t, kv, tv, names, 4) >= INCIDENT_ALIKE))
		count_for(t, 0.25, figures ? "a day apart with the same figures" : "a day apart in much the same words");
	else if (days > 0 || told_apart(kv, tv) > INCIDENT_TOLD_DAYS)
		part(t);
}

static void count_incident_place(struct tally *t, const struct incident *k, const struct incident *x)
{
	enum fit place = places_fit(t->w, k->place, x->place);
	if (place == FIT_NO)
		part(t);
	else if (merge_vague(t->w, k->place) != merge_vague(t->w, x->place))
		count_for(t, -0.15, "only one with a town");
	else if (!merge_vague(t->w, k->place))
		count_for(t, place == FIT_SAME ? 0.3 : 0.15, place == FIT_SAME ? "same place" : "a town and its region");
}

/* Two sides that blame each other for shells on one town speak of one attack; two that attack each other do not. */
static bool blamed_both_ways(const struct tally *t, const struct incident *k, const struct incident *x)
{
	bool falls = incident_group(k->kind) == INCIDENT_KIND_DRONE || k->kind == INCIDENT_KIND_BOMBING;
	bool both_ways = known_fit(sides_fit(t->a, t->w, &k->by, &x->target)) && known_fit(sides_fit(t->a, t->w, &k->target, &x->by));
	return falls && !both_ways && !merge_vague(t->w, k->place) && k->place == x->place && days_apart(k->date, x->date) == 0;
}

static void compare_incidents(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct incident *k = kv->record, *x = tv->record;
	enum fit by = sides_fit(t->a, t->w, &k->by, &x->by), target = sides_fit(t->a, t->w, &k->target, &x->target);
	bool killed = tolls_same(k, x), weapons = weapons_same(k, x);
	t->least = 0.65;
	bool vague = k->kind == INCIDENT_KIND_OTHER || x->kind == INCIDENT_KIND_OTHER;
	if ((!vague && !weapon_named(k, x) && incident_group(k->kind) != incident_group(x->kind)) || tolls_far(&k->killed, &x->killed))
		part(t);
	if ((by == FIT_NO || by == FIT_SOME) && blamed_both_ways(t, k, x))
		count_for(t, -0.05, "another is blamed");
	else
		count_sides_fit(t, by, 0.2, 0.2, k->by.n && refs_equal(&k->by, &x->by) ? 0.15 : 0.1, "doer");
	count_incident_days(t, kv, tv, killed || weapons);
	count_incident_place(t, k, x);
	if (known_fit(target))
		count_for(t, 0.05, "same target");
	count_for(t, k->kind == x->kind ? 0.05 : 0.03, k->kind == x->kind ? "same kind" : "kinds that go together");
	if (killed || weapons)
		count_for(t, 0.15, killed ? "a toll in common" : "a number of weapons in common");
}

/* ---- statements ----------------------------------------------------------------------------------------------------- */

#define SAME_WORDS_MIN 5 /* words; a shorter quotation proves nothing when it is part of a longer one */

static void compare_statements(struct tally *t, const struct merge_view *kv, const struct merge_view *tv)
{
	const struct statement *k = kv->record, *x = tv->record;
	const struct words *few = kv->words.n < tv->words.n ? &kv->words : &tv->words, *many = few == &kv->words ? &tv->words : &kv->words;
	t->least = 0.6;
	if (k->speaker != x->speaker || k->speaker == NO_REF)
		part(t);
	count_for(t, 0.4, "same speaker");
	if (few->n && words_equal(few, many))
		count_for(t, 0.6, "same words");
	else if (few->n >= SAME_WORDS_MIN && words_within(few, many))
		count_for(t, 0.4, "one quotation is part of the other");
}

/* ---- the same thing? ------------------------------------------------------------------------------------------------ */

static struct tally compare(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
			    const struct merge_view *told, bool in_words)
{
	static void (*const compare_kind[RECORD_COUNT])(struct tally *, const struct merge_view *, const struct merge_view *) = {
		[RECORD_EVENT] = compare_events, [RECORD_TALK] = compare_talks, [RECORD_PROPOSAL] = compare_proposals,
		[RECORD_AGREEMENT] = compare_agreements, [RECORD_INCIDENT] = compare_incidents, [RECORD_STATEMENT] = compare_statements,
	};
	struct tally t = {.a = a, .w = w, .told = in_words, .why = {"", 0}};
	compare_kind[kind](&t, known, told);
	return t;
}

bool merge_same(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
		const struct merge_view *told, struct merge_match *out)
{
	struct tally t = compare(a, w, kind, known, told, false);
	*out = (struct merge_match){t.score, t.least, t.apart};
	return !t.apart && t.score >= t.least - 1e-9;
}

struct str merge_why(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
		     const struct merge_view *told)
{
	return compare(a, w, kind, known, told, true).why;
}
