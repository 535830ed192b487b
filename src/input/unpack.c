#include "input/unpack.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#define GZIP_WINDOW (15 + 16) /* the largest window, with gzip's head */

static const unsigned char gzip_magic[] = {0x1F, 0x8B, 0x08};
static const unsigned char zstd_magic[] = {0x28, 0xB5, 0x2F, 0xFD};

void unpack_open(struct unpack *u, int fd)
{
	u->fd = fd;
	u->kind = UNPACK_UNKNOWN;
	u->gzip_open = u->ended = false;
	u->between = true;
	u->zstd = NULL;
	u->taken = u->given = 0;
	u->at = u->n = 0;
}

void unpack_close(struct unpack *u)
{
	if (u->fd >= 0)
		close(u->fd);
	if (u->gzip_open)
		inflateEnd(&u->gzip);
	ZSTD_freeDCtx(u->zstd);
	u->fd = -1;
	u->gzip_open = false;
	u->zstd = NULL;
}

/* At least `want` unread bytes in u->in, unless the end comes first. */
static bool fill(struct unpack *u, size_t want, struct err *err)
{
	if (u->n - u->at >= want || u->ended)
		return true;
	memmove(u->in, u->in + u->at, u->n - u->at);
	u->n -= u->at;
	u->at = 0;
	while (u->n < want && !u->ended) {
		ssize_t got = read(u->fd, u->in + u->n, sizeof u->in - u->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_SYSTEM, "%s", strerror(errno));
		u->ended = got == 0;
		u->n += (size_t)got;
		u->taken += (uint64_t)got;
	}
	return true;
}

static bool begins(const struct unpack *u, const unsigned char *magic, size_t n)
{
	return u->n - u->at >= n && memcmp(u->in + u->at, magic, n) == 0;
}

static bool open_gzip(struct unpack *u, struct err *err)
{
	memset(&u->gzip, 0, sizeof u->gzip);
	u->gzip_open = inflateInit2(&u->gzip, GZIP_WINDOW) == Z_OK;
	return u->gzip_open || err_set(err, ERR_MEMORY, "out of memory");
}

static bool open_zstd(struct unpack *u, struct err *err)
{
	u->zstd = ZSTD_createDCtx();
	if (!u->zstd)
		return err_set(err, ERR_MEMORY, "out of memory");
	ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, UNPACK_WINDOW_LOG_MAX);
	return true;
}

static bool choose(struct unpack *u, struct err *err)
{
	if (!fill(u, sizeof zstd_magic, err))
		return false;
	u->kind = begins(u, gzip_magic, sizeof gzip_magic)   ? UNPACK_GZIP :
		  begins(u, zstd_magic, sizeof zstd_magic)   ? UNPACK_ZSTD :
							       UNPACK_PLAIN;
	return u->kind == UNPACK_GZIP ? open_gzip(u, err) : u->kind == UNPACK_ZSTD ? open_zstd(u, err) : true;
}

static bool read_plain(struct unpack *u, char *out, size_t cap, size_t *got, struct err *err)
{
	if (!fill(u, 1, err))
		return false;
	*got = u->n - u->at < cap ? u->n - u->at : cap;
	memcpy(out, u->in + u->at, *got);
	u->at += *got;
	return true;
}

/* Between members: zeros that pad a tape are passed over, anything else must be a member. */
static bool next_member(struct unpack *u, bool *any, struct err *err)
{
	bool first = u->given == 0;
	for (*any = false; !*any;) {
		if (!fill(u, sizeof gzip_magic, err))
			return false;
		if (u->at == u->n)
			return true;
		if (begins(u, gzip_magic, sizeof gzip_magic))
			*any = true;
		else if (!first && u->in[u->at] == 0)
			u->at++;
		else
			return err_set(err, ERR_INPUT, "broken gzip data (no gzip where a member ends)");
	}
	u->between = false;
	inflateReset(&u->gzip);
	return true;
}

static bool read_gzip(struct unpack *u, char *out, size_t cap, size_t *got, struct err *err)
{
	bool any = true;
	for (*got = 0; *got == 0;) {
		if (u->between && (!next_member(u, &any, err) || !any))
			return err->code == ERR_NONE;
		if (!fill(u, 1, err))
			return false;
		if (u->at == u->n)
			return err_set(err, ERR_INPUT, "broken gzip data (cut short)");
		u->gzip.next_in = u->in + u->at;
		u->gzip.avail_in = (uInt)(u->n - u->at);
		u->gzip.next_out = (Bytef *)out;
		u->gzip.avail_out = (uInt)cap;
		int code = inflate(&u->gzip, Z_NO_FLUSH);
		u->at = u->n - u->gzip.avail_in;
		*got = cap - u->gzip.avail_out;
		u->between = code == Z_STREAM_END;
		if (code == Z_MEM_ERROR)
			return err_set(err, ERR_MEMORY, "out of memory");
		if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
			return err_set(err, ERR_INPUT, "broken gzip data (%s)", u->gzip.msg ? u->gzip.msg : "no reason given");
	}
	return true;
}

static bool read_zstd(struct unpack *u, char *out, size_t cap, size_t *got, struct err *err)
{
	for (*got = 0; *got == 0;) {
		if (!fill(u, 1, err))
			return false;
		if (u->at == u->n && u->between)
			return true;
		bool starved = u->at == u->n; /* the decoder may still hold what it has not given */
		ZSTD_inBuffer in = {u->in, u->n, u->at};
		ZSTD_outBuffer to = {out, cap, 0};
		size_t left = ZSTD_decompressStream(u->zstd, &to, &in);
		u->at = in.pos;
		*got = to.pos;
		if (ZSTD_isError(left))
			return err_set(err, ERR_INPUT, "broken zstd data (%s)", ZSTD_getErrorName(left));
		u->between = left == 0;
		if (starved && *got == 0 && left)
			return err_set(err, ERR_INPUT, "broken zstd data (cut short)");
	}
	return true;
}

bool unpack_read(struct unpack *u, char *out, size_t cap, size_t *got, struct err *err)
{
	*got = 0;
	if (u->kind == UNPACK_UNKNOWN && !choose(u, err))
		return false;
	bool ok = u->kind == UNPACK_GZIP ? read_gzip(u, out, cap, got, err) :
		  u->kind == UNPACK_ZSTD ? read_zstd(u, out, cap, got, err) :
					   read_plain(u, out, cap, got, err);
	u->given += *got;
	if (ok && u->given > UNPACK_RATIO_FROM && u->given / UNPACK_RATIO_MAX > u->taken)
		return err_set(err, ERR_INPUT, "unpacks to more than %d times its size (after %llu bytes), as only a bomb does", UNPACK_RATIO_MAX,
			       (unsigned long long)u->given);
	return ok;
}

bool unpack_resync(struct unpack *u)
{
	struct err ignored = {0}; /* a descriptor that fails has no next member */
	if (u->kind != UNPACK_GZIP)
		return false;
	for (u->at += u->at < u->n; fill(u, sizeof gzip_magic, &ignored) && u->n - u->at >= sizeof gzip_magic; u->at++)
		if (begins(u, gzip_magic, sizeof gzip_magic)) {
			u->between = true;
			return true;
		}
	return false;
}
