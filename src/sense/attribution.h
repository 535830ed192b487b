/* attribution.h - whose word it is: who is reported to say what a word tells. Events, incidents, talks, proposals and agreements
 * all ask here for their said_by.
 *   reads    trees, statements, word_statement, word_cue, actors
 *
 * Whoever speaks the innermost statement around the word; where nobody is known to speak it, the speaker of the statement around
 * that one; where the word is in none, who reports it as an object (“the army reported drones in an assault”). What a reporter
 * puts beside somebody's indirect speech is not that speaker's word: see attribution.c. Nobody: it is the report's own word. */
#ifndef TRUCE_SENSE_ATTRIBUTION_H
#define TRUCE_SENSE_ATTRIBUTION_H

#include "sense/record.h"

/* Adds the speakers to *out. */
void attribution_of(const struct reading *r, uint32_t word, refs *out);

#endif
