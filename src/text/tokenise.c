#include "text/tokenise.h"

#include "base/utf8.h"

#include <string.h>

enum char_kind { KIND_SYMBOL, KIND_DIGIT, KIND_LOWER, KIND_UPPER };

enum chunk_flag { HAS_AT = 1, HAS_SLASHES = 2, HAS_WWW = 4, HAS_DOT = 8, HAS_DASH = 16, HAS_DIGIT = 32, HAS_QUOTE = 64, HAS_UNDER = 128 };

#define WORDS_AHEAD 65536u   /* most words that room is made for before they are seen */
#define NEIGHBOUR_MAX 24u /* bytes of a neighbouring chunk that are looked at */

static uint64_t mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9FB21C651E98DF25u;
	return h ^ (h >> 29);
}

static bool is_space_at(struct str text, size_t i, size_t *next)
{
	unsigned char c = (unsigned char)text.p[i];
	*next = i + 1;
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	*next = i;
	return utf8_is_space(utf8_next(text, next));
}

static size_t skip_space(struct str text, size_t i)
{
	size_t next;
	while (i < text.n && is_space_at(text, i, &next))
		i = next;
	return i;
}

static bool is_letter_kind(unsigned kind)
{
	return kind >= KIND_LOWER;
}

/* ---- the neighbours of a chunk --------------------------------------------------------------------------------------- */

static unsigned kind_of(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? KIND_LOWER : cp >= 'A' && cp <= 'Z' ? KIND_UPPER : cp >= '0' && cp <= '9' ? KIND_DIGIT : KIND_SYMBOL;
	return utf8_is_upper(cp) ? KIND_UPPER : utf8_is_letter(cp) ? KIND_LOWER : KIND_SYMBOL;
}

/* First character (its kind, or itself) of what comes, and the word that comes. */
static void look_ahead(struct str text, size_t end, struct chunk *c)
{
	size_t lines = 0, i = end, next;
	for (; i < text.n && is_space_at(text, i, &next); i = next)
		lines += text.p[i] == '\n';
	if (i >= text.n || lines > 1) {
		c->after = 1;
		c->after_word = 1;
		return;
	}
	size_t at = i;
	uint32_t first = utf8_next(text, &at);
	unsigned kind = kind_of(first);
	c->after = kind == KIND_SYMBOL ? 16 + first : 2 + kind;
	uint64_t h = 7;
	for (size_t stop = i + NEIGHBOUR_MAX; i < text.n && i < stop && !is_space_at(text, i, &next); i = next)
		h = mix(h, (unsigned char)text.p[i] | 32u);
	c->after_word = h;
}

static void look_back(struct str text, size_t start, struct chunk *c)
{
	size_t i = start;
	while (i > 0 && (text.p[i - 1] == ' ' || text.p[i - 1] == '\t'))
		i--;
	if (i == 0 || text.p[i - 1] == '\n') {
		c->before = 1;
		return;
	}
	unsigned char last = (unsigned char)text.p[i - 1];
	c->before = last >= 0x80 ? 3 : kind_of(last) == KIND_SYMBOL ? 16u + last : 4 + kind_of(last);
}

/* ---- chunks ------------------------------------------------------------------------------------------------------------ */

static void find_runs(struct chunk *c)
{
	c->n_runs = 0;
	for (size_t i = 0; i < c->n; i++) {
		bool letters = is_letter_kind(c->kind[i]), go_on = i > 0 && letters == is_letter_kind(c->kind[i - 1]) &&
			       (letters || (c->kind[i] == c->kind[i - 1] && (c->kind[i] == KIND_DIGIT || c->cp[i] == c->cp[i - 1])));
		if (!go_on) {
			c->run_from[c->n_runs] = (uint8_t)i;
			c->run_hash[c->n_runs++] = 5;
		}
		c->run[i] = (uint8_t)(c->n_runs - 1);
		c->run_hash[c->n_runs - 1] = mix(c->run_hash[c->n_runs - 1], c->cp[i]);
	}
	c->run_from[c->n_runs] = (uint8_t)c->n;
}

