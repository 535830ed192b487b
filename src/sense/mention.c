#include "sense/mention.h"

#include "base/utf8.h"
#include "sense/agency.h"

#include <stdlib.h>

#define PHRASE_WORDS_MAX 14 /* how far the modifiers of a noun are looked for */
#define NAME_WORDS_MAX 7
#define ACRONYM_MAX 10
#define NAME_TAIL_MAX 6 /* “… for the Defence of the Shire” */

struct finder {
	const struct reading *r;
	const struct doc *d;
	const struct actor_dict *dict;
	struct candidates *c;
	const struct sent *s; /* the sentence at hand */
};

/* ---- words ---- */

static const struct word *word_at(const struct finder *f, uint32_t w)
{
	return &f->d->words.v[w];
}

static bool capitalised(const struct finder *f, uint32_t w)
{
	struct str form = word_at(f, w)->form;
	size_t i = 0;
	return form.n && utf8_is_upper(utf8_next(form, &i));
}

static bool is_form(const struct finder *f, uint32_t w, const char *form)
{
	return w < f->s->last && str_is(word_at(f, w)->form, form);
}

static bool is_dash(const struct finder *f, uint32_t w)
{
	return is_form(f, w, "-") || is_form(f, w, "–");
}

static bool is_genitive(const struct finder *f, uint32_t w)
{
	return w < f->s->last && word_at(f, w)->upos == UPOS_PART && word_at(f, w)->dep == DEP_CASE;
}

static unsigned uses_of(const struct finder *f, uint32_t w)
{
	return actor_dict_agency(f->dict, word_at(f, w)->lemma);
}

static uint32_t head_in(const struct finder *f, uint32_t first, uint32_t last)
{
	for (uint32_t w = last; w-- > first;) {
		int32_t h = word_at(f, w)->head;
		if ((h < (int32_t)first || h >= (int32_t)last) && word_at(f, w)->upos != UPOS_PUNCT && word_at(f, w)->upos != UPOS_PART)
			return w;
	}
	return last - 1;
}

static const struct hit *hit_at(const struct finder *f, uint32_t w)
{
	return w >= f->s->first && w < f->s->last ? match_at(&f->c->m, w) : NULL;
}

static int32_t hit_entry(const struct finder *f, const struct hit *h, enum entry_type type, enum name_kind *kind)
{
	return match_entry(f->r, &f->c->m, h, type, kind);
}

static const struct actor_entry *entry_of(const struct finder *f, int32_t e)
{
	return &f->dict->entries.v[e];
}

/* “Gondor's Security Council” is not that of the United Nations, “the Arnorian Congress” no other country's. */
static bool of_other_state(const struct finder *f, const struct hit *h, const struct actor_entry *body)
{
	uint32_t w = h->first;
	while (w > f->s->first && word_at(f, w - 1)->upos == UPOS_PART)
		w--;
	enum name_kind kind = NAME_PROPER;
	int32_t state = w > f->s->first && hit_at(f, w - 1) ? hit_entry(f, hit_at(f, w - 1), ENTRY_STATE, &kind) : -1;
	return state >= 0 && !str_eq(entry_of(f, state)->country, body->country);
}

/* What the hit is first of all: an entry of these types in this order of preference. */
static int32_t main_entry(const struct finder *f, const struct hit *h, enum name_kind *kind)
{
	static const enum entry_type order[] = {ENTRY_STATE, ENTRY_BODY, ENTRY_PERSON, ENTRY_AGENT, ENTRY_PRONOUN};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		int32_t e = hit_entry(f, h, order[i], kind);
		enum name_kind noun = NAME_SINGULAR;
		if (e >= 0 && order[i] == ENTRY_BODY && of_other_state(f, h, entry_of(f, e)) && hit_entry(f, h, ENTRY_AGENT, &noun) >= 0)
			continue;
		if (e >= 0)
			return e;
	}
	return -1;
}

static int32_t agent_at(const struct finder *f, uint32_t w, enum name_kind *kind)
{
	const struct hit *h = hit_at(f, w);
	return h ? hit_entry(f, h, ENTRY_AGENT, kind) : -1;
}

static size_t hit_index(const struct finder *f, const struct hit *h)
{
	return (size_t)(h - f->c->m.hits.v);
}

static bool taken(const struct finder *f, const struct hit *h)
{
	return f->c->eaten[hit_index(f, h)] != 0;
}

/* ---- candidates ---- */

static struct candidate blank(enum candidate_type type, uint32_t first, uint32_t last)
{
	return (struct candidate){.type = type, .first = first, .last = last, .name_first = first, .name_last = last, .entry = -1,
				  .title = -1, .body = -1, .owner = NO_WORD, .place = NO_REF, .where = -1, .acronym = NO_WORD, .same = -1};
}

