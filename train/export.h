/* export.h - writes a model file: quantises the networks and puts them into chunks as text/layers.h has them. */
#ifndef TRUCE_TRAIN_EXPORT_H
#define TRUCE_TRAIN_EXPORT_H

#include "base/buf.h"
#include "data/model_file.h"
#include "net.h"
#include "text/keytable.h"

struct export {
	struct buf chunk[MODEL_CHUNKS_MAX]; /* owned */
	char name[MODEL_CHUNKS_MAX][16];
	size_t n;
};

struct buf *export_chunk(struct export *x, const char *prefix, const char *name);
void export_linear(struct export *x, const char *prefix, const char *name, const struct params *p, struct linear l);
void export_floats(struct export *x, const char *prefix, const char *name, const float *v, size_t n);
void export_keys(struct export *x, const char *prefix, const char *name, struct key_table t);
void export_encoder(struct export *x, const char *prefix, const struct params *p, const struct encoder *e, struct key_table t);

/* The file's bytes; name is at most 15 characters. Owned by the caller. */
void export_finish(struct export *x, const char *name, struct buf *out);
void export_release(struct export *x);

#endif
