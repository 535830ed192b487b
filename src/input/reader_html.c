#include "input/body.h"
#include "input/clean.h"
#include "input/page_meta.h"
#include "input/page_slim.h"
#include "input/page_text.h"
#include "input/reader.h"

#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define META_WITHIN 4096 /* bytes in which a page names its character set */
#define THIN_TEXT 250    /* bytes; an article that is shorter is looked for in the metadata too */

static bool in_charset_name(char c)
{
	return c == '-' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* "charset=…" in the head of the page; empty where there is none. */
static struct str named_charset(struct str bytes, char *out, size_t cap)
{
	char low[META_WITHIN + 4];
	size_t n = bytes.n < META_WITHIN ? bytes.n : META_WITHIN;
	for (size_t i = 0; i < n; i++)
		low[i] = bytes.p[i] >= 'A' && bytes.p[i] <= 'Z' ? (char)(bytes.p[i] + 32) : bytes.p[i];
	struct str head = {low, n}, mark = STR("charset=");
	size_t at = str_find(head, mark);
	if (at == head.n)
		return STR("");
	struct str rest = str_sub(head, at + mark.n, head.n);
	while (rest.n && strchr("\"' ", rest.p[0]))
		rest = str_sub(rest, 1, rest.n);
	size_t len = 0;
	while (len < rest.n && len + 1 < cap && in_charset_name(rest.p[len]))
		len++;
	memcpy(out, rest.p, len);
	out[len] = '\0';
	return (struct str){out, len};
}

/* A page that is valid UTF-8 is UTF-8 whatever it says; else it is what it says, else windows-1252. One bad byte makes
 * libxml2 take a whole UTF-8 page for something else, so that it only ever sees what is repaired. */
static bool decode(struct arena *a, struct str bytes, struct str told, struct str *out, struct err *err)
{
	char charset[40];
	struct str name = named_charset(told.n && told.n < sizeof charset ? arena_join(a, STR("charset="), told) : bytes, charset, sizeof charset);
	bool utf16 = bytes.n >= 2 && (memcmp(bytes.p, "\xFF\xFE", 2) == 0 || memcmp(bytes.p, "\xFE\xFF", 2) == 0);
	if (utf8_bad(bytes) < bytes.n && !utf16 && !str_is(name, "utf-8") && !str_is(name, "utf8")) {
		bool latin = name.n == 0 || str_is(name, "iso-8859-1") || str_is(name, "latin1") || str_is(name, "us-ascii");
		if (latin || !clean_convert(a, bytes, charset, &bytes))
			clean_convert(a, bytes, "CP1252", &bytes);
	}
	return clean_text(a, utf16 ? bytes : page_slim(a, bytes), CLEAN_REPLACE, out, err);
}

bool reader_html(struct arena *a, const struct inputlex *x, struct str bytes, struct str charset, struct report *r, struct held *h,
		 struct err *err)
{
	struct str page, said = STR("");
	if (!decode(a, bytes, charset, &page, err))
		return false;
	int how = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
	h->page = htmlReadMemory(page.p, (int)page.n, NULL, "UTF-8", how);
	if (!h->page || !xmlDocGetRootElement(h->page))
		return err_set(err, ERR_INPUT, "is no HTML that can be read");
	page_meta(a, x, h->page, h, r, &said);
	struct str body = page_text(a, x, h->page), title = r->title;
	if (body.n < THIN_TEXT && said.n > body.n)
		body = said;
	if (!clean_text(a, body, CLEAN_REPLACE, &body, err)) /* again: character references may stand for anything */
		return false;
	body = body_of(a, x, body, BODY_PAGE, r);
	if (body.n == 0)
		return err_set(err, ERR_INPUT, "no article was found in the page");
	body_join(a, title, body, r);
	return true;
}
