/* process.h - two opposing sides, and the third parties who deal with them, found in the ledger by who fights and accuses
 * whom; and their names, where a person wrote them down (docs/formats.md). Memory is the arena's, which has a guard. */
#ifndef TRUCE_VIEW_PROCESS_H
#define TRUCE_VIEW_PROCESS_H

#include "ledger/situation.h"
#include "view/ceasefire.h"

#define PROCESSES_MAX 512      /* those with least conflict are left out */
#define PROCESS_WEIGHT_LEAST 3 /* an attack counts 2, a deed or word of conflict 1 */
#define PROCESS_THIRDS_DAYS 90 /* who talked with one of the two longer ago is no third party now */

struct process {
	struct str name; /* “Russia and Ukraine”, or as it was written down */
	ref a, b;
	size_t weight;   /* attacks and events of conflict between the two */
	bool named;
};

typedef VEC(struct process) processes;

/* Those with most conflict first. */
void process_find(struct ledger *l, struct arena *a, const ledger_pairs *pairs, processes *out);

/* The process of these two, added where it was not found. Valid until the list grows. */
const struct process *process_of(struct ledger *l, struct arena *a, processes *list, ref x, ref y);

/* Whether a record is part of it: an attack by or on one of the two; talks, proposals and agreements with one of them. */
bool process_has(const struct process *p, const struct ledger_record *r);

/* Who talked with one of the two, hosted or mediated, and who mediated their agreements. */
refs process_thirds(struct arena *a, const struct situation *s, const struct process *p);

/* The first process that has a record; NULL where none has. The list must stay as it is. */
struct process_side { ref side; size_t first; };
struct process_index {
	const processes *list;
	struct process_side *sides;
	size_t n;
};
void process_index(struct arena *a, const processes *list, struct process_index *out);
const struct process *process_home(const struct process_index *x, const struct ledger_record *r);

#endif
