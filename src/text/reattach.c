#include "text/reattach.h"

static bool is_subject(const struct word *w)
{
	return w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS;
}

static void hang(struct word *w, uint32_t head, enum dep dep)
{
	w->head = (int32_t)head;
	w->dep = (uint8_t)dep;
	w->deprel = str_of(dep_name(dep));
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
static void reattach_fronted(struct doc *d, const struct sent *s, uint32_t verb)
{
	struct clause c = clause_of(d, s, verb);
	bool passive;
	if (c.content == UINT32_MAX || c.first_subject == UINT32_MAX || c.first_subject > c.content || c.last_subject < c.content ||
	    has_subject(d, s, c.content, &passive))
		return;
	hang(&d->words.v[c.first_subject], c.content, passive ? DEP_NSUBJ_PASS : DEP_NSUBJ);
}

/* Is the word the object of a verb? */
static bool is_object(const struct doc *d, const struct sent *s, int32_t w)
{
	const struct word *x = &d->words.v[w];
	return w >= (int32_t)s->first && x->dep == DEP_OBJ && x->head >= 0 && d->words.v[x->head].upos == UPOS_VERB;
}

/* “accused Gondor of attacking energy facilities”, “found ways of raising money”: what behind an object a gerund says is done to
 * things, not things that do it. As the treebanks have it, it hangs on the verb where the object is a name, else on the object. */
static void reattach_gerund(struct doc *d, const struct sent *s, uint32_t verb)
{
	struct word *x = &d->words.v[verb];
	bool modifies = (x->dep == DEP_AMOD || x->dep == DEP_COMPOUND) && x->head > (int32_t)verb && str_is(x->xpos, "VBG");
	if (!modifies || verb < s->first + 2 || !str_iis(d->words.v[verb - 1].form, "of") || d->words.v[verb - 1].head != x->head)
		return;
	uint32_t noun = (uint32_t)x->head;
	int32_t owner = d->words.v[noun].head, object = (int32_t)verb - 2;
	bool behind = d->words.v[noun].dep == DEP_NMOD || d->words.v[noun].dep == DEP_OBL;
	if (!behind || !is_object(d, s, object) || (owner != object && owner != d->words.v[object].head))
		return;
	for (uint32_t w = verb + 1; w < noun; w++) /* “delaying aid deliveries”: what hung on the gerund is the noun's */
		if (d->words.v[w].head == (int32_t)verb)
			d->words.v[w].head = (int32_t)noun;
	bool name = d->words.v[object].upos == UPOS_PROPN || d->words.v[object].upos == UPOS_PRON;
	hang(&d->words.v[verb - 1], verb, DEP_MARK);
	hang(x, name ? (uint32_t)d->words.v[object].head : (uint32_t)object, name ? DEP_ADVCL : DEP_ACL);
	hang(&d->words.v[noun], verb, DEP_OBJ);
}

void reattach_run(struct doc *d)
{
	for (size_t k = 0; k < d->sents.n; k++) {
		const struct sent *s = &d->sents.v[k];
		for (uint32_t w = s->first; w < s->last; w++) {
			if (d->words.v[w].dep == DEP_CCOMP && d->words.v[w].head > (int32_t)w)
				reattach_fronted(d, s, (uint32_t)d->words.v[w].head);
			if (d->words.v[w].upos == UPOS_VERB)
				reattach_gerund(d, s, w);
		}
	}
}
