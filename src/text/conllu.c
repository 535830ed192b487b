#include "text/conllu.h"

#include "base/utf8.h"

#include <string.h>

enum column { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, COLUMNS };

/* ---- reading ---------------------------------------------------------------------------------------------------- */

struct reader {
	struct arena *arena;
	struct doc *d;
	struct err *e;
	const char *name;
	size_t line;
	char *text;            /* the running text, as long as the input at most */
	size_t n_text;
	const char *comments;  /* where the comments before the sentence began */
	size_t n_comments;
	uint32_t first;        /* first word of the sentence */
	uint32_t range_end;    /* number of the last word of the open range, 0: none */
	uint32_t range_first;  /* absolute index of its first word */
	struct str range_form, range_misc;
	bool open, new_par, touch; /* a sentence is open; a paragraph begins; the last token touches what comes */
};

static bool bad(struct reader *r, const char *why)
{
	return err_set(r->e, ERR_INPUT, "%s:%zu: %s", r->name, r->line, why);
}

static bool no_space(struct str misc)
{
	while (misc.n)
		if (str_is(str_cut(&misc, '|'), "SpaceAfter=No"))
			return true;
	return false;
}

static struct str given(struct str s)
{
	return str_is(s, "_") ? (struct str){0} : s;
}

static void put_text(struct reader *r, struct str s)
{
	memcpy(r->text + r->n_text, s.p, s.n);
	r->n_text += s.n;
}

static void put_space(struct reader *r)
{
	if (r->n_text && r->new_par)
		put_text(r, STR("\n\n"));
	else if (r->n_text && !r->touch)
		put_text(r, STR(" "));
	r->new_par = false;
}

static void start_sentence(struct reader *r)
{
	if (r->open)
		return;
	struct sent *s = vec_add(r->arena, &r->d->sents);
	r->open = true;
	r->first = (uint32_t)r->d->words.n;
	s->first = r->first;
	s->new_par = r->new_par || r->first == 0;
	s->comments = (struct str){r->comments, r->n_comments};
}

static bool comment(struct reader *r, struct str line, const char *next)
{
	if (r->open)
		return bad(r, "a comment inside a sentence");
	if (r->n_comments == 0)
		r->comments = line.p;
	r->n_comments = (size_t)(next - r->comments);
	struct str rest = str_trim(str_sub(line, 1, line.n));
	struct str key = str_trim(str_cut(&rest, '='));
	r->new_par |= str_is(key, "newdoc") || str_is(key, "newdoc id") || str_is(key, "newpar") || str_is(key, "newpar id");
	return true;
}

static bool range(struct reader *r, struct str *cell)
{
	struct str last = cell[ID], first = str_cut(&last, '-');
	uint32_t at = (uint32_t)r->d->words.n - r->first;
	int64_t a, b;
	if (!str_int(first, at + 1, at + 1, &a) || !str_int(last, a + 1, a + 250, &b))
		return bad(r, "a range of words that does not begin here or does not rise");
	r->range_end = (uint32_t)b;
	r->range_first = (uint32_t)r->d->words.n;
	r->range_form = cell[FORM];
	r->range_misc = cell[MISC];
	return true;
}

/* The words of a range share its bytes: each takes its own form where the text goes on with it, the last what is left. */
static void share_range(struct reader *r, uint32_t start)
{
	struct word *w = r->d->words.v + r->range_first, *end = r->d->words.v + r->d->words.n;
	struct str left = r->range_form;
	uint32_t at = start;
	for (struct word *v = w; v < end; v++) {
		size_t n = v + 1 == end ? left.n : str_starts(left, v->form) ? v->form.n : 0;
		v->start = at;
		v->end = at += (uint32_t)n;
		left = str_sub(left, n, left.n);
		v->space_after = v + 1 == end && !r->touch;
	}
	w->mwt = (uint8_t)(end - w);
}

static void finish_range(struct reader *r)
{
	put_space(r);
	uint32_t start = (uint32_t)r->n_text;
	put_text(r, r->range_form);
	r->touch = no_space(r->range_misc);
	share_range(r, start);
	r->range_end = 0;
}

