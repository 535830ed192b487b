#include "view/list.h"

#include "sense/record_write.h"
#include "view/cell.h"
#include "view/grid.h"

#include <string.h>

/* ---- JSON -------------------------------------------------------------------------------------------------------------- */

static void key_date(struct json *j, const char *key, struct date d)
{
	struct buf text = {0};
	cell_date(&text, d);
	json_field(j, key, buf_str(&text));
	buf_release(&text);
}

static void key_id(struct json *j, const char *key, char letter, intmax_t n)
{
	struct buf text = {0};
	buf_printf(&text, "%c%jd", letter, n);
	json_field(j, key, buf_str(&text));
	buf_release(&text);
}

static void actor_fields(struct json *j, const struct actor *x)
{
	json_field(j, "name", x->name);
	json_field(j, "kind", str_of(x->kind ? actor_kind_name(x->kind) : NULL));
	json_field(j, "country", x->country);
	if (x->sectors.n) {
		json_key(j, "sector");
		json_begin_array(j);
		for (size_t i = 0; i < x->sectors.n; i++)
			json_str(j, str_of(sector_name(x->sectors.v[i])));
		json_end_array(j);
	}
	json_field(j, "role", x->role);
}

static void write_actor(void *ctx, struct json *j, ref id)
{
	json_begin_object(j);
	key_id(j, "id", 'A', id);
	actor_fields(j, ledger_actor(ctx, id));
	json_end_object(j);
}

static void write_place(void *ctx, struct json *j, ref id)
{
	const struct place *x = ledger_place(ctx, id);
	json_begin_object(j);
	key_id(j, "id", 'P', id);
	json_field(j, "name", x->name);
	json_field(j, "type", str_of(x->type ? place_type_name(x->type) : NULL));
	json_field(j, "country", x->country);
	json_field(j, "admin1", x->admin1);
	if (x->located) {
		json_key(j, "lat");
		json_num(j, x->lat);
		json_key(j, "lon");
		json_num(j, x->lon);
	}
	if (x->geonameid) {
		json_key(j, "geonames");
		json_int(j, x->geonameid);
	}
	json_end_object(j);
}

static void write_record(void *ctx, struct json *j, enum record_kind kind, ref n)
{
	struct buf text = {0};
	(void)ctx;
	cell_id(&text, kind, (uint32_t)n);
	json_str(j, buf_str(&text));
	buf_release(&text);
}

static void write_words(struct json *j, const struct ledger_record *r)
{
	const struct statement *s = r->record;
	json_key(j, "words");
	json_begin_array(j);
	for (size_t i = 0; i < s->content.n; i++)
		json_str(j, ledger_words(r->tellings.v[0].report, s->content.v[i]));
	json_end_array(j);
}

static void write_versions(const struct record_writer *w, const struct ledger_record *r)
{
	if (r->versions.n == 0)
		return;
	json_key(w->j, "versions");
	json_begin_array(w->j);
	for (size_t i = 0; i < r->versions.n; i++) {
		const struct ledger_version *v = &r->versions.v[i];
		const struct field one[] = {*v->field, {NULL}};
		const struct field *said_by = shape_field(r->kind, "said_by");
		const struct field who[] = {said_by ? *said_by : (struct field){NULL}, {NULL}};
		json_begin_object(w->j);
		record_write(w, one, v->telling->record);
		record_write(w, who, v->telling->record);
		json_field(w->j, "report", v->telling->report->name);
		key_date(w->j, "reported", v->telling->report->report.date);
		json_end_object(w->j);
	}
	json_end_array(w->j);
}

static void write_evidence(const struct record_writer *w, const struct ledger_record *r)
{
	json_key(w->j, "evidence");
	json_begin_array(w->j);
	for (size_t i = 0; i < r->tellings.n; i++)
		for (size_t e = 0; e < r->tellings.v[i].evidence.n; e++) {
			const struct ledger_evidence *ev = &r->tellings.v[i].evidence.v[e];
			json_begin_object(w->j);
			json_field(w->j, "report", r->tellings.v[i].report->name);
			json_key(w->j, "sentence");
			json_int(w->j, ev->sentence);
			json_key(w->j, "span");
			record_write_span(w, ev->span);
			json_field(w->j, "rule", ev->rule);
			json_end_object(w->j);
		}
	json_end_array(w->j);
}

