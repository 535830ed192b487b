#include "sense/record_read.h"

#include <json-c/json.h>
#include <string.h>

void record_clear(const struct field *fields, void *record)
{
	for (const struct field *f = fields; f->name; f++) {
		char *at = (char *)record + f->offset;
		if (f->type == FIELD_ACTOR || f->type == FIELD_PLACE || f->type == FIELD_RECORD)
			*(ref *)at = NO_REF;
		else if (f->type == FIELD_OBJECT)
			record_clear(f->fields, at);
	}
}

static struct str text_of(const struct record_reader *r, struct json_object *v)
{
	if (!json_object_is_type(v, json_type_string))
		return (struct str){0};
	return arena_str(r->arena, (struct str){json_object_get_string(v), (size_t)json_object_get_string_len(v)});
}

static int64_t number_at(struct json_object *array, size_t i, int64_t otherwise)
{
	struct json_object *v = json_object_is_type(array, json_type_array) ? json_object_array_get_idx(array, i) : NULL;
	return json_object_is_type(v, json_type_int) ? json_object_get_int64(v) : otherwise;
}

static struct span read_span(struct json_object *v)
{
	return (struct span){(uint32_t)number_at(v, 0, 0), (uint32_t)number_at(v, 1, 0)};
}

static int read_word(const struct record_reader *r, const struct field *f, struct json_object *v, const void *record)
{
	struct str word = text_of(r, v);
	return f->type == FIELD_MODES ? (int)mode_of(((const struct event *)record)->category, word) : f->value(word);
}

/* Room for one more element at the end of the vector, cleared. */
static void *add_element(struct arena *a, void *at, size_t size)
{
	struct any_vec list = any_vec(at);
	if (list.n == list.cap) {
		list.cap = list.cap ? list.cap * 2 : 4;
		list.v = arena_grow(a, list.v, list.n * size, list.cap * size);
	}
	list.n++;
	memcpy(at, &list, sizeof list);
	return list.v + (list.n - 1) * size;
}

static void read_element(const struct record_reader *r, const struct field *f, struct json_object *v, void *record)
{
	void *at = (char *)record + f->offset;
	switch (f->type) {
	case FIELD_STRS:
		*(struct str *)add_element(r->arena, at, sizeof(struct str)) = text_of(r, v);
		break;
	case FIELD_ACTORS:
		*(ref *)add_element(r->arena, at, sizeof(ref)) = r->actor(r->ctx, v);
		break;
	case FIELD_PLACES:
		*(ref *)add_element(r->arena, at, sizeof(ref)) = r->place(r->ctx, v);
		break;
	case FIELD_SPANS:
		*(struct span *)add_element(r->arena, at, sizeof(struct span)) = read_span(v);
		break;
	default:
		*(uint8_t *)add_element(r->arena, at, 1) = (uint8_t)read_word(r, f, v, record);
	}
}

static void read_objects(const struct record_reader *r, const struct field *f, struct json_object *v, void *at)
{
	struct any_vec list = {0};
	list.n = list.cap = json_object_array_length(v);
	list.v = arena_alloc(r->arena, list.n * f->size + 1);
	for (size_t i = 0; i < list.n; i++) {
		record_clear(f->fields, list.v + i * f->size);
		record_read(r, f->fields, json_object_array_get_idx(v, i), list.v + i * f->size);
	}
	memcpy(at, &list, sizeof list);
}

static void read_list(const struct record_reader *r, const struct field *f, struct json_object *v, void *record)
{
	if (!json_object_is_type(v, json_type_array))
		return;
	if (f->type == FIELD_OBJECTS)
		read_objects(r, f, v, (char *)record + f->offset);
	else
		for (size_t i = 0; i < json_object_array_length(v); i++)
			read_element(r, f, json_object_array_get_idx(v, i), record);
}

static void read_value(const struct record_reader *r, const struct field *f, struct json_object *v, void *record)
{
	char *at = (char *)record + f->offset;
	switch (f->type) {
	case FIELD_STR:
		*(struct str *)at = text_of(r, v);
		break;
	case FIELD_ACTOR:
		*(ref *)at = r->actor(r->ctx, v);
		break;
	case FIELD_PLACE:
		*(ref *)at = r->place(r->ctx, v);
		break;
	case FIELD_RECORD:
		*(ref *)at = r->record ? r->record(r->ctx, f->kind, v) : NO_REF;
		break;
	case FIELD_VALUE:
		*(unsigned *)at = (unsigned)read_word(r, f, v, record);
		break;
	case FIELD_NUMBER:
		*(double *)at = json_object_get_double(v);
		break;
	case FIELD_ORDINAL:
		*(int64_t *)at = json_object_get_int64(v);
		break;
	case FIELD_FLAG:
		*(bool *)at = json_object_get_boolean(v);
		break;
	case FIELD_COUNT_OF:
		*(struct count *)at = (struct count){true, number_at(v, 0, 0), number_at(v, 1, COUNT_OPEN)};
		break;
	case FIELD_SPAN:
		*(struct span *)at = read_span(v);
		break;
	case FIELD_OBJECT:
		record_read(r, f->fields, v, at);
		break;
	default:
		read_list(r, f, v, record);
	}
}

void record_read(const struct record_reader *r, const struct field *fields, struct json_object *object, void *record)
{
	struct json_object *v;
	if (!json_object_is_type(object, json_type_object))
		return;
	for (const struct field *f = fields; f->name; f++)
		if (json_object_object_get_ex(object, f->name, &v))
			read_value(r, f, v, record);
}
