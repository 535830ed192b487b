#include "sense/timex.h"

#include "data/rules.h"
#include "sense/clause.h"
#include "sense/timex_value.h"

#define SINCE_DEPTH_MAX 3 /* “since the attack on the morning of 5 March” */
#define CLIMB_MAX 40 /* steps up a tree; deeper trees are broken ones */
#define STORY_SENTENCES 4 /* how far back a day that was told still dates what follows */
#define STORY_DAYS 7      /* how old it may be */

/* ---- the tense of the clause in which an expression stands */

static bool in_class(const struct timelex *lex, sym lemma, uint8_t class)
{
	for (const struct phrase *p = phrases_first(&lex->words, lemma); p; p = phrases_next(&lex->words, p))
		if (p->class == class && p->n_words == 1)
			return true;
	return false;
}

static bool looks_ahead(const struct timelex *lex, sym lemma)
{
	return in_class(lex, lemma, TIME_AHEAD);
}

static bool aux_ahead(const struct reading *r, uint32_t verb)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		const struct word *kid = &d->words.v[d->kids[i]];
		bool word_of_verb = (kid->dep == DEP_AUX && kid->upos == UPOS_AUX) || (kid->dep == DEP_MARK && kid->upos == UPOS_ADJ);
		if (word_of_verb && looks_ahead(r->k->times, kid->lem)) /* “will begin”, “is due to begin” */
			return true;
	}
	return clause_be_to(d, verb) >= 0;
}

static bool has_past(const struct doc *d, uint32_t verb)
{
	if (d->words.v[verb].feat & FEAT_FIN && d->words.v[verb].feat & FEAT_PAST)
		return true;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		const struct word *kid = &d->words.v[d->kids[i]];
		if ((kid->dep == DEP_AUX || kid->dep == DEP_AUX_PASS || kid->dep == DEP_COP) && kid->feat & FEAT_PAST)
			return true;
		/* has met: the perfect is past */
		if (kid->dep == DEP_AUX && kid->feat & FEAT_PRES && d->words.v[verb].feat & FEAT_PAST &&
		    d->words.v[verb].feat & FEAT_PART)
			return true;
	}
	return false;
}

static bool has_case_ahead(const struct reading *r, uint32_t word)
{
	int32_t c = doc_kid(r->doc, word, DEP_CASE);
	return c >= 0 && looks_ahead(r->k->times, r->doc->words.v[c].low);
}

static bool has_case(const struct doc *d, uint32_t word, sym preposition)
{
	int32_t c = doc_kid(d, word, DEP_CASE);
	return c >= 0 && d->words.v[c].low == preposition;
}

/* An active verb in the past: it says that someone has done it. Of a form that may be a participle, one that has a subject of its own
 * and nothing that it could be one of. */
static bool acted(const struct doc *d, uint32_t verb)
{
	const struct word *w = &d->words.v[verb];
	bool finite = w->feat & FEAT_FIN || (w->dep == DEP_ROOT && doc_kid(d, verb, DEP_NSUBJ) >= 0 && doc_kid(d, verb, DEP_AUX) < 0);
	return w->upos == UPOS_VERB && finite && w->feat & FEAT_PAST && doc_kid(d, verb, DEP_AUX_PASS) < 0;
}

/* “By Thursday the fires were out”: until, through and by lead ahead, but for a “by” in front of a clause that tells of the past. */
static bool told_by_then(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	int32_t verb = d->words.v[word].head;
	return has_case(d, word, r->k->times->by) && verb > (int32_t)word && has_past(d, (uint32_t)verb) && !aux_ahead(r, (uint32_t)verb);
}

/* “the October 7 attacks”: nobody names violence by a day that is still to come. */
static bool names_violence(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	const struct word *w = &d->words.v[word];
	bool names = w->dep == DEP_NMOD_UNMARKED || w->dep == DEP_COMPOUND || w->dep == DEP_NUMMOD || w->dep == DEP_NMOD_DESC;
	const struct rules *k = r->k->rules;
	return k && names && w->head > (int32_t)word && rules_in_class(k, d->words.v[w->head].lem, k->grammar.violence);
}

