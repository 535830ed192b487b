/* agency.h - whether the name of a place acts for its government or is only a place.
 *   reads    trees, places, data/actors/agency.tsv */
#ifndef TRUCE_SENSE_AGENCY_H
#define TRUCE_SENSE_AGENCY_H

#include "sense/match.h"

/* A country's name: an actor unless it says where something is (“in Gondor”, “Osgiliath, Gondor”). */
bool agency_state(const struct reading *r, const struct hit *h);

/* A capital or seat: an actor only where the sentence has it speak, act, own or be spoken to. */
bool agency_seat(const struct reading *r, const struct hit *h);

/* A body: an actor unless it is a building (“at the White House”). */
bool agency_body(const struct reading *r, const struct hit *h);

#endif
