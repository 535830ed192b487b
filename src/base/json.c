#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void before_value(struct json *j)
{
	if (j->need_comma)
		buf_putc(j->out, ',');
	j->need_comma = true;
}

static void open_with(struct json *j, char c)
{
	before_value(j);
	buf_putc(j->out, c);
	j->need_comma = false;
}

static void close_with(struct json *j, char c)
{
	buf_putc(j->out, c);
	j->need_comma = true;
}

void json_begin_object(struct json *j) { open_with(j, '{'); }
void json_end_object(struct json *j) { close_with(j, '}'); }
void json_begin_array(struct json *j) { open_with(j, '['); }
void json_end_array(struct json *j) { close_with(j, ']'); }

static void quoted(struct buf *b, struct str s)
{
	buf_putc(b, '"');
	size_t from = 0;
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t cp = utf8_next(s, &i);
		bool bad = cp == UTF8_BAD && i == at + 1;
		if (cp >= 0x20 && cp != '"' && cp != '\\' && cp != 0x7F && !bad)
			continue;
		buf_add(b, str_sub(s, from, at));
		from = i;
		if (bad)
			buf_puts(b, "\xEF\xBF\xBD");
		else if (cp == '"' || cp == '\\')
			buf_printf(b, "\\%c", (char)cp);
		else if (cp == '\n')
			buf_puts(b, "\\n");
		else if (cp == '\t')
			buf_puts(b, "\\t");
		else
			buf_printf(b, "\\u%04x", (unsigned)cp);
	}
	buf_add(b, str_sub(s, from, s.n));
	buf_putc(b, '"');
}

void json_key(struct json *j, const char *key)
{
	before_value(j);
	quoted(j->out, str_of(key));
	buf_putc(j->out, ':');
	j->need_comma = false;
}

void json_str(struct json *j, struct str s)
{
	before_value(j);
	quoted(j->out, s);
}

void json_int(struct json *j, int64_t v)
{
	before_value(j);
	buf_printf(j->out, "%" PRId64, v);
}

void json_num(struct json *j, double v)
{
	if (!isfinite(v)) {
		json_null(j);
		return;
	}
	before_value(j);
	char text[400];
	snprintf(text, sizeof text, "%.6f", v);
	size_t n = strlen(text);
	while (n && text[n - 1] == '0')
		n--;
	if (n && text[n - 1] == '.')
		n--;
	buf_add(j->out, (struct str){text, n});
}

void json_bool(struct json *j, bool v)
{
	before_value(j);
	buf_puts(j->out, v ? "true" : "false");
}

void json_null(struct json *j)
{
	before_value(j);
	buf_puts(j->out, "null");
}

void json_field(struct json *j, const char *key, struct str s)
{
	if (s.n == 0)
		return;
	json_key(j, key);
	json_str(j, s);
}