static void record_object(const struct ledger *l, const struct ledger_record *r, bool with_kind, struct buf *out)
{
	struct json j = {out, false};
	/* The callbacks only look; record_writer's ctx serves writers that also store. */
	struct record_writer w = {&j, (void *)(uintptr_t)l, write_actor, write_place, write_record, NULL};
	json_begin_object(&j);
	if (with_kind)
		json_field(&j, "record", str_of(shapes[r->kind].one));
	json_key(&j, "id");
	write_record(NULL, &j, r->kind, (ref)r->n);
	if (r->process.n)
		json_field(&j, "process", r->process);
	record_write(&w, shapes[r->kind].fields, r->record);
	if (r->kind == RECORD_STATEMENT)
		write_words(&j, r);
	key_date(&j, "first_known", r->first_known);
	write_versions(&w, r);
	json_key(&j, "voices");
	json_int(&j, (int64_t)r->voices);
	write_evidence(&w, r);
	json_field(&j, "version", r->tellings.n ? r->tellings.v[0].version : (struct str){"", 0});
	json_end_object(&j);
}

void list_record_json(const struct ledger *l, const struct ledger_record *r, struct buf *out)
{
	record_object(l, r, false, out);
}

void list_record_line(const struct ledger *l, const struct ledger_record *r, struct buf *out)
{
	record_object(l, r, true, out);
}

/* ---- tables ------------------------------------------------------------------------------------------------------------ */

/* What a table shows of each kind; CSV has all fields. */
static const char *const columns[RECORD_COUNT][12] = {
	[RECORD_EVENT] = {"date", "event", "mode", "actor", "recipient", "place", "status", "said_by"},
	[RECORD_TALK] = {"date", "status", "parties", "place", "form", "host", "topics"},
	[RECORD_PROPOSAL] = {"kind", "by", "status", "extent", "scope", "duration", "said_by"},
	[RECORD_AGREEMENT] = {"name", "kind", "state", "date", "parties", "scope"},
	[RECORD_INCIDENT] = {"date", "kind", "by", "place", "struck", "killed", "injured", "weapons", "said_by", "standing"},
	[RECORD_STATEMENT] = {"speaker", "kind", "tone", "content"},
};

static void put_reports(struct buf *out, const struct ledger_record *r)
{
	for (size_t i = 0; i < r->tellings.n; i++) {
		buf_puts(out, i ? ", " : "");
		buf_add(out, r->tellings.v[i].report->name);
	}
}

/* Whether names of processes were asked for: then all records have one, though it may be empty. */
static bool with_process(const ledger_records *records)
{
	return records->n && records->v[0].process.p;
}

static void put_process(struct grid *t, const struct ledger_record *r)
{
	if (!r->process.p)
		return;
	buf_add(&t->text, r->process);
	grid_cell(t);
}

static bool shown(enum record_kind kind, const struct field *f, enum list_form form)
{
	if (form == LIST_CSV)
		return f->type != FIELD_SPAN;
	for (size_t i = 0; columns[kind][i]; i++)
		if (strcmp(columns[kind][i], f->name) == 0)
			return true;
	return false;
}

static void put_row(struct grid *t, const struct ledger *l, enum record_kind kind, const struct ledger_record *r, enum list_form form)
{
	cell_id(&t->text, r->kind, r->n);
	grid_cell(t);
	put_process(t, r);
	for (const struct field *f = shapes[kind].fields; f->name; f++) {
		const struct field *own = shape_field(r->kind, f->name);
		if (!shown(kind, f, form))
			continue;
		if (own)
			cell_field(&t->text, l, r, own);
		grid_cell(t);
	}
	cell_date(&t->text, r->first_known);
	grid_cell(t);
	put_reports(&t->text, r);
	grid_cell(t);
}

