/* newsfeed.h - the items of a feed: RSS 0.90 to 2.0, RDF, Atom, JSON Feed, with the quirks of the real ones.
 *
 * XML is read by a scanner of its own, which takes what is broken as far as it goes, knows HTML's entities, passes over
 * document types, and so has no entities to expand or to fetch. What a feed escapes twice, wraps in CDATA or leaves
 * unescaped is markup all the same. Names are told by their namespace, or by the customary prefix where none is declared. */
#ifndef TRUCE_INPUT_NEWSFEED_H
#define TRUCE_INPUT_NEWSFEED_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define NEWSFEED_ITEMS_MAX 10000u          /* a feed that goes on is cut there */
#define NEWSFEED_MAX ((size_t)16 << 20)    /* bytes of a feed */

struct json_object;

struct newsfeed_item {
	struct str id;      /* guid or atom:id where it is one for all the world; else the link, else what there is */
	struct str link;    /* absolute where the feed's address was given */
	struct str title;   /* one line of plain text */
	struct str content; /* HTML, or text where `plain`: the whole article where the feed has it, else its summary */
	bool plain;
	struct str date;    /* as it stands */
	struct str author, source, lang; /* source: of an item that was taken from elsewhere */
	uint32_t line;      /* where it begins; in JSON its number */
};

/* An open feed. Zeroed: closed. */
struct newsfeed {
	struct buf bytes;           /* owned: XML in UTF-8 */
	struct json_object *json;   /* owned: JSON Feed */
	size_t at, counted;         /* next byte, or next item of json; bytes whose lines are counted */
	uint32_t line, items;       /* line at `counted`; items given so far */
	bool cut;                   /* the last item given was not whole, or there were too many */
	struct str title, link, lang; /* of the feed; in bytes, json or the arena of newsfeed_open */
	struct str url;
	bool atom;
	struct { struct str prefix; int space; } spaces[32];
	size_t n_spaces;
};

/* Whether the bytes (some kilobytes of the start will do) are those of a feed, whatever they are called. */
bool newsfeed_looks_like(struct str head);

/* Takes a copy of what it needs of the bytes. charset: what came with them says of it; url: where they came from, for
 * relative links; both may be empty. title, link and lang lie in the arena, which needs a guard unless it cannot fail.
 * false and *err (ERR_INPUT) where this is no feed. */
bool newsfeed_open(struct newsfeed *f, struct arena *a, struct str bytes, struct str charset, struct str url, struct err *err);

/* The next item, in the arena (guard as above). false at the end. */
bool newsfeed_next(struct newsfeed *f, struct arena *a, struct newsfeed_item *out);

void newsfeed_release(struct newsfeed *f);

#endif
