#include "fuzz.h"

#include "base/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

_Noreturn void fuzz_fail(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

struct fuzz_file fuzz_file_make(const uint8_t *data, size_t size)
{
	struct err err = {0};
	struct fuzz_file f = {.fd = memfd_create("fuzz", MFD_CLOEXEC)};
	FUZZ_CHECK(f.fd >= 0);
	FUZZ_CHECK(io_write(f.fd, (struct str){(const char *)data, size}, "memfd", &err));
	snprintf(f.path, sizeof f.path, "/proc/self/fd/%d", f.fd);
	return f;
}

void fuzz_file_close(struct fuzz_file *f)
{
	close(f->fd);
}