static bool word(struct reader *r, struct str *cell)
{
	uint32_t at = (uint32_t)r->d->words.n - r->first;
	int64_t id, head = -1;
	if (at >= CONLLU_SENTENCE_MAX)
		return bad(r, "a sentence of more than 100000 words");
	if (!str_int(cell[ID], at + 1, at + 1, &id))
		return bad(r, "words must be numbered from 1 without gaps");
	if (!str_is(cell[HEAD], "_") && !str_int(cell[HEAD], 0, CONLLU_SENTENCE_MAX, &head))
		return bad(r, "HEAD is not a number");
	struct word *w = vec_add(r->arena, &r->d->words);
	*w = (struct word){.form = cell[FORM], .lemma = given(cell[LEMMA]), .xpos = given(cell[XPOS]),
			   .feats = given(cell[FEATS]), .deprel = given(cell[DEPREL]), .misc = given(cell[MISC]),
			   .sent = (uint32_t)r->d->sents.n - 1};
	w->upos = (uint8_t)upos_of(cell[UPOS]);
	w->dep = (uint8_t)dep_of(cell[DEPREL]);
	w->feat = feat_bits(w->feats);
	/* Relative for now; end_sentence makes it an index. -2: not given. */
	w->head = head < 0 ? -2 : (int32_t)head - 1;
	if (r->range_end) {
		if (id == r->range_end)
			finish_range(r);
		return true;
	}
	put_space(r);
	w->start = (uint32_t)r->n_text;
	put_text(r, w->form);
	w->end = (uint32_t)r->n_text;
	r->touch = no_space(cell[MISC]);
	w->space_after = !r->touch;
	return true;
}

static bool end_sentence(struct reader *r)
{
	if (!r->open)
		return r->n_comments == 0 || bad(r, "comments without a sentence");
	struct sent *s = &r->d->sents.v[r->d->sents.n - 1];
	uint32_t n = (uint32_t)r->d->words.n - r->first;
	if (r->range_end)
		return bad(r, "the sentence ends inside a range of words");
	if (n == 0)
		return bad(r, "a sentence without words");
	s->last = r->first + n;
	s->root = r->first;
	s->start = r->d->words.v[r->first].start;
	s->end = r->d->words.v[s->last - 1].end;
	for (uint32_t i = r->first; i < s->last; i++) {
		struct word *w = &r->d->words.v[i];
		if (w->head >= (int32_t)n)
			return bad(r, "a HEAD beyond the end of the sentence");
		if (w->head == -1)
			s->root = i;
		w->head = w->head < 0 ? -1 : w->head + (int32_t)r->first;
	}
	r->open = false;
	r->n_comments = 0;
	return true;
}

static bool token_line(struct reader *r, struct str line)
{
	struct str cell[COLUMNS], rest = line;
	size_t tabs = 0;
	for (size_t i = 0; i < line.n; i++)
		tabs += line.p[i] == '\t';
	if (tabs != COLUMNS - 1)
		return bad(r, "a word needs ten columns, parted by tabs");
	for (int i = 0; i < COLUMNS; i++)
		cell[i] = str_cut(&rest, '\t');
	if (cell[FORM].n == 0)
		return bad(r, "FORM is empty");
	start_sentence(r);
	if (memchr(cell[ID].p, '.', cell[ID].n))
		return true;
	if (memchr(cell[ID].p, '-', cell[ID].n))
		return r->range_end ? bad(r, "a range inside a range") : range(r, cell);
	return word(r, cell);
}

