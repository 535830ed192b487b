/* clauses.h - clauses of long sentences as sentences of their own: "… said that they had left the town" teaches "They had left
 * the town." too. The treebanks have few short whole sentences and many short pieces of none. */
#ifndef TRUCE_TRAIN_CLAUSES_H
#define TRUCE_TRAIN_CLAUSES_H

#include "net.h"
#include "text/doc.h"

/* One of the clauses below the root of s, drawn at random, as the only sentence of *out, with a capital and a full stop; false where
 * there is none. d must have its index of dependents. Arena memory of a. */
bool clause_take(struct arena *a, const struct doc *d, const struct sent *s, struct rng *r, struct doc *out);

#endif
