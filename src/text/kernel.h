/* kernel.h - the inner loops of the networks, in a version for each kind of CPU, all with the same bits.
 *
 * Products are of unsigned activations (a + 128, |a| <= 127) with weights in [-63, 63]: two of them never overflow the
 * 16-bit sums of AVX2, so all versions compute the same integers. Element-wise work is in float, each element by the
 * same operations in the same order, without fused multiply-add.
 *
 * Where the weights are small enough for kernel_pairs, AVX2 adds the products of two steps before it widens them.
 *
 * Weights lie in blocks of KERNEL_BLOCK outputs: [out / 16][in / 4][16][4]. in is a multiple of KERNEL_BLOCK. */
#ifndef TRUCE_TEXT_KERNEL_H
#define TRUCE_TEXT_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KERNEL_BLOCK 16u
#define WEIGHT_MAX 63
#define ACTIVATION_MAX 127

/* One map: sums of products, then y[i][j] = (sum - offset[j]) * (x_scale[i] * scale[j]) + bias[j]. */
struct kernel_map {
	size_t in, out; /* both multiples of KERNEL_BLOCK */
	const int8_t *w;
	const int32_t *offset; /* 128 times the sum of the weights of an output */
	const float *scale, *bias;
	bool pairs; /* kernel_pairs of w */
};

#define KERNEL_PAIR_MAX 128 /* times an activation, 255, it is within 16 bits */
/* Whether the sizes of the weights 0, 1, 4, 5 and 2, 3, 6, 7 of every eight of an output add up to no more than that. n is the number of all
 * weights; false too where one is beyond WEIGHT_MAX. */
bool kernel_pairs(const int8_t *w, size_t n);

/* The element-wise part of a recurrent layer, over one sequence in one direction; h replaces x. */
struct kernel_sru {
	size_t half, n;
	const float *u; /* [n][6 half]: this direction's z, p, q begin at u */
	const float *v; /* [2][half] */
	float *x;       /* [n][2 half], from this direction's half on */
	float *carry;   /* [half], scratch */
	int backward;
};

struct kernels {
	const char *name;
	void (*map)(const struct kernel_map *m, size_t n, const uint8_t *x, const float *x_scale, float *y);
	void (*sru)(const struct kernel_sru *s);
	void (*quantise)(const float *x, size_t n, size_t width, uint8_t *q, float *scale);
	/* x = the sum of rows times their scales; dim is a multiple of 16 */
	void (*sum_rows)(float *x, size_t dim, const int8_t *const *rows, const float *scales, size_t n);
};

#define KERNELS_MAX 4
/* The versions that this CPU can run, the plain one first, the best last; returns how many. */
size_t kernels_usable(const struct kernels *out[KERNELS_MAX]);

#endif
