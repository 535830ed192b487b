#include "input/http.h"

#include "input/clean.h"

#include <string.h>
#include <zlib.h>

#define TYPE_MAX 200          /* bytes of a content type */
#define USUAL_RATIO 16         /* pages shrink by less */
#define WINDOW_ANY (15 + 32)  /* zlib's or gzip's head */

static struct str lower(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, TYPE_MAX);
	return clean_lower(s, out, TYPE_MAX);
}

void http_content_type(struct arena *a, struct str value, struct str *type, struct str *charset)
{
	struct str rest = lower(a, value), mark = STR("charset=");
	*type = str_trim(str_cut(&rest, ';'));
	size_t at = str_find(rest, mark);
	struct str after = str_sub(rest, at + mark.n, rest.n), name = str_trim(str_cut(&after, ';'));
	while (name.n && (name.p[0] == '"' || name.p[0] == '\''))
		name = str_sub(name, 1, name.n);
	while (name.n && (name.p[name.n - 1] == '"' || name.p[name.n - 1] == '\''))
		name = str_sub(name, 0, name.n - 1);
	*charset = name;
}

/* The value of a field of the head; empty where it is not there. */
static struct str field(struct str head, const char *name)
{
	while (head.n) {
		struct str line = str_cut(&head, '\n'), key = str_cut(&line, ':');
		if (str_iis(str_trim(key), name))
			return str_trim(line);
	}
	return STR("");
}

/* Splits off the head, which a blank line ends. */
static struct str cut_head(struct str *rest)
{
	const char *from = rest->p;
	while (rest->n) {
		struct str line = str_cut(rest, '\n');
		if (str_trim(line).n == 0)
			return (struct str){from, (size_t)(line.p - from)};
	}
	return (struct str){from, (size_t)(rest->p - from)};
}

/* ---- codings ------------------------------------------------------------------------------------------------------------- */

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static bool chunk_size(struct str line, size_t *out)
{
	size_t n = 0, i = 0;
	line = str_trim(line);
	for (; i < line.n && hex(line.p[i]) >= 0; i++) {
		if (n >> (sizeof n * 8 - 4))
			return false;
		n = n << 4 | (size_t)hex(line.p[i]);
	}
	*out = n;
	return i > 0;
}

/* Chunks put together. Some archives keep the field but not the chunks: such a body stays as it is. */
static struct str unchunk(struct arena *a, struct str body)
{
	char *out = arena_alloc(a, body.n + 1);
	struct str rest = body;
	size_t n = 0, size;
	while (rest.n) {
		if (!chunk_size(str_cut(&rest, '\n'), &size))
			return body;
		if (size == 0)
			break;
		struct str chunk = str_sub(rest, 0, size);
		memcpy(out + n, chunk.p, chunk.n);
		n += chunk.n;
		rest = str_sub(rest, chunk.n, rest.n);
		str_cut(&rest, '\n');
	}
	return (struct str){out, n};
}

/* Z_STREAM_END: all of it is in *out; Z_BUF_ERROR: there was no room, or the end is missing. Nothing in here may jump while
 * zlib holds memory. */
static int inflate_into(struct str body, char *p, size_t cap, struct str *out)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)body.p, .avail_in = (uInt)body.n, .next_out = (Bytef *)p, .avail_out = (uInt)cap};
	int code = inflateInit2(&z, WINDOW_ANY);
	if (code != Z_OK)
		return code;
	code = inflate(&z, Z_FINISH);
	*out = (struct str){p, cap - z.avail_out};
	inflateEnd(&z);
	return code;
}

/* First with the room that pages need, then with all there may be. */
static bool inflate_all(struct arena *a, struct str body, size_t limit, struct str *out, struct err *err)
{
	size_t cap = body.n < limit / USUAL_RATIO ? body.n * USUAL_RATIO + 1 : limit + 1;
	int code = inflate_into(body, arena_alloc(a, cap), cap, out);
	if (out->n == cap && cap <= limit)
		code = inflate_into(body, arena_alloc(a, limit + 1), limit + 1, out);
	if (code == Z_MEM_ERROR)
		return err_set(err, ERR_MEMORY, "out of memory");
	if (out->n > limit)
		return err_set(err, ERR_INPUT, "more than %zu bytes, the limit for one report", limit);
	return code == Z_STREAM_END || err_set(err, ERR_INPUT, "its compressed body is broken");
}

static bool decode(struct arena *a, struct str head, size_t limit, struct str *body, struct err *err)
{
	struct str transfer = lower(a, field(head, "Transfer-Encoding")), coding = lower(a, field(head, "Content-Encoding"));
	if (str_find(transfer, STR("chunked")) < transfer.n)
		*body = unchunk(a, *body);
	bool packed = str_is(coding, "gzip") || str_is(coding, "x-gzip") || str_is(coding, "deflate");
	bool zlib_head = body->n > 2 && ((unsigned char)body->p[0] == 0x1F || body->p[0] == 0x78);
	if (packed && zlib_head) /* some archives keep the field but not the coding */
		return inflate_all(a, *body, limit, body, err);
	if (coding.n && !packed && !str_is(coding, "identity") && !str_is(coding, "utf-8"))
		return err_set(err, ERR_INPUT, "its coding \"%.*s\" is not known", (int)(coding.n < 40 ? coding.n : 40), coding.p);
	return body->n <= limit || err_set(err, ERR_INPUT, "more than %zu bytes, the limit for one report", limit);
}

bool http_read(struct arena *a, struct str bytes, size_t limit, struct http *out, struct err *err)
{
	int64_t status;
	struct str rest = bytes, head = cut_head(&rest), fields = head, line = str_cut(&fields, '\n');
	struct str version = str_cut(&line, ' '), code = str_sub(str_trim(line), 0, 3);
	if (!str_starts(version, STR("HTTP/")) || !str_int(code, 100, 999, &status))
		return err_set(err, ERR_INPUT, "is no answer of a web server");
	*out = (struct http){.status = (int)status, .body = rest};
	http_content_type(a, field(fields, "Content-Type"), &out->type, &out->charset);
	return status != 200 || decode(a, fields, limit, &out->body, err);
}
