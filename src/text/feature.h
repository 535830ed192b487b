/* feature.h - what the networks see of a word: hashed keys of its form, affixes, shape and spacing.
 *
 * The form is lower-cased and its digits become 0 before it is cut into affixes, so that a text that lost its capitals
 * meets the same keys; only CASED and SHAPE know of case, and both are told how the whole sentence is written. */
#ifndef TRUCE_TEXT_FEATURE_H
#define TRUCE_TEXT_FEATURE_H

#include "base/str.h"

enum feature_slot {
	FEATURE_FORM,
	FEATURE_CASED,             /* the form as it is, where it is not lower case */
	FEATURE_PREFIX,            /* of 1 to 5 code points */
	FEATURE_SUFFIX = FEATURE_PREFIX + 5,
	FEATURE_SHAPE = FEATURE_SUFFIX + 5,
	FEATURE_SPACE,
	FEATURE_SLOTS,
};

enum feature_case { CASE_NORMAL, CASE_UPPER, CASE_LOWER, CASE_TITLE };

enum feature_space {
	SPACE_NONE_BEFORE = 1, SPACE_NONE_AFTER = 2,      /* the neighbour touches the word */
	SPACE_LINE_BEFORE = 4, SPACE_LINE_AFTER = 8,      /* a line break stands between; for the sentence splitter only */
	SPACE_TOUCH = SPACE_NONE_BEFORE | SPACE_NONE_AFTER,
};

/* How a run of words is written, counted word by word. */
struct case_count {
	uint32_t words, all_upper, title, letters, upper;
};
void case_count_add(struct case_count *c, struct str form);
enum feature_case case_count_verdict(const struct case_count *c);

/* keys[i] of slot i; 0 where the word has none. */
void feature_keys(struct str form, enum feature_case how, unsigned space, uint64_t keys[FEATURE_SLOTS]);

/* Curly quotes and apostrophes as ASCII has them; the treebanks mostly do. */
static inline uint32_t feature_plain(uint32_t cp)
{
	return cp == 0x2018 || cp == 0x2019 ? '\'' : cp == 0x201C || cp == 0x201D ? '"' : cp;
}

/* Lower case, at most cap bytes and whole code points; returns the bytes written. Shared with the lemma rules. */
size_t feature_lower(struct str form, char *out, size_t cap);

#endif
