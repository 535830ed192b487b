#include "ledger_fix.h"

#include "ledger/ledger.h"
#include "view/list.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

static enum ledger_added add(struct fix *f, struct hand *h)
{
	enum ledger_added got = ledger_add(f->l, &h->r, "truce test", &f->err);
	hand_end(h);
	assert_string_equal(f->err.message, "");
	return got;
}

static ledger_records load(struct fix *f, enum record_kind kind, struct ledger_filter filter)
{
	ledger_records out = {0};
	assert_true(ledger_load(f->l, &f->a, kind, &filter, &out, &f->err));
	return out;
}

#define TALK(status, date) "{\"parties\":[0,1],\"place\":0,\"date\":\"" date "\",\"form\":\"in-person\",\"status\":\"" status "\"}"

static void add_talk(struct fix *f, const char *id, const char *date, const char *json, enum ledger_added expected)
{
	struct hand h;
	char text[80];
	/* A report that comes under another name, but says what r1 says. */
	snprintf(text, sizeof text, "Gondor and Arnor speak of talks in Osgiliath, says %s.", strcmp(id, "other-name") ? id : "r1");
	hand_begin(&h, id, date, text);
	hand_add(&h, RECORD_TALK, json, "talks");
	assert_int_equal(add(f, &h), expected);
}

static void a_report_read_twice_changes_nothing(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_DUPLICATE);
	add_talk(f, "other-name", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_DUPLICATE);
	ledger_records talks = load(f, RECORD_TALK, (struct ledger_filter){0});
	assert_int_equal(talks.n, 1);
	assert_int_equal(talks.v[0].tellings.n, 1);
}

static void other_text_under_the_same_id_is_kept_beside_it(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r1", "2021-05-21", TALK("held", "2021-05-20"), LEDGER_CHANGED);
	ledger_reports reports = {0};
	assert_true(ledger_load_reports(f->l, &f->a, &(struct ledger_filter){0}, &reports, &f->err));
	assert_int_equal(reports.n, 2);
	assert_str(reports.v[1]->name, "r1#2");
}

static void a_planned_talk_that_is_held_is_one_talk(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-18", TALK("planned", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r2", "2021-05-21", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r3", "2021-05-22", TALK("planned", "2021-05-20"), LEDGER_NEW); /* an old text, told late, undoes nothing */
	ledger_records talks = load(f, RECORD_TALK, (struct ledger_filter){0});
	assert_int_equal(talks.n, 1);
	assert_int_equal(((const struct talk *)talks.v[0].record)->status, TALK_STATUS_HELD);
	assert_int_equal(talks.v[0].first_known.day, 18);
	assert_int_equal(talks.v[0].versions.n, 3);
	assert_string_equal(talks.v[0].versions.v[0].field->name, "status");
	assert_str(talks.v[0].tellings.v[1].joined_by,
		   "same parties +0.40, same day +0.35, same place +0.25, same form +0.05; score 1.05, 0.60 needed; compared with r1");
}

static void what_was_known_on_a_day_leaves_later_reports_out(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-18", TALK("planned", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r2", "2021-05-21", TALK("held", "2021-05-20"), LEDGER_NEW);
	ledger_records talks = load(f, RECORD_TALK, (struct ledger_filter){.known_at = {2021, 5, 19}});
	assert_int_equal(talks.n, 1);
	assert_int_equal(((const struct talk *)talks.v[0].record)->status, TALK_STATUS_PLANNED);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.known_at = {2021, 5, 17}}).n, 0);
}

static void talks_on_other_days_or_of_others_stay_apart(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r2", "2021-05-24", TALK("held", "2021-05-24"), LEDGER_NEW);
	add_talk(f, "r3", "2021-05-20", "{\"parties\":[0,2],\"place\":0,\"date\":\"2021-05-20\",\"status\":\"held\"}", LEDGER_NEW);
	add_talk(f, "r4", "2021-05-20", "{\"parties\":[0,1],\"place\":1,\"date\":\"2021-05-20\",\"status\":\"held\"}", LEDGER_NEW);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){0}).n, 4);
}

static void an_official_stands_for_his_state(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r2", "2021-05-20", "{\"parties\":[3,1],\"place\":2,\"date\":\"2021-05-20\",\"status\":\"held\"}", LEDGER_NEW);
	ledger_records talks = load(f, RECORD_TALK, (struct ledger_filter){0});
	assert_int_equal(talks.n, 1);
	const struct talk *t = talks.v[0].record;
	assert_str(ledger_place(f->l, t->place)->name, "Osgiliath"); /* the town says more than the country */
}

