/* gazetteer.h - place names with coordinates, countries and administrative areas. */
#ifndef TRUCE_DATA_GAZETTEER_H
#define TRUCE_DATA_GAZETTEER_H

#include "data/knowledge.h"

bool gazetteer_load(struct knowledge *k, const char *dir, const char *file, struct err *err);
void gazetteer_close(const struct gazetteer *g); /* unmaps the file; NULL allowed */

#endif
