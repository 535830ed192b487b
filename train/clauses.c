#include "clauses.h"

#include <string.h>

#define CLAUSE_MIN 3u /* words, without the full stop */
#define CLAUSE_MAX 20u

static bool is_clause_dep(uint8_t dep)
{
	return dep == DEP_CCOMP || dep == DEP_CONJ || dep == DEP_ADVCL || dep == DEP_PARATAXIS;
}

static bool is_subject(uint8_t dep)
{
	return dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS;
}

static bool is_question_word(const struct word *w)
{
	return w->xpos.n > 0 && w->xpos.p[0] == 'W';
}

/* A finite verb with a subject of its own: "they had left", neither "having left" nor "who left". */
static bool heads_clause(const struct doc *d, uint32_t v)
{
	const struct word *w = &d->words.v[v];
	bool finite = w->feat & FEAT_FIN, subject = false;
	if (w->upos != UPOS_VERB || w->head < 0 || !is_clause_dep(w->dep))
		return false;
	for (uint32_t k = d->kids_start[v]; k < d->kids_start[v + 1]; k++) {
		const struct word *kid = &d->words.v[d->kids[k]];
		finite |= (kid->dep == DEP_AUX || kid->dep == DEP_AUX_PASS) && kid->feat & FEAT_FIN;
		subject |= is_subject(kid->dep) && !is_question_word(kid) && d->kids[k] < v;
	}
	return finite && subject;
}

static bool is_leaf(const struct doc *d, uint32_t w)
{
	return d->kids_start[w] == d->kids_start[w + 1];
}

/* What ties a clause to its sentence goes: "that", "and", commas. */
static struct word_span trim(const struct doc *d, struct word_span s)
{
	while (s.first < s.last && is_leaf(d, s.first) &&
	       (d->words.v[s.first].dep == DEP_MARK || d->words.v[s.first].dep == DEP_CC || d->words.v[s.first].dep == DEP_PUNCT))
		s.first++;
	while (s.first < s.last && is_leaf(d, s.last - 1) && d->words.v[s.last - 1].dep == DEP_PUNCT)
		s.last--;
	return s;
}

static bool is_whole(const struct doc *d, uint32_t v, struct word_span *out)
{
	struct word_span all = doc_subtree(d, v), s = trim(d, all);
	*out = s;
	return all.last - all.first == d->ranks[v].last - d->ranks[v].first && s.last > s.first && s.last - s.first >= CLAUSE_MIN &&
	       s.last - s.first <= CLAUSE_MAX && s.first <= v && v < s.last && !is_question_word(&d->words.v[s.first]) &&
	       d->words.v[s.first].dep != DEP_MARK;
}

static struct str with_capital(struct arena *a, struct str form)
{
	if (form.n == 0 || form.p[0] < 'a' || form.p[0] > 'z')
		return form;
	char first = (char)(form.p[0] - 32);
	return arena_join(a, (struct str){&first, 1}, str_sub(form, 1, form.n));
}

static void copy(struct arena *a, const struct doc *d, struct word_span s, uint32_t v, struct doc *out)
{
	for (uint32_t i = s.first; i < s.last; i++) {
		struct word w = d->words.v[i];
		if (i == s.first)
			w.form = with_capital(a, w.form);
		if (i == v)
			w.head = -1, w.deprel = STR("root"), w.dep = DEP_ROOT;
		else
			w.head -= (int32_t)s.first;
		w.space_after &= i + 1 < s.last;
		vec_push(a, &out->words, w);
	}
	vec_push(a, &out->words, ((struct word){.form = STR("."), .lemma = STR("."), .xpos = STR("."), .deprel = STR("punct"), .upos = UPOS_PUNCT,
						.dep = DEP_PUNCT, .head = (int32_t)(v - s.first), .space_after = true}));
	vec_push(a, &out->sents, ((struct sent){.first = 0, .last = (uint32_t)out->words.n, .root = v - s.first}));
}

bool clause_take(struct arena *a, const struct doc *d, const struct sent *s, struct rng *r, struct doc *out)
{
	struct word_span span, chosen = {0};
	uint32_t n = 0, head = 0;
	for (uint32_t v = s->first; v < s->last; v++)
		if (heads_clause(d, v) && is_whole(d, v, &span) && rng_next(r) % ++n == 0)
			chosen = span, head = v;
	*out = (struct doc){.arena = a};
	if (n)
		copy(a, d, chosen, head, out);
	return n > 0;
}
