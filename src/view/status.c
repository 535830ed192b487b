#include "view/status.h"

#include "view/cell.h"
#include "view/say.h"
#include "view/wrap.h"

#define INDENT 4
#define EVIDENCE_MAX LEDGER_SHOWN_N /* reports quoted for a record; the others are counted */

struct status {
	const struct situation *s;
	struct buf *out;
	struct buf text; /* one record's sentences, before they are broken into lines */
	struct say say;  /* into text */
	size_t width;
	struct arena *a;
	const processes *all;
	const struct process *process; /* the one that is told; NULL: what belongs to none */
	bool by_process;
	const struct process **homes[RECORD_COUNT]; /* the process under which each record is told; NULL: none */
};

/* ---- lines -------------------------------------------------------------------------------------------------------------- */

static void wrap(const struct status *st, const char *head, size_t indent, struct str text)
{
	wrap_text(st->out, st->width, head, indent, text);
}

/* The text collected so far as a paragraph. */
static void flush(struct status *st, const char *head, size_t indent)
{
	wrap(st, head, indent, buf_str(&st->text));
	buf_clear(&st->text);
}

static void heading(const struct status *st, const char *text)
{
	buf_printf(st->out, "\n%s\n", text);
}

static void quote_evidence(struct status *st, const struct ledger_telling *t)
{
	if (say_evidence(&st->say, t))
		flush(st, "", INDENT + 4);
}

static void tell(struct status *st, struct ledger_record *r)
{
	struct buf head = {0};
	bool figures = r->kind == RECORD_INCIDENT || r->kind == RECORD_AGREEMENT;
	if (!ledger_complete(st->s->l, st->a, r, figures ? LEDGER_WHOLE : LEDGER_SHOWN))
		return;
	buf_puts(&head, "  ");
	cell_id(&head, r->kind, r->n);
	if (head.n >= INDENT + 2)
		buf_putc(&head, ' ');
	say_record(&st->say, r);
	if (figures)
		say_versions(&st->say, r);
	flush(st, head.p ? head.p : "", INDENT + 2);
	for (size_t i = 0; i < r->tellings.n && i < EVIDENCE_MAX; i++)
		quote_evidence(st, &r->tellings.v[r->tellings.n - 1 - i]);
	if (r->gist.told > EVIDENCE_MAX) {
		buf_printf(&st->text, "and %zu more reports (truce explain %c%u)", r->gist.told - EVIDENCE_MAX, shapes[r->kind].letter, r->n);
		flush(st, "", INDENT + 4);
	}
	buf_release(&head);
}

/* ---- what belongs in which section -------------------------------------------------------------------------------------- */

/* Days from that day to the day of the status; negative for days to come, 0 where one is not known. */
static int32_t ago(const struct status *st, struct date d)
{
	return d.year && st->s->at.year ? date_days(st->s->at) - date_days(d) : 0;
}

static bool talk_held(const struct status *st, struct ledger_record *r)
{
	enum talk_status s = r->gist.status;
	bool held = s == TALK_STATUS_HELD || s == TALK_STATUS_ONGOING || s == TALK_STATUS_NONE;
	int32_t days = ago(st, ledger_record_day(r));
	return held && days >= 0 && days <= STATUS_TALK_DAYS;
}

/* In hindsight: what reports of later days tell of days after this one. */
static bool talk_later(const struct status *st, struct ledger_record *r)
{
	enum talk_status s = r->gist.status;
	return (s == TALK_STATUS_HELD || s == TALK_STATUS_ONGOING) && ago(st, ledger_record_day(r)) < 0;
}

static bool talk_ahead(const struct status *st, struct ledger_record *r)
{
	enum talk_status s = r->gist.status;
	bool plan = (s == TALK_STATUS_PLANNED || s == TALK_STATUS_CALLED_FOR) && ago(st, ledger_record_day(r)) <= STATUS_TALK_DAYS;
	return plan && !situation_met(st->s, r);
}

