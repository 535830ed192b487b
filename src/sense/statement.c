/* Three sweeps. First the quotations with a cue beside them, found by where the marks stand, because quotations are what
 * parsers get wrong. Then every other cue, by the tree. Last the quotations that stand alone, whose speaker is that of
 * the words before them. */
#include "sense/statement.h"

#include "sense/content.h"
#include "sense/phrase.h"
#include "sense/quote.h"
#include "sense/speaker.h"
#include "sense/tone.h"

#include <stdlib.h>

#define CUE_DISTANCE_MAX 24 /* words between a quotation and its cue */
#define PRIOR_MAX 4096 /* statements looked at for the speaker before a quotation that stands alone */
#define SENTENCE_WORDS_MAX 600 /* what is longer is no sentence: contents in contents would cost its square */
#define HEADLINE_NAME_MAX 6 /* words before the colon of “Gondor: no talks” */

struct finder {
	struct reading *r;
	const struct doc *d;
	struct quotes quotes;
	ref *quote_statement;  /* [quotes.list.n] the first statement with that quotation, or NO_REF */
	bool *used;            /* [words.n] cues of quotations */
};

/* ------------------------------------------------------------------------------------------------ building */

static struct span trimmed(const struct finder *f, struct word_span s)
{
	s = content_trim(f->d, s);
	return reading_span(f->r, s.first, s.last);
}

/* How many words of the span stand between quotation marks, and how many not; “that” in front of them counts for neither. */
static enum quote_kind kind_of(const struct finder *f, struct word_span s)
{
	uint32_t in = 0, out = 0;
	for (uint32_t w = s.first; w < s.last; w++) {
		const struct word *word = &f->d->words.v[w];
		if (word->upos == UPOS_PUNCT || (word->dep == DEP_MARK && w == s.first))
			continue;
		*(f->quotes.at[w] >= 0 ? &in : &out) += 1;
	}
	return in == 0 ? QUOTE_KIND_INDIRECT : out == 0 ? QUOTE_KIND_DIRECT : QUOTE_KIND_MIXED;
}

static struct statement base_statement(struct finder *f, uint32_t at)
{
	struct statement s = {.speaker = NO_REF, .cue_word = UINT32_MAX, .about_talk = NO_REF, .about_proposal = NO_REF,
			      .about_agreement = NO_REF, .about_event = NO_REF, .tone = TONE_NEUTRAL};
	s.ev.word = at;
	vec_push(f->r->arena, &s.ev.sents, f->d->words.v[at].sent);
	return s;
}

static void add_sentence(struct finder *f, struct statement *s, uint32_t sent)
{
	if (s->ev.sents.v[s->ev.sents.n - 1] < sent)
		vec_push(f->r->arena, &s->ev.sents, sent);
}

static void set_cue(struct finder *f, struct statement *s, uint32_t w, uint32_t prep, struct str rule)
{
	uint32_t last = prep == w + 1 ? prep + 1 : w + 1;
	s->cue_word = w;
	s->cue = reading_span(f->r, w, last);
	s->ev.word = w;
	s->ev.span = s->cue;
	s->ev.rule = rule;
	f->used[w] = true;
}

/* “optimistic remarks”: what colours the cue colours what was said. */
static bool tone_of_cue(struct finder *f, struct statement *s)
{
	const struct doc *d = f->d;
	if (s->cue_word >= d->words.n)
		return false;
	for (uint32_t i = d->kids_start[s->cue_word]; i < d->kids_start[s->cue_word + 1]; i++) {
		uint32_t at, kid = d->kids[i];
		if (d->words.v[kid].dep != DEP_AMOD)
			continue;
		s->tone = tone_of_words(f->r, (struct word_span){kid, kid + 1}, &at);
		if (s->tone == TONE_NEUTRAL)
			continue;
		s->tone_span = reading_span(f->r, kid, kid + 1);
		return true;
	}
	return false;
}

