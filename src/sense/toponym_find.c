#include "sense/toponym_parts.h"

#include "base/utf8.h"
#include "data/actor_dict.h"

#include <string.h>

#define NAME_WORDS_MAX 8
#define UNKNOWN_WORDS_MAX 3 /* of a name that is in no gazetteer */
#define DATELINE_WORDS_MAX 12
#define LARGE_TOWN 450000   /* people; larger ones are known by their name alone */

/* How a sentence uses capitals. */
enum letters { LETTERS_MIXED, LETTERS_TITLE, LETTERS_UPPER, LETTERS_LOWER };

struct finder {
	struct reading *r;
	const struct doc *d;
	const struct gazetteer *g;
	toponyms *out;
	VEC(gazkey) person_keys; /* names that were seen as those of persons */
	bool no_capitals;      /* of the whole text */
	enum letters letters;  /* of the sentence */
};

/* ------------------------------------------------------------------------------------------------------------- letters */

struct shape { bool upper_first, any_upper, any_lower; uint32_t letters; };

static struct shape shape_of(struct str form)
{
	struct shape s = {0};
	for (size_t i = 0; i < form.n;) {
		uint32_t cp = utf8_next(form, &i);
		if (!utf8_is_letter(cp))
			continue;
		bool upper = utf8_is_upper(cp);
		s.upper_first = s.upper_first || (s.letters == 0 && upper);
		s.any_upper = s.any_upper || upper;
		s.any_lower = s.any_lower || !upper;
		s.letters++;
	}
	return s;
}

static enum letters letters_of(const struct finder *f, const struct sent *s)
{
	uint32_t n = 0, upper = 0, capital = 0;
	for (uint32_t w = s->first; w < s->last; w++) {
		struct shape sh = shape_of(f->d->words.v[w].form);
		if (sh.letters < 2)
			continue;
		n++;
		upper += !sh.any_lower;
		capital += sh.upper_first;
	}
	if (f->no_capitals)
		return LETTERS_LOWER;
	if (n >= 3 && upper * 10 >= n * 7)
		return LETTERS_UPPER;
	return n >= 4 && capital * 10 >= n * 6 ? LETTERS_TITLE : LETTERS_MIXED;
}

static bool text_without_capitals(const struct doc *d)
{
	size_t n = 0, capital = 0;
	for (size_t w = 0; w < d->words.n; w++) {
		struct shape s = shape_of(d->words.v[w].form);
		n += s.letters > 1;
		capital += s.letters > 1 && s.any_upper;
	}
	return n >= 5 && capital * 200 < n;
}

/* ----------------------------------------------------------------------------------------------------------- the words */

static const struct word *word_at(const struct finder *f, uint32_t w) { return &f->d->words.v[w]; }
static bool is(const struct finder *f, enum gaz_word kind, uint32_t w) { return gazetteer_word(f->g, kind, word_at(f, w)->low); }
static bool form_is(const struct finder *f, uint32_t w, const char *z) { return str_is(word_at(f, w)->form, z); }

static bool is_hyphen(const struct finder *f, uint32_t w)
{
	return form_is(f, w, "-") || form_is(f, w, "–") || form_is(f, w, "‑");
}

static bool is_clitic(const struct finder *f, uint32_t w)
{
	struct str s = word_at(f, w)->form;
	return str_starts(s, STR("'")) || str_starts(s, STR("’")) || word_at(f, w)->upos == UPOS_PART;
}

/* The article of an Arabic name: "al-Tanf". */
static bool is_article(const struct finder *f, uint32_t w)
{
	const struct word *x = word_at(f, w);
	return x->form.n == 2 && !x->space_after && w + 2 < f->d->words.n && is_hyphen(f, w + 1) && word_at(f, w + 2)->sent == x->sent &&
	       shape_of(word_at(f, w + 2)->form).upper_first;
}

/* Whether a name may begin or end with the word, by its letters. */
static bool may_name(const struct finder *f, uint32_t w)
{
	const struct word *x = word_at(f, w);
	if (x->upos == UPOS_PUNCT || x->upos == UPOS_NUM || is_clitic(f, w))
		return false;
	if (f->letters == LETTERS_LOWER)
		return x->upos == UPOS_PROPN || x->upos == UPOS_NOUN;
	return shape_of(x->form).any_upper || is_article(f, w);
}

