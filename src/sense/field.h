/* field.h - is a sentence about conflict, politics or diplomacy at all, or about sport, markets, screens, gadgets?
 *   reads    words; the classes {on-topic} and {off-topic} of data/events/classes.tsv
 *
 * Words of sport and business say “attack”, “bid” and “clash” too. A report with more words of those fields than of ours is
 * of another field as a whole; in a mixed one, single sentences may be. Weights: FIELD_… in field.c. */
#ifndef TRUCE_SENSE_FIELD_H
#define TRUCE_SENSE_FIELD_H

#include "sense/record.h"

/* One flag a sentence, in the reading's arena: true where the sentence may speak of our field. */
const bool *field_find(const struct reading *r);

#endif
