/* code.h - a reading as one line of JSON: the output of `truce code`, field by field as docs/formats.md has it. */
#ifndef TRUCE_VIEW_CODE_H
#define TRUCE_VIEW_CODE_H

#include "base/buf.h"
#include "sense/record.h"

/* Appends one object and a newline. version names the program, model and data that made the reading. */
void code_json(struct buf *out, const struct reading *r, const char *version);

#endif
