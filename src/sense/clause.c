#include "sense/clause.h"

#define CLAUSE_DEPTH_MAX 8

static int32_t surface(const struct doc *d, const struct clause_words *cw, uint32_t v, int depth);

struct clause_words clause_words_of(const struct reading *r)
{
	const struct symtab *s = &r->k->symbols;
	return (struct clause_words){symtab_find(s, STR("by")), symtab_find(s, STR("of")), symtab_find(s, STR("from")),
				     symtab_find(s, STR("for")), r->word_actors};
}

static bool has_word(const struct doc *d, uint32_t w, enum dep dep, sym s)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		if (k->dep == dep && (k->lem == s || k->low == s))
			return true;
	}
	return false;
}

int32_t clause_prep(const struct doc *d, uint32_t w, sym prep)
{
	if (!prep)
		return -1;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		switch (d->words.v[kid].dep) {
		case DEP_OBL:
		case DEP_OBL_AGENT:
		case DEP_NMOD:
		case DEP_XCOMP:
		case DEP_CCOMP:
		case DEP_ADVCL:
		case DEP_ACL:
		case DEP_ADVMOD:
			if (has_word(d, kid, DEP_CASE, prep) || has_word(d, kid, DEP_MARK, prep))
				return (int32_t)kid;
			break;
		default:
			break;
		}
	}
	return -1;
}

uint32_t clause_first_conjunct(const struct doc *d, uint32_t w)
{
	for (int i = 0; i < CLAUSE_DEPTH_MAX && d->words.v[w].dep == DEP_CONJ && d->words.v[w].head >= 0; i++)
		w = (uint32_t)d->words.v[w].head;
	return w;
}

static int32_t own_subject(const struct doc *d, uint32_t v)
{
	int32_t s = doc_kid(d, v, DEP_NSUBJ);
	/* “troops attacking Gondor”: behind a participle it is no subject, whatever the parser says. */
	if (s > (int32_t)v && d->words.v[v].dep == DEP_ACL)
		s = -1;
	if (s < 0)
		s = doc_kid(d, v, DEP_NSUBJ_PASS);
	return s >= 0 ? s : doc_kid(d, v, DEP_NSUBJ_OUTER);
}

static bool participle(const struct word *w)
{
	return w->feat & FEAT_PART && w->feat & FEAT_PAST;
}

/* “Gondorians blocked roads”, taken for “Gondorians are blocked roads”: the noun behind is the object, its subject the doer. */
static bool taken_for_adjective(const struct doc *d, uint32_t v)
{
	const struct word *w = &d->words.v[v];
	if (w->dep != DEP_AMOD || w->head <= (int32_t)v || doc_kid(d, (uint32_t)w->head, DEP_COP) >= 0)
		return false;
	int32_t s = doc_kid(d, (uint32_t)w->head, DEP_NSUBJ);
	return s >= 0 && s < (int32_t)v;
}

/* “Gondorian envoy expelled”, a sentence without a full stop: headlines tell deeds in the present and leave out “was”. */
static bool headline_participle(const struct doc *d, uint32_t v)
{
	const struct word *w = &d->words.v[v], *end = &d->words.v[d->sents.v[w->sent].last - 1];
	int32_t s = doc_kid(d, v, DEP_NSUBJ);
	if (w->head >= 0 || !(w->feat & FEAT_PAST) || !str_ends(w->form, STR("ed")) || end->upos == UPOS_PUNCT || s < 0 || s > (int32_t)v)
		return false;
	static const enum dep none[] = {DEP_AUX, DEP_COP, DEP_OBJ, DEP_IOBJ, DEP_XCOMP, DEP_CCOMP, DEP_PARATAXIS};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (doc_kid(d, v, none[i]) >= 0)
			return false;
	return true;
}

bool clause_passive(const struct doc *d, uint32_t v)
{
	const struct word *w = &d->words.v[v];
	if (w->upos != UPOS_VERB)
		return false;
	if (doc_kid(d, v, DEP_AUX_PASS) >= 0 || doc_kid(d, v, DEP_OBL_AGENT) >= 0 || headline_participle(d, v))
		return true;
	/* Without an auxiliary but with an object the parser took a past tense for a participle. */
	if (doc_kid(d, v, DEP_NSUBJ_PASS) >= 0)
		return doc_kid(d, v, DEP_OBJ) < 0;
	if (!participle(w) || doc_kid(d, v, DEP_AUX) >= 0 || taken_for_adjective(d, v))
		return false;
	if (w->dep == DEP_ACL || w->dep == DEP_AMOD) /* with an object it is a past tense that the parser took for a participle */
		return doc_kid(d, v, DEP_OBJ) < 0;
	/* A participle that goes on from a passive shares its auxiliary. */
	if (w->dep == DEP_CONJ && w->head >= 0 && own_subject(d, v) < 0)
		return clause_passive(d, clause_first_conjunct(d, v));
	return w->feat & FEAT_PASS && own_subject(d, v) < 0;
}

