#include "input/fetched.h"

#include "input/clean.h"
#include "input/http.h"
#include "input/lang.h"
#include "input/reader.h"

struct job {
	const struct knowledge *k;
	const struct newsfeed *feed;
	const struct newsfeed_item *item;
	struct str bytes, content_type;
	bool page;
	struct held held;
};

static void complete(const struct job *j, struct report *r)
{
	if (r->lang.n == 0)
		r->lang = lang_of(j->k->input, r->text);
	r->file = r->url;
	r->line = 0;
}

static bool read_page(struct job *j, struct arena *a, struct report *r, struct err *err)
{
	struct str type, charset;
	struct report told = {0};
	http_content_type(a, j->content_type, &type, &charset);
	if (type.n && !str_is(type, "text/html") && !str_is(type, "application/xhtml+xml"))
		return err_set(err, ERR_INPUT, "is no page but of type %.*s", (int)type.n, type.p);
	if (!reader_html(a, j->k->input, j->bytes, charset, r, &j->held, err))
		return false;
	struct newsfeed_item line = *j->item; /* what it says of the article, not the article */
	line.content = line.title;
	line.plain = true;
	if (reader_feed(a, j->k->input, j->feed, &line, &told, &j->held, &(struct err){0})) {
		r->date = r->date.year ? r->date : told.date;
		r->time = r->time.n || r->date.year != told.date.year || date_days(r->date) != date_days(told.date) ? r->time : told.time;
		r->author = r->author.n ? r->author : told.author;
		r->source = r->source.n ? r->source : told.source;
		r->original_source = r->original_source.n ? r->original_source : told.original_source;
	}
	r->url = clean_line(a, j->item->link); /* where it was found, so that it is known again */
	r->id = r->url;
	return true;
}

static bool read_job(struct job *j, struct arena *a, struct report *r, struct err *err)
{
	jmp_buf guard, *outer = a->guard;
	bool ok = false;
	*r = (struct report){0};
	if (setjmp(guard)) {
		err_set(err, ERR_MEMORY, "a report needs more memory than it may have");
	} else {
		a->guard = &guard;
		ok = j->page ? read_page(j, a, r, err) : reader_feed(a, j->k->input, j->feed, j->item, r, &j->held, err);
		if (ok && !j->page && j->item->link.n)
			r->id = r->url;
		if (ok)
			complete(j, r);
	}
	a->guard = outer;
	reader_drop(&j->held);
	return err->code == ERR_NONE;
}

bool fetched_page(const struct knowledge *k, struct arena *a, struct str bytes, struct str content_type, const struct newsfeed *f,
		  const struct newsfeed_item *item, struct report *out, struct err *err)
{
	struct job j = {.k = k, .feed = f, .item = item, .bytes = bytes, .content_type = content_type, .page = true};
	return read_job(&j, a, out, err);
}

bool fetched_item(const struct knowledge *k, struct arena *a, const struct newsfeed *f, const struct newsfeed_item *item,
		  struct report *out, struct err *err)
{
	struct job j = {.k = k, .feed = f, .item = item};
	return read_job(&j, a, out, err);
}