static void set_tone(struct finder *f, struct statement *s, struct word_span words, const struct cue *cue)
{
	uint32_t at;
	if (tone_of_cue(f, s))
		return;
	if (cue && cue->tone) {
		s->tone = cue->tone;
		s->tone_span = s->tone == TONE_NEUTRAL ? (struct span){0, 0} : s->cue;
		return;
	}
	s->tone = tone_of_words(f->r, words, &at);
	if (at != UINT32_MAX)
		s->tone_span = reading_span(f->r, at, at + 1);
}

/* One statement for each speaker; one without a speaker where there is none. Returns the first. */
static ref push_for_each(struct finder *f, const struct statement *s, const refs *speakers)
{
	ref first = (ref)f->r->statements.n;
	for (size_t i = 0; i < speakers->n || i == 0; i++) {
		struct statement one = *s;
		one.speaker = speakers->n ? speakers->v[i] : NO_REF;
		if (i) { /* lists of their own */
			one.content.v = NULL;
			one.content.n = one.content.cap = 0;
			for (size_t j = 0; j < s->content.n; j++)
				vec_push(f->r->arena, &one.content, s->content.v[j]);
		}
		vec_push(f->r->arena, &f->r->statements, one);
	}
	return first;
}

/* ------------------------------------------------------------------------------------------------ quotations with a cue */

static const struct sent *sent_of(const struct finder *f, uint32_t w)
{
	return &f->d->sents.v[f->d->words.v[w].sent];
}

/* The last sign of the words; a quotation within that ends there is passed over: “he told us, ‘Go on,’ ” she said. */
static char last_char(const struct finder *f, const struct quote *q)
{
	uint32_t at = q->inside.end;
	while (at > q->inside.start && (f->d->text.p[at - 1] == '\'' || f->d->text.p[at - 1] == ' '))
		at--;
	return at > q->inside.start ? f->d->text.p[at - 1] : ' ';
}

/* First word behind the closing mark; last word before the opening mark + 1. */
static uint32_t behind(const struct finder *f, const struct quote *q)
{
	uint32_t w = q->last;
	while (w < f->d->words.n && f->d->words.v[w].start < q->with_marks.end)
		w++;
	return w;
}

static uint32_t before(const struct finder *f, const struct quote *q)
{
	uint32_t w = q->first;
	while (w > 0 && f->d->words.v[w - 1].end > q->with_marks.start)
		w--;
	return w;
}

static bool is_form(const struct finder *f, uint32_t w, const char *form)
{
	return str_is(f->d->words.v[w].form, form);
}

static bool same_paragraph(const struct finder *f, uint32_t a, uint32_t b)
{
	for (uint32_t s = f->d->words.v[a].sent + 1; s <= f->d->words.v[b].sent; s++)
		if (f->d->sents.v[s].new_par)
			return false;
	return true;
}

/* “…” and they shouted “…”: a cue with a mark right behind it belongs to the next quotation. */
static bool leads_on(const struct finder *f, uint32_t w)
{
	int32_t q = w + 1 < f->d->words.n ? f->quotes.at[w + 1] : -1;
	return q >= 0 && f->d->words.v[w + 1].start == f->quotes.list.v[q].with_marks.start;
}

/* “…,” he said: the first cue between the closing mark and the end of that sentence or the next quotation. */
static int32_t cue_behind(const struct finder *f, const struct quote *q)
{
	const struct doc *d = f->d;
	uint32_t from = behind(f, q);
	if (from >= d->words.n || !same_paragraph(f, q->last ? q->last - 1 : 0, from))
		return -1;
	char c = last_char(f, q);
	bool comma = is_form(f, from, ",");
	bool stops = c == '.' || c == '?' || c == '!';
	bool starts = sent_of(f, from)->first == from;
	if (!(c == ',' || comma || stops || (unsigned char)c >= 0x80) || (c == '.' && !comma && starts))
		return -1;
	for (uint32_t w = from; w < sent_of(f, from)->last && w < from + CUE_DISTANCE_MAX && f->quotes.at[w] < 0; w++) {
		if (w == from + comma && d->words.v[w].upos == UPOS_CCONJ)
			return -1;
		if (is_form(f, w, ".") || is_form(f, w, ";"))
			return -1;
		if (content_quotes(f->r, w) && !f->used[w])
			return leads_on(f, w) ? -1 : (int32_t)w;
	}
	return -1;
}