static void finish(struct grid *t, enum list_form form, size_t width, struct buf *out)
{
	if (form == LIST_CSV)
		grid_csv(t, out);
	else
		grid_print(t, width, out);
	if (t->failed || t->text.failed)
		out->failed = true;
	grid_release(t);
}

static void json_elements(const struct ledger *l, const ledger_records *records, bool first, struct buf *out)
{
	for (size_t i = 0; i < records->n; i++) {
		buf_puts(out, i || !first ? ",\n " : "");
		list_record_json(l, &records->v[i], out);
	}
}

void list_records(const struct ledger *l, enum record_kind kind, const ledger_records *records, enum list_form form, size_t width,
		  struct buf *out)
{
	struct grid t = {.columns = 0};
	if (form == LIST_JSON) {
		buf_putc(out, '[');
		json_elements(l, records, true, out);
		buf_puts(out, "]\n");
		return;
	}
	grid_head(&t, "id");
	if (with_process(records))
		grid_head(&t, "process");
	for (const struct field *f = shapes[kind].fields; f->name; f++)
		if (shown(kind, f, form))
			grid_head(&t, f->type == FIELD_SPANS ? "words" : f->name);
	grid_head(&t, "first_known");
	grid_head(&t, "reports");
	for (size_t i = 0; i < records->n; i++)
		put_row(&t, l, kind, &records->v[i], form);
	finish(&t, form, width, out);
}

static bool is_ceasefire(void *ctx, const struct ledger_record *r)
{
	unsigned k = r->gist.type;
	(void)ctx;
	if (r->kind == RECORD_AGREEMENT)
		return k == AGREEMENT_KIND_CEASEFIRE;
	return k == PROPOSAL_KIND_CEASEFIRE || k == PROPOSAL_KIND_TRUCE_EXTENSION || k == PROPOSAL_KIND_HUMANITARIAN_PAUSE;
}

bool list_load_ceasefires(struct ledger *l, struct arena *a, const struct ledger_filter *f, ledger_records *agreements, ledger_records *proposals,
			  struct err *err)
{
	const struct ledger_choice c = {.level = LEDGER_WHOLE, .take = is_ceasefire};
	return ledger_choose(l, a, RECORD_AGREEMENT, f, &c, agreements, err) && ledger_choose(l, a, RECORD_PROPOSAL, f, &c, proposals, err);
}

/* Columns that agreements and proposals share, under the name that each has for it. */
static const char *const ceasefire_columns[][2] = {
	{"name", NULL}, {"kind", NULL}, {"parties", "by"}, {"state", "status"}, {"scope", NULL}, {"extent", NULL},
	{"date", "start"}, {"end", NULL}, {"duration", NULL}, {"said_by", NULL},
};
#define CEASEFIRE_COLUMNS (sizeof ceasefire_columns / sizeof *ceasefire_columns)

static void put_ceasefires(struct grid *t, const struct ledger *l, const ledger_records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct ledger_record *r = &records->v[i];
		cell_id(&t->text, r->kind, r->n);
		grid_cell(t);
		put_process(t, r);
		buf_puts(&t->text, r->kind == RECORD_AGREEMENT ? "agreed" : "proposed");
		grid_cell(t);
		for (size_t c = 0; c < CEASEFIRE_COLUMNS; c++) {
			for (int n = 0; n < 2 && ceasefire_columns[c][n]; n++) {
				const struct field *f = shape_field(r->kind, ceasefire_columns[c][n]);
				if (f)
					cell_field(&t->text, l, r, f);
			}
			grid_cell(t);
		}
		cell_date(&t->text, r->first_known);
		grid_cell(t);
		put_reports(&t->text, r);
		grid_cell(t);
	}
}

void list_ceasefires(const struct ledger *l, const ledger_records *agreements, const ledger_records *proposals, enum list_form form,
		     size_t width, struct buf *out)
{
	struct grid t = {.columns = 0};
	if (form == LIST_JSON) {
		buf_putc(out, '[');
		json_elements(l, agreements, true, out);
		json_elements(l, proposals, agreements->n == 0, out);
		buf_puts(out, "]\n");
		return;
	}
	grid_head(&t, "id");
	if (with_process(agreements) || with_process(proposals))
		grid_head(&t, "process");
	grid_head(&t, "what");
	for (size_t c = 0; c < CEASEFIRE_COLUMNS; c++)
		grid_head(&t, ceasefire_columns[c][0]);
	grid_head(&t, "first_known");
	grid_head(&t, "reports");
	put_ceasefires(&t, l, agreements);
	put_ceasefires(&t, l, proposals);
	finish(&t, form, width, out);
}

