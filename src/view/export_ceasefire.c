/* What the columns of ceasefires ask for, as ETH/PRIO has them: a row for each side that is bound. */
#include "view/export_row.h"

#include "view/cell.h"
#include "view/say.h"

#include <string.h>

static const struct actor *actor(const struct row *w)
{
	return ledger_actor(w->x->l, w->cf->sides.v[w->side]);
}

static const struct nation *land(const struct row *w)
{
	return foreign_nation(w->x->k->foreign, actor(w)->country);
}

static void gw(const struct row *w, struct buf *out)
{
	buf_add(out, land(w) ? land(w)->gw : (struct str){"", 0});
}

static void country(const struct row *w, struct buf *out)
{
	buf_add(out, land(w) ? land(w)->name : actor(w)->country);
}

/* 1 Europe, 2 Middle East, 3 Asia, 4 Africa, 5 Americas */
static void region(const struct row *w, struct buf *out)
{
	static const char *const regions[] = {"Europe", "Middle East", "Asia", "Africa", "Americas"};
	for (int i = 0; i < 5 && land(w); i++)
		if (str_is(land(w)->ucdp_region, regions[i]))
			buf_printf(out, "%d", i + 1);
}

static void side(const struct row *w, struct buf *out)
{
	buf_printf(out, "%zu", w->side + 1);
}

static void name(const struct row *w, struct buf *out)
{
	buf_puts(out, actor(w)->kind == ACTOR_KIND_STATE ? "Government of " : "");
	buf_add(out, actor(w)->name);
}

static void id(const struct row *w, struct buf *out)
{
	cell_id(out, w->cf->records.v[0]->kind, w->cf->records.v[0]->n);
}

static void row_id(const struct row *w, struct buf *out)
{
	id(w, out);
	buf_printf(out, "-%zu", w->side + 1);
}

#define DAY(part, member) \
	static void member##_##part(const struct row *w, struct buf *out) \
	{ if (w->cf->member.year) buf_printf(out, "%d", w->cf->member.part); }
DAY(year, declared) DAY(month, declared) DAY(day, declared) DAY(year, from) DAY(month, from) DAY(day, from)
DAY(year, until) DAY(month, until) DAY(day, until)

#define PURPOSE(name, bits) \
	static void name(const struct row *w, struct buf *out) { buf_putc(out, w->cf->purposes & (UINT32_C(1) << (bits)) ? '1' : '0'); }
PURPOSE(humanitarian, PURPOSE_HUMANITARIAN) PURPOSE(peace_process, PURPOSE_PEACE_PROCESS) PURPOSE(holiday, PURPOSE_HOLIDAY)
PURPOSE(election, PURPOSE_ELECTION) PURPOSE(other, PURPOSE_OTHER)

static void unclear(const struct row *w, struct buf *out)
{
	buf_putc(out, w->cf->purposes ? '0' : '1');
}

static void partial(const struct row *w, struct buf *out)
{
	buf_putc(out, w->cf->area.n ? '1' : '0'); /* geographically */
}

static void written(const struct row *w, struct buf *out)
{
	buf_puts(out, w->cf->written ? "1" : "-1");
}

static void fixed(const struct row *w, struct buf *out)
{
	buf_putc(out, w->cf->fixed ? '1' : '0');
}

static void days(const struct row *w, struct buf *out)
{
	if (w->cf->fixed && w->cf->until.year && w->cf->from.year)
		buf_printf(out, "%d", date_days(w->cf->until) - date_days(w->cf->from) + 1);
}

static void class(const struct row *w, struct buf *out)
{
	if (w->cf->class)
		buf_printf(out, "%d", (int)w->cf->class);
}

static void mediated(const struct row *w, struct buf *out)
{
	buf_puts(out, w->cf->mediators.n ? "1" : "-1"); /* that no report names a mediator does not say that there was none */
}

static void mediators(const struct row *w, struct buf *out)
{
	cell_actors(out, w->x->l, &w->cf->mediators);
}

static void monitored(const struct row *w, struct buf *out)
{
	buf_puts(out, w->cf->monitored ? "1" : "-1");
}

static void ended(const struct row *w, struct buf *out)
{
	buf_putc(out, w->cf->ended ? '1' : '0');
}

/* The sentence of the last telling (or the first) of the ceasefire's first record. */
static void evidence_of(const struct row *w, bool last, struct buf *out)
{
	const struct ledger_record *r = w->cf->records.v[0];
	const struct ledger_telling *t = &r->tellings.v[last ? r->tellings.n - 1 : 0];
	struct span sentence;
	if (t->evidence.n && ledger_sentence(t->report, t->evidence.v[0].sentence, &sentence))
		buf_add(out, ledger_words(t->report, sentence));
}

static void evidence(const struct row *w, struct buf *out)
{
	evidence_of(w, false, out);
}

static void evidence_end(const struct row *w, struct buf *out)
{
	if (w->cf->ended)
		evidence_of(w, true, out);
}

static void comment(const struct row *w, struct buf *out)
{
	struct say say = {.out = out, .l = w->x->l};
	say_record(&say, w->cf->records.v[0]);
}

static void reports(const struct row *w, struct buf *out)
{
	for (size_t r = 0; r < w->cf->records.n; r++)
		for (size_t i = 0; i < w->cf->records.v[r]->tellings.n; i++) {
			buf_puts(out, out->n ? "; " : "");
			buf_add(out, w->cf->records.v[r]->tellings.v[i].report->name);
		}
}

row_value export_ceasefire_value(enum layout_value v)
{
	static const row_value values[LAYOUT_VALUE_COUNT] = {
		[VALUE_CF_GW] = gw, [VALUE_CF_COUNTRY] = country, [VALUE_CF_REGION] = region, [VALUE_CF_SIDE] = side,
		[VALUE_CF_ACTOR] = name, [VALUE_CF_ID] = id, [VALUE_CF_ROW] = row_id, [VALUE_CF_DECLARED_YEAR] = declared_year,
		[VALUE_CF_DECLARED_MONTH] = declared_month, [VALUE_CF_DECLARED_DAY] = declared_day, [VALUE_CF_FROM_YEAR] = from_year,
		[VALUE_CF_FROM_MONTH] = from_month, [VALUE_CF_FROM_DAY] = from_day, [VALUE_CF_UNTIL_YEAR] = until_year,
		[VALUE_CF_UNTIL_MONTH] = until_month, [VALUE_CF_UNTIL_DAY] = until_day, [VALUE_CF_HUMANITARIAN] = humanitarian,
		[VALUE_CF_PEACE] = peace_process, [VALUE_CF_HOLIDAY] = holiday, [VALUE_CF_ELECTION] = election, [VALUE_CF_OTHER] = other,
		[VALUE_CF_UNCLEAR] = unclear, [VALUE_CF_PARTIAL] = partial, [VALUE_CF_WRITTEN] = written, [VALUE_CF_FIXED] = fixed,
		[VALUE_CF_DAYS] = days, [VALUE_CF_CLASS] = class, [VALUE_CF_MEDIATED] = mediated, [VALUE_CF_MEDIATORS] = mediators,
		[VALUE_CF_MONITORED] = monitored, [VALUE_CF_ENDED] = ended, [VALUE_CF_EVIDENCE] = evidence,
		[VALUE_CF_EVIDENCE_END] = evidence_end, [VALUE_CF_COMMENT] = comment, [VALUE_CF_SOURCES] = reports,
	};
	return values[v];
}
