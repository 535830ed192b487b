#include "sense/topic.h"

#include "sense/act.h"
#include "sense/content.h"
#include "sense/party.h"
#include "sense/phrase.h"

static const struct word *word(const struct reading *r, uint32_t w)
{
	return &r->doc->words.v[w];
}

void topic_add(struct reading *r, struct talk *t, struct str words)
{
	for (size_t i = 0; i < t->topics.n; i++)
		if (str_find(t->topics.v[i], words) < t->topics.v[i].n)
			return;
	if (words.n)
		vec_push(r->arena, &t->topics, words);
}

/* Words [first, last) as they stand in the text, without an article ahead and cut where they run on too long. */
static struct str words_of(const struct reading *r, struct word_span s)
{
	s = content_trim(r->doc, s);
	while (s.first < s.last && word(r, s.first)->dep == DEP_DET)
		s.first++;
	for (uint32_t w = s.first + 1; w + 1 < s.last; w++) {
		const struct word *next = word(r, w + 1);
		bool aside = (next->feat & FEAT_REL) || next->upos == UPOS_VERB || next->upos == UPOS_ADV || next->upos == UPOS_SCONJ;
		if (str_is(word(r, w)->form, ",") && aside)
			s.last = w;
	}
	if (s.last - s.first > TOPIC_WORDS_MAX)
		s.last = s.first + TOPIC_WORDS_MAX;
	s = content_trim(r->doc, s);
	/* “a “full-on” ceasefire”: an opening mark belongs to the words whose closing one stands within */
	if (s.first > 0 && s.first + 1 < s.last && word(r, s.first - 1)->upos == UPOS_PUNCT && word(r, s.first + 1)->upos == UPOS_PUNCT &&
	    word(r, s.first - 1)->form.n == word(r, s.first + 1)->form.n && s.first + 2 < s.last)
		s.first--;
	struct span b = reading_span(r, s.first, s.last);
	return doc_span(r->doc, b.start, b.end);
}

/* The phrase of w without its preposition or “to”, up to a clause that hangs on it. */
static struct word_span phrase_span(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	struct word_span s = doc_subtree(d, w);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		bool lead = (k->dep == DEP_CASE || k->dep == DEP_MARK) && d->kids[i] < w;
		bool tail = d->kids[i] > w && (k->dep == DEP_ACL_RELCL || k->dep == DEP_ADVCL || k->dep == DEP_PARATAXIS || k->dep == DEP_CONJ ||
					       (k->dep == DEP_ACL && d->kids[i] > w + 1 && word(r, d->kids[i] - 1)->upos == UPOS_PUNCT));
		if (lead && s.first <= d->kids[i])
			s.first = d->kids[i] + 1;
		uint32_t from = doc_subtree(d, d->kids[i]).first;
		if (tail && from > w && from < s.last)
			s.last = from;
	}
	return s;
}

/* “the potential of achieving a truce”, “the prospects for a deal”: the topic is the truce, the deal. */
static uint32_t without_hope(const struct reading *r, uint32_t w)
{
	const struct act_word *hope = word(r, w)->upos == UPOS_NOUN ? act_at(r, w, ABOUT_PROPOSAL) : NULL;
	if (!hope || hope->value != PROPOSAL_STATUS_UNDER_DISCUSSION)
		return w;
	int32_t of = act_prep(r, w, GRAMMAR_MATTER);
	int32_t obj = of >= 0 && word(r, (uint32_t)of)->upos == UPOS_VERB ? doc_kid(r->doc, (uint32_t)of, DEP_OBJ) : of;
	return obj > (int32_t)w ? (uint32_t)obj : w;
}

static void add_phrase(struct reading *r, struct talk *t, uint32_t w)
{
	w = without_hope(r, w);
	if (word(r, w)->upos == UPOS_ADV || word(r, w)->upos == UPOS_SCONJ)
		return;
	if (r->word_time[w] != NO_REF || word(r, w)->upos == UPOS_PRON || word(r, w)->upos == UPOS_NUM || act_at(r, w, ABOUT_TALK))
		return;
	topic_add(r, t, words_of(r, phrase_span(r, w)));
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (word(r, d->kids[i])->dep == DEP_CONJ && (word(r, d->kids[i])->upos == UPOS_NOUN || word(r, d->kids[i])->upos == UPOS_PROPN)) {
			struct word_span s = phrase_span(r, d->kids[i]);
			while (s.first < s.last && word(r, s.first)->dep == DEP_CC)
				s.first++;
			topic_add(r, t, words_of(r, s));
		}
}

/* “to discuss X”, “focused on X”, “aimed at X”. */
static void topic_verb(struct reading *r, struct talk *t, uint32_t verb)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = d->words.v[kid].dep;
		if (kid > verb && (dep == DEP_OBJ || dep == DEP_CCOMP || dep == DEP_XCOMP ||
				   ((dep == DEP_OBL || dep == DEP_ADVCL) && act_has_case(r, kid, GRAMMAR_FOCUS))))
			add_phrase(r, t, kid);
	}
}

