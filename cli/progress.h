/* progress.h - how far long work is: a bar on a terminal, nothing elsewhere. Writes to standard error. */
#ifndef TRUCE_CLI_PROGRESS_H
#define TRUCE_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool terminal;
	uint64_t started, drawn; /* milliseconds of the monotonic clock */
	bool on_screen;
};

void progress_begin(struct progress *p);

/* done of all bytes, and how many reports; redrawn at most ten times a second. all may be 0: not known. */
void progress_show(struct progress *p, uint64_t done, uint64_t all, size_t reports);

/* Takes the bar off the screen, so that a line can be written; the next progress_show draws it again. */
void progress_clear(struct progress *p);

#endif
