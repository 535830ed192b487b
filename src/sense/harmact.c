#include "sense/harmact.h"

#include "sense/clause.h"
#include "sense/count.h"
#include "sense/factuality.h"
#include "sense/phrase.h"
#include "sense/timex.h"

#define CLIMB_MAX 10
#define DEPTH_MAX 3
#define THING_SENTENCES 4 /* how far back “the station” was told of */
#define DOWN_FAR 10 /* words behind “shot down” in which the weapon stands */

static const struct word *word_at(const struct harm_marks *m, uint32_t w)
{
	return &m->r->doc->words.v[w];
}

/* ---- did it happen? */

static bool kid_guard(const struct harm_marks *m, uint32_t w, enum guard g)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		bool grammatical = k->dep == DEP_AUX || k->dep == DEP_ADVMOD || k->dep == DEP_DET || k->dep == DEP_MARK ||
				   k->dep == DEP_AMOD || k->dep == DEP_CASE || k->dep == DEP_CC_PRECONJ;
		if (grammatical && harm_guard(m, d->kids[i], g) && !(g == GUARD_FUTURE && k->dep == DEP_CASE))
			return true;
	}
	return false;
}

static bool unreal(const struct harm_marks *m, uint32_t w)
{
	uint32_t why = UINT32_MAX;
	const unsigned facts = FACT_NEGATED | FACT_NOBODY | FACT_SINCE | FACT_FUTURE | FACT_WOULD | FACT_MIGHT | FACT_MUST | FACT_CONDITION;
	return factuality_at(m->r, w, &why) & facts || kid_guard(m, w, GUARD_NOT) || kid_guard(m, w, GUARD_MAYBE) ||
	       kid_guard(m, w, GUARD_FUTURE);
}

/* The word governs an act so that it is not real: “prevent an attack”, “threatened to attack”. */
static bool governs_unreal(const struct harm_marks *m, uint32_t w)
{
	return harm_guard(m, w, GUARD_MAYBE) || harm_guard(m, w, GUARD_UNDO) || harm_guard(m, w, GUARD_DENY);
}

/* Does a governor's unreality reach down over this edge? */
static bool reached(uint8_t dep)
{
	return dep == DEP_OBJ || dep == DEP_XCOMP || dep == DEP_CCOMP || dep == DEP_NMOD || dep == DEP_ACL ||
	       dep == DEP_OBL || dep == DEP_NSUBJ_PASS;
}

/* Does the governor's tense reach down? Of a subject only where the verb says that it goes on: “attacks will continue”. */
static bool shares_tense(const struct harm_marks *m, uint32_t w, uint32_t head)
{
	uint8_t dep = word_at(m, w)->dep;
	if (dep == DEP_XCOMP || dep == DEP_CONJ)
		return true;
	return (dep == DEP_OBJ || dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS) &&
	       (harm_guard(m, head, GUARD_LIGHT) || (m->v[head].act && m->v[head].act->frame == FRAME_FIRE));
}

/* “Bombers that Russia uses to launch missiles”: what somebody does as a rule is no deed of the day. */
static bool is_habit(const struct harm_marks *m, uint32_t w)
{
	const struct word *word = word_at(m, w);
	bool now = word->feat & FEAT_PRES && word->feat & FEAT_FIN;
	return word->dep == DEP_ACL_RELCL && now && doc_kid(m->r->doc, w, DEP_AUX) < 0 && doc_kid(m->r->doc, w, DEP_AUX_PASS) < 0;
}

bool harm_act_happened(const struct harm_marks *m, uint32_t word)
{
	uint32_t at = word;
	bool plural = m->v[word].act->class == HARM_NOUN && word_at(m, word)->feat & FEAT_PLUR && m->v[word].act->strength < 3;
	bool tense = true;
	if (unreal(m, at) || is_habit(m, at) || factuality_asked(m->r, word))
		return false;
	for (int n = 0; n < CLIMB_MAX && word_at(m, at)->head >= 0; n++) {
		uint32_t head = (uint32_t)word_at(m, at)->head;
		uint8_t dep = word_at(m, at)->dep;
		if (dep == DEP_ADVCL || dep == DEP_ACL_RELCL || dep == DEP_PARATAXIS || dep == DEP_APPOS)
			return !(dep == DEP_ADVCL && word_at(m, at)->feat & FEAT_INF);
		if ((reached(dep) && governs_unreal(m, head)) || factuality_of_predicate(m->r, at))
			return false;
		if (n < 2 && plural && (dep == DEP_OBL || dep == DEP_OBJ || dep == DEP_NMOD) && harm_guard(m, head, GUARD_HABIT))
			return false;
		if (word_at(m, at)->feat & FEAT_INF && (dep == DEP_ACL || (dep == DEP_XCOMP && is_habit(m, head))))
			return false;
		if (dep == DEP_XCOMP && word_at(m, head)->upos == UPOS_ADJ && harm_guard(m, head, GUARD_FUTURE))
			return false; /* “is about to attack” */
		if (dep == DEP_NSUBJ && m->v[head].act && unreal(m, head))
			return false; /* “attacks would kill thousands” */
		tense = tense && shares_tense(m, at, head);
		if (tense && unreal(m, head))
			return false;
		if (dep == DEP_CCOMP)
			return true;
		at = head;
	}
	return true;
}