static void put_sectors(struct buf *out, const struct actor *x)
{
	for (size_t i = 0; i < x->sectors.n; i++)
		buf_printf(out, "%s%s", i ? " " : "", sector_name(x->sectors.v[i]));
}

static void actors_json(const struct ledger *l, const ledger_actors *actors, struct buf *out)
{
	struct json j = {out, false};
	json_begin_array(&j);
	for (size_t i = 0; i < actors->n; i++) {
		const struct actor *x = ledger_actor(l, actors->v[i].actor);
		json_begin_object(&j);
		key_id(&j, "id", 'A', actors->v[i].actor);
		actor_fields(&j, x);
		if (x->of != NO_REF)
			json_field(&j, "of", ledger_actor(l, x->of)->name);
		key_date(&j, "first_known", actors->v[i].first_known);
		json_key(&j, "reports");
		json_int(&j, actors->v[i].reports);
		json_end_object(&j);
	}
	json_end_array(&j);
	buf_putc(out, '\n');
}

void list_actors(const struct ledger *l, const ledger_actors *actors, enum list_form form, size_t width, struct buf *out)
{
	static const char *const heads[] = {"id", "name", "kind", "country", "sector", "role", "of", "first_known", "reports"};
	struct grid t = {.columns = 0};
	if (form == LIST_JSON) {
		actors_json(l, actors, out);
		return;
	}
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_head(&t, heads[i]);
	for (size_t i = 0; i < actors->n; i++) {
		const struct actor *x = ledger_actor(l, actors->v[i].actor);
		buf_printf(&t.text, "A%d", (int)actors->v[i].actor);
		grid_cell(&t);
		buf_add(&t.text, x->name);
		grid_cell(&t);
		buf_puts(&t.text, x->kind ? actor_kind_name(x->kind) : "");
		grid_cell(&t);
		buf_add(&t.text, x->country);
		grid_cell(&t);
		put_sectors(&t.text, x);
		grid_cell(&t);
		buf_add(&t.text, x->role);
		grid_cell(&t);
		if (x->of != NO_REF)
			buf_add(&t.text, ledger_actor(l, x->of)->name);
		grid_cell(&t);
		cell_date(&t.text, actors->v[i].first_known);
		grid_cell(&t);
		buf_printf(&t.text, "%jd", (intmax_t)actors->v[i].reports);
		grid_cell(&t);
	}
	finish(&t, form, width, out);
}

static void reports_json(const struct ledger *l, const ledger_reports *reports, struct buf *out)
{
	struct json j = {out, false};
	json_begin_array(&j);
	for (size_t i = 0; i < reports->n; i++) {
		const struct report *r = &reports->v[i]->report;
		json_begin_object(&j);
		json_field(&j, "id", reports->v[i]->name);
		key_date(&j, "date", r->date);
		json_field(&j, "source", r->source);
		json_field(&j, "original_source", r->original_source);
		json_field(&j, "author", r->author);
		json_field(&j, "url", r->url);
		json_field(&j, "title", r->title);
		json_field(&j, "lang", r->lang);
		json_key(&j, "sentences");
		json_int(&j, (int64_t)ledger_sentences(reports->v[i]));
		if (reports->v[i]->retells.n) {
			json_field(&j, "retells", reports->v[i]->retells);
			json_field(&j, "original", ledger_report(l, reports->v[i]->original)->name);
			json_key(&j, "alike");
			json_num(&j, reports->v[i]->alike);
		}
		json_field(&j, "version", reports->v[i]->version);
		json_end_object(&j);
	}
	json_end_array(&j);
	buf_putc(out, '\n');
}

