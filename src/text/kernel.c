#include "text/kernel.h"

#include "text/gate.h"

#include <stdlib.h>
#include <string.h>

/* Without it gcc moves every sum from register to register in each turn; clang does well alone. */
#ifdef __clang__
#define UNROLL
#else
#define UNROLL _Pragma("GCC unroll 4")
#endif
#define INLINE static inline __attribute__((always_inline))

/* ---- element-wise work, compiled once for each kind of CPU ------------------------------------------------------ */

INLINE void sru_word(size_t H, const float *restrict u, const float *restrict v, float *restrict x, float *restrict c)
{
	for (size_t i = 0; i < H; i++) {
		float f = gate_sigmoid(u[H + i] + v[i] * c[i]), r = gate_sigmoid(u[2 * H + i] + v[H + i] * c[i]);
		float now = u[i] + f * (c[i] - u[i]);
		c[i] = now;
		x[i] = x[i] + r * (now - x[i]);
	}
}

INLINE void sru_any(const struct kernel_sru *s)
{
	size_t H = s->half;
	memset(s->carry, 0, H * sizeof *s->carry);
	for (size_t k = 0; k < s->n; k++) {
		size_t t = s->backward ? s->n - 1 - k : k;
		sru_word(H, s->u + t * 6 * H, s->v, s->x + t * 2 * H, s->carry);
	}
}

typedef float floats __attribute__((vector_size(64)));
typedef float floats_at __attribute__((vector_size(64), aligned(4)));
typedef int8_t bytes_at __attribute__((vector_size(16), aligned(1)));

INLINE void sum_rows_any(float *x, size_t dim, const int8_t *const *rows, const float *scales, size_t n)
{
	for (size_t i = 0; i < dim; i += 16) {
		floats sum = {0};
		for (size_t r = 0; r < n; r++)
			sum += __builtin_convertvector(*(const bytes_at *)(rows[r] + i), floats) * scales[r];
		*(floats_at *)(x + i) = sum;
	}
}

/* The largest absolute value, by the bits, which order as the numbers do. */
INLINE float largest(const float *restrict x, size_t n)
{
	uint32_t top = 0;
	for (size_t j = 0; j < n; j++) {
		uint32_t bits;
		memcpy(&bits, x + j, 4);
		bits &= 0x7FFFFFFFu;
		top = bits > top ? bits : top;
	}
	float most;
	memcpy(&most, &top, 4);
	return most;
}

INLINE void round_row(const float *restrict x, size_t n, float by, uint8_t *restrict q)
{
	for (size_t j = 0; j < n; j++) {
		/* Adding 1.5 * 2^23 leaves the nearest integer in the low bits. */
		float t = x[j] * by + 12582912.0f;
		uint32_t bits;
		memcpy(&bits, &t, 4);
		q[j] = (uint8_t)(bits - 0x4B400000u + 128u);
	}
}

INLINE void quantise_any(const float *x, size_t n, size_t width, uint8_t *q, float *scale)
{
	for (size_t i = 0; i < n; i++) {
		float most = largest(x + i * width, width);
		bool usable = most > 1e-20f && most < 1e20f; /* else nothing, or no numbers: a broken model */
		scale[i] = usable ? most / (float)ACTIVATION_MAX : 0;
		round_row(x + i * width, width, usable ? (float)ACTIVATION_MAX / most : 0, q + i * width);
	}
}

/* ---- plain C ------------------------------------------------------------------------------------------------------ */

/* Four activations against four weights of each output of a block. */
INLINE void step_plain(const uint8_t *restrict x, const int8_t *restrict w, int32_t *restrict sum)
{
	for (size_t j = 0; j < KERNEL_BLOCK; j++)
		sum[j] += x[0] * w[4 * j] + x[1] * w[4 * j + 1] + x[2] * w[4 * j + 2] + x[3] * w[4 * j + 3];
}

