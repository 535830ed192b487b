/* tokenise.h - words in running text.
 *   reads    doc->text
 *   fills    doc->words: start, end, form, space_after, mwt; the result: how many line breaks follow each word
 *   memory   doc->arena
 *
 * White space parts tokens. Inside what stands between white space, a linear model decides at each gap between characters
 * where a token may end: where letters, digits and symbols meet, before n't, and inside the few words that the treebanks
 * split (cannot, gonna). */
#ifndef TRUCE_TEXT_TOKENISE_H
#define TRUCE_TEXT_TOKENISE_H

#include "text/doc.h"
#include "text/language.h"

/* breaks[w]: line breaks between word w and the next, at most 2; 2 for the last word. */
uint8_t *tokenise_run(const struct gap_model *g, struct doc *d);

/* ---- for the trainer, which must see the same gaps and features ---- */

#define CHUNK_MAX 160u   /* code points of a chunk that are looked at together; longer ones are cut into pieces */
#define GAP_FEATURES 33u

/* Text without white space, or a piece of it. */
struct chunk {
	size_t n;                   /* code points */
	uint32_t at[CHUNK_MAX + 1]; /* byte offsets in the text; at[n] is the end */
	uint32_t cp[CHUNK_MAX];     /* lower-cased, digits as '0' */
	uint8_t kind[CHUNK_MAX];    /* enum char_kind */
	uint8_t run[CHUNK_MAX];     /* index of the run of its kind */
	uint8_t run_from[CHUNK_MAX + 1];
	uint64_t run_hash[CHUNK_MAX];
	size_t n_runs;
	uint64_t hash, shape;       /* of the whole */
	unsigned flags;
	uint8_t whole_from, whole_to; /* an address of a page or of a person, which no word ends inside */
	uint64_t before, after;     /* what is known of the neighbours */
	uint64_t after_word;
};

/* Cuts the next chunk off text at *from (moved on); false at the end. The neighbours are looked up in the text. */
bool chunk_next(struct str text, size_t *from, struct chunk *c);

/* May a word end before code point i (1 to n - 1)? */
bool gap_possible(const struct gap_model *g, const struct chunk *c, size_t i);
void gap_features(const struct chunk *c, size_t i, enum gap last, size_t last_at, uint32_t out[GAP_FEATURES]);
uint64_t gap_split_key(const struct chunk *c, size_t run);

#endif