/* ---- doers and targets */

static bool is_means(const struct harm_marks *m, int32_t w)
{
	return w >= 0 && (m->v[w].weapon || (m->v[w].act && m->v[w].act->class == HARM_NOUN));
}

static bool has_of(const struct harm_marks *m, uint32_t noun)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[noun]; i < d->kids_start[noun + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_NMOD && kid_guard(m, d->kids[i], GUARD_OF))
			return true;
	return false;
}

/* The verb by which somebody takes the blow that the noun tells of: “*suffered* its worst attack”; -1 where none. */
static int32_t suffered(const struct harm_marks *m, uint32_t noun)
{
	const struct word *w = word_at(m, noun);
	return w->head >= 0 && w->dep == DEP_OBJ && harm_guard(m, (uint32_t)w->head, GUARD_SUFFER) ? w->head : -1;
}

/* Who owns a noun: “Gondor's drones”, “the Gondorian strike”, “strikes by Gondor”. */
static void owners(const struct harm_marks *m, uint32_t noun, refs *out)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[noun]; i < d->kids_start[noun + 1]; i++) {
		uint32_t kid = d->kids[i];
		uint8_t dep = d->words.v[kid].dep;
		if (dep == DEP_NMOD_POSS && m->v[noun].act && m->v[noun].act->harm && m->v[noun].act->class == HARM_NOUN &&
		    !has_of(m, noun))
			continue; /* “the minister's murder”: he has suffered it */
		if (dep == DEP_NMOD_POSS && d->words.v[kid].upos == UPOS_PRON && suffered(m, noun) >= 0)
			continue; /* “its worst attack” is the victim's, not the doer's */
		if (dep == DEP_NMOD_POSS || dep == DEP_AMOD || dep == DEP_COMPOUND ||
		    (dep == DEP_NMOD && kid_guard(m, kid, GUARD_BY)) || dep == DEP_OBL_AGENT)
			actors_of_phrase(m->r, kid, out);
	}
}

/* What stands before a verb as its subject should, where the parser has made it a compound: “Mordor's army shelled …”. */
static int32_t noun_before(const struct harm_marks *m, uint32_t verb)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		const struct word *kid = word_at(m, d->kids[i]);
		if (d->kids[i] < verb && kid->dep == DEP_COMPOUND && (kid->upos == UPOS_NOUN || kid->upos == UPOS_PROPN))
			return (int32_t)d->kids[i];
	}
	return -1;
}

static void subject_actors(const struct harm_marks *m, uint32_t verb, refs *out)
{
	struct clause_words cw = clause_words_of(m->r);
	const struct doc *d = m->r->doc;
	int32_t own = doc_kid(d, verb, DEP_NSUBJ) < 0 && !clause_passive(d, verb) ? noun_before(m, verb) : -1;
	int32_t s = own >= 0 ? own : clause_subject(d, &cw, verb);
	if (s < 0)
		return;
	if (is_means(m, s)) {
		owners(m, (uint32_t)s, out);
		return;
	}
	actors_of_phrase(m->r, (uint32_t)s, out);
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) /* conjuncts that the parser has not joined */
		if (d->kids[i] != (uint32_t)s && word_at(m, d->kids[i])->dep == DEP_NSUBJ &&
		    word_at(m, (uint32_t)s)->dep == DEP_NSUBJ)
			actors_of_phrase(m->r, d->kids[i], out);
}

/* The kids of w by a preposition of that class. */
static bool prep_actors(const struct harm_marks *m, uint32_t w, enum guard prep, refs *out)
{
	const struct doc *d = m->r->doc;
	size_t before = out->n;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint8_t dep = d->words.v[d->kids[i]].dep;
		if ((dep == DEP_OBL || dep == DEP_NMOD) && kid_guard(m, d->kids[i], prep) && m->r->word_time[d->kids[i]] == NO_REF)
			actors_of_phrase(m->r, d->kids[i], out);
	}
	return out->n > before;
}

