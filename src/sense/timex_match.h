/* timex_match.h - finds the patterns of data/time/patterns.tsv in a sentence.
 *   reads    words, their tags
 *   memory   the matcher belongs to one document; its arrays are reused from sentence to sentence */
#ifndef TRUCE_SENSE_TIMEX_MATCH_H
#define TRUCE_SENSE_TIMEX_MATCH_H

#include "data/timelex.h"
#include "sense/atom.h"

/* What a class of the pattern has caught. */
struct time_slot {
	double min, max;     /* the number of the entry, or that which is written */
	struct str text;     /* the text of the entry */
};

struct time_match {
	const struct time_rule *rule;
	size_t first, last;  /* atoms [first, last) */
	uint64_t have;       /* bits of the classes whose slots are filled; the other slots are not set */
	struct time_slot slot[TIME_CLASS_COUNT];
};

static inline bool time_has(const struct time_match *m, enum time_class class)
{
	return m->have >> class & 1;
}

/* What an atom can be: a class, its length in atoms, and what it says. */
struct time_note {
	uint8_t class;
	uint8_t len;
	double min, max;
	struct str text;
};

struct time_matcher {
	const struct reading *r;
	struct atoms atoms;              /* of the sentence */
	VEC(struct time_note) notes;
	VEC(uint32_t) notes_at;          /* [atoms.n + 1] first note of the atom */
	VEC(uint64_t) classes;           /* [atoms.n] bits of the classes of its notes */
	bool capitals;                   /* the sentence is all in capitals: case says nothing */
};

/* Takes up a sentence; false where nothing in it can be a time. */
bool time_matcher_set(struct time_matcher *m, const struct sent *s);

/* The longest match that begins at atom i; false where there is none. */
bool time_matcher_at(const struct time_matcher *m, size_t i, struct time_match *out);

#endif
