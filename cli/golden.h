/* golden.h - the plain-text files of golden tests (test/README.md): blocks of a name, settings, a text, and the lines
 * expected for it. */
#ifndef TRUCE_CLI_GOLDEN_H
#define TRUCE_CLI_GOLDEN_H

#include "base/vec.h"
#include "base/date.h"
#include "base/err.h"
#include "view/compact.h"

struct golden_block {
	struct str name;
	uint32_t line;               /* of "== name" */
	struct str dict;             /* data folder, relative to the file's; empty: the program's own */
	struct str file;             /* the text is this file of the data folder, and loading is what is tested */
	struct str title;
	struct date dct;
	struct str fields[COMPACT_COUNT]; /* what compact_print shows of each kind */
	bool kinds[COMPACT_COUNT];   /* the kinds that the expectation names: only these are compared */
	struct str text;
	struct str expected;         /* the lines, each with its newline, in the order of the kinds */
	struct str comments;         /* comment lines of the expectation */
	size_t expected_start, expected_end; /* bytes of the file, for rewriting */
};

typedef VEC(struct golden_block) golden_blocks;

/* Splits a file into blocks. All strings live in the arena or in text. false and *err (file, line, reason) where the
 * file is not as it should be. */
bool golden_parse(struct arena *a, const char *path, struct str text, golden_blocks *out, struct err *err);

/* The file with the expectations of all blocks replaced by got[i] (as compact_print writes it). */
void golden_rewrite(struct str text, const golden_blocks *blocks, const struct str *got, struct buf *out);

/* "- line" for what was expected and is not there, "+ line" for the other way round, "  line" for what agrees. */
void golden_diff(struct str expected, struct str got, struct buf *out);

#endif
