#include "sense/limits.h"

#include "sense/phrase.h"
#include "sense/timex.h"

#define PHRASE_WORDS_MAX 24 /* words of a phrase or clause that are looked at for purpose and class */
#define BOUND_DEPTH_MAX 4   /* “a halt to strikes on ports in Osgiliath from Friday” */
#define WEEK_DAYS 7
#define AREA_DEPTH_MAX 2    /* “in two districts of Osgiliath” */

static const struct word *word(const struct reading *r, uint32_t w)
{
	return &r->doc->words.v[w];
}

static bool is_verb(const struct reading *r, uint32_t w)
{
	return word(r, w)->upos == UPOS_VERB || word(r, w)->upos == UPOS_AUX;
}

/* “a truce starting on Sunday”, which may hang on the verb before it. */
static bool is_clause(const struct reading *r, uint32_t w)
{
	enum dep dep = word(r, w)->dep;
	bool loose = dep == DEP_ADVCL && str_is(word(r, w)->xpos, "VBG") && doc_kid(r->doc, w, DEP_MARK) < 0;
	return dep == DEP_ACL || dep == DEP_ACL_RELCL || loose;
}

/* ------------------------------------------------------------------------------------------------ when */

static void set(struct str *to, struct str value)
{
	if (!to->n)
		*to = value;
}

/* The day; “offered a truce from Friday” looks ahead, whatever Friday a past tense would mean. */
static struct str bound(struct reading *r, ref time, bool ahead)
{
	struct str iso = timex_day(r, time);
	struct date day;
	const struct timex *t = time == NO_REF ? NULL : &r->times.v[time];
	bool weekday = t && t->last - t->first == 1 && word(r, t->first)->upos == UPOS_PROPN;
	if (!ahead || !weekday || !r->dct.year || !date_parse(iso, &day))
		return iso;
	int32_t ago = date_days(r->dct) - date_days(day);
	return ago > 0 && ago < WEEK_DAYS ? date_str(r->arena, date_add(day, WEEK_DAYS)) : iso;
}

/* “from Friday”, “until June 1”, “starting on Sunday”: the bounds among the kids of a word. */
static void bounds_below(struct reading *r, uint32_t w, bool ahead, int depth, struct limits *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		const struct word *k = word(r, kid);
		bool timed = r->word_time[kid] != NO_REF, clause = is_clause(r, kid) && !timed;
		bool starts = clause ? deals_grammar(r->k->deals, k->lem, GRAMMAR_FROM) : timed && act_has_case(r, kid, GRAMMAR_FROM);
		bool ends = clause ? deals_grammar(r->k->deals, k->lem, GRAMMAR_UNTIL) : timed && act_has_case(r, kid, GRAMMAR_UNTIL);
		struct str day = !starts && !ends ? STR("") : bound(r, timed ? r->word_time[kid] : timex_near(r, kid), ahead);
		if (starts)
			set(&out->start, day);
		else if (ends)
			set(&out->end, day);
		if (depth < BOUND_DEPTH_MAX && (timed || clause || (k->dep == DEP_NMOD && kid > w)))
			bounds_below(r, kid, ahead, depth + 1, out); /* “from Friday until Sunday” may hang one on the other, or on the place before it */
	}
}

/* “followed three days *of talks*”: how long something else than w took. */
static bool lasts_else(const struct reading *r, const struct timex *t, uint32_t w)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[t->last - 1]; i < d->kids_start[t->last]; i++) {
		uint32_t kid = d->kids[i];
		if (kid >= t->last && word(r, kid)->dep == DEP_NMOD && act_has_case(r, kid, GRAMMAR_OF) && !doc_below(d, w, kid))
			return true;
	}
	return false;
}

static void duration_of(struct reading *r, uint32_t w, struct limits *out)
{
	ref t = timex_duration_of(r, w);
	if (t != NO_REF && !out->duration.n && !lasts_else(r, &r->times.v[t], w))
		out->duration = r->times.v[t].value;
}

