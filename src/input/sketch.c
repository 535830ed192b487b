#include "input/sketch.h"

#include "base/utf8.h"

/* A well mixed 64-bit number for each input (SplitMix64's finaliser). */
static uint64_t mixed(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9u;
	x ^= x >> 27;
	x *= 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* Hash of the next word: letters and digits, capitals small. False at the end. */
static bool next_word(struct str text, size_t *at, uint64_t *hash)
{
	uint64_t h = 0;
	while (*at < text.n) {
		uint32_t cp = utf8_next(text, at);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			h = mixed(h + utf8_lower(cp) + 0x9e3779b97f4a7c15u);
		else if (h)
			break;
	}
	*hash = h;
	return h != 0;
}

static void add_shingle(struct sketch *out, uint64_t shingle)
{
	out->shingles++;
	for (uint32_t i = 0; i < SKETCH_MINS; i++) {
		uint32_t h = (uint32_t)(mixed(shingle + i * 0x9e3779b97f4a7c15u) >> 32);
		if (h < out->mins[i])
			out->mins[i] = h;
	}
}

void sketch_of(struct str text, struct sketch *out)
{
	uint64_t words[SKETCH_WORDS] = {0}, hash;
	size_t n = 0, at = 0;
	out->shingles = 0;
	for (size_t i = 0; i < SKETCH_MINS; i++)
		out->mins[i] = UINT32_MAX;
	while (next_word(text, &at, &hash)) {
		uint64_t shingle = 0;
		words[n++ % SKETCH_WORDS] = hash;
		for (size_t i = 0; i < SKETCH_WORDS; i++)
			shingle = mixed(shingle ^ words[(n + i) % SKETCH_WORDS]);
		if (n >= SKETCH_WORDS)
			add_shingle(out, shingle);
	}
}

void sketch_keys(const struct sketch *s, int64_t keys[SKETCH_BANDS])
{
	for (size_t b = 0; b < SKETCH_BANDS; b++) {
		uint64_t key = b + 1;
		for (size_t i = 0; i < SKETCH_ROWS; i++)
			key = mixed(key + s->mins[b * SKETCH_ROWS + i]);
		keys[b] = (int64_t)key;
	}
}

double sketch_alike(const struct sketch *a, const struct sketch *b)
{
	size_t same = 0;
	if (a->shingles < SKETCH_LEAST || b->shingles < SKETCH_LEAST)
		return 0;
	for (size_t i = 0; i < SKETCH_MINS; i++)
		same += a->mins[i] == b->mins[i];
	return (double)same / SKETCH_MINS;
}

double sketch_within(const struct sketch *a, const struct sketch *b)
{
	double alike = sketch_alike(a, b), both = (double)a->shingles + b->shingles;
	double few = a->shingles < b->shingles ? a->shingles : b->shingles;
	if (few < 1)
		return 0;
	/* |A∩B| = J |A∪B| and |A∪B| = |A| + |B| - |A∩B|. */
	double within = alike * both / (1 + alike) / few;
	return within < 1 ? within : 1;
}
