/* list.h - ledger records, actors and reports as a table, CSV or JSON. Pure: adds to a buf. */
#ifndef TRUCE_VIEW_LIST_H
#define TRUCE_VIEW_LIST_H

#include "base/buf.h"
#include "ledger/ledger.h"

enum list_form { LIST_TABLE, LIST_CSV, LIST_JSON };

/* width: of the terminal, 0 for no limit */
void list_records(const struct ledger *l, enum record_kind kind, const ledger_records *records, enum list_form form, size_t width,
		  struct buf *out);
/* The agreements, and proposals, that are ceasefires. */
bool list_load_ceasefires(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_records *agreements, ledger_records *proposals,
			  struct err *err);

/* What is agreed and what is proposed, in one list. */
void list_ceasefires(const struct ledger *l, const ledger_records *agreements, const ledger_records *proposals, enum list_form form,
		     size_t width, struct buf *out);
void list_actors(const struct ledger *l, const ledger_actors *actors, enum list_form form, size_t width, struct buf *out);
void list_reports(const struct ledger *l, const ledger_reports *reports, enum list_form form, size_t width, struct buf *out);
void list_corrections(const ledger_corrections *corrections, enum list_form form, size_t width, struct buf *out);

/* One record as the contract's JSON object, actors and places written out. */
void list_record_json(const struct ledger *l, const struct ledger_record *r, struct buf *out);
void list_record_line(const struct ledger *l, const struct ledger_record *r, struct buf *out); /* with "record": its kind */

#endif
