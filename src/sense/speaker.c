#include "sense/speaker.h"

#include "data/actor_dict.h"
#include "data/deals.h"
#include "sense/clause.h"
#include "sense/phrase.h"

#define CLIMB_MAX 5 /* clauses to go up from “…, saying” to the one who says it */

static bool comma_between(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (str_is(d->words.v[w].form, ","))
			return true;
	return false;
}

/* The subject behind the last comma: parsers hang that of a lost clause on the verb, too (“[the strike] injured ten, [officials]
 * said”). */
static int32_t subject(const struct doc *d, uint32_t w)
{
	int32_t found = -1;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool is_subject = d->words.v[kid].dep == DEP_NSUBJ || d->words.v[kid].dep == DEP_NSUBJ_OUTER;
		if (is_subject && (found < 0 || (kid < w && comma_between(d, (uint32_t)found, kid))))
			found = (int32_t)kid;
	}
	return found;
}

/* “… was described by Gondor as …” */
static int32_t agent(const struct doc *d, uint32_t w)
{
	int32_t a = doc_kid(d, w, DEP_OBL_AGENT);
	if (a >= 0)
		return a;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		int32_t c = d->words.v[d->kids[i]].dep == DEP_OBL ? doc_kid(d, d->kids[i], DEP_CASE) : -1;
		if (c >= 0 && str_iis(d->words.v[c].form, "by"))
			return (int32_t)d->kids[i];
	}
	return -1;
}

static bool passive(const struct doc *d, uint32_t w)
{
	return doc_kid(d, w, DEP_NSUBJ_PASS) >= 0 || doc_kid(d, w, DEP_AUX_PASS) >= 0;
}

/* “a deal reported by Gondor”; “asked about the deal, the king said …”: told without who tells. */
static bool bare_participle(const struct doc *d, uint32_t w)
{
	const struct word *word = &d->words.v[w];
	if (word->dep == DEP_ACL)
		return (word->feat & FEAT_PART) && (word->feat & FEAT_PAST);
	bool ahead = (word->dep == DEP_ADVCL || word->dep == DEP_CCOMP) && word->head > (int32_t)w && word->feat & FEAT_PAST;
	static const enum dep own[] = {DEP_NSUBJ, DEP_OBJ, DEP_AUX, DEP_CCOMP};
	for (size_t i = 0; ahead && i < sizeof own / sizeof *own; i++)
		ahead = doc_kid(d, w, own[i]) < 0;
	return ahead;
}

/* “who” and “which” stand for the noun that their clause hangs on. */
static int32_t antecedent(const struct doc *d, int32_t s, uint32_t clause)
{
	if (!(d->words.v[s].feat & FEAT_REL) && d->words.v[s].upos != UPOS_PRON)
		return s;
	const struct word *c = &d->words.v[clause];
	if (c->dep == DEP_ACL_RELCL && c->head >= 0 && (d->words.v[s].feat & (FEAT_REL | FEAT_INT)))
		return c->head;
	return s;
}

/* “[The observatory] said [calm had] prevailed”: parsers hang the subject in front of the cue on the verb of what is said. */
static int32_t subject_below(const struct doc *d, uint32_t w)
{
	int32_t clause = doc_kid(d, w, DEP_CCOMP);
	if (clause < (int32_t)w)
		return -1;
	for (uint32_t i = d->kids_start[clause]; i < d->kids_start[clause + 1] && d->kids[i] < w; i++)
		if (d->words.v[d->kids[i]].dep == DEP_NSUBJ || d->words.v[d->kids[i]].dep == DEP_NSUBJ_PASS)
			return (int32_t)d->kids[i];
	return -1;
}