static void map_plain(const struct kernel_map *m, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	for (size_t block = 0; block < m->out; block += KERNEL_BLOCK)
		for (size_t i = 0; i < n; i++) {
			int32_t sum[KERNEL_BLOCK] = {0};
			for (size_t k = 0; k < m->in; k += 4)
				step_plain(x + i * m->in + k, m->w + block * m->in + k * KERNEL_BLOCK, sum);
			for (size_t j = 0; j < KERNEL_BLOCK; j++)
				y[i * m->out + block + j] =
					(float)(sum[j] - m->offset[block + j]) * (x_scale[i] * m->scale[block + j]) + m->bias[block + j];
		}
}

static void sru_plain(const struct kernel_sru *s)
{
	sru_any(s);
}

static void quantise_plain(const float *x, size_t n, size_t width, uint8_t *q, float *scale)
{
	quantise_any(x, n, width, q, scale);
}

static void sum_rows_plain(float *x, size_t dim, const int8_t *const *rows, const float *scales, size_t n)
{
	sum_rows_any(x, dim, rows, scales, n);
}

bool kernel_pairs(const int8_t *w, size_t n)
{
	int over = 0;
	for (size_t at = 0; at + 8 * KERNEL_BLOCK <= n; at += 8 * KERNEL_BLOCK)
		for (size_t i = 0; i < 4 * KERNEL_BLOCK; i += 2) {
			const int8_t *a = w + at + i, *b = a + 4 * KERNEL_BLOCK;
			int one = abs(a[0]), two = abs(a[1]), three = abs(b[0]), four = abs(b[1]);
			over |= (one | two | three | four) > WEIGHT_MAX || one + two + three + four > KERNEL_PAIR_MAX;
		}
	return !over;
}

static const struct kernels plain = {"plain", map_plain, sru_plain, quantise_plain, sum_rows_plain};

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

/* ---- AVX2 ---------------------------------------------------------------------------------------------------------- */

#define AVX2 __attribute__((target("avx2")))
#define ROWS2 2

/* Rows times 16 or 32 outputs (vecs: 2 or 4 vectors of eight), whose sums stay in registers. */
AVX2 INLINE void finish_avx2(const struct kernel_map *m, size_t j, size_t i, const __m256i *sum, size_t vecs, const float *x_scale, float *y)
{
	for (size_t v = 0; v < vecs; v++) {
		size_t at = j + v * 8;
		__m256i off = _mm256_loadu_si256((const __m256i *)(m->offset + at));
		__m256 scale = _mm256_loadu_ps(m->scale + at), bias = _mm256_loadu_ps(m->bias + at);
		__m256 t = _mm256_cvtepi32_ps(_mm256_sub_epi32(sum[v], off));
		__m256 by = _mm256_mul_ps(_mm256_set1_ps(x_scale[i]), scale);
		_mm256_storeu_ps(y + i * m->out + at, _mm256_add_ps(_mm256_mul_ps(t, by), bias));
	}
}

/* The weights of vector v of a block pair, at input k. */
INLINE const int8_t *weights_at(const struct kernel_map *m, size_t j, size_t v, size_t k)
{
	return m->w + (j + v / 2 * KERNEL_BLOCK) * m->in + k * KERNEL_BLOCK + v % 2 * 32;
}

AVX2 INLINE __m256i four_of(const struct kernel_map *m, const uint8_t *x, size_t i, size_t k)
{
	int32_t four;
	memcpy(&four, x + i * m->in + k, 4);
	return _mm256_set1_epi32(four);
}

/* Four weights of each output of a vector, in sums of two. */
AVX2 INLINE __m256i step_avx2(const struct kernel_map *m, __m256i a, size_t j, size_t v, size_t k)
{
	return _mm256_maddubs_epi16(a, _mm256_loadu_si256((const __m256i *)weights_at(m, j, v, k)));
}

AVX2 INLINE __m256i widen_avx2(__m256i sum, __m256i twos)
{
	return _mm256_add_epi32(sum, _mm256_madd_epi16(twos, _mm256_set1_epi16(1)));
}

