/* harmlex.h - numbers, victims, weapons, what is struck. */
#ifndef TRUCE_DATA_HARMLEX_H
#define TRUCE_DATA_HARMLEX_H

#include "data/knowledge.h"

bool harmlex_load(struct knowledge *k, const char *dir, struct err *err);

#endif
