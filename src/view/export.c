#include "view/export.h"

#include "base/json.h"
#include "view/export_row.h"
#include "view/list.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is needed of the ledger ------------------------------------------------------------------------------------ */

static uint32_t bit(enum record_kind kind)
{
	return UINT32_C(1) << kind;
}

static uint32_t kinds_of(uint32_t asked, const char *format, const struct layout *layout)
{
	if (strcmp(format, "ical") == 0)
		return bit(RECORD_TALK);
	if (strcmp(format, "plover") == 0)
		return bit(RECORD_EVENT);
	if (!layout)
		return asked;
	switch (layout->line) {
	case LAYOUT_ACLED:
		return bit(RECORD_INCIDENT) | bit(RECORD_EVENT);
	case LAYOUT_DEATH:
		return bit(RECORD_INCIDENT);
	case LAYOUT_CEASEFIRE:
		return 0;
	default:
		return bit(RECORD_EVENT);
	}
}

/* Talks that a calendar has a day for, or leaves out for want of one. */
static bool in_calendar(void *ctx, const struct ledger_record *r)
{
	(void)ctx;
	return r->gist.status == TALK_STATUS_PLANNED || r->gist.status == TALK_STATUS_CALLED_OFF || r->gist.status == TALK_STATUS_POSTPONED;
}

bool export_load(struct situation *s, const struct ledger_filter *f, uint32_t kinds, const char *format, const struct layout *layout,
		 struct err *err)
{
	bool calendar = strcmp(format, "ical") == 0;
	const struct ledger_choice c = {.level = LEDGER_WHOLE, .take = calendar ? in_calendar : NULL};
	kinds = kinds_of(kinds, format, layout);
	for (int k = 0; k < RECORD_COUNT; k++)
		if (kinds & bit((enum record_kind)k) && !situation_choose(s, (enum record_kind)k, f, &c, err))
			return false;
	return !(calendar || (layout && layout->line == LAYOUT_CEASEFIRE)) || ceasefire_load(s, f, LEDGER_WHOLE, err);
}

/* ---- records --------------------------------------------------------------------------------------------------------- */

static int by_number(const void *x, const void *y)
{
	const struct ledger_record *p = *(const struct ledger_record *const *)x, *q = *(const struct ledger_record *const *)y;
	return p->n < q->n ? -1 : p->n > q->n;
}

struct export_list export_ordered(const struct export *x, enum record_kind kind)
{
	struct export_list out = {0};
	const ledger_records *list = &x->s->records[kind];
	for (size_t i = 0; i < list->n; i++)
		vec_push(x->a, &out, &list->v[i]);
	if (out.n)
		qsort(out.v, out.n, sizeof *out.v, by_number);
	return out;
}

void export_csv(struct export *x)
{
	for (int k = 0; k < RECORD_COUNT; k++) {
		struct export_list list = export_ordered(x, (enum record_kind)k);
		ledger_records records = {0};
		if (!(x->kinds & (UINT32_C(1) << k)))
			continue;
		for (size_t i = 0; i < list.n; i++)
			vec_push(x->a, &records, *list.v[i]);
		list_records(x->l, (enum record_kind)k, &records, LIST_CSV, 0, x->out);
		x->rows += records.n;
	}
}

void export_jsonl(struct export *x)
{
	for (int k = 0; k < RECORD_COUNT; k++) {
		struct export_list list = export_ordered(x, (enum record_kind)k);
		for (size_t i = 0; i < list.n && x->kinds & (UINT32_C(1) << k); i++) {
			list_record_line(x->l, list.v[i], x->out);
			buf_putc(x->out, '\n');
			x->rows++;
		}
	}
}

static const struct place *place_of(const struct export *x, const struct ledger_record *r)
{
	const struct field *f = shape_field(r->kind, "place");
	if (!f || field_empty(f, r->record))
		return NULL;
	return ledger_place(x->l, *(const ref *)((const char *)r->record + f->offset));
}

static void feature(struct export *x, const struct ledger_record *r, const struct place *p)
{
	struct json j = {x->out, false};
	buf_puts(x->out, x->rows++ ? ",\n" : "");
	json_begin_object(&j);
	json_field(&j, "type", STR("Feature"));
	json_key(&j, "geometry");
	json_begin_object(&j);
	json_field(&j, "type", STR("Point"));
	json_key(&j, "coordinates");
	json_begin_array(&j);
	json_num(&j, p->lon);
	json_num(&j, p->lat);
	json_end_array(&j);
	json_end_object(&j);
	json_key(&j, "properties");
	list_record_line(x->l, r, x->out);
	json_end_object(&j);
}

void export_geojson(struct export *x)
{
	struct json j = {x->out, false};
	json_begin_object(&j);
	json_field(&j, "type", STR("FeatureCollection"));
	json_field(&j, "version", str_of(x->version));
	json_key(&j, "features");
	buf_puts(x->out, "[\n");
	for (int k = 0; k < RECORD_COUNT; k++) {
		struct export_list list = export_ordered(x, (enum record_kind)k);
		for (size_t i = 0; i < list.n && x->kinds & (UINT32_C(1) << k); i++) {
			const struct place *p = place_of(x, list.v[i]);
			if (p && p->located)
				feature(x, list.v[i], p);
			else
				x->left_out++;
		}
	}
	buf_puts(x->out, "\n]}\n");
}
