/* csv.h - one cell of a table as a program reads it: RFC 4180 for commas, one line for tabs. A text that a spreadsheet would
 * take for a formula gets an apostrophe in front; numbers stay as they are. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_CSV_H
#define TRUCE_VIEW_CSV_H

#include "base/buf.h"

void csv_cell(struct buf *out, struct str text, char separator); /* ',' or '\t' */

#endif
