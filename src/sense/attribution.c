#include "sense/attribution.h"

#include "data/cues.h"
#include "data/deals.h"
#include "data/rules.h"
#include "sense/phrase.h"

#define NESTED_MAX 4   /* statements in statements: “he said she claimed that …” */
#define REPORTED_MAX 3 /* governors between a thing and the verb that reports it */
#define CLIMB_MAX 24

static bool lemma_is(const struct word *w, const char *a, const char *b)
{
	return str_iis(w->lemma, a) || str_iis(w->lemma, b);
}

/* ---- what stands beside the speech, not in it */

static bool comma_before(const struct doc *d, uint32_t w)
{
	uint32_t first = doc_subtree(d, w).first;
	return str_is(d->words.v[first].form, ",") || (first > 0 && str_is(d->words.v[first - 1].form, ","));
}

/* “said it would hold on, as Mordor accuses Rohan of …”, “…, days after a soldier was hurt”: the reporter goes on himself. Speech
 * told in the past has the past before it in the perfect: “said it fired as Mordor had attacked” is all speech. */
static bool goes_beside(const struct reading *r, uint32_t clause)
{
	const struct doc *d = r->doc;
	int32_t mark = doc_kid(d, clause, DEP_MARK), aux = doc_kid(d, clause, DEP_AUX);
	bool has_subject = doc_kid(d, clause, DEP_NSUBJ) >= 0 || doc_kid(d, clause, DEP_NSUBJ_PASS) >= 0;
	if (mark < 0 || !has_subject || (aux >= 0 && str_iis(d->words.v[aux].form, "had")))
		return false;
	return r->k->rules && rules_in_class(r->k->rules, d->words.v[mark].low, r->k->rules->grammar.beside);
}

/* Does a name end at the word? “the Mordor Workers' party” */
static bool named(const struct reading *r, uint32_t w)
{
	const refs *who = &r->word_actors[w];
	for (size_t i = 0; i < who->n; i++) {
		const struct actor *a = &r->actors.v[who->v[i]];
		for (size_t j = 0; j < a->mentions.n; j++)
			if (a->mentions.v[j].head == w)
				return a->mentions.v[j].kind == MENTION_NAME;
	}
	return false;
}

/* A clause or noun that only tells more of a name, or sums up the speech (“…, a decision hailed by Rohan”), is the reporter's. */
static bool tells_more(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	const struct word *word = &d->words.v[w], *head = &d->words.v[word->head];
	if (word->dep == DEP_ACL_RELCL)
		return head->upos == UPOS_PROPN || named(r, (uint32_t)word->head);
	int32_t det = doc_kid(d, w, DEP_DET);
	return word->dep == DEP_APPOS && det >= 0 && lemma_is(&d->words.v[det], "a", "an");
}

/* “criticised Rohan in talks with Mordor”: the talks in which something is said are not said, nor is “…, following reports of …”. */
static bool sets_scene(const struct reading *r, uint32_t w)
{
	const struct rules *k = r->k->rules;
	int32_t mark = r->doc->words.v[w].dep == DEP_OBL ? doc_kid(r->doc, w, DEP_CASE) : -1;
	if (r->doc->words.v[w].dep != DEP_OBL)
		return false;
	if (deals_talk(r->k->deals, r->doc->words.v[w].lem))
		return true;
	return mark >= 0 && k && comma_before(r->doc, w) && rules_in_class(k, r->doc->words.v[mark].low, k->grammar.amid);
}

/* “condemned the attack”, “blamed Mordor's offensive”: blame and praise are for what there was. */
static bool judged(const struct reading *r, uint32_t word, const struct statement *s)
{
	const struct word *w = &r->doc->words.v[word];
	if (s->cue_word == UINT32_MAX || w->head != (int32_t)s->cue_word || w->dep != DEP_OBJ || w->upos != UPOS_NOUN)
		return false;
	const struct cue *c = cues_first(r->k->cues, r->doc->words.v[s->cue_word].lem);
	return c && c->frames & FRAME_OBJ && c->class != CUE_DENY && (c->tone == TONE_CRITICAL || c->tone == TONE_COOPERATIVE);
}

