/* hand.h - readings made by hand, for tests of the ledger and the views: four actors, two places, and records written as
 * JSON with numbers of actors and places in the place of ids. */
#ifndef TRUCE_TEST_HAND_H
#define TRUCE_TEST_HAND_H

#include "unit.h"

#include "sense/record_read.h"

#include <json-c/json.h>

enum hand_actor { GONDOR, ARNOR, MORDOR, BOROMIR };
enum hand_place { OSGILIATH, PELARGIR, GONDOR_LAND };

struct hand {
	struct arena arena;
	struct report report;
	struct doc doc;
	struct reading r;
};

/* The text's sentences are what full stops end. */
static inline void hand_begin(struct hand *h, const char *id, const char *date, const char *text)
{
	*h = (struct hand){.report = {.id = str_of(id), .lang = STR("en"), .source = STR("The Tidings"), .text = str_of(text)}};
	arena_init(&h->arena, 0);
	date_parse(str_of(date), &h->report.date);
	doc_init(&h->doc, &h->arena, h->report.text);
	for (uint32_t i = 0, from = 0; i < h->report.text.n; i++)
		if (text[i] == '.') {
			vec_push(&h->arena, &h->doc.sents, ((struct sent){.start = from, .end = i + 1}));
			from = i + 2;
		}
	reading_init(&h->r, NULL, &h->report, &h->doc);
	static const struct actor actors[] = {
		{.name = {"Gondor", 6}, .kind = ACTOR_KIND_STATE, .country = {"GON", 3}, .of = NO_REF, .entry = -1},
		{.name = {"Arnor", 5}, .kind = ACTOR_KIND_STATE, .country = {"ARN", 3}, .of = NO_REF, .entry = -1},
		{.name = {"Mordor", 6}, .kind = ACTOR_KIND_STATE, .country = {"MOR", 3}, .of = NO_REF, .entry = -1},
		{.name = {"Boromir", 7}, .kind = ACTOR_KIND_PERSON, .country = {"GON", 3}, .role = {"Defence Minister", 16}, .of = 0, .entry = -1},
	};
	for (size_t i = 0; i < sizeof actors / sizeof *actors; i++)
		vec_push(&h->arena, &h->r.actors, actors[i]);
	vec_push(&h->arena, &h->r.actors.v[BOROMIR].sectors, SECTOR_GOV);
	static const struct place places[] = {
		{.name = {"Osgiliath", 9}, .type = PLACE_TYPE_CITY, .country = {"GON", 3}, .located = true, .lat = 1.5, .lon = -2},
		{.name = {"Pelargir", 8}, .type = PLACE_TYPE_CITY, .country = {"GON", 3}},
		{.name = {"Gondor", 6}, .type = PLACE_TYPE_COUNTRY, .country = {"GON", 3}},
	};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		vec_push(&h->arena, &h->r.places, places[i]);
}

static inline ref hand_ref(void *ctx, struct json_object *v)
{
	(void)ctx;
	return (ref)json_object_get_int(v);
}

static inline ref hand_record_ref(void *ctx, enum record_kind kind, struct json_object *v)
{
	(void)kind;
	return hand_ref(ctx, v);
}

/* Adds a record; its evidence is the first place where `words` stand in the text. */
static inline void hand_add(struct hand *h, enum record_kind kind, const char *json, const char *words)
{
	struct record_reader reader = {&h->arena, NULL, hand_ref, hand_ref, hand_record_ref};
	struct any_vec list = shape_list(&h->r, kind);
	size_t size = shapes[kind].size, at = str_find(h->report.text, str_of(words));
	struct json_object *o = json_tokener_parse(json);
	assert_non_null(o);
	assert_true(at < h->report.text.n);
	list.v = arena_grow(&h->arena, list.v, list.n * size, (list.n + 1) * size);
	char *record = list.v + list.n * size;
	list.cap = ++list.n;
	record_clear(shapes[kind].fields, record);
	record_read(&reader, shapes[kind].fields, o, record);
	json_object_put(o);
	struct evidence ev = {.span = {(uint32_t)at, (uint32_t)(at + strlen(words))}, .rule = STR("test.tsv:1")};
	for (uint32_t s = 0; s < h->doc.sents.n; s++)
		if (h->doc.sents.v[s].start <= at && at < h->doc.sents.v[s].end)
			vec_push(&h->arena, &ev.sents, s);
	memcpy(record + shapes[kind].evidence, &ev, sizeof ev);
	memcpy((char *)&h->r + shapes[kind].list, &list, sizeof list);
}

static inline void hand_end(struct hand *h)
{
	arena_release(&h->arena);
}

#endif
