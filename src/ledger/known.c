#include "ledger/inside.h"

#include <string.h>

void known_init(struct known *k)
{
	*k = (struct known){.young = 0};
	for (size_t i = 0; i < 2; i++)
		arena_init(&k->half[i].arena, SIZE_MAX);
}

static void drop_half(struct known_half *h)
{
	arena_release(&h->arena);
	h->slots = NULL;
}

void known_drop(struct known *k)
{
	for (size_t i = 0; i < 2; i++)
		drop_half(&k->half[i]);
}

void known_begin(struct ledger *l)
{
	struct known *k = &l->known;
	int64_t version = query_id(db_query(&l->db, "pragma data_version"));
	if (version != k->version)
		known_drop(k);
	k->version = version;
	if (k->half[k->young].arena.used < KNOWN_BYTES)
		return;
	k->young = !k->young;
	drop_half(&k->half[k->young]);
}

struct arena *known_arena(struct ledger *l)
{
	return &l->known.half[l->known.young].arena;
}

static struct known_record **slot_of(const struct known_half *h, int64_t record)
{
	return &h->slots[((uint64_t)record * 0x9e3779b97f4a7c15u >> 32) % KNOWN_SLOTS];
}

static struct known_record *find(const struct known_half *h, int64_t record)
{
	struct known_record *r = h->slots ? *slot_of(h, record) : NULL;
	while (r && r->record != record)
		r = r->next;
	return r;
}

static struct known_record *add_record(struct known *k, int64_t record)
{
	struct known_half *h = &k->half[k->young];
	if (!h->slots)
		h->slots = arena_array(&h->arena, struct known_record *, KNOWN_SLOTS);
	struct known_record *r = arena_new(&h->arena, struct known_record);
	struct known_record **slot = slot_of(h, record);
	*r = (struct known_record){.record = record, .next = *slot};
	*slot = r;
	return r;
}

struct row {
	int64_t report;
	struct date told;
	struct str body, name;
	struct words words;
};
typedef VEC(struct row) rows;

/* The bodies are read when the query has ended: what they name is asked for by others. */
static rows newest(struct ledger *l, int64_t record)
{
	struct arena *a = known_arena(l);
	rows out = {0};
	/* The report's date stands before its text, its day behind: of a long text, all pages would be gone through. */
	struct query *q = db_query(&l->db,
		"select t.report, r.date, t.body, t.words, r.name from telling t join report r on r.id = t.report where t.record = $1"
		" order by t.id desc limit $2");
	query_int(q, 1, record);
	query_int(q, 2, KNOWN_TELLINGS);
	while (query_row(q)) {
		struct row *r = vec_add(&l->work, &out);
		*r = (struct row){.report = column_int(q, 0), .body = arena_str(&l->work, column_str(q, 2)),
				  .name = arena_str(a, column_str(q, 4))};
		date_parse(column_str(q, 1), &r->told);
		words_read(a, column_blob(q, 3), &r->words);
	}
	return out;
}

static const struct known_telling *read_telling(struct ledger *l, enum record_kind kind, const struct row *r)
{
	struct arena *a = known_arena(l);
	struct known_telling *t = arena_new(a, struct known_telling);
	*t = (struct known_telling){r->report, r->name, {body_read(l, a, kind, r->body), r->told, r->words, 0}};
	return t;
}

const struct known_record *known_look_up(struct ledger *l, enum record_kind kind, int64_t record)
{
	struct known *k = &l->known;
	struct known_record *r = find(&k->half[k->young], record);
	if (!r)
		r = find(&k->half[!k->young], record);
	if (r)
		return r;
	rows list = newest(l, record);
	r = add_record(k, record);
	for (; r->n < list.n; r->n++)
		r->newest[r->n] = read_telling(l, kind, &list.v[r->n]);
	return r;
}

void known_add(struct ledger *l, int64_t record, bool fresh, const struct known_telling *t)
{
	struct known *k = &l->known;
	struct known_record *r = find(&k->half[k->young], record);
	if (!r)
		r = find(&k->half[!k->young], record);
	if (!r && fresh)
		r = add_record(k, record);
	if (!r)
		return; /* it is read with the others when it is asked for */
	size_t stay = r->n < KNOWN_TELLINGS ? r->n : KNOWN_TELLINGS - 1;
	memmove(r->newest + 1, r->newest, stay * sizeof *r->newest);
	r->newest[0] = t;
	r->n = stay + 1;
}

static void unlink_record(const struct known_half *h, int64_t record)
{
	for (struct known_record **at = h->slots ? slot_of(h, record) : NULL; at && *at; at = &(*at)->next)
		if ((*at)->record == record) {
			*at = (*at)->next;
			return;
		}
}

void known_forget(struct ledger *l, int64_t record)
{
	for (size_t i = 0; i < 2; i++)
		unlink_record(&l->known.half[i], record);
}
