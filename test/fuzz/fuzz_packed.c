/* Compressed files: what was packed comes out again, and of what is broken on the way there is a message. The first byte says how many
 * changes of four bytes each follow (offset, offset, what is flipped, how many bytes are cut off the end); the rest is packed, in as
 * many members as it has lines. What begins like a packed file is one. FUZZ_ZSTD: by zstd, else by gzip. */
#include "fuzz.h"

#include "base/buf.h"
#include "input/source.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#define CHANGES_MAX 8
#define MEMBERS_MAX 16
#define LINE_LIMIT 4096
#define BROKEN_MAX 1000 /* times that reading goes on behind what is broken */

#ifdef FUZZ_ZSTD
static const struct str magic = STR("\x28\xB5\x2F\xFD");

static void pack(struct buf *out, struct str piece)
{
	size_t cap = ZSTD_compressBound(piece.n);
	char *p = malloc(cap);
	FUZZ_CHECK(p);
	size_t n = ZSTD_compress(p, cap, piece.p, piece.n, 3);
	FUZZ_CHECK(!ZSTD_isError(n));
	buf_add(out, (struct str){p, n});
	free(p);
}
#else
static const struct str magic = STR("\x1F\x8B");

static void pack(struct buf *out, struct str piece)
{
	z_stream z = {0};
	FUZZ_CHECK(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	size_t cap = deflateBound(&z, piece.n);
	Bytef *p = malloc(cap);
	FUZZ_CHECK(p);
	z.next_in = (Bytef *)(uintptr_t)piece.p;
	z.avail_in = (uInt)piece.n;
	z.next_out = p;
	z.avail_out = (uInt)cap;
	FUZZ_CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END);
	buf_add(out, (struct str){(char *)p, cap - z.avail_out});
	deflateEnd(&z);
	free(p);
}
#endif

static void pack_members(struct buf *out, struct str rest)
{
	for (int i = 0; rest.n || i == 0; i++) {
		size_t n = str_find(rest, STR("\n"));
		n = n < rest.n && i + 1 < MEMBERS_MAX ? n + 1 : rest.n;
		pack(out, str_sub(rest, 0, n));
		rest = str_sub(rest, n, rest.n);
	}
}

/* All of it at once: the payload where nothing was changed. */
static void read_whole(const char *path, struct str payload, bool changed)
{
	static struct source s;
	struct err err = {0};
	struct str all;
	FUZZ_CHECK(source_open(&s, path, &err));
	enum source_got got = source_all(&s, SIZE_MAX / 2, &all, &err);
	FUZZ_CHECK((got == SOURCE_FAILED) == (err.code != ERR_NONE));
	FUZZ_CHECK(changed || (got == SOURCE_GOT && str_eq(all, payload)));
	source_close(&s);
}

/* Line by line, going on behind what is broken. */
static void read_lines(const char *path)
{
	static struct source s;
	struct err err = {0};
	struct str line;
	bool more = true;
	FUZZ_CHECK(source_open(&s, path, &err));
	for (int broken = 0; more && broken < BROKEN_MAX;) {
		err = (struct err){0};
		enum source_got got = source_line(&s, LINE_LIMIT, &line, &err);
		FUZZ_CHECK((got == SOURCE_FAILED) == (err.code != ERR_NONE));
		FUZZ_CHECK(got != SOURCE_GOT || line.n <= LINE_LIMIT);
		broken += got == SOURCE_FAILED;
		more = got == SOURCE_FAILED ? source_resync(&s) : got != SOURCE_END;
	}
	source_close(&s);
}

static void try_file(struct str bytes, struct str payload, bool changed)
{
	struct fuzz_file f = fuzz_file_make((const uint8_t *)bytes.p, bytes.n);
	read_whole(f.path, payload, changed);
	read_lines(f.path);
	fuzz_file_close(&f);
}

/* The bytes that changes leave; false where they change nothing. */
static bool change(struct buf *packed, const uint8_t *p, size_t n)
{
	bool any = false;
	for (size_t i = 0; i < n && packed->n; i++, p += 4) {
		packed->p[(p[0] | p[1] << 8) % packed->n] ^= (char)p[2];
		packed->n -= p[3] < packed->n ? p[3] : packed->n;
		any = any || p[2] || p[3];
	}
	return any;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size};
	struct buf packed = {0};
	if (size == 0)
		return 0;
	if (str_starts(all, magic)) {
		try_file(all, all, true);
		return 0;
	}
	size_t n = data[0] % (CHANGES_MAX + 1), head = 1 + 4 * n;
	if (head > size)
		return 0;
	struct str payload = str_sub(all, head, size);
	pack_members(&packed, payload);
	FUZZ_CHECK(!packed.failed);
	bool changed = change(&packed, data + 1, n);
	try_file(buf_str(&packed), payload, changed);
	buf_release(&packed);
	return 0;
}
