#include "view/brief.h"

#include "view/cell.h"
#include "view/say.h"

#include <stdlib.h>
#include <string.h>

struct brief {
	const struct situation *s;
	const struct ledger_record **before[RECORD_COUNT]; /* by number: what was known before the span; NULL where nothing was */
	size_t n_before[RECORD_COUNT];
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

#define REFS_MAX 3         /* sentences of one report that are named for a sentence here */
#define REFS_REPORTS_MAX 4 /* reports */

/* Whether a sentence of the report has the words that are quoted here; true where none are. */
static bool supports(const struct ledger_telling *t, uint32_t sentence, struct str here)
{
	size_t from = str_find(here, STR("“")), to = str_find(here, STR("”"));
	struct span at;
	if (from >= to || to == here.n || !ledger_sentence(t->report, sentence, &at))
		return from >= to;
	struct str words = str_sub(here, from + strlen("“"), to), there = ledger_words(t->report, at);
	return str_find(there, words) < there.n;
}

/* False where none of its sentences supports what is said. */
static bool add_sentences(struct brief *b, const struct ledger_telling *t, struct str here, bool must_support)
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
	return named > 0;
}

/* “1:4, 7; 2:0”: the sentences that tell what is said here, those of the body rather than the title; of the latest reports. */
static void make_refs(struct brief *b, const struct ledger_record *r, struct str here)
{
	size_t reports = 0;
	buf_clear(&b->refs);
	for (size_t i = r->tellings.n; i-- > 0 && reports < REFS_REPORTS_MAX;)
		reports += add_sentences(b, &r->tellings.v[i], here, true);
	for (size_t i = r->tellings.n; i-- > 0 && reports == 0;)
		reports += add_sentences(b, &r->tellings.v[i], here, false);
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
	return r->gist.told * 16 + (r->gist.sentences < 16 ? r->gist.sentences : 15);
}

/* ---- new, changed, old ------------------------------------------------------------------------------------------------------- */

static const struct ledger_record *earlier(const struct brief *b, const struct ledger_record *r)
{
	return r->n < b->n_before[r->kind] ? b->before[r->kind][r->n] : NULL;
}

static bool in_span(const struct brief *b, struct date d)
{
	return (b->s->since.year == 0 || (d.year && date_days(d) >= date_days(b->s->since))) &&
	       (b->s->until.year == 0 || d.year == 0 || date_days(d) <= date_days(b->s->until));
}

static bool told(const struct brief *b, struct ledger_record *r)
{
	for (size_t i = 0; i < r->tellings.n; i++)
		if (in_span(b, r->tellings.v[i].report->report.date))
			return true;
	return false;
}

/* The field in which its state stands, and those whose growth is news. */
static bool differs(const struct ledger_record *x, const struct ledger_record *y)
{
	switch (x->kind) {
	case RECORD_TALK:
		return ((const struct talk *)x->record)->status != ((const struct talk *)y->record)->status;
	case RECORD_PROPOSAL:
		return ((const struct proposal *)x->record)->status != ((const struct proposal *)y->record)->status ||
		       ((const struct proposal *)x->record)->answers.n != ((const struct proposal *)y->record)->answers.n;
	case RECORD_AGREEMENT:
		return ((const struct agreement *)x->record)->state != ((const struct agreement *)y->record)->state ||
		       ((const struct agreement *)x->record)->changes.n != ((const struct agreement *)y->record)->changes.n;
	case RECORD_INCIDENT:
		return ((const struct incident *)x->record)->killed.count.min != ((const struct incident *)y->record)->killed.count.min ||
		       ((const struct incident *)x->record)->standing != ((const struct incident *)y->record)->standing;
	default:
		return false;
	}
}

typedef bool (*chosen)(const struct brief *b, struct ledger_record *r);

static bool is_new(const struct brief *b, struct ledger_record *r)
{
	return !earlier(b, r) && told(b, r);
}

static bool held(const struct brief *b, struct ledger_record *r)
{
	return told(b, r) && (r->gist.status == TALK_STATUS_HELD || r->gist.status == TALK_STATUS_ONGOING);
}

static bool ahead(const struct brief *b, struct ledger_record *r)
{
	struct date day;
	if (!told(b, r) || r->gist.status != TALK_STATUS_PLANNED)
		return false;
	bool over = b->s->at.year && date_parse(((const struct talk *)r->record)->date, &day) && date_days(day) < date_days(b->s->at);
	return !over && !situation_met(b->s, r);
}

