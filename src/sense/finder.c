#include "sense/finder.h"

#include "base/utf8.h"

#define RELATIVE_DEPTH_MAX 6 /* “whose army's troops in the south …” */
#define PHRASE_WORDS_MAX 14 /* how far the modifiers of a noun are looked for */
#define ACRONYM_MAX 10

/* ---- words ---- */

const struct word *finder_word_at(const struct finder *f, uint32_t w)
{
	return &f->d->words.v[w];
}

bool finder_capitalised(const struct finder *f, uint32_t w)
{
	struct str form = finder_word_at(f, w)->form;
	size_t i = 0;
	return form.n && utf8_is_upper(utf8_next(form, &i));
}

bool finder_is_form(const struct finder *f, uint32_t w, const char *form)
{
	return w < f->s->last && str_is(finder_word_at(f, w)->form, form);
}

bool finder_is_dash(const struct finder *f, uint32_t w)
{
	return finder_is_form(f, w, "-") || finder_is_form(f, w, "–");
}

bool finder_is_genitive(const struct finder *f, uint32_t w)
{
	return w < f->s->last && finder_word_at(f, w)->upos == UPOS_PART && finder_word_at(f, w)->dep == DEP_CASE;
}

unsigned finder_uses_of(const struct finder *f, uint32_t w)
{
	return actor_dict_agency(f->dict, finder_word_at(f, w)->lemma);
}

uint32_t finder_head_in(const struct finder *f, uint32_t first, uint32_t last)
{
	for (uint32_t w = last; w-- > first;) {
		int32_t h = finder_word_at(f, w)->head;
		if ((h < (int32_t)first || h >= (int32_t)last) && finder_word_at(f, w)->upos != UPOS_PUNCT && finder_word_at(f, w)->upos != UPOS_PART)
			return w;
	}
	return last - 1;
}

const struct hit *finder_hit_at(const struct finder *f, uint32_t w)
{
	return w >= f->s->first && w < f->s->last ? match_at(&f->c->m, w) : NULL;
}

int32_t finder_hit_entry(const struct finder *f, const struct hit *h, enum entry_type type, enum name_kind *kind)
{
	return match_entry(f->r, &f->c->m, h, type, kind);
}

const struct actor_entry *finder_entry_of(const struct finder *f, int32_t e)
{
	return &f->dict->entries.v[e];
}

/* “Gondor's Security Council” is not that of the United Nations, “the Arnorian Congress” no other country's. */
static bool of_other_state(const struct finder *f, const struct hit *h, const struct actor_entry *body)
{
	uint32_t w = h->first;
	while (w > f->s->first && finder_word_at(f, w - 1)->upos == UPOS_PART)
		w--;
	enum name_kind kind = NAME_PROPER;
	int32_t state = w > f->s->first && finder_hit_at(f, w - 1) ? finder_hit_entry(f, finder_hit_at(f, w - 1), ENTRY_STATE, &kind) : -1;
	return state >= 0 && !str_eq(finder_entry_of(f, state)->country, body->country);
}

/* What the hit is first of all: an entry of these types in this order of preference. */
int32_t finder_main_entry(const struct finder *f, const struct hit *h, enum name_kind *kind)
{
	static const enum entry_type order[] = {ENTRY_STATE, ENTRY_BODY, ENTRY_PERSON, ENTRY_AGENT, ENTRY_PRONOUN};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		int32_t e = finder_hit_entry(f, h, order[i], kind);
		enum name_kind noun = NAME_SINGULAR;
		if (e >= 0 && order[i] == ENTRY_BODY && of_other_state(f, h, finder_entry_of(f, e)) && finder_hit_entry(f, h, ENTRY_AGENT, &noun) >= 0)
			continue;
		if (e >= 0)
			return e;
	}
	return -1;
}

int32_t finder_agent_at(const struct finder *f, uint32_t w, enum name_kind *kind)
{
	const struct hit *h = finder_hit_at(f, w);
	return h ? finder_hit_entry(f, h, ENTRY_AGENT, kind) : -1;
}

static size_t hit_index(const struct finder *f, const struct hit *h)
{
	return (size_t)(h - f->c->m.hits.v);
}

bool finder_taken(const struct finder *f, const struct hit *h)
{
	return f->c->eaten[hit_index(f, h)] != 0;
}

/* ---- candidates ---- */