static gazkey key_of(const struct finder *f, uint32_t first, uint32_t last)
{
	gazkey key = GAZKEY_START;
	for (uint32_t w = first; w < last; w++)
		key = gazkey_add(key, word_at(f, w)->form);
	return key;
}

/* The longest name that begins at w: ids and the word behind it. */
static size_t longest_name(const struct finder *f, uint32_t w, uint32_t end, gaz_id ids[GAZ_NAMESAKES_MAX], uint32_t *last,
			   gazkey *found)
{
	gazkey key = GAZKEY_START;
	size_t best = 0;
	bool more = true;
	for (uint32_t i = w; i < end && i < w + NAME_WORDS_MAX && more; i++) {
		if (is_hyphen(f, i))
			continue;
		if (word_at(f, i)->upos == UPOS_PUNCT || (i > w && is_clitic(f, i)))
			break;
		gaz_id here[GAZ_NAMESAKES_MAX];
		key = gazkey_add(key, word_at(f, i)->form);
		size_t n = gazetteer_find(f->g, key, here, &more);
		if (n && may_name(f, i)) {
			memcpy(ids, here, n * sizeof *ids);
			best = n;
			*last = i + 1;
			*found = key;
		}
	}
	return best;
}

static bool has_full_stop(struct str s)
{
	return s.n && memchr(s.p, '.', s.n) != NULL;
}

/* "Miss" for Mississippi, but not "Gaza" for the Gaza Strip: a short form that is no word of the usual name. */
static bool is_abbreviation(struct str form, const struct gaz_place *p)
{
	struct str rest = p->name;
	while (rest.n)
		if (gazkey_of(str_cut(&rest, ' ')) == gazkey_of(form))
			return false;
	return p->type == PLACE_TYPE_REGION && p->line;
}

static bool next_closes_dateline(const struct finder *f, uint32_t w)
{
	if (w + 1 >= f->d->words.n)
		return false;
	return form_is(f, w + 1, ",") || form_is(f, w + 1, "(") || form_is(f, w + 1, "-") || form_is(f, w + 1, "–");
}

/* "us" is no country and "La" no state, but "U.S.", "the US" and "Monroe, La." are; "UN" and "SWAT" are no
 * towns, but "KYIV, March 24" is. The sentence begins at s0. */
static bool short_name_fits(const struct finder *f, uint32_t w, uint32_t s0, gaz_id first)
{
	struct shape s = shape_of(word_at(f, w)->form);
	struct gaz_place p = gazetteer_place(f->g, first);
	if (s.any_lower && s.letters <= 5 && is_abbreviation(word_at(f, w)->form, &p))
		return has_full_stop(word_at(f, w)->form) || (w && form_is(f, w - 1, ","));
	if (s.letters > 3)
		return s.any_lower || f->letters != LETTERS_MIXED || w == s0 || next_closes_dateline(f, w);
	if (!s.any_lower && f->letters != LETTERS_UPPER && !p.line)
		return false;
	bool comma = w && form_is(f, w - 1, ",");
	bool the = w && str_iis(word_at(f, w - 1)->form, "the");
	bool dotted = has_full_stop(word_at(f, w)->form);
	if (s.letters < 3)
		return comma ? s.upper_first : !s.any_lower && (dotted || the || f->letters == LETTERS_MIXED || f->letters == LETTERS_TITLE);
	return f->letters != LETTERS_LOWER || the || comma;
}

static uint32_t head_of(const struct finder *f, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++) {
		int32_t h = word_at(f, w)->head;
		if ((h < (int32_t)first || h >= (int32_t)last) && word_at(f, w)->upos != UPOS_PUNCT)
			return w;
	}
	return last - 1;
}

/* ------------------------------------------------------------------------------------------------- persons and the like */

static bool linked(const struct finder *f, uint32_t x, uint32_t y)
{
	return word_at(f, x)->head == (int32_t)y || word_at(f, y)->head == (int32_t)x;
}

static bool is_proper(const struct finder *f, uint32_t w)
{
	return word_at(f, w)->upos == UPOS_PROPN && shape_of(word_at(f, w)->form).upper_first;
}

static bool is_known(const struct finder *f, uint32_t w) { return word_at(f, w)->low != 0; }

