#include "pipeline.h"

#include "sense/deal.h"
#include "sense/event.h"
#include "sense/incident.h"
#include "sense/mend.h"
#include "sense/resolve.h"
#include "sense/statement.h"
#include "sense/talks.h"
#include "sense/timex.h"
#include "sense/toponym.h"
#include "text/bind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct pass pipeline_passes[] = {
	{"mend", mend_run},           {"timex", timex_run}, {"toponym", toponym_run},   {"resolve", resolve_run},
	{"statement", statement_run}, {"event", event_run}, {"incident", incident_run}, {"talks", talks_run},
	{"deal", deal_run},
};
const size_t pipeline_n_passes = sizeof pipeline_passes / sizeof *pipeline_passes;

/* The first of these that exists: beside the executable as it was built, then where it is installed. */
static bool find_file(char out[PIPELINE_PATH_MAX], const char *given, const char *env, const char *built, const char *installed)
{
	char exe[2048];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	if (given || (env && *env)) {
		snprintf(out, PIPELINE_PATH_MAX, "%s", given ? given : env);
		return true;
	}
	if (n > 0) {
		exe[n] = '\0';
		char *slash = strrchr(exe, '/');
		if (slash)
			*slash = '\0';
		snprintf(out, PIPELINE_PATH_MAX, "%s/%s", exe, built);
		if (access(out, R_OK) == 0)
			return true;
		snprintf(out, PIPELINE_PATH_MAX, "%s/../share/truce/%s", exe, installed);
		if (access(out, R_OK) == 0)
			return true;
	}
	return false;
}

bool engine_find_data(struct engine_paths paths, char out[PIPELINE_PATH_MAX], struct err *err)
{
	return find_file(out, paths.data, getenv("TRUCE_DATA"), "../data", "data") ||
	       err_set(err, ERR_SYSTEM, "the data folder is not beside the program; name it with --data or TRUCE_DATA");
}

bool engine_find_model(struct engine_paths paths, char out[PIPELINE_PATH_MAX], struct err *err)
{
	return find_file(out, paths.model, getenv("TRUCE_MODEL"), "../models/en.model", "models/en.model") ||
	       err_set(err, ERR_SYSTEM, "the model is not beside the program; name it with --model or TRUCE_MODEL");
}

bool engine_find_gazetteer(struct engine_paths paths, char out[PIPELINE_PATH_MAX])
{
	return find_file(out, paths.gazetteer, getenv("TRUCE_GAZETTEER"), "gazetteer.bin", "gazetteer.bin");
}

bool engine_open(struct engine *e, const struct engine_paths *paths, struct err *err)
{
	char data[PIPELINE_PATH_MAX], model[PIPELINE_PATH_MAX], gazetteer[PIPELINE_PATH_MAX];
	*e = (struct engine){0};
	if (!engine_find_data(*paths, data, err))
		return false;
	if (!engine_find_model(*paths, model, err))
		return false;
	bool places = engine_find_gazetteer(*paths, gazetteer);
	e->model = model_open(model, err);
	e->knowledge = e->model ? knowledge_load(data, places && *gazetteer ? gazetteer : NULL, err) : NULL;
	if (!e->knowledge) {
		engine_close(e);
		return false;
	}
	struct str mv = model_version(e->model);
	snprintf(e->version, sizeof e->version, "truce %s model %.*s data %s", TRUCE_VERSION, (int)mv.n, mv.p, e->knowledge->version.p);
	return true;
}

void engine_close(struct engine *e)
{
	model_close(e->model);
	knowledge_free(e->knowledge);
	*e = (struct engine){0};
}

static struct reading *run(const struct engine *e, struct arena *a, const struct report *report)
{
	struct doc *doc = arena_new(a, struct doc);
	struct reading *r = arena_new(a, struct reading);
	doc_init(doc, a, report->text);
	if (str_is(report->lang, "en")) {
		analyse_run(e->model, doc, ANALYSE_TEXT);
		bind_run(&e->knowledge->symbols, e->knowledge->verbforms, doc);
	}
	reading_init(r, e->knowledge, report, doc);
	if (doc->words.n)
		for (size_t i = 0; i < pipeline_n_passes; i++)
			pipeline_passes[i].run(r);
	return r;
}

struct reading *pipeline_run(const struct engine *e, struct arena *a, const struct report *report, struct err *err)
{
	jmp_buf guard, *outer = a->guard;
	struct reading *r = NULL;
	if (setjmp(guard))
		err_set(err, ERR_MEMORY, "%.*s: the report needs more memory than it may have (%zu bytes)", (int)report->id.n,
			report->id.p, a->limit);
	else {
		a->guard = &guard;
		struct reading *volatile done = run(e, a, report);
		r = done;
	}
	a->guard = outer;
	return r;
}
