/* report.h - one article, dispatch or press release, as the readers of the input layer give it.
 * All strings are valid UTF-8 and live in the arena that the reader was given; those with nothing to say are empty. */
#ifndef TRUCE_INPUT_REPORT_H
#define TRUCE_INPUT_REPORT_H

#include "base/date.h"

struct report {
	struct str id, title, source, original_source, url, author;
	struct str lang;       /* ISO 639-1; "en" is coded, others are kept and marked */
	struct str date_text;  /* as given, when it is no ISO date: for the message */
	struct date date;      /* publication day; year 0 where unknown */
	struct str time;       /* "HH:MM:SS" with zone where given */
	struct str text;       /* the text analysed: title, blank line, body; or just the body */
	uint32_t body;         /* byte of text where the body begins; 0 where there is no title */
	struct str file;       /* where it came from, for messages: file name */
	uint32_t line;         /* and line there; 0 where it is the whole file */
};

#endif
