/* truce brief - a briefing over a span of days. */
#include "cli.h"
#include "naming.h"
#include "options.h"

#include "base/io.h"
#include "view/brief.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
	"usage: truce brief [options]\n\n"
	"A briefing on what the reports of these days tell: what is new, what changed, the fighting, what is disputed, what is due\n"
	"next, what was said; every sentence with its source. Without --since and --until, over all that the ledger has.\n\n"
	HELP_DB HELP_FILTER HELP_NAMING
	"  --format FORMAT   md (Markdown, the default) or html\n"
	"  -o, --output FILE write there; the file is replaced only when all of the briefing is there\n"
	HELP_HELP;

struct brief_options {
	struct ledger_filter filter;
	struct naming naming;
	enum page_form form;
	const char *db, *file;
	struct situation now, before;
	struct buf *out;
};

static bool tell(void *ctx)
{
	struct brief_options *o = ctx;
	o->now.process = o->filter.process;
	brief_print(&o->now, o->now.since.year ? &o->before : NULL, o->form, o->out);
	return true;
}

/* What is told in the span, with what was known before it; reports behind its end are left out. */
static bool write_brief(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct brief_options *o = ctx;
	o->out = out;
	return brief_load(l, a, &o->filter, &o->now, &o->before, err) && ledger_guarded(l, a, tell, o, err);
}

static bool form_of(const char *value, enum page_form *out)
{
	*out = strcmp(value, "html") == 0 ? PAGE_HTML : PAGE_MARKDOWN;
	if (*out == PAGE_HTML || strcmp(value, "md") == 0)
		return true;
	fprintf(stderr, "truce: --format %s: not one of md, html\n", value);
	return false;
}

int cmd_brief(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, OPTIONS_FILTER, OPTIONS_NAMING, {"format", required_argument, NULL, OPT_FORMAT},
						{"output", required_argument, NULL, 'o'}, OPTIONS_HELP};
	struct brief_options o = {.db = options_db(NULL)};
	for (int letter; (letter = getopt_long(argc, argv, "o:h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			o.db = optarg;
		else if (letter == OPT_PROCESSES)
			o.naming.file = optarg;
		else if (letter == 'o')
			o.file = optarg;
		else if (letter == OPT_FORMAT ? !form_of(optarg, &o.form) : !options_filter(&o.filter, letter, optarg))
			return options_help(letter, "brief", help);
	if (optind != argc)
		return options_help('?', "brief", help);
	int code = naming_settle(&o.naming, &o.filter);
	if (code == EXIT_OK)
		code = o.file ? options_write(o.db, write_brief, &o, o.file) : options_print(o.db, write_brief, &o);
	return naming_close(&o.naming, code);
}
