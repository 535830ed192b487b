#include "sense/harm.h"

#include "sense/count.h"

#define CONJ_MAX 12    /* conjuncts whose counts are added */
#define DEPTH_MAX 4
#define INCLUDING_FAR 6   /* words between the people and “including” */
#define INCLUDING_LONG 8  /* words behind it that are looked at */

/* ---- marks */

static uint32_t phrase_head(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = last; w-- > first;)
		if (d->words.v[w].head < (int32_t)first || d->words.v[w].head >= (int32_t)last)
			return w;
	return last - 1;
}

static bool fits_tag(const struct harm_entry *e, const struct word *w)
{
	if (e->class == HARM_VERB)
		return w->upos == UPOS_VERB;
	if (e->class == HARM_NOUN)
		return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN || (e->frame == FRAME_DEAD && w->upos == UPOS_ADJ);
	if (e->class == HARM_GUARD)
		return true;
	return w->upos != UPOS_VERB && w->upos != UPOS_ADP;
}

static void mark(struct harm_marks *m, uint32_t first, const struct phrase *p)
{
	const struct harm_entry *e = &m->lex->entries.v[p->min];
	uint32_t last = first + p->n_words, head = phrase_head(m->r->doc, first, last);
	if (e->class == HARM_VERB && p->n_words > 1)
		head = first;
	struct harm_mark *k = &m->v[head];
	if (!fits_tag(e, &m->r->doc->words.v[head]))
		return;
	switch (e->class) {
	case HARM_VERB:
	case HARM_NOUN:
		if (!k->act && !m->v[first].covered)
			k->act = e;
		break;
	case HARM_WEAPON: k->weapon = k->weapon ? k->weapon : e; break;
	case HARM_STRUCK: k->struck = k->struck ? k->struck : e->value; break;
	case HARM_VICTIM: k->victim = k->victim ? k->victim : e->value; break;
	case HARM_GUARD: k->guards |= (uint64_t)1 << e->value; break;
	default: break;
	}
	for (uint32_t w = first; w < last; w++)
		if (w != head && e->class != HARM_GUARD && e->class != HARM_VERB)
			m->v[w].covered = true;
}

static void mark_from(struct harm_marks *m, const sym *key, const sym *syms, uint32_t i)
{
	const struct doc *d = m->r->doc;
	uint32_t last = d->sents.v[d->words.v[i].sent].last;
	const struct phrase *p = phrases_first(&m->lex->words, key[i]);
	for (; p; p = phrases_next(&m->lex->words, p))
		if (phrase_fits(p, syms, last, i))
			mark(m, i, p);
}

void harm_mark_words(struct harm_marks *m, struct reading *r)
{
	size_t n = r->doc->words.n;
	sym *lem = arena_array(r->arena, sym, n + 1), *low = arena_array(r->arena, sym, n + 1);
	*m = (struct harm_marks){.r = r, .lex = r->k->harm, .v = arena_array(r->arena, struct harm_mark, n + 1)};
	for (size_t w = 0; w < n; w++) {
		low[w] = r->doc->words.v[w].low;
		lem[w] = r->doc->words.v[w].lem ? r->doc->words.v[w].lem : low[w];
	}
	for (uint32_t w = 0; w < n; w++) {
		mark_from(m, lem, lem, w);
		if (low[w] != lem[w])
			mark_from(m, low, low, w);
	}
}

/* ---- people */

static bool people_actor(const struct reading *r, uint32_t w)
{
	for (size_t i = 0; i < r->word_actors[w].n; i++) {
		enum actor_kind k = r->actors.v[r->word_actors[w].v[i]].kind;
		if (k == ACTOR_KIND_PERSON || k == ACTOR_KIND_POPULATION || k == ACTOR_KIND_ARMED_GROUP)
			return true;
	}
	return false;
}

bool harm_people(const struct harm_marks *m, uint32_t w)
{
	const struct word *word = &m->r->doc->words.v[w];
	if (m->v[w].victim)
		return true;
	if (word->upos == UPOS_NUM)
		return m->r->word_time[w] == NO_REF;
	/* “three Gondorians” */
	return people_actor(m->r, w) || (word->upos == UPOS_PROPN && word->feat & FEAT_PLUR && m->r->word_actors[w].n);
}

