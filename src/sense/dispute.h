/* dispute.h - denials: an incident that its doer's side denies in the same report is disputed.
 *   reads    incidents, statements, actors, trees, marks (harm.h)
 *   fills    standing and sentences of incidents
 *
 * A denial is a verb of denying with a deed or an accusation as its object (“denied shelling the town”, “rejected the claim”), a
 * deed under a negation in the words of the side that is said to have done it (“said it had not attacked”), or what such a side
 * calls false (“called the report a lie”). It is tied to the incidents of that side: to those of the deed that it names, else
 * to the one told last. */
#ifndef TRUCE_SENSE_DISPUTE_H
#define TRUCE_SENSE_DISPUTE_H

#include "sense/harm.h"

void dispute_run(const struct harm_marks *m);

#endif
