/* resolve.h - actors: who is mentioned, which mentions are one, country, sector and role of each.
 *   reads    words, trees, places
 *   fills    actors, word_actors */
#ifndef TRUCE_SENSE_RESOLVE_H
#define TRUCE_SENSE_RESOLVE_H

#include "sense/record.h"

void resolve_run(struct reading *r);

#endif
