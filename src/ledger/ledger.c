#include "ledger/gist.h"

#include "base/utf8.h"
#include "ledger/schema.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* ---- open and close ---------------------------------------------------------------------------------------------- */

static const struct actor *world_actor(void *ctx, ref actor)
{
	return actor_row(ctx, actor);
}

static const struct place *world_place(void *ctx, ref place)
{
	return place_row(ctx, place);
}

#define READING "pragma cache_size = -16384" /* KiB */

/* The cache is in KiB. The journal of pages is copied into the file when it has some 16 MiB: pages that many reports change are
 * then written once. What undoes one report of many stays in memory. */
#define WRITING "pragma synchronous = normal; pragma cache_size = -65536; pragma wal_autocheckpoint = 4000;" \
	" pragma temp_store = memory; pragma secure_delete = off"

struct ledger *ledger_open(const char *path, enum ledger_mode mode, struct err *err)
{
	struct ledger *l = calloc(1, sizeof *l);
	if (!l) {
		err_set(err, ERR_MEMORY, "%s: out of memory", path);
		return NULL;
	}
	arena_init(&l->arena, SIZE_MAX);
	arena_init(&l->texts, SIZE_MAX);
	arena_init(&l->work, 0);
	known_init(&l->known);
	l->world = (struct merge_world){l, world_actor, world_place};
	l->writes = mode == LEDGER_WRITE;
	bool ok = db_open(&l->db, path, mode == LEDGER_WRITE ? DB_WRITE : DB_READ) &&
		  (mode == LEDGER_WRITE ? schema_prepare(&l->db) : schema_check(&l->db)) &&
		  db_exec(&l->db, mode == LEDGER_READ ? READING : WRITING);
	if (ok)
		return l;
	err_set(err, l->db.err.code, "%s", l->db.err.message);
	l->writes = false;
	ledger_close(l);
	return NULL;
}

void ledger_close(struct ledger *l)
{
	if (!l)
		return;
	if (l->writes)
		gist_settle(l, &(struct err){0});
	db_close(&l->db);
	if (l->tokener)
		json_tokener_free(l->tokener);
	arena_release(&l->texts);
	arena_release(&l->work);
	known_drop(&l->known);
	arena_release(&l->arena);
	free(l);
}

void guard_begin(struct guarded *g, struct ledger *l, struct arena *other, jmp_buf *guard)
{
	*g = (struct guarded){.arenas = {&l->arena, &l->texts, &l->known.half[0].arena, &l->known.half[1].arena, other}};
	for (size_t i = 0; i < GUARDED && g->arenas[i]; i++) {
		g->outer[i] = g->arenas[i]->guard;
		g->arenas[i]->guard = guard;
	}
}

bool guard_end(struct guarded *g, struct ledger *l, bool ok, struct err *err)
{
	for (size_t i = GUARDED; i > 0; i--)
		if (g->arenas[i - 1])
			g->arenas[i - 1]->guard = g->outer[i - 1];
	json_object_put(l->held);
	l->held = NULL;
	if (l->db.err.code)
		err_set(err, l->db.err.code, "%s", l->db.err.message);
	l->db.err = (struct err){0};
	return ok && !err->code;
}

bool ledger_guarded(struct ledger *l, struct arena *a, bool (*f)(void *ctx), void *ctx, struct err *err)
{
	jmp_buf guard;
	struct guarded g;
	volatile bool ok = false;
	guard_begin(&g, l, a, &guard);
	if (setjmp(guard))
		err_set(err, ERR_MEMORY, "%s: not enough memory for what was asked for", l->db.name);
	else
		ok = f(ctx);
	return guard_end(&g, l, ok, err);
}

bool ledger_begin(struct ledger *l, struct err *err)
{
	return guard_end(&(struct guarded){0}, l, db_begin_many(&l->db), err);
}

bool ledger_commit(struct ledger *l, struct err *err)
{
	bool ok = db_commit_many(&l->db);
	if (!ok)
		rows_forget(l);
	return guard_end(&(struct guarded){0}, l, ok, err);
}

/* ---- rows that stay ------------------------------------------------------------------------------------------------ */

#define CACHED_MAX (1 << 24) /* a number beyond it is a stranger's, and nobody's */

/* Makes room for index `at` and returns its place in the cache. */
static void **cache_at(struct arena *a, cache *c, size_t at)
{
	while (c->n <= at)
		vec_push(a, c, NULL);
	return &c->v[at];
}

#define TEXTS_MAX ((size_t)16 << 20) /* bytes kept for who may still hold them */

