#include "sense/merge.h"

#include "sense/timex.h"

#include <stdlib.h>

#define MERGE_DAYS 7

/* ---- order: by sentence, in it the main clause first */

static int depth_of(const struct doc *d, uint32_t w)
{
	int n = 0;
	for (int32_t h = d->words.v[w].head; h >= 0 && n < 1000; h = d->words.v[h].head)
		n++;
	return n;
}

static bool before(const struct doc *d, const struct event *a, const struct event *b)
{
	uint32_t sa = a->ev.sents.v[0], sb = b->ev.sents.v[0];
	if (sa != sb)
		return sa < sb;
	int da = depth_of(d, a->ev.word), db = depth_of(d, b->ev.word);
	return da != db ? da < db : a->ev.word < b->ev.word;
}

/* Events come sentence by sentence, so each moves a few places at most. */
static void sort(struct reading *r)
{
	for (size_t i = 1; i < r->events.n; i++) {
		struct event e = r->events.v[i];
		size_t j = i;
		for (; j > 0 && before(r->doc, &e, &r->events.v[j - 1]); j--)
			r->events.v[j] = r->events.v[j - 1];
		r->events.v[j] = e;
	}
}

/* ---- the same event? */

enum fit { FIT_NO, FIT_OPEN, FIT_YES };

/* Two sides fit where they share an actor, or where one is not told. */
static enum fit side(const refs *a, const refs *b)
{
	if (!a->n || !b->n)
		return a->n || b->n ? FIT_OPEN : FIT_YES;
	for (size_t i = 0; i < a->n; i++)
		if (refs_has(b, a->v[i]))
			return FIT_YES;
	return FIT_NO;
}

static enum fit countries(const struct reading *r, const refs *a, const refs *b)
{
	enum fit f = side(a, b);
	for (size_t i = 0; f == FIT_NO && i < a->n; i++)
		for (size_t j = 0; f == FIT_NO && j < b->n; j++) {
			const struct str x = r->actors.v[a->v[i]].country, y = r->actors.v[b->v[j]].country;
			if (x.n && str_eq(x, y))
				f = FIT_OPEN;
		}
	return f;
}

static bool modes_fit(const struct event *a, const struct event *b)
{
	return !a->modes.n || !b->modes.n || a->modes.v[0] == b->modes.v[0];
}

static bool places_fit(const struct reading *r, ref a, ref b)
{
	return a == NO_REF || b == NO_REF || a == b || (r->places.v[a].type == PLACE_TYPE_COUNTRY) != (r->places.v[b].type == PLACE_TYPE_COUNTRY);
}

/* What is told with a day of its own is not what is told as news of another week. */
static bool weeks_apart(const struct event *a, const struct event *b)
{
	struct date x, y;
	if (!date_parse(a->date, &x) || !date_parse(b->date, &y))
		return false;
	int32_t days = date_days(x) - date_days(y);
	return days > MERGE_DAYS || days < -MERGE_DAYS;
}

static bool same(const struct reading *r, const struct event *a, const struct event *b)
{
	bool one_sentence = r->doc->words.v[a->ev.word].sent == r->doc->words.v[b->ev.word].sent;
	if (a->category != b->category || a->status != b->status || !modes_fit(a, b) || (!one_sentence && !places_fit(r, a->place, b->place)))
		return false;
	struct str da = timex_told_date(r, a->ev.word), db = timex_told_date(r, b->ev.word);
	if (!one_sentence && ((da.n && db.n && !str_eq(da, db)) || (da.n != db.n && weeks_apart(a, b))))
		return false;
	enum fit x = countries(r, &a->actors, &b->actors), y = countries(r, &a->recipients, &b->recipients);
	if (x == FIT_NO || y == FIT_NO)
		return false;
	return one_sentence || x == FIT_YES || y == FIT_YES;
}

static void take(struct reading *r, struct event *into, const struct event *e)
{
	struct arena *a = r->arena;
	/* Told once without a source, it is the report's own word; but a noun (“the attack”) only comes back to it. */
	bool tells = r->doc->words.v[e->ev.word].upos != UPOS_NOUN || r->doc->words.v[into->ev.word].sent == r->doc->words.v[e->ev.word].sent;
	if (into->said_by.n && e->said_by.n && tells)
		refs_add_all(a, &into->said_by, &e->said_by);
	else if (tells)
		into->said_by.n = 0;
	if (!into->actors.n)
		refs_add_all(a, &into->actors, &e->actors);
	if (!into->recipients.n)
		for (size_t i = 0; i < e->recipients.n; i++)
			if (!refs_has(&into->actors, e->recipients.v[i]))
				refs_add(a, &into->recipients, e->recipients.v[i]);
	if (!into->modes.n && e->modes.n) {
		vec_push(a, &into->modes, e->modes.v[0]);
		into->cameo = e->cameo, into->score = e->score;
	}
	if (into->place == NO_REF)
		into->place = e->place;
	uint32_t sent = e->ev.sents.v[0];
	if (into->ev.sents.v[into->ev.sents.n - 1] < sent)
		vec_push(a, &into->ev.sents, sent);
}

void merge_events(struct reading *r)
{
	size_t n = 0;
	sort(r);
	for (size_t i = 0; i < r->events.n; i++) {
		size_t j = 0;
		while (j < n && !same(r, &r->events.v[j], &r->events.v[i]))
			j++;
		if (j < n)
			take(r, &r->events.v[j], &r->events.v[i]);
		else
			r->events.v[n++] = r->events.v[i];
	}
	r->events.n = n;
}
