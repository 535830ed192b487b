/* act.h - what is done with a thing: the acts of data/process/acts.tsv around a noun, from the nearest outwards.
 *   reads    trees */
#ifndef TRUCE_SENSE_ACT_H
#define TRUCE_SENSE_ACT_H

#include "data/deals.h"
#include "sense/record.h"

#define ACTS_MAX 8

enum mood { MOOD_FACT, MOOD_GOING_ON, MOOD_TO_COME, MOOD_MAYBE, MOOD_NOT };

/* Whether a verb tells a fact, something going on, to come, that may be, or that is not. */
enum mood act_mood(const struct reading *r, uint32_t verb);

/* Whether what w speaks of is told as there: no “if”, “would”, “must”, plan, wish or demand stands over it. What somebody says
 * is told as there, too: whose word it is stands in said_by. */
bool act_told_as_fact(const struct reading *r, uint32_t w);

/* Whether the phrase says that there is none: “without agreement”, “no talks”. */
bool act_none_of(const struct reading *r, uint32_t w);

/* Whether somebody denies what w speaks of: “denied that talks were under way”. */
bool act_denied(const struct reading *r, uint32_t w);

/* Whether a cue of speech asks, promises, threatens or orders, so that what it brings is not told as there. */
bool act_asks(const struct reading *r, uint32_t cue);

struct act_hit {
	const struct act_word *act; /* NULL: a verb with no act, seen for its mood */
	uint32_t word;
	enum mood mood;
	bool as_subject; /* the thing is what does it (“the talks failed”), not what it is done to */
	int step;        /* how far out: 0 beside the thing, 1 what governs it, … */
	bool aside;      /* a modifier of the thing (“upcoming talks”, “talks planned for Monday”), not what governs it */
};

struct acts {
	struct act_hit v[ACTS_MAX];
	int n;
};

/* The acts of that kind around the thing headed by w. */
void acts_around(const struct reading *r, uint32_t w, enum act_about about, struct acts *out);

/* Is this word an act of that kind? */
const struct act_word *act_at(const struct reading *r, uint32_t w, enum act_about about);

/* Has the phrase or clause of w such a preposition or conjunction (case or mark)? */
bool act_has_case(const struct reading *r, uint32_t w, enum grammar use);

/* The first kid of w that has one; -1 where there is none. */
int32_t act_prep(const struct reading *r, uint32_t w, enum grammar use);

/* Doer of the verb: its subject, through infinitives, participles and conjuncts; the agent where it is passive; or -1. */
int32_t act_doer(const struct reading *r, uint32_t verb);

#endif
