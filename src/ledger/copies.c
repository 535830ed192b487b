#include "ledger/copies.h"

#include "base/utf8.h"
#include "input/sketch.h"

#include <string.h>

#define COPY_DAYS 3        /* a text that comes again later is news of its own: a bulletin in the same words */
#define COPY_ALIKE 0.5     /* share of shingles in common */
#define COPY_WITHIN 0.8    /* or the shorter text is part of the longer one */
#define UPDATE_ALIKE 0.25  /* of two texts under one id; an address needs no likeness */
#define REWRITE_DAYS 2
#define BAND_NEWEST 8      /* texts looked at for a key that many share */

/* What is compared of a report, save its text. */
struct told {
	int64_t report, day; /* day 0: not dated */
	struct str time, source, original, url, name;
};

/* From its date: its day stands behind its text, and of a long text all pages would be gone through. */
static int64_t day_of(struct str date)
{
	struct date d;
	return date_parse(date, &d) ? date_days(d) : 0;
}

static struct told told_row(struct ledger *l, struct arena *a, int64_t report)
{
	struct told t = {.report = report};
	struct query *q = db_query(&l->db, "select date, time, source, original_source, url, name from report where id = $1");
	query_int(q, 1, report);
	if (!query_row(q))
		return t;
	t.day = day_of(column_str(q, 0));
	t.time = arena_str(a, column_str(q, 1));
	t.source = arena_str(a, column_str(q, 2));
	t.original = arena_str(a, column_str(q, 3));
	t.url = arena_str(a, column_str(q, 4));
	t.name = arena_str(a, column_str(q, 5));
	query_end(q);
	return t;
}

static struct str text_of(struct ledger *l, struct arena *a, int64_t report)
{
	struct query *q = db_query(&l->db, "select text from report where id = $1");
	query_int(q, 1, report);
	struct str text = query_row(q) ? arena_str(a, column_str(q, 0)) : (struct str){"", 0};
	query_end(q);
	return text;
}

static bool near_in_time(int64_t x, int64_t y, int64_t days)
{
	return x == 0 || y == 0 || (x - y <= days && y - x <= days);
}

/* ---- groups ---------------------------------------------------------------------------------------------------------- */

static int64_t original_of(struct ledger *l, int64_t report)
{
	struct query *q = db_query(&l->db, "select original from copy where report = $1");
	query_int(q, 1, report);
	int64_t original = query_id(q);
	return original ? original : report;
}

static bool names(const struct told *x, struct str outlet)
{
	return outlet.n && str_ieq(x->original, outlet) && !str_ieq(x->source, outlet);
}

/* Whether x rather than y is the original of the two. */
static bool earlier(const struct told *x, const struct told *y)
{
	bool x_named = names(y, x->source), y_named = names(x, y->source);
	if (x_named != y_named)
		return x_named;
	if (x->day && y->day && x->day != y->day)
		return x->day < y->day;
	int by_time = x->time.n && y->time.n ? str_cmp(x->time, y->time) : 0;
	return by_time ? by_time < 0 : x->report < y->report;
}

static void put_copy(struct ledger *l, int64_t report, int64_t original, const char *how, double alike)
{
	struct query *q = db_query(&l->db, "insert into copy(report, original, how, alike) values ($1, $2, $3, $4)");
	query_int(q, 1, report);
	query_int(q, 2, original);
	query_str(q, 3, str_of(how));
	query_num(q, 4, alike);
	query_run(q);
}

/* Puts the groups of the two together under the better original. */
static void unite(struct ledger *l, struct arena *a, int64_t x, int64_t y, const char *how, double alike)
{
	int64_t p = original_of(l, x), q = original_of(l, y);
	if (p == q)
		return;
	struct told tp = told_row(l, a, p), tq = told_row(l, a, q);
	int64_t first = earlier(&tp, &tq) ? p : q, other = first == p ? q : p;
	struct query *move = db_query(&l->db, "update copy set original = $1 where original = $2");
	query_int(move, 1, first);
	query_int(move, 2, other);
	query_run(move);
	put_copy(l, other, first, how, alike);
}

void copies_group(struct ledger *l, int64_t report, int64_t others[COPIES_MAX], size_t *n)
{
	int64_t original = original_of(l, report);
	struct query *q = db_query(&l->db,
		"select $1 as report union select report from copy where original = $1 order by report desc limit $2");
	query_int(q, 1, original);
	query_int(q, 2, COPIES_MAX + 1);
	*n = 0;
	while (query_row(q))
		if (column_int(q, 0) != report && *n < COPIES_MAX)
			others[(*n)++] = column_int(q, 0);
}

/* ---- copies ---------------------------------------------------------------------------------------------------------- */

