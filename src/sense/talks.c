/* Each word that names talks, or a verb of meeting, is looked at by itself: who takes part, where, when, in what state.
 * Then it is joined with the talk that it tells of again, if one fits: the same sides, no other day, no other state. */
#include "sense/talks.h"

#include "sense/act.h"
#include "sense/attribution.h"
#include "sense/field.h"
#include "sense/party.h"
#include "sense/phrase.h"
#include "sense/timex.h"
#include "sense/topic.h"

#define TALKS_MAX 500    /* in one report */
#define NEWS_SENTENCES 2 /* sentences that a report opens with */

struct found {
	struct talk talk;
	uint32_t word;
	int32_t verb;        /* that governs it, or the word itself; -1 */
	const struct talk_word *entry;
	refs persons;
	bool since;          /* “the first since March”: that day is not its own */
	bool absent;         /* somebody stays away from it */
	bool strong;         /* names talks even where no two sides are named */
	bool definite;       /* “the talks”, “these meetings”: told of before, or known to all */
	bool told_state;     /* the words around it say in what state it is */
	bool maybe;          /* “if talks are held” */
};

static const struct word *word(const struct reading *r, uint32_t w)
{
	return &r->doc->words.v[w];
}

/* ------------------------------------------------------------------------------------------------ who */

static bool named(const struct actor *a)
{
	for (size_t i = 0; i < a->mentions.n; i++)
		if (a->mentions.v[i].kind == MENTION_NAME)
			return true;
	return false;
}

/* Persons with a name who belong to a side. */
static void add_persons(struct reading *r, struct found *f)
{
	for (size_t i = 0; i < f->persons.n; i++) {
		ref person = f->persons.v[i], party = party_of(r, person);
		bool known = party == NO_REF || !party_in(r, &f->talk.parties, party) || !named(&r->actors.v[person]);
		for (size_t j = 0; j < f->talk.delegates.n; j++)
			known |= f->talk.delegates.v[j].actor == person;
		if (!known)
			vec_push(r->arena, &f->talk.delegates, ((struct delegate){person, party, false}));
	}
}

static void phrase_parties(struct reading *r, int32_t w, struct found *f)
{
	if (w >= 0)
		parties_of_phrase(r, (uint32_t)w, &f->talk.parties, &f->persons);
}

/* Is the phrase itself somebody (“with Gondor”, “with Gondor's envoys”), not something in which somebody is mentioned? */
static bool is_somebody(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	bool some = r->word_actors[w].n > 0;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && !some; i++) {
		enum dep dep = d->words.v[d->kids[i]].dep;
		some = r->word_actors[d->kids[i]].n && (dep == DEP_AMOD || dep == DEP_COMPOUND || dep == DEP_NMOD_POSS) &&
		       (d->words.v[w].feat & FEAT_PLUR);
	}
	return some;
}

/* Something else stands between the talks and the phrase, so that it may belong there: “talks on the war with Gondor”. */
static bool something_between(const struct reading *r, uint32_t w, uint32_t phrase)
{
	uint32_t first = doc_subtree(r->doc, phrase).first;
	for (uint32_t i = w + 1; i < first; i++) {
		const struct word *x = word(r, i);
		if ((x->upos == UPOS_NOUN || x->upos == UPOS_VERB) && r->word_time[i] == NO_REF && r->word_place[i] == NO_REF)
			return true;
	}
	return false;
}

/* “talks with X”, “between X and Y”, “of X and Y”; w may be the noun or its verb. Where another thing stands between them
 * only if no two sides are known without it. */
static void with_phrases(struct reading *r, uint32_t w, bool far, struct found *f)
{
	const struct doc *d = r->doc;
	bool noun = w == f->word && f->entry->pos == DEAL_NOUN, visit = f->entry->form == TALK_FORM_PHONE || f->entry->form == TALK_FORM_IN_PERSON;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		bool with = act_has_case(r, kid, GRAMMAR_WITH) || (noun && (act_has_case(r, kid, GRAMMAR_OF) || act_has_case(r, kid, GRAMMAR_BY))) ||
			    (noun && visit && act_has_case(r, kid, GRAMMAR_TO));
		if (with && is_somebody(r, kid) && something_between(r, f->word, kid) == far)
			phrase_parties(r, (int32_t)kid, f);
		else if (noun && r->word_place[kid] != NO_REF && act_has_case(r, kid, GRAMMAR_PLACE)) /* “a meeting in Fornost between …” */
			phrase_parties(r, act_prep(r, kid, GRAMMAR_WITH), f);
	}
}