/* The verb that carries an act as its object or subject: “carried out an attack”, “an attack was launched by”. */
static int32_t light_verb(const struct harm_marks *m, uint32_t noun)
{
	const struct doc *d = m->r->doc;
	const struct word *w = word_at(m, noun);
	if (w->head >= 0 && (w->dep == DEP_OBJ || w->dep == DEP_NSUBJ_PASS) && harm_guard(m, (uint32_t)w->head, GUARD_LIGHT))
		return w->head;
	for (uint32_t i = d->kids_start[noun]; i < d->kids_start[noun + 1]; i++) {
		uint8_t dep = d->words.v[d->kids[i]].dep;
		if ((dep == DEP_ACL || dep == DEP_ACL_RELCL) && harm_guard(m, d->kids[i], GUARD_LIGHT))
			return (int32_t)d->kids[i];
	}
	return -1;
}

/* ---- what is struck */

static void note_struck(const struct harm_marks *m, uint32_t w, int depth, struct harm_act *out)
{
	const struct doc *d = m->r->doc;
	if (m->v[w].struck)
		out->struck |= 1u << m->v[w].struck;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < DEPTH_MAX; i++) {
		uint8_t dep = d->words.v[d->kids[i]].dep;
		if (dep == DEP_CONJ || dep == DEP_COMPOUND || dep == DEP_AMOD || dep == DEP_APPOS || (dep == DEP_NMOD && depth < 1))
			note_struck(m, d->kids[i], depth + 1, out);
	}
}

static void aim_at(const struct harm_marks *m, uint32_t w, struct harm_act *out)
{
	note_struck(m, w, 0, out);
	actors_of_phrase(m->r, w, &out->target);
}

static void aim_preps(const struct harm_marks *m, uint32_t w, bool of, struct harm_act *out)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		uint8_t dep = d->words.v[kid].dep;
		if (m->r->word_time[kid] != NO_REF)
			continue;
		if ((dep == DEP_OBL || dep == DEP_NMOD) && (kid_guard(m, kid, GUARD_ON) || (of && kid_guard(m, kid, GUARD_OF))))
			aim_at(m, kid, out);
		else if ((dep == DEP_OBL || dep == DEP_NMOD) && kid_guard(m, kid, GUARD_IN))
			note_struck(m, kid, 1, out);
		else if (dep == DEP_ACL && harm_guard(m, kid, GUARD_ON) && doc_kid(d, kid, DEP_OBJ) >= 0)
			aim_at(m, (uint32_t)doc_kid(d, kid, DEP_OBJ), out); /* attacks targeting … */
	}
}

/* ---- harm */

static bool is_state(const struct reading *r, uint32_t w)
{
	for (size_t i = 0; i < r->word_actors[w].n; i++)
		if (r->actors.v[r->word_actors[w].v[i]].kind == ACTOR_KIND_STATE)
			return true;
	return false;
}

/* Whoever is killed is one of the people, even where no list knows the word: “three electricians”, “Aragorn”. */
static bool harm_of_victim(const struct harm_marks *m, uint32_t w, struct harm *out)
{
	const struct word *word = word_at(m, w);
	bool counted = word->upos == UPOS_NOUN && count_word(m->r, w) >= 0 && !m->v[w].weapon && !m->v[w].act;
	if (harm_of_phrase(m, w, out))
		return true;
	if (!counted && (word->upos != UPOS_PROPN || is_state(m->r, w) || m->r->word_place[w] != NO_REF))
		return false;
	*out = (struct harm){.count = count_of(m->r, w), .span = {word->start, word->end}};
	return true;
}

static void add_harm(const struct harm_marks *m, enum harm_kind kind, int32_t victim, struct harm_act *out)
{
	struct harm h;
	if (!kind || victim < 0 || !harm_of_victim(m, (uint32_t)victim, &h))
		return;
	harm_join(m->r->arena, &out->harm[kind], &h);
	note_struck(m, (uint32_t)victim, 1, out);
	actors_of_phrase(m->r, (uint32_t)victim, &out->target);
}

/* “… and 13 injured”: the number before a participle that has no subject of its own. */
static bool number_before(const struct harm_marks *m, uint32_t w, struct harm *out)
{
	const struct sent *s = &m->r->doc->sents.v[word_at(m, w)->sent];
	for (uint32_t n = 1; n <= 4 && w >= s->first + n; n++) {
		uint32_t at = w - n, end;
		if (word_at(m, at)->upos == UPOS_VERB || word_at(m, at)->upos == UPOS_PUNCT || word_at(m, at)->upos == UPOS_CCONJ)
			return false;
		struct count c = m->r->word_time[at] == NO_REF && word_at(m, at)->upos != UPOS_DET ? count_at(m->r, at, &end)
												   : (struct count){0};
		if (c.known && !(c.min == 1 && c.max == 1 && word_at(m, at)->upos != UPOS_NUM)) {
			*out = (struct harm){.count = c, .span = {word_at(m, at)->start, word_at(m, w)->end}};
			return true;
		}
	}
	return false;
}

