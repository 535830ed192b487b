/* quote.h - what stands between quotation marks.
 *   reads    text, sentences, words
 *   fills    the list it returns; nothing in the reading
 *
 * Knows “ ”, « », " ", ‘ ’ and ' '; apostrophes are none of them. A quotation that is not closed in its paragraph counts
 * only if the next paragraph opens with a mark again, as print does for a quotation of several paragraphs: then both
 * are pieces of one (`joins`). */
#ifndef TRUCE_SENSE_QUOTE_H
#define TRUCE_SENSE_QUOTE_H

#include "sense/record.h"

#define QUOTE_DEPTH_MAX 4 /* quotations within quotations; deeper ones are text */

struct quote {
	struct span with_marks, inside; /* bytes */
	uint32_t first, last;           /* words inside, [first, last); the marks are not among them */
	int32_t outer;                  /* the quotation around it, or -1 */
	bool joins;                     /* goes on with the quotation before it in the list, from the paragraph before */
};

struct quotes {
	VEC(struct quote) list;  /* ascending by where they open */
	int32_t *at;             /* [words.n] the outermost quotation that holds the word or has it as a mark, or -1 */
};

void quote_scan(const struct reading *r, struct quotes *out);

#endif
