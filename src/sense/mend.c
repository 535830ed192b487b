#include "sense/mend.h"

#include "data/cues.h"
#include "data/rules.h"

#define SENTENCE_WORDS_MAX 600 /* what is longer is no sentence, and looking at all beside each would cost its square */

static bool is_subject(const struct word *w)
{
	return w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS;
}

static bool is_comma(const struct doc *d, uint32_t w)
{
	return str_is(d->words.v[w].form, ",");
}

static void hang(struct doc *d, uint32_t w, int32_t head, enum dep dep)
{
	struct word *word = &d->words.v[w];
	word->head = head;
	word->dep = (uint8_t)dep;
	word->deprel = str_of(dep_name(dep));
	if (head < 0)
		d->sents.v[word->sent].root = w;
}

/* w takes the place that `old` has in the tree. */
static void replace(struct doc *d, uint32_t old, uint32_t w)
{
	hang(d, w, d->words.v[old].head, (enum dep)d->words.v[old].dep);
}

static void make_finite(struct word *w, struct str tag, struct str feats)
{
	w->upos = UPOS_VERB;
	w->xpos = tag;
	w->feats = feats;
	w->feat = feat_bits(feats);
}

/* A verb that reports speech in a clause: “said that …”. */
static bool tells(const struct reading *r, sym lemma)
{
	for (const struct cue *c = cues_first(r->k->cues, lemma); c; c = c->next)
		if (c->kind == CUE_VERB && !c->word[1] && c->frames & FRAME_THAT && c->frames & FRAME_QUOTE)
			return true;
	return false;
}

/* ---- “soldiers from Mordor shot …” */

/* The subject that ends right in front of this one; -1 where there is none. */
static int32_t subject_before(const struct doc *d, uint32_t w)
{
	int32_t head = d->words.v[w].head;
	for (uint32_t i = d->kids_start[head]; i < d->kids_start[head + 1]; i++)
		if (is_subject(&d->words.v[d->kids[i]]) && doc_subtree(d, d->kids[i]).last == doc_subtree(d, w).first)
			return (int32_t)d->kids[i];
	return -1;
}

static bool case_subject(struct doc *d, uint32_t w)
{
	const struct word *word = &d->words.v[w];
	if (!is_subject(word) || word->head < 0)
		return false;
	int32_t mark = doc_kid(d, w, DEP_CASE), other = mark >= 0 && (uint32_t)mark < w ? subject_before(d, w) : -1;
	if (other < 0 || d->words.v[mark].upos != UPOS_ADP || d->words.v[other].upos == UPOS_PRON)
		return false;
	hang(d, w, other, DEP_NMOD);
	return true;
}

/* ---- “Mordor, Gondor says, is shelling …” */

/* The subjects in front of the cue where there are two with a comma between them. */
static bool two_subjects(const struct doc *d, uint32_t cue, uint32_t *first, uint32_t *second)
{
	int n = 0;
	for (uint32_t i = d->kids_start[cue]; i < d->kids_start[cue + 1] && d->kids[i] < cue; i++)
		if (is_subject(&d->words.v[d->kids[i]]))
			*(n++ ? second : first) = d->kids[i];
	if (n != 2)
		return false;
	uint32_t at = doc_subtree(d, *second).first;
	return at > *first && is_comma(d, at - 1);
}

/* The clause without a subject behind the comma that follows the cue; -1 where there is none. */
static int32_t clause_behind(const struct doc *d, uint32_t cue)
{
	for (uint32_t i = d->kids_start[cue]; i < d->kids_start[cue + 1]; i++) {
		uint32_t w = d->kids[i];
		const struct word *word = &d->words.v[w];
		bool clause = word->dep == DEP_CCOMP || word->dep == DEP_PARATAXIS || word->dep == DEP_CONJ || word->dep == DEP_XCOMP;
		if (w < cue || !clause || doc_kid(d, w, DEP_NSUBJ) >= 0 || doc_kid(d, w, DEP_NSUBJ_PASS) >= 0 || doc_kid(d, w, DEP_CC) >= 0 ||
		    doc_kid(d, w, DEP_MARK) >= 0)
			continue;
		uint32_t from = doc_subtree(d, w).first;
		return is_comma(d, from) || is_comma(d, from - 1) ? (int32_t)w : -1;
	}
	return -1;
}

