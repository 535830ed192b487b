/* source.h - the bytes of a file, a pipe or standard input, unpacked (unpack.h), whole, line by line or so many at a time.
 * Memory is bounded by the limits that the caller gives, whatever the input's size. */
#ifndef TRUCE_INPUT_SOURCE_H
#define TRUCE_INPUT_SOURCE_H

#include "base/buf.h"
#include "input/unpack.h"

#define SOURCE_CHUNK (64 << 10)

struct source {
	const char *name;  /* borrowed; for messages */
	bool is_open;
	struct unpack unpack;
	uint32_t line;     /* of the line given last, from 1 */
	bool ended;
	struct buf held;   /* a line or a file under construction; what is given points here */
	struct buf again;  /* what was put back */
	const char *from;  /* chunk, or again.p */
	size_t at, n;      /* unread part of it */
	char chunk[SOURCE_CHUNK];
};

enum source_got { SOURCE_GOT, SOURCE_LONG, SOURCE_END, SOURCE_FAILED };

/* path "-" is standard input. false and *err (ERR_SYSTEM) where it cannot be opened. */
bool source_open(struct source *s, const char *path, struct err *err);
void source_close(struct source *s); /* also after a failed open, and twice */

/* The first bytes, without taking them; empty at the end of the file. false on a read error. */
bool source_peek(struct source *s, struct str *head, struct err *err);

/* The next line without its end, valid until the next call. SOURCE_LONG: it has more than `limit` bytes and was skipped. */
enum source_got source_line(struct source *s, size_t limit, struct str *line, struct err *err);

/* All that is left, valid until the next call. SOURCE_LONG: more than `limit` bytes. */
enum source_got source_all(struct source *s, size_t limit, struct str *all, struct err *err);

/* The next `n` bytes, or fewer where the input ends before, valid until the next call. */
enum source_got source_bytes(struct source *s, size_t n, struct str *bytes, struct err *err);

/* Puts bytes back in front of what is left. false: out of memory. */
bool source_unread(struct source *s, struct str bytes, struct err *err);

/* After SOURCE_FAILED: goes on behind the broken part, where a gzip member begins. false where it cannot. */
bool source_resync(struct source *s);

/* Bytes of the file (as it lies on the disk) that were read so far. */
uint64_t source_offset(const struct source *s);

#endif