/* A word behind a name that makes both a person's name, or the name of a team, a paper, a firm. */
static bool followed_as_person(const struct finder *f, const struct toponym *t, const struct sent *s)
{
	uint32_t n = t->last;
	if (n >= s->last || f->letters == LETTERS_UPPER)
		return false;
	if (is(f, GAZ_NEVER, n) || (is(f, GAZ_OTHER, n) && shape_of(word_at(f, n)->form).upper_first))
		return true;
	if (word_at(f, n)->dep == DEP_FLAT && word_at(f, n)->head >= (int32_t)t->first && word_at(f, n)->head < (int32_t)t->last)
		return true;
	if (!is_proper(f, n) || is(f, GAZ_TITLE, n) || is(f, GAZ_SITE, n) || is(f, GAZ_BODY, n) || !linked(f, t->head, n))
		return false;
	return f->letters == LETTERS_MIXED && (t->weak || !is_known(f, n));
}

static bool preceded_as_person(const struct finder *f, const struct toponym *t, const struct sent *s)
{
	if (t->first == s->first || f->letters == LETTERS_UPPER)
		return false;
	uint32_t p = t->first - 1;
	if (is(f, GAZ_TITLE, p) && linked(f, p, t->head))
		return true;
	if (word_at(f, t->head)->dep == DEP_FLAT && word_at(f, t->head)->head < (int32_t)t->first && is_proper(f, p))
		return true;
	if (!is_proper(f, p) || is(f, GAZ_BEARING, p) || !linked(f, p, t->head))
		return false;
	return f->letters == LETTERS_MIXED && (t->weak || !is_known(f, p)) && word_at(f, p)->upos == UPOS_PROPN;
}

static void remember_person(struct finder *f, const struct toponym *t)
{
	vec_push(f->r->arena, &f->person_keys, t->key);
}

static bool is_person(const struct finder *f, gazkey key)
{
	for (size_t i = 0; i < f->person_keys.n; i++)
		if (f->person_keys.v[i] == key)
			return true;
	return false;
}

/* ------------------------------------------------------------------------------------------------------ generic words */

static size_t symbols_from(const struct finder *f, uint32_t w, uint32_t end, sym out[GAZ_PHRASE_MAX])
{
	size_t n = 0;
	for (; n < GAZ_PHRASE_MAX && w + n < end; n++)
		out[n] = word_at(f, w + (uint32_t)n)->low;
	return n;
}

/* "region" behind the name, also with words of its own before it: "Zaporizhzhia nuclear power plant". */
static void take_after(const struct finder *f, struct toponym *t, const struct sent *s)
{
	sym words[GAZ_PHRASE_MAX];
	size_t n = symbols_from(f, t->last, s->last, words);
	const struct gaz_phrase *after = gazetteer_phrase(f->g, GAZ_AFTER, words, n);
	const struct gaz_phrase *street = gazetteer_phrase(f->g, GAZ_STREET, words, n);
	const struct gaz_phrase *p = street && (!after || street->n > after->n) ? street : after;
	if (!p)
		return;
	t->street = p == street;
	t->type = p->type;
	t->proper = f->letters == LETTERS_MIXED && shape_of(word_at(f, t->last)->form).upper_first;
	t->last += p->n;
	t->head = head_of(f, t->first, t->last);
}

/* "the city of NAME": the kind, and the word that the tree hangs on. */
static void take_before(const struct finder *f, struct toponym *t, const struct sent *s)
{
	for (uint32_t n = 2; n <= 3 && t->first >= s->first + n; n++) {
		sym words[GAZ_PHRASE_MAX];
		uint32_t from = t->first - n;
		if (is(f, GAZ_BEARING, t->first - 1) && n == 2)
			continue;
		const struct gaz_phrase *p = gazetteer_phrase(f->g, GAZ_BEFORE, words, symbols_from(f, from, t->first, words));
		if (p && p->n == n) {
			t->type = t->type ? t->type : p->type;
			t->linked = from + n - 2;
			t->locative = true;
			return;
		}
	}
}

/* "Lake NAME" */
static void take_prefix(const struct finder *f, struct toponym *t, const struct sent *s)
{
	sym word[1];
	if (t->first == s->first || !shape_of(word_at(f, t->first - 1)->form).upper_first)
		return;
	word[0] = word_at(f, t->first - 1)->low;
	const struct gaz_phrase *p = gazetteer_phrase(f->g, GAZ_PREFIX, word, 1);
	if (!p)
		return;
	t->type = p->type;
	t->street = true; /* Lake Charles is not where Charles is */
	t->first--;
	t->head = head_of(f, t->first, t->last);
}

