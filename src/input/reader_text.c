#include "input/body.h"
#include "input/clean.h"
#include "input/reader.h"

#define TITLE_MAX 300 /* bytes; a longer first line is a paragraph */

/* The first line is the title when a blank line follows it. Returns what is left. */
static struct str take_title(struct str text, struct str *title)
{
	struct str rest = text, first = str_trim(str_cut(&rest, '\n')), after = rest;
	struct str second = str_trim(str_cut(&after, '\n'));
	if (first.n > TITLE_MAX || second.n || str_trim(after).n == 0)
		return text;
	*title = first;
	return str_trim(after);
}

bool reader_text(struct arena *a, const struct inputlex *x, struct str bytes, struct report *r, struct err *err)
{
	struct str text, title = STR("");
	if (!clean_text(a, bytes, CLEAN_LATIN, &text, err))
		return false;
	text = take_title(str_trim(text), &title);
	body_join(a, clean_line(a, title), body_of(a, x, text, BODY_PAGE, r), r);
	return r->text.n || err_set(err, ERR_INPUT, "holds no text");
}