/* “(CH)” behind the name. */
static uint32_t acronym_behind(const struct finder *f, uint32_t w)
{
	if (!is_form(f, w, "(") || !is_form(f, w + 2, ")"))
		return NO_WORD;
	struct str form = word_at(f, w + 1)->form;
	bool good = form.n >= 2 && form.n <= ACRONYM_MAX;
	for (size_t i = 0; i < form.n; i++)
		good = good && ((form.p[i] >= 'A' && form.p[i] <= 'Z') || (i > 0 && (form.p[i] == '-' || (form.p[i] >= '0' && form.p[i] <= '9'))));
	return good ? w + 1 : NO_WORD;
}

static void add(struct finder *f, struct candidate c)
{
	c.acronym = c.silent ? NO_WORD : acronym_behind(f, c.name_last);
	c.head = head_in(f, c.name_first, c.name_last);
	if (c.type == CANDIDATE_PERSON && c.first < c.name_first)
		c.head = head_in(f, c.first, c.last);
	vec_push(f->r->arena, &f->c->v, c);
	for (uint32_t w = c.name_first; w < c.name_last; w++)
		f->c->at[w] = (uint32_t)f->c->v.n;
}

struct candidate *mention_at(const struct candidates *c, uint32_t word)
{
	return c->at[word] ? &c->v.v[c->at[word] - 1] : NULL;
}

struct str mention_words(const struct reading *r, uint32_t first, uint32_t last)
{
	struct span s = reading_span(r, first, last);
	return doc_span(r->doc, s.start, s.end);
}

static void add_sectors(uint8_t to[ACTOR_SECTORS_MAX], const uint8_t *from)
{
	for (int i = 0; i < ACTOR_SECTORS_MAX && from[i]; i++)
		for (int j = 0; j < ACTOR_SECTORS_MAX && to[j] != from[i]; j++)
			if (!to[j]) {
				to[j] = from[i];
				break;
			}
}

/* Marks the hit as belonging to the candidate that will be added next. */
static void eat(struct finder *f, const struct hit *h)
{
	f->c->eaten[hit_index(f, h)] = (uint32_t)f->c->v.n + 1;
}

/* ---- the words around a noun ---- */

static void add_state(struct candidate *c, int32_t entry, uint32_t word)
{
	for (int i = 0; i < c->n_states; i++)
		if (c->state[i] == entry)
			return;
	if (c->n_states == OWNER_STATES_MAX)
		return;
	c->state_word[c->n_states] = word;
	c->state[c->n_states++] = entry;
}

/* “Gondor-backed”, “rebel-held”: what stands before the hyphen says nothing about whose the thing is; “-led”, “-based” do. */
static bool cut_off(const struct finder *f, const struct hit *h)
{
	return is_dash(f, h->last) && h->last + 1 < f->s->last && !hit_at(f, h->last + 1) && !(actor_dict_agency(f->dict, word_at(f, h->last + 1)->form) & AGENCY_BIT(AGENCY_LINK));
}

/* A modifying hit: its state, body or sectors go to the candidate. False where it is no modifier but ends the phrase. */
static bool take_modifier(struct finder *f, struct candidate *c, const struct hit *h)
{
	enum name_kind kind = NAME_PROPER;
	int32_t e = main_entry(f, h, &kind);
	if (e < 0)
		return true;
	const struct actor_entry *en = entry_of(f, e);
	bool off = cut_off(f, h);
	if (en->type == ENTRY_STATE) {
		if (!off)
			add_state(c, e, h->head);
	} else if (en->type == ENTRY_BODY) {
		if (!off && c->body < 0)
			c->body = e;
	} else if (en->type == ENTRY_AGENT) {
		if (en->flags & AGENT_FORMER)
			c->former = true;
		else if (!off && en->flags & AGENT_SECTOR)
			add_sectors(c->sectors, en->sectors);
	} else {
		return false;
	}
	eat(f, h);
	return true;
}

/* Across “and” or a comma a modifier goes on only as an adjective or an acronym: “U.S. and Gondorian officials”. */
static bool joins_modifier(const struct finder *f, uint32_t w, uint32_t noun)
{
	if (w <= f->s->first || (word_at(f, w)->upos != UPOS_CCONJ && !is_form(f, w, ",")))
		return false;
	const struct hit *h = hit_at(f, w - 1);
	enum name_kind kind = NAME_PROPER;
	if (!h || hit_entry(f, h, ENTRY_STATE, &kind) < 0 || !hit_at(f, w + 1) || hit_entry(f, hit_at(f, w + 1), ENTRY_STATE, &kind) < 0)
		return false;
	if (word_at(f, noun)->dep == DEP_CONJ && word_at(f, noun)->head == (int32_t)h->head)
		return false;
	for (uint32_t n = h->name; n; n = f->dict->names.v[n].next)
		if (f->dict->names.v[n].kind == NAME_ADJECTIVE)
			return true;
	return false;
}

