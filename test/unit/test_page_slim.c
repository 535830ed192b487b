#include "with_knowledge.h"

#include "input/page_slim.h"

static void check(const char *page, const char *wanted)
{
	struct arena a;
	arena_init(&a, 0);
	assert_str(page_slim(&a, knowledge->input, str_of(page)), wanted);
	arena_release(&a);
}

static void leaves_out_what_nobody_looks_at(void **state)
{
	(void)state;
	check("<p>one<!-- no <p> -->two</p>", "<p>onetwo</p>");
	check("a<!-->b-->c", "ab-->c");
	check("<script>if (a < b) x = '</p>';</script >x", "x");
	check("<SCRIPT src=a.js></sCript>x", "x");
	check("<style>p > a {}</style><svg><path d=\"M1\"/></svg><noscript><p>no</p></noscript>x", "x");
	check("<p onclick=\"f('>')\" class=sidebar data-x=1>x</p>", "<p class=sidebar>x</p>");
	check("<a href=\"/x\">y</a><link rel=canonical href=/z/>", "<a>y</a><link rel=canonical href=/z/>");
	check("<p>a\n\n   b \t c</p>", "<p>a\nb c</p>");
	check("a<img src=x>b<picture><source srcset=y></picture>c<link rel=stylesheet href=z>d", "abcd");
	check(" <div>\n <p> <b>a</b>\n</p>\n</div> ", "<div><p><b>a</b></p></div> ");
}

static void keeps_what_is_looked_at(void **state)
{
	(void)state;
	check("<script type=\"application/ld+json\">{ \"a\":  \"<b>\" }</script>", "<script type=\"application/ld+json\">{ \"a\":  \"<b>\" }</script>");
	check("<br/><hr />x", "<br/><hr/>x");
	check("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>");
	check("<p style=\"display:none\">x<p style=\"color:red\">y", "<p style=\"display:none\">x<p>y");
	check("1 < 2 <3 </p>", "1 < 2 <3 </p>");
	check("<p id=\"sidebar\"id='col Article-Body'>x", "<p id=\"sidebar\" id='col Article-Body'>x");
	check("<div class=\"side&#98;ar\" id=lead>x", "<div class=\"side&#98;ar\">x");
	check("<html lang=en><p lang=en>x", "<html lang=en><p>x");
	check("<p role=navigation aria-hidden=true>x<p role=main aria-hidden=false>y", "<p role=navigation aria-hidden=true>x<p>y");
	check("<a rel=\"author\" class=x href=y>z</a><a rel=tag>z</a>", "<a rel=\"author\">z</a><a>z</a>");
	check("<time datetime=2025-03-24 title=x>y</time>", "<time datetime=2025-03-24>y</time>");
}

static void keeps_of_the_head_what_tells_of_the_article(void **state)
{
	(void)state;
	check("<meta name=viewport content=x><meta property='og:title' content='A'><META NAME=Author CONTENT=B>",
	      "<meta property='og:title' content='A'><META NAME=Author CONTENT=B>");
	check("<meta itemprop=name content=x><meta charset=utf-8><meta content='x' name='art&#105;cle:author'/>",
	      "<meta itemprop=name content=x><meta content='x' name='art&#105;cle:author'/>");
	check("<link rel=icon href=x><link href='/y' rel=\"canonical\"/>z", "<link href='/y' rel=\"canonical\"/>z");
}

static void leaves_out_what_holds_nothing(void **state)
{
	(void)state;
	check("a <i class=\"icon\"></i> b", "a b");
	check("<p><a href=x><span class=y></span></a>b</p>", "<p><a></a>b</p>");
	check("<b></i>x</b><div></div>", "<b></i>x</b><div></div>");
	check("<p>a<select><option>b<option>c</select>d", "<p>ad");
	check("<span itemprop=author></span>x", "<span itemprop=author></span>x");
}

static void the_rest_stays_where_a_tag_does_not_end(void **state)
{
	(void)state;
	check("<p>a<script>x = 1;", "<p>a<script>x = 1;");
	check("<p>a<!-- b", "<p>a<!-- b");
	check("<p>a<b class=\"x", "<p>a<b class=\"x");
	check("<p>a<b class", "<p>a<b class");
	check("a<", "a<");
	check("", "");
	struct arena a;
	arena_init(&a, 0);
	assert_int_equal(page_slim(&a, knowledge->input, (struct str){0}).n, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_out_what_nobody_looks_at), cmocka_unit_test(keeps_what_is_looked_at),
		cmocka_unit_test(keeps_of_the_head_what_tells_of_the_article), cmocka_unit_test(leaves_out_what_holds_nothing),
		cmocka_unit_test(the_rest_stays_where_a_tag_does_not_end),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
