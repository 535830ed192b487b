/* gaps.h - trains the tokeniser: multinomial logistic regression over the gaps between characters. */
#ifndef TRUCE_TRAIN_GAPS_H
#define TRUCE_TRAIN_GAPS_H

#include "corpus.h"
#include "export.h"

void gaps_train(struct export *x, const struct corpus *train, size_t epochs, uint64_t seed);

#endif