static void take_owner(struct finder *f, struct candidate *c, uint32_t w)
{
	const struct hit *h = hit_at(f, w);
	enum name_kind kind = NAME_PROPER;
	int32_t e = h ? main_entry(f, h, &kind) : -1;
	if (e >= 0 && entry_of(f, e)->type == ENTRY_STATE)
		add_state(c, e, h->head);
	else if (e >= 0 && entry_of(f, e)->type == ENTRY_BODY && c->body < 0)
		c->body = e;
	else if (c->owner == NO_WORD)
		c->owner = w;
	if (f->r->word_place[w] != NO_REF && c->place == NO_REF)
		c->place = f->r->word_place[w];
}

static bool modifies(uint8_t upos)
{
	return upos == UPOS_ADJ || upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_NUM || upos == UPOS_VERB || upos == UPOS_X;
}

/* Whether a word that is in no dictionary belongs to the phrase of the noun that begins right of it. */
static bool plain_modifier(const struct finder *f, uint32_t w)
{
	const struct word *word = word_at(f, w);
	if (f->r->word_time[w] != NO_REF)
		return false;
	if (word->upos == UPOS_ADV) /* “heavily armed”, but not “when troops” */
		return word_at(f, w + 1)->upos == UPOS_ADJ || word_at(f, w + 1)->upos == UPOS_VERB || word_at(f, w + 1)->upos == UPOS_NUM;
	if (word->upos == UPOS_VERB)
		return word->dep == DEP_AMOD || is_dash(f, w - 1);
	return modifies(word->upos) && word->dep != DEP_ROOT && word->dep != DEP_NSUBJ && word->dep != DEP_OBJ && word->dep != DEP_OBL;
}

/* Leftwards over the modifiers of the noun that begins at c->first, which moves to the front of the phrase. Done over the words, not
 * the tree, since parsers often hang prenominal modifiers wrongly but seldom their order. */
static void take_left(struct finder *f, struct candidate *c)
{
	uint32_t noun = c->name_last - 1, end = c->first;
	while (c->first > f->s->first && end - c->first < PHRASE_WORDS_MAX) {
		uint32_t w = c->first - 1;
		const struct hit *h = hit_at(f, w);
		const struct word *word = word_at(f, w);
		if (is_genitive(f, w) && w > f->s->first) {
			const struct hit *owner = hit_at(f, w - 1);
			c->first = owner ? owner->first : w - 1;
			c->definite = true;
			take_owner(f, c, w - 1);
			return;
		}
		if (word->upos == UPOS_DET) {
			c->definite |= (word->feat & FEAT_DEF) != 0 || (word->feat & FEAT_DEM) != 0;
			c->indefinite |= (word->feat & FEAT_INDEF) != 0;
			c->first = w;
			return;
		}
		if (word->upos == UPOS_PRON && word->feat & FEAT_POSS) {
			c->first = w;
			c->definite = true;
			take_owner(f, c, w);
			return;
		}
		if (h && taken(f, h))
			return;
		if (h && (modifies(word->upos) || word->upos == UPOS_DET) && (word->dep != DEP_NSUBJ || word->upos == UPOS_ADJ)) {
			if (!take_modifier(f, c, h)) {
				if (word->dep == DEP_COMPOUND && c->owner == NO_WORD) { /* “the Denethor government” */
					c->owner = w;
					c->first = h->first;
				}
				return;
			}
			c->first = h->first;
			continue;
		}
		if (joins_modifier(f, w, noun) || plain_modifier(f, w) || is_dash(f, w)) {
			if (f->r->word_place[w] != NO_REF && c->place == NO_REF)
				c->place = f->r->word_place[w];
			c->first = w;
			continue;
		}
		return;
	}
}

static const char *const right_cases[] = {"of", "for", "from", "in", "at", "to", "within", "inside"};

static int right_case(const struct finder *f, uint32_t kid)
{
	int32_t c = doc_kid(f->d, kid, DEP_CASE);
	for (size_t i = 0; c >= 0 && i < sizeof right_cases / sizeof *right_cases; i++)
		if (str_iis(word_at(f, (uint32_t)c)->form, right_cases[i]))
			return (int)i;
	return -1;
}

static bool names_state(const struct finder *f, uint32_t w)
{
	enum name_kind kind = NAME_PROPER;
	return hit_at(f, w) && hit_entry(f, hit_at(f, w), ENTRY_STATE, &kind) >= 0;
}

