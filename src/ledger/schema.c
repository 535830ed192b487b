#include "ledger/schema.h"

/* Each migration is what brings the schema from number i to i + 1. Never change one that was released; add another. */
static const char *const migrations[] = {
	/* A version is the program, model and data that made rows; each telling names its own. */
	"create table version(id integer primary key, text text not null unique) strict;"
	"create table report(id integer primary key, name text not null unique, hash text not null unique, date text, time text,"
	" title text, source text, original_source text, author text, url text, lang text not null, text text not null,"
	" body integer not null, day integer not null, version integer not null references version(id)) strict;"
	/* Offsets everywhere are code points of report.text. */
	"create table sentence(report integer not null references report(id), n integer not null, start_at integer not null,"
	" end_at integer not null, primary key (report, n)) strict, without rowid;"
	"create table actor(id integer primary key, identity text not null unique, name text not null, article text, named integer not null, kind text,"
	" country text, sectors text, role text, belongs_to integer references actor(id), rule text) strict;"
	"create index actor_country on actor(country);"
	/* Names and roles as reports have them; roles are dated by their reports. */
	"create table actor_told(actor integer not null references actor(id), report integer not null references report(id),"
	" name text not null, role text, primary key (actor, report)) strict, without rowid;"
	"create table place(id integer primary key, identity text not null unique, name text not null, type text, country text,"
	" admin1 text, lat real, lon real, geonameid integer, rule text) strict;"
	/* What the same thing told by several reports is kept under. What it says is in the tellings. */
	"create table record(id integer primary key, kind text not null, n integer not null, unique (kind, n)) strict;"
	"create table telling(id integer primary key, record integer not null references record(id),"
	" report integer not null references report(id), kind text not null, n integer not null, body text not null,"
	" joined_by text, version integer not null references version(id), unique (report, kind, n)) strict;"
	"create index telling_record on telling(record);"
	"create table evidence(telling integer not null references telling(id), n integer not null, sentence integer not null,"
	" start_at integer not null, end_at integer not null, rule text, primary key (telling, n)) strict, without rowid;"
	"create table telling_actor(telling integer not null references telling(id), actor integer not null references actor(id),"
	" primary key (telling, actor)) strict, without rowid;"
	"create index telling_actor_actor on telling_actor(actor, telling);"
	"create table telling_place(telling integer not null references telling(id), place integer not null references place(id),"
	" primary key (telling, place)) strict, without rowid;"
	"create index telling_place_place on telling_place(place, telling);"
	/* Where to look for a record that a new telling may belong to: by kind, a handle (a side, a place, a name) and day. */
	"create table handle(kind text not null, handle text not null, day integer not null,"
	" record integer not null references record(id), primary key (kind, handle, day, record)) strict, without rowid;",

	/* Hashes of the words that tell it, so that comparing needs no report's text; null in rows of older programs. */
	"alter table telling add column words blob;"
	/* The days that a record is dated, and told of, at; null where none is known. Into which record people merged it. */
	"alter table record add column from_day integer;"
	"alter table record add column to_day integer;"
	"alter table record add column into_record integer references record(id);"
	"update record set from_day = (select min(r.day) from telling t join report r on r.id = t.report where t.record = record.id and r.day > 0),"
	" to_day = (select max(r.day) from telling t join report r on r.id = t.report where t.record = record.id and r.day > 0);"
	"create index record_day on record(kind, to_day);"
	"create index report_day on report(day);"
	/* Reports that retell another one: a copy of its text, a rewrite that names it, a later version of the same page. */
	"create table copy(report integer primary key references report(id), original integer not null references report(id),"
	" how text not null, alike real not null) strict;"
	"create index copy_original on copy(original);"
	"create index report_url on report(url) where url is not null;"
	/* What near-duplicates are found by: smallest hashes of the text's shingles, and bands of them. */
	"create table sketch(report integer primary key references report(id), shingles integer not null, mins blob not null) strict;"
	"create table band(key integer not null, report integer not null references report(id), primary key (key, report)) strict, without rowid;"
	/* What people set right by hand. Its tellings are named by where they stand in their report, which a re-reading keeps. */
	"create table correction(id integer primary key, verb text not null, record integer not null references record(id),"
	" made text not null, note text, undone text) strict;"
	"create table correction_telling(correction integer not null references correction(id), report integer not null references report(id),"
	" kind text not null, sentence integer not null, start_at integer not null, n integer not null,"
	" home integer not null references record(id), was integer not null references record(id), joined_by text,"
	" primary key (correction, report, kind, n)) strict, without rowid;"
	"create index correction_telling_report on correction_telling(report, kind, sentence);",

	/* Whom a report names: without it, every report read would go through all that are there. */
	"create index actor_told_report on actor_told(report);"
	/* Which reports tell of a record, without looking at what they tell. */
	"drop index telling_record;"
	"create index telling_record on telling(record, report);",

	/* What is known of a record at a glance, so that who reads chooses what to load (gist.c); the tellings remain the truth. day: the first
	 * it is about, 2147483647 where none is known; told_from, told_to: days of its oldest and newest report, -2147483648 where one, or
	 * all, have no date; newest: its telling with the highest number. */
	"create table gist(kind text not null, day integer not null, record integer not null references record(id), n integer not null,"
	" first_day integer, told_from integer not null, told_to integer not null, newest integer not null, told integer not null,"
	" sentences integer not null, status text, type text, score real not null, known integer not null, sides blob, thirds blob,"
	" primary key (kind, day, record)) strict, without rowid;"
	"create unique index gist_record on gist(record);"
	"create index gist_told on gist(kind, told_to, told_from);"
	"create table fold(record integer primary key references record(id), body text not null) strict;"
	/* How much conflict between two sides a record tells of, and all records. */
	"create table record_pair(record integer not null references record(id), a integer not null references actor(id),"
	" b integer not null references actor(id), weight integer not null, primary key (record, a, b)) strict, without rowid;"
	"create table pair(a integer not null references actor(id), b integer not null references actor(id), weight integer not null,"
	" primary key (a, b)) strict, without rowid;"
	/* Records whose gist no longer holds; whole: not only because tellings were added. Nobody who writes can forget a trigger. */
	"create table stale(record integer primary key references record(id), whole integer not null) strict;"
	"create trigger telling_added after insert on telling begin"
	" insert into stale(record, whole) values (new.record, 0) on conflict (record) do nothing; end;"
	"create trigger telling_gone after delete on telling begin"
	" insert into stale(record, whole) values (old.record, 1) on conflict (record) do update set whole = 1; end;"
	"create trigger telling_moved after update of record, report, body on telling begin"
	" insert into stale(record, whole) values (old.record, 1) on conflict (record) do update set whole = 1;"
	" insert into stale(record, whole) values (new.record, 1) on conflict (record) do update set whole = 1; end;"
	/* A state that comes late is the side of its people and bodies that were there before. */
	"create trigger actor_state after insert on actor when new.kind = 'state' and new.country is not null begin"
	" insert into stale(record, whole) select distinct t.record, 1 from telling_actor x join telling t on t.id = x.telling where x.actor in ("
	"  select id from actor where country = new.country"
	"  union select id from actor where belongs_to in (select id from actor where country = new.country)"
	"  union select id from actor where belongs_to in (select id from actor where belongs_to in ("
	"   select id from actor where country = new.country))"
	"  union select id from actor where belongs_to in (select id from actor where belongs_to in (select id from actor where belongs_to in ("
	"   select id from actor where country = new.country)))) on conflict (record) do update set whole = 1;"
	" insert into stale(record, whole) select distinct t.record, 1 from telling_place x join telling t on t.id = x.telling"
	"  where t.kind = 'incident' and x.place in (select id from place where country = new.country)"
	"  on conflict (record) do update set whole = 1; end;"
	"create index actor_belongs on actor(belongs_to) where belongs_to is not null;"
	"create index place_country on place(country);"
	"insert into stale(record, whole) select distinct record, 1 from telling;",

	/* Bands begin with the month or so of their reports (copies.c). */
	"create table bucket(key integer not null, report integer not null references report(id), primary key (key, report)) strict, without rowid;"
	"insert or ignore into bucket select (case when r.day = 0 then 0 else (r.day + 719200) / 32 + 1 end) << 46 | (b.key & 70368744177663), b.report"
	" from band b join report r on r.id = b.report order by 1, 2;"
	"drop table band;"
	"alter table bucket rename to band;",
};

