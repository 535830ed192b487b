/* timelex.h - time words. */
#ifndef TRUCE_DATA_TIMELEX_H
#define TRUCE_DATA_TIMELEX_H

#include "data/knowledge.h"

bool timelex_load(struct knowledge *k, const char *dir, struct err *err);

#endif
