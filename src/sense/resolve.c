#include "sense/resolve.h"

#include "base/utf8.h"
#include "sense/antecedent.h"
#include "sense/mention.h"
#include "sense/person.h"

#include <stdlib.h>

#define LOOK_BACK_MAX 256 /* actors that a new mention is compared with, the latest first; keeps hostile texts linear */
#define OWNER_DEPTH_MAX 4
#define AHEAD_DEPTH_MAX 2
#define GROUP_SENTENCES 3 /* how far back “the group” means the one named */
#define ACRONYMS_MAX 64

static const struct actor_entry *entry_of(const struct resolver *x, int32_t e)
{
	return &x->dict->entries.v[e];
}

static struct actor *actor_at(const struct resolver *x, ref a)
{
	return &x->r->actors.v[a];
}

/* ---- making actors ---- */

static void add_sector(struct resolver *x, struct actor *a, uint8_t s)
{
	for (size_t i = 0; i < a->sectors.n; i++)
		if (a->sectors.v[i] == s)
			return;
	vec_push(x->r->arena, &a->sectors, s);
}

static void add_sectors(struct resolver *x, struct actor *a, const uint8_t *s)
{
	for (int i = 0; i < ACTOR_SECTORS_MAX && s[i]; i++)
		add_sector(x, a, s[i]);
}

static ref new_actor(struct resolver *x, struct str name, enum actor_kind kind, struct str rule)
{
	struct actor a = {.name = name, .kind = kind, .of = NO_REF, .entry = -1, .rule = rule};
	vec_push(x->r->arena, &x->r->actors, a);
	vec_push(x->r->arena, &x->info, ((struct actor_info){.noun = -1}));
	return (ref)x->r->actors.n - 1;
}

/* The actor of a dictionary entry, made on its first mention. */
static ref entry_actor(struct resolver *x, int32_t entry)
{
	if (x->of_entry[entry])
		return x->of_entry[entry] - 1;
	const struct actor_entry *e = entry_of(x, entry);
	ref id = new_actor(x, e->name, e->kind, e->rule);
	struct actor *a = actor_at(x, id);
	a->country = e->country;
	a->entry = entry;
	a->female = e->gender == GENDER_FEMALE;
	a->male = e->gender == GENDER_MALE;
	add_sectors(x, a, e->sectors);
	x->of_entry[entry] = id + 1;
	return id;
}

/* A longer name of the text replaces a shorter one; any name of the text replaces the dictionary's. */
static void rename_actor(struct resolver *x, ref id, const struct candidate *c, int rank)
{
	struct str name = mention_words(x->r, c->name_first, c->name_last);
	struct actor_info *info = &x->info.v[id];
	if (rank > info->name_rank || (rank == info->name_rank && name.n > actor_at(x, id)->name.n))
		actor_at(x, id)->name = name;
	if (rank > info->name_rank)
		info->name_rank = rank;
}

static void add_mention(struct resolver *x, ref id, const struct candidate *c)
{
	enum mention_kind kind = c->type == CANDIDATE_PRONOUN		      ? MENTION_PRONOUN
				 : c->type == CANDIDATE_AGENT || c->type == CANDIDATE_PAIR ? MENTION_NOMINAL
				 : c->type == CANDIDATE_STATE && c->name_kind == NAME_ADJECTIVE ? MENTION_ADJECTIVE
											       : MENTION_NAME;
	uint32_t first = c->type == CANDIDATE_AGENT ? c->first : c->name_first;
	struct mention m = {reading_span(x->r, first, c->name_last), c->head, kind};
	vec_push(x->r->arena, &actor_at(x, id)->mentions, m);
}

/* ---- where ---- */

static struct str place_country(const struct resolver *x, ref p)
{
	return p == NO_REF ? STR("") : x->r->places.v[p].country;
}

/* “in Osgiliath”, not “to Osgiliath”. */
static bool is_location(const struct resolver *x, uint32_t w)
{
	int32_t c = doc_kid(x->r->doc, w, DEP_CASE);
	return c >= 0 && actor_dict_agency(x->dict, x->r->doc->words.v[c].lemma) & AGENCY_BIT(AGENCY_PLACE);
}

