#include "view/page.h"

#include "base/html.h"

#include <string.h>

static void markdown_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool special = c && strchr("\\`*_[]<>#|~", c);
		/* At the start, these would begin a list or a rule. */
		bool opens = i == 0 && (c == '-' || c == '+' || c == '=');
		if (special || opens)
			buf_putc(out, '\\');
		buf_putc(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
}

static void plain(const struct page *p, struct str s)
{
	if (p->form == PAGE_HTML)
		html_text(p->out, s);
	else
		markdown_text(p->out, s);
}

static void reference(const struct page *p, struct str refs)
{
	if (refs.n == 0)
		return;
	buf_puts(p->out, p->form == PAGE_HTML ? " <span class=\"ref\">[" : " \\[");
	plain(p, refs);
	buf_puts(p->out, p->form == PAGE_HTML ? "]</span>" : "\\]");
}

static void text_with_refs(const struct page *p, struct str text)
{
	while (text.n) {
		bool has_ref = memchr(text.p, PAGE_REF, text.n) != NULL;
		plain(p, str_cut(&text, PAGE_REF));
		if (has_ref)
			reference(p, str_cut(&text, PAGE_REF_END));
	}
}

static void end_list(struct page *p)
{
	if (p->in_list)
		buf_puts(p->out, p->form == PAGE_HTML ? "</ul>\n" : "\n");
	p->in_list = false;
}

static void block(struct page *p, const char *open, const char *close, struct str text)
{
	end_list(p);
	buf_puts(p->out, open);
	text_with_refs(p, text);
	buf_puts(p->out, close);
}

void page_begin(struct page *p, struct str title)
{
	if (p->form == PAGE_HTML) {
		buf_puts(p->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
				 "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
		html_text(p->out, title);
		buf_puts(p->out, "</title>\n<style>\nbody{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 serif}\n"
				 ".lead{font-size:1.1rem}\n.ref{font-size:.75rem;color:#555}\n</style>\n</head>\n<body>\n");
	}
	block(p, p->form == PAGE_HTML ? "<h1>" : "# ", p->form == PAGE_HTML ? "</h1>\n" : "\n\n", title);
}

void page_end(struct page *p)
{
	end_list(p);
	if (p->form == PAGE_HTML)
		buf_puts(p->out, "</body>\n</html>\n");
}

void page_heading(struct page *p, const char *text)
{
	block(p, p->form == PAGE_HTML ? "<h2>" : "## ", p->form == PAGE_HTML ? "</h2>\n" : "\n\n", str_of(text));
}

void page_paragraph(struct page *p, struct str text)
{
	block(p, p->form == PAGE_HTML ? "<p>" : "", p->form == PAGE_HTML ? "</p>\n" : "\n\n", text);
}

void page_lead(struct page *p, struct str text)
{
	block(p, p->form == PAGE_HTML ? "<p class=\"lead\">" : "**", p->form == PAGE_HTML ? "</p>\n" : "**\n\n", text);
}

void page_item(struct page *p, struct str text)
{
	if (!p->in_list && p->form == PAGE_HTML)
		buf_puts(p->out, "<ul>\n");
	p->in_list = true;
	buf_puts(p->out, p->form == PAGE_HTML ? "<li>" : "- ");
	text_with_refs(p, text);
	buf_puts(p->out, p->form == PAGE_HTML ? "</li>\n" : "\n");
}
