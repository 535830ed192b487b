/* about.h - what statements are about.
 *   reads    statements, events, talks, proposals, agreements
 *   fills    about_talk, about_proposal, about_agreement, about_event of statements */
#ifndef TRUCE_SENSE_ABOUT_H
#define TRUCE_SENSE_ABOUT_H

#include "sense/record.h"

void about_run(struct reading *r);

#endif