/* The place that the phrase names, or the state that it speaks of: “in Osgiliath”, “in Gondor's northern provinces”. */
static void take_place(struct finder *f, struct candidate *c, uint32_t kid)
{
	struct word_span sub = doc_subtree(f->d, kid);
	enum name_kind kind = NAME_PROPER;
	for (uint32_t w = kid; w < sub.last && w - kid < PHRASE_WORDS_MAX && c->place == NO_REF; w++)
		c->place = f->r->word_place[w];
	for (uint32_t w = sub.first; w <= kid && kid - w < PHRASE_WORDS_MAX && c->place == NO_REF && c->where < 0; w++)
		c->where = hit_at(f, w) ? hit_entry(f, hit_at(f, w), ENTRY_STATE, &kind) : -1;
}

/* “the president of Gondor”, “ambassador to Arnor”, “residents of Osgiliath”, “police in Osgiliath”. */
static void take_right(struct finder *f, struct candidate *c)
{
	uint32_t noun = head_in(f, c->name_first, c->name_last);
	for (uint32_t i = f->d->kids_start[noun]; i < f->d->kids_start[noun + 1]; i++) {
		uint32_t kid = f->d->kids[i];
		int k = word_at(f, kid)->dep == DEP_NMOD && kid > noun ? right_case(f, kid) : -1;
		if (k < 0)
			continue;
		bool away = k == 5 || (k == 1 && names_state(f, kid)); /* the ambassador to Arnor, the envoy for Arnor are not Arnor's */
		bool place = k == 3 || k == 4;
		if (!away)
			take_place(f, c, kid);
		if (!away && !place && c->n_states == 0 && c->body < 0)
			take_owner(f, c, kid);
		struct word_span sub = doc_subtree(f->d, kid);
		uint32_t end = c->last;
		while (end < sub.last && !is_form(f, end, ",") && end - c->last < PHRASE_WORDS_MAX)
			end++;
		if (sub.first <= c->last && word_at(f, kid)->upos != UPOS_VERB)
			c->last = end;
	}
}

/* ---- names of persons and unknown organisations ---- */

static bool name_blocker(const struct finder *f, uint32_t w)
{
	const struct hit *h = hit_at(f, w);
	enum name_kind kind = NAME_PROPER;
	if (f->c->at[w])
		return true;
	if (h && h->last - h->first > 1 && hit_entry(f, h, ENTRY_PERSON, &kind) >= 0)
		return false; /* “Theresa May” is no month */
	if (f->r->word_time[w] != NO_REF)
		return true;
	if (!h)
		return false;
	int32_t e = main_entry(f, h, &kind);
	if (e < 0)
		return false;
	enum entry_type t = entry_of(f, e)->type;
	if (t == ENTRY_PERSON)
		return false;
	return h->last - h->first > 1 || t != ENTRY_AGENT || !capitalised(f, w) || f->c->m.casing[f->s - f->d->sents.v] != CASING_USUAL ||
	       entry_of(f, e)->flags & AGENT_TITLE;
}

static bool is_particle(const struct finder *f, uint32_t w)
{
	return actor_dict_agency(f->dict, word_at(f, w)->form) & AGENCY_BIT(AGENCY_PARTICLE);
}

static bool namey(const struct finder *f, uint32_t w)
{
	const struct word *word = word_at(f, w);
	if (name_blocker(f, w))
		return false;
	enum name_kind kind = NAME_SURNAME;
	const struct hit *h = hit_at(f, w);
	if (word->upos == UPOS_PROPN || (h && h->last - h->first > 1 && hit_entry(f, h, ENTRY_PERSON, &kind) >= 0))
		return true;
	return hit_at(f, w) && capitalised(f, w) && word->upos != UPOS_PUNCT && word->upos != UPOS_ADP && word->upos != UPOS_VERB && word->upos != UPOS_AUX;
}

/* The end of the run of name words that begins at w. */
static uint32_t name_end(const struct finder *f, uint32_t w)
{
	uint32_t end = w;
	while (end < f->s->last && end - w < NAME_WORDS_MAX) {
		if (namey(f, end))
			end++;
		else if (end > w && is_dash(f, end) && !word_at(f, end - 1)->space_after && end + 1 < f->s->last && (namey(f, end + 1)))
			end += 2;
		else if (is_particle(f, end) && end + 1 < f->s->last && namey(f, end + 1) && (end > w || !capitalised(f, end)))
			end += 2;
		else if (is_particle(f, end) && is_dash(f, end + 1) && end + 2 < f->s->last && namey(f, end + 2))
			end += 3;
		else
			break;
	}
	return end;
}

static bool given_name(const struct finder *f, uint32_t w, enum gender *g)
{
	const struct hit *h = hit_at(f, w);
	enum name_kind kind = NAME_PROPER;
	int32_t e = h ? hit_entry(f, h, ENTRY_GIVEN_NAME, &kind) : -1;
	if (e >= 0)
		*g = entry_of(f, e)->gender;
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
		const struct hit *h = hit_at(f, w);
		enum name_kind kind = NAME_PROPER;
		if (h && h->first >= first && h->last <= last && hit_entry(f, h, ENTRY_PERSON, &kind) >= 0 && kind == want)
			return h;
	}
	return NULL;
}

