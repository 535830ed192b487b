/* What is found in a page, one small page for each thing. */
#include "with_knowledge.h"

#include "data/inputlex.h"
#include "input/reader.h"

#define TEXT \
	"<p>Envoys of Gondor and Arnor met in Bree on Monday to talk about a truce, officials of both sides said after the talks.</p>" \
	"<p>They are to meet again on Friday, a spokesman for Rohan told reporters, but neither side would say where it would be.</p>"
#define PLAIN \
	"Envoys of Gondor and Arnor met in Bree on Monday to talk about a truce, officials of both sides said after the talks.\n\n" \
	"They are to meet again on Friday, a spokesman for Rohan told reporters, but neither side would say where it would be."

/* Reads the page; the report's strings lie in the arena. */
static struct report read_page(struct arena *a, struct str page, const char *charset)
{
	jmp_buf guard;
	struct report r = {0};
	struct held held = {0};
	struct err err = {0};
	arena_init(a, 0);
	if (setjmp(guard))
		fail_msg("out of memory");
	a->guard = &guard;
	if (!reader_html(a, knowledge->input, page, str_of(charset), &r, &held, &err))
		fail_msg("%s", err.message);
	reader_drop(&held);
	return r;
}

struct wanted {
	const char *head, *body; /* of the page; body NULL: the usual text */
	const char *title, *date, *time, *author, *source, *original, *lang; /* NULL: whatever */
};

static void check(const struct wanted *w, size_t n)
{
	for (size_t i = 0; i < n; i++, w++) {
		UNIT_ARENA(all);
		struct arena a;
		char page[8000];
		snprintf(page, sizeof page, "<html>%s<body>%s</body></html>", w->head, w->body ? w->body : "<article>" TEXT "</article>");
		struct report r = read_page(&a, str_of(page), "");
		struct { struct str got; const char *wanted; } fields[] = {
			{r.title, w->title}, {date_str(&all, r.date), w->date}, {r.time, w->time}, {r.author, w->author}, {r.source, w->source},
			{r.original_source, w->original}, {r.lang, w->lang},
		};
		for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
			if (fields[k].wanted && !str_is(fields[k].got, fields[k].wanted))
				fail_msg("page %zu, field %zu: “%.*s” where “%s” is expected", i, k, (int)fields[k].got.n, fields[k].got.p, fields[k].wanted);
		arena_release(&a);
		arena_release(&all);
	}
}
#define CHECK(...) \
	do { \
		static const struct wanted w_[] = {__VA_ARGS__}; \
		check(w_, sizeof w_ / sizeof *w_); \
	} while (0)