/* “attacked Osgiliath”, “the shelling of Osgiliath”: whoever tells of it without more is there. */
static bool is_struck(const struct resolver *x, uint32_t w)
{
	const struct word *word = &x->r->doc->words.v[w];
	bool object = word->dep == DEP_OBJ || word->dep == DEP_NSUBJ_PASS || word->dep == DEP_NMOD;
	return object && word->head >= 0 && actor_dict_agency(x->dict, x->r->doc->words.v[word->head].lemma) & AGENCY_BIT(AGENCY_FIGHT);
}

/* All places that the sentence says something is at, or is done to, lie in one country: that one, else empty. */
static struct str only_country(const struct resolver *x, const struct sent *s)
{
	struct str one = STR("");
	for (uint32_t w = s->first; w < s->last; w++) {
		struct str here = place_country(x, x->r->word_place[w]);
		if (!here.n || (!is_location(x, w) && !is_struck(x, w)))
			continue;
		if (one.n && !str_eq(one, here))
			return STR("");
		one = here;
	}
	return one;
}

/* The same for the sentence of a word; kept, since all of a sentence ask in a row. */
static struct str sentence_country(struct resolver *x, uint32_t word)
{
	uint32_t sent = x->r->doc->words.v[word].sent;
	if (x->asked != sent + 1) {
		x->asked = sent + 1;
		x->answered = only_country(x, &x->r->doc->sents.v[sent]);
	}
	return x->answered;
}

/* ---- states and bodies ---- */

/* “the Haradrim of Gondor”, “ethnic Haradrim in Gondor” are Gondor's people; “Haradrim in Gondor” need not be. */
static struct str country_lived_in(const struct resolver *x, const struct candidate *c)
{
	const struct doc *d = x->r->doc;
	unsigned ties = AGENCY_BIT(AGENCY_BELONGS);
	for (uint32_t i = d->kids_start[c->head]; i < d->kids_start[c->head + 1]; i++) {
		uint32_t kid = d->kids[i];
		int32_t mark = d->words.v[kid].dep == DEP_NMOD && kid > c->head ? doc_kid(d, kid, DEP_CASE) : -1;
		if (kid < c->head && actor_dict_agency(x->dict, d->words.v[kid].form) & AGENCY_BIT(AGENCY_ETHNIC))
			ties |= AGENCY_BIT(AGENCY_SITS);
		if (mark < 0 || !(actor_dict_agency(x->dict, d->words.v[mark].form) & ties))
			continue;
		const struct candidate *state = mention_at(&x->c, kid);
		if (x->r->word_place[kid] != NO_REF)
			return x->r->places.v[x->r->word_place[kid]].country;
		if (state && state->type == CANDIDATE_STATE && state->entry >= 0)
			return entry_of(x, state->entry)->country;
	}
	return STR("");
}

/* The people of a state: “Gondorians”. */
static ref people_actor(struct resolver *x, const struct candidate *c)
{
	const struct actor_entry *e = entry_of(x, c->entry);
	struct str lived_in = country_lived_in(x, c), country = lived_in.n ? lived_in : e->country;
	for (size_t i = x->r->actors.n, n = 0; i-- > 0 && n < LOOK_BACK_MAX; n++) {
		const struct actor *a = &x->r->actors.v[i];
		if (x->info.v[i].people == c->entry + 1 && a->plural == c->plural && (!lived_in.n || str_eq(a->country, country)))
			return (ref)i;
	}
	ref id = new_actor(x, mention_words(x->r, c->name_first, c->name_last), ACTOR_KIND_POPULATION, e->rule);
	struct actor *a = actor_at(x, id);
	a->country = country;
	a->plural = c->plural;
	add_sector(x, a, SECTOR_CVL);
	x->info.v[id].people = c->entry + 1;
	return id;
}

/* “U.S.”, “UK”: the dictionary's name says more. */
static bool is_acronym(struct str name)
{
	size_t letters = 0;
	for (size_t i = 0; i < name.n;) {
		uint32_t cp = utf8_next(name, &i);
		if (utf8_is_letter(cp) && !utf8_is_upper(cp))
			return false;
		letters += utf8_is_letter(cp);
	}
	return letters <= 4;
}

static void resolve_state(struct resolver *x, struct candidate *c)
{
	if (c->name_kind == NAME_PEOPLE && !c->silent) {
		refs_add(x->r->arena, &c->actors, people_actor(x, c));
		return;
	}
	ref id = entry_actor(x, c->entry);
	if (c->name_kind == NAME_PROPER)
		rename_actor(x, id, c, is_acronym(mention_words(x->r, c->name_first, c->name_last)) ? 0 : 3);
	else if (c->name_kind == NAME_SEAT)
		rename_actor(x, id, c, 2);
	refs_add(x->r->arena, &c->actors, id);
}

