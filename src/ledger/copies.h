/* copies.h - which reports retell another one, so that they count as one voice.
 *
 * A *copy* has most of the other's text (or is most of it, cut), whatever its title and id. An *update* is a later text of
 * the same page: the same address, or the same id and much the same text. A *rewrite* tells mostly the same things and
 * names the other's outlet as its source. Reports that belong together form a group, kept under one of them, the
 * original: whom the others name, else the earliest. */
#ifndef TRUCE_LEDGER_COPIES_H
#define TRUCE_LEDGER_COPIES_H

#include "ledger/inside.h"

/* Keeps the text's sketch and links the report with those it copies or updates. Before its tellings are placed. */
void copies_link(struct ledger *l, struct arena *a, int64_t report);

/* Links it with those that it rewrites, or that rewrite it; known by the records that they share. After its tellings. */
void copies_credit(struct ledger *l, struct arena *a, int64_t report);

/* The other reports of its group, at most COPIES_MAX. */
#define COPIES_MAX 16
void copies_group(struct ledger *l, int64_t report, int64_t others[COPIES_MAX], size_t *n);

#endif
