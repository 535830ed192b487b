#include "input/format.h"

#include "input/clean.h"
#include "input/csv.h"
#include "input/newsfeed.h"

#include <string.h>

#define SNIFF_MAX 1024 /* bytes that decide a format */

static const char *const names[] = {
	[INPUT_AUTO] = "auto", [INPUT_TEXT] = "text", [INPUT_HTML] = "html", [INPUT_JSONL] = "jsonl", [INPUT_JSON] = "json",
	[INPUT_CSV] = "csv", [INPUT_WARC] = "warc", [INPUT_FEED] = "feed",
};

static const struct { const char *ending; enum input_format format; } endings[] = {
	{".html", INPUT_HTML}, {".htm", INPUT_HTML}, {".xhtml", INPUT_HTML}, {".jsonl", INPUT_JSONL}, {".ndjson", INPUT_JSONL},
	{".json", INPUT_JSON}, {".txt", INPUT_TEXT}, {".text", INPUT_TEXT}, {".csv", INPUT_CSV}, {".tsv", INPUT_CSV},
	{".warc", INPUT_WARC}, {".wet", INPUT_WARC}, {".rss", INPUT_FEED}, {".atom", INPUT_FEED}, {".rdf", INPUT_FEED},
};

bool input_format_of(struct str name, enum input_format *out)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i])) {
			*out = (enum input_format)i;
			return true;
		}
	return false;
}

static bool has_ending(struct str name, const char *ending)
{
	size_t n = strlen(ending);
	return name.n > n && str_iis(str_sub(name, name.n - n, name.n), ending);
}

static struct str without_packing(struct str name)
{
	static const char *const packings[] = {".gz", ".zst"};
	for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
		if (has_ending(name, packings[i]))
			return str_sub(name, 0, name.n - strlen(packings[i]));
	return name;
}

enum input_format format_of_name(struct str name)
{
	name = without_packing(name);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (has_ending(name, endings[i].ending))
			return endings[i].format;
	return INPUT_AUTO;
}

/* An object on one line is JSONL; one that goes on over lines, or an array, is JSON. */
static enum input_format json_kind(struct str head)
{
	struct str rest = head, first = str_trim(str_cut(&rest, '\n'));
	bool whole = first.n == str_trim(head).n; /* no second line in sight */
	return first.p[0] == '{' && (whole || str_ends(first, STR("}"))) ? INPUT_JSONL : INPUT_JSON;
}

enum input_format format_of_bytes(struct str head)
{
	if (newsfeed_looks_like(head))
		return INPUT_FEED;
	head = str_trim(str_sub(head, 0, SNIFF_MAX));
	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_trim(str_sub(head, 3, head.n));
	if (head.n == 0)
		return INPUT_TEXT;
	if (head.p[0] == '{' || (head.p[0] == '[' && str_starts(str_trim(str_sub(head, 1, head.n)), STR("{"))))
		return json_kind(head);
	if (str_starts(head, STR("WARC/1.")))
		return INPUT_WARC;
	char low[SNIFF_MAX + 4];
	struct str l = clean_lower(head, low, sizeof low);
	bool page = str_starts(l, STR("<!doctype html")) || str_starts(l, STR("<html")) || str_find(l, STR("<head")) < l.n ||
		    str_find(l, STR("<body")) < l.n;
	return page ? INPUT_HTML : csv_looks_like(head) ? INPUT_CSV : INPUT_TEXT;
}
