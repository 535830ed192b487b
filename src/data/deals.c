#include "data/deals.h"

#include "base/utf8.h"
#include "data/table.h"

struct deals {
	size_t n; /* symbols known when this was loaded; all tables are [n] */
	const struct talk_word **talk;
	const struct thing_word **thing, **stop_verb;
	const struct quality_word **quality;
	const struct act_word **act;
	const struct known_name **known;
	const struct trait_word **trait;
	const uint8_t *ordinal;
	const uint32_t *grammar; /* bits 1 << enum grammar */
};

/* While loading, entries are kept in lists in the order of the files. */
struct loading {
	struct knowledge *k;
	const char *dir;
	struct err *err;
	VEC(struct { sym word; struct talk_word entry; }) talks;
	VEC(struct { sym word; struct thing_word entry; }) things;
	VEC(struct { sym word; struct quality_word entry; }) qualities;
	VEC(struct act_word) acts;
	VEC(struct known_name) names;
	VEC(struct { sym word; uint8_t n; }) ordinals;
	VEC(struct { sym word; struct trait_word entry; }) traits;
	VEC(struct { sym word; uint32_t uses; }) grammar;
};

static struct str rule_of(struct loading *l, const struct table *t)
{
	return arena_printf(&l->k->arena, "%s:%u %.*s", t->name, t->line, (int)t->field[0].n, t->field[0].p);
}

static enum deal_pos pos_of(struct str s)
{
	return str_is(s, "noun") ? DEAL_NOUN : str_is(s, "verb") ? DEAL_VERB : str_is(s, "adj") ? DEAL_ADJ
		 : str_is(s, "adv") ? DEAL_ADV : str_is(s, "prep") ? DEAL_PREP : DEAL_POS_NONE;
}

/* A field of a value list, or empty; complains and returns false where it is neither. */
#define VALUE(t, i, of, out) ((*(out) = of((t)->field[i])) || !(t)->field[i].n || \
			      table_fail((t), "\"%.*s\" is no value of field %d", (int)(t)->field[i].n, (t)->field[i].p, (i) + 1))

static bool read_scopes(struct table *t, int field, uint32_t *out)
{
	struct str list = t->field[field], item;
	while (table_item(&list, '|', &item)) {
		enum scope s = scope_of(item);
		if (!s)
			return table_fail(t, "no scope \"%.*s\"", (int)item.n, item.p);
		*out |= 1u << s;
	}
	return true;
}

static bool talk_row(struct loading *l, struct table *t)
{
	struct talk_word e = {.pos = pos_of(t->field[1]), .rule = rule_of(l, t)};
	if (e.pos != DEAL_NOUN && e.pos != DEAL_VERB)
		return table_fail(t, "kind \"%.*s\" is neither noun nor verb", (int)t->field[1].n, t->field[1].p);
	if (!VALUE(t, 2, talk_form_of, &e.form))
		return false;
	e.strong = str_is(t->field[3], "strong");
	if (!e.strong && !str_is(t->field[3], "weak"))
		return table_fail(t, "strength is neither strong nor weak");
	e.visit = str_is(t->field[4], "visit");
	e.host = str_is(t->field[4], "host");
	if (t->field[4].n && !e.visit && !e.host)
		return table_fail(t, "what is neither visit nor host");
	*vec_add(&l->k->arena, &l->talks) = (__typeof__(*l->talks.v)){knowledge_sym(l->k, t->field[0]), e};
	return true;
}

static enum thing_class class_of(struct str s)
{
	static const char *const names[] = {"", "truce", "stop", "agreement", "weak-agreement", "proposal", "weak-proposal", "swap",
					    "pause", "withdrawal", "guarantee", "talks", "stop-verb"};
	for (size_t i = 1; i < sizeof names / sizeof *names; i++)
		if (str_is(s, names[i]))
			return (enum thing_class)i;
	return THING_NONE;
}

static bool thing_row(struct loading *l, struct table *t)
{
	struct thing_word e = {.class = class_of(t->field[1]), .rule = rule_of(l, t)};
	if (!e.class)
		return table_fail(t, "no class \"%.*s\"", (int)t->field[1].n, t->field[1].p);
	if (!VALUE(t, 2, agreement_kind_of, &e.agreement) || !VALUE(t, 3, proposal_kind_of, &e.proposal) || !read_scopes(t, 4, &e.scopes))
		return false;
	*vec_add(&l->k->arena, &l->things) = (__typeof__(*l->things.v)){knowledge_sym(l->k, t->field[0]), e};
	return true;
}

