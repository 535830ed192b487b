#include "sense/dispute.h"

#include "sense/clause.h"
#include "sense/incident.h"
#include "sense/phrase.h"
#include "sense/standing.h"

#define BACK_SENTENCES 4 /* how far back “denied it” finds what it denies */
#define DEPTH_MAX 4
#define NEGATED_UP 3     /* words between a deed and the one that is negated: “was not behind the attack” */

struct denial {
	uint32_t sent;
	refs by;          /* who denies */
	uint8_t kind;     /* of the deed denied; 0: open */
	ref place;
	bool named;       /* a deed is named, not just an accusation */
};

static const struct word *word_at(const struct harm_marks *m, uint32_t w) { return &m->r->doc->words.v[w]; }

/* ---- from a denial to incidents */

static bool by_denier(const struct reading *r, const struct incident *i, const struct denial *d)
{
	for (size_t n = 0; n < d->by.n; n++)
		if (i->by.n && standing_on_side(r, d->by.v[n], &i->by))
			return true;
	return false;
}

static uint32_t last_before(const struct incident *i, uint32_t sent)
{
	uint32_t last = UINT32_MAX;
	for (size_t s = 0; s < i->ev.sents.n; s++)
		if (i->ev.sents.v[s] <= sent && (last == UINT32_MAX || i->ev.sents.v[s] > last))
			last = i->ev.sents.v[s];
	return last;
}

static void contest(struct reading *r, struct incident *i, uint32_t sent)
{
	i->standing = STANDING_DISPUTED;
	for (size_t s = 0; s < i->ev.sents.n; s++)
		if (i->ev.sents.v[s] == sent)
			return;
	vec_push(r->arena, &i->ev.sents, sent);
}

static bool is_denied(const struct reading *r, const struct incident *i, const struct denial *d)
{
	return by_denier(r, i, d) && incident_kinds_agree(d->kind, i->kind) && incident_places_agree(r, d->place, i->place);
}

/* A deed that is named is denied wherever the report tells it; “the accusation” is the one told last. */
static void apply(struct reading *r, const struct denial *d)
{
	struct incident *last = NULL;
	uint32_t last_sent = 0;
	for (size_t n = 0; n < r->incidents.n; n++) {
		struct incident *i = &r->incidents.v[n];
		uint32_t sent = last_before(i, d->sent);
		if (!is_denied(r, i, d))
			continue;
		if (d->named && i->ev.sents.v[0] <= d->sent + BACK_SENTENCES && (d->place != NO_REF || d->sent <= i->ev.sents.v[0] + BACK_SENTENCES))
			contest(r, i, d->sent);
		if (sent != UINT32_MAX && d->sent - sent <= BACK_SENTENCES && (!last || sent >= last_sent)) {
			last = i;
			last_sent = sent;
		}
	}
	if (!d->named && last)
		contest(r, last, d->sent);
}

/* ---- denials */

/* The deed or the accusation that the phrase or clause of a word holds. */
static bool object_of_denial(const struct harm_marks *m, uint32_t w, int depth, struct denial *out)
{
	const struct doc *d = m->r->doc;
	if (m->v[w].act) {
		out->kind = m->v[w].act->kind;
		out->named = true;
		return true;
	}
	bool found = harm_guard(m, w, GUARD_CLAIM);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < DEPTH_MAX; i++) {
		uint8_t dep = d->words.v[d->kids[i]].dep;
		if (dep == DEP_OBJ || dep == DEP_XCOMP || dep == DEP_CCOMP || dep == DEP_NMOD || dep == DEP_OBL || dep == DEP_ACL ||
		    dep == DEP_COMPOUND || dep == DEP_CONJ)
			found = object_of_denial(m, d->kids[i], depth + 1, out) || found;
	}
	return found;
}

