/* phrase.h - the actors that a noun phrase stands for. What events, statements and talks ask of the resolver's work.
 *   reads    trees, word_actors */
#ifndef TRUCE_SENSE_PHRASE_H
#define TRUCE_SENSE_PHRASE_H

#include "sense/record.h"

/* Adds to *out the actors that the phrase headed by word `head` stands for, in the order of the text:
 *   the head's own, else the nearest within: in apposition, else possessor, adjective and compound (“Russia's offer”, “an Indian
 *   proposal”), else behind “of”, “between”, “by”, “among”, “from” (“talks between Gondor and Arnor”);
 *   and the same for every conjunct (“Gondor and Arnor's king”).
 * Adds nothing where the phrase names no actor. */
void actors_of_phrase(const struct reading *r, uint32_t head, refs *out);

/* The same without conjuncts: of a conjunct, or where conjuncts are looked at one by one. */
void actors_of_head(const struct reading *r, uint32_t head, refs *out);

/* The state in which the place at that word lies, as an actor with the word as a mention: for a place that is acted on (“shelled
 * Osgiliath”, “aid for villages in Gondor”). NO_REF where the word is no place or the dictionary has no state for its country. */
ref actor_of_place(struct reading *r, uint32_t word);

/* The place that the phrase names: its head or a part of its name; NO_REF where it names none. */
ref place_of_phrase(const struct reading *r, uint32_t head);

/* The state of that country code as an actor, made from the dictionary where the report has not mentioned it as one. */
ref actor_of_country(struct reading *r, struct str country);

#endif