/* “US-Russia talks”, “Gondor's talks”, “Russian-American negotiations”. */
static void before_noun(struct reading *r, uint32_t w, struct found *f)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = d->words.v[kid].dep;
		if (kid < w && (dep == DEP_NMOD_POSS || dep == DEP_COMPOUND || dep == DEP_AMOD) && r->word_place[kid] == NO_REF)
			phrase_parties(r, (int32_t)kid, f);
	}
}

/* “brokered by X”, “X-mediated”, “hosted by X”. */
static void helpers(struct reading *r, uint32_t w, struct found *f)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (!act_at(r, kid, ABOUT_MEDIATE))
			continue;
		refs *list = &f->talk.hosts; /* mediators too: the contract has but one field for those who bring others together */
		int32_t by = act_doer(r, kid);
		if (by >= 0 && by != (int32_t)w)
			parties_of_phrase(r, (uint32_t)by, list, NULL);
		for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1]; j++)
			if (d->words.v[d->kids[j]].dep == DEP_COMPOUND || d->words.v[d->kids[j]].dep == DEP_OBL_UNMARKED)
				parties_of_phrase(r, d->kids[j], list, NULL);
	}
}

static void drop_helpers(struct reading *r, struct found *f)
{
	refs kept = {0};
	for (size_t i = 0; i < f->talk.parties.n; i++)
		if (!party_in(r, &f->talk.hosts, f->talk.parties.v[i]))
			refs_add(r->arena, &kept, f->talk.parties.v[i]);
	f->talk.parties = kept;
}

/* ------------------------------------------------------------------------------------------------ state */

static bool outweighs(enum talk_status outer, enum talk_status inner)
{
	return inner == TALK_STATUS_NONE || inner == TALK_STATUS_HELD || inner == TALK_STATUS_ONGOING ||
	       (inner == TALK_STATUS_PLANNED && outer >= TALK_STATUS_REFUSED);
}

static enum talk_status with_mood(enum talk_status s, enum mood mood, bool *maybe)
{
	bool plain = s == TALK_STATUS_HELD || s == TALK_STATUS_ONGOING || s == TALK_STATUS_NONE;
	switch (mood) {
	case MOOD_TO_COME:
		return plain ? TALK_STATUS_PLANNED : s;
	case MOOD_GOING_ON:
		return s == TALK_STATUS_NONE ? TALK_STATUS_HELD : s;
	case MOOD_MAYBE:
		*maybe |= plain || s == TALK_STATUS_PLANNED;
		return plain ? TALK_STATUS_PLANNED : s;
	case MOOD_NOT:
		*maybe |= s != TALK_STATUS_HELD;
		return s == TALK_STATUS_HELD ? TALK_STATUS_REFUSED : s;
	default:
		return s;
	}
}

static bool timed_since(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (r->word_time[d->kids[i]] != NO_REF && act_has_case(r, d->kids[i], GRAMMAR_FROM))
			return true;
	return false;
}

/* A negation with “since DAY” tells of the last ones. */
static bool held_since(const struct reading *r, uint32_t talks, uint32_t verb)
{
	return timed_since(r, talks) || timed_since(r, verb);
}

/* “called the talks useful”, “called the talks a success”: says what they are like, and calls for none. */
static bool describes(const struct reading *r, uint32_t verb, uint32_t talks)
{
	const struct doc *d = r->doc;
	if (word(r, talks)->dep != DEP_OBJ || word(r, talks)->head != (int32_t)verb)
		return false;
	int32_t like = doc_kid(d, verb, DEP_XCOMP);
	bool said = like > (int32_t)talks && word(r, (uint32_t)like)->upos != UPOS_VERB;
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1]; i++)
		said |= d->kids[i] > talks && word(r, d->kids[i])->dep == DEP_OBJ;
	for (uint32_t i = d->kids_start[talks]; i < d->kids_start[talks + 1]; i++)
		said |= d->kids[i] > talks && word(r, d->kids[i])->dep == DEP_AMOD;
	return said;
}

