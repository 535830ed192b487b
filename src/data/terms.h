/* terms.h - what a ceasefire of a scope forbids, from data/view/terms.tsv. */
#ifndef TRUCE_DATA_TERMS_H
#define TRUCE_DATA_TERMS_H

#include "base/vec.h"
#include "data/knowledge.h"
#include "data/ontology.h"

struct terms {
	uint32_t kinds[SCOPE_COUNT];  /* bit of enum incident_kind: attacks of this kind are forbidden, whatever they strike */
	uint32_t struck[SCOPE_COUNT]; /* bit of enum struck: any attack on this is forbidden */
};

bool terms_load(struct knowledge *k, const char *dir, struct err *err);

#endif
