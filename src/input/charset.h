/* charset.h - in which character set the bytes of a page or a feed are: byte order mark, what the server said, what the
 * document says of itself, its language, the look of the bytes; in this order. Valid UTF-8 is UTF-8 whatever is said. */
#ifndef TRUCE_INPUT_CHARSET_H
#define TRUCE_INPUT_CHARSET_H

#include "base/arena.h"

/* The bytes in UTF-8, a slice of them or in the arena; bytes that are wrong in the character set become U+FFFD, but those of
 * a document that claims to be UTF-8 stay. told: as the server gave it, or empty. */
struct str charset_to_utf8(struct arena *a, struct str bytes, struct str told);

#endif