/* He said: “…”. The last cue before the opening mark, where the mark follows it, a comma or a colon. */
static int32_t cue_before(const struct finder *f, const struct quote *q)
{
	uint32_t to = before(f, q);
	if (to == 0 || !same_paragraph(f, to - 1, q->first))
		return -1;
	bool stop = is_form(f, to - 1, ",") || is_form(f, to - 1, ":");
	if (!stop)
		return content_quotes(f->r, to - 1) && !f->used[to - 1] ? (int32_t)to - 1 : -1;
	uint32_t first = sent_of(f, to - 1)->first;
	for (uint32_t w = to - 1; w > first && to - w < CUE_DISTANCE_MAX; w--) {
		if (f->quotes.at[w - 1] >= 0)
			break;
		if (content_quotes(f->r, w - 1) && !f->used[w - 1])
			return (int32_t)w - 1;
	}
	return -1;
}

/* “chanting “No war!””, “said, “Never.””: words of their own, however few, where the verb of speech is right in front. */
static bool spoken(const struct finder *f, const struct quote *q)
{
	uint32_t to = before(f, q);
	char c = last_char(f, q);
	if (to > 1 && (is_form(f, to - 1, ",") || is_form(f, to - 1, ":")))
		to--;
	const struct cue *cue = to > 0 ? content_quotes(f->r, to - 1) : NULL;
	return (c == '.' || c == '?' || c == '!') && cue && cue->kind == CUE_VERB && (cue->class == CUE_SAY || cue->class == CUE_ASK);
}

/* Does the quotation hold more than a word or two? Fragments are left to the tree. */
static bool stands(const struct finder *f, const struct quote *q)
{
	const struct doc *d = f->d;
	char c = last_char(f, q);
	uint32_t n = 0;
	bool verb = false;
	for (uint32_t w = q->first; w < q->last; w++) {
		n += d->words.v[w].upos != UPOS_PUNCT;
		verb |= d->words.v[w].upos == UPOS_VERB || d->words.v[w].upos == UPOS_AUX;
	}
	uint32_t from = behind(f, q), to = before(f, q);
	bool comma = from < d->words.n && is_form(f, from, ",");
	bool starts = to == sent_of(f, q->first < d->words.n ? q->first : 0)->first;
	bool colon = to > 0 && (is_form(f, to - 1, ":") || is_form(f, to - 1, ","));
	return (n >= 2 && verb && (c == ',' || c == '.' || c == '?' || c == '!' || comma || colon)) || (starts && verb && n >= 3) ||
	       (colon && n >= 2) || (starts && (c == ',' || c == '?' || c == '!' || comma)) || spoken(f, q);
}

static void quote_speakers(struct finder *f, uint32_t cue, const struct quote *q, refs *out)
{
	int32_t who = speaker_word(f->r, cue, CUE_VERB);
	const struct sent *s = sent_of(f, cue);
	bool inside = who >= 0 && f->quotes.at[who] >= 0;
	if (who < 0 || inside)
		who = cue >= q->last ? speaker_near(f->r, behind(f, q), s->last) : speaker_near(f->r, s->first, cue);
	if (who >= 0)
		speaker_actors(f->r, (uint32_t)who, out);
}

/* The whole of a quotation, with the pieces that later paragraphs add to it. Returns the last piece's index. */
static size_t add_pieces(struct finder *f, struct statement *s, size_t i)
{
	const struct quotes *qs = &f->quotes;
	for (;; i++) {
		const struct quote *q = &qs->list.v[i];
		struct span piece = trimmed(f, (struct word_span){q->first, q->last});
		if (piece.end > piece.start && q->outer < 0) {
			/* the stop at the end belongs to the words */
			piece.end = q->inside.end > piece.end && last_char(f, q) != ',' ? q->inside.end : piece.end;
			vec_push(f->r->arena, &s->content, piece);
			add_sentence(f, s, f->d->words.v[q->last - 1].sent);
		}
		if (i + 1 == qs->list.n || !(qs->list.v[i + 1].joins || qs->list.v[i + 1].outer >= 0))
			return i;
	}
}