static void add_attack(struct fix *f, const char *id, const char *json)
{
	struct hand h;
	char text[80];
	snprintf(text, sizeof text, "Mordor fired at Osgiliath, says %s. Three died.", id);
	hand_begin(&h, id, "2021-05-20", text);
	hand_add(&h, RECORD_INCIDENT, json, "fired");
	assert_int_equal(add(f, &h), LEDGER_NEW);
}

static void figures_that_differ_stand_side_by_side(void **state)
{
	struct fix *f = *state;
	add_attack(f, "r1", "{\"kind\":\"shelling\",\"by\":[2],\"place\":0,\"date\":\"2021-05-19\",\"killed\":{\"count\":[3,3]},\"said_by\":[0]}");
	add_attack(f, "r2", "{\"kind\":\"missile\",\"by\":[2],\"place\":0,\"date\":\"2021-05-19\",\"killed\":{\"count\":[5,null]},\"said_by\":[2]}");
	ledger_records list = load(f, RECORD_INCIDENT, (struct ledger_filter){0});
	assert_int_equal(list.n, 1);
	size_t killed = 0;
	for (size_t i = 0; i < list.v[0].versions.n; i++)
		killed += strcmp(list.v[0].versions.v[i].field->name, "killed") == 0;
	assert_int_equal(killed, 2);
}

static void attacks_on_two_towns_are_two(void **state)
{
	struct fix *f = *state;
	add_attack(f, "r1", "{\"kind\":\"shelling\",\"by\":[2],\"target\":[0],\"place\":0,\"date\":\"2021-05-19\"}");
	add_attack(f, "r2", "{\"kind\":\"shelling\",\"by\":[2],\"target\":[0],\"place\":1,\"date\":\"2021-05-19\"}");
	add_attack(f, "r3", "{\"kind\":\"shelling\",\"by\":[2],\"target\":[0],\"date\":\"2021-05-19\"}");
	assert_int_equal(load(f, RECORD_INCIDENT, (struct ledger_filter){0}).n, 3);
}

static void one_report_tells_a_thing_once(void **state)
{
	struct fix *f = *state;
	struct hand h;
	hand_begin(&h, "r1", "2021-05-20", "Gondor met Arnor. Gondor met Arnor again.");
	hand_add(&h, RECORD_TALK, TALK("held", "2021-05-20"), "met Arnor.");
	hand_add(&h, RECORD_TALK, TALK("held", "2021-05-20"), "met Arnor again");
	assert_int_equal(add(f, &h), LEDGER_NEW);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){0}).n, 2);
}

static void add_event(struct fix *f, const char *id, const char *text, const char *json)
{
	struct hand h;
	hand_begin(&h, id, "2021-05-20", text);
	hand_add(&h, RECORD_EVENT, json, "Gondor");
	assert_int_equal(add(f, &h), LEDGER_NEW);
}

static void events_need_sides_days_and_words_in_common(void **state)
{
	struct fix *f = *state;
	add_event(f, "r1", "Soldiers from Gondor seized a vessel of Mordor near Pelargir.",
		  "{\"event\":\"COERCE\",\"cameo\":\"171\",\"actor\":[0],\"recipient\":[2],\"date\":\"2021-05-19\",\"status\":\"actual\"}");
	add_event(f, "r2", "A vessel of Mordor was seized by Gondor.",
		  "{\"event\":\"COERCE\",\"cameo\":\"171\",\"actor\":[0],\"recipient\":[2],\"date\":\"2021-05-19\",\"status\":\"actual\"}");
	assert_int_equal(load(f, RECORD_EVENT, (struct ledger_filter){0}).n, 1);
	add_event(f, "r3", "Gondor expelled the envoys of Mordor on Thursday.",
		  "{\"event\":\"COERCE\",\"cameo\":\"174\",\"actor\":[0],\"recipient\":[2],\"date\":\"2021-05-19\",\"status\":\"actual\"}");
	add_event(f, "r4", "A vessel of Mordor will be seized by Gondor.",
		  "{\"event\":\"COERCE\",\"cameo\":\"171\",\"actor\":[0],\"recipient\":[2],\"date\":\"2021-05-19\",\"status\":\"future\"}");
	add_event(f, "r5", "A vessel was seized by Gondor and Arnor.",
		  "{\"event\":\"COERCE\",\"cameo\":\"171\",\"actor\":[0,1],\"date\":\"2021-05-19\",\"status\":\"actual\"}");
	assert_int_equal(load(f, RECORD_EVENT, (struct ledger_filter){0}).n, 4);
}