struct candidate finder_blank(enum candidate_type type, uint32_t first, uint32_t last)
{
	return (struct candidate){.type = type, .first = first, .last = last, .name_first = first, .name_last = last, .entry = -1,
				  .title = -1, .body = -1, .owner = NO_WORD, .place = NO_REF, .where = -1, .acronym = NO_WORD, .same = -1};
}

/* “(CH)” behind the name. */
static uint32_t acronym_behind(const struct finder *f, uint32_t w)
{
	if (!finder_is_form(f, w, "(") || !finder_is_form(f, w + 2, ")"))
		return NO_WORD;
	struct str form = finder_word_at(f, w + 1)->form;
	bool good = form.n >= 2 && form.n <= ACRONYM_MAX;
	for (size_t i = 0; i < form.n; i++)
		good = good && ((form.p[i] >= 'A' && form.p[i] <= 'Z') || (i > 0 && (form.p[i] == '-' || (form.p[i] >= '0' && form.p[i] <= '9'))));
	return good ? w + 1 : NO_WORD;
}

void finder_add(struct finder *f, struct candidate c)
{
	c.acronym = c.silent ? NO_WORD : acronym_behind(f, c.name_last);
	c.head = finder_head_in(f, c.name_first, c.name_last);
	if (c.type == CANDIDATE_PERSON && c.first < c.name_first)
		c.head = finder_head_in(f, c.first, c.last);
	vec_push(f->r->arena, &f->c->v, c);
	for (uint32_t w = c.name_first; w < c.name_last; w++)
		f->c->at[w] = (uint32_t)f->c->v.n;
}

void finder_add_sectors(uint8_t to[ACTOR_SECTORS_MAX], const uint8_t *from)
{
	for (int i = 0; i < ACTOR_SECTORS_MAX && from[i]; i++)
		for (int j = 0; j < ACTOR_SECTORS_MAX && to[j] != from[i]; j++)
			if (!to[j]) {
				to[j] = from[i];
				break;
			}
}

/* Marks the hit as belonging to the candidate that will be added next. */
void finder_eat(struct finder *f, const struct hit *h)
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
	return finder_is_dash(f, h->last) && h->last + 1 < f->s->last && !finder_hit_at(f, h->last + 1) && !(actor_dict_agency(f->dict, finder_word_at(f, h->last + 1)->form) & AGENCY_BIT(AGENCY_LINK));
}

/* A modifying hit: its state, body or sectors go to the candidate. False where it is no modifier but ends the phrase. */
static bool take_modifier(struct finder *f, struct candidate *c, const struct hit *h)
{
	enum name_kind kind = NAME_PROPER;
	int32_t e = finder_main_entry(f, h, &kind);
	if (e < 0)
		return true;
	const struct actor_entry *en = finder_entry_of(f, e);
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
			finder_add_sectors(c->sectors, en->sectors);
	} else {
		return false;
	}
	finder_eat(f, h);
	return true;
}

/* Across “and” or a comma a modifier goes on only as an adjective or an acronym: “U.S. and Gondorian officials”. */
static bool joins_modifier(const struct finder *f, uint32_t w, uint32_t noun)
{
	if (w <= f->s->first || (finder_word_at(f, w)->upos != UPOS_CCONJ && !finder_is_form(f, w, ",")))
		return false;
	const struct hit *h = finder_hit_at(f, w - 1);
	enum name_kind kind = NAME_PROPER;
	if (!h || finder_hit_entry(f, h, ENTRY_STATE, &kind) < 0 || !finder_hit_at(f, w + 1) || finder_hit_entry(f, finder_hit_at(f, w + 1), ENTRY_STATE, &kind) < 0)
		return false;
	if (finder_word_at(f, noun)->dep == DEP_CONJ && finder_word_at(f, noun)->head == (int32_t)h->head)
		return false;
	for (uint32_t n = h->name; n; n = f->dict->names.v[n].next)
		if (f->dict->names.v[n].kind == NAME_ADJECTIVE)
			return true;
	return false;
}