static void resolve_body(struct resolver *x, struct candidate *c)
{
	ref id = entry_actor(x, c->entry);
	rename_actor(x, id, c, 3);
	struct actor *a = actor_at(x, id);
	if (a->kind == ACTOR_KIND_ARMED_GROUP && !a->country.n && !a->mentions.n)
		a->country = sentence_country(x, c->head); /* one of many countries: where it fights here */
	refs_add(x->r->arena, &c->actors, id);
}

/* ---- whose it is ---- */

static void resolve_candidate(struct resolver *x, struct candidate *c, int depth);

/* The actors of the possessor or “of” phrase. */
static const refs *owners(struct resolver *x, const struct candidate *c, int depth)
{
	struct candidate *o = c->owner == NO_WORD ? NULL : mention_at(&x->c, c->owner);
	if (!o || o == c || depth >= OWNER_DEPTH_MAX)
		return NULL;
	resolve_candidate(x, o, depth + 1);
	return o->actors.n ? &o->actors : NULL;
}

static bool is_local(const struct actor_entry *noun, enum actor_kind kind)
{
	return noun->flags & AGENT_LOCAL || kind == ACTOR_KIND_POPULATION || kind == ACTOR_KIND_ARMED_GROUP;
}

/* ---- nominals ---- */

static bool gov_person(const struct actor_entry *noun)
{
	return noun->kind == ACTOR_KIND_PERSON && (noun->sectors[0] == SECTOR_GOV || noun->sectors[0] == 0);
}

/* Whose service it is goes before what the noun says: “military officials”, “Uruk-hai spokesman”, but “government troops”. */
static void nominal_sectors(struct resolver *x, struct actor *a, const struct candidate *c, const struct actor_entry *noun, const struct actor *owner)
{
	if (c->former)
		add_sector(x, a, SECTOR_ELI);
	bool open = gov_person(noun);
	uint8_t extra[ACTOR_SECTORS_MAX] = {0};
	for (int i = 0, n = 0; i < ACTOR_SECTORS_MAX && c->sectors[i]; i++)
		if (c->sectors[i] != noun->sectors[0] && c->sectors[i] != noun->sectors[1])
			extra[n++] = c->sectors[i];
	bool body = owner && owner->kind != ACTOR_KIND_STATE && owner->kind != ACTOR_KIND_PERSON && owner->sectors.n;
	if (open && extra[0])
		add_sectors(x, a, extra);
	else if (open && body)
		for (size_t i = 0; i < owner->sectors.n; i++)
			add_sector(x, a, owner->sectors.v[i]);
	else if (noun->sectors[0])
		add_sectors(x, a, noun->sectors);
	else
		add_sectors(x, a, extra);
}

/* “leaders” are states, but those of a group are not. */
static enum actor_kind nominal_kind(const struct resolver *x, const struct candidate *c, const struct actor_entry *noun)
{
	enum actor_kind kind = c->plural ? noun->plural_kind : noun->kind;
	if (kind == ACTOR_KIND_STATE && c->body >= 0 && entry_of(x, c->body)->kind != ACTOR_KIND_STATE)
		return entry_of(x, c->body)->kind;
	return kind;
}

static struct str without_article(const struct resolver *x, const struct candidate *c)
{
	uint32_t first = c->first;
	while (first < c->name_first && x->r->doc->words.v[first].upos == UPOS_DET && x->r->doc->words.v[first].feat & FEAT_DEF)
		first++;
	return mention_words(x->r, first, c->name_last);
}

/* One of “U.S. and Gondorian officials”. */
static struct str nominal_name(const struct resolver *x, const struct candidate *c, int state)
{
	if (c->n_states < 2 || state < 0)
		return without_article(x, c);
	struct str who = x->r->doc->words.v[c->state_word[state]].form;
	struct str noun = mention_words(x->r, c->name_first, c->name_last);
	return arena_printf(x->r->arena, "%.*s %.*s", (int)who.n, who.p, (int)noun.n, noun.p);
}

struct belonging { struct str country; ref of; };

