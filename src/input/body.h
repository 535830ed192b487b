/* body.h - the article in a text: leaves out what sites put around it (biography of the author, reply forms, share and
 * newsletter lines), and takes original source and author from the lines that name them.
 *   reads    clean text (clean.h), report->author where known
 *   fills    report->original_source, author and date, where empty; the date from a dateline that has the year,
 *            “KABUL (Oct. 12, 2010) –”, or a line that is a date
 *   gives    the body: a slice of the text, or a copy where lines inside had to go */
#ifndef TRUCE_INPUT_BODY_H
#define TRUCE_INPUT_BODY_H

#include "data/inputlex.h"
#include "input/report.h"

/* BODY_GIVEN: the text is somebody's data (JSONL): nothing inside it is touched, only a tail that is no article cut off.
 * BODY_PAGE: lines inside are left out too. */
enum body_kind { BODY_GIVEN, BODY_PAGE };

struct str body_of(struct arena *a, const struct inputlex *x, struct str text, enum body_kind kind, struct report *r);

/* report->text and ->body from title and body. A body that begins with the title loses that line. */
void body_join(struct arena *a, struct str title, struct str body, struct report *r);

#endif
