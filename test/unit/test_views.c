/* Records in words, tables, CSV, JSON and pages, from a ledger filled by hand. */
#include "ledger_fix.h"

#include "ledger/situation.h"
#include "view/brief.h"
#include "view/code.h"
#include "view/grid.h"
#include "view/list.h"
#include "view/page.h"
#include "view/say.h"
#include "view/status.h"

/* A ledger of one report with one record. */
static void one(struct fix *f, enum record_kind kind, const char *text, const char *json, const char *words)
{
	struct hand h;
	hand_begin(&h, "r1", "2021-05-20", text);
	hand_add(&h, kind, json, words);
	assert_int_equal(ledger_add(f->l, &h.r, "truce test", &f->err), LEDGER_NEW);
	hand_end(&h);
}

static ledger_records load(struct fix *f, enum record_kind kind)
{
	ledger_records out = {0};
	assert_true(ledger_load(f->l, &f->a, kind, &(struct ledger_filter){0}, &out, &f->err));
	return out;
}

static void assert_said(struct fix *f, enum record_kind kind, const char *expected)
{
	ledger_records list = load(f, kind);
	struct say say = {.out = &f->out, .l = f->l, .at = {2021, 5, 21}};
	assert_int_equal(list.n, 1);
	say_record(&say, &list.v[0]);
	assert_string_equal(f->out.p, expected);
}

static void a_talk_in_words(void **state)
{
	one(*state, RECORD_TALK, "Gondor met Arnor.",
	    "{\"parties\":[0,1],\"place\":0,\"date\":\"2021-05-20\",\"form\":\"in-person\",\"status\":\"held\",\"topics\":[\"grain\"],"
	    "\"delegates\":[{\"actor\":3,\"for\":0,\"lead\":true}],\"described\":[{\"by\":3,\"words\":\"frank\"}]}", "met");
	assert_said(*state, RECORD_TALK, "Gondor and Arnor held talks on Thursday, 20 May 2021 in Osgiliath. The topic named in reports is "
		"“grain”. Boromir (Defence Minister, Gondor) led the delegation. Boromir (Defence Minister, Gondor) described them "
		"as “frank”.");
}

static void a_plan_whose_day_has_passed_is_no_talk_held(void **state)
{
	one(*state, RECORD_TALK, "Gondor will meet Arnor.",
	    "{\"parties\":[0,1],\"date\":\"2021-05-20\",\"form\":\"phone\",\"place\":0,\"status\":\"planned\",\"said_by\":[3]}", "meet");
	assert_said(*state, RECORD_TALK, "A phone call between Gondor and Arnor was planned for Thursday, 20 May 2021, according to Boromir "
		"(Defence Minister, Gondor). No report says whether they took place.");
}

static void an_attack_is_told_as_its_teller_does(void **state)
{
	one(*state, RECORD_INCIDENT, "Mordor attacked.",
	    "{\"kind\":\"drone\",\"by\":[2],\"place\":0,\"date\":\"2021-05-20\",\"weapons\":[{\"kind\":\"drone\",\"count\":[147,147],"
	    "\"intercepted\":[90,null]}],\"killed\":{\"count\":[3,3],\"who\":[\"civilian\"]},\"said_by\":[3],"
	    "\"standing\":\"claimed-by-one-side\"}", "attacked");
	assert_said(*state, RECORD_INCIDENT, "A drone attack by Mordor in Osgiliath on Thursday, 20 May 2021 killed 3 people (civilians), according "
		"to Boromir (Defence Minister, Gondor), which is one side's account. Weapons: 147 drones, at least 90 of them shot down or "
		"stopped.");
}

static void an_agreement_with_its_life(void **state)
{
	one(*state, RECORD_AGREEMENT, "Mordor left the Anduin deal.",
	    "{\"name\":\"Anduin deal\",\"kind\":\"trade\",\"parties\":[0,2],\"date\":\"2019\",\"state\":\"left\",\"terms\":[\"safe passage\"],"
	    "\"changes\":[{\"change\":\"left\",\"by\":2,\"reason\":\"tolls\"},{\"change\":\"sought-again\"}]}", "left");
	assert_said(*state, RECORD_AGREEMENT, "The Anduin deal of 2019 between Gondor and Mordor has been left by a party. What it secures, as "
		"reported: “safe passage”. Mordor left it, the reported reason being “tolls”. Its resumption is spoken of.");
}

static void a_proposal_with_its_terms(void **state)
{
	one(*state, RECORD_PROPOSAL, "Gondor wants a truce.",
	    "{\"by\":[0],\"to\":[2],\"kind\":\"ceasefire\",\"scope\":[\"energy\",\"naval\"],\"extent\":\"partial\",\"duration\":\"P30D\","
	    "\"status\":\"conditional\",\"answers\":[{\"by\":2,\"answer\":\"conditional\"}]}", "wants");
	assert_said(*state, RECORD_PROPOSAL, "Gondor proposed a partial ceasefire to Mordor, covering energy and naval operations, for 30 days. "
		"Mordor set conditions.");
}

static void words_of_others_are_never_made_quotations(void **state)
{
	one(*state, RECORD_STATEMENT, "Boromir said that the bridge would hold.", "{\"speaker\":3,\"kind\":\"indirect\",\"cue\":[8,12],"
	    "\"content\":[[13,39]]}", "said");
	assert_said(*state, RECORD_STATEMENT, "Boromir (Defence Minister, Gondor) said that the bridge would hold.");
}