static bool relative(const struct doc *d, int32_t w)
{
	return w >= 0 && d->words.v[w].feat & FEAT_REL;
}

/* Whose act a noun is that an infinitive hangs on: “Gondor's plan to attack”, “Gondor made a decision to withdraw”. */
static int32_t noun_owner(const struct doc *d, const struct clause_words *cw, uint32_t n, int depth)
{
	int32_t own = doc_kid(d, n, DEP_NMOD_POSS);
	if (own < 0)
		own = clause_prep(d, n, cw->by);
	if (own < 0)
		own = doc_kid(d, n, DEP_NSUBJ); /* the noun is a predicate */
	int32_t h = d->words.v[n].head;
	if (own < 0 && h >= 0 && d->words.v[h].upos == UPOS_VERB && d->words.v[n].dep == DEP_OBJ)
		own = surface(d, cw, (uint32_t)h, depth + 1);
	return own;
}

/* A name behind the verb that the parser took for something else than its object. */
static int32_t stray_object(const struct doc *d, uint32_t v)
{
	for (uint32_t i = d->kids_start[v]; i < d->kids_start[v + 1]; i++) {
		const struct word *k = &d->words.v[d->kids[i]];
		bool noun = k->upos == UPOS_PROPN || k->upos == UPOS_NOUN;
		if (noun && d->kids[i] > v && (k->dep == DEP_XCOMP || k->dep == DEP_NSUBJ) && doc_kid(d, d->kids[i], DEP_CASE) < 0 &&
		    doc_kid(d, d->kids[i], DEP_COP) < 0)
			return (int32_t)d->kids[i];
	}
	return -1;
}

/* “urged Gondor to withdraw”: the object; “agreed to withdraw”: the subject. */
static int32_t controller(const struct doc *d, const struct clause_words *cw, uint32_t v, uint32_t h, int depth)
{
	int32_t obj = doc_kid(d, h, DEP_OBJ);
	if (obj > (int32_t)v) /* “resumed attacking Gondor”: the object of the second, whatever the parser says */
		return surface(d, cw, h, depth + 1);
	if (obj < 0)
		obj = doc_kid(d, h, DEP_IOBJ);
	if (obj < 0)
		obj = stray_object(d, h);
	if (obj >= 0 && d->words.v[h].upos == UPOS_VERB)
		return obj;
	return surface(d, cw, h, depth + 1);
}

bool clause_headline(const struct doc *d, uint32_t v)
{
	const struct word *w = &d->words.v[v];
	bool hangs = w->dep == DEP_ADVCL || w->dep == DEP_ACL || w->dep == DEP_XCOMP;
	if (!hangs || w->upos != UPOS_VERB || !(w->feat & FEAT_INF) || w->head < 0 || w->head > (int32_t)v || own_subject(d, v) >= 0)
		return false;
	uint32_t h = (uint32_t)w->head;
	const struct word *name = &d->words.v[h];
	int32_t to = doc_kid(d, v, DEP_MARK);
	bool behind_name = to > (int32_t)h && (to == (int32_t)h + 1 || d->words.v[to - 1].upos == UPOS_PROPN);
	return behind_name && name->head < 0 && (name->upos == UPOS_PROPN || (name->upos == UPOS_NOUN && name->feat & FEAT_PLUR)) &&
	       doc_kid(d, h, DEP_COP) < 0 && own_subject(d, h) < 0;
}

int32_t clause_be_to(const struct doc *d, uint32_t verb)
{
	int32_t to = doc_kid(d, verb, DEP_MARK), be = doc_kid(d, verb, DEP_COP);
	if (d->words.v[verb].upos != UPOS_VERB || to < 0 || !str_is(d->words.v[to].xpos, "TO"))
		return -1;
	if (be < 0)
		be = doc_kid(d, verb, DEP_AUX);
	bool ahead = be >= 0 && be < to && d->words.v[be].feat & FEAT_FIN && str_iis(d->words.v[be].lemma, "be");
	return ahead ? be : -1;
}

