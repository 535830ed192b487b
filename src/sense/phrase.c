#include "sense/phrase.h"

#include "data/actor_dict.h"

#define PHRASE_DEPTH_MAX 4 /* “the head of the delegation of the ministry of …” */

/* Dependents that say whose a thing is, the nearer tier first: only the first tier with an actor counts. */
enum tier { TIER_APPOSITION, TIER_OWNER, TIER_OF, TIER_COUNT };

static bool owner_case(const struct reading *r, uint32_t w)
{
	int32_t c = doc_kid(r->doc, w, DEP_CASE);
	return c >= 0 && r->k && r->k->actors && actor_dict_agency(r->k->actors, r->doc->words.v[c].form) & AGENCY_BIT(AGENCY_OWNER);
}

/* “a Mordorian-*made* missile” need not be Mordor's. */
static bool only_made_there(const struct reading *r, uint32_t kid)
{
	const struct word *w = &r->doc->words.v[kid];
	return w->dep == DEP_AMOD && w->upos == UPOS_VERB && r->k && r->k->actors &&
	       actor_dict_agency(r->k->actors, w->form) & AGENCY_BIT(AGENCY_ORIGIN);
}

static enum tier tier_of(const struct reading *r, uint32_t kid)
{
	const struct doc *d = r->doc;
	switch (d->words.v[kid].dep) {
	case DEP_APPOS:
		return TIER_APPOSITION;
	case DEP_NMOD_POSS:
	case DEP_AMOD:
	case DEP_COMPOUND:
	case DEP_NMOD_DESC:
		return only_made_there(r, kid) ? TIER_COUNT : TIER_OWNER;
	case DEP_NMOD:
		return owner_case(r, kid) ? TIER_OF : TIER_COUNT;
	default:
		return TIER_COUNT;
	}
}

static void with_conjuncts(const struct reading *r, uint32_t head, int depth, refs *out);

static void head_only(const struct reading *r, uint32_t head, int depth, refs *out)
{
	const struct doc *d = r->doc;
	size_t before = out->n;
	refs_add_all(r->arena, out, &r->word_actors[head]);
	for (enum tier t = 0; t < TIER_COUNT && out->n == before && depth < PHRASE_DEPTH_MAX; t++)
		for (uint32_t i = d->kids_start[head]; i < d->kids_start[head + 1]; i++)
			if (tier_of(r, d->kids[i]) == t)
				with_conjuncts(r, d->kids[i], depth + 1, out);
}

/* “Gondor, Rohan sign deal”: in a headline a comma stands for “and”. */
static bool comma_between(const struct doc *d, uint32_t a, uint32_t b)
{
	uint32_t comma = doc_subtree(d, b).first - 1; /* a is before it */
	return d->words.v[a].upos == UPOS_PROPN && d->words.v[b].upos == UPOS_PROPN && b > a + 1 && str_is(d->words.v[comma].form, ",") &&
	       doc_subtree(d, a).last >= comma;
}

/* “Gondor and Arnor met”, with both hung on the verb as its subject: a clause has but one, so the second is a conjunct of the
 * first. -1 where there is none. */
static int32_t parted_conjunct(const struct doc *d, uint32_t w)
{
	const struct word *word = &d->words.v[w];
	bool subject = word->dep == DEP_NSUBJ || word->dep == DEP_NSUBJ_PASS;
	if (!subject || word->head < 0)
		return -1;
	bool joined = false;
	for (uint32_t i = d->kids_start[word->head]; i < d->kids_start[word->head + 1]; i++) {
		const struct word *kid = &d->words.v[d->kids[i]];
		if (d->kids[i] <= w)
			continue;
		if (kid->dep == DEP_CC)
			joined = true;
		else if (kid->dep == word->dep)
			return joined || doc_kid(d, d->kids[i], DEP_CC) >= 0 || comma_between(d, w, d->kids[i]) ? (int32_t)d->kids[i] : -1;
		else if (kid->dep != DEP_PUNCT)
			return -1;
	}
	return -1;
}

/* The same, where the parser takes the first name for someone spoken to. */
static int32_t headline_conjunct(const struct doc *d, uint32_t w)
{
	const struct word *word = &d->words.v[w];
	if ((word->dep != DEP_NSUBJ && word->dep != DEP_NSUBJ_PASS) || word->head < 0)
		return -1;
	int32_t before = doc_kid(d, (uint32_t)word->head, DEP_VOCATIVE);
	if (before < 0)
		before = doc_kid(d, (uint32_t)word->head, DEP_DISLOCATED);
	return before >= 0 && before < (int32_t)w && comma_between(d, (uint32_t)before, w) ? before : -1;
}

