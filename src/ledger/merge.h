/* merge.h - when two tellings are of one thing, and what they say together. Pure: no database.
 *
 * The conditions are strict: two talks kept apart are a blemish, two merged wrongly are a falsehood. What is not known
 * neither joins nor parts; something known must join. Refs are the ledger's numbers. */
#ifndef TRUCE_LEDGER_MERGE_H
#define TRUCE_LEDGER_MERGE_H

#include "sense/shape.h"

#define MERGE_HANDLES_MAX 16
#define MERGE_SIDE_MAX 96

struct merge_world {
	void *ctx;
	const struct actor *(*actor)(void *ctx, ref actor);
	const struct place *(*place)(void *ctx, ref place);
};

/* One telling, or what is known of a record so far. */
struct merge_view {
	const void *record;
	struct date told;      /* date of the report; year 0 where unknown */
	struct str words;      /* statements: what was said; others: the sentences that tell it */
};

/* Whom an actor stands for when sides are compared: a state's officials and bodies for the state ("UKR"), anyone else
 * for himself ("#12"); empty where he is only described (“a man”), which fits many. */
struct str merge_side(struct arena *a, const struct merge_world *w, ref actor);

/* Under which handles a record is looked for; at least one of two tellings of one thing is the same. */
struct merge_handles {
	struct str handle[MERGE_HANDLES_MAX];
	size_t n;
};
struct merge_handles merge_handles(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *v);

/* The day under which it is looked for, and how many days around it; 0 where no day is known. */
int32_t merge_day(enum record_kind kind, const struct merge_view *v);
int32_t merge_window(enum record_kind kind);

/* Why the two are one, in words for `explain`; NULL where they are not. */
const char *merge_same(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
		       const struct merge_view *told);

/* Adds a later telling to what is known. `into` was made by merge_begin or is a copy of the first telling. */
void merge_fold(struct arena *a, const struct merge_world *w, enum record_kind kind, void *into, const void *told);

/* Whether two tellings differ in a field that is worth showing side by side. */
bool merge_differs(const struct field *f, const void *a, const void *b);

/* The days that a record's date covers; false where it has none. "2025-03-23", "2025-03", "2025" */
bool merge_days(struct str date, int32_t *from, int32_t *to);

#endif