/* The sketch of a report, and its day. */
static bool load_sketch(struct ledger *l, int64_t report, struct sketch *out, int64_t *day)
{
	struct query *q = db_query(&l->db, "select s.shingles, s.mins, r.date from sketch s join report r on r.id = s.report where s.report = $1");
	query_int(q, 1, report);
	if (!query_row(q))
		return false;
	struct str mins = column_blob(q, 1);
	out->shingles = (uint32_t)column_int(q, 0);
	*day = day_of(column_str(q, 2));
	bool whole = mins.n == sizeof out->mins;
	if (whole)
		memcpy(out->mins, mins.p, mins.n);
	query_end(q);
	return whole;
}

/* Bands of reports near each other in time stand together in the file, so that reading what comes day by day does not touch
 * all of it: a key begins with the month or so of its report. Schema.c has the same numbers. */
#define BUCKET_DAYS 32
#define BUCKET_FIRST 719200 /* days before 1970: all buckets but that of reports without a date are positive */
#define BUCKET_SHIFT 46
#define HASH_MASK (((int64_t)1 << BUCKET_SHIFT) - 1)

static int64_t bucket_of(int64_t day)
{
	return day ? (day + BUCKET_FIRST) / BUCKET_DAYS + 1 : 0;
}

static int64_t band_key(int64_t bucket, int64_t hash)
{
	return bucket << BUCKET_SHIFT | (hash & HASH_MASK);
}

static void put_sketch(struct ledger *l, int64_t report, int64_t day, const struct sketch *s)
{
	int64_t keys[SKETCH_BANDS];
	struct query *q = db_query(&l->db, "insert into sketch(report, shingles, mins) values ($1, $2, $3)");
	query_int(q, 1, report);
	query_int(q, 2, s->shingles);
	query_blob(q, 3, s->mins, sizeof s->mins);
	query_run(q);
	sketch_keys(s, keys);
	for (size_t i = 0; i < SKETCH_BANDS; i++) {
		q = db_query(&l->db, "insert into band(key, report) values ($1, $2) on conflict do nothing");
		query_int(q, 1, band_key(bucket_of(day), keys[i]));
		query_int(q, 2, report);
		query_run(q);
	}
}

typedef VEC(int64_t) numbers;

static void add_number(struct arena *a, numbers *list, int64_t n)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == n)
			return;
	vec_push(a, list, n);
}

/* The reports of a bucket that share a band with it, the newest of each. */
static void add_banded(struct ledger *l, struct arena *a, const int64_t keys[SKETCH_BANDS], int64_t bucket, numbers *out)
{
	for (size_t i = 0; i < SKETCH_BANDS; i++) {
		struct query *q = db_query(&l->db, "select report from band where key = $1 order by report desc limit $2");
		query_int(q, 1, band_key(bucket, keys[i]));
		query_int(q, 2, BAND_NEWEST);
		while (query_row(q))
			add_number(a, out, column_int(q, 0));
	}
}

/* The first bucket from this one on that has anything; -1 where none has. */
static int64_t bucket_from(struct ledger *l, int64_t bucket)
{
	struct query *q = db_query(&l->db, "select key from band where key >= $1 order by key limit 1");
	query_int(q, 1, band_key(bucket, 0));
	int64_t found = query_row(q) ? column_int(q, 0) >> BUCKET_SHIFT : -1;
	query_end(q);
	return found;
}

/* In the buckets of the days around its own, and of those that have no day; without a day, in all. */
static numbers banded(struct ledger *l, struct arena *a, int64_t day, const struct sketch *s)
{
	numbers out = {0};
	int64_t keys[SKETCH_BANDS];
	int64_t first = day ? bucket_of(day - COPY_DAYS) : 0, last = day ? bucket_of(day + COPY_DAYS) : INT64_MAX;
	sketch_keys(s, keys);
	if (day && bucket_from(l, 0) == 0)
		add_banded(l, a, keys, 0, &out);
	for (int64_t b = bucket_from(l, first); b >= 0 && b <= last; b = bucket_from(l, b + 1))
		add_banded(l, a, keys, b, &out);
	return out;
}

/* Links it with the text that is most like it. */
static void link_copy(struct ledger *l, struct arena *a, const struct told *t, const struct sketch *s)
{
	numbers near = banded(l, a, t->day, s);
	struct sketch other;
	double best = 0;
	int64_t found = 0, day;
	for (size_t i = 0; i < near.n; i++) {
		if (!load_sketch(l, near.v[i], &other, &day) || !near_in_time(t->day, day, COPY_DAYS))
			continue;
		double alike = sketch_alike(s, &other), within = sketch_within(s, &other);
		if ((alike < COPY_ALIKE && within < COPY_WITHIN) || alike <= best)
			continue;
		best = alike;
		found = near.v[i];
	}
	if (found)
		unite(l, a, t->report, found, "copy", best);
}