static void an_agreement_is_known_by_its_name(void **state)
{
	struct fix *f = *state;
	struct hand h;
	hand_begin(&h, "r1", "2021-05-20", "Gondor left the Anduin grain deal.");
	hand_add(&h, RECORD_AGREEMENT, "{\"name\":\"the 2019 Anduin grain deal\",\"kind\":\"trade\",\"parties\":[0,1],\"state\":\"left\","
		 "\"changes\":[{\"change\":\"left\",\"by\":0}]}", "left");
	add(f, &h);
	hand_begin(&h, "r2", "2021-06-20", "The Anduin Grain Deal may come back.");
	hand_add(&h, RECORD_AGREEMENT, "{\"name\":\"Anduin Grain Deal\",\"kind\":\"trade\",\"parties\":[1],\"state\":\"unknown\","
		 "\"changes\":[{\"change\":\"sought-again\"}]}", "come back");
	add(f, &h);
	ledger_records list = load(f, RECORD_AGREEMENT, (struct ledger_filter){0});
	assert_int_equal(list.n, 1);
	const struct agreement *g = list.v[0].record;
	assert_int_equal(g->state, AGREEMENT_STATE_LEFT);
	assert_int_equal(g->changes.n, 2);
}

static void the_same_words_of_one_speaker_are_one_statement(void **state)
{
	struct fix *f = *state;
	struct hand h;
	hand_begin(&h, "r1", "2021-05-20", "Boromir said we will hold the bridge until spring.");
	hand_add(&h, RECORD_STATEMENT, "{\"speaker\":3,\"kind\":\"indirect\",\"content\":[[13,49]]}", "said");
	add(f, &h);
	hand_begin(&h, "r2", "2021-05-21", "\"We will hold the bridge until spring\", Boromir said.");
	hand_add(&h, RECORD_STATEMENT, "{\"speaker\":3,\"kind\":\"direct\",\"content\":[[1,37]]}", "said");
	add(f, &h);
	ledger_records list = load(f, RECORD_STATEMENT, (struct ledger_filter){0});
	assert_int_equal(list.n, 1);
	assert_int_equal(list.v[0].tellings.n, 2);
	struct buf out = {0};
	list_record_json(f->l, &list.v[0], &out);
	assert_non_null(strstr(out.p, "\"words\":[\"we will hold the bridge until spring\"]"));
	assert_non_null(strstr(out.p, "\"evidence\":[{\"report\":\"r1\",\"sentence\":0,\"span\":[8,12]"));
	buf_release(&out);
}

static void filters(void **state)
{
	struct fix *f = *state;
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r2", "2021-05-28", TALK("planned", "2021-05-30"), LEDGER_NEW);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.actor = STR("arn")}).n, 2);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.actor = STR("Rohan")}).n, 0);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.actor = STR("%")}).n, 0);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.actor = STR("GON"), .other = STR("ARN")}).n, 2);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.actor = STR("GON"), .other = STR("MOR")}).n, 0);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.place = STR("osgil")}).n, 2);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.type = STR("planned")}).n, 1);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.since = {2021, 5, 21}}).n, 1);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.until = {2021, 5, 20}}).n, 1);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){.n = 2}).n, 1);
}

static void a_database_of_another_program_is_refused(void **state)
{
	struct fix *f = *state;
	char message[200];
	sqlite3 *db;
	ledger_close(f->l);
	f->l = NULL;
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "pragma application_id = 1", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_null(ledger_open(f->path, LEDGER_WRITE, &f->err));
	snprintf(message, sizeof message, "%s: a database of another program, not a ledger", f->path);
	assert_err(f->err, ERR_SYSTEM, message);
}

static void a_ledger_of_a_newer_truce_is_refused(void **state)
{
	struct fix *f = *state;
	sqlite3 *db;
	ledger_close(f->l);
	f->l = NULL;
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "pragma user_version = 999", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_null(ledger_open(f->path, LEDGER_WRITE, &f->err));
	assert_non_null(strstr(f->err.message, "written by a newer truce (schema 999"));
}

