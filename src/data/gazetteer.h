/* gazetteer.h - place names with coordinates, countries and administrative areas.
 *
 * Two sources are one here: data/gazetteer/ (countries, and places that conflicts need; ids come first) and gazetteer.bin
 * (gazfile.h). A name is looked up word by word with gazkey: */
#ifndef TRUCE_DATA_GAZETTEER_H
#define TRUCE_DATA_GAZETTEER_H

#include "data/gazkey.h"
#include "data/knowledge.h"
#include "data/ontology.h"

bool gazetteer_load(struct knowledge *k, const char *dir, const char *file, struct err *err);
void gazetteer_close(const struct gazetteer *g); /* unmaps the file; NULL allowed */

typedef uint32_t gaz_id;
#define GAZ_NONE UINT32_MAX

struct gaz_place {
	struct str name;
	enum place_type type;
	struct str country;  /* ISO 3166-1 alpha-3; empty for what lies in several or none */
	double lat, lon;
	uint32_t people;     /* who live there; for places of data/gazetteer what makes them comparable with towns */
	int64_t geonameid;   /* 0: none */
	gaz_id region;       /* the first-order area it lies in, or GAZ_NONE */
	bool capital;        /* seat of a government */
	uint32_t line;       /* of places.tsv or countries.tsv; 0: gazetteer.bin */
};

struct gaz_place gazetteer_place(const struct gazetteer *g, gaz_id id);

#define GAZ_NAMESAKES_MAX 48

/* The places that have this name (the largest come first), at most GAZ_NAMESAKES_MAX; *more: longer names begin with it. */
size_t gazetteer_find(const struct gazetteer *g, gazkey key, gaz_id out[GAZ_NAMESAKES_MAX], bool *more);

/* The country with that alpha-3, or GAZ_NONE; and its usual English name, or empty. */
gaz_id gazetteer_country(const struct gazetteer *g, struct str alpha3);
struct str gazetteer_country_name(const struct gazetteer *g, struct str alpha3);

/* Kilometres between two points on the earth. */
double gazetteer_km(double lat1, double lon1, double lat2, double lon2);

/* Words around place names, as words.tsv has them: kind, word of the file. */
#define GAZ_WORD_LIST(X) \
	X(AFTER, "after") X(STREET, "street") X(BEFORE, "before") X(PREFIX, "prefix") X(LOCATIVE, "locative") X(MOTION, "motion") X(BEARING, "bearing") \
	X(JOURNEY, "journey") X(ENTERS, "enters") X(TAKES, "takes") X(ACTS, "acts") X(SITE, "site") X(TITLE, "title") X(BODY, "body") X(OTHER, "other") X(NEVER, "never") \
	X(COMMON, "common") X(PERSON, "person")

enum gaz_word {
#define X(name, word) GAZ_##name,
	GAZ_WORD_LIST(X)
#undef X
	GAZ_WORD_COUNT
};

bool gazetteer_word(const struct gazetteer *g, enum gaz_word kind, sym word); /* one word of that kind */

#define GAZ_PHRASE_MAX 4
struct gaz_phrase {
	enum gaz_word kind;
	enum place_type type;
	sym words[GAZ_PHRASE_MAX];
	uint8_t n;
};

/* The longest phrase of that kind that the n symbols begin with; NULL where there is none. */
const struct gaz_phrase *gazetteer_phrase(const struct gazetteer *g, enum gaz_word kind, const sym *words, size_t n);

#endif
