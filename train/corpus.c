#include "corpus.h"

#include "base/utf8.h"
#include "text/conllu.h"
#include "text/spacing.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

bool corpus_text(struct arena *a, const char *file, struct str *out, struct err *e)
{
	gzFile f = gzopen(file, "rb");
	if (!f)
		return err_set(e, ERR_SYSTEM, "cannot open %s", file);
	size_t cap = 1 << 20, n = 0;
	char *p = arena_alloc(a, cap);
	for (int got; (got = gzread(f, p + n, (unsigned)(cap - n))) > 0;) {
		n += (size_t)got;
		if (n == cap) {
			p = arena_grow(a, p, cap, cap * 2);
			cap *= 2;
		}
	}
	gzclose(f);
	*out = (struct str){p, n};
	return true;
}

bool corpus_read(struct corpus *c, const char *const *files, size_t n, struct err *e)
{
	jmp_buf guard;
	memset(c, 0, sizeof *c);
	arena_init(&c->arena, 0);
	c->arena.guard = &guard;
	if (setjmp(guard))
		return err_set(e, ERR_MEMORY, "the treebanks need too much memory");
	for (size_t i = 0; i < n && i < CORPUS_FILES; i++) {
		struct str text;
		if (!corpus_text(&c->arena, files[i], &text, e) ||
		    !conllu_read(&c->arena, text, files[i], &c->docs[c->n_docs++], e))
			return false;
		doc_index_kids(&c->docs[i]);
		c->n_sents += c->docs[i].sents.n;
		c->n_words += c->docs[i].words.n;
	}
	c->sents = arena_alloc(&c->arena, c->n_sents * sizeof *c->sents);
	for (size_t i = 0, k = 0; i < c->n_docs; i++)
		for (uint32_t s = 0; s < c->docs[i].sents.n; s++, k++) {
			c->sents[k].doc = (uint16_t)i;
			c->sents[k].sent = s;
		}
	c->arena.guard = NULL;
	return true;
}

/* ---- abbreviations --------------------------------------------------------------------------------------------------- */

#define SHORT_MAX 128
#define SHORT_SHARE 0.7f

struct shortening {
	struct str word, with;
	enum upos next;
};

static bool read_table(struct corpus *c, const char *file, struct shortening *t, size_t *n, struct err *e)
{
	struct str rest;
	if (!corpus_text(&c->arena, file, &rest, e))
		return false;
	for (size_t line = 1; rest.n; line++) {
		struct str row = str_cut(&rest, '\n');
		if (row.n == 0 || row.p[0] == '#')
			continue;
		struct shortening s = {.word = str_cut(&row, '\t'), .with = str_cut(&row, '\t'), .next = upos_of(row)};
		if (s.with.n == 0 || s.next == UPOS_NONE || *n == SHORT_MAX)
			return err_set(e, ERR_DATA, "%s:%zu: needs a word, its short form and a part of speech, in at most %d lines", file, line, SHORT_MAX);
		t[(*n)++] = s;
	}
	return true;
}

static const struct shortening *find_short(const struct shortening *t, size_t n, const struct doc *d, const struct sent *s, uint32_t w)
{
	if (w + 1 >= s->last || !d->words.v[w].space_after)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (str_eq(d->words.v[w].form, t[i].word) && d->words.v[w + 1].upos == t[i].next)
			return &t[i];
	return NULL;
}

/* Sentences [first, last) of d with the short forms, behind the others in *out; false where there was none to put in. */
static bool shorten(struct corpus *c, const struct doc *d, size_t first, size_t last, const struct shortening *t, size_t n, struct rng *r,
		    struct doc *out)
{
	size_t words = out->words.n, sents = out->sents.n, found = 0;
	for (size_t k = first; k < last; k++) {
		struct sent s = d->sents.v[k], copy = s;
		copy.comments = (struct str){0};
		copy.first = (uint32_t)out->words.n;
		for (uint32_t w = s.first; w < s.last; w++) {
			const struct shortening *with = find_short(t, n, d, &s, w);
			struct word word = d->words.v[w];
			if (with && rng_unit(r) < SHORT_SHARE) {
				word.form = with->with;
				found++;
			}
			word.head = word.head < 0 ? -1 : word.head - (int32_t)s.first + (int32_t)copy.first;
			vec_push(&c->arena, &out->words, word);
		}
		copy.last = (uint32_t)out->words.n;
		vec_push(&c->arena, &out->sents, copy);
	}
	if (!found)
		out->words.n = words, out->sents.n = sents;
	return found > 0;
}

static void shorten_all(struct corpus *c, const struct shortening *t, size_t n, uint64_t seed, struct buf *text)
{
	struct rng r = {seed};
	for (size_t k = 0; k < c->n_docs; k++) {
		const struct doc *d = &c->docs[k];
		struct doc out = {.arena = &c->arena, .text = d->text};
		for (size_t first = 0, s = 1; s <= d->sents.n; s++)
			if (s == d->sents.n || d->sents.v[s].new_par) {
				shorten(c, d, first, s, t, n, &r, &out);
				first = s;
			}
		conllu_write(text, &out, 1);
	}
}

static bool add_shortened(struct corpus *c, const char *table, uint64_t seed, struct buf *text, struct err *e)
{
	struct shortening t[SHORT_MAX];
	struct doc *d = &c->docs[c->n_docs];
	size_t n = 0;
	if (c->n_docs == CORPUS_FILES)
		return err_set(e, ERR_USAGE, "too many treebanks");
	if (!read_table(c, table, t, &n, e))
		return false;
	shorten_all(c, t, n, seed, text);
	if (!conllu_read(&c->arena, arena_str(&c->arena, buf_str(text)), table, d, e))
		return false;
	c->n_docs++;
	c->n_words += d->words.n;
	return true;
}