static void mark_pieces(struct finder *f, size_t first, size_t last, ref s)
{
	for (size_t i = first; i <= last; i++)
		f->quote_statement[i] = s;
}

static size_t quote_with_cue(struct finder *f, size_t i, uint32_t cue)
{
	const struct quote *q = &f->quotes.list.v[i];
	const struct cue *entry = content_quotes(f->r, cue);
	struct statement s = base_statement(f, q->first < cue ? q->first : cue);
	refs who = {0};
	set_cue(f, &s, cue, cue, entry->rule);
	s.kind = QUOTE_KIND_DIRECT;
	quote_speakers(f, cue, q, &who);
	size_t last = add_pieces(f, &s, i);
	if (s.content.n == 0)
		return last;
	set_tone(f, &s, (struct word_span){q->first, q->last}, entry->tone ? entry : NULL);
	mark_pieces(f, i, last, push_for_each(f, &s, &who));
	return last;
}

/* “…,” said X, who had called it “…”: somebody speaks again before the second. */
static bool speech_between(const struct finder *f, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (f->d->words.v[w].upos == UPOS_VERB && f->d->words.v[w].feat & FEAT_FIN && f->quotes.at[w] < 0 && content_quotes(f->r, w))
			return true;
	return false;
}

/* “…,” he said. “…”: the second goes on with the first where nothing but the sentence with the cue is between them. */
static bool goes_on(const struct finder *f, size_t i)
{
	if (i == 0 || f->quote_statement[i - 1] == NO_REF)
		return false;
	const struct quote *q = &f->quotes.list.v[i];
	const struct statement *s = &f->r->statements.v[f->quote_statement[i - 1]];
	size_t start = i - 1;
	while (start > 0 && f->quote_statement[start - 1] == f->quote_statement[i - 1])
		start--;
	if (s->cue_word == UINT32_MAX || !same_paragraph(f, s->cue_word, q->first) || s->cue_word > q->first)
		return false;
	uint32_t cue_sent = f->d->words.v[s->cue_word].sent, from = before(f, q);
	uint32_t last_sent = from ? f->d->words.v[from - 1].sent : 0;
	bool cue_between = s->cue_word > f->quotes.list.v[start].last;
	if (last_sent == cue_sent && cue_between && speech_between(f, s->cue_word + 1, from))
		return false;
	return cue_between && last_sent <= cue_sent + 1 && (last_sent == cue_sent || f->quotes.at[from - 1] >= 0);
}

static void go_on(struct finder *f, size_t i)
{
	ref first = f->quote_statement[i - 1];
	struct reading *r = f->r;
	struct evidence ev = r->statements.v[first].ev;
	for (size_t k = (size_t)first; k < r->statements.n && r->statements.v[k].ev.word == ev.word; k++)
		add_pieces(f, &r->statements.v[k], i);
	struct statement one = {0};
	vec_push(r->arena, &one.ev.sents, 0);
	mark_pieces(f, i, add_pieces(f, &one, i), first);
}

/* A colon with no cue ahead of it: “This did not please the envoy: “…””. */
static bool colon_before(const struct finder *f, const struct quote *q)
{
	uint32_t to = before(f, q);
	return to > 0 && is_form(f, to - 1, ":") && same_paragraph(f, to - 1, q->first);
}

static size_t quote_with_colon(struct finder *f, size_t i)
{
	const struct quote *q = &f->quotes.list.v[i];
	uint32_t colon = before(f, q) - 1;
	const struct sent *sent = sent_of(f, colon);
	int32_t who = speaker_word(f->r, sent->root, CUE_VERB);
	refs speakers = {0};
	if (who >= 0)
		refs_add_all(f->r->arena, &speakers, &f->r->word_actors[who]);
	for (uint32_t w = colon; w > sent->first && !speakers.n; w--)
		refs_add_all(f->r->arena, &speakers, &f->r->word_actors[w - 1]);
	struct statement s = base_statement(f, colon);
	set_cue(f, &s, colon, colon, STR("colon before a quotation"));
	s.kind = QUOTE_KIND_DIRECT;
	size_t last = add_pieces(f, &s, i);
	if (s.content.n == 0)
		return last;
	set_tone(f, &s, (struct word_span){q->first, q->last}, NULL);
	mark_pieces(f, i, last, push_for_each(f, &s, &speakers));
	return last;
}

