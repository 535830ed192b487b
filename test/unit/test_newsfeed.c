#include "unit.h"

#include "input/newsfeed.h"

/* Each item as “id link title content date author source lang”, parted by “|”, a line each. */
static void check(struct str bytes, const char *url, const char *wanted)
{
	UNIT_ARENA(a);
	struct newsfeed f;
	struct newsfeed_item i;
	struct err err = {0};
	struct buf out = {0};
	if (newsfeed_open(&f, &a, bytes, STR(""), str_of(url), &err))
		while (newsfeed_next(&f, &a, &i)) {
			struct str all[] = {i.id, i.link, i.title, i.content, i.date, i.author, i.source, i.lang};
			for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
				buf_add(&out, all[k]);
				buf_puts(&out, k < 7 ? "|" : f.cut ? " cut\n" : "\n");
			}
		}
	else
		buf_puts(&out, err.message);
	assert_str(buf_str(&out), wanted);
	buf_release(&out);
	newsfeed_release(&f);
	arena_release(&a);
}

static void check_text(const char *text, const char *wanted)
{
	check(str_of(text), "", wanted);
}

static void rss_of_all_ages(void **state)
{
	(void)state;
	check_text("<rss version=\"0.91\"><channel><title>B</title><link>http://b.example/</link><language>en</language>"
		   "<item><title>One</title><link>http://b.example/1</link><description>Text.</description></item></channel></rss>",
		   "http://b.example/1|http://b.example/1|One|Text.||||en\n");
	check_text("<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:who='http://purl.org/dc/elements/1.1/'><channel>"
		   "<item><title>Two</title><link>http://b.example/2</link><guid isPermaLink='false'>tag:b,2</guid><description>Short.</description>"
		   "<content:encoded><![CDATA[<p>Long & whole.</p>]]></content:encoded><who:creator>Jo</who:creator>"
		   "<pubDate>Mon, 24 Mar 2025 10:15:00 EST</pubDate><source url='http://w.example/'>Wire</source></item></channel></rss>",
		   "tag:b,2|http://b.example/2|Two|<p>Long & whole.</p>|Mon, 24 Mar 2025 10:15:00 EST|Jo|Wire|\n");
	check_text("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='http://r.example/'>"
		   "<title>R</title></channel><item rdf:about='http://r.example/1'><title>T</title><link>http://r.example/1?a</link>"
		   "<dc:date>2025-03-24T10:00+01:00</dc:date></item></rdf:RDF>",
		   "http://r.example/1|http://r.example/1?a|T||2025-03-24T10:00+01:00|||\n");
}

static void atom(void **state)
{
	(void)state;
	check_text("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en' xml:base='http://a.example/x/'><title>A</title><link rel='self' href='/feed'/>"
		   "<entry><title type='html'>R &amp;amp; M</title><link rel='enclosure' href='/a.mp3'/><link href='p/1'/><id>urn:1</id>"
		   "<updated>2025-03-25</updated><published>2025-03-24</published><author><name>Sam</name><email>s@x</email></author>"
		   "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>T</p></div></content></entry>"
		   "<a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:title>Z</a:title><a:summary>S</a:summary></a:entry></feed>",
		   "urn:1|http://a.example/x/p/1|R & M|<div xmlns='http://www.w3.org/1999/xhtml'><p>T</p></div>|2025-03-24|Sam||en\n"
		   "||Z|S||||en\n");
}

static void json(void **state)
{
	(void)state;
	check_text("\xEF\xBB\xBF{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"J\",\"home_page_url\":\"http://j.example/\",\"language\":\"en\",\"items\":["
		   "{\"id\":1,\"url\":\"/a\",\"title\":\"One\",\"content_html\":\"<p>H</p>\",\"date_published\":\"2025-03-24\",\"authors\":[{\"name\":\"Jo\"}]},"
		   "{\"id\":\"2\",\"content_text\":\"T\"},7]}",
		   "http://j.example/a|http://j.example/a|One|<p>H</p>|2025-03-24|Jo||en\n2|||T||||en\n||||||| cut\n");
}