/* “Gondor, along with Rohan, …”, “together with”. */
static bool joins(const struct reading *r, uint32_t kid)
{
	const struct doc *d = r->doc;
	bool hangs = d->words.v[kid].dep == DEP_NMOD || d->words.v[kid].dep == DEP_OBL;
	if (!hangs || !r->k || !r->k->actors)
		return false;
	uint32_t first = doc_subtree(d, kid).first;
	for (uint32_t w = first > 0 ? first - 1 : 0; w < kid; w++)
		if (actor_dict_agency(r->k->actors, d->words.v[w].form) & AGENCY_BIT(AGENCY_JOINING))
			return true;
	return false;
}

static void add_joined(const struct reading *r, uint32_t head, int depth, refs *out)
{
	const struct doc *d = r->doc;
	const struct word *w = &d->words.v[head];
	for (uint32_t i = d->kids_start[head]; i < d->kids_start[head + 1]; i++)
		if (joins(r, d->kids[i]))
			with_conjuncts(r, d->kids[i], depth + 1, out);
	if (w->head < 0 || (w->dep != DEP_NSUBJ && w->dep != DEP_NSUBJ_PASS))
		return;
	/* what stands between subject and verb joins the subject, though parsers hang it on the verb */
	for (uint32_t i = d->kids_start[w->head]; i < d->kids_start[w->head + 1]; i++)
		if (d->kids[i] > head && (int32_t)d->kids[i] < w->head && joins(r, d->kids[i]))
			with_conjuncts(r, d->kids[i], depth + 1, out);
}

static void with_conjuncts(const struct reading *r, uint32_t head, int depth, refs *out)
{
	const struct doc *d = r->doc;
	int32_t first = depth == 0 ? headline_conjunct(d, head) : -1;
	if (first >= 0)
		head_only(r, (uint32_t)first, depth, out);
	head_only(r, head, depth, out);
	int32_t parted = depth < PHRASE_DEPTH_MAX ? parted_conjunct(d, head) : -1;
	if (parted >= 0)
		with_conjuncts(r, (uint32_t)parted, depth + 1, out);
	for (uint32_t i = d->kids_start[head]; i < d->kids_start[head + 1] && depth < PHRASE_DEPTH_MAX; i++)
		if (d->words.v[d->kids[i]].dep == DEP_CONJ)
			with_conjuncts(r, d->kids[i], depth + 1, out);
	if (depth == 0)
		add_joined(r, head, depth, out);
}

void actors_of_phrase(const struct reading *r, uint32_t head, refs *out)
{
	with_conjuncts(r, head, 0, out);
}

void actors_of_head(const struct reading *r, uint32_t head, refs *out)
{
	head_only(r, head, 0, out);
}

ref place_of_phrase(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	if (r->word_place[w] != NO_REF)
		return r->word_place[w];
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		enum dep dep = d->words.v[d->kids[i]].dep;
		bool part = dep == DEP_FLAT || dep == DEP_COMPOUND || dep == DEP_AMOD || dep == DEP_APPOS;
		if (part && r->word_place[d->kids[i]] != NO_REF)
			return r->word_place[d->kids[i]];
	}
	return NO_REF;
}

ref actor_of_country(struct reading *r, struct str country)
{
	int32_t entry = r->k->actors ? actor_dict_state(r->k->actors, country) : -1;
	for (size_t i = 0; entry >= 0 && i < r->actors.n; i++)
		if (r->actors.v[i].entry == entry)
			return (ref)i;
	if (entry < 0)
		return NO_REF;
	const struct actor_entry *e = &r->k->actors->entries.v[entry];
	vec_push(r->arena, &r->actors,
		 ((struct actor){.name = e->name, .kind = e->kind, .country = e->country, .of = NO_REF, .entry = entry, .rule = e->rule}));
	return (ref)r->actors.n - 1;
}

ref actor_of_place(struct reading *r, uint32_t word)
{
	ref place = r->word_place[word];
	ref id = place == NO_REF ? NO_REF : actor_of_country(r, r->places.v[place].country);
	if (id == NO_REF)
		return NO_REF;
	struct actor *a = &r->actors.v[id];
	struct mention m = {reading_span(r, word, word + 1), word, MENTION_NAME};
	for (size_t i = 0; i < r->places.v[place].mentions.n; i++)
		if (r->places.v[place].mentions.v[i].head == word)
			m = r->places.v[place].mentions.v[i];
	size_t at = a->mentions.n;
	while (at > 0 && a->mentions.v[at - 1].span.start > m.span.start)
		at--;
	if (at > 0 && a->mentions.v[at - 1].head == word)
		return id;
	vec_push(r->arena, &a->mentions, m);
	for (size_t i = a->mentions.n - 1; i > at; i--)
		a->mentions.v[i] = a->mentions.v[i - 1];
	a->mentions.v[at] = m;
	return id;
}