/* The nearest act says what happens; one further out (“agreed to hold”, “refused to attend”) may outweigh it. */
static void find_state(struct reading *r, struct found *f)
{
	struct acts acts;
	enum talk_status s = TALK_STATUS_NONE;
	acts_around(r, f->word, ABOUT_TALK, &acts);
	f->since = timed_since(r, f->word);
	for (int i = 0; i < acts.n; i++) {
		const struct act_hit *h = &acts.v[i];
		f->since |= !h->aside && timed_since(r, h->word);
		enum talk_status value = h->act ? (enum talk_status)h->act->value : TALK_STATUS_NONE;
		if (!h->aside && f->verb < 0 && (word(r, h->word)->upos == UPOS_VERB || word(r, h->word)->upos == UPOS_AUX))
			f->verb = (int32_t)h->word;
		if (!h->act && h->as_subject) /* “the talks will show …” */
			continue;
		if (value == TALK_STATUS_CALLED_FOR && describes(r, h->word, f->word))
			continue;
		if (h->as_subject && value == TALK_STATUS_REFUSED) /* “the talks failed to …” */
			value = TALK_STATUS_HELD;
		bool occurs = h->act && act_at(r, h->word, ABOUT_OCCUR);
		bool stays_away = h->act && act_at(r, h->word, ABOUT_ATTEND) && ((h->mood == MOOD_NOT) != (value == TALK_STATUS_REFUSED));
		f->absent |= stays_away;
		if (stays_away && word(r, h->word)->dep == DEP_ACL) /* “will attend talks boycotted by Mordor”: they go on */
			continue;
		if (stays_away)
			value = TALK_STATUS_REFUSED;
		else if (h->as_subject && value == TALK_STATUS_HELD && h->mood == MOOD_NOT && !occurs) /* “the talks did not lead to …” */
			value = TALK_STATUS_HELD;
		else if (h->act && value == TALK_STATUS_HELD && h->mood == MOOD_NOT && held_since(r, f->word, h->word))
			value = TALK_STATUS_HELD, f->since = false; /* “have not held talks since March” */
		else if (h->as_subject && h->act && value == TALK_STATUS_HELD && h->mood == MOOD_MAYBE) /* “if the talks fail”: they go on */
			value = TALK_STATUS_ONGOING;
		else if (!h->aside)
			value = with_mood(value, h->mood, &f->maybe);
		bool participle = h->aside && str_is(word(r, h->word)->xpos, "VBG"); /* “…, agreeing to …” is not done with the talks */
		if (value == TALK_STATUS_NONE || !outweighs(value, s) || (participle && h->act->pos == DEAL_VERB))
			continue;
		s = value;
		f->told_state |= h->act != NULL || h->mood != MOOD_FACT;
		if (h->act)
			f->talk.ev.rule = h->act->rule;
	}
	f->talk.status = s ? s : TALK_STATUS_HELD;
}

static void verb_state(struct reading *r, struct found *f)
{
	struct acts acts;
	enum talk_status s = with_mood(TALK_STATUS_HELD, act_mood(r, f->word), &f->maybe);
	f->since = timed_since(r, f->word);
	if (s == TALK_STATUS_REFUSED && f->since) /* “have not met since March” */
		s = TALK_STATUS_HELD, f->since = f->maybe = false;
	/* “talks begin, to negotiate a pause”: what an aim says of itself tells nothing of the state */
	f->told_state = !act_has_case(r, f->word, GRAMMAR_TO);
	acts_around(r, f->word, ABOUT_TALK, &acts);
	for (int i = 0; i < acts.n; i++) {
		if (!acts.v[i].act || acts.v[i].aside)
			continue;
		enum talk_status value = with_mood((enum talk_status)acts.v[i].act->value, acts.v[i].mood, &f->maybe);
		if (outweighs(value, s) || value >= TALK_STATUS_CALLED_FOR)
			s = value;
		f->told_state = true;
	}
	f->talk.status = s;
}

/* ------------------------------------------------------------------------------------------------ where, when, how */

static ref place_below(const struct reading *r, uint32_t w, int depth)
{
	const struct doc *d = r->doc;
	ref found = NO_REF;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && found == NO_REF; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = d->words.v[kid].dep;
		bool inside = act_has_case(r, kid, GRAMMAR_PLACE);
		bool before = kid < w && (dep == DEP_COMPOUND || dep == DEP_AMOD);
		if (inside || before)
			found = place_of_phrase(r, kid);
		else if (depth == 0 && dep == DEP_ACL) /* “talks held in Osgiliath” */
			found = place_below(r, kid, 1);
	}
	return found;
}

/* “met the rebels in Fornost”, where the parser has hung the town on whom they met: a town, not the country that they are from. */
static ref place_of_party(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		ref p = word(r, kid)->dep == DEP_OBJ || act_has_case(r, kid, GRAMMAR_WITH) ? place_below(r, kid, 1) : NO_REF;
		if (p != NO_REF && (r->places.v[p].type == PLACE_TYPE_CITY || r->places.v[p].type == PLACE_TYPE_FACILITY))
			return p;
	}
	return NO_REF;
}

/* “Wednesday's talks” where the tokeniser has not cut the day, and the parser hangs it on the verb. */
static struct str day_before(const struct reading *r, uint32_t w)
{
	ref t = w > 0 ? r->word_time[w - 1] : NO_REF;
	return t != NO_REF && str_ends(word(r, w - 1)->form, STR("s")) && word(r, w - 1)->sent == word(r, w)->sent ? timex_day(r, t) : STR("");
}