static int32_t clause_speaker(const struct reading *r, uint32_t w, int depth)
{
	const struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	if (passive(d, w) || bare_participle(d, w))
		return agent(d, w);
	int32_t s = subject(d, w);
	if (s < 0)
		s = subject_below(d, w);
	if (s >= 0)
		return antecedent(d, s, w);
	/* somebody named in front of the verb, whatever the parser calls it */
	for (uint32_t i = d->kids_start[w]; word->head < 0 && i < d->kids_start[w + 1] && d->kids[i] < w; i++)
		if (r->word_actors[d->kids[i]].n && d->words.v[d->kids[i]].upos == UPOS_PROPN && doc_kid(d, d->kids[i], DEP_CASE) < 0)
			return (int32_t)d->kids[i];
	if (word->head < 0 || depth == CLIMB_MAX)
		return -1;
	switch (word->dep) {
	case DEP_ADVCL: {
		struct clause_words cw = clause_words_of(r);
		int32_t accused = clause_accused(d, &cw, w);
		return accused >= 0 ? accused : clause_speaker(r, (uint32_t)word->head, depth + 1);
	}
	case DEP_XCOMP:
	case DEP_CONJ:
	case DEP_PARATAXIS:
	case DEP_CCOMP:
	case DEP_AUX:
	case DEP_COP:
		return clause_speaker(r, (uint32_t)word->head, depth + 1);
	case DEP_ACL:
	case DEP_ACL_RELCL:
		/* “officials speaking”: the noun itself; “issued a statement saying”: who issued it */
		if (r->word_actors[word->head].n || d->words.v[word->head].dep != DEP_OBJ)
			return word->head;
		return clause_speaker(r, (uint32_t)word->head, depth + 1);
	case DEP_NMOD:
	case DEP_OBL:
	case DEP_OBJ:
		return r->word_actors[word->head].n ? word->head : clause_speaker(r, (uint32_t)word->head, depth + 1);
	default:
		return -1;
	}
}

static int32_t owner(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	int32_t own = doc_kid(d, w, DEP_NMOD_POSS), beside = doc_kid(d, w, DEP_APPOS);
	if (own >= 0)
		return own;
	/* “remarks from the envoy, X”: parsers hang X on the remarks */
	if (beside > (int32_t)w && r->word_actors[beside].n)
		return beside;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		int32_t c = d->words.v[kid].dep == DEP_NMOD ? doc_kid(d, kid, DEP_CASE) : -1;
		if (c >= 0 && (str_iis(d->words.v[c].form, "by") || str_iis(d->words.v[c].form, "from")))
			return (int32_t)kid;
		if ((d->words.v[kid].dep == DEP_AMOD || d->words.v[kid].dep == DEP_COMPOUND) && r->word_actors[kid].n)
			return (int32_t)kid;
	}
	return -1;
}

/* “gave the press [a video] showing …”: what shows is the thing that was given, though the participle hangs on those who got it. */
static int32_t shown_to(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	const struct cue *c = cues_first(r->k->cues, d->words.v[w].lem);
	int32_t to = d->words.v[w].dep == DEP_ACL ? d->words.v[w].head : -1;
	bool given = c && c->class == CUE_SHOW && to >= 0 && d->words.v[to].head >= 0 &&
		     (d->words.v[to].dep == DEP_IOBJ || (d->words.v[to].dep == DEP_OBL && doc_kid(d, (uint32_t)to, DEP_CASE) >= 0));
	return given ? doc_kid(d, (uint32_t)d->words.v[to].head, DEP_OBJ) : -1;
}

int32_t speaker_word(const struct reading *r, uint32_t cue_word, enum cue_kind kind)
{
	const struct doc *d = r->doc;
	if (kind == CUE_NOUN) {
		int32_t own = owner(r, cue_word);
		if (own >= 0 || d->words.v[cue_word].head < 0)
			return own;
		enum dep dep = d->words.v[cue_word].dep;
		/* “warned in a report”; but “left after reports that …” */
		int32_t mark = dep == DEP_OBL ? doc_kid(d, cue_word, DEP_CASE) : -1;
		const struct deals *k = r->k->deals;
		if (mark >= 0 && !deals_grammar(k, d->words.v[mark].low, GRAMMAR_PLACE) && !deals_grammar(k, d->words.v[mark].low, GRAMMAR_WITH) &&
		    !deals_grammar(k, d->words.v[mark].low, GRAMMAR_BY))
			return -1;
		if (dep == DEP_OBJ || dep == DEP_OBL || dep == DEP_CONJ)
			return clause_speaker(r, (uint32_t)d->words.v[cue_word].head, 1);
		return -1;
	}
	int32_t thing = shown_to(r, cue_word);
	return thing >= 0 ? thing : clause_speaker(r, cue_word, 0);
}

static bool can_speak(const struct word *w)
{
	return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN || w->upos == UPOS_PRON;
}

