/* actor_dict.h - states, organisations, armed groups, persons, agents and titles. */
#ifndef TRUCE_DATA_ACTOR_DICT_H
#define TRUCE_DATA_ACTOR_DICT_H

#include "data/knowledge.h"

bool actor_dict_load(struct knowledge *k, const char *dir, struct err *err);

#endif
