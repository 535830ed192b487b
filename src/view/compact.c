#include "view/compact.h"

#include <inttypes.h>

/* The line being written. */
struct line {
	const struct reading *r;
	struct buf *out;
	struct str fields; /* names to show; empty: all but the noise */
	bool open;         /* inside a field: the next value is parted by a comma */
};

static const char *const kind_names[COMPACT_COUNT] = {
	"",
#define X(name, word) word,
	COMPACT_LIST(X)
#undef X
};

enum compact_kind compact_kind_of(struct str word)
{
	for (int k = COMPACT_NONE + 1; k < COMPACT_COUNT; k++)
		if (str_is(word, kind_names[k]))
			return (enum compact_kind)k;
	return COMPACT_NONE;
}

const char *compact_kind_name(enum compact_kind k)
{
	return kind_names[k];
}

static bool plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			  str_find(STR("-._:/+"), (struct str){&c, 1}) < 6;
		if (!ok)
			return false;
	}
	return s.n > 0;
}

static void put_value(struct buf *out, struct str s)
{
	if (plain(s)) {
		buf_add(out, s);
		return;
	}
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, s.p[i] == '\n' ? ' ' : s.p[i]);
	}
	buf_putc(out, '"');
}

static bool shown(const struct line *l, const char *name)
{
	struct str rest = l->fields;
	if (rest.n == 0)
		return !str_is(STR("rule"), name) && !str_is(STR("score"), name);
	while (rest.n)
		if (str_is(str_trim(str_cut(&rest, ' ')), name))
			return true;
	return false;
}

/* Ahead of each value of a field: its name or a comma. false where the field is not to be shown. */
static bool field(struct line *l, const char *name)
{
	if (!shown(l, name))
		return false;
	if (l->open)
		buf_putc(l->out, ',');
	else
		buf_printf(l->out, " %s=", name);
	l->open = true;
	return true;
}

/* The first value of a line. */
static void head(struct line *l, struct str s)
{
	buf_putc(l->out, ' ');
	put_value(l->out, s);
}

static void more(struct line *l, const char *name, struct str s)
{
	if (s.n && field(l, name))
		put_value(l->out, s);
}

static void one(struct line *l, const char *name, struct str s)
{
	more(l, name, s);
	l->open = false;
}

static void word(struct line *l, const char *name, const char *z)
{
	one(l, name, str_of(z));
}

static struct str text_of(const struct line *l, struct span s)
{
	return doc_span(l->r->doc, s.start, s.end);
}

/* Empty for NO_REF. */
static struct str label(const struct line *l, ref id)
{
	if (id == NO_REF)
		return STR("");
	const struct actor *a = &l->r->actors.v[id];
	return a->kind == ACTOR_KIND_STATE && a->country.n ? a->country : a->name;
}

static void actor_ref(struct line *l, const char *name, ref id)
{
	one(l, name, label(l, id));
}

static void actor_refs(struct line *l, const char *name, const refs *list)
{
	for (size_t i = 0; i < list->n; i++)
		more(l, name, label(l, list->v[i]));
	l->open = false;
}

static struct str place_label(const struct line *l, ref id)
{
	return id == NO_REF ? STR("") : l->r->places.v[id].name;
}

static void strings(struct line *l, const char *name, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		more(l, name, v[i]);
	l->open = false;
}

/* A further part of the value being written. */
static void part(struct line *l, char separator, struct str s)
{
	if (s.n == 0)
		return;
	buf_putc(l->out, separator);
	put_value(l->out, s);
}

