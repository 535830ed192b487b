#include "interrupt.h"

static sigset_t signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	return set;
}

void interrupt_begin(struct interrupt *i)
{
	sigset_t set = signals();
	sigprocmask(SIG_BLOCK, &set, &i->before);
}

bool interrupt_came(void)
{
	sigset_t pending;
	return sigpending(&pending) == 0 &&
	       (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM) || sigismember(&pending, SIGHUP));
}

void interrupt_end(const struct interrupt *i)
{
	sigprocmask(SIG_SETMASK, &i->before, NULL);
}
