/* index.h - the conflict-cooperation series of a pair: for each day, week or month the events between the two, their PLOVER
 * scores, and what share they are of all that was reported, so that a month in which more was written is no month in which
 * more happened. Events that are told as happened only; an event that many reports tell counts once. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_INDEX_H
#define TRUCE_VIEW_INDEX_H

#include "base/buf.h"
#include "ledger/situation.h"

#define INDEX_POINTS_MAX 40000

enum index_step { INDEX_DAY, INDEX_WEEK, INDEX_MONTH };

struct index_point {
	struct date from, to;         /* days, both in */
	size_t all;                   /* events of everybody in the ledger in that time */
	size_t cooperation, conflict, neutral; /* events of the pair, by the sign of their score */
	size_t forth;                 /* of the pair's: done by the first to the second */
	size_t back;                  /* the other way; the rest are of both together */
	double sum;                   /* of the pair's scores */
	VEC(uint32_t) events;         /* their numbers, ascending */
};

struct index_series {
	ref a, b;
	struct str process; /* what the two are called together; empty where nobody named it */
	enum index_step step;
	VEC(struct index_point) points;
};

/* s has all events that are known; since and until narrow the points. */
void index_make(struct ledger *l, struct arena *arena, const struct situation *s, ref a, ref b, enum index_step step, struct index_series *out);

void index_print(const struct ledger *l, const struct index_series *x, size_t width, struct buf *out);
void index_csv(const struct ledger *l, const struct index_series *x, struct buf *out);
void index_json(const struct ledger *l, const struct index_series *x, struct buf *out);

#endif