/* A list of small numbers of one of the value lists. */
#define VALUES(l, field_name, vec, lower) \
	do { \
		for (size_t i_ = 0; i_ < (vec)->n; i_++) \
			more((l), (field_name), str_of(lower##_name((vec)->v[i_]))); \
		(l)->open = false; \
	} while (0)

static void put_count(struct buf *out, const char *before, struct count c)
{
	if (!c.known)
		return;
	buf_printf(out, "%s%" PRId64, before, c.min);
	if (c.max == COUNT_OPEN)
		buf_putc(out, '+');
	else if (c.max != c.min)
		buf_printf(out, "-%" PRId64, c.max);
}

static void mentions(struct line *l, const struct mention *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		more(l, "mentions", text_of(l, v[i].span));
	l->open = false;
}

static void evidence(struct line *l, const char *trigger, const struct evidence *ev)
{
	one(l, trigger, text_of(l, ev->span));
	one(l, "rule", ev->rule);
}

static void words_line(struct line *l, size_t i)
{
	const struct sent *s = &l->r->doc->sents.v[i];
	for (uint32_t w = s->first; w < s->last; w++) {
		buf_putc(l->out, ' ');
		buf_add(l->out, l->r->doc->words.v[w].form);
	}
}

static void word_line(struct line *l, size_t i)
{
	const struct word *w = &l->r->doc->words.v[i];
	head(l, w->form);
	one(l, "lemma", w->lemma);
	word(l, "upos", upos_name(w->upos));
	one(l, "xpos", w->xpos);
	one(l, "feats", w->feats);
	one(l, "dep", w->deprel);
	if (w->head >= 0)
		one(l, "head", l->r->doc->words.v[w->head].form);
}

static void actor_line(struct line *l, size_t i)
{
	const struct actor *a = &l->r->actors.v[i];
	head(l, a->name);
	word(l, "kind", actor_kind_name(a->kind));
	one(l, "country", a->country);
	VALUES(l, "sector", &a->sectors, sector);
	one(l, "role", a->role);
	actor_ref(l, "of", a->of);
	mentions(l, a->mentions.v, a->mentions.n);
	one(l, "rule", a->rule);
}

static void place_line(struct line *l, size_t i)
{
	const struct place *p = &l->r->places.v[i];
	head(l, p->name);
	word(l, "type", place_type_name(p->type));
	one(l, "country", p->country);
	one(l, "admin1", p->admin1);
	if (p->located && field(l, "at"))
		buf_printf(l->out, "%.2f/%.2f", p->lat, p->lon);
	l->open = false;
	if (p->geonameid && field(l, "geonames"))
		buf_printf(l->out, "%" PRId64, p->geonameid);
	l->open = false;
	mentions(l, p->mentions.v, p->mentions.n);
	one(l, "rule", p->rule);
}

static void time_line(struct line *l, size_t i)
{
	const struct timex *t = &l->r->times.v[i];
	head(l, text_of(l, t->span));
	word(l, "type", timex_type_name(t->type));
	one(l, "value", t->value);
	one(l, "mod", t->mod);
}

static void statement_line(struct line *l, size_t i)
{
	const struct statement *s = &l->r->statements.v[i];
	actor_ref(l, "speaker", s->speaker);
	word(l, "kind", quote_kind_name(s->kind));
	one(l, "cue", text_of(l, s->cue));
	if (s->tone != TONE_NEUTRAL)
		word(l, "tone", tone_name(s->tone));
	for (size_t k = 0; k < s->content.n; k++)
		more(l, "words", text_of(l, s->content.v[k]));
	l->open = false;
	one(l, "rule", s->ev.rule);
}

static void event_line(struct line *l, size_t i)
{
	const struct event *e = &l->r->events.v[i];
	head(l, str_of(category_name(e->category)));
	VALUES(l, "mode", &e->modes, mode);
	one(l, "cameo", e->cameo);
	actor_refs(l, "actor", &e->actors);
	actor_refs(l, "recipient", &e->recipients);
	one(l, "date", e->date);
	one(l, "place", place_label(l, e->place));
	if (e->status != EVENT_STATUS_ACTUAL)
		word(l, "status", event_status_name(e->status));
	actor_refs(l, "said_by", &e->said_by);
	if (field(l, "score"))
		buf_printf(l->out, "%.1f", e->score);
	l->open = false;
	evidence(l, "trigger", &e->ev);
}

static void delegates(struct line *l, const struct talk *t)
{
	for (size_t i = 0; i < t->delegates.n; i++) {
		const struct delegate *d = &t->delegates.v[i];
		if (d->actor == NO_REF || !field(l, "delegates"))
			continue;
		put_value(l->out, label(l, d->actor));
		part(l, '/', label(l, d->party));
		part(l, '/', d->lead ? STR("lead") : STR(""));
	}
	l->open = false;
}

static void descriptions(struct line *l, const struct talk *t)
{
	for (size_t i = 0; i < t->described.n; i++) {
		const struct described *d = &t->described.v[i];
		if (!field(l, "described"))
			return;
		put_value(l->out, d->words);
		part(l, '/', label(l, d->by));
	}
	l->open = false;
}

static void talk_line(struct line *l, size_t i)
{
	const struct talk *t = &l->r->talks.v[i];
	actor_refs(l, "parties", &t->parties);
	actor_refs(l, "host", &t->hosts);
	actor_refs(l, "mediators", &t->mediators);
	delegates(l, t);
	one(l, "place", place_label(l, t->place));
	one(l, "date", t->date);
	word(l, "form", talk_form_name(t->form));
	word(l, "status", talk_status_name(t->status));
	if (t->round && field(l, "round"))
		buf_printf(l->out, "%lld", (long long)t->round);
	l->open = false;
	strings(l, "topics", t->topics.v, t->topics.n);
	descriptions(l, t);
	one(l, "note", t->note);
	actor_refs(l, "said_by", &t->said_by);
	evidence(l, "trigger", &t->ev);
}

static void answers(struct line *l, const struct proposal *p)
{
	for (size_t i = 0; i < p->answers.n; i++) {
		const struct answer *a = &p->answers.v[i];
		if (!field(l, "answers"))
			return;
		buf_puts(l->out, proposal_status_name(a->answer));
		part(l, '/', label(l, a->by));
		part(l, '/', a->date);
	}
	l->open = false;
}

static void limits(struct line *l, const struct limits *b)
{
	word(l, "extent", extent_name(b->extent));
	one(l, "duration", b->duration);
	one(l, "start", b->start);
	one(l, "end", b->end);
	for (size_t k = 0; k < b->area.n; k++)
		more(l, "area", place_label(l, b->area.v[k]));
	l->open = false;
	actor_refs(l, "monitors", &b->monitors);
	one(l, "monitored", b->monitored ? STR("yes") : STR(""));
	word(l, "class", ceasefire_class_name(b->class));
	VALUES(l, "purpose", &b->purposes, purpose);
}

static void proposal_line(struct line *l, size_t i)
{
	const struct proposal *p = &l->r->proposals.v[i];
	head(l, str_of(proposal_kind_name(p->kind)));
	actor_refs(l, "by", &p->by);
	actor_refs(l, "to", &p->to);
	VALUES(l, "scope", &p->scope, scope);
	limits(l, &p->limits);
	strings(l, "conditions", p->conditions.v, p->conditions.n);
	word(l, "status", proposal_status_name(p->status));
	answers(l, p);
	actor_refs(l, "said_by", &p->said_by);
	evidence(l, "trigger", &p->ev);
}

static void changes(struct line *l, const struct agreement *g)
{
	for (size_t i = 0; i < g->changes.n; i++) {
		const struct change *c = &g->changes.v[i];
		if (!field(l, "changes"))
			return;
		buf_puts(l->out, agreement_change_name(c->change));
		part(l, '/', label(l, c->by));
		part(l, '/', c->date);
		part(l, '/', c->reason);
	}
	l->open = false;
}

static void agreement_line(struct line *l, size_t i)
{
	const struct agreement *g = &l->r->agreements.v[i];
	head(l, g->name);
	word(l, "kind", agreement_kind_name(g->kind));
	actor_refs(l, "parties", &g->parties);
	actor_refs(l, "mediators", &g->mediators);
	one(l, "date", g->date);
	word(l, "state", agreement_state_name(g->state));
	VALUES(l, "scope", &g->scope, scope);
	limits(l, &g->limits);
	strings(l, "terms", g->terms.v, g->terms.n);
	changes(l, g);
	actor_refs(l, "said_by", &g->said_by);
	evidence(l, "trigger", &g->ev);
}

static void harm(struct line *l, const char *name, const struct harm *h)
{
	if (!h->count.known || !field(l, name))
		return;
	put_count(l->out, "", h->count);
	for (size_t i = 0; i < h->who.n; i++)
		part(l, i ? '+' : ':', str_of(victim_name(h->who.v[i])));
	l->open = false;
}

static void weapons(struct line *l, const struct incident *in)
{
	for (size_t i = 0; i < in->weapons.n; i++) {
		const struct weapon *w = &in->weapons.v[i];
		if (!field(l, "weapons"))
			return;
		put_value(l->out, w->kind);
		put_count(l->out, ":", w->count);
		put_count(l->out, "/intercepted:", w->intercepted);
	}
	l->open = false;
}

static void incident_line(struct line *l, size_t i)
{
	const struct incident *in = &l->r->incidents.v[i];
	head(l, str_of(incident_kind_name(in->kind)));
	actor_refs(l, "by", &in->by);
	actor_refs(l, "target", &in->target);
	VALUES(l, "struck", &in->struck, struck);
	one(l, "place", place_label(l, in->place));
	one(l, "date", in->date);
	weapons(l, in);
	harm(l, "killed", &in->killed);
	harm(l, "injured", &in->injured);
	harm(l, "missing", &in->missing);
	harm(l, "captured", &in->captured);
	harm(l, "displaced", &in->displaced);
	actor_refs(l, "said_by", &in->said_by);
	word(l, "standing", standing_name(in->standing));
	evidence(l, "trigger", &in->ev);
}

/* How many records of the kind there are, and the function that writes one. */
struct printer {
	size_t n;
	void (*line)(struct line *l, size_t i);
};

static struct printer printer_of(const struct reading *r, enum compact_kind kind)
{
	switch (kind) {
	case COMPACT_WORDS: return (struct printer){r->doc->sents.n, words_line};
	case COMPACT_WORD: return (struct printer){r->doc->words.n, word_line};
	case COMPACT_ACTOR: return (struct printer){r->actors.n, actor_line};
	case COMPACT_PLACE: return (struct printer){r->places.n, place_line};
	case COMPACT_TIME: return (struct printer){r->times.n, time_line};
	case COMPACT_STATEMENT: return (struct printer){r->statements.n, statement_line};
	case COMPACT_EVENT: return (struct printer){r->events.n, event_line};
	case COMPACT_TALK: return (struct printer){r->talks.n, talk_line};
	case COMPACT_PROPOSAL: return (struct printer){r->proposals.n, proposal_line};
	case COMPACT_AGREEMENT: return (struct printer){r->agreements.n, agreement_line};
	case COMPACT_INCIDENT: return (struct printer){r->incidents.n, incident_line};
	case COMPACT_NONE: case COMPACT_COUNT: break;
	}
	return (struct printer){0};
}

void compact_print(const struct reading *r, enum compact_kind kind, struct str fields, struct buf *out)
{
	struct printer p = printer_of(r, kind);
	for (size_t i = 0; i < p.n; i++) {
		struct line l = {.r = r, .out = out, .fields = fields};
		buf_puts(out, kind_names[kind]);
		p.line(&l, i);
		buf_putc(out, '\n');
	}
}
