/* pipeline.h - the engine: knowledge and model, opened once, shared by threads; and the passes in their order. */
#ifndef TRUCE_PIPELINE_H
#define TRUCE_PIPELINE_H

#include "sense/record.h"
#include "text/analyse.h"

struct engine {
	struct model *model;
	struct knowledge *knowledge;
	char version[256]; /* "truce 0.1.0 model … data …", as every row of the ledger and every export says it */
};

struct engine_paths {
	/* NULL: beside the executable (../data, ../models/en.model, gazetteer.bin) or where it was installed.
	 * gazetteer "": only the places of the data folder. */
	const char *data, *model, *gazetteer;
};

#define PIPELINE_PATH_MAX 4096

/* Where the data folder and the place table are; false (and *err) where they are nowhere. */
bool engine_find_data(struct engine_paths paths, char out[PIPELINE_PATH_MAX], struct err *err);
bool engine_find_gazetteer(struct engine_paths paths, char out[PIPELINE_PATH_MAX]);
bool engine_find_model(struct engine_paths paths, char out[PIPELINE_PATH_MAX], struct err *err);

bool engine_open(struct engine *e, const struct engine_paths *paths, struct err *err);
void engine_close(struct engine *e);

/* Reads one report: all passes, into the arena. NULL and *err where the arena was full (ERR_MEMORY).
 * A report that is not English gets no words and no records. */
struct reading *pipeline_run(const struct engine *e, struct arena *a, const struct report *report, struct err *err);

/* One pass after the trees, for benchmarks and debugging. */
struct pass {
	const char *name;
	void (*run)(struct reading *r);
};
extern const struct pass pipeline_passes[];
extern const size_t pipeline_n_passes;

#endif
