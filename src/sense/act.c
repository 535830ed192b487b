#include "sense/act.h"

#include "data/cues.h"
#include "sense/factuality.h"
#include "sense/speaker.h"

#define CLIMB_MAX 7 /* governors to go up: “a plan to agree to hold talks on …” */

static bool is_verb(const struct word *w)
{
	return w->upos == UPOS_VERB || w->upos == UPOS_AUX;
}

static bool is(const struct reading *r, const struct word *w, enum grammar use)
{
	return deals_grammar(r->k->deals, w->low, use) || deals_grammar(r->k->deals, w->lem, use);
}

bool act_has_case(const struct reading *r, uint32_t w, enum grammar use)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		if ((k->dep == DEP_CASE || k->dep == DEP_MARK) && is(r, k, use))
			return true;
	}
	return false;
}

int32_t act_prep(const struct reading *r, uint32_t w, enum grammar use)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (act_has_case(r, d->kids[i], use))
			return (int32_t)d->kids[i];
	return -1;
}

int32_t act_doer(const struct reading *r, uint32_t verb)
{
	return speaker_word(r, verb, CUE_VERB);
}

/* “complexities in reaching a deal” are of none; “after reaching a deal” and “accused of breaking it” tell of one. */
static bool falls_short(const struct reading *r, uint32_t w)
{
	return act_has_case(r, w, GRAMMAR_SHORT_OF);
}

enum mood act_mood(const struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	uint32_t why = UINT32_MAX;
	unsigned f = factuality_at(r, verb, &why);
	bool going_on = str_is(d->words.v[verb].xpos, "VBG");
	bool finite = d->words.v[verb].feat & FEAT_FIN || doc_kid(d, verb, DEP_AUX) >= 0 || doc_kid(d, verb, DEP_AUX_PASS) >= 0 ||
		      doc_kid(d, verb, DEP_COP) >= 0;
	if (f & (FACT_NEGATED | FACT_SINCE)) /* “have not talked since March”: these days they do not */
		return MOOD_NOT;
	if (f & (FACT_MIGHT | FACT_MUST | FACT_WOULD | FACT_CONDITION) || (going_on && !(f & FACT_FUTURE) && falls_short(r, verb)))
		return MOOD_MAYBE;
	if (f & FACT_FUTURE)
		return MOOD_TO_COME;
	if (going_on)
		return MOOD_GOING_ON;
	return !finite && act_has_case(r, verb, GRAMMAR_TO) ? MOOD_TO_COME : MOOD_FACT;
}

/* Cues whose content is wanted, promised or feared; but to agree on a truce is to have one. */
bool act_asks(const struct reading *r, uint32_t w)
{
	const struct cue *c = cues_first(r->k->cues, r->doc->words.v[w].lem);
	return c && !c->word[1] && !act_at(r, w, ABOUT_AGREEMENT) &&
	       (c->class == CUE_ASK || c->class == CUE_PROMISE || c->class == CUE_THREATEN || c->class == CUE_ORDER);
}

/* “involved in reaching a deal”, “aimed at a truce by signing …”, “without agreeing”: what a gerund behind such a word
 * names is spoken of, not done. */
static bool only_spoken_of(const struct reading *r, uint32_t w)
{
	return str_is(r->doc->words.v[w].xpos, "VBG") && act_has_case(r, w, GRAMMAR_SPOKEN_OF);
}

bool act_none_of(const struct reading *r, uint32_t w)
{
	int32_t det = doc_kid(r->doc, w, DEP_DET);
	int32_t prep = doc_kid(r->doc, w, DEP_CASE);
	bool no = det >= 0 && is(r, &r->doc->words.v[det], GRAMMAR_WITHOUT) && prep < det; /* but “said no to the plan” */
	return no || act_has_case(r, w, GRAMMAR_WITHOUT);
}

bool act_denied(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (int step = 0; step < CLIMB_MAX && d->words.v[w].head >= 0; step++) {
		enum dep dep = d->words.v[w].dep;
		w = (uint32_t)d->words.v[w].head;
		if (dep == DEP_PARATAXIS || dep == DEP_CONJ || dep == DEP_ADVCL)
			continue;
		if ((dep == DEP_CCOMP || dep == DEP_XCOMP || dep == DEP_OBJ || dep == DEP_ACL || dep == DEP_NMOD) && act_at(r, w, ABOUT_DENY))
			return true;
	}
	return false;
}