static bool quality_row(struct loading *l, struct table *t)
{
	struct quality_word e = {0};
	if (!VALUE(t, 1, agreement_kind_of, &e.agreement) || !VALUE(t, 2, proposal_kind_of, &e.proposal) || !read_scopes(t, 3, &e.scopes) ||
	    !VALUE(t, 4, extent_of, &e.extent) || !VALUE(t, 5, talk_form_of, &e.form))
		return false;
	*vec_add(&l->k->arena, &l->qualities) = (__typeof__(*l->qualities.v)){knowledge_sym(l->k, t->field[0]), e};
	return true;
}

static uint8_t life_of(struct str s)
{
	/* the changes are numbered alike in enum agreement_change and enum life */
	return str_is(s, "in-force") ? LIFE_IN_FORCE : str_is(s, "declared") ? LIFE_DECLARED : (uint8_t)agreement_change_of(s);
}

static bool act_value(struct table *t, struct act_word *e)
{
	static const struct { const char *name; enum act_about about; } abouts[] = {
		{"talk", ABOUT_TALK}, {"proposal", ABOUT_PROPOSAL}, {"agreement", ABOUT_AGREEMENT}, {"topic", ABOUT_TOPIC},
		{"note", ABOUT_NOTE}, {"lead", ABOUT_LEAD}, {"mediate", ABOUT_MEDIATE},
		{"term", ABOUT_TERM}, {"reason", ABOUT_REASON}, {"each", ABOUT_EACH}, {"alias", ABOUT_ALIAS}, {"deny", ABOUT_DENY}, {"monitor", ABOUT_MONITOR},
		{"offer", ABOUT_OFFER}, {"attend", ABOUT_ATTEND}, {"occur", ABOUT_OCCUR}};
	for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++)
		if (str_is(t->field[2], abouts[i].name))
			e->about = abouts[i].about;
	if (!e->about)
		return table_fail(t, "no about \"%.*s\"", (int)t->field[2].n, t->field[2].p);
	struct str v = t->field[3];
	e->value = e->about == ABOUT_TALK ? (uint8_t)talk_status_of(v) : e->about == ABOUT_PROPOSAL ? (uint8_t)proposal_status_of(v)
		 : e->about == ABOUT_AGREEMENT ? life_of(v) : 0;
	if (e->about <= ABOUT_AGREEMENT && !e->value)
		return table_fail(t, "no value \"%.*s\"", (int)v.n, v.p);
	return true;
}

static bool act_row(struct loading *l, struct table *t)
{
	struct act_word e = {.pos = pos_of(t->field[1]), .rule = rule_of(l, t)};
	struct str words = t->field[0], item;
	int n = 0;
	if (!e.pos)
		return table_fail(t, "no kind \"%.*s\"", (int)t->field[1].n, t->field[1].p);
	while (table_item(&words, ' ', &item)) {
		if (n == ACT_WORDS_MAX)
			return table_fail(t, "more than %d words", ACT_WORDS_MAX);
		e.word[n++] = knowledge_sym(l->k, item);
	}
	if (n == 0 || !act_value(t, &e))
		return n > 0 ? false : table_fail(t, "no word");
	vec_push(&l->k->arena, &l->acts, e);
	return true;
}

static bool trait_row(struct loading *l, struct table *t)
{
	struct trait_word e = {.monitor = str_is(t->field[3], "monitor")};
	if (!VALUE(t, 1, purpose_of, &e.purpose) || !VALUE(t, 2, ceasefire_class_of, &e.class))
		return false;
	if (t->field[3].n && !e.monitor)
		return table_fail(t, "what is not monitor");
	*vec_add(&l->k->arena, &l->traits) = (__typeof__(*l->traits.v)){knowledge_sym(l->k, t->field[0]), e};
	return true;
}

static bool ordinal_row(struct loading *l, struct table *t)
{
	int64_t n;
	if (!str_int(t->field[1], 1, UINT8_MAX, &n))
		return table_fail(t, "\"%.*s\" is no number from 1 to %d", (int)t->field[1].n, t->field[1].p, UINT8_MAX);
	*vec_add(&l->k->arena, &l->ordinals) = (__typeof__(*l->ordinals.v)){knowledge_sym(l->k, t->field[0]), (uint8_t)n};
	return true;
}

