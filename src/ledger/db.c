#include "ledger/db.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static bool fail(struct db *db)
{
	int code = db->handle ? sqlite3_extended_errcode(db->handle) : SQLITE_NOMEM;
	int os = db->handle ? sqlite3_system_errno(db->handle) : 0;
	const char *why = db->handle ? sqlite3_errmsg(db->handle) : "out of memory";
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		why = "another program is writing to it";
		break;
	case SQLITE_FULL:
		why = "the disk is full";
		break;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		why = "not a ledger, or a damaged one";
		break;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
		if (os)
			why = strerror(os);
		break;
	default:
		break;
	}
	return err_set(&db->err, (code & 0xFF) == SQLITE_NOMEM ? ERR_MEMORY : ERR_SYSTEM, "%s: %s", db->name, why);
}

bool db_open(struct db *db, const char *path, enum db_mode mode)
{
	*db = (struct db){.name = path};
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	flags |= mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK)
		return fail(db);
	sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	/* A misspelt column in double quotes must be an error, not a string. */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	/* A ledger from a stranger must not run code of its own. */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	return db_exec(db, "pragma foreign_keys = on");
}

void db_close(struct db *db)
{
	for (size_t i = 0; i < db->n_queries; i++)
		sqlite3_finalize(db->queries[i].stmt);
	sqlite3_close(db->handle);
	*db = (struct db){0};
}

bool db_exec(struct db *db, const char *sql)
{
	if (db->err.code)
		return false;
	return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail(db);
}

static void end_queries(struct db *db)
{
	for (size_t i = 0; i < db->n_queries; i++)
		query_end(&db->queries[i]);
}

bool db_begin(struct db *db)
{
	return query_run(db->many ? db_query(db, "savepoint one") : db_query(db, "begin immediate"));
}

bool db_commit(struct db *db)
{
	return query_run(db->many ? db_query(db, "release one") : db_query(db, "commit"));
}

/* Past the error that may be the reason. After some of them SQLite has undone all by itself. */
void db_rollback(struct db *db)
{
	end_queries(db);
	if (db->handle && !sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, db->many ? "rollback to one; release one" : "rollback", NULL, NULL, NULL);
}

bool db_begin_many(struct db *db)
{
	return db->many = db_begin(db);
}

bool db_commit_many(struct db *db)
{
	bool open = db->many && !sqlite3_get_autocommit(db->handle);
	db->many = false;
	if (open && db_commit(db))
		return true;
	if (!open)
		err_set(&db->err, ERR_SYSTEM, "%s: what was read since the last commit was undone", db->name);
	db_rollback(db);
	return false;
}

struct query *db_query(struct db *db, const char *sql)
{
	struct query *q = NULL;
	for (size_t i = 0; i < db->n_queries && !q; i++)
		if (db->queries[i].sql == sql)
			q = &db->queries[i];
	if (!q) {
		q = &db->queries[db->n_queries < DB_QUERIES_MAX ? db->n_queries++ : DB_QUERIES_MAX - 1];
		sqlite3_finalize(q->stmt);
		*q = (struct query){.db = db, .sql = sql};
	}
	if (!q->stmt && !db->err.code &&
	    sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL) != SQLITE_OK)
		fail(db);
	if (q->stmt)
		sqlite3_reset(q->stmt);
	return q;
}

static bool usable(const struct query *q)
{
	return q->stmt && !q->db->err.code;
}

static void bound(struct query *q, int rc)
{
	if (rc != SQLITE_OK)
		fail(q->db);
}

/* To SQLite, $3 is a name: its place is that of its first use in the text. */
static int place_of(struct query *q, int at)
{
	char name[16];
	bool kept = at <= DB_PARAMS_MAX;
	if (kept && q->place[at])
		return q->place[at];
	snprintf(name, sizeof name, "$%d", at);
	int place = sqlite3_bind_parameter_index(q->stmt, name);
	if (kept)
		q->place[at] = (uint8_t)place;
	return place;
}

void query_int(struct query *q, int at, int64_t v)
{
	if (usable(q))
		bound(q, sqlite3_bind_int64(q->stmt, place_of(q, at), v));
}

void query_num(struct query *q, int at, double v)
{
	if (usable(q))
		bound(q, sqlite3_bind_double(q->stmt, place_of(q, at), v));
}

void query_str(struct query *q, int at, struct str v)
{
	if (usable(q))
		bound(q, sqlite3_bind_text64(q->stmt, place_of(q, at), v.n ? v.p : "", v.n, SQLITE_STATIC, SQLITE_UTF8));
}

void query_blob(struct query *q, int at, const void *p, size_t n)
{
	if (n == 0)
		query_null(q, at);
	else if (usable(q))
		bound(q, sqlite3_bind_blob64(q->stmt, place_of(q, at), p, n, SQLITE_STATIC));
}

void query_null(struct query *q, int at)
{
	if (usable(q))
		bound(q, sqlite3_bind_null(q->stmt, place_of(q, at)));
}

void query_opt(struct query *q, int at, struct str v)
{
	if (v.n)
		query_str(q, at, v);
	else
		query_null(q, at);
}

bool query_row(struct query *q)
{
	if (!usable(q))
		return false;
	int rc = sqlite3_step(q->stmt);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		fail(q->db);
	sqlite3_reset(q->stmt);
	return false;
}

void query_end(struct query *q)
{
	if (q->stmt)
		sqlite3_reset(q->stmt);
}

bool query_run(struct query *q)
{
	while (query_row(q))
		;
	return !q->db->err.code;
}

/* Without “returning”, for which SQLite makes a table each time. */
int64_t query_made(struct query *q)
{
	return query_run(q) ? sqlite3_last_insert_rowid(q->db->handle) : 0;
}

int64_t query_id(struct query *q)
{
	int64_t id = query_row(q) ? column_int(q, 0) : 0;
	query_end(q);
	return id;
}

int64_t column_int(const struct query *q, int at)
{
	return sqlite3_column_int64(q->stmt, at);
}

double column_num(const struct query *q, int at)
{
	return sqlite3_column_double(q->stmt, at);
}

bool column_null(const struct query *q, int at)
{
	return sqlite3_column_type(q->stmt, at) == SQLITE_NULL;
}

struct str column_str(const struct query *q, int at)
{
	const char *p = (const char *)sqlite3_column_text(q->stmt, at);
	return (struct str){p ? p : "", p ? (size_t)sqlite3_column_bytes(q->stmt, at) : 0};
}

struct str column_blob(const struct query *q, int at)
{
	const char *p = sqlite3_column_blob(q->stmt, at);
	return (struct str){p ? p : "", p ? (size_t)sqlite3_column_bytes(q->stmt, at) : 0};
}
