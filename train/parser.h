/* parser.h - trains the network that tags, lemmatises and parses, on given words. */
#ifndef TRUCE_TRAIN_PARSER_H
#define TRUCE_TRAIN_PARSER_H

#include "corpus.h"
#include "names.h"
#include "text/language.h"

/* The classes of the treebanks; numbers are positions in these lists. */
struct classes {
	struct arena arena;
	struct symtab xpos, feats, deprel, rules; /* symbol n is class n - 1 */
	struct triple *triples;                   /* every combination seen, by upos */
	size_t n_triples;
};

struct parser {
	struct vocabulary vocab;
	struct classes classes;
	struct params params;
	struct encoder encoder;
	struct linear tag_hidden, tag_out; /* upos, xpos, feats, rule side by side */
	struct linear arc_label;           /* dep and head of arcs, dep and head of labels side by side */
	struct linear bilinear, label_out;
	size_t root, distance;             /* offsets: head of arcs and of labels for the root; [ARC_DISTANCES] */
	size_t tag_dim, arc_dim, label_dim;
	unsigned without; /* as in parser_options */
};

/* What can be left out, to measure what it brings: other names, clauses, lost capitals, smoothed targets, dropout of embeddings, more
 * dropout of rare forms, prefixes and suffixes, learning the tags with the trees, the last layer. */
#define IDEA_LIST(X) \
	X(NAMES, "names") X(CLAUSES, "clauses") X(CASE, "case") X(SMOOTH, "smooth") X(ROWS, "rows") X(FORMS, "forms") X(AFFIXES, "affixes") \
	X(TAGS, "tags") X(LAYER, "layer")
enum idea {
#define X(name, word) IDEA_##name,
	IDEA_LIST(X)
#undef X
	IDEA_COUNT
};

struct parser_options {
	size_t dim, layers, tag_dim, arc_dim, label_dim;
	size_t batch;        /* words */
	size_t epochs;
	double minutes;      /* stop the schedule by time instead of epochs; 0: off. Such a run cannot be repeated bit by bit */
	float rate, drop, drop_rows;
	uint64_t seed;
	unsigned without;              /* bits: 1 << enum idea */
	const struct name_pool *names; /* NULL: names are left as they are */
	const char *checkpoint; /* file, NULL: none */
	bool quiet;
};

void parser_new(struct parser *p, struct corpus *c, const struct parser_options *o);
void parser_release(struct parser *p);
bool parser_train(struct parser *p, struct corpus *train, struct corpus *dev, const struct parser_options *o, struct err *e);

struct export;
void parser_export(const struct parser *p, struct export *x);

/* The largest relative difference between the gradient and a finite difference, over some parameters of each kind. */
double parser_gradient_error(struct parser *p, struct corpus *c, uint64_t seed);

#endif
