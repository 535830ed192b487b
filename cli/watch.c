#include "watch.h"

#include "base/clock.h"
#include "base/date.h"
#include "input/fetched.h"
#include "watch_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAVE_EVERY 20     /* pages */
#define NAP_MAX 60.0      /* seconds at a time, so that a clock that is set is noticed */
#define ONCE_WAIT 30      /* seconds; with --once, what may only be asked for later stays for the next time */
#define ROUND_WAIT 1.0    /* seconds that a round waits for a server that may not yet be asked again */

/* A feed or a page of the state that a round fetches. */
struct task {
	bool feed;
	size_t at;
	struct job job;
};

struct watch {
	const struct watch_config *c;
	struct watch_state *s;
	struct ledger *ledger;
	const struct engine *engine;
	struct crew crew;
	struct task tasks[FETCH_LANES];
	size_t n_tasks;
	unsigned unsaved;
	struct watch_counts *counts;
};

static int32_t today(void)
{
	return (int32_t)(clock_real() / 86400);
}

static bool stopped(const struct watch *w)
{
	return w->c->fetch.stop && *w->c->fetch.stop;
}

/* Sleeps until then, or until told to stop. */
static void wait_until(const struct watch *w, double then)
{
	for (double left; !stopped(w) && (left = then - clock_real()) > 0;)
		clock_sleep(left < NAP_MAX ? left : NAP_MAX);
}

static void complain(const char *url, const char *why)
{
	fprintf(stderr, "truce: %s: %s\n", url, why);
}

/* ----------------------------------------------------------------------------------------------------------------- feeds */

static int64_t backoff(int64_t base, unsigned failures)
{
	int64_t wait = base << (failures < 16 ? failures : 16);
	return wait < WATCH_BACKOFF_MAX ? wait : WATCH_BACKOFF_MAX;
}

static bool take_items(struct watch *w, struct watched *feed, struct newsfeed *f, struct arena *a, const struct job *j, struct err *err)
{
	struct newsfeed_item item;
	size_t fresh = 0, all = 0;
	bool room = true;
	if (!newsfeed_open(f, a, buf_str(&j->got.body), STR(""), str_of(j->url), err))
		return false;
	if (*feed->name)
		f->title = str_of(feed->name);
	while (room && newsfeed_next(f, a, &item)) {
		if (f->cut || (item.link.n == 0 && item.content.n == 0) || item.link.n > FETCH_URL_MAX)
			continue;
		all++;
		room = w->s->n_pages < STATE_PAGES_MAX;
		if (!room || state_seen(w->s, &item, today()))
			continue;
		room = state_want(w->s, (uint32_t)(feed - w->s->feeds), f, &item, (int64_t)clock_real());
		fresh++;
	}
	printf("%s: %zu item%s, %zu new\n", feed->url, all, all == 1 ? "" : "s", fresh);
	return room || err_set(err, ERR_MEMORY, "more than %u pages wait to be fetched", STATE_PAGES_MAX);
}

static bool read_feed(struct watch *w, struct watched *feed, const struct job *j)
{
	struct newsfeed f = {0};
	struct arena a;
	struct err err = {0};
	jmp_buf guard;
	arena_init(&a, 0);
	if (setjmp(guard)) {
		err_set(&err, ERR_MEMORY, "out of memory");
	} else {
		a.guard = &guard;
		take_items(w, feed, &f, &a, j, &err);
	}
	newsfeed_release(&f);
	arena_release(&a);
	if (err.code)
		complain(feed->url, err.message);
	return err.code == ERR_NONE;
}

static void end_feed(struct watch *w, struct watched *feed, const struct job *j)
{
	enum outcome o = j->outcome;
	bool ok = o == UNCHANGED || (o == GOT && read_feed(w, feed, j));
	w->counts->feeds += ok;
	w->counts->unchanged += o == UNCHANGED;
	w->counts->failed += o == LATER || o == GONE;
	w->counts->rejected += o == FORBIDDEN || (o == GOT && !ok);
	if (o == GOT && ok) {
		snprintf(feed->etag, sizeof feed->etag, "%s", j->got.etag);
		snprintf(feed->modified, sizeof feed->modified, "%s", j->got.modified);
	}
	feed->failures = ok ? 0 : feed->failures + 1;
	int64_t wait = backoff(w->c->interval, feed->failures);
	feed->due = (int64_t)clock_real() + (j->got.retry_after > wait ? j->got.retry_after : wait);
}

