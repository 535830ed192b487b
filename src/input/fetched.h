/* fetched.h - reports out of what a server has sent: a page, or an item of a feed that is read in the page's place. */
#ifndef TRUCE_INPUT_FETCHED_H
#define TRUCE_INPUT_FETCHED_H

#include "data/knowledge.h"
#include "input/newsfeed.h"
#include "input/report.h"

/* The article of a page; what the page does not say of it (id, address, title, date, author, source) the item and the feed
 * say. content_type: as the server gave it. The arena needs no guard. false and *err where there is none. */
bool fetched_page(const struct knowledge *k, struct arena *a, struct str bytes, struct str content_type, const struct newsfeed *f,
		  const struct newsfeed_item *item, struct report *out, struct err *err);

/* The item itself. */
bool fetched_item(const struct knowledge *k, struct arena *a, const struct newsfeed *f, const struct newsfeed_item *item,
		  struct report *out, struct err *err);

#endif
