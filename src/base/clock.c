#include "base/clock.h"

#include <time.h>

static double seconds(clockid_t clock)
{
	struct timespec t = {0};
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double clock_wall(void)
{
	return seconds(CLOCK_MONOTONIC);
}

double clock_thread(void)
{
	return seconds(CLOCK_THREAD_CPUTIME_ID);
}

double clock_real(void)
{
	return seconds(CLOCK_REALTIME);
}

void clock_sleep(double s)
{
	struct timespec t = {(time_t)s, (long)((s - (double)(time_t)s) * 1e9)};
	nanosleep(&t, NULL);
}
