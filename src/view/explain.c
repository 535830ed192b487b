#include "view/explain.h"

#include "view/cell.h"
#include "view/say.h"

#include <string.h>

#define TREE_DEPTH_MAX 64 /* deeper words are drawn at this depth */

/* ---- trees ---------------------------------------------------------------------------------------------------------------- */

/* Bars in front of a word: for each level whether more siblings follow. */
struct bars {
	bool more[TREE_DEPTH_MAX];
	int depth;
};

static void draw_word(struct buf *out, const struct doc *d, uint32_t w, struct bars *bars)
{
	for (int i = 0; i + 1 < bars->depth; i++)
		buf_puts(out, bars->more[i] ? "│ " : "  ");
	if (bars->depth)
		buf_puts(out, bars->more[bars->depth - 1] ? "├ " : "└ ");
	const struct word *x = &d->words.v[w];
	buf_add(out, x->form);
	buf_printf(out, "  %s %.*s\n", upos_name(x->upos), (int)x->deprel.n, x->deprel.p);
}

static void draw_below(struct buf *out, const struct doc *d, uint32_t w, struct bars *bars)
{
	draw_word(out, d, w, bars);
	if (bars->depth == TREE_DEPTH_MAX)
		return;
	for (uint32_t k = d->kids_start[w]; k < d->kids_start[w + 1]; k++) {
		bars->more[bars->depth++] = k + 1 < d->kids_start[w + 1];
		draw_below(out, d, d->kids[k], bars);
		bars->depth--;
	}
}

static void draw_tree(struct buf *out, const struct doc *d, uint32_t sentence)
{
	struct bars bars = {.depth = 0};
	if (sentence < d->sents.n && d->sents.v[sentence].first < d->sents.v[sentence].last)
		draw_below(out, d, d->sents.v[sentence].root, &bars);
}

/* Text that has lines, each with `indent` blanks in front. */
static void indented(struct buf *out, int indent, struct str text)
{
	while (text.n) {
		struct str line = str_cut(&text, '\n');
		buf_printf(out, "%*s", indent, "");
		buf_add(out, line);
		buf_putc(out, '\n');
	}
}

/* ---- rules and entries ---------------------------------------------------------------------------------------------------- */

static void put_rule(const struct explain *x, const char *what, struct str rule, int indent, struct buf *out)
{
	struct buf line = {0};
	if (rule.n == 0)
		return;
	buf_printf(out, "%*s%s ", indent, "", what);
	buf_add(out, rule);
	buf_putc(out, '\n');
	if (x->line(x->ctx, rule, &line))
		indented(out, indent + 4, buf_str(&line));
	buf_release(&line);
}

/* ---- how arguments were found --------------------------------------------------------------------------------------------- */

/* “nsubj of “met””, with the words between. */
static void put_path(struct buf *out, const struct doc *d, uint32_t from, uint32_t to)
{
	uint32_t w = from;
	for (size_t steps = 0; steps < TREE_DEPTH_MAX && w != to && d->words.v[w].head >= 0; steps++) {
		const struct word *x = &d->words.v[w], *head = &d->words.v[x->head];
		buf_printf(out, "%s%.*s of “%.*s”", steps ? ", " : "", (int)x->deprel.n, x->deprel.p, (int)head->form.n, head->form.p);
		w = (uint32_t)x->head;
	}
}

static const struct mention *mention_in(const struct mention *m, size_t n, const struct sent *s)
{
	for (size_t i = 0; i < n; i++)
		if (m[i].span.start >= s->start && m[i].span.end <= s->end)
			return &m[i];
	return NULL;
}

static void put_mention(struct buf *out, const struct reading *r, const struct evidence *ev, const char *role, struct str name,
			const struct mention *mentions, size_t n)
{
	const struct doc *d = r->doc;
	buf_printf(out, "       %s: %.*s", role, (int)name.n, name.p);
	for (size_t s = 0; s < ev->sents.n; s++) {
		const struct mention *m = ev->sents.v[s] < d->sents.n ? mention_in(mentions, n, &d->sents.v[ev->sents.v[s]]) : NULL;
		if (!m)
			continue;
		struct str words = doc_span(d, m->span.start, m->span.end);
		buf_printf(out, " – “%.*s”", (int)words.n, words.p);
		if (ev->word < d->words.n && doc_below(d, m->head, ev->word)) {
			buf_puts(out, ", ");
			put_path(out, d, m->head, ev->word);
		} else
			buf_printf(out, " in sentence %u", ev->sents.v[s]);
		buf_putc(out, '\n');
		return;
	}
	buf_puts(out, " – from elsewhere in the report\n");
}

