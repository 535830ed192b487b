/* verbforms.h - the verbs that irregular forms belong to (data/words/verbs.tsv). */
#ifndef TRUCE_DATA_VERBFORMS_H
#define TRUCE_DATA_VERBFORMS_H

#include "data/knowledge.h"

bool verbforms_load(struct knowledge *k, const char *dir, struct err *err);

/* The lemma of that form as a verb; 0 where it is not listed. */
sym verbforms_lemma(const struct verbforms *f, sym form);

#endif
