/* lang.h - which language a text is in, by its script and its function words.
 * Texts that give no evidence (headlines, lists of names) count as English. */
#ifndef TRUCE_INPUT_LANG_H
#define TRUCE_INPUT_LANG_H

#include "data/inputlex.h"

struct str lang_of(const struct inputlex *x, struct str text);             /* ISO 639-1 */
struct str lang_given(struct arena *a, struct str given);                  /* "en-US", "EN", "eng" to "en"; empty where no code */

#endif
