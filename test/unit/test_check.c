/* Ceasefires against attacks, the index of a pair, processes and cells of CSV, from a ledger filled by hand. */
#include "ledger_fix.h"

#include "ledger/side.h"
#include "view/check.h"
#include "view/csv.h"
#include "view/index.h"
#include "view/named.h"
#include "view/process.h"

struct bench {
	struct fix fix;
	struct terms terms;
	struct situation s;
};

static int setup(void **state)
{
	struct bench *f = (struct bench *)fix_new(sizeof *f);
	f->terms.kinds[SCOPE_FULL] = UINT32_MAX;
	f->terms.struck[SCOPE_ENERGY] = UINT32_C(1) << STRUCK_ENERGY;
	*state = f;
	return 0;
}

static void tell(struct bench *f, const char *id, const char *date, enum record_kind kind, const char *json)
{
	struct hand h;
	char text[80];
	snprintf(text, sizeof text, "Report %s tells it.", id);
	hand_begin(&h, id, date, text);
	hand_add(&h, kind, json, "tells");
	assert_int_equal(ledger_add(f->fix.l, &h.r, "truce test", &f->fix.err), LEDGER_NEW);
	hand_end(&h);
}

static void load(struct bench *f, struct ledger_filter filter)
{
	assert_true(situation_load(f->fix.l, &f->fix.a, &filter, &f->s, &f->fix.err));
}

#define GRID_HIT "{\"kind\":\"drone\",\"by\":[2],\"target\":[0],\"struck\":[\"energy\"],\"place\":0,"

static void fill(struct bench *f)
{
	tell(f, "g", "2021-05-18", RECORD_AGREEMENT, "{\"name\":\"Anduin truce\",\"kind\":\"ceasefire\",\"parties\":[0,2],\"date\":\"2021-05-18\","
	     "\"state\":\"signed\",\"scope\":[\"energy\"],\"duration\":\"P10D\"}");
	tell(f, "a", "2021-05-19", RECORD_INCIDENT, GRID_HIT "\"date\":\"2021-05-19\",\"said_by\":[3],\"standing\":\"claimed-by-one-side\"}");
	tell(f, "b", "2021-05-22", RECORD_INCIDENT, "{\"kind\":\"drone\",\"by\":[2],\"target\":[0],\"struck\":[\"residential\"],\"place\":0,"
	     "\"date\":\"2021-05-22\",\"said_by\":[3]}");
	tell(f, "c", "2021-05-24", RECORD_INCIDENT, "{\"kind\":\"shelling\",\"by\":[0],\"target\":[2],\"struck\":[\"energy\"],\"date\":\"2021-05-24\","
	     "\"said_by\":[2],\"standing\":\"disputed\"}");
	tell(f, "d", "2021-06-01", RECORD_INCIDENT, GRID_HIT "\"date\":\"2021-06-01\",\"said_by\":[3]}");
	tell(f, "e", "2021-05-20", RECORD_INCIDENT, "{\"kind\":\"drone\",\"by\":[1],\"target\":[2],\"struck\":[\"energy\"],\"date\":\"2021-05-20\"}");
}

static void attacks_are_held_against_the_terms(void **state)
{
	struct bench *f = *state;
	struct check c;
	ceasefires list = {0};
	fill(f);
	load(f, (struct ledger_filter){.n = 0});
	ceasefire_find(f->fix.l, &f->fix.a, &f->terms, &f->s, &list);
	assert_int_equal(list.n, 1);
	assert_int_equal(date_days(list.v[0].until), date_days((struct date){2021, 5, 27}));
	assert_int_equal(list.v[0].class, CEASEFIRE_CLASS_CESSATION);
	check_make(f->fix.l, &f->fix.a, &f->s, &list.v[0], &c);
	assert_string_equal(c.untestable, "");
	assert_int_equal(c.attacks, 3); /* Arnor is no party, June is behind the end */
	assert_int_equal(c.breaches.n, 2);
	assert_int_equal(c.breaches.v[0].word, BREACH_ALLEGED);
	assert_int_equal(c.breaches.v[1].word, BREACH_DISPUTED);
	assert_string_equal(ledger_actor(f->fix.l, c.breaches.v[0].by)->name.p, "Mordor");
	assert_int_equal(c.days.n, 10);
	assert_int_equal(c.days.v[1], DAY_BREACH);
	assert_int_equal(c.days.v[4], DAY_QUIET);
	assert_int_equal(c.days.v[9], DAY_SILENT);
}

static void what_is_not_told_is_not_tested(void **state)
{
	struct bench *f = *state;
	ceasefires list = {0};
	tell(f, "g", "2021-05-18", RECORD_AGREEMENT, "{\"kind\":\"ceasefire\",\"parties\":[0],\"scope\":[\"energy\"],\"state\":\"signed\"}");
	tell(f, "h", "2021-05-19", RECORD_AGREEMENT, "{\"kind\":\"ceasefire\",\"parties\":[0,1],\"extent\":\"partial\",\"state\":\"signed\"}");
	load(f, (struct ledger_filter){.n = 0});
	ceasefire_find(f->fix.l, &f->fix.a, &f->terms, &f->s, &list);
	assert_int_equal(list.n, 2);
	assert_string_equal(ceasefire_untestable(&list.v[0]), "who is bound by it is not told");
	assert_string_equal(ceasefire_untestable(&list.v[1]), "what it forbids is not told");
}