static bool interrupting_cue(const struct reading *r, uint32_t cue)
{
	struct doc *d = r->doc;
	uint32_t first = 0, second = 0;
	if (d->words.v[cue].upos != UPOS_VERB || !tells(r, d->words.v[cue].lem) || !two_subjects(d, cue, &first, &second))
		return false;
	int32_t clause = clause_behind(d, cue);
	if (clause < 0)
		return false;
	uint32_t from = doc_subtree(d, (uint32_t)clause).first, own = doc_subtree(d, second).first;
	for (uint32_t i = d->kids_start[cue]; i < d->kids_start[cue + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (kid != (uint32_t)clause && (kid < own || kid >= from))
			hang(d, kid, clause, (enum dep)d->words.v[kid].dep);
	}
	hang(d, first, clause, doc_kid(d, (uint32_t)clause, DEP_AUX_PASS) >= 0 ? DEP_NSUBJ_PASS : DEP_NSUBJ);
	replace(d, cue, (uint32_t)clause);
	hang(d, cue, clause, DEP_PARATAXIS);
	return true;
}

/* ---- “officials report ten people are killed” */

static bool subject_clause(const struct reading *r, uint32_t cue)
{
	struct doc *d = r->doc;
	const struct word *word = &d->words.v[cue];
	int32_t verb = word->head, own = doc_kid(d, cue, DEP_NSUBJ), other = -1;
	if (word->upos != UPOS_VERB || !is_subject(word) || verb < (int32_t)cue || own < 0 || own > (int32_t)cue || !tells(r, word->lem))
		return false;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++)
		if (d->kids[i] > cue && (int32_t)d->kids[i] < verb && is_subject(&d->words.v[d->kids[i]]))
			other = (int32_t)d->kids[i];
	if (other < 0)
		return false;
	uint32_t last = d->kids[d->kids_start[verb + 1] - 1];
	if (d->words.v[last].upos == UPOS_PUNCT)
		hang(d, last, (int32_t)cue, DEP_PUNCT);
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1] && d->kids[i] < cue; i++)
		hang(d, d->kids[i], (int32_t)cue, (enum dep)d->words.v[d->kids[i]].dep);
	replace(d, (uint32_t)verb, cue);
	hang(d, (uint32_t)verb, (int32_t)cue, DEP_CCOMP);
	return true;
}

/* ---- “said last month that Mordor had …” */

/* Is there nothing missing in the clause, so that it cannot be a relative one? */
static bool is_whole(const struct doc *d, uint32_t clause, uint32_t that)
{
	for (uint32_t i = d->kids_start[clause]; i < d->kids_start[clause + 1]; i++) {
		enum dep dep = (enum dep)d->words.v[d->kids[i]].dep;
		if (d->kids[i] != that && (dep == DEP_OBJ || dep == DEP_XCOMP || dep == DEP_CCOMP || dep == DEP_COP || dep == DEP_NSUBJ_PASS))
			return true;
	}
	return false;
}