static void put_arguments(struct buf *out, const struct reading *r, enum record_kind kind, const char *record)
{
	const struct evidence *ev = shape_evidence(kind, record);
	for (const struct field *f = shapes[kind].fields; f->name; f++) {
		const char *at = record + f->offset;
		struct any_vec list = f->type == FIELD_ACTORS ? any_vec(at) : (struct any_vec){0};
		for (size_t i = 0; i < list.n; i++) {
			const struct actor *a = &r->actors.v[((const ref *)list.v)[i]];
			put_mention(out, r, ev, f->name, a->name, a->mentions.v, a->mentions.n);
		}
		if (f->type == FIELD_ACTOR && *(const ref *)at != NO_REF) {
			const struct actor *a = &r->actors.v[*(const ref *)at];
			put_mention(out, r, ev, f->name, a->name, a->mentions.v, a->mentions.n);
		}
		if (f->type == FIELD_PLACE && *(const ref *)at != NO_REF) {
			const struct place *p = &r->places.v[*(const ref *)at];
			put_mention(out, r, ev, f->name, p->name, p->mentions.v, p->mentions.n);
		}
	}
}

/* ---- what the status was concluded from -------------------------------------------------------------------------------------- */

#define STATUS_HEADS_MAX 4 /* words over the trigger that are looked at: “refused to hold talks” */

/* Words whose business is whether a thing happens: “will”, “not”, “if”, “planned”. */
static bool bears_on_status(const struct word *w)
{
	return w->dep == DEP_AUX || w->dep == DEP_AUX_PASS || w->dep == DEP_MARK || w->dep == DEP_COP || w->feat & FEAT_NEG ||
	       ((w->dep == DEP_ADVMOD || w->dep == DEP_AMOD) && (w->upos == UPOS_ADV || w->upos == UPOS_PART || w->upos == UPOS_ADJ || w->upos == UPOS_VERB));
}

static void put_status_words(struct buf *out, const struct doc *d, uint32_t w)
{
	for (int i = 0; i < STATUS_HEADS_MAX; i++) {
		const struct word *x = &d->words.v[w];
		buf_printf(out, "%s“%.*s”", i ? ", under " : "", (int)x->form.n, x->form.p);
		for (uint32_t k = d->kids_start[w]; k < d->kids_start[w + 1]; k++) {
			const struct word *kid = &d->words.v[d->kids[k]];
			if (bears_on_status(kid))
				buf_printf(out, " with “%.*s”", (int)kid->form.n, kid->form.p);
		}
		bool on = x->head >= 0 && (x->dep == DEP_XCOMP || x->dep == DEP_CCOMP || x->dep == DEP_CONJ || x->dep == DEP_OBJ || x->dep == DEP_NSUBJ ||
					   x->dep == DEP_NSUBJ_PASS || x->dep == DEP_OBL || x->dep == DEP_ACL || x->dep == DEP_ADVCL);
		if (!on)
			return;
		w = (uint32_t)x->head;
	}
}

static void put_standing(struct buf *out, const struct reading *r, const struct incident *i)
{
	buf_printf(out, "       standing: %s, as ", standing_name(i->standing));
	if (i->said_by.n == 0)
		buf_puts(out, "the report says so itself");
	for (size_t n = 0; n < i->said_by.n; n++) {
		const struct actor *a = &r->actors.v[i->said_by.v[n]];
		buf_printf(out, "%s%.*s", n ? ", " : "", (int)a->name.n, a->name.p);
	}
	buf_printf(out, "%s\n", i->said_by.n ? (i->said_by.n > 1 ? " say so" : " says so") : "");
}

