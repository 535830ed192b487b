/* vec.h - a growing array in an arena: VEC(struct word) words; vec_push(arena, &words, w); words.v[i], words.n.
 * Growing leaves the old copy in the arena, so pointers into it stay readable until the arena is released, but stale. */
#ifndef TRUCE_BASE_VEC_H
#define TRUCE_BASE_VEC_H

#include "base/arena.h"

#define VEC(type) \
	struct { \
		type *v; \
		size_t n, cap; \
	}

/* Makes room for one more and returns the address of the new, zeroed last element. */
#define vec_add(arena, vec) \
	((vec)->n == (vec)->cap \
		 ? (void)((vec)->v = arena_grow((arena), (vec)->v, (vec)->n * sizeof *(vec)->v, \
						((vec)->cap ? (vec)->cap * 2 : 8) * sizeof *(vec)->v), \
			  (vec)->cap = (vec)->cap ? (vec)->cap * 2 : 8) \
		 : (void)0, \
	 &(vec)->v[(vec)->n++])

#define vec_push(arena, vec, value) (*vec_add(arena, vec) = (value))

#endif
