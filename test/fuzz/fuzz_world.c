#include "fuzz_world.h"

#include "fuzz.h"

#include "base/io.h"
#include "ledger/ledger.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const texts[] = {
	"Gondor and Arnor agreed to a ceasefire for 30 days on energy facilities, mediators from Rohan said after talks in Bree on Monday. "
	"“We will keep the truce,” Gondor’s foreign minister told reporters.",
	"Arnor accused Gondor of attacking a power plant near Bree with five drones overnight, killing two people and wounding seven. "
	"Gondor denied the attack and said that its army had kept the ceasefire.",
	"Envoys of Gondor and Arnor will meet in Bree on Friday. Gondor proposed to exchange 100 prisoners; Arnor accepted the proposal. "
	"Rohan sent food and medicine to the villages that had been shelled.",
	"Arnor shelled a village near Bree on Saturday and killed one soldier, Gondor said. Rohan condemned the attack and called for talks.",
};
#define IN_LEDGER 3 /* the last is the one that is not */

const struct engine *fuzz_engine(void)
{
	static struct engine e;
	static const struct engine_paths paths = {.data = FUZZ_SOURCE "/test/data", .model = FUZZ_SOURCE "/models/en.model", .gazetteer = ""};
	struct err err = {0};
	if (!e.model)
		FUZZ_CHECK(engine_open(&e, &paths, &err));
	return &e;
}

static const struct reading *read_text(struct arena *a, int i)
{
	struct err err = {0};
	struct report *r = arena_new(a, struct report);
	*r = (struct report){.id = arena_printf(a, "r%d", i), .lang = STR("en"), .source = STR("Bree News"), .date = {2025, 3, (int8_t)(24 + i)},
			     .title = STR("From Bree"), .url = arena_printf(a, "https://bree.example/%d", i), .text = str_of(texts[i])};
	const struct reading *reading = pipeline_run(fuzz_engine(), a, r, &err);
	FUZZ_CHECK(reading);
	return reading;
}

const struct reading *fuzz_reading(void)
{
	static struct arena a;
	static const struct reading *r;
	if (!r) {
		arena_init(&a, 0);
		r = read_text(&a, IN_LEDGER);
	}
	return r;
}

/* ---- files ----------------------------------------------------------------------------------------------------------------- */

static char folder[64], file[80];

const char *fuzz_ledger_path(void)
{
	if (!*folder) {
		snprintf(folder, sizeof folder, "%s/truce-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		FUZZ_CHECK(mkdtemp(folder));
		snprintf(file, sizeof file, "%s/l.db", folder);
		atexit(fuzz_ledger_remove);
	}
	return file;
}

static void remove_files(void)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[96];
		snprintf(name, sizeof name, "%s%s", fuzz_ledger_path(), tails[i]);
		unlink(name);
	}
}

void fuzz_ledger_remove(void)
{
	remove_files();
	rmdir(folder);
}

void fuzz_ledger_put(struct str bytes)
{
	struct err err = {0};
	remove_files();
	int fd = open(fuzz_ledger_path(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	FUZZ_CHECK(fd >= 0 && io_write(fd, bytes, file, &err));
	close(fd);
}

/* ---- the ledger --------------------------------------------------------------------------------------------------------------- */

/* A file of a stranger need not have tables that look at what is put into them. */
static void loosen(const char *path)
{
	sqlite3 *db;
	FUZZ_CHECK(sqlite3_open(path, &db) == SQLITE_OK);
	FUZZ_CHECK(sqlite3_exec(db, "pragma journal_mode = delete; pragma page_size = 1024; vacuum; pragma writable_schema = on;"
				    "update sqlite_schema set sql = replace(replace(sql, ') strict, without', ') without'), ') strict', ')');",
				NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
}

static void make(struct arena *a)
{
	struct err err = {0};
	struct ledger *l = ledger_open(fuzz_ledger_path(), LEDGER_WRITE, &err);
	FUZZ_CHECK(l);
	for (int i = 0; i < IN_LEDGER; i++)
		FUZZ_CHECK(ledger_add(l, read_text(a, i), fuzz_engine()->version, &err) == LEDGER_NEW);
	ledger_close(l);
	loosen(fuzz_ledger_path());
}

struct str fuzz_ledger(void)
{
	static struct arena kept;
	static struct str bytes;
	if (!bytes.n) {
		struct arena a;
		struct err err = {0};
		arena_init(&a, 0);
		arena_init(&kept, 0);
		make(&a);
		FUZZ_CHECK(io_read_file(&kept, fuzz_ledger_path(), SIZE_MAX / 4, &bytes, &err) && bytes.n);
		remove_files();
		arena_release(&a);
	}
	return bytes;
}