static void a_proposal_binds_once_both_accept(void **state)
{
	struct bench *f = *state;
	ceasefires list = {0};
	tell(f, "o", "2021-05-18", RECORD_PROPOSAL, "{\"by\":[1],\"kind\":\"ceasefire\",\"scope\":[\"full\"],\"status\":\"accepted\","
	     "\"answers\":[{\"by\":0,\"answer\":\"accepted\"},{\"by\":2,\"answer\":\"accepted\"}]}");
	tell(f, "p", "2021-05-18", RECORD_PROPOSAL, "{\"by\":[2],\"kind\":\"ceasefire\",\"scope\":[\"naval\"],\"status\":\"proposed\"}");
	load(f, (struct ledger_filter){.n = 0});
	ceasefire_find(f->fix.l, &f->fix.a, &f->terms, &f->s, &list);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.v[0].sides.n, 3);
	assert_int_equal(list.v[0].kinds, UINT32_MAX);
}

static void shares_do_not_grow_with_the_number_of_reports(void **state)
{
	struct bench *f = *state;
	struct index_series x;
	tell(f, "a", "2021-05-19", RECORD_EVENT, "{\"event\":\"CONSULT\",\"actor\":[0],\"recipient\":[2],\"date\":\"2021-05-19\",\"status\":\"actual\",\"score\":2.5}");
	tell(f, "b", "2021-05-20", RECORD_EVENT, "{\"event\":\"AID\",\"actor\":[1],\"recipient\":[0],\"date\":\"2021-05-20\",\"status\":\"actual\",\"score\":10}");
	tell(f, "c", "2021-05-20", RECORD_EVENT, "{\"event\":\"ASSAULT\",\"actor\":[2],\"recipient\":[3],\"date\":\"2021-05-20\",\"status\":\"future\",\"score\":-9}");
	load(f, (struct ledger_filter){.n = 0});
	index_make(f->fix.l, &f->fix.a, &f->s, ledger_named(f->fix.l, STR("Gondor")), ledger_named(f->fix.l, STR("MOR")), INDEX_WEEK, &x);
	assert_int_equal(x.points.n, 1);
	assert_int_equal(x.points.v[0].all, 2); /* what is planned has not happened */
	assert_int_equal(x.points.v[0].cooperation, 1);
	assert_int_equal(x.points.v[0].forth, 1);
	index_csv(f->fix.l, &x, &f->fix.out);
	assert_non_null(strstr(f->fix.out.p, "2021-05-17,2021-05-23,2,1,1,0,1,0,2.500,0.500,0.500,0.000,1.250,E1\r\n"));
}

static void a_process_is_two_sides_that_fight_and_who_talks_with_them(void **state)
{
	struct bench *f = *state;
	processes list = {0};
	ledger_pairs pairs = {0};
	complaints wrong = {0};
	fill(f);
	tell(f, "k", "2021-05-20", RECORD_TALK, "{\"parties\":[1,3],\"date\":\"2021-05-20\",\"status\":\"held\"}");
	load(f, (struct ledger_filter){.n = 0});
	assert_true(ledger_load_pairs(f->fix.l, &f->fix.a, &(struct ledger_filter){0}, &pairs, &f->fix.err));
	process_find(f->fix.l, &f->fix.a, &pairs, &list);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.v[0].name.p, "Gondor and Mordor");
	refs thirds = process_thirds(&f->fix.a, &f->s, &list.v[0]);
	assert_int_equal(thirds.n, 1);
	assert_string_equal(ledger_actor(f->fix.l, thirds.v[0])->name.p, "Arnor");
	process_names names = {0};
	named_read(&f->fix.a, "names", STR("The long war: MOR, Gondor\nbad\n"), &names, &wrong);
	named_apply(f->fix.l, &f->fix.a, &names, &list);
	assert_string_equal(list.v[0].name.p, "The long war");
	assert_int_equal(wrong.n, 1);
	assert_string_equal(wrong.v[0].p, "names:2: not “name: side, side”");
}

static void cells_are_no_formulas(void **state)
{
	struct bench *f = *state;
	static const char *const cells[][3] = {
		{"=1+1", "'=1+1", "'=1+1"}, {"-2.5", "-2.5", "-2.5"}, {"-x", "'-x", "'-x"}, {"+", "'+", "'+"}, {"@a,b", "\"'@a,b\"", "'@a,b"},
		{"a\tb\nc", "\"a\tb\nc\"", "a b c"}, {"say \"no\"", "\"say \"\"no\"\"\"", "say \"no\""}, {"1.2.3", "1.2.3", "1.2.3"}, {"-1.2.3", "'-1.2.3", "'-1.2.3"},
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		for (int tab = 0; tab < 2; tab++) {
			buf_clear(&f->fix.out);
			csv_cell(&f->fix.out, str_of(cells[i][0]), tab ? '\t' : ',');
			assert_string_equal(f->fix.out.p, cells[i][1 + tab]);
		}
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, fix_end)
UNIT_MAIN(T(attacks_are_held_against_the_terms), T(what_is_not_told_is_not_tested), T(a_proposal_binds_once_both_accept),
	  T(shares_do_not_grow_with_the_number_of_reports), T(a_process_is_two_sides_that_fight_and_who_talks_with_them), T(cells_are_no_formulas))
