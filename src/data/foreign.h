/* foreign.h - how other projects number states and call events, from data/view/countries.tsv, goldstein.tsv and acled.tsv. */
#ifndef TRUCE_DATA_FOREIGN_H
#define TRUCE_DATA_FOREIGN_H

#include "base/vec.h"
#include "data/knowledge.h"
#include "data/ontology.h"

struct nation {
	struct str code, name;                        /* "UKR", "Ukraine" */
	struct str iso, fips, cow, gw;                /* as those write them; empty where they have none */
	struct str acled_region, ucdp_region;
};

struct goldstein {
	struct str code; /* CAMEO; holds for all codes that begin so */
	double value;
};

/* What ACLED makes of an attack of that kind, or of an event. */
struct acled_row {
	enum incident_kind kind; /* 0: an event */
	enum category category;
	enum mode mode;          /* 0: any */
	bool civilians;          /* only where civilians are the target */
	struct str disorder, type, sub_type;
};

struct foreign {
	VEC(struct nation) nations;
	VEC(struct goldstein) scale;
	VEC(struct acled_row) acled;
};

bool foreign_load(struct knowledge *k, const char *dir, struct err *err);

/* NULL where it has none. */
const struct nation *foreign_nation(const struct foreign *x, struct str country);

/* Goldstein's value of a CAMEO code; false where it has none. */
bool foreign_goldstein(const struct foreign *x, struct str cameo, double *out);

/* The row that says most; NULL where ACLED has no such event. Either kind or category is given. */
const struct acled_row *foreign_acled(const struct foreign *x, enum incident_kind kind, enum category category,
				      const uint8_t *modes, size_t n_modes, bool civilians);

#endif
