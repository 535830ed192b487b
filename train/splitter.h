/* splitter.h - trains the network that finds the ends of sentences, on paragraphs of the treebanks' running text, some of
 * them with line breaks that mean nothing, or everything. */
#ifndef TRUCE_TRAIN_SPLITTER_H
#define TRUCE_TRAIN_SPLITTER_H

#include "corpus.h"
#include "export.h"

struct splitter_options {
	size_t dim, layers, batch, epochs;
	float rate, drop, drop_rows;
	uint64_t seed;
};

void splitter_train(struct export *x, struct corpus *train, struct corpus *dev, const struct splitter_options *o);

#endif
