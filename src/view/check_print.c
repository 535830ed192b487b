/* The record of a ceasefire for people, as JSON and as CSV. */
#include "view/check.h"

#include "base/json.h"
#include "view/cell.h"
#include "view/grid.h"
#include "view/list.h"
#include "view/say.h"
#include "view/wrap.h"

struct printer {
	struct ledger *l;
	struct buf *out, text;
	struct say say; /* into text */
	size_t width;
};

static void flush(struct printer *p, const char *head, size_t indent)
{
	wrap_text(p->out, p->width, head, indent, buf_str(&p->text));
	buf_clear(&p->text);
}

static void line(struct printer *p, size_t indent)
{
	char head[16] = "               ";
	head[indent < 15 ? indent : 15] = '\0';
	flush(p, head, indent);
}

/* ---- the terms ------------------------------------------------------------------------------------------------------------------ */

static void put_sides(struct printer *p, const struct ceasefire *c)
{
	say_actors(&p->say, &c->sides);
	for (size_t i = 0; i < c->strangers.n; i++) {
		buf_puts(&p->text, c->sides.n + i ? " and " : "");
		buf_add(&p->text, c->strangers.v[i]);
		buf_puts(&p->text, " (no report names it)");
	}
}

static void put_bits(struct buf *out, uint32_t bits, int count, const char *(*name)(int), bool *any)
{
	for (int v = 1; v < count; v++)
		if (bits & (UINT32_C(1) << v)) {
			buf_printf(out, "%s%s", *any ? ", " : "", name(v));
			*any = true;
		}
}

static const char *kind_word(int v)
{
	return incident_kind_name((enum incident_kind)v);
}

static const char *struck_word(int v)
{
	return struck_name((enum struck)v);
}

static const char *purpose_word(int v)
{
	return purpose_name((enum purpose)v);
}

static void put_forbidden(struct printer *p, const struct ceasefire *c)
{
	bool any = false;
	buf_puts(&p->text, "Forbidden: ");
	if (c->kinds == UINT32_MAX) {
		buf_puts(&p->text, c->full ? "all attacks (reports do not limit it)." : "all attacks.");
		return;
	}
	buf_puts(&p->text, c->kinds ? "attacks of these kinds: " : "");
	put_bits(&p->text, c->kinds, INCIDENT_KIND_COUNT, kind_word, &any);
	buf_puts(&p->text, c->struck ? c->kinds ? "; attacks on: " : "attacks on: " : "");
	any = false;
	put_bits(&p->text, c->struck, STRUCK_COUNT, struck_word, &any);
	buf_puts(&p->text, ".");
}

static void put_where(struct printer *p, const struct ceasefire *c)
{
	for (size_t i = 0; i < c->area.n; i++) {
		buf_puts(&p->text, i ? ", " : " Where: ");
		buf_add(&p->text, c->area.v[i]);
	}
	buf_puts(&p->text, c->area.n ? "." : "");
}

static void put_when(struct printer *p, const struct ceasefire *c)
{
	if (c->from.year == 0)
		return;
	buf_puts(&p->text, "In force from ");
	say_day(&p->say, c->from);
	if (c->until.year) {
		buf_puts(&p->text, " to ");
		say_day(&p->say, c->until);
		buf_printf(&p->text, " (%d days)", date_days(c->until) - date_days(c->from) + 1);
	} else
		buf_puts(&p->text, "; no end is told");
	buf_puts(&p->text, ".");
}

