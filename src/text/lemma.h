/* lemma.h - lemma rules: how a lemma comes out of a form. A rule is a case operation, a number of code points to drop
 * from the end, and what to put there; "go" from "went" drops four. Written as "l1|y": lower-case, drop one, add y. */
#ifndef TRUCE_TEXT_LEMMA_H
#define TRUCE_TEXT_LEMMA_H

#include "base/arena.h"

#define LEMMA_RULE_MAX 64u /* bytes of a rule */

/* The shortest rule that makes lemma from form; empty where it would be longer than LEMMA_RULE_MAX. Arena memory. */
struct str lemma_rule(struct arena *a, struct str form, struct str lemma);

/* The lemma that a rule makes; the form itself where the rule is broken or leaves nothing. */
struct str lemma_apply(struct arena *a, struct str rule, struct str form);

#endif