/* The actor that was mentioned before by the same noun and belongs to the same. */
static ref same_nominal(const struct resolver *x, const struct candidate *c, enum actor_kind kind, struct belonging b)
{
	for (size_t i = x->r->actors.n, n = 0; i-- > 0 && n < LOOK_BACK_MAX; n++) {
		const struct actor *a = &x->r->actors.v[i];
		const struct actor_info *info = &x->info.v[i];
		if (info->noun != c->entry || info->named || a->kind != kind || a->plural != c->plural)
			continue;
		if (str_eq(a->country, b.country) && (a->of == b.of || b.of == NO_REF) && (kind != ACTOR_KIND_PERSON || !c->indefinite))
			return (ref)i;
	}
	return NO_REF;
}

/* “the minister”, “the envoy”: the person whose role ends in that word. */
static ref person_in_role(const struct resolver *x, const struct candidate *c, struct str country)
{
	struct str noun = person_last_word(mention_words(x->r, c->name_first, c->name_last));
	if (!c->definite || c->plural || c->indefinite)
		return NO_REF;
	for (size_t i = x->r->actors.n, n = 0; i-- > 0 && n < LOOK_BACK_MAX; n++) {
		const struct actor *a = &x->r->actors.v[i];
		if (a->kind != ACTOR_KIND_PERSON || !x->info.v[i].named || !str_ieq(person_last_word(a->role), noun))
			continue;
		if (!country.n || !a->country.n || str_eq(a->country, country))
			return (ref)i;
	}
	return NO_REF;
}

static ref nominal_actor(struct resolver *x, const struct candidate *c, struct belonging b, int state)
{
	const struct actor_entry *noun = entry_of(x, c->entry);
	enum actor_kind kind = nominal_kind(x, c, noun);
	/* a country that only the surroundings suggest does not part “the minister” from the minister named before */
	bool told = c->n_states || c->body >= 0 || c->owner != NO_WORD || c->place != NO_REF || c->where >= 0 ||
		    (noun->flags & AGENT_LOCAL && sentence_country(x, c->head).n);
	ref id = noun->flags & AGENT_TITLE && kind == ACTOR_KIND_PERSON ? person_in_role(x, c, told ? b.country : STR("")) : NO_REF;
	if (id == NO_REF)
		id = same_nominal(x, c, kind, b);
	if (id != NO_REF)
		return id;
	id = new_actor(x, nominal_name(x, c, state), kind, noun->rule);
	struct actor *a = actor_at(x, id);
	a->country = b.country;
	a->of = b.of;
	a->plural = c->plural;
	a->female = c->gender == GENDER_FEMALE;
	a->male = c->gender == GENDER_MALE;
	if (noun->flags & AGENT_TITLE && kind == ACTOR_KIND_PERSON)
		a->role = mention_words(x->r, c->role_first, c->role_last);
	nominal_sectors(x, a, c, noun, b.of == NO_REF ? NULL : actor_at(x, b.of));
	x->info.v[id].noun = c->entry;
	return id;
}

/* Country and body where the words around the noun name no state. */
static struct belonging belonging_of(struct resolver *x, const struct candidate *c, const struct actor_entry *noun, enum actor_kind kind, int depth)
{
	struct belonging b = {STR(""), NO_REF};
	const refs *o;
	if (c->body >= 0) {
		b.of = entry_actor(x, c->body);
		b.country = actor_at(x, b.of)->country;
		return b;
	}
	if ((o = owners(x, c, depth)) != NULL) {
		b.of = o->v[0];
		b.country = actor_at(x, b.of)->country;
	}
	if (!b.country.n)
		b.country = place_country(x, c->place);
	if (!b.country.n && c->where >= 0)
		b.country = entry_of(x, c->where)->country;
	if (!b.country.n && b.of == NO_REF && noun && is_local(noun, kind))
		b.country = sentence_country(x, c->head);
	if (!b.country.n && b.of == NO_REF && noun && noun->flags & AGENT_LOCAL)
		b.country = x->main_country;
	return b;
}

/* Says “the group”, “the rebels” nothing of its own: no owner, no place, no adjective? */
static bool says_no_more(const struct candidate *c)
{
	return c->definite && !c->n_states && c->body < 0 && c->owner == NO_WORD && c->place == NO_REF && c->where < 0 && !c->sectors[1] &&
	       c->name_first == c->first + 1;
}

