#include "sense/toponym.h"

void toponym_run(struct reading *r)
{
	(void)r;
}
