/* doc.h - a report's text under language analysis: sentences, words, trees, in Universal Dependencies.
 *
 * Words are syntactic words. The words of a multiword token (“don't”, “it's”) divide its bytes among them where the
 * text allows it (do|n't), as UD English does; `mwt` says how many words the token that starts here has.
 * Spans are byte offsets into doc->text, [start, end), ascending; doc_cp turns them into code points for output.
 * Filled in order by tokenise (sents, words: spans and form), tag (lemma, upos, xpos, feats), parse (head, dep), and
 * bind (lem, low). All memory is the document's arena. */
#ifndef TRUCE_TEXT_DOC_H
#define TRUCE_TEXT_DOC_H

#include "base/err.h"
#include "base/symtab.h"
#include "base/vec.h"

/* The 17 universal tags, in the order of the UD documentation; UPOS_NONE is "not tagged". */
#define UPOS_LIST(X) \
	X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) X(PUNCT) X(SCONJ) \
	X(SYM) X(VERB) X(X)
enum upos {
	UPOS_NONE,
#define X(name) UPOS_##name,
	UPOS_LIST(X)
#undef X
	UPOS_COUNT
};

/* The relations of UD English (EWT, GUM). DEP_OTHER: one not in this list, to be seen in word.deprel only. */
#define DEP_LIST(X) \
	X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") \
	X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") \
	X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(CLF, "clf") X(COMPOUND, "compound") \
	X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") \
	X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") \
	X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith") \
	X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") \
	X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") \
	X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") X(OBL_AGENT, "obl:agent") \
	X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") X(PUNCT, "punct") \
	X(REPARANDUM, "reparandum") X(ROOT, "root") X(VOCATIVE, "vocative") X(XCOMP, "xcomp")
enum dep {
	DEP_NONE,
#define X(name, label) DEP_##name,
	DEP_LIST(X)
#undef X
	DEP_OTHER,
	DEP_COUNT
};

/* The features the coder asks for, as bits of word.feat; word.feats has them all, as CoNLL-U writes them. */
enum feat {
	FEAT_PAST = 1 << 0, FEAT_PRES = 1 << 1,                                                  /* Tense */
	FEAT_FIN = 1 << 2, FEAT_INF = 1 << 3, FEAT_GER = 1 << 4, FEAT_PART = 1 << 5,             /* VerbForm */
	FEAT_IND = 1 << 6, FEAT_IMP = 1 << 7, FEAT_SUB = 1 << 8,                                 /* Mood */
	FEAT_PASS = 1 << 9,                                                                      /* Voice */
	FEAT_SING = 1 << 10, FEAT_PLUR = 1 << 11,                                                /* Number; Ptan is PLUR */
	FEAT_P1 = 1 << 12, FEAT_P2 = 1 << 13, FEAT_P3 = 1 << 14,                                 /* Person */
	FEAT_MASC = 1 << 15, FEAT_FEM = 1 << 16, FEAT_NEUT = 1 << 17,                            /* Gender */
	FEAT_NEG = 1 << 18,                                                                      /* Polarity=Neg */
	FEAT_PRS = 1 << 19, FEAT_REL = 1 << 20, FEAT_DEM = 1 << 21, FEAT_INT = 1 << 22,          /* PronType */
	FEAT_POSS = 1 << 23,                                                                     /* Poss=Yes */
	FEAT_CARD = 1 << 24, FEAT_ORD = 1 << 25,                                                 /* NumType */
	FEAT_DEF = 1 << 26, FEAT_INDEF = 1 << 27,                                                /* Definite */
	FEAT_NOM = 1 << 28, FEAT_ACC = 1 << 29,                                                  /* Case */
};

struct word {
	uint32_t start, end; /* bytes of doc->text */
	struct str form;     /* as CoNLL-U has it; mostly the bytes at [start, end) */
	struct str lemma, xpos, feats, deprel, misc; /* misc only from CoNLL-U input */
	int32_t head;        /* index into doc->words; -1 for the root of a sentence and where unparsed */
	uint32_t sent;       /* index into doc->sents */
	uint32_t feat;       /* bits of enum feat */
	sym lem, low;        /* lemma and lower-cased form in the knowledge's symbols; 0: no dictionary has it */
	uint8_t upos;        /* enum upos */
	uint8_t dep;         /* enum dep */
	uint8_t mwt;         /* at the first word of a multiword token the number of its words, else 0 */
	bool space_after;    /* false: the next token follows without white space */
};

struct sent {
	uint32_t first, last; /* words [first, last) */
	uint32_t start, end;  /* bytes of doc->text, without white space at the ends */
	uint32_t root;        /* index of the root word */
	bool new_par;         /* first sentence of a paragraph */
	struct str comments;  /* CoNLL-U input: the comment lines as they were, each with its newline */
};

struct word_span {
	uint32_t first, last; /* words [first, last) */
};

struct doc {
	struct arena *arena;  /* borrowed; everything below lives in it */
	struct str text;      /* valid UTF-8; borrowed by all spans */
	VEC(struct word) words;
	VEC(struct sent) sents;
	uint32_t *cp_marks;   /* code points before byte 64·i */
	uint32_t *kids_start; /* [words.n + 1] */
	uint32_t *kids;       /* dependents of w, in order: kids[kids_start[w]] … kids[kids_start[w + 1] - 1] */
	struct word_span *yields; /* [words.n] see doc_subtree */
	struct word_span *ranks;  /* [words.n] place in a walk from the roots, and the end of the subtree in it */
	struct err err;       /* the first failure */
};

/* text must be valid UTF-8 and outlive the doc. */
void doc_init(struct doc *d, struct arena *arena, struct str text);

uint32_t doc_cp(const struct doc *d, uint32_t byte); /* code points before that byte */
struct str doc_span(const struct doc *d, uint32_t start, uint32_t end);

/* Index of the dependents and of the subtrees; call when the heads are set. */
void doc_index_kids(struct doc *d);

/* The first dependent of w (absolute index) with that relation, or -1. Needs doc_index_kids. */
int32_t doc_kid(const struct doc *d, uint32_t w, enum dep dep);

/* The smallest span of words that holds all of the subtree of w. Needs doc_index_kids. */
struct word_span doc_subtree(const struct doc *d, uint32_t w);

/* Also true for w == ancestor; false for other words on a cycle. Needs doc_index_kids. */
bool doc_below(const struct doc *d, uint32_t w, uint32_t ancestor);

const char *upos_name(enum upos u);        /* "ADJ"; "_" for UPOS_NONE */
enum upos upos_of(struct str name);        /* UPOS_NONE where unknown */
const char *dep_name(enum dep d);          /* "nsubj:pass" */
enum dep dep_of(struct str label);         /* DEP_OTHER where unknown; an unknown subtype falls back to its universal part */
uint32_t feat_bits(struct str feats);      /* "Number=Sing|Person=3" to bits of enum feat */

#endif
