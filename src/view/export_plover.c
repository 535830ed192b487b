/* PLOVER's record, which has a place for what is planned, imagined, denied or past. */
#include "view/export_row.h"

#include "base/json.h"
#include "ledger/merge.h"
#include "view/cell.h"

static void key_list(struct json *j, const char *key)
{
	json_key(j, key);
	json_begin_array(j);
}

static void entities(struct json *j, const struct export *x, const char *key, const refs *list)
{
	if (list->n == 0)
		return;
	key_list(j, key);
	for (size_t i = 0; i < list->n; i++) {
		const struct actor *a = ledger_actor(x->l, list->v[i]);
		json_begin_object(j);
		json_field(j, "code", a->country);
		key_list(j, "sector");
		for (size_t s = 0; s < a->sectors.n; s++)
			json_str(j, str_of(sector_name(a->sectors.v[s])));
		json_end_array(j);
		json_field(j, "entity_text", a->name);
		json_field(j, "office", a->role);
		json_end_object(j);
	}
	json_end_array(j);
}

/* 1 exact … 5 a country: PLOVER counts from 5, below a town, to 1 */
static int resolution(enum place_type t)
{
	return t == PLACE_TYPE_FACILITY ? 5 : t == PLACE_TYPE_CITY ? 4 : t == PLACE_TYPE_REGION || t == PLACE_TYPE_WATER ? 2 : 1;
}

static void location(struct json *j, const struct export *x, ref place)
{
	if (place == NO_REF)
		return;
	const struct place *p = ledger_place(x->l, place);
	const struct nation *n = foreign_nation(x->k->foreign, p->country);
	json_key(j, "event_loc");
	json_begin_object(j);
	json_field(j, "resolved_place", p->name);
	if (p->geonameid) {
		json_key(j, "geonameid");
		json_int(j, p->geonameid);
	}
	if (p->located) {
		json_key(j, "lat");
		json_num(j, p->lat);
		json_key(j, "lon");
		json_num(j, p->lon);
	}
	if (p->type == PLACE_TYPE_CITY)
		json_field(j, "city", p->name);
	json_field(j, "province", p->admin1);
	json_field(j, "country", n ? n->name : (struct str){"", 0});
	json_field(j, "country_code", p->country);
	json_key(j, "resolution");
	json_int(j, resolution(p->type));
	json_end_object(j);
}

static void modes(struct json *j, const struct event *e)
{
	bool aside = e->status > EVENT_STATUS_ACTUAL;
	if (e->modes.n == 0 && !aside)
		return;
	key_list(j, "mode");
	for (size_t i = 0; i < e->modes.n; i++)
		json_str(j, str_of(mode_name(e->modes.v[i])));
	if (aside)
		json_str(j, e->status == EVENT_STATUS_NEGATED ? STR("negation") : str_of(event_status_name(e->status)));
	json_end_array(j);
}

static void texts(struct json *j, const struct ledger_record *r)
{
	key_list(j, "event_text");
	for (size_t i = 0; i < r->tellings.n; i++)
		for (size_t e = 0; e < r->tellings.v[i].evidence.n; e++)
			json_str(j, ledger_words(r->tellings.v[i].report, r->tellings.v[i].evidence.v[e].span));
	json_end_array(j);
	const struct ledger_telling *t = &r->tellings.v[0];
	struct span sentence;
	if (t->evidence.n && ledger_sentence(t->report, t->evidence.v[0].sentence, &sentence))
		json_field(j, "text", ledger_words(t->report, sentence));
}

static void citation(struct json *j, const struct export *x, const struct ledger_record *r)
{
	const struct ledger_telling *t = &r->tellings.v[0];
	struct buf date = {0};
	json_key(j, "cite_info");
	json_begin_object(j);
	json_field(j, "citation", t->report->name);
	json_field(j, "url", t->report->report.url);
	json_field(j, "title", t->report->report.title);
	json_field(j, "language", t->report->report.lang);
	json_field(j, "publication", t->report->report.source);
	json_field(j, "coder", STR("truce"));
	json_field(j, "codebook", STR("PLOVER"));
	json_field(j, "version", t->version);
	json_end_object(j);
	cell_date(&date, t->report->report.date);
	json_field(j, "coded_date", buf_str(&date)); /* of the report: a run leaves no trace of its clock */
	x->out->failed |= date.failed;
	buf_release(&date);
}

static void plover(struct export *x, const struct ledger_record *r)
{
	const struct event *e = r->record;
	struct json j = {x->out, false};
	struct buf text = {0};
	json_begin_object(&j);
	cell_id(&text, r->kind, r->n);
	json_field(&j, "id", buf_str(&text));
	int32_t from, to;
	buf_clear(&text);
	cell_date(&text, merge_days(e->date, &from, &to) ? date_from_days(from) : r->first_known);
	json_field(&j, "date", buf_str(&text));
	x->out->failed |= text.failed;
	buf_release(&text);
	if (merge_days(e->date, &from, &to) && from != to)
		json_field(&j, "enddate", date_str(x->a, date_from_days(to)));
	entities(&j, x, "actor", &e->actors);
	entities(&j, x, "recipient", &e->recipients);
	key_list(&j, "event");
	json_str(&j, str_of(category_name(e->category)));
	json_end_array(&j);
	location(&j, x, e->place);
	json_key(&j, "quad_code");
	json_int(&j, category_quad(e->category));
	json_key(&j, "event_scale");
	json_num(&j, e->score);
	modes(&j, e);
	texts(&j, r);
	entities(&j, x, "said_by", &e->said_by);
	citation(&j, x, r);
	json_end_object(&j);
	buf_putc(x->out, '\n');
	x->rows++;
}

void export_plover(struct export *x)
{
	struct export_list list = export_ordered(x, RECORD_EVENT);
	for (size_t i = 0; i < list.n; i++)
		plover(x, list.v[i]);
}