/* The group that was named last, not long ago, of those that the noun can mean. */
static ref group_before(const struct resolver *x, const struct candidate *c, const struct actor_entry *noun, enum actor_kind kind)
{
	bool any = noun->flags & AGENT_WEAK && noun->flags & AGENT_NAMES && !c->plural;
	if (!says_no_more(c) || (kind != ACTOR_KIND_ARMED_GROUP && !any))
		return NO_REF;
	uint32_t sent = x->r->doc->words.v[c->head].sent;
	for (size_t i = x->now, n = 0; i-- > 0 && n < LOOK_BACK_MAX; n++) {
		const struct candidate *o = &x->c.v.v[i];
		if (sent - x->r->doc->words.v[o->head].sent > GROUP_SENTENCES)
			break;
		bool named = (o->type == CANDIDATE_BODY || o->type == CANDIDATE_ORGANISATION) && !o->silent && o->actors.n == 1;
		enum actor_kind k = named ? x->r->actors.v[o->actors.v[0]].kind : ACTOR_KIND_NONE;
		if (k == ACTOR_KIND_ARMED_GROUP || (any && (k == ACTOR_KIND_ORGANISATION || k == ACTOR_KIND_NGO || k == ACTOR_KIND_IGO)))
			return o->actors.v[0];
	}
	return NO_REF;
}

static void resolve_agent(struct resolver *x, struct candidate *c, int depth)
{
	const struct actor_entry *noun = entry_of(x, c->entry);
	enum actor_kind kind = nominal_kind(x, c, noun);
	ref before = group_before(x, c, noun, kind);
	if (before != NO_REF) {
		refs_add(x->r->arena, &c->actors, before);
		return;
	}
	bool members = kind == ACTOR_KIND_ARMED_GROUP || (c->plural && noun->flags & AGENT_WEAK && !noun->sectors[0]);
	if (c->body >= 0 && entry_of(x, c->body)->kind == ACTOR_KIND_ARMED_GROUP && members) {
		refs_add(x->r->arena, &c->actors, entry_actor(x, c->body)); /* “M23 rebels”, “members of M23” are M23 */
		return;
	}
	for (int i = 0; i < c->n_states; i++) {
		struct belonging b = {entry_of(x, c->state[i])->country, entry_actor(x, c->state[i])};
		if (c->n_states == 1 && c->body >= 0)
			b.of = entry_actor(x, c->body);
		refs_add(x->r->arena, &c->actors, nominal_actor(x, c, b, i));
	}
	if (c->n_states)
		return;
	struct belonging b = belonging_of(x, c, noun, kind, depth);
	if (noun->flags & AGENT_WEAK && b.of == NO_REF)
		return;
	refs_add(x->r->arena, &c->actors, nominal_actor(x, c, b, -1));
}

/* ---- persons ---- */

/* What the report says of the person beside the name goes before what the dictionary says. */
static void describe_person(struct resolver *x, ref id, const struct candidate *c, int32_t noun, int depth)
{
	struct belonging b = {STR(""), NO_REF};
	if (c->n_states) {
		b.of = entry_actor(x, c->body >= 0 ? c->body : c->state[0]);
		b.country = entry_of(x, c->state[0])->country;
	} else {
		b = belonging_of(x, c, NULL, ACTOR_KIND_PERSON, depth);
	}
	struct actor *a = actor_at(x, id);
	const struct actor_entry *n = noun >= 0 ? entry_of(x, noun) : NULL;
	bool role = n && !(n->flags & AGENT_HONORIFIC);
	if (a->of == NO_REF && b.of != id)
		a->of = b.of;
	if (!a->country.n && b.country.n && a->entry < 0)
		a->country = b.country;
	if (!a->country.n && a->entry < 0 && role && n->flags & AGENT_LOCAL)
		a->country = sentence_country(x, c->head);
	if (!a->country.n && a->entry < 0 && role && n->sectors[0] == SECTOR_GOV && (b.of == NO_REF || actor_at(x, b.of)->kind == ACTOR_KIND_STATE))
		a->country = x->main_country;
	if (!role && a->entry < 0 && !a->sectors.n && a->of != NO_REF && actor_at(x, a->of)->kind != ACTOR_KIND_STATE)
		for (size_t i = 0; i < actor_at(x, a->of)->sectors.n; i++) /* “NAME of the Morgul Front” */
			add_sector(x, a, actor_at(x, a->of)->sectors.v[i]);
	if (role && n->flags & AGENT_WEAK && a->role.n)
		role = false; /* “this year's chair” does not take the ministry away */
	if (role && !x->info.v[id].told) {
		x->info.v[id].told = true;
		if (n->flags & AGENT_TITLE)
			a->role = mention_words(x->r, c->role_first, c->role_last);
		x->info.v[id].noun = noun;
		bool weaker = a->sectors.n && gov_person(n) && !person_office_returns(a, n) && !c->former && b.of == NO_REF && !c->sectors[0];
		if (!weaker) {
			a->sectors.n = 0;
			nominal_sectors(x, a, c, n, b.of == NO_REF ? NULL : actor_at(x, b.of));
		}
	}
}