/* ------------------------------------------------------------------------------------------------------ used as a place */

static bool is_motion_use(const struct finder *f, uint32_t head)
{
	const struct word *w = word_at(f, head);
	if (w->dep == DEP_OBL)
		return true;
	return w->head >= 0 && gazetteer_word(f->g, GAZ_JOURNEY, word_at(f, (uint32_t)w->head)->lem);
}

/* The preposition before the mention, with articles, adjectives and bearings between. UINT32_MAX: none. */
static uint32_t preposition(const struct finder *f, uint32_t first, const struct sent *s)
{
	for (uint32_t w = first, steps = 0; w > s->first && steps < 5; steps++) {
		w--;
		const struct word *x = word_at(f, w);
		if (x->upos == UPOS_ADP || is(f, GAZ_LOCATIVE, w))
			return w;
		bool between = x->upos == UPOS_DET || x->upos == UPOS_ADJ || is(f, GAZ_BEARING, w) ||
			       (x->upos == UPOS_PROPN && w + 1 < first) || is_hyphen(f, w);
		if (!between && !(x->upos == UPOS_NOUN && (w + 1 == first || w + 2 == first) && is(f, GAZ_BEARING, w)))
			return UINT32_MAX;
	}
	return UINT32_MAX;
}

static bool preposition_places(const struct finder *f, uint32_t p, uint32_t head, const struct sent *s)
{
	if (is(f, GAZ_LOCATIVE, p))
		return true;
	if (is(f, GAZ_MOTION, p))
		return is_motion_use(f, head) && !form_is(f, p, "for");
	return str_iis(word_at(f, p)->form, "of") && p > s->first && is(f, GAZ_BEARING, p - 1);
}

/* The last found one stands right before, with a comma or "and" between, and is a place. */
static bool follows_place(const struct finder *f, const struct toponym *t)
{
	const struct toponym *before = f->out->n ? &f->out->v[f->out->n - 1] : NULL;
	if (!before || !before->locative || before->last >= t->first || word_at(f, before->first)->sent != word_at(f, t->first)->sent)
		return false;
	for (uint32_t w = before->last; w < t->first; w++)
		if (!form_is(f, w, ",") && word_at(f, w)->upos != UPOS_CCONJ && word_at(f, w)->upos != UPOS_DET)
			return false;
	return true;
}

/* In "in Ukraine and Russia" the second is a place as the first is. */
static bool is_locative(const struct finder *f, const struct toponym *t, const struct sent *s)
{
	uint32_t p = preposition(f, t->first, s);
	if (p != UINT32_MAX && preposition_places(f, p, t->head, s))
		return true;
	if (t->first > s->first && is(f, GAZ_BEARING, t->first - 1) && word_at(f, t->first - 1)->upos != UPOS_NOUN)
		return true;
	if (follows_place(f, t))
		return true;
	const struct word *w = word_at(f, t->head);
	if (w->dep == DEP_CONJ && w->head >= (int32_t)s->first && w->head < (int32_t)t->first) {
		uint32_t q = preposition(f, (uint32_t)w->head, s);
		return q != UINT32_MAX && preposition_places(f, q, (uint32_t)w->head, s);
	}
	return false;
}

/* "KYIV, March 24 (Reuters) -" and "DOHA -" at the head of a paragraph. */
static bool is_dateline(const struct finder *f, const struct toponym *t, const struct sent *s)
{
	if (t->first != s->first || t->last >= s->last)
		return false;
	bool upper = !shape_of(word_at(f, t->first)->form).any_lower;
	for (uint32_t w = t->last; w < s->last && w < t->last + DATELINE_WORDS_MAX; w++) {
		bool dash = form_is(f, w, "–") || form_is(f, w, "—") || form_is(f, w, "--") || form_is(f, w, "-");
		if (dash && word_at(f, w - 1)->space_after && word_at(f, w)->space_after)
			return upper || form_is(f, w - 1, ")");
	}
	return form_is(f, t->last, "(") && upper;
}

static bool is_subject_of_act(const struct finder *f, uint32_t head)
{
	const struct word *w = word_at(f, head);
	return w->dep == DEP_NSUBJ && w->head >= 0 && gazetteer_word(f->g, GAZ_ACTS, word_at(f, (uint32_t)w->head)->lem);
}

