#include "sense/field.h"

#include "data/rules.h"

#define FIELD_REPORT_LEAST 4 /* words of another field that make a report one of that field, when ours are fewer */
#define FIELD_SENTENCE_LEAST 2

struct tally {
	uint32_t on, off;
};

static bool elsewhere(struct tally t, uint32_t least)
{
	return t.off >= least && t.off > t.on;
}

static void count(const struct rules *k, const struct word *w, uint8_t on, uint8_t off, struct tally *t)
{
	if (rules_in_class(k, w->lem, off) || rules_in_class(k, w->low, off))
		t->off++;
	else if (rules_in_class(k, w->lem, on) || rules_in_class(k, w->low, on))
		t->on++;
}

const bool *field_find(const struct reading *r)
{
	const struct rules *k = r->k->rules;
	const struct doc *d = r->doc;
	bool *ours = arena_array(r->arena, bool, d->sents.n + 1);
	uint8_t on = rules_class(k, STR("on-topic")), off = rules_class(k, STR("off-topic"));
	struct tally all = {0};
	for (size_t s = 0; s < d->sents.n; s++) {
		struct tally t = {0};
		for (uint32_t w = d->sents.v[s].first; w < d->sents.v[s].last; w++)
			count(k, &d->words.v[w], on, off, &t);
		all.on += t.on, all.off += t.off;
		ours[s] = !elsewhere(t, FIELD_SENTENCE_LEAST);
	}
	for (size_t s = 0; s < d->sents.n && elsewhere(all, FIELD_REPORT_LEAST); s++)
		ours[s] = false;
	return ours;
}