static bool beside(const struct reading *r, uint32_t word, const struct statement *s)
{
	const struct doc *d = r->doc;
	bool told_of = false;
	if (s->kind != QUOTE_KIND_INDIRECT)
		return false;
	if (judged(r, word, s))
		return true;
	for (int n = 0; n < CLIMB_MAX && d->words.v[word].head >= 0 && word != s->cue_word; n++) {
		enum dep dep = d->words.v[word].dep;
		bool at_cue = d->words.v[word].head == (int32_t)s->cue_word;
		told_of |= dep == DEP_ACL_RELCL;
		if (told_of && at_cue && dep == DEP_OBJ) /* “condemned a deal in which Gondor and Rohan agreed on …” */
			return true;
		if ((dep == DEP_ADVCL || dep == DEP_CCOMP) && (at_cue || comma_before(d, word)) && goes_beside(r, word))
			return true;
		if ((dep == DEP_ACL_RELCL || dep == DEP_APPOS) && comma_before(d, word) && tells_more(r, word))
			return true;
		if (at_cue && sets_scene(r, word))
			return true;
		word = (uint32_t)d->words.v[word].head;
	}
	return false;
}

/* ---- who */

static bool says(const struct reading *r, uint32_t w)
{
	const struct cue *c = cues_first(r->k->cues, r->doc->words.v[w].lem);
	return r->doc->words.v[w].upos == UPOS_VERB && r->word_cue[w] != NO_REF && c && c->class == CUE_SAY;
}

/* “Officials reported drones in an assault”: told with the report, though no clause of it. */
static ref reported(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	for (int n = 0; n < REPORTED_MAX && d->words.v[word].head >= 0; n++) {
		enum dep dep = d->words.v[word].dep;
		bool another = dep == DEP_CONJ && d->words.v[word].upos == UPOS_VERB; /* “reported ten dead and attacked” */
		if (another || (dep != DEP_OBJ && dep != DEP_OBL && dep != DEP_NMOD && dep != DEP_COMPOUND && dep != DEP_CONJ))
			break;
		word = (uint32_t)d->words.v[word].head;
		if (says(r, word))
			return r->word_cue[word];
	}
	return NO_REF;
}

static bool is_media(const struct actor *a)
{
	return a->sectors.n && a->sectors.v[0] == SECTOR_JRN;
}

/* Whom a participle below the word names as the source: “[Reuters] reported, citing [two officials], that …”. */
static void cited_below(const struct reading *r, uint32_t w, refs *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		int32_t who = d->words.v[kid].upos == UPOS_VERB ? doc_kid(d, kid, DEP_OBJ) : -1;
		const struct cue *c = who >= 0 ? cues_first(r->k->cues, d->words.v[kid].low) : NULL;
		if (c && c->kind == CUE_SOURCE)
			actors_of_phrase(r, (uint32_t)who, out);
	}
}

/* Papers and agencies pass on the word of those whom they cite. */
static bool add_cited(const struct reading *r, const struct statement *s, refs *out)
{
	size_t before = out->n;
	if (s->speaker == NO_REF || s->cue_word == UINT32_MAX || !is_media(&r->actors.v[s->speaker]))
		return false;
	cited_below(r, s->cue_word, out);
	for (uint32_t i = r->doc->kids_start[s->cue_word]; i < r->doc->kids_start[s->cue_word + 1] && out->n == before; i++)
		if (r->doc->words.v[r->doc->kids[i]].dep == DEP_NSUBJ)
			cited_below(r, r->doc->kids[i], out);
	return out->n > before;
}

/* All who speak it: a statement of several stands once for each. */
static void add_speakers(const struct reading *r, ref s, refs *out)
{
	uint32_t of = r->statements.v[s].ev.word;
	if (add_cited(r, &r->statements.v[s], out))
		return;
	for (size_t i = (size_t)s; i < r->statements.n && r->statements.v[i].ev.word == of; i++)
		refs_add(r->arena, out, r->statements.v[i].speaker);
}

void attribution_of(const struct reading *r, uint32_t word, refs *out)
{
	ref s = r->word_statement[word];
	if (s == NO_REF)
		s = reported(r, word);
	for (int n = 0; n < NESTED_MAX && s != NO_REF; n++) {
		const struct statement *said = &r->statements.v[s];
		size_t before = out->n;
		if (said->cue_word != word && !beside(r, word, said))
			add_speakers(r, s, out);
		if (out->n > before)
			return;
		ref outer = said->cue_word == UINT32_MAX ? NO_REF : r->word_statement[said->cue_word];
		s = outer == s ? NO_REF : outer;
	}
}
