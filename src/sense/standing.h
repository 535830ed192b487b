/* standing.h - whose word an incident rests on, and what that is worth.
 *   reads    actors, places, the incident's by, target, place, said_by */
#ifndef TRUCE_SENSE_STANDING_H
#define TRUCE_SENSE_STANDING_H

#include "sense/record.h"

/* stated where the report says it itself; admitted where the doer's side does; confirmed by a third party; else claimed by one side. */
enum standing standing_judge(const struct reading *r, const struct incident *i);

/* Is that actor one of the side, or of its country? */
bool standing_on_side(const struct reading *r, ref id, const refs *side);

#endif