/* ----------------------------------------------------------------------------------------------------------------- pages */

/* Into the ledger, unless it is there. */
static bool keep(struct watch *w, struct arena *a, const struct report *report, struct err *err)
{
	enum ledger_added added = LEDGER_DUPLICATE;
	if (!ledger_has(w->ledger, report, err)) {
		struct reading *r = err->code ? NULL : pipeline_run(w->engine, a, report, err);
		if (!r)
			return false;
		added = ledger_add(w->ledger, r, w->engine->version, err);
	}
	w->counts->fresh += added == LEDGER_NEW || added == LEDGER_CHANGED;
	w->counts->duplicate += added == LEDGER_DUPLICATE;
	if (added != LEDGER_FAILED)
		printf("%s %.*s\n", added == LEDGER_DUPLICATE ? "duplicate" : "new", (int)report->id.n, report->id.p);
	return added != LEDGER_FAILED;
}

/* The page, or what the feed has of it where the page is none or cannot be had. false where the ledger fails. */
static bool read_page(struct watch *w, const struct pending *p, const struct job *j, struct err *err)
{
	enum outcome o = j->outcome;
	struct newsfeed f = {.title = p->feed_title.n ? p->feed_title : str_of(w->s->feeds[p->feed].name)};
	struct arena a;
	struct report report;
	struct err why = {0};
	arena_init(&a, 0);
	bool ok = o == GOT && fetched_page(w->engine->knowledge, &a, buf_str(&j->got.body), str_of(j->got.type), &f, &p->item, &report, &why);
	if (!ok && p->item.content.n) {
		struct err none = {0};
		ok = fetched_item(w->engine->knowledge, &a, &f, &p->item, &report, &none);
	}
	w->counts->rejected += !ok;
	if (o == GOT && why.code) {
		char url[FETCH_URL_MAX + 1];
		snprintf(url, sizeof url, "%.*s", (int)p->item.link.n, p->item.link.p);
		complain(url, why.message);
	}
	struct err failed = {0};
	if (ok)
		keep(w, &a, &report, &failed);
	arena_release(&a);
	if (failed.code == ERR_MEMORY) /* one report that is too much */
		complain("a report", failed.message);
	else if (failed.code)
		*err = failed;
	return err->code == ERR_NONE;
}

static bool end_page(struct watch *w, size_t i, const struct job *j, struct err *err)
{
	struct pending *p = &w->s->pages[i];
	p->tries++;
	if (j->outcome == LATER && p->tries < WATCH_TRIES_MAX) {
		int64_t wait = backoff(WATCH_RETRY_S, p->tries);
		p->due = (int64_t)clock_real() + (j->got.retry_after > wait ? j->got.retry_after : wait);
		return true;
	}
	bool ok = read_page(w, p, j, err);
	if (ok)
		state_done(w->s, i);
	w->unsaved++;
	return ok;
}

/* ---------------------------------------------------------------------------------------------------------------- rounds */

static bool save(struct watch *w, struct err *err)
{
	w->unsaved = 0;
	fflush(stdout);
	return state_save(w->s, w->c->state, today(), err);
}

static bool in_round(const struct watch *w, size_t host)
{
	for (size_t i = 0; i < w->n_tasks; i++)
		if (w->tasks[i].job.host == host)
			return true;
	return false;
}

