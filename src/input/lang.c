#include "input/lang.h"

#include "base/utf8.h"
#include "input/clean.h"

#include <string.h>

#define LANG_SAMPLE ((size_t)20000) /* bytes that are looked at */
#define WORD_MAX 20                 /* bytes; longer words are no function words */
#define ENGLISH_BYTES 60            /* of English have a function word among them, far more often than not */
#define LEAST_HITS 3                /* function words of its own that a language must show beside English, */
#define LEAST_ALONE 2               /* or, where none is English; letters of its own count half */
#define LETTERS_FREE 4              /* letters that names may bring; more count only with words */
#define LETTERS_ALONE 6             /* so many are enough without any word, where none is English */

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

struct evidence {
	int words[INPUTLEX_LANGUAGES_MAX], letters[INPUTLEX_LANGUAGES_MAX];
	sym last[INPUTLEX_LANGUAGES_MAX];
	bool various[INPUTLEX_LANGUAGES_MAX]; /* not one word again and again: "No, no." */
	int marked; /* letters that some language of the table is known by */
};

static void count_letter(const struct inputlex *x, uint32_t cp, struct evidence *e)
{
	uint32_t low = cp < 0x80 ? 0 : utf8_lower(cp);
	uint64_t who = low < INPUTLEX_LETTERS ? x->letters[low] : 0;
	e->marked += who != 0;
	for (int l = 0; who; l++, who >>= 1)
		e->letters[l] += who & 1;
}

static void count_word(const struct inputlex *x, struct str word, struct evidence *e)
{
	char low[32];
	if (word.n == 1 || word.n > WORD_MAX) /* a single letter is as often an initial ("U.S.") as a word */
		return;
	sym s = symtab_find(&x->words, clean_lower(word, low, sizeof low));
	uint64_t who = x->speakers[s];
	for (int l = 0; who; l++, who >>= 1)
		if (who & 1) {
			e->words[l]++;
			e->various[l] |= e->last[l] && e->last[l] != s;
			e->last[l] = s;
		}
}

static void count(const struct inputlex *x, struct str s, struct evidence *e)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i, next = i;
		uint32_t cp = utf8_next(s, &next);
		while (script_of(cp) || cp == '\'' || cp == 0x2019) {
			if (cp >= 0x80)
				count_letter(x, cp, e);
			i = next;
			if (i == s.n)
				break;
			cp = utf8_next(s, &next);
		}
		if (i > from)
			count_word(x, str_sub(s, from, i), e);
		else
			i = next;
	}
}

/* Words count twice; letters of its own once, those of others against it. */
static int score(const struct evidence *e, size_t l, bool english)
{
	int free = LETTERS_FREE + 4 * e->words[l], letters = e->letters[l] < free ? e->letters[l] : free;
	return english ? 2 * e->words[l] : 2 * e->words[l] + letters - (e->marked - e->letters[l]);
}

struct str lang_of(const struct inputlex *x, struct str text)
{
	struct evidence e = {0};
	text = str_sub(text, 0, LANG_SAMPLE);
	const char *script = main_script(text);
	int best = -1, most = 0, own = 0, en = 0;
	count(x, text, &e);
	for (size_t l = 0; l < x->n_languages; l++) {
		int s = script_is(x->languages[l].script, script) ? score(&e, l, (int)l == x->english) : 0;
		if (script_is(x->languages[l].script, script) && (best < 0 || s > most))
			best = (int)l, most = s;
	}
	const struct language *english = &x->languages[x->english];
	if (best < 0)
		return english->code;
	own = most;
	en = 2 * e.words[x->english];
	bool shown = en ? own >= 2 * LEAST_HITS && own * 2 > en * 3 && e.words[best] :
			  own >= 2 * LEAST_ALONE && (e.letters[best] >= LETTERS_ALONE || (e.words[best] && (e.various[best] || e.letters[best])));
	return script_is(english->script, script) && !shown ? english->code : x->languages[best].code;
}

struct str lang_claimed(const struct inputlex *x, struct str text, struct str claimed)
{
	struct evidence e = {0};
	struct str found = lang_of(x, text), en = x->languages[x->english].code;
	if (claimed.n == 0 || !str_eq(found, en) || str_eq(claimed, en))
		return found;
	text = str_sub(text, 0, LANG_SAMPLE);
	count(x, text, &e);
	int words = e.words[x->english];
	bool english = words >= LEAST_HITS && (size_t)words * ENGLISH_BYTES >= text.n;
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