static void put_watch(struct printer *p, const struct ceasefire *c)
{
	bool any = false;
	if (c->mediators.n) {
		buf_puts(&p->text, "Mediated by ");
		say_actors(&p->say, &c->mediators);
		buf_puts(&p->text, ". ");
	}
	buf_puts(&p->text, c->monitored ? "Monitoring: " : "No monitoring is told of.");
	say_actors(&p->say, &c->monitors);
	for (size_t i = 0; i < c->watchers.n; i++) {
		buf_puts(&p->text, c->monitors.n + i ? ", " : "");
		buf_add(&p->text, c->watchers.v[i]);
	}
	if (c->monitored)
		buf_puts(&p->text, c->monitors.n + c->watchers.n ? "." : "agreed, by whom is not told.");
	buf_printf(&p->text, " Class: %s (ETH/PRIO %d). Purpose: ", ceasefire_class_name(c->class), (int)c->class);
	put_bits(&p->text, c->purposes, PURPOSE_COUNT, purpose_word, &any);
	buf_puts(&p->text, any ? "." : "not told.");
}

static void put_life(struct printer *p, const struct ceasefire *c)
{
	for (size_t i = 0; i < c->life.n; i++) {
		const struct ceasefire_stage *x = &c->life.v[i];
		buf_puts(&p->text, i ? "; " : "Life: ");
		cell_date(&p->text, x->date);
		buf_printf(&p->text, "%s%s", x->date.year ? " " : "", x->what);
		if (x->by != NO_REF) {
			buf_puts(&p->text, " by ");
			say_actor(&p->say, x->by);
		}
		if (x->record) {
			buf_puts(&p->text, " (");
			cell_id(&p->text, x->record->kind, x->record->n);
			buf_puts(&p->text, ")");
		}
	}
	if (c->life.n) {
		buf_puts(&p->text, ".");
		line(p, 2);
	}
}

static void put_terms(struct printer *p, const struct ceasefire *c)
{
	buf_add(&p->text, c->name.n ? c->name : STR("Ceasefire"));
	if (!p->text.failed && p->text.p[0] >= 'a' && p->text.p[0] <= 'z')
		p->text.p[0] = (char)(p->text.p[0] - 32);
	for (size_t i = 0; i < c->records.n; i++) {
		buf_puts(&p->text, i ? ", " : " (");
		cell_id(&p->text, c->records.v[i]->kind, c->records.v[i]->n);
	}
	buf_puts(&p->text, c->records.n ? ")" : " (written down by hand)");
	flush(p, "", 0);
	if (c->sides.n + c->strangers.n) {
		if (c->process.n)
			buf_printf(&p->text, "Process: %.*s. ", (int)c->process.n, c->process.p);
		buf_puts(&p->text, "Parties: ");
		put_sides(p, c);
		buf_puts(&p->text, ". ");
	}
	if (c->kinds || c->struck)
		put_forbidden(p, c);
	put_where(p, c);
	if (p->text.n)
		line(p, 2);
	put_when(p, c);
	if (p->text.n)
		line(p, 2);
	put_watch(p, c);
	line(p, 2);
	put_life(p, c);
}

/* ---- breaches ---------------------------------------------------------------------------------------------------------------------- */

static size_t count_of(const struct check *c, ref by, enum breach_word word)
{
	size_t n = 0;
	for (size_t i = 0; i < c->breaches.n; i++)
		n += c->breaches.v[i].by == by && (word == BREACH_NONE || c->breaches.v[i].word == word);
	return n;
}

static void put_voices(struct printer *p, const char *verb, const refs *who, bool *any)
{
	if (who->n == 0)
		return;
	buf_puts(&p->text, *any ? "; " : " – ");
	buf_puts(&p->text, verb);
	say_actors(&p->say, who);
	*any = true;
}

static void put_breach(struct printer *p, const struct breach *b)
{
	struct buf head = {0};
	bool any = false;
	buf_puts(&head, "    ");
	cell_id(&head, b->incident->kind, b->incident->n);
	say_attack(&p->say, b->incident->record);
	put_voices(p, "alleged by ", &b->alleged, &any);
	put_voices(p, "denied by ", &b->denied, &any);
	put_voices(p, "confirmed by ", &b->confirmed, &any);
	if (!any)
		buf_printf(&p->text, " – %s", b->word == BREACH_ADMITTED ? "admitted by the doer" : "stated by the report itself");
	buf_puts(&p->text, ".");
	flush(p, head.p ? head.p : "", 9);
	for (size_t i = 0; i < b->incident->tellings.n && i < 2; i++)
		if (say_evidence(&p->say, &b->incident->tellings.v[b->incident->tellings.n - 1 - i]))
			line(p, 11);
	if (b->denial && b->denial->tellings.n) {
		buf_puts(&p->text, "The denial: ");
		say_evidence(&p->say, &b->denial->tellings.v[0]);
		line(p, 11);
	}
	buf_release(&head);
}

