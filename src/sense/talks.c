#include "sense/talks.h"

void talks_run(struct reading *r)
{
	(void)r;
}
