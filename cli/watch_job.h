/* watch_job.h - addresses that are fetched at the same time, each as robots.txt and its server wish: one request to a server at a
 * time, none before it may be asked again, redirects followed to servers that are asked for their robots.txt too. */
#ifndef TRUCE_CLI_WATCH_JOB_H
#define TRUCE_CLI_WATCH_JOB_H

#include "watch.h"

#define JOB_WHY_MAX 256

struct host;

/* The servers, and the requests under way. */
struct crew {
	const struct watch_config *c;
	struct fetcher *fetcher;
	struct host *hosts;
	size_t n_hosts, cap_hosts;
	uint32_t *slots; /* [n_slots] number of a host + 1, by the hash of its origin; open addressing, power of two */
	size_t n_slots;
};

bool crew_init(struct crew *c, const struct watch_config *config, struct err *err);
void crew_release(struct crew *c);

/* The server of the address, and when it may be asked again, in seconds since 1970. CREW_NO_HOST: it has none, or there are too many. */
#define CREW_NO_HOST SIZE_MAX
size_t crew_host(struct crew *c, const char *url);
double crew_ready(const struct crew *c, size_t host);

enum outcome { GOT, UNCHANGED, LATER, GONE, FORBIDDEN };

enum job_step { JOB_ADDRESS, JOB_ROBOTS, JOB_ROBOTS_SENT, JOB_MAY, JOB_REQUEST, JOB_SENT, JOB_DONE };

/* One address on its way. */
struct job {
	enum job_step step;
	unsigned lane;              /* of the fetcher; its own */
	const char *etag, *modified; /* borrowed */
	char first[FETCH_URL_MAX + 1], url[FETCH_URL_MAX + 1]; /* where it began, where it has come to */
	char path[FETCH_URL_MAX + 1];
	int hops;
	size_t host;
	double wait;                /* it can go on then, in seconds since 1970; 0: when a request is done */
	enum outcome outcome;       /* when done */
	struct fetched got;         /* owned */
	char complaint[FETCH_URL_MAX + JOB_WHY_MAX + 4]; /* what there is to say about the outcome, or "" */
};

void job_begin(struct job *j, unsigned lane, const char *url, const char *etag, const char *modified);
void job_go_on(struct crew *c, struct job *j); /* as far as it can without waiting */
void job_release(struct job *j);

#endif