static void put_side(struct printer *p, const struct check *c, ref by)
{
	size_t n = count_of(c, by, BREACH_NONE);
	buf_puts(&p->text, by == NO_REF ? "By nobody named" : "Said to be by ");
	if (by != NO_REF)
		say_actor(&p->say, by);
	buf_printf(&p->text, ": %zu", n);
	for (enum breach_word w = 1; w < BREACH_WORD_COUNT && n; w++)
		if (count_of(c, by, w))
			buf_printf(&p->text, ", %zu %s", count_of(c, by, w), breach_word_name(w));
	line(p, 2);
	for (enum breach_word w = 1; w < BREACH_WORD_COUNT; w++)
		for (size_t i = 0; i < c->breaches.n; i++)
			if (c->breaches.v[i].by == by && c->breaches.v[i].word == w)
				put_breach(p, &c->breaches.v[i]);
}

/* “18 to 20 March 2025” would be prettier; these can be searched for. */
static void put_days(struct printer *p, const struct check *c, enum check_day kind, const char *title)
{
	size_t n = 0;
	buf_puts(&p->text, title);
	for (size_t i = 0; i < c->days.n; i++) {
		size_t end = i;
		if (c->days.v[i] != kind)
			continue;
		while (end + 1 < c->days.n && c->days.v[end + 1] == kind)
			end++;
		buf_puts(&p->text, n ? ", " : ": ");
		cell_date(&p->text, date_add(c->from, (int32_t)i));
		if (end > i) {
			buf_puts(&p->text, " to ");
			cell_date(&p->text, date_add(c->from, (int32_t)end));
		}
		n += end - i + 1;
		i = end;
	}
	buf_printf(&p->text, n ? " (%zu)." : ": none.", n);
	line(p, 2);
}

static void put_check(struct printer *p, const struct check *c)
{
	put_terms(p, c->c);
	if (c->untestable[0]) {
		buf_printf(&p->text, "Not tested: %s.", c->untestable);
		line(p, 2);
		return;
	}
	buf_puts(&p->text, "Looked at: ");
	cell_date(&p->text, c->from);
	buf_puts(&p->text, " to ");
	cell_date(&p->text, c->to);
	buf_printf(&p->text, ". Attacks between the parties in reports: %zu; of a kind that the terms forbid: %zu.", c->attacks, c->breaches.n);
	if (c->unplaced)
		buf_printf(&p->text, " %zu more may be forbidden, but no report says where they were.", c->unplaced);
	line(p, 2);
	for (size_t i = 0; i < c->c->sides.n; i++)
		put_side(p, c, c->c->sides.v[i]);
	if (count_of(c, NO_REF, BREACH_NONE))
		put_side(p, c, NO_REF);
	put_days(p, c, DAY_QUIET, "Quiet days, of which there are reports, and none tells of a breach");
	put_days(p, c, DAY_SILENT, "Days without a report, of which nothing is known");
}

void check_print(struct ledger *l, const checks *list, size_t width, struct buf *out)
{
	struct printer p = {.l = l, .out = out, .width = width};
	p.say = (struct say){.out = &p.text, .l = l};
	if (list->n == 0)
		buf_puts(out, "No report tells of a ceasefire.\n");
	for (size_t i = 0; i < list->n; i++) {
		buf_puts(out, i ? "\n" : "");
		put_check(&p, &list->v[i]);
	}
	out->failed |= p.text.failed;
	buf_release(&p.text);
}

/* ---- JSON ----------------------------------------------------------------------------------------------------------------------- */