bool conllu_read(struct arena *a, struct str in, const char *name, struct doc *d, struct err *e)
{
	struct reader r = {.arena = a, .d = d, .e = e, .name = name, .touch = true};
	*d = (struct doc){.arena = a};
	size_t wrong = utf8_bad(in);
	if (in.n > UINT32_MAX / 2)
		return err_set(e, ERR_INPUT, "%s: larger than 2 GB", name);
	r.text = arena_alloc(a, in.n + 4);
	struct str rest = in;
	while (rest.n) {
		const char *at = rest.p;
		struct str line = str_cut(&rest, '\n');
		r.line++;
		if (wrong < in.n && (size_t)(at - in.p) + line.n >= wrong)
			return bad(&r, "not UTF-8");
		while (line.n && line.p[line.n - 1] == '\r') /* of the end of the line, however often */
			line.n--;
		if (line.n == 0 ? !end_sentence(&r) : line.p[0] == '#' ? !comment(&r, line, rest.p) : !token_line(&r, line))
			return false;
	}
	r.line++;
	if (!end_sentence(&r))
		return false;
	struct doc read = *d;
	doc_init(d, a, (struct str){r.text, r.n_text});
	d->words.v = read.words.v, d->words.n = read.words.n, d->words.cap = read.words.cap;
	d->sents.v = read.sents.v, d->sents.n = read.sents.n, d->sents.cap = read.sents.cap;
	return true;
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

static void put_cell(struct buf *out, struct str s)
{
	if (s.n == 0)
		buf_putc(out, '_');
	else
		buf_add(out, s);
	buf_putc(out, '\t');
}

static void put_misc(struct buf *out, struct str misc, bool touches)
{
	if (misc.n)
		buf_add(out, misc);
	if (touches && !no_space(misc))
		buf_puts(out, misc.n ? "|SpaceAfter=No" : "SpaceAfter=No");
	else if (misc.n == 0)
		buf_putc(out, '_');
	buf_putc(out, '\n');
}

static void put_number(struct buf *out, uint32_t n)
{
	char digits[12];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(out, (struct str){digits + at, sizeof digits - at});
}

/* CoNLL-U has one line a word: white space inside a form would break it. */
static void put_form(struct buf *out, struct str form)
{
	for (size_t i = 0; i < form.n; i++)
		buf_putc(out, form.p[i] == '\t' || form.p[i] == '\n' || form.p[i] == '\r' ? ' ' : form.p[i]);
	buf_putc(out, '\t');
}

static void put_range(struct buf *out, const struct doc *d, const struct sent *s, uint32_t w)
{
	const struct word *first = &d->words.v[w], *last = first + first->mwt - 1;
	put_number(out, w - s->first + 1);
	buf_putc(out, '-');
	put_number(out, w - s->first + first->mwt);
	buf_putc(out, '\t');
	put_form(out, doc_span(d, first->start, last->end));
	buf_puts(out, "_\t_\t_\t_\t_\t_\t_\t");
	put_misc(out, (struct str){0}, !last->space_after);
}

static void put_word(struct buf *out, const struct doc *d, const struct sent *s, uint32_t i, bool in_range)
{
	const struct word *w = &d->words.v[i];
	put_number(out, i - s->first + 1);
	buf_putc(out, '\t');
	put_form(out, w->form);
	put_cell(out, w->lemma);
	put_cell(out, str_of(upos_name(w->upos)));
	put_cell(out, w->xpos);
	put_cell(out, w->feats);
	put_number(out, w->head < 0 ? 0 : (uint32_t)w->head - s->first + 1);
	buf_putc(out, '\t');
	put_cell(out, w->deprel);
	buf_puts(out, "_\t");
	put_misc(out, w->misc, !in_range && !w->space_after);
}

static void put_comments(struct buf *out, const struct doc *d, const struct sent *s, size_t id)
{
	if (s->comments.n) {
		buf_add(out, s->comments);
		if (s->comments.p[s->comments.n - 1] != '\n')
			buf_putc(out, '\n');
		return;
	}
	if (s->new_par)
		buf_puts(out, "# newpar\n");
	buf_printf(out, "# sent_id = %zu\n# text = ", id);
	struct str text = doc_span(d, s->start, s->end);
	for (size_t i = 0; i < text.n; i++)
		buf_putc(out, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
	buf_putc(out, '\n');
}

void conllu_write(struct buf *out, const struct doc *d, size_t first_id)
{
	for (size_t k = 0; k < d->sents.n; k++) {
		const struct sent *s = &d->sents.v[k];
		uint32_t range_end = s->first;
		put_comments(out, d, s, first_id + k);
		for (uint32_t i = s->first; i < s->last; i++) {
			if (d->words.v[i].mwt > 1 && i + d->words.v[i].mwt <= s->last) {
				put_range(out, d, s, i);
				range_end = i + d->words.v[i].mwt;
			}
			put_word(out, d, s, i, i < range_end);
		}
		buf_putc(out, '\n');
	}
}
