/* truce.h - the public interface of libtruce: reports in, records out.
 *
 *   truce *t = truce_open(NULL);
 *   char *json = truce_code(t, &(truce_report){.id = "r1", .date = "2025-03-24", .text = text});
 *   puts(json ? json : truce_error(t));
 *   truce_free(json);
 *   truce_close(t);
 *
 * All strings are UTF-8 and end in a NUL byte. The library neither prints nor exits. A handle belongs to one thread at a
 * time; several handles may be used side by side. */
#ifndef TRUCE_H
#define TRUCE_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TRUCE_API __attribute__((visibility("default")))
#else
#define TRUCE_API
#endif

/* "0.1.0" */
TRUCE_API const char *truce_version(void);

typedef struct truce truce;

/* Everything may be NULL: what is used then is said beside it. The strings are needed only during truce_open. */
typedef struct truce_options {
	const char *data;      /* knowledge folder: $TRUCE_DATA, or data beside the program or where it was installed */
	const char *model;     /* language model: $TRUCE_MODEL, or models/en.model likewise */
	const char *gazetteer; /* place table: $TRUCE_GAZETTEER, or gazetteer.bin likewise; "": none */
	const char *ledger;    /* database file, made where it is not there; NULL: no ledger, only truce_code works */
} truce_options;

/* What the calls below end with; the numbers are the program's exit codes. */
typedef enum truce_status {
	TRUCE_OK = 0,
	TRUCE_REJECTED = 1, /* the report is not what it must be */
	TRUCE_USAGE = 2,    /* called wrongly */
	TRUCE_SYSTEM = 3,   /* disk, database, memory, or truce's own files */
} truce_status;

/* Opens model, knowledge and ledger. Takes some tens of milliseconds: keep the handle. On failure too a handle is
 * returned, so that truce_error can tell why; NULL only where there is no memory for it. options may be NULL. */
TRUCE_API truce *truce_open(const truce_options *options);

/* Frees the handle and all that it owns; NULL is allowed. */
TRUCE_API void truce_close(truce *t);

/* Of the last call on this handle: its status, and a message that can be shown as it is ("" after success). The message is
 * owned by the handle and changes with its next call. */
TRUCE_API truce_status truce_last_status(const truce *t);
TRUCE_API const char *truce_error(const truce *t);

/* Program, model and data, as they stand in every row of a ledger. Owned by the handle. */
TRUCE_API const char *truce_engine_version(const truce *t);

/* A report. Only text must be there; the strings are copied where they are kept. */
typedef struct truce_report {
	const char *id;     /* NULL: "report" */
	const char *title;
	const char *text;
	const char *date;   /* YYYY-MM-DD; NULL: relative dates stay unresolved */
	const char *source, *original_source, *author, *url;
	const char *lang;   /* ISO 639-1; NULL: found out from the text. What is not English is kept, not coded */
} truce_report;

/* Codes a report: one JSON object as docs/formats.md has it. The caller frees it with truce_free. NULL on failure. */
TRUCE_API char *truce_code(truce *t, const truce_report *report);

typedef enum truce_added {
	TRUCE_NOTHING,   /* it failed */
	TRUCE_NEW,
	TRUCE_CHANGED,   /* other text under an id that is there: kept as a report of its own */
	TRUCE_DUPLICATE, /* the same report is there already: nothing was done */
} truce_added;

/* Codes a report and writes it into the ledger, in one transaction. */
TRUCE_API truce_added truce_read(truce *t, const truce_report *report);

/* What the ledger has of a kind ("talks", "events", …, see `truce list`) as a JSON array. The caller frees it with
 * truce_free. NULL on failure. */
TRUCE_API char *truce_list(truce *t, const char *kind);

/* Frees what a call above returned for the caller to free; NULL is allowed. */
TRUCE_API void truce_free(char *string);

#ifdef __cplusplus
}
#endif

#endif