static void where_and_when(struct reading *r, struct found *f)
{
	f->talk.place = place_below(r, f->word, 0);
	if (f->talk.place == NO_REF && f->verb >= 0)
		f->talk.place = place_below(r, (uint32_t)f->verb, 1);
	if (f->talk.place == NO_REF)
		f->talk.place = place_of_party(r, f->word);
	f->talk.date = day_before(r, f->word);
	if (!f->talk.date.n)
		f->talk.date = timex_told_date(r, f->word);
	if (!f->talk.date.n && f->verb >= 0)
		f->talk.date = timex_told_date(r, (uint32_t)f->verb);
	if (f->since)
		f->talk.date = STR("");
	bool now = f->talk.status == TALK_STATUS_HELD || f->talk.status == TALK_STATUS_ONGOING;
	/* what is dated ahead is to come, whatever the tense */
	struct date day;
	if (now && r->dct.year && date_parse(f->talk.date, &day) && date_days(day) > date_days(r->dct))
		f->talk.status = TALK_STATUS_PLANNED;
}

static void find_form(struct reading *r, struct found *f)
{
	const struct doc *d = r->doc;
	f->talk.form = f->entry->form;
	for (uint32_t i = d->kids_start[f->word]; i < d->kids_start[f->word + 1]; i++) {
		const struct quality_word *q = deals_quality(r->k->deals, d->words.v[d->kids[i]].lem);
		if (q && q->form)
			f->talk.form = q->form;
	}
	int32_t by = f->verb >= 0 ? act_prep(r, (uint32_t)f->verb, GRAMMAR_BY) : -1;
	const struct quality_word *q = by >= 0 ? deals_quality(r->k->deals, d->words.v[by].lem) : NULL;
	if (q && q->form)
		f->talk.form = q->form;
	if (!f->talk.form)
		f->talk.form = f->talk.place != NO_REF ? TALK_FORM_IN_PERSON : TALK_FORM_UNKNOWN;
}

/* “the third round of talks” */
static void find_round(struct reading *r, struct found *f)
{
	const struct doc *d = r->doc;
	int32_t over = word(r, f->word)->dep == DEP_NMOD ? word(r, f->word)->head : -1;
	const uint32_t heads[2] = {f->word, over >= 0 && deals_talk(r->k->deals, word(r, (uint32_t)over)->lem) ? (uint32_t)over : f->word};
	for (int h = 0; h < 2; h++) {
		bool counted = deals_grammar(r->k->deals, word(r, heads[h])->lem, GRAMMAR_ROUND);
		for (uint32_t i = d->kids_start[heads[h]]; i < d->kids_start[heads[h] + 1] && !f->talk.round; i++)
			if (word(r, d->kids[i])->dep == DEP_AMOD && d->kids[i] < heads[h])
				f->talk.round = deals_ordinal(r->k->deals, word(r, d->kids[i])->low);
		if (f->talk.round == 1 && !counted) /* “their first talks in years” */
			f->talk.round = 0;
	}
}

static bool is_definite(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	int32_t det = doc_kid(d, w, DEP_DET);
	return det >= 0 && ((d->words.v[det].feat & FEAT_DEF) || (d->words.v[det].feat & FEAT_DEM));
}

/* ------------------------------------------------------------------------------------------------ mentions */

static void start(struct reading *r, uint32_t w, const struct talk_word *entry, struct found *f)
{
	*f = (struct found){.word = w, .entry = entry, .verb = -1};
	f->talk.place = NO_REF;
	f->talk.ev.word = w;
	f->talk.ev.span = reading_span(r, w, w + 1);
	f->talk.ev.rule = entry->rule;
	vec_push(r->arena, &f->talk.ev.sents, word(r, w)->sent);
	attribution_of(r, w, &f->talk.said_by);
}

/* “talks in Rohan” between others: Rohan is the host. */
static void host_country(struct reading *r, struct found *f)
{
	const struct place *p = f->talk.place == NO_REF ? NULL : &r->places.v[f->talk.place];
	if (!p || p->type != PLACE_TYPE_COUNTRY || !p->country.n || f->talk.parties.n < 2)
		return;
	ref host = party_state(r, p->country);
	if (host != NO_REF && !party_in(r, &f->talk.parties, host))
		party_add(r, &f->talk.hosts, host);
}

static void finish(struct reading *r, struct found *f)
{
	where_and_when(r, f);
	find_form(r, f);
	find_round(r, f);
	f->maybe |= act_denied(r, f->word);
	host_country(r, f);
	drop_helpers(r, f);
	add_persons(r, f);
	topic_collect(r, f->word, f->verb, &f->talk);
}

/* “a delegation led by X arrived for talks with Y”: X's side. */
static void led_delegation(struct reading *r, uint32_t noun, struct found *f)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[noun]; i < d->kids_start[noun + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (word(r, kid)->dep == DEP_ACL && act_at(r, kid, ABOUT_LEAD) && act_at(r, noun, ABOUT_LEAD))
			phrase_parties(r, act_doer(r, kid), f);
	}
}

