#include "base/symtab.h"

#define SEED 0x7472756365u

void symtab_init(struct symtab *t, struct arena *arena)
{
	*t = (struct symtab){.arena = arena, .cap = 1024, .n_slots = 4096, .n = 1};
	t->names = arena_array(arena, struct str, t->cap);
	t->slots = arena_array(arena, uint32_t, t->n_slots);
	t->names[0] = STR("");
}

/* The slot that holds s, or the free one where it belongs. */
static size_t slot_of(const struct symtab *t, struct str s)
{
	size_t i = (size_t)str_hash(s, SEED) & (t->n_slots - 1);
	while (t->slots[i] && !str_eq(t->names[t->slots[i]], s))
		i = (i + 1) & (t->n_slots - 1);
	return i;
}

static void grow(struct symtab *t)
{
	t->names = arena_grow(t->arena, t->names, t->cap * sizeof *t->names, 2 * t->cap * sizeof *t->names);
	t->cap *= 2;
	t->n_slots *= 2;
	t->slots = arena_array(t->arena, uint32_t, t->n_slots);
	for (size_t i = 1; i < t->n; i++)
		t->slots[slot_of(t, t->names[i])] = (uint32_t)i;
}

sym symtab_add(struct symtab *t, struct str s)
{
	if (s.n == 0)
		return 0;
	size_t i = slot_of(t, s);
	if (t->slots[i])
		return t->slots[i];
	if (t->n == t->cap) {
		grow(t);
		i = slot_of(t, s);
	}
	t->names[t->n] = arena_str(t->arena, s);
	t->slots[i] = (uint32_t)t->n;
	return (sym)t->n++;
}

sym symtab_find(const struct symtab *t, struct str s)
{
	return s.n ? t->slots[slot_of(t, s)] : 0;
}

struct str symtab_name(const struct symtab *t, sym s)
{
	return t->names[s < t->n ? s : 0];
}
