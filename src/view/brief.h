/* brief.h - a briefing over a span of days: headline, lead, talks, proposals and agreements, fighting, what was said,
 * sources. Every sentence has a reference “n:m”, sentence m of source n. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_BRIEF_H
#define TRUCE_VIEW_BRIEF_H

#include "ledger/situation.h"
#include "view/page.h"

#define BRIEF_RECORDS_MAX 15    /* of a section; those that most reports tell come first, the rest is counted */
#define BRIEF_STATEMENTS_MAX 15

void brief_print(const struct situation *s, enum page_form form, struct buf *out);

#endif