/* The subject takes part where it holds, attends or wants the talks; a mediator's or an outsider's call names others. */
static void subject_parties(struct reading *r, struct found *f)
{
	int32_t doer = act_doer(r, (uint32_t)f->verb);
	if (doer < 0) /* “a delegation was scheduled for talks” */
		doer = doc_kid(r->doc, (uint32_t)f->verb, DEP_NSUBJ_PASS);
	if (doer < 0 || doc_below(r->doc, f->word, (uint32_t)doer))
		return;
	const struct act_word *a = act_at(r, (uint32_t)f->verb, ABOUT_MEDIATE);
	bool others = f->talk.parties.n >= 2;
	/* “Arnor and Rohan called for a return to the talks”: to those of others */
	if (f->talk.status == TALK_STATUS_CALLED_FOR && f->definite && !f->talk.parties.n && doc_kid(r->doc, (uint32_t)doer, DEP_CONJ) >= 0)
		return;
	if (a && (others || str_iis(word(r, (uint32_t)f->verb)->lemma, "host")))
		parties_of_phrase(r, (uint32_t)doer, &f->talk.hosts, NULL);
	else if (!others)
		phrase_parties(r, doer, f);
	if (f->talk.parties.n < 2)
		led_delegation(r, (uint32_t)doer, f);
}

/* “X said talks with Y had failed”: with X's side. */
static void speaker_side(struct reading *r, struct found *f)
{
	ref said = r->word_statement[f->word], speaker = said == NO_REF ? NO_REF : r->statements.v[said].speaker;
	if (f->talk.parties.n == 1 && speaker != NO_REF && act_prep(r, f->word, GRAMMAR_WITH) >= 0)
		party_add(r, &f->talk.parties, party_of(r, speaker));
}

/* “left the town after talks with Y”: the one who left, with Y. */
static void subject_side(struct reading *r, struct found *f)
{
	int32_t doer = f->talk.parties.n == 1 && act_prep(r, f->word, GRAMMAR_WITH) >= 0
			       ? act_doer(r, r->doc->sents.v[word(r, f->word)->sent].root) : -1;
	if (doer >= 0 && r->word_statement[f->word] == NO_REF)
		parties_of_phrase(r, (uint32_t)doer, &f->talk.parties, NULL);
}

/* “after Gondor and Mordor held talks”, where the parser has cut “Gondor and” from the sides: there is nobody else to talk with. */
static void cut_side(struct reading *r, struct found *f)
{
	int32_t doer = f->verb >= 0 && f->talk.parties.n == 1 && act_prep(r, f->word, GRAMMAR_WITH) < 0 ? act_doer(r, (uint32_t)f->verb) : -1;
	uint32_t first = doer >= 0 ? doc_subtree(r->doc, (uint32_t)doer).first : 0;
	if (first < 2 || word(r, first - 1)->upos != UPOS_CCONJ || word(r, first - 2)->upos != UPOS_PROPN || word(r, first - 1)->head == doer)
		return;
	if (word(r, first - 2)->sent == word(r, f->word)->sent)
		parties_of_phrase(r, first - 2, &f->talk.parties, NULL);
}

/* Who alone postpones or calls off a meeting is its host. */
static void lone_host(struct reading *r, struct found *f)
{
	if (f->talk.parties.n != 1 || f->talk.status < TALK_STATUS_POSTPONED || act_prep(r, f->word, GRAMMAR_WITH) >= 0)
		return;
	party_add(r, &f->talk.hosts, f->talk.parties.v[0]);
	f->talk.parties.n = 0;
}

/* Nobody is named beside the talks: the two or more who are the sentence's subject, else all sides that it names. */
static void sentence_sides(struct reading *r, struct found *f)
{
	refs subject = {0};
	int32_t doer = act_doer(r, r->doc->sents.v[word(r, f->word)->sent].root);
	if (doer >= 0)
		parties_of_phrase(r, (uint32_t)doer, &subject, NULL);
	if (subject.n < 2)
		parties_of_sentence(r, f->word, &f->talk.hosts, &subject);
	if (subject.n >= 2)
		f->talk.parties = subject;
}

/* “a peace conference”: what it is about makes talks of a word that by itself may name anything. */
static bool strong_by_matter(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct quality_word *q = deals_quality(r->k->deals, word(r, d->kids[i])->lem);
		if (d->kids[i] < w && word(r, d->kids[i])->dep == DEP_COMPOUND && q && q->proposal)
			return true;
	}
	return false;
}

