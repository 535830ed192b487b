/* proposal.h - what is on the table: who proposes what, and what the others answer.
 *   reads    things, actors, times, statements
 *   fills    proposals */
#ifndef TRUCE_SENSE_PROPOSAL_H
#define TRUCE_SENSE_PROPOSAL_H

#include "sense/thing.h"

/* Takes the thing if the words around it say that it is proposed, asked for, hoped for, answered. */
bool proposal_take(struct reading *r, const struct thing *t);

#endif