/* The title that ends before w: “Defence Minister”; before a name of many words also a plain noun: “the pilot NAME SURNAME”. */
static const struct hit *title_before(const struct finder *f, uint32_t w, bool many_words, int32_t *entry)
{
	const struct hit *h = w > f->s->first ? hit_at(f, w - 1) : NULL;
	enum name_kind kind = NAME_SINGULAR;
	*entry = h && !taken(f, h) ? hit_entry(f, h, ENTRY_AGENT, &kind) : -1;
	if (*entry < 0 || word_at(f, h->last - 1)->upos == UPOS_VERB)
		return NULL;
	bool title = entry_of(f, *entry)->flags & AGENT_TITLE;
	return title || (many_words && kind == NAME_SINGULAR && entry_of(f, *entry)->gender != GENDER_THING) ? h : NULL;
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
	eat(f, h);
	if (entry_of(f, entry)->gender != GENDER_NONE && c->gender == GENDER_NONE)
		c->gender = entry_of(f, entry)->gender;
	if (entry_of(f, entry)->flags & AGENT_HONORIFIC) {
		int32_t second;
		const struct hit *more = title_before(f, h->first, false, &second);
		if (!more || entry_of(f, second)->flags & AGENT_HONORIFIC)
			return;
		c->title = second;
		c->first = c->role_first = more->first;
		c->role_last = more->last;
		eat(f, more);
	}
	uint32_t keep_last = c->name_last;
	struct candidate phrase = *c;
	phrase.name_first = c->role_first;
	phrase.name_last = c->role_last;
	take_left(f, &phrase);
	*c = phrase;
	c->name_first = c->role_last;
	c->name_last = keep_last;
	/* plain words directly before the title are part of the role: “senior”, “deputy” */
	while (c->role_first > c->first && !hit_at(f, c->role_first - 1) && word_at(f, c->role_first - 1)->upos != UPOS_DET &&
	       word_at(f, c->role_first - 1)->upos != UPOS_PART && word_at(f, c->role_first - 1)->upos != UPOS_PRON && !is_place(f, c->role_first - 1, c->role_first))
		c->role_first--;
}

static bool speaks(const struct finder *f, uint32_t head)
{
	const struct word *w = word_at(f, head);
	return (w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS) && w->head >= 0 && uses_of(f, (uint32_t)w->head) & AGENCY_BIT(AGENCY_SPEECH);
}

/* The agent noun that ends an organisation's name: “Arnor Farmers Union”. */
static int32_t name_noun(const struct finder *f, uint32_t first, uint32_t last)
{
	enum name_kind kind = NAME_SINGULAR;
	int32_t e = last - first > 1 ? agent_at(f, last - 1, &kind) : -1;
	return e >= 0 && kind == NAME_SINGULAR && entry_of(f, e)->flags & AGENT_NAMES ? e : -1;
}

/* “Front | for the Defence of the Shire”: the end of the capitals that small words join to the name. */
static uint32_t name_tail(const struct finder *f, uint32_t last)
{
	uint32_t end = last, w = last;
	while (w < f->s->last && w - last < NAME_TAIL_MAX) {
		uint8_t upos = word_at(f, w)->upos;
		if (upos == UPOS_ADP || upos == UPOS_DET || (upos == UPOS_CCONJ && w > last)) {
			w++;
			continue;
		}
		if (!capitalised(f, w) || f->r->word_time[w] != NO_REF || f->r->word_place[w] != NO_REF || w == last || (hit_at(f, w) && agent_at(f, w, &(enum name_kind){0}) < 0))
			break;
		end = ++w;
	}
	return end;
}

static void add_organisation(struct finder *f, uint32_t first, uint32_t last, int32_t noun)
{
	if (f->c->m.casing[f->s - f->d->sents.v] == CASING_USUAL)
		last = name_tail(f, last);
	struct candidate c = blank(CANDIDATE_ORGANISATION, first, last);
	c.gender = GENDER_THING;
	c.title = noun;
	add_sectors(c.sectors, entry_of(f, noun)->sectors);
	take_left(f, &c);
	take_right(f, &c);
	add(f, c);
}