/* “In a call to Y, X urged …”, “X pressed Y during a call”: the sides of the clause. “After the call” is about one that was told of
 * before, and nobody in the clause need have been on the line. */
static void clause_sides(struct reading *r, uint32_t w, struct found *f)
{
	const struct doc *d = r->doc;
	int32_t verb = word(r, w)->dep == DEP_OBL ? word(r, w)->head : -1;
	refs sides = f->talk.parties, people = {0};
	if (verb < 0 || sides.n >= 2 || f->entry->form != TALK_FORM_PHONE || (f->definite && sides.n == 0))
		return;
	int32_t doer = act_doer(r, (uint32_t)verb);
	if (doer >= 0)
		parties_of_phrase(r, (uint32_t)doer, &sides, &people);
	for (uint32_t i = d->kids_start[verb]; i < d->kids_start[verb + 1] && sides.n < 2; i++) {
		enum dep dep = word(r, d->kids[i])->dep;
		if (d->kids[i] != w && r->word_place[d->kids[i]] == NO_REF && (dep == DEP_OBJ || dep == DEP_IOBJ || dep == DEP_OBL))
			parties_of_phrase(r, d->kids[i], &sides, &people);
	}
	if (sides.n < 2)
		return;
	f->talk.parties = sides;
	refs_add_all(r->arena, &f->persons, &people);
}

/* “a call for a truce” */
static bool is_appeal(const struct reading *r, uint32_t w, const struct talk_word *entry)
{
	int32_t what = entry->form == TALK_FORM_PHONE ? act_prep(r, w, GRAMMAR_FOR) : -1;
	bool behind = entry->form == TALK_FORM_PHONE && w + 1 < r->doc->words.n && deals_grammar(r->k->deals, word(r, w + 1)->low, GRAMMAR_FOR);
	return (what > (int32_t)w && r->word_time[what] == NO_REF) || behind;
}

/* “arrived for talks with Boromir”, where the parser has hung “with Boromir” on the verb */
static int32_t with_behind(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	bool with = w + 1 < d->words.n && d->words.v[w + 1].dep == DEP_CASE && deals_grammar(r->k->deals, d->words.v[w + 1].low, GRAMMAR_WITH);
	int32_t who = with ? d->words.v[w + 1].head : -1;
	return who > (int32_t)w && d->words.v[who].head == d->words.v[w].head && is_somebody(r, (uint32_t)who) ? who : -1;
}

static bool noun_mention(struct reading *r, uint32_t w, const struct talk_word *entry, struct found *f)
{
	start(r, w, entry, f);
	if (act_none_of(r, w) || is_appeal(r, w, entry))
		return false;
	f->definite = is_definite(r, w);
	find_state(r, f);
	with_phrases(r, w, false, f);
	if (f->talk.parties.n < 2)
		phrase_parties(r, with_behind(r, w), f);
	bool verb_of_talks = f->verb >= 0 && act_at(r, (uint32_t)f->verb, ABOUT_TALK);
	if (verb_of_talks)
		with_phrases(r, (uint32_t)f->verb, false, f);
	if (f->talk.parties.n < 2)
		before_noun(r, w, f);
	if (f->verb >= 0)
		subject_parties(r, f);
	if (f->talk.parties.n < 2)
		with_phrases(r, w, true, f);
	if (f->talk.parties.n < 2 && verb_of_talks)
		with_phrases(r, (uint32_t)f->verb, true, f);
	helpers(r, w, f);
	clause_sides(r, w, f);
	if (entry->form == TALK_FORM_PHONE && word(r, w)->dep == DEP_OBL && f->talk.status == TALK_STATUS_CALLED_FOR)
		f->talk.status = TALK_STATUS_HELD; /* what is urged in a call is not the call */
	f->strong = entry->strong || strong_by_matter(r, w);
	if (!f->talk.parties.n && f->strong && !f->definite)
		sentence_sides(r, f);
	speaker_side(r, f);
	subject_side(r, f);
	cut_side(r, f);
	lone_host(r, f);
	/* who stays away from talks with one other side refuses them; a conference goes on without him */
	if (f->absent && f->talk.status == TALK_STATUS_REFUSED && (f->talk.parties.n != 2 || f->definite))
		f->talk.status = TALK_STATUS_PLANNED;
	finish(r, f);
	return true;
}

/* “visited Gondor”, “arrived for a visit to Gondor”: the place's state takes part. */
static void visited(struct reading *r, int32_t obj, struct found *f)
{
	if (obj < 0)
		return;
	ref place = r->word_place[obj];
	if (place == NO_REF)
		return;
	f->talk.place = place;
	party_add(r, &f->talk.parties, party_state(r, r->places.v[place].country));
}