static void key_day(struct json *j, const char *key, struct date d)
{
	struct buf text = {0};
	cell_date(&text, d);
	json_field(j, key, buf_str(&text));
	buf_release(&text);
}

static void key_id(struct json *j, const char *key, const struct ledger_record *r)
{
	struct buf text = {0};
	cell_id(&text, r->kind, r->n);
	if (key)
		json_key(j, key);
	json_str(j, buf_str(&text));
	buf_release(&text);
}

static void key_names(struct json *j, const struct ledger *l, const char *key, const refs *who)
{
	if (who->n == 0)
		return;
	json_key(j, key);
	json_begin_array(j);
	for (size_t i = 0; i < who->n; i++)
		json_str(j, ledger_actor(l, who->v[i])->name);
	json_end_array(j);
}

static void key_words(struct json *j, const char *key, const struct str *v, size_t n)
{
	if (n == 0)
		return;
	json_key(j, key);
	json_begin_array(j);
	for (size_t i = 0; i < n; i++)
		json_str(j, v[i]);
	json_end_array(j);
}

static void key_bits(struct json *j, const char *key, uint32_t bits, int count, const char *(*name)(int))
{
	if (bits == 0)
		return;
	json_key(j, key);
	json_begin_array(j);
	for (int v = 1; v < count; v++)
		if (bits & (UINT32_C(1) << v))
			json_str(j, str_of(name(v)));
	json_end_array(j);
}

static const char *scope_word(int v)
{
	return scope_name((enum scope)v);
}

static void terms_json(struct json *j, const struct ledger *l, const struct ceasefire *c)
{
	uint32_t scopes = 0;
	json_field(j, "name", c->name);
	if (c->process.n)
		json_field(j, "process", c->process);
	json_key(j, "records");
	json_begin_array(j);
	for (size_t i = 0; i < c->records.n; i++)
		key_id(j, NULL, c->records.v[i]);
	json_end_array(j);
	key_names(j, l, "parties", &c->sides);
	key_words(j, "unknown_parties", c->strangers.v, c->strangers.n);
	for (size_t i = 0; i < c->scope.n; i++)
		scopes |= UINT32_C(1) << c->scope.v[i];
	key_bits(j, "scope", scopes, SCOPE_COUNT, scope_word);
	key_bits(j, "forbidden_kinds", c->kinds, INCIDENT_KIND_COUNT, kind_word);
	key_bits(j, "forbidden_struck", c->struck, STRUCK_COUNT, struck_word);
	key_words(j, "area", c->area.v, c->area.n);
	key_day(j, "declared", c->declared);
	key_day(j, "from", c->from);
	key_day(j, "until", c->until);
	key_names(j, l, "mediators", &c->mediators);
	json_key(j, "monitored");
	json_bool(j, c->monitored);
	key_names(j, l, "monitors", &c->monitors);
	json_field(j, "class", str_of(ceasefire_class_name(c->class)));
	key_bits(j, "purpose", c->purposes, PURPOSE_COUNT, purpose_word);
	json_key(j, "life");
	json_begin_array(j);
	for (size_t i = 0; i < c->life.n; i++) {
		json_begin_object(j);
		key_day(j, "date", c->life.v[i].date);
		json_field(j, "what", str_of(c->life.v[i].what));
		if (c->life.v[i].by != NO_REF)
			json_field(j, "by", ledger_actor(l, c->life.v[i].by)->name);
		if (c->life.v[i].record)
			key_id(j, "record", c->life.v[i].record);
		json_end_object(j);
	}
	json_end_array(j);
}

static void breach_json(struct json *j, const struct ledger *l, const struct breach *b)
{
	json_begin_object(j);
	key_day(j, "date", b->day);
	if (b->by != NO_REF)
		json_field(j, "by", ledger_actor(l, b->by)->name);
	json_field(j, "standing", str_of(breach_word_name(b->word)));
	key_names(j, l, "alleged_by", &b->alleged);
	key_names(j, l, "denied_by", &b->denied);
	key_names(j, l, "confirmed_by", &b->confirmed);
	if (b->denial)
		key_id(j, "denial", b->denial);
	json_key(j, "incident");
	list_record_json(l, b->incident, j->out);
	j->need_comma = true;
	json_end_object(j);
}

