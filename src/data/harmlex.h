/* harmlex.h - numbers in words, victims, weapons, what is struck, words of violence (data/harm). */
#ifndef TRUCE_DATA_HARMLEX_H
#define TRUCE_DATA_HARMLEX_H

#include "data/knowledge.h"
#include "data/ontology.h"
#include "data/phrases.h"

/* Classes of data/harm/numbers.tsv. B_… stand before a number and bound it, A_… behind it. */
#define NUMBER_CLASS_LIST(X) \
	X(CARD, "card") X(TENS, "tens") X(SCALE, "scale") X(FUZZY, "fuzzy") X(ARTICLE, "article") X(NIL, "none") \
	X(B_OVER, "b-over") X(B_LEAST, "b-least") X(B_UNDER, "b-under") X(B_MOST, "b-most") X(B_ABOUT, "b-about") \
	X(A_LEAST, "a-least") X(A_MOST, "a-most")
enum number_class {
	NUMBER_NONE,
#define X(name, word) NUMBER_##name,
	NUMBER_CLASS_LIST(X)
#undef X
};

struct harmlex {
	struct phrases numbers;
	sym hyphen, slash, and_, or_, to, between;
};

bool harmlex_load(struct knowledge *k, const char *dir, struct err *err);

#endif