/* A title in apposition: “Gondor's envoy, NAME”, “NAME, a Gondorian lawmaker”. */
static bool beside_title(const struct finder *f, uint32_t first, uint32_t last)
{
	enum name_kind kind = NAME_SINGULAR;
	const struct word *head = word_at(f, head_in(f, first, last));
	if (head->dep == DEP_APPOS && head->head >= 0) {
		int32_t e = agent_at(f, (uint32_t)head->head, &kind);
		if (e >= 0 && kind == NAME_SINGULAR && entry_of(f, e)->flags & AGENT_TITLE)
			return true;
	}
	if (first > f->s->first + 1 && is_form(f, first - 1, ",")) {
		int32_t e = agent_at(f, first - 2, &kind);
		if (e >= 0 && kind == NAME_SINGULAR && entry_of(f, e)->flags & AGENT_TITLE)
			return true;
	}
	if (!is_form(f, last, ","))
		return false;
	for (uint32_t w = last + 1; w < f->s->last && w - last < 8 && word_at(f, w)->upos != UPOS_PUNCT && word_at(f, w)->upos != UPOS_VERB; w++) {
		int32_t e = agent_at(f, w, &kind);
		if (e >= 0 && kind == NAME_SINGULAR && entry_of(f, e)->flags & AGENT_TITLE)
			return true;
	}
	return false;
}

/* Whether a name that no dictionary has and no title precedes is a person's. */
static bool looks_like_person(const struct finder *f, uint32_t first, uint32_t last, bool given)
{
	if (beside_title(f, first, last))
		return true;
	return !is_place(f, first, last) && (given || speaks(f, head_in(f, first, last)));
}

/* “Power” of “Lossarnach Power Plant”. */
static bool names_thing(const struct finder *f, uint32_t w)
{
	const struct word *word = word_at(f, w);
	return word->dep == DEP_COMPOUND && word->head > (int32_t)w && w + 1 < f->s->last && capitalised(f, w + 1) && !hit_at(f, w + 1) &&
	       f->c->m.casing[f->s - f->d->sents.v] == CASING_USUAL;
}

static void add_person(struct finder *f, uint32_t first, uint32_t last)
{
	struct candidate c = blank(CANDIDATE_PERSON, first, last);
	const struct hit *full = person_hit(f, first, last, NAME_PROPER);
	bool given = given_name(f, first, &c.gender);
	enum name_kind kind = NAME_PROPER;
	int32_t noun = full ? -1 : name_noun(f, first, last);
	if (noun >= 0) {
		add_organisation(f, first, last, noun);
		return;
	}
	if (full) {
		c.entry = hit_entry(f, full, ENTRY_PERSON, &kind);
		c.name_kind = NAME_PROPER;
		if (last - first > 4 || (full->first > first && !given)) {
			c.first = c.name_first = full->first;
			c.last = c.name_last = full->last;
		}
	} else if (last - first == 1 && person_hit(f, first, last, NAME_SURNAME) && !names_thing(f, first)) {
		c.name_kind = NAME_SURNAME;
	}
	take_title(f, &c);
	c.unsure = last - first > 1 && !full && c.title < 0 && !looks_like_person(f, first, last, given);
	add(f, c);
}