/* Climbs from a word to the first verb or noun that says whether the time lies behind or ahead. */
static enum time_tense tense_at(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	int32_t at = (int32_t)word;
	bool of_noun = d->words.v[word].dep == DEP_NMOD_POSS || d->words.v[word].dep == DEP_COMPOUND;
	if (names_violence(r, word))
		return TENSE_BYGONE;
	if (told_by_then(r, word))
		return TENSE_PAST;
	if (has_case_ahead(r, word))
		return TENSE_FUTURE; /* by, until, through */
	for (int n = 0; at >= 0 && n < CLIMB_MAX; n++, at = d->words.v[at].head) {
		const struct word *w = &d->words.v[at];
		/* “Agreed in June to meet” is past, “planned for June”, “expected in June” lie ahead. */
		if ((uint32_t)at != word && looks_ahead(r->k->times, w->lem))
			return n == 1 && acted(d, (uint32_t)at) && !has_case(d, word, r->k->times->for_) ? TENSE_PAST
													 : TENSE_FUTURE;
		if (w->upos != UPOS_VERB && w->upos != UPOS_AUX && w->dep != DEP_ROOT && w->dep != DEP_CCOMP)
			continue;
		/* “They would get round Monday's ruling”: what a noun owns shares the verb's time as its subject only. */
		if (of_noun && (n != 2 || d->words.v[d->words.v[word].head].dep != DEP_NSUBJ))
			return TENSE_PAST;
		if (aux_ahead(r, (uint32_t)at))
			return TENSE_FUTURE;
		if (has_past(d, (uint32_t)at))
			return TENSE_PAST;
		if (w->feat & FEAT_PRES && w->feat & FEAT_FIN) /* “the truce starts on Monday”: it is in the calendar */
			return in_class(r->k->times, w->lem, TIME_STARTS) ? TENSE_FUTURE : TENSE_UNKNOWN;
		if (w->dep == DEP_CCOMP)
			break;
	}
	return TENSE_UNKNOWN;
}

/* ---- the pass */

/* The word of [first, last) whose head is outside. */
static uint32_t head_of(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (d->words.v[w].head < (int32_t)first || d->words.v[w].head >= (int32_t)last)
			return w;
	return first;
}

static void add_timex(struct time_context *c, struct reading *r, const struct time_matcher *m, const struct time_match *match)
{
	const struct atom *first = &m->atoms.list.v[match->first], *last = &m->atoms.list.v[match->last - 1];
	struct timex t = {.value = STR(""),
			  .mod = STR(""),
			  .span = {first->start, last->end},
			  .first = first->word,
			  .last = last->word + 1};
	c->tense = tense_at(r, head_of(r->doc, t.first, t.last));
	if (!timex_value(c, match, &t))
		return;
	for (uint32_t w = t.first; w < t.last; w++)
		r->word_time[w] = (ref)r->times.n;
	vec_push(r->arena, &r->times, t);
}

void timex_run(struct reading *r)
{
	struct time_matcher m = {.r = r};
	struct time_context c = {.r = r, .dct = r->dct};
	struct time_match match;
	for (size_t s = 0; s < r->doc->sents.n; s++) {
		if (!time_matcher_set(&m, &r->doc->sents.v[s]))
			continue;
		for (size_t i = 0; i < m.atoms.list.n;) {
			if (time_matcher_at(&m, i, &match)) {
				add_timex(&c, r, &m, &match);
				i = match.last;
			} else {
				i++;
			}
		}
	}
}

/* ---- questions of other passes */

static bool is_point(const struct reading *r, ref t)
{
	return t >= 0 && (r->times.v[t].type == TIMEX_TYPE_DATE || r->times.v[t].type == TIMEX_TYPE_TIME);
}

/* Does a dependent by this relation modify the word as a time can? */
static bool modifies(uint8_t dep)
{
	switch (dep) {
	case DEP_OBL: case DEP_OBL_UNMARKED: case DEP_ADVMOD: case DEP_NMOD: case DEP_NMOD_UNMARKED: case DEP_NMOD_POSS:
	case DEP_AMOD: case DEP_COMPOUND: case DEP_APPOS: case DEP_DEP: case DEP_NUMMOD: case DEP_OBJ: case DEP_NMOD_DESC:
	case DEP_CONJ: case DEP_DISLOCATED: return true;
	default: return false;
	}
}

