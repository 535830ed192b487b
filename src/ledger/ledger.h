/* ledger.h - the database in which records of all reports are merged, each with its evidence.
 *
 * A *record* (K1, E17) is what is kept under one id; a *telling* is what one report says of it. A record's content is the
 * fold of its tellings, made when it is loaded, so that it can be had as it was known on any day, and nothing is lost by a
 * wrong merge. In records of the ledger a `ref` to an actor or place is the ledger's own number (A12 is 12), and
 * spans are code points of the report's text.
 *
 * One handle belongs to one thread at a time. Functions that can fail return false, NULL or LEDGER_FAILED and set *err,
 * with a message that names the file. */
#ifndef TRUCE_LEDGER_LEDGER_H
#define TRUCE_LEDGER_LEDGER_H

#include "sense/shape.h"

struct ledger;

enum ledger_mode {
	LEDGER_READ,  /* the file must be there */
	LEDGER_WRITE, /* made where it is not, brought up to date where an older truce wrote it */
};

struct ledger *ledger_open(const char *path, enum ledger_mode mode, struct err *err);
void ledger_close(struct ledger *l); /* NULL allowed */

enum ledger_added {
	LEDGER_NEW,
	LEDGER_CHANGED,   /* new text under an id that is there: kept as a report of its own */
	LEDGER_DUPLICATE, /* the same report is there already: nothing was done */
	LEDGER_REREAD,    /* the same report was there; what it tells was found anew */
	LEDGER_FAILED,
};

/* Between these, reports are written in one transaction, which is quicker: all of them are in the file when ledger_commit says
 * true, and none before. One that fails leaves the others. Other writers wait meanwhile (ten seconds at most), so it must be short. */
bool ledger_begin(struct ledger *l, struct err *err);
bool ledger_commit(struct ledger *l, struct err *err);

/* Writes the reading in one transaction, or within that of ledger_begin. version is that of the engine that made it. */
enum ledger_added ledger_add(struct ledger *l, const struct reading *r, const char *version, struct err *err);

/* Likewise, but what a report that is there tells is taken out and put in again, as this version finds it; corrections hold,
 * and a record that it alone tells of keeps its id. */
enum ledger_added ledger_add_again(struct ledger *l, const struct reading *r, const char *version, struct err *err);

/* Whether ledger_add would find it a duplicate, so that it need not be analysed. */
bool ledger_has(struct ledger *l, const struct report *report, struct err *err);

/* A report as it is kept. Owned by the ledger until the next ledger_add or ledger_close. */
struct ledger_report {
	int64_t number;
	struct report report;
	struct str name;         /* its id in the ledger: report.id, with #2, #3 … for later versions of it */
	struct str version;      /* of the engine that read it */
	struct ledger *in;       /* where its text is, which is loaded when words of it are asked for */
	bool whole;              /* it was; before, report.text is empty */
	int64_t original;        /* number of the report that it retells, or its own: the same number is one voice */
	struct str retells;      /* how: "copy", "rewrite", "update"; empty where it retells none */
	double alike;            /* share of the text that it has in common with the report that it was found by */
};

/* Rows that a function below has loaded, with the actors, places and reports that its records name; an empty one for
 * others. Owned by the ledger until ledger_close; reports only until the next ledger_add. */
const struct ledger_report *ledger_report(const struct ledger *l, int64_t number);
const struct actor *ledger_actor(const struct ledger *l, ref actor);
const struct place *ledger_place(const struct ledger *l, ref place);

/* Loads those that a gist names; the arenas need a guard. */
void ledger_know_actors(struct ledger *l, const refs *actors);

/* Whether there is such a place, which is loaded. */
bool ledger_know_place(struct ledger *l, ref place, struct err *err);

/* The words of a report between two code points. */
struct str ledger_words(const struct ledger_report *r, struct span span);

/* Where its n-th sentence stands, in code points; false where it has none. And how many it has. */
bool ledger_sentence(const struct ledger_report *r, uint32_t n, struct span *out);
size_t ledger_sentences(const struct ledger_report *r);