AVX2 INLINE void block_avx2(const struct kernel_map *m, size_t j, size_t rows, size_t vecs, bool pairs, const uint8_t *x, const float *x_scale, float *y)
{
	__m256i sum[ROWS2][4];
	for (size_t i = 0; i < ROWS2; i++)
		for (size_t v = 0; v < 4; v++)
			sum[i][v] = _mm256_setzero_si256();
	UNROLL
	for (size_t k = 0; k < m->in; k += 8)
		for (size_t i = 0; i < rows; i++) {
			__m256i a = four_of(m, x, i, k), b = four_of(m, x, i, k + 4);
			for (size_t v = 0; v < vecs; v++) {
				__m256i one = step_avx2(m, a, j, v, k), two = step_avx2(m, b, j, v, k + 4);
				if (!pairs)
					sum[i][v] = widen_avx2(sum[i][v], one);
				sum[i][v] = widen_avx2(sum[i][v], pairs ? _mm256_add_epi16(one, two) : two);
			}
		}
	for (size_t i = 0; i < rows; i++)
		finish_avx2(m, j, i, sum[i], vecs, x_scale, y);
}

AVX2 INLINE void columns_avx2(const struct kernel_map *m, size_t j, size_t vecs, bool pairs, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	size_t i = 0;
	for (; i + ROWS2 <= n; i += ROWS2)
		block_avx2(m, j, ROWS2, vecs, pairs, x + i * m->in, x_scale + i, y + i * m->out);
	for (; i < n; i++)
		block_avx2(m, j, 1, vecs, pairs, x + i * m->in, x_scale + i, y + i * m->out);
}

AVX2 INLINE void map_any_avx2(const struct kernel_map *m, bool pairs, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	size_t j = 0;
	for (; j + 2 * KERNEL_BLOCK <= m->out; j += 2 * KERNEL_BLOCK)
		columns_avx2(m, j, 4, pairs, n, x, x_scale, y);
	if (j < m->out)
		columns_avx2(m, j, 2, pairs, n, x, x_scale, y);
}

AVX2 static void map_avx2(const struct kernel_map *m, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	if (m->pairs)
		map_any_avx2(m, true, n, x, x_scale, y);
	else
		map_any_avx2(m, false, n, x, x_scale, y);
}

AVX2 static void sru_avx2(const struct kernel_sru *s)
{
	sru_any(s);
}

AVX2 static void quantise_avx2(const float *x, size_t n, size_t width, uint8_t *q, float *scale)
{
	quantise_any(x, n, width, q, scale);
}

AVX2 static void sum_rows_avx2(float *x, size_t dim, const int8_t *const *rows, const float *scales, size_t n)
{
	sum_rows_any(x, dim, rows, scales, n);
}

static const struct kernels avx2 = {"avx2", map_avx2, sru_avx2, quantise_avx2, sum_rows_avx2};

/* ---- AVX-VNNI: AVX2, and four products added at once ------------------------------------------------------------------ */

#define AVXVNNI __attribute__((target("avx2,avxvnni")))
#define ROWS_AVXVNNI 3

AVXVNNI INLINE void block_avxvnni(const struct kernel_map *m, size_t j, size_t rows, size_t vecs, const uint8_t *x, const float *x_scale, float *y)
{
	__m256i sum[ROWS_AVXVNNI][4];
	for (size_t i = 0; i < ROWS_AVXVNNI; i++)
		for (size_t v = 0; v < 4; v++)
			sum[i][v] = _mm256_setzero_si256();
	UNROLL
	for (size_t k = 0; k < m->in; k += 4)
		for (size_t v = 0; v < vecs; v++) {
			__m256i w = _mm256_loadu_si256((const __m256i *)weights_at(m, j, v, k));
			for (size_t i = 0; i < rows; i++)
				sum[i][v] = _mm256_dpbusd_avx_epi32(sum[i][v], four_of(m, x, i, k), w);
		}
	for (size_t i = 0; i < rows; i++)
		finish_avx2(m, j, i, sum[i], vecs, x_scale, y);
}

AVXVNNI INLINE void columns_avxvnni(const struct kernel_map *m, size_t j, size_t vecs, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	size_t i = 0;
	for (; i + ROWS_AVXVNNI <= n; i += ROWS_AVXVNNI)
		block_avxvnni(m, j, ROWS_AVXVNNI, vecs, x + i * m->in, x_scale + i, y + i * m->out);
	for (; i < n; i++)
		block_avxvnni(m, j, 1, vecs, x + i * m->in, x_scale + i, y + i * m->out);
}

