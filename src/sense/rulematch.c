#include "sense/rulematch.h"

#include "data/cues.h"
#include "sense/phrase.h"

#define RULEMATCH_OF_DEPTH 2 /* “agreed to the terms of a ceasefire” */

static void add_node(struct nodes *to, int32_t w)
{
	for (size_t i = 0; i < to->n; i++)
		if (to->v[i] == (uint32_t)w)
			return;
	if (w >= 0 && to->n < RULEMATCH_NODES_MAX)
		to->v[to->n++] = (uint32_t)w;
}

static void add_kids(const struct doc *d, uint32_t w, uint64_t deps, struct nodes *to)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (deps >> d->words.v[d->kids[i]].dep & 1)
			add_node(to, (int32_t)d->kids[i]);
}

#define BIT(dep) ((uint64_t)1 << (dep))
#define DEPS_MOD (BIT(DEP_AMOD) | BIT(DEP_COMPOUND) | BIT(DEP_NMOD_POSS) | BIT(DEP_NMOD_UNMARKED) | BIT(DEP_NMOD_DESC))
#define DEPS_ADV (BIT(DEP_ADVMOD) | BIT(DEP_COMPOUND_PRT))
#define DEPS_ANY (BIT(DEP_OBL) | BIT(DEP_OBL_AGENT) | BIT(DEP_NMOD) | BIT(DEP_OBL_UNMARKED))
_Static_assert(DEP_COUNT <= 64, "relations fit in a bit set");

static bool is_verb(const struct rulematch *m, uint32_t w)
{
	return m->d->words.v[w].upos == UPOS_VERB || m->d->words.v[w].upos == UPOS_AUX;
}

/* The word that lends a noun its doer and its prepositions: “Gondor launched an attack on Arnor”. */
static int32_t light_verb(const struct rulematch *m, uint32_t n)
{
	int32_t gov = m->hits[n].gov;
	if (gov >= 0 && m->hits[gov].rule->effect == RULE_EFFECT_DO && m->hits[gov].rule->bare)
		return gov;
	return -1;
}

/* A modifier that names an actor: “the Gondorian attack”, “Gondor's proposal”. */
static int32_t owner(const struct rulematch *m, uint32_t n)
{
	const struct doc *d = m->d;
	int32_t poss = doc_kid(d, n, DEP_NMOD_POSS);
	if (poss >= 0)
		return poss;
	for (uint32_t i = d->kids_start[n]; i < d->kids_start[n + 1]; i++)
		if (DEPS_MOD >> d->words.v[d->kids[i]].dep & 1 && m->r->word_actors[d->kids[i]].n)
			return (int32_t)d->kids[i];
	return -1;
}

/* The word that has this noun as the complement of its effect; before complements are linked, the verb it is object of. */
static int32_t noun_governor(const struct rulematch *m, uint32_t n)
{
	if (m->hits[n].gov >= 0)
		return m->hits[n].gov;
	const struct word *w = &m->d->words.v[n];
	bool object = w->dep == DEP_OBJ || w->dep == DEP_NSUBJ_PASS || w->dep == DEP_OBL;
	return object && w->head >= 0 && m->hits[w->head].rule && m->hits[w->head].rule->effect ? w->head : -1;
}

/* Who has done what is governed by w: its own doer; of what is alleged whoever stands accused (“blamed *Mordor* for the attack”). */
static int32_t doer_lent(const struct rulematch *m, uint32_t w, uint32_t n)
{
	if (m->hits[w].rule->effect != RULE_EFFECT_ALLEGE)
		return rulematch_doer(m, w);
	int32_t accused = is_verb(m, w) ? clause_object(m->d, &m->cw, w) : -1;
	return accused == (int32_t)n ? -1 : accused;
}

