#include "ticker.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

struct ticker {
	int seconds;
	void (*tick)(void *ctx);
	void *ctx;
	bool ended;
	pthread_mutex_t lock;
	pthread_cond_t end;
	pthread_t thread;
};

static void *run(void *arg)
{
	struct ticker *t = arg;
	pthread_mutex_lock(&t->lock);
	while (!t->ended) {
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += t->seconds;
		pthread_cond_timedwait(&t->end, &t->lock, &until);
		t->tick(t->ctx);
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

static void release(struct ticker *t)
{
	pthread_mutex_destroy(&t->lock);
	pthread_cond_destroy(&t->end);
	free(t);
}

struct ticker *ticker_new(int seconds, void (*tick)(void *ctx), void *ctx)
{
	struct ticker *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	*t = (struct ticker){.seconds = seconds, .tick = tick, .ctx = ctx};
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->end, NULL);
	if (pthread_create(&t->thread, NULL, run, t) == 0)
		return t;
	release(t);
	return NULL;
}

void ticker_free(struct ticker *t)
{
	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	t->ended = true;
	pthread_cond_signal(&t->end);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
	release(t);
}

void ticker_lock(struct ticker *t)
{
	if (t)
		pthread_mutex_lock(&t->lock);
}

void ticker_unlock(struct ticker *t)
{
	if (t)
		pthread_mutex_unlock(&t->lock);
}