static bool is_object_of(const struct finder *f, enum gaz_word kind, uint32_t head)
{
	const struct word *w = word_at(f, head);
	bool object = w->dep == DEP_OBJ || w->dep == DEP_ADVMOD || w->dep == DEP_OBL_UNMARKED; /* a strange name is often taken for these */
	return object && w->head >= 0 && gazetteer_word(f->g, kind, word_at(f, (uint32_t)w->head)->lem);
}

/* "a drone attack on NAME" */
static bool is_struck(const struct finder *f, const struct toponym *t)
{
	uint32_t p = t->first ? t->first - 1 : 0;
	bool on = p && (form_is(f, p, "on") || form_is(f, p, "against"));
	return on && word_at(f, p - 1)->sent == word_at(f, t->first)->sent && gazetteer_word(f->g, GAZ_SITE, word_at(f, p - 1)->lem);
}

/* “The capital burned for days”: verbs that leave their subject a place (data/actors/agency.tsv). */
static bool lies_there(const struct finder *f, int32_t verb)
{
	const struct actor_dict *actors = f->r->k->actors;
	unsigned uses = actors && verb >= 0 ? actor_dict_agency(actors, word_at(f, (uint32_t)verb)->lemma) : 0;
	return uses & AGENCY_BIT(AGENCY_STATIC) && !(uses & AGENCY_BIT(AGENCY_SPEECH));
}

/* A capital speaks and acts for its government, unless the sentence puts something there. */
static bool capital_is_place(const struct finder *f, const struct toponym *t)
{
	const struct word *w = word_at(f, t->head);
	sym governor = w->head >= 0 ? word_at(f, (uint32_t)w->head)->lem : 0;
	switch (w->dep) {
	case DEP_NSUBJ:
		return lies_there(f, w->head);
	case DEP_IOBJ: case DEP_OBL_AGENT: case DEP_VOCATIVE:
		return false;
	case DEP_NSUBJ_PASS: case DEP_APPOS: case DEP_ROOT: case DEP_PARATAXIS:
		return true;
	case DEP_OBJ: case DEP_ADVMOD: case DEP_OBL_UNMARKED:
		return is_object_of(f, GAZ_TAKES, t->head);
	case DEP_NMOD_POSS: case DEP_COMPOUND: case DEP_AMOD: /* “the Edoras talks”: a strange name is now and then taken for an adjective */
		return gazetteer_word(f->g, GAZ_SITE, governor) || gazetteer_word(f->g, GAZ_BEARING, governor) ||
		       (w->dep != DEP_NMOD_POSS && !gazetteer_word(f->g, GAZ_BODY, governor));
	default:
		return is_struck(f, t);
	}
}

static bool other_is_place(const struct finder *f, const struct toponym *t)
{
	const struct word *w = word_at(f, t->head);
	if (t->weak && w->dep != DEP_COMPOUND && !is_object_of(f, GAZ_TAKES, t->head))
		return false;
	return !is_subject_of_act(f, t->head) && !(w->dep == DEP_NMOD_POSS && is_person(f, t->key));
}

static bool only_countries(const struct finder *f, const struct toponym *t)
{
	for (size_t i = 0; i < t->n_ids; i++)
		if (gazetteer_place(f->g, t->ids[i]).type != PLACE_TYPE_COUNTRY)
			return false;
	return t->n_ids > 0;
}

static bool names_country(const struct finder *f, const struct toponym *t)
{
	return t->n_ids && gazetteer_place(f->g, t->ids[0]).type == PLACE_TYPE_COUNTRY;
}

/* Capitals, and houses like the Kremlin: what they are said to do their governments do. */
static bool names_seat(const struct finder *f, const struct toponym *t)
{
	struct gaz_place p = t->n_ids ? gazetteer_place(f->g, t->ids[0]) : (struct gaz_place){0};
	return p.capital || (p.type == PLACE_TYPE_FACILITY && !t->type);
}

/* A country is a place where something lies or moves in it; else it acts, and is the actors' business. */
static bool used_as_place(const struct finder *f, const struct toponym *t)
{
	bool named_area = t->type == PLACE_TYPE_REGION && t->proper;
	if (t->locative || t->within >= 0 || (t->type && !t->weak) || named_area)
		return true;
	if (names_country(f, t))
		return is_object_of(f, GAZ_ENTERS, t->head);
	if (names_seat(f, t))
		return capital_is_place(f, t) || is_object_of(f, GAZ_TAKES, t->head);
	return other_is_place(f, t);
}

