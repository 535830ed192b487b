#include "sense/match.h"

#include "base/utf8.h"

#define ACRONYM_STRICT_MAX 3 /* “US” must be in capitals; “Nato”, “Isis” need not */

/* A piece of a sentence's words. */
struct piece {
	uint32_t number; /* in the dictionary */
	uint32_t word;
	bool ends;       /* the last of its word */
};

struct matcher {
	const struct reading *r;
	const struct actor_dict *d;
	struct matches *m;
	VEC(struct piece) p; /* of the sentence at hand */
	enum casing casing;  /* likewise */
};

struct letters { unsigned upper, lower; bool first_upper; };

static struct letters count_letters(struct str s)
{
	struct letters n = {0};
	for (size_t i = 0; i < s.n;) {
		bool first = i == 0;
		uint32_t cp = utf8_next(s, &i);
		if (utf8_is_upper(cp)) {
			n.upper++;
			n.first_upper |= first;
		} else if (utf8_is_letter(cp)) {
			n.lower++;
		}
	}
	return n;
}

static enum casing casing_of(const struct doc *d, const struct sent *s)
{
	unsigned small = 0, capital = 0, lower = 0, upper = 0;
	for (uint32_t w = s->first; w < s->last; w++) {
		struct letters n = count_letters(d->words.v[w].form);
		lower += n.lower;
		upper += n.upper;
		if (d->words.v[w].upos == UPOS_ADP || d->words.v[w].upos == UPOS_DET || n.upper + n.lower < 4)
			continue;
		capital += n.first_upper;
		small += !n.first_upper;
	}
	if (!lower || !upper || (upper > lower * 4))
		return CASING_NONE;
	return small == 0 && capital > 2 ? CASING_TITLE : CASING_USUAL;
}

static void collect_pieces(struct matcher *x, const struct sent *s)
{
	x->p.n = 0;
	for (uint32_t w = s->first; w < s->last; w++) {
		uint32_t numbers[ACTOR_PIECES_MAX];
		int n = actor_dict_pieces(x->d, x->r->doc->words.v[w].form, numbers);
		for (int i = 0; i < n; i++)
			vec_push(x->r->arena, &x->p, ((struct piece){numbers[i], w, i + 1 == n}));
	}
}

/* Taggers err on names in capitals, but no function word is a name. */
static bool can_name(uint8_t upos)
{
	return upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_ADV || upos == UPOS_X || upos == UPOS_INTJ;
}

/* Without capitals to go by the tagger decides, and bare surnames and acronyms must be proper nouns. */
static bool fits_without_case(const struct doc *d, const struct actor_name *n, uint32_t first, uint32_t last)
{
	bool proper = false, nominal = false;
	for (uint32_t w = first; w < last; w++) {
		proper |= d->words.v[w].upos == UPOS_PROPN;
		nominal |= can_name(d->words.v[w].upos);
	}
	bool strict = n->kase == CASE_UPPER || n->kind == NAME_SURNAME;
	return strict ? proper : nominal;
}

static bool fits_upper(struct letters n)
{
	return n.lower == 0 || (n.upper + n.lower > ACRONYM_STRICT_MAX && n.first_upper);
}

static bool fits(const struct matcher *x, const struct actor_name *n, uint32_t first, uint32_t last)
{
	const struct doc *d = x->r->doc;
	if (n->kase == CASE_ANY)
		return true;
	if (x->casing == CASING_NONE)
		return fits_without_case(d, n, first, last);
	for (uint32_t w = first; w < last; w++) {
		struct letters l = count_letters(d->words.v[w].form);
		if (n->kase == CASE_UPPER ? !fits_upper(l) : false)
			return false;
		if (n->kase == CASE_CAPITAL && l.upper)
			return true;
	}
	return n->kase == CASE_UPPER;
}

/* Words of agency.tsv name nobody; they are looked up where they are needed. */
static bool is_function_word(const struct matcher *x, const struct actor_name *n)
{
	return x->d->entries.v[n->entry].type == ENTRY_AGENCY;
}

static uint32_t first_fitting(const struct matcher *x, uint32_t node, uint32_t first, uint32_t last)
{
	uint32_t n = x->d->node_names.v[node];
	while (n && (is_function_word(x, &x->d->names.v[n]) || !fits(x, &x->d->names.v[n], first, last)))
		n = x->d->names.v[n].next;
	return n;
}

static uint32_t head_of(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = last; w-- > first;) {
		int32_t h = d->words.v[w].head;
		if ((h < (int32_t)first || h >= (int32_t)last) && d->words.v[w].upos != UPOS_PUNCT && d->words.v[w].upos != UPOS_PART)
			return w;
	}
	return last - 1;
}

