#include "text/analyse.h"

#include "text/language.h"
#include "text/reattach.h"
#include "text/parse.h"
#include "text/split.h"
#include "text/tokenise.h"

#include <stdlib.h>

#define MODEL_ARENA ((size_t)4 << 20) /* names and tables made at loading */

static bool bind(struct model *m, struct err *e)
{
	jmp_buf guard;
	m->arena.guard = &guard;
	bool ok = setjmp(guard) ? err_set(e, ERR_MEMORY, "the language model needs more memory than it may have") : language_bind(m, e);
	m->arena.guard = NULL;
	return ok;
}

struct model *model_open(const char *path, struct err *e)
{
	struct model *m = calloc(1, sizeof *m);
	if (!m) {
		err_set(e, ERR_MEMORY, "out of memory");
		return NULL;
	}
	arena_init(&m->arena, MODEL_ARENA);
	if (model_file_open(&m->file, path, e) && bind(m, e))
		return m;
	model_close(m);
	return NULL;
}

void model_close(struct model *m)
{
	if (!m)
		return;
	arena_release(&m->arena);
	model_file_close(&m->file);
	free(m);
}

struct str model_version(const struct model *m)
{
	return m->version;
}

void analyse_run(const struct model *m, struct doc *d, enum analyse_from from)
{
	if (from == ANALYSE_TEXT)
		split_run(m, d, tokenise_run(&m->gaps, d));
	parse_run(m, d);
	reattach_run(d);
	doc_index_kids(d);
}
