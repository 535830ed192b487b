#include "watch_fetch.h"

#include "watch_address.h"

#include "base/clock.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RETRY_MAX ((int64_t)7 * 86400) /* seconds; longer waits that a server asks for are cut */

#define FETCH_NAP 0.25 /* seconds after which it is looked whether to stop */

/* One request at a time. */
struct lane {
	CURL *curl;
	const struct fetch_config *config;
	struct curl_slist *list;
	struct fetched *out;
	size_t limit, head;
	bool busy;
};

struct fetcher {
	CURLM *multi;
	struct fetch_config config;
	struct lane lanes[FETCH_LANES];
};

/* ----------------------------------------------------------------------------------------------------------- call-backs */

/* Asked for every connection with the address that the name has just been resolved to, so that no second look-up can
 * put another in its place. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct lane *f = ctx;
	(void)purpose;
	const char *only = f->config->allow_address;
	if (!f->config->allow_private && !(only && address_is(&address->addr, only)) && !address_is_public(&address->addr)) {
		f->out->forbidden = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *p, size_t one, size_t n, void *ctx)
{
	struct lane *f = ctx;
	n *= one;
	f->out->too_long = f->out->body.n + n > f->limit;
	if (!f->out->too_long)
		buf_add(&f->out->body, (struct str){p, n});
	return f->out->too_long || f->out->body.failed ? 0 : n;
}

static void keep(struct str value, char *out, size_t cap)
{
	bool plain = value.n < cap;
	for (size_t i = 0; i < value.n && plain; i++)
		plain = (unsigned char)value.p[i] >= ' ' && value.p[i] != 0x7F;
	snprintf(out, cap, "%.*s", plain ? (int)value.n : 0, value.p);
}

static int64_t wait_of(struct str value)
{
	int64_t n = 0;
	char text[64];
	keep(value, text, sizeof text);
	if (!str_int(value, 0, INT32_MAX, &n)) {
		time_t at = curl_getdate(text, NULL);
		struct timespec now;
		clock_gettime(CLOCK_REALTIME, &now);
		n = at > now.tv_sec ? at - now.tv_sec : 0;
	}
	return n < RETRY_MAX ? n : RETRY_MAX;
}

static size_t take_head(char *p, size_t one, size_t n, void *ctx)
{
	struct lane *f = ctx;
	struct str line = {p, n * one}, value = line, key = str_cut(&value, ':');
	value = str_trim(value);
	f->head += line.n;
	if (str_iis(key, "etag"))
		keep(value, f->out->etag, sizeof f->out->etag);
	else if (str_iis(key, "last-modified"))
		keep(value, f->out->modified, sizeof f->out->modified);
	else if (str_iis(key, "content-type"))
		keep(value, f->out->type, sizeof f->out->type);
	else if (str_iis(key, "retry-after"))
		f->out->retry_after = wait_of(value);
	return f->head > FETCH_HEAD_MAX ? 0 : line.n;
}

static int look_up(void *ctx, curl_off_t down_all, curl_off_t down, curl_off_t up_all, curl_off_t up)
{
	const struct lane *f = ctx;
	(void)down_all, (void)down, (void)up_all, (void)up;
	return f->config->stop && *f->config->stop;
}

/* -------------------------------------------------------------------------------------------------------------- requests */

static bool set_up(struct lane *f)
{
	CURL *c = f->curl;
	return !curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") && !curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L) &&
	       !curl_easy_setopt(c, CURLOPT_PROXY, "") && !curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) &&
	       !curl_easy_setopt(c, CURLOPT_USERAGENT, f->config->agent) && !curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip, deflate") &&
	       !curl_easy_setopt(c, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L) && !curl_easy_setopt(c, CURLOPT_TIMEOUT, f->config->seconds) &&
	       !curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, FETCH_CONNECT_S) && !curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, FETCH_SLOW_BYTES) &&
	       !curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, FETCH_SLOW_S) && !curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
	       !curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, f) && !curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body) &&
	       !curl_easy_setopt(c, CURLOPT_WRITEDATA, f) && !curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_head) &&
	       !curl_easy_setopt(c, CURLOPT_HEADERDATA, f) && !curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L) &&
	       !curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, look_up) && !curl_easy_setopt(c, CURLOPT_XFERINFODATA, f) &&
	       !curl_easy_setopt(c, CURLOPT_PRIVATE, (void *)f);
}

static bool set_up_all(struct fetcher *f)
{
	f->multi = curl_multi_init();
	bool ok = f->multi && !curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L) &&
		  !curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)FETCH_LANES);
	for (unsigned i = 0; i < FETCH_LANES && ok; i++) {
		f->lanes[i].config = &f->config;
		f->lanes[i].curl = curl_easy_init();
		ok = f->lanes[i].curl && set_up(&f->lanes[i]);
	}
	return ok;
}

struct fetcher *fetcher_new(const struct fetch_config *c, struct err *err)
{
	struct fetcher *f = calloc(1, sizeof *f);
	if (f && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
		f->config = *c;
		if (set_up_all(f))
			return f;
	}
	fetcher_free(f);
	err_set(err, ERR_SYSTEM, "libcurl cannot be set up (%s)", curl_version());
	return NULL;
}

