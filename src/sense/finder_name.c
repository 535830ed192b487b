#include "sense/finder.h"

#define TITLE_WORDS_MAX 9 /* “the deputy minister of the interior of Arnor, NAME” */

#define NAME_WORDS_MAX 7
#define NAME_TAIL_MAX 6 /* “… for the Defence of the Shire” */

static bool name_blocker(const struct finder *f, uint32_t w)
{
	const struct hit *h = finder_hit_at(f, w);
	enum name_kind kind = NAME_PROPER;
	if (f->c->at[w])
		return true;
	if (h && h->last - h->first > 1 && finder_hit_entry(f, h, ENTRY_PERSON, &kind) >= 0)
		return false; /* “Theresa May” is no month */
	if (f->r->word_time[w] != NO_REF)
		return true;
	if (!h)
		return false;
	int32_t e = finder_main_entry(f, h, &kind);
	if (e < 0)
		return false;
	enum entry_type t = finder_entry_of(f, e)->type;
	if (t == ENTRY_PERSON)
		return false;
	return h->last - h->first > 1 || t != ENTRY_AGENT || !finder_capitalised(f, w) || f->c->m.casing[f->s - f->d->sents.v] != CASING_USUAL ||
	       finder_entry_of(f, e)->flags & AGENT_TITLE;
}

static bool is_particle(const struct finder *f, uint32_t w)
{
	return actor_dict_agency(f->dict, finder_word_at(f, w)->form) & AGENCY_BIT(AGENCY_PARTICLE);
}

static bool namey(const struct finder *f, uint32_t w)
{
	const struct word *word = finder_word_at(f, w);
	if (name_blocker(f, w))
		return false;
	enum name_kind kind = NAME_SURNAME;
	const struct hit *h = finder_hit_at(f, w);
	if (word->upos == UPOS_PROPN || (h && h->last - h->first > 1 && finder_hit_entry(f, h, ENTRY_PERSON, &kind) >= 0))
		return true;
	return finder_hit_at(f, w) && finder_capitalised(f, w) && word->upos != UPOS_PUNCT && word->upos != UPOS_ADP && word->upos != UPOS_VERB && word->upos != UPOS_AUX;
}

/* The end of the run of name words that begins at w. */
static uint32_t name_end(const struct finder *f, uint32_t w)
{
	uint32_t end = w;
	while (end < f->s->last && end - w < NAME_WORDS_MAX) {
		if (namey(f, end))
			end++;
		else if (end > w && finder_is_dash(f, end) && !finder_word_at(f, end - 1)->space_after && end + 1 < f->s->last && (namey(f, end + 1)))
			end += 2;
		else if (is_particle(f, end) && end + 1 < f->s->last && namey(f, end + 1) && (end > w || !finder_capitalised(f, end)))
			end += 2;
		else if (is_particle(f, end) && finder_is_dash(f, end + 1) && end + 2 < f->s->last && namey(f, end + 2))
			end += 3;
		else
			break;
	}
	return end;
}

static bool given_name(const struct finder *f, uint32_t w, enum gender *g)
{
	const struct hit *h = finder_hit_at(f, w);
	enum name_kind kind = NAME_PROPER;
	int32_t e = h ? finder_hit_entry(f, h, ENTRY_GIVEN_NAME, &kind) : -1;
	if (e >= 0)
		*g = finder_entry_of(f, e)->gender;
	return e >= 0;
}

static bool is_place(const struct finder *f, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (f->r->word_place[w] != NO_REF)
			return true;
	return false;
}

/* A dictionary person whose full name stands in [first, last). */
static const struct hit *person_hit(const struct finder *f, uint32_t first, uint32_t last, enum name_kind want)
{
	for (uint32_t w = first; w < last; w++) {
		const struct hit *h = finder_hit_at(f, w);
		enum name_kind kind = NAME_PROPER;
		if (h && h->first >= first && h->last <= last && finder_hit_entry(f, h, ENTRY_PERSON, &kind) >= 0 && kind == want)
			return h;
	}
	return NULL;
}

/* The title that ends before w: “Defence Minister”; before a name of many words also a plain noun: “the pilot NAME SURNAME”. */
static const struct hit *title_before(const struct finder *f, uint32_t w, bool many_words, int32_t *entry)
{
	const struct hit *h = w > f->s->first ? finder_hit_at(f, w - 1) : NULL;
	enum name_kind kind = NAME_SINGULAR;
	*entry = h && !finder_taken(f, h) ? finder_hit_entry(f, h, ENTRY_AGENT, &kind) : -1;
	if (*entry < 0 || finder_word_at(f, h->last - 1)->upos == UPOS_VERB)
		return NULL;
	bool title = finder_entry_of(f, *entry)->flags & AGENT_TITLE;
	return title || (many_words && kind == NAME_SINGULAR && finder_entry_of(f, *entry)->gender != GENDER_THING) ? h : NULL;
}