static bool has_since(const struct reading *r, uint32_t w)
{
	const struct rules *k = r->k->rules;
	int32_t mark = doc_kid(r->doc, w, DEP_CASE);
	return k && mark >= 0 && rules_in_class(k, r->doc->words.v[mark].low, k->grammar.since);
}

/* “Gondor has accused Mordor since March”: not only then. */
static bool goes_on_since(const struct reading *r, uint32_t verb, uint32_t since)
{
	const struct doc *d = r->doc;
	bool perfect = false;
	if (!has_since(r, since))
		return false;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++) {
		const struct word *kid = &d->words.v[d->kids[i]];
		if (kid->feat & FEAT_NEG)
			return false;
		perfect |= kid->dep == DEP_AUX && kid->feat & FEAT_PRES && str_iis(kid->lemma, "have");
	}
	return perfect;
}

/* The time among the modifiers of a word; one level through prepositions' nouns (“on the night of Sunday”). */
/* “a 2022 deal”: the year names the deal, it does not date what is done with it. */
static bool names_noun(const struct reading *r, ref t)
{
	uint32_t last = r->times.v[t].last - 1;
	uint8_t dep = r->doc->words.v[last].dep;
	return dep == DEP_COMPOUND || dep == DEP_AMOD || dep == DEP_NUMMOD;
}

static ref time_below(const struct reading *r, uint32_t word, int depth, bool (*fits)(const struct reading *, ref))
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[word]; i < d->kids_start[word + 1]; i++) {
		uint32_t kid = d->kids[i];
		const struct word *w = &d->words.v[kid];
		if (!modifies(w->dep) || (w->dep == DEP_CONJ && w->upos == UPOS_VERB) || goes_on_since(r, word, kid))
			continue;
		if (fits(r, r->word_time[kid]))
			return r->word_time[kid];
		ref below = depth > 0 && w->upos != UPOS_VERB ? time_below(r, kid, depth - 1, fits) : NO_REF;
		if (below != NO_REF && !names_noun(r, below))
			return below;
	}
	return NO_REF;
}

/* A time shared with the governing clause, unless the word stands in reported speech or in a clause of its own. */
static bool shares_time(const struct word *w)
{
	switch (w->dep) {
	case DEP_CCOMP: case DEP_PARATAXIS: case DEP_ROOT: case DEP_ACL_RELCL: case DEP_CSUBJ: case DEP_ADVCL_RELCL: return false;
	default: return true;
	}
}

ref timex_near(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	uint32_t at = word;
	for (int n = 0; n < CLIMB_MAX; n++) {
		ref t = time_below(r, at, n == 0 ? 2 : 1, is_point);
		if (t != NO_REF)
			return t;
		const struct word *w = &d->words.v[at];
		for (uint32_t i = d->kids_start[at]; n == 0 && i < d->kids_start[at + 1]; i++) {
			uint8_t dep = d->words.v[d->kids[i]].dep; /* “the attack, which hit the port on Sunday” */
			if (w->upos == UPOS_NOUN && (dep == DEP_ACL || dep == DEP_ACL_RELCL) &&
			    (t = time_below(r, d->kids[i], 1, is_point)) != NO_REF)
				return t;
		}
		if (w->head < 0 || !shares_time(w))
			break;
		at = (uint32_t)w->head;
	}
	return NO_REF;
}

static bool is_length(const struct reading *r, ref t)
{
	return t >= 0 && r->times.v[t].type == TIMEX_TYPE_DURATION;
}

ref timex_duration_of(const struct reading *r, uint32_t word)
{
	return time_below(r, word, 1, is_length);
}

struct str timex_day(const struct reading *r, ref time)
{
	if (time < 0)
		return STR("");
	const struct timex *t = &r->times.v[time];
	const struct date *a = &t->from, *b = &t->to;
	if (!a->year)
		return STR("");
	if (date_days(*a) == date_days(*b))
		return date_str(r->arena, *a);
	if (a->year == b->year && a->month == b->month)
		return arena_printf(r->arena, "%04d-%02d", a->year, a->month);
	return a->year == b->year ? arena_printf(r->arena, "%04d", a->year) : STR("");
}

