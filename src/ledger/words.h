/* words.h - words of a telling as numbers, so that two tellings are compared without their reports' texts. */
#ifndef TRUCE_LEDGER_WORDS_H
#define TRUCE_LEDGER_WORDS_H

#include "base/arena.h"

#define WORDS_MAX 200 /* of a telling; what a statement says beyond that tells it from no other */

/* Hashes in the order of the text, capitals and punctuation aside; the lowest bit is set where the word is long. */
struct words {
	uint32_t *v;
	size_t n, cap;
};

void words_add(struct arena *a, struct str text, struct words *out);

bool words_has(const struct words *list, uint32_t word);
bool words_equal(const struct words *x, const struct words *y);
bool words_within(const struct words *few, const struct words *many); /* one after the other, as they stand */

/* Share of the different long words of the poorer list that the other has too; those of `without` do not count.
 * 0 where it has none. */
double words_alike(const struct words *x, const struct words *y, const struct words *without);

/* To and from bytes as the ledger keeps them. */
struct str words_bytes(const struct words *w);
void words_read(struct arena *a, struct str bytes, struct words *out);

#endif
