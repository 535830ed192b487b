#include "watch.h"

#include "base/clock.h"
#include "base/date.h"
#include "input/fetched.h"
#include "watch_robots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROBOTS_DAY 86400    /* seconds for which a robots.txt is good */
#define DELAY_MAX 60.0      /* seconds; a longer Crawl-delay is cut */
#define RETRY_BASE 60       /* seconds until a page is tried again, doubled each time */
#define SAVE_EVERY 20       /* pages */
#define NAP_MAX 60.0        /* seconds at a time, so that a clock that is set is noticed */

struct host {
	char *origin;        /* owned; "https://host:port" */
	double ready;        /* seconds since 1970: not before */
	struct buf robots;   /* owned */
	int64_t robots_until;
	bool closed;         /* its robots.txt cannot be had: nothing may be fetched until then */
	bool forbidden;      /* and never can, because of its address */
	char why[256];
};

struct watch {
	const struct watch_config *c;
	struct watch_state *s;
	struct ledger *ledger;
	const struct engine *engine;
	struct fetcher *fetcher;
	struct fetched got;
	struct host *hosts;
	size_t n_hosts, cap_hosts;
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

/* ----------------------------------------------------------------------------------------------------------------- hosts */

static struct host *host_of(struct watch *w, const char *origin)
{
	for (size_t i = 0; i < w->n_hosts; i++)
		if (strcmp(w->hosts[i].origin, origin) == 0)
			return &w->hosts[i];
	if (w->n_hosts == WATCH_HOSTS_MAX)
		return NULL;
	if (w->n_hosts == w->cap_hosts) {
		size_t cap = w->cap_hosts ? 2 * w->cap_hosts : 16;
		struct host *more = realloc(w->hosts, cap * sizeof *more);
		if (!more)
			return NULL;
		w->hosts = more;
		w->cap_hosts = cap;
	}
	char *copy = strdup(origin);
	if (copy)
		w->hosts[w->n_hosts] = (struct host){.origin = copy};
	return copy ? &w->hosts[w->n_hosts++] : NULL;
}

/* One request, when its server may be asked again. */
static void request(struct watch *w, struct host *h, const char *url, const char *etag, const char *modified, size_t limit)
{
	wait_until(w, h->ready);
	fetch(w->fetcher, url, etag, modified, limit, &w->got);
	h->ready = clock_real() + w->c->gap;
	if (w->got.status == 429 || w->got.status == 503)
		h->ready = clock_real() + (double)(w->got.retry_after ? w->got.retry_after : RETRY_BASE);
}

/* Fetches the server's robots.txt where what is known of it is too old. Not there (4xx): all may be fetched; not to be had:
 * nothing, for an hour. Redirects lead to other servers' files and count as not there. */
static void learn_robots(struct watch *w, struct host *h)
{
	char url[FETCH_URL_MAX + 16];
	if (h->robots_until > (int64_t)clock_real())
		return;
	snprintf(url, sizeof url, "%s/robots.txt", h->origin);
	request(w, h, url, "", "", ROBOTS_MAX);
	buf_clear(&h->robots);
	h->closed = (w->got.status == 0 && !w->got.too_long) || w->got.status >= 500 || w->got.status == 429;
	if (w->got.status == 200)
		buf_add(&h->robots, buf_str(&w->got.body));
	h->forbidden = w->got.forbidden;
	snprintf(h->why, sizeof h->why, "%s", w->got.why[0] ? w->got.why : "its robots.txt cannot be had");
	h->robots_until = (int64_t)clock_real() + (h->closed ? ROBOTS_DAY / 24 : ROBOTS_DAY);
}

enum may { MAY, MAY_NOT, MAY_LATER };

static enum may may_fetch(struct watch *w, struct host *h, const char *path)
{
	double delay = 0;
	if (h->ready > clock_real() + DELAY_MAX) {
		snprintf(h->why, sizeof h->why, "it asks to be left alone for %.0f seconds", h->ready - clock_real());
		return MAY_LATER;
	}
	learn_robots(w, h);
	if (stopped(w) || h->closed)
		return MAY_LATER;
	bool allowed = robots_allow(buf_str(&h->robots), STR(WATCH_AGENT), str_of(path), &delay);
	delay = delay < DELAY_MAX ? delay : DELAY_MAX;
	double ready = clock_real() + delay - w->c->gap;
	h->ready = delay > w->c->gap && h->ready < ready ? ready : h->ready;
	return allowed ? MAY : MAY_NOT;
}

enum outcome { GOT, UNCHANGED, LATER, GONE, FORBIDDEN };

/* What to do with an answer that is no redirect. */
static enum outcome judge(const struct watch *w)
{
	int status = w->got.status;
	if (status == 200)
		return GOT;
	if (status == 304)
		return UNCHANGED;
	if (w->got.forbidden || w->got.too_long)
		return GONE;
	return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500 ? LATER : GONE;
}

/* GET with redirects, each to a server that is asked for its robots.txt too. Complains of what fails; `end` gets where it ended. */
static enum outcome get(struct watch *w, const char *url, const char *etag, const char *modified, char end[FETCH_URL_MAX + 1])
{
	char origin[FETCH_URL_MAX + 1], path[FETCH_URL_MAX + 1];
	snprintf(end, FETCH_URL_MAX + 1, "%s", url);
	for (int hop = 0; hop <= WATCH_REDIRECTS_MAX; hop++) {
		if (!fetch_split(end, origin, path)) {
			complain(url, hop ? "leads to an address that is neither http:// nor https://" : "is no address that can be fetched");
			return GONE;
		}
		struct host *h = host_of(w, origin);
		enum may may = h ? may_fetch(w, h, path) : MAY_LATER;
		if (may == MAY_NOT) {
			complain(end, "its robots.txt asks not to be fetched");
			return FORBIDDEN;
		}
		if (may == MAY_LATER) {
			if (!stopped(w))
				complain(end, h ? h->why : "too many servers");
			return h && h->forbidden ? GONE : LATER;
		}
		request(w, h, end, etag, modified, w->c->limit);
		if (!w->got.location[0]) {
			enum outcome o = judge(w);
			char why[64];
			snprintf(why, sizeof why, "HTTP status %d", w->got.status);
			if ((o == LATER || o == GONE) && !stopped(w))
				complain(end, w->got.status ? why : w->got.why);
			return o;
		}
		snprintf(end, FETCH_URL_MAX + 1, "%s", w->got.location);
	}
	complain(url, "leads from address to address without an end");
	return GONE;
}

/* ----------------------------------------------------------------------------------------------------------------- feeds */

static int64_t backoff(int64_t base, unsigned failures)
{
	int64_t wait = base << (failures < 16 ? failures : 16);
	return wait < WATCH_BACKOFF_MAX ? wait : WATCH_BACKOFF_MAX;
}

static bool take_items(struct watch *w, struct watched *feed, struct newsfeed *f, struct arena *a, const char *url, struct err *err)
{
	struct newsfeed_item item;
	size_t fresh = 0, all = 0;
	bool room = true;
	if (!newsfeed_open(f, a, buf_str(&w->got.body), STR(""), str_of(url), err))
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

static bool read_feed(struct watch *w, struct watched *feed, const char *url)
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
		take_items(w, feed, &f, &a, url, &err);
	}
	newsfeed_release(&f);
	arena_release(&a);
	if (err.code)
		complain(feed->url, err.message);
	return err.code == ERR_NONE;
}

