#include "view/say_part.h"

#include "view/cell.h"

#include <string.h>

/* The full stop, unless the words end in one, and the mark. */
void say_end(const struct say *s)
{
	struct str text = buf_str(s->out);
	if (!str_ends(text, STR(".")) && !str_ends(text, STR(".”")) && !str_ends(text, STR(".\"")))
		buf_putc(s->out, '.');
	if (s->mark)
		buf_putc(s->out, s->mark);
}

void say_sentence(const struct say *s, const char *words)
{
	buf_puts(s->out, words);
	say_end(s);
}

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
				     "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

void say_day(const struct say *s, struct date d)
{
	if (d.year)
		buf_printf(s->out, "%s, %d %s %d", weekdays[date_weekday(d)], d.day, months[d.month - 1], d.year);
}

void say_date(const struct say *s, struct str iso)
{
	struct date d;
	int64_t month;
	if (date_parse(iso, &d))
		say_day(s, d);
	else if (iso.n == 7 && str_int(str_sub(iso, 5, 7), 1, 12, &month))
		buf_printf(s->out, "%s %.4s", months[month - 1], iso.p);
	else
		buf_add(s->out, iso);
}

/* “ on Sunday, 23 March 2025”, “ in March 2025” */
void say_when(const struct say *s, struct str iso)
{
	if (iso.n == 0)
		return;
	buf_puts(s->out, iso.n >= 10 ? " on " : " in ");
	say_date(s, iso);
}

void say_actor(const struct say *s, ref actor)
{
	const struct actor *a = ledger_actor(s->l, actor);
	if (a->article.n) {
		buf_add(s->out, a->article);
		buf_putc(s->out, ' ');
	}
	buf_add(s->out, a->name);
}

void say_and(const struct say *s, size_t i, size_t n)
{
	buf_puts(s->out, i == 0 ? "" : i + 1 == n ? " and " : ", ");
}

void say_actors(const struct say *s, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++) {
		say_and(s, i, actors->n);
		say_actor(s, actors->v[i]);
	}
}

/* The state that someone belongs to, by way of bodies; NO_REF where none is known. */
ref say_state_of(const struct ledger *l, ref actor)
{
	for (int depth = 0; depth < 8 && actor != NO_REF; depth++) {
		const struct actor *a = ledger_actor(l, actor);
		if (a->kind == ACTOR_KIND_STATE)
			return actor;
		actor = a->of;
	}
	return NO_REF;
}

void say_speaker(const struct say *s, ref actor)
{
	const struct actor *a = ledger_actor(s->l, actor);
	ref state = a->kind == ACTOR_KIND_STATE ? NO_REF : say_state_of(s->l, a->of);
	/* Who is a state's own body says so by name: only persons are introduced. */
	bool described = a->article.n > 0 || (a->name.n && a->name.p[0] >= 'a' && a->name.p[0] <= 'z');
	bool introduce = a->kind == ACTOR_KIND_PERSON && !described && (a->role.n || state != NO_REF);
	say_actor(s, actor);
	if (!introduce)
		return;
	buf_puts(s->out, " (");
	buf_add(s->out, a->role);
	if (state != NO_REF) {
		buf_puts(s->out, a->role.n ? ", " : "");
		buf_add(s->out, ledger_actor(s->l, state)->name);
	}
	buf_putc(s->out, ')');
}

void say_speakers(const struct say *s, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++) {
		say_and(s, i, actors->n);
		say_speaker(s, actors->v[i]);
	}
}

/* Capital at the start of a sentence that begins at byte `from`. */
void say_capital(const struct say *s, size_t from)
{
	if (!s->out->failed && from < s->out->n && s->out->p[from] >= 'a' && s->out->p[from] <= 'z')
		s->out->p[from] = (char)(s->out->p[from] - 32);
}

void say_according(const struct say *s, const refs *said_by)
{
	if (said_by->n == 0)
		return;
	buf_puts(s->out, ", according to ");
	say_speakers(s, said_by);
}

void say_at(const struct say *s, const char *before, ref place)
{
	if (place == NO_REF)
		return;
	const struct place *p = ledger_place(s->l, place);
	buf_puts(s->out, before);
	buf_add(s->out, p->name);
}

