/* Writing a reading into the ledger: report, actors, places, tellings, all in one transaction. */
#include "ledger/correct.h"
#include "ledger/gist.h"
#include "ledger/place.h"

#include "data/actor_dict.h"
#include "data/articles.h"
#include "sense/record_write.h"

#include <string.h>

/* Where a telling stood before its report was read again. */
struct before {
	struct stand stand;
	int64_t record;
};

/* What is known while one reading is written. */
struct store {
	struct ledger *l;
	struct arena *a;            /* for this call */
	const struct reading *r;
	int64_t report, version;
	struct around around;
	ref *actors, *places;       /* [n] the reading's to the ledger's numbers; 0: not stored yet */
	struct str name;            /* under which the report is kept; in known_arena */
	bool corrected;             /* people have set something right in this ledger */
	int64_t *records[RECORD_COUNT]; /* the reading's to the ledger's rows */
	VEC(struct before) before;  /* what an earlier reading of the report told */
	struct buf body;
};

/* ---- the report ------------------------------------------------------------------------------------------------------ */

/* 128 bits over all that makes a report the same one; its id is not among them. */
static struct str report_hash(struct arena *a, const struct report *r)
{
	struct str parts[] = {date_str(a, r->date), r->title, r->source, r->url, r->text};
	uint64_t x = 0x74727563, y = 0x6c656467;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		x = str_hash(parts[i], x);
		y = str_hash(parts[i], y ^ (x >> 32));
	}
	return arena_printf(a, "%016jx%016jx", (uintmax_t)x, (uintmax_t)y);
}

static int64_t find_report(struct ledger *l, struct str hash)
{
	struct query *q = db_query(&l->db, "select id from report where hash = $1");
	query_str(q, 1, hash);
	return query_id(q);
}

/* The report's id, or, where other text stands under it, id#2, id#3, … */
static struct str free_name(struct ledger *l, struct arena *a, struct str id)
{
	struct str name = id;
	for (int n = 2;; n++) {
		struct query *q = db_query(&l->db, "select id from report where name = $1");
		query_str(q, 1, name);
		if (query_id(q) == 0)
			return name;
		name = arena_printf(a, "%.*s#%d", (int)id.n, id.p, n);
	}
}

static struct str kept_name(struct store *s)
{
	struct query *q = db_query(&s->l->db, "select name from report where id = $1");
	query_int(q, 1, s->report);
	struct str name = query_row(q) ? arena_str(s->a, column_str(q, 0)) : (struct str){"", 0};
	query_end(q);
	return name;
}

static void put_version(struct store *s, const char *text)
{
	struct query *q = db_query(&s->l->db, "select id from version where text = $1");
	query_str(q, 1, str_of(text));
	s->version = query_id(q);
	if (s->version)
		return;
	q = db_query(&s->l->db, "insert into version(text) values ($1)");
	query_str(q, 1, str_of(text));
	s->version = query_made(q);
}