/* The coder's own account of an event where it has one; of other records the words that their passes judge by. */
static void put_conclusion(struct buf *out, const struct reading *r, enum record_kind kind, const char *record)
{
	const struct evidence *ev = shape_evidence(kind, record);
	if (kind == RECORD_INCIDENT)
		put_standing(out, r, (const struct incident *)(const void *)record);
	if (kind == RECORD_EVENT) {
		struct str how = ((const struct event *)(const void *)record)->how, part;
		while (how.n) {
			size_t at = str_find(how, STR("; "));
			part = str_sub(how, 0, at);
			how = str_sub(how, at + 2 < how.n ? at + 2 : how.n, how.n);
			bool argument = str_starts(part, STR("actor")) || str_starts(part, STR("recipient"));
			buf_printf(out, "       %s%.*s\n", argument ? "found as " : "", (int)part.n, part.p);
		}
	} else if (kind != RECORD_STATEMENT && kind != RECORD_INCIDENT && ev->word < r->doc->words.n) {
		buf_puts(out, "       status read from ");
		put_status_words(out, r->doc, ev->word);
		buf_putc(out, '\n');
	}
}

/* ---- a record --------------------------------------------------------------------------------------------------------------- */

static void put_fields(const struct explain *x, struct buf *out)
{
	for (const struct field *f = shapes[x->record->kind].fields; f->name; f++) {
		if (field_empty(f, x->record->record))
			continue;
		buf_printf(out, "  %-12s ", f->name);
		cell_field(out, x->l, x->record, f);
		buf_putc(out, '\n');
	}
}

static void put_evidence(const struct explain *x, const struct ledger_telling *t, struct buf *out)
{
	for (size_t i = 0; i < t->evidence.n; i++) {
		const struct ledger_evidence *e = &t->evidence.v[i];
		struct span s;
		if (!ledger_sentence(t->report, e->sentence, &s))
			continue;
		struct span before = {s.start, e->span.start}, after = {e->span.end, s.end};
		buf_printf(out, "     sentence %u: ", e->sentence);
		buf_add(out, ledger_words(t->report, before));
		buf_puts(out, "[");
		buf_add(out, ledger_words(t->report, e->span));
		buf_puts(out, "]");
		buf_add(out, ledger_words(t->report, after));
		buf_putc(out, '\n');
	}
	if (t->evidence.n)
		put_rule(x, "rule", t->evidence.v[0].rule, 5, out);
}

/* Trees and arguments, from the report analysed again; the same engine gives the same record under the same number. */
static void put_analysis(const struct explain *x, const struct ledger_telling *t, const struct reading *r, struct buf *out)
{
	if (!r || !x->version)
		return;
	if (!str_is(t->version, x->version)) {
		buf_printf(out, "     Read by another version (%.*s); reading it again with this one may differ, so no tree is drawn.\n",
			   (int)t->version.n, t->version.p);
		return;
	}
	for (size_t i = 0; i < t->evidence.n; i++) {
		struct buf tree = {0};
		draw_tree(&tree, r->doc, t->evidence.v[i].sentence);
		buf_printf(out, "     tree of sentence %u\n", t->evidence.v[i].sentence);
		indented(out, 7, buf_str(&tree));
		buf_release(&tree);
	}
	struct any_vec list = shape_list(r, x->record->kind);
	if (t->n < list.n) {
		buf_puts(out, "     arguments\n");
		const char *record = list.v + t->n * shapes[x->record->kind].size;
		put_arguments(out, r, x->record->kind, record);
		put_conclusion(out, r, x->record->kind, record);
	}
}

static void put_telling(const struct explain *x, size_t i, struct buf *out)
{
	const struct ledger_telling *t = &x->record->tellings.v[i];
	buf_printf(out, "\n  %zu. ", i + 1);
	buf_add(out, t->report->name);
	buf_puts(out, t->report->report.date.year ? ", " : ", no date");
	cell_date(out, t->report->report.date);
	if (t->report->report.source.n) {
		buf_puts(out, ", ");
		buf_add(out, t->report->report.source);
	}
	buf_putc(out, '\n');
	if (t->joined_by.n)
		buf_printf(out, "     merged with what was known: %.*s\n", (int)t->joined_by.n, t->joined_by.p);
	put_evidence(x, t, out);
	put_analysis(x, t, x->readings ? x->readings[i] : NULL, out);
	buf_printf(out, "     made by %.*s\n", (int)t->version.n, t->version.p);
}

/* Every actor that a record names, once. */
static void collect(struct buf *out, const struct explain *x, const struct field *fields, const char *record, ref *seen, size_t *n);

