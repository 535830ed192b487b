/* status.h - whether what a word says happened, is to come, might, did not, or is long past.
 *   reads    trees, the rules' links (rulematch.h), times; each word's own factuality (factuality.h) */
#ifndef TRUCE_SENSE_STATUS_H
#define TRUCE_SENSE_STATUS_H

#include "sense/rulematch.h"

/* What was seen; `why` names it for explain. */
struct status {
	enum event_status status;
	bool future, negated, condition, might, must, past, asked;
	uint32_t why; /* the word that decided, or UINT32_MAX */
};

struct status status_of(const struct rulematch *m, uint32_t trigger);

#endif