/* “… and injured at least eight others”, where the parser has found no object. */
static bool number_behind(const struct harm_marks *m, uint32_t w, struct harm *out)
{
	const struct sent *s = &m->r->doc->sents.v[word_at(m, w)->sent];
	for (uint32_t at = w + 1; at < s->last && at <= w + 4; at++) {
		uint32_t end;
		uint8_t upos = word_at(m, at)->upos;
		if (upos == UPOS_VERB || upos == UPOS_PUNCT || upos == UPOS_CCONJ)
			return false;
		if (upos != UPOS_NUM || m->r->word_time[at] != NO_REF)
			continue;
		if (word_at(m, at)->head >= 0 && word_at(m, at)->dep == DEP_NUMMOD &&
		    harm_of_phrase(m, (uint32_t)word_at(m, at)->head, out))
			return true;
		*out = (struct harm){.count = count_at(m->r, at, &end), .span = {word_at(m, w)->start, word_at(m, at)->end}};
		return out->count.known;
	}
	return false;
}

/* Of two words that the parser has made subjects of a passive, the one that is people: “Officials *report* 24 *people* were killed”. */
static int32_t better_victim(const struct harm_marks *m, uint32_t verb, int32_t victim)
{
	const struct doc *d = m->r->doc;
	if (victim < 0 || harm_people(m, (uint32_t)victim) || word_at(m, (uint32_t)victim)->dep != DEP_NSUBJ_PASS)
		return victim;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++)
		if (word_at(m, d->kids[i])->dep == DEP_NSUBJ_PASS && harm_people(m, d->kids[i]))
			return (int32_t)d->kids[i];
	return victim;
}

/* “Killed *at least eight people*”, where the parser has taken the number's “at” for the phrase's own. */
static int32_t bare_people(const struct harm_marks *m, uint32_t verb)
{
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (kid > verb && word_at(m, kid)->dep == DEP_OBL && doc_kid(d, kid, DEP_CASE) < 0 && m->r->word_time[kid] == NO_REF &&
		    doc_kid(d, kid, DEP_NUMMOD) >= 0 && harm_people(m, kid))
			return (int32_t)kid;
	}
	return -1;
}

static void harm_of_verb(const struct harm_marks *m, const struct harm_act *a, struct harm_act *out)
{
	struct clause_words cw = clause_words_of(m->r);
	int32_t victim = better_victim(m, a->word, clause_object(m->r->doc, &cw, a->word));
	const struct word *verb = word_at(m, a->word);
	struct harm h;
	if (victim < 0)
		victim = bare_people(m, a->word);
	if (victim < 0 && verb->feat & FEAT_PART && verb->feat & FEAT_PAST && doc_kid(m->r->doc, a->word, DEP_AUX) < 0)
		victim = doc_kid(m->r->doc, a->word, DEP_NSUBJ); /* “… and four soldiers injured” */
	bool own = doc_kid(m->r->doc, a->word, DEP_OBJ) >= 0 || doc_kid(m->r->doc, a->word, DEP_NSUBJ_PASS) >= 0 ||
		   doc_kid(m->r->doc, a->word, DEP_NSUBJ) >= 0;
	if (!own && word_at(m, a->word)->dep == DEP_CONJ && (number_before(m, a->word, &h) || number_behind(m, a->word, &h)))
		harm_join(m->r->arena, &out->harm[a->entry->harm], &h);
	else
		add_harm(m, a->entry->harm, victim, out);
	bool object = doc_kid(m->r->doc, a->word, DEP_OBJ) >= 0 || doc_kid(m->r->doc, a->word, DEP_NSUBJ_PASS) >= 0;
	if (!object && a->entry->harm && !out->harm[a->entry->harm].span.end && number_behind(m, a->word, &h))
		harm_join(m->r->arena, &out->harm[a->entry->harm], &h);
	/* “killed, including two children”: the preposition may hang on the verb */
	const struct doc *d = m->r->doc;
	for (uint32_t i = d->kids_start[a->word]; i < d->kids_start[a->word + 1]; i++) {
		struct harm part;
		if (d->words.v[d->kids[i]].dep == DEP_OBL && kid_guard(m, d->kids[i], GUARD_INCLUDING) &&
		    out->harm[a->entry->harm].span.end && harm_of_phrase(m, d->kids[i], &part)) {
			part.count.known = false;
			harm_join(m->r->arena, &out->harm[a->entry->harm], &part);
		}
	}
}

/* “five dead”, “left 20 people injured”, “20 were wounded” */
static void harm_of_dead(const struct harm_marks *m, uint32_t w, enum harm_kind kind, struct harm_act *out)
{
	const struct doc *d = m->r->doc;
	const struct word *word = word_at(m, w);
	struct harm h;
	int32_t subject = doc_kid(d, w, DEP_NSUBJ), head = word->head;
	if (subject < 0 && head >= 0 && word->dep == DEP_XCOMP)
		subject = doc_kid(d, (uint32_t)head, DEP_OBJ);
	if (subject < 0 && head >= 0 && word->dep == DEP_AMOD) {
		if ((uint32_t)head > w)
			return; /* “the dead soldier” is no news of a death, “left 20 men dead” is */
		subject = head;
	}
	if (subject >= 0)
		add_harm(m, kind, subject, out);
	else if (number_before(m, w, &h))
		harm_join(m->r->arena, &out->harm[kind], &h);
}

