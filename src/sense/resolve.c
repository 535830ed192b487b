#include "sense/resolve.h"

void resolve_run(struct reading *r)
{
	(void)r;
}