int32_t clause_accused(const struct doc *d, const struct clause_words *cw, uint32_t verb)
{
	const struct word *w = &d->words.v[verb];
	if (w->head < 0 || !(has_word(d, verb, DEP_MARK, cw->of) || has_word(d, verb, DEP_MARK, cw->from) || has_word(d, verb, DEP_MARK, cw->for_)))
		return -1;
	if (w->dep == DEP_ADVCL)
		return doc_kid(d, (uint32_t)w->head, DEP_OBJ);
	bool somebody = d->words.v[w->head].dep == DEP_OBJ && cw->actors && cw->actors[w->head].n;
	return w->dep == DEP_ACL && somebody ? w->head : -1;
}

static int32_t inherited(const struct doc *d, const struct clause_words *cw, uint32_t v, int depth)
{
	const struct word *w = &d->words.v[v];
	if (w->head < 0)
		return -1;
	uint32_t h = (uint32_t)w->head;
	if (clause_headline(d, v))
		return (int32_t)h;
	switch (w->dep) {
	case DEP_ACL:
		if (clause_accused(d, cw, v) >= 0)
			return (int32_t)h;
		return w->feat & FEAT_INF || doc_kid(d, v, DEP_MARK) >= 0 ? noun_owner(d, cw, h, depth) : (int32_t)h;
	case DEP_ACL_RELCL:
		return (int32_t)h;
	case DEP_AMOD: /* “police confiscated weapons”, taken for “confiscated police” */
		if (taken_for_adjective(d, v))
			return doc_kid(d, h, DEP_NSUBJ);
		return doc_kid(d, v, DEP_OBJ) >= 0 ? (int32_t)h : -1;
	case DEP_XCOMP:
	case DEP_CCOMP:
		return controller(d, cw, v, h, depth);
	case DEP_ADVCL:
		return clause_accused(d, cw, v) >= 0 ? clause_accused(d, cw, v) : surface(d, cw, h, depth + 1);
	case DEP_CONJ:
		return surface(d, cw, h, depth + 1);
	default:
		return -1;
	}
}

static int32_t surface(const struct doc *d, const struct clause_words *cw, uint32_t v, int depth)
{
	if (depth > CLAUSE_DEPTH_MAX)
		return -1;
	int32_t s = own_subject(d, v);
	if (s >= 0)
		return relative(d, s) && d->words.v[v].dep == DEP_ACL_RELCL && d->words.v[v].head >= 0 ? d->words.v[v].head : s;
	return inherited(d, cw, v, depth);
}

int32_t clause_surface_subject(const struct doc *d, const struct clause_words *cw, uint32_t v)
{
	return surface(d, cw, v, 0);
}

int32_t clause_subject(const struct doc *d, const struct clause_words *cw, uint32_t v)
{
	if (!clause_passive(d, v))
		return surface(d, cw, v, 0);
	int32_t agent = doc_kid(d, v, DEP_OBL_AGENT);
	return agent >= 0 ? agent : clause_prep(d, v, cw->by);
}

/* “the town that Gondor attacked”: the object is the noun before. */
static int32_t gap_object(const struct doc *d, uint32_t v)
{
	const struct word *w = &d->words.v[v];
	int32_t s = own_subject(d, v);
	return w->dep == DEP_ACL_RELCL && s >= 0 && !relative(d, s) ? w->head : -1;
}

int32_t clause_object(const struct doc *d, const struct clause_words *cw, uint32_t v)
{
	if (clause_passive(d, v))
		return surface(d, cw, v, 0);
	if (taken_for_adjective(d, v))
		return d->words.v[v].head;
	int32_t o = doc_kid(d, v, DEP_OBJ);
	if (o >= 0)
		return relative(d, o) && d->words.v[v].dep == DEP_ACL_RELCL ? d->words.v[v].head : o;
	o = stray_object(d, v);
	if (o >= 0)
		return o;
	if (d->words.v[v].dep == DEP_XCOMP && d->words.v[v].head >= 0 && doc_kid(d, (uint32_t)d->words.v[v].head, DEP_OBJ) > (int32_t)v)
		return doc_kid(d, (uint32_t)d->words.v[v].head, DEP_OBJ);
	/* “attacked and destroyed the tower”: the object stands with the last verb. */
	int32_t next = doc_kid(d, v, DEP_CONJ);
	if (next >= 0 && d->words.v[next].upos == UPOS_VERB && own_subject(d, (uint32_t)next) < 0 && !clause_passive(d, (uint32_t)next) &&
	    doc_kid(d, v, DEP_OBL) < 0 && doc_kid(d, v, DEP_XCOMP) < 0 && doc_kid(d, v, DEP_CCOMP) < 0)
		o = doc_kid(d, (uint32_t)next, DEP_OBJ);
	return o >= 0 ? o : gap_object(d, v);
}