static ref known_person(const struct resolver *x, struct str name)
{
	for (size_t i = x->r->actors.n, n = 0; i-- > 0 && n < LOOK_BACK_MAX; n++) {
		const struct actor *a = &x->r->actors.v[i];
		if (a->kind != ACTOR_KIND_PERSON || !x->info.v[i].named)
			continue;
		if (str_ieq(person_last_word(a->name), person_last_word(name)) ? person_name_fits(name, a->name) || person_name_fits(a->name, name) : person_name_fits(name, a->name))
			return (ref)i;
	}
	return NO_REF;
}

static ref new_person(struct resolver *x, const struct candidate *c, int32_t entry)
{
	if (entry >= 0) {
		bool fresh = !x->of_entry[entry];
		ref id = entry_actor(x, entry);
		if (fresh)
			person_describe(x->r, entry_of(x, entry), actor_at(x, id));
		x->info.v[id].named = true;
		return id;
	}
	ref id = new_actor(x, mention_words(x->r, c->name_first, c->name_last), ACTOR_KIND_PERSON, STR("name in the report"));
	actor_at(x, id)->female = c->gender == GENDER_FEMALE;
	actor_at(x, id)->male = c->gender == GENDER_MALE;
	x->info.v[id].named = true;
	return id;
}

static uint32_t surname_at(const struct resolver *x, uint32_t word)
{
	const struct hit *h = match_at(&x->c.m, word);
	return h ? h->name : 0;
}

/* A lone word that names no one known is a person only with a title or as a speaker. */
static bool stands_alone(const struct candidate *c)
{
	return c->name_last - c->name_first > 1 || c->title >= 0 || c->apposed;
}

static void resolve_person(struct resolver *x, struct candidate *c, int depth)
{
	struct str name = mention_words(x->r, c->name_first, c->name_last);
	int32_t entry = c->entry;
	ref id = entry >= 0 && x->of_entry[entry] ? x->of_entry[entry] - 1 : NO_REF;
	if (id == NO_REF && entry < 0)
		id = known_person(x, name);
	bool cased = x->c.m.casing[x->r->doc->words.v[c->head].sent] != CASING_NONE;
	if (id == NO_REF && entry < 0 && c->name_kind == NAME_SURNAME && (cased || c->title >= 0))
		entry = person_by_surname(x->r, surname_at(x, c->name_first), c->n_states ? entry_of(x, c->state[0])->country : STR(""), x->main_country,
					  c->title >= 0);
	if (id == NO_REF && entry < 0 && (c->unsure || !stands_alone(c)))
		return;
	if (id == NO_REF)
		id = new_person(x, c, entry);
	rename_actor(x, id, c, 3);
	if (c->gender == GENDER_FEMALE && !actor_at(x, id)->male)
		actor_at(x, id)->female = true;
	if (c->gender == GENDER_MALE && !actor_at(x, id)->female)
		actor_at(x, id)->male = true;
	describe_person(x, id, c, c->title, depth);
	refs_add(x->r->arena, &c->actors, id);
}

/* ---- organisations that the dictionary does not know ---- */

