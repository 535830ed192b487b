/* argument.h - the actors that a path of a rule leads to.
 *   reads    trees, word_actors, word_place
 *   fills    actors, where a place stands for its country (“struck targets in Arnor”) and the report names that country
 *            in no other way
 *
 * Each function appends to *out, the first alternative of the path that names an actor, and says in *how which it was. */
#ifndef TRUCE_SENSE_ARGUMENT_H
#define TRUCE_SENSE_ARGUMENT_H

#include "sense/rulematch.h"

struct argument {
	refs who;
	const struct rule_slot *slot; /* the alternative of the path; NULL: none */
	uint32_t word;                /* the head of the phrase; UINT32_MAX: none */
	bool by_place;                /* a place stood for its country */
};

enum argument_places { ARGUMENT_NO_PLACES, ARGUMENT_PLACES };

struct argument argument_find(struct rulematch *m, uint32_t w, const struct rule_path *path, enum argument_places places);

/* The state of that country, added where the report has none; NO_REF for a place without a country. */
ref argument_state_of(struct rulematch *m, ref place, uint32_t word);

/* The text of a slot as the rule file has it: “obj.mod”. */
struct str argument_slot_text(const struct rulematch *m, const struct rule_slot *slot);

#endif
