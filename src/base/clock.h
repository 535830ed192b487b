/* clock.h - seconds, for benchmarks, progress bars and what follows the news. No pass may look at a clock: its output would differ between runs. */
#ifndef TRUCE_BASE_CLOCK_H
#define TRUCE_BASE_CLOCK_H

double clock_wall(void);   /* since some fixed moment */
double clock_thread(void); /* processor time of the calling thread */
double clock_real(void);   /* since 1970; may be set, also back */

void clock_sleep(double seconds); /* or until a signal comes */

#endif