static void place_of_denial(const struct harm_marks *m, uint32_t verb, struct denial *out)
{
	const struct reading *r = m->r;
	const struct sent *s = &r->doc->sents.v[word_at(m, verb)->sent];
	for (uint32_t w = verb; w < s->last && out->named; w++)
		if (r->word_place[w] != NO_REF && r->places.v[r->word_place[w]].type > PLACE_TYPE_COUNTRY)
			out->place = r->word_place[w];
}

/* “Mordor denied …”, “… was denied by Mordor”, “a charge that Mordor denies” */
static bool read_verb(const struct harm_marks *m, const struct clause_words *cw, uint32_t verb, struct denial *out)
{
	const struct doc *d = m->r->doc;
	int32_t subject = clause_subject(d, cw, verb), object = clause_object(d, cw, verb);
	if (!harm_guard(m, verb, GUARD_DENY) || word_at(m, verb)->upos != UPOS_VERB || harm_guard_below(m, verb, GUARD_NOT) || subject < 0)
		return false;
	*out = (struct denial){.sent = word_at(m, verb)->sent, .place = NO_REF};
	actors_of_phrase(m->r, (uint32_t)subject, &out->by);
	bool found = object >= 0 && object_of_denial(m, (uint32_t)object, 0, out);
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		uint8_t dep = word_at(m, d->kids[i])->dep;
		if (dep == DEP_XCOMP || dep == DEP_CCOMP || dep == DEP_ADVCL)
			found = object_of_denial(m, d->kids[i], 0, out) || found;
	}
	place_of_denial(m, verb, out);
	return found && out->by.n;
}

/* Is a deed under a negation: itself, or the word that it hangs on? */
static bool negated(const struct harm_marks *m, uint32_t w)
{
	for (int n = 0; n < NEGATED_UP; n++) {
		if (harm_guard_below(m, w, GUARD_NOT))
			return true;
		const struct word *x = word_at(m, w);
		if (x->head < 0 || x->dep == DEP_CCOMP || x->dep == DEP_ADVCL || x->dep == DEP_CONJ || x->dep == DEP_NSUBJ)
			return false;
		w = (uint32_t)x->head;
	}
	return false;
}

/* “… said it had not attacked”; whose word it is decides whether that denies anything. */
static bool read_negation(const struct harm_marks *m, uint32_t w, struct denial *out)
{
	ref st = m->r->word_statement[w];
	if (!m->v[w].act || st == NO_REF || m->r->statements.v[st].speaker == NO_REF || !negated(m, w))
		return false;
	*out = (struct denial){.sent = word_at(m, w)->sent, .kind = m->v[w].act->kind, .place = NO_REF, .named = true};
	refs_add(m->r->arena, &out->by, m->r->statements.v[st].speaker);
	return true;
}

/* “… called the report a lie”, “said the claim was false” */
static bool read_falsehood(const struct harm_marks *m, uint32_t w, struct denial *out)
{
	const struct reading *r = m->r;
	ref st = r->word_statement[w] != NO_REF ? r->word_statement[w] : r->word_cue[w];
	if (!harm_guard(m, w, GUARD_FALSE) || st == NO_REF || r->statements.v[st].speaker == NO_REF || harm_guard_below(m, w, GUARD_NOT))
		return false;
	const struct sent *s = &r->doc->sents.v[word_at(m, w)->sent];
	bool claim = false;
	for (uint32_t i = s->first; i < s->last; i++)
		claim = claim || harm_guard(m, i, GUARD_CLAIM);
	*out = (struct denial){.sent = word_at(m, w)->sent, .place = NO_REF};
	refs_add(r->arena, &out->by, r->statements.v[st].speaker);
	return claim;
}

void dispute_run(const struct harm_marks *m)
{
	struct clause_words cw = clause_words_of(m->r);
	struct denial d;
	for (uint32_t w = 0; w < m->r->doc->words.n && m->r->incidents.n; w++)
		if (read_verb(m, &cw, w, &d) || read_negation(m, w, &d) || read_falsehood(m, w, &d))
			apply(m->r, &d);
}