static int32_t noun_doer(const struct rulematch *m, uint32_t n)
{
	int32_t by = clause_prep(m->d, n, m->cw.by), of = clause_prep(m->d, n, m->cw.of);
	if (by < 0 && of >= 0)
		by = clause_prep(m->d, (uint32_t)of, m->cw.by); /* “the arrest of rebels by police”: parsers hang it on the nearest noun */
	if (by < 0)
		by = owner(m, n);
	for (int32_t g = noun_governor(m, n); by < 0 && g >= 0; g = m->hits[g].gov)
		by = doer_lent(m, (uint32_t)g, n);
	if (by < 0 && m->d->words.v[n].dep == DEP_CONJ && m->d->words.v[n].head >= 0)
		by = noun_doer(m, clause_first_conjunct(m->d, n));
	return by;
}

/* “issued a declaration demanding …”: who issued it, where the thing is nobody. */
static int32_t author(const struct rulematch *m, uint32_t thing)
{
	const struct word *w = &m->d->words.v[thing];
	if (w->upos != UPOS_NOUN || !cues_any(m->r->k->cues, w->lem, CUE_NOUN) || w->dep != DEP_OBJ || w->head < 0 || m->r->word_actors[thing].n || !is_verb(m, (uint32_t)w->head))
		return (int32_t)thing;
	int32_t doer = clause_subject(m->d, &m->cw, (uint32_t)w->head);
	return doer >= 0 ? doer : (int32_t)thing;
}

int32_t rulematch_doer(const struct rulematch *m, uint32_t w)
{
	if (is_verb(m, w)) {
		int32_t doer = clause_subject(m->d, &m->cw, w);
		return doer >= 0 && m->d->words.v[w].dep == DEP_ACL ? author(m, (uint32_t)doer) : doer;
	}
	if (m->d->words.v[w].upos == UPOS_ADJ)
		return clause_surface_subject(m->d, &m->cw, w);
	/* A noun as predicate has its subject beside it; “in talks with” as a predicate too. */
	int32_t s = doc_kid(m->d, w, DEP_COP) >= 0 ? doc_kid(m->d, w, DEP_NSUBJ) : -1;
	return s >= 0 ? s : noun_doer(m, w);
}

static void step_prep(const struct rulematch *m, uint32_t w, sym prep, struct nodes *to)
{
	int32_t at = clause_prep(m->d, w, prep);
	int32_t light = light_verb(m, w);
	if (at < 0 && light >= 0)
		at = clause_prep(m->d, (uint32_t)light, prep);
	/* “talks held in Edoras between Gondor and Arnor” */
	int32_t participle = is_verb(m, w) ? -1 : doc_kid(m->d, w, DEP_ACL);
	if (at < 0 && participle >= 0)
		at = clause_prep(m->d, (uint32_t)participle, prep);
	/* “signed an accord with Arnor”: the parser may hang it on the object. */
	int32_t obj = is_verb(m, w) ? doc_kid(m->d, w, DEP_OBJ) : -1;
	if (at < 0 && obj >= 0)
		at = clause_prep(m->d, (uint32_t)obj, prep);
	/* “Gondor, with which Rohan signed a treaty” */
	if (at >= 0 && m->d->words.v[at].feat & FEAT_REL && m->d->words.v[w].dep == DEP_ACL_RELCL)
		at = m->d->words.v[w].head;
	add_node(to, at);
}

static void step_comp(const struct rulematch *m, uint32_t w, struct nodes *to)
{
	add_kids(m->d, w, BIT(DEP_XCOMP) | BIT(DEP_CCOMP), to);
	if (!is_verb(m, w))
		add_kids(m->d, w, BIT(DEP_ACL), to);
}

