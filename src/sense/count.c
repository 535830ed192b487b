#include "sense/count.h"

struct count count_of(const struct reading *r, uint32_t noun)
{
	(void)r, (void)noun;
	return (struct count){0};
}

struct count count_at(const struct reading *r, uint32_t word, uint32_t *end)
{
	(void)r;
	*end = word;
	return (struct count){0};
}
