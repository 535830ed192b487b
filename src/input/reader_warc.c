#include "input/clean.h"
#include "input/format.h"
#include "input/http.h"
#include "input/reader.h"
#include "input/warc.h"

static bool is_page(const struct http *h)
{
	return str_is(h->type, "text/html") || str_is(h->type, "application/xhtml+xml") ||
	       (h->type.n == 0 && format_of_bytes(h->body) == INPUT_HTML);
}

/* The page or text in the record; 0 where it is something else. */
static int content(struct arena *a, const struct warc_record *w, struct http *out, struct err *err)
{
	if (str_is(w->type, "response")) {
		if (str_starts(w->uri, STR("dns:")))
			return 0;
		return http_read(a, w->block, INPUT_REPORT_MAX, out, err) ? out->status == 200 : -1;
	}
	if (!str_is(w->type, "resource") && !str_is(w->type, "conversion"))
		return 0;
	*out = (struct http){.status = 200, .body = w->block};
	http_content_type(a, w->content_type, &out->type, &out->charset);
	return out->body.n <= INPUT_REPORT_MAX ? 1 : err_set(err, ERR_INPUT, "more than %zu bytes, the limit for one report", INPUT_REPORT_MAX) - 1;
}

int reader_warc(struct arena *a, const struct inputlex *x, const struct warc_record *w, struct report *r, struct held *h,
		struct err *err)
{
	struct http answer;
	int got = content(a, w, &answer, err);
	if (got <= 0)
		return got;
	bool page = is_page(&answer);
	if ((!page && !str_is(answer.type, "text/plain")) || str_trim(answer.body).n == 0)
		return 0;
	if (page ? !reader_html(a, x, answer.body, answer.charset, r, h, err) : !reader_text(a, x, answer.body, r, err))
		return -1;
	if (r->url.n == 0)
		r->url = clean_line(a, w->uri);
	if (r->date.year == 0) /* a crawl of the news comes by within the day */
		date_parse(str_sub(w->date, 0, 10), &r->date);
	return 1;
}
