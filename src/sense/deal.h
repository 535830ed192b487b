/* deal.h - what is on the table and what has been agreed: proposals and agreements with their life.
 *   reads    all above
 *   fills    proposals, agreements, and what statements are about */
#ifndef TRUCE_SENSE_DEAL_H
#define TRUCE_SENSE_DEAL_H

#include "sense/record.h"

void deal_run(struct reading *r);

#endif
