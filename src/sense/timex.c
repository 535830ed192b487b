#include "sense/timex.h"

void timex_run(struct reading *r)
{
	(void)r;
}

ref timex_near(const struct reading *r, uint32_t word)
{
	(void)r, (void)word;
	return NO_REF;
}

struct str timex_day(const struct reading *r, ref time)
{
	(void)r, (void)time;
	return STR("");
}

struct str timex_told_date(const struct reading *r, uint32_t trigger)
{
	return timex_day(r, timex_near(r, trigger));
}

struct str timex_date_of(const struct reading *r, uint32_t trigger)
{
	struct str told = timex_told_date(r, trigger);
	return told.n ? told : date_str(r->arena, r->dct);
}

ref timex_duration_of(const struct reading *r, uint32_t word)
{
	(void)r, (void)word;
	return NO_REF;
}
