/* keytable.h - hashed keys to small numbers: open addressing, at most KEY_PROBES steps, so that a broken or hostile
 * table cannot make a search run away. Lies in the model file as it is in memory. */
#ifndef TRUCE_TEXT_KEYTABLE_H
#define TRUCE_TEXT_KEYTABLE_H

#include <stdint.h>

#define KEY_PROBES 24u
#define KEY_NONE UINT32_MAX

struct key_slot {
	uint32_t print; /* upper half of the key, never 0; 0: empty */
	uint32_t value;
};

struct key_table {
	const struct key_slot *slots;
	uint32_t mask; /* slots - 1, a power of two less one */
};

static inline uint32_t key_print(uint64_t key)
{
	uint32_t p = (uint32_t)(key >> 32);
	return p ? p : 1;
}

static inline uint32_t key_find(const struct key_table *t, uint64_t key)
{
	uint32_t print = key_print(key), at = (uint32_t)key & t->mask;
	for (uint32_t i = 0; i < KEY_PROBES; i++, at = (at + 1) & t->mask) {
		if (t->slots[at].print == print)
			return t->slots[at].value;
		if (t->slots[at].print == 0)
			return KEY_NONE;
	}
	return KEY_NONE;
}

#endif
