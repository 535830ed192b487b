#include "gemm.h"

#include <stdlib.h>
#include <string.h>

/* Panels as in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): A in strips of MR rows,
 * B in strips of NR columns, both packed along k; the kernel holds MR × NR sums in registers. */
#define MR 12
#define NR 32
#define KC 384

typedef float vec16 __attribute__((vector_size(64)));
typedef float vec8 __attribute__((vector_size(32)));

void gemm_space_release(struct gemm_space *s)
{
	free(s->a);
	free(s->b);
	*s = (struct gemm_space){0};
}

static float *room(float **p, size_t *cap, size_t n)
{
	if (*cap < n) {
		free(*p);
		*cap = n + n / 2;
		*p = aligned_alloc(64, (*cap * sizeof(float) + 63) / 64 * 64);
		if (!*p)
			abort();
	}
	return *p;
}

static void pack(struct view v, size_t n, size_t k, size_t strip, size_t along, size_t across, float *out)
{
	for (size_t i = 0; i < n; i += strip) {
		size_t w = n - i < strip ? n - i : strip;
		const float *p = v.p + i * across;
		for (size_t l = 0; l < k; l++, out += strip) {
			const float *q = p + l * along;
			for (size_t j = 0; j < w; j++)
				out[j] = q[j * across];
			for (size_t j = w; j < strip; j++)
				out[j] = 0;
		}
	}
}

/* The sums of one panel, t[MR][NR]. Each is added up along k by fused multiply-add, one after the other, however wide the vectors are:
 * that is why both versions give the same bits. */
typedef void kernel(size_t k, const float *a, const float *b, float *t);

#ifdef __x86_64__
__attribute__((target("avx512f")))
static void kernel_avx512(size_t k, const float *a, const float *b, float *t)
{
	vec16 lo[MR] = {0}, hi[MR] = {0};
	for (size_t l = 0; l < k; l++, a += MR, b += NR) {
		vec16 b0 = *(const vec16 *)b, b1 = *(const vec16 *)(b + 16);
#pragma GCC unroll 12
		for (int i = 0; i < MR; i++) {
			lo[i] += a[i] * b0;
			hi[i] += a[i] * b1;
		}
	}
	for (int i = 0; i < MR; i++) {
		memcpy(t + i * NR, &lo[i], sizeof lo[i]);
		memcpy(t + i * NR + 16, &hi[i], sizeof hi[i]);
	}
}
#endif

/* Half of the rows and half of the columns at a time: twelve sums, which is what sixteen registers hold. */
static void kernel_quarter(size_t k, const float *a, const float *b, float *t)
{
	vec8 lo[MR / 2] = {0}, hi[MR / 2] = {0};
	for (size_t l = 0; l < k; l++, a += MR, b += NR) {
		vec8 b0 = *(const vec8 *)b, b1 = *(const vec8 *)(b + 8);
#pragma GCC unroll 6
		for (int i = 0; i < MR / 2; i++) {
			lo[i] += a[i] * b0;
			hi[i] += a[i] * b1;
		}
	}
	for (int i = 0; i < MR / 2; i++) {
		memcpy(t + i * NR, &lo[i], sizeof lo[i]);
		memcpy(t + i * NR + 8, &hi[i], sizeof hi[i]);
	}
}

static void kernel_any(size_t k, const float *a, const float *b, float *t)
{
	for (int i = 0; i < MR; i += MR / 2)
		for (int j = 0; j < NR; j += NR / 2)
			kernel_quarter(k, a + i, b + j, t + i * NR + j);
}

static kernel *kernel_choose(void)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx512f"))
		return kernel_avx512;
#endif
	return kernel_any;
}

static void store(const float *t, float *c, size_t ldc, size_t m, size_t n, bool add)
{
	for (size_t i = 0; i < m; i++, c += ldc, t += NR)
		for (size_t j = 0; j < n; j++)
			c[j] = add ? c[j] + t[j] : t[j];
}

void gemm(struct gemm_space *s, size_t m, size_t n, size_t k, struct view a, struct view b, float *c, size_t ldc, bool add)
{
	kernel *sums = kernel_choose();
	float t[MR * NR] __attribute__((aligned(64)));
	for (size_t l = 0; l < k; l += KC, add = true) {
		size_t kc = k - l < KC ? k - l : KC;
		float *pa = room(&s->a, &s->cap_a, (m + MR) * kc), *pb = room(&s->b, &s->cap_b, (n + NR) * kc);
		pack((struct view){a.p + l * a.col, 0, 0}, m, kc, MR, a.col, a.row, pa);
		pack((struct view){b.p + l * b.row, 0, 0}, n, kc, NR, b.row, b.col, pb);
		for (size_t j = 0; j < n; j += NR)
			for (size_t i = 0; i < m; i += MR) {
				sums(kc, pa + i * kc, pb + j * kc, t);
				store(t, c + i * ldc + j, ldc, m - i < MR ? m - i : MR, n - j < NR ? n - j : NR, add);
			}
	}
}
