/* rules.h - event rules, verb and noun senses. */
#ifndef TRUCE_DATA_RULES_H
#define TRUCE_DATA_RULES_H

#include "data/knowledge.h"

bool rules_load(struct knowledge *k, const char *dir, struct err *err);

#endif
