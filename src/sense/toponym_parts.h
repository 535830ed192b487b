/* toponym_parts.h - inside the toponym pass: names found (toponym_find.c), put on the map (toponym_choose.c). */
#ifndef TRUCE_SENSE_TOPONYM_PARTS_H
#define TRUCE_SENSE_TOPONYM_PARTS_H

#include "data/gazetteer.h"
#include "sense/record.h"

#define TOPONYMS_MAX 10000 /* names of a report that are looked at; more than any report has */

/* A name in the text that may be a place's. */
struct toponym {
	uint32_t first, last;      /* words of the mention: the name, and a generic word that belongs to it ("region") */
	uint32_t name_first, name_last; /* words of the name alone */
	uint32_t head;
	gazkey key;                /* of the name */
	enum place_type type;      /* what the generic word says; 0: nothing */
	bool proper;               /* that word is capitalised: "Henry County" */
	bool street;               /* named after a place rather than in it */
	bool locative;             /* a preposition, a dateline or the like makes it a place */
	bool weak;                 /* a word of the language or a person's name: needs proof */
	bool dropped;
	int32_t within;            /* the toponym behind it that contains it ("Paris, Texas"), or -1 */
	uint32_t linked;           /* the word that stands for it in "the city of X"; UINT32_MAX: none */
	uint16_t n_ids;
	gaz_id *ids;               /* the places of that name */
	gaz_id chosen;             /* of ids; GAZ_NONE: a name that is on no map */
};

typedef VEC(struct toponym) toponyms;

/* Finds the names that are used as places, in the order of the text. */
void toponym_find(struct reading *r, toponyms *out);

/* Sets `chosen` of each. */
void toponym_choose(struct reading *r, toponyms *list);

#endif
