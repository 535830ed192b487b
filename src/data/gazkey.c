#include "data/gazkey.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

static gazkey byte(gazkey key, unsigned char c)
{
	return (key ^ c) * 1099511628211u;
}

/* Letters that have no decomposition but are written with a plain one. */
static const char *plain_of(uint32_t cp)
{
	static const struct { uint32_t cp; const char *plain; } letters[] = {
		{0x142, "l"}, {0xF8, "o"}, {0x111, "d"}, {0xF0, "d"}, {0x131, "i"}, {0xDF, "ss"}, {0xE6, "ae"}, {0x153, "oe"},
		{0xFE, "th"}, {0x259, "a"},
	};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].cp == cp)
			return letters[i].plain;
	return NULL;
}

static bool is_joiner(uint32_t cp)
{
	return cp == '\'' || cp == '.' || cp == '`' || cp == 0xB4 || cp == 0x2018 || cp == 0x2019 || cp == 0x2BC || cp == 0x2BB ||
	       cp == 0x2BF || cp == 0x2BE;
}

/* The code points of one letter beyond ASCII, lower-cased and without its accents, as UTF-8. */
static size_t fold_beyond(uint32_t cp, char out[32])
{
	const char *plain = plain_of(utf8_lower(cp));
	if (plain) {
		memcpy(out, plain, strlen(plain));
		return strlen(plain);
	}
	utf8proc_int32_t parts[8];
	int last = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)utf8_lower(cp), parts, 8,
						     UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
	size_t bytes = 0;
	for (utf8proc_ssize_t i = 0; i < n && i < 7; i++) {
		utf8proc_category_t c = utf8proc_category(parts[i]);
		if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO)
			bytes += utf8_put((uint32_t)parts[i], out + bytes);
	}
	return bytes;
}

gazkey gazkey_add(gazkey key, struct str s)
{
	bool blank = key != GAZKEY_START;
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);
		char out[32] = {(char)utf8_lower(cp < 0x80 ? cp : 0)};
		bool sign = cp < 0x80 && !utf8_is_letter(cp) && !utf8_is_digit(cp);
		if (is_joiner(cp) || (cp >= 0x300 && cp < 0x370))
			continue;
		size_t n = sign ? 0 : cp < 0x80 ? 1 : fold_beyond(cp, out);
		if (n == 0) {
			blank = key != GAZKEY_START;
			continue;
		}
		if (blank)
			key = byte(key, ' ');
		blank = false;
		for (size_t k = 0; k < n; k++)
			key = byte(key, (unsigned char)out[k]);
	}
	return key;
}

gazkey gazkey_of(struct str name)
{
	return gazkey_add(GAZKEY_START, name);
}

bool gazkey_next(struct str *name, gazkey *key)
{
	gazkey before = *key;
	while (name->n && *key == before) {
		size_t blank = 0;
		while (blank < name->n && !strchr(" -", name->p[blank]))
			blank++;
		*key = gazkey_add(*key, str_sub(*name, 0, blank));
		*name = str_sub(*name, blank + 1, name->n);
	}
	if (gazkey_add(*key, *name) == *key) /* nothing but signs is left */
		name->n = 0;
	return *key != before;
}