AVXVNNI static void map_avxvnni(const struct kernel_map *m, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	size_t j = 0;
	for (; j + 2 * KERNEL_BLOCK <= m->out; j += 2 * KERNEL_BLOCK)
		columns_avxvnni(m, j, 4, n, x, x_scale, y);
	if (j < m->out)
		columns_avxvnni(m, j, 2, n, x, x_scale, y);
}

static const struct kernels avxvnni = {"avxvnni", map_avxvnni, sru_avx2, quantise_avx2, sum_rows_avx2};

/* ---- AVX-512 with VNNI ----------------------------------------------------------------------------------------------- */

#ifdef __clang__
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#else
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512")))
#endif
#define ROWS3 12

VNNI INLINE void block_vnni(const struct kernel_map *m, size_t j, size_t rows, const uint8_t *x, const float *x_scale, float *y)
{
	const int8_t *w = m->w + j * m->in;
	__m512i sum[ROWS3];
	for (size_t i = 0; i < ROWS3; i++)
		sum[i] = _mm512_setzero_si512();
	UNROLL
	for (size_t k = 0; k < m->in; k += 4, w += 4 * KERNEL_BLOCK) {
		__m512i w0 = _mm512_loadu_si512(w);
		for (size_t i = 0; i < rows; i++) {
			int32_t four;
			memcpy(&four, x + i * m->in + k, 4);
			sum[i] = _mm512_dpbusd_epi32(sum[i], _mm512_set1_epi32(four), w0);
		}
	}
	__m512i off = _mm512_loadu_si512(m->offset + j);
	__m512 scale = _mm512_loadu_ps(m->scale + j), bias = _mm512_loadu_ps(m->bias + j);
	for (size_t i = 0; i < rows; i++) {
		__m512 t = _mm512_cvtepi32_ps(_mm512_sub_epi32(sum[i], off));
		__m512 by = _mm512_mul_ps(_mm512_set1_ps(x_scale[i]), scale);
		_mm512_storeu_ps(y + i * m->out + j, _mm512_add_ps(_mm512_mul_ps(t, by), bias));
	}
}

VNNI static void map_vnni(const struct kernel_map *m, size_t n, const uint8_t *x, const float *x_scale, float *y)
{
	for (size_t j = 0; j < m->out; j += KERNEL_BLOCK) {
		size_t i = 0;
		for (; i + ROWS3 <= n; i += ROWS3)
			block_vnni(m, j, ROWS3, x + i * m->in, x_scale + i, y + i * m->out);
		for (; i + 4 <= n; i += 4)
			block_vnni(m, j, 4, x + i * m->in, x_scale + i, y + i * m->out);
		for (; i < n; i++)
			block_vnni(m, j, 1, x + i * m->in, x_scale + i, y + i * m->out);
	}
}

VNNI static void sru_vnni(const struct kernel_sru *s)
{
	sru_any(s);
}

VNNI static void quantise_vnni(const float *x, size_t n, size_t width, uint8_t *q, float *scale)
{
	quantise_any(x, n, width, q, scale);
}

VNNI static void sum_rows_vnni(float *x, size_t dim, const int8_t *const *rows, const float *scales, size_t n)
{
	sum_rows_any(x, dim, rows, scales, n);
}

static const struct kernels vnni = {"avx512vnni", map_vnni, sru_vnni, quantise_vnni, sum_rows_vnni};

/* __builtin_cpu_supports of older compilers does not know it. */
static bool has_avxvnni(void)
{
	unsigned a, b, c, d;
	return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & 1u << 4);
}
#endif

size_t kernels_usable(const struct kernels *out[KERNELS_MAX])
{
	size_t n = 0;
	out[n++] = &plain;
#if defined(__x86_64__)
	__builtin_cpu_init();
	if (__builtin_cpu_supports("avx2"))
		out[n++] = &avx2;
	if (__builtin_cpu_supports("avx2") && has_avxvnni())
		out[n++] = &avxvnni;
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
	    __builtin_cpu_supports("avx512vnni"))
		out[n++] = &vnni;
#endif
	return n;
}
