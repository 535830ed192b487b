/* truce gazetteer import - a GeoNames dump becomes a place table; truce gazetteer find - the places that have a name. */
#include "cli.h"
#include "options.h"

#include "data/gazetteer.h"
#include "input/geonames.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce gazetteer import [options] -o FILE DUMP…\n"
	"       truce gazetteer find [options] NAME…\n\n"
	"import makes a place table of dumps of geonames.org: allCountries.txt, cities500.txt, UA.txt … (unpacked, or gzipped). Use it\n"
	"with --gazetteer FILE or TRUCE_GAZETTEER. Lines that are wrong are named and left out. What the table that truce uses now knows\n"
	"besides is kept. data/gazetteer/features.tsv says which kinds of places are taken.\n"
	"find prints the places of a name, the largest first.\n\n"
	"  -o, --output FILE  the table to write\n"
	"  --names FILE       alternateNames.txt or alternateNamesV2.txt: English names and spellings\n"
	"  --admin1 FILE      admin1CodesASCII.txt: names of first-order areas\n"
	"  --admin2 FILE      admin2Codes.txt: names of second-order areas\n"
	"  --people N         leave towns of fewer out (default 0), except seats of governments and areas\n"
	"  --alone            nothing but the dumps' places\n"
	HELP_ENGINE HELP_HELP;

enum { OPT_NAMES = 1000, OPT_ADMIN1, OPT_ADMIN2, OPT_PEOPLE, OPT_ALONE };

struct import {
	struct geonames_job job;
	struct engine_paths paths;
	const char *output;
	bool alone;
};

static void complain(void *ctx, const char *message)
{
	(void)ctx;
	fprintf(stderr, "truce: %s\n", message);
}

static bool write_table(void *ctx, int fd, const char *file, struct err *err)
{
	return gazmake_write(ctx, fd, file, err);
}

static bool import_all(struct import *im, struct gazmake *out, struct geonames_sum *sum, struct err *err)
{
	char data[PIPELINE_PATH_MAX], table[PIPELINE_PATH_MAX];
	struct gazfile base = {0};
	if (!engine_find_data(im->paths, data, err))
		return false;
	if (!im->alone && engine_find_gazetteer(im->paths, table) && *table && !gazfile_open(&base, table, err))
		return false;
	im->job.data_dir = data;
	im->job.base = base.bytes ? &base : NULL;
	im->job.complain = complain;
	bool ok = geonames_read(&im->job, out, sum, err);
	gazfile_close(&base);
	return ok && options_replace(im->output, write_table, out, err);
}

static int import(struct import *im)
{
	struct gazmake out = {0};
	struct geonames_sum sum = {0};
	struct err err = {0};
	bool ok = import_all(im, &out, &sum, &err);
	if (ok)
		printf("%s: %zu places; %zu taken from the dump, %zu left out, %zu lines rejected\n", im->output, gazmake_n(&out), sum.taken,
		       sum.left_out, sum.rejected);
	gazmake_release(&out);
	if (!ok)
		cli_complain(&err);
	return !ok ? (int)cli_exit_code(err.code) : sum.rejected ? EXIT_REJECTED : EXIT_OK;
}

static void print_places(const struct gazetteer *g, const char *name)
{
	gaz_id ids[GAZ_NAMESAKES_MAX];
	bool more;
	size_t n = gazetteer_find(g, gazkey_of(str_of(name)), ids, &more);
	for (size_t i = 0; i < n; i++) {
		struct gaz_place p = gazetteer_place(g, ids[i]);
		struct str region = p.region == GAZ_NONE ? STR("") : gazetteer_place(g, p.region).name;
		printf("%s\t%.*s\t%s\t%.*s\t%.*s\t%.5f\t%.5f\t%" PRIu32 "\t%" PRId64 "\n", name, (int)p.name.n, p.name.p, place_type_name(p.type),
		       (int)p.country.n, p.country.p, (int)region.n, region.p, p.lat, p.lon, p.people, p.geonameid);
	}
}

static int find(const struct import *im, char **names, int n)
{
	char data[PIPELINE_PATH_MAX], table[PIPELINE_PATH_MAX];
	struct err err = {0};
	struct knowledge *k = NULL;
	if (engine_find_data(im->paths, data, &err))
		k = knowledge_load(data, engine_find_gazetteer(im->paths, table) && *table ? table : NULL, &err);
	if (!k) {
		cli_complain(&err);
		return cli_exit_code(err.code);
	}
	for (int i = 0; i < n; i++)
		print_places(k->gazetteer, names[i]);
	knowledge_free(k);
	return EXIT_OK;
}

static bool option(struct import *im, int letter, const char *value)
{
	struct input_options engine = {.paths = im->paths};
	int64_t people = 0;
	switch (letter) {
	case 'o': im->output = value; return true;
	case OPT_NAMES: im->job.names = value; return true;
	case OPT_ADMIN1: im->job.admin1 = value; return true;
	case OPT_ADMIN2: im->job.admin2 = value; return true;
	case OPT_ALONE: im->alone = true; return true;
	case OPT_PEOPLE:
		if (!str_int(str_of(value), 0, UINT32_MAX, &people))
			fprintf(stderr, "truce: --people %s: not a number\n", value);
		im->job.people = (uint32_t)people;
		return str_int(str_of(value), 0, UINT32_MAX, &people);
	case OPT_DATA: case OPT_MODEL: case OPT_GAZETTEER:
		if (!options_input(&engine, letter, value))
			return false;
		im->paths = engine.paths;
		return true;
	default:
		return false;
	}
}

int cmd_gazetteer(int argc, char **argv)
{
	static const struct option options[] = {
		{"output", required_argument, NULL, 'o'}, {"names", required_argument, NULL, OPT_NAMES}, {"admin1", required_argument, NULL, OPT_ADMIN1},
		{"admin2", required_argument, NULL, OPT_ADMIN2}, {"people", required_argument, NULL, OPT_PEOPLE}, {"alone", no_argument, NULL, OPT_ALONE},
		OPTIONS_ENGINE, OPTIONS_HELP,
	};
	struct import im = {0};
	for (int c; (c = getopt_long(argc, argv, "o:", options, NULL)) != -1;)
		if (c == 'h' || c == '?' || !option(&im, c, optarg))
			return options_help(c == 'h' ? 'h' : '?', "gazetteer", help);
	const char *what = optind < argc ? argv[optind++] : "";
	if (optind < argc && strcmp(what, "find") == 0)
		return find(&im, argv + optind, argc - optind);
	if (optind == argc || strcmp(what, "import") != 0 || !im.output)
		return options_help('?', "gazetteer", help);
	im.job.dumps = (const char *const *)argv + optind;
	im.job.n_dumps = (size_t)(argc - optind);
	return import(&im);
}