static void quotations_with_cues(struct finder *f)
{
	for (size_t i = 0; i < f->quotes.list.n; i++) {
		const struct quote *q = &f->quotes.list.v[i];
		if (q->outer >= 0 || q->joins || q->first >= q->last || !stands(f, q))
			continue;
		int32_t cue = cue_behind(f, q);
		if (cue < 0)
			cue = cue_before(f, q);
		if (cue >= 0)
			i = quote_with_cue(f, i, (uint32_t)cue);
		else if (goes_on(f, i))
			go_on(f, i);
		else if (colon_before(f, q))
			i = quote_with_colon(f, i);
	}
}

/* ------------------------------------------------------------------------------------------------ every other cue */

static bool negated(const struct doc *d, uint32_t w)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		if ((k->feat & FEAT_NEG) && k->dep == DEP_ADVMOD && d->kids[i] < w)
			return true;
	}
	return false;
}

/* Quotation marks at the ends: kept where they close inside the content, left out where they are its very ends. */
static struct span content_span(const struct finder *f, struct word_span s, enum quote_kind kind)
{
	struct word_span bare = content_trim(f->d, s);
	struct span span = reading_span(f->r, bare.first, bare.last);
	if (kind == QUOTE_KIND_INDIRECT || bare.first >= bare.last)
		return span;
	int32_t a = f->quotes.at[bare.first], b = f->quotes.at[bare.last - 1];
	if (a >= 0 && a == b && f->quotes.list.v[a].first == bare.first)
		return span;
	if (a >= 0 && f->quotes.list.v[a].first == bare.first)
		span.start = f->quotes.list.v[a].with_marks.start;
	if (b >= 0 && f->quotes.list.v[b].with_marks.end > span.end && sent_of(f, bare.last - 1)->end >= f->quotes.list.v[b].with_marks.end)
		span.end = f->quotes.list.v[b].with_marks.end;
	return span;
}

/* “that” in front of words that are all quoted is not said. */
static struct word_span without_that(const struct finder *f, struct word_span s, enum quote_kind kind)
{
	if (kind == QUOTE_KIND_DIRECT)
		while (s.first < s.last && f->quotes.at[s.first] < 0)
			s.first++;
	return s;
}

/* All quotations of a standing statement inside the content: the cue says nothing new. */
static bool told_already(const struct finder *f, struct word_span s)
{
	for (uint32_t w = s.first; w < s.last; w++) {
		int32_t q = f->quotes.at[w];
		if (f->d->words.v[w].upos != UPOS_PUNCT)
			return q >= 0 && f->quote_statement[q] != NO_REF;
	}
	return true;
}

static void mark_quotes(struct finder *f, struct word_span s, ref statement)
{
	for (uint32_t w = s.first; w < s.last; w++)
		if (f->quotes.at[w] >= 0 && f->quote_statement[f->quotes.at[w]] == NO_REF)
			f->quote_statement[f->quotes.at[w]] = statement;
}

static void push_indirect(struct finder *f, uint32_t w, uint32_t prep, struct word_span words, const struct cue *cue, const refs *who)
{
	struct statement s = base_statement(f, w);
	s.kind = kind_of(f, words);
	words = without_that(f, words, s.kind);
	set_cue(f, &s, w, prep, cue->rule);
	vec_push(f->r->arena, &s.content, content_span(f, words, s.kind));
	set_tone(f, &s, words, cue);
	mark_quotes(f, words, push_for_each(f, &s, who));
}

/* Somebody speaks, though the report does not let us know who: “he said”, with nobody that “he” could be. */
static bool is_person_pronoun(const struct finder *f, int32_t w)
{
	return w >= 0 && f->d->words.v[w].upos == UPOS_PRON && (f->d->words.v[w].feat & FEAT_PRS) &&
	       !(f->d->words.v[w].feat & FEAT_NEUT);
}