#define SCHEMA_VERSION ((int64_t)(sizeof migrations / sizeof *migrations))

struct marks {
	int64_t application, version, tables;
};

static struct marks read_marks(struct db *db)
{
	return (struct marks){
		query_id(db_query(db, "pragma application_id")),
		query_id(db_query(db, "pragma user_version")),
		query_id(db_query(db, "select count(*) from sqlite_schema")),
	};
}

static bool acceptable(struct db *db, struct marks m)
{
	if (db->err.code)
		return false;
	if (m.application != SCHEMA_APPLICATION && (m.application || m.tables))
		return err_set(&db->err, ERR_SYSTEM, "%s: a database of another program, not a ledger", db->name);
	if (m.version > SCHEMA_VERSION)
		return err_set(&db->err, ERR_SYSTEM, "%s: written by a newer truce (schema %jd; this one knows %jd)", db->name,
			       (intmax_t)m.version, (intmax_t)SCHEMA_VERSION);
	return true;
}

static bool migrate(struct db *db, int64_t from)
{
	for (int64_t v = from; v < SCHEMA_VERSION; v++)
		db_exec(db, migrations[v]);
	db_exec(db, "pragma application_id = 1414681923"); /* SCHEMA_APPLICATION; pragmas take no parameters */
	_Static_assert(SCHEMA_APPLICATION == 1414681923, "the number in the pragma");
	_Static_assert(sizeof migrations / sizeof *migrations == 5, "the number in the pragma");
	return db_exec(db, "pragma user_version = 5");
}

bool schema_prepare(struct db *db)
{
	struct marks m = read_marks(db);
	if (!acceptable(db, m))
		return false;
	if (m.application == SCHEMA_APPLICATION && m.version == SCHEMA_VERSION)
		return true;
	if (!db_exec(db, "pragma journal_mode = wal") || !db_exec(db, "begin immediate"))
		return false;
	m = read_marks(db); /* another program may have been here since */
	if (acceptable(db, m) && migrate(db, m.version) && db_exec(db, "commit"))
		return true;
	db_rollback(db);
	return false;
}

bool schema_check(struct db *db)
{
	struct marks m = read_marks(db);
	if (!acceptable(db, m))
		return false;
	if (m.application != SCHEMA_APPLICATION)
		return err_set(&db->err, ERR_SYSTEM, "%s: empty, not a ledger", db->name);
	if (m.version < SCHEMA_VERSION)
		return err_set(&db->err, ERR_SYSTEM, "%s: written by an older truce; reading a report into it brings it up to date",
			       db->name);
	return true;
}
