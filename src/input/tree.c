#include "input/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void tree_open(struct tree *t, const char *path)
{
	*t = (struct tree){0};
	t->root_len = strlen(path);
	snprintf(t->path, sizeof t->path, "%s", path);
}

static void close_level(struct tree *t)
{
	struct tree_level *l = &t->levels[--t->depth];
	while (l->at < l->n)
		free(l->names[l->at++]);
	free(l->names);
	*l = (struct tree_level){0};
}

void tree_close(struct tree *t)
{
	while (t->depth)
		close_level(t);
	t->begun = true;
	t->path[0] = '\0';
}

static enum tree_got refuse(const struct tree *t, struct err *err)
{
	err_set(err, ERR_SYSTEM, "%s: %s", t->path, strerror(errno));
	return TREE_BAD;
}

static int not_hidden(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static int by_name(const struct dirent **x, const struct dirent **y)
{
	return strcmp((*x)->d_name, (*y)->d_name);
}

static bool enter(struct tree *t)
{
	struct tree_level *l = &t->levels[t->depth];
	l->n = scandir(t->path, &l->names, not_hidden, by_name);
	if (l->n < 0)
		return false;
	l->path_len = strlen(t->path);
	t->depth++;
	return true;
}

/* What t->path is: a file to give, a folder to enter, or nothing to read (TREE_END). */
static enum tree_got look(struct tree *t, bool root, struct err *err)
{
	struct stat st, target;
	if ((root ? stat : lstat)(t->path, &st) != 0)
		return refuse(t, err);
	if (S_ISLNK(st.st_mode) && stat(t->path, &target) == 0 && S_ISREG(target.st_mode))
		st = target;
	if (S_ISREG(st.st_mode) || (root && !S_ISDIR(st.st_mode))) {
		t->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
		return TREE_FILE; /* pipes and devices only where they were named */
	}
	if (!S_ISDIR(st.st_mode))
		return TREE_END;
	if (t->depth > TREE_DEPTH_MAX) {
		err_set(err, ERR_INPUT, "%s: more than %d folders deep", t->path, TREE_DEPTH_MAX);
		return TREE_BAD;
	}
	return enter(t) ? TREE_END : refuse(t, err);
}

/* Puts the next name of the innermost folder behind its path. */
static bool step(struct tree *t)
{
	struct tree_level *l = &t->levels[t->depth - 1];
	struct dirent *e = l->names[l->at++];
	size_t n = l->path_len, length = strlen(e->d_name);
	bool fits = n + 1 + length < sizeof t->path;
	if (fits) {
		if (n && t->path[n - 1] != '/')
			t->path[n++] = '/';
		memcpy(t->path + n, e->d_name, length + 1);
	}
	free(e);
	return fits;
}

enum tree_got tree_next(struct tree *t, struct err *err)
{
	enum tree_got got = TREE_END;
	if (!t->begun) {
		t->begun = true;
		got = t->root_len < sizeof t->path ? look(t, true, err) : (errno = ENAMETOOLONG, refuse(t, err));
	}
	while (got == TREE_END && t->depth) {
		struct tree_level *l = &t->levels[t->depth - 1];
		t->path[l->path_len] = '\0';
		if (l->at == l->n)
			close_level(t);
		else
			got = step(t) ? look(t, false, err) : (errno = ENAMETOOLONG, refuse(t, err));
	}
	return got;
}
