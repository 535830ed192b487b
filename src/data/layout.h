/* layout.h - the columns that other projects' tools read, from data/view/layouts.tsv: which value stands in which column and
 * what each project writes where a value is not known. What a value is, is said in data/view/README.md; view/ makes it. */
#ifndef TRUCE_DATA_LAYOUT_H
#define TRUCE_DATA_LAYOUT_H

#include "base/vec.h"
#include "data/knowledge.h"

#define LAYOUT_LINE_LIST(X) X(EVENT, "event") X(PAIR, "pair") X(ACLED, "acled") X(DEATH, "death") X(CEASEFIRE, "ceasefire")

enum layout_line {
	LAYOUT_LINE_NONE,
#define X(name, word) LAYOUT_##name,
	LAYOUT_LINE_LIST(X)
#undef X
	LAYOUT_LINE_COUNT
};

/* C name, word, and the part of view/ that knows it. */
#define LAYOUT_VALUE_LIST(X) \
	X(ID, "id") X(NUMBER, "number") X(PAIR_NUMBER, "pair.number") X(DATE, "date") X(DATE_COMPACT, "date.compact") \
	X(DATE_MONTH, "date.month") X(DATE_YEAR, "date.year") X(DATE_FRACTION, "date.fraction") X(CATEGORY, "category") X(MODE, "mode") \
	X(SCORE, "score") X(QUAD, "quad") X(CAMEO, "cameo") X(CAMEO_BASE, "cameo.base") X(CAMEO_ROOT, "cameo.root") \
	X(CAMEO_QUAD, "cameo.quad") X(CAMEO_MEANING, "cameo.meaning") X(GOLDSTEIN, "goldstein") \
	X(ACTORS_NAME, "actors.name") X(ACTORS_COUNTRY, "actors.country") X(ACTORS_COW, "actors.cow") X(ACTORS_SECTORS, "actors.sectors") \
	X(ACTORS_ROLE, "actors.role") X(ACTOR_NAME, "actor.name") X(ACTOR_COUNTRY, "actor.country") \
	X(ACTOR_COUNTRY_NAME, "actor.country-name") X(ACTOR_CAMEO, "actor.cameo") X(ACTOR_SECTOR, "actor.sector") \
	X(ACTOR_SECTORS, "actor.sectors") X(ACTOR_SECTOR1, "actor.sector1") X(ACTOR_SECTOR2, "actor.sector2") X(ACTOR_SECTOR3, "actor.sector3") \
	X(RECIPIENTS_NAME, "recipients.name") X(RECIPIENTS_COUNTRY, "recipients.country") X(RECIPIENTS_COW, "recipients.cow") \
	X(RECIPIENTS_SECTORS, "recipients.sectors") X(RECIPIENTS_ROLE, "recipients.role") \
	X(RECIPIENT_NAME, "recipient.name") X(RECIPIENT_COUNTRY, "recipient.country") X(RECIPIENT_COUNTRY_NAME, "recipient.country-name") \
	X(RECIPIENT_CAMEO, "recipient.cameo") X(RECIPIENT_SECTOR, "recipient.sector") X(RECIPIENT_SECTORS, "recipient.sectors") \
	X(RECIPIENT_SECTOR1, "recipient.sector1") X(RECIPIENT_SECTOR2, "recipient.sector2") X(RECIPIENT_SECTOR3, "recipient.sector3") \
	X(PLACE_NAME, "place.name") X(PLACE_FULL, "place.full") X(PLACE_CITY, "place.city") X(PLACE_PROVINCE, "place.province") \
	X(PLACE_COUNTRY, "place.country") X(PLACE_COUNTRY_NAME, "place.country-name") X(PLACE_FIPS, "place.fips") X(PLACE_ISO, "place.iso-number") \
	X(PLACE_GW, "place.gw") X(PLACE_REGION, "place.region") X(PLACE_GED_REGION, "place.ged-region") X(PLACE_LAT, "place.lat") \
	X(PLACE_LON, "place.lon") X(PLACE_WKT, "place.wkt") X(PLACE_PRIOGRID, "place.priogrid") X(PLACE_GEONAMES, "place.geonames") \
	X(PLACE_TYPE, "place.type") X(PLACE_GDELT, "place.gdelt-type") X(REPORT, "report") X(SENTENCE, "sentence") X(IN_LEAD, "in-lead") \
	X(SOURCE, "source") X(SOURCE_ALL, "source.all") X(SOURCE_DATE, "source.date") X(SOURCE_STAMP, "source.stamp") \
	X(SOURCE_UNIX, "source.unix") X(SOURCE_TITLE, "source.title") X(SOURCE_URL, "source.url") X(ARTICLES_ALL, "articles.all") \
	X(MENTIONS, "mentions") X(SOURCES, "sources") X(ARTICLES, "articles") X(STORY_PEOPLE, "story.people") \
	X(STORY_ORGANISATIONS, "story.organisations") X(LANGUAGE, "language") X(NOTES, "notes") X(VERSION, "version") \
	X(KILLED_LEAST, "killed.least") X(KILLED_BEST, "killed.best") X(KILLED_MOST, "killed.most") \
	X(ACLED_ID, "acled.id") X(ACLED_TIME, "acled.time-precision") X(ACLED_GEO, "acled.geo-precision") X(ACLED_DISORDER, "acled.disorder") \
	X(ACLED_TYPE, "acled.type") X(ACLED_SUB_TYPE, "acled.sub-type") X(ACLED_ACTOR1, "acled.actor1") X(ACLED_ASSOC1, "acled.assoc1") \
	X(ACLED_INTER1, "acled.inter1") X(ACLED_ACTOR2, "acled.actor2") X(ACLED_ASSOC2, "acled.assoc2") X(ACLED_INTER2, "acled.inter2") \
	X(ACLED_INTERACTION, "acled.interaction") X(ACLED_CIVILIANS, "acled.civilians") \
	X(GED_TYPE, "ged.type") X(GED_CONFLICT, "ged.conflict") X(GED_DYAD, "ged.dyad") X(GED_SIDE_A, "ged.side-a") X(GED_SIDE_B, "ged.side-b") \
	X(GED_GW_A, "ged.gw-a") X(GED_GW_B, "ged.gw-b") X(GED_SAID_BY, "ged.said-by") X(GED_WHERE, "ged.where-precision") \
	X(GED_DATE, "ged.date-precision") X(GED_START, "ged.date-start") X(GED_END, "ged.date-end") \
	X(GED_DEATHS_B, "ged.deaths-b") X(GED_CIVILIANS, "ged.deaths-civilians") X(GED_UNKNOWN, "ged.deaths-unknown") \
	X(CF_GW, "cf.gw") X(CF_COUNTRY, "cf.country") X(CF_REGION, "cf.region") X(CF_SIDE, "cf.side") X(CF_ACTOR, "cf.actor") X(CF_ID, "cf.id") \
	X(CF_ROW, "cf.row") X(CF_DECLARED_YEAR, "cf.declared.year") X(CF_DECLARED_MONTH, "cf.declared.month") \
	X(CF_DECLARED_DAY, "cf.declared.day") X(CF_FROM_YEAR, "cf.from.year") X(CF_FROM_MONTH, "cf.from.month") X(CF_FROM_DAY, "cf.from.day") \
	X(CF_UNTIL_YEAR, "cf.until.year") X(CF_UNTIL_MONTH, "cf.until.month") X(CF_UNTIL_DAY, "cf.until.day") \
	X(CF_HUMANITARIAN, "cf.humanitarian") X(CF_PEACE, "cf.peace-process") X(CF_HOLIDAY, "cf.holiday") X(CF_ELECTION, "cf.election") \
	X(CF_OTHER, "cf.other") X(CF_UNCLEAR, "cf.unclear") X(CF_PARTIAL, "cf.partial") X(CF_WRITTEN, "cf.written") X(CF_FIXED, "cf.fixed") \
	X(CF_DAYS, "cf.days") X(CF_CLASS, "cf.class") X(CF_MEDIATED, "cf.mediated") X(CF_MEDIATORS, "cf.mediators") \
	X(CF_MONITORED, "cf.monitored") X(CF_ENDED, "cf.ended") X(CF_EVIDENCE, "cf.evidence") X(CF_EVIDENCE_END, "cf.evidence-end") \
	X(CF_COMMENT, "cf.comment") X(CF_SOURCES, "cf.sources")

enum layout_value {
	LAYOUT_VALUE_NONE, /* never known, or fixed words */
#define X(name, word) VALUE_##name,
	LAYOUT_VALUE_LIST(X)
#undef X
	LAYOUT_VALUE_COUNT
};

struct layout_column {
	struct str name;
	enum layout_value value;
	struct str words;   /* fixed, where value is none */
	struct str missing; /* written where the value is not known */
};

struct layout {
	struct str name;
	enum layout_line line; /* what a row is */
	char separator;        /* ',' or '\t' */
	bool head;             /* begins with the names of the columns */
	struct str missing;
	VEC(struct layout_column) columns;
};

struct layouts {
	VEC(struct layout) list;
};

bool layout_load(struct knowledge *k, const char *dir, struct err *err);

const struct layout *layout_find(const struct layouts *x, struct str name); /* NULL where there is none */

#endif
