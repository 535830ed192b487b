/* model_file.h - a model on disk: named chunks behind a table, mapped read-only and used where they lie.
 *
 * Layout, little-endian: struct model_head, then head.chunks × struct model_chunk, then the chunks, each at a multiple of
 * MODEL_ALIGN. Everything is checked against the size of the file before it is used; what a chunk holds is checked by
 * whoever reads it. */
#ifndef TRUCE_DATA_MODEL_FILE_H
#define TRUCE_DATA_MODEL_FILE_H

#include "base/err.h"
#include "base/str.h"

#define MODEL_MAGIC "TRUCEMDL"
#define MODEL_FORMAT 1u
#define MODEL_ALIGN 64u
#define MODEL_CHUNKS_MAX 256u
#define MODEL_SIZE_MAX ((uint64_t)1 << 30)

struct model_head {
	char magic[8];
	uint32_t format, order; /* order: 0x01020304 as this machine writes it */
	uint64_t size, hash;    /* of the whole file; of all behind the head (str_hash, seed 0) */
	char name[16];          /* NUL-padded */
	uint32_t chunks, zero;
};

struct model_chunk {
	char name[16]; /* NUL-padded */
	uint64_t at, size;
};

struct model_file {
	const unsigned char *bytes;
	size_t size;
	bool mapped; /* false: bytes are borrowed, as in tests */
};

/* Maps path; false and *e where it cannot be read or is not a model. */
bool model_file_open(struct model_file *f, const char *path, struct err *e);
/* The same over bytes in memory (aligned to MODEL_ALIGN), which are borrowed. */
bool model_file_use(struct model_file *f, const void *bytes, size_t size, const char *path, struct err *e);
void model_file_close(struct model_file *f);

const struct model_head *model_file_head(const struct model_file *f);

/* The bytes of a chunk, aligned to MODEL_ALIGN; an empty slice with p NULL where there is none. */
struct str model_file_chunk(const struct model_file *f, const char *name);

#endif
