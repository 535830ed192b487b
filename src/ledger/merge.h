/* merge.h - when two tellings are of one thing, and what they say together. Pure: no database.
 *
 * The conditions are strict: two talks kept apart are a blemish, two merged wrongly are a falsehood. What is not known
 * neither joins nor parts; something known must join. Refs are the ledger's numbers. */
#ifndef TRUCE_LEDGER_MERGE_H
#define TRUCE_LEDGER_MERGE_H

#include "ledger/words.h"
#include "sense/shape.h"

#define MERGE_HANDLES_MAX 32

struct merge_world {
	void *ctx;
	const struct actor *(*actor)(void *ctx, ref actor);
	const struct place *(*place)(void *ctx, ref place);
};

/* One telling, or what is known of a record so far. */
struct merge_view {
	const void *record;
	struct date told;      /* date of the report; year 0 where unknown */
	struct words words;    /* statements: what was said; others: the sentences that tell it */
	size_t kin;            /* of what is known: names that few reports have and that its report shares with the new one's */
};

/* Whom an actor stands for when sides are compared: a state's officials and bodies for the state ("UKR"), anyone else
 * for himself ("#12"); empty where he is only described (“a man”), which fits many. */
struct str merge_side(struct arena *a, const struct merge_world *w, ref actor);

typedef VEC(struct str) merge_side_list;
merge_side_list merge_sides(struct arena *a, const struct merge_world *w, const refs *actors); /* those that have one, each once */

/* Under which handles a record is looked for; at least one of two tellings of one thing is the same. */
struct merge_handles {
	struct str handle[MERGE_HANDLES_MAX];
	size_t n;
};
struct merge_handles merge_handles(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *v);

/* The day under which it is looked for, and how many days around it; 0 where no day is known. */
int32_t merge_day(enum record_kind kind, const struct merge_view *v);
int32_t merge_window(enum record_kind kind);

/* How much of what two tellings of one thing have in common these have: 0 nothing, about 1 all. */
struct merge_match {
	double score, least;   /* one thing from `least` on */
	bool apart;            /* something known differs */
};
bool merge_same(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
		const struct merge_view *told, struct merge_match *out);

/* The same again in words, for `explain`: each thing that agrees with what it counts. */
struct str merge_why(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct merge_view *known,
		     const struct merge_view *told);

/* A place that is not known closer than by its country. */
bool merge_vague(const struct merge_world *w, ref place);

/* Without “the”, years and capitals: “the 2022 Black Sea grain deal” and “Black Sea Grain Deal” are one name. One word
 * (“ceasefire”) names none in particular. */
struct str merge_plain_name(struct arena *a, struct str name);
bool merge_is_name(struct str plain);
struct words merge_name_words(struct arena *a, struct str plain); /* all but the last */

/* Adds a later telling to what is known. `into` was made by merge_begin or is a copy of the first telling. */
void merge_fold(struct arena *a, const struct merge_world *w, enum record_kind kind, void *into, const void *told);

/* Whether two tellings differ in a field that is worth showing side by side. */
bool merge_differs(const struct field *f, const void *a, const void *b);

/* The days that a record's date covers; false where it has none. "2025-03-23", "2025-03", "2025" */
bool merge_days(struct str date, int32_t *from, int32_t *to);

#endif
