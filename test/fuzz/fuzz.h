/* fuzz.h - what the fuzz targets share. Each is one function that eats bytes and checks what must always hold; with
 * libFuzzer it hunts (./dev fuzz), with replay.c it plays the kept corpus again in every test run. */
#ifndef TRUCE_TEST_FUZZ_H
#define TRUCE_TEST_FUZZ_H

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what does not hold, and ends the program. */
#define FUZZ_CHECK(condition) \
	do { \
		if (!(condition)) \
			fuzz_fail(__FILE__, __LINE__, #condition); \
	} while (0)
_Noreturn void fuzz_fail(const char *file, int line, const char *condition);

/* A file with these bytes, for interfaces that want a path. */
struct fuzz_file {
	int fd;
	char path[32];
};
struct fuzz_file fuzz_file_make(const uint8_t *data, size_t size);
void fuzz_file_close(struct fuzz_file *f);

#endif