/* The word that heads the clause in which w stands; participles share the clause of their governor. */
static uint32_t clause_of(const struct doc *d, uint32_t w)
{
	for (int n = 0; n < CLIMB_MAX && d->words.v[w].head >= 0; n++) {
		const struct word *x = &d->words.v[w];
		if (x->dep == DEP_CCOMP || x->dep == DEP_PARATAXIS || x->dep == DEP_ACL_RELCL ||
		    (x->dep == DEP_ADVCL && x->feat & FEAT_FIN))
			break;
		w = (uint32_t)x->head;
	}
	return w;
}

/* The day in the dateline of a dispatch, “GONDOR (March 5) –”, dates the report, not what it tells. */
static bool in_brackets(const struct doc *d, const struct timex *t)
{
	return t->span.start > 0 && d->text.p[t->span.start - 1] == '(';
}

static bool is_day(const struct timex *t)
{
	return (t->type == TIMEX_TYPE_DATE || t->type == TIMEX_TYPE_TIME) && t->from.year && date_days(t->from) == date_days(t->to);
}

/* Does the word stand in a phrase with “since” that the trigger is not part of? */
static bool only_since(const struct reading *r, uint32_t w, uint32_t trigger)
{
	const struct doc *d = r->doc;
	for (int n = 0; n < SINCE_DEPTH_MAX && d->words.v[w].head >= 0; n++, w = (uint32_t)d->words.v[w].head)
		if (has_since(r, w)) {
			struct word_span phrase = doc_subtree(d, w);
			return trigger < phrase.first || trigger >= phrase.last;
		}
	return false;
}

/* A day told in the same clause, wherever the parser has hung it: the nearest. */
static ref day_of_clause(const struct reading *r, uint32_t word)
{
	const struct doc *d = r->doc;
	const struct sent *s = &d->sents.v[d->words.v[word].sent];
	uint32_t clause = clause_of(d, word), best_far = UINT32_MAX;
	ref best = NO_REF;
	for (uint32_t w = s->first; w < s->last; w++) {
		ref t = r->word_time[w];
		uint32_t far = w > word ? w - word : word - w;
		if (t == NO_REF || far >= best_far || !is_day(&r->times.v[t]) || in_brackets(d, &r->times.v[t]) ||
		    clause_of(d, w) != clause || only_since(r, w, word))
			continue;
		best = t;
		best_far = far;
	}
	return best;
}

ref timex_told(const struct reading *r, uint32_t trigger)
{
	ref near = timex_near(r, trigger);
	return timex_day(r, near).n ? near : day_of_clause(r, trigger);
}

struct str timex_told_date(const struct reading *r, uint32_t trigger)
{
	return timex_day(r, timex_told(r, trigger));
}

/* The day of which the sentences before have told: the last one, not the dateline's, and no more than a week old. */
static struct str day_before(const struct reading *r, uint32_t word)
{
	const struct sent *s = &r->doc->sents.v[r->doc->words.v[word].sent];
	uint32_t sent = r->doc->words.v[word].sent, from = sent > STORY_SENTENCES ? sent - STORY_SENTENCES : 0;
	for (size_t i = r->times.n; i-- > 0 && r->dct.year;) {
		const struct timex *t = &r->times.v[i];
		uint32_t in = r->doc->words.v[t->first].sent;
		int32_t age = is_day(t) ? date_days(r->dct) - date_days(t->from) : -1;
		if (t->first >= s->first)
			continue;
		if (in < from)
			break;
		if (age >= 0 && age <= STORY_DAYS && !in_brackets(r->doc, t) && t->span.start >= r->report->body)
			return date_str(r->arena, t->from);
	}
	return STR("");
}

struct str timex_date_of(const struct reading *r, uint32_t trigger)
{
	struct str told = timex_told_date(r, trigger);
	if (!told.n)
		told = day_before(r, trigger);
	return told.n ? told : date_str(r->arena, r->dct);
}
