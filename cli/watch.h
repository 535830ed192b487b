/* watch.h - follows feeds: asks each when it is due, fetches the pages of new items, reads them into the ledger.
 *
 * In rounds: up to FETCH_LANES feeds and pages, each of another server, are fetched at the same time, and what comes is taken in their
 * order, so that who answers first changes nothing. A server is left alone for some seconds after each request, for as long as it
 * says (Retry-After, Crawl-delay), and for ever longer where it fails. */
#ifndef TRUCE_CLI_WATCH_H
#define TRUCE_CLI_WATCH_H

#include "ledger/ledger.h"
#include "pipeline.h"
#include "watch_fetch.h"
#include "watch_state.h"

#define WATCH_AGENT "truce" /* what robots.txt knows it by */
#define WATCH_TRIES_MAX 4u  /* a page that cannot be had so often is given up */
#define WATCH_REDIRECTS_MAX 5
#define WATCH_RETRY_S 60          /* seconds until a page is tried again, doubled each time; or a server that is busy and says no time */
#define WATCH_BACKOFF_MAX 86400   /* seconds; the longest wait after failures */
#define WATCH_HOSTS_MAX 20000u

struct watch_config {
	const char *state;     /* file */
	bool once;             /* each feed once and what is due of pages, then end */
	int64_t interval;      /* seconds between two looks at a feed */
	double gap;            /* seconds between two requests to a server */
	size_t limit;          /* bytes of a page or feed */
	struct fetch_config fetch;
};

/* Reports that are new, were there, or could not be had; feeds that were read, had nothing new, could not be had. */
struct watch_counts { size_t fresh, duplicate, rejected, feeds, unchanged, failed; };

/* Runs until told to stop, or, if once, until all is done. false and *err where the ledger, the state file or memory fails. */
bool watch_run(const struct watch_config *c, struct watch_state *s, struct ledger *l, const struct engine *e, struct watch_counts *out,
	       struct err *err);

#endif
