/* number.h - numbers as they are written: 147, 1,200, 1.5 million, twenty-four, a hundred thirty, nineteen ninety-six,
 * dozens, several, 2 1/2. Words: data/harm/numbers.tsv. */
#ifndef TRUCE_SENSE_NUMBER_H
#define TRUCE_SENSE_NUMBER_H

#include "sense/atom.h"

struct number {
	double min, max;   /* equal unless fuzzy */
	size_t end;        /* the atom behind it; 0: there is no number */
	bool fuzzy;        /* a span: dozens, several */
	bool article;      /* just “a” or “an” */
	bool year_like;    /* nineteen ninety-six */
};

/* The number that begins at atom i. */
struct number number_read(const struct harmlex *lex, const struct atoms *atoms, size_t i);

#endif
