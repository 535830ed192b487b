/* clock.h - seconds, for benchmarks and progress bars. No pass may look at a clock: its output would differ between runs. */
#ifndef TRUCE_BASE_CLOCK_H
#define TRUCE_BASE_CLOCK_H

double clock_wall(void);   /* since some fixed moment */
double clock_thread(void); /* processor time of the calling thread */

#endif