/* ---------------------------------------------------------------------------------------------------------- candidates */

/* Sydney and Houston are more often towns than persons. */
static bool is_weak(const struct finder *f, const struct toponym *t)
{
	if (t->name_last - t->name_first != 1)
		return false;
	if (is(f, GAZ_COMMON, t->name_first))
		return true;
	uint32_t most = 0;
	for (size_t i = 0; i < t->n_ids && is(f, GAZ_PERSON, t->name_first); i++) {
		struct gaz_place p = gazetteer_place(f->g, t->ids[i]);
		most = p.people > most ? p.people : most;
	}
	return is(f, GAZ_PERSON, t->name_first) && most < LARGE_TOWN;
}

/* Words that the tagger takes for no name, in a sentence whose capitals say nothing. */
static bool tagged_as_name(const struct finder *f, const struct toponym *t, const struct sent *s)
{
	enum upos u = word_at(f, t->name_last - 1)->upos;
	bool says_little = f->letters != LETTERS_MIXED || t->first == s->first;
	if (!says_little)
		return u == UPOS_PROPN || !is(f, GAZ_COMMON, t->name_first);
	return u == UPOS_PROPN || ((u == UPOS_NOUN || u == UPOS_ADJ) && !is_weak(f, t) && f->letters != LETTERS_LOWER);
}

static struct toponym *add(struct finder *f, const struct toponym *t)
{
	vec_push(f->r->arena, f->out, *t);
	return &f->out->v[f->out->n - 1];
}

static void finish(struct finder *f, struct toponym *t, const struct sent *s)
{
	t->head = head_of(f, t->first, t->last);
	take_after(f, t, s);
	take_before(f, t, s);
	if (!t->type)
		take_prefix(f, t, s);
	t->locative = t->locative || is_locative(f, t, s) || is_dateline(f, t, s);
}

/* “the Zaporizhzhia nuclear plant”: a site of its own where the gazetteer has it by that name, else one of the town. */
static void take_facility(struct finder *f, struct toponym *t)
{
	gaz_id ids[GAZ_NAMESAKES_MAX];
	bool more;
	gazkey key = t->type == PLACE_TYPE_FACILITY && t->last > t->name_last ? key_of(f, t->name_first, t->last) : 0;
	size_t n = key ? gazetteer_find(f->g, key, ids, &more) : 0;
	if (n == 0)
		return;
	t->key = key;
	t->name_last = t->last;
	t->n_ids = (uint16_t)n;
	t->ids = memcpy(arena_array(f->r->arena, gaz_id, n), ids, n * sizeof *ids);
}

/* A name of the gazetteer at w; the word behind it, or w + 1 where there is none. */
static uint32_t known_name(struct finder *f, uint32_t w, const struct sent *s)
{
	gaz_id ids[GAZ_NAMESAKES_MAX];
	struct toponym t = {.first = w, .name_first = w, .within = -1, .linked = UINT32_MAX, .chosen = GAZ_NONE};
	if (!may_name(f, w))
		return w + 1;
	size_t n = longest_name(f, w, s->last, ids, &t.last, &t.key);
	t.name_last = t.last;
	if (n == 0 || (t.last == w + 1 && !short_name_fits(f, w, s->first, ids[0])))
		return w + 1;
	t.n_ids = (uint16_t)n;
	t.ids = arena_grow(f->r->arena, ids, n * sizeof *ids, n * sizeof *ids);
	t.weak = is_weak(f, &t);
	if (!tagged_as_name(f, &t, s) || f->r->word_time[w] != NO_REF)
		return t.last;
	finish(f, &t, s);
	take_facility(f, &t);
	if (followed_as_person(f, &t, s) || preceded_as_person(f, &t, s)) {
		remember_person(f, &t);
		return t.last;
	}
	return add(f, &t)->last;
}

/* “residents of NAME”, “the streets of NAME” */
static bool of_site(const struct finder *f, const struct toponym *t, const struct sent *s)
{
	uint32_t p = t->first;
	return p >= s->first + 2 && form_is(f, p - 1, "of") && gazetteer_word(f->g, GAZ_SITE, word_at(f, p - 2)->low);
}

