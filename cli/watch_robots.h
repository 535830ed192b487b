/* watch_robots.h - what a robots.txt (RFC 9309) lets a program fetch. Pure. */
#ifndef TRUCE_CLI_WATCH_ROBOTS_H
#define TRUCE_CLI_WATCH_ROBOTS_H

#include "base/str.h"

#define ROBOTS_MAX ((size_t)512 << 10) /* bytes that are read of it */
#define ROBOTS_RULES_MAX 2000
#define ROBOTS_PATTERN_MAX 500         /* a longer one is passed over */

/* Whether `agent` may fetch the path (with its query): the longest rule that fits decides, of two as long the one that allows.
 * *delay gets its Crawl-delay in seconds, or 0. */
bool robots_allow(struct str robots, struct str agent, struct str path, double *delay);

#endif