static void step(const struct rulematch *m, uint32_t w, struct rule_step s, struct nodes *to)
{
	const struct doc *d = m->d;
	switch ((enum rule_step_kind)s.kind) {
	case RULE_STEP_SUBJ:
		add_node(to, rulematch_doer(m, w));
		break;
	case RULE_STEP_OBJ:
		add_node(to, is_verb(m, w) ? clause_object(d, &m->cw, w) : clause_prep(d, w, m->cw.of));
		break;
	case RULE_STEP_IOBJ:
		add_node(to, doc_kid(d, w, DEP_IOBJ));
		break;
	case RULE_STEP_COMP:
		step_comp(m, w, to);
		break;
	case RULE_STEP_MOD:
		add_kids(d, w, DEPS_MOD, to);
		break;
	case RULE_STEP_ADV:
		add_kids(d, w, DEPS_ADV, to);
		break;
	case RULE_STEP_NUM:
		add_kids(d, w, BIT(DEP_NUMMOD), to);
		break;
	case RULE_STEP_GOV:
		add_node(to, d->words.v[w].head);
		break;
	case RULE_STEP_ADVCL:
		add_kids(d, w, BIT(DEP_ADVCL), to);
		break;
	case RULE_STEP_CASE:
		add_kids(d, w, BIT(DEP_CASE), to);
		break;
	case RULE_STEP_ANY:
		add_kids(d, w, DEPS_ANY, to);
		break;
	case RULE_STEP_PREP:
		step_prep(m, w, s.prep, to);
		break;
	}
}

struct nodes rulematch_slot(const struct rulematch *m, uint32_t w, const struct rule_slot *slot)
{
	struct nodes at = {.v = {w}, .n = 1, .slot = slot};
	for (uint8_t i = 0; i < slot->n && at.n; i++) {
		struct nodes next = {.slot = slot};
		for (size_t j = 0; j < at.n; j++)
			step(m, at.v[j], slot->step[i], &next);
		at = next;
	}
	return at;
}

struct nodes rulematch_path(const struct rulematch *m, uint32_t w, const struct rule_path *path)
{
	struct nodes at = {0};
	for (uint8_t i = 0; i < path->n && !at.n; i++)
		at = rulematch_slot(m, w, &path->slot[i]);
	return at;
}

/* ---- conditions */

static bool in_row(const struct actor *a, const struct rule_group *g)
{
	if (g->country && !a->country.n)
		return false;
	if (g->kinds >> a->kind & 1)
		return true;
	for (size_t i = 0; i < a->sectors.n; i++)
		if (g->sectors >> a->sectors.v[i] & 1)
			return true;
	return false;
}

bool rulematch_in_group(const struct rulematch *m, ref id, uint8_t group)
{
	const struct actor *a = &m->r->actors.v[id];
	bool in = in_row(a, &m->k->groups.v[group]);
	for (uint8_t more = m->k->groups.v[group].more; more && !in; more = m->k->groups.v[more].more)
		in = in_row(a, &m->k->groups.v[more]);
	return in;
}

static bool lemma_fits(const struct rulematch *m, const struct rule_cond *c, uint32_t w)
{
	const struct word *word = &m->d->words.v[w];
	for (uint16_t i = 0; i < c->n_lemmas; i++)
		if (c->lemmas[i] == m->key[w] || c->lemmas[i] == word->low)
			return true;
	for (uint16_t i = 0; i < c->n_classes; i++)
		if (rules_in_class(m->k, m->key[w], c->classes[i]) || rules_in_class(m->k, word->low, c->classes[i]))
			return true;
	return false;
}

static bool actor_fits(const struct rulematch *m, const struct rule_cond *c, uint32_t w)
{
	uint8_t class = m->k->groups.v[c->group].class;
	if (class && rules_in_class(m->k, m->key[w], class))
		return true;
	refs who = {0};
	actors_of_phrase(m->r, w, &who);
	for (size_t i = 0; i < who.n; i++)
		if (rulematch_in_group(m, who.v[i], c->group))
			return true;
	return false;
}

/* The node or, for lemmas, a conjunct of it. */
static bool node_fits(const struct rulematch *m, const struct rule_cond *c, uint32_t w)
{
	if (c->test == RULE_TEST_ACTOR)
		return actor_fits(m, c, w);
	if (c->test == RULE_TEST_PLACE)
		return m->r->word_place[w] != NO_REF;
	if (lemma_fits(m, c, w))
		return true;
	const struct doc *d = m->d;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_CONJ && lemma_fits(m, c, d->kids[i]))
			return true;
	return false;
}