/* The newest other report of the same page, or under the same id: “r1#3” is a later text of “r1”. */
static int64_t same_page(struct ledger *l, const struct told *t)
{
	struct query *q = db_query(&l->db, "select id from report where url = $1 and id < $2 order by id desc limit 1");
	query_str(q, 1, t->url);
	query_int(q, 2, t->report);
	return t->url.n ? query_id(q) : 0;
}

static int64_t same_name(struct ledger *l, const struct told *t)
{
	struct str rest = t->name, base = str_cut(&rest, '#');
	struct query *q = db_query(&l->db, "select id from report where name = $1");
	query_str(q, 1, base);
	return base.n < t->name.n ? query_id(q) : 0;
}

static void link_update(struct ledger *l, struct arena *a, const struct told *t, const struct sketch *s)
{
	struct sketch other;
	int64_t page = same_page(l, t), name = page ? 0 : same_name(l, t);
	int64_t found = page ? page : name, day;
	double alike = found && load_sketch(l, found, &other, &day) ? sketch_alike(s, &other) : 0;
	if (page || (name && alike >= UPDATE_ALIKE))
		unite(l, a, t->report, found, "update", alike);
}

void copies_link(struct ledger *l, struct arena *a, int64_t report)
{
	struct told t = told_row(l, a, report);
	struct sketch s;
	sketch_of(text_of(l, a, report), &s);
	link_update(l, a, &t, &s);
	if (s.shingles < SKETCH_LEAST)
		return;
	link_copy(l, a, &t, &s);
	put_sketch(l, report, t.day, &s);
}

/* ---- rewrites -------------------------------------------------------------------------------------------------------- */

#define SHARED_MAX 32  /* reports looked at */
#define OUTLET_LEAST 3 /* bytes; “X” stands in many texts */

/* Whether the words stand in the text, not as part of longer ones. */
static bool stands_in(struct str text, struct str words)
{
	size_t at = 0;
	while (words.n >= OUTLET_LEAST && at < text.n) {
		size_t found = at + str_find(str_sub(text, at, text.n), words), end = found + words.n;
		if (found >= text.n)
			return false;
		bool begins = found == 0 || !utf8_is_letter((uint8_t)text.p[found - 1]);
		if (begins && (end >= text.n || !utf8_is_letter((uint8_t)text.p[end])))
			return true;
		at = found + 1;
	}
	return false;
}

/* x says that it has it from y's outlet, or both have it from the same one. */
static bool credits(struct ledger *l, struct arena *a, const struct told *x, const struct told *y)
{
	if (x->original.n && !str_ieq(x->original, x->source))
		return str_ieq(x->original, y->source) || str_ieq(x->original, y->original);
	return y->source.n && !str_ieq(x->source, y->source) && stands_in(text_of(l, a, x->report), y->source);
}

struct sharer {
	int64_t report, things;
};

/* Reports that share things with this one that happen once, and how many. */
static size_t sharing(struct ledger *l, int64_t report, struct sharer out[SHARED_MAX])
{
	struct query *q = db_query(&l->db,
		"select u.report, count(*) from telling t join telling u on u.record = t.record and u.report <> t.report where t.report = $1"
		" and t.kind <> 'agreement' group by u.report order by count(*) desc, u.report desc limit $2");
	size_t n = 0;
	query_int(q, 1, report);
	query_int(q, 2, SHARED_MAX);
	while (query_row(q))
		out[n++] = (struct sharer){column_int(q, 0), column_int(q, 1)};
	return n;
}

static int64_t tellings_of(struct ledger *l, int64_t report)
{
	struct query *q = db_query(&l->db, "select count(*) from telling where report = $1 and kind <> 'agreement'");
	query_int(q, 1, report);
	return query_id(q);
}

void copies_credit(struct ledger *l, struct arena *a, int64_t report)
{
	struct sharer list[SHARED_MAX];
	size_t n = sharing(l, report, list);
	if (n == 0)
		return;
	struct told t = told_row(l, a, report);
	int64_t own = tellings_of(l, report), original = original_of(l, report);
	for (size_t i = 0; i < n; i++) {
		if (original_of(l, list[i].report) == original)
			continue;
		struct told x = told_row(l, a, list[i].report);
		if (!near_in_time(t.day, x.day, REWRITE_DAYS))
			continue;
		bool ours = 2 * list[i].things >= own && credits(l, a, &t, &x);
		bool theirs = !ours && 2 * list[i].things >= tellings_of(l, x.report) && credits(l, a, &x, &t);
		if (ours || theirs)
			unite(l, a, report, x.report, "rewrite", (double)list[i].things / (double)own);
		original = original_of(l, report);
	}
}
