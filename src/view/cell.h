/* cell.h - fields of ledger records as short text for people: table cells, CSV, phrases. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_CELL_H
#define TRUCE_VIEW_CELL_H

#include "base/buf.h"
#include "ledger/ledger.h"

void cell_id(struct buf *out, enum record_kind kind, uint32_t n); /* "K1" */
void cell_field(struct buf *out, const struct ledger *l, const struct ledger_record *r, const struct field *f);

/* "147", "at least 20", "24 to 99" */
void cell_count(struct buf *out, struct count c);

/* Names parted by ", ". */
void cell_actors(struct buf *out, const struct ledger *l, const refs *actors);

/* "2025-03-23"; nothing for no date */
void cell_date(struct buf *out, struct date d);

#endif
