#include "view/brief.h"

#include "view/cell.h"
#include "view/say.h"

#include <stdlib.h>
#include <string.h>

struct brief {
	const struct situation *s;
	struct page page;
	struct buf text;           /* of the paragraph under construction */
	struct buf one, refs;      /* of one record: its sentences, and what one of them rests on */
	struct say say;            /* into one */
	const struct ledger_report **sources; /* in the order in which they are referred to */
	size_t n_sources, cap_sources;
	bool failed;
};

/* ---- references ----------------------------------------------------------------------------------------------------------- */

static size_t source_number(struct brief *b, const struct ledger_report *report)
{
	for (size_t i = 0; i < b->n_sources; i++)
		if (b->sources[i] == report)
			return i + 1;
	if (b->n_sources == b->cap_sources) {
		size_t cap = b->cap_sources ? b->cap_sources * 2 : 64;
		const struct ledger_report **sources = realloc(b->sources, cap * sizeof *sources);
		if (!sources) {
			b->failed = true;
			return 0;
		}
		b->sources = sources;
		b->cap_sources = cap;
	}
	b->sources[b->n_sources++] = report;
	return b->n_sources;
}

#define REFS_MAX 3 /* sentences of one report that are named for a sentence here */

/* Whether a sentence of the report has the words that are quoted here; true where none are. */
static bool supports(const struct ledger_telling *t, uint32_t sentence, struct str here)
{
	size_t from = str_find(here, STR("“")), to = str_find(here, STR("”"));
	if (from >= to || to == here.n || sentence >= t->report->sents.n)
		return from >= to;
	struct str words = str_sub(here, from + strlen("“"), to), there = ledger_words(t->report, t->report->sents.v[sentence]);
	return str_find(there, words) < there.n;
}

static void add_sentences(struct brief *b, const struct ledger_telling *t, struct str here, bool must_support)
{
	size_t named = 0;
	for (size_t e = 0; e < t->evidence.n && named < REFS_MAX; e++) {
		uint32_t n = t->evidence.v[e].sentence;
		bool title = n == 0 && t->report->report.body && t->evidence.n > 1;
		if (title || (must_support && !supports(t, n, here)))
			continue;
		if (named == 0)
			buf_printf(&b->refs, "%s%zu", b->refs.n ? "; " : "", source_number(b, t->report));
		buf_printf(&b->refs, "%s%u", named++ ? ", " : ":", n);
	}
}

/* “1:4, 7; 2:0”: the sentences that tell what is said here, those of the body rather than the title. */
static void make_refs(struct brief *b, const struct ledger_record *r, struct str here)
{
	buf_clear(&b->refs);
	for (size_t i = 0; i < r->tellings.n; i++)
		add_sentences(b, &r->tellings.v[i], here, true);
	for (size_t i = 0; i < r->tellings.n && b->refs.n == 0; i++)
		add_sentences(b, &r->tellings.v[i], here, false);
}

/* Moves the sentences of `one` to the paragraph, each with its references; the first only, or all. */
static void move_sentences(struct brief *b, const struct ledger_record *r, bool all)
{
	struct str rest = buf_str(&b->one);
	while (rest.n) {
		struct str here = str_cut(&rest, PAGE_REF);
		make_refs(b, r, here);
		buf_add(&b->text, here);
		buf_putc(&b->text, PAGE_REF);
		buf_add(&b->text, buf_str(&b->refs));
		buf_putc(&b->text, PAGE_REF_END);
		if (!all)
			break;
	}
	buf_clear(&b->one);
}

static void flush(struct brief *b, void (*put)(struct page *p, struct str text))
{
	if (b->text.n)
		put(&b->page, buf_str(&b->text));
	buf_clear(&b->text);
}

/* ---- what comes first ------------------------------------------------------------------------------------------------------ */

static size_t weight(const struct ledger_record *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->tellings.n; i++)
		n += r->tellings.v[i].evidence.n ? r->tellings.v[i].evidence.n : 1;
	return r->tellings.n * 16 + (n < 16 ? n : 15);
}

/* The weight that the n-th heaviest of the chosen has: lighter ones are left out. */
static size_t threshold(const ledger_records *list, bool (*choose)(const struct ledger_record *r), size_t n, size_t *chosen)
{
	size_t counts[512] = {0}, seen = 0;
	*chosen = 0;
	for (size_t i = 0; i < list->n; i++)
		if (choose(&list->v[i])) {
			size_t w = weight(&list->v[i]);
			counts[w < 511 ? w : 511]++;
			++*chosen;
		}
	for (size_t w = 512; w-- > 0;) {
		seen += counts[w];
		if (seen >= n)
			return w;
	}
	return 0;
}

static bool any(const struct ledger_record *r)
{
	(void)r;
	return true;
}

static bool held(const struct ledger_record *r)
{
	enum talk_status s = ((const struct talk *)r->record)->status;
	return s == TALK_STATUS_HELD || s == TALK_STATUS_ONGOING;
}

