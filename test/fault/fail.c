/* fail.c - put between a program and the C library (LD_PRELOAD), it makes the n-th call of a kind fail:
 *
 *   TRUCE_FAIL_ALLOC=n   the n-th malloc, calloc or realloc of the program itself gives NULL, those before and after
 *                        succeed; those of libraries are left alone: json-c, for one, does not look
 *   TRUCE_FAIL_WRITE=n   from the n-th on, every write says that the disk is full
 *   TRUCE_FAIL_READ=n    the n-th read says that the disk is broken
 *   TRUCE_KILL_WRITE=n   the program dies in the n-th write, as when the power goes
 *   TRUCE_FAIL_COUNT=F   at the end, the numbers of allocations, reads and writes go to the file F
 *
 * Writes to standard error are left alone, so that the program can still complain. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define VISIBLE __attribute__((visibility("default")))

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t size);

static atomic_long allocations, reads, writes;
static long fail_alloc, fail_read, fail_write, kill_write;

static uintptr_t program_start, program_end; /* where the program itself lies */

/* The first object is the program. */
static int first_object(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		uintptr_t at = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
		if (info->dlpi_phdr[i].p_type != PT_LOAD)
			continue;
		program_start = program_start && program_start < at ? program_start : at;
		program_end = at + info->dlpi_phdr[i].p_memsz;
	}
	return 1;
}

static long number(const char *name)
{
	const char *value = getenv(name);
	return value ? strtol(value, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
	fail_read = number("TRUCE_FAIL_READ");
	fail_write = number("TRUCE_FAIL_WRITE");
	kill_write = number("TRUCE_KILL_WRITE");
	dl_iterate_phdr(first_object, NULL);
	fail_alloc = number("TRUCE_FAIL_ALLOC");
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("TRUCE_FAIL_COUNT");
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
	if (fd >= 0) {
		dprintf(fd, "%ld %ld %ld\n", (long)allocations, (long)reads, (long)writes);
		close(fd);
	}
}

static int alloc_fails(void *caller)
{
	return (uintptr_t)caller >= program_start && (uintptr_t)caller < program_end && ++allocations == fail_alloc;
}

VISIBLE void *malloc(size_t size)
{
	return alloc_fails(__builtin_return_address(0)) ? (errno = ENOMEM, NULL) : __libc_malloc(size);
}

VISIBLE void *calloc(size_t n, size_t size)
{
	return alloc_fails(__builtin_return_address(0)) ? (errno = ENOMEM, NULL) : __libc_calloc(n, size);
}

VISIBLE void *realloc(void *p, size_t size)
{
	return alloc_fails(__builtin_return_address(0)) ? (errno = ENOMEM, NULL) : __libc_realloc(p, size);
}

static int write_fails(int fd)
{
	if (fd == STDERR_FILENO)
		return 0;
	long n = ++writes;
	if (n == kill_write)
		kill(getpid(), SIGKILL);
	errno = ENOSPC;
	return fail_write && n >= fail_write;
}

VISIBLE ssize_t write(int fd, const void *p, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);
	if (!real)
		real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	return write_fails(fd) ? -1 : real(fd, p, n);
}

VISIBLE ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	static ssize_t (*real)(int, const void *, size_t, off64_t);
	if (!real)
		real = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
	return write_fails(fd) ? -1 : real(fd, p, n, at);
}

VISIBLE ssize_t read(int fd, void *p, size_t n)
{
	static ssize_t (*real)(int, void *, size_t);
	if (!real)
		real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
	if (++reads == fail_read) {
		errno = EIO;
		return -1;
	}
	return real(fd, p, n);
}

VISIBLE ssize_t pread64(int fd, void *p, size_t n, off64_t at)
{
	static ssize_t (*real)(int, void *, size_t, off64_t);
	if (!real)
		real = (ssize_t(*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");
	if (++reads == fail_read) {
		errno = EIO;
		return -1;
	}
	return real(fd, p, n, at);
}
