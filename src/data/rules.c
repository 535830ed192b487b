#include "data/rules.h"

bool rules_load(struct knowledge *k, const char *dir, struct err *err)
{
	(void)k, (void)dir, (void)err;
	return true;
}