static void put_entry(const struct explain *x, struct buf *out, ref actor, ref *seen, size_t *n)
{
	for (size_t i = 0; i < *n; i++)
		if (seen[i] == actor)
			return;
	if (actor == NO_REF || *n == 64)
		return;
	seen[(*n)++] = actor;
	const struct actor *a = ledger_actor(x->l, actor);
	buf_printf(out, "  A%d ", (int)actor);
	buf_add(out, a->name);
	buf_putc(out, '\n');
	put_rule(x, "entry", a->rule, 5, out);
}

static void collect(struct buf *out, const struct explain *x, const struct field *fields, const char *record, ref *seen, size_t *n)
{
	for (const struct field *f = fields; f->name; f++) {
		const char *at = record + f->offset;
		bool many = f->type == FIELD_ACTORS || f->type == FIELD_OBJECTS;
		struct any_vec list = many ? any_vec(at) : (struct any_vec){0};
		if (f->type == FIELD_ACTOR)
			put_entry(x, out, *(const ref *)at, seen, n);
		for (size_t i = 0; i < list.n; i++)
			if (f->type == FIELD_ACTORS)
				put_entry(x, out, ((const ref *)list.v)[i], seen, n);
			else
				collect(out, x, f->fields, list.v + i * f->size, seen, n);
	}
}

void explain_record(const struct explain *x, struct buf *out)
{
	const struct ledger_record *r = x->record;
	struct say say = {.out = out, .l = x->l};
	ref seen[64];
	size_t n = 0;
	cell_id(out, r->kind, r->n);
	buf_printf(out, " (%s)\n  ", shapes[r->kind].one);
	say_record(&say, r);
	buf_puts(out, "\n\n");
	put_fields(x, out);
	if (say_versions(&say, r))
		buf_putc(out, '\n');
	buf_printf(out, "\nTold by %zu report%s", r->tellings.n, r->tellings.n == 1 ? "" : "s");
	if (r->first_known.year) {
		buf_puts(out, ", first known ");
		cell_date(out, r->first_known);
	}
	buf_putc(out, '\n');
	for (size_t i = 0; i < r->tellings.n; i++)
		put_telling(x, i, out);
	buf_puts(out, "\nWho is who\n");
	collect(out, x, shapes[r->kind].fields, r->record, seen, &n);
}

/* ---- actors and places ------------------------------------------------------------------------------------------------------ */

static void put_records(const ledger_records *records, struct buf *out)
{
	for (int k = 0; k < RECORD_COUNT; k++) {
		const ledger_records *list = &records[k];
		if (list->n)
			buf_printf(out, "  %-12s", shapes[k].name);
		for (size_t i = 0; i < list->n; i++) {
			buf_putc(out, ' ');
			cell_id(out, list->v[i].kind, list->v[i].n);
		}
		if (list->n)
			buf_putc(out, '\n');
	}
}

static void put_pair(struct buf *out, const char *what, struct str value)
{
	if (value.n)
		buf_printf(out, "  %-12s %.*s\n", what, (int)value.n, value.p);
}

void explain_actor(const struct explain *x, ref actor, const ledger_records *records, struct buf *out)
{
	const struct actor *a = ledger_actor(x->l, actor);
	buf_printf(out, "A%d (actor)\n", (int)actor);
	put_pair(out, "name", a->name);
	put_pair(out, "kind", str_of(a->kind ? actor_kind_name(a->kind) : NULL));
	put_pair(out, "country", a->country);
	for (size_t i = 0; i < a->sectors.n; i++)
		put_pair(out, "sector", str_of(sector_name(a->sectors.v[i])));
	put_pair(out, "role", a->role);
	if (a->of != NO_REF)
		put_pair(out, "of", ledger_actor(x->l, a->of)->name);
	put_rule(x, "entry", a->rule, 2, out);
	put_records(records, out);
}

void explain_place(const struct explain *x, ref place, const ledger_records *records, struct buf *out)
{
	const struct place *p = ledger_place(x->l, place);
	buf_printf(out, "P%d (place)\n", (int)place);
	put_pair(out, "name", p->name);
	put_pair(out, "type", str_of(p->type ? place_type_name(p->type) : NULL));
	put_pair(out, "country", p->country);
	put_pair(out, "admin1", p->admin1);
	if (p->located)
		buf_printf(out, "  %-12s %.4f, %.4f\n", "lat, lon", p->lat, p->lon);
	if (p->geonameid)
		buf_printf(out, "  %-12s %jd\n", "geonames", (intmax_t)p->geonameid);
	put_rule(x, "entry", p->rule, 2, out);
	put_records(records, out);
}
