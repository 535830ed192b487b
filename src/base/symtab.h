/* symtab.h - strings to small numbers and back, so that dictionaries and rules compare numbers.
 * Filled while loading, read-only and shared by threads afterwards. Number 0 is "not in the table". */
#ifndef TRUCE_BASE_SYMTAB_H
#define TRUCE_BASE_SYMTAB_H

#include "base/arena.h"

typedef uint32_t sym;

struct symtab {
	struct arena *arena; /* borrowed; holds strings and tables */
	struct str *names;   /* [n], names[0] is empty */
	uint32_t *slots;     /* open addressing, power of two */
	size_t n, cap, n_slots;
};

void symtab_init(struct symtab *t, struct arena *arena);
sym symtab_add(struct symtab *t, struct str s);        /* the number, given out now if new; s is copied */
sym symtab_find(const struct symtab *t, struct str s); /* 0 where unknown */
struct str symtab_name(const struct symtab *t, sym s);

#endif
