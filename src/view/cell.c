#include "view/cell.h"

#include <string.h>

void cell_id(struct buf *out, enum record_kind kind, uint32_t n)
{
	buf_printf(out, "%c%u", shapes[kind].letter, n);
}

void cell_date(struct buf *out, struct date d)
{
	if (d.year)
		buf_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

void cell_count(struct buf *out, struct count c)
{
	if (!c.known)
		return;
	if (c.max == COUNT_OPEN)
		buf_printf(out, "at least %jd", (intmax_t)c.min);
	else if (c.min == c.max)
		buf_printf(out, "%jd", (intmax_t)c.min);
	else
		buf_printf(out, "%jd to %jd", (intmax_t)c.min, (intmax_t)c.max);
}

void cell_actors(struct buf *out, const struct ledger *l, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++) {
		buf_puts(out, i ? ", " : "");
		buf_add(out, ledger_actor(l, actors->v[i])->name);
	}
}

/* What cell_value needs besides the field. */
struct cell {
	struct buf *out;
	const struct ledger *l;
	const struct ledger_record *r;
};

static void put_object(const struct cell *c, const struct field *fields, const char *object);
static void put_value(const struct cell *c, const struct field *f, const char *record);

static void put_element(const struct cell *c, const struct field *f, const char *at)
{
	switch (f->type) {
	case FIELD_STRS:
		buf_add(c->out, *(const struct str *)at);
		break;
	case FIELD_ACTORS:
		buf_add(c->out, ledger_actor(c->l, *(const ref *)at)->name);
		break;
	case FIELD_PLACES:
		buf_add(c->out, ledger_place(c->l, *(const ref *)at)->name);
		break;
	case FIELD_VALUES:
		buf_puts(c->out, f->word(*(const uint8_t *)at));
		break;
	case FIELD_MODES:
		buf_puts(c->out, mode_name(*(const uint8_t *)at));
		break;
	case FIELD_SPANS:
		buf_add(c->out, ledger_words(c->r->tellings.v[0].report, *(const struct span *)at));
		break;
	default:
		put_object(c, f->fields, at);
	}
}

static void put_list(const struct cell *c, const struct field *f, const char *at)
{
	struct any_vec list = any_vec(at);
	for (size_t i = 0; i < list.n; i++) {
		buf_puts(c->out, i == 0 ? "" : f->type == FIELD_OBJECTS ? "; " : f->type == FIELD_SPANS ? " … " : ", ");
		put_element(c, f, list.v + i * field_element_size(f));
	}
}

static void put_value(const struct cell *c, const struct field *f, const char *record)
{
	const char *at = record + f->offset;
	switch (f->type) {
	case FIELD_STR:
		buf_add(c->out, *(const struct str *)at);
		break;
	case FIELD_ACTOR:
		buf_add(c->out, ledger_actor(c->l, *(const ref *)at)->name);
		break;
	case FIELD_PLACE:
		buf_add(c->out, ledger_place(c->l, *(const ref *)at)->name);
		break;
	case FIELD_RECORD:
		cell_id(c->out, f->kind, (uint32_t)*(const ref *)at);
		break;
	case FIELD_VALUE:
		buf_puts(c->out, f->word((int)*(const unsigned *)at));
		break;
	case FIELD_NUMBER:
		buf_printf(c->out, "%g", *(const double *)at);
		break;
	case FIELD_ORDINAL:
		buf_printf(c->out, "%lld", (long long)*(const int64_t *)at);
		break;
	case FIELD_FLAG:
		buf_puts(c->out, f->name);
		break;
	case FIELD_COUNT_OF:
		cell_count(c->out, *(const struct count *)at);
		break;
	case FIELD_SPAN:
		buf_add(c->out, ledger_words(c->r->tellings.v[0].report, *(const struct span *)at));
		break;
	case FIELD_OBJECT:
		put_object(c, f->fields, at);
		break;
	default:
		put_list(c, f, at);
	}
}

/* “by Ukraine, conditional”: the values that there are, spans left out. */
static void put_object(const struct cell *c, const struct field *fields, const char *object)
{
	bool first = true;
	for (const struct field *f = fields; f->name; f++) {
		if (f->type == FIELD_SPAN || field_empty(f, object))
			continue;
		buf_puts(c->out, first ? "" : " ");
		put_value(c, f, object);
		first = false;
	}
}

void cell_field(struct buf *out, const struct ledger *l, const struct ledger_record *r, const struct field *f)
{
	struct cell c = {out, l, r};
	if (!field_empty(f, r->record))
		put_value(&c, f, r->record);
}