bool act_told_as_fact(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	if (act_denied(r, w))
		return false;
	for (int step = 0; step < CLIMB_MAX; step++) {
		const struct word *word = &d->words.v[w];
		enum mood mood = act_mood(r, w);
		if (mood == MOOD_MAYBE || mood == MOOD_NOT || (mood == MOOD_TO_COME && is_verb(word)) ||
		    act_has_case(r, w, GRAMMAR_UNREAL) || only_spoken_of(r, w))
			return false;
		if (word->head < 0)
			return true;
		bool content = word->dep == DEP_CCOMP || word->dep == DEP_XCOMP || word->dep == DEP_OBJ || word->dep == DEP_OBL ||
			       word->dep == DEP_ACL || word->dep == DEP_NMOD;
		w = (uint32_t)word->head;
		if (content && act_asks(r, w))
			return false;
	}
	return true;
}

static enum deal_pos pos_of(const struct doc *d, uint32_t w)
{
	/* “following”, “ahead (of)”, “despite”, whatever the tagger says */
	if (d->words.v[w].dep == DEP_CASE || d->words.v[w].dep == DEP_MARK)
		return DEAL_PREP;
	switch (d->words.v[w].upos) {
	case UPOS_VERB:
	case UPOS_AUX:
		return DEAL_VERB;
	case UPOS_NOUN:
	case UPOS_PROPN:
		return DEAL_NOUN;
	case UPOS_ADJ:
		return DEAL_ADJ;
	case UPOS_ADV:
		return DEAL_ADV;
	case UPOS_ADP:
	case UPOS_SCONJ:
		return DEAL_PREP;
	default:
		return DEAL_POS_NONE;
	}
}

/* The further words depend on the first, directly or below its object or complement (“come into force”). */
static bool has_words(const struct doc *d, uint32_t w, const struct act_word *a)
{
	for (int n = 1; n < ACT_WORDS_MAX && a->word[n]; n++) {
		bool found = false;
		for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && !found; i++) {
			uint32_t kid = d->kids[i];
			found = d->words.v[kid].low == a->word[n] || d->words.v[kid].lem == a->word[n];
			for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1] && !found; j++)
				found = d->words.v[d->kids[j]].low == a->word[n];
		}
		if (!found)
			return false;
	}
	return true;
}

/* Adjectives and participles trade places in taggers' output (“planned”, “ongoing”). */
static bool pos_fits(enum deal_pos have, enum deal_pos want)
{
	return have == want || (have == DEAL_ADJ && want == DEAL_VERB) || (have == DEAL_VERB && want == DEAL_ADJ) ||
	       (have == DEAL_ADJ && want == DEAL_NOUN) || (have == DEAL_ADV && want == DEAL_PREP); /* “ahead of talks” */
}

const struct act_word *act_at(const struct reading *r, uint32_t w, enum act_about about)
{
	const struct doc *d = r->doc;
	const struct act_word *one = NULL;
	enum deal_pos pos = pos_of(d, w);
	for (const struct act_word *a = deals_act(r->k->deals, d->words.v[w].lem); a; a = a->next) {
		if (a->about != about || !pos_fits(pos, a->pos) || !has_words(d, w, a))
			continue;
		if (!one || (a->word[1] && !one->word[1]) || (pos == a->pos && !one->word[1] && one->pos != pos))
			one = a;
	}
	if (!one && d->words.v[w].low != d->words.v[w].lem && d->words.v[w].low)
		for (const struct act_word *a = deals_act(r->k->deals, d->words.v[w].low); a && !one; a = a->next)
			if (a->about == about && pos_fits(pos, a->pos) && !a->word[1])
				one = a;
	return one;
}

/* “following” before a noun is a preposition, though parsers often take it for an adjective. */
static const struct act_word *as_prep(const struct reading *r, uint32_t w, enum act_about about)
{
	if (r->doc->words.v[w].dep != DEP_AMOD || !str_is(r->doc->words.v[w].xpos, "VBG"))
		return NULL;
	for (const struct act_word *a = deals_act(r->k->deals, r->doc->words.v[w].low); a; a = a->next)
		if (a->about == about && a->pos == DEAL_PREP)
			return a;
	return NULL;
}

/* “talks that failed”, but not “the truce that Gondor offered”. */
static bool subject_of_relative(const struct doc *d, uint32_t clause)
{
	int32_t own = doc_kid(d, clause, DEP_NSUBJ);
	return d->words.v[clause].dep == DEP_ACL_RELCL && (own < 0 || (d->words.v[own].feat & FEAT_REL)) && doc_kid(d, clause, DEP_NSUBJ_PASS) < 0;
}

