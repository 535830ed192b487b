#include "sense/event.h"

void event_run(struct reading *r)
{
	(void)r;
}