/* A run of proper nouns at w that no gazetteer has, where the words around it say that it is a place. */
static uint32_t unknown_name(struct finder *f, uint32_t w, const struct sent *s)
{
	struct toponym t = {.first = w, .name_first = w, .last = w, .within = -1, .linked = UINT32_MAX, .chosen = GAZ_NONE};
	bool strange = false;
	while (t.last < s->last && (is_proper(f, t.last) || (t.last > w && is_hyphen(f, t.last))) && !is(f, GAZ_AFTER, t.last) &&
	       !is(f, GAZ_STREET, t.last)) {
		strange = strange || (!is_known(f, t.last) && !is_hyphen(f, t.last));
		t.last++;
	}
	while (t.last > w && is_hyphen(f, t.last - 1))
		t.last--;
	uint32_t next = t.last > w ? t.last : w + 1;
	if (f->letters != LETTERS_MIXED || t.last == w || t.last - w > UNKNOWN_WORDS_MAX)
		return next;
	t.name_last = t.last;
	t.key = key_of(f, w, t.last);
	uint32_t p = w > s->first ? w - 1 : UINT32_MAX;
	bool behind = p != UINT32_MAX && is(f, GAZ_LOCATIVE, p) && !(t.last < s->last && is_clitic(f, t.last));
	finish(f, &t, s);
	behind = behind || of_site(f, &t, s) || is_struck(f, &t);
	if (!strange && !(t.type == PLACE_TYPE_REGION && t.proper))
		return next;
	if (t.type == 0 && !behind)
		return next;
	if (t.type && !t.locative && t.last == t.name_last)
		return next;
	if (t.type == PLACE_TYPE_FACILITY && !t.locative)
		return next;
	t.locative = t.locative || behind;
	return add(f, &t)->last;
}

/* "X, Y" where Y is a country or a region: X lies in Y. */
static void link_containers(struct finder *f)
{
	for (size_t i = 0; i + 1 < f->out->n; i++) {
		struct toponym *x = &f->out->v[i], *y = &f->out->v[i + 1];
		if (y->first != x->last + 1 || !form_is(f, x->last, ",") || y->n_ids == 0 ||
		    word_at(f, x->first)->sent != word_at(f, y->first)->sent)
			continue;
		bool area = false;
		for (size_t k = 0; k < y->n_ids; k++)
			area = area || gazetteer_place(f->g, y->ids[k]).type <= PLACE_TYPE_REGION;
		if (!area || (names_country(f, x) && only_countries(f, y)))
			continue;
		x->within = (int32_t)(i + 1);
		y->locative = true;
	}
}

static bool outlives(const struct finder *f, const struct toponym *t)
{
	if (t->dropped || !used_as_place(f, t))
		return false;
	bool proof = t->locative || t->within >= 0 || t->type;
	bool goes_on = t->last < f->d->words.n && str_is(word_at(f, t->last)->form, "of"); /* "University of …" */
	if (!t->weak)
		return true;
	return proof && !(is_person(f, t->key) && !t->locative) && !(is(f, GAZ_COMMON, t->name_first) && goes_on);
}

/* Moves the kept ones together and their links along. */
static void drop_others(struct finder *f)
{
	int32_t *moved = arena_array(f->r->arena, int32_t, f->out->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < f->out->n; i++) {
		bool keep = outlives(f, &f->out->v[i]);
		moved[i] = keep ? (int32_t)n : -1;
		f->out->v[n] = f->out->v[i];
		n += keep;
	}
	f->out->n = n;
	for (size_t i = 0; i < n; i++)
		if (f->out->v[i].within >= 0)
			f->out->v[i].within = moved[f->out->v[i].within];
}

void toponym_find(struct reading *r, toponyms *out)
{
	struct finder f = {.r = r, .d = r->doc, .g = r->k->gazetteer, .out = out, .no_capitals = text_without_capitals(r->doc)};
	for (size_t i = 0; i < f.d->sents.n; i++) {
		const struct sent *s = &f.d->sents.v[i];
		f.letters = letters_of(&f, s);
		for (uint32_t w = s->first; w < s->last && out->n < TOPONYMS_MAX;) {
			uint32_t next = known_name(&f, w, s);
			if (next == w + 1 && (out->n == 0 || out->v[out->n - 1].last != next) && is_proper(&f, w))
				next = unknown_name(&f, w, s);
			w = next;
		}
	}
	link_containers(&f);
	drop_others(&f);
}
