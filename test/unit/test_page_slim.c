#include "unit.h"

#include "input/page_slim.h"

static void check(const char *page, const char *wanted)
{
	struct arena a;
	arena_init(&a, 0);
	assert_str(page_slim(&a, str_of(page)), wanted);
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
	check("<p onclick=\"f('>')\" class=lead data-x=1>x</p>", "<p class=lead>x</p>");
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
	check("<p id=\"a\"id='b'>x", "<p id=\"a\" id='b'>x");
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
	assert_int_equal(page_slim(&a, (struct str){0}).n, 0);
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(leaves_out_what_nobody_looks_at), cmocka_unit_test(keeps_what_is_looked_at),
	  cmocka_unit_test(the_rest_stays_where_a_tag_does_not_end))
