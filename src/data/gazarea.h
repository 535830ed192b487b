/* gazarea.h - what the places of data/gazetteer, which name no first-order area, take from gazetteer.bin: area and GeoNames id
 * of the same place there; else the area in which all towns around them lie. Where those lie in several, or there are none, it
 * stays unknown: a border may run between. */
#ifndef TRUCE_DATA_GAZAREA_H
#define TRUCE_DATA_GAZAREA_H

#include "base/arena.h"
#include "data/gazetteer.h"
#include "data/gazfile.h"

#define GAZAREA_SAME_KM 30.0 /* towns of one name this near each other are one town */
#define GAZAREA_NEAR_KM 30.0 /* what counts as around a place */

/* Whether both are the same town, region or country. That they share a name is for the caller to know. */
bool gazarea_same(const struct gaz_place *p, const struct gazfile_place *f);

/* Fills geonameid where it is 0, and region: a place of the file, as `first` + its number there. */
void gazarea_fill(struct arena *a, const struct gazfile *f, struct gaz_place *places, size_t n, gaz_id first);

#endif