static void take_title(struct finder *f, struct candidate *c)
{
	int32_t entry;
	const struct hit *h = title_before(f, c->name_first, c->name_last - c->name_first > 1, &entry);
	if (!h)
		return;
	c->title = entry;
	c->first = c->role_first = h->first;
	c->role_last = h->last;
	finder_eat(f, h);
	if (finder_entry_of(f, entry)->gender != GENDER_NONE && c->gender == GENDER_NONE)
		c->gender = finder_entry_of(f, entry)->gender;
	if (finder_entry_of(f, entry)->flags & AGENT_HONORIFIC) {
		int32_t second;
		const struct hit *more = title_before(f, h->first, false, &second);
		if (!more || finder_entry_of(f, second)->flags & AGENT_HONORIFIC)
			return;
		c->title = second;
		c->first = c->role_first = more->first;
		c->role_last = more->last;
		finder_eat(f, more);
	}
	uint32_t keep_last = c->name_last;
	struct candidate phrase = *c;
	phrase.name_first = c->role_first;
	phrase.name_last = c->role_last;
	finder_take_left(f, &phrase);
	*c = phrase;
	c->name_first = c->role_last;
	c->name_last = keep_last;
	/* plain words directly before the title are part of the role: “senior”, “deputy” */
	while (c->role_first > c->first && !finder_hit_at(f, c->role_first - 1) && finder_word_at(f, c->role_first - 1)->upos != UPOS_DET &&
	       finder_word_at(f, c->role_first - 1)->upos != UPOS_PART && finder_word_at(f, c->role_first - 1)->upos != UPOS_PRON && !is_place(f, c->role_first - 1, c->role_first))
		c->role_first--;
}

static bool speaks(const struct finder *f, uint32_t head)
{
	const struct word *w = finder_word_at(f, head);
	return (w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS) && w->head >= 0 && finder_uses_of(f, (uint32_t)w->head) & AGENCY_BIT(AGENCY_SPEECH);
}

/* The agent noun that ends an organisation's name: “Arnor Farmers Union”. */
static int32_t name_noun(const struct finder *f, uint32_t first, uint32_t last)
{
	enum name_kind kind = NAME_SINGULAR;
	int32_t e = last - first > 1 ? finder_agent_at(f, last - 1, &kind) : -1;
	return e >= 0 && kind == NAME_SINGULAR && finder_entry_of(f, e)->flags & AGENT_NAMES ? e : -1;
}

/* “Front | for the Defence of the Shire”: the end of the capitals that small words join to the name. */
static uint32_t name_tail(const struct finder *f, uint32_t last)
{
	uint32_t end = last, w = last;
	while (w < f->s->last && w - last < NAME_TAIL_MAX) {
		uint8_t upos = finder_word_at(f, w)->upos;
		if (upos == UPOS_ADP || upos == UPOS_DET || (upos == UPOS_CCONJ && w > last)) {
			w++;
			continue;
		}
		if (!finder_capitalised(f, w) || f->r->word_time[w] != NO_REF || f->r->word_place[w] != NO_REF || w == last || (finder_hit_at(f, w) && finder_agent_at(f, w, &(enum name_kind){0}) < 0))
			break;
		end = ++w;
	}
	return end;
}

static void add_organisation(struct finder *f, uint32_t first, uint32_t last, int32_t noun)
{
	if (f->c->m.casing[f->s - f->d->sents.v] == CASING_USUAL)
		last = name_tail(f, last);
	struct candidate c = finder_blank(CANDIDATE_ORGANISATION, first, last);
	c.gender = GENDER_THING;
	c.title = noun;
	finder_add_sectors(c.sectors, finder_entry_of(f, noun)->sectors);
	finder_take_left(f, &c);
	finder_take_right(f, &c);
	finder_add(f, c);
}

static bool names_title(const struct finder *f, uint32_t w)
{
	enum name_kind kind = NAME_PROPER;
	int32_t e = finder_agent_at(f, w, &kind);
	return e >= 0 && kind == NAME_SINGULAR && finder_entry_of(f, e)->flags & AGENT_TITLE;
}

static bool ends_title(const struct finder *f, uint32_t w)
{
	return finder_word_at(f, w)->upos == UPOS_PUNCT || finder_word_at(f, w)->upos == UPOS_VERB;
}

