#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_all(int fd, char *p, size_t n)
{
	while (n) {
		ssize_t got = read(fd, p, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

bool io_read_file(struct arena *a, const char *path, size_t limit, struct str *out, struct err *err)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_SYSTEM, "%s: not a regular file", path);
	if ((uint64_t)st.st_size > limit)
		return err_set(err, ERR_INPUT, "%s: %jd bytes, more than the limit of %zu", path, (intmax_t)st.st_size, limit);
	size_t n = (size_t)st.st_size;
	char *p = arena_alloc(a, n + 1); /* before the file is open: this may jump */
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	errno = 0;
	bool ok = read_all(fd, p, n);
	if (!ok)
		err_set(err, ERR_SYSTEM, "%s: %s", path, errno ? strerror(errno) : "it became shorter while it was read");
	close(fd);
	*out = (struct str){p, n};
	return ok;
}

bool io_write(int fd, struct str bytes, const char *name, struct err *err)
{
	while (bytes.n) {
		ssize_t put = write(fd, bytes.p, bytes.n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return err_set(err, ERR_SYSTEM, "%s: %s", name, strerror(errno));
		bytes.p += put;
		bytes.n -= (size_t)put;
	}
	return true;
}
