#include "sense/about.h"

/* A statement is about the first record whose trigger its content holds, or which is told of again in that sentence. */
static bool holds(const struct statement *s, struct span words)
{
	for (size_t i = 0; i < s->content.n; i++)
		if (words.start >= s->content.v[i].start && words.end <= s->content.v[i].end)
			return true;
	return false;
}

#define FIND(records, s, out) \
	do { \
		for (size_t i = 0; i < (records)->n && *(out) == NO_REF; i++) \
			if (holds(s, (records)->v[i].ev.span)) \
				*(out) = (ref)i; \
	} while (0)

void about_run(struct reading *r)
{
	for (size_t k = 0; k < r->statements.n; k++) {
		struct statement *s = &r->statements.v[k];
		FIND(&r->talks, s, &s->about_talk);
		FIND(&r->proposals, s, &s->about_proposal);
		FIND(&r->agreements, s, &s->about_agreement);
		FIND(&r->events, s, &s->about_event);
	}
}
