/* sketch.h - a small fingerprint of a text by which near-duplicates are found: MinHash over its shingles.
 *
 * The share of equal places in two sketches estimates the share of shingles (runs of words, capitals and punctuation
 * aside) that the two texts have in common. Keys of bands are equal in at least one place where that share is large,
 * so that a table of keys finds the copies of a text however many texts there are. */
#ifndef TRUCE_INPUT_SKETCH_H
#define TRUCE_INPUT_SKETCH_H

#include "base/str.h"

#define SKETCH_WORDS 3      /* words of a shingle */
#define SKETCH_ROWS 3       /* places of a band: at 1/3 alike half of the pairs share a band, at 1/2 nearly all */
#define SKETCH_BANDS 21
#define SKETCH_MINS (SKETCH_ROWS * SKETCH_BANDS)
#define SKETCH_LEAST 12     /* shingles; shorter texts are alike by chance */

struct sketch {
	uint32_t shingles;          /* how many the text has, repeated ones too; under SKETCH_LEAST it says nothing */
	uint32_t mins[SKETCH_MINS];
};

void sketch_of(struct str text, struct sketch *out);

/* Keys of its bands, which differ between the bands too. */
void sketch_keys(const struct sketch *s, int64_t keys[SKETCH_BANDS]);

/* Estimated share of all shingles of both that are in both, 0 to 1; 0 where either says nothing. */
double sketch_alike(const struct sketch *a, const struct sketch *b);

/* Estimated share of the shorter text's shingles that the longer one has too: 1 for a copy that was cut. */
double sketch_within(const struct sketch *a, const struct sketch *b);

#endif