/* “peace talks”, “ceasefire talks”, but not “telephone talks” */
static bool names_matter(const struct reading *r, uint32_t w)
{
	const struct quality_word *q = deals_quality(r->k->deals, word(r, w)->lem);
	const struct thing_word *e = deals_thing(r->k->deals, word(r, w)->lem);
	return (q && (q->agreement || q->proposal || q->scopes || !q->form)) || (e && e->class != THING_TALKS);
}

static void below(struct reading *r, uint32_t w, bool noun, struct talk *t)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = d->words.v[kid].dep;
		bool clause = dep == DEP_ACL || dep == DEP_ADVCL || dep == DEP_XCOMP || dep == DEP_ACL_RELCL;
		if (clause && act_at(r, kid, ABOUT_TOPIC))
			topic_verb(r, t, kid);
		else if (noun && dep == DEP_ACL && act_has_case(r, kid, GRAMMAR_TO))
			add_phrase(r, t, kid);
		else if ((dep == DEP_NMOD || dep == DEP_OBL) && kid > w && act_has_case(r, kid, GRAMMAR_ABOUT))
			add_phrase(r, t, kid);
		else if (noun && dep == DEP_COMPOUND && kid < w && !r->word_actors[kid].n &&
			 names_matter(r, kid))
			topic_add(r, t, words_of(r, (struct word_span){kid, kid + 1}));
	}
}

/* “The main topic of the talks will be X.” */
static void topic_noun(struct reading *r, struct talk *t, uint32_t noun)
{
	const struct doc *d = r->doc;
	int32_t what = d->words.v[noun].head;
	if (d->words.v[noun].dep != DEP_NSUBJ || what < (int32_t)noun)
		return;
	int32_t cop = doc_kid(d, (uint32_t)what, DEP_COP);
	if (cop < 0)
		return;
	struct word_span s = phrase_span(r, (uint32_t)what);
	s.first = s.first > (uint32_t)cop ? s.first : (uint32_t)cop + 1;
	topic_add(r, t, words_of(r, s));
}

void topic_collect(struct reading *r, uint32_t w, int32_t verb, struct talk *t)
{
	below(r, w, verb != (int32_t)w, t);
	if (verb >= 0 && verb != (int32_t)w) {
		if (act_at(r, (uint32_t)verb, ABOUT_TOPIC) && word(r, w)->dep == DEP_NSUBJ)
			topic_verb(r, t, (uint32_t)verb);
		else
			below(r, (uint32_t)verb, false, t);
	}
	int32_t head = word(r, w)->head;
	if (head >= 0 && word(r, w)->dep == DEP_NMOD && act_at(r, (uint32_t)head, ABOUT_TOPIC))
		topic_noun(r, t, (uint32_t)head);
}

/* ------------------------------------------------------------------------------------------------ told elsewhere */

/* The talk that a sentence is most likely about: the last one told of up to there in which that side takes part. */
static struct talk *talk_of(struct reading *r, ref party, uint32_t sent)
{
	struct talk *best = NULL;
	uint32_t best_at = 0;
	for (size_t i = 0; i < r->talks.n; i++) {
		struct talk *t = &r->talks.v[i];
		if (party != NO_REF && !party_in(r, &t->parties, party))
			continue;
		for (size_t j = 0; j < t->ev.sents.n; j++)
			if (t->ev.sents.v[j] <= sent && (!best || t->ev.sents.v[j] > best_at || (t->status <= TALK_STATUS_ONGOING && t->ev.sents.v[j] == best_at))) {
				best = t;
				best_at = t->ev.sents.v[j];
			}
	}
	return best;
}

static void also_rests_on(struct reading *r, struct talk *t, uint32_t sent)
{
	size_t i = 0;
	while (i < t->ev.sents.n && t->ev.sents.v[i] < sent)
		i++;
	if (i < t->ev.sents.n && t->ev.sents.v[i] == sent)
		return;
	vec_push(r->arena, &t->ev.sents, sent);
	for (size_t j = t->ev.sents.n - 1; j > i; j--)
		t->ev.sents.v[j] = t->ev.sents.v[j - 1];
	t->ev.sents.v[i] = sent;
}

/* “X led Gondor's delegation.” */
static void leader(struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	int32_t what = doc_kid(d, verb, DEP_OBJ), who = act_doer(r, verb);
	if (what < 0)
		what = doc_kid(d, verb, DEP_NSUBJ_PASS);
	if (what < 0 && word(r, verb)->dep == DEP_ACL)
		what = word(r, verb)->head;
	if (what < 0 || who < 0 || !act_at(r, (uint32_t)what, ABOUT_LEAD))
		return;
	refs sides = {0}, people = {0}, rest = {0};
	parties_of_phrase(r, (uint32_t)what, &sides, NULL);
	parties_of_phrase(r, (uint32_t)who, &rest, &people);
	if (!people.n)
		return;
	ref side = sides.n ? sides.v[0] : party_of(r, people.v[0]);
	struct talk *t = talk_of(r, side, word(r, verb)->sent);
	if (!t)
		return;
	also_rests_on(r, t, word(r, verb)->sent);
	for (size_t j = 0; j < t->delegates.n; j++)
		if (t->delegates.v[j].actor == people.v[0]) {
			t->delegates.v[j].lead = true;
			return;
		}
	vec_push(r->arena, &t->delegates, ((struct delegate){people.v[0], side, true}));
}