static bool planned(const struct ledger_record *r)
{
	return ((const struct talk *)r->record)->status == TALK_STATUS_PLANNED;
}

#define WORDS_LEAST 4 /* of what was said without quotation marks; less says nothing alone */

static size_t words_of(const struct ledger_record *r)
{
	const struct statement *s = r->record;
	size_t n = 0;
	for (size_t i = 0; i < s->content.n; i++)
		for (struct str rest = ledger_words(r->tellings.v[0].report, s->content.v[i]); rest.n;)
			n += str_cut(&rest, ' ').n > 0;
	return n;
}

static bool quoted(const struct ledger_record *r)
{
	const struct statement *s = r->record;
	return s->speaker != NO_REF && s->content.n && (s->kind == QUOTE_KIND_DIRECT || s->kind == QUOTE_KIND_MIXED);
}

static bool told(const struct ledger_record *r)
{
	const struct statement *s = r->record;
	return s->speaker != NO_REF && s->content.n && !quoted(r) && words_of(r) >= WORDS_LEAST;
}

/* A name of its own, or two parties: anything less (“a swap with Arnor”) is too little for a briefing. */
static bool well_known(const struct ledger_record *r)
{
	const struct agreement *g = r->record;
	bool capital = false;
	for (size_t i = 0; i < g->name.n; i++)
		capital |= g->name.p[i] >= 'A' && g->name.p[i] <= 'Z';
	return capital || g->parties.n >= 2;
}

static bool in_force(const struct ledger_record *r)
{
	const struct agreement *g = r->record;
	return g->kind == AGREEMENT_KIND_CEASEFIRE && g->state == AGREEMENT_STATE_IN_FORCE && well_known(r);
}

/* The one that most sentences tell; the newer of two. NULL where none is chosen. */
static const struct ledger_record *foremost(const ledger_records *list, bool (*choose)(const struct ledger_record *r))
{
	const struct ledger_record *best = NULL;
	for (size_t i = 0; i < list->n; i++)
		if (choose(&list->v[i]) && (!best || weight(&list->v[i]) >= weight(best)))
			best = &list->v[i];
	return best;
}

/* ---- headline and lead ----------------------------------------------------------------------------------------------------- */

static void headline_talk(struct brief *b, const struct ledger_record *r, bool first)
{
	const struct talk *t = r->record;
	if (r->kind == RECORD_TALK && held(r) && t->parties.n > 1) {
		say_actors(&b->say, &t->parties);
		buf_puts(&b->text, t->form == TALK_FORM_PHONE ? " speak by phone" : " hold talks");
	} else {
		buf_puts(&b->text, first ? "Talks" : "talks");
		buf_puts(&b->text, t->parties.n > 1 ? " between " : t->parties.n ? " with " : "");
		say_actors(&b->say, &t->parties);
		buf_puts(&b->text, held(r) ? " held" : " planned");
	}
	if (t->place != NO_REF) {
		buf_puts(&b->text, " in ");
		buf_add(&b->text, ledger_place(b->s->l, t->place)->name);
	}
}

static void headline_deal(struct brief *b, const struct ledger_record *r)
{
	const struct agreement *g = r->record;
	if (g->name.n)
		buf_add(&b->text, g->name);
	else
		buf_printf(&b->text, "agreement (%s)", g->kind ? agreement_kind_name(g->kind) : "kind not told");
	buf_printf(&b->text, ": %s", g->state ? agreement_state_name(g->state) : "spoken of");
}

static void headline(struct brief *b)
{
	b->say.out = &b->text;
	const struct ledger_record *talk = foremost(&b->s->records[RECORD_TALK], held);
	const struct ledger_record *ahead = foremost(&b->s->records[RECORD_TALK], planned);
	const struct ledger_record *force = foremost(&b->s->records[RECORD_AGREEMENT], in_force);
	const struct ledger_record *deal = foremost(&b->s->records[RECORD_AGREEMENT], well_known);
	size_t parts = 0;
	if (force)
		headline_deal(b, force), parts++;
	if (talk && parts < 2) {
		buf_puts(&b->text, parts++ ? "; " : "");
		headline_talk(b, talk, b->text.n == 0);
	}
	if (ahead && parts < 2) {
		buf_puts(&b->text, parts++ ? "; " : "");
		headline_talk(b, ahead, b->text.n == 0);
	}
	if (deal && !force && parts < 2) {
		buf_puts(&b->text, parts++ ? "; " : "");
		headline_deal(b, deal);
	}
	if (parts == 0)
		buf_puts(&b->text, b->s->records[RECORD_INCIDENT].n ? "Attacks reported" : "Nothing reported");
	if (!b->text.failed && b->text.p && b->text.p[0] >= 'a' && b->text.p[0] <= 'z')
		b->text.p[0] = (char)(b->text.p[0] - 32);
	page_begin(&b->page, buf_str(&b->text));
	buf_clear(&b->text);
	b->say.out = &b->one;
}

