/* cues.h - cues of speech and tone words: data/statements/. Its README says what each field means. */
#ifndef TRUCE_DATA_CUES_H
#define TRUCE_DATA_CUES_H

#include "base/vec.h"
#include "data/knowledge.h"
#include "data/ontology.h"

#define CUE_WORDS_MAX 4
#define CUES_TONE_LEAST 2

enum cue_kind { CUE_KIND_NONE, CUE_VERB, CUE_NOUN, CUE_ADJ, CUE_SOURCE };

#define CUE_CLASS_LIST(X) \
	X(SAY, "say") X(ASK, "ask") X(THINK, "think") X(SHOW, "show") X(PROMISE, "promise") X(THREATEN, "threaten") \
	X(WARN, "warn") X(ACCUSE, "accuse") X(PRAISE, "praise") X(DENY, "deny") X(ORDER, "order") X(DEFEND, "defend")
enum cue_class {
	CUE_CLASS_NONE,
#define X(name, word) CUE_##name,
	CUE_CLASS_LIST(X)
#undef X
};

enum cue_frame {
	FRAME_THAT = 1 << 0, FRAME_QUOTE = 1 << 1, FRAME_TO = 1 << 2, FRAME_ING = 1 << 3, FRAME_OBJ = 1 << 4,
	FRAME_OBJ_TO = 1 << 5, FRAME_OBJ_THAT = 1 << 6, FRAME_OBJ_OF = 1 << 7, FRAME_OBJ_AS = 1 << 8,
	FRAME_OBJ_XCOMP = 1 << 9, FRAME_CLAUSE = 1 << 10,
};

/* “+for”: what stands behind the preposition; “+on-to”: with the infinitive that follows. */
struct cue_prep { sym word; bool to; };

struct cue {
	sym word[CUE_WORDS_MAX]; /* the head first; 0 behind the last */
	enum cue_kind kind;
	enum cue_class class;
	enum tone tone;          /* TONE_NONE: the content decides */
	uint32_t frames;         /* bits of enum cue_frame */
	VEC(struct cue_prep) preps;
	struct str rule;         /* "statements/cues.tsv:12 say" */
	const struct cue *next;  /* the next entry with the same first word, in the order of the file */
};

struct tone_word { uint8_t weight[TONE_COUNT]; };

bool cues_load(struct knowledge *k, const char *dir, struct err *err);

/* The first entry whose first word is that; the others follow by `next`. NULL where there is none. */
const struct cue *cues_first(const struct cues *c, sym word);

/* Whether a word has an entry of that kind. */
bool cues_any(const struct cues *c, sym word, enum cue_kind kind);

/* How much a lemma weighs for each tone; NULL where it has no tone. */
const struct tone_word *cues_tone(const struct cues *c, sym lemma);

const char *cue_class_name(enum cue_class c);

#endif
