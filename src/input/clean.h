/* clean.h - bytes of a file to the text that is analysed: valid UTF-8, lines ended by '\n', no control characters, plain
 * blanks for no-break ones. One code point stays one code point, but for a byte order mark and the '\r' of line ends. */
#ifndef TRUCE_INPUT_CLEAN_H
#define TRUCE_INPUT_CLEAN_H

#include "base/arena.h"
#include "base/err.h"

/* How bytes that are no UTF-8 are taken. */
enum clean_bad {
	CLEAN_REJECT,  /* not at all */
	CLEAN_LATIN,   /* as windows-1252, if no part of the text is UTF-8 beyond ASCII; else not at all */
	CLEAN_REPLACE, /* each as U+FFFD */
};

/* false and *err (ERR_INPUT, "byte N is not UTF-8", "holds NUL bytes: …") where it is no text. The result is in the arena. */
bool clean_text(struct arena *a, struct str bytes, enum clean_bad bad, struct str *out, struct err *err);

/* Converts from a named character set (iconv's names); false where it is unknown. Bad bytes become U+FFFD. */
bool clean_convert(struct arena *a, struct str bytes, const char *charset, struct str *out);

/* Runs of white space become one blank, none at the ends; soft hyphens and what is not UTF-8 go. */
struct str clean_line(struct arena *a, struct str text);

/* Lower-cased, ’ as ', at most `cap` bytes of it, into out; returns the slice. */
struct str clean_lower(struct str text, char *out, size_t cap);

#endif
