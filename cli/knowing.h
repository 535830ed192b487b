/* knowing.h - the knowledge without the language model, for verbs that look into the ledger only. */
#ifndef TRUCE_KNOWING_H
#define TRUCE_KNOWING_H

#include "data/knowledge.h"
#include "pipeline.h"

struct knowing {
	struct engine_paths paths;
	struct knowledge *k;
	char version[128]; /* "truce 0.1.0 data …" */
};

/* NULL and *err where it cannot be found or read. Owned by o. */
const struct knowledge *knowing_load(struct knowing *o, struct err *err);
void knowing_close(struct knowing *o);

#endif