static bool may_lack_speaker(const struct finder *f, const struct cue *cue, struct word_span words, int32_t speaker)
{
	bool asked = speaker < 0 && cue->class == CUE_ASK && (cue->frames & FRAME_QUOTE); /* “was asked whether …” */
	if (is_person_pronoun(f, speaker) || asked)
		return true;
	return cue->class == CUE_SHOW || (cue->kind == CUE_VERB && cue->class != CUE_THINK && kind_of(f, words) != QUOTE_KIND_INDIRECT);
}

/* Who says it: anybody at all who is the subject of speech, but only somebody the resolver knows of thoughts and deeds. */
static void speakers_of(struct finder *f, uint32_t w, int32_t speaker, const struct cue *cue, refs *out)
{
	bool speech = cue->kind == CUE_VERB && cue->class != CUE_THINK && cue->class != CUE_SHOW && (cue->frames & FRAME_QUOTE);
	if (speech && f->d->words.v[speaker].head == (int32_t)w)
		speaker_actors(f->r, (uint32_t)speaker, out);
	else
		actors_of_phrase(f->r, (uint32_t)speaker, out);
}

/* “Gondor said it hopes for peace”: that Gondor hopes is told already, in the content of what it said. */
static bool told_by_same(const struct finder *f, uint32_t w, const refs *who)
{
	uint32_t at = f->d->words.v[w].start;
	for (size_t i = f->r->statements.n; i-- > 0;) {
		const struct statement *s = &f->r->statements.v[i];
		if (s->ev.sents.v[s->ev.sents.n - 1] + 1 < f->d->words.v[w].sent)
			break;
		bool mine = who->n == 0 || refs_has(who, s->speaker);
		for (size_t j = 0; mine && j < s->content.n; j++)
			if (at >= s->content.v[j].start && at < s->content.v[j].end)
				return true;
	}
	return false;
}

/* “said Thursday”, “criticised Gondor”: a day or a bare name is nothing that was said. */
static bool says_something(const struct finder *f, struct word_span s)
{
	uint32_t names = 0;
	for (uint32_t w = s.first; w < s.last; w++) {
		const struct word *word = &f->d->words.v[w];
		if (f->quotes.at[w] >= 0)
			return true;
		if (word->upos == UPOS_PUNCT || word->upos == UPOS_DET || word->upos == UPOS_PART || f->r->word_time[w] != NO_REF)
			continue;
		if (word->upos != UPOS_PROPN)
			return true;
		names++;
	}
	return names > 1;
}

static void cue_at(struct finder *f, uint32_t w)
{
	struct word_span words;
	uint32_t prep;
	const struct cue *cue = content_of(f->r, w, &words, &prep);
	if (!cue || negated(f->d, w) || told_already(f, words) || !says_something(f, words))
		return;
	refs who = {0};
	int32_t speaker = speaker_word(f->r, w, cue->kind);
	if (speaker >= 0 && !(speaker >= (int32_t)words.first && speaker < (int32_t)words.last))
		speakers_of(f, w, speaker, cue, &who);
	if (told_by_same(f, w, &who))
		return;
	if (who.n || may_lack_speaker(f, cue, words, speaker))
		push_indirect(f, w, prep, words, cue, &who);
}

/* Is there a comma in front of w, and nothing but its stop behind last? */
static bool ends_sentence(const struct finder *f, uint32_t w, uint32_t last)
{
	const struct sent *s = sent_of(f, w);
	while (last < s->last && f->d->words.v[last].upos == UPOS_PUNCT)
		last++;
	return last == s->last && w > s->first && is_form(f, w - 1, ",");
}