static bool talk_off(const struct status *st, struct ledger_record *r)
{
	enum talk_status s = r->gist.status;
	return (s == TALK_STATUS_REFUSED || s == TALK_STATUS_POSTPONED || s == TALK_STATUS_CALLED_OFF) &&
	       ago(st, ledger_record_day(r)) <= STATUS_TALK_DAYS;
}

static bool on_the_table(const struct status *st, struct ledger_record *r)
{
	return r->gist.status != PROPOSAL_STATUS_WITHDRAWN && ago(st, r->gist.last_told) <= STATUS_PROPOSAL_DAYS;
}

static bool known_deal(const struct status *st, struct ledger_record *r)
{
	return r->gist.known && ago(st, ledger_record_day(r)) >= 0;
}

static bool later_deal(const struct status *st, struct ledger_record *r)
{
	return r->gist.known && ago(st, ledger_record_day(r)) < 0;
}

static bool fighting(const struct status *st, struct ledger_record *r)
{
	int32_t days = ago(st, ledger_record_day(r));
	return days >= 0 && days <= STATUS_FIGHTING_DAYS;
}

typedef bool (*chosen)(const struct status *st, struct ledger_record *r);

/* A record is told under the first process that has it. */
static bool belongs(const struct status *st, enum record_kind kind, size_t i)
{
	return !st->by_process || st->homes[kind][i] == st->process;
}

static void find_homes(struct status *st)
{
	struct process_index index;
	if (!st->by_process)
		return;
	process_index(st->a, st->all, &index);
	for (int k = 0; k < RECORD_COUNT; k++) {
		const ledger_records *list = &st->s->records[k];
		st->homes[k] = arena_array(st->a, const struct process *, list->n + 1);
		for (size_t i = 0; i < list->n; i++)
			st->homes[k][i] = process_home(&index, &list->v[i]);
	}
}

static bool is_told(const struct status *st, enum record_kind kind, chosen choose, size_t i)
{
	return belongs(st, kind, i) && choose(st, &st->s->records[kind].v[i]);
}

/* The newest records that are chosen, oldest of them first. Returns how many there are. */
static size_t section(struct status *st, const char *title, enum record_kind kind, chosen choose, const char *none)
{
	const ledger_records *list = &st->s->records[kind];
	size_t n = 0, skipped = 0;
	for (size_t i = 0; i < list->n; i++)
		n += is_told(st, kind, choose, i);
	if (n || none)
		heading(st, title);
	if (n == 0 && none)
		wrap(st, "  ", 2, str_of(none));
	if (n > STATUS_LINES_MAX)
		buf_printf(st->out, "  %zu; the newest %d:\n", n, STATUS_LINES_MAX);
	for (size_t i = 0; i < list->n; i++)
		if (is_told(st, kind, choose, i) && skipped++ + STATUS_LINES_MAX >= n)
			tell(st, &list->v[i]);
	return n;
}

/* ---- ceasefire in force? ------------------------------------------------------------------------------------------------ */

static void ceasefire_line(const struct status *st)
{
	const ledger_records *list = &st->s->records[RECORD_AGREEMENT];
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].gist.type == AGREEMENT_KIND_CEASEFIRE && list->v[i].gist.status == AGREEMENT_STATE_IN_FORCE &&
		    belongs(st, RECORD_AGREEMENT, i))
			return;
	wrap(st, "  ", 2, STR("No report tells of a ceasefire in force."));
}

/* ---- direction ---------------------------------------------------------------------------------------------------------- */

struct week {
	size_t cooperation, conflict, all;
	double sum;
};

/* Events that are told as happening, by the sign of their PLOVER score. */
static struct week week_of(const struct status *st, int32_t from, int32_t to)
{
	const ledger_records *list = &st->s->records[RECORD_EVENT];
	struct week w = {0};
	for (size_t i = 0; i < list->n; i++) {
		const struct ledger_gist *g = &list->v[i].gist;
		int32_t days = ago(st, g->day);
		if (g->status != EVENT_STATUS_ACTUAL || g->day.year == 0 || days < from || days > to || !belongs(st, RECORD_EVENT, i))
			continue;
		w.all++;
		w.cooperation += g->score > 0;
		w.conflict += g->score < 0;
		w.sum += g->score;
	}
	return w;
}

