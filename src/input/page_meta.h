/* page_meta.h - what a web page says about its article: title, date, author, source, original source, language, address; from
 * JSON-LD, Open Graph, meta elements, microdata, <time>, <h1> and <title>. */
#ifndef TRUCE_INPUT_PAGE_META_H
#define TRUCE_INPUT_PAGE_META_H

#include "input/reader.h"

#include "input/page_tree.h"

/* Fills title, date, time, author, source, original_source, lang (as the page claims) and url of the report; *body gets JSON-LD's
 * articleBody, or stays empty. */
void page_meta(struct arena *a, const struct inputlex *x, struct page_node *root, struct held *h, struct report *r, struct str *body);

/* Whether the value of a name, property or http-equiv of <meta> is one that page_meta knows, or may be one: it is written with
 * character references. */
bool page_meta_asks(struct str value);

#endif
