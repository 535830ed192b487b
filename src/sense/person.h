/* person.h - persons of the dictionary on the report's day, and whether two names can be one person's.
 *   reads    the actor dictionary, the report's date */
#ifndef TRUCE_SENSE_PERSON_H
#define TRUCE_SENSE_PERSON_H

#include "data/actor_dict.h"
#include "sense/record.h"

/* Country, role and sectors that the dictionary gives the person on the report's day; who is out of office is a former one. */
void person_describe(const struct reading *r, const struct actor_entry *e, struct actor *a);

/* Known as the holder of a past office, and the report itself gives one: “Foreign Minister NAME” in an undated report. */
bool person_office_returns(const struct actor *a, const struct actor_entry *noun);

/* Of the names in the chain from `name` (actor_dict.names) whose last word is meant: of the country told beside it rather than of the
 * one the report speaks of, of that rather than of others, in office rather than before or after. -1 where none has come into
 * office yet; one with a title may be told of before. */
int32_t person_by_surname(const struct reading *r, uint32_t name, struct str told, struct str main_country, bool titled);

/* Whether the shorter name can be the longer one's: all its words stand in it, hyphens part words too. */
bool person_name_fits(struct str shorter, struct str longer);

/* The last word of a name or role. */
struct str person_last_word(struct str s);

#endif
