/* fuzz_world.h - a small ledger for the targets that need one, made once of a few reports. */
#ifndef TRUCE_TEST_FUZZ_WORLD_H
#define TRUCE_TEST_FUZZ_WORLD_H

#include "base/str.h"
#include "pipeline.h"

const struct engine *fuzz_engine(void);

/* The bytes of its file: without a journal, in small pages. */
struct str fuzz_ledger(void);

/* One more report about the same things, that is not in the ledger. */
const struct reading *fuzz_reading(void);

/* A path for a ledger of this process's own; nothing lies there yet. The same each time. */
const char *fuzz_ledger_path(void);
void fuzz_ledger_put(struct str bytes); /* writes it there, in place of what was, and takes journals away */
void fuzz_ledger_remove(void);

#endif