static void say_week(struct status *st, const char *when, struct week w)
{
	buf_printf(&st->text, "%s: %zu event%s, %zu of cooperation, %zu of conflict", when, w.all, w.all == 1 ? "" : "s", w.cooperation, w.conflict);
	if (w.all)
		buf_printf(&st->text, ", mean PLOVER score %.1f", w.sum / (double)w.all);
	buf_puts(&st->text, ". ");
}

#define DIRECTION_LEAST 5    /* events in each week, below which no comparison is made */
#define DIRECTION_CHANGE 0.5 /* of the mean score */

static void direction(struct status *st)
{
	struct week now = week_of(st, 0, 6), before = week_of(st, 7, 13);
	heading(st, "Direction");
	say_week(st, "Seven days to this day", now);
	say_week(st, "Seven days before", before);
	if (now.all < DIRECTION_LEAST || before.all < DIRECTION_LEAST)
		buf_puts(&st->text, "Too few for a comparison.");
	else {
		double change = now.sum / (double)now.all - before.sum / (double)before.all;
		buf_puts(&st->text, change > DIRECTION_CHANGE ? "More cooperation than the week before." :
				    change < -DIRECTION_CHANGE ? "More conflict than the week before." : "Little change.");
	}
	flush(st, "  ", 2);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------ */

static void head(struct status *st)
{
	struct date first = st->s->reports.day;
	size_t reports = st->s->reports.reports;
	buf_puts(&st->text, "Status on ");
	if (st->s->at.year)
		say_day(&st->say, st->s->at);
	else
		buf_puts(&st->text, "no known day");
	buf_printf(&st->text, ", as told by %zu report%s", reports, reports == 1 ? "" : "s");
	if (first.year) {
		buf_puts(&st->text, " from ");
		cell_date(&st->text, first);
		buf_puts(&st->text, " on");
	}
	flush(st, "", 0);
}

/* Agreements that are only mentioned (“a swap”) are counted, not told. */
static void vague_line(struct status *st)
{
	const ledger_records *list = &st->s->records[RECORD_AGREEMENT];
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++)
		n += !list->v[i].gist.known && belongs(st, RECORD_AGREEMENT, i);
	if (n == 0)
		return;
	buf_printf(&st->text, "%zu more %s only mentioned, without a name or two parties (truce list agreements).", n, n == 1 ? "is" : "are");
	flush(st, "  ", 2);
}

static void sections(struct status *st)
{
	section(st, "Talks held or under way", RECORD_TALK, talk_held, "None told.");
	section(st, "Talks planned or called for", RECORD_TALK, talk_ahead, "None told.");
	section(st, "Talks refused, postponed or called off", RECORD_TALK, talk_off, NULL);
	section(st, "Talks after this day, as later reports tell", RECORD_TALK, talk_later, NULL);
	section(st, "On the table", RECORD_PROPOSAL, on_the_table, "No proposals told.");
	section(st, "Agreements and ceasefires", RECORD_AGREEMENT, known_deal, "No agreements told.");
	vague_line(st);
	ceasefire_line(st);
	section(st, "Agreed after this day, as later reports tell", RECORD_AGREEMENT, later_deal, NULL);
	section(st, "Fighting in the last seven days", RECORD_INCIDENT, fighting, "No attacks told.");
	direction(st);
}

static void tell_process(struct status *st, const struct process *p)
{
	st->process = p;
	buf_putc(st->out, '\n');
	buf_puts(st->out, "== ");
	buf_add(st->out, p->name);
	buf_puts(st->out, " ==\n");
	refs thirds = process_thirds(st->a, st->s, p);
	if (thirds.n) {
		buf_puts(&st->text, "Third parties in talks: ");
		say_actors(&st->say, &thirds);
		buf_puts(&st->text, ".");
		flush(st, "", 0);
	}
	sections(st);
}

