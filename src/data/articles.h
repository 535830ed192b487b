/* articles.h - names that take “the” in a sentence, from data/view/articles.tsv. */
#ifndef TRUCE_DATA_ARTICLES_H
#define TRUCE_DATA_ARTICLES_H

#include "base/vec.h"
#include "data/knowledge.h"

struct article {
	struct str name;
	bool ending; /* every name that ends in it */
};

struct articles {
	VEC(struct article) list;
};

bool articles_load(struct knowledge *k, const char *dir, struct err *err);

bool articles_has(const struct articles *x, struct str name);

#endif
