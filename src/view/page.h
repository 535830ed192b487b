/* page.h - a short text with headings, paragraphs and references, as Markdown or HTML. Pure: adds to a buf.
 * Whatever text is given is escaped for where it goes. */
#ifndef TRUCE_VIEW_PAGE_H
#define TRUCE_VIEW_PAGE_H

#include "base/buf.h"

enum page_form { PAGE_MARKDOWN, PAGE_HTML };

/* In the text of paragraphs and items, a reference stands between these. */
#define PAGE_REF '\x01'
#define PAGE_REF_END '\x02'

struct page {
	struct buf *out;
	enum page_form form;
	bool in_list;
};

void page_begin(struct page *p, struct str title); /* with the title as the first heading */
void page_end(struct page *p);
void page_heading(struct page *p, const char *text);
void page_paragraph(struct page *p, struct str text);
void page_lead(struct page *p, struct str text); /* set off from the others */
void page_item(struct page *p, struct str text); /* of a list, which the next heading or paragraph ends */

#endif