/* “the death toll rose to 100” */
static void harm_of_toll(const struct harm_marks *m, uint32_t w, enum harm_kind kind, struct harm_act *out)
{
	const struct sent *s = &m->r->doc->sents.v[word_at(m, w)->sent];
	for (uint32_t at = w + 1; at < s->last && at < w + 20; at++) {
		uint32_t end;
		if (m->r->word_time[at] != NO_REF || word_at(m, at)->upos != UPOS_NUM)
			continue;
		struct harm h = {.count = count_at(m->r, at, &end), .span = {word_at(m, at)->start, word_at(m, at)->end}};
		if (!h.count.known)
			continue;
		out->harm[kind] = h;
		return;
	}
}

/* “the deaths of five people”, “five deaths”, “civilian casualties” */
static void harm_of_noun(const struct harm_marks *m, uint32_t w, enum harm_kind kind, struct harm_act *out)
{
	const struct doc *d = m->r->doc;
	struct harm h = {.span = {word_at(m, w)->start, word_at(m, w)->end}}, part;
	struct count own = count_of(m->r, w);
	bool said = own.known && count_word(m->r, w) >= 0;
	if (said)
		h.count = own;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		uint8_t dep = d->words.v[kid].dep;
		if (dep != DEP_NMOD && dep != DEP_AMOD && dep != DEP_COMPOUND && dep != DEP_NMOD_POSS)
			continue;
		if (!harm_of_phrase(m, kid, &part))
			continue;
		actors_of_phrase(m->r, kid, &out->target);
		part.count.known = part.count.known && dep == DEP_NMOD && !said;
		part.span = h.span;
		harm_join(m->r->arena, &h, &part);
		said |= part.count.known;
	}
	harm_including(m, w, &h);
	if (!h.count.known && word_at(m, w)->feat & FEAT_PLUR)
		h.count = (struct count){true, 1, COUNT_OPEN};
	harm_join(m->r->arena, &out->harm[kind], &h);
}

/* ---- weapons */

static void add_weapon(const struct harm_marks *m, uint32_t w, struct harm_act *out)
{
	const struct harm_entry *e = m->v[w].weapon;
	struct weapon one = {.kind = e->name};
	if (count_word(m->r, w) >= 0)
		one.count = count_of(m->r, w);
	if (e->strength > out->strength)
		out->strength = e->strength;
	for (size_t i = 0; i < out->weapons.n; i++)
		if (str_eq(out->weapons.v[i].kind, e->name)) {
			if (!out->weapons.v[i].count.known)
				out->weapons.v[i].count = one.count;
			return;
		}
	vec_push(m->r->arena, &out->weapons, one);
}

/* Weapons in the phrases around an act: its subject, object, complements, and their conjuncts. */
static void weapons_below(const struct harm_marks *m, uint32_t w, int depth, struct harm_act *out)
{
	const struct doc *d = m->r->doc;
	if (m->v[w].weapon && !m->v[w].covered)
		add_weapon(m, w, out);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < 4; i++) {
		uint8_t dep = d->words.v[d->kids[i]].dep;
		if (dep != DEP_CCOMP && dep != DEP_PARATAXIS && dep != DEP_ACL_RELCL)
			weapons_below(m, d->kids[i], depth + 1, out);
	}
}

/* The head of the clause whose weapons are those of the act: not across speech, relative and finite adverbial clauses. */
static uint32_t clause_head(const struct harm_marks *m, uint32_t w)
{
	for (int n = 0; n < CLIMB_MAX && word_at(m, w)->head >= 0; n++) {
		const struct word *x = word_at(m, w);
		if (x->dep == DEP_CCOMP || x->dep == DEP_PARATAXIS || x->dep == DEP_ACL_RELCL || x->dep == DEP_CONJ ||
		    (x->dep == DEP_ADVCL && x->feat & FEAT_FIN))
			break;
		w = (uint32_t)x->head;
	}
	return w;
}

/* The numbers and the weapon that follow a verb: “shot down 97 of 147 drones”. */
static int numbers_behind(const struct harm_marks *m, uint32_t verb, struct count found[2], int32_t *weapon)
{
	const struct sent *s = &m->r->doc->sents.v[word_at(m, verb)->sent];
	int n = 0;
	*weapon = -1;
	for (uint32_t at = verb + 1; at < s->last && at <= verb + DOWN_FAR && *weapon < 0; at++) {
		uint32_t end = at;
		if (word_at(m, at)->upos == UPOS_VERB && !m->v[at].weapon)
			break;
		if (m->v[at].weapon)
			*weapon = (int32_t)at;
		if (n == 2 || m->r->word_time[at] != NO_REF || word_at(m, at)->upos == UPOS_DET)
			continue;
		found[n] = count_at(m->r, at, &end);
		n += found[n].known;
		at = end > at ? end - 1 : at;
	}
	return n;
}