/* ------------------------------------------------------------------------------------------------ where */

static void add_place(struct reading *r, struct limits *out, ref place)
{
	for (size_t i = 0; i < out->area.n; i++)
		if (out->area.v[i] == place)
			return;
	if (place != NO_REF)
		vec_push(r->arena, &out->area, place);
}

static void add_area(struct reading *r, uint32_t w, int depth, struct limits *out)
{
	const struct doc *d = r->doc;
	ref place = place_of_phrase(r, w);
	add_place(r, out, place);
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && depth < AREA_DEPTH_MAX; i++) {
		enum dep dep = word(r, d->kids[i])->dep;
		bool of = dep == DEP_NMOD && place == NO_REF && act_has_case(r, d->kids[i], GRAMMAR_OF);
		if (of || dep == DEP_CONJ)
			add_area(r, d->kids[i], depth + 1, out);
	}
}

static void area_below(struct reading *r, uint32_t w, struct limits *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		enum dep dep = word(r, kid)->dep;
		if (kid > w && (dep == DEP_NMOD || dep == DEP_OBL) && r->word_time[kid] == NO_REF && act_has_case(r, kid, GRAMMAR_AREA))
			add_area(r, kid, 0, out);
	}
}

/* Towns and the like make it a local one; a whole land or region says no more than which war is meant. */
static bool only_towns(const struct reading *r, const struct limits *b)
{
	for (size_t i = 0; i < b->area.n; i++) {
		enum place_type type = r->places.v[b->area.v[i]].type;
		if (type == PLACE_TYPE_COUNTRY || type == PLACE_TYPE_REGION || type == PLACE_TYPE_WATER)
			return false;
	}
	return b->area.n > 0;
}

/* ------------------------------------------------------------------------------------------------ who watches, to what end */

static void add_purpose(struct reading *r, struct limits *out, enum purpose p)
{
	for (size_t i = 0; i < out->purposes.n; i++)
		if (out->purposes.v[i] == p)
			return;
	vec_push(r->arena, &out->purposes, (uint8_t)p);
}

static void trait(struct reading *r, uint32_t w, struct limits *out)
{
	for (const struct trait_word *x = deals_trait(r->k->deals, word(r, w)->lem); x; x = x->next) {
		if (x->purpose)
			add_purpose(r, out, x->purpose);
		if (x->class > out->class)
			out->class = x->class;
		out->monitored |= x->monitor;
	}
}

static void traits_within(struct reading *r, struct word_span s, struct limits *out)
{
	for (uint32_t w = s.first; w < s.last && w < s.first + PHRASE_WORDS_MAX; w++)
		trait(r, w, out);
}

/* “monitored by the League”, “under the supervision of Rohan”, “the League will monitor the truce” */
static void watched_by(struct reading *r, uint32_t act, struct limits *out)
{
	int32_t by = is_verb(r, act) ? act_doer(r, act) : (int32_t)act;
	out->monitored = true;
	if (by >= 0)
		actors_of_phrase(r, (uint32_t)by, &out->monitors);
}

static void watchers(struct reading *r, const struct thing *t, struct limits *out)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[t->word]; i < d->kids_start[t->word + 1]; i++)
		if (d->kids[i] > t->word && act_at(r, d->kids[i], ABOUT_MONITOR))
			watched_by(r, d->kids[i], out);
	int32_t head = word(r, t->word)->head;
	enum dep dep = word(r, t->word)->dep;
	if (head >= 0 && (dep == DEP_OBJ || dep == DEP_NSUBJ_PASS) && is_verb(r, (uint32_t)head) && act_at(r, (uint32_t)head, ABOUT_MONITOR))
		watched_by(r, (uint32_t)head, out);
}

/* ------------------------------------------------------------------------------------------------ the whole */