static bool new_talk(const struct brief *b, struct ledger_record *r)
{
	return is_new(b, r) && !ahead(b, r) && !situation_met(b->s, r);
}

static bool new_deal(const struct brief *b, struct ledger_record *r)
{
	return is_new(b, r) && r->gist.known;
}

/* Not one of the past that is only spoken of now. */
static bool fresh_deal(const struct brief *b, struct ledger_record *r)
{
	return new_deal(b, r) && in_span(b, ledger_record_day(r));
}

static bool changed(const struct brief *b, struct ledger_record *r)
{
	const struct ledger_record *was = earlier(b, r);
	return was && told(b, r) && differs(was, r) && (r->kind != RECORD_AGREEMENT || r->gist.known);
}

static bool in_force(const struct brief *b, struct ledger_record *r)
{
	(void)b;
	return r->gist.type == AGREEMENT_KIND_CEASEFIRE && r->gist.status == AGREEMENT_STATE_IN_FORCE && r->gist.known;
}

/* The sides dispute it, or the reports' figures or doers differ. */
static bool disputed(const struct brief *b, struct ledger_record *r)
{
	const struct incident *in = r->record;
	bool figures = false;
	for (size_t i = 0; i < r->versions.n; i++)
		figures |= r->versions.v[i].field->type == FIELD_OBJECT || r->versions.v[i].field->type == FIELD_OBJECTS;
	return told(b, r) && (in->standing == STANDING_DISPUTED || figures);
}

static bool attack(const struct brief *b, struct ledger_record *r)
{
	return is_new(b, r) && !disputed(b, r);
}

/* Is it a part of what somebody else said: “warned that Gondor *would regard it as a breach*”? It stands beside that in the list. */
static bool nested(const struct brief *b, const struct ledger_record *r)
{
	const ledger_records *list = &b->s->records[RECORD_STATEMENT];
	const struct statement *in = r->record;
	for (const struct ledger_record *x = list->v; x < list->v + list->n; x++) {
		const struct statement *out = x->record;
		if (x == r || x->tellings.n == 0 || x->tellings.v[0].report != r->tellings.v[0].report || out->content.n == 0)
			continue;
		if (in->cue.start >= out->content.v[0].start && in->cue.end <= out->content.v[0].end && in->cue.end > in->cue.start)
			return true;
	}
	return false;
}

static bool quoted(const struct brief *b, struct ledger_record *r)
{
	return is_new(b, r) && ((const struct statement *)r->record)->kind != QUOTE_KIND_INDIRECT && say_readable(r);
}

/* About the talks, a proposal or an agreement: what a reader of the process looks for. */
static bool about(const struct brief *b, struct ledger_record *r)
{
	const struct statement *x = r->record;
	bool process = x->about_talk != NO_REF || x->about_proposal != NO_REF || x->about_agreement != NO_REF;
	return is_new(b, r) && x->kind == QUOTE_KIND_INDIRECT && process && say_readable(r) && !nested(b, r);
}

static bool said(const struct brief *b, struct ledger_record *r)
{
	const struct statement *x = r->record;
	bool mere = x->tone == TONE_NEUTRAL || x->tone == TONE_NONE; /* of facts: those stand in the sections before */
	return is_new(b, r) && x->kind == QUOTE_KIND_INDIRECT && !mere && !about(b, r) && say_readable(r) && !nested(b, r);
}

/* The weight that the n-th heaviest of the chosen has: lighter ones are left out. */
static size_t threshold(const struct brief *b, const ledger_records *list, chosen choose, size_t n, size_t *all)
{
	size_t counts[512] = {0}, seen = 0;
	*all = 0;
	for (size_t i = 0; i < list->n; i++)
		if (choose(b, &list->v[i])) {
			size_t w = weight(&list->v[i]);
			counts[w < 511 ? w : 511]++;
			++*all;
		}
	for (size_t w = 512; w-- > 0;) {
		seen += counts[w];
		if (seen >= n)
			return w;
	}
	return 0;
}

