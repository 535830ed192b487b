/* keys.h - counts keys and makes the key tables of a model. */
#ifndef TRUCE_TRAIN_KEYS_H
#define TRUCE_TRAIN_KEYS_H

#include "text/keytable.h"

#include <stddef.h>

struct key_count { uint64_t key; uint32_t count; };
struct key_counter {
	struct key_count *slots; /* owned */
	size_t n, cap;
};
void key_counter_add(struct key_counter *c, uint64_t key, uint32_t n);
uint32_t key_counter_get(const struct key_counter *c, uint64_t key);
void key_counter_release(struct key_counter *c);

/* A table that is written once; owned slots. */
struct key_builder {
	struct key_slot *slots;
	uint64_t *keys;  /* [n], in the order added */
	uint32_t *values;
	size_t n, cap, n_slots;
};
void key_builder_add(struct key_builder *b, uint64_t key, uint32_t value);
struct key_table key_builder_make(struct key_builder *b); /* borrowed from b */
void key_builder_release(struct key_builder *b);

#endif