/* What belongs to no process, where there is any. */
static void tell_rest(struct status *st)
{
	st->process = NULL;
	buf_puts(st->out, "\n== Others ==\n");
	section(st, "Talks held or under way", RECORD_TALK, talk_held, NULL);
	section(st, "Talks planned or called for", RECORD_TALK, talk_ahead, NULL);
	section(st, "On the table", RECORD_PROPOSAL, on_the_table, NULL);
	section(st, "Agreements and ceasefires", RECORD_AGREEMENT, known_deal, NULL);
	section(st, "Fighting in the last seven days", RECORD_INCIDENT, fighting, NULL);
}

static bool any_rest(const struct status *st)
{
	static const chosen choices[] = {talk_held, talk_ahead, on_the_table, known_deal, fighting};
	static const enum record_kind kinds[] = {RECORD_TALK, RECORD_TALK, RECORD_PROPOSAL, RECORD_AGREEMENT, RECORD_INCIDENT};
	for (size_t c = 0; c < sizeof kinds / sizeof *kinds; c++)
		for (size_t i = 0; i < st->s->records[kinds[c]].n; i++)
			if (is_told(st, kinds[c], choices[c], i))
				return true;
	return false;
}

/* Whether a process has anything to tell on this day. */
static bool alive(struct status *st, const struct process *p)
{
	st->process = p;
	return p->named || any_rest(st);
}

/* Those that are not told in full, by name. */
static void name_more(struct status *st, const processes *more)
{
	if (more->n == 0)
		return;
	buf_printf(st->out, "\n== %zu more process%s ==\n", more->n, more->n == 1 ? "" : "es");
	for (size_t i = 0; i < more->n; i++) {
		buf_puts(&st->text, i ? "; " : "");
		buf_add(&st->text, more->v[i].name);
	}
	buf_puts(&st->text, ". With --all they are told too, by its name one alone.");
	flush(st, "  ", 2);
}

static void tell_processes(struct status *st, const processes *list, const struct process *only, size_t most)
{
	processes more = {0};
	size_t told = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (only ? &list->v[i] != only : !alive(st, &list->v[i]))
			continue;
		if (told < most || list->v[i].named || only) {
			tell_process(st, &list->v[i]);
			told++;
		} else
			vec_push(st->a, &more, list->v[i]);
	}
	name_more(st, &more);
}

bool status_load(struct ledger *l, struct arena *a, const struct ledger_filter *filter, struct situation *out, struct err *err)
{
	if (!situation_begin(l, a, filter, out, err))
		return false;
	const struct date at = out->at;
	const struct { enum record_kind kind; int32_t days, told_days; } wanted[] = {
		{RECORD_TALK, STATUS_TALK_DAYS > PROCESS_THIRDS_DAYS ? STATUS_TALK_DAYS : PROCESS_THIRDS_DAYS, 0}, {RECORD_PROPOSAL, 0, STATUS_PROPOSAL_DAYS},
		{RECORD_AGREEMENT, 0, 0}, {RECORD_INCIDENT, STATUS_FIGHTING_DAYS, 0}, {RECORD_EVENT, 2 * STATUS_FIGHTING_DAYS, 0},
	};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		struct ledger_choice c = {.level = LEDGER_GIST};
		if (at.year && wanted[i].days)
			c.since = date_add(at, -wanted[i].days);
		if (at.year && wanted[i].told_days)
			c.told_since = date_add(at, -wanted[i].told_days);
		if (!situation_choose(out, wanted[i].kind, filter, &c, err))
			return false;
	}
	return true;
}

void status_print(const struct situation *s, struct arena *a, const processes *list, const struct process *only, size_t most, size_t width,
		  struct buf *out)
{
	struct status st = {.s = s, .out = out, .width = width, .a = a, .all = list, .by_process = list->n > 0};
	st.say = (struct say){.out = &st.text, .l = s->l, .at = s->at};
	find_homes(&st);
	head(&st);
	if (list->n == 0)
		sections(&st);
	tell_processes(&st, list, only, most);
	st.process = NULL;
	if (list->n && !only && any_rest(&st))
		tell_rest(&st);
	if (st.text.failed)
		out->failed = true;
	buf_release(&st.text);
}