/* What governs the thing and speaks of it: “agreed to a truce from Friday”, “the truce will last for ten days”. */
static void look_at_clause(struct reading *r, const struct thing *t, const struct acts *acts, struct limits *out)
{
	for (int i = 0; i < acts->n; i++) {
		const struct act_hit *h = &acts->v[i];
		bool near = !h->aside && h->step <= 1 && is_verb(r, h->word);
		if (!near && !(h->aside && is_clause(r, h->word)))
			continue;
		bounds_below(r, h->word, acts == &t->as_proposal, 0, out);
		bool begins = h->act && (acts == &t->as_proposal ? h->act->value == PROPOSAL_STATUS_PROPOSED && !h->aside
								: h->act->value == LIFE_DECLARED || h->act->value == LIFE_ENTERED);
		if (begins && t->class != THING_AGREEMENT) /* “declared a truce in Osgiliath”, wherever the parser hangs the place */
			area_below(r, h->word, out);
		/* “collapsed within hours” says how long it took */
		bool ends = h->act && acts == &t->as_agreement && h->act->value >= LIFE_EXTENDED && h->act->value <= LIFE_COLLAPSED;
		if (ends)
			continue;
		if (h->as_subject || word(r, t->word)->dep == DEP_NSUBJ_PASS || h->aside)
			duration_of(r, h->word, out);
	}
}

/* “the truce would last for ten days”, “is limited to Osgiliath and would last …” */
static void look_at_terms(struct reading *r, uint32_t w, struct limits *out)
{
	const struct doc *d = r->doc;
	enum dep dep = word(r, w)->dep;
	int32_t verb = dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS ? word(r, w)->head : -1;
	for (uint32_t i = verb >= 0 ? d->kids_start[verb] : 0; verb >= 0 && i <= d->kids_start[verb + 1]; i++) {
		uint32_t at = i < d->kids_start[verb + 1] ? d->kids[i] : (uint32_t)verb;
		bool beside = at == (uint32_t)verb || word(r, at)->dep == DEP_CONJ;
		if (!beside || !is_verb(r, at) || !act_at(r, at, ABOUT_TERM))
			continue;
		duration_of(r, at, out);
		bounds_below(r, at, true, 0, out);
		area_below(r, at, out);
	}
}

void limits_read(struct reading *r, const struct thing *t, bool agreed, bool ceasefire, struct limits *out)
{
	const struct acts *acts = agreed ? &t->as_agreement : &t->as_proposal;
	bool venue = agreed && t->class == THING_AGREEMENT; /* “signed a deal in Fornost” */
	duration_of(r, t->word, out);
	bounds_below(r, t->word, !agreed, 0, out);
	if (!venue)
		area_below(r, t->word, out);
	if (t->matter != t->word) {
		duration_of(r, t->matter, out);
		bounds_below(r, t->matter, !agreed, 0, out);
		area_below(r, t->matter, out);
	}
	look_at_clause(r, t, acts, out);
	look_at_terms(r, t->word, out);
	if (!ceasefire)
		return;
	watchers(r, t, out);
	traits_within(r, doc_subtree(r->doc, t->word), out);
	if (only_towns(r, out) && !out->extent)
		out->extent = EXTENT_LOCAL;
	if (!out->class)
		out->class = out->monitored ? CEASEFIRE_CLASS_PRELIMINARY : CEASEFIRE_CLASS_CESSATION;
}

void limits_join(struct reading *r, struct limits *old, const struct limits *new)
{
	old->extent = old->extent ? old->extent : new->extent;
	set(&old->duration, new->duration);
	set(&old->start, new->start);
	set(&old->end, new->end);
	for (size_t i = 0; i < new->area.n; i++)
		add_place(r, old, new->area.v[i]);
	old->monitored |= new->monitored;
	refs_add_all(r->arena, &old->monitors, &new->monitors);
	old->class = new->class > old->class ? new->class : old->class;
	for (size_t i = 0; i < new->purposes.n; i++)
		add_purpose(r, old, (enum purpose)new->purposes.v[i]);
}
