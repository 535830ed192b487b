/* talks.h - meetings and negotiations: held, planned, refused, called off.
 *   reads    all above, CONSULT and AGREE events above all
 *   fills    talks */
#ifndef TRUCE_SENSE_TALKS_H
#define TRUCE_SENSE_TALKS_H

#include "sense/record.h"

void talks_run(struct reading *r);

#endif