static void add_hit(struct matcher *x, uint32_t first, uint32_t last, uint32_t name)
{
	struct hit h = {first, last, head_of(x->r->doc, first, last), name};
	vec_push(x->r->arena, &x->m->hits, h);
	for (uint32_t w = first; w < last; w++)
		x->m->hit_of[w] = (uint32_t)x->m->hits.n;
}

/* The longest match from piece i: how many pieces it takes, 0 for none, and the first name that fits. */
static size_t longest_from(const struct matcher *x, size_t i, uint32_t *name)
{
	const struct piece *p = x->p.v;
	uint32_t node = 0;
	size_t best = 0;
	for (size_t j = i; j < x->p.n && (node = actor_dict_step(x->d, node, p[j].number)); j++) {
		uint32_t fit = p[j].ends ? first_fitting(x, node, p[i].word, p[j].word + 1) : 0;
		if (fit) {
			best = j + 1 - i;
			*name = fit;
		}
	}
	return best;
}

/* Whether the match of n pieces at i is only an article and the front of a longer name: “the West” of “the West March”. */
static bool cuts_longer(const struct matcher *x, size_t i, size_t n)
{
	uint32_t name;
	return n > 1 && x->r->doc->words.v[x->p.v[i].word].upos == UPOS_DET && longest_from(x, i + 1, &name) >= n;
}

static void match_sentence(struct matcher *x, const struct sent *s)
{
	collect_pieces(x, s);
	for (size_t i = 0; i < x->p.n;) {
		uint32_t name = 0;
		size_t n = longest_from(x, i, &name);
		if (n && !cuts_longer(x, i, n)) {
			add_hit(x, x->p.v[i].word, x->p.v[i + n - 1].word + 1, name);
			i += n;
			continue;
		}
		while (!x->p.v[i++].ends) /* on to the next word */
			;
	}
}

/* The countries whose states the report names. */
static void collect_countries(struct matcher *x)
{
	for (size_t i = 0; i < x->m->hits.n && x->m->countries.n < MATCH_COUNTRIES_MAX; i++) {
		const struct actor_entry *e = &x->d->entries.v[x->d->names.v[x->m->hits.v[i].name].entry];
		bool known = e->type != ENTRY_STATE;
		for (size_t j = 0; j < x->m->countries.n && !known; j++)
			known = str_eq(x->m->countries.v[j], e->country);
		if (!known)
			vec_push(x->r->arena, &x->m->countries, e->country);
	}
}

void match_run(const struct reading *r, struct matches *m)
{
	struct matcher x = {.r = r, .d = r->k->actors, .m = m};
	*m = (struct matches){.hit_of = arena_array(r->arena, uint32_t, r->doc->words.n + 1),
			      .casing = arena_array(r->arena, enum casing, r->doc->sents.n + 1)};
	for (size_t s = 0; s < r->doc->sents.n; s++) {
		x.casing = m->casing[s] = casing_of(r->doc, &r->doc->sents.v[s]);
		match_sentence(&x, &r->doc->sents.v[s]);
	}
	collect_countries(&x);
}

const struct hit *match_at(const struct matches *m, uint32_t word)
{
	return m->hit_of[word] ? &m->hits.v[m->hit_of[word] - 1] : NULL;
}

static bool speaks_of(const struct reading *r, const struct matches *m, struct str country)
{
	for (size_t i = 0; i < m->countries.n; i++)
		if (str_eq(m->countries.v[i], country))
			return true;
	for (size_t i = 0; i < r->places.n; i++)
		if (country.n && str_eq(r->places.v[i].country, country))
			return true;
	return false;
}

/* How well an entry fits beside others of its name: one that exists on the day, and of these one of a country that the report
 * speaks of. */
static int fitness(const struct reading *r, const struct matches *m, const struct actor_entry *e)
{
	return (actor_dict_holds(e->from, e->to, r->dct) ? 2 : 0) + (e->type == ENTRY_BODY && speaks_of(r, m, e->country));
}

int32_t match_entry(const struct reading *r, const struct matches *m, const struct hit *h, enum entry_type type, enum name_kind *kind)
{
	struct matcher x = {.r = r, .d = r->k->actors, .casing = m->casing[r->doc->words.v[h->first].sent]};
	int32_t found = -1;
	int best = -1;
	for (uint32_t n = h->name; n; n = x.d->names.v[n].next) {
		const struct actor_name *name = &x.d->names.v[n];
		const struct actor_entry *e = &x.d->entries.v[name->entry];
		if (e->type != type || !fits(&x, name, h->first, h->last))
			continue;
		bool alone = found < 0 && !name->next;
		int fit = alone ? 0 : fitness(r, m, e);
		if (fit > best) {
			found = (int32_t)name->entry;
			*kind = name->kind;
			best = fit;
		}
	}
	return found;
}
