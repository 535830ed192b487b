/* Archives, tables and compressed files: what is in them is read, what is broken in them is named and passed over. */
#include "with_knowledge.h"

#include "base/buf.h"
#include "input/input.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

/* What an input gave: a line a report ("id|date|url|text"), a line a reject ("! message" without the folder). */
static void read_all(const char *name, struct str bytes, struct buf *out)
{
	char dir[] = "/tmp/truce-archive-XXXXXX", path[128];
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	fclose(f);
	const char *paths[] = {path};
	struct err err = {0};
	struct input *in = input_new(knowledge, paths, 1, NULL, &err);
	assert_non_null(in);
	for (enum input_got got = INPUT_REPORT; got != INPUT_END;) {
		struct arena a;
		struct report r = {0};
		arena_init(&a, 0);
		err = (struct err){0};
		got = input_next(in, &a, &r, &err);
		if (got == INPUT_REPORT)
			buf_printf(out, "%.*s|%02d|%.*s|%.*s\n", (int)r.id.n, r.id.p, r.date.day, (int)r.url.n, r.url.p, (int)r.text.n, r.text.p);
		if (got == INPUT_REJECTED)
			buf_printf(out, "! %s\n", err.message + strlen(dir) + 1);
		arena_release(&a);
	}
	input_free(in);
	unlink(path);
	rmdir(dir);
}