static void describe(struct chunk *c)
{
	uint64_t shape = 3, hash = 11;
	c->flags = 0;
	for (size_t i = 0; i < c->n; i++) {
		uint32_t cp = c->cp[i];
		hash = mix(hash, cp);
		if (i == 0 || c->kind[i] != c->kind[i - 1] || c->kind[i] == KIND_SYMBOL)
			shape = mix(shape, c->kind[i] == KIND_SYMBOL ? cp : c->kind[i]);
		c->flags |= cp == '@' ? HAS_AT : cp == '.' ? HAS_DOT : cp == '-' ? HAS_DASH : cp == '0' ? HAS_DIGIT : cp == '_' ? HAS_UNDER :
			    cp == '\'' || cp == 0x2019 ? HAS_QUOTE : cp == '/' && i > 0 && c->cp[i - 1] == '/' ? HAS_SLASHES : 0;
		if (cp == 'w' && i >= 2 && c->cp[i - 1] == 'w' && c->cp[i - 2] == 'w')
			c->flags |= HAS_WWW;
	}
	c->hash = hash;
	c->shape = shape;
	find_runs(c);
}

static bool is_name_char(const struct chunk *c, size_t i)
{
	uint32_t cp = c->cp[i];
	return c->kind[i] != KIND_SYMBOL || cp == '.' || cp == '-' || cp == '_' || cp == '+' || cp == '%';
}

static bool is_closing(uint32_t cp)
{
	return cp < 0x80 ? strchr(".,;:!?)>]}'\"*", (int)cp) != NULL : cp == 0x2019 || cp == 0x201D;
}

/* http://… and www.…, to the end of the chunk but for what closes a sentence or a bracket. */
static void find_page(struct chunk *c)
{
	for (size_t i = 0; i + 3 < c->n; i++) {
		bool scheme = i > 0 && c->cp[i] == ':' && c->cp[i + 1] == '/' && c->cp[i + 2] == '/' && is_letter_kind(c->kind[i - 1]);
		bool www = c->cp[i] == 'w' && c->cp[i + 1] == 'w' && c->cp[i + 2] == 'w' && c->cp[i + 3] == '.' &&
			   (i == 0 || c->kind[i - 1] == KIND_SYMBOL);
		if (!scheme && !www)
			continue;
		size_t to = c->n;
		while (to > i + 4 && is_closing(c->cp[to - 1]))
			to--;
		for (size_t k = i + 3; k < to; k++)
			if (c->cp[k] == '<' || c->cp[k] == '>' || c->cp[k] == '"')
				to = k;
		c->whole_from = scheme ? c->run_from[c->run[i - 1]] : (uint8_t)i;
		c->whole_to = (uint8_t)to;
		return;
	}
}

/* name@host.org */
static void find_mail(struct chunk *c)
{
	for (size_t i = 1; i + 1 < c->n; i++) {
		if (c->cp[i] != '@' || !is_name_char(c, i - 1) || c->kind[i + 1] == KIND_SYMBOL)
			continue;
		size_t from = i, to = i + 1;
		while (from > 0 && is_name_char(c, from - 1))
			from--;
		while (to < c->n && is_name_char(c, to))
			to++;
		while (to > i + 1 && c->kind[to - 1] == KIND_SYMBOL)
			to--;
		c->whole_from = (uint8_t)from;
		c->whole_to = (uint8_t)to;
		return;
	}
}

static void find_address(struct chunk *c)
{
	c->whole_from = c->whole_to = 0;
	if (c->flags & (HAS_SLASHES | HAS_WWW))
		find_page(c);
	if (c->whole_to == 0 && c->flags & HAS_AT)
		find_mail(c);
}

