/* record.h - what truce knows after reading a report: actors, places, times, statements, events, talks, proposals,
 * agreements, incidents. Field names and values are those of the contract (docs/formats.md).
 *
 * Records point at each other by index into the arrays of the reading (ref, NO_REF for none), at words by index into
 * doc->words, and at the text by byte spans. Each record carries the evidence it rests on; nothing without it.
 * All memory is the document's arena. */
#ifndef TRUCE_SENSE_RECORD_H
#define TRUCE_SENSE_RECORD_H

#include "base/date.h"
#include "data/knowledge.h"
#include "data/ontology.h"
#include "input/report.h"
#include "text/doc.h"

typedef int32_t ref;
#define NO_REF ((ref)-1)

typedef VEC(ref) refs;          /* a list of references; order is that of the text, no one twice (refs_add) */

struct span {
	uint32_t start, end; /* bytes of doc->text, [start, end) */
};

/* Why a record exists. */
struct evidence {
	struct span span;     /* the words that say it: a trigger, a name, a cue */
	uint32_t word;        /* head of these words */
	VEC(uint32_t) sents;  /* the sentences it rests on, ascending; the first is where it is said first */
	struct str rule;      /* "file:line name" of the rule or dictionary entry that fired */
};

enum mention_kind { MENTION_NAME, MENTION_NOMINAL, MENTION_PRONOUN, MENTION_ADJECTIVE };

struct mention {
	struct span span;
	uint32_t head;             /* word */
	enum mention_kind kind;
};

struct actor {
	struct str name;           /* fullest name in the report, or the words that describe it */
	struct str article;        /* in the ledger: “the”, “a” or nothing, as the name reads in a sentence */
	bool named;                /* in the ledger: has a name, not only a description that fits many */
	enum actor_kind kind;
	struct str country;        /* ISO 3166-1 alpha-3, or empty */
	VEC(uint8_t) sectors;      /* enum sector, the main one first */
	struct str role;           /* as the report has it: “Defence Minister” */
	ref of;                    /* for persons and bodies: the actor (state, organisation) they belong to */
	int32_t entry;             /* row of the actor dictionary, or -1 */
	struct str rule;           /* "file:line" of the entry, or how it was found */
	bool plural, female, male; /* what a pronoun must agree with */
	VEC(struct mention) mentions; /* ascending */
};

struct place {
	struct str name;
	enum place_type type;
	struct str country;        /* alpha-3 or empty */
	struct str admin1;         /* name of the first-order area, or empty */
	bool located;              /* lat and lon are known */
	double lat, lon;           /* degrees, WGS 84 */
	int64_t geonameid;         /* 0: none */
	struct str rule;
	VEC(struct mention) mentions;
};

struct timex {
	enum timex_type type;
	struct str value;          /* TIMEX3: "2025-03-23", "2025-03", "P1D", "PAST_REF", … */
	struct str mod;            /* TIMEX3 mod, or empty */
	struct span span;
	uint32_t first, last;      /* words [first, last) */
	struct date from, to;      /* the days it covers, both in; year 0 where not a known day span */
};

struct statement {
	ref speaker;               /* actor, or NO_REF */
	enum quote_kind kind;
	struct span cue;           /* empty for a quotation that stands alone */
	uint32_t cue_word;         /* head word of the cue; UINT32_MAX where there is none */
	VEC(struct span) content;  /* ascending, without the quotation marks at the ends */
	enum tone tone;
	struct span tone_span;     /* the words that the tone rests on; empty for neutral */
	ref about_talk, about_proposal, about_agreement, about_event;
	struct evidence ev;
};

struct event {
	enum category category;
	VEC(uint8_t) modes;        /* enum mode */
	struct str cameo;          /* "046"; two to four digits */
	refs actors, recipients;
	struct str date;           /* ISO day, month or year; empty where unknown */
	ref place;
	enum event_status status;
	refs said_by;
	double score;              /* PLOVER's: the mode's, else the category's */
	struct str how;            /* how each argument was found, for explain: “actor: subj; recipient: obj.mod; …” */
	struct evidence ev;        /* ev.word is the trigger */
};

struct delegate { ref actor, party; bool lead; };
struct described { ref by; struct str words; struct span span; };

