/* incident.h - acts of violence: doer, target, weapons, harm, and whose word it is.
 *   reads    all above, ASSAULT events above all
 *   fills    incidents */
#ifndef TRUCE_SENSE_INCIDENT_H
#define TRUCE_SENSE_INCIDENT_H

#include "sense/record.h"

void incident_run(struct reading *r);

#endif
