/* timex.h - time expressions, as TIMEX3 has them.
 *   reads    words, trees, reading->dct
 *   fills    times, word_time */
#ifndef TRUCE_SENSE_TIMEX_H
#define TRUCE_SENSE_TIMEX_H

#include "sense/record.h"

void timex_run(struct reading *r);

#endif
