#include "data/gazetteer.h"

bool gazetteer_load(struct knowledge *k, const char *dir, const char *file, struct err *err)
{
	(void)k, (void)dir, (void)file, (void)err;
	return true;
}

void gazetteer_close(const struct gazetteer *g)
{
	(void)g;
}
