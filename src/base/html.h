/* html.h - text made safe for the place in a page where it is printed. */
#ifndef TRUCE_BASE_HTML_H
#define TRUCE_BASE_HTML_H

#include "base/buf.h"

void html_text(struct buf *out, struct str s); /* between tags, and in attributes in double quotes */

#endif
