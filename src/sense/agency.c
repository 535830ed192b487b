#include "sense/agency.h"

/* The word whose case and relation count: of “in Gondor and Arnor” for both the first, but “in Gondor, with Arnor” has two. */
static uint32_t first_conjunct(const struct doc *d, uint32_t w)
{
	for (int steps = 0; d->words.v[w].dep == DEP_CONJ && d->words.v[w].head >= 0 && doc_kid(d, w, DEP_CASE) < 0 && steps < 32; steps++)
		w = (uint32_t)d->words.v[w].head;
	return w;
}

static unsigned uses_of(const struct reading *r, uint32_t w)
{
	return actor_dict_agency(r->k->actors, r->doc->words.v[w].lemma);
}

/* Uses of the preposition of w, 0 where there is none. */
static unsigned case_uses(const struct reading *r, uint32_t w)
{
	int32_t c = doc_kid(r->doc, w, DEP_CASE);
	return c < 0 ? 0 : uses_of(r, (uint32_t)c);
}

static bool has_genitive(const struct doc *d, uint32_t last)
{
	return last < d->words.n && d->words.v[last].upos == UPOS_PART && str_ends(d->words.v[last].lemma, STR("s"));
}

/* “Osgiliath, Gondor”: the country behind a comma tells where the place before it lies. */
static bool locates_place(const struct reading *r, const struct hit *h)
{
	const struct doc *d = r->doc;
	if (h->first < 2 || !str_is(d->words.v[h->first - 1].form, ","))
		return false;
	ref before = r->word_place[h->first - 2];
	int32_t head = d->words.v[h->head].head;
	return before != NO_REF && head >= 0 && (uint32_t)head < h->first && d->words.v[h->head].dep != DEP_CONJ &&
	       r->word_place[head] == before;
}

bool agency_state(const struct reading *r, const struct hit *h)
{
	if (has_genitive(r->doc, h->last))
		return true;
	if (locates_place(r, h))
		return false;
	return !(case_uses(r, first_conjunct(r->doc, h->head)) & AGENCY_BIT(AGENCY_PLACE));
}

bool agency_body(const struct reading *r, const struct hit *h)
{
	return agency_state(r, h);
}

/* “Mordor attacked”: without an object it may be what was attacked, as headlines say it. */
static bool may_be_struck(const struct reading *r, uint32_t verb, unsigned uses)
{
	return uses & AGENCY_BIT(AGENCY_FIGHT) && doc_kid(r->doc, verb, DEP_OBJ) < 0 && doc_kid(r->doc, verb, DEP_OBL) < 0 &&
	       doc_kid(r->doc, verb, DEP_ADVMOD) < 0;
}

/* “Mordor rejected”, “Mordor has been accused”, but not “Mordor lies”, “Mordor was shelled”. */
static bool subject_acts(const struct reading *r, uint32_t w)
{
	int32_t verb = r->doc->words.v[w].head;
	if (verb < 0)
		return false;
	unsigned uses = uses_of(r, (uint32_t)verb);
	if (r->doc->words.v[w].dep == DEP_NSUBJ_PASS)
		return uses & AGENCY_BIT(AGENCY_SOCIAL);
	if (doc_kid(r->doc, (uint32_t)verb, DEP_COP) >= 0)
		return doc_kid(r->doc, (uint32_t)verb, DEP_CASE) < 0;
	if (uses & AGENCY_BIT(AGENCY_SPEECH))
		return true;
	return !(uses & AGENCY_BIT(AGENCY_STATIC)) && !may_be_struck(r, (uint32_t)verb, uses);
}

/* Behind a preposition: “talks with Mordor”, “a message to Mordor”, but not “in Mordor”, “flew to Mordor”, “strikes on Mordor”. */
static bool oblique_acts(const struct reading *r, uint32_t w)
{
	unsigned use = case_uses(r, w);
	int32_t head = r->doc->words.v[w].head;
	if (use & AGENCY_BIT(AGENCY_PLACE) || head < 0)
		return false;
	if (use & AGENCY_BIT(AGENCY_TOWARDS))
		return !(uses_of(r, (uint32_t)head) & (AGENCY_BIT(AGENCY_MOTION) | AGENCY_BIT(AGENCY_FIGHT)));
	return use & AGENCY_BIT(AGENCY_ACTING);
}

bool agency_seat(const struct reading *r, const struct hit *h)
{
	const struct doc *d = r->doc;
	if (has_genitive(d, h->last))
		return true;
	if (locates_place(r, h) || (h->last < d->words.n && h->last + 1 < d->words.n && str_is(d->words.v[h->last].form, ",") &&
				    d->words.v[h->last + 1].dep == DEP_APPOS && r->word_place[h->last + 1] != NO_REF))
		return false;
	uint32_t w = first_conjunct(d, h->head);
	int32_t head = d->words.v[w].head;
	switch (d->words.v[w].dep) {
	case DEP_NSUBJ:
	case DEP_NSUBJ_PASS:
		return subject_acts(r, w);
	case DEP_OBJ:
	case DEP_IOBJ:
		return head >= 0 && uses_of(r, (uint32_t)head) & AGENCY_BIT(AGENCY_SOCIAL);
	case DEP_OBL_AGENT:
		return true;
	case DEP_OBL:
	case DEP_NMOD:
		return oblique_acts(r, w);
	default:
		return false;
	}
}
