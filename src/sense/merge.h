/* merge.h - one event told several times in a report is one event; and the order of events.
 *   reads, changes   events */
#ifndef TRUCE_SENSE_MERGE_H
#define TRUCE_SENSE_MERGE_H

#include "sense/record.h"

void merge_events(struct reading *r);

#endif
