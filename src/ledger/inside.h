/* inside.h - what the files of the ledger share and nobody else sees. */
#ifndef TRUCE_LEDGER_INSIDE_H
#define TRUCE_LEDGER_INSIDE_H

#include "ledger/db.h"
#include "ledger/known.h"
#include "ledger/ledger.h"

struct json_object;

/* Rows that were asked for once stay until the ledger is closed: index is the row's number. */
typedef VEC(void *) cache;

struct ledger {
	struct db db;
	struct arena arena;       /* holds the caches and the path */
	cache actors, places;
	struct known known;
	struct arena work;        /* for one call */
	struct arena texts;       /* reports, with their whole texts: given back when many were looked at */
	cache reports;
	struct merge_world world; /* looks into this ledger */
	struct json_object *held; /* body being read, for who has to clean up after a jump */
};

/* Where arena allocations of a call jump to when memory ends: remembers the guard that was there. */
#define GUARDED 5
struct guarded {
	struct arena *arenas[GUARDED]; /* the caller's last, or NULL */
	jmp_buf *outer[GUARDED];
};
void guard_begin(struct guarded *g, struct ledger *l, struct arena *other, jmp_buf *guard);
bool guard_end(struct guarded *g, struct ledger *l, bool ok, struct err *err); /* hands the sticky error on */

/* Rows, loaded where they are not yet. */
const struct actor *actor_row(struct ledger *l, ref id);
const struct place *place_row(struct ledger *l, ref id);
const struct ledger_report *report_row(struct ledger *l, int64_t number);

/* Forgets actors, places and tellings: rows that were undone must not be remembered. */
void rows_forget(struct ledger *l);

/* Forgets the reports that were looked at: what is known of them may have changed. */
void reports_forget(struct ledger *l);

/* Body of a telling to a record, in the arena. */
void *body_read(struct ledger *l, struct arena *a, enum record_kind kind, struct str body);

/* The tellings of a record, oldest first, those known on that day; without evidence. */
void telling_load(struct ledger *l, struct arena *a, int64_t record, struct date known_at, struct ledger_record *out);

/* Folds the tellings of out into out->record and finds the fields that differ. */
void telling_fold(struct ledger *l, struct arena *a, struct ledger_record *out);

/* What a telling says, for merge_same: with the words of a statement. */
struct merge_view telling_view(struct arena *a, const struct ledger_telling *t, enum record_kind kind);

#endif
