/* spacing.h - how a word stands in its sentence: whether its neighbours touch it. */
#ifndef TRUCE_TEXT_SPACING_H
#define TRUCE_TEXT_SPACING_H

#include "text/doc.h"
#include "text/feature.h"

/* Bits of enum feature_space for word w of the words [first, last). */
static inline unsigned spacing_of(const struct doc *d, uint32_t first, uint32_t last, uint32_t w)
{
	unsigned flags = w > first && !d->words.v[w - 1].space_after ? SPACE_NONE_BEFORE : 0;
	return flags | (w + 1 < last && !d->words.v[w].space_after ? SPACE_NONE_AFTER : 0);
}

#endif