static void gives(const char *name, struct str bytes, const char *expected)
{
	struct buf out = {0};
	read_all(name, bytes, &out);
	assert_string_equal(out.p ? out.p : "", expected);
	buf_release(&out);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------ */

static void rows_are_reports(void **state)
{
	(void)state;
	gives("a.csv", STR("\xEF\xBB\xBFid,Text,date,weather\r\nr1,\"Gondor, and\r\nArnor \"\"met\"\".\",2025-03-24,fair\r\n\r\n,Rohan left.,2025-03-25\n"),
	      "r1|24||Gondor, and\nArnor \"met\".\na.csv:5|25||Rohan left.\n");
	gives("a.tsv", STR("date\ttext\n2025-03-02\tGondor \"met\" Arnor.\n"), "a.tsv:2|02||Gondor \"met\" Arnor.\n");
	gives("unnamed", STR("date;text\n2025-03-02;Gondor met Arnor.\n"), "unnamed:2|02||Gondor met Arnor.\n");
}

static void rows_that_are_broken_are_named(void **state)
{
	(void)state;
	gives("a.csv", STR("id,text\na,b,c\nr2,Gondor met Arnor.\nr3\nr4,\"never closed\nto the end\n"),
	      "! a.csv:2: 3 fields, where the header row names 2\nr2|00||Gondor met Arnor.\n! a.csv:4: \"text\" is missing or empty\n"
	      "! a.csv:5: a quoted field is not closed before the file ends\n");
	gives("a.csv", STR("id,body\nr1,Gondor\n"), "! a.csv:1: the header row has no column \"text\"\n");
}

static void a_quote_that_never_ends_is_cut_off(void **state)
{
	(void)state;
	struct buf bytes = {0};
	buf_puts(&bytes, "id,text\nr1,\"");
	while (bytes.n < INPUT_LINE_MAX + 100)
		buf_puts(&bytes, "Gondor met Arnor, and on it went for the whole of a day.\n");
	buf_puts(&bytes, "\nr2,Rohan left.\n");
	struct buf out = {0};
	read_all("a.csv", buf_str(&bytes), &out);
	assert_non_null(strstr(out.p, "! a.csv:2: more than 8388608 bytes, the limit for a row of CSV; a quoted field is never closed\n"));
	assert_non_null(strstr(out.p, "r2|00||Rohan left.\n"));
	buf_release(&bytes);
	buf_release(&out);
}

/* ---- WARC ----------------------------------------------------------------------------------------------------------------- */

static void add_record(struct buf *out, const char *type, const char *uri, const char *content_type, const char *block, size_t length)
{
	buf_printf(out, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2025-03-30T10:00:00Z\r\nContent-Type: %s\r\n"
			"Content-Length: %zu\r\n\r\n%s\r\n\r\n", type, uri, content_type, length, block);
}

static void add_text(struct buf *out, const char *uri, const char *text)
{
	add_record(out, "conversion", uri, "text/plain", text, strlen(text));
}

#define PAGE "<html><head><title>Truce</title></head><body><p>Gondor and Arnor agreed on a truce in Bree after talks that lasted " \
	"the whole night, their envoys said.</p></body></html>"
#define PAGE_TEXT "Truce\n\nGondor and Arnor agreed on a truce in Bree after talks that lasted the whole night, their envoys said."

static void pages_and_texts_are_reports_and_the_rest_is_not(void **state)
{
	(void)state;
	struct buf b = {0};
	const char *page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" PAGE;
	const char *chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n"
			      "5;x=y\r\n<body\r\n3f\r\n><p>Rohan and Harad held talks in Bree until the early morning.\r\n0\r\n\r\n";
	const char *gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" PAGE;
	const char *image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG";
	const char *odd = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nxyz";
	add_record(&b, "warcinfo", "", "application/warc-fields", "software: invented", 18);
	add_record(&b, "request", "http://a.example/", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 18);
	add_record(&b, "response", "http://a.example/1", "application/http; msgtype=response", page, strlen(page));
	add_record(&b, "response", "http://a.example/2", "application/http; msgtype=response", chunked, strlen(chunked));
	add_record(&b, "response", "http://a.example/3", "application/http; msgtype=response", gone, strlen(gone));
	add_record(&b, "response", "http://a.example/4", "application/http; msgtype=response", image, strlen(image));
	add_record(&b, "response", "http://a.example/5", "application/http; msgtype=response", odd, strlen(odd));
	add_record(&b, "response", "http://a.example/6", "application/http; msgtype=response", "nonsense", 8);
	add_text(&b, "http://a.example/7", "Gondor met Arnor.");
	gives("a.warc", buf_str(&b),
	      "a.warc:3|30|http://a.example/1|" PAGE_TEXT "\n"
	      "a.warc:4|30|http://a.example/2|Rohan and Harad held talks in Bree until the early morning.\n"
	      "! a.warc:7: its coding \"br\" is not known\n! a.warc:8: is no answer of a web server\n"
	      "a.warc:9|30|http://a.example/7|Gondor met Arnor.\n");
	buf_release(&b);
}

static void the_charset_of_the_answer_counts(void **state)
{
	(void)state;
	struct buf b = {0};
	const char *page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n\r\n<html><body><p>The paper \xCF\xF0\xE0\xE2\xE4\xE0 "
			   "wrote that Gondor and Arnor would meet in Bree on Sunday.</p></body></html>";
	add_record(&b, "response", "u:x", "application/http", page, strlen(page));
	gives("a.warc", buf_str(&b), "a.warc:1|30|u:x|The paper Правда wrote that Gondor and Arnor would meet in Bree on Sunday.\n");
	buf_release(&b);
}

static void lengths_that_lie_hide_no_other_record(void **state)
{
	(void)state;
	struct buf b = {0};
	add_text(&b, "u:1", "One.");
	add_record(&b, "conversion", "u:2", "text/plain", "Too long a length.", 180);
	add_text(&b, "u:3", "Three.");
	add_record(&b, "conversion", "u:4", "text/plain", "Too short a length.", 3);
	add_text(&b, "u:5", "Five.");
	add_record(&b, "conversion", "u:6", "text/plain", "Out of this world.", 1000000000000);
	add_text(&b, "u:7", "Seven.");
	add_record(&b, "conversion", "u:8", "text/plain", "Longer than the file.", 5000);
	gives("a.warc", buf_str(&b),
	      "a.warc:1|30|u:1|One.\n! a.warc: record 2: its Content-Length is wrong\na.warc:3|30|u:3|Three.\n"
	      "! a.warc: record 4: its Content-Length is wrong\na.warc:5|30|u:5|Five.\n"
	      "! a.warc: record 6: its block is longer than the limit (16 MB)\na.warc:7|30|u:7|Seven.\n"
	      "! a.warc: record 8: its Content-Length is wrong\n");
	buf_release(&b);
}

/* Each record claims all that is behind it: read again and again, that would take for ever. */
static void lies_upon_lies_end(void **state)
{
	(void)state;
	struct buf b = {0}, out = {0};
	for (int i = 0; i < 20000; i++)
		add_record(&b, "conversion", "u:x", "text/plain", "x", 3000000);
	read_all("a.warc", buf_str(&b), &out);
	assert_non_null(strstr(out.p, "record 2: its Content-Length is wrong"));
	buf_release(&b);
	buf_release(&out);
}

static void gzip_member(struct buf *out, struct str bytes)
{
	z_stream z = {0};
	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	char *packed = malloc(deflateBound(&z, bytes.n) + 64);
	z.next_in = (Bytef *)(uintptr_t)bytes.p;
	z.avail_in = (uInt)bytes.n;
	z.next_out = (Bytef *)packed;
	z.avail_out = (uInt)deflateBound(&z, bytes.n) + 64;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	buf_add(out, (struct str){packed, z.total_out});
	deflateEnd(&z);
	free(packed);
}

static void a_broken_member_is_passed_over(void **state)
{
	(void)state;
	struct buf all = {0};
	for (int i = 1; i <= 3; i++) {
		struct buf b = {0};
		char text[64];
		snprintf(text, sizeof text, "Gondor met Arnor for the %d. time.", i);
		add_text(&b, "u:x", text);
		size_t from = all.n;
		gzip_member(&all, buf_str(&b));
		if (i == 2)
			memset(all.p + from + 40, 0xFF, 8);
		buf_release(&b);
	}
	gives("a.warc.gz", buf_str(&all),
	      "a.warc.gz:1|30|u:x|Gondor met Arnor for the 1. time.\n! a.warc.gz: record 2: broken gzip data; it is passed over\n"
	      "a.warc.gz:3|30|u:x|Gondor met Arnor for the 3. time.\n");
	all.n -= 20;
	struct buf out = {0};
	read_all("a.warc.gz", buf_str(&all), &out);
	assert_non_null(strstr(out.p, "! a.warc.gz: broken gzip data (cut short)\n"));
	buf_release(&out);
	buf_release(&all);
}

/* ---- compressed files ----------------------------------------------------------------------------------------------------- */

static void zstd_frame(struct buf *out, struct str bytes)
{
	size_t cap = ZSTD_compressBound(bytes.n);
	char *packed = malloc(cap);
	size_t n = ZSTD_compress(packed, cap, bytes.p, bytes.n, 3);
	assert_false(ZSTD_isError(n));
	buf_add(out, (struct str){packed, n});
	free(packed);
}

static void zstd_is_unpacked(void **state)
{
	(void)state;
	struct buf b = {0};
	zstd_frame(&b, STR("{\"id\":\"a\",\"text\":\"Gondor met Arnor.\"}\n"));
	zstd_frame(&b, STR("{\"id\":\"b\",\"text\":\"Rohan left.\"}\n"));
	gives("a.jsonl.zst", buf_str(&b), "a|00||Gondor met Arnor.\nb|00||Rohan left.\n");
	b.n -= 5;
	gives("a.jsonl.zst", buf_str(&b), "a|00||Gondor met Arnor.\n! a.jsonl.zst: broken zstd data (cut short)\n");
	memset(b.p + 12, 0xFF, 4);
	struct buf out = {0};
	read_all("a.jsonl.zst", buf_str(&b), &out);
	assert_non_null(strstr(out.p, "broken zstd data"));
	buf_release(&out);
	buf_release(&b);
}

static void a_bomb_is_named(void **state)
{
	(void)state;
	size_t n = (size_t)80 << 20;
	char *zeros = calloc(n, 1);
	struct buf b = {0}, out = {0};
	zstd_frame(&b, (struct str){zeros, n});
	free(zeros);
	read_all("a.jsonl.zst", buf_str(&b), &out);
	assert_non_null(strstr(out.p, "unpacks to more than 500 times its size"));
	buf_release(&b);
	buf_release(&out);
}

static void what_follows_gzip_is_not_dropped_in_silence(void **state)
{
	(void)state;
	struct buf b = {0};
	gzip_member(&b, STR("{\"id\":\"a\",\"text\":\"Gondor met Arnor.\"}\n"));
	size_t whole = b.n;
	buf_add(&b, (struct str){"\0\0\0\0", 4});
	gives("a.jsonl.gz", buf_str(&b), "a|00||Gondor met Arnor.\n");
	b.n = whole;
	buf_puts(&b, "rubbish");
	gives("a.jsonl.gz", buf_str(&b), "a|00||Gondor met Arnor.\n! a.jsonl.gz: broken gzip data (no gzip where a member ends)\n");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_reports), cmocka_unit_test(rows_that_are_broken_are_named),
		cmocka_unit_test(a_quote_that_never_ends_is_cut_off), cmocka_unit_test(pages_and_texts_are_reports_and_the_rest_is_not),
		cmocka_unit_test(the_charset_of_the_answer_counts), cmocka_unit_test(lengths_that_lie_hide_no_other_record),
		cmocka_unit_test(lies_upon_lies_end), cmocka_unit_test(a_broken_member_is_passed_over),
		cmocka_unit_test(zstd_is_unpacked), cmocka_unit_test(a_bomb_is_named),
		cmocka_unit_test(what_follows_gzip_is_not_dropped_in_silence),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
