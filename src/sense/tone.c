#include "sense/tone.h"

#include "data/cues.h"

static bool negated(const struct doc *d, uint32_t w)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].feat & FEAT_NEG)
			return true;
	int32_t head = d->words.v[w].head;
	if (head < 0)
		return false;
	for (uint32_t i = d->kids_start[head]; i < d->kids_start[head + 1]; i++)
		if ((d->words.v[d->kids[i]].feat & FEAT_NEG) && d->kids[i] < w)
			return true;
	return false;
}

/* Threats are about what is to come: a word under “will”, “would”, “shall”, or an infinitive. */
static bool to_come(const struct doc *d, uint32_t w)
{
	for (int steps = 0; steps < 4; steps++) {
		for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
			const struct word *k = &d->words.v[d->kids[i]];
			if (k->dep == DEP_AUX && !(k->feat & (FEAT_PAST | FEAT_PRES)) && (str_iis(k->lemma, "will") || str_iis(k->lemma, "would") || str_iis(k->lemma, "shall")))
				return true;
		}
		if (d->words.v[w].head < 0)
			return false;
		w = (uint32_t)d->words.v[w].head;
	}
	return false;
}

enum tone tone_of_words(const struct reading *r, struct word_span s, uint32_t *word)
{
	const struct doc *d = r->doc;
	int sum[TONE_COUNT] = {0}, best[TONE_COUNT] = {0};
	uint32_t at[TONE_COUNT] = {0};
	for (uint32_t w = s.first; w < s.last; w++) {
		const struct tone_word *t = cues_tone(r->k->cues, d->words.v[w].lem);
		if (!t || negated(d, w))
			continue;
		for (enum tone i = 1; i < TONE_COUNT; i++) {
			int weight = i == TONE_THREATENING && !to_come(d, w) ? 0 : t->weight[i];
			sum[i] += weight;
			if (weight > best[i]) {
				best[i] = weight;
				at[i] = w;
			}
		}
	}
	static const enum tone gravest_first[] = {TONE_THREATENING, TONE_CRITICAL, TONE_CAUTIOUS, TONE_COOPERATIVE};
	enum tone found = TONE_NEUTRAL;
	int most = CUES_TONE_LEAST - 1;
	for (size_t i = 0; i < sizeof gravest_first / sizeof *gravest_first; i++)
		if (sum[gravest_first[i]] > most) {
			found = gravest_first[i];
			most = sum[found];
		}
	*word = found == TONE_NEUTRAL ? UINT32_MAX : at[found];
	return found;
}