/* “key topics, including X”, in the words of somebody who took part. */
static void told_topics(struct reading *r, uint32_t noun)
{
	ref said = r->word_statement[noun], speaker = said == NO_REF ? NO_REF : r->statements.v[said].speaker;
	int32_t what = act_prep(r, noun, GRAMMAR_INCLUDING);
	if (what < 0 || r->word_time[what] != NO_REF)
		return;
	struct talk *t = talk_of(r, speaker == NO_REF ? NO_REF : party_of(r, speaker), word(r, noun)->sent);
	if (!t)
		return;
	also_rests_on(r, t, word(r, noun)->sent);
	add_phrase(r, t, (uint32_t)what);
}

static bool names_talks(const struct reading *r, uint32_t w)
{
	const struct talk_word *e = deals_talk(r->k->deals, word(r, w)->lem);
	return e && e->pos == DEAL_NOUN && word(r, w)->upos == UPOS_NOUN;
}

/* The first words between quotation marks in a span, or the whole where the marks are its ends. */
static struct span quoted(const struct reading *r, const struct statement *s)
{
	static const char *const opening[] = {"“", "\"", "‘"}, *const closing[] = {"”", "\"", "’"};
	struct span c = s->content.v[0];
	struct str text = doc_span(r->doc, c.start, c.end);
	for (size_t i = 0; s->kind == QUOTE_KIND_MIXED && i < sizeof opening / sizeof *opening; i++) {
		size_t open = str_find(text, str_of(opening[i]));
		size_t from = open + str_of(opening[i]).n;
		size_t close = open < text.n ? str_find(str_sub(text, from, text.n), str_of(closing[i])) : text.n;
		if (open < text.n && from + close < text.n)
			return (struct span){c.start + (uint32_t)from, c.start + (uint32_t)(from + close)};
	}
	return c;
}

/* A short quotation that says how talks were: “talks …, which they described as “useful””. */
static void described(struct reading *r, const struct statement *s)
{
	if (s->kind == QUOTE_KIND_INDIRECT || s->cue_word == UINT32_MAX || s->content.n != 1)
		return;
	const struct cue *cue = cues_first(r->k->cues, word(r, s->cue_word)->lem);
	bool describes = false;
	for (; cue; cue = cue->next)
		describes |= (cue->frames & (FRAME_OBJ_AS | FRAME_OBJ_XCOMP)) != 0;
	struct span c = quoted(r, s);
	uint32_t sent = word(r, s->cue_word)->sent;
	const struct sent *in = &r->doc->sents.v[sent];
	bool near = false;
	for (uint32_t w = in->first; w < in->last; w++)
		near |= names_talks(r, w) && (word(r, w)->end <= c.start);
	if (!describes || !near || c.end - c.start > 120)
		return;
	struct talk *t = talk_of(r, s->speaker == NO_REF ? NO_REF : party_of(r, s->speaker), sent);
	if (!t)
		t = talk_of(r, NO_REF, sent);
	if (!t)
		return;
	struct str words = doc_span(r->doc, c.start, c.end);
	for (size_t i = 0; i < t->described.n; i++)
		if (t->described.v[i].by == s->speaker && str_eq(t->described.v[i].words, words))
			return;
	vec_push(r->arena, &t->described, ((struct described){s->speaker, words, c}));
}

/* “Meant as simultaneous talks, they are now held one after the other”: the sentence is the note of all talks before it. */
static void note_of(struct reading *r, uint32_t sent)
{
	const struct sent *s = &r->doc->sents.v[sent];
	bool talks = false, how = false, change = false;
	for (uint32_t w = s->first; w < s->last; w++) {
		talks |= names_talks(r, w);
		const struct act_word *a = word(r, w)->lem || word(r, w)->low ? act_at(r, w, ABOUT_NOTE) : NULL;
		how |= a && a->pos != DEAL_ADV;
		change |= a && a->pos == DEAL_ADV;
	}
	if (!talks || !how || !change)
		return;
	for (size_t i = 0; i < r->talks.n; i++) {
		struct talk *t = &r->talks.v[i];
		if (t->note.n || t->ev.sents.v[0] > sent)
			continue;
		t->note = doc_span(r->doc, s->start, s->end);
		also_rests_on(r, t, sent);
	}
}

void topic_finish(struct reading *r)
{
	if (!r->talks.n)
		return;
	for (uint32_t w = 0; w < r->doc->words.n; w++) {
		if (!word(r, w)->lem)
			continue;
		if (word(r, w)->upos == UPOS_VERB && act_at(r, w, ABOUT_LEAD))
			leader(r, w);
		else if (word(r, w)->upos == UPOS_NOUN && act_at(r, w, ABOUT_TOPIC))
			told_topics(r, w);
	}
	for (size_t i = 0; i < r->statements.n; i++)
		described(r, &r->statements.v[i]);
	for (uint32_t s = 0; s < r->doc->sents.n; s++)
		note_of(r, s);
}
