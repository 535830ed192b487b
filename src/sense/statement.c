#include "sense/statement.h"

void statement_run(struct reading *r)
{
	(void)r;
}