static void take_owner(struct finder *f, struct candidate *c, uint32_t w)
{
	const struct hit *h = finder_hit_at(f, w);
	enum name_kind kind = NAME_PROPER;
	int32_t e = h ? finder_main_entry(f, h, &kind) : -1;
	if (e >= 0 && finder_entry_of(f, e)->type == ENTRY_STATE)
		add_state(c, e, h->head);
	else if (e >= 0 && finder_entry_of(f, e)->type == ENTRY_BODY && c->body < 0)
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
	const struct word *word = finder_word_at(f, w);
	if (f->r->word_time[w] != NO_REF)
		return false;
	if (word->upos == UPOS_ADV) /* “heavily armed”, but not “when troops” */
		return finder_word_at(f, w + 1)->upos == UPOS_ADJ || finder_word_at(f, w + 1)->upos == UPOS_VERB || finder_word_at(f, w + 1)->upos == UPOS_NUM;
	if (word->upos == UPOS_VERB)
		return word->dep == DEP_AMOD || finder_is_dash(f, w - 1);
	return modifies(word->upos) && word->dep != DEP_ROOT && word->dep != DEP_NSUBJ && word->dep != DEP_OBJ && word->dep != DEP_OBL;
}

/* “Mordor, whose troops …”: the noun that the relative clause hangs on; of other possessives the word itself. */
static uint32_t owner_of(const struct finder *f, uint32_t possessive)
{
	if (!(finder_word_at(f, possessive)->feat & (FEAT_REL | FEAT_INT)))
		return possessive;
	int32_t w = (int32_t)possessive;
	for (int i = 0; i < RELATIVE_DEPTH_MAX && w >= 0; i++) {
		const struct word *word = finder_word_at(f, (uint32_t)w);
		if (word->dep == DEP_ACL_RELCL && word->head >= 0)
			return (uint32_t)word->head;
		w = word->head;
	}
	return possessive;
}

/* Leftwards over the modifiers of the noun that begins at c->first, which moves to the front of the phrase. Done over the words, not
 * the tree, since parsers often hang prenominal modifiers wrongly but seldom their order. */
void finder_take_left(struct finder *f, struct candidate *c)
{
	uint32_t noun = c->name_last - 1, end = c->first;
	while (c->first > f->s->first && end - c->first < PHRASE_WORDS_MAX) {
		uint32_t w = c->first - 1;
		const struct hit *h = finder_hit_at(f, w);
		const struct word *word = finder_word_at(f, w);
		if (finder_is_genitive(f, w) && w > f->s->first) {
			const struct hit *owner = finder_hit_at(f, w - 1);
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
			take_owner(f, c, owner_of(f, w));
			return;
		}
		if (h && finder_taken(f, h))
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
		if (joins_modifier(f, w, noun) || plain_modifier(f, w) || finder_is_dash(f, w)) {
			if (f->r->word_place[w] != NO_REF && c->place == NO_REF)
				c->place = f->r->word_place[w];
			c->first = w;
			continue;
		}
		return;
	}
}

/* How a phrase behind a noun for people is tied to it: bits of AGENCY_BELONGS, SERVES, SITS, SENT; 0 for other prepositions. */
static unsigned right_case(const struct finder *f, uint32_t kid)
{
	const unsigned ties = AGENCY_BIT(AGENCY_BELONGS) | AGENCY_BIT(AGENCY_SERVES) | AGENCY_BIT(AGENCY_SITS) | AGENCY_BIT(AGENCY_SENT);
	int32_t c = doc_kid(f->d, kid, DEP_CASE);
	return c >= 0 ? actor_dict_agency(f->dict, finder_word_at(f, (uint32_t)c)->form) & ties : 0;
}

static bool names_state(const struct finder *f, uint32_t w)
{
	enum name_kind kind = NAME_PROPER;
	return finder_hit_at(f, w) && finder_hit_entry(f, finder_hit_at(f, w), ENTRY_STATE, &kind) >= 0;
}

/* The place that the phrase names, or the state that it speaks of: “in Osgiliath”, “in Gondor's northern provinces”. */
static void take_place(struct finder *f, struct candidate *c, uint32_t kid)
{
	struct word_span sub = doc_subtree(f->d, kid);
	enum name_kind kind = NAME_PROPER;
	for (uint32_t w = kid; w < sub.last && w - kid < PHRASE_WORDS_MAX && c->place == NO_REF; w++)
		c->place = f->r->word_place[w];
	for (uint32_t w = sub.first; w <= kid && kid - w < PHRASE_WORDS_MAX && c->place == NO_REF && c->where < 0; w++)
		c->where = finder_hit_at(f, w) ? finder_hit_entry(f, finder_hit_at(f, w), ENTRY_STATE, &kind) : -1;
}

