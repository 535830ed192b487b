/* status.h - whether what a word says happened, is to come, might, did not, or is long past.
 *   reads    trees, the rules' links (rulematch.h), times */
#ifndef TRUCE_SENSE_STATUS_H
#define TRUCE_SENSE_STATUS_H

#include "sense/rulematch.h"

/* The word classes of data/events/classes.tsv that status rests on, looked up once a report. */
struct status_words {
	uint8_t future, might, must, neg, condition, would, occur, future_mod, might_mod, past_mod, past_adv;
};

/* What was seen; `why` names it for explain. */
struct status {
	enum event_status status;
	bool future, negated, condition, might, must, past;
	uint32_t why; /* the word that decided, or UINT32_MAX */
};

void status_init(const struct rules *k, struct status_words *w);
struct status status_of(const struct rulematch *m, const struct status_words *sw, uint32_t trigger);

/* An auxiliary of obligation at this verb (“must”, “should”), or -1. */
int32_t status_obligation(const struct rulematch *m, const struct status_words *sw, uint32_t verb);

#endif