static void add_who(struct arena *a, struct harm *h, uint8_t victim)
{
	if (!victim || victim == VICTIM_PERSON)
		return;
	for (size_t i = 0; i < h->who.n; i++)
		if (h->who.v[i] == victim)
			return;
	vec_push(a, &h->who, victim);
}

/* “Three soldiers and wounding ten civilians”, “and wounds ten others”: no conjunct, whatever the parser says. */
static bool act_between(const struct harm_marks *m, uint32_t from, uint32_t to)
{
	for (uint32_t w = from + 1; w < to; w++) {
		const struct word *x = &m->r->doc->words.v[w];
		if (m->v[w].act && (m->v[w].act->class == HARM_VERB || (x->dep == DEP_CONJ && x->head == (int32_t)from)))
			return true;
	}
	return false;
}

/* Kinds that the words below a victim add: adjectives, compounds, “including two children”. */
static void who_below(const struct harm_marks *m, uint32_t w, int depth, struct harm *out)
{
	const struct doc *d = m->r->doc;
	add_who(m->r->arena, out, m->v[w].victim);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < DEPTH_MAX; i++) {
		uint32_t kid = d->kids[i];
		switch (d->words.v[kid].dep) {
		case DEP_AMOD: case DEP_COMPOUND: case DEP_NMOD: case DEP_APPOS: case DEP_CONJ: case DEP_NMOD_DESC:
			if (act_between(m, w, kid))
				break;
			who_below(m, kid, depth + 1, out);
			break;
		default: break;
		}
	}
}

static bool marks_part(const struct harm_marks *m, uint32_t w)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_CASE && harm_guard(m, d->kids[i], GUARD_INCLUDING))
			return true;
	return false;
}

static void count_phrase(const struct harm_marks *m, uint32_t w, int depth, struct harm *out)
{
	const struct doc *d = m->r->doc;
	struct count c = count_of(m->r, w);
	if (c.known)
		out->count = out->count.known ? count_sum(out->count, c) : c;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < CONJ_MAX; i++) {
		uint32_t kid = d->kids[i];
		/* A number that is a conjunct of a number is part of it: “two or three”. */
		if (d->words.v[kid].dep == DEP_CONJ && !marks_part(m, kid) && !act_between(m, w, kid) &&
		    d->words.v[kid].upos != UPOS_VERB && harm_people(m, kid) &&
		    !(d->words.v[w].upos == UPOS_NUM && d->words.v[kid].upos == UPOS_NUM))
			count_phrase(m, kid, depth + 1, out);
	}
}

/* “dozens of people”: the people */
static uint32_t inner_people(const struct harm_marks *m, uint32_t w)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_NMOD && harm_people(m, d->kids[i]))
			return d->kids[i];
	return w;
}

/* “…, including two children”, wherever the parser hangs it: kinds of people behind such a word, up to the next verb. */
void harm_including(const struct harm_marks *m, uint32_t w, struct harm *out)
{
	const struct doc *d = m->r->doc;
	uint32_t last = d->sents.v[d->words.v[w].sent].last, from = last;
	for (uint32_t at = w + 1; at < last && at <= w + INCLUDING_FAR && from == last; at++)
		if (harm_guard(m, at, GUARD_INCLUDING))
			from = at + 1;
	for (uint32_t at = from; at < last && at < from + INCLUDING_LONG; at++) {
		if (d->words.v[at].upos == UPOS_VERB || m->v[at].act)
			break;
		add_who(m->r->arena, out, m->v[at].victim);
	}
}

bool harm_of_phrase(const struct harm_marks *m, uint32_t w, struct harm *out)
{
	if (!harm_people(m, w))
		return false;
	*out = (struct harm){.span = {m->r->doc->words.v[w].start, m->r->doc->words.v[w].end}};
	count_phrase(m, w, 0, out);
	who_below(m, inner_people(m, w), 0, out);
	harm_including(m, w, out);
	return true;
}

void harm_join(struct arena *a, struct harm *into, const struct harm *more)
{
	if (!into->span.end) {
		*into = *more;
		return;
	}
	if (more->count.known && (!into->count.known || more->count.min > into->count.min))
		into->count = more->count;
	for (size_t i = 0; i < more->who.n; i++)
		add_who(a, into, more->who.v[i]);
}
