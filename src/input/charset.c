#include "input/charset.h"

#include "base/utf8.h"
#include "input/clean.h"

#include <string.h>

#define NAMED_WITHIN 4096 /* bytes in which a document names its character set and its language */
#define NAME_MAX_BYTES 40
#define SAMPLE_MAX 65536  /* bytes whose look decides */

/* What a name means on the web, where iconv would take it to the letter. */
static const char *const aliases[][2] = {
	{"utf8", "utf-8"}, {"unicode-1-1-utf-8", "utf-8"}, {"utf-16", "utf-8"}, {"utf-16le", "utf-8"}, {"utf-16be", "utf-8"},
	{"iso-8859-1", "cp1252"}, {"iso8859-1", "cp1252"}, {"iso_8859-1", "cp1252"}, {"latin1", "cp1252"}, {"latin-1", "cp1252"},
	{"us-ascii", "cp1252"}, {"ascii", "cp1252"}, {"iso-8859-9", "cp1254"}, {"iso-8859-11", "cp874"}, {"tis-620", "cp874"},
	{"gb2312", "gb18030"}, {"gbk", "gb18030"}, {"x-gbk", "gb18030"}, {"big5", "big5-hkscs"}, {"shift_jis", "cp932"},
	{"shift-jis", "cp932"}, {"x-sjis", "cp932"}, {"sjis", "cp932"}, {"euc-kr", "cp949"}, {"ks_c_5601-1987", "cp949"},
	{"x-x-big5", "big5-hkscs"}, {"x-mac-cyrillic", "maccyrillic"},
};

/* Where nothing is said, browsers of a language take this one. */
static const char *const usual[][2] = {
	{"ar", "cp1256"}, {"be", "cp1251"}, {"bg", "cp1251"}, {"cs", "cp1250"}, {"el", "cp1253"}, {"fa", "cp1256"}, {"he", "cp1255"},
	{"hr", "cp1250"}, {"hu", "cp1250"}, {"ja", "cp932"}, {"ko", "cp949"}, {"mk", "cp1251"}, {"pl", "cp1250"}, {"ru", "cp1251"},
	{"sk", "cp1250"}, {"sl", "cp1250"}, {"sr", "cp1251"}, {"th", "cp874"}, {"tr", "cp1254"}, {"uk", "cp1251"}, {"vi", "cp1258"},
	{"zh-tw", "big5-hkscs"}, {"zh-hk", "big5-hkscs"}, {"zh", "gb18030"},
};

static bool in_name(char c)
{
	return c == '-' || c == '_' || c == ':' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* The value behind a mark such as `charset=`; empty where it is not there. */
static struct str value_of(struct str head, struct str mark)
{
	struct str rest = str_sub(head, str_find(head, mark) + mark.n, head.n);
	while (rest.n && strchr("\"' =", rest.p[0]))
		rest = str_sub(rest, 1, rest.n);
	size_t n = 0;
	while (n < rest.n && in_name(rest.p[n]))
		n++;
	return str_sub(rest, 0, n);
}

/* Copies with a NUL behind it, or the web's meaning of it; false where it is no name. */
static bool resolve(struct str name, char out[NAME_MAX_BYTES])
{
	if (name.n == 0 || name.n >= NAME_MAX_BYTES)
		return false;
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (str_iis(name, aliases[i][0]))
			name = str_of(aliases[i][1]);
	memcpy(out, name.p, name.n);
	out[name.n] = '\0';
	return true;
}

static const char *of_language(struct str head)
{
	struct str lang = value_of(head, STR(" lang"));
	for (size_t i = 0; i < sizeof usual / sizeof *usual && lang.n; i++)
		if (str_starts(lang, str_of(usual[i][0])))
			return usual[i][1];
	return NULL;
}

/* Russian and its kin are mostly letters beyond ASCII, most of them small; in windows-1251 those are 0xE0 to 0xFF, in
 * KOI8-R 0xC0 to 0xDF. Other tongues in Latin letters have few of either. */
static const char *of_look(struct str s)
{
	size_t ascii = 0, low = 0, high = 0;
	for (size_t i = 0; i < s.n && i < SAMPLE_MAX; i++) {
		unsigned char c = (unsigned char)s.p[i];
		ascii += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		low += c >= 0xC0 && c < 0xE0;
		high += c >= 0xE0;
	}
	if ((low + high) * 8 < ascii)
		return "cp1252";
	return low > 2 * high ? "koi8-r" : high > 2 * low ? "cp1251" : "cp1252";
}

struct str charset_to_utf8(struct arena *a, struct str bytes, struct str told)
{
	char low[NAMED_WITHIN + 4], name[NAME_MAX_BYTES];
	if (bytes.n >= 2 && memcmp(bytes.p, "\xFF\xFE", 2) == 0 && clean_convert(a, str_sub(bytes, 2, bytes.n), "UTF-16LE", &bytes))
		return bytes;
	if (bytes.n >= 2 && memcmp(bytes.p, "\xFE\xFF", 2) == 0 && clean_convert(a, str_sub(bytes, 2, bytes.n), "UTF-16BE", &bytes))
		return bytes;
	bool escapes = bytes.n && memchr(bytes.p, 0x1B, bytes.n) != NULL; /* ISO-2022-JP is ASCII to the look */
	if (!escapes && utf8_bad(bytes) == bytes.n)
		return bytes;
	size_t n = bytes.n < NAMED_WITHIN ? bytes.n : NAMED_WITHIN;
	for (size_t i = 0; i < n; i++)
		low[i] = bytes.p[i] >= 'A' && bytes.p[i] <= 'Z' ? (char)(bytes.p[i] + 32) : bytes.p[i];
	struct str head = {low, n}, said[] = {told, value_of(head, STR("charset")), value_of(head, STR("encoding"))};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		if (!resolve(said[i], name))
			continue;
		if (strcmp(name, "utf-8") == 0 || clean_convert(a, bytes, name, &bytes))
			return bytes;
	}
	const char *guess = of_language(head);
	if (utf8_bad(bytes) < bytes.n)
		clean_convert(a, bytes, guess ? guess : of_look(bytes), &bytes);
	return bytes;
}
