/* brief.h - a briefing over a span of days: headline, lead, what is new, what changed, the fighting, what is disputed, what is
 * due next, what was said, sources. Every sentence has a reference “n:m”, sentence m of source n. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_BRIEF_H
#define TRUCE_VIEW_BRIEF_H

#include "ledger/situation.h"
#include "view/page.h"

#define BRIEF_RECORDS_MAX 8    /* of a section; those that most reports tell come first, the rest is counted */
#define BRIEF_STATEMENTS_MAX 10

/* What brief_print needs of the ledger for the span of the filter, and no more. before is filled where the span has a beginning. */
bool brief_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *now, struct situation *before,
		struct err *err);

/* now: all that is known at the end of the span, since and until the span. before: all that was known the day before it
 * began, or NULL where it has no beginning: then everything is new. The
 * arenas have a guard. */
void brief_print(const struct situation *now, const struct situation *before, enum page_form form, struct buf *out);

#endif
