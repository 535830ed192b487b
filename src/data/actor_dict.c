#include "data/actor_dict.h"

bool actor_dict_load(struct knowledge *k, const char *dir, struct err *err)
{
	(void)k, (void)dir, (void)err;
	return true;
}
