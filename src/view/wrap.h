/* wrap.h - text broken at blanks into lines for a terminal. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_WRAP_H
#define TRUCE_VIEW_WRAP_H

#include "base/buf.h"

#define WRAP_WIDTH 100 /* where no width is known */

/* The first line has `head` in front, the others are indented by `indent` columns. width 0: WRAP_WIDTH. */
void wrap_text(struct buf *out, size_t width, const char *head, size_t indent, struct str text);

#endif
