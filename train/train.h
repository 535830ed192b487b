/* train.h - trains the whole language model from treebanks and writes its file and its card. */
#ifndef TRUCE_TRAIN_TRAIN_H
#define TRUCE_TRAIN_TRAIN_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct train_options {
	const char *const *treebanks; /* CoNLL-U files, gzipped or not */
	size_t n_treebanks;
	const char *const *dev;       /* likewise, to watch; never learnt from */
	size_t n_dev;
	const char *abbreviations;    /* train/abbreviations.tsv; NULL: none */
	const char *names;            /* train/names.tsv; NULL: names are left as they are */
	const char *model, *card;     /* written at the end; card NULL: none */
	const char *checkpoint;       /* written after each epoch, gone on from where it is there; NULL: none */
	size_t epochs, split_epochs, gap_epochs;
	uint64_t seed;
	unsigned without;             /* ideas to leave out, from train_ideas; 0: none */
	const char *command;          /* as the card shows it */
};
extern const struct train_options train_defaults;

/* The bits of a list like "names,case"; false where a word is no idea (see train/parser.h). */
bool train_ideas(const char *words, unsigned *bits);

bool train_model(const struct train_options *o, struct err *e);

#endif
