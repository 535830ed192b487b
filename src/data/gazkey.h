/* gazkey.h - the key under which a place name is found: lower case, no accents, no apostrophes and full stops, hyphens as
 * blanks, one blank between words; and its FNV-1a hash, word after word, so that a search can go on from where it stands.
 * tools/mk_gazetteer.py does the same. */
#ifndef TRUCE_DATA_GAZKEY_H
#define TRUCE_DATA_GAZKEY_H

#include "base/str.h"

#define GAZKEY_START 1469598103934665603u

/* The hash of a name's words so far; GAZKEY_START for none. */
typedef uint64_t gazkey;

/* Goes on with the words in s, with a blank before them if there was something. Unchanged where s has no letter or digit. */
gazkey gazkey_add(gazkey key, struct str s);

gazkey gazkey_of(struct str name);

/* Cuts the next word off a name and goes on with it; false at the end. A name's prefixes are the keys on the way to it: a
 * table holds them too, so that a search knows when to stop. */
bool gazkey_next(struct str *name, gazkey *key);

#endif
