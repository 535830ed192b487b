/* decode.h - from the scores of arcs to a tree.
 *
 * The best spanning tree with one child of the root (Chu and Liu 1965, Edmonds 1967), by contraction of cycles in O(n²).
 * Where the best head of each word already makes a tree, which is most of the time, nothing more is done. */
#ifndef TRUCE_TEXT_DECODE_H
#define TRUCE_TEXT_DECODE_H

#include "base/arena.h"

#define DECODE_WORDS_MAX 256u

struct decode_space; /* scratch, made in the arena when it is first needed */

/* score[i * stride + j]: how well word i (from 0) hangs on j (0 the root, j the word j - 1). Fills heads[n] with j. */
void decode_tree(struct arena *a, struct decode_space **space, const float *score, size_t stride, size_t n, uint16_t *heads);

#endif