static bool grammar_row(struct loading *l, struct table *t)
{
	static const char *const uses[GRAMMAR_COUNT] = {
#define X(name, word) word,
		GRAMMAR_LIST(X)
#undef X
	};
	uint32_t bit = 0;
	for (unsigned i = 0; i < GRAMMAR_COUNT; i++)
		bit |= str_is(t->field[0], uses[i]) ? 1u << i : 0;
	if (!bit)
		return table_fail(t, "no use \"%.*s\"", (int)t->field[0].n, t->field[0].p);
	struct str list = t->field[1], item;
	while (table_item(&list, '|', &item))
		*vec_add(&l->k->arena, &l->grammar) = (__typeof__(*l->grammar.v)){knowledge_sym(l->k, item), bit};
	return true;
}

static struct str lower(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, 2 * s.n + 4);
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);
		n += utf8_put(cp == 0x2019 ? '\'' : utf8_lower(cp), out + n);
	}
	return (struct str){out, n};
}

/* Words are cut as the tokeniser cuts names: at spaces, and “Trump's” before the apostrophe. */
static bool add_name(struct loading *l, struct table *t, const struct known_deal *deal, struct str name)
{
	struct known_name e = {.deal = deal};
	struct str rest = lower(&l->k->arena, name), item;
	while (table_item(&rest, ' ', &item)) {
		struct str parts[2] = {item, {"", 0}};
		if (item.n > 2 && str_ends(item, STR("'s")))
			parts[0] = str_sub(item, 0, item.n - 2), parts[1] = STR("'s");
		for (int i = 0; i < 2 && parts[i].n; i++) {
			if (e.n == NAME_WORDS_MAX)
				return table_fail(t, "a name of more than %d words", NAME_WORDS_MAX);
			e.word[e.n++] = knowledge_sym(l->k, parts[i]);
		}
	}
	vec_push(&l->k->arena, &l->names, e);
	return true;
}

static bool iso_date(struct str s)
{
	struct str year = str_cut(&s, '-'), month = str_cut(&s, '-');
	int64_t n;
	return str_int(year, 1000, 2999, &n) && (!month.n || str_int(month, 1, 12, &n)) && (!s.n || str_int(s, 1, 31, &n));
}

static bool known_row(struct loading *l, struct table *t)
{
	struct known_deal *e = arena_new(&l->k->arena, struct known_deal);
	*e = (struct known_deal){.name = t->field[0], .parties = t->field[3], .mediators = t->field[4], .date = t->field[5], .rule = rule_of(l, t)};
	if (!VALUE(t, 2, agreement_kind_of, &e->kind) || !read_scopes(t, 6, &e->scopes))
		return false;
	if (!e->kind)
		return table_fail(t, "no kind of agreement");
	if (e->date.n && !iso_date(e->date))
		return table_fail(t, "\"%.*s\" is no date", (int)e->date.n, e->date.p);
	struct str names = t->field[1], item;
	if (!add_name(l, t, e, t->field[0]))
		return false;
	while (table_item(&names, '|', &item))
		if (!add_name(l, t, e, item))
			return false;
	return true;
}

static bool read_rows(struct loading *l, const char *name, int fields, bool (*row)(struct loading *, struct table *))
{
	struct table t;
	if (!knowledge_table(l->k, &t, l->dir, name, l->err))
		return false;
	while (table_next(&t, fields, fields))
		if (!row(l, &t))
			return false;
	return l->err->code == ERR_NONE;
}

/* ------------------------------------------------------------------------------------------------ index */

static void index_talks(struct loading *l, struct deals *d)
{
	for (size_t i = l->talks.n; i-- > 0;) {
		l->talks.v[i].entry.next = d->talk[l->talks.v[i].word];
		d->talk[l->talks.v[i].word] = &l->talks.v[i].entry;
	}
	for (size_t i = l->acts.n; i-- > 0;) {
		l->acts.v[i].next = d->act[l->acts.v[i].word[0]];
		d->act[l->acts.v[i].word[0]] = &l->acts.v[i];
	}
}

static void index_things(struct loading *l, struct deals *d)
{
	for (size_t i = 0; i < l->things.n; i++)
		(l->things.v[i].entry.class == THING_STOP_VERB ? d->stop_verb : d->thing)[l->things.v[i].word] = &l->things.v[i].entry;
	for (size_t i = 0; i < l->qualities.n; i++) {
		const struct quality_word *new = &l->qualities.v[i].entry;
		struct quality_word *q = (struct quality_word *)d->quality[l->qualities.v[i].word];
		if (!q)
			d->quality[l->qualities.v[i].word] = new;
		else {
			q->agreement = q->agreement ? q->agreement : new->agreement;
			q->proposal = q->proposal ? q->proposal : new->proposal;
			q->extent = q->extent ? q->extent : new->extent;
			q->form = q->form ? q->form : new->form;
			q->scopes |= new->scopes;
		}
	}
}