static void quotations_are_verbatim_and_safe_in_a_page(void **state)
{
	struct fix *f = *state;
	struct situation s;
	one(f, RECORD_STATEMENT, "\"No <b>*truce*</b> & no bread\", Boromir said.", "{\"speaker\":3,\"kind\":\"direct\",\"cue\":[40,44],"
	    "\"content\":[[1,29]]}", "said");
	assert_true(situation_load(f->l, &f->a, &(struct ledger_filter){0}, &s, &f->err));
	brief_print(&s, NULL, PAGE_HTML, &f->out);
	assert_non_null(strstr(f->out.p, "“No &lt;b&gt;*truce*&lt;/b&gt; &amp; no bread”. <span class=\"ref\">[1:0]</span>"));
	buf_clear(&f->out);
	brief_print(&s, NULL, PAGE_MARKDOWN, &f->out);
	assert_non_null(strstr(f->out.p, "“No \\<b\\>\\*truce\\*\\</b\\> & no bread”. \\[1:0\\]"));
	assert_non_null(strstr(f->out.p, "No report tells of a ceasefire in force."));
}

static void status_names_the_sentence(void **state)
{
	struct fix *f = *state;
	struct situation s;
	one(f, RECORD_TALK, "All is well. Gondor met Arnor.", "{\"parties\":[0,1],\"date\":\"2021-05-20\",\"status\":\"held\"}", "met");
	assert_true(situation_load(f->l, &f->a, &(struct ledger_filter){0}, &s, &f->err));
	status_print(&s, &f->a, &(processes){0}, NULL, SIZE_MAX, 0, &f->out);
	assert_non_null(strstr(f->out.p, "  K1  Gondor and Arnor held talks on Thursday, 20 May 2021.\n"
		"        “Gondor met Arnor.” (r1, 2021-05-20, sentence 1)\n"));
	assert_non_null(strstr(f->out.p, "No attacks told."));
}

static void csv_quotes_what_must_be_quoted(void **state)
{
	struct fix *f = *state;
	one(f, RECORD_TALK, "Gondor met Arnor.", "{\"parties\":[0,1],\"date\":\"2021-05-20\",\"status\":\"held\",\"note\":\"so \\\"free\\\"\"}", "met");
	ledger_records list = load(f, RECORD_TALK);
	list_records(f->l, RECORD_TALK, &list, LIST_CSV, 0, &f->out);
	assert_string_equal(f->out.p, "id,parties,host,mediators,delegates,place,date,form,status,round,topics,described,note,said_by,first_known,reports\r\n"
		"K1,\"Gondor, Arnor\",,,,,2021-05-20,,held,,,,\"so \"\"free\"\"\",,2021-05-20,r1\r\n");
}

static void tables_fit_the_terminal(void **state)
{
	struct fix *f = *state;
	struct grid g = {.columns = 0};
	grid_head(&g, "id");
	grid_head(&g, "words");
	buf_puts(&g.text, "K1");
	grid_cell(&g);
	buf_puts(&g.text, "müde Männer\ngehen heim");
	grid_cell(&g);
	grid_print(&g, 16, &f->out);
	assert_string_equal(f->out.p, "id  words\nK1  müde Männer…\n");
	grid_release(&g);
}

static void a_reading_becomes_a_line_of_json(void **state)
{
	struct fix *f = *state;
	struct hand h;
	hand_begin(&h, "r1", "", "Élan met Arnor.");
	h.r.actors.n = h.r.places.n = 2;
	hand_add(&h, RECORD_EVENT, "{\"event\":\"CONSULT\",\"mode\":[\"visit\"],\"cameo\":\"042\",\"actor\":[0],\"recipient\":[1],\"place\":0,"
		 "\"status\":\"actual\",\"score\":4}", "met");
	code_json(&f->out, &h.r, "truce test");
	assert_non_null(strstr(f->out.p, "\"notes\":[\"no date: relative dates stay unresolved\"],\"sentences\":[[0,15]],\"actors\":[{\"id\":\"A1\""));
	assert_non_null(strstr(f->out.p, "\"events\":[{\"id\":\"E1\",\"event\":\"CONSULT\",\"mode\":[\"visit\"],\"cameo\":\"042\",\"actor\":[\"A1\"],"
		"\"recipient\":[\"A2\"],\"place\":\"P1\",\"status\":\"actual\",\"score\":4,\"trigger\":[5,8],\"sentence\":0,\"rule\":\"test.tsv:1\"}]"));
	assert_non_null(strstr(f->out.p, "\"version\":\"truce test\"}\n"));
	hand_end(&h);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fix_setup, fix_end)
UNIT_MAIN(T(a_talk_in_words), T(a_plan_whose_day_has_passed_is_no_talk_held), T(an_attack_is_told_as_its_teller_does),
	  T(an_agreement_with_its_life), T(a_proposal_with_its_terms), T(words_of_others_are_never_made_quotations),
	  T(quotations_are_verbatim_and_safe_in_a_page), T(status_names_the_sentence), T(csv_quotes_what_must_be_quoted),
	  T(tables_fit_the_terminal), T(a_reading_becomes_a_line_of_json))
