/* db.h - a thin layer over SQLite: prepared statements that are kept, bound values, one error that sticks.
 *
 * After the first error every call does nothing and query_row says false; the caller looks at db->err once, between
 * steps that belong together. SQL parameters are $1, $2, … as PostgreSQL has them; text that comes out is valid until the
 * next call on the same query. */
#ifndef TRUCE_LEDGER_DB_H
#define TRUCE_LEDGER_DB_H

#include "base/err.h"
#include "base/str.h"

struct sqlite3;
struct sqlite3_stmt;

#define DB_QUERIES_MAX 128
#define DB_PARAMS_MAX 16 /* of a query, whose places are remembered */
#define DB_BUSY_MS 10000 /* how long a locked ledger is waited for */

struct query {
	struct db *db;
	struct sqlite3_stmt *stmt;
	const char *sql;  /* a literal: its address is the key */
	uint8_t place[DB_PARAMS_MAX + 1]; /* of $1, $2 …, once they were used */
};

struct db {
	struct sqlite3 *handle;
	const char *name; /* borrowed; for messages */
	struct query queries[DB_QUERIES_MAX];
	size_t n_queries;
	bool many; /* between db_begin_many and db_commit_many */
	struct err err;
};

enum db_mode { DB_READ, DB_WRITE }; /* DB_WRITE creates the file where there is none */

bool db_open(struct db *db, const char *path, enum db_mode mode);
void db_close(struct db *db);
bool db_exec(struct db *db, const char *sql); /* no parameters, no rows */

/* A transaction, or, within one of many, a part of it that can be undone by itself. */
bool db_begin(struct db *db);
bool db_commit(struct db *db);
void db_rollback(struct db *db); /* ends what is open, also after an error */

bool db_begin_many(struct db *db);
bool db_commit_many(struct db *db); /* false and nothing is kept where it fails, or SQLite undid all of it before */

/* sql must be a string literal. Never NULL; where it cannot be prepared, the error sticks. */
struct query *db_query(struct db *db, const char *sql);
void query_int(struct query *q, int at, int64_t v);
void query_num(struct query *q, int at, double v);
void query_str(struct query *q, int at, struct str v); /* must stay as long as the query has rows */
void query_opt(struct query *q, int at, struct str v); /* NULL where empty */
void query_blob(struct query *q, int at, const void *p, size_t n); /* likewise; NULL where n is 0 */
void query_null(struct query *q, int at);

bool query_row(struct query *q);    /* the next row; false at the end (the query is then ready for new values) */
void query_end(struct query *q);    /* for those who leave before the last row */
bool query_run(struct query *q);    /* for statements without rows */
int64_t query_made(struct query *q); /* runs an insert of one row and returns its number; 0 where it failed */
int64_t query_id(struct query *q);  /* runs a statement that returns one number; 0 where it returns none */

int64_t column_int(const struct query *q, int at);
double column_num(const struct query *q, int at);
bool column_null(const struct query *q, int at);
struct str column_str(const struct query *q, int at);
struct str column_blob(const struct query *q, int at); /* bytes; not aligned */

#endif
