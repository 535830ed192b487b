/* analyse.h - from text to trees: the language passes in order, with one model.
 *
 * A model is read-only after loading and may be shared by threads. */
#ifndef TRUCE_TEXT_ANALYSE_H
#define TRUCE_TEXT_ANALYSE_H

#include "text/doc.h"

struct model;

/* Opens a model file (mapped where possible). NULL and *e set where it cannot be read or is not a model. */
struct model *model_open(const char *path, struct err *e);
void model_close(struct model *m);      /* NULL allowed */
struct str model_version(const struct model *m); /* name and content hash, e.g. "en-2 5f3a…"; owned by the model */

/* What analyse_run has to do. */
enum analyse_from {
	ANALYSE_TEXT,  /* doc->text is given: sentences, words, tags, trees */
	ANALYSE_WORDS, /* sentences and words are given (CoNLL-U input): tags and trees */
};

/* Fills doc->sents and doc->words up to the trees and the index of dependents.
 * Allocates from doc->arena (jumps to its guard when that is full); otherwise cannot fail. */
void analyse_run(const struct model *m, struct doc *d, enum analyse_from from);

#endif
