#include "data/gazmake.h"

#include "base/io.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_MAX (1u << 27)
#define FILE_MAX ((uint64_t)1 << 31) /* what gazfile_open maps */

void gazmake_release(struct gazmake *m)
{
	buf_release(&m->places);
	buf_release(&m->names);
	buf_release(&m->strings);
}

size_t gazmake_n(const struct gazmake *m) { return m->places.n / sizeof(struct gazfile_place); }

struct gazfile_place *gazmake_at(const struct gazmake *m, uint32_t place)
{
	return (struct gazfile_place *)(void *)m->places.p + place;
}

/* Where the string lies; 0, the empty one, where there is no room. */
static uint32_t string(struct gazmake *m, struct str s)
{
	if (m->strings.n == 0)
		buf_putc(&m->strings, '\0');
	if (s.n == 0 || m->strings.n + s.n >= UINT32_MAX)
		return 0;
	uint32_t at = (uint32_t)m->strings.n;
	buf_add(&m->strings, s);
	buf_putc(&m->strings, '\0');
	return at;
}

uint32_t gazmake_place(struct gazmake *m, struct str name, struct gazfile_place p)
{
	uint32_t n = (uint32_t)gazmake_n(m);
	if (n == GAZMAKE_PLACES_MAX)
		return GAZFILE_NONE;
	p.name = string(m, name);
	buf_add(&m->places, (struct str){(const char *)&p, sizeof p});
	return m->places.failed ? GAZFILE_NONE : n;
}

void gazmake_show(struct gazmake *m, uint32_t place, struct str name)
{
	gazmake_at(m, place)->name = string(m, name);
}

void gazmake_key(struct gazmake *m, gazkey key, uint32_t place)
{
	struct gazmake_name n = {key ? key : 1, place, place == GAZFILE_NONE ? 0 : gazmake_at(m, place)->people};
	buf_add(&m->names, (struct str){(const char *)&n, sizeof n});
}

void gazmake_name(struct gazmake *m, struct str name, uint32_t place)
{
	gazkey key = GAZKEY_START;
	while (gazkey_next(&name, &key))
		gazmake_key(m, key, name.n ? GAZFILE_NONE : place);
}

/* By key; of one key the largest place first, beginnings of longer names last. */
static int by_key(const void *x, const void *y)
{
	const struct gazmake_name *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	bool a_none = a->place == GAZFILE_NONE, b_none = b->place == GAZFILE_NONE;
	if (a_none != b_none)
		return a_none - b_none;
	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

/* The names of one key from i on become a slot and its refs; where the next key begins. */
static size_t take_key(const struct gazmake_name *names, size_t n, size_t i, struct gazfile_slot *slot, uint32_t *refs, uint32_t *n_refs)
{
	uint32_t first = *n_refs, more = 0;
	gazkey key = names[i].key;
	for (; i < n && names[i].key == key; i++) {
		more |= names[i].place == GAZFILE_NONE;
		if (names[i].place != GAZFILE_NONE && (*n_refs == first || refs[*n_refs - 1] != names[i].place))
			refs[(*n_refs)++] = names[i].place;
	}
	*slot = (struct gazfile_slot){key, first, (*n_refs - first) * 2 + more};
	return i;
}

static uint32_t slots_for(const struct gazmake_name *names, size_t n)
{
	size_t keys = 0;
	uint32_t slots = 1;
	for (size_t i = 0; i < n; i++)
		keys += i == 0 || names[i].key != names[i - 1].key;
	while (slots < SLOTS_MAX && slots < keys + keys / 2 + 1)
		slots *= 2;
	return keys < slots ? slots : 0;
}

static void fill(const struct gazmake_name *names, size_t n, struct gazfile_slot *slots, uint32_t n_slots, uint32_t *refs, uint32_t *n_refs)
{
	for (size_t i = 0; i < n;) {
		struct gazfile_slot s;
		i = take_key(names, n, i, &s, refs, n_refs);
		uint32_t at = (uint32_t)s.hash & (n_slots - 1);
		while (slots[at].hash)
			at = (at + 1) & (n_slots - 1);
		slots[at] = s;
	}
}

static bool write_parts(const struct gazmake *m, const struct gazfile_slot *slots, uint32_t n_slots, const uint32_t *refs, uint32_t n_refs,
			int fd, const char *name, struct err *err)
{
	uint32_t head[6] = {(uint32_t)gazmake_n(m), n_slots, n_refs, (uint32_t)m->strings.n};
	uint64_t size = 32 + (uint64_t)n_slots * sizeof *slots + m->places.n + (uint64_t)n_refs * sizeof *refs + m->strings.n;
	if (size >= FILE_MAX)
		return err_set(err, ERR_INPUT, "%s: too many places for one file; leave the smallest out", name);
	return io_write(fd, STR("TRUCEGZ1"), name, err) && io_write(fd, (struct str){(const char *)head, sizeof head}, name, err) &&
	       io_write(fd, (struct str){(const char *)slots, n_slots * sizeof *slots}, name, err) &&
	       io_write(fd, buf_str(&m->places), name, err) &&
	       io_write(fd, (struct str){(const char *)refs, n_refs * sizeof *refs}, name, err) && io_write(fd, buf_str(&m->strings), name, err);
}

bool gazmake_write(struct gazmake *m, int fd, const char *name, struct err *err)
{
	struct gazmake_name *names = (void *)m->names.p;
	size_t n = m->names.n / sizeof *names;
	uint32_t n_refs = 0;
	string(m, STR(""));
	if (m->places.failed || m->names.failed || m->strings.failed)
		return err_set(err, ERR_MEMORY, "%s: out of memory", name);
	if (n)
		qsort(names, n, sizeof *names, by_key);
	uint32_t n_slots = slots_for(names, n);
	if (!n_slots || n > UINT32_MAX)
		return err_set(err, ERR_INPUT, "%s: too many names for one file; leave the smallest places out", name);
	struct gazfile_slot *slots = calloc(n_slots, sizeof *slots);
	uint32_t *refs = malloc((n + 1) * sizeof *refs);
	bool ok = slots && refs;
	if (!ok)
		err_set(err, ERR_MEMORY, "%s: out of memory", name);
	else
		fill(names, n, slots, n_slots, refs, &n_refs);
	ok = ok && write_parts(m, slots, n_slots, refs, n_refs, fd, name, err);
	free(slots);
	free(refs);
	return ok;
}
