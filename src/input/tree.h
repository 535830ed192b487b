/* tree.h - the files at and below a path, in the order of their names. Folders and files that begin with a dot are passed
 * over, links to folders below the first are not followed, links to files are. (The C library's fts does the same but
 * cannot bear that memory runs out.) */
#ifndef TRUCE_INPUT_TREE_H
#define TRUCE_INPUT_TREE_H

#include "base/err.h"
#include "base/str.h"

#define TREE_DEPTH_MAX 32 /* folders in folders */
#define TREE_PATH_MAX 4096

struct dirent;

struct tree_level {
	struct dirent **names; /* owned; those before `at` are freed */
	int n, at;
	size_t path_len;       /* of the folder */
};

struct tree {
	char path[TREE_PATH_MAX]; /* of what tree_next gave */
	size_t root_len;          /* bytes of the path that was asked for */
	uint64_t size;            /* of the file */
	bool begun;
	int depth;                /* open folders */
	struct tree_level levels[TREE_DEPTH_MAX + 1];
};

enum tree_got {
	TREE_FILE, /* tree->path is a file */
	TREE_BAD,  /* tree->path cannot be read: *err (ERR_SYSTEM, ERR_INPUT where too deep) says why; go on */
	TREE_END,
};

void tree_open(struct tree *t, const char *path);
enum tree_got tree_next(struct tree *t, struct err *err); /* *err must be clear */
void tree_close(struct tree *t);                          /* also in the middle; twice does no harm */

#endif