bool chunk_next(struct str text, size_t *from, struct chunk *c)
{
	size_t i = skip_space(text, *from), next;
	if (i >= text.n)
		return false;
	size_t start = i;
	for (c->n = 0; i < text.n && c->n < CHUNK_MAX && !is_space_at(text, i, &next); c->n++) {
		c->at[c->n] = (uint32_t)i;
		uint32_t cp = utf8_next(text, &i);
		unsigned kind = kind_of(cp);
		c->kind[c->n] = (uint8_t)kind;
		c->cp[c->n] = kind == KIND_UPPER ? utf8_lower(cp) : kind == KIND_DIGIT ? '0' : feature_plain(cp);
	}
	c->at[c->n] = (uint32_t)i;
	*from = i;
	describe(c);
	find_address(c);
	look_back(text, start, c);
	look_ahead(text, i, c);
	return true;
}

/* ---- gaps --------------------------------------------------------------------------------------------------------------- */

static uint32_t cp_at(const struct chunk *c, ptrdiff_t i)
{
	return i < 0 || i >= (ptrdiff_t)c->n ? 1 : c->cp[i];
}

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == '`' || cp == 0xB4;
}

uint64_t gap_split_key(const struct chunk *c, size_t run)
{
	return mix(c->run_hash[run], 0x5B1F);
}

bool gap_possible(const struct gap_model *g, const struct chunk *c, size_t i)
{
	if (i > c->whole_from && i < c->whole_to)
		return false;
	if (c->run[i] != c->run[i - 1])
		return true;
	if (!is_letter_kind(c->kind[i]))
		return c->kind[i] == KIND_SYMBOL;
	ptrdiff_t at = (ptrdiff_t)i;
	if (c->cp[i] == 'n' && is_apostrophe(cp_at(c, at + 1)) && cp_at(c, at + 2) == 't')
		return true;
	size_t run = c->run[i], in = i - c->run_from[run];
	if (in >= 32 || (size_t)(c->run_from[run + 1] - c->run_from[run]) > 16)
		return false;
	uint32_t places = key_find(&g->splits, gap_split_key(c, run));
	return places != KEY_NONE && (places >> in & 1);
}

static size_t at_most(size_t n, size_t most)
{
	return n < most ? n : most;
}

/* Case of a run's letters: all lower, all upper, first upper, mixed. */
static unsigned run_case(const struct chunk *c, size_t from, size_t to)
{
	size_t upper = 0;
	for (size_t i = from; i < to; i++)
		upper += c->kind[i] == KIND_UPPER;
	return upper == 0 ? 0 : upper == to - from ? 1 : upper == 1 && c->kind[from] == KIND_UPPER ? 2 : 3;
}

void gap_features(const struct chunk *c, size_t i, enum gap last, size_t last_at, uint32_t out[GAP_FEATURES])
{
	ptrdiff_t at = (ptrdiff_t)i;
	uint64_t l1 = cp_at(c, at - 1), l2 = cp_at(c, at - 2), l3 = cp_at(c, at - 3);
	uint64_t r1 = cp_at(c, at), r2 = cp_at(c, at + 1), r3 = cp_at(c, at + 2);
	size_t lr = c->run[i - 1], rr = c->run[i], lf = c->run_from[lr], rt = c->run_from[rr + 1];
	bool inside = lr == rr;
	uint64_t left = 21, right = 23;
	for (size_t k = lf; k < i; k++)
		left = mix(left, c->cp[k]);
	for (size_t k = i; k < rt; k++)
		right = mix(right, c->cp[k]);
	uint64_t left2 = lr > 0 ? c->run_hash[lr - 1] : 1, right2 = rr + 1 < c->n_runs ? c->run_hash[rr + 1] : 1;
	uint64_t pair = mix(mix(2, l1), r1), kinds = c->kind[i - 1] * 4u + c->kind[i] + (inside ? 64 : 0);
	uint64_t to_end = at_most(c->n - i, 4), to_start = at_most(i, 4);
	uint64_t shape_left = run_case(c, lf, i) * 8 + at_most(i - lf, 7), end = c->n - i == 1;
	const uint64_t f[GAP_FEATURES] = {
		kinds, mix(l1, 1), mix(r1, 2), pair, mix(pair, l2), mix(pair, r2 + 7), mix(mix(pair, l2), r2),
		mix(mix(mix(1, l3), l2), l1), mix(mix(mix(3, r1), r2), r3), left, right, mix(left, r1), mix(right, l1),
		mix(mix(left, r1), right2), mix(mix(left2, l1), right), mix(mix(left, right), right2), mix(mix(left2, left), right),
		mix(pair, shape_left), mix(mix(pair, shape_left), c->after * 2 + end), mix(c->shape, i < 32 ? i : 32),
		mix(c->hash, i), mix(mix(pair, to_end), to_start), mix(mix(pair, end), c->after), mix(mix(left, end), c->after),
		mix(mix(left, end + 9), c->after_word), mix(mix(pair, to_start), c->before), mix(pair, c->flags),
		mix(mix(pair, (uint64_t)last), at_most(i - last_at, 4)), mix(mix(left, (uint64_t)last), to_end),
		mix(mix(c->flags, kinds), to_end), mix(mix(pair, c->n_runs), c->after), mix(mix(pair, left2), right2),
		mix(mix(kinds, shape_left), mix(right, end)),
	};
	for (size_t k = 0; k < GAP_FEATURES; k++)
		out[k] = (uint32_t)(mix(f[k], k * 0x1000193u + 77) >> 32);
}