/* What hangs on a time or place beside the cue for a relative clause, with a subject of its own behind its “that”, is what is said. */
static bool that_clause(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	if (word->dep != DEP_ACL_RELCL || word->head < 0)
		return false;
	const struct word *beside = &d->words.v[word->head];
	uint32_t that = doc_subtree(d, w).first;
	int32_t cue = beside->head, subject = doc_kid(d, w, DEP_NSUBJ);
	subject = subject < 0 ? doc_kid(d, w, DEP_NSUBJ_PASS) : subject;
	if ((beside->dep != DEP_OBL && beside->dep != DEP_OBL_UNMARKED) || cue < 0 || cue > word->head || subject <= (int32_t)that ||
	    !str_iis(d->words.v[that].form, "that") || !tells(r, d->words.v[cue].lem) || doc_kid(d, (uint32_t)cue, DEP_CCOMP) >= 0)
		return false;
	if (beside->dep == DEP_OBL && !is_whole(d, w, that))
		return false;
	hang(d, that, (int32_t)w, DEP_MARK);
	hang(d, w, cue, DEP_CCOMP);
	return true;
}

static bool noun_of_speech(const struct reading *r, int32_t w)
{
	return r->doc->words.v[w].upos == UPOS_NOUN && cues_any(r->k->cues, r->doc->words.v[w].lem, CUE_NOUN);
}

/* “repeated its demand that Mordor leave Gondor”: nor is what a noun of speech says. */
static bool that_clause_of_noun(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	if (word->dep != DEP_ACL_RELCL || word->head < 0)
		return false;
	uint32_t that = doc_subtree(d, w).first;
	int32_t subject = doc_kid(d, w, DEP_NSUBJ);
	if (!noun_of_speech(r, word->head) || subject <= (int32_t)that || !str_iis(d->words.v[that].form, "that") ||
	    d->words.v[that].dep == DEP_MARK || !is_whole(d, w, that))
		return false;
	hang(d, that, (int32_t)w, DEP_MARK);
	hang(d, w, word->head, DEP_ACL);
	return true;
}

/* “repeated its demand today [that …]”, hung on the verb. */
static bool clause_of_object(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	int32_t mark = word->dep == DEP_CCOMP && word->head >= 0 ? (int32_t)doc_subtree(d, w).first : -1;
	int32_t noun = mark > word->head ? doc_kid(d, (uint32_t)word->head, DEP_OBJ) : -1;
	if (noun < 0 || noun > mark || !str_iis(d->words.v[mark].form, "that") || !noun_of_speech(r, noun))
		return false;
	hang(d, (uint32_t)mark, (int32_t)w, DEP_MARK);
	hang(d, w, noun, DEP_ACL);
	return true;
}

/* ---- “The observatory said [calm] had prevailed” */

static bool subject_behind(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	int32_t cue = word->head;
	if (word->dep != DEP_NSUBJ || cue < 0 || (int32_t)w < cue || !tells(r, d->words.v[cue].lem))
		return false;
	int32_t own = doc_kid(d, (uint32_t)cue, DEP_NSUBJ), clause = doc_kid(d, (uint32_t)cue, DEP_CCOMP);
	if (own < 0 || own > cue || clause < (int32_t)w || doc_kid(d, (uint32_t)clause, DEP_NSUBJ) >= 0 ||
	    doc_kid(d, (uint32_t)clause, DEP_NSUBJ_PASS) >= 0)
		return false;
	hang(d, w, clause, doc_kid(d, (uint32_t)clause, DEP_AUX_PASS) >= 0 ? DEP_NSUBJ_PASS : DEP_NSUBJ);
	return true;
}

/* ---- “Gondor claims that …”, with “claims” for a noun */

/* “denies” */
static bool denies(const struct reading *r, sym lemma)
{
	const struct cue *c = cues_first(r->k->cues, lemma);
	return c && c->kind == CUE_VERB && c->class == CUE_DENY && c->frames & FRAME_ING;
}

