#include "knowing.h"

#include "truce.h"

#include <stdio.h>

const struct knowledge *knowing_load(struct knowing *o, struct err *err)
{
	char dir[PIPELINE_PATH_MAX];
	if (!engine_find_data(o->paths, dir, err))
		return NULL;
	o->k = knowledge_load(dir, NULL, err);
	if (o->k)
		snprintf(o->version, sizeof o->version, "truce %s data %s", truce_version(), o->k->version.p);
	return o->k;
}

void knowing_close(struct knowing *o)
{
	knowledge_free(o->k);
	o->k = NULL;
}
