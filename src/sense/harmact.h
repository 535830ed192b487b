/* harmact.h - one act of violence as one word tells it: who does what to whom, where, when, with what.
 *   reads    marks (harm.h), trees, actors, places, times */
#ifndef TRUCE_SENSE_HARMACT_H
#define TRUCE_SENSE_HARMACT_H

#include "sense/harm.h"

struct harm_act {
	uint32_t word;
	const struct harm_entry *entry;
	uint8_t kind, strength;       /* enum incident_kind, 0 open */
	refs by, target;
	uint32_t struck;              /* bits of enum struck */
	ref place;
	struct str date;
	bool date_told;               /* by the text, not taken from the report */
	bool both;                    /* two sides, each against the other: two incidents */
	bool fires;                   /* its object is a weapon */
	bool fight_with;              /* “clashes with rebels”: the doers told are one side of two */
	bool again;                   /* “the attack”: told before */
	bool first;                   /* “an attack”: not told before */
	sym thing;                    /* “blew up *the station*”: lemma of a struck thing that was told of before; 0 */
	struct harm harm[HARM_KIND_COUNT];
	VEC(struct weapon) weapons;
};

/* Did what this word says happen? Not what was denied, prevented, planned, feared, or is long past. */
bool harm_act_happened(const struct harm_marks *m, uint32_t word);

/* Reads what the tree says around an act. */
void harm_act_read(const struct harm_marks *m, uint32_t word, struct harm_act *out);

#endif