static void a_write_that_fails_leaves_nothing(void **state)
{
	struct fix *f = *state;
	sqlite3 *db;
	struct hand h;
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "create trigger no before insert on evidence begin select raise(abort, 'no'); end", NULL, NULL, NULL),
			 SQLITE_OK);
	hand_begin(&h, "r1", "2021-05-20", "Gondor met Arnor.");
	hand_add(&h, RECORD_TALK, TALK("held", "2021-05-20"), "met");
	assert_int_equal(ledger_add(f->l, &h.r, "truce test", &f->err), LEDGER_FAILED);
	assert_int_equal(f->err.code, ERR_SYSTEM);
	f->err = (struct err){0};
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){0}).n, 0);
	assert_false(ledger_has(f->l, &h.report, &f->err));
	assert_int_equal(sqlite3_exec(db, "drop trigger no", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(add(f, &h), LEDGER_NEW);
	assert_int_equal(load(f, RECORD_TALK, (struct ledger_filter){0}).n, 1);
}

static size_t reports_in(struct ledger *l, struct fix *f)
{
	ledger_reports reports = {0};
	assert_true(ledger_load_reports(l, &f->a, &(struct ledger_filter){0}, &reports, &f->err));
	return reports.n;
}

static void of_many_in_one_transaction_one_may_fail(void **state)
{
	struct fix *f = *state;
	struct hand h;
	sqlite3 *db;
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "create trigger no before insert on report when new.name = 'r2' begin select raise(abort, 'no'); end",
				      NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_true(ledger_begin(f->l, &f->err));
	add_talk(f, "r1", "2021-05-20", TALK("planned", "2021-05-21"), LEDGER_NEW);
	hand_begin(&h, "r2", "2021-05-20", "Gondor met Arnor.");
	hand_add(&h, RECORD_TALK, TALK("held", "2021-05-20"), "met");
	assert_int_equal(ledger_add(f->l, &h.r, "truce test", &f->err), LEDGER_FAILED);
	hand_end(&h);
	f->err = (struct err){0};
	add_talk(f, "r3", "2021-05-21", TALK("held", "2021-05-21"), LEDGER_NEW);
	assert_true(ledger_commit(f->l, &f->err));
	assert_int_equal(reports_in(f->l, f), 2);
	ledger_records talks = load(f, RECORD_TALK, (struct ledger_filter){0});
	assert_int_equal(talks.n, 1);
	assert_int_equal(talks.v[0].tellings.n, 2);
}

static void what_is_not_committed_is_not_there(void **state)
{
	struct fix *f = *state;
	struct ledger *other = ledger_open(f->path, LEDGER_READ, &f->err);
	assert_true(ledger_begin(f->l, &f->err));
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	assert_int_equal(reports_in(other, f), 0);
	assert_true(ledger_commit(f->l, &f->err));
	assert_int_equal(reports_in(other, f), 1);
	ledger_close(other);
	assert_true(ledger_begin(f->l, &f->err));
	add_talk(f, "r2", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	ledger_close(f->l);
	f->l = ledger_open(f->path, LEDGER_WRITE, &f->err);
	assert_int_equal(reports_in(f->l, f), 1);
}

/* A new telling fits one of the two that another program put together, which is not most of them. */
static void what_another_program_changed_is_seen(void **state)
{
	struct fix *f = *state;
	struct ledger *other = ledger_open(f->path, LEDGER_WRITE, &f->err);
	const struct ledger_id ids[] = {{RECORD_TALK, 1}, {RECORD_TALK, 2}};
	const struct ledger_hand hand = {.date = {2021, 5, 26}};
	add_talk(f, "r1", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	add_talk(f, "r2", "2021-05-24", TALK("held", "2021-05-24"), LEDGER_NEW);
	assert_true(ledger_merge(other, ids, 2, &hand, &f->err) != 0);
	ledger_close(other);
	add_talk(f, "r3", "2021-05-20", TALK("held", "2021-05-20"), LEDGER_NEW);
	ledger_records talks = load(f, RECORD_TALK, (struct ledger_filter){0});
	assert_int_equal(talks.n, 2);
	assert_int_equal(talks.v[0].tellings.n, 2);
	assert_int_equal(talks.v[1].tellings.n, 1);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fix_setup, fix_end)
UNIT_MAIN(T(a_report_read_twice_changes_nothing), T(other_text_under_the_same_id_is_kept_beside_it),
	  T(a_planned_talk_that_is_held_is_one_talk), T(what_was_known_on_a_day_leaves_later_reports_out),
	  T(talks_on_other_days_or_of_others_stay_apart), T(an_official_stands_for_his_state), T(figures_that_differ_stand_side_by_side),
	  T(attacks_on_two_towns_are_two), T(one_report_tells_a_thing_once), T(events_need_sides_days_and_words_in_common),
	  T(an_agreement_is_known_by_its_name),
	  T(the_same_words_of_one_speaker_are_one_statement), T(filters), T(a_database_of_another_program_is_refused),
	  T(a_ledger_of_a_newer_truce_is_refused), T(a_write_that_fails_leaves_nothing), T(of_many_in_one_transaction_one_may_fail),
	  T(what_is_not_committed_is_not_there), T(what_another_program_changed_is_seen))