/* The same report with its text, for who analyses it again. */
const struct report *ledger_whole(const struct ledger_report *r);

struct ledger_evidence {
	uint32_t sentence;
	struct span span;
	struct str rule;
};

struct ledger_telling {
	const struct ledger_report *report;
	uint32_t n;              /* its number among the records of that kind in the report */
	const void *record;      /* struct talk, struct event, …; ev is empty */
	struct str joined_by;    /* why it was merged with the tellings before it; empty for the first */
	struct str version;
	VEC(struct ledger_evidence) evidence;
};

/* A field in which tellings differ. */
struct ledger_version {
	const struct field *field;
	const struct ledger_telling *telling;
};

/* What is known of a record before it is loaded: enough to choose by. */
struct ledger_gist {
	int64_t row;             /* the record's own row in the ledger */
	struct date day;         /* that it is about (its date, or the first report's); year 0: not known */
	struct date last_told;   /* date of the newest report; year 0 where none is dated */
	int32_t told_from, told_to; /* the ledger's own */
	int64_t newest;          /* likewise */
	size_t told, sentences;  /* tellings, and sentences of evidence in them (at least one each) */
	unsigned status;         /* an event's or talk's status, a proposal's; an agreement's state; an incident's standing; a statement's tone */
	unsigned type;           /* an event's category, a talk's form; the kind of the others */
	double score;            /* an event's */
	bool known;              /* not an agreement without a name of its own or two parties (“a swap”) */
	refs sides;              /* who takes part, each side once (side.h) */
	refs thirds;             /* of talks held and of agreements: who may be a third party */
};

#define LEDGER_SHOWN_N 2
enum ledger_level { /* how far a record is loaded */
	LEDGER_GIST,  /* gist and first_known */
	LEDGER_FOLD,  /* and record */
	LEDGER_SHOWN, /* and the newest LEDGER_SHOWN_N tellings, without what they say */
	LEDGER_WHOLE, /* and the rest */
};

struct ledger_record {
	enum record_kind kind;
	uint32_t n;              /* with the kind's letter the id: K1 */
	enum ledger_level level;
	struct ledger_gist gist;
	struct date known_at;    /* as known on that day; year 0: all that is told of it */
	const void *record;      /* all tellings folded into one */
	struct date first_known; /* date of the first report that has it; year 0 where none is dated */
	VEC(struct ledger_telling) tellings; /* by date of report, then in the order of reading */
	VEC(struct ledger_version) versions;
	size_t voices;           /* tellings, those of reports that retell one original counted once */
	struct str process;      /* the name of the process that it is part of, where names were asked for; p NULL: they were not */
};

typedef VEC(struct ledger_record) ledger_records;

struct ledger_filter {
	struct str actor;        /* name, part of a name, country code or id (A3) */
	struct str place;        /* likewise, P3 */
	struct str other;        /* a second actor: records that have both */
	struct str process;      /* what the two are called together; loading does not look at it */
	struct str type;         /* a value of one of the record's fields: "drone", "CONSULT", "held" */
	struct date since, until; /* days of the record, both in; year 0: open */
	struct date at;          /* the day on which it is told; year 0: known_at */
	struct date known_at;    /* as known on that day: later reports are left out; year 0: all */
	bool told;               /* known_at was asked for by itself */
	uint32_t n;              /* only this number; 0: all */
};

/* Appends the records of that kind, by number. Memory is the arena's. */
bool ledger_load(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f, ledger_records *out,
		 struct err *err);

/* Likewise, loaded only so far, and only what `choose` takes by its gist (NULL: all). What is loaded on the way may be more. */
struct ledger_choice {
	enum ledger_level level;
	bool (*take)(void *ctx, const struct ledger_record *r);
	void *ctx;
	struct date since;       /* days of the record, beside the filter's: those before it are not looked at; those of no known day are */
	struct date told_since;  /* likewise its newest report */
	bool told_later;         /* only what is told of again after known_at; others may come along */
	bool any_order;          /* rather than by number */
};
bool ledger_choose(struct ledger *l, struct arena *a, enum record_kind kind, const struct ledger_filter *f, const struct ledger_choice *c,
		   ledger_records *out, struct err *err);

