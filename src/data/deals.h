/* deals.h - words of talks, proposals and agreements. */
#ifndef TRUCE_DATA_DEALS_H
#define TRUCE_DATA_DEALS_H

#include "data/knowledge.h"

bool deals_load(struct knowledge *k, const char *dir, struct err *err);

#endif
