/* truce check - whether ceasefires are kept, according to whom. */
#include "cli.h"
#include "knowing.h"
#include "naming.h"
#include "options.h"

#include "base/io.h"
#include "ledger/side.h"
#include "view/check.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce check [options] [ID…]\n\n"
	"The record of ceasefires: terms, life, and every attack in the ledger that the terms forbid, by side: alleged by whom, denied by\n"
	"whom, confirmed by a third party, admitted, disputed; and the quiet days. Without ID and --terms: all that reports tell of.\n\n"
	"  ID                an agreement (G2) or an accepted proposal (O3)\n"
	"  --terms FILE      ceasefires that a person wrote down (docs/formats.md); may be given more than once\n"
	HELP_DB
	"  --process A,B     only ceasefires between these two; or a name that --processes FILE has for them\n"
	HELP_NAMING
	"  --since DATE      look at days from this on, YYYY-MM-DD\n"
	"  --until DATE      look at days up to this, and it too\n"
	"  --at DATE         as it was known on that day: later reports are left out\n"
	"  --data DIR        the knowledge of what a scope forbids (default: data beside the program, or $TRUCE_DATA)\n"
	"  --json            an array of ceasefires, each with its breaches and its days\n"
	"  --csv             a row a breach\n"
	HELP_HELP;

#define TERMS_FILES_MAX 64
#define TERMS_FILE_MAX ((size_t)1 << 20)

enum form { FORM_TEXT, FORM_JSON, FORM_CSV };

struct checking {
	struct naming naming;
	struct ledger_filter filter, known;
	struct knowing knowing;
	enum form form;
	const char *db, *files[TERMS_FILES_MAX];
	size_t n_files;
	char **ids;
	int n_ids;
	bool rejected;       /* a file had a mistake */
	struct situation s;
	struct ledger *l;
	struct arena *a;
	struct buf *out;
	struct err *err;
};

static bool read_files(struct checking *o, ceasefires *list)
{
	for (size_t i = 0; i < o->n_files; i++) {
		struct str text;
		complaints wrong = {0};
		if (!io_read_file(o->a, o->files[i], TERMS_FILE_MAX, &text, o->err))
			return false;
		ceasefire_read(o->l, o->a, o->knowing.k->terms, o->files[i], text, list, &wrong);
		for (size_t w = 0; w < wrong.n; w++)
			fprintf(stderr, "truce: %.*s\n", (int)wrong.v[w].n, wrong.v[w].p);
		o->rejected |= wrong.n > 0;
	}
	return true;
}

static bool has_id(const struct ceasefire *c, const char *id)
{
	char own[16];
	for (size_t i = 0; i < c->records.n; i++) {
		snprintf(own, sizeof own, "%c%u", shapes[c->records.v[i]->kind].letter, c->records.v[i]->n);
		if (str_iis(str_of(id), own))
			return true;
	}
	return false;
}

static bool choose(struct checking *o, const ceasefires *found, ceasefires *out)
{
	bool all = o->n_files == 0 && o->n_ids == 0;
	for (size_t i = 0; i < found->n && all; i++)
		vec_push(o->a, out, found->v[i]);
	for (int k = 0; k < o->n_ids; k++) {
		size_t before = out->n;
		for (size_t i = 0; i < found->n; i++)
			if (has_id(&found->v[i], o->ids[k]))
				vec_push(o->a, out, found->v[i]);
		if (out->n == before)
			return err_set(o->err, ERR_USAGE, "%.40s: no ceasefire of %s has that id", o->ids[k], o->db);
	}
	return true;
}

static bool binds(const struct ceasefire *c, ref x, ref y)
{
	return refs_has(&c->sides, x) && refs_has(&c->sides, y);
}

