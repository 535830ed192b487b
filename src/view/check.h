/* check.h - whether a ceasefire is kept: every attack in the ledger against its terms, by side, with whose word it is; and
 * the days on which reports tell of none. Nothing is judged: an allegation stays one side's, and what is disputed or
 * confirmed is kept apart. Pure: adds to a buf. Memory is the arena's, which has a guard. */
#ifndef TRUCE_VIEW_CHECK_H
#define TRUCE_VIEW_CHECK_H

#include "base/buf.h"
#include "view/ceasefire.h"

#define CHECK_DAYS_MAX 20000

#define BREACH_WORD_LIST(X) \
	X(CONFIRMED, "confirmed") X(ADMITTED, "admitted") X(DISPUTED, "disputed") X(ALLEGED, "alleged") X(STATED, "stated")

enum breach_word {
	BREACH_NONE,
#define X(name, word) BREACH_##name,
	BREACH_WORD_LIST(X)
#undef X
	BREACH_WORD_COUNT
};

struct breach {
	const struct ledger_record *incident;
	ref by;                       /* the side; NO_REF where nobody is named */
	struct date day;
	enum breach_word word;
	refs alleged, denied, confirmed; /* sides, or who is no side */
	const struct ledger_record *denial; /* the denied event, or NULL */
};

enum check_day { DAY_SILENT, DAY_QUIET, DAY_BREACH }; /* no report; reports, and none of a breach; a breach is told */

struct check {
	const struct ceasefire *c;
	const char *untestable;       /* why not, or "" */
	struct date from, to;         /* days looked at, both in */
	size_t attacks;               /* between the parties in that time, whatever they struck */
	size_t unplaced;              /* of those, left out because no report says where, and the ceasefire holds somewhere */
	VEC(struct breach) breaches;  /* by day */
	VEC(uint8_t) days;            /* enum check_day, from `from` on */
};

/* Loads what check_make needs to test these: attacks, and their denials. The situation has its days, and since and until. */
bool check_load(struct situation *s, const struct ledger_filter *known, const ceasefires *list, struct err *err);

/* s has all that is known; since and until narrow the days that are looked at. */
void check_make(struct ledger *l, struct arena *a, const struct situation *s, const struct ceasefire *c, struct check *out);

const char *breach_word_name(enum breach_word w);

typedef VEC(struct check) checks;
void check_print(struct ledger *l, const checks *list, size_t width, struct buf *out);
void check_json(struct ledger *l, const checks *list, struct buf *out);
void check_csv(struct ledger *l, const checks *list, struct buf *out);

#endif
