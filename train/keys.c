#include "keys.h"

#include <stdio.h>
#include <stdlib.h>

static void *need(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);
	if (!p) {
		fprintf(stderr, "train: out of memory\n");
		exit(3);
	}
	return p;
}

static struct key_count *slot_of(struct key_count *slots, size_t cap, uint64_t key)
{
	size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (cap - 1);
	while (slots[at].count && slots[at].key != key)
		at = (at + 1) & (cap - 1);
	return &slots[at];
}

static void grow(struct key_counter *c)
{
	size_t cap = c->cap ? c->cap * 2 : 1024;
	struct key_count *slots = need(cap, sizeof *slots);
	for (size_t i = 0; i < c->cap; i++)
		if (c->slots[i].count)
			*slot_of(slots, cap, c->slots[i].key) = c->slots[i];
	free(c->slots);
	c->slots = slots;
	c->cap = cap;
}

void key_counter_add(struct key_counter *c, uint64_t key, uint32_t n)
{
	if (n == 0)
		return;
	if (c->n * 2 >= c->cap)
		grow(c);
	struct key_count *s = slot_of(c->slots, c->cap, key);
	c->n += s->count == 0;
	s->key = key;
	s->count += n;
}

uint32_t key_counter_get(const struct key_counter *c, uint64_t key)
{
	return c->cap ? slot_of(c->slots, c->cap, key)->count : 0;
}

void key_counter_release(struct key_counter *c)
{
	free(c->slots);
	*c = (struct key_counter){0};
}

void key_builder_add(struct key_builder *b, uint64_t key, uint32_t value)
{
	if (b->n == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 1024;
		b->keys = realloc(b->keys, b->cap * sizeof *b->keys);
		b->values = realloc(b->values, b->cap * sizeof *b->values);
		if (!b->keys || !b->values)
			exit(3);
	}
	b->keys[b->n] = key;
	b->values[b->n++] = value;
}

static int place_all(struct key_builder *b)
{
	for (size_t i = 0; i < b->n; i++) {
		uint32_t at = (uint32_t)b->keys[i] & (uint32_t)(b->n_slots - 1), k = 0;
		for (; k < KEY_PROBES && b->slots[at].print; k++)
			at = (at + 1) & (uint32_t)(b->n_slots - 1);
		if (k == KEY_PROBES)
			return 0;
		b->slots[at] = (struct key_slot){key_print(b->keys[i]), b->values[i]};
	}
	return 1;
}

struct key_table key_builder_make(struct key_builder *b)
{
	b->n_slots = 64;
	while (b->n_slots < b->n * 2)
		b->n_slots *= 2;
	for (;; b->n_slots *= 2) {
		free(b->slots);
		b->slots = need(b->n_slots, sizeof *b->slots);
		if (place_all(b))
			return (struct key_table){b->slots, (uint32_t)(b->n_slots - 1)};
	}
}

void key_builder_release(struct key_builder *b)
{
	free(b->slots);
	free(b->keys);
	free(b->values);
	*b = (struct key_builder){0};
}