static void json_ld(void **state)
{
	(void)state;
	CHECK({.head = "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Talks in Bree\","
		       "\"datePublished\":\"2025-03-24T23:30:00+02:00\",\"author\":[{\"@type\":\"Person\",\"name\":\"Mira Took\"},{\"name\":\"Jo Hill\"}],"
		       "\"publisher\":{\"name\":\"Bree Courier\"},\"sourceOrganization\":{\"name\":\"Westron Wire\"},\"inLanguage\":\"en-GB\"}</script>",
	       .title = "Talks in Bree", .date = "2025-03-24", .time = "23:30:00+02:00", .author = "Mira Took, Jo Hill", .source = "Bree Courier",
	       .original = "Westron Wire", .lang = "en"},
	      /* names behind an "@id" elsewhere in the graph; types as a list */
	      {.head = "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":[\"Article\",\"Thing\"],\"headline\":\"T\",\"author\":{\"@id\":\"#p\"},"
		       "\"publisher\":{\"@id\":\"#o\"}},{\"@id\":\"#p\",\"name\":\"Mira Took\"},{\"@id\":\"#o\",\"name\":\"Courier\"}]}</script>",
	       .title = "T", .author = "Mira Took", .source = "Courier", .original = ""});
}

static void meta(void **state)
{
	(void)state;
	CHECK({.head = "<title>Talks in Bree | Bree Courier</title><meta property=\"og:site_name\" content=\"Bree Courier\"><meta name=author content=\"By Mira Took\">"
		       "<meta property=\"article:published_time\" content=\"2025-03-24T10:00:00Z\"><link rel=canonical href=\"https://courier.example/1\">",
	       .title = "Talks in Bree", .date = "2025-03-24", .time = "10:00:00Z", .author = "Mira Took", .source = "Bree Courier", .original = ""},
	      /* a page that does not name itself; an agency as the author */
	      {.head = "<title>T</title><link rel=canonical href=\"https://www.courier.example/1\"><meta name=author content=Reuters>",
	       .author = "Reuters", .source = "courier.example", .original = "Reuters"},
	      {.head = "<meta name=original-source content=\"https://wire.example/x\">", .original = "wire.example"});
}

static void microdata(void **state)
{
	(void)state;
	CHECK({.head = "<title>x</title>",
	       .body = "<div itemscope itemtype=\"http://schema.org/NewsArticle\"><h1 itemprop=\"headline\">Talks in Bree</h1>"
		       "<span itemprop=\"author creator\" itemscope itemtype=\"http://schema.org/Person\"><img src=x> <b itemprop=name>Mira Took</b>, senior editor</span>"
		       "<span itemprop=publisher itemscope itemtype=\"http://schema.org/Organization\"><meta itemprop=name content=\"Bree Courier\"></span>"
		       "<time itemprop=datePublished datetime=\"2025-03-24T09:00:00-0500\">Monday</time><div itemprop=articleBody>" TEXT "</div></div>",
	       .title = "Talks in Bree", .date = "2025-03-24", .time = "09:00:00-05:00", .author = "Mira Took", .source = "Bree Courier"});
}

static void dates(void **state)
{
	(void)state;
	CHECK({.head = "", .body = "<article><time datetime=\"2025-03-24 09:15\">x</time>" TEXT "</article>", .date = "2025-03-24", .time = "09:15:00"},
	      {.head = "", .body = "<article><time>March 24, 2025 9:15 pm EDT</time>" TEXT "</article>", .date = "2025-03-24", .time = "21:15:00-04:00"},
	      {.head = "<meta name=date content=\"Mon, 24 Mar 2025 09:15:00 GMT+0200\">", .date = "2025-03-24", .time = "09:15:00+02:00"},
	      {.head = "<link rel=canonical href=\"https://c.example/2025/03/24/talks\">", .date = "2025-03-24", .time = ""},
	      {.head = "", .body = "<article><p>BREE, March 24, 2025 (Reuters) - Envoys met.</p>" TEXT "</article>", .date = "2025-03-24", .original = "Reuters"},
	      {.head = "", .body = "<article><p>BREE, March 24. /TASS/. Envoys met here.</p>" TEXT "</article>", .original = "TASS"});
}

static void labels_that_name_somebody(void **state)
{
	(void)state;
	CHECK({.head = "", .body = "<article><h1>Talks in Bree</h1><div>By Mira Took</div><p>Published: 24 March 2025, 09:15 GMT</p>" TEXT
				   "<p>Source: Reuters</p></article>",
	       .title = "Talks in Bree", .date = "2025-03-24", .time = "09:15:00Z", .author = "Mira Took", .original = "Reuters"},
	      {.head = "", .body = "<article><div>By the numbers</div>" TEXT "</article>", .author = ""});
}

static void languages(void **state)
{
	(void)state;
	CHECK({.head = "<head lang=de></head>", .lang = "en"},
	      {.head = "<meta http-equiv=content-language content=\"fr\">", .lang = "en"}, /* the text knows better */
	      {.head = "<meta property=og:locale content=\"sw_KE\">",
	       .body = "<article><p>Wajumbe wa Gondor na Arnor walikutana mjini Bree siku ya Jumatatu kuzungumzia usitishaji wa mapigano, maafisa walisema.</p>"
		       "<p>Watakutana tena Ijumaa, msemaji wa Rohan aliwaambia waandishi wa habari baada ya mazungumzo hayo kumalizika.</p></article>",
	       .lang = "sw"});
}

static void only_the_article_is_text(void **state)
{
	(void)state;
	static const char page[] =
		"<html><body><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
		"<div class=\"cookie-banner\"><p>We and our partners use cookies to show you advertisements that you may find of interest, and to count visits.</p></div>"
		"<main><h1>Talks in Bree</h1><div class=\"share-buttons\"><a href=x>Share</a></div><div class=story>"
		"<figure><img src=x><figcaption>The envoys of Gondor arrive for the talks in Bree on Monday, in a picture taken by the Courier.</figcaption></figure>"
		"<p>Envoys of Gondor and Arnor met in Bree on Monday to talk about a truce, officials of both sides said after the talks.</p>"
		"<p class=\"wp-caption-text\">A picture of the town hall of Bree, where the talks were held, taken from the market place.</p>"
		"<aside><h3>Read also</h3><p>Rohan has called for a wider truce, and its king will travel to Arnor in the coming week to say so.</p></aside>"
		"<p>They are to meet again on Friday, a spokesman for Rohan told reporters, but neither side would say where it would be.</p>"
		"<div class=\"author-bio\"><p>Mira Took is a journalist who has covered the wars of the north for more than ten years from Bree.</p></div>"
		"</div><section class=related><h2>Related</h2><p><a href=1>Mordor says that it will not take part in the talks in Bree this week or next</a></p></section>"
		"<section id=comments><h2>Comments</h2><p>I have never believed a word of what Arnor says and I will not begin to believe it today, sorry.</p></section>"
		"</main><footer><p>Bree Courier is published by the Courier Company of Bree. All rights are reserved to the company and its heirs.</p></footer></body></html>";
	struct arena a;
	struct report r = read_page(&a, str_of(page), "");
	assert_str(r.text, "Talks in Bree\n\n" PLAIN);
	arena_release(&a);
}

static void paragraphs_by_breaks(void **state)
{
	(void)state;
	struct arena a;
	struct report r = read_page(&a, STR("<div class=story>Envoys of Gondor and Arnor met in Bree on Monday to talk about a truce, officials said.<br>\n  <br>\n"
					    "They are to meet again on Friday, a spokesman<br>for Rohan told reporters in Bree after the talks.</div>"), "");
	assert_str(r.text, "Envoys of Gondor and Arnor met in Bree on Monday to talk about a truce, officials said.\n\n"
			   "They are to meet again on Friday, a spokesman for Rohan told reporters in Bree after the talks.");
	arena_release(&a);
}

/* The word in another character set stands in a paragraph of ASCII. */
static void check_charset(const char *head, struct str word, const char *server, const char *wanted)
{
	struct arena a;
	char page[2000], text[400];
	int n = snprintf(page, sizeof page, "<html>%s<body><p>Envoys of Gondor and Arnor met in Bree on Monday to talk, said ", head);
	memcpy(page + n, word.p, word.n);
	n += (int)word.n + snprintf(page + n + word.n, 100, " of Rohan after it.</p></body></html>");
	struct report r = read_page(&a, (struct str){page, (size_t)n}, server);
	snprintf(text, sizeof text, "Envoys of Gondor and Arnor met in Bree on Monday to talk, said %s of Rohan after it.", wanted);
	assert_str(r.text, text);
	arena_release(&a);
}

static void character_sets(void **state)
{
	(void)state;
	check_charset("<meta charset=utf-8>", STR("\xC3\x89owyn"), "", "Éowyn");
	check_charset("<meta charset=iso-8859-1>", STR("\xC3\x89owyn"), "", "Éowyn"); /* valid UTF-8 is UTF-8 */
	check_charset("<meta charset=iso-8859-1>", STR("\x93\xC9owyn\x94"), "", "“Éowyn”");
	check_charset("<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">", STR("\xDD\xEE\xE2\xE8\xED"), "", "Эовин");
	check_charset("<meta charset=windows-1251>", STR("\xC9owyn"), "iso-8859-1", "Éowyn"); /* the server comes first */
	check_charset("<meta charset=shift_jis>", STR("\x83\x8D\x83\x6E\x83\x93"), "", "ロハン");
	check_charset("<meta charset=utf-8>", STR("\xC3\x89owyn\xFF"), "", "Éowyn\xEF\xBF\xBD"); /* one bad byte spoils nothing */
	check_charset("<meta charset=no-such-set>", STR("\xC9owyn"), "", "Éowyn");
	check_charset("", STR("\xC9owyn"), "", "Éowyn");
	check_charset("<head lang=pl>", STR("Krak\xF3w \xB9"), "", "Kraków ą");
}

static void looks_of_cyrillic(void **state)
{
	(void)state;
	struct arena a;
	struct report r = read_page(&a, STR("<p>\xCF\xEE\xF1\xEB\xE0\xED\xF6\xFB \xC3\xEE\xED\xE4\xEE\xF0\xE0 \xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xE8\xF1\xFC "
					    "\xE2 \xC1\xF0\xE8 \xE2 \xEF\xEE\xED\xE5\xE4\xE5\xEB\xFC\xED\xE8\xEA, \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE8 \xE2\xEB\xE0\xF1\xF2\xE8 "
					    "\xEE\xE1\xE5\xE8\xF5 \xF1\xF2\xEE\xF0\xEE\xED \xEF\xEE\xF1\xEB\xE5 \xE2\xF1\xF2\xF0\xE5\xF7\xE8.</p>"), "");
	assert_str(r.text, "Посланцы Гондора встретились в Бри в понедельник, сообщили власти обеих сторон после встречи.");
	assert_str(r.lang, "ru");
	arena_release(&a);
}

#define TEST(f) cmocka_unit_test(f)
int main(void)
{
	const struct CMUnitTest tests[] = {TEST(json_ld), TEST(meta), TEST(microdata), TEST(dates), TEST(labels_that_name_somebody), TEST(languages), TEST(only_the_article_is_text),
					   TEST(paragraphs_by_breaks), TEST(character_sets), TEST(looks_of_cyrillic)};
	return cmocka_run_group_tests(tests, load, unload);
}
