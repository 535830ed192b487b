/* gemm.h - products of float matrices for training, one core each. The order of every sum is fixed, so the same program
 * on the same kind of CPU gives the same bits. */
#ifndef TRUCE_TRAIN_GEMM_H
#define TRUCE_TRAIN_GEMM_H

#include <stdbool.h>
#include <stddef.h>

struct gemm_space {
	float *a, *b; /* packed panels; owned */
	size_t cap_a, cap_b;
};
void gemm_space_release(struct gemm_space *s);

/* A matrix seen through strides: element (i, j) is p[i * row + j * col]. */
struct view {
	const float *p;
	size_t row, col;
};

/* C[m][n] (rows ldc apart) = A[m][k] · B[k][n], added to what is there if `add`. */
void gemm(struct gemm_space *s, size_t m, size_t n, size_t k, struct view a, struct view b, float *c, size_t ldc, bool add);

#endif
