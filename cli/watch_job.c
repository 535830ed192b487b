#include "watch_job.h"

#include "base/clock.h"
#include "watch_robots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROBOTS_DAY 86400 /* seconds for which a robots.txt is good */
#define DELAY_MAX 60.0   /* seconds; a longer Crawl-delay is cut */

struct host {
	char *origin;        /* owned; "https://host:port" */
	double ready;        /* seconds since 1970: not before */
	bool busy;           /* a request is under way */
	struct buf robots;   /* owned */
	int64_t robots_until;
	bool closed;         /* its robots.txt cannot be had: nothing may be fetched until then */
	bool forbidden;      /* and never can, because of its address */
	char why[JOB_WHY_MAX];
};

/* ----------------------------------------------------------------------------------------------------------------- hosts */

bool crew_init(struct crew *c, const struct watch_config *config, struct err *err)
{
	*c = (struct crew){.c = config, .n_slots = 2 * 32768};
	_Static_assert(WATCH_HOSTS_MAX <= 32768, "half of the slots stay free");
	c->slots = calloc(c->n_slots, sizeof *c->slots);
	if (!c->slots)
		return err_set(err, ERR_MEMORY, "out of memory");
	c->fetcher = fetcher_new(&config->fetch, err);
	return c->fetcher != NULL;
}

void crew_release(struct crew *c)
{
	fetcher_free(c->fetcher);
	for (size_t i = 0; i < c->n_hosts; i++) {
		free(c->hosts[i].origin);
		buf_release(&c->hosts[i].robots);
	}
	free(c->hosts);
	free(c->slots);
	*c = (struct crew){0};
}

static size_t add_host(struct crew *c, const char *origin, uint32_t *slot)
{
	if (c->n_hosts == WATCH_HOSTS_MAX)
		return CREW_NO_HOST;
	if (c->n_hosts == c->cap_hosts) {
		size_t cap = c->cap_hosts ? 2 * c->cap_hosts : 16;
		struct host *more = realloc(c->hosts, cap * sizeof *more);
		if (!more)
			return CREW_NO_HOST;
		c->hosts = more;
		c->cap_hosts = cap;
	}
	char *copy = strdup(origin);
	if (!copy)
		return CREW_NO_HOST;
	c->hosts[c->n_hosts] = (struct host){.origin = copy};
	*slot = (uint32_t)++c->n_hosts;
	return c->n_hosts - 1;
}

static size_t host_of(struct crew *c, const char *origin)
{
	size_t i = (size_t)str_hash(str_of(origin), 0) & (c->n_slots - 1);
	for (; c->slots[i]; i = (i + 1) & (c->n_slots - 1))
		if (strcmp(c->hosts[c->slots[i] - 1].origin, origin) == 0)
			return c->slots[i] - 1;
	return add_host(c, origin, &c->slots[i]);
}

size_t crew_host(struct crew *c, const char *url)
{
	char origin[FETCH_URL_MAX + 1], path[FETCH_URL_MAX + 1];
	return fetch_split(url, origin, path) ? host_of(c, origin) : CREW_NO_HOST;
}

double crew_ready(const struct crew *c, size_t host)
{
	return host == CREW_NO_HOST ? 0 : c->hosts[host].ready;
}

/* ------------------------------------------------------------------------------------------------------------------ jobs */

void job_begin(struct job *j, unsigned lane, const char *url, const char *etag, const char *modified)
{
	struct fetched got = j->got;
	*j = (struct job){.lane = lane, .etag = etag, .modified = modified, .got = got};
	snprintf(j->first, sizeof j->first, "%s", url);
	snprintf(j->url, sizeof j->url, "%s", url);
}

void job_release(struct job *j)
{
	fetched_release(&j->got);
}

/* url: what there is to complain of; NULL: nothing. */
static void end(struct job *j, enum outcome outcome, const char *url, const char *why)
{
	j->step = JOB_DONE;
	j->outcome = outcome;
	if (url)
		snprintf(j->complaint, sizeof j->complaint, "%s: %s", url, why);
}

/* Sends a request where the server may be asked; else says when, or that it has one under way, or that it takes too long. */
static bool send(struct crew *c, struct job *j, const char *url, size_t limit, bool conditions)
{
	struct host *h = &c->hosts[j->host];
	double now = clock_real();
	char why[JOB_WHY_MAX];
	if (h->busy)
		return false;
	if (h->ready > now + DELAY_MAX) {
		snprintf(why, sizeof why, "it asks to be left alone for %.0f seconds", h->ready - now);
		end(j, LATER, j->url, why);
		return false;
	}
	j->wait = h->ready > now ? h->ready : 0;
	if (j->wait > 0)
		return false;
	h->busy = true;
	fetch_begin(c->fetcher, j->lane, url, conditions ? j->etag : "", conditions ? j->modified : "", limit, &j->got);
	return true;
}

