#include "overlay.h"

#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool join(char out[OVERLAY_PATH_MAX], const char *dir, const char *name, struct err *err)
{
	if (snprintf(out, OVERLAY_PATH_MAX, "%s/%s", dir, name) < OVERLAY_PATH_MAX)
		return true;
	return err_set(err, ERR_SYSTEM, "%.100s/…: the path is too long", dir);
}

/* from/NAME linked as to/NAME for all entries but one. */
static bool link_entries(const char *from, const char *to, const char *except, struct err *err)
{
	DIR *d = opendir(from);
	if (!d)
		return err_set(err, ERR_SYSTEM, "%s: %s", from, strerror(errno));
	bool ok = true;
	for (struct dirent *e; ok && (e = readdir(d)) != NULL;) {
		char source[OVERLAY_PATH_MAX], link[OVERLAY_PATH_MAX];
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || strcmp(e->d_name, except) == 0)
			continue;
		ok = join(source, from, e->d_name, err) && join(link, to, e->d_name, err);
		if (ok && symlink(source, link) != 0)
			ok = err_set(err, ERR_SYSTEM, "%s: %s", link, strerror(errno));
	}
	closedir(d);
	return ok;
}

static bool write_file(const char *path, struct str content, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	bool ok = io_write(fd, content, path, err);
	return close(fd) == 0 && ok;
}

/* A folder of its own for the one that holds the file, all else in it linked. */
static bool fill_folder(const char *dir, const char *out, const char *folder, const char *name, struct err *err)
{
	char from[OVERLAY_PATH_MAX], to[OVERLAY_PATH_MAX];
	if (!join(from, dir, folder, err) || !join(to, out, folder, err))
		return false;
	if (mkdir(to, 0700) != 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", to, strerror(errno));
	return link_entries(from, to, name, err);
}

static bool fill(const char *dir, struct str file, struct str content, const char *out, struct err *err)
{
	char path[OVERLAY_PATH_MAX], folder[NAME_MAX + 1], name[NAME_MAX + 1], whole[NAME_MAX + 1];
	struct str rest = file, first = str_cut(&rest, '/');
	if (file.n > NAME_MAX)
		return err_set(err, ERR_INPUT, "file: the name is too long");
	snprintf(whole, sizeof whole, "%.*s", (int)file.n, file.p);
	snprintf(folder, sizeof folder, "%.*s", (int)first.n, first.p);
	snprintf(name, sizeof name, "%.*s", (int)rest.n, rest.p);
	return link_entries(dir, out, folder, err) && (!rest.n || fill_folder(dir, out, folder, name, err)) &&
	       join(path, out, whole, err) && write_file(path, content, err);
}

bool overlay_make(const char *dir, struct str file, struct str content, char out[OVERLAY_PATH_MAX], struct err *err)
{
	char full[PATH_MAX];
	const char *tmp = getenv("TMPDIR");
	if (!realpath(dir, full))
		return err_set(err, ERR_SYSTEM, "%s: %s", dir, strerror(errno));
	snprintf(out, OVERLAY_PATH_MAX, "%s/truce-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(out))
		return err_set(err, ERR_SYSTEM, "%s: %s", out, strerror(errno));
	if (fill(full, file, content, out, err))
		return true;
	overlay_remove(out);
	return false;
}

void overlay_remove(const char *path)
{
	DIR *d = opendir(path);
	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		char entry[OVERLAY_PATH_MAX];
		struct stat st;
		struct err err = {0};
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (!join(entry, path, e->d_name, &err))
			continue;
		if (lstat(entry, &st) == 0 && S_ISDIR(st.st_mode))
			overlay_remove(entry);
		else
			unlink(entry);
	}
	closedir(d);
	rmdir(path);
}
