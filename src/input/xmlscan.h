/* xmlscan.h - XML token by token, as far as it goes: what is broken is text, what does not end ends with the bytes. Comments,
 * processing instructions and document types are passed over, so that there are no entities but those of XML and HTML.
 * Reads each byte a fixed number of times, whatever stands in it. */
#ifndef TRUCE_INPUT_XMLSCAN_H
#define TRUCE_INPUT_XMLSCAN_H

#include "base/arena.h"

enum xmlscan_kind { XMLSCAN_TEXT, XMLSCAN_CDATA, XMLSCAN_OPEN, XMLSCAN_CLOSE };

struct xmlscan {
	enum xmlscan_kind kind;
	struct str name;       /* of an element, with its prefix */
	struct str attributes; /* of OPEN, as they stand */
	struct str text;       /* of TEXT (entities as they stand) and CDATA */
	bool empty;            /* of OPEN: <link/> */
	size_t from, to;       /* where the token stands */
};

/* The token at *at, which moves behind it. false at the end. */
bool xmlscan_next(struct str in, size_t *at, struct xmlscan *out);

/* The value of an attribute, entities decoded; empty where it is not there. */
struct str xmlscan_attribute(struct arena *a, struct str attributes, const char *name);

/* The next attribute off *rest, as it stands; false where there is none. */
bool xmlscan_cut_attribute(struct str *rest, struct str *name, struct str *value);

/* Text with XML's, HTML's and numbered entities decoded; what is none stays. */
struct str xmlscan_decode(struct arena *a, struct str text);

/* What an element holds: text decoded, CDATA as it is, tags as they stand. */
struct str xmlscan_inner(struct arena *a, struct str in);

#endif
