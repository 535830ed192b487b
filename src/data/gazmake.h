/* gazmake.h - the other side of gazfile.h: places and names are gathered, then written as one file.
 * Everything lies on the heap in three growing pieces. Failure to grow sticks, and gazmake_write reports it. */
#ifndef TRUCE_DATA_GAZMAKE_H
#define TRUCE_DATA_GAZMAKE_H

#include "base/buf.h"
#include "data/gazfile.h"

#define GAZMAKE_PLACES_MAX (1u << 24)

struct gazmake {
	struct buf places;  /* struct gazfile_place */
	struct buf names;   /* struct gazmake_name */
	struct buf strings;
};

struct gazmake_name {
	gazkey key;
	uint32_t place;  /* GAZFILE_NONE: longer names begin with these words */
	uint32_t people; /* of the place, so that sorting need not look there */
};

void gazmake_release(struct gazmake *m);

size_t gazmake_n(const struct gazmake *m); /* places so far */
struct gazfile_place *gazmake_at(const struct gazmake *m, uint32_t place); /* valid until the next place is added */

/* Adds a place that is shown as `name`; its number, or GAZFILE_NONE where there are GAZMAKE_PLACES_MAX or no memory. */
uint32_t gazmake_place(struct gazmake *m, struct str name, struct gazfile_place p);

void gazmake_show(struct gazmake *m, uint32_t place, struct str name); /* another name to show */
void gazmake_name(struct gazmake *m, struct str name, uint32_t place); /* a name to find it by */
void gazmake_key(struct gazmake *m, gazkey key, uint32_t place);       /* likewise, folded already */

/* Sorts the names and writes all of it. false and *err (ERR_MEMORY, ERR_SYSTEM; ERR_INPUT: more than a file can hold). */
bool gazmake_write(struct gazmake *m, int fd, const char *name, struct err *err);

#endif
