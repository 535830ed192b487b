#include "score.h"

#include <string.h>

struct counts { size_t tokens, sentences, words, upos, lemmas, uas, las; };

static double f1(size_t right, size_t gold, size_t found)
{
	return gold + found ? 200.0 * (double)right / (double)(gold + found) : 0;
}

/* The bytes of the token that begins at word w; the words of a multiword token share it. */
static uint32_t token_end(const struct doc *d, uint32_t w)
{
	uint32_t last = w + (d->words.v[w].mwt > 1 ? d->words.v[w].mwt - 1u : 0);
	return d->words.v[last < d->words.n ? last : w].end;
}

static uint32_t next_token(const struct doc *d, uint32_t w)
{
	return w + (d->words.v[w].mwt > 1 ? d->words.v[w].mwt : 1u);
}

static size_t count_tokens(const struct doc *d)
{
	size_t n = 0;
	for (uint32_t w = 0; w < d->words.n; w = next_token(d, w))
		n++;
	return n;
}

static size_t same_tokens(const struct doc *g, const struct doc *s)
{
	size_t n = 0;
	for (uint32_t i = 0, j = 0; i < g->words.n && j < s->words.n;) {
		uint32_t a = g->words.v[i].start, b = s->words.v[j].start;
		n += a == b && token_end(g, i) == token_end(s, j);
		i = a <= b ? next_token(g, i) : i;
		j = b <= a ? next_token(s, j) : j;
	}
	return n;
}

static size_t same_sentences(const struct doc *g, const struct doc *s)
{
	size_t n = 0;
	for (size_t i = 0, j = 0; i < g->sents.n && j < s->sents.n;) {
		uint32_t a = g->sents.v[i].start, b = s->sents.v[j].start;
		n += a == b && g->sents.v[i].end == s->sents.v[j].end;
		i += a <= b;
		j += b <= a;
	}
	return n;
}

/* twin[i]: the word of s that has the bytes of word i of g; -1: none. */
static void pair(const struct doc *g, const struct doc *s, int32_t *twin)
{
	for (uint32_t i = 0, j = 0; i < g->words.n; i++) {
		const struct word *w = &g->words.v[i];
		twin[i] = -1;
		while (j < s->words.n && (s->words.v[j].start < w->start || (s->words.v[j].start == w->start && s->words.v[j].end < w->end)))
			j++;
		if (j < s->words.n && s->words.v[j].start == w->start && s->words.v[j].end == w->end)
			twin[i] = (int32_t)j++;
	}
}

static struct str universal(struct str deprel)
{
	return str_cut(&deprel, ':');
}

static void count_words(const struct doc *g, const struct doc *s, const int32_t *twin, struct counts *c)
{
	for (size_t i = 0; i < g->words.n; i++) {
		if (twin[i] < 0)
			continue;
		const struct word *a = &g->words.v[i], *b = &s->words.v[twin[i]];
		bool head = b->head == (a->head < 0 ? -1 : twin[a->head]) && (a->head < 0 || twin[a->head] >= 0);
		c->words++;
		c->upos += a->upos == b->upos;
		c->lemmas += a->lemma.n == 0 || str_eq(a->lemma, b->lemma);
		c->uas += head;
		c->las += head && str_eq(universal(a->deprel), universal(b->deprel));
	}
}

static void analyse(const struct model *m, const struct doc *gold, enum analyse_from from, struct doc *out)
{
	doc_init(out, out->arena, gold->text);
	if (from == ANALYSE_WORDS) {
		for (size_t i = 0; i < gold->words.n; i++) {
			const struct word *w = &gold->words.v[i];
			vec_push(out->arena, &out->words, ((struct word){.start = w->start, .end = w->end, .form = w->form, .sent = w->sent, .head = -1,
									 .mwt = w->mwt, .space_after = w->space_after}));
		}
		for (size_t k = 0; k < gold->sents.n; k++)
			vec_push(out->arena, &out->sents, gold->sents.v[k]);
	}
	analyse_run(m, out, from);
}

static void compare(const struct model *m, const struct doc *gold, enum analyse_from from, struct arena *a, struct score *out)
{
	struct doc s = {.arena = a};
	struct counts c = {0};
	int32_t *twin = arena_array(a, int32_t, gold->words.n + 1);
	analyse(m, gold, from, &s);
	pair(gold, &s, twin);
	c.tokens = same_tokens(gold, &s);
	c.sentences = same_sentences(gold, &s);
	count_words(gold, &s, twin, &c);
	size_t n = gold->words.n, found = s.words.n;
	*out = (struct score){.tokens = f1(c.tokens, count_tokens(gold), count_tokens(&s)),
			      .sentences = f1(c.sentences, gold->sents.n, s.sents.n),
			      .words = f1(c.words, n, found), .upos = f1(c.upos, n, found), .lemmas = f1(c.lemmas, n, found),
			      .uas = f1(c.uas, n, found), .las = f1(c.las, n, found)};
}

bool score_model(const struct model *m, const struct doc *gold, enum analyse_from from, struct score *out, struct err *e)
{
	struct arena a;
	jmp_buf guard;
	arena_init(&a, 0);
	a.guard = &guard;
	bool ok = true;
	if (setjmp(guard))
		ok = err_set(e, ERR_MEMORY, "the treebank needs too much memory");
	else
		compare(m, gold, from, &a, out);
	arena_release(&a);
	return ok;
}