/* Takes it into the round if it is due and its server, of which the round has nothing yet, may be asked soon. When it can be had. */
static double offer(struct watch *w, struct str url, int64_t due, bool feed, size_t at, double now)
{
	char copy[FETCH_URL_MAX + 1];
	snprintf(copy, sizeof copy, "%.*s", (int)(url.n <= FETCH_URL_MAX ? url.n : 0), url.p);
	size_t host = crew_host(&w->crew, copy);
	double ready = crew_ready(&w->crew, host), when = ready > (double)due ? ready : (double)due;
	double patience = w->c->gap > ROUND_WAIT ? w->c->gap : ROUND_WAIT;
	if ((double)due > now || ready > now + patience || w->n_tasks == FETCH_LANES || (host != CREW_NO_HOST && in_round(w, host)))
		return when;
	struct task *t = &w->tasks[w->n_tasks];
	const struct watched *f = feed ? &w->s->feeds[at] : NULL;
	t->feed = feed;
	t->at = at;
	job_begin(&t->job, (unsigned)w->n_tasks++, copy, f ? f->etag : "", f ? f->modified : "");
	t->job.host = host;
	return when;
}

/* The next round: what is due, feeds before pages, so that what is new is known, of each server one. When the next of all is due. */
static double choose(struct watch *w, double now)
{
	double next = 1e300;
	w->n_tasks = 0;
	for (size_t i = 0; i < w->s->n_feeds; i++) {
		const struct watched *f = &w->s->feeds[i];
		double when = f->named ? offer(w, str_of(f->url), f->due, true, i, now) : next;
		next = when < next ? when : next;
	}
	for (size_t i = 0; i < w->s->n_pages; i++) {
		const struct pending *p = &w->s->pages[i];
		double when = offer(w, p->item.link, p->due, false, i, now);
		next = when < next ? when : next;
	}
	return next;
}

static bool end_task(struct watch *w, const struct task *t, struct err *err)
{
	if (t->job.complaint[0])
		fprintf(stderr, "truce: %s\n", t->job.complaint);
	if (t->feed)
		end_feed(w, &w->s->feeds[t->at], &t->job);
	else if (!end_page(w, t->at, &t->job, err))
		return false;
	return !(t->feed || w->unsaved >= SAVE_EVERY) || save(w, err);
}

/* Fetches all at the same time, and takes what comes in the order of the tasks, whoever answers first. */
static bool run_round(struct watch *w, struct err *err)
{
	bool ok = true;
	for (size_t next = 0; ok && next < w->n_tasks && !stopped(w);) {
		double now = clock_real(), then = now + NAP_MAX;
		for (size_t i = next; i < w->n_tasks; i++) {
			struct job *j = &w->tasks[i].job;
			job_go_on(&w->crew, j);
			then = j->wait > 0 && j->wait < then ? j->wait : then;
		}
		if (w->tasks[next].job.step == JOB_DONE)
			ok = end_task(w, &w->tasks[next++], err);
		else
			fetch_wait(w->crew.fetcher, then - now);
	}
	state_sweep(w->s);
	return ok;
}

static bool loop(struct watch *w, struct err *err)
{
	while (!stopped(w)) {
		double now = clock_real(), next = choose(w, now);
		if (next > (w->c->once ? now + ONCE_WAIT : 1e299))
			return true;
		if (w->n_tasks == 0)
			wait_until(w, next);
		else if (!run_round(w, err))
			return false;
	}
	return true;
}

bool watch_run(const struct watch_config *c, struct watch_state *s, struct ledger *l, const struct engine *e, struct watch_counts *out,
	       struct err *err)
{
	struct watch *w = calloc(1, sizeof *w);
	struct err second = {0};
	if (!w)
		return err_set(err, ERR_MEMORY, "out of memory");
	w->c = c, w->s = s, w->ledger = l, w->engine = e, w->counts = out;
	for (size_t i = 0; i < s->n_feeds && c->once; i++)
		s->feeds[i].due = s->feeds[i].failures ? s->feeds[i].due : 0;
	bool begun = crew_init(&w->crew, c, err), ok = begun && loop(w, err);
	if (begun && !save(w, ok ? err : &second))
		ok = false;
	crew_release(&w->crew);
	for (size_t i = 0; i < FETCH_LANES; i++)
		job_release(&w->tasks[i].job);
	free(w);
	return ok;
}
