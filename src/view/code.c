#include "view/code.h"

#include "sense/record_write.h"

#include <stdio.h>

static void write_id(struct json *j, char letter, ref id)
{
	char text[16];
	int n = snprintf(text, sizeof text, "%c%d", letter, (int)id + 1);
	json_str(j, (struct str){text, (size_t)n});
}

static void actor_id(void *ctx, struct json *j, ref id)
{
	(void)ctx;
	write_id(j, 'A', id);
}

static void place_id(void *ctx, struct json *j, ref id)
{
	(void)ctx;
	write_id(j, 'P', id);
}

static void record_id(void *ctx, struct json *j, enum record_kind kind, ref id)
{
	(void)ctx;
	write_id(j, shapes[kind].letter, id);
}

static void begin_record(struct json *j, char letter, size_t i)
{
	json_begin_object(j);
	json_key(j, "id");
	write_id(j, letter, (ref)i);
}

static void key_span(const struct record_writer *w, const char *key, struct span span)
{
	json_key(w->j, key);
	record_write_span(w, span);
}

static void write_sentences(const struct record_writer *w, const struct reading *r)
{
	if (r->doc->sents.n == 0)
		return;
	json_key(w->j, "sentences");
	json_begin_array(w->j);
	for (size_t i = 0; i < r->doc->sents.n; i++)
		record_write_span(w, (struct span){r->doc->sents.v[i].start, r->doc->sents.v[i].end});
	json_end_array(w->j);
}

static void write_mentions(const struct record_writer *w, const struct mention *m, size_t n)
{
	if (n == 0)
		return;
	json_key(w->j, "mentions");
	json_begin_array(w->j);
	for (size_t i = 0; i < n; i++)
		record_write_span(w, m[i].span);
	json_end_array(w->j);
}

static void write_actor(const struct record_writer *w, const struct actor *a, size_t i)
{
	begin_record(w->j, 'A', i);
	json_field(w->j, "name", a->name);
	json_field(w->j, "kind", str_of(a->kind ? actor_kind_name(a->kind) : NULL));
	json_field(w->j, "country", a->country);
	if (a->sectors.n) {
		json_key(w->j, "sector");
		json_begin_array(w->j);
		for (size_t s = 0; s < a->sectors.n; s++)
			json_str(w->j, str_of(sector_name(a->sectors.v[s])));
		json_end_array(w->j);
	}
	json_field(w->j, "role", a->role);
	if (a->of != NO_REF) {
		json_key(w->j, "of");
		write_id(w->j, 'A', a->of);
	}
	write_mentions(w, a->mentions.v, a->mentions.n);
	json_end_object(w->j);
}

static void write_place(const struct record_writer *w, const struct place *p, size_t i)
{
	begin_record(w->j, 'P', i);
	json_field(w->j, "name", p->name);
	json_field(w->j, "type", str_of(p->type ? place_type_name(p->type) : NULL));
	json_field(w->j, "country", p->country);
	json_field(w->j, "admin1", p->admin1);
	if (p->located) {
		json_key(w->j, "lat");
		json_num(w->j, p->lat);
		json_key(w->j, "lon");
		json_num(w->j, p->lon);
	}
	if (p->geonameid) {
		json_key(w->j, "geonames");
		json_int(w->j, p->geonameid);
	}
	write_mentions(w, p->mentions.v, p->mentions.n);
	json_end_object(w->j);
}

static void write_time(const struct record_writer *w, const struct timex *t, size_t i)
{
	begin_record(w->j, 'T', i);
	json_field(w->j, "type", str_of(t->type ? timex_type_name(t->type) : NULL));
	json_field(w->j, "value", t->value);
	json_field(w->j, "mod", t->mod);
	key_span(w, "span", t->span);
	json_end_object(w->j);
}

static void write_evidence(const struct record_writer *w, const struct shape *shape, const struct evidence *ev)
{
	if (shape->span && ev->span.start < ev->span.end)
		key_span(w, shape->span, ev->span);
	if (ev->sents.n) {
		json_key(w->j, "sentence");
		if (!shape->one_sentence)
			json_begin_array(w->j);
		for (size_t i = 0; i < (shape->one_sentence ? 1 : ev->sents.n); i++)
			json_int(w->j, ev->sents.v[i]);
		if (!shape->one_sentence)
			json_end_array(w->j);
	}
	json_field(w->j, "rule", ev->rule);
}

static void write_records(const struct record_writer *w, const struct reading *r, enum record_kind kind)
{
	const struct shape *shape = &shapes[kind];
	struct any_vec list = shape_list(r, kind);
	if (list.n == 0)
		return;
	json_key(w->j, shape->name);
	json_begin_array(w->j);
	for (size_t i = 0; i < list.n; i++) {
		const char *record = list.v + i * shape->size;
		begin_record(w->j, shape->letter, i);
		record_write(w, shape->fields, record);
		write_evidence(w, shape, shape_evidence(kind, record));
		json_end_object(w->j);
	}
	json_end_array(w->j);
}

#define WRITE_ALL(w, key, list, write) \
	do { \
		if ((list).n == 0) \
			break; \
		json_key((w)->j, key); \
		json_begin_array((w)->j); \
		for (size_t i = 0; i < (list).n; i++) \
			write((w), &(list).v[i], i); \
		json_end_array((w)->j); \
	} while (0)

static void write_head(struct json *j, const struct report *report)
{
	char day[24] = "";
	if (report->date.year)
		snprintf(day, sizeof day, "%04d-%02d-%02d", report->date.year, report->date.month, report->date.day);
	json_field(j, "id", report->id);
	json_field(j, "date", str_of(day));
	json_field(j, "time", report->time);
	json_field(j, "source", report->source);
	json_field(j, "original_source", report->original_source);
	json_field(j, "author", report->author);
	json_field(j, "url", report->url);
	json_field(j, "title", report->title);
	json_field(j, "lang", report->lang);
	json_key(j, "text");
	json_str(j, report->text);
}

/* What a reader must know to judge what is missing. */
static void write_notes(struct json *j, const struct report *report)
{
	bool english = str_is(report->lang, "en");
	if (english && report->date.year)
		return;
	json_key(j, "notes");
	json_begin_array(j);
	if (!english)
		json_str(j, STR("not coded: the report is not in English"));
	if (report->date.year == 0)
		json_str(j, STR("no date: relative dates stay unresolved"));
	json_end_array(j);
}

void code_json(struct buf *out, const struct reading *r, const char *version)
{
	static const enum record_kind order[] = {RECORD_STATEMENT, RECORD_EVENT, RECORD_TALK, RECORD_PROPOSAL, RECORD_AGREEMENT,
						 RECORD_INCIDENT};
	struct json j = {out, false};
	struct record_writer w = {&j, NULL, actor_id, place_id, record_id, r->doc};
	json_begin_object(&j);
	write_head(&j, r->report);
	write_notes(&j, r->report);
	write_sentences(&w, r);
	WRITE_ALL(&w, "actors", r->actors, write_actor);
	WRITE_ALL(&w, "places", r->places, write_place);
	WRITE_ALL(&w, "times", r->times, write_time);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		write_records(&w, r, order[i]);
	json_field(&j, "version", str_of(version));
	json_end_object(&j);
	buf_putc(out, '\n');
}