/* How many of the weapons were stopped; a weapon without a name is one told elsewhere: “97 of them were shot down”. */
static void intercepted(const struct harm_marks *m, uint32_t verb, struct harm_act *out)
{
	struct clause_words cw = clause_words_of(m->r);
	const struct doc *d = m->r->doc;
	struct count n[2] = {{0}, {0}};
	struct weapon one = {.kind = STR("")};
	int32_t weapon = -1, subject = clause_passive(d, verb) ? clause_object(d, &cw, verb) : -1;
	if (subject >= 0) {
		one.intercepted = count_word(m->r, (uint32_t)subject) >= 0 ? count_of(m->r, (uint32_t)subject) : n[0];
		weapon = m->v[subject].weapon ? subject : doc_kid(d, (uint32_t)subject, DEP_NMOD);
		weapon = weapon >= 0 && m->v[weapon].weapon ? weapon : -1;
		if (weapon >= 0 && weapon != subject && count_word(m->r, (uint32_t)weapon) >= 0)
			one.count = count_of(m->r, (uint32_t)weapon);
	} else if (numbers_behind(m, verb, n, &weapon) > 0) {
		one.intercepted = n[0];
		one.count = n[1];
	}
	if (weapon >= 0) { /* whose weapons they are and who is aimed at */
		one.kind = m->v[weapon].weapon->name;
		owners(m, (uint32_t)weapon, &out->by);
		subject_actors(m, verb, &out->target);
	}
	if (weapon >= 0 || one.intercepted.known)
		vec_push(m->r->arena, &out->weapons, one);
	if (weapon >= 0)
		out->strength = m->v[weapon].weapon->strength;
}

/* ---- place */

static int place_rank(enum place_type t)
{
	switch (t) {
	case PLACE_TYPE_CITY: return 6;
	case PLACE_TYPE_FACILITY: return 5;
	case PLACE_TYPE_REGION: return 4;
	case PLACE_TYPE_WATER: return 3;
	default: return 0;
	}
}

/* Something else that goes on there: “before *talks* in Osgiliath”, “while *the summit* went on in Osgiliath”; not what is struck. */
static bool happens_at(const struct harm_marks *m, uint32_t w)
{
	int32_t subject = doc_kid(m->r->doc, w, DEP_NSUBJ);
	if (m->v[w].act || kid_guard(m, w, GUARD_ON))
		return false;
	return harm_guard(m, w, GUARD_ELSEWHERE) || (subject >= 0 && harm_guard(m, (uint32_t)subject, GUARD_ELSEWHERE));
}

/* Is the place that of something else between it and the act? Of what governs both only where it comes before the act:
 * “*speaking* in Osgiliath, he said that an attack …”. */
static bool elsewhere(const struct harm_marks *m, uint32_t place, uint32_t act)
{
	int32_t at = word_at(m, place)->head;
	for (int n = 0; n < CLIMB_MAX && at >= 0 && at != (int32_t)act; n++, at = word_at(m, (uint32_t)at)->head) {
		if (place > act && doc_below(m->r->doc, act, (uint32_t)at))
			return false;
		if (happens_at(m, (uint32_t)at))
			return true;
	}
	return false;
}

/* The place of the act among those of its sentence: near it in the tree, behind a preposition of place, small. */
static ref find_place(const struct harm_marks *m, uint32_t word)
{
	const struct reading *r = m->r;
	const struct sent *s = &r->doc->sents.v[word_at(m, word)->sent];
	ref best = NO_REF;
	int best_score = 0;
	for (uint32_t w = s->first; w < s->last; w++) {
		ref p = r->word_place[w];
		if (p == NO_REF)
			continue;
		const struct word *x = word_at(m, w);
		bool preposition = kid_guard(m, w, GUARD_IN) || kid_guard(m, w, GUARD_ON) || kid_guard(m, w, GUARD_OF);
		bool seat = x->dep == DEP_COMPOUND && r->places.v[p].type == PLACE_TYPE_FACILITY; /* “Kremlin spokesman” */
		bool of_actor = (x->dep == DEP_AMOD || seat) && r->word_actors[w].n;
		bool struck = x->dep == DEP_NSUBJ && suffered(m, word) == x->head;
		if ((x->dep == DEP_NSUBJ && !struck) || x->dep == DEP_NMOD_POSS || of_actor || elsewhere(m, w, word))
			continue;
		int far = (int)(w > word ? w - word : word - w);
		int score = 20 + place_rank(r->places.v[p].type) +
			    (preposition                                                      ? 8
			     : x->dep == DEP_OBJ || x->dep == DEP_APPOS || x->dep == DEP_CONJ ? 3
											      : 0) +
			    (doc_below(r->doc, w, word) ? 4 : 0) - far / 6;
		if (best == NO_REF || score > best_score) {
			best = p;
			best_score = score;
		}
	}
	return best;
}