/* “They plan to meet again”: those who met in the sentence before, of whom the pronoun may have been read as some only. */
static void same_again(struct reading *r, int32_t doer, struct found *f)
{
	const struct talk *last = r->talks.n ? &r->talks.v[r->talks.n - 1] : NULL;
	if (doer < 0 || !last || word(r, (uint32_t)doer)->upos != UPOS_PRON || word(r, (uint32_t)doer)->feat & FEAT_SING)
		return;
	uint32_t sent = word(r, f->word)->sent, told = last->ev.sents.v[last->ev.sents.n - 1];
	if (told + 1 == sent && !r->doc->sents.v[sent].new_par && parties_within(r, &f->talk.parties, &last->parties))
		for (size_t i = 0; i < last->parties.n; i++)
			party_add(r, &f->talk.parties, last->parties.v[i]);
}

static bool verb_mention(struct reading *r, uint32_t w, const struct talk_word *entry, struct found *f)
{
	start(r, w, entry, f);
	f->strong = entry->strong;
	f->verb = (int32_t)w;
	verb_state(r, f);
	int32_t doer = act_doer(r, w), obj = doc_kid(r->doc, w, DEP_OBJ);
	if (entry->host) {
		if (doer >= 0)
			parties_of_phrase(r, (uint32_t)doer, &f->talk.hosts, NULL);
		phrase_parties(r, obj, f);
		if (f->persons.n && f->talk.parties.n == 1 && doer >= 0) {
			f->talk.hosts.n = 0;
			phrase_parties(r, doer, f);
		}
	} else {
		phrase_parties(r, doer, f);
		phrase_parties(r, obj, f);
		if (entry->visit)
			visited(r, obj, f);
	}
	with_phrases(r, w, false, f);
	if (f->talk.parties.n < 2)
		with_phrases(r, w, true, f);
	same_again(r, doer, f);
	int32_t to = entry->strong || entry->host ? -1 : act_prep(r, w, GRAMMAR_TO);
	if (to > (int32_t)w && f->talk.parties.n == 1 && entry->form == TALK_FORM_NONE)
		phrase_parties(r, to, f);
	ref place = f->talk.place;
	finish(r, f);
	if (f->talk.place == NO_REF)
		f->talk.place = place;
	/* a person of whom no side is known may be the other one: enough to tell of a talk again, not to tell of a new one */
	bool many = doer >= 0 && (word(r, (uint32_t)doer)->feat & FEAT_PLUR) && f->talk.place != NO_REF && obj < 0;
	return f->talk.parties.n >= 2 || (f->talk.parties.n && (entry->host || f->persons.n > 1 || many));
}

/* ------------------------------------------------------------------------------------------------ one talk, told twice */

static bool dates_fit(struct str a, struct str b)
{
	return !a.n || !b.n || str_starts(a, b) || str_starts(b, a);
}

static int group(enum talk_status s)
{
	return s == TALK_STATUS_HELD || s == TALK_STATUS_ONGOING ? 0 : s == TALK_STATUS_PLANNED || s == TALK_STATUS_CALLED_FOR ? 1 : 2;
}

static bool places_fit(const struct reading *r, ref a, ref b)
{
	if (a == NO_REF || b == NO_REF || a == b)
		return true;
	const struct place *x = &r->places.v[a], *y = &r->places.v[b];
	bool wide = x->type == PLACE_TYPE_COUNTRY || y->type == PLACE_TYPE_COUNTRY;
	return wide && str_eq(x->country, y->country);
}

static bool fits(struct reading *r, const struct talk *old, const struct found *f)
{
	const struct talk *new = &f->talk;
	bool far = new->form == TALK_FORM_PHONE || new->form == TALK_FORM_VIDEO;
	if ((far && old->form == TALK_FORM_IN_PERSON) || (new->form == TALK_FORM_IN_PERSON && old->form == TALK_FORM_PHONE && new->place != NO_REF))
		return false; /* a call is no meeting */
	bool sides = parties_within(r, &new->parties, &old->parties) || parties_within(r, &old->parties, &new->parties);
	if (!sides || !dates_fit(old->date, new->date) || !places_fit(r, old->place, new->place))
		return false;
	if (new->parties.n < 2 && !f->definite && !new->date.n && new->place == NO_REF)
		return false;
	/* “a meeting between two of them” at a summit of many is another one */
	if (!f->definite && old->parties.n >= 2 && new->parties.n >= 2 && old->parties.n != new->parties.n)
		return false;
	bool same_day = old->date.n && str_eq(old->date, new->date);
	return group(old->status) == group(new->status) || !f->told_state || f->maybe || same_day ||
	       (group(new->status) == 2 && group(old->status) == 1);
}

static void join_strings(struct reading *r, struct talk *old, const struct talk *new)
{
	for (size_t i = 0; i < new->topics.n; i++)
		topic_add(r, old, new->topics.v[i]);
}

