#include "input/body.h"
#include "input/charset.h"
#include "input/clean.h"
#include "input/lang.h"
#include "input/page.h"
#include "input/page_meta.h"
#include "input/page_slim.h"
#include "input/page_text.h"
#include "input/reader.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define THIN_TEXT 250    /* bytes; an article that is shorter is looked for in the metadata too */

/* One bad byte makes libxml2 take a whole UTF-8 page for something else, so that it only ever sees what is repaired. */
static struct page_node *parse(struct arena *a, const struct inputlex *x, struct str utf8, struct held *h, struct err *err)
{
	struct str page;
	if (!clean_text(a, page_slim(a, x, utf8), CLEAN_REPLACE, &page, err))
		return NULL;
	struct page_node *root = page_tree(a, page, &h->parser);
	if (!root)
		err_set(err, ERR_INPUT, "is no HTML that can be read");
	return root;
}

bool reader_html(struct arena *a, const struct inputlex *x, struct str bytes, struct str charset, struct report *r, struct held *h,
		 struct err *err)
{
	struct str said = STR("");
	struct page_node *root = parse(a, x, charset_to_utf8(a, bytes, charset), h, err);
	if (!root)
		return false;
	page_meta(a, x, root, h, r, &said);
	struct str body = page_text(a, x, root), title = r->title;
	if (body.n < THIN_TEXT && said.n > body.n)
		body = said;
	if (!clean_text(a, body, CLEAN_REPLACE, &body, err)) /* again: character references may stand for anything */
		return false;
	body = body_of(a, x, body, BODY_PAGE, r);
	if (body.n == 0 && page_deeper(root, PAGE_DEPTH_MAX))
		return err_set(err, ERR_INPUT, "no article was found in the page, of which what is nested more than %d deep is not looked at", PAGE_DEPTH_MAX);
	if (body.n == 0)
		return err_set(err, ERR_INPUT, "no article was found in the page");
	body_join(a, title, body, r);
	r->lang = lang_claimed(x, r->text, r->lang);
	return true;
}

struct str reader_fragment(struct arena *a, const struct inputlex *x, struct str html, struct held *h)
{
	struct err none = {0};
	struct str text = STR("");
	struct page_node *root = parse(a, x, html, h, &none);
	if (root && clean_text(a, page_fragment(a, x, root), CLEAN_REPLACE, &text, &none))
		text = str_trim(text);
	if (h->parser)
		htmlFreeParserCtxt(h->parser);
	h->parser = NULL;
	return text;
}