void say_quote(const struct say *s, struct str words)
{
	bool quotes = str_find(words, STR("“")) < words.n || str_find(words, STR("”")) < words.n;
	buf_puts(s->out, quotes ? "\"" : "“");
	buf_add(s->out, words);
	buf_puts(s->out, quotes ? "\"" : "”");
}

void say_quotes(const struct say *s, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		say_and(s, i, n);
		say_quote(s, words[i]);
	}
}

void say_values(const struct say *s, const uint8_t *v, size_t n, const char *(*word)(int))
{
	for (size_t i = 0; i < n; i++) {
		say_and(s, i, n);
		buf_puts(s->out, word(v[i]));
	}
}

void say_side_roles(const struct say *s, const refs *who, const char *one, const char *many)
{
	if (who->n == 0)
		return;
	size_t from = s->out->n + 1;
	buf_putc(s->out, ' ');
	say_actors(s, who);
	say_capital(s, from);
	say_sentence(s, who->n == 1 ? one : many);
}

static void say_event(const struct say *s, const struct event *e)
{
	size_t from = s->out->n;
	say_actors(s, &e->actors);
	buf_printf(s->out, "%s%s", e->actors.n ? " – " : "", category_name(e->category));
	for (size_t i = 0; i < e->modes.n; i++)
		buf_printf(s->out, " %s", mode_name(e->modes.v[i]));
	if (e->recipients.n) {
		buf_puts(s->out, " – ");
		say_actors(s, &e->recipients);
	}
	say_capital(s, from);
	say_at(s, " in ", e->place);
	say_when(s, e->date);
	if (e->status && e->status != EVENT_STATUS_ACTUAL)
		buf_printf(s->out, " (%s)", event_status_name(e->status));
	say_according(s, &e->said_by);
	say_end(s);
}

#define READABLE_MIN 20 /* bytes; less (“the claim”) says nothing by itself */
#define CUE_GAP_MAX 40 /* code points between cue and content that still read as one phrase */

/* Where a report's own words begin: at the cue, where it stands before what was said. */
static bool cue_before(const struct statement *x)
{
	return x->content.n && x->cue.start < x->cue.end && x->cue.end <= x->content.v[0].start &&
	       x->content.v[0].start - x->cue.end <= CUE_GAP_MAX;
}

static struct span report_words(const struct statement *x)
{
	struct span first = x->content.v[0];
	return (struct span){cue_before(x) ? x->cue.start : first.start, first.end};
}

/* Whether speaker and words read as one sentence: “said that …”. Not “statements of …”, nor “acknowledging …”. */
static bool reads_on(const struct ledger_record *r)
{
	const struct statement *x = r->record;
	if (x->kind == QUOTE_KIND_DIRECT || !cue_before(x))
		return false;
	struct str cue = ledger_words(r->tellings.v[0].report, x->cue), words = ledger_words(r->tellings.v[0].report, x->content.v[0]);
	return !str_ends(cue, STR("ing")) && !str_ends(cue, STR(" of")) && (x->content.v[0].start - x->cue.end <= 1 || str_starts(words, STR("that ")));
}

static bool begins_lower(struct str words)
{
	return words.n && words.p[0] >= 'a' && words.p[0] <= 'z';
}

bool say_readable(const struct ledger_record *r)
{
	const struct statement *x = r->record;
	if (x->content.n == 0 || x->speaker == NO_REF)
		return false;
	struct str words = ledger_words(r->tellings.v[0].report, x->content.v[0]);
	if (x->kind != QUOTE_KIND_INDIRECT || words.n <= READABLE_MIN)
		return words.n > READABLE_MIN;
	return reads_on(r) || !begins_lower(words);
}

void say_words(const struct say *s, const struct ledger_record *r)
{
	const struct statement *x = r->record;
	const struct ledger_report *report = r->tellings.v[0].report;
	for (size_t i = 0; i < x->content.n; i++) {
		buf_puts(s->out, i ? " … " : "");
		if (x->kind == QUOTE_KIND_DIRECT)
			say_quote(s, ledger_words(report, x->content.v[i]));
		else
			buf_add(s->out, ledger_words(report, i ? x->content.v[i] : report_words(x)));
	}
}

