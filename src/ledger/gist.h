/* gist.h - what is known of a record at a glance, kept beside its tellings, so that who reads chooses by it what to load.
 *
 * The tellings remain the truth: a gist is made of them after they were written, in a transaction of its own, and a record
 * whose tellings have changed since is marked stale by the database itself (schema.c). Who reads takes no gist that is stale
 * and folds those records' tellings instead, so that what is read is the same whether gists were made in time or not. */
#ifndef TRUCE_LEDGER_GIST_H
#define TRUCE_LEDGER_GIST_H

#include "ledger/inside.h"

#define GIST_NO_DAY INT32_MAX /* in gist.day, where none is known */
#define GIST_NO_TOLD INT32_MIN /* in gist.told_from where a report has no date, in gist.told_to where none has one */

/* What a folded record says, as far as it does not follow from its tellings' reports. first_known must be set. */
void gist_of(struct ledger *l, struct arena *a, struct ledger_record *r);

/* Opposing sides in it, each two of them once, the smaller number first. Only attacks and deeds of conflict have any. */
struct gist_pair {
	ref a, b;
	int64_t weight;
};
typedef VEC(struct gist_pair) gist_pairs;
void gist_add_pairs(struct ledger *l, struct arena *a, enum record_kind kind, const void *record, gist_pairs *out);

/* Makes the gists of all records that are stale. */
bool gist_settle(struct ledger *l, struct err *err);

/* Likewise, once so many reports were added that who reads would be kept waiting. The reports are safe, so a failure (a busy or a
 * full disk) is none: the next writer makes up for it. */
void gist_keep_up(struct ledger *l);

/* A row of gist, from these columns: the arena holds what it points to. */
#define GIST_COLUMNS "g.n, g.record, g.day, g.first_day, g.told_from, g.told_to, g.told, g.sentences, g.status, g.type, g.score, g.known, g.sides, g.thirds"
#define GIST_COLUMNS_N 14
void gist_read(struct arena *a, enum record_kind kind, const struct query *q, struct ledger_record *out);

#endif
