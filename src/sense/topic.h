/* topic.h - what is said about talks: their topics, who leads the delegations, how they are described, changes of format.
 *   reads    trees, statements, talks
 *   fills    topics, delegates, described, note of talks */
#ifndef TRUCE_SENSE_TOPIC_H
#define TRUCE_SENSE_TOPIC_H

#include "sense/record.h"

#define TOPIC_WORDS_MAX 14

void topic_add(struct reading *r, struct talk *t, struct str words); /* unless it is there */

/* The topics that the words beside a mention of talks name; verb is what governs the mention, or -1. */
void topic_collect(struct reading *r, uint32_t word, int32_t verb, struct talk *t);

/* When all talks are known: delegations, topics told elsewhere, descriptions and notes go to the talk they are about. */
void topic_finish(struct reading *r);

#endif