static void lead_part(struct brief *b, const struct ledger_record *r)
{
	if (!r)
		return;
	buf_puts(&b->text, b->text.n ? " " : "");
	say_record(&b->say, r);
	move_sentences(b, r, false);
}

static void lead(struct brief *b)
{
	const struct situation *s = b->s;
	const struct ledger_record *force = foremost(&s->records[RECORD_AGREEMENT], in_force);
	lead_part(b, foremost(&s->records[RECORD_TALK], held));
	lead_part(b, foremost(&s->records[RECORD_TALK], planned));
	lead_part(b, force);
	if (!force)
		buf_printf(&b->text, "%sNo report tells of a ceasefire in force.", b->text.n ? " " : "");
	lead_part(b, foremost(&s->records[RECORD_INCIDENT], any));
	flush(b, page_lead);
}

static void span_of_days(struct brief *b)
{
	const struct situation *s = b->s;
	b->say.out = &b->text;
	if (s->since.year) {
		say_day(&b->say, s->since);
		buf_puts(&b->text, " to ");
	}
	say_day(&b->say, s->until.year ? s->until : s->at);
	buf_printf(&b->text, "%sfrom %zu report%s", b->text.n ? "; " : "", s->reports.n, s->reports.n == 1 ? "." : "s.");
	b->say.out = &b->one;
	flush(b, page_paragraph);
}

/* ---- sections -------------------------------------------------------------------------------------------------------------- */

static void put_record(struct brief *b, const struct ledger_record *r)
{
	say_record(&b->say, r);
	if (r->versions.n && (r->kind == RECORD_INCIDENT || r->kind == RECORD_AGREEMENT)) {
		buf_putc(&b->one, ' ');
		say_versions(&b->say, r);
	}
	move_sentences(b, r, true);
	flush(b, r->kind == RECORD_STATEMENT ? page_item : page_paragraph);
}

static size_t put_some(struct brief *b, enum record_kind kind, bool (*choose)(const struct ledger_record *r), size_t most)
{
	const ledger_records *list = &b->s->records[kind];
	size_t chosen, least = threshold(list, choose, most, &chosen), n = 0;
	for (size_t i = 0; i < list->n && n < most; i++)
		if (choose(&list->v[i]) && weight(&list->v[i]) >= least) {
			put_record(b, &list->v[i]);
			n++;
		}
	if (chosen > n) {
		buf_printf(&b->text, "%zu more are in the ledger (truce list %s).", chosen - n, shapes[kind].name);
		flush(b, page_paragraph);
	}
	return chosen;
}

static void nothing(struct brief *b, const char *words)
{
	page_paragraph(&b->page, str_of(words));
}

static void sections(struct brief *b)
{
	page_heading(&b->page, "Talks");
	if (put_some(b, RECORD_TALK, any, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No talks are told.");
	page_heading(&b->page, "Proposals and agreements");
	if (put_some(b, RECORD_PROPOSAL, any, BRIEF_RECORDS_MAX) + put_some(b, RECORD_AGREEMENT, well_known, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No proposals or agreements are told.");
	page_heading(&b->page, "Fighting");
	if (put_some(b, RECORD_INCIDENT, any, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No attacks are told.");
	page_heading(&b->page, "What was said");
	size_t n = put_some(b, RECORD_STATEMENT, quoted, BRIEF_STATEMENTS_MAX);
	if (n < BRIEF_STATEMENTS_MAX)
		n += put_some(b, RECORD_STATEMENT, told, BRIEF_STATEMENTS_MAX - n);
	nothing(b, n ? "Words without quotation marks are those of the report, not the speaker's." : "No statements are told.");
}

static void sources(struct brief *b)
{
	page_heading(&b->page, "Sources");
	nothing(b, "A reference n:m is sentence m of source n; sentence 0 is the title where there is one.");
	for (size_t i = 0; i < b->n_sources; i++) {
		const struct report *r = &b->sources[i]->report;
		buf_printf(&b->text, "%zu: ", i + 1);
		const struct str parts[] = {r->title, r->author, r->source, r->original_source, r->url};
		for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
			if (parts[p].n) {
				buf_add(&b->text, parts[p]);
				buf_puts(&b->text, ", ");
			}
		cell_date(&b->text, r->date);
		buf_puts(&b->text, r->date.year ? " (" : "no date (");
		buf_add(&b->text, b->sources[i]->name);
		buf_puts(&b->text, ")");
		flush(b, page_item);
	}
}

void brief_print(const struct situation *s, enum page_form form, struct buf *out)
{
	struct brief b = {.s = s, .page = {.out = out, .form = form}};
	b.say = (struct say){.out = &b.one, .l = s->l, .at = s->at, .mark = PAGE_REF};
	headline(&b);
	span_of_days(&b);
	lead(&b);
	sections(&b);
	sources(&b);
	page_end(&b.page);
	if (b.failed || b.text.failed || b.one.failed || b.refs.failed)
		out->failed = true;
	free(b.sources);
	buf_release(&b.text);
	buf_release(&b.one);
	buf_release(&b.refs);
}
