/* blame.h - doers who are named apart from the deed: who is blamed for it, who claims it.
 *   reads    incidents, ACCUSE events, actors, trees, marks (harm.h)
 *   fills    by, said_by, standing and sentences of incidents
 *
 * “A bomb killed three. Gondor blamed Mordor.”: done by Mordor, on Gondor's word. “The rebels claimed responsibility”: done by them, admitted.
 * “The two sides blamed each other”: disputed, the doer open. The incident is the one that the sentence tells of, else the one
 * told just before. */
#ifndef TRUCE_SENSE_BLAME_H
#define TRUCE_SENSE_BLAME_H

#include "sense/harm.h"

void blame_run(const struct harm_marks *m);

#endif
