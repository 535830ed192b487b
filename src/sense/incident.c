#include "sense/incident.h"

void incident_run(struct reading *r)
{
	(void)r;
}
