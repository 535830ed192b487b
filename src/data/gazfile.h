/* gazfile.h - gazetteer.bin, made by tools/mk_gazetteer.py or gazmake.h: towns, regions and countries of GeoNames, mapped into memory.
 *
 * Little-endian:
 *   8 bytes   "TRUCEGZ1"
 *   6 × u32   places, slots (a power of two), refs, bytes of strings, 0, 0
 *   slots     u64 hash of a folded name (gazkey.h; 0: free), u32 first ref, u32 2 × number of refs + 1 if longer names go on from here
 *   places    u32 name (offset in strings), i32 latitude and longitude × 100,000, u32 people, u32 GeoNames id,
 *             u32 region (a place, or all ones), 3 bytes ISO 3166-1 alpha-3 or NUL, u8 enum place_type
 *   refs      u32 place, places of one name in the order of their size
 *   strings   UTF-8, each ended by NUL
 * Opening checks every offset, so that reading needs no checks. */
#ifndef TRUCE_DATA_GAZFILE_H
#define TRUCE_DATA_GAZFILE_H

#include "base/err.h"
#include "data/gazkey.h"

#define GAZFILE_NONE UINT32_MAX

struct gazfile_slot { uint64_t hash; uint32_t first, count_more; };

struct gazfile_place {
	uint32_t name;
	int32_t lat, lon;
	uint32_t people, geonameid, region;
	char country[3];
	uint8_t type;
};

struct gazfile {
	const unsigned char *bytes; /* mapped; NULL: no file */
	size_t size;
	uint32_t n_places, n_slots, n_refs, n_strings;
	const struct gazfile_slot *slots;
	const struct gazfile_place *places;
	const uint32_t *refs;
	const char *strings;
};

bool gazfile_open(struct gazfile *f, const char *path, struct err *err); /* false and *err (ERR_SYSTEM, ERR_DATA) */
bool gazfile_check(struct gazfile *f, const unsigned char *bytes, size_t size); /* fills f from bytes; false: they are no gazetteer */
void gazfile_close(struct gazfile *f);

/* The slot of a key, or NULL. */
const struct gazfile_slot *gazfile_find(const struct gazfile *f, gazkey key);

#endif
