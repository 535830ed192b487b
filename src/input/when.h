/* when.h - dates as feeds, pages and mails write them: ISO 8601 (also without dashes), RFC 2822, “24 March 2025”,
 * “March 24, 2025 9:15 am EDT”, 24.03.2025, 2025/03/24. The day is the one written, in its own time zone. */
#ifndef TRUCE_INPUT_WHEN_H
#define TRUCE_INPUT_WHEN_H

#include "base/date.h"
#include "data/inputlex.h"

struct when {
	struct date date;
	struct str time;  /* "HH:MM:SS" and a zone ("Z", "+02:00") where given; empty where no time is */
};

/* Reads the first date in the text; false where there is none or it is ambiguous (03/04/2025). */
bool when_parse(struct arena *a, const struct inputlex *x, struct str text, struct when *out);

#endif
