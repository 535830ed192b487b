#include "base/utf8.h"
#include "input/clean.h"
#include "input/reader.h"

#include <json-c/json.h>
#include <string.h>

#define JSON_DEPTH_MAX 32

/* A member that must be a string where it is there; numbers are taken as their digits where `numbers`. */
static bool member(struct arena *a, struct json_object *o, const char *key, bool numbers, struct str *out, struct err *err)
{
	struct json_object *v = NULL;
	*out = STR("");
	if (!json_object_object_get_ex(o, key, &v) || !v)
		return true;
	if (!json_object_is_type(v, json_type_string) && !(numbers && json_object_is_type(v, json_type_int)))
		return err_set(err, ERR_INPUT, "\"%s\" is of type %s, not string", key, json_type_to_name(json_object_get_type(v)));
	struct str s = json_object_is_type(v, json_type_string) ?
			       (struct str){json_object_get_string(v), (size_t)json_object_get_string_len(v)} :
			       str_of(json_object_get_string(v));
	*out = arena_str(a, s);
	for (size_t i = 0; i < s.n; i++) /* "\u0000" is legal JSON, but no character of a text */
		if (out->p[i] == '\0')
			((char *)out->p)[i] = ' ';
	return true;
}

static bool line_member(struct arena *a, struct json_object *o, const char *key, struct str *out, struct err *err)
{
	if (!member(a, o, key, true, out, err))
		return false;
	*out = clean_line(a, *out);
	return true;
}

/* Authors come as one string or as a list of strings. */
static bool authors(struct arena *a, struct json_object *o, struct str *out, struct err *err)
{
	struct json_object *v = NULL;
	if (!json_object_object_get_ex(o, "author", &v) || !json_object_is_type(v, json_type_array))
		return line_member(a, o, "author", out, err);
	*out = STR("");
	for (size_t i = 0; i < json_object_array_length(v) && i < 20; i++) {
		struct str name = str_of(json_object_get_string(json_object_array_get_idx(v, i)));
		*out = arena_join(a, out->n ? arena_join(a, *out, STR(", ")) : *out, clean_line(a, name));
	}
	return true;
}

static bool fill(struct arena *a, const struct inputlex *x, struct json_object *o, struct report *r, struct err *err)
{
	struct str text, title, lang;
	if (!json_object_is_type(o, json_type_object))
		return err_set(err, ERR_INPUT, "a report must be a JSON object, not %s", json_type_to_name(json_object_get_type(o)));
	if (!member(a, o, "text", false, &text, err) || !line_member(a, o, "title", &title, err) ||
	    !line_member(a, o, "id", &r->id, err) || !line_member(a, o, "date", &r->date_text, err) ||
	    !line_member(a, o, "source", &r->source, err) || !line_member(a, o, "original_source", &r->original_source, err) ||
	    !line_member(a, o, "url", &r->url, err) || !line_member(a, o, "lang", &lang, err) || !authors(a, o, &r->author, err))
		return false;
	return clean_text(a, text, CLEAN_REPLACE, &text, err) && reader_given(a, x, title, text, lang, r, err);
}

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Parses the value at *at; NULL and *err where it is none. json-c itself lets through what JSON does not allow:
 * single quotes, NaN, control characters in strings. Those are let through here too: nothing is misread by it. */
static struct json_object *parse(struct str bytes, size_t *at, struct held *h, struct err *err)
{
	h->tokener = h->tokener ? h->tokener : json_tokener_new_ex(JSON_DEPTH_MAX);
	if (!h->tokener) {
		err_set(err, ERR_MEMORY, "out of memory");
		return NULL;
	}
	json_tokener_reset(h->tokener);
	json_tokener_set_flags(h->tokener, JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
	size_t left = bytes.n - *at + 1; /* with the NUL, which ends a number */
	struct json_object *o = json_tokener_parse_ex(h->tokener, bytes.p + *at, left > INT32_MAX ? INT32_MAX : (int)left);
	enum json_tokener_error e = json_tokener_get_error(h->tokener);
	size_t end = *at + json_tokener_get_parse_end(h->tokener);
	if (e == json_tokener_success) {
		*at = end;
		return o;
	}
	if (e == json_tokener_continue || e == json_tokener_error_parse_eof)
		err_set(err, ERR_INPUT, "the JSON is cut short (byte %zu)", bytes.n);
	else
		err_set(err, ERR_INPUT, "no JSON: %s at byte %zu", json_tokener_error_desc(e), end + 1);
	*at = bytes.n;
	return NULL;
}

size_t reader_json_gap(struct str bytes)
{
	size_t n = 0;
	while (n < bytes.n && (space(bytes.p[n]) || (bytes.p[n] && strchr("[],", bytes.p[n]))))
		n++;
	return n;
}

int reader_json(struct arena *a, const struct inputlex *x, struct str bytes, size_t *at, struct report *r, struct held *h,
		struct err *err)
{
	size_t from = *at;
	h->object = parse(bytes, at, h, err);
	struct str value = str_sub(bytes, from, *at);
	size_t bad = utf8_bad(value);
	if (bad < value.n)
		*err = (struct err){0}, err_set(err, ERR_INPUT, "byte %zu (0x%02X) is not UTF-8", from + bad + 1, (unsigned char)value.p[bad]);
	bool ok = err->code == ERR_NONE && fill(a, x, h->object, r, err);
	json_object_put(h->object);
	h->object = NULL;
	return ok ? 1 : -1;
}