static void find_names(struct finder *f)
{
	for (uint32_t w = f->s->first; w < f->s->last;) {
		uint32_t end = name_end(f, w);
		if (end == w) {
			w++;
			continue;
		}
		enum name_kind kind = NAME_PROPER;
		int32_t noun = end == w + 1 && !person_hit(f, w, end, NAME_PROPER) ? agent_at(f, w, &kind) : -1;
		if (noun >= 0 && entry_of(f, noun)->flags & AGENT_NAMES && f->c->m.casing[f->s - f->d->sents.v] == CASING_USUAL && name_tail(f, end) > end) {
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

/* ---- nouns ---- */

static void find_agent(struct finder *f, const struct hit *h, int32_t entry, enum name_kind kind)
{
	struct candidate c = blank(CANDIDATE_AGENT, h->first, h->last);
	const struct word *noun = word_at(f, h->last - 1);
	if (entry_of(f, entry)->flags & (AGENT_FORMER | AGENT_HONORIFIC) || !(noun->upos == UPOS_NOUN || noun->upos == UPOS_PROPN || noun->upos == UPOS_ADJ || noun->upos == UPOS_X))
		return;
	if (noun->upos == UPOS_ADJ && (noun->dep == DEP_AMOD || noun->dep == DEP_COMPOUND))
		return;
	c.entry = entry;
	c.name_kind = kind;
	c.plural = kind == NAME_PLURAL;
	c.gender = entry_of(f, entry)->gender;
	c.role_first = h->first;
	c.role_last = h->last;
	add_sectors(c.sectors, entry_of(f, entry)->sectors);
	take_left(f, &c);
	take_right(f, &c);
	add(f, c);
}

/* Whether “both”, “the two”, or at least “the” stands before the noun. */
static bool is_pair(const struct finder *f, const struct hit *h, bool bare)
{
	bool the = false;
	for (uint32_t w = h->first; w-- > f->s->first && h->first - w < 4;) {
		struct str form = word_at(f, w)->form;
		if (str_iis(form, "both") || str_iis(form, "two"))
			return true;
		the |= str_iis(form, "the");
		if (word_at(f, w)->upos == UPOS_VERB || word_at(f, w)->upos == UPOS_PUNCT)
			break;
	}
	return bare && the;
}

static bool find_pair(struct finder *f, const struct hit *h)
{
	enum name_kind kind = NAME_PLURAL;
	int32_t e = hit_entry(f, h, ENTRY_PAIR, &kind);
	if (e < 0 || !is_pair(f, h, entry_of(f, e)->flags))
		return false;
	struct candidate c = blank(CANDIDATE_PAIR, h->first, h->last);
	c.plural = true;
	add(f, c);
	return true;
}

/* Whether the noun only colours the noun behind it: “army base”, “police station”, “the opposition leader” (a longer hit). */
static bool is_modifier(const struct finder *f, const struct hit *h)
{
	uint8_t dep = word_at(f, h->head)->dep;
	enum name_kind kind = NAME_PROPER;
	return (dep == DEP_COMPOUND || dep == DEP_AMOD) && word_at(f, h->head)->head >= (int32_t)h->last && !is_genitive(f, h->last) &&
	       agent_at(f, (uint32_t)word_at(f, h->head)->head, &kind) >= 0;
}

static void find_agents(struct finder *f)
{
	for (uint32_t w = f->s->last; w-- > f->s->first;) { /* from the right: heads before their modifiers */
		const struct hit *h = hit_at(f, w);
		enum name_kind kind = NAME_PROPER;
		if (!h || h->last != w + 1 || taken(f, h) || f->c->at[w] || find_pair(f, h))
			continue;
		int32_t e = main_entry(f, h, &kind);
		if (e >= 0 && entry_of(f, e)->type == ENTRY_AGENT && !is_modifier(f, h))
			find_agent(f, h, e, kind);
	}
}

/* “Gondor Airlines”, “Bank of Gondor”: a state's name inside an unknown name is no mention of the state. */
static bool inside_name(const struct finder *f, const struct hit *h)
{
	const struct word *w = word_at(f, h->head);
	if (f->c->m.casing[f->s - f->d->sents.v] != CASING_USUAL || w->head < 0 || is_genitive(f, h->last))
		return false;
	if (w->dep != DEP_COMPOUND && w->dep != DEP_FLAT && w->dep != DEP_AMOD)
		return false;
	uint32_t head = (uint32_t)w->head;
	return head >= h->last && head - h->last < 3 && word_at(f, head)->upos == UPOS_PROPN && !hit_at(f, head) && f->r->word_time[head] == NO_REF && !f->c->at[head];
}

static bool in_other_place(const struct finder *f, const struct hit *h)
{
	ref p = f->r->word_place[h->head];
	return p != NO_REF && (f->r->places.v[p].type == PLACE_TYPE_WATER || f->r->places.v[p].type == PLACE_TYPE_FACILITY);
}

static void find_state(struct finder *f, const struct hit *h, int32_t entry, enum name_kind kind)
{
	struct candidate c = blank(CANDIDATE_STATE, h->first, h->last);
	const struct word *w = word_at(f, h->head);
	c.entry = entry;
	c.name_kind = kind;
	c.gender = GENDER_THING;
	c.plural = kind == NAME_PEOPLE && str_ends(word_at(f, h->last - 1)->form, STR("s"));
	bool noun = w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS || w->dep == DEP_OBJ || w->dep == DEP_IOBJ || w->dep == DEP_OBL || w->dep == DEP_NMOD ||
		    w->dep == DEP_CONJ || w->dep == DEP_NMOD_POSS;
	if (kind == NAME_ADJECTIVE && noun && !is_genitive(f, h->last) && h->first > f->s->first && word_at(f, h->first - 1)->upos == UPOS_DET) {
		c.name_kind = NAME_PEOPLE; /* “an Arnorian was killed”, “the French” */
		c.plural = (word_at(f, h->first - 1)->feat & FEAT_DEF) != 0;
	}
	c.silent = taken(f, h) && !is_genitive(f, h->last);
	if (!c.silent && (inside_name(f, h) || in_other_place(f, h)))
		return;
	if (!c.silent && !(kind == NAME_SEAT ? agency_seat(f->r, h) : agency_state(f->r, h)))
		return;
	if (c.name_kind == NAME_PEOPLE)
		take_left(f, &c);
	add(f, c);
}

static void find_body(struct finder *f, const struct hit *h, int32_t entry)
{
	struct candidate c = blank(CANDIDATE_BODY, h->first, h->last);
	if (!capitalised(f, h->last - 1) && (is_form(f, h->last, "of") || f->r->word_place[h->head] != NO_REF))
		return; /* “the west of Gondor” */
	c.entry = entry;
	c.gender = GENDER_THING;
	c.silent = (taken(f, h) && !is_genitive(f, h->last)) || !agency_body(f->r, h);
	add(f, c);
}

static void find_pronoun(struct finder *f, const struct hit *h, int32_t entry, enum name_kind kind)
{
	struct candidate c = blank(CANDIDATE_PRONOUN, h->first, h->last);
	c.entry = entry;
	c.plural = kind == NAME_PLURAL;
	c.gender = entry_of(f, entry)->gender;
	if (word_at(f, h->head)->upos == UPOS_PRON && word_at(f, h->head)->dep != DEP_EXPL)
		add(f, c);
}

static void find_others(struct finder *f)
{
	for (uint32_t w = f->s->first; w < f->s->last; w++) {
		const struct hit *h = hit_at(f, w);
		enum name_kind kind = NAME_PROPER;
		if (!h || h->first != w || f->c->at[w])
			continue;
		int32_t e = main_entry(f, h, &kind);
		switch (e < 0 ? ENTRY_AGENCY : entry_of(f, e)->type) {
		case ENTRY_STATE:
			find_state(f, h, e, kind);
			break;
		case ENTRY_BODY:
			find_body(f, h, e);
			break;
		case ENTRY_PRONOUN:
			find_pronoun(f, h, e, kind);
			break;
		default:
			break;
		}
	}
}

/* ---- apposition ---- */

static bool is_role(const struct finder *f, const struct candidate *c)
{
	return c->type == CANDIDATE_AGENT && !c->plural && entry_of(f, c->entry)->flags & AGENT_TITLE;
}

static bool person_noun(const struct finder *f, const struct candidate *c)
{
	return c->type == CANDIDATE_AGENT && !c->plural && entry_of(f, c->entry)->kind == ACTOR_KIND_PERSON;
}

/* What closes an apposition: punctuation, the end, or the verb. */
static bool closes(const struct finder *f, uint32_t w)
{
	return w >= f->s->last || word_at(f, w)->upos == UPOS_PUNCT || word_at(f, w)->upos == UPOS_VERB || word_at(f, w)->upos == UPOS_AUX;
}

static bool beside(const struct finder *f, const struct candidate *a, const struct candidate *b)
{
	if (is_form(f, a->last, ",") && b->first == a->last + 1)
		return closes(f, b->last) || word_at(f, b->head)->dep == DEP_APPOS || word_at(f, b->last)->upos == UPOS_ADP;
	return a->last == b->first && b->type == CANDIDATE_PERSON; /* “foreign minister of Gondor Boromir” */
}

static void find_appositions(struct finder *f, size_t from)
{
	struct candidates *c = f->c;
	for (size_t i = from; i + 1 < c->v.n; i++) {
		struct candidate *a = &c->v.v[i];
		for (size_t j = i + 1; j < c->v.n && j < i + 6; j++) {
			struct candidate *b = &c->v.v[j];
			bool forward = person_noun(f, a) && b->type == CANDIDATE_PERSON && b->title < 0;
			bool backward = a->type == CANDIDATE_PERSON && is_role(f, b) && b->same < 0;
			bool tree = word_at(f, b->head)->dep == DEP_APPOS && word_at(f, b->head)->head == (int32_t)a->head;
			if (!(forward || backward) || !(tree || beside(f, a, b)))
				continue;
			if (forward) {
				a->same = (int32_t)j;
				b->apposed = true;
			} else {
				b->same = (int32_t)i;
				a->apposed = true;
			}
			break;
		}
	}
}

static int by_word(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->name_first < y->name_first ? -1 : x->name_first > y->name_first; /* names do not overlap: no two are equal */
}

static void sort_candidates(struct finder *f, size_t from)
{
	struct candidates *c = f->c;
	if (c->v.n > from)
		qsort(c->v.v + from, c->v.n - from, sizeof *c->v.v, by_word);
	for (size_t i = from; i < c->v.n; i++)
		for (uint32_t w = c->v.v[i].name_first; w < c->v.v[i].name_last; w++)
			c->at[w] = (uint32_t)i + 1;
}

void mention_run(const struct reading *r, struct candidates *c)
{
	struct finder f = {.r = r, .d = r->doc, .dict = r->k->actors, .c = c};
	*c = (struct candidates){.at = arena_array(r->arena, uint32_t, r->doc->words.n + 1)};
	match_run(r, &c->m);
	c->eaten = arena_array(r->arena, uint32_t, c->m.hits.n + 1);
	for (size_t s = 0; s < r->doc->sents.n; s++) {
		size_t from = c->v.n;
		f.s = &r->doc->sents.v[s];
		find_names(&f);
		find_agents(&f);
		find_others(&f);
		sort_candidates(&f, from);
		find_appositions(&f, from);
	}
}
