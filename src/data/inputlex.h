/* inputlex.h - what the readers of reports know: lines that are not part of an article, news agencies, names of months,
 * time zones, words by which languages are told apart. From data/input/ (format: its README). */
#ifndef TRUCE_DATA_INPUTLEX_H
#define TRUCE_DATA_INPUTLEX_H

#include "data/knowledge.h"

/* kind, word in the data file, and what a line that begins with (or, in the file, "*pattern", holds) the pattern means */
#define LINE_KIND_LIST(X) \
	X(END, "end")        /* here and below is no article any more */ \
	X(DROP, "drop")      /* this line is none of the article's */ \
	X(SOURCE, "source")  /* what follows is the original source; the line is left out */ \
	X(BYLINE, "byline")  /* what follows is the author; the line is left out */ \
	X(ABOUT, "about")    /* "About NAME": a biography, if the next paragraph is one */ \
	X(BIO, "bio")        /* words of a biography: "is a journalist" */ \
	X(CLASS, "class")    /* HTML: a class or id that names something beside the article */ \
	X(BODY, "body")      /* HTML: a class or id that names the article's text */

enum line_kind {
	LINE_NONE,
#define X(name, word) LINE_##name,
	LINE_KIND_LIST(X)
#undef X
	LINE_KIND_COUNT
};

struct line_pattern {
	struct str text;   /* lower-cased */
	enum line_kind kind;
	bool anywhere;     /* may stand inside the line, not only at its start */
};

#define INPUTLEX_LINES_MAX 5000 /* of one kind */
#define INPUTLEX_LETTERS 0x700 /* code points of Latin, Cyrillic and Arabic letters */
#define INPUTLEX_LANGUAGES_MAX 64

struct language {
	struct str code;   /* ISO 639-1 */
	struct str script; /* "Latn", "Cyrl", … ISO 15924 */
};

/* The patterns of one kind, in the order of the file. */
struct line_patterns {
	const struct line_pattern *v;
	size_t n;
	uint16_t *order;     /* numbers of those that a line begins with, by first byte, then in the order of the file; */
	uint16_t start[257]; /* those of byte b stand from start[b] up to start[b + 1]; */
	size_t n_anywhere;   /* then come those that may stand anywhere */
};

struct inputlex {
	struct line_patterns lines[LINE_KIND_COUNT];
	struct str agency[256][2]; /* as a dateline has it, and the name to report */
	size_t n_agencies;
	struct language languages[INPUTLEX_LANGUAGES_MAX];
	size_t n_languages;
	int english;               /* index in languages */
	struct symtab words;       /* function words of all languages, lower-cased */
	const uint64_t *speakers;  /* [words.n] bit i: a function word of languages[i] */
	uint64_t letters[INPUTLEX_LETTERS]; /* by code point; bit i: languages[i] writes it; 0: a letter that tells nothing */
	struct symtab months;      /* names and abbreviations, lower-cased */
	const uint8_t *month;      /* [months.n] 1 to 12 */
	struct symtab zones;       /* abbreviations of time zones, lower-cased */
	const struct str *zone;    /* [zones.n] "+02:00", "Z" */
};

bool inputlex_load(struct knowledge *k, const char *dir, struct err *err);

/* The first pattern of that kind that the lower-cased line begins with (or holds); NULL where there is none. */
const struct line_pattern *inputlex_line(const struct inputlex *x, enum line_kind kind, struct str lower);

#endif
