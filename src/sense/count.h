/* count.h - how many: the count that the text gives of what a noun names.
 *   reads    words, trees
 *
 * “147 drones” is [147,147], “at least 20 people” [20,open], “dozens of civilians” [24,99], “two or three men” [2,3],
 * “a soldier” [1,1], “the five” [5,5]. A plural noun without a number is not known. */
#ifndef TRUCE_SENSE_COUNT_H
#define TRUCE_SENSE_COUNT_H

#include "sense/record.h"

/* The count of the noun, or of the number word that stands for a noun (“killed five”); known is false where there is none. */
struct count count_of(const struct reading *r, uint32_t noun);

/* The number that begins at this word, however it is written; *end is the word behind it. known is false where none does. */
struct count count_at(const struct reading *r, uint32_t word, uint32_t *end);

/* The sum of two counts, each known; open where one is. */
struct count count_sum(struct count a, struct count b);

/* The word that says the number of the noun (“five” of “five men”, “dozens” of “dozens of men”), or -1. */
int32_t count_word(const struct reading *r, uint32_t noun);

#endif
