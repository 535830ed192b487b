/* interrupt.h - Ctrl-C, and being asked to end, while there is work: what is under way is finished and said, then the program
 * ends by the signal, as the shell expects. No handler, no global: the signals are blocked and looked for. */
#ifndef TRUCE_CLI_INTERRUPT_H
#define TRUCE_CLI_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct interrupt {
	sigset_t before; /* what was blocked */
};

/* SIGINT, SIGTERM and SIGHUP wait from now on. Before threads are started. */
void interrupt_begin(struct interrupt *i);

bool interrupt_came(void);

/* Ends the program by the signal that came; returns where none did. */
void interrupt_end(const struct interrupt *i);

#endif
