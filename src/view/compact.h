/* compact.h - records as short lines for people: what golden tests compare and `truce test` prints.
 *
 *   event RETREAT mode=ceasefire actor=GON,ARN date=2021-05-20 trigger="took hold"
 *
 * A line is the kind, for most kinds a first value, then fields with something to say, always in the same order.
 * States are their country code, other actors and places their name; counts are 3, 20+ or 24-99; values with anything
 * but letters, digits and -._:/+ stand in quotation marks. Pure: reads a finished reading, adds to a buf. */
#ifndef TRUCE_VIEW_COMPACT_H
#define TRUCE_VIEW_COMPACT_H

#include "base/buf.h"
#include "sense/record.h"

#define COMPACT_LIST(X) \
	X(WORDS, "words") X(WORD, "word") X(ACTOR, "actor") X(PLACE, "place") X(TIME, "time") X(STATEMENT, "statement") \
	X(EVENT, "event") X(TALK, "talk") X(PROPOSAL, "proposal") X(AGREEMENT, "agreement") X(INCIDENT, "incident")

enum compact_kind {
	COMPACT_NONE,
#define X(name, word) COMPACT_##name,
	COMPACT_LIST(X)
#undef X
	COMPACT_COUNT
};

enum compact_kind compact_kind_of(struct str word); /* COMPACT_NONE where it is none */
const char *compact_kind_name(enum compact_kind k);

/* One line a record of that kind, in the order of the reading. `fields`: names parted by blanks, only these are shown
 * (the first value always is); empty: all but those that are noise in most tests, rule and score. */
void compact_print(const struct reading *r, enum compact_kind kind, struct str fields, struct buf *out);

#endif
