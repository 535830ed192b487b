/* io.h - whole files in and out, with messages that name the file and the reason. */
#ifndef TRUCE_BASE_IO_H
#define TRUCE_BASE_IO_H

#include "base/arena.h"
#include "base/err.h"

/* Reads a file of at most `limit` bytes into the arena (a NUL is put behind it). false and *err where it cannot. */
bool io_read_file(struct arena *a, const char *path, size_t limit, struct str *out, struct err *err);

/* Writes all bytes to the descriptor; false and *err on failure (name is for the message). */
bool io_write(int fd, struct str bytes, const char *name, struct err *err);

#endif