static void look_at_feed(struct watch *w, struct watched *feed)
{
	char end[FETCH_URL_MAX + 1];
	enum outcome o = get(w, feed->url, feed->etag, feed->modified, end);
	if (stopped(w))
		return;
	bool ok = o == UNCHANGED || (o == GOT && read_feed(w, feed, end));
	w->counts->feeds += ok;
	w->counts->unchanged += o == UNCHANGED;
	w->counts->failed += o == LATER || o == GONE;
	w->counts->rejected += o == FORBIDDEN || (o == GOT && !ok);
	if (o == GOT && ok) {
		snprintf(feed->etag, sizeof feed->etag, "%s", w->got.etag);
		snprintf(feed->modified, sizeof feed->modified, "%s", w->got.modified);
	}
	feed->failures = ok ? 0 : feed->failures + 1;
	int64_t wait = backoff(w->c->interval, feed->failures);
	feed->due = (int64_t)clock_real() + (w->got.retry_after > wait ? w->got.retry_after : wait);
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
static bool read_page(struct watch *w, const struct pending *p, enum outcome o, struct err *err)
{
	struct newsfeed f = {.title = p->feed_title.n ? p->feed_title : str_of(w->s->feeds[p->feed].name)};
	struct arena a;
	struct report report;
	struct err why = {0};
	arena_init(&a, 0);
	bool ok = o == GOT && fetched_page(w->engine->knowledge, &a, buf_str(&w->got.body), str_of(w->got.type), &f, &p->item, &report, &why);
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

static bool look_at_page(struct watch *w, size_t i, struct err *err)
{
	struct pending *p = &w->s->pages[i];
	char url[FETCH_URL_MAX + 1], end[FETCH_URL_MAX + 1];
	snprintf(url, sizeof url, "%.*s", (int)p->item.link.n, p->item.link.p);
	enum outcome o = url[0] ? get(w, url, "", "", end) : FORBIDDEN;
	if (stopped(w))
		return true;
	p->tries++;
	if (o == LATER && p->tries < WATCH_TRIES_MAX) {
		int64_t wait = backoff(RETRY_BASE, p->tries);
		p->due = (int64_t)clock_real() + (w->got.retry_after > wait ? w->got.retry_after : wait);
		return true;
	}
	bool ok = read_page(w, p, o, err);
	if (ok)
		state_done(w->s, i);
	w->unsaved++;
	return ok;
}

/* ------------------------------------------------------------------------------------------------------------------ loop */

static double ready(struct watch *w, struct str url, int64_t due)
{
	char copy[FETCH_URL_MAX + 1], origin[FETCH_URL_MAX + 1], path[FETCH_URL_MAX + 1];
	snprintf(copy, sizeof copy, "%.*s", (int)(url.n <= FETCH_URL_MAX ? url.n : 0), url.p);
	struct host *h = fetch_split(copy, origin, path) ? host_of(w, origin) : NULL;
	return h && h->ready > (double)due ? h->ready : (double)due;
}

struct next { struct watched *feed; size_t page; double at; };

/* What is to be done next; feeds before pages, so that what is new is known. At infinity: nothing. */
static struct next choose(struct watch *w, double horizon)
{
	struct next n = {.at = horizon};
	for (size_t i = 0; i < w->s->n_feeds; i++) {
		struct watched *f = &w->s->feeds[i];
		double at = f->named ? ready(w, str_of(f->url), f->due) : horizon;
		if (at < n.at)
			n = (struct next){.feed = f, .at = at};
	}
	for (size_t i = 0; i < w->s->n_pages; i++) {
		double at = ready(w, w->s->pages[i].item.link, w->s->pages[i].due);
		if (at < n.at)
			n = (struct next){.page = i + 1, .at = at};
	}
	return n;
}

static bool save(struct watch *w, struct err *err)
{
	w->unsaved = 0;
	fflush(stdout);
	return state_save(w->s, w->c->state, today(), err);
}

static bool loop(struct watch *w, struct err *err)
{
	while (!stopped(w)) {
		/* once: what is due by now, and what follows from it; what must wait for longer stays for the next time */
		struct next n = choose(w, w->c->once ? clock_real() + RETRY_BASE / 2 : 1e300);
		if (!n.feed && !n.page)
			return true;
		wait_until(w, n.at);
		if (stopped(w))
			return true;
		if (n.feed)
			look_at_feed(w, n.feed);
		else if (!look_at_page(w, n.page - 1, err))
			return false;
		if ((n.feed || w->unsaved >= SAVE_EVERY) && !save(w, err))
			return false;
	}
	return true;
}

bool watch_run(const struct watch_config *c, struct watch_state *s, struct ledger *l, const struct engine *e, struct watch_counts *out,
	       struct err *err)
{
	struct watch w = {.c = c, .s = s, .ledger = l, .engine = e, .counts = out};
	for (size_t i = 0; i < s->n_feeds && c->once; i++)
		s->feeds[i].due = s->feeds[i].failures ? s->feeds[i].due : 0;
	w.fetcher = fetcher_new(&c->fetch, err);
	bool ok = w.fetcher && loop(&w, err);
	struct err second = {0};
	if (w.fetcher && !save(&w, ok ? err : &second))
		ok = false;
	fetched_release(&w.got);
	fetcher_free(w.fetcher);
	for (size_t i = 0; i < w.n_hosts; i++) {
		free(w.hosts[i].origin);
		buf_release(&w.hosts[i].robots);
	}
	free(w.hosts);
	return ok;
}
