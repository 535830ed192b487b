/* toponym.h - place names, put on the map.
 *   reads    words, trees, times
 *   fills    places, word_place */
#ifndef TRUCE_SENSE_TOPONYM_H
#define TRUCE_SENSE_TOPONYM_H

#include "sense/record.h"

void toponym_run(struct reading *r);

#endif
