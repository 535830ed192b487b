/* ticker.h - a thread that does something every few seconds, never at the same time as those who hold its lock. */
#ifndef TRUCE_CLI_TICKER_H
#define TRUCE_CLI_TICKER_H

struct ticker;

/* Calls tick(ctx) with the lock held, until ticker_free, which waits for it. NULL where no thread can be had. */
struct ticker *ticker_new(int seconds, void (*tick)(void *ctx), void *ctx);
void ticker_free(struct ticker *t); /* NULL allowed, as below */

void ticker_lock(struct ticker *t);
void ticker_unlock(struct ticker *t);

#endif
