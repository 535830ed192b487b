/* export_row.h - one row of a layout and the values that its columns ask for; shared by the files export_*.c only. */
#ifndef TRUCE_VIEW_EXPORT_ROW_H
#define TRUCE_VIEW_EXPORT_ROW_H

#include "data/foreign.h"
#include "data/layout.h"
#include "view/ceasefire.h"
#include "view/export.h"

#define ROW_PAIRS_MAX 99 /* of one event; a number is the record's times 100 and the pair's */

struct row {
	const struct export *x;
	const struct ledger_record *r;
	const refs *actors, *recipients; /* of the event, or the attack's doers and targets */
	ref actor, recipient;            /* of the pair, or the first of each; NO_REF where there is none */
	size_t pair;
	ref place;
	struct str date;
	const struct acled_row *acled;
	const struct ceasefire *cf;
	size_t side;                     /* of the ceasefire */
};

/* Adds the value, or nothing where it is not known. NULL where the file does not know that value. */
typedef void (*row_value)(const struct row *w, struct buf *out);
row_value export_value(enum layout_value v);          /* events, actors, places, sources */
row_value export_harm_value(enum layout_value v);     /* ACLED's and UCDP's */
row_value export_ceasefire_value(enum layout_value v); /* ETH/PRIO's */

/* Fewest, best and most killed by all tellings; false where none says that anybody was. A guess without bounds is no number. */
struct killed { int64_t least, best, most; };
bool export_killed(const struct ledger_record *r, struct killed *out);

/* Whether the target is nobody's side and what is struck is not military. */
bool export_civilians(const struct export *x, const struct ledger_record *r);

/* Whether a side is known to have done it. */
bool export_doer(const struct export *x, const struct ledger_record *r);

/* Records by number; the situation has them by day. */
struct export_list { const struct ledger_record **v; size_t n, cap; };
struct export_list export_ordered(const struct export *x, enum record_kind kind);

#endif
