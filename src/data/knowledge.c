#include "data/knowledge.h"

#include "data/actor_dict.h"
#include "data/articles.h"
#include "data/cues.h"
#include "data/deals.h"
#include "data/foreign.h"
#include "data/gazetteer.h"
#include "data/harmlex.h"
#include "data/inputlex.h"
#include "data/layout.h"
#include "data/rules.h"
#include "data/table.h"
#include "data/terms.h"
#include "data/timelex.h"
#include "data/verbforms.h"

#include <inttypes.h>
#include <stdlib.h>

static bool load_parts(struct knowledge *k, const char *dir, const char *gazetteer_file, struct err *err)
{
	return actor_dict_load(k, dir, err) && gazetteer_load(k, dir, gazetteer_file, err) && timelex_load(k, dir, err) &&
	       cues_load(k, dir, err) && rules_load(k, dir, err) && harmlex_load(k, dir, err) && deals_load(k, dir, err) &&
	       inputlex_load(k, dir, err) && articles_load(k, dir, err) && layout_load(k, dir, err) && foreign_load(k, dir, err) &&
	       terms_load(k, dir, err) && verbforms_load(k, dir, err);
}

static bool load(struct knowledge *k, const char *dir, const char *gazetteer_file, struct err *err)
{
	jmp_buf guard;
	if (setjmp(guard)) {
		k->arena.guard = NULL;
		return err_set(err, ERR_MEMORY, "%s: out of memory while loading the knowledge", dir);
	}
	k->arena.guard = &guard;
	symtab_init(&k->symbols, &k->arena);
	bool ok = load_parts(k, dir, gazetteer_file, err);
	if (ok)
		k->version = arena_printf(&k->arena, "%016" PRIx64, k->hash);
	k->arena.guard = NULL;
	return ok;
}

struct knowledge *knowledge_load(const char *data_dir, const char *gazetteer_file, struct err *err)
{
	struct knowledge *k = calloc(1, sizeof *k);
	if (!k) {
		err_set(err, ERR_MEMORY, "out of memory");
		return NULL;
	}
	arena_init(&k->arena, 0);
	if (load(k, data_dir, gazetteer_file, err))
		return k;
	knowledge_free(k);
	return NULL;
}

void knowledge_free(struct knowledge *k)
{
	if (!k)
		return;
	gazetteer_close(k->gazetteer);
	arena_release(&k->arena);
	free(k);
}

bool knowledge_table(struct knowledge *k, struct table *t, const char *dir, const char *name, struct err *err)
{
	if (!table_open(t, &k->arena, dir, name, err))
		return false;
	k->hash = (k->hash ^ t->hash) * 1099511628211u;
	return true;
}

sym knowledge_sym(struct knowledge *k, struct str word)
{
	return symtab_add(&k->symbols, word);
}