static bool noun_for_verb(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	struct word *word = &d->words.v[w];
	int32_t name = doc_kid(d, w, DEP_COMPOUND), clause = doc_kid(d, w, DEP_ACL_RELCL);
	if (word->upos != UPOS_NOUN || word->head >= 0 || !(word->feat & FEAT_PLUR) || name < 0 ||
	    d->words.v[name].upos != UPOS_PROPN || doc_kid(d, w, DEP_COP) >= 0 || doc_kid(d, w, DEP_NSUBJ) >= 0)
		return false;
	clause = clause < 0 ? doc_kid(d, w, DEP_ACL) : clause;
	if (clause < (int32_t)w)
		return false;
	bool that = doc_kid(d, (uint32_t)clause, DEP_MARK) == (int32_t)w + 1 && tells(r, word->lem);
	if (!that && !(denies(r, word->lem) && clause == (int32_t)w + 1 && str_is(d->words.v[clause].xpos, "VBG")))
		return false;
	make_finite(word, STR("VBZ"), STR("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"));
	hang(d, (uint32_t)name, (int32_t)w, DEP_NSUBJ);
	hang(d, (uint32_t)clause, (int32_t)w, that ? DEP_CCOMP : DEP_XCOMP);
	return true;
}

/* ---- “Gondor's tanks [shelled] positions”, “Gondor will [boycott] the vote” */

/* A noun with an auxiliary and a subject but no copula is a verb. */
static bool noun_with_auxiliary(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	struct word *word = &d->words.v[w];
	int32_t aux = word->upos == UPOS_NOUN ? doc_kid(d, w, DEP_AUX) : -1;
	if (aux < 0 || (uint32_t)aux >= w || !str_is(d->words.v[aux].xpos, "MD") || doc_kid(d, w, DEP_COP) >= 0 || doc_kid(d, w, DEP_DET) >= 0 ||
	    doc_kid(d, w, DEP_CASE) >= 0 || doc_kid(d, w, DEP_NSUBJ) < 0)
		return false;
	make_finite(word, STR("VB"), STR("VerbForm=Inf"));
	return true;
}

static bool is_noun(const struct word *w)
{
	return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN;
}

/* Has the sentence no verb of its own but clauses that hang on nouns? */
static bool verbless(const struct doc *d, const struct sent *s)
{
	if (!is_noun(&d->words.v[s->root]) || !str_is(d->words.v[s->last - 1].form, "."))
		return false;
	static const enum dep own[] = {DEP_COP, DEP_NSUBJ, DEP_NSUBJ_PASS, DEP_AUX, DEP_CASE, DEP_PARATAXIS, DEP_ACL_RELCL, DEP_APPOS, DEP_CCOMP};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (doc_kid(d, s->root, own[i]) >= 0)
			return false;
	return true;
}

/* What the participle is done to, as the parser has it: the noun that it is said to modify, or its object, or that of the next verb. */
static int32_t object_of_participle(const struct doc *d, uint32_t w)
{
	const struct word *word = &d->words.v[w];
	if (word->dep == DEP_AMOD && word->head > (int32_t)w && is_noun(&d->words.v[w - 1]) && d->words.v[w - 1].head != word->head)
		return word->head;
	if (word->dep != DEP_ACL)
		return -1;
	int32_t obj = doc_kid(d, w, DEP_OBJ), next = doc_kid(d, w, DEP_CONJ);
	return obj < 0 && next >= 0 ? doc_kid(d, (uint32_t)next, DEP_OBJ) : obj;
}