/* “…, according to X”: the clause that the phrase belongs to. */
static void source_at(struct finder *f, uint32_t w, const struct cue *cue, uint32_t n)
{
	const struct doc *d = f->d;
	int32_t who = d->words.v[w].head;
	while (who >= 0 && who < (int32_t)(w + n) && d->words.v[who].head >= 0)
		who = d->words.v[who].head;
	/* not far behind the words, with no comma between; else the tree is not to be trusted */
	for (int32_t i = (int32_t)(w + n); i < who; i++)
		if (is_form(f, (uint32_t)i, ",")) {
			who = speaker_near(f->r, w + n, (uint32_t)i);
			break;
		}
	if (who < (int32_t)(w + n) || d->words.v[who].head < 0)
		return;
	struct word_span phrase = doc_subtree(d, (uint32_t)who), clause = doc_subtree(d, (uint32_t)d->words.v[who].head);
	if (w == sent_of(f, w)->first) /* “According to X, …”: all that follows the comma */
		clause = (struct word_span){w, sent_of(f, w)->last};
	else if (ends_sentence(f, w, phrase.last)) /* “…, according to X.”: all in front of the comma */
		clause = (struct word_span){sent_of(f, w)->first, phrase.last};
	struct word_span left = {clause.first, phrase.first < w ? phrase.first : w}, right = {phrase.last, clause.last};
	left.last = left.last < left.first ? left.first : left.last;
	right.first = right.first > right.last ? right.last : right.first;
	struct word_span words = left.last - left.first >= right.last - right.first ? left : right, bare = content_trim(d, words);
	refs speakers = {0};
	speaker_actors(f->r, (uint32_t)who, &speakers);
	if (bare.last > bare.first && speakers.n && !told_already(f, words))
		push_indirect(f, w, w + n - 1, words, cue, &speakers);
}

static void source_cue(struct finder *f, uint32_t w)
{
	for (const struct cue *c = cues_first(f->r->k->cues, f->d->words.v[w].low); c; c = c->next) {
		uint32_t n = 1;
		if (c->kind != CUE_SOURCE || (!c->word[1] && f->d->words.v[w].upos == UPOS_VERB)) /* “citing officials” only names the source */
			continue;
		while (n < CUE_WORDS_MAX && c->word[n] && w + n < f->d->words.n && f->d->words.v[w + n].low == c->word[n])
			n++;
		if (n == CUE_WORDS_MAX || !c->word[n]) {
			source_at(f, w, c, n);
			return;
		}
	}
}

static void other_cues(struct finder *f)
{
	for (uint32_t w = 0; w < f->d->words.n; w++) {
		int32_t q = f->quotes.at[w];
		const struct sent *s = sent_of(f, w);
		if (f->used[w] || q >= 0 || s->last - s->first > SENTENCE_WORDS_MAX)
			continue;
		source_cue(f, w);
		if (!f->used[w] && f->d->words.v[w].lem)
			cue_at(f, w);
	}
}

/* “Gondor: no talks before spring”, as headlines have it. */
static void headline(struct finder *f)
{
	const struct sent *s = &f->d->sents.v[0];
	uint32_t colon = s->first;
	for (; colon < s->last && !is_form(f, colon, ":"); colon++)
		if (colon - s->first >= HEADLINE_NAME_MAX || f->d->words.v[colon].upos == UPOS_VERB || f->d->words.v[colon].upos == UPOS_AUX)
			return;
	int32_t who = colon + 1 < s->last ? speaker_near(f->r, s->first, colon) : -1;
	if (who < 0 || !f->r->word_actors[who].n || f->used[colon])
		return;
	static const struct cue entry = {.kind = CUE_VERB, .class = CUE_SAY, .rule = {"headline", 8}};
	struct word_span words = {colon + 1, s->last};
	if (!told_already(f, words))
		push_indirect(f, colon, colon, words, &entry, &f->r->word_actors[who]);
}

/* ------------------------------------------------------------------------------------------------ quotations alone */

/* The last statement that ends before that byte and begins at most one paragraph before. */
static ref statement_before(const struct finder *f, const struct quote *q)
{
	ref best = NO_REF;
	uint32_t best_at = 0;
	uint32_t sent = f->d->words.v[q->first].sent, pars = 0;
	while (sent > 0 && pars < 2)
		pars += f->d->sents.v[sent--].new_par;
	for (size_t i = f->r->statements.n > PRIOR_MAX ? f->r->statements.n - PRIOR_MAX : 0; i < f->r->statements.n; i++) {
		const struct statement *s = &f->r->statements.v[i];
		uint32_t at = s->content.v[s->content.n - 1].start;
		if (at < q->inside.start && at >= best_at && s->speaker != NO_REF && s->content.v[0].start >= f->d->sents.v[sent].start) {
			best = (ref)i;
			best_at = at;
		}
	}
	return best;
}