static bool cond_holds(const struct rulematch *m, const struct rule_cond *c, uint32_t w)
{
	bool found = false;
	for (uint8_t i = 0; i < c->path.n && !found; i++) {
		struct nodes at = rulematch_slot(m, w, &c->path.slot[i]);
		found = c->test == RULE_TEST_THERE && at.n;
		for (size_t j = 0; j < at.n && !found; j++)
			found = c->test != RULE_TEST_THERE && node_fits(m, c, at.v[j]);
	}
	return found != c->negate;
}

/* ---- triggers */

/* A verb's particle or preposition: its own, or that of one of its nouns. */
static bool verb_word(const struct doc *d, uint32_t w, sym s, int depth)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		switch (k->dep) {
		case DEP_COMPOUND_PRT:
		case DEP_ADVMOD:
		case DEP_CASE:
		case DEP_MARK:
		case DEP_XCOMP: /* “step down” as some trees have it */
			if (k->low == s)
				return true;
			break;
		case DEP_OBL:
		case DEP_OBL_AGENT:
		case DEP_NMOD:
		case DEP_ADVCL:
			if (depth == 0 && verb_word(d, d->kids[i], s, 1))
				return true;
			break;
		case DEP_OBJ:
			/* “called an end for …”: a preposition may hang on the object */
			if (depth == 0 && clause_prep(d, d->kids[i], s) >= 0)
				return true;
			break;
		default:
			break;
		}
	}
	/* “a ceasefire that Gondor called for”: the preposition is stranded behind the verb */
	return depth == 0 && w + 1 < d->words.n && d->words.v[w + 1].low == s && d->words.v[w + 1].sent == d->words.v[w].sent;
}

static bool noun_word(const struct doc *d, uint32_t w, sym s)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		if ((DEPS_MOD | BIT(DEP_FLAT) | BIT(DEP_NUMMOD)) >> k->dep & 1 && (k->lem == s || k->low == s))
			return true;
	}
	return false;
}

static bool rule_fits(const struct rulematch *m, const struct rule *rule, uint32_t w)
{
	for (uint8_t i = 1; i < rule->n_words; i++)
		if (rule->pos == RULE_NOUN ? !noun_word(m->d, w, rule->words[i]) : !verb_word(m->d, w, rule->words[i], 0))
			return false;
	for (uint16_t i = 0; i < rule->n_conds; i++) {
		bool holds = cond_holds(m, &rule->conds[i], w);
		for (; rule->conds[i].or_next; i++)
			holds = holds || cond_holds(m, &rule->conds[i + 1], w);
		if (!holds)
			return false;
	}
	return true;
}

static int pos_of(uint8_t upos)
{
	switch (upos) {
	case UPOS_VERB:
		return RULE_VERB;
	case UPOS_NOUN:
	case UPOS_PROPN:
		return RULE_NOUN;
	case UPOS_ADJ:
		return RULE_ADJ;
	default:
		return -1;
	}
}

static const struct rule *best_rule(const struct rulematch *m, uint32_t w)
{
	const struct word *word = &m->d->words.v[w];
	const struct rule_lexeme *x = rules_lexeme(m->k, m->key[w]);
	int pos = pos_of(word->upos);
	if (!x && pos == RULE_VERB)
		x = rules_lexeme(m->k, word->low);
	if (!x || pos < 0)
		return NULL;
	for (uint32_t i = x->first[pos]; i < x->last[pos]; i++)
		if (rule_fits(m, &m->k->rules.v[i], w))
			return &m->k->rules.v[i];
	return NULL;
}

/* ---- complements */

/* The act at or just below a node: itself, or in “of …”. */
static int32_t act_at(const struct rulematch *m, uint32_t w, int depth)
{
	if (m->hits[w].rule && !m->hits[w].rule->silent)
		return (int32_t)w;
	int32_t of = depth < RULEMATCH_OF_DEPTH && !is_verb(m, w) ? clause_prep(m->d, w, m->cw.of) : -1;
	return of >= 0 ? act_at(m, (uint32_t)of, depth + 1) : -1;
}

