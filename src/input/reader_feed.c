#include "input/body.h"
#include "input/clean.h"
#include "input/lang.h"
#include "input/newsfeed.h"
#include "input/reader.h"
#include "input/when.h"

static struct str line_of(struct arena *a, struct str s)
{
	struct err ignored = {0};
	return clean_text(a, s, CLEAN_REPLACE, &s, &ignored) ? clean_line(a, s) : STR("");
}

/* Text with a tag in it is markup that somebody has called text. */
static struct str body(struct arena *a, const struct inputlex *x, const struct newsfeed_item *item, struct held *h)
{
	struct str text = STR("");
	struct err ignored = {0};
	if (item->content.n == 0)
		return text;
	bool markup = !item->plain || str_find(item->content, STR("</")) < item->content.n;
	if (markup)
		return reader_fragment(a, x, item->content, h);
	return clean_text(a, item->content, CLEAN_REPLACE, &text, &ignored) ? str_trim(text) : STR("");
}

bool reader_feed(struct arena *a, const struct inputlex *x, const struct newsfeed *f, const struct newsfeed_item *item, struct report *r,
		 struct held *h, struct err *err)
{
	struct when when = {0};
	if (f->cut)
		return err_set(err, ERR_INPUT, f->json ? "an item that is no object" : "the feed is cut short: an item without its end");
	struct str title = line_of(a, item->title), feed = line_of(a, f->title), source = line_of(a, item->source);
	struct str text = body(a, x, item, h);
	r->id = line_of(a, item->id);
	r->url = line_of(a, item->link);
	r->author = line_of(a, item->author);
	r->source = feed;
	r->original_source = str_ieq(source, feed) ? STR("") : source;
	r->line = item->line;
	if (when_parse(a, x, item->date, &when)) {
		r->date = when.date;
		r->time = when.time;
	} else {
		r->date_text = line_of(a, item->date);
	}
	struct str lang = lang_given(a, item->lang);
	text = body_of(a, x, text, BODY_PAGE, r);
	body_join(a, title, text, r);
	/* a feed's language is that of its makers' set-up more often than that of the item */
	r->lang = str_is(lang, "en") ? STR("") : lang;
	return r->text.n || err_set(err, ERR_INPUT, "an item without title and text");
}