static void quotations_alone(struct finder *f)
{
	for (size_t i = 0; i < f->quotes.list.n; i++) {
		const struct quote *q = &f->quotes.list.v[i];
		if (q->outer >= 0 || q->joins || f->quote_statement[i] != NO_REF || q->first >= q->last || !stands(f, q))
			continue;
		uint32_t from = before(f, q);
		ref prior = from == sent_of(f, q->first)->first || from == 0 ? statement_before(f, q) : NO_REF;
		if (prior == NO_REF)
			continue;
		struct statement s = base_statement(f, q->first);
		refs who = {0};
		refs_add(f->r->arena, &who, f->r->statements.v[prior].speaker);
		s.kind = QUOTE_KIND_DIRECT;
		size_t last = add_pieces(f, &s, i);
		if (s.content.n == 0)
			continue;
		s.ev.span = s.content.v[0];
		s.ev.rule = STR("quotation alone: the speaker before");
		set_tone(f, &s, (struct word_span){q->first, q->last}, NULL);
		mark_pieces(f, i, last, push_for_each(f, &s, &who));
		i = last;
	}
}

/* ------------------------------------------------------------------------------------------------ order */

static uint32_t starts_at(const struct statement *s)
{
	return s->content.v[0].start;
}

/* By where the content begins, then the cue, then the speaker: no two are alike in all three. */
static int compare_statements(const void *a, const void *b)
{
	const struct statement *x = a, *y = b;
	if (starts_at(x) != starts_at(y))
		return starts_at(x) < starts_at(y) ? -1 : 1;
	if (x->cue_word != y->cue_word)
		return x->cue_word < y->cue_word ? -1 : 1;
	return (x->speaker > y->speaker) - (x->speaker < y->speaker);
}

static void sort_statements(struct reading *r)
{
	if (r->statements.n)
		qsort(r->statements.v, r->statements.n, sizeof *r->statements.v, compare_statements);
}

/* The shorter content is the inner one, so the longer are written first. */
static void fill_words(struct reading *r)
{
	const struct doc *d = r->doc;
	for (size_t i = r->statements.n; i-- > 0;)
		if (r->statements.v[i].cue_word < d->words.n)
			r->word_cue[r->statements.v[i].cue_word] = (ref)i;
	uint32_t *size = arena_array(r->arena, uint32_t, d->words.n + 1);
	for (size_t i = 0; i < r->statements.n; i++) {
		const struct statement *s = &r->statements.v[i];
		for (size_t j = 0; j < s->content.n; j++) {
			struct span c = s->content.v[j];
			size_t lo = 0, hi = d->words.n;
			while (lo < hi) {
				size_t mid = (lo + hi) / 2;
				if (d->words.v[mid].start < c.start)
					lo = mid + 1;
				else
					hi = mid;
			}
			for (size_t w = lo; w < d->words.n && d->words.v[w].start < c.end; w++)
				if (size[w] == 0 || c.end - c.start < size[w]) {
					size[w] = c.end - c.start;
					r->word_statement[w] = (ref)i;
				}
		}
	}
}

void statement_run(struct reading *r)
{
	struct finder f = {.r = r, .d = r->doc};
	quote_scan(r, &f.quotes);
	f.quote_statement = arena_array(r->arena, ref, f.quotes.list.n + 1);
	for (size_t i = 0; i < f.quotes.list.n; i++)
		f.quote_statement[i] = NO_REF;
	f.used = arena_array(r->arena, bool, r->doc->words.n + 1);
	quotations_with_cues(&f);
	other_cues(&f);
	if (r->doc->sents.n)
		headline(&f);
	quotations_alone(&f);
	sort_statements(r);
	fill_words(r);
}
