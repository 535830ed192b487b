#include "options.h"

#include "batch.h"
#include "cli.h"

#include <stdio.h>

bool options_date(const char *option, const char *value, struct date *out)
{
	if (date_parse(str_of(value), out))
		return true;
	fprintf(stderr, "truce: --%s %s: not a date (YYYY-MM-DD)\n", option, value);
	return false;
}

static bool jobs(const char *value, unsigned *out)
{
	int64_t n;
	if (!str_int(str_of(value), 1, BATCH_JOBS_MAX, &n)) {
		fprintf(stderr, "truce: --jobs %s: not a number from 1 to %u\n", value, BATCH_JOBS_MAX);
		return false;
	}
	*out = (unsigned)n;
	return true;
}

static bool format(const char *value, enum input_format *out)
{
	if (input_format_of(str_of(value), out))
		return true;
	fprintf(stderr, "truce: --format %s: none of auto, text, html, jsonl, json\n", value);
	return false;
}

bool options_input(struct input_options *o, int letter, const char *value)
{
	switch (letter) {
	case 'j':
		return jobs(value, &o->jobs);
	case OPT_DATE:
		return options_date("date", value, &o->date);
	case OPT_FORMAT:
		return format(value, &o->format);
	case OPT_DATA:
		o->paths.data = value;
		return true;
	case OPT_MODEL:
		o->paths.model = value;
		return true;
	case OPT_GAZETTEER:
		o->paths.gazetteer = value;
		return true;
	default:
		return false;
	}
}

int options_help(int letter, const char *verb, const char *help)
{
	if (letter == 'h') {
		fputs(help, stdout);
		return EXIT_OK;
	}
	fprintf(stderr, "truce: truce %s --help tells how it is called\n", verb);
	return EXIT_USAGE;
}
