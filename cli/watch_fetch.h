/* watch_fetch.h - requests to web servers, several at once, with limits on all that each may cost. The only file that knows libcurl.
 * Redirects are told, not followed. Proxies of the environment are not used: through one, nobody knows who answers. */
#ifndef TRUCE_CLI_WATCH_FETCH_H
#define TRUCE_CLI_WATCH_FETCH_H

#include "base/buf.h"
#include "base/err.h"

#include <signal.h>

#define FETCH_LANES 16u                   /* requests at once */
#define FETCH_URL_MAX 2000
#define FETCH_HEAD_MAX ((size_t)64 << 10) /* bytes of all lines of the head */
#define FETCH_CONNECT_S 10L
#define FETCH_SLOW_BYTES 100L             /* a second; slower for FETCH_SLOW_S is given up */
#define FETCH_SLOW_S 15L

struct fetch_config {
	const char *agent;
	bool allow_private;                 /* addresses that are not of the open internet too, */
	const char *allow_address;          /* or only this one of them; NULL: none */
	long seconds;                       /* one request may take */
	const volatile sig_atomic_t *stop;  /* becomes true: give up */
};

struct fetched {
	int status;              /* of HTTP; 0: no answer, *why says why */
	struct buf body;         /* owned; unpacked */
	char etag[256], modified[64], type[200], location[FETCH_URL_MAX + 1];
	int64_t retry_after;     /* seconds; 0: not said */
	bool too_long, forbidden; /* why there is no answer: more than `limit` bytes; an address that may not be */
	char why[256];
};

struct fetcher;

struct fetcher *fetcher_new(const struct fetch_config *c, struct err *err);
void fetcher_free(struct fetcher *f); /* NULL allowed; requests under way are given up */

/* Begins a GET on a lane, 0 to FETCH_LANES - 1, that has none under way. etag and modified: of the copy that is there, or "". What *out
 * had is released; it is not to be touched until the lane is done. */
void fetch_begin(struct fetcher *f, unsigned lane, const char *url, const char *etag, const char *modified, size_t limit, struct fetched *out);

/* Lets the requests go on until one is done, `seconds` have passed or it is told to stop. */
void fetch_wait(struct fetcher *f, double seconds);

bool fetch_done(const struct fetcher *f, unsigned lane); /* *out is filled; the lane is free */
void fetched_release(struct fetched *x);

/* "http://host:port" in lower case and the path with its query; false where it is no such address, or one with a name and
 * a password in it. */
bool fetch_split(const char *url, char origin[FETCH_URL_MAX + 1], char path[FETCH_URL_MAX + 1]);

#endif
