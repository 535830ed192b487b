#include "input/reader.h"

#include "input/body.h"
#include "input/clean.h"
#include "input/lang.h"
#include "input/when.h"

#include <json-c/json.h>
#include <libxml/HTMLparser.h>

void reader_drop(struct held *h)
{
	if (h->tokener)
		json_tokener_free(h->tokener);
	if (h->object)
		json_object_put(h->object);
	if (h->parser)
		htmlFreeParserCtxt(h->parser);
	*h = (struct held){0};
}

bool reader_given(struct arena *a, const struct inputlex *x, struct str title, struct str text, struct str lang, struct report *r,
		  struct err *err)
{
	struct when when = {0};
	if (when_parse(a, x, r->date_text, &when)) {
		r->date = when.date;
		r->time = when.time;
		r->date_text = STR("");
	}
	r->lang = lang_given(a, lang);
	body_join(a, title, body_of(a, x, text, BODY_GIVEN, r), r);
	return str_trim(text).n || err_set(err, ERR_INPUT, "\"text\" is missing or empty");
}
