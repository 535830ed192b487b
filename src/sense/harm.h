/* harm.h - the words of data/harm in a report, and who came to harm.
 *   reads    words, trees */
#ifndef TRUCE_SENSE_HARM_H
#define TRUCE_SENSE_HARM_H

#include "data/harmlex.h"
#include "sense/record.h"

/* What the lexicon says of one word, at the head of the phrase that it knows. */
struct harm_mark {
	const struct harm_entry *act, *weapon;
	uint8_t struck;        /* enum struck */
	uint8_t victim;        /* enum victim, or VICTIM_PERSON */
	bool covered;          /* belongs to a phrase whose head is another word */
	uint64_t guards;       /* bits of enum guard */
};

struct harm_marks {
	struct reading *r;
	const struct harmlex *lex;
	struct harm_mark *v;   /* [words.n] */
};

void harm_mark_words(struct harm_marks *m, struct reading *r);

static inline bool harm_guard(const struct harm_marks *m, uint32_t w, enum guard g)
{
	return m->v[w].guards >> g & 1;
}

/* Whether a dependent of w is a word of that kind. */
static inline bool harm_guard_below(const struct harm_marks *m, uint32_t w, enum guard g)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (harm_guard(m, d->kids[i], g))
			return true;
	return false;
}

/* Does the phrase headed by this word stand for people? A number alone does. */
bool harm_people(const struct harm_marks *m, uint32_t word);

/* Count and kinds of the people of a phrase and its conjuncts (“nine children and a woman”: ten); what “including” adds
 * is among them. False where they are no people. */
bool harm_of_phrase(const struct harm_marks *m, uint32_t word, struct harm *out);

/* Adds the kinds of people that stand behind “including” after word w. */
void harm_including(const struct harm_marks *m, uint32_t w, struct harm *out);

/* The same harm told twice, or of parts: the wider. */
void harm_join(struct arena *a, struct harm *into, const struct harm *more);

#endif
