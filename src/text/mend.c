#include "text/mend.h"

static bool is_subject(const struct word *w)
{
	return w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS;
}

/* What the words of a sentence that hang on one verb say of its subjects. */
struct clause {
	uint32_t first_subject, last_subject, content; /* UINT32_MAX: none; content: a clause ahead of the verb that it is the object of */
};

static struct clause clause_of(const struct doc *d, const struct sent *s, uint32_t verb)
{
	struct clause c = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
	for (uint32_t w = s->first; w < s->last; w++) {
		const struct word *x = &d->words.v[w];
		if (x->head != (int32_t)verb)
			continue;
		if (is_subject(x)) {
			c.first_subject = c.first_subject == UINT32_MAX ? w : c.first_subject;
			c.last_subject = w;
		} else if (x->dep == DEP_CCOMP && w < verb && c.content == UINT32_MAX)
			c.content = w;
	}
	return c;
}

static bool has_subject(const struct doc *d, const struct sent *s, uint32_t verb, bool *passive)
{
	bool found = false;
	*passive = false;
	for (uint32_t w = s->first; w < s->last; w++) {
		const struct word *x = &d->words.v[w];
		if (x->head != (int32_t)verb)
			continue;
		found |= is_subject(x) || x->dep == DEP_EXPL || x->dep == DEP_CSUBJ;
		*passive |= x->dep == DEP_AUX_PASS;
	}
	return found;
}

/* “The halt to strikes on the towns has expired, the spokesman said”: far from its verb, “halt” may be taken for what said it too. */
static void mend_fronted(struct doc *d, const struct sent *s, uint32_t verb)
{
	struct clause c = clause_of(d, s, verb);
	bool passive;
	if (c.content == UINT32_MAX || c.first_subject == UINT32_MAX || c.first_subject > c.content || c.last_subject < c.content ||
	    has_subject(d, s, c.content, &passive))
		return;
	struct word *subject = &d->words.v[c.first_subject];
	subject->head = (int32_t)c.content;
	subject->dep = passive ? DEP_NSUBJ_PASS : DEP_NSUBJ;
	subject->deprel = passive ? STR("nsubj:pass") : STR("nsubj");
}

void mend_run(struct doc *d)
{
	for (size_t k = 0; k < d->sents.n; k++) {
		const struct sent *s = &d->sents.v[k];
		for (uint32_t w = s->first; w < s->last; w++)
			if (d->words.v[w].dep == DEP_CCOMP && d->words.v[w].head > (int32_t)w)
				mend_fronted(d, s, (uint32_t)d->words.v[w].head);
	}
}
