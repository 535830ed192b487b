#include "sense/deal.h"

#include "sense/about.h"
#include "sense/agreement.h"
#include "sense/field.h"
#include "sense/proposal.h"

static void settle_proposals(struct reading *r)
{
	for (size_t i = 0; i < r->proposals.n; i++) {
		struct proposal *p = &r->proposals.v[i];
		party_settle(r, &p->by);
		party_settle(r, &p->to);
		for (size_t j = 0; j < p->answers.n; j++)
			p->answers.v[j].by = party_settled(r, p->answers.v[j].by);
	}
}

/* Who has mediated a deal of two others has not signed it, even where he is told to have agreed with one of them on it. */
static bool signs_as_mediator(const struct agreement *g, const struct change *c)
{
	return c->change == AGREEMENT_CHANGE_SIGNED && g->parties.n > 1 && refs_has(&g->mediators, c->by) && !refs_has(&g->parties, c->by);
}

static void settle_agreements(struct reading *r)
{
	for (size_t i = 0; i < r->agreements.n; i++) {
		struct agreement *g = &r->agreements.v[i];
		party_settle(r, &g->parties);
		party_settle(r, &g->mediators);
		for (size_t j = 0; j < g->changes.n; j++) {
			struct change *c = &g->changes.v[j];
			c->by = party_settled(r, c->by);
			if (signs_as_mediator(g, c))
				c->by = NO_REF;
		}
	}
}

void deal_run(struct reading *r)
{
	things all = {0};
	const bool *ours = field_find(r);
	thing_find(r, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct thing *t = &all.v[i];
		if (!ours[r->doc->words.v[t->word].sent])
			continue;
		bool agreed = agreement_take(r, t);
		/* the renewal of an agreement is on the table while the agreement has its life */
		if (!agreed || t->known || t->class == THING_AGREEMENT)
			proposal_take(r, t);
	}
	settle_proposals(r);
	settle_agreements(r);
	about_run(r);
}