void fetcher_free(struct fetcher *f)
{
	if (!f)
		return;
	for (unsigned i = 0; i < FETCH_LANES; i++) {
		if (f->lanes[i].busy)
			curl_multi_remove_handle(f->multi, f->lanes[i].curl);
		curl_slist_free_all(f->lanes[i].list);
		curl_easy_cleanup(f->lanes[i].curl);
	}
	curl_multi_cleanup(f->multi);
	free(f);
	curl_global_cleanup();
}

static struct curl_slist *conditions(const char *etag, const char *modified)
{
	char line[320];
	struct curl_slist *list = NULL, *more;
	snprintf(line, sizeof line, "If-None-Match: %s", etag);
	if (*etag)
		list = curl_slist_append(NULL, line);
	snprintf(line, sizeof line, "If-Modified-Since: %s", modified);
	more = *modified ? curl_slist_append(list, line) : NULL;
	return more ? more : list;
}

/* What went wrong, in words. */
static void explain(const struct lane *f, CURLcode code, struct fetched *out)
{
	if (out->too_long)
		snprintf(out->why, sizeof out->why, "more than %zu bytes, the limit for one answer", f->limit);
	else if (f->head > FETCH_HEAD_MAX)
		snprintf(out->why, sizeof out->why, "a head of more than %zu bytes", FETCH_HEAD_MAX);
	else if (out->forbidden)
		snprintf(out->why, sizeof out->why, "its address is not of the open internet (--allow-private lets such be fetched)");
	else if (code == CURLE_OPERATION_TIMEDOUT)
		snprintf(out->why, sizeof out->why, "too slow: more than %ld seconds, or less than %ld bytes a second", f->config->seconds, FETCH_SLOW_BYTES);
	else
		snprintf(out->why, sizeof out->why, "%s", curl_easy_strerror(code));
	buf_clear(&out->body);
	out->status = 0;
}

void fetched_release(struct fetched *x)
{
	buf_release(&x->body);
	*x = (struct fetched){0};
}

static void finish(struct fetcher *f, struct lane *l, CURLcode code)
{
	struct fetched *out = l->out;
	long status = 0;
	char *to = NULL;
	curl_easy_getinfo(l->curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(l->curl, CURLINFO_REDIRECT_URL, &to);
	out->status = (int)status;
	if (to)
		keep(str_of(to), out->location, sizeof out->location);
	if (code || out->body.failed)
		explain(l, code, out);
	curl_multi_remove_handle(f->multi, l->curl);
	curl_easy_setopt(l->curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(l->list);
	l->list = NULL;
	l->busy = false;
}

void fetch_begin(struct fetcher *f, unsigned lane, const char *url, const char *etag, const char *modified, size_t limit, struct fetched *out)
{
	struct lane *l = &f->lanes[lane];
	fetched_release(out);
	l->out = out;
	l->limit = limit;
	l->head = 0;
	l->busy = true;
	l->list = conditions(etag, modified);
	curl_easy_setopt(l->curl, CURLOPT_HTTPHEADER, l->list);
	CURLcode code = curl_easy_setopt(l->curl, CURLOPT_URL, url);
	if (code || curl_multi_add_handle(f->multi, l->curl) != CURLM_OK)
		finish(f, l, code ? code : CURLE_FAILED_INIT);
}

/* True where one is done. */
static bool collect(struct fetcher *f)
{
	int left;
	bool any = false;
	for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left)) != NULL; any = true) {
		char *lane = NULL;
		CURLcode code = m->data.result; /* m is gone with the handle */
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &lane);
		finish(f, (struct lane *)(void *)lane, code);
	}
	return any;
}

void fetch_wait(struct fetcher *f, double seconds)
{
	int running = 0;
	for (double until = clock_wall() + seconds, left = seconds;; left = until - clock_wall()) {
		curl_multi_perform(f->multi, &running);
		if (collect(f) || left <= 0 || (f->config.stop && *f->config.stop))
			return;
		curl_multi_poll(f->multi, NULL, 0, (int)((left < FETCH_NAP ? left : FETCH_NAP) * 1000) + 1, NULL);
	}
}

bool fetch_done(const struct fetcher *f, unsigned lane)
{
	return !f->lanes[lane].busy;
}

bool fetch_split(const char *url, char origin[FETCH_URL_MAX + 1], char path[FETCH_URL_MAX + 1])
{
	struct str s = str_of(url), scheme = str_sub(s, 0, str_find(s, STR("://")));
	if (s.n > FETCH_URL_MAX || !(str_iis(scheme, "http") || str_iis(scheme, "https")))
		return false;
	size_t from = scheme.n + 3, end = from + strcspn(url + from, "/?#\\");
	if (end == from || memchr(url + from, '@', end - from))
		return false;
	for (size_t i = 0; i < end; i++)
		origin[i] = url[i] >= 'A' && url[i] <= 'Z' ? (char)(url[i] + 32) : url[i];
	origin[end] = '\0';
	size_t n = strcspn(url + end, "#");
	snprintf(path, FETCH_URL_MAX + 1, "%s%.*s", url[end] == '/' ? "" : "/", (int)(n < FETCH_URL_MAX ? n : FETCH_URL_MAX - 1), url + end);
	return true;
}