static void resolve_organisation(struct resolver *x, struct candidate *c, int depth)
{
	struct str name = mention_words(x->r, c->name_first, c->name_last);
	for (size_t i = x->r->actors.n, n = 0; i-- > 0 && n < LOOK_BACK_MAX; n++)
		if (str_ieq(x->r->actors.v[i].name, name)) {
			refs_add(x->r->arena, &c->actors, (ref)i);
			return;
		}
	const struct actor_entry *noun = entry_of(x, c->title);
	struct belonging b = {STR(""), NO_REF};
	if (c->n_states)
		b = (struct belonging){entry_of(x, c->state[0])->country, entry_actor(x, c->state[0])};
	else
		b = belonging_of(x, c, noun, noun->kind, depth);
	ref id = new_actor(x, name, noun->kind, noun->rule);
	struct actor *a = actor_at(x, id);
	a->country = b.country;
	a->of = b.of;
	nominal_sectors(x, a, c, noun, NULL);
	x->info.v[id].named = true;
	x->info.v[id].noun = c->title;
	refs_add(x->r->arena, &c->actors, id);
}

/* ---- one candidate ---- */

static void resolve_same(struct resolver *x, struct candidate *c, int depth)
{
	struct candidate *person = &x->c.v.v[c->same];
	resolve_candidate(x, person, depth + 1);
	refs_add_all(x->r->arena, &c->actors, &person->actors);
	if (person->actors.n)
		describe_person(x, person->actors.v[0], c, c->entry, depth);
}

static void fill_words(struct resolver *x, const struct candidate *c)
{
	uint32_t first = c->type == CANDIDATE_PERSON && c->title >= 0 ? c->role_first : c->name_first;
	if (c->silent)
		return;
	for (size_t i = 0; i < c->actors.n; i++)
		add_mention(x, c->actors.v[i], c);
	for (uint32_t w = first; w < c->name_last; w++)
		if (x->r->doc->words.v[w].upos != UPOS_PUNCT)
			refs_add_all(x->r->arena, &x->r->word_actors[w], &c->actors);
}

/* “SNC” is whom the report has called so. */
static bool by_acronym(struct resolver *x, struct candidate *c)
{
	if (c->name_last - c->name_first > 1 || (c->type != CANDIDATE_BODY && c->type != CANDIDATE_PERSON))
		return false;
	struct str word = x->r->doc->words.v[c->name_first].form;
	for (size_t i = 0; i < x->acronyms.n; i++)
		if (str_eq(x->acronyms.v[i].word, word)) {
			refs_add(x->r->arena, &c->actors, x->acronyms.v[i].actor);
			return true;
		}
	return false;
}

static void learn_acronym(struct resolver *x, const struct candidate *c)
{
	bool group = c->type == CANDIDATE_BODY || c->type == CANDIDATE_ORGANISATION || c->type == CANDIDATE_AGENT;
	if (c->acronym != NO_WORD && group && c->actors.n == 1 && x->acronyms.n < ACRONYMS_MAX)
		vec_push(x->r->arena, &x->acronyms, ((struct acronym){x->r->doc->words.v[c->acronym].form, c->actors.v[0]}));
}

/* Who was named before; else, at the head of a sentence, who is named behind the clause. */
static void resolve_pronoun(struct resolver *x, struct candidate *c, int depth)
{
	antecedent_pronoun(x, c);
	struct candidate *ahead = c->actors.n ? NULL : antecedent_ahead(x, c);
	if (!ahead || depth > AHEAD_DEPTH_MAX)
		return;
	resolve_candidate(x, ahead, depth + 1);
	antecedent_take_ahead(x, c, ahead);
}

static void resolve_by_type(struct resolver *x, struct candidate *c, int depth)
{
	switch (c->type) {
	case CANDIDATE_STATE:
		resolve_state(x, c);
		break;
	case CANDIDATE_BODY:
		resolve_body(x, c);
		break;
	case CANDIDATE_PERSON:
		resolve_person(x, c, depth);
		break;
	case CANDIDATE_ORGANISATION:
		resolve_organisation(x, c, depth);
		break;
	case CANDIDATE_AGENT:
		if (c->same >= 0)
			resolve_same(x, c, depth);
		else
			resolve_agent(x, c, depth);
		break;
	case CANDIDATE_PRONOUN:
		resolve_pronoun(x, c, depth);
		break;
	case CANDIDATE_PAIR:
		antecedent_pair(x, c);
		break;
	default:
		break;
	}
}

static void resolve_candidate(struct resolver *x, struct candidate *c, int depth)
{
	if (c->resolved)
		return;
	c->resolved = true;
	if (!by_acronym(x, c))
		resolve_by_type(x, c, depth);
	learn_acronym(x, c);
	fill_words(x, c);
}

/* ---- the whole report ---- */