/* The answer is there: the server is left alone for a while. */
static bool received(struct crew *c, struct job *j)
{
	struct host *h = &c->hosts[j->host];
	if (!fetch_done(c->fetcher, j->lane))
		return false;
	h->busy = false;
	h->ready = clock_real() + c->c->gap;
	if (j->got.status == 429 || j->got.status == 503)
		h->ready = clock_real() + (double)(j->got.retry_after ? j->got.retry_after : WATCH_RETRY_S);
	return true;
}

static bool take_address(struct crew *c, struct job *j)
{
	char origin[FETCH_URL_MAX + 1];
	if (!j->url[0]) { /* an item that has no page */
		end(j, FORBIDDEN, NULL, NULL);
		return false;
	}
	if (!fetch_split(j->url, origin, j->path)) {
		end(j, GONE, j->first, j->hops ? "leads to an address that is neither http:// nor https://" : "is no address that can be fetched");
		return false;
	}
	j->host = host_of(c, origin);
	if (j->host == CREW_NO_HOST)
		end(j, LATER, j->url, "too many servers");
	else
		j->step = JOB_ROBOTS;
	return j->step != JOB_DONE;
}

/* Asks for the server's robots.txt where what is known of it is too old. */
static bool ask_robots(struct crew *c, struct job *j)
{
	char url[FETCH_URL_MAX + 16];
	const struct host *h = &c->hosts[j->host];
	if (h->robots_until > (int64_t)clock_real()) {
		j->step = JOB_MAY;
		return true;
	}
	snprintf(url, sizeof url, "%s/robots.txt", h->origin);
	bool sent = send(c, j, url, ROBOTS_MAX, false);
	if (sent)
		j->step = JOB_ROBOTS_SENT;
	return sent;
}

/* Not there (4xx): all may be fetched; not to be had: nothing, for an hour. Redirects lead to other servers' files and count as
 * not there. */
static bool learn_robots(struct crew *c, struct job *j)
{
	struct host *h = &c->hosts[j->host];
	const struct fetched *got = &j->got;
	if (!received(c, j))
		return false;
	buf_clear(&h->robots);
	h->closed = (got->status == 0 && !got->too_long) || got->status >= 500 || got->status == 429;
	if (got->status == 200)
		buf_add(&h->robots, buf_str(&got->body));
	h->forbidden = got->forbidden;
	snprintf(h->why, sizeof h->why, "%s", got->why[0] ? got->why : "its robots.txt cannot be had");
	h->robots_until = (int64_t)clock_real() + (h->closed ? ROBOTS_DAY / 24 : ROBOTS_DAY);
	j->step = JOB_MAY;
	return true;
}

static bool ask_leave(struct crew *c, struct job *j)
{
	struct host *h = &c->hosts[j->host];
	double delay = 0, gap = c->c->gap;
	if (h->closed) {
		end(j, h->forbidden ? GONE : LATER, j->url, h->why);
		return false;
	}
	bool allowed = robots_allow(buf_str(&h->robots), STR(WATCH_AGENT), str_of(j->path), &delay);
	delay = delay < DELAY_MAX ? delay : DELAY_MAX;
	double ready = clock_real() + delay - gap;
	h->ready = delay > gap && h->ready < ready ? ready : h->ready;
	if (allowed)
		j->step = JOB_REQUEST;
	else
		end(j, FORBIDDEN, j->url, "its robots.txt asks not to be fetched");
	return allowed;
}

static bool ask(struct crew *c, struct job *j)
{
	bool sent = send(c, j, j->url, c->c->limit, true);
	if (sent)
		j->step = JOB_SENT;
	return sent;
}

/* What to do with an answer that is no redirect. */
static enum outcome judge(const struct fetched *got)
{
	int status = got->status;
	if (status == 200)
		return GOT;
	if (status == 304)
		return UNCHANGED;
	if (got->forbidden || got->too_long)
		return GONE;
	return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500 ? LATER : GONE;
}

static bool take_answer(struct crew *c, struct job *j)
{
	char why[64];
	if (!received(c, j))
		return false;
	if (!j->got.location[0]) {
		enum outcome o = judge(&j->got);
		snprintf(why, sizeof why, "HTTP status %d", j->got.status);
		end(j, o, o == GOT || o == UNCHANGED ? NULL : j->url, j->got.status ? why : j->got.why);
		return false;
	}
	if (j->hops++ == WATCH_REDIRECTS_MAX) {
		end(j, GONE, j->first, "leads from address to address without an end");
		return false;
	}
	snprintf(j->url, sizeof j->url, "%s", j->got.location);
	j->step = JOB_ADDRESS;
	return true;
}

void job_go_on(struct crew *c, struct job *j)
{
	static bool (*const steps[])(struct crew *c, struct job *j) = {
		[JOB_ADDRESS] = take_address, [JOB_ROBOTS] = ask_robots, [JOB_ROBOTS_SENT] = learn_robots,
		[JOB_MAY] = ask_leave,        [JOB_REQUEST] = ask,       [JOB_SENT] = take_answer,
	};
	j->wait = 0;
	while (j->step != JOB_DONE && steps[j->step](c, j))
		;
}