/* Those between the two of --process, where it was given; and what --processes calls the processes that they belong to. */
static bool keep_process(struct checking *o, ceasefires *list)
{
	processes named = {0};
	bool asked = o->filter.actor.n > 0;
	ref x = asked ? ledger_side(o->l, ledger_named(o->l, o->filter.actor)) : NO_REF;
	ref y = asked ? ledger_side(o->l, ledger_named(o->l, o->filter.other)) : NO_REF;
	size_t n = 0;
	if (asked && (x == NO_REF || y == NO_REF || x == y))
		return err_set(o->err, ERR_USAGE, "--process: %s has no two sides of these names", o->db);
	named_processes(o->l, o->a, &o->naming.names, &named);
	for (size_t i = 0; i < list->n; i++) {
		struct ceasefire *c = &list->v[i];
		for (size_t p = named.n; p-- > 0;)
			c->process = binds(c, named.v[p].a, named.v[p].b) ? named.v[p].name : c->process;
		if (!asked || binds(c, x, y))
			list->v[n++] = *c;
	}
	list->n = n;
	return true;
}

static bool run(void *ctx)
{
	struct checking *o = ctx;
	ceasefires found = {0}, list = {0};
	checks done = {0};
	ceasefire_find(o->l, o->a, o->knowing.k->terms, &o->s, &found);
	if (!choose(o, &found, &list) || !read_files(o, &list) || !keep_process(o, &list) || !check_load(&o->s, &o->known, &list, o->err))
		return false;
	for (size_t i = 0; i < list.n; i++)
		check_make(o->l, o->a, &o->s, &list.v[i], vec_add(o->a, &done));
	if (o->form == FORM_JSON)
		check_json(o->l, &done, o->out);
	else if (o->form == FORM_CSV)
		check_csv(o->l, &done, o->out);
	else
		check_print(o->l, &done, options_width(), o->out);
	return true;
}

static bool write_check(void *ctx, struct ledger *l, struct arena *a, struct buf *out, struct err *err)
{
	struct checking *o = ctx;
	o->known = (struct ledger_filter){.known_at = o->filter.known_at};
	o->l = l;
	o->a = a;
	o->out = out;
	o->err = err;
	if (!knowing_load(&o->knowing, err) || !situation_begin(l, a, &o->known, &o->s, err) ||
	    !situation_days(&o->s, &o->known, err) || !ceasefire_load(&o->s, &o->known, LEDGER_FOLD, err))
		return false;
	o->s.since = o->filter.since;
	o->s.until = o->filter.until;
	return ledger_guarded(l, a, run, o, err);
}

static bool terms_file(struct checking *o, const char *file)
{
	if (o->n_files == TERMS_FILES_MAX) {
		fprintf(stderr, "truce: --terms: more than %d files\n", TERMS_FILES_MAX);
		return false;
	}
	o->files[o->n_files++] = file;
	return true;
}

int cmd_check(int argc, char **argv)
{
	static const struct option options[] = {OPTIONS_DB, {"process", required_argument, NULL, OPT_PROCESS}, OPTIONS_NAMING,
						{"since", required_argument, NULL, OPT_SINCE}, {"until", required_argument, NULL, OPT_UNTIL},
						{"at", required_argument, NULL, OPT_AT}, {"terms", required_argument, NULL, 't'},
						{"data", required_argument, NULL, OPT_DATA}, {"json", no_argument, NULL, OPT_JSON},
						{"csv", no_argument, NULL, OPT_CSV}, OPTIONS_HELP};
	struct checking o = {.db = options_db(NULL)};
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			o.db = optarg;
		else if (letter == OPT_PROCESSES)
			o.naming.file = optarg;
		else if (letter == OPT_DATA)
			o.knowing.paths.data = optarg;
		else if (letter == OPT_JSON || letter == OPT_CSV)
			o.form = letter == OPT_JSON ? FORM_JSON : FORM_CSV;
		else if (letter == 't' ? !terms_file(&o, optarg) : !options_filter(&o.filter, letter, optarg))
			return options_help(letter, "check", help);
	o.ids = argv + optind;
	o.n_ids = argc - optind;
	int code = naming_settle(&o.naming, &o.filter);
	if (code == EXIT_OK)
		code = options_print(o.db, write_check, &o);
	knowing_close(&o.knowing);
	return naming_close(&o.naming, code == EXIT_OK && o.rejected ? EXIT_REJECTED : code);
}