static void quirks(void **state)
{
	(void)state;
	/* titles escaped twice, HTML's entities, a CDATA that is escaped, markup left unescaped */
	check_text("<rss><channel><item><title>A&amp;nbsp;&amp;lt;b&amp;gt; &eacute; &#8217;</title></item>"
		   "<item><title><![CDATA[<b>C</b> &amp; D]]></title><description>x <b>y</b></description></item></channel></rss>",
		   "||A <b> \xC3\xA9 \xE2\x80\x99|||||\n||C & D|x <b>y</b>||||\n");
	/* the parts of other vocabularies are not the item's */
	check_text("<rss><channel><item><media:title>M</media:title><title>T</title><itunes:author>I</itunes:author><media:description>D</media:description></item></channel></rss>",
		   "||T|||||\n");
	/* a counter's address, a guid that is the link, a mail address with a name, blanks around */
	check_text("<rss xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel><item><link>http://count.example/1</link>"
		   "<feedburner:origLink> http://b.example/1 </feedburner:origLink><author>j@b.example (Jo Hill)</author></item>"
		   "<item><guid>\nhttp://b.example/2\n</guid><author>j@b.example</author></item></channel></rss>",
		   "http://b.example/1|http://b.example/1||||Jo Hill||\nhttp://b.example/2|http://b.example/2||||||\n");
	/* relative links */
	check(STR("<rss><channel><link>http://b.example/home/</link><item><link>/1?a=1&amp;b=2</link></item><item><link>../2</link></item>"
		  "<item><link>javascript:x()</link><title>T</title></item></channel></rss>"),
	      "https://feeds.example/b/rss.xml", "https://feeds.example/1?a=1&b=2|https://feeds.example/1?a=1&b=2||||||\n"
	      "https://feeds.example/2|https://feeds.example/2||||||\n||T|||||\n");
}

static void broken(void **state)
{
	(void)state;
	check_text("<rss><channel><item><title>A<item><title>B</title></item><item><title>C</title></channel></rss>", "||A|||||\n||B|||||\n||C|||||\n");
	check_text("<rss><channel><item><title>A & B < C</title><x y=></item><item><title>D", "||A & B < C|||||\n||D||||| cut\n");
	check_text("<rss><channel><item><description><![CDATA[a</item></channel></rss>", "|||a</item></channel></rss>|||| cut\n");
	check_text("<!-- <rss> -->", "is no feed: neither RSS, RDF, Atom nor JSON Feed");
	check_text("{\"items\":", "is no JSON Feed that can be read");
	/* no document type, no entities but the known ones */
	check_text("<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&a;&f;&lt;</title></item></channel></rss>",
		   "||&a;&f;<|||||\n");
}

static void character_sets(void **state)
{
	(void)state;
	check(STR("<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>\xC9owyn \x96 ok</title></item></channel></rss>"), "",
	      "||\xC3\x89owyn \xE2\x80\x93 ok|||||\n");
	check(STR("<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>\xCC\xE8\xF0</title></item></channel></rss>"), "",
	      "||\xD0\x9C\xD0\xB8\xD1\x80|||||\n");
	check(STR("\xFF\xFE<\0r\0s\0s\0>\0<\0i\0t\0e\0m\0>\0<\0t\0i\0t\0l\0e\0>\0A\0<\0/\0t\0i\0t\0l\0e\0>\0<\0/\0i\0t\0e\0m\0>\0"), "", "||A|||||\n");
}

static void looks(void **state)
{
	(void)state;
	assert_true(newsfeed_looks_like(STR("\xEF\xBB\xBF\n<?xml version='1.0'?><!-- x --><rss version='2.0'>")));
	assert_true(newsfeed_looks_like(STR("<rdf:RDF>")) && newsfeed_looks_like(STR("<feed xmlns='x'>")));
	assert_true(newsfeed_looks_like(STR("\xFF\xFE<\0r\0s\0s\0>\0")));
	assert_true(newsfeed_looks_like(STR("{\"version\": \"https://jsonfeed.org/version/1\"")));
	assert_false(newsfeed_looks_like(STR("<html><body><p>An <rss> feed")));
	assert_false(newsfeed_looks_like(STR("<feedback>")) || newsfeed_looks_like(STR("{\"text\":\"<rss>\"}")) || newsfeed_looks_like(STR("")));
}

static void a_feed_that_goes_on_is_cut(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct newsfeed f;
	struct newsfeed_item i;
	struct err err = {0};
	struct buf b = {0};
	size_t n = 0;
	buf_puts(&b, "<rss><channel>");
	for (size_t k = 0; k < NEWSFEED_ITEMS_MAX + 5; k++)
		buf_puts(&b, "<item/>");
	assert_true(newsfeed_open(&f, &a, buf_str(&b), STR(""), STR(""), &err));
	while (newsfeed_next(&f, &a, &i))
		n++;
	assert_int_equal(n, NEWSFEED_ITEMS_MAX);
	assert_true(f.cut);
	newsfeed_release(&f);
	buf_release(&b);
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(rss_of_all_ages), cmocka_unit_test(atom), cmocka_unit_test(json), cmocka_unit_test(quirks), cmocka_unit_test(broken),
	  cmocka_unit_test(character_sets), cmocka_unit_test(looks), cmocka_unit_test(a_feed_that_goes_on_is_cut))
