/* lang.h - which language a text is in, by its script and its function words.
 * Texts that give no evidence (headlines, lists of names) count as English. */
#ifndef TRUCE_INPUT_LANG_H
#define TRUCE_INPUT_LANG_H

#include "data/inputlex.h"

struct str lang_of(const struct inputlex *x, struct str text);             /* ISO 639-1 */

/* The language that a page claims to be in, unless the text shows another: many pages claim that of their makers' set-up. */
struct str lang_claimed(const struct inputlex *x, struct str text, struct str claimed);

struct str lang_given(struct arena *a, struct str given);                  /* "en-US", "EN", "eng" to "en"; empty where no code */

#endif
