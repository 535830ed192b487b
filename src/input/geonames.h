/* geonames.h - a dump of GeoNames made into a gazetteer file.
 *
 * The dump is what geonames.org gives away: allCountries.txt, cities500.txt, UA.txt … (19 columns), and where there are,
 * alternateNames(V2).txt, admin1CodesASCII.txt and admin2Codes.txt; each plain or gzipped. data/gazetteer/features.tsv says
 * which kinds of places are taken. Files are read line by line; memory grows with the places taken, not with the files. */
#ifndef TRUCE_INPUT_GEONAMES_H
#define TRUCE_INPUT_GEONAMES_H

#include "data/gazmake.h"

#define GEONAMES_REJECTED_MAX 1000 /* wrong lines after which a file is taken for something else */

struct geonames_job {
	const char *data_dir;              /* iso.tsv, features.tsv, words.tsv lie in gazetteer/ there */
	const char *const *dumps;
	size_t n_dumps;
	const char *names, *admin1, *admin2; /* NULL: none */
	uint32_t people;                   /* towns of fewer are left out, unless they are seats of a government or area */
	const struct gazfile *base;        /* its places and names are kept where the dump has no better; NULL: none */
	void (*complain)(void *ctx, const char *message); /* of each line that is rejected: "file:line: reason" */
	void *ctx;
};

struct geonames_sum { size_t taken, left_out, rejected, names; };

/* Fills *out, which gazmake_write then writes. false and *err: a file cannot be read, is something else altogether, or there
 * is no memory. */
bool geonames_read(const struct geonames_job *job, struct gazmake *out, struct geonames_sum *sum, struct err *err);

/* Whether the tables in data_dir that it needs are right; *err as loaders set it. */
bool geonames_check(const char *data_dir, struct err *err);

#endif
