/* incident.h - acts of violence: doer, target, weapons, harm, and whose word it is.
 *   reads    all above, ASSAULT events above all
 *   fills    incidents */
#ifndef TRUCE_SENSE_INCIDENT_H
#define TRUCE_SENSE_INCIDENT_H

#include "sense/record.h"

void incident_run(struct reading *r);

/* Can these be two words for one deed: kinds (0: open), places (NO_REF: not told)? */
bool incident_kinds_agree(uint8_t a, uint8_t b);
bool incident_places_agree(const struct reading *r, ref a, ref b);

#endif