/* “the presidents of Gondor and Rohan”: one of each. */
static void take_more_owners(const struct finder *f, struct candidate *c, uint32_t owner)
{
	enum name_kind kind = NAME_PROPER;
	for (uint32_t i = f->d->kids_start[owner]; i < f->d->kids_start[owner + 1] && c->n_states; i++) {
		uint32_t kid = f->d->kids[i];
		const struct hit *h = finder_word_at(f, kid)->dep == DEP_CONJ ? finder_hit_at(f, kid) : NULL;
		int32_t e = h ? finder_hit_entry(f, h, ENTRY_STATE, &kind) : -1;
		if (e >= 0)
			add_state(c, e, h->head);
	}
}

/* What the one of that name leads: “NAME, who heads the Council of Pelargir”, “a delegation led by NAME”; -1 where it is not said. */
static int32_t led_by(const struct finder *f, uint32_t name)
{
	const struct word *w = finder_word_at(f, name);
	if (w->dep == DEP_OBL_AGENT && w->head >= 0 && finder_uses_of(f, (uint32_t)w->head) & AGENCY_BIT(AGENCY_LEADING))
		return finder_word_at(f, (uint32_t)w->head)->dep == DEP_ACL ? finder_word_at(f, (uint32_t)w->head)->head : -1;
	int32_t clause = doc_kid(f->d, name, DEP_ACL_RELCL);
	int32_t subject = clause < 0 ? -1 : doc_kid(f->d, (uint32_t)clause, DEP_NSUBJ);
	bool leads = subject >= 0 && finder_word_at(f, (uint32_t)subject)->feat & FEAT_REL &&
		     finder_uses_of(f, (uint32_t)clause) & AGENCY_BIT(AGENCY_LEADING);
	return leads ? doc_kid(f->d, (uint32_t)clause, DEP_OBJ) : -1;
}

bool finder_take_ties(struct finder *f, struct candidate *c)
{
	uint32_t name = finder_head_in(f, c->name_first, c->name_last);
	enum name_kind kind = NAME_PROPER;
	int32_t led = c->n_states || c->body >= 0 ? -1 : led_by(f, name);
	if (led >= 0)
		take_owner(f, c, (uint32_t)led);
	for (uint32_t i = f->d->kids_start[name]; i < f->d->kids_start[name + 1] && !c->n_states && c->body < 0 && led < 0; i++) {
		uint32_t kid = f->d->kids[i];
		const struct hit *h = finder_word_at(f, kid)->dep == DEP_NMOD && kid > name && right_case(f, kid) & AGENCY_BIT(AGENCY_BELONGS) ? finder_hit_at(f, kid) : NULL;
		int32_t e = h ? finder_main_entry(f, h, &kind) : -1;
		if (e >= 0 && (finder_entry_of(f, e)->type == ENTRY_BODY || finder_entry_of(f, e)->type == ENTRY_STATE))
			take_owner(f, c, kid);
	}
	return led >= 0;
}

/* “the president of Gondor”, “ambassador to Arnor”, “residents of Osgiliath”, “police in Osgiliath”. */
void finder_take_right(struct finder *f, struct candidate *c)
{
	uint32_t noun = finder_head_in(f, c->name_first, c->name_last);
	for (uint32_t i = f->d->kids_start[noun]; i < f->d->kids_start[noun + 1]; i++) {
		uint32_t kid = f->d->kids[i];
		unsigned tie = finder_word_at(f, kid)->dep == DEP_NMOD && kid > noun ? right_case(f, kid) : 0;
		if (!tie)
			continue;
		bool speaks = c->entry >= 0 && finder_entry_of(f, c->entry)->flags & AGENT_SPEAKS;
		bool away = tie & AGENCY_BIT(AGENCY_SENT) || (tie & AGENCY_BIT(AGENCY_SERVES) && !speaks && names_state(f, kid)); /* the ambassador to Arnor, the envoy for Arnor are not Arnor's */
		bool place = tie & AGENCY_BIT(AGENCY_SITS);
		if (!away)
			take_place(f, c, kid);
		if (!away && !place && c->n_states == 0 && c->body < 0) {
			take_owner(f, c, kid);
			if (c->plural)
				take_more_owners(f, c, kid);
		}
		struct word_span sub = doc_subtree(f->d, kid);
		uint32_t end = c->last;
		while (end < sub.last && !finder_is_form(f, end, ",") && end - c->last < PHRASE_WORDS_MAX)
			end++;
		if (sub.first <= c->last && finder_word_at(f, kid)->upos != UPOS_VERB)
			c->last = end;
	}
}
