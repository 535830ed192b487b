/* knowledge.h - everything truce knows besides its language model, loaded from the data folder: symbols, actors, places,
 * time words, cues of speech, event rules, words of harm, words of the peace process. Read-only after loading, shared by
 * threads. Each part has a file pair of its own in src/data/ and a folder with a README in data/. */
#ifndef TRUCE_DATA_KNOWLEDGE_H
#define TRUCE_DATA_KNOWLEDGE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/symtab.h"

struct actor_dict; /* data/actor_dict.h: states, organisations, armed groups, persons, agents, titles */
struct gazetteer;  /* data/gazetteer.h: places */
struct timelex;    /* data/timelex.h: time words */
struct cues;       /* data/cues.h: cues of speech, tone words */
struct rules;      /* data/rules.h: event rules, verb and noun senses */
struct harmlex;    /* data/harmlex.h: numbers, victims, weapons, what is struck */
struct deals;      /* data/deals.h: talks, proposals, agreements, scopes */
struct inputlex;   /* data/inputlex.h: what the readers of reports know */
struct articles;   /* data/articles.h: names that take “the” */
struct layouts;    /* data/layout.h: columns that other projects' tools read */
struct foreign;    /* data/foreign.h: how other projects number states and call events */
struct terms;      /* data/terms.h: what a ceasefire forbids */
struct verbforms;  /* data/verbforms.h: irregular verbs */

struct knowledge {
	struct arena arena; /* owns all below */
	struct symtab symbols;
	uint64_t hash;      /* of all data files */
	struct str version; /* "16 hex digits" of hash */
	const struct actor_dict *actors;
	const struct gazetteer *gazetteer;
	const struct timelex *times;
	const struct cues *cues;
	const struct rules *rules;
	const struct harmlex *harm;
	const struct deals *deals;
	const struct inputlex *input;
	const struct articles *articles;
	const struct layouts *layouts;
	const struct foreign *foreign;
	const struct terms *terms;
	const struct verbforms *verbforms;
};

/* Loads data_dir, and the gazetteer made at build time from gazetteer_file (NULL: only what data_dir/gazetteer has).
 * NULL and *err (with file, line and reason) where something is missing or wrong. */
struct knowledge *knowledge_load(const char *data_dir, const char *gazetteer_file, struct err *err);
void knowledge_free(struct knowledge *k); /* NULL allowed */

/* A loader: fills its part of k from files below dir; false and *err on the first error. k->arena has a guard. */
struct table;
bool knowledge_table(struct knowledge *k, struct table *t, const char *dir, const char *name, struct err *err); /* table_open, hashed into k */

/* The symbol of a lower-cased word or lemma in a data file. */
sym knowledge_sym(struct knowledge *k, struct str word);

#endif
