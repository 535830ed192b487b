/* unpack.h - the bytes behind a file descriptor: plain, or compressed by gzip or zstd, as their first bytes say. Members of
 * gzip and frames of zstd that follow one another are one stream, as gzip and zstd themselves have it. */
#ifndef TRUCE_INPUT_UNPACK_H
#define TRUCE_INPUT_UNPACK_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

#define UNPACK_CHUNK (64 << 10)                 /* bytes read at a time */
#define UNPACK_WINDOW_LOG_MAX 27                /* zstd: 128 MB of window, what its own program takes */
#define UNPACK_RATIO_MAX 500                    /* what grows more than that is taken for a bomb, */
#define UNPACK_RATIO_FROM ((uint64_t)64 << 20)  /* once it has grown to so many bytes */

enum unpack_kind { UNPACK_UNKNOWN, UNPACK_PLAIN, UNPACK_GZIP, UNPACK_ZSTD };

struct ZSTD_DCtx_s;

struct unpack {
	int fd;                 /* owned while open; -1: closed */
	enum unpack_kind kind;
	z_stream gzip;
	bool gzip_open, between; /* between: a member or frame has ended and none has begun */
	struct ZSTD_DCtx_s *zstd;
	uint64_t taken, given;   /* bytes read, bytes unpacked */
	bool ended;              /* the descriptor has no more */
	size_t at, n;            /* unread part of in */
	unsigned char in[UNPACK_CHUNK];
};

void unpack_open(struct unpack *u, int fd);
void unpack_close(struct unpack *u); /* closes fd too; twice does no harm */

/* Unpacks at most cap bytes (at least one where there are any). false and *err, without a file name: ERR_SYSTEM the
 * descriptor cannot be read, ERR_INPUT the data are broken or cut short, ERR_MEMORY. *got 0: the end. */
bool unpack_read(struct unpack *u, char *out, size_t cap, size_t *got, struct err *err);

/* After broken gzip data: goes on to what looks like the head of the next member. false where there is none, or it is no gzip. */
bool unpack_resync(struct unpack *u);

#endif
