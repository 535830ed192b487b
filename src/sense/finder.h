/* finder.h - what the search for mentions shares: the sentence at hand, its words and hits, candidates in the making, and what the
 * words around a noun say of country, body and place.
 *   finder.c       words, hits, phrases
 *   finder_name.c  names of persons and of organisations that the dictionary does not know */
#ifndef TRUCE_SENSE_FINDER_H
#define TRUCE_SENSE_FINDER_H

#include "sense/mention.h"

struct finder {
	const struct reading *r;
	const struct doc *d;
	const struct actor_dict *dict;
	struct candidates *c;
	const struct sent *s; /* the sentence at hand */
};

const struct word *finder_word_at(const struct finder *f, uint32_t w);
bool finder_capitalised(const struct finder *f, uint32_t w);
bool finder_is_form(const struct finder *f, uint32_t w, const char *form);
bool finder_is_dash(const struct finder *f, uint32_t w);
bool finder_is_genitive(const struct finder *f, uint32_t w);
unsigned finder_uses_of(const struct finder *f, uint32_t w);
/* The word of [first, last) that hangs on one outside. */
uint32_t finder_head_in(const struct finder *f, uint32_t first, uint32_t last);
/* The hit that covers the word (NULL outside the sentence), and what it may be: an entry of that type, or -1. */
const struct hit *finder_hit_at(const struct finder *f, uint32_t w);
int32_t finder_hit_entry(const struct finder *f, const struct hit *h, enum entry_type type, enum name_kind *kind);
const struct actor_entry *finder_entry_of(const struct finder *f, int32_t e);
/* What the hit is first of all: state, body, person, agent, pronoun; -1: none of them. */
int32_t finder_main_entry(const struct finder *f, const struct hit *h, enum name_kind *kind);
int32_t finder_agent_at(const struct finder *f, uint32_t w, enum name_kind *kind);
/* Whether a candidate has the hit as a modifier or title; finder_eat says so of the candidate that is added next. */
bool finder_taken(const struct finder *f, const struct hit *h);
/* A candidate with nothing known but its words; finder_add finds its head and puts it in. */
struct candidate finder_blank(enum candidate_type type, uint32_t first, uint32_t last);
void finder_add(struct finder *f, struct candidate c);
void finder_add_sectors(uint8_t to[ACTOR_SECTORS_MAX], const uint8_t *from);
void finder_eat(struct finder *f, const struct hit *h);
/* Read the modifiers left of c->first, and the “of” and “in” phrases of its noun, into the candidate; its words grow over them. */
void finder_take_left(struct finder *f, struct candidate *c);
void finder_take_right(struct finder *f, struct candidate *c);
/* To whom a name in the report belongs by what stands behind it: “NAME of the Morgul Front”, “NAME, who leads the rebels”.
 * True of leaders: they are persons. */
bool finder_take_ties(struct finder *f, struct candidate *c);

/* Adds the persons and unknown organisations that the sentence names. */
void finder_names(struct finder *f);

#endif