/* ---- the act */

static void read_verb(const struct harm_marks *m, struct harm_act *a)
{
	struct clause_words cw = clause_words_of(m->r);
	const struct doc *d = m->r->doc;
	int32_t object = clause_object(d, &cw, a->word);
	switch (a->entry->frame) {
	case FRAME_DO:
	case FRAME_HIT:
		subject_actors(m, a->word, &a->by);
		if (object >= 0)
			aim_at(m, (uint32_t)object, a);
		aim_preps(m, a->word, false, a);
		break;
	case FRAME_TAKE:
	case FRAME_HARM:
		subject_actors(m, a->word, &a->by);
		harm_of_verb(m, a, a);
		aim_preps(m, a->word, false, a);
		break;
	case FRAME_MUTUAL:
		subject_actors(m, a->word, &a->by);
		aim_preps(m, a->word, false, a);
		prep_actors(m, a->word, GUARD_WITH, &a->by);
		break;
	case FRAME_FIRE:
		a->fires = object >= 0 && m->v[object].weapon;
		subject_actors(m, a->word, &a->by);
		aim_preps(m, a->word, false, a);
		break;
	case FRAME_DIE: {
		int32_t who = clause_surface_subject(d, &cw, a->word);
		add_harm(m, a->entry->harm, who, a);
		break;
	}
	case FRAME_DOWN: intercepted(m, a->word, a); break;
	default: aim_preps(m, a->word, false, a); break;
	}
}

/* “Fighting occurred near the river between the army and rebels”: wherever the parser hangs it. */
static void sides_of_sentence(const struct harm_marks *m, uint32_t word, refs *out)
{
	const struct sent *s = &m->r->doc->sents.v[word_at(m, word)->sent];
	for (uint32_t w = word + 1; w < s->last && !out->n; w++)
		if (word_at(m, w)->low == m->lex->between && word_at(m, w)->head >= 0)
			actors_of_phrase(m->r, (uint32_t)word_at(m, w)->head, out);
	if (out->n < 2)
		out->n = 0; /* between two places */
}

static void read_noun(const struct harm_marks *m, struct harm_act *a)
{
	struct clause_words cw = clause_words_of(m->r);
	int32_t light = light_verb(m, a->word);
	switch (a->entry->frame) {
	case FRAME_DEAD: harm_of_dead(m, a->word, a->entry->harm, a); return;
	case FRAME_TOLL: harm_of_toll(m, a->word, a->entry->harm, a); return;
	case FRAME_NHARM: harm_of_noun(m, a->word, a->entry->harm, a); return;
	case FRAME_LIFE: return;
	default: break;
	}
	owners(m, a->word, &a->by);
	if (a->entry->kind == INCIDENT_KIND_GROUND || a->entry->kind == INCIDENT_KIND_SHOOTING)
		a->fight_with = prep_actors(m, a->word, GUARD_WITH, &a->by);
	if (!a->by.n && (a->entry->kind == INCIDENT_KIND_GROUND || a->entry->kind == INCIDENT_KIND_SHOOTING))
		sides_of_sentence(m, a->word, &a->by);
	int32_t accused = word_at(m, a->word)->dep == DEP_NMOD ? word_at(m, a->word)->head : -1;
	if (!a->by.n && accused >= 0 && word_at(m, (uint32_t)accused)->dep == DEP_OBJ && kid_guard(m, a->word, GUARD_OF))
		actors_of_phrase(m->r, (uint32_t)accused, &a->by); /* “accused Mordor of bombing” */
	if (light >= 0 && !a->by.n)
		subject_actors(m, (uint32_t)light, &a->by);
	if (light >= 0)
		aim_preps(m, (uint32_t)light, false, a);
	if (!a->by.n && word_at(m, a->word)->dep == DEP_OBJ && m->v[word_at(m, a->word)->head].act &&
	    clause_subject(m->r->doc, &cw, (uint32_t)word_at(m, a->word)->head) >= 0)
		subject_actors(m, (uint32_t)word_at(m, a->word)->head, &a->by);
	bool of_is_target = a->entry->harm || a->entry->kind == INCIDENT_KIND_BOMBING || a->entry->kind == INCIDENT_KIND_SHELLING ||
			    a->entry->kind == INCIDENT_KIND_ABDUCTION;
	aim_preps(m, a->word, of_is_target, a);
	int32_t verb = suffered(m, a->word), victim = verb < 0 ? -1 : clause_subject(m->r->doc, &cw, (uint32_t)verb);
	if (victim >= 0 && !a->target.n)
		aim_at(m, (uint32_t)victim, a);
	if (a->entry->harm && a->entry->frame == FRAME_ACT) {
		for (uint32_t i = m->r->doc->kids_start[a->word]; i < m->r->doc->kids_start[a->word + 1]; i++) {
			uint32_t kid = m->r->doc->kids[i];
			bool possessor = word_at(m, kid)->dep == DEP_NMOD_POSS && !has_of(m, a->word);
			if (possessor || (word_at(m, kid)->dep == DEP_NMOD && kid_guard(m, kid, GUARD_OF)))
				add_harm(m, a->entry->harm, (int32_t)kid, a);
		}
	}
}