static void join(struct reading *r, struct talk *old, const struct found *f)
{
	const struct talk *new = &f->talk;
	for (size_t i = 0; i < new->parties.n; i++)
		party_add(r, &old->parties, new->parties.v[i]);
	refs_add_all(r->arena, &old->hosts, &new->hosts);
	refs_join_voices(r->arena, &old->said_by, &new->said_by);
	for (size_t i = 0; i < new->delegates.n; i++) {
		bool known = false;
		for (size_t j = 0; j < old->delegates.n; j++)
			known |= old->delegates.v[j].actor == new->delegates.v[i].actor;
		if (!known)
			vec_push(r->arena, &old->delegates, new->delegates.v[i]);
	}
	bool finer = new->place != NO_REF && (old->place == NO_REF || r->places.v[old->place].type == PLACE_TYPE_COUNTRY);
	old->place = finer ? new->place : old->place;
	old->date = new->date.n > old->date.n ? new->date : old->date;
	old->round = old->round ? old->round : new->round;
	if (old->form == TALK_FORM_UNKNOWN)
		old->form = new->form;
	if (f->told_state && !f->maybe && group(new->status) == 2)
		old->status = new->status;
	uint32_t sent = word(r, f->word)->sent;
	if (old->ev.sents.v[old->ev.sents.n - 1] < sent)
		vec_push(r->arena, &old->ev.sents, sent);
	join_strings(r, old, new);
}

static void place_talk(struct reading *r, struct found *f)
{
	/* “the Osgiliath meetings” are all of them */
	bool all = f->definite && !f->talk.parties.n && (word(r, f->word)->feat & FEAT_PLUR) && f->talk.place != NO_REF, joined = false;
	for (size_t i = r->talks.n; i-- > 0 && !(joined && !all);)
		if (fits(r, &r->talks.v[i], f)) {
			join(r, &r->talks.v[i], f);
			joined = true;
		}
	if (joined)
		return;
	bool meant = f->strong && f->told_state && (f->talk.place != NO_REF || f->talk.hosts.n);
	bool enough = f->talk.parties.n >= 2 || meant || (f->talk.parties.n == 1 && (f->told_state || f->talk.place != NO_REF) && f->strong);
	if (enough && !(f->maybe && !f->talk.date.n) && r->talks.n < TALKS_MAX)
		vec_push(r->arena, &r->talks, f->talk);
}

/* ------------------------------------------------------------------------------------------------ the pass */

static bool noun_like(const struct word *w)
{
	return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN;
}

static void look_at(struct reading *r, uint32_t w)
{
	const struct word *x = word(r, w);
	for (const struct talk_word *e = deals_talk(r->k->deals, x->lem); e; e = e->next) {
		struct found f;
		bool verb = e->pos == DEAL_VERB && x->upos == UPOS_VERB;
		bool noun = e->pos == DEAL_NOUN && noun_like(x) && x->dep != DEP_COMPOUND &&
			    !(str_iis(x->form, "talk") || str_iis(x->form, "negotiation"));
		if ((verb && verb_mention(r, w, e, &f)) || (noun && noun_mention(r, w, e, &f))) {
			place_talk(r, &f);
			return;
		}
	}
}

static bool worth_keeping(const struct talk *t)
{
	return t->parties.n >= 2 || (!t->parties.n && (t->hosts.n || t->place != NO_REF)) || (t->parties.n == 1 && (group(t->status) > 0 || t->place != NO_REF || t->hosts.n));
}

/* What the report opens with and does not date is the news of its day. */
static void date_of_news(struct reading *r, struct talk *t)
{
	if (!t->date.n && group(t->status) == 0 && t->ev.sents.v[0] < NEWS_SENTENCES)
		t->date = timed_since(r, t->ev.word) ? date_str(r->arena, r->dct) : timex_date_of(r, t->ev.word);
}

void talks_run(struct reading *r)
{
	const bool *ours = field_find(r);
	for (uint32_t w = 0; w < r->doc->words.n; w++)
		if (ours[word(r, w)->sent])
			look_at(r, w);
	size_t kept = 0;
	for (size_t i = 0; i < r->talks.n; i++)
		if (worth_keeping(&r->talks.v[i])) {
			date_of_news(r, &r->talks.v[i]);
			r->talks.v[kept++] = r->talks.v[i];
		}
	r->talks.n = kept;
	for (size_t i = 0; i < r->talks.n; i++) {
		struct talk *t = &r->talks.v[i];
		party_settle(r, &t->parties);
		party_settle(r, &t->hosts);
		for (size_t j = 0; j < t->delegates.n; j++)
			t->delegates.v[j].party = party_settled(r, t->delegates.v[j].party);
	}
	topic_finish(r);
}
