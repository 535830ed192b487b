#include "input/clean.h"
#include "input/csv.h"
#include "input/reader.h"

static struct str line(struct arena *a, const struct csv *c, const char *column)
{
	return clean_line(a, csv_value(c, column));
}

bool reader_csv(struct arena *a, const struct inputlex *x, const struct csv *c, struct report *r, struct err *err)
{
	struct str text;
	if (!clean_text(a, csv_value(c, "text"), CLEAN_LATIN, &text, err))
		return false;
	r->id = line(a, c, "id");
	r->date_text = line(a, c, "date");
	r->source = line(a, c, "source");
	r->original_source = line(a, c, "original_source");
	r->url = line(a, c, "url");
	r->author = line(a, c, "author");
	return reader_given(a, x, line(a, c, "title"), text, line(a, c, "lang"), r, err);
}
