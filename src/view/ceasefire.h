/* ceasefire.h - ceasefires as objects with terms: who is bound, what is forbidden, where, from when to when, who watches;
 * class and purpose as ETH/PRIO has them; and their life. Made of the ledger's agreements and accepted proposals, or of a
 * small text file that a person wrote (docs/formats.md). Pure: no files. Memory is the arena's, which has a guard. */
#ifndef TRUCE_VIEW_CEASEFIRE_H
#define TRUCE_VIEW_CEASEFIRE_H

#include "data/terms.h"
#include "ledger/situation.h"

#define CEASEFIRE_LINES_MAX 10000 /* of a file */
#define CEASEFIRE_SAME_DAYS 10    /* two records whose terms agree and whose beginnings are that close are one ceasefire */

struct ceasefire_stage {
	struct date date; /* year 0: not told */
	const char *what; /* "proposed", "signed", "entered" … */
	ref by;           /* or NO_REF */
	const struct ledger_record *record;
};

struct ceasefire {
	struct str name, process;                  /* process: what a person called the one between its sides; empty mostly */
	VEC(const struct ledger_record *) records; /* agreements and proposals that it is made of; none: written by a person */
	refs sides;                                /* who is bound */
	VEC(struct str) strangers;                 /* parties in a person's file that the ledger does not know */
	VEC(uint8_t) scope;                        /* enum scope; empty: not told */
	bool full;                                 /* what is forbidden is not told, and nothing says that it is partial */
	uint32_t kinds, struck;                    /* forbidden: bits of enum incident_kind and enum struck */
	VEC(struct str) area;                      /* names of places, or country codes; empty: everywhere, or not told */
	struct date declared, from, until;         /* until: the last day; year 0: open */
	bool ended, fixed, written, monitored;     /* fixed: with a set length */
	refs mediators, monitors;
	VEC(struct str) watchers;                  /* monitors that a person wrote down */
	enum ceasefire_class class;
	uint32_t purposes;                         /* bits of enum purpose */
	VEC(struct str) terms;                     /* in reports' words, or the person's note */
	VEC(struct ceasefire_stage) life;          /* by day */
};

typedef VEC(struct ceasefire) ceasefires;

/* Loads what may be one: agreements of that kind; proposals that both sides accepted. */
bool ceasefire_load(struct situation *s, const struct ledger_filter *known, enum ledger_level level, struct err *err);

/* Those that the ledger tells of, by the day on which they begin. Agreements of that kind; proposals that both sides accepted. */
void ceasefire_find(struct ledger *l, struct arena *a, const struct terms *terms, const struct situation *s, ceasefires *out);

/* Those that a person wrote down. Each complaint is "file:line: reason"; a ceasefire with a complaint is left out. */
typedef VEC(struct str) complaints;
void ceasefire_read(struct ledger *l, struct arena *a, const struct terms *terms, const char *file, struct str text, ceasefires *out,
		    complaints *wrong);

/* Whether it can be tested, or why not: "" or a reason. */
const char *ceasefire_untestable(const struct ceasefire *c);

bool ceasefire_in_force(const struct ceasefire *c, struct date day);

/* Whether a place lies in the area; true where the ceasefire has none. */
bool ceasefire_covers(const struct ledger *l, const struct ceasefire *c, ref place);

/* Whether an attack of that kind, on that, is forbidden. */
bool ceasefire_forbids(const struct ceasefire *c, const struct incident *i);

#endif