static void index_traits(struct loading *l, struct deals *d)
{
	d->trait = arena_array(&l->k->arena, const struct trait_word *, d->n);
	for (size_t i = l->traits.n; i-- > 0;) {
		l->traits.v[i].entry.next = d->trait[l->traits.v[i].word];
		d->trait[l->traits.v[i].word] = &l->traits.v[i].entry;
	}
}

static void index_grammar(struct loading *l, struct deals *d)
{
	uint32_t *uses = arena_array(&l->k->arena, uint32_t, d->n);
	for (size_t i = 0; i < l->grammar.n; i++)
		uses[l->grammar.v[i].word] |= l->grammar.v[i].uses;
	d->grammar = uses;
	uint8_t *ordinal = arena_array(&l->k->arena, uint8_t, d->n);
	for (size_t i = 0; i < l->ordinals.n; i++)
		ordinal[l->ordinals.v[i].word] = l->ordinals.v[i].n;
	d->ordinal = ordinal;
}

static void index_names(struct loading *l, struct deals *d)
{
	for (size_t i = 0; i < l->names.n; i++) {
		struct known_name *e = &l->names.v[i];
		const struct known_name **at = &d->known[e->word[0]];
		while (*at && (*at)->n >= e->n)
			at = &((struct known_name *)*at)->next;
		e->next = *at;
		*at = e;
	}
}

bool deals_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct loading l = {.k = k, .dir = dir, .err = err};
	if (!read_rows(&l, "process/talks.tsv", 5, talk_row) || !read_rows(&l, "process/things.tsv", 5, thing_row) ||
	    !read_rows(&l, "process/qualities.tsv", 6, quality_row) || !read_rows(&l, "process/acts.tsv", 4, act_row) ||
	    !read_rows(&l, "process/known.tsv", 7, known_row) || !read_rows(&l, "process/grammar.tsv", 2, grammar_row) ||
	    !read_rows(&l, "process/traits.tsv", 4, trait_row) || !read_rows(&l, "process/ordinals.tsv", 2, ordinal_row))
		return false;
	struct arena *a = &k->arena;
	struct deals *d = arena_new(a, struct deals);
	d->n = k->symbols.n;
	d->talk = arena_array(a, const struct talk_word *, d->n);
	d->thing = arena_array(a, const struct thing_word *, d->n);
	d->stop_verb = arena_array(a, const struct thing_word *, d->n);
	d->quality = arena_array(a, const struct quality_word *, d->n);
	d->act = arena_array(a, const struct act_word *, d->n);
	d->known = arena_array(a, const struct known_name *, d->n);
	index_talks(&l, d);
	index_things(&l, d);
	index_names(&l, d);
	index_traits(&l, d);
	index_grammar(&l, d);
	k->deals = d;
	return true;
}

#define LOOKUP(table, word) ((word) < d->n ? d->table[word] : 0)

const struct talk_word *deals_talk(const struct deals *d, sym lemma)
{
	return LOOKUP(talk, lemma);
}

const struct thing_word *deals_thing(const struct deals *d, sym lemma)
{
	return LOOKUP(thing, lemma);
}

const struct thing_word *deals_stop_verb(const struct deals *d, sym lemma)
{
	return LOOKUP(stop_verb, lemma);
}

const struct quality_word *deals_quality(const struct deals *d, sym lemma)
{
	return LOOKUP(quality, lemma);
}

const struct act_word *deals_act(const struct deals *d, sym lemma)
{
	return LOOKUP(act, lemma);
}

const struct trait_word *deals_trait(const struct deals *d, sym lemma)
{
	return LOOKUP(trait, lemma);
}

int64_t deals_ordinal(const struct deals *d, sym word)
{
	return LOOKUP(ordinal, word);
}

bool deals_grammar(const struct deals *d, sym word, enum grammar use)
{
	_Static_assert(GRAMMAR_COUNT <= 32, "uses are bits");
	return word < d->n && d->grammar[word] >> use & 1;
}

const struct known_name *deals_known(const struct deals *d, sym first_word)
{
	return LOOKUP(known, first_word);
}
