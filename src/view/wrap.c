#include "view/wrap.h"

#include "view/grid.h"

void wrap_text(struct buf *out, size_t width, const char *head, size_t indent, struct str text)
{
	size_t at = indent, most = width ? width : WRAP_WIDTH;
	buf_puts(out, head);
	for (size_t i = grid_width(str_of(head)); i < indent; i++)
		buf_putc(out, ' ');
	while (text.n) {
		struct str word = str_cut(&text, ' ');
		size_t wide = grid_width(word);
		if (word.n == 0)
			continue;
		if (at > indent && at + 1 + wide > most) {
			buf_printf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else if (at > indent) {
			buf_putc(out, ' ');
			at++;
		}
		buf_add(out, word);
		at += wide;
	}
	buf_putc(out, '\n');
}