/* “copy of r1” */
static void put_retells(struct buf *out, const struct ledger *l, const struct ledger_report *r)
{
	if (r->retells.n == 0)
		return;
	buf_add(out, r->retells);
	buf_puts(out, " of ");
	buf_add(out, ledger_report(l, r->original)->name);
}

void list_reports(const struct ledger *l, const ledger_reports *reports, enum list_form form, size_t width, struct buf *out)
{
	static const char *const heads[] = {"id", "date", "source", "original_source", "author", "lang", "retells", "title"};
	struct grid t = {.columns = 0};
	if (form == LIST_JSON) {
		reports_json(l, reports, out);
		return;
	}
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_head(&t, heads[i]);
	for (size_t i = 0; i < reports->n; i++) {
		const struct report *r = &reports->v[i]->report;
		buf_add(&t.text, reports->v[i]->name);
		grid_cell(&t);
		cell_date(&t.text, r->date);
		grid_cell(&t);
		const struct str cells[] = {r->source, r->original_source, r->author, r->lang};
		for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
			buf_add(&t.text, cells[c]);
			grid_cell(&t);
		}
		put_retells(&t.text, l, reports->v[i]);
		grid_cell(&t);
		buf_add(&t.text, r->title);
		grid_cell(&t);
	}
	finish(&t, form, width, out);
}

/* ---- corrections by hand ----------------------------------------------------------------------------------------------- */

static void corrections_json(const ledger_corrections *corrections, struct buf *out)
{
	struct json j = {out, false};
	json_begin_array(&j);
	for (size_t i = 0; i < corrections->n; i++) {
		const struct ledger_correction *c = &corrections->v[i];
		json_begin_object(&j);
		json_key(&j, "number");
		json_int(&j, c->number);
		json_field(&j, "verb", c->verb);
		key_id(&j, "record", shapes[c->record.kind].letter, c->record.n);
		json_field(&j, "made", c->made);
		json_field(&j, "note", c->note);
		json_field(&j, "undone", c->undone);
		json_key(&j, "moved");
		json_begin_array(&j);
		for (size_t k = 0; k < c->moves.n; k++) {
			json_begin_object(&j);
			json_field(&j, "report", c->moves.v[k].report);
			json_key(&j, "sentence");
			json_int(&j, c->moves.v[k].sentence);
			key_id(&j, "from", shapes[c->record.kind].letter, c->moves.v[k].was);
			key_id(&j, "to", shapes[c->record.kind].letter, c->moves.v[k].home);
			json_end_object(&j);
		}
		json_end_array(&j);
		json_end_object(&j);
	}
	json_end_array(&j);
	buf_putc(out, '\n');
}

static void put_moves(struct buf *out, const struct ledger_correction *c)
{
	for (size_t k = 0; k < c->moves.n; k++) {
		buf_printf(out, "%s%c%u to %c%u: ", k ? "; " : "", shapes[c->record.kind].letter, c->moves.v[k].was,
			   shapes[c->record.kind].letter, c->moves.v[k].home);
		buf_add(out, c->moves.v[k].report);
	}
}

void list_corrections(const ledger_corrections *corrections, enum list_form form, size_t width, struct buf *out)
{
	static const char *const heads[] = {"number", "verb", "record", "made", "undone", "moved", "note"};
	struct grid t = {.columns = 0};
	if (form == LIST_JSON) {
		corrections_json(corrections, out);
		return;
	}
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		grid_head(&t, heads[i]);
	for (size_t i = 0; i < corrections->n; i++) {
		const struct ledger_correction *c = &corrections->v[i];
		buf_printf(&t.text, "%jd", (intmax_t)c->number);
		grid_cell(&t);
		buf_add(&t.text, c->verb);
		grid_cell(&t);
		cell_id(&t.text, c->record.kind, c->record.n);
		grid_cell(&t);
		buf_add(&t.text, c->made);
		grid_cell(&t);
		buf_add(&t.text, c->undone);
		grid_cell(&t);
		put_moves(&t.text, c);
		grid_cell(&t);
		buf_add(&t.text, c->note);
		grid_cell(&t);
	}
	finish(&t, form, width, out);
}
