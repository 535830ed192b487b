/* named.h - names that a person gave processes, a line each: “name: side, side” (docs/formats.md); what they name is asked
 * of the ledger. Memory is the arena's, which has a guard. */
#ifndef TRUCE_VIEW_NAMED_H
#define TRUCE_VIEW_NAMED_H

#include "view/process.h"

#define NAMED_LINES_MAX 10000 /* of a file */

struct process_name {
	struct str name, side[2]; /* as they stand there: names of actors or country codes */
	int line;
};
typedef VEC(struct process_name) process_names;

/* Pure text, which must outlive the list. Each complaint is "file:line: reason"; such a line is left out. */
void named_read(struct arena *a, const char *file, struct str text, process_names *out, complaints *wrong);

/* Capitals do not matter. NULL where none has that name. */
const struct process_name *named_find(const process_names *list, struct str name);

/* Names those that were found; pairs that were not found are added. */
void named_apply(struct ledger *l, struct arena *a, const process_names *names, processes *list);

/* Those whose two sides the ledger knows, in the order of the file. */
void named_processes(struct ledger *l, struct arena *a, const process_names *names, processes *out);

/* The name of the process of these two; empty where nobody named it. */
struct str named_pair(const processes *list, ref x, ref y);

/* Gives each record the name of the first process that it is part of, or an empty one. */
void named_mark(const processes *list, ledger_records *records);

#endif