bool corpus_abbreviate(struct corpus *c, const char *table, uint64_t seed, struct err *e)
{
	struct buf text = {0};
	jmp_buf guard;
	c->arena.guard = &guard;
	bool ok = setjmp(guard) ? err_set(e, ERR_MEMORY, "the treebanks need too much memory") : add_shortened(c, table, seed, &text, e);
	c->arena.guard = NULL;
	buf_release(&text);
	return ok;
}

void corpus_release(struct corpus *c)
{
	arena_release(&c->arena);
}

enum noise noise_draw(struct rng *r)
{
	float x = rng_unit(r);
	return x < 0.07f ? NOISE_UPPER : x < 0.14f ? NOISE_LOWER : x < 0.18f ? NOISE_TITLE : NOISE_NONE;
}

static uint32_t upper_of(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? cp - 32 : cp;
	return cp >= 0xE0 && cp <= 0xFE && cp != 0xF7 ? cp - 32 : cp;
}

struct str noise_form(struct arena *a, struct str form, enum noise how, bool first)
{
	if (how == NOISE_NONE || (how == NOISE_TITLE && form.n < 4 && !first))
		return form;
	char *out = arena_alloc(a, form.n * 2 + 4);
	size_t n = 0;
	for (size_t i = 0; i < form.n;) {
		bool up = how == NOISE_UPPER || (how == NOISE_TITLE && i == 0);
		uint32_t cp = utf8_next(form, &i);
		n += utf8_put(up ? upper_of(cp) : how == NOISE_TITLE ? cp : utf8_lower(cp), out + n);
	}
	return (struct str){out, n};
}

void corpus_keys(struct arena *a, const struct doc *d, const struct sent *s, enum noise how, struct str *forms, uint64_t *keys)
{
	struct case_count count = {0};
	for (uint32_t i = s->first; i < s->last; i++) {
		forms[i - s->first] = noise_form(a, forms[i - s->first], how, i == s->first);
		case_count_add(&count, forms[i - s->first]);
	}
	enum feature_case verdict = case_count_verdict(&count);
	for (uint32_t i = s->first; i < s->last; i++)
		feature_keys(forms[i - s->first], verdict, spacing_of(d, s->first, s->last, i), keys + (i - s->first) * FEATURE_SLOTS);
}

static int slot_class(size_t slot)
{
	return slot >= FEATURE_PREFIX && slot < FEATURE_SHAPE ? FEATURE_PREFIX : (int)slot;
}

static void count_keys(struct key_counter *count, struct corpus *c, enum noise how, struct arena *scratch)
{
	for (size_t k = 0; k < c->n_sents; k++) {
		const struct doc *d = &c->docs[c->sents[k].doc];
		const struct sent *s = &d->sents.v[c->sents[k].sent];
		size_t n = s->last - s->first;
		struct str *forms = arena_array(scratch, struct str, n);
		uint64_t *keys = arena_array(scratch, uint64_t, n * FEATURE_SLOTS);
		for (size_t i = 0; i < n; i++)
			forms[i] = d->words.v[s->first + i].form;
		corpus_keys(scratch, d, s, how, forms, keys);
		for (size_t i = 0; i < n * FEATURE_SLOTS; i++)
			if (keys[i])
				key_counter_add(&count[i % FEATURE_SLOTS], keys[i], 1);
	}
}

void vocabulary_make(struct vocabulary *v, struct corpus *c, const uint32_t least[FEATURE_SLOTS])
{
	struct key_counter seen[FEATURE_SLOTS] = {0}, any[FEATURE_SLOTS] = {0};
	struct arena scratch;
	memset(v, 0, sizeof *v);
	for (enum noise how = 0; how < NOISE_COUNT; how++) {
		arena_init(&scratch, 0);
		count_keys(how == NOISE_NONE ? seen : any, c, how, &scratch);
		arena_release(&scratch);
	}
	/* Every spacing that text can have, whether the treebanks show it or not. */
	for (unsigned space = 0; space < 16; space++) {
		uint64_t keys[FEATURE_SLOTS];
		feature_keys(STR("a"), CASE_NORMAL, space, keys);
		key_counter_add(&seen[FEATURE_SPACE], keys[FEATURE_SPACE], 1);
	}
	size_t cap = 1 << 17;
	v->count = calloc(cap, sizeof *v->count);
	for (size_t slot = 0; slot < FEATURE_SLOTS; slot++) {
		/* Shapes under noise count too: nothing else tells the network that the capitals are gone. */
		struct key_counter *from = slot_class(slot) == FEATURE_SHAPE ? &any[slot] : &seen[slot];
		if (slot == FEATURE_SHAPE)
			for (size_t i = 0; i < seen[slot].cap; i++)
				key_counter_add(from, seen[slot].slots[i].key, seen[slot].slots[i].count);
		for (size_t i = 0; i < from->cap && v->rows < cap; i++) {
			if (from->slots[i].count < least[slot] || from->slots[i].count == 0)
				continue;
			v->count[v->rows] = from->slots[i].count;
			key_builder_add(&v->builder, from->slots[i].key, (uint32_t)v->rows++);
		}
	}
	for (size_t slot = 0; slot < FEATURE_SLOTS; slot++) {
		key_counter_release(&seen[slot]);
		key_counter_release(&any[slot]);
	}
	v->table = key_builder_make(&v->builder);
}

void vocabulary_release(struct vocabulary *v)
{
	key_builder_release(&v->builder);
	free(v->count);
	*v = (struct vocabulary){0};
}
