/* watch_state.h - what truce watch knows about its feeds between requests and between runs: when each is due, its validators,
 * pages that are still to be fetched, items that have been seen. Kept in a file beside the ledger, which is replaced whole.
 * It is advice: a page that is fetched again because the file is older than the ledger is a duplicate there. */
#ifndef TRUCE_CLI_WATCH_STATE_H
#define TRUCE_CLI_WATCH_STATE_H

#include "base/buf.h"
#include "base/err.h"
#include "input/newsfeed.h"

#define STATE_FEEDS_MAX 10000u
#define STATE_PAGES_MAX 100000u            /* still to be fetched; items beyond wait for their feed to be asked again */
#define STATE_SEEN_MAX 500000u
#define STATE_SEEN_DAYS 90                 /* an item that no feed has shown for so long is forgotten */
#define STATE_FILE_MAX ((size_t)64 << 20)
#define STATE_TEXT_MAX ((size_t)256 << 10) /* bytes of an item's own text that are kept until its page is there */

struct watched {
	char *url, *name;        /* owned; name "": the feed's own */
	char etag[256], modified[64];
	int64_t due;             /* seconds since 1970 */
	unsigned failures;       /* in a row */
	bool named;              /* in the file of feeds; others are forgotten */
};

struct pending {
	struct newsfeed_item item; /* strings in `bytes` */
	struct str feed_title;     /* likewise */
	char *bytes;               /* owned */
	uint32_t feed;
	unsigned tries;
	int64_t due;
};

struct seen { uint64_t item; int32_t day; };

struct watch_state {
	struct watched *feeds;
	struct pending *pages;
	struct seen *seen;
	size_t n_feeds, cap_feeds, n_pages, cap_pages, n_seen, cap_seen;
};

void state_release(struct watch_state *s);

/* The feed of that address, made where there is none. NULL: out of memory, or too many. */
struct watched *state_feed(struct watch_state *s, struct str url);

/* A copy of the item is to be fetched. false: out of memory, or too many. */
bool state_want(struct watch_state *s, uint32_t feed, const struct newsfeed *f, const struct newsfeed_item *item, int64_t due);
void state_done(struct watch_state *s, size_t page); /* it keeps its number until the next sweep, */
void state_sweep(struct watch_state *s);             /* which takes out what is done and closes up */

/* Whether the item was there before; notes that it was on that day. */
bool state_seen(struct watch_state *s, const struct newsfeed_item *item, int32_t day);

/* Fills an empty state; a file that is not there is an empty one. false and *err where it is something else. */
bool state_load(struct watch_state *s, const char *path, struct err *err);
bool state_save(const struct watch_state *s, const char *path, int32_t today, struct err *err);

/* Holds the state for this process alone, by a lock on a file beside it (PATH.lock) that ends with the process. The descriptor, or -1
 * and *err where another watch holds it. */
int state_lock(const char *path, struct err *err);

/* The file of feeds: an address a line, a name behind a blank where it is to be another than the feed's own; '#' begins a
 * comment. false and *err with line and reason. */
bool state_read_feeds(struct watch_state *s, const char *path, struct err *err);

#endif