static void days_json(struct json *j, const char *key, const struct check *c, enum check_day kind)
{
	json_key(j, key);
	json_begin_array(j);
	for (size_t i = 0; i < c->days.n; i++)
		if (c->days.v[i] == kind) {
			struct buf text = {0};
			cell_date(&text, date_add(c->from, (int32_t)i));
			json_str(j, buf_str(&text));
			buf_release(&text);
		}
	json_end_array(j);
}

static void one_json(struct json *j, const struct ledger *l, const struct check *c)
{
	json_begin_object(j);
	terms_json(j, l, c->c);
	json_field(j, "not_tested", str_of(c->untestable));
	key_day(j, "looked_at_from", c->from);
	key_day(j, "looked_at_to", c->to);
	json_key(j, "attacks");
	json_int(j, (int64_t)c->attacks);
	json_key(j, "unplaced");
	json_int(j, (int64_t)c->unplaced);
	json_key(j, "breaches");
	json_begin_array(j);
	for (size_t i = 0; i < c->breaches.n; i++)
		breach_json(j, l, &c->breaches.v[i]);
	json_end_array(j);
	days_json(j, "quiet_days", c, DAY_QUIET);
	days_json(j, "days_without_reports", c, DAY_SILENT);
	json_end_object(j);
}

void check_json(struct ledger *l, const checks *list, struct buf *out)
{
	struct json j = {out, false};
	json_begin_array(&j);
	for (size_t i = 0; i < list->n; i++)
		one_json(&j, l, &list->v[i]);
	json_end_array(&j);
	buf_putc(out, '\n');
}

/* ---- CSV: a row a breach ------------------------------------------------------------------------------------------------------------ */

static void csv_row(struct grid *t, const struct ledger *l, const struct ceasefire *c, const struct breach *b)
{
	static const char *const fields[] = {"kind", "target", "struck", "place", "weapons", "killed", "injured"};
	buf_add(&t->text, c->name);
	grid_cell(t);
	cell_id(&t->text, b->incident->kind, b->incident->n);
	grid_cell(t);
	cell_date(&t->text, b->day);
	grid_cell(t);
	buf_add(&t->text, b->by == NO_REF ? (struct str){"", 0} : ledger_actor(l, b->by)->name);
	grid_cell(t);
	buf_puts(&t->text, breach_word_name(b->word));
	grid_cell(t);
	const refs *voices[] = {&b->alleged, &b->denied, &b->confirmed};
	for (int i = 0; i < 3; i++) {
		cell_actors(&t->text, l, voices[i]);
		grid_cell(t);
	}
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		cell_field(&t->text, l, b->incident, shape_field(RECORD_INCIDENT, fields[i]));
		grid_cell(t);
	}
	for (size_t i = 0; i < b->incident->tellings.n; i++) {
		buf_puts(&t->text, i ? ", " : "");
		buf_add(&t->text, b->incident->tellings.v[i].report->name);
	}
	grid_cell(t);
}

void check_csv(struct ledger *l, const checks *list, struct buf *out)
{
	static const char *const heads[] = {"ceasefire", "id", "date", "by", "standing", "alleged_by", "denied_by", "confirmed_by", "kind", "target",
					    "struck", "place", "weapons", "killed", "injured", "reports"};
	struct grid t = {.columns = 0};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_head(&t, heads[i]);
	for (size_t i = 0; i < list->n; i++)
		for (size_t b = 0; b < list->v[i].breaches.n; b++)
			csv_row(&t, l, list->v[i].c, &list->v[i].breaches.v[b]);
	grid_csv(&t, out);
	out->failed |= t.failed || t.text.failed;
	grid_release(&t);
}
