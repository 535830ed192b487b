/* What the tellings of one record say together, and where they differ. */
#include "ledger/merge.h"

#include <string.h>

static bool objects_equal(const struct field *fields, const void *x, const void *y)
{
	for (const struct field *f = fields; f->name; f++)
		if (f->type != FIELD_SPAN && (field_empty(f, x) != field_empty(f, y) || merge_differs(f, x, y)))
			return false;
	return true;
}

static bool same_element(const struct field *f, const char *x, const char *y)
{
	switch (f->type) {
	case FIELD_STRS:
		return str_ieq(*(const struct str *)x, *(const struct str *)y);
	case FIELD_OBJECTS:
		return objects_equal(f->fields, x, y);
	default:
		return memcmp(x, y, field_element_size(f)) == 0;
	}
}

static bool list_has(const struct field *f, struct any_vec list, const char *element)
{
	size_t size = field_element_size(f);
	for (size_t i = 0; i < list.n; i++)
		if (same_element(f, list.v + i * size, element))
			return true;
	return false;
}

/* The weapon of the same kind, whose count the later telling corrects. */
static char *same_weapon(const struct field *f, struct any_vec list, const char *element)
{
	if (f->type != FIELD_OBJECTS || f->size != sizeof(struct weapon) || strcmp(f->name, "weapons") != 0)
		return NULL;
	for (size_t i = 0; i < list.n; i++)
		if (str_ieq(((struct weapon *)list.v)[i].kind, ((const struct weapon *)element)->kind))
			return list.v + i * f->size;
	return NULL;
}

static void fold_list(struct arena *a, const struct field *f, char *into, const char *told)
{
	struct any_vec have = any_vec(into), more = any_vec(told);
	size_t size = field_element_size(f);
	if (have.n) /* the old elements may be another telling's */
		have.v = arena_grow(a, have.v, have.n * size, have.n * size);
	for (size_t i = 0; i < more.n; i++) {
		const char *element = more.v + i * size;
		char *weapon = same_weapon(f, have, element);
		if (weapon)
			memcpy(weapon, element, size);
		if (weapon || list_has(f, have, element))
			continue;
		have.v = arena_grow(a, have.v, have.n * size, (have.n + 1) * size);
		memcpy(have.v + have.n * size, element, size);
		have.cap = ++have.n;
	}
	memcpy(into, &have, sizeof have);
}

static size_t value_size(const struct field *f)
{
	switch (f->type) {
	case FIELD_STR:
		return sizeof(struct str);
	case FIELD_VALUE:
		return sizeof(unsigned);
	case FIELD_ORDINAL:
		return sizeof(int64_t);
	case FIELD_NUMBER:
		return sizeof(double);
	case FIELD_FLAG:
		return sizeof(bool);
	case FIELD_COUNT_OF:
		return sizeof(struct count);
	case FIELD_SPAN:
		return sizeof(struct span);
	default:
		return sizeof(ref);
	}
}

/* How much a status settles: a report of tomorrow's talk does not undo that it was held. */
static int talk_rank(unsigned status)
{
	switch ((enum talk_status)status) {
	case TALK_STATUS_HELD:
		return 3;
	case TALK_STATUS_ONGOING:
	case TALK_STATUS_POSTPONED:
	case TALK_STATUS_CALLED_OFF:
	case TALK_STATUS_REFUSED:
		return 2;
	case TALK_STATUS_PLANNED:
		return 1;
	default:
		return 0;
	}
}

/* Whether the later value replaces the earlier one; both say something. */
static bool replaces(const struct merge_world *w, enum record_kind kind, const struct field *f, const char *have, const char *later)
{
	if (f->type == FIELD_PLACE)
		return merge_vague(w, *(const ref *)have) && !merge_vague(w, *(const ref *)later);
	if (f->type == FIELD_STR && strcmp(f->name, "date") == 0)
		return ((const struct str *)later)->n >= ((const struct str *)have)->n;
	if (f->type == FIELD_STR)
		return kind == RECORD_AGREEMENT ? ((const struct str *)later)->n > ((const struct str *)have)->n : true;
	if (f->type != FIELD_VALUE)
		return true;
	unsigned value;
	memcpy(&value, later, sizeof value);
	if (kind == RECORD_EVENT && strcmp(f->name, "status") == 0)
		return value != EVENT_STATUS_HISTORICAL;
	if (kind == RECORD_TALK && strcmp(f->name, "form") == 0)
		return value != TALK_FORM_UNKNOWN;
	if (kind == RECORD_AGREEMENT && strcmp(f->name, "state") == 0)
		return value != AGREEMENT_STATE_UNKNOWN;
	if (kind == RECORD_TALK && strcmp(f->name, "status") == 0)
		return talk_rank(value) >= talk_rank(*(const unsigned *)have);
	if (kind == RECORD_INCIDENT && strcmp(f->name, "kind") == 0)
		return false; /* the kind under which it was first known */
	return true;
}

static void fold_object(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct field *fields, char *into,
			const char *told);

static void fold_field(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct field *f, char *into,
		       const char *told)
{
	if (f->type == FIELD_OBJECT)
		fold_object(a, w, kind, f->fields, into + f->offset, told + f->offset);
	else if (field_is_list(f))
		fold_list(a, f, into + f->offset, told + f->offset);
	else if (!field_empty(f, told) && (field_empty(f, into) || replaces(w, kind, f, into + f->offset, told + f->offset)))
		memcpy(into + f->offset, told + f->offset, value_size(f));
}

static void fold_object(struct arena *a, const struct merge_world *w, enum record_kind kind, const struct field *fields, char *into,
			const char *told)
{
	for (const struct field *f = fields; f->name; f++)
		fold_field(a, w, kind, f, into, told);
}

void merge_fold(struct arena *a, const struct merge_world *w, enum record_kind kind, void *into, const void *told)
{
	if (kind == RECORD_STATEMENT)
		return; /* spans are of one report: the first telling stands for all */
	fold_object(a, w, kind, shapes[kind].fields, into, told);
}

bool merge_differs(const struct field *f, const void *x, const void *y)
{
	const char *p = (const char *)x + f->offset, *q = (const char *)y + f->offset;
	if (field_empty(f, x) || field_empty(f, y))
		return false;
	if (f->type == FIELD_STR)
		return !str_ieq(*(const struct str *)p, *(const struct str *)q);
	if (f->type == FIELD_COUNT_OF)
		return ((const struct count *)p)->min != ((const struct count *)q)->min ||
		       ((const struct count *)p)->max != ((const struct count *)q)->max;
	if (f->type == FIELD_OBJECT)
		return merge_differs(&f->fields[0], p, q); /* harm: the count */
	if (!field_is_list(f))
		return memcmp(p, q, value_size(f)) != 0;
	struct any_vec v = any_vec(p), w = any_vec(q);
	for (size_t i = 0; i < v.n; i++)
		if (!list_has(f, w, v.v + i * field_element_size(f)))
			return true;
	return v.n != w.n;
}
