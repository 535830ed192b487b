/* event.h - who did what to whom, in the PLOVER ontology.
 *   reads    trees, actors, places, times, statements
 *   fills    events */
#ifndef TRUCE_SENSE_EVENT_H
#define TRUCE_SENSE_EVENT_H

#include "sense/record.h"

void event_run(struct reading *r);

#endif
