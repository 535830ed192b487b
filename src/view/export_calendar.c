/* Talks to come and the ends of ceasefires, as iCalendar (RFC 5545). */
#include "view/export_row.h"

#include "base/utf8.h"
#include "ledger/merge.h"
#include "view/cell.h"
#include "view/say.h"

#define LINE_MAX_BYTES 75 /* of a line; longer ones are folded, between characters */

/* Adds a content line: name, then the text with what iCalendar takes for its own escaped, folded. */
static void line(struct export *x, const char *name, struct str text, bool escape)
{
	struct buf all = {0};
	buf_puts(&all, name);
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (escape && (c == '\\' || c == ';' || c == ','))
			buf_putc(&all, '\\');
		if (c == '\n')
			buf_puts(&all, "\\n");
		else if ((unsigned char)c >= 0x20)
			buf_putc(&all, c);
	}
	struct str rest = buf_str(&all);
	for (size_t at = 0, width = 0; at < rest.n;) {
		size_t next = at;
		utf8_next(rest, &next);
		if (width + (next - at) > LINE_MAX_BYTES) {
			buf_puts(x->out, "\r\n ");
			width = 1;
		}
		buf_add(x->out, str_sub(rest, at, next));
		width += next - at;
		at = next;
	}
	buf_puts(x->out, "\r\n");
	x->out->failed |= all.failed;
	buf_release(&all);
}

static void day_line(struct export *x, const char *name, struct date d)
{
	buf_printf(x->out, "%s%04d%02d%02d\r\n", name, d.year, d.month, d.day);
}

/* When the report that told of it last came: the same ledger gives the same bytes. */
static void stamp(struct export *x, const struct ledger_record *r)
{
	struct date d = {1970, 1, 1};
	for (size_t i = 0; i < r->tellings.n; i++)
		if (r->tellings.v[i].report->report.date.year)
			d = r->tellings.v[i].report->report.date;
	buf_printf(x->out, "DTSTAMP:%04d%02d%02dT000000Z\r\n", d.year, d.month, d.day);
}

static void describe(struct export *x, const struct ledger_record *r)
{
	struct buf text = {0};
	struct say say = {.out = &text, .l = x->l};
	say_record(&say, r);
	for (size_t i = 0; i < r->tellings.n; i++) {
		const struct ledger_telling *t = &r->tellings.v[i];
		uint32_t n = t->evidence.n ? t->evidence.v[0].sentence : UINT32_MAX;
		struct span sentence;
		if (!ledger_sentence(t->report, n, &sentence))
			continue;
		struct str words = ledger_words(t->report, sentence);
		buf_printf(&text, "\n“%.*s” (%.*s, sentence %u)", (int)words.n, words.p, (int)t->report->name.n, t->report->name.p, n);
	}
	line(x, "DESCRIPTION:", buf_str(&text), true);
	x->out->failed |= text.failed;
	buf_release(&text);
}

static void begin(struct export *x, const struct ledger_record *r, const char *what, struct date from, struct date to, struct str summary)
{
	buf_puts(x->out, "BEGIN:VEVENT\r\n");
	buf_printf(x->out, "UID:%c%u-%s@truce\r\n", shapes[r->kind].letter, r->n, what);
	stamp(x, r);
	day_line(x, "DTSTART;VALUE=DATE:", from);
	day_line(x, "DTEND;VALUE=DATE:", date_add(to, 1)); /* iCalendar's end is the day after */
	line(x, "SUMMARY:", summary, true);
	describe(x, r);
	x->rows++;
}

static void where(struct export *x, ref place)
{
	if (place == NO_REF)
		return;
	const struct place *p = ledger_place(x->l, place);
	line(x, "LOCATION:", p->name, true);
	if (p->located)
		buf_printf(x->out, "GEO:%.6f;%.6f\r\n", p->lat, p->lon);
}

static bool ahead(const struct export *x, struct date last)
{
	return x->s->at.year == 0 || date_days(last) >= date_days(x->s->at);
}

static void talk(struct export *x, const struct ledger_record *r)
{
	const struct talk *t = r->record;
	bool off = t->status == TALK_STATUS_CALLED_OFF || t->status == TALK_STATUS_POSTPONED;
	int32_t from, to;
	if (t->status != TALK_STATUS_PLANNED && !off)
		return;
	if (!merge_days(t->date, &from, &to) || !ahead(x, date_from_days(to))) {
		x->left_out++;
		return;
	}
	struct buf text = {0};
	struct say say = {.out = &text, .l = x->l};
	buf_puts(&text, t->form == TALK_FORM_PHONE ? "Phone call" : t->form == TALK_FORM_VIDEO ? "Video call" : "Talks");
	buf_puts(&text, t->parties.n ? ": " : "");
	say_actors(&say, &t->parties);
	begin(x, r, "talk", date_from_days(from), date_from_days(to), buf_str(&text));
	where(x, t->place);
	buf_puts(x->out, off ? "STATUS:CANCELLED\r\n" : "STATUS:TENTATIVE\r\n");
	buf_puts(x->out, "CATEGORIES:talks\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	x->out->failed |= text.failed;
	buf_release(&text);
}

static void ceasefire_end(struct export *x, const struct ceasefire *c)
{
	struct buf text = {0};
	struct say say = {.out = &text, .l = x->l};
	if (c->until.year == 0 || !ahead(x, c->until))
		return;
	buf_puts(&text, "Last day of the ");
	buf_puts(&text, c->name.n ? "" : "ceasefire");
	buf_add(&text, c->name);
	buf_puts(&text, c->sides.n ? ": " : "");
	say_actors(&say, &c->sides);
	begin(x, c->records.v[0], "end", c->until, c->until, buf_str(&text));
	buf_puts(x->out, "CATEGORIES:ceasefires\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	x->out->failed |= text.failed;
	buf_release(&text);
}

void export_calendar(struct export *x)
{
	struct export_list list = export_ordered(x, RECORD_TALK);
	ceasefires found = {0};
	buf_puts(x->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	line(x, "PRODID:-//truce//", str_of(x->version), true);
	buf_puts(x->out, "CALSCALE:GREGORIAN\r\n");
	for (size_t i = 0; i < list.n; i++)
		talk(x, list.v[i]);
	ceasefire_find(x->l, x->a, x->k->terms, x->s, &found);
	for (size_t i = 0; i < found.n; i++)
		ceasefire_end(x, &found.v[i]);
	buf_puts(x->out, "END:VCALENDAR\r\n");
}
