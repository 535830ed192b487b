/* The decoder against trying every tree. */
#include "unit.h"

#include "text/decode.h"

#define STRIDE 8u

static uint32_t seed = 7;

static float score(void)
{
	seed = seed * 1664525u + 1013904223u;
	return (float)((int)(seed >> 8) % 2001 - 1000) / 64;
}

static bool is_tree(const uint16_t *heads, size_t n)
{
	size_t roots = 0;
	for (size_t i = 0; i < n; i++) {
		size_t at = i + 1, steps = 0;
		roots += heads[i] == 0;
		while (at && steps++ <= n)
			at = heads[at - 1];
		if (at || heads[i] == i + 1)
			return false;
	}
	return roots == 1;
}

static float total(const float *s, const uint16_t *heads, size_t n)
{
	float sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += s[i * STRIDE + heads[i]];
	return sum;
}

static float best_total(const float *s, size_t n)
{
	size_t ways = 1;
	float best = -1e9f;
	for (size_t i = 0; i < n; i++)
		ways *= n + 1;
	for (size_t way = 0; way < ways; way++) {
		uint16_t heads[STRIDE];
		size_t rest = way;
		for (size_t i = 0; i < n; i++, rest /= n + 1)
			heads[i] = (uint16_t)(rest % (n + 1));
		if (is_tree(heads, n) && total(s, heads, n) > best)
			best = total(s, heads, n);
	}
	return best;
}

static void finds_the_best_tree_with_one_root(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct decode_space *space = NULL;
	for (int round = 0; round < 1500; round++) {
		size_t n = 1 + (size_t)round % 5;
		float s[STRIDE * STRIDE];
		uint16_t heads[STRIDE];
		for (size_t i = 0; i < STRIDE * STRIDE; i++)
			s[i] = score();
		decode_tree(&a, &space, s, STRIDE, n, heads);
		assert_true(is_tree(heads, n));
		assert_true(total(s, heads, n) > best_total(s, n) - 0.01f);
	}
	arena_release(&a);
}

static void survives_what_is_no_number(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct decode_space *space = NULL;
	float s[STRIDE * STRIDE];
	uint16_t heads[STRIDE];
	const float odd[] = {(float)(0.0 / (double)(seed - seed)), 1e38f, -1e38f, 0};
	for (size_t i = 0; i < STRIDE * STRIDE; i++)
		s[i] = odd[i % 4];
	decode_tree(&a, &space, s, STRIDE, 7, heads);
	assert_true(is_tree(heads, 7));
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(finds_the_best_tree_with_one_root), cmocka_unit_test(survives_what_is_no_number))
