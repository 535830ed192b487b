/* say.h - ledger records told in English sentences. Pure: adds to a buf.
 *
 * The sentences say what the record has and nothing more; who is the source of it is said where a report names one
 * (“according to …”), a side's figures are told as that side's, and words of reports stand in quotation marks. */
#ifndef TRUCE_VIEW_SAY_H
#define TRUCE_VIEW_SAY_H

#include "base/buf.h"
#include "ledger/ledger.h"

struct say {
	struct buf *out;
	const struct ledger *l;
	struct date at; /* the day on which it is told: what was planned before it and is not told to have happened is said so; year 0: none */
	char mark;      /* put behind each sentence, for who adds references there; 0: none */
};

void say_date(const struct say *s, struct str iso);      /* “Sunday, 23 March 2025”, “March 2025”, “2022” */
void say_day(const struct say *s, struct date d);
void say_actor(const struct say *s, ref actor);          /* “the United States”, “Rustem Umerov” */
void say_actors(const struct say *s, const refs *actors); /* “Ukraine and the United States” */
void say_speaker(const struct say *s, ref actor);        /* with role and country: “Rustem Umerov (Defence Minister, Ukraine)” */

/* One record, in as many sentences as it takes; the last ends with a full stop, no blank behind it. */
void say_record(const struct say *s, const struct ledger_record *r);

/* What was said, with all who said it. */
void say_statement(const struct say *s, const struct ledger_record *statement, const refs *speakers);

/* The attack in a phrase, without a full stop: “A drone attack by Mordor against Gondor in Osgiliath on Thursday, 20 May 2021”. */
void say_attack(const struct say *s, const struct incident *in);

/* What was said, verbatim: “words” for a quotation; for the rest the report's words, from the cue on where it stands before
 * them: “indicated that …”. */
void say_words(const struct say *s, const struct ledger_record *statement);

/* Whether a statement reads as a sentence: somebody known said it, and it is a quotation or begins with its cue or a capital. */
bool say_readable(const struct ledger_record *r);

/* “ Reports differ in …”: figures and dates that differ, side by side, each with who gives it; false, and nothing, where they agree. */
bool say_versions(const struct say *s, const struct ledger_record *r);

/* The sentence that a telling rests on, verbatim, and where it stands: “…” (report, date, sentence 3). One of the body rather
 * than the title. False, and nothing, where it has none. */
bool say_evidence(const struct say *s, const struct ledger_telling *t);

#endif
