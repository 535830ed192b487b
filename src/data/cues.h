/* cues.h - cues of speech and tone words. */
#ifndef TRUCE_DATA_CUES_H
#define TRUCE_DATA_CUES_H

#include "data/knowledge.h"

bool cues_load(struct knowledge *k, const char *dir, struct err *err);

#endif