/* “the attack” has been told before, “an attack” not. */
static void read_article(const struct harm_marks *m, uint32_t w, bool *again, bool *first)
{
	int32_t det = doc_kid(m->r->doc, w, DEP_DET);
	bool definite = det >= 0 && harm_guard(m, (uint32_t)det, GUARD_AGAIN);
	*again = definite;
	*first = det >= 0 && !definite && word_at(m, (uint32_t)det)->feat & FEAT_INDEF;
}

/* What kind of thing it was when it was told of first: “the station” after “a power station”. */
static uint8_t struck_before(const struct harm_marks *m, uint32_t thing)
{
	uint32_t sent = word_at(m, thing)->sent;
	uint8_t struck = m->v[thing].struck;
	for (uint32_t w = thing; w-- > 0 && sent - word_at(m, w)->sent <= THING_SENTENCES;)
		if (word_at(m, w)->lem == word_at(m, thing)->lem && m->v[w].struck)
			struck = m->v[w].struck;
	return struck;
}

/* What is struck, where the article says that it was told of before. */
static void read_thing_again(const struct harm_marks *m, struct harm_act *out)
{
	struct clause_words cw = clause_words_of(m->r);
	int32_t object = clause_object(m->r->doc, &cw, out->word);
	int32_t det = object >= 0 && m->v[object].struck ? doc_kid(m->r->doc, (uint32_t)object, DEP_DET) : -1;
	if (det < 0 || !harm_guard(m, (uint32_t)det, GUARD_AGAIN))
		return;
	out->thing = word_at(m, (uint32_t)object)->lem;
	out->struck = (out->struck & ~(1u << m->v[object].struck)) | 1u << struck_before(m, (uint32_t)object);
}

static void drop_shared(refs *target, const refs *by)
{
	size_t n = 0;
	for (size_t i = 0; i < target->n; i++)
		if (!refs_has(by, target->v[i]))
			target->v[n++] = target->v[i];
	target->n = n;
}

/* “Air defences destroyed 132 drones”: what destroys also stops what flies. NULL where the verb is no such one. */
static const struct harm_entry *as_stopping(const struct harm_marks *m, uint32_t word)
{
	struct clause_words cw = clause_words_of(m->r);
	int32_t object = m->v[word].act->class == HARM_VERB ? clause_object(m->r->doc, &cw, word) : -1;
	const struct harm_entry *weapon = object >= 0 ? m->v[object].weapon : NULL;
	if (!weapon || (weapon->kind != INCIDENT_KIND_DRONE && weapon->kind != INCIDENT_KIND_MISSILE))
		return NULL;
	for (const struct phrase *p = phrases_first(&m->lex->words, word_at(m, word)->lem); p; p = phrases_next(&m->lex->words, p)) {
		const struct harm_entry *e = &m->lex->entries.v[p->min];
		if (p->n_words == 1 && e->class == HARM_VERB && e->frame == FRAME_DOWN)
			return e;
	}
	return NULL;
}

void harm_act_read(const struct harm_marks *m, uint32_t word, struct harm_act *out)
{
	const struct harm_entry *stops = as_stopping(m, word);
	*out = (struct harm_act){.word = word, .entry = stops ? stops : m->v[word].act, .place = NO_REF};
	out->kind = out->entry->kind;
	out->strength = out->entry->strength;
	if (out->entry->class == HARM_VERB)
		read_verb(m, out);
	else
		read_noun(m, out);
	if (out->entry->frame != FRAME_DOWN)
		weapons_below(m, clause_head(m, word), 0, out);
	drop_shared(&out->target, &out->by);
	if (out->entry->class == HARM_NOUN)
		read_article(m, word, &out->again, &out->first);
	else
		read_thing_again(m, out);
	out->both = out->by.n == 2 && !out->target.n && out->entry->frame != FRAME_MUTUAL &&
		    out->entry->kind != INCIDENT_KIND_GROUND;
	out->place = find_place(m, word);
	out->date = timex_told_date(m->r, word);
	out->date_told = out->date.n > 0;
}
