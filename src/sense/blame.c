#include "sense/blame.h"

#include "sense/clause.h"
#include "sense/phrase.h"
#include "sense/standing.h"

#define BACK_SENTENCES 2 /* how far back “blamed Mordor” finds what for */

static const struct word *word_at(const struct harm_marks *m, uint32_t w) { return &m->r->doc->words.v[w]; }

/* ---- which incident */

/* The incident of that sentence; else the last one of those just before. */
static struct incident *incident_near(struct reading *r, uint32_t sent)
{
	struct incident *best = NULL;
	uint32_t best_sent = 0;
	for (size_t n = 0; n < r->incidents.n; n++) {
		struct incident *i = &r->incidents.v[n];
		for (size_t s = 0; s < i->ev.sents.n; s++) {
			uint32_t at = i->ev.sents.v[s];
			if (at <= sent && sent - at <= BACK_SENTENCES && (!best || at >= best_sent)) {
				best = i;
				best_sent = at;
			}
		}
	}
	return best;
}

static void note_sentence(struct reading *r, struct incident *i, uint32_t sent)
{
	for (size_t s = 0; s < i->ev.sents.n; s++)
		if (i->ev.sents.v[s] == sent)
			return;
	vec_push(r->arena, &i->ev.sents, sent);
}

/* A doer who is told already is not replaced, but now it is known whose word it is. */
static void name_doer(struct reading *r, struct incident *i, const refs *by, const refs *said_by, uint32_t sent)
{
	bool same = false;
	for (size_t n = 0; n < by->n; n++)
		same = same || (i->by.n && standing_on_side(r, by->v[n], &i->by));
	if (i->by.n && (!same || i->said_by.n))
		return;
	refs_add_all(r->arena, &i->by, by);
	refs_add_all(r->arena, &i->said_by, said_by);
	i->standing = standing_judge(r, i);
	note_sentence(r, i, sent);
}

/* ---- blame */

/* “blamed each other” */
static bool mutual(const struct harm_marks *m, uint32_t verb)
{
	const struct doc *d = m->r->doc;
	int32_t object = doc_kid(d, verb, DEP_OBJ);
	return object >= 0 && (harm_guard(m, (uint32_t)object, GUARD_EACH) || harm_guard_below(m, (uint32_t)object, GUARD_EACH));
}

static bool is_accusation(const struct event *e)
{
	return e->category == CATEGORY_ACCUSE && e->status == EVENT_STATUS_ACTUAL && e->actors.n;
}

static void read_accusation(const struct harm_marks *m, const struct event *e)
{
	struct reading *r = m->r;
	uint32_t sent = word_at(m, e->ev.word)->sent;
	struct incident *i = harm_guard(m, e->ev.word, GUARD_BLAME) ? incident_near(r, sent) : NULL;
	if (!i || i->ev.word == e->ev.word || doc_kid(r->doc, e->ev.word, DEP_OBJ) == (int32_t)i->ev.word) /* “blamed Mordor's attack for it” */
		return;
	if (mutual(m, e->ev.word)) {
		if (i->by.n) /* they accuse each other of something else */
			return;
		refs_add_all(r->arena, &i->said_by, &e->actors);
		i->standing = STANDING_DISPUTED;
		note_sentence(r, i, sent);
	} else if (e->recipients.n) {
		name_doer(r, i, &e->recipients, &e->actors, sent);
	}
}

/* ---- claims */

static bool nobody(const struct harm_marks *m, uint32_t w)
{
	return harm_guard(m, w, GUARD_NOT) || harm_guard_below(m, w, GUARD_NOT);
}

static void read_claim(const struct harm_marks *m, const struct clause_words *cw, uint32_t verb)
{
	const struct doc *d = m->r->doc;
	int32_t object = clause_object(d, cw, verb), subject = clause_subject(d, cw, verb);
	struct incident *i = incident_near(m->r, word_at(m, verb)->sent);
	refs by = {0};
	if (!i || object < 0 || subject < 0 || !harm_guard(m, (uint32_t)object, GUARD_GUILT) || nobody(m, (uint32_t)subject) || nobody(m, verb))
		return;
	actors_of_phrase(m->r, (uint32_t)subject, &by);
	if (by.n)
		name_doer(m->r, i, &by, &by, word_at(m, verb)->sent);
}

void blame_run(const struct harm_marks *m)
{
	struct clause_words cw = clause_words_of(m->r);
	for (size_t i = 0; i < m->r->events.n && m->r->incidents.n; i++)
		if (is_accusation(&m->r->events.v[i]))
			read_accusation(m, &m->r->events.v[i]);
	for (uint32_t w = 0; w < m->r->doc->words.n && m->r->incidents.n; w++)
		if (harm_guard(m, w, GUARD_OWN) && word_at(m, w)->upos == UPOS_VERB)
			read_claim(m, &cw, w);
}
