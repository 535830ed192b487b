/* score.h - how well a finished model does on a treebank, counted as in the CoNLL 2018 shared task: for the model's card. */
#ifndef TRUCE_TRAIN_SCORE_H
#define TRUCE_TRAIN_SCORE_H

#include "text/analyse.h"

/* F1 in per cent. Words are paired when they have the same bytes of the text; relations are compared without their subtypes. */
struct score { double tokens, sentences, words, upos, lemmas, uas, las; };

/* gold is left as it is; the analysis begins at its text or at its words. False and *e when memory runs out. */
bool score_model(const struct model *m, const struct doc *gold, enum analyse_from from, struct score *out, struct err *e);

#endif