void say_statement(const struct say *s, const struct ledger_record *r, const refs *speakers)
{
	const struct statement *x = r->record;
	size_t from = s->out->n;
	say_speakers(s, speakers);
	if (speakers->n == 0)
		buf_puts(s->out, "someone not named");
	say_capital(s, from);
	/* “Boromir said that …”; a quotation, or words without a cue in front, stand for themselves. */
	buf_puts(s->out, reads_on(r) ? " " : ": ");
	bool part = x->kind != QUOTE_KIND_DIRECT && x->content.n && !cue_before(x) &&
		    begins_lower(ledger_words(r->tellings.v[0].report, x->content.v[0]));
	buf_puts(s->out, part ? "… " : "");
	say_words(s, r);
	say_end(s);
}

static void say_lone_statement(const struct say *s, const struct ledger_record *r)
{
	ref speaker = ((const struct statement *)r->record)->speaker;
	refs speakers = {.v = &speaker, .n = speaker != NO_REF, .cap = 1};
	say_statement(s, r, &speakers);
}

void say_record(const struct say *s, const struct ledger_record *r)
{
	switch (r->kind) {
	case RECORD_TALK:
		say_talk(s, r->record);
		break;
	case RECORD_PROPOSAL:
		say_proposal(s, r->record);
		break;
	case RECORD_AGREEMENT:
		say_agreement(s, r->record);
		break;
	case RECORD_INCIDENT:
		say_incident(s, r->record);
		break;
	case RECORD_STATEMENT:
		say_lone_statement(s, r);
		break;
	default:
		say_event(s, r->record);
	}
}

/* What a thing is called and in what state it is changes from report to report without any of them being wrong. */
static bool changes_by_itself(const struct field *f)
{
	static const char *const names[] = {"name", "kind", "state", "status", "class", "note"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(f->name, names[i]) == 0)
			return true;
	return false;
}

bool say_versions(const struct say *s, const struct ledger_record *r)
{
	const struct field *said_by = shape_field(r->kind, "said_by"), *last = NULL;
	for (size_t i = 0; i < r->versions.n; i++) {
		const struct ledger_version *v = &r->versions.v[i];
		if (r->kind != RECORD_INCIDENT && changes_by_itself(v->field))
			continue;
		struct ledger_record one = {.kind = r->kind, .record = v->telling->record};
		struct ledger_telling telling = *v->telling;
		one.tellings.v = &telling;
		one.tellings.n = 1;
		if (last != v->field)
			buf_printf(s->out, "%s%s: ", last ? ". " : " Reports differ in ", v->field->name);
		else
			buf_puts(s->out, "; ");
		cell_field(s->out, s->l, &one, v->field);
		buf_puts(s->out, " (");
		if (said_by && !field_empty(said_by, v->telling->record)) {
			say_actors(s, (const refs *)((const char *)v->telling->record + said_by->offset));
			buf_puts(s->out, ", in ");
		}
		buf_add(s->out, v->telling->report->name);
		buf_putc(s->out, ')');
		last = v->field;
	}
	if (last)
		say_end(s);
	return last != NULL;
}

static uint32_t telling_sentence(const struct ledger_telling *t)
{
	for (size_t i = 0; i < t->evidence.n; i++)
		if (t->evidence.v[i].sentence > 0 || t->report->report.body == 0)
			return t->evidence.v[i].sentence;
	return t->evidence.n ? t->evidence.v[0].sentence : UINT32_MAX;
}

bool say_evidence(const struct say *s, const struct ledger_telling *t)
{
	const struct ledger_report *report = t->report;
	uint32_t n = telling_sentence(t);
	struct span sentence;
	if (!ledger_sentence(report, n, &sentence))
		return false;
	struct str words = ledger_words(report, sentence);
	buf_printf(s->out, "“%.*s” (", (int)words.n, words.p);
	buf_add(s->out, report->name);
	if (report->report.date.year) {
		buf_puts(s->out, ", ");
		cell_date(s->out, report->report.date);
	}
	buf_printf(s->out, ", sentence %u)", n);
	return true;
}
