/* page.h - a short text with headings, paragraphs and references, as Markdown or HTML. Pure: adds to a buf.
 * Whatever text is given is escaped for where it goes. */
#ifndef TRUCE_VIEW_PAGE_H
#define TRUCE_VIEW_PAGE_H

#include "base/buf.h"

enum page_form { PAGE_MARKDOWN, PAGE_HTML };

/* In text given to page_paragraph and page_item: where the reference is to stand. */
#define PAGE_MARK '\x01'

struct page {
	struct buf *out;
	enum page_form form;
	bool in_list;
};

void page_begin(struct page *p, struct str title); /* with the title as the first heading */
void page_end(struct page *p);
void page_heading(struct page *p, const char *text);
/* refs stands in the place of each PAGE_MARK; what it says is escaped too. */
void page_paragraph(struct page *p, struct str text, struct str refs);
void page_lead(struct page *p, struct str text, struct str refs); /* set off from the others */
void page_item(struct page *p, struct str text, struct str refs); /* of a list, which the next heading or paragraph ends */

#endif