/* A title in apposition: “Gondor's envoy, NAME”, “NAME, a Gondorian lawmaker”. */
static bool beside_title(const struct finder *f, uint32_t first, uint32_t last)
{
	enum name_kind kind = NAME_SINGULAR;
	const struct word *head = finder_word_at(f, finder_head_in(f, first, last));
	if (head->dep == DEP_APPOS && head->head >= 0) {
		int32_t e = finder_agent_at(f, (uint32_t)head->head, &kind);
		if (e >= 0 && kind == NAME_SINGULAR && finder_entry_of(f, e)->flags & AGENT_TITLE)
			return true;
	}
	int32_t beside = doc_kid(f->d, finder_head_in(f, first, last), DEP_APPOS);
	if (beside >= 0 && names_title(f, (uint32_t)beside))
		return true;
	/* “the foreign minister of Arnor, NAME” */
	for (uint32_t w = first - 1; first > f->s->first + 1 && finder_is_form(f, first - 1, ",") && w-- > f->s->first && first - w < TITLE_WORDS_MAX;)
		if (names_title(f, w))
			return true;
		else if (ends_title(f, w))
			break;
	for (uint32_t w = last + 1; finder_is_form(f, last, ",") && w < f->s->last && w - last < TITLE_WORDS_MAX && !ends_title(f, w); w++)
		if (names_title(f, w))
			return true;
	return false;
}

/* Whether a name that no dictionary has and no title precedes is a person's. */
static bool looks_like_person(const struct finder *f, uint32_t first, uint32_t last, bool given)
{
	if (beside_title(f, first, last))
		return true;
	return !is_place(f, first, last) && (given || speaks(f, finder_head_in(f, first, last)));
}

/* “Power” of “Lossarnach Power Plant”. */
static bool names_thing(const struct finder *f, uint32_t w)
{
	const struct word *word = finder_word_at(f, w);
	return word->dep == DEP_COMPOUND && word->head > (int32_t)w && w + 1 < f->s->last && finder_capitalised(f, w + 1) && !finder_hit_at(f, w + 1) &&
	       f->c->m.casing[f->s - f->d->sents.v] == CASING_USUAL;
}

static void add_person(struct finder *f, uint32_t first, uint32_t last)
{
	struct candidate c = finder_blank(CANDIDATE_PERSON, first, last);
	const struct hit *full = person_hit(f, first, last, NAME_PROPER);
	bool given = given_name(f, first, &c.gender);
	enum name_kind kind = NAME_PROPER;
	int32_t noun = full ? -1 : name_noun(f, first, last);
	if (noun >= 0) {
		add_organisation(f, first, last, noun);
		return;
	}
	if (full) {
		c.entry = finder_hit_entry(f, full, ENTRY_PERSON, &kind);
		c.name_kind = NAME_PROPER;
		if (last - first > 4 || (full->first > first && !given)) {
			c.first = c.name_first = full->first;
			c.last = c.name_last = full->last;
		}
	} else if (last - first == 1 && person_hit(f, first, last, NAME_SURNAME) && !names_thing(f, first)) {
		c.name_kind = NAME_SURNAME;
	}
	take_title(f, &c);
	bool leads = !full && finder_take_ties(f, &c);
	c.unsure = last - first > 1 && !full && !leads && c.title < 0 && !looks_like_person(f, first, last, given);
	finder_add(f, c);
}

void finder_names(struct finder *f)
{
	for (uint32_t w = f->s->first; w < f->s->last;) {
		uint32_t end = name_end(f, w);
		if (end == w) {
			w++;
			continue;
		}
		enum name_kind kind = NAME_PROPER;
		int32_t noun = end == w + 1 && !person_hit(f, w, end, NAME_PROPER) ? finder_agent_at(f, w, &kind) : -1;
		if (noun >= 0 && finder_entry_of(f, noun)->flags & AGENT_NAMES && f->c->m.casing[f->s - f->d->sents.v] == CASING_USUAL && name_tail(f, end) > end) {
			add_organisation(f, w, end, noun);
			end = f->c->v.v[f->c->v.n - 1].name_last;
		}
		if (noun >= 0) {
			w = end; /* “Police say”: a noun with the sentence's capital */
			continue;
		}
		const struct hit *second = person_hit(f, w, end, NAME_PROPER);
		if (second && second->last < end && person_hit(f, second->last, end, NAME_PROPER))
			end = second->last; /* two names that no comma parts: a headline */
		add_person(f, w, end);
		w = end;
	}
}
