/* brief.h - a briefing over a span of days: headline, lead, what is new, what changed, the fighting, what is disputed, what is
 * due next, what was said, sources. Every sentence has a reference “n:m”, sentence m of source n. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_BRIEF_H
#define TRUCE_VIEW_BRIEF_H

#include "ledger/situation.h"
#include "view/page.h"

#define BRIEF_RECORDS_MAX 8    /* of a section; those that most reports tell come first, the rest is counted */
#define BRIEF_STATEMENTS_MAX 10

/* now: all that is known at the end of the span, since and until the span. before: all that was known the day before it
 * began, or NULL where it has no beginning: then everything is new. */
void brief_print(const struct situation *now, const struct situation *before, enum page_form form, struct buf *out);

#endif
