/* mend.h - trees as no sentence has them, set right before anybody reads them: the few shapes in which parsers lose who says or does
 * a thing. Only the tree says what is wrong, never the words of one sentence.
 *   reads    trees; cues of speech
 *   fills    heads, relations and tags of words; the index of dependents
 *
 * “[Mordor], [Gondor] says, is shelling …”: of two subjects the first belongs to the clause that the cue interrupts.
 * “soldiers [from Mordor] shot …”: a subject with a preposition, right behind another, tells more of that one.
 * “officials [report] ten people are killed”: a verb with a subject of its own is no subject.
 * “said last month [that …]”: no relative clause, where nothing is missing in it; “said [calm] had prevailed”: what prevailed.
 * “[asked about the talks], Gondor said …”, “Gondor has said [as Rohan's king arrived]”: beside what is said, no part of it.
 * “Gondor's tanks [shelled] positions.”: in a sentence without a verb the past participle with an object is the verb; so is a noun with
 * an auxiliary, “Gondor will [boycott] the vote”.
 * “Gondor [claims] that …”, “Gondor [denies] shelling …”: what has “that …” or a participle behind it, and no verb
 * beside it, is the verb. */
#ifndef TRUCE_SENSE_MEND_H
#define TRUCE_SENSE_MEND_H

#include "sense/record.h"

void mend_run(struct reading *r);

#endif
