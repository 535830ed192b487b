#include "batch.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

struct slot {
	struct batch_item item;
	bool finished;
};

/* A ring of slots: read at head, worked on in between, handed out at tail. */
struct run {
	const struct batch *batch;
	struct slot *slots;
	size_t n_slots;
	pthread_mutex_t reading; /* held while a report is read: one at a time */
	pthread_mutex_t lock;    /* guards all below */
	pthread_cond_t room;
	uint64_t head, tail;
	bool ended, draining, stopped;
	struct err err;
};

static void stop(struct run *r, const struct err *why)
{
	pthread_mutex_lock(&r->lock);
	if (why)
		err_set(&r->err, why->code, "%s", why->message);
	r->stopped = true;
	pthread_cond_broadcast(&r->room);
	pthread_mutex_unlock(&r->lock);
}

static void clear(struct batch_item *item)
{
	arena_clear(&item->arena);
	buf_clear(&item->out);
	item->reading = NULL;
	item->report = (struct report){0};
	item->err = (struct err){0};
}

/* Hands out what is finished, oldest first, unless another thread is at it. Called with the lock held. */
static void drain(struct run *r)
{
	if (r->draining)
		return;
	r->draining = true;
	while (!r->stopped && r->tail < r->head && r->slots[r->tail % r->n_slots].finished) {
		struct slot *s = &r->slots[r->tail % r->n_slots];
		struct err err = {0};
		pthread_mutex_unlock(&r->lock);
		bool ok = r->batch->done(r->batch->ctx, &s->item, &err);
		if (!ok)
			stop(r, &err);
		clear(&s->item);
		pthread_mutex_lock(&r->lock);
		s->finished = false;
		r->tail++;
		pthread_cond_broadcast(&r->room);
	}
	r->draining = false;
}

static bool wait_for_room(struct run *r)
{
	pthread_mutex_lock(&r->lock);
	while (!r->stopped && r->head - r->tail == r->n_slots)
		pthread_cond_wait(&r->room, &r->lock);
	bool go_on = !r->stopped;
	pthread_mutex_unlock(&r->lock);
	return go_on;
}

/* Reads the next report into a free slot; NULL where there is no more or the run stops. */
static struct slot *take(struct run *r, enum batch_got *got)
{
	struct slot *s = NULL;
	pthread_mutex_lock(&r->reading);
	if (!r->ended && wait_for_room(r)) {
		s = &r->slots[r->head % r->n_slots];
		*got = r->batch->next(r->batch->ctx, &s->item.arena, &s->item.report, &s->item.err);
		r->ended = *got == BATCH_END || *got == BATCH_FAILED;
		if (*got == BATCH_FAILED)
			stop(r, &s->item.err);
		if (r->ended)
			s = NULL;
		else {
			pthread_mutex_lock(&r->lock);
			r->head++;
			pthread_mutex_unlock(&r->lock);
		}
	}
	pthread_mutex_unlock(&r->reading);
	return s;
}

static void *worker(void *arg)
{
	struct run *r = arg;
	enum batch_got got;
	for (struct slot *s; (s = take(r, &got)) != NULL;) {
		if (got == BATCH_REPORT)
			r->batch->work(r->batch->ctx, &s->item);
		pthread_mutex_lock(&r->lock);
		s->finished = true;
		drain(r);
		pthread_mutex_unlock(&r->lock);
	}
	return NULL;
}

static void run_threads(struct run *r, unsigned jobs)
{
	pthread_t threads[BATCH_JOBS_MAX];
	unsigned n = 0;
	while (n + 1 < jobs && pthread_create(&threads[n], NULL, worker, r) == 0)
		n++;
	worker(r); /* where no thread can be had, this one does it all */
	while (n)
		pthread_join(threads[--n], NULL);
}

bool batch_run(const struct batch *b, struct err *err)
{
	unsigned jobs = b->jobs ? b->jobs < BATCH_JOBS_MAX ? b->jobs : BATCH_JOBS_MAX : 1;
	struct run r = {.batch = b, .n_slots = (size_t)jobs * BATCH_AHEAD};
	r.slots = calloc(r.n_slots, sizeof *r.slots);
	if (!r.slots)
		return err_set(err, ERR_MEMORY, "out of memory for %u jobs", jobs);
	for (size_t i = 0; i < r.n_slots; i++)
		arena_init(&r.slots[i].item.arena, 0);
	pthread_mutex_init(&r.reading, NULL);
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.room, NULL);
	run_threads(&r, jobs);
	for (size_t i = 0; i < r.n_slots; i++) {
		arena_release(&r.slots[i].item.arena);
		buf_release(&r.slots[i].item.out);
	}
	free(r.slots);
	pthread_mutex_destroy(&r.reading);
	pthread_mutex_destroy(&r.lock);
	pthread_cond_destroy(&r.room);
	return r.stopped ? err_set(err, r.err.code ? r.err.code : ERR_SYSTEM, "%s", r.err.message) : true;
}

unsigned batch_cores(void)
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	int n = CPU_COUNT(&set);
	return n > 0 ? (unsigned)n : 1;
}
