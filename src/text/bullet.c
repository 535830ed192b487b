#include "text/bullet.h"

enum mark { MARK_NONE, MARK_SURE, MARK_DASH };

static enum mark mark_of(const struct doc *d, uint32_t w)
{
	static const struct { const char *form; enum mark mark; } marks[] = {
		{"•", MARK_SURE}, {"‣", MARK_SURE}, {"▪", MARK_SURE}, {"●", MARK_SURE}, {"■", MARK_SURE}, {"◦", MARK_SURE}, {"·", MARK_SURE},
		{"-", MARK_DASH}, {"–", MARK_DASH}, {"—", MARK_DASH}, {"*", MARK_DASH},
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks && d->words.v[w].space_after; i++)
		if (str_is(d->words.v[w].form, marks[i].form))
			return marks[i].mark;
	return MARK_NONE;
}

static bool begins_line(const uint8_t *breaks, uint32_t first, uint32_t w)
{
	return w == first || breaks[w - 1];
}

void bullet_ends(const struct doc *d, const uint8_t *breaks, uint32_t first, uint32_t last, bool *ends)
{
	uint32_t before = UINT32_MAX; /* the item before, with the same mark */
	for (uint32_t w = first; w < last; w++) {
		enum mark mark = begins_line(breaks, first, w) ? mark_of(d, w) : MARK_NONE;
		if (mark == MARK_NONE)
			continue;
		bool again = before != UINT32_MAX && str_eq(d->words.v[before].form, d->words.v[w].form);
		if (w > first && (mark == MARK_SURE || again))
			ends[w - 1] = true;
		if (again && before > first)
			ends[before - 1] = true;
		before = w;
	}
}