static void link_act(struct rulematch *m, uint32_t w, int32_t act)
{
	struct hit *h = &m->hits[w];
	if (act < 0 || (uint32_t)act == w || m->hits[act].gov >= 0)
		return;
	for (int32_t g = (int32_t)w; g >= 0; g = m->hits[g].gov)
		if (g == act)
			return;
	if (h->comp < 0 || !m->hits[h->comp].rule)
		h->comp = act;
	m->hits[act].gov = (int32_t)w;
}

static void link_node(struct rulematch *m, uint32_t w, uint32_t node)
{
	const struct doc *d = m->d;
	if (m->hits[w].comp < 0)
		m->hits[w].comp = (int32_t)node;
	link_act(m, w, act_at(m, node, 0));
	for (uint32_t i = d->kids_start[node]; i < d->kids_start[node + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_CONJ && d->words.v[d->kids[i]].upos == d->words.v[node].upos)
			link_act(m, w, act_at(m, d->kids[i], 0));
}

static bool has_act(const struct rulematch *m, const struct nodes *at)
{
	for (size_t i = 0; i < at->n; i++)
		if (act_at(m, at->v[i], 0) >= 0)
			return true;
	return false;
}

/* The first alternative with an act in it, else the first that leads anywhere. */
static void link_complement(struct rulematch *m, uint32_t w)
{
	const struct rule_path *path = &m->hits[w].rule->frame->complement;
	struct nodes best = {0};
	for (uint8_t i = 0; i < path->n; i++) {
		struct nodes at = rulematch_slot(m, w, &path->slot[i]);
		if (has_act(m, &at)) {
			best = at;
			break;
		}
		if (!best.n)
			best = at;
	}
	for (size_t i = 0; i < best.n; i++)
		link_node(m, w, best.v[i]);
}

void rulematch_sentence(struct rulematch *m, uint32_t sent)
{
	const struct sent *s = &m->d->sents.v[sent];
	/* Verbs first: a noun's doer may be that of the verb it is the object of. */
	for (uint32_t w = s->first; w < s->last; w++)
		if (pos_of(m->d->words.v[w].upos) != RULE_NOUN)
			m->hits[w].rule = best_rule(m, w);
	for (uint32_t w = s->first; w < s->last; w++)
		if (pos_of(m->d->words.v[w].upos) == RULE_NOUN)
			m->hits[w].rule = best_rule(m, w);
	for (uint32_t w = s->first; w < s->last; w++)
		if (m->hits[w].rule && m->hits[w].rule->effect)
			link_complement(m, w);
}

/* “cease-fire”, “air-strike” come as three words: the last stands for the whole where the dictionaries have the whole. */
static sym key_of(const struct rulematch *m, uint32_t w)
{
	const struct word *v = m->d->words.v;
	if (w < 2 || v[w - 1].end != v[w].start || v[w - 2].end != v[w - 1].start || !str_is(v[w - 1].form, "-") || !v[w - 2].low || !v[w].lem)
		return v[w].lem;
	const struct symtab *t = &m->r->k->symbols;
	struct str first = symtab_name(t, v[w - 2].low), last = symtab_name(t, v[w].lem);
	sym whole = symtab_find(t, arena_printf(m->r->arena, "%.*s-%.*s", (int)first.n, first.p, (int)last.n, last.p));
	return rules_lexeme(m->k, whole) ? whole : v[w].lem;
}

void rulematch_init(struct rulematch *m, struct reading *r)
{
	*m = (struct rulematch){.r = r, .d = r->doc, .k = r->k->rules, .cw = clause_words_of(r)};
	m->hits = arena_array(r->arena, struct hit, r->doc->words.n + 1);
	m->key = arena_array(r->arena, sym, r->doc->words.n + 1);
	for (uint32_t i = 0; i < r->doc->words.n; i++) {
		m->hits[i].comp = m->hits[i].gov = -1;
		m->key[i] = key_of(m, i);
	}
}
