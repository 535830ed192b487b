/* bullet.h - lists: lines that begin with a mark (“- ”, “• ”) are sentences of their own, with or without full stops.
 * A dash may also come to stand at the head of a line where a text is wrapped, so that “-”, “–”, “—” and “*” need another line
 * of the paragraph that begins with the same mark. */
#ifndef TRUCE_TEXT_BULLET_H
#define TRUCE_TEXT_BULLET_H

#include "text/doc.h"

/* Sets ends[w] for the word ahead of each item of a list in the paragraph of the words [first, last). */
void bullet_ends(const struct doc *d, const uint8_t *breaks, uint32_t first, uint32_t last, bool *ends);

#endif