/* Loads the record up to that level, where it is not yet; false where the ledger has nothing that tells it, which only a damaged one
 * has not. The arenas need a guard (ledger_guarded). */
bool ledger_complete(struct ledger *l, struct arena *a, struct ledger_record *r, enum ledger_level level);

/* Two sides, and how much conflict between them the records tell of (attacks count 2, other deeds and words of conflict 1). */
struct ledger_pair { ref a, b; size_t weight; };
typedef VEC(struct ledger_pair) ledger_pairs;
bool ledger_load_pairs(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_pairs *out, struct err *err);

/* The days of which there are reports, in their order; what has no date stands last, with year 0. known_at and days as above. */
struct ledger_day { struct date day; size_t reports; };
typedef VEC(struct ledger_day) ledger_days;
bool ledger_load_days(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_days *out, struct err *err);

/* How many reports there are, and the first day of them that have one. */
bool ledger_count_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, struct ledger_day *out, struct err *err);

/* All reports, by date, then in the order of reading; known_at as above. */
typedef VEC(const struct ledger_report *) ledger_reports;
bool ledger_load_reports(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_reports *out, struct err *err);

/* Actors that the filter fits, by number, with how many reports name them. */
struct ledger_actor { ref actor; int64_t reports; struct date first_known; };
typedef VEC(struct ledger_actor) ledger_actors;
bool ledger_load_actors(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_actors *out, struct err *err);

/* The date of the newest report; year 0 where there is none. */
bool ledger_last_day(struct ledger *l, struct date *out, struct err *err);

/* ---- corrections by hand: which tellings are of one thing. They are kept, stronger than the rules of merging, and hold
 * when the reports are read again; each has a number under which it is undone. */

struct ledger_id { enum record_kind kind; uint32_t n; };
struct ledger_hand { struct date date; struct str note; }; /* when, and why (may be empty) */

/* All tellings of these records, which are of one kind, become the first one's. The number of the correction, or 0 and *err
 * (ERR_USAGE where a record is not there). */
int64_t ledger_merge(struct ledger *l, const struct ledger_id *ids, size_t n, const struct ledger_hand *by, struct err *err);

/* What these reports tell of the record becomes a record of its own, *made. Likewise. */
int64_t ledger_split(struct ledger *l, struct ledger_id id, const struct str *reports, size_t n, const struct ledger_hand *by,
		     uint32_t *made, struct err *err);

bool ledger_undo(struct ledger *l, int64_t number, const struct ledger_hand *by, struct err *err);

struct ledger_move { struct str report; uint32_t sentence, was, home; }; /* numbers of records of the correction's kind */
struct ledger_correction {
	int64_t number;
	struct str verb, made, note, undone; /* "merge" or "split"; days; undone empty: it holds */
	struct ledger_id record;             /* the one merged into, or split off */
	VEC(struct ledger_move) moves;
};
typedef VEC(struct ledger_correction) ledger_corrections;
bool ledger_load_corrections(struct ledger *l, struct arena *a, ledger_corrections *out, struct err *err); /* by number */

/* The day that a record is about (its date, or the first report's), for sorting and filters. */
struct date ledger_record_day(const struct ledger_record *r);

/* From now on until it is closed all that is read is one state of the ledger, whatever others write. */
bool ledger_hold(struct ledger *l, struct err *err);

/* False and *err where anything has failed that could not be told when it was asked for, such as the words of a report. */
bool ledger_sound(struct ledger *l, struct err *err);

/* Runs f with the arena and those of the ledger guarded; false and *err where memory or the database failed in it. What f
 * holds besides is lost then. */
bool ledger_guarded(struct ledger *l, struct arena *a, bool (*f)(void *ctx), void *ctx, struct err *err);

#endif
