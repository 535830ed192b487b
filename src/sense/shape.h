/* shape.h - what fields a record has, as tables: the names and values of the contract beside the members of record.h.
 * Whoever writes, stores, loads or merges records walks these tables, so that a new field is one new line here. */
#ifndef TRUCE_SENSE_SHAPE_H
#define TRUCE_SENSE_SHAPE_H

#include "sense/record.h"

enum record_kind {
	RECORD_EVENT,
	RECORD_TALK,
	RECORD_PROPOSAL,
	RECORD_AGREEMENT,
	RECORD_INCIDENT,
	RECORD_STATEMENT, /* last: a statement may be about the others */
	RECORD_COUNT
};

enum field_type {
	FIELD_STR,     /* struct str */
	FIELD_STRS,    /* VEC(struct str) */
	FIELD_ACTOR,   /* ref */
	FIELD_ACTORS,  /* refs */
	FIELD_PLACE,   /* ref */
	FIELD_PLACES,  /* VEC(ref) */
	FIELD_RECORD,  /* ref to a record of kind `kind` in the same reading */
	FIELD_VALUE,   /* an enum of the ontology */
	FIELD_VALUES,  /* VEC(uint8_t) of such */
	FIELD_MODES,   /* VEC(uint8_t) of enum mode; the event's category stands before it */
	FIELD_NUMBER,  /* double; always written */
	FIELD_ORDINAL, /* int64_t; written where not 0 */
	FIELD_FLAG,    /* bool; written where true */
	FIELD_COUNT_OF, /* struct count */
	FIELD_SPAN,    /* struct span */
	FIELD_SPANS,   /* VEC(struct span) */
	FIELD_OBJECT,  /* a struct inside, with fields of its own */
	FIELD_OBJECTS, /* a VEC of such structs */
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset;
	const char *(*word)(int value);       /* FIELD_VALUE, FIELD_VALUES: value to word */
	int (*value)(struct str word);        /* and back; 0 where unknown */
	const struct field *fields;           /* FIELD_OBJECT(S): ends with a name of NULL */
	size_t size;                          /* FIELD_OBJECTS: bytes of one */
	enum record_kind kind;                /* FIELD_RECORD */
};

struct shape {
	const char *name;           /* "talks": the key in the output and the word for `list` */
	const char *one;            /* "talk" */
	char letter;                /* 'K' */
	size_t size;                /* bytes of the record */
	size_t evidence;            /* where its struct evidence is */
	size_t list;                /* where its VEC is in struct reading */
	bool one_sentence;          /* the output has the first sentence, not the list */
	const char *span;           /* the name that the evidence's span has in the output */
	const struct field *fields;
};

extern const struct shape shapes[RECORD_COUNT];

bool shape_find(struct str name, enum record_kind *kind); /* "talks" or "talk" */

/* A VEC of any element type; copied in and out, because each VEC is a type of its own. */
struct any_vec {
	char *v;
	size_t n, cap;
};
struct any_vec any_vec(const void *at);

struct any_vec shape_list(const struct reading *r, enum record_kind kind); /* all records of that kind */
const struct evidence *shape_evidence(enum record_kind kind, const void *record);
const struct field *shape_field(enum record_kind kind, const char *name);  /* NULL where it has none */
bool field_empty(const struct field *f, const void *record);               /* has nothing to say */
bool field_is_list(const struct field *f);                                    /* a VEC */
size_t field_element_size(const struct field *f);                           /* bytes of one element of it */

#endif