struct talk {
	refs parties, hosts, mediators;
	VEC(struct delegate) delegates;
	ref place;
	struct str date;
	enum talk_form form;
	enum talk_status status;
	int64_t round;             /* “the third round” is 3; 0 where not told */
	VEC(struct str) topics;
	VEC(struct described) described;
	struct str note;           /* a change of format or the like, in the report's words; empty mostly */
	refs said_by;
	struct evidence ev;
};

struct answer { ref by; enum proposal_status answer; struct str date; };

/* What a truce or another deal binds to, beside its scope: how far it goes, where, from when to when, and who watches it. */
struct limits {
	enum extent extent;
	VEC(ref) area;             /* places; empty: wherever the sides fight, or not told */
	struct str duration, start, end; /* ISO 8601; duration as in TIMEX3 (“P30D”) */
	bool monitored;            /* that it is kept is to be watched over */
	refs monitors;             /* by whom */
	enum ceasefire_class class;
	VEC(uint8_t) purposes;     /* enum purpose */
};

struct proposal {
	refs by, to;
	enum proposal_kind kind;
	VEC(uint8_t) scope;        /* enum scope */
	struct limits limits;
	VEC(struct str) conditions;      /* in the report's words */
	enum proposal_status status;
	VEC(struct answer) answers;
	refs said_by;
	struct evidence ev;
};

struct change { enum agreement_change change; ref by; struct str date, reason; };

struct agreement {
	struct str name;
	VEC(struct str) aliases;   /* other names that the report gives it */
	enum agreement_kind kind;
	refs parties, mediators;
	struct str date;
	enum agreement_state state;
	VEC(uint8_t) scope;
	struct limits limits;
	VEC(struct str) terms;     /* what it secured, in the report's words */
	VEC(struct change) changes;
	refs said_by;
	struct evidence ev;
};

#define COUNT_OPEN INT64_MAX /* “at least 20” is [20, COUNT_OPEN]; “up to 20” is [0, 20] and written [null,20] */
struct count { bool known; int64_t min, max; };

struct weapon { struct str kind; struct count count, intercepted; };

struct harm {
	struct count count;
	VEC(uint8_t) who;          /* enum victim */
	struct span span;
};

struct incident {
	enum incident_kind kind;
	refs by, target;
	VEC(uint8_t) struck;       /* enum struck */
	ref place;
	struct str date;
	VEC(struct weapon) weapons;
	struct harm killed, injured, missing, captured, displaced;
	refs said_by;
	enum standing standing;
	ref event;                 /* the ASSAULT event it belongs to, or NO_REF */
	struct evidence ev;
};

/* A report read: the report, its document, and all records. */
struct reading {
	struct arena *arena;
	const struct knowledge *k;
	const struct report *report;
	struct doc *doc;
	struct date dct;           /* document creation time: the report's date; year 0 where unknown */
	VEC(struct actor) actors;
	VEC(struct place) places;
	VEC(struct timex) times;
	VEC(struct statement) statements;
	VEC(struct event) events;
	VEC(struct talk) talks;
	VEC(struct proposal) proposals;
	VEC(struct agreement) agreements;
	VEC(struct incident) incidents;
	refs *word_actors;         /* [words.n] who the mention headed by this word stands for; “they” and “both sides” may be two */
	ref *word_place;           /* [words.n] the place whose mention is headed by this word */
	ref *word_time;            /* [words.n] the time expression that covers this word */
	ref *word_statement;       /* [words.n] the innermost statement whose content covers this word */
	ref *word_cue;             /* [words.n] the first statement whose cue this word is */
};

void reading_init(struct reading *r, const struct knowledge *k, const struct report *report, struct doc *doc);

void refs_add(struct arena *a, refs *list, ref id);            /* appends unless it is there or NO_REF */
void refs_add_all(struct arena *a, refs *list, const refs *more);
bool refs_has(const refs *list, ref id);

/* Joins the voices of two tellings of one record: what the report itself tells once is nobody's mere word. */
void refs_join_voices(struct arena *a, refs *said_by, const refs *more);

/* The byte span of words [first, last). */
struct span reading_span(const struct reading *r, uint32_t first, uint32_t last);

#endif
