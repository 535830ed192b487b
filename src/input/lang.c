#include "input/lang.h"

#include "base/utf8.h"
#include "input/clean.h"

#include <string.h>

#define LANG_SAMPLE ((size_t)20000) /* bytes that are looked at */
#define WORD_MAX 20                 /* bytes; longer words are no function words */
#define ENGLISH_BYTES 60            /* of English have a function word among them, far more often than not */
#define LEAST_HITS 3                /* function words of its own that a language must show */

struct script_range {
	uint32_t from, to;
	const char *script;
};

static const struct script_range ranges[] = {
	{0x41, 0x24F, "Latn"},     {0x370, 0x3FF, "Grek"},   {0x400, 0x52F, "Cyrl"},   {0x530, 0x58F, "Armn"},
	{0x590, 0x5FF, "Hebr"},    {0x600, 0x77F, "Arab"},   {0x900, 0x97F, "Deva"},   {0x980, 0x9FF, "Beng"},
	{0xB80, 0xBFF, "Taml"},    {0xE00, 0xE7F, "Thai"},   {0x1000, 0x109F, "Mymr"}, {0x10A0, 0x10FF, "Geor"},
	{0x1100, 0x11FF, "Hang"},  {0x1200, 0x137F, "Ethi"}, {0x1780, 0x17FF, "Khmr"}, {0x1E00, 0x1EFF, "Latn"},
	{0x3040, 0x30FF, "Kana"},  {0x4E00, 0x9FFF, "Hani"}, {0xAC00, 0xD7AF, "Hang"},
};
#define N_RANGES (sizeof ranges / sizeof *ranges)

static const char *script_of(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' ? ranges[0].script : NULL;
	for (size_t i = 0; i < N_RANGES; i++)
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return ranges[i].script;
	return NULL;
}

static bool script_is(struct str s, const char *name) { return name && str_is(s, name); }

/* The script of most letters; Japanese is the script of its kana, however many Chinese characters stand between them. */
static const char *main_script(struct str s)
{
	size_t count[N_RANGES] = {0}, best = 0, kana = 0;
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x80) { /* ranges[0] */
			count[0] += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
			i++;
			continue;
		}
		uint32_t cp = utf8_next(s, &i);
		for (size_t r = 0; r < N_RANGES; r++)
			if (cp >= ranges[r].from && cp <= ranges[r].to)
				count[r]++;
	}
	for (size_t r = 0; r < N_RANGES; r++) {
		best = count[r] > count[best] ? r : best;
		kana += strcmp(ranges[r].script, "Kana") == 0 ? count[r] : 0;
	}
	return count[best] && strcmp(ranges[best].script, "Hani") == 0 && kana * 8 > count[best] ? "Kana" : ranges[best].script;
}

/* Adds the function words of the text to the languages' counts. */
static void count_words(const struct inputlex *x, struct str s, uint32_t *hits)
{
	char low[32];
	for (size_t i = 0; i < s.n;) {
		size_t from = i, next = i;
		uint32_t cp = utf8_next(s, &next);
		while (script_of(cp) || cp == '\'' || cp == 0x2019) {
			i = next;
			if (i == s.n)
				break;
			cp = utf8_next(s, &next);
		}
		if (i == from) {
			i = next;
			continue;
		}
		/* a single letter is as often an initial ("U.S.") as a word */
		uint64_t who = 0;
		if (i - from > 1 && i - from <= WORD_MAX)
			who = x->speakers[symtab_find(&x->words, clean_lower(str_sub(s, from, i), low, sizeof low))];
		for (int l = 0; who; l++, who >>= 1)
			hits[l] += who & 1;
	}
}

struct str lang_of(const struct inputlex *x, struct str text)
{
	uint32_t hits[INPUTLEX_LANGUAGES_MAX] = {0};
	text = str_sub(text, 0, LANG_SAMPLE);
	const char *script = main_script(text);
	int best = -1;
	count_words(x, text, hits);
	for (size_t l = 0; l < x->n_languages; l++)
		if (script_is(x->languages[l].script, script) && (best < 0 || hits[l] > hits[best]))
			best = (int)l;
	const struct language *en = &x->languages[x->english];
	if (best < 0)
		return en->code;
	if (script_is(en->script, script) && (hits[best] < LEAST_HITS || hits[best] * 2 <= hits[x->english] * 3))
		return en->code;
	return x->languages[best].code;
}

struct str lang_claimed(const struct inputlex *x, struct str text, struct str claimed)
{
	uint32_t hits[INPUTLEX_LANGUAGES_MAX] = {0};
	struct str found = lang_of(x, text), en = x->languages[x->english].code;
	if (claimed.n == 0 || !str_eq(found, en) || str_eq(claimed, en))
		return found;
	text = str_sub(text, 0, LANG_SAMPLE);
	count_words(x, text, hits);
	bool english = hits[x->english] >= LEAST_HITS && hits[x->english] * ENGLISH_BYTES >= text.n;
	return english ? en : claimed;
}

struct str lang_given(struct arena *a, struct str given)
{
	char low[16];
	struct str s = clean_lower(str_trim(given), low, sizeof low);
	if (str_is(s, "eng") || str_is(s, "english"))
		return STR("en");
	bool code = s.n == 2 || s.n == 3 || (s.n > 3 && (s.p[2] == '-' || s.p[2] == '_'));
	return code ? arena_str(a, str_sub(s, 0, s.n == 3 ? 3 : 2)) : STR("");
}
