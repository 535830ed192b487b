#include "gemm.h"

#include <stdlib.h>
#include <string.h>

/* Panels as in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): A in strips of MR rows,
 * B in strips of NR columns, both packed along k; the kernel holds MR × NR sums in registers. */
#define MR 12
#define NR 32
#define KC 384

typedef float vec __attribute__((vector_size(64)));
typedef float vec_loose __attribute__((vector_size(64), aligned(4)));

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

static void kernel(size_t k, const float *a, const float *b, float *c, size_t ldc, size_t m, size_t n, bool add)
{
	vec lo[MR] = {0}, hi[MR] = {0};
	for (size_t l = 0; l < k; l++, a += MR, b += NR) {
		vec b0 = *(const vec *)b, b1 = *(const vec *)(b + 16);
#pragma GCC unroll 12
		for (int i = 0; i < MR; i++) {
			lo[i] += a[i] * b0;
			hi[i] += a[i] * b1;
		}
	}
	if (n == NR) {
		for (size_t i = 0; i < m; i++) {
			vec_loose *p = (vec_loose *)(c + i * ldc);
			p[0] = add ? p[0] + lo[i] : lo[i];
			p[1] = add ? p[1] + hi[i] : hi[i];
		}
		return;
	}
	for (size_t i = 0; i < m; i++) {
		float t[NR];
		memcpy(t, &lo[i], 64);
		memcpy(t + 16, &hi[i], 64);
		for (size_t j = 0; j < n; j++)
			c[i * ldc + j] = add ? c[i * ldc + j] + t[j] : t[j];
	}
}

void gemm(struct gemm_space *s, size_t m, size_t n, size_t k, struct view a, struct view b, float *c, size_t ldc, bool add)
{
	for (size_t l = 0; l < k; l += KC, add = true) {
		size_t kc = k - l < KC ? k - l : KC;
		float *pa = room(&s->a, &s->cap_a, (m + MR) * kc), *pb = room(&s->b, &s->cap_b, (n + NR) * kc);
		pack((struct view){a.p + l * a.col, 0, 0}, m, kc, MR, a.col, a.row, pa);
		pack((struct view){b.p + l * b.row, 0, 0}, n, kc, NR, b.row, b.col, pb);
		for (size_t j = 0; j < n; j += NR)
			for (size_t i = 0; i < m; i += MR)
				kernel(kc, pa + i * kc, pb + j * kc, c + i * ldc + j, ldc, m - i < MR ? m - i : MR,
				       n - j < NR ? n - j : NR, add);
	}
}