/* The country that the report speaks of most, where no other comes near. */
static struct str main_country(const struct resolver *x)
{
	struct { struct str country; unsigned n; } top[16] = {0};
	size_t n_top = 0;
	for (size_t i = 0; i < x->c.v.n + x->r->places.n; i++) {
		bool place = i >= x->c.v.n;
		const struct candidate *c = place ? NULL : &x->c.v.v[i];
		if (c && c->type != CANDIDATE_STATE)
			continue;
		struct str country = place ? x->r->places.v[i - x->c.v.n].country : entry_of(x, c->entry)->country;
		size_t k = 0;
		while (k < n_top && !str_eq(top[k].country, country))
			k++;
		if (k == 16 || !country.n)
			continue;
		top[k].country = country;
		top[k].n += place ? (unsigned)x->r->places.v[i - x->c.v.n].mentions.n : 1;
		n_top += k == n_top;
	}
	size_t best = 0;
	unsigned second = 0;
	for (size_t k = 1; k < n_top; k++)
		if (top[k].n > top[best].n)
			best = k;
	for (size_t k = 0; k < n_top; k++)
		if (k != best && top[k].n > second)
			second = top[k].n;
	return n_top && top[best].n >= 2 * second ? top[best].country : STR("");
}

/* A state that is only told by the adjectives of its organs is an actor too (they are its own): with these as mentions. */
static void add_silent_mentions(struct resolver *x)
{
	bool *bare = arena_array(x->r->arena, bool, x->r->actors.n + 1);
	for (size_t i = 0; i < x->r->actors.n; i++)
		bare[i] = x->r->actors.v[i].mentions.n == 0;
	for (size_t i = 0; i < x->c.v.n; i++)
		for (size_t k = 0; k < x->c.v.v[i].actors.n; k++)
			if (x->c.v.v[i].silent && bare[x->c.v.v[i].actors.v[k]])
				add_mention(x, x->c.v.v[i].actors.v[k], &x->c.v.v[i]);
}

/* ---- order ---- */

static int by_start(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

struct place_in_text { uint32_t start; ref id; };

static int by_first(const void *a, const void *b)
{
	const struct place_in_text *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Mentions ascend, and actors stand in the order of their first ones. */
static void put_in_order(struct reading *r)
{
	size_t n = r->actors.n;
	struct place_in_text *order = arena_array(r->arena, struct place_in_text, n + 1);
	struct actor *sorted = arena_array(r->arena, struct actor, n + 1);
	ref *now = arena_array(r->arena, ref, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct actor *a = &r->actors.v[i];
		if (a->mentions.n)
			qsort(a->mentions.v, a->mentions.n, sizeof *a->mentions.v, by_start);
		order[i] = (struct place_in_text){a->mentions.n ? a->mentions.v[0].span.start : UINT32_MAX, (ref)i};
	}
	qsort(order, n, sizeof *order, by_first);
	for (size_t i = 0; i < n; i++) {
		sorted[i] = r->actors.v[order[i].id];
		now[order[i].id] = (ref)i;
	}
	for (size_t i = 0; i < n; i++) {
		r->actors.v[i] = sorted[i];
		if (sorted[i].of != NO_REF)
			r->actors.v[i].of = now[sorted[i].of];
	}
	for (size_t w = 0; w < r->doc->words.n; w++)
		for (size_t k = 0; k < r->word_actors[w].n; k++)
			r->word_actors[w].v[k] = now[r->word_actors[w].v[k]];
}

static bool is_full_name(const struct candidate *c)
{
	return c->type == CANDIDATE_PERSON && !c->unsure && (c->entry >= 0 || c->name_last - c->name_first > 1);
}

void resolve_run(struct reading *r)
{
	struct resolver x = {.r = r, .dict = r->k->actors};
	if (!x.dict)
		return;
	mention_run(r, &x.c);
	x.of_entry = arena_array(r->arena, ref, x.dict->entries.n + 1);
	x.main_country = main_country(&x);
	/* full names first, so that a surname in a headline finds its owner further down */
	for (size_t i = 0; i < x.c.v.n; i++)
		if (is_full_name(&x.c.v.v[i]))
			resolve_candidate(&x, &x.c.v.v[i], 0);
	for (size_t i = 0; i < x.c.v.n; i++) {
		x.now = i;
		resolve_candidate(&x, &x.c.v.v[i], 0);
	}
	add_silent_mentions(&x);
	put_in_order(r);
}
