/* A data folder in which one file is another: the first line names it (actors/states.tsv), the rest is its content.
 * It loads, or the complaint names the file. */
#include "fuzz.h"

#include "data/knowledge.h"
#include "overlay.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[OVERLAY_PATH_MAX];
	struct err err = {0};
	struct str rest = {(const char *)data, size}, file = str_cut(&rest, '\n');
	if (file.n == 0 || file.p[0] == '/' || str_find(file, STR("..")) < file.n)
		return 0;
	if (!overlay_make(FUZZ_SOURCE "/test/data", file, rest, path, &err))
		return 0;
	struct knowledge *k = knowledge_load(path, NULL, &err);
	FUZZ_CHECK((k == NULL) == (err.code != ERR_NONE));
	knowledge_free(k);
	overlay_remove(path);
	return 0;
}
