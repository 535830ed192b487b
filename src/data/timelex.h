/* timelex.h - time words and the patterns of time expressions (data/time). */
#ifndef TRUCE_DATA_TIMELEX_H
#define TRUCE_DATA_TIMELEX_H

#include "data/knowledge.h"
#include "data/ontology.h"
#include "data/phrases.h"

/* What a word or number can be in a time expression. Those in the first list come from data/time/words.tsv, those in the
 * second are seen from the shape of the token. */
#define TIME_CLASS_LIST(X) \
	X(MONTH, "month") X(WEEKDAY, "weekday") X(WEEKDAYS, "weekdays") X(UNIT, "unit") X(UNITS, "units") \
	X(DAYPART, "daypart") X(SEASON, "season") X(ORD, "ord") X(REL, "rel") X(EDGE, "edge") X(APPROX, "approx") \
	X(DEICTIC, "deictic") X(FREQ, "freq") X(HOLIDAY, "holiday") X(AMPM, "ampm") X(ZONE, "zone") X(DECADES, "decades") \
	X(FRACTION, "fraction") X(AHEAD, "ahead") X(STARTS, "starts")
#define TIME_SHAPE_LIST(X) \
	X(YEAR, "year") X(DAY, "day") X(MM, "mm") X(DD, "dd") X(YY, "yy") X(HOUR, "hour") X(MINUTE, "minute") X(HHMM, "hhmm") \
	X(NUM, "num") X(DECADE, "decade") X(NTH, "nth")
enum time_class {
	TIME_NONE,
#define X(name, word) TIME_##name,
	TIME_CLASS_LIST(X)
	TIME_SHAPES, /* no class: where the shapes begin */
	TIME_SHAPE_LIST(X)
#undef X
	TIME_CLASS_COUNT
};

/* How the value comes from what the pattern caught (data/time/README.md). */
#define TIME_OP_LIST(X) \
	X(POINT, "point") X(PERIOD, "period") X(AGO, "ago") X(HENCE, "hence") X(BEFORE, "before") X(AFTER, "after") \
	X(SAME, "same") X(PAST_SPAN, "past-span") X(NEXT_SPAN, "next-span") X(LENGTH, "length") X(VAGUE, "vague") X(SET, "set") X(QUARTER, "quarter") \
	X(HALF, "half") X(DECADE, "decade") X(CENTURY, "century") X(SEASON, "season") X(FOCUS, "focus") \
	X(YEAR_BACK, "year-back") X(CONST, "=")
enum time_op {
	TIME_OP_NONE,
#define X(name, word) TIME_OP_##name,
	TIME_OP_LIST(X)
#undef X
};

struct time_alt { uint8_t class; sym word; };      /* a class, or a literal word */

struct time_element {
	VEC(struct time_alt) alts;
	bool optional, context, negated;
};

struct time_rule {
	enum timex_type type;
	enum time_op op;
	struct str value;          /* of TIME_OP_CONST */
	struct str mod;            /* TIMEX3 mod, or empty */
	VEC(struct time_element) elements;
	/* What can stand second where the first is a literal word: bits of classes, of words hashed; or nothing at all. */
	uint64_t second_classes, second_words;
	bool second_none;
	uint32_t line;
};

#define TIME_WORD_HASHES 256
#define TIME_WORD_BIT(s) ((uint64_t)1 << (((s) * 0x9E3779B1u) >> 26))
#define TIME_WORD_HASH(s) (((s) * 0x9E3779B1u) >> 24)

struct timelex {
	struct phrases words;
	VEC(struct time_rule) rules; /* in the order of the file: among equally long matches the first wins */
	/* Sets of rules, a bit each: those whose match can begin with that class, with a word of that hash. */
	size_t set_words;            /* uint64_t of a set */
	uint64_t *by_class[TIME_CLASS_COUNT], *by_word[TIME_WORD_HASHES];
	sym hyphen, for_, by;        /* "-", "for", "by" */
};

bool timelex_load(struct knowledge *k, const char *dir, struct err *err);

#endif
