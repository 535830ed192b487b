/* export.h - the ledger for other programs: CSV, JSON Lines, GeoJSON, iCalendar, PLOVER's records, and the column layouts of
 * data/view/layouts.tsv. Records stand in the order of their numbers, so that the same ledger gives the same bytes.
 * Pure: adds to a buf. Memory is the arena's, which has a guard. */
#ifndef TRUCE_VIEW_EXPORT_H
#define TRUCE_VIEW_EXPORT_H

#include "base/buf.h"
#include "ledger/situation.h"

struct layout;

struct export {
	struct ledger *l;
	struct arena *a;
	const struct knowledge *k;
	const struct situation *s;  /* all that is to be written */
	uint32_t kinds;             /* bits of enum record_kind, for CSV (one of them), JSON Lines and GeoJSON */
	const char *version;        /* of the program that writes */
	struct buf *out;
	size_t rows, left_out;      /* counted on the way */
};

/* Loads what the format has a place for: of these kinds where it leaves that open. layout: NULL where the format is none. */
bool export_load(struct situation *s, const struct ledger_filter *f, uint32_t kinds, const char *format, const struct layout *layout,
		 struct err *err);

void export_csv(struct export *x);      /* the one kind, all its fields, as `list --csv` */
void export_jsonl(struct export *x);    /* a record a line, "record" says its kind */
void export_geojson(struct export *x);  /* records at a place with coordinates; the others are left out */
void export_calendar(struct export *x); /* talks to come, and the ends of ceasefires, as all-day events */
void export_plover(struct export *x);   /* events, those planned, threatened or denied too, as PLOVER's JSON, one a line */
void export_layout(struct export *x, const struct layout *layout);

#endif
