#include "sense/deal.h"

void deal_run(struct reading *r)
{
	(void)r;
}