void reports_forget(struct ledger *l)
{
	l->reports.n = 0;
	memset(l->odd, 0, sizeof l->odd);
	if (l->texts.used < TEXTS_MAX)
		return;
	arena_release(&l->texts);
	l->reports = (cache){0};
}

void rows_forget(struct ledger *l)
{
	l->actors.n = l->places.n = 0;
	known_drop(&l->known);
}

static void read_sectors(struct arena *a, struct actor *out, struct str words)
{
	while (words.n) {
		enum sector s = sector_of(str_cut(&words, ' '));
		if (s)
			vec_push(a, &out->sectors, (uint8_t)s);
	}
}

static struct actor *load_actor(struct ledger *l, ref id)
{
	struct actor *out = arena_new(&l->arena, struct actor);
	struct query *q = db_query(&l->db, "select name, kind, country, sectors, role, belongs_to, rule, article, named from actor where id = $1");
	out->of = NO_REF;
	out->entry = -1;
	query_int(q, 1, id);
	if (!query_row(q))
		return out;
	out->name = arena_str(&l->arena, column_str(q, 0));
	out->kind = actor_kind_of(column_str(q, 1));
	out->country = arena_str(&l->arena, column_str(q, 2));
	read_sectors(&l->arena, out, column_str(q, 3));
	out->role = arena_str(&l->arena, column_str(q, 4));
	if (!column_null(q, 5))
		out->of = (ref)column_int(q, 5);
	out->rule = arena_str(&l->arena, column_str(q, 6));
	out->article = arena_str(&l->arena, column_str(q, 7));
	out->named = column_int(q, 8) != 0;
	query_end(q);
	return out;
}

static struct place *load_place(struct ledger *l, ref id)
{
	struct place *out = arena_new(&l->arena, struct place);
	struct query *q = db_query(&l->db, "select name, type, country, admin1, lat, lon, geonameid, rule from place where id = $1");
	query_int(q, 1, id);
	if (!query_row(q))
		return out;
	out->name = arena_str(&l->arena, column_str(q, 0));
	out->type = place_type_of(column_str(q, 1));
	out->country = arena_str(&l->arena, column_str(q, 2));
	out->admin1 = arena_str(&l->arena, column_str(q, 3));
	out->located = !column_null(q, 4);
	out->lat = column_num(q, 4);
	out->lon = column_num(q, 5);
	out->geonameid = column_int(q, 6);
	out->rule = arena_str(&l->arena, column_str(q, 7));
	query_end(q);
	return out;
}

/* All but the text, which most who name a report do not read. */
static struct ledger_report *load_report(struct ledger *l, int64_t number)
{
	struct ledger_report *out = arena_new(&l->texts, struct ledger_report);
	struct arena *a = &l->texts;
	struct query *q = db_query(&l->db,
		"select r.name, r.date, r.time, r.title, r.source, r.original_source, r.author, r.url, r.lang, r.body, v.text, c.original, c.how,"
		" c.alike from report r join version v on v.id = r.version left join copy c on c.report = r.id where r.id = $1");
	query_int(q, 1, number);
	if (!query_row(q))
		return out;
	struct report *r = &out->report;
	out->in = l;
	out->number = out->original = number;
	out->name = r->id = arena_str(a, column_str(q, 0));
	date_parse(column_str(q, 1), &r->date);
	r->time = arena_str(a, column_str(q, 2));
	r->title = arena_str(a, column_str(q, 3));
	r->source = arena_str(a, column_str(q, 4));
	r->original_source = arena_str(a, column_str(q, 5));
	r->author = arena_str(a, column_str(q, 6));
	r->url = arena_str(a, column_str(q, 7));
	r->lang = arena_str(a, column_str(q, 8));
	r->body = (uint32_t)column_int(q, 9);
	out->version = arena_str(a, column_str(q, 10));
	if (!column_null(q, 11)) {
		out->original = column_int(q, 11);
		out->retells = arena_str(a, column_str(q, 12));
		out->alike = column_num(q, 13);
	}
	query_end(q);
	if (out->original != number)
		report_row(l, out->original); /* whom a view may name; it retells nothing itself */
	return out;
}

/* The cache may move while a row is loaded, so its place is asked for again. */
const struct actor *actor_row(struct ledger *l, ref id)
{
	size_t at = id > 0 && id < CACHED_MAX ? (size_t)id : 0;
	if (*cache_at(&l->arena, &l->actors, at))
		return *cache_at(&l->arena, &l->actors, at);
	struct actor *row = load_actor(l, (ref)at);
	*cache_at(&l->arena, &l->actors, at) = row;
	if (row->of != NO_REF && row->of != id)
		actor_row(l, row->of);
	return row;
}