static void put_report(struct store *s, struct str hash)
{
	const struct report *r = s->r->report;
	struct query *q = db_query(&s->l->db,
		"insert into report(name, hash, date, time, title, source, original_source, author, url, lang, text, body, day, version)"
		" values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
	query_str(q, 1, s->name);
	query_str(q, 2, hash);
	query_opt(q, 3, date_str(s->a, r->date));
	query_opt(q, 4, r->time);
	query_opt(q, 5, r->title);
	query_opt(q, 6, r->source);
	query_opt(q, 7, r->original_source);
	query_opt(q, 8, r->author);
	query_opt(q, 9, r->url);
	query_str(q, 10, r->lang);
	query_str(q, 11, r->text);
	query_int(q, 12, r->body);
	query_int(q, 13, r->date.year ? date_days(r->date) : 0);
	query_int(q, 14, s->version);
	s->report = query_made(q);
}

static void put_sentences(struct store *s)
{
	const struct doc *d = s->r->doc;
	for (size_t i = 0; i < d->sents.n; i++) {
		struct query *q = db_query(&s->l->db, "insert into sentence(report, n, start_at, end_at) values ($1, $2, $3, $4)");
		query_int(q, 1, s->report);
		query_int(q, 2, (int64_t)i);
		query_int(q, 3, doc_cp(d, d->sents.v[i].start));
		query_int(q, 4, doc_cp(d, d->sents.v[i].end));
		query_run(q);
	}
}

/* ---- actors and places ----------------------------------------------------------------------------------------------- */

/* Without the article that a description may begin with. */
static struct str bare(struct str name)
{
	static const struct str articles[] = {{"the ", 4}, {"a ", 2}, {"an ", 3}};
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (name.n > articles[i].n && str_ieq(str_sub(name, 0, articles[i].n), articles[i]))
			return str_sub(name, articles[i].n, name.n);
	return name;
}

static struct str folded(struct arena *a, struct str name)
{
	struct str out = arena_str(a, bare(name));
	for (size_t i = 0; i < out.n; i++)
		if (out.p[i] >= 'A' && out.p[i] <= 'Z')
			((char *)out.p)[i] += 32;
	return out;
}

static const struct actor_entry *actor_entry_of(const struct knowledge *k, const struct actor *x)
{
	if (!k || x->entry < 0 || (size_t)x->entry >= k->actors->entries.n)
		return NULL;
	return &k->actors->entries.v[x->entry];
}

/* Who is in the dictionary is known by the entry's name; others by name, kind and country. */
static struct str actor_identity(struct store *s, const struct actor *x)
{
	const struct actor_entry *e = actor_entry_of(s->r->k, x);
	if (e)
		return arena_printf(s->a, "%.*s|%.*s|known", (int)e->name.n, e->name.p, (int)e->country.n, e->country.p);
	struct str name = folded(s->a, x->name);
	return arena_printf(s->a, "%.*s|%.*s|%s", (int)name.n, name.p, (int)x->country.n, x->country.p, actor_kind_name(x->kind));
}

static struct str sector_words(struct arena *a, const struct actor *x)
{
	struct str out = {"", 0};
	for (size_t i = 0; i < x->sectors.n; i++)
		out = arena_printf(a, "%.*s%s%s", (int)out.n, out.p, i ? " " : "", sector_name(x->sectors.v[i]));
	return out;
}

/* “the” before a name that takes it; whoever is only described keeps the article of the report. */
static struct str article_of(const struct store *s, const struct actor *x, const struct actor_entry *e)
{
	static const struct { struct str before, article; } told[] = {
		{{" the ", 5}, {"the", 3}}, {{"The ", 4}, {"the", 3}}, {{" an ", 4}, {"an", 2}}, {{"An ", 3}, {"an", 2}},
		{{" a ", 3}, {"a", 1}}, {{"A ", 2}, {"a", 1}},
	};
	struct str name = e ? e->name : bare(x->name), text = s->r->doc->text, none = {"", 0};
	if (x->kind == ACTOR_KIND_PERSON && e)
		return none;
	if (s->r->k && articles_has(s->r->k->articles, name))
		return STR("the");
	size_t at = e ? text.n : str_find(text, name);
	for (size_t i = 0; i < sizeof told / sizeof *told && at < text.n; i++)
		if (str_ends(str_sub(text, 0, at), told[i].before))
			return told[i].article;
	return none;
}

/* “ten soldiers”: so many of somebody are nobody that another report could mean */
static bool is_counted(const struct reading *r, const struct actor *x)
{
	return x->mentions.n && doc_kid(r->doc, x->mentions.v[0].head, DEP_NUMMOD) >= 0;
}

static bool is_named(const struct reading *r, const struct actor *x)
{
	bool named = x->entry >= 0 || (x->kind == ACTOR_KIND_STATE && !is_counted(r, x));
	for (size_t i = 0; i < x->mentions.n && !named; i++)
		named = x->mentions.v[i].kind == MENTION_NAME;
	return named;
}

/* The row of what is known by that identity already; 0 where there is none. */
static ref known_row(struct query *q, struct str identity)
{
	query_str(q, 1, identity);
	return (ref)query_id(q);
}

static ref put_actor(struct store *s, const struct actor *x, ref of)
{
	const struct actor_entry *e = actor_entry_of(s->r->k, x);
	struct str identity = actor_identity(s, x);
	ref row = known_row(db_query(&s->l->db, "select id from actor where identity = $1"), identity);
	if (row)
		return row;
	struct query *q = db_query(&s->l->db,
		"insert into actor(identity, name, kind, country, sectors, role, belongs_to, rule, article, named)"
		" values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
	query_str(q, 1, identity);
	query_str(q, 2, e && e->name.n ? e->name : bare(x->name));
	query_opt(q, 3, str_of(x->kind ? actor_kind_name(x->kind) : NULL));
	query_opt(q, 4, x->country);
	query_opt(q, 5, sector_words(s->a, x));
	query_opt(q, 6, x->role);
	if (of > 0)
		query_int(q, 7, of);
	else
		query_null(q, 7);
	query_opt(q, 8, x->rule);
	query_opt(q, 9, article_of(s, x, e));
	query_int(q, 10, is_named(s->r, x));
	return (ref)query_made(q);
}

#define ACTOR_DEPTH_MAX 8 /* a person of a body of a state … */
static ref actor_number(struct store *s, ref id, int depth);

static void put_actor_told(struct store *s, ref actor, const struct actor *x)
{
	struct query *q = db_query(&s->l->db,
		"insert into actor_told(actor, report, name, role) values ($1, $2, $3, $4) on conflict (actor, report) do nothing");
	query_int(q, 1, actor);
	query_int(q, 2, s->report);
	query_str(q, 3, x->name);
	query_opt(q, 4, x->role);
	query_run(q);
}

/* The state that someone serves, where the report leaves it to his country. */
static ref state_number(struct store *s, const struct actor *x)
{
	const struct knowledge *k = s->r->k;
	int32_t entry = k && x->kind == ACTOR_KIND_PERSON && x->country.n && x->sectors.n && x->sectors.v[0] <= SECTOR_SPY
				? actor_dict_state(k->actors, x->country) : -1;
	if (entry < 0)
		return 0;
	for (size_t i = 0; i < s->r->actors.n; i++)
		if (s->r->actors.v[i].entry == entry)
			return actor_number(s, (ref)i, ACTOR_DEPTH_MAX);
	struct actor state = {.name = k->actors->entries.v[entry].name, .kind = ACTOR_KIND_STATE, .country = x->country, .of = NO_REF,
			      .entry = entry, .rule = k->actors->entries.v[entry].rule};
	return put_actor(s, &state, 0);
}

static ref actor_number(struct store *s, ref id, int depth)
{
	if (id < 0 || (size_t)id >= s->r->actors.n || depth > ACTOR_DEPTH_MAX)
		return 0;
	if (s->actors[id])
		return s->actors[id];
	const struct actor *x = &s->r->actors.v[id];
	ref of = x->of != id ? actor_number(s, x->of, depth + 1) : 0;
	if (of == 0 && depth < ACTOR_DEPTH_MAX)
		of = state_number(s, x);
	s->actors[id] = put_actor(s, x, of);
	put_actor_told(s, s->actors[id], x);
	return s->actors[id];
}

static struct str place_identity(struct store *s, const struct place *x)
{
	if (x->geonameid)
		return arena_printf(s->a, "geonames|%jd", (intmax_t)x->geonameid);
	struct str name = folded(s->a, x->name);
	return arena_printf(s->a, "%.*s|%.*s|%.*s", (int)name.n, name.p, (int)x->admin1.n, x->admin1.p, (int)x->country.n, x->country.p);
}

static ref put_place(struct store *s, const struct place *x)
{
	struct str identity = place_identity(s, x);
	ref row = known_row(db_query(&s->l->db, "select id from place where identity = $1"), identity);
	if (row)
		return row;
	struct query *q = db_query(&s->l->db,
		"insert into place(identity, name, type, country, admin1, lat, lon, geonameid, rule)"
		" values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
	query_str(q, 1, identity);
	query_str(q, 2, x->name);
	query_opt(q, 3, str_of(x->type ? place_type_name(x->type) : NULL));
	query_opt(q, 4, x->country);
	query_opt(q, 5, x->admin1);
	if (x->located) {
		query_num(q, 6, x->lat);
		query_num(q, 7, x->lon);
	} else {
		query_null(q, 6);
		query_null(q, 7);
	}
	if (x->geonameid)
		query_int(q, 8, x->geonameid);
	else
		query_null(q, 8);
	query_opt(q, 9, x->rule);
	return (ref)query_made(q);
}

static ref place_number(struct store *s, ref id)
{
	if (id < 0 || (size_t)id >= s->r->places.n)
		return 0;
	if (!s->places[id])
		s->places[id] = put_place(s, &s->r->places.v[id]);
	return s->places[id];
}

/* ---- tellings -------------------------------------------------------------------------------------------------------- */

static void write_actor(void *ctx, struct json *j, ref id)
{
	json_int(j, actor_number(ctx, id, 0));
}

static void write_place(void *ctx, struct json *j, ref id)
{
	json_int(j, place_number(ctx, id));
}

static void write_record(void *ctx, struct json *j, enum record_kind kind, ref id)
{
	const struct store *s = ctx;
	struct query *q = db_query(&s->l->db, "select n from record where id = $1");
	query_int(q, 1, id >= 0 && (size_t)id < shape_list(s->r, kind).n ? s->records[kind][id] : 0);
	json_int(j, query_id(q));
}

static struct str write_body(struct store *s, enum record_kind kind, const void *record)
{
	struct json j = {&s->body, false};
	struct record_writer w = {&j, s, write_actor, write_place, write_record, s->r->doc};
	buf_clear(&s->body);
	json_begin_object(&j);
	record_write(&w, shapes[kind].fields, record);
	json_end_object(&j);
	return arena_str(s->a, buf_str(&s->body));
}

/* The words of a new telling, from the reading's text: as telling_view has them of those that are kept. */
static struct words told_words(struct store *s, enum record_kind kind, const void *record)
{
	struct words out = {0};
	struct arena *a = known_arena(s->l);
	const struct evidence *ev = shape_evidence(kind, record);
	const struct doc *d = s->r->doc;
	const struct statement *x = record;
	for (size_t i = 0; i < ev->sents.n && kind != RECORD_STATEMENT; i++)
		if (ev->sents.v[i] < d->sents.n)
			words_add(a, doc_span(d, d->sents.v[ev->sents.v[i]].start, d->sents.v[ev->sents.v[i]].end), &out);
	for (size_t i = 0; kind == RECORD_STATEMENT && i < x->content.n; i++)
		words_add(a, doc_span(d, x->content.v[i].start, x->content.v[i].end), &out);
	return out;
}

static int64_t put_telling(struct store *s, const struct placing *p, size_t n, const struct placed *at, struct str body)
{
	struct query *q = db_query(&s->l->db,
		"insert into telling(record, report, kind, n, body, joined_by, version, words) values ($1, $2, $3, $4, $5, $6, $7, $8)");
	struct str words = words_bytes(&p->view.words);
	query_int(q, 1, at->record);
	query_int(q, 2, s->report);
	query_str(q, 3, str_of(shapes[p->kind].one));
	query_int(q, 4, (int64_t)n);
	query_str(q, 5, body);
	query_opt(q, 6, at->why);
	query_int(q, 7, s->version);
	query_blob(q, 8, words.p, words.n);
	return query_made(q);
}

/* The part of the evidence's words that is in this sentence, or the whole sentence. */
static struct span evidence_span(const struct doc *d, const struct evidence *ev, const struct sent *sent)
{
	uint32_t start = ev->span.start > sent->start ? ev->span.start : sent->start;
	uint32_t end = ev->span.end < sent->end ? ev->span.end : sent->end;
	if (start >= end) {
		start = sent->start;
		end = sent->end;
	}
	return (struct span){doc_cp(d, start), doc_cp(d, end)};
}

static void put_evidence(struct store *s, int64_t telling, const struct evidence *ev)
{
	for (size_t i = 0; i < ev->sents.n; i++) {
		if (ev->sents.v[i] >= s->r->doc->sents.n)
			continue;
		struct span span = evidence_span(s->r->doc, ev, &s->r->doc->sents.v[ev->sents.v[i]]);
		struct query *q = db_query(&s->l->db,
			"insert into evidence(telling, n, sentence, start_at, end_at, rule) values ($1, $2, $3, $4, $5, $6)");
		query_int(q, 1, telling);
		query_int(q, 2, (int64_t)i);
		query_int(q, 3, ev->sents.v[i]);
		query_int(q, 4, span.start);
		query_int(q, 5, span.end);
		query_opt(q, 6, ev->rule);
		query_run(q);
	}
}

static void put_link(struct query *q, int64_t telling, ref id)
{
	query_int(q, 1, telling);
	query_int(q, 2, id);
	if (id > 0)
		query_run(q);
}

#define LINK_ACTOR "insert into telling_actor(telling, actor) values ($1, $2) on conflict do nothing"
#define LINK_PLACE "insert into telling_place(telling, place) values ($1, $2) on conflict do nothing"

/* Who and what places a telling names, for the filters. */
static void put_links(struct store *s, int64_t telling, const struct field *fields, const char *record)
{
	static const char link_actor[] = LINK_ACTOR, link_place[] = LINK_PLACE;
	struct db *db = &s->l->db;
	for (const struct field *f = fields; f->name; f++) {
		const char *at = record + f->offset;
		bool many = f->type == FIELD_ACTORS || f->type == FIELD_PLACES || f->type == FIELD_OBJECTS;
		struct any_vec list = many ? any_vec(at) : (struct any_vec){0};
		if (f->type == FIELD_ACTOR)
			put_link(db_query(db, link_actor), telling, *(const ref *)at);
		else if (f->type == FIELD_PLACE)
			put_link(db_query(db, link_place), telling, *(const ref *)at);
		for (size_t i = 0; i < list.n; i++)
			if (f->type == FIELD_OBJECTS)
				put_links(s, telling, f->fields, list.v + i * f->size);
			else
				put_link(db_query(db, f->type == FIELD_ACTORS ? link_actor : link_place), telling, ((const ref *)list.v)[i]);
	}
}

/* ---- a report read again ----------------------------------------------------------------------------------------------- */

static void delete_rows(struct store *s, struct query *q)
{
	query_int(q, 1, s->report);
	query_run(q);
}

/* Takes out what an earlier reading told, and remembers where it was kept. */
static void take_out(struct store *s)
{
	struct db *db = &s->l->db;
	struct query *q = db_query(db, "select t.kind, coalesce(e.sentence, -1), coalesce(e.start_at, -1), t.record from telling t"
				       " left join evidence e on e.telling = t.id and e.n = 0 where t.report = $1 order by t.id");
	query_int(q, 1, s->report);
	while (query_row(q)) {
		struct before *b = vec_add(s->a, &s->before);
		*b = (struct before){{s->report, RECORD_EVENT, column_int(q, 1), column_int(q, 2)}, column_int(q, 3)};
		shape_find(column_str(q, 0), &b->stand.kind);
	}
	delete_rows(s, db_query(db, "delete from evidence where telling in (select id from telling where report = $1)"));
	delete_rows(s, db_query(db, "delete from telling_actor where telling in (select id from telling where report = $1)"));
	delete_rows(s, db_query(db, "delete from telling_place where telling in (select id from telling where report = $1)"));
	delete_rows(s, db_query(db, "delete from telling where report = $1"));
	delete_rows(s, db_query(db, "delete from sentence where report = $1"));
	delete_rows(s, db_query(db, "delete from actor_told where report = $1"));
	q = db_query(db, "update report set version = $1 where id = $2");
	query_int(q, 1, s->version);
	query_int(q, 2, s->report);
	query_run(q);
	for (size_t i = 0; i < s->before.n; i++)
		correct_refresh(s->l, s->a, s->before.v[i].stand.kind, s->before.v[i].record);
}

static bool is_empty(struct store *s, int64_t record)
{
	struct query *q = db_query(&s->l->db, "select (select count(*) from (select 1 from telling where record = $1 limit 1))"
					      " + (select into_record is not null from record where id = $1)");
	query_int(q, 1, record);
	return query_id(q) == 0;
}

/* The record that nobody but this report told of before, in the same sentence: it keeps its id. */
static int64_t own_before(struct store *s, const struct stand *stand)
{
	for (size_t i = 0; i < s->before.n; i++) {
		const struct before *b = &s->before.v[i];
		if (b->stand.kind == stand->kind && b->stand.sentence == stand->sentence && is_empty(s, b->record))
			return b->record;
	}
	return 0;
}

static struct stand stand_of(const struct store *s, enum record_kind kind, const struct evidence *ev)
{
	struct stand out = {s->report, kind, -1, -1};
	if (ev->sents.n && ev->sents.v[0] < s->r->doc->sents.n) {
		out.sentence = ev->sents.v[0];
		out.start = evidence_span(s->r->doc, ev, &s->r->doc->sents.v[ev->sents.v[0]]).start;
	}
	return out;
}

/* By hand, else by the rules, else where it was, else a new one. */
static struct placed find_home(struct store *s, const struct placing *p, const struct evidence *ev)
{
	struct stand stand = stand_of(s, p->kind, ev);
	struct placed at = {.record = s->corrected ? correct_home(s->l, &stand) : 0, .why = STR("by hand")};
	if (!at.record)
		at = place_find(p);
	if (!at.record)
		at.record = own_before(s, &stand);
	at.fresh = !at.record;
	if (at.fresh)
		at.record = place_new(s->l, p->kind);
	return at;
}

static void put_record(struct store *s, enum record_kind kind, size_t n, const void *record)
{
	struct str body = write_body(s, kind, record);
	struct known_telling *k = arena_new(known_arena(s->l), struct known_telling);
	const void *told = body_read(s->l, known_arena(s->l), kind, body);
	*k = (struct known_telling){s->report, s->name, {told, s->r->report->date, told_words(s, kind, record), 0}};
	struct placing p = {.l = s->l, .a = s->a, .kind = kind, .view = k->view, .around = &s->around};
	p.handles = merge_handles(s->a, &s->l->world, kind, &p.view);
	struct placed at = find_home(s, &p, shape_evidence(kind, record));
	int64_t telling = put_telling(s, &p, n, &at, body);
	vec_push(s->a, &s->around.told, at.record);
	place_note(&p, at.record, at.under);
	known_add(s->l, at.record, at.fresh, k);
	put_evidence(s, telling, shape_evidence(kind, record));
	put_links(s, telling, shapes[kind].fields, told);
	s->records[kind][n] = at.record;
}

static void put_all(struct store *s)
{
	put_sentences(s);
	for (size_t i = 0; i < s->r->actors.n; i++)
		actor_number(s, (ref)i, 0);
	for (size_t i = 0; i < s->r->places.n; i++)
		place_number(s, (ref)i);
	place_around(s->l, s->report, &s->around);
	for (int k = 0; k < RECORD_COUNT && !s->l->db.err.code; k++) {
		struct any_vec list = shape_list(s->r, (enum record_kind)k);
		s->records[k] = arena_array(s->a, int64_t, list.n + 1);
		for (size_t i = 0; i < list.n; i++)
			put_record(s, (enum record_kind)k, i, list.v + i * shapes[k].size);
	}
}

/* ---- one report, one transaction ------------------------------------------------------------------------------------- */

/* A new report, or one read again, with all that it tells. */
static enum ledger_added put(struct store *s, struct str hash)
{
	bool again = s->report != 0;
	s->name = arena_str(known_arena(s->l), again ? kept_name(s) : free_name(s->l, s->a, s->r->report->id));
	if (again)
		take_out(s);
	else {
		put_report(s, hash);
		copies_link(s->l, s->a, s->report);
	}
	s->actors = arena_array(s->a, ref, s->r->actors.n + 1);
	s->places = arena_array(s->a, ref, s->r->places.n + 1);
	put_all(s);
	copies_credit(s->l, s->a, s->report);
	return again ? LEDGER_REREAD : str_eq(s->name, s->r->report->id) ? LEDGER_NEW : LEDGER_CHANGED;
}

static enum ledger_added add(struct store *s, const char *version, bool again)
{
	struct db *db = &s->l->db;
	struct str hash = report_hash(s->a, s->r->report);
	if (!db_begin(db))
		return LEDGER_FAILED;
	s->report = find_report(s->l, hash);
	if (s->report && !again)
		return LEDGER_DUPLICATE;
	put_version(s, version);
	known_begin(s->l);
	s->corrected = query_id(db_query(db, "select exists(select 1 from correction)")) != 0;
	enum ledger_added got = put(s, hash);
	if (s->body.failed)
		err_set(&db->err, ERR_MEMORY, "%s: out of memory", db->name);
	return db_commit(db) ? got : LEDGER_FAILED;
}

static enum ledger_added add_guarded(struct ledger *l, const struct reading *r, const char *version, bool again, struct err *err)
{
	jmp_buf guard;
	struct guarded g;
	struct store s = {.l = l, .a = &l->work, .r = r};
	volatile enum ledger_added got = LEDGER_FAILED;
	guard_begin(&g, l, &l->work, &guard);
	if (setjmp(guard))
		err_set(&l->db.err, ERR_MEMORY, "%s: %.*s needs too much memory", l->db.name, (int)r->report->id.n, r->report->id.p);
	else
		got = add(&s, version, again);
	if (got == LEDGER_FAILED || got == LEDGER_DUPLICATE)
		db_rollback(&l->db);
	if (got == LEDGER_FAILED)
		rows_forget(l);
	reports_forget(l);
	buf_release(&s.body);
	arena_clear(&l->work);
	if (!guard_end(&g, l, got != LEDGER_FAILED, err))
		return LEDGER_FAILED;
	gist_keep_up(l);
	return got;
}

enum ledger_added ledger_add(struct ledger *l, const struct reading *r, const char *version, struct err *err)
{
	return add_guarded(l, r, version, false, err);
}

enum ledger_added ledger_add_again(struct ledger *l, const struct reading *r, const char *version, struct err *err)
{
	return add_guarded(l, r, version, true, err);
}

bool ledger_has(struct ledger *l, const struct report *report, struct err *err)
{
	jmp_buf guard;
	struct guarded g;
	volatile bool has = false;
	guard_begin(&g, l, &l->work, &guard);
	if (setjmp(guard))
		err_set(err, ERR_MEMORY, "%s: out of memory", l->db.name);
	else
		has = find_report(l, report_hash(&l->work, report)) != 0;
	arena_clear(&l->work);
	return guard_end(&g, l, has, err);
}
