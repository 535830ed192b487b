/* utf8.h - UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, nothing above U+10FFFF. */
#ifndef TRUCE_BASE_UTF8_H
#define TRUCE_BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFDu

/* The code point at s.p[*i], which must be inside; moves *i behind it. A bad byte gives UTF8_BAD and moves one byte. */
uint32_t utf8_next(struct str s, size_t *i);

size_t utf8_ascii(struct str s, size_t i);   /* where the run of ASCII bytes that begins at i ends */
size_t utf8_bad(struct str s);               /* offset of the first byte that is not UTF-8; s.n where all is */
size_t utf8_count(struct str s);             /* code points */
size_t utf8_put(uint32_t cp, char out[4]);   /* bytes written */

bool utf8_is_upper(uint32_t cp); /* Latin, Greek and Cyrillic capitals, title-case digraphs */
bool utf8_is_letter(uint32_t cp);
bool utf8_is_digit(uint32_t cp); /* ASCII digits only */
bool utf8_is_space(uint32_t cp); /* Unicode White_Space, and U+FEFF, U+200B */
uint32_t utf8_lower(uint32_t cp);

#endif
