/* Rows of a layout: which records make one, and its cells. */
#include "view/export_row.h"

#include "view/csv.h"

static const refs nobody = {0};

static void cell(const struct row *w, const struct layout_column *c, char separator, struct buf *text)
{
	row_value value = c->value ? export_value(c->value) : NULL;
	if (c->value && !value)
		value = export_harm_value(c->value);
	if (c->value && !value)
		value = export_ceasefire_value(c->value);
	buf_clear(text);
	if (value)
		value(w, text);
	else
		buf_add(text, c->words);
	csv_cell(w->x->out, text->n ? buf_str(text) : c->missing, separator);
}

static void put(struct export *x, const struct layout *layout, const struct row *w)
{
	struct buf text = {0};
	for (size_t c = 0; c < layout->columns.n; c++) {
		if (c)
			buf_putc(x->out, layout->separator);
		cell(w, &layout->columns.v[c], layout->separator, &text);
	}
	buf_puts(x->out, layout->separator == ',' ? "\r\n" : "\n");
	x->out->failed |= text.failed;
	buf_release(&text);
	x->rows++;
}

/* What is planned, denied, imagined or past history is no event of layouts that cannot say so. */
static struct row event_row(struct export *x, const struct ledger_record *r)
{
	const struct event *e = r->record;
	struct row w = {.x = x, .r = r, .actors = &e->actors, .recipients = &e->recipients, .place = e->place, .date = e->date};
	w.actor = e->actors.n ? e->actors.v[0] : NO_REF;
	w.recipient = e->recipients.n ? e->recipients.v[0] : NO_REF;
	return w;
}

static struct row attack_row(struct export *x, const struct ledger_record *r)
{
	const struct incident *in = r->record;
	struct row w = {.x = x, .r = r, .actors = &in->by, .recipients = &in->target, .place = in->place, .date = in->date};
	w.actor = in->by.n ? in->by.v[0] : NO_REF;
	w.recipient = in->target.n ? in->target.v[0] : NO_REF;
	return w;
}

static bool actual(const struct ledger_record *r)
{
	enum event_status s = ((const struct event *)r->record)->status;
	return s == EVENT_STATUS_ACTUAL || s == EVENT_STATUS_NONE;
}

/* Each actor with each recipient; where everybody is an actor, each with each other. */
static void put_pairs(struct export *x, const struct layout *layout, const struct ledger_record *r)
{
	struct row w = event_row(x, r);
	const refs *others = w.recipients->n ? w.recipients : w.actors->n > 1 ? w.actors : &nobody;
	for (size_t i = 0; i < w.actors->n; i++)
		for (size_t j = 0; j < others->n && w.pair < ROW_PAIRS_MAX; j++) {
			w.actor = w.actors->v[i];
			w.recipient = others->v[j];
			if (w.actor == w.recipient)
				continue;
			w.pair++;
			put(x, layout, &w);
		}
	if (w.pair == 0)
		put(x, layout, &w);
}

static void put_event(struct export *x, const struct layout *layout, const struct ledger_record *r)
{
	const struct event *e = r->record;
	struct row w = event_row(x, r);
	if (!actual(r) || (layout->line == LAYOUT_ACLED && e->category == CATEGORY_ASSAULT)) {
		x->left_out += !actual(r);
		return;
	}
	w.acled = foreign_acled(x->k->foreign, INCIDENT_KIND_NONE, e->category, e->modes.v, e->modes.n, false);
	if (layout->line == LAYOUT_PAIR)
		put_pairs(x, layout, r);
	else if (layout->line == LAYOUT_EVENT || w.acled)
		put(x, layout, &w);
}

static void put_attack(struct export *x, const struct layout *layout, const struct ledger_record *r)
{
	struct row w = attack_row(x, r);
	struct killed k;
	w.acled = foreign_acled(x->k->foreign, ((const struct incident *)r->record)->kind, CATEGORY_NONE, NULL, 0, export_civilians(x, r));
	bool one = layout->line == LAYOUT_ACLED ? w.acled != NULL : export_killed(r, &k) && k.most > 0 && export_doer(x, r);
	if (one)
		put(x, layout, &w);
	else
		x->left_out++;
}

static void put_ceasefires(struct export *x, const struct layout *layout)
{
	ceasefires list = {0};
	ceasefire_find(x->l, x->a, x->k->terms, x->s, &list);
	for (size_t i = 0; i < list.n; i++) {
		struct row w = {.x = x, .r = list.v[i].records.v[0], .actors = &nobody, .recipients = &nobody, .actor = NO_REF, .recipient = NO_REF,
				.place = NO_REF, .cf = &list.v[i]};
		for (w.side = 0; w.side < list.v[i].sides.n; w.side++)
			put(x, layout, &w);
		x->left_out += list.v[i].sides.n == 0;
	}
}

static void put_all(struct export *x, const struct layout *layout, enum record_kind kind,
		    void (*one)(struct export *x, const struct layout *layout, const struct ledger_record *r))
{
	struct export_list list = export_ordered(x, kind);
	for (size_t i = 0; i < list.n; i++)
		one(x, layout, list.v[i]);
}

void export_layout(struct export *x, const struct layout *layout)
{
	bool events = layout->line == LAYOUT_EVENT || layout->line == LAYOUT_PAIR || layout->line == LAYOUT_ACLED;
	for (size_t c = 0; c < layout->columns.n && layout->head; c++) {
		if (c)
			buf_putc(x->out, layout->separator);
		csv_cell(x->out, layout->columns.v[c].name, layout->separator);
	}
	if (layout->head)
		buf_puts(x->out, layout->separator == ',' ? "\r\n" : "\n");
	if (layout->line == LAYOUT_ACLED || layout->line == LAYOUT_DEATH)
		put_all(x, layout, RECORD_INCIDENT, put_attack);
	if (events)
		put_all(x, layout, RECORD_EVENT, put_event);
	if (layout->line == LAYOUT_CEASEFIRE)
		put_ceasefires(x, layout);
}