/* In a sentence without a verb the past participle with an object is the verb. */
static bool participle_for_verb(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	struct word *word = &d->words.v[w];
	const struct sent *s = &d->sents.v[word->sent];
	bool past = word->upos == UPOS_VERB && word->feat & FEAT_PAST && w > s->root && !str_is(word->xpos, "VBG");
	if (!past || !verbless(d, s) || doc_kid(d, w, DEP_AUX) >= 0 || doc_kid(d, w, DEP_AUX_PASS) >= 0 || doc_kid(d, w, DEP_OBL_AGENT) >= 0)
		return false;
	uint32_t root = s->root;
	int32_t object = object_of_participle(d, w);
	if (object < (int32_t)w || d->words.v[w - 1].upos == UPOS_PUNCT || d->words.v[w - 1].upos == UPOS_CCONJ)
		return false;
	bool modifier = word->dep == DEP_AMOD;
	for (uint32_t i = d->kids_start[root]; i < d->kids_start[root + 1]; i++)
		if (d->kids[i] > w)
			hang(d, d->kids[i], (int32_t)w, d->words.v[d->kids[i]].upos == UPOS_PUNCT ? DEP_PUNCT : DEP_OBL);
	if (modifier)
		hang(d, (uint32_t)object, (int32_t)w, DEP_OBJ);
	hang(d, w, -1, DEP_ROOT);
	hang(d, root, (int32_t)w, DEP_NSUBJ);
	make_finite(word, STR("VBD"), STR("Mood=Ind|Tense=Past|VerbForm=Fin"));
	return true;
}

/* ---- “asked about the talks, Gondor said …”, “has said as Rohan's king arrived” */

/* Beside what is said, not said: a participle without anybody in front of the cue, a clause with “as”, “after”, “while”. */
static bool clause_beside(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	const struct word *word = &d->words.v[w];
	if (word->dep != DEP_CCOMP || word->head < 0 || !tells(r, d->words.v[word->head].lem))
		return false;
	int32_t mark = doc_kid(d, w, DEP_MARK);
	const struct rules *k = r->k->rules;
	bool as = mark > word->head && doc_kid(d, w, DEP_NSUBJ) > mark && k && rules_in_class(k, d->words.v[mark].low, k->grammar.beside);
	bool bare = word->head > (int32_t)w && word->upos == UPOS_VERB && word->feat & FEAT_PAST && mark < 0;
	static const enum dep own[] = {DEP_NSUBJ, DEP_NSUBJ_PASS, DEP_OBJ, DEP_AUX, DEP_AUX_PASS, DEP_EXPL, DEP_CCOMP};
	for (size_t i = 0; bare && i < sizeof own / sizeof *own; i++)
		bare = doc_kid(d, w, own[i]) < 0;
	for (uint32_t i = d->kids_start[word->head]; bare && i < d->kids_start[word->head + 1]; i++)
		bare = d->kids[i] <= w || d->words.v[d->kids[i]].dep != DEP_PARATAXIS;
	if (as || bare)
		hang(d, w, word->head, DEP_ADVCL);
	return as || bare;
}

/* Words that hang on the wrong one beside it. */
static bool mend_word(const struct reading *r, uint32_t w)
{
	struct doc *d = r->doc;
	return case_subject(d, w) || clause_beside(r, w) || that_clause(r, w) || that_clause_of_noun(r, w) || clause_of_object(r, w) ||
	       subject_behind(r, w) || noun_with_auxiliary(r, w);
}

/* What turns the whole sentence round: one at most, for the index is that of the tree before. */
static bool mend_sentence(const struct reading *r, const struct sent *s)
{
	for (uint32_t w = s->first; w < s->last; w++)
		if (interrupting_cue(r, w) || subject_clause(r, w) || noun_for_verb(r, w) || participle_for_verb(r, w))
			return true;
	return false;
}

void mend_run(struct reading *r)
{
	struct doc *d = r->doc;
	bool words = false, sentences = false;
	if (!r->k->cues)
		return;
	for (uint32_t i = 0; i < d->sents.n; i++) {
		const struct sent *s = &d->sents.v[i];
		for (uint32_t w = s->first; w < s->last && s->last - s->first <= SENTENCE_WORDS_MAX; w++)
			words |= mend_word(r, w);
	}
	if (words)
		doc_index_kids(d);
	for (uint32_t i = 0; i < d->sents.n; i++)
		if (d->sents.v[i].last - d->sents.v[i].first <= SENTENCE_WORDS_MAX)
			sentences |= mend_sentence(r, &d->sents.v[i]);
	if (sentences)
		doc_index_kids(d);
}