int32_t speaker_near(const struct reading *r, uint32_t first, uint32_t last)
{
	const struct doc *d = r->doc;
	for (uint32_t w = first; w < last; w++) {
		if (!can_speak(&d->words.v[w]))
			continue;
		uint32_t at = w;
		while (d->words.v[at].head >= (int32_t)first && d->words.v[at].head < (int32_t)last &&
		       can_speak(&d->words.v[d->words.v[at].head]) && at != (uint32_t)d->words.v[at].head &&
		       d->words.v[at].head > (int32_t)at)
			at = (uint32_t)d->words.v[at].head;
		return (int32_t)at;
	}
	return -1;
}

/* The phrase without what follows its head in a clause or apposition of its own. */
static struct word_span name_span(const struct doc *d, uint32_t w)
{
	struct word_span s = doc_subtree(d, w);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *kid = &d->words.v[d->kids[i]];
		bool outside = kid->dep == DEP_APPOS || kid->dep == DEP_ACL_RELCL || kid->dep == DEP_ACL || kid->dep == DEP_CONJ ||
			       kid->dep == DEP_CC || kid->dep == DEP_PUNCT || kid->dep == DEP_PARATAXIS;
		uint32_t from = doc_subtree(d, d->kids[i]).first;
		if (outside && d->kids[i] > w && from > w && from < s.last)
			s.last = from;
		if (kid->dep == DEP_PUNCT && d->kids[i] < w && s.first <= d->kids[i])
			s.first = d->kids[i] + 1;
	}
	return s;
}

/* The noun of data/actors/agents.tsv that the word is; “the hospital said” is one although elsewhere it is only a place. */
static const struct actor_entry *agent_noun(const struct reading *r, const struct word *w)
{
	const struct actor_dict *dict = r->k->actors;
	for (uint32_t n = dict && w->upos == UPOS_NOUN ? actor_dict_word(dict, w->form) : 0; n; n = dict->names.v[n].next)
		if (dict->entries.v[dict->names.v[n].entry].type == ENTRY_AGENT)
			return &dict->entries.v[dict->names.v[n].entry];
	return NULL;
}

/* The country in which the phrase puts it: “a hospital in Osgiliath”. */
static struct str country_of_phrase(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		ref place = place_of_phrase(r, d->kids[i]);
		if (place != NO_REF && r->places.v[place].country.n)
			return r->places.v[place].country;
	}
	return STR("");
}

static void describe(const struct reading *r, uint32_t w, struct actor *a)
{
	const struct actor_entry *noun = agent_noun(r, &r->doc->words.v[w]);
	if (noun && (noun->kind != ACTOR_KIND_ORGANISATION || !noun->sectors[0] || noun->sectors[0] == SECTOR_GOV))
		noun = NULL; /* “the group”, “the agency”, “sources” may be anybody's */
	a->kind = noun ? noun->kind : ACTOR_KIND_UNKNOWN;
	a->country = noun ? country_of_phrase(r, w) : STR("");
	for (int i = 0; noun && i < ACTOR_SECTORS_MAX && noun->sectors[i]; i++)
		vec_push(r->arena, &a->sectors, noun->sectors[i]);
}

static void make_actor(struct reading *r, uint32_t w, refs *out)
{
	const struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	struct word_span s = name_span(d, w);
	struct actor *a = vec_add(r->arena, &r->actors);
	struct mention m = {reading_span(r, s.first, s.last), w, word->upos == UPOS_PROPN ? MENTION_NAME : MENTION_NOMINAL};
	a->name = doc_span(d, m.span.start, m.span.end);
	a->of = NO_REF;
	a->entry = -1;
	a->rule = STR("speaker of a statement");
	a->plural = (word->feat & FEAT_PLUR) != 0;
	describe(r, w, a);
	vec_push(r->arena, &a->mentions, m);
	refs_add(r->arena, &r->word_actors[w], (ref)(r->actors.n - 1));
	refs_add(r->arena, out, (ref)(r->actors.n - 1));
}

void speaker_actors(struct reading *r, uint32_t word, refs *out)
{
	actors_of_phrase(r, word, out);
	const struct word *w = &r->doc->words.v[word];
	/* what is agreed, proposed or held does not speak */
	if (deals_thing(r->k->deals, w->lem) || deals_talk(r->k->deals, w->lem))
		return;
	if (!out->n && (w->upos == UPOS_NOUN || w->upos == UPOS_PROPN))
		make_actor(r, word, out);
}