static void add(struct acts *out, struct act_hit h)
{
	if (out->n < ACTS_MAX)
		out->v[out->n++] = h;
}

/* “upcoming talks”, “talks planned for Monday”, “talks that failed”, “despite a truce”. True where a preposition says how the
 * thing stands to the rest (“left after talks”): then what governs it is not done with it. */
static bool beside(const struct reading *r, uint32_t w, enum act_about about, struct acts *out)
{
	const struct doc *d = r->doc;
	bool apart = false;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = d->words.v[kid].dep;
		bool clause = dep == DEP_ACL || dep == DEP_ACL_RELCL;
		/* “a deal to end the war”: the deal is not ended */
		if ((dep != DEP_AMOD && dep != DEP_CASE && dep != DEP_COMPOUND && !clause) || act_has_case(r, kid, GRAMMAR_TO))
			continue;
		const struct act_word *prep = as_prep(r, kid, about), *a = prep ? prep : act_at(r, kid, about);
		if (a)
			add(out, (struct act_hit){a, kid, clause ? act_mood(r, kid) : MOOD_FACT, subject_of_relative(d, kid), 0, true});
		/* “suspended its part in the deal”: what hangs on a noun does not stand apart from it */
		bool of_noun = d->words.v[w].dep == DEP_NMOD && act_has_case(r, w, GRAMMAR_AREA);
		apart |= a && a->pos == DEAL_PREP && !of_noun;
	}
	return apart;
}

static bool stands_apart(const struct reading *r, uint32_t w, enum act_about about)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct act_word *a = d->words.v[d->kids[i]].dep == DEP_CASE ? act_at(r, d->kids[i], about) : NULL;
		if (a && a->pos == DEAL_PREP)
			return true;
	}
	return false;
}

static bool is_subject(enum dep dep)
{
	return dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS || dep == DEP_NSUBJ_OUTER;
}

/* Relations by which what governs a thing still speaks of it. A clause that is said or that only goes with another is not crossed. */
static bool governs(enum dep dep)
{
	switch (dep) {
	case DEP_OBJ:
	case DEP_IOBJ:
	case DEP_NSUBJ:
	case DEP_NSUBJ_PASS:
	case DEP_NSUBJ_OUTER:
	case DEP_OBL:
	case DEP_OBL_AGENT:
	case DEP_NMOD:
	case DEP_NMOD_POSS:
	case DEP_CONJ:
	case DEP_APPOS:
	case DEP_XCOMP:
	case DEP_ACL:
	case DEP_COMPOUND:
	case DEP_AMOD:
		return true;
	default:
		return false;
	}
}

/* “was signed in May and took effect in June”: further verbs of the same subject. */
static void beside_verb(const struct reading *r, uint32_t verb, enum act_about about, int step, struct acts *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool shares = d->words.v[kid].dep == DEP_CONJ && is_verb(&d->words.v[kid]) && doc_kid(d, kid, DEP_NSUBJ) < 0 &&
			      doc_kid(d, kid, DEP_NSUBJ_PASS) < 0;
		const struct act_word *a = shares && about == ABOUT_AGREEMENT ? act_at(r, kid, about) : NULL;
		if (a)
			add(out, (struct act_hit){a, kid, act_mood(r, kid), true, step, false});
	}
}

void acts_around(const struct reading *r, uint32_t w, enum act_about about, struct acts *out)
{
	const struct doc *d = r->doc;
	out->n = 0;
	bool apart = beside(r, w, about, out);
	for (int step = 0; step < CLIMB_MAX && !apart; step++) {
		const struct word *word = &d->words.v[w];
		if (word->head < 0 || !governs(word->dep))
			break;
		bool subject = is_subject(word->dep) && word->dep != DEP_NSUBJ_PASS;
		enum dep dep = word->dep;
		w = (uint32_t)word->head;
		apart = dep != DEP_CONJ && about == ABOUT_TALK && stands_apart(r, w, about); /* “amid preparations for talks, they attacked” */
		/* conjuncts share what governs the first, but are not governed by it */
		if (dep == DEP_CONJ && !is_verb(&d->words.v[w]))
			continue;
		const struct act_word *a = dep == DEP_CONJ ? NULL : act_at(r, w, about);
		if (a || is_verb(&d->words.v[w]))
			add(out, (struct act_hit){a, w, is_verb(&d->words.v[w]) ? act_mood(r, w) : MOOD_FACT, subject, step + 1, false});
		if (is_subject(dep)) {
			beside_verb(r, w, about, step + 1, out);
			break;
		}
	}
}