static enum gap decide(const struct gap_model *g, const struct chunk *c, size_t i, enum gap last, size_t last_at)
{
	uint32_t features[GAP_FEATURES];
	int32_t score[GAP_KINDS] = {0};
	gap_features(c, i, last, last_at, features);
	for (size_t k = 0; k < GAP_FEATURES; k++) {
		const int16_t *w = g->weights + (size_t)(features[k] & g->mask) * GAP_KINDS;
		for (size_t j = 0; j < GAP_KINDS; j++)
			score[j] += w[j];
	}
	enum gap best = GAP_NONE;
	for (enum gap j = GAP_TOKEN; j < GAP_KINDS; j++)
		if (score[j] > score[best])
			best = j;
	return best;
}

/* ---- words ---------------------------------------------------------------------------------------------------------------- */

static void add_word(struct doc *d, uint32_t start, uint32_t end)
{
	struct word *w = vec_add(d->arena, &d->words);
	*w = (struct word){.start = start, .end = end, .form = doc_span(d, start, end), .head = -1};
}

static void add_chunk(const struct gap_model *g, struct doc *d, const struct chunk *c)
{
	size_t token = d->words.n, from = 0, last_at = 0;
	enum gap last = GAP_NONE;
	for (size_t i = 1; i <= c->n; i++) {
		enum gap gap = i == c->n ? GAP_TOKEN : gap_possible(g, c, i) ? decide(g, c, i, last, last_at) : GAP_NONE;
		if (gap == GAP_NONE)
			continue;
		add_word(d, c->at[from], c->at[i]);
		if (gap == GAP_TOKEN) {
			size_t parts = d->words.n - token;
			d->words.v[token].mwt = (uint8_t)(parts > 1 ? parts : 0);
			token = d->words.n;
		}
		from = last_at = i;
		last = gap;
	}
}

static uint8_t *count_breaks(struct doc *d)
{
	uint8_t *breaks = arena_array(d->arena, uint8_t, d->words.n + 1);
	for (size_t w = 0; w < d->words.n; w++) {
		size_t end = d->words.v[w].end, next = w + 1 < d->words.n ? d->words.v[w + 1].start : d->text.n, lines = 0;
		for (size_t i = end; i < next; i++)
			lines += d->text.p[i] == '\n';
		d->words.v[w].space_after = next > end || w + 1 == d->words.n;
		breaks[w] = (uint8_t)(w + 1 == d->words.n ? 2 : at_most(lines, 2));
	}
	return breaks;
}

uint8_t *tokenise_run(const struct gap_model *g, struct doc *d)
{
	struct chunk c;
	d->words.n = 0;
	d->words.cap = d->text.n / 5 < WORDS_AHEAD ? d->text.n / 5 + 1 : WORDS_AHEAD;
	d->words.v = arena_array(d->arena, struct word, d->words.cap);
	for (size_t at = 0; chunk_next(d->text, &at, &c);)
		add_chunk(g, d, &c);
	return count_breaks(d);
}
