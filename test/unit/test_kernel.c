/* All versions of the inner loops must give the same bits, on every size that has a rest. */
#include "unit.h"

#include "text/kernel.h"

#include <stdlib.h>

#define IN 64u
#define OUT 80u
#define ROWS 29u
#define HALF 24u

static uint32_t seed = 1;

static int number(int most)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)(seed >> 8) % (2 * most + 1) - most;
}

/* Sizes of four weights that add up to KERNEL_PAIR_MAX, in each place that kernel_pairs looks at, with signs that let sums grow. */
static void fill_pairs(int8_t *w)
{
	for (size_t i = 0; i < IN * OUT; i++) {
		size_t turn = i / 4 % 3;
		w[i] = (int8_t)(turn == 0 ? 32 : turn == 1 ? -32 : number(32));
	}
}

static void check_maps(const int8_t *w, bool pairs)
{
	const struct kernels *k[KERNELS_MAX];
	size_t n = kernels_usable(k);
	static uint8_t x[IN * ROWS];
	static float scale[OUT], bias[OUT], x_scale[ROWS], y[KERNELS_MAX][OUT * ROWS];
	static int32_t offset[OUT];
	for (size_t i = 0; i < sizeof x; i++)
		x[i] = (uint8_t)(i % 5 == 0 || i % 7 < 4 ? 255 : 128 + number(ACTIVATION_MAX));
	for (size_t i = 0; i < OUT; i++)
		scale[i] = (float)number(1000) / 777, bias[i] = (float)number(1000) / 33, offset[i] = number(100000);
	for (size_t i = 0; i < ROWS; i++)
		x_scale[i] = (float)number(1000) / 99;
	struct kernel_map m = {IN, OUT, w, offset, scale, bias, kernel_pairs(w, IN * OUT)};
	assert_int_equal(m.pairs, pairs);
	for (size_t v = 0; v < n; v++) {
		k[v]->map(&m, ROWS, x, x_scale, y[v]);
		assert_memory_equal(y[v], y[0], sizeof y[0]);
	}
	/* One by hand: row 3, output 21. */
	int32_t sum = 0;
	for (size_t i = 0; i < IN; i++)
		sum += x[3 * IN + i] * w[(21 / 16) * IN * 16 + (i / 4) * 64 + (21 % 16) * 4 + i % 4];
	float expected = (float)(sum - offset[21]) * (x_scale[3] * scale[21]) + bias[21];
	assert_memory_equal(&y[0][3 * OUT + 21], &expected, sizeof expected);
}

static void maps_are_equal(void **state)
{
	(void)state;
	static int8_t w[IN * OUT];
	for (size_t i = 0; i < sizeof w; i++)
		w[i] = (int8_t)(i % 7 == 0 ? WEIGHT_MAX : i % 11 == 0 ? -WEIGHT_MAX : number(WEIGHT_MAX));
	check_maps(w, false);
	fill_pairs(w);
	check_maps(w, true);
	/* One more than fits, in each place of eight weights. */
	for (size_t i = 0; i < 4; i++) {
		size_t at = (i / 2 * 64) + i % 2;
		memset(w, 32, sizeof w);
		assert_true(kernel_pairs(w, sizeof w));
		w[2 * 128 + at] = -33;
		assert_false(kernel_pairs(w, sizeof w));
		w[2 * 128 + at] = 32, w[2 * 128 + 62 + at] = 33;
		assert_false(kernel_pairs(w, sizeof w));
	}
	memset(w, 0, sizeof w);
	w[40] = WEIGHT_MAX + 1;
	assert_false(kernel_pairs(w, sizeof w));
}

static void recurrences_are_equal(void **state)
{
	(void)state;
	const struct kernels *k[KERNELS_MAX];
	size_t n = kernels_usable(k);
	static float u[ROWS * 6 * HALF], v[2 * HALF], x[KERNELS_MAX][ROWS * 2 * HALF], carry[HALF];
	for (int backward = 0; backward < 2; backward++) {
		for (size_t i = 0; i < ROWS * 6 * HALF; i++)
			u[i] = (float)number(5000) / 1000;
		for (size_t i = 0; i < 2 * HALF; i++)
			v[i] = (float)number(1000) / 1000;
		for (size_t i = 0; i < ROWS * 2 * HALF; i++)
			x[0][i] = (float)number(1000) / 300;
		for (size_t i = 1; i < n; i++)
			memcpy(x[i], x[0], sizeof x[0]);
		for (size_t i = 0; i < n; i++) {
			struct kernel_sru s = {HALF, ROWS, u, v, x[i], carry, backward};
			k[i]->sru(&s);
			assert_memory_equal(x[i], x[0], sizeof x[0]);
		}
	}
}

static void quantising_is_equal(void **state)
{
	(void)state;
	const struct kernels *k[KERNELS_MAX];
	size_t n = kernels_usable(k);
	static float x[ROWS * IN], scale[KERNELS_MAX][ROWS], sum[KERNELS_MAX][IN];
	static uint8_t q[KERNELS_MAX][ROWS * IN];
	static int8_t row[2][IN];
	for (size_t i = 0; i < ROWS * IN; i++)
		x[i] = i / IN == 4 ? 0 : i / IN == 5 ? (float)(0.0 / (double)(i - i)) : (float)number(100000) / 777;
	for (size_t i = 0; i < IN; i++)
		row[0][i] = (int8_t)number(127), row[1][i] = (int8_t)number(127);
	for (size_t v = 0; v < n; v++) {
		k[v]->quantise(x, ROWS, IN, q[v], scale[v]);
		k[v]->sum_rows(sum[v], IN, (const int8_t *const[]){row[0], row[1]}, (const float[]){0.37f, 1.9f}, 2);
		assert_memory_equal(q[v], q[0], 5 * IN);
		assert_memory_equal(q[v] + 6 * IN, q[0] + 6 * IN, (ROWS - 6) * IN);
		assert_memory_equal(scale[v], scale[0], sizeof scale[0]);
		assert_memory_equal(sum[v], sum[0], sizeof sum[0]);
	}
	assert_true(scale[0][4] == 0 && scale[0][5] == 0); /* nothing, and no numbers */
	assert_int_equal(q[0][4 * IN], 128);
	for (size_t i = 0; i < IN; i++) {
		float back = (float)(q[0][i] - 128) * scale[0][0];
		assert_true(back - x[i] <= scale[0][0] * 0.51f && x[i] - back <= scale[0][0] * 0.51f);
	}
}

UNIT_MAIN(cmocka_unit_test(maps_are_equal), cmocka_unit_test(recurrences_are_equal), cmocka_unit_test(quantising_is_equal))