/* The one that most sentences tell; the newer of two. NULL where none is chosen. */
static struct ledger_record *foremost(const struct brief *b, enum record_kind kind, chosen choose)
{
	const ledger_records *list = &b->s->records[kind];
	struct ledger_record *best = NULL;
	for (size_t i = 0; i < list->n; i++)
		if (choose(b, &list->v[i]) && (!best || weight(&list->v[i]) >= weight(best)))
			best = &list->v[i];
	return best && ledger_complete(b->s->l, b->s->a, best, LEDGER_WHOLE) ? best : NULL;
}

/* ---- headline and lead ----------------------------------------------------------------------------------------------------- */

static void headline_talk(struct brief *b, struct ledger_record *r, bool first)
{
	const struct talk *t = r->record;
	if (held(b, r) && t->parties.n > 1) {
		say_actors(&b->say, &t->parties);
		buf_puts(&b->text, t->form == TALK_FORM_PHONE ? " speak by phone" : " hold talks");
	} else {
		buf_puts(&b->text, first ? "Talks" : "talks");
		buf_puts(&b->text, t->parties.n > 1 ? " between " : t->parties.n ? " with " : "");
		say_actors(&b->say, &t->parties);
		buf_puts(&b->text, held(b, r) ? " held" : " planned");
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
		buf_printf(&b->text, "%s agreement", g->kind && g->kind != AGREEMENT_KIND_OTHER ? agreement_kind_name(g->kind) : "");
	if (g->parties.n) {
		buf_puts(&b->text, g->parties.n > 1 ? " between " : " with ");
		say_actors(&b->say, &g->parties);
	}
	buf_printf(&b->text, ": %s", g->state && g->state != AGREEMENT_STATE_UNKNOWN ? agreement_state_name(g->state) : "spoken of");
}

static void headline(struct brief *b)
{
	struct ledger_record *list[] = {
		foremost(b, RECORD_AGREEMENT, in_force), foremost(b, RECORD_TALK, held), foremost(b, RECORD_TALK, ahead),
		foremost(b, RECORD_AGREEMENT, fresh_deal),
	};
	size_t parts = 0;
	b->say.out = &b->text;
	if (b->s->process.n)
		buf_printf(&b->text, "%.*s: ", (int)b->s->process.n, b->s->process.p);
	for (size_t i = 0; i < sizeof list / sizeof *list && parts < 2; i++) {
		if (!list[i] || (i == 3 && list[0]))
			continue;
		buf_puts(&b->text, parts++ ? "; " : "");
		if (list[i]->kind == RECORD_TALK)
			headline_talk(b, list[i], b->text.n == 0);
		else
			headline_deal(b, list[i]);
	}
	if (parts == 0)
		buf_puts(&b->text, foremost(b, RECORD_INCIDENT, told) ? "Attacks reported" : "Nothing reported");
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
	const struct ledger_record *force = foremost(b, RECORD_AGREEMENT, in_force);
	lead_part(b, foremost(b, RECORD_TALK, held));
	lead_part(b, foremost(b, RECORD_TALK, ahead));
	lead_part(b, force ? force : foremost(b, RECORD_AGREEMENT, fresh_deal));
	if (!force)
		buf_printf(&b->text, "%sNo report tells of a ceasefire in force.", b->text.n ? " " : "");
	lead_part(b, foremost(b, RECORD_INCIDENT, attack));
	flush(b, page_lead);
}

static void span_of_days(struct brief *b)
{
	const struct situation *s = b->s;
	size_t n = 0;
	for (size_t i = 0; i < s->days.n; i++)
		n += in_span(b, s->days.v[i].day) ? s->days.v[i].reports : 0;
	b->say.out = &b->text;
	if (s->since.year) {
		say_day(&b->say, s->since);
		buf_puts(&b->text, " to ");
	}
	say_day(&b->say, s->until.year ? s->until : s->at);
	buf_printf(&b->text, "%sfrom %zu report%s", b->text.n ? "; " : "", n, n == 1 ? "." : "s.");
	b->say.out = &b->one;
	flush(b, page_paragraph);
}

/* ---- sections -------------------------------------------------------------------------------------------------------------- */

/* Joint speakers of the same words are told once. */
static bool again(const struct ledger_record *x, const struct ledger_record *before)
{
	if (!before || x->kind != RECORD_STATEMENT || x->tellings.v[0].report != before->tellings.v[0].report)
		return false;
	const struct statement *p = x->record, *q = before->record;
	return p->content.n && q->content.n && p->content.v[0].start == q->content.v[0].start;
}

#define JOINT_MAX 8 /* speakers of the same words that are named */

/* The statement, with all who said it; they follow each other in the list. */
static void say_joint(struct brief *b, const struct ledger_record *r, const struct ledger_record *end)
{
	ref who[JOINT_MAX];
	refs speakers = {.v = who, .cap = JOINT_MAX};
	for (const struct ledger_record *x = r; x < end && (x == r || again(x, r)); x++) {
		ref speaker = ((const struct statement *)x->record)->speaker;
		if (speaker != NO_REF && speakers.n < JOINT_MAX && !refs_has(&speakers, speaker))
			who[speakers.n++] = speaker;
	}
	say_statement(&b->say, r, &speakers);
}

/* end: of the list that it stands in. */
static void put_record(struct brief *b, const struct ledger_record *r, const struct ledger_record *end, bool versions)
{
	if (r->kind == RECORD_STATEMENT)
		say_joint(b, r, end);
	else
		say_record(&b->say, r);
	if (versions)
		say_versions(&b->say, r);
	move_sentences(b, r, true);
	flush(b, page_item);
}

static size_t put_some(struct brief *b, enum record_kind kind, chosen choose, size_t most)
{
	const ledger_records *list = &b->s->records[kind];
	const struct ledger_record *last = NULL;
	size_t all, least = threshold(b, list, choose, most, &all), n = 0;
	for (size_t i = 0; i < list->n && n < most; i++)
		if (choose(b, &list->v[i]) && weight(&list->v[i]) >= least && !again(&list->v[i], last)) {
			last = &list->v[i];
			put_record(b, last, list->v + list->n, choose == disputed);
			n++;
		}
	if (all > n && kind != RECORD_STATEMENT) {
		buf_printf(&b->text, "%zu more: truce list %s.", all - n, shapes[kind].name);
		flush(b, page_item);
	}
	return n;
}

static void nothing(struct brief *b, const char *words)
{
	page_paragraph(&b->page, str_of(words));
}

static const char *state_of(const struct ledger_record *r)
{
	switch (r->kind) {
	case RECORD_TALK:
		return talk_status_name(((const struct talk *)r->record)->status);
	case RECORD_PROPOSAL:
		return proposal_status_name(((const struct proposal *)r->record)->status);
	case RECORD_AGREEMENT:
		return agreement_state_name(((const struct agreement *)r->record)->state);
	default:
		return "";
	}
}

/* What it is now, and what it was; the sentence about the past rests on the reports of the past. */
static size_t put_changed(struct brief *b, enum record_kind kind)
{
	const ledger_records *list = &b->s->records[kind];
	size_t n = 0;
	for (size_t i = 0; i < list->n && n < BRIEF_RECORDS_MAX; i++) {
		const struct ledger_record *was = changed(b, &list->v[i]) ? earlier(b, &list->v[i]) : NULL;
		if (!was)
			continue;
		say_record(&b->say, &list->v[i]);
		move_sentences(b, &list->v[i], true);
		if (state_of(was)[0] && state_of(was) != state_of(&list->v[i])) {
			buf_printf(&b->one, " Earlier reports told of it as %s.%c", state_of(was), PAGE_REF);
			move_sentences(b, was, true);
		}
		flush(b, page_item);
		n++;
	}
	return n;
}

static void sections(struct brief *b)
{
	page_heading(&b->page, "What is new");
	if (put_some(b, RECORD_TALK, new_talk, BRIEF_RECORDS_MAX) + put_some(b, RECORD_AGREEMENT, new_deal, BRIEF_RECORDS_MAX) +
	    put_some(b, RECORD_PROPOSAL, is_new, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No talks, proposals or agreements are told for the first time.");
	if (b->s->since.year) {
		page_heading(&b->page, "What changed");
		if (put_changed(b, RECORD_TALK) + put_changed(b, RECORD_AGREEMENT) + put_changed(b, RECORD_PROPOSAL) == 0)
			nothing(b, "Of what was known before, nothing is told to have changed.");
	}
	page_heading(&b->page, "Fighting");
	if (put_some(b, RECORD_INCIDENT, attack, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No attacks are told that were not known before.");
	page_heading(&b->page, "What is disputed");
	if (put_some(b, RECORD_INCIDENT, disputed, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No attack is told to be disputed, and no figures differ.");
	page_heading(&b->page, "What is due next");
	if (put_some(b, RECORD_TALK, ahead, BRIEF_RECORDS_MAX) == 0)
		nothing(b, "No talks to come are told.");
	page_heading(&b->page, "What was said");
	size_t n = put_some(b, RECORD_STATEMENT, quoted, BRIEF_STATEMENTS_MAX);
	n += n < BRIEF_STATEMENTS_MAX ? put_some(b, RECORD_STATEMENT, about, BRIEF_STATEMENTS_MAX - n) : 0;
	n += n < BRIEF_STATEMENTS_MAX ? put_some(b, RECORD_STATEMENT, said, BRIEF_STATEMENTS_MAX - n) : 0;
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

/* What was known before, by number. */
static void index_before(struct brief *b, const struct situation *before)
{
	for (int k = 0; k < RECORD_COUNT && before; k++) {
		const ledger_records *list = &before->records[k];
		size_t most = 0;
		for (size_t i = 0; i < list->n; i++)
			most = list->v[i].n > most ? list->v[i].n : most;
		b->before[k] = calloc(most + 1, sizeof *b->before[k]);
		b->failed |= !b->before[k];
		b->n_before[k] = b->before[k] ? most + 1 : 0;
		for (size_t i = 0; i < list->n && b->before[k]; i++)
			b->before[k][list->v[i].n] = &list->v[i];
	}
}

/* ---- what is needed of the ledger -------------------------------------------------------------------------------------------- */

/* What the span's reports do not tell, but what decides how theirs is told: ceasefires in force, talks that came of plans. */
static bool only_in_force(void *ctx, const struct ledger_record *r)
{
	const struct situation *s = ctx;
	return in_force(NULL, (struct ledger_record *)(uintptr_t)r) && r->gist.last_told.year && date_days(r->gist.last_told) < date_days(s->since);
}

static bool only_later(void *ctx, const struct ledger_record *r)
{
	const struct situation *s = ctx;
	return r->gist.last_told.year && date_days(r->gist.last_told) < date_days(s->since);
}

bool brief_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *now, struct situation *before, struct err *err)
{
	struct ledger_filter f = *filter;
	struct ledger_choice told = {.level = LEDGER_WHOLE, .told_since = filter->since};
	f.since = f.until = (struct date){0};
	if (filter->until.year && !f.known_at.year)
		f.known_at = filter->until;
	if (!situation_begin(l, a, &f, now, err))
		return false;
	now->since = filter->since;
	now->until = filter->until;
	struct ledger_filter days = {.known_at = f.known_at, .since = filter->since, .until = filter->since.year ? filter->until : (struct date){0}};
	if (!situation_days(now, &days, err))
		return false;
	for (int k = 0; k < RECORD_COUNT; k++)
		if (!situation_choose(now, (enum record_kind)k, &f, &told, err))
			return false;
	if (filter->since.year == 0)
		return true;
	struct ledger_choice force = {.take = only_in_force, .ctx = now}, later = {.take = only_later, .ctx = now, .since = filter->since};
	struct ledger_choice again = {.level = LEDGER_WHOLE, .told_later = true};
	if (!situation_choose(now, RECORD_AGREEMENT, &f, &force, err) || !situation_choose(now, RECORD_TALK, &f, &later, err))
		return false;
	f.known_at = date_add(filter->since, -1);
	*before = (struct situation){.l = l, .a = a};
	for (int k = 0; k < RECORD_COUNT; k++)
		if (!situation_choose(before, (enum record_kind)k, &f, &again, err))
			return false;
	return true;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------- */

void brief_print(const struct situation *now, const struct situation *before, enum page_form form, struct buf *out)
{
	struct brief b = {.s = now, .page = {.out = out, .form = form}};
	b.say = (struct say){.out = &b.one, .l = now->l, .at = now->at, .mark = PAGE_REF};
	index_before(&b, before);
	headline(&b);
	span_of_days(&b);
	lead(&b);
	sections(&b);
	sources(&b);
	page_end(&b.page);
	if (b.failed || b.text.failed || b.one.failed || b.refs.failed)
		out->failed = true;
	for (int k = 0; k < RECORD_COUNT; k++)
		free(b.before[k]);
	free(b.sources);
	buf_release(&b.text);
	buf_release(&b.one);
	buf_release(&b.refs);
}
