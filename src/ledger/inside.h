/* inside.h - what the files of the ledger share and nobody else sees. */
#ifndef TRUCE_LEDGER_INSIDE_H
#define TRUCE_LEDGER_INSIDE_H

#include "ledger/db.h"
#include "ledger/known.h"
#include "ledger/ledger.h"

struct json_object;
struct json_tokener;

/* Rows that were asked for once stay until the ledger is closed: index is the row's number. */
typedef VEC(void *) cache;

struct ledger {
	struct db db;
	bool writes;
	size_t unsettled;         /* reports added since gists were made last */
	struct arena arena;       /* holds the caches and the path */
	cache actors, places;
	struct known known;
	struct arena work;        /* for one call */
	struct arena texts;       /* reports, with their whole texts: given back when many were looked at */
	cache reports;
	struct odd {              /* records whose gists do not tell them as known on that day (choose.c) */
		int64_t seen;     /* what the file was like then; 0: not looked for */
		struct date known_at;
		ledger_records list;
	} odd[RECORD_COUNT];
	struct merge_world world; /* looks into this ledger */
	struct json_tokener *tokener;
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

/* Forgets the reports that were looked at, and which records are odd: what is known of them may have changed. */
void reports_forget(struct ledger *l);

/* Body of a telling to a record, in the arena. */
void *body_read(struct ledger *l, struct arena *a, enum record_kind kind, struct str body);

/* The tellings of a record, oldest first, those known on out->known_at. */
void telling_load(struct ledger *l, struct arena *a, int64_t record, struct ledger_record *out);

/* Folds the tellings of out into out->record and finds the fields that differ; makes its gist, where there are any. */
void telling_fold(struct ledger *l, struct arena *a, struct ledger_record *out);

/* The records of that kind whose gist does not tell them as known on that day: stale, or told of before it and after it.
 * Whole; until the ledger is closed. */
const ledger_records *odd_records(struct ledger *l, enum record_kind kind, struct date known_at);

/* Whether a row x of actors or places is meant by a word: by name, part of one, country code or number; an empty word means all. Three
 * parameters, bound by name_bind. */
#define NAME_FITS(word, pattern, number) \
	"(" word " = '' or x.id = " number " or x.country = upper(" word ") or lower(x.name) like lower(" pattern ") escape '\\')"
void name_bind(struct arena *a, struct query *q, int at, struct str word, char letter);

/* The last day of what is known on that day. */
int32_t known_until(struct date known_at);

/* Whether the day of a record lies in the days of the filter. */
bool day_fits(const struct ledger_filter *f, struct date day);

/* What a telling says, for merge_same: with the words of a statement. */
struct merge_view telling_view(struct arena *a, const struct ledger_telling *t, enum record_kind kind);

#endif