const struct place *place_row(struct ledger *l, ref id)
{
	size_t at = id > 0 && id < CACHED_MAX ? (size_t)id : 0;
	if (!*cache_at(&l->arena, &l->places, at)) {
		struct place *row = load_place(l, (ref)at);
		*cache_at(&l->arena, &l->places, at) = row;
	}
	return *cache_at(&l->arena, &l->places, at);
}

const struct ledger_report *report_row(struct ledger *l, int64_t number)
{
	size_t at = number > 0 && number < CACHED_MAX ? (size_t)number : 0;
	if (!*cache_at(&l->texts, &l->reports, at)) {
		struct ledger_report *row = load_report(l, (int64_t)at);
		*cache_at(&l->texts, &l->reports, at) = row;
	}
	return *cache_at(&l->texts, &l->reports, at);
}

static const void *cached(const cache *c, int64_t at, const void *otherwise)
{
	return at > 0 && (size_t)at < c->n && c->v[at] ? c->v[at] : otherwise;
}

const struct actor *ledger_actor(const struct ledger *l, ref id)
{
	static const struct actor nobody = {.of = NO_REF, .entry = -1};
	return cached(&l->actors, id, &nobody);
}

const struct place *ledger_place(const struct ledger *l, ref id)
{
	static const struct place nowhere = {.located = false};
	return cached(&l->places, id, &nowhere);
}

const struct ledger_report *ledger_report(const struct ledger *l, int64_t number)
{
	static const struct ledger_report nothing = {.number = 0};
	return cached(&l->reports, number, &nothing);
}

void ledger_know_actors(struct ledger *l, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++)
		actor_row(l, actors->v[i]);
}

struct knowing {
	struct ledger *l;
	ref place;
};

static bool know_place(void *ctx)
{
	const struct knowing *k = ctx;
	return place_row(k->l, k->place)->name.n > 0;
}

bool ledger_know_place(struct ledger *l, ref place, struct err *err)
{
	struct knowing k = {l, place};
	return ledger_guarded(l, NULL, know_place, &k, err);
}

/* Byte of the code point with that number. */
static size_t byte_at(struct str text, size_t cp)
{
	size_t i = 0;
	while (cp && i < text.n) {
		i++;
		while (i < text.n && ((unsigned char)text.p[i] & 0xC0) == 0x80)
			i++;
		cp--;
	}
	return i;
}

/* Who asks for words of a text may have no guard to jump to. */
const struct report *ledger_whole(const struct ledger_report *r)
{
	struct ledger *l = r->in;
	if (r->whole || !l)
		return &r->report;
	struct ledger_report *own = (struct ledger_report *)(uintptr_t)r; /* the ledger's, which gives it out to be read only */
	struct query *q = db_query(&l->db, "select text from report where id = $1");
	query_int(q, 1, r->number);
	struct str text = query_row(q) ? column_str(q, 0) : (struct str){"", 0};
	char *p = arena_try(&l->texts, text.n + 1);
	if (p && text.n)
		memcpy(p, text.p, text.n);
	if (p)
		own->report.text = (struct str){p, text.n};
	else
		err_set(&l->db.err, ERR_MEMORY, "%s: out of memory", l->db.name);
	own->whole = p != NULL;
	query_end(q);
	return &own->report;
}

struct str ledger_words(const struct ledger_report *r, struct span span)
{
	struct str text = ledger_whole(r)->text;
	size_t from = byte_at(text, span.start);
	if (span.end <= span.start)
		return (struct str){"", 0};
	struct str rest = str_sub(text, from, text.n);
	return str_sub(rest, 0, byte_at(rest, span.end - span.start));
}

bool ledger_sentence(const struct ledger_report *r, uint32_t n, struct span *out)
{
	if (!r->in)
		return false;
	struct query *q = db_query(&r->in->db, "select start_at, end_at from sentence where report = $1 and n = $2");
	query_int(q, 1, r->number);
	query_int(q, 2, n);
	bool found = query_row(q);
	if (found)
		*out = (struct span){(uint32_t)column_int(q, 0), (uint32_t)column_int(q, 1)};
	query_end(q);
	return found;
}

size_t ledger_sentences(const struct ledger_report *r)
{
	if (!r->in)
		return 0;
	struct query *q = db_query(&r->in->db, "select count(*) from sentence where report = $1");
	query_int(q, 1, r->number);
	return (size_t)query_id(q);
}

bool ledger_hold(struct ledger *l, struct err *err)
{
	db_exec(&l->db, "begin");
	return ledger_sound(l, err);
}

bool ledger_sound(struct ledger *l, struct err *err)
{
	return guard_end(&(struct guarded){0}, l, true, err);
}
