/* offices.h - offices that one person of a country holds at a time (data/actors/offices.tsv). */
#ifndef TRUCE_DATA_OFFICES_H
#define TRUCE_DATA_OFFICES_H

#include "data/actor_dict.h"

/* Looks through the roles of d for two holders of one office on the same days; false and *err names both. Terms given to the month
 * or year may touch: the last month of one may be the first of the next. Memory comes from k->arena. */
bool offices_check(struct knowledge *k, const char *dir, const struct actor_dict *d, struct err *err);

#endif
