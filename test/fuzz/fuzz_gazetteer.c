/* A gazetteer.bin is input like any other: a broken one is refused, and of one that is taken every place can be read. */
#include "fuzz.h"

#include "data/gazfile.h"

#include <stdlib.h>
#include <string.h>

/* Bytes where the file would be mapped: aligned as mmap aligns. */
static void use(const struct gazfile *f)
{
	size_t bytes = 0;
	for (uint32_t i = 0; i < f->n_slots; i++) {
		const struct gazfile_slot *s = f->slots[i].hash ? gazfile_find(f, f->slots[i].hash) : NULL;
		for (uint32_t k = 0; s && k < s->count_more / 2; k++)
			bytes += strlen(f->strings + f->places[f->refs[s->first + k]].name);
	}
	FUZZ_CHECK(bytes < SIZE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gazfile f = {0};
	unsigned char *copy = aligned_alloc(16, (size + 16) & ~(size_t)15);
	FUZZ_CHECK(copy);
	memcpy(copy, data, size);
	if (gazfile_check(&f, copy, size))
		use(&f);
	free(copy);
	return 0;
}
