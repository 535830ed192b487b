/* That who reads a ledger does not pay for all that was ever told: counted in steps of the database, which no other program on the
 * machine can change. */
#include "ledger_fix.h"

#include "ledger/gist.h"
#include "ledger/ledger.h"
#include "view/brief.h"
#include "view/process.h"
#include "view/status.h"

#include <sqlite3.h>
#include <stdlib.h>

#define STEP 50 /* of the database, of which one in so many is counted */

/* Two reports a day: talks, an attack, a denial and words, and now and then a deal. */
static void tell(struct fix *f, unsigned n)
{
	struct hand h;
	char id[16], text[200], json[300], day[24];
	struct date d = date_from_days(18000 + (int32_t)n / 2);
	snprintf(day, sizeof day, "%04d-%02d-%02d", d.year, d.month, d.day);
	snprintf(id, sizeof id, "r%u", n);
	snprintf(text, sizeof text, "Gondor and Mordor met for the talks of day %u. Mordor shelled Osgiliath with %u guns. Boromir said no.", n / 2, n);
	hand_begin(&h, id, day, text);
	snprintf(json, sizeof json, "{\"parties\":[0,2],\"date\":\"%s\",\"form\":\"in-person\",\"status\":\"held\"}", day);
	hand_add(&h, RECORD_TALK, json, "met");
	snprintf(json, sizeof json, "{\"kind\":\"shelling\",\"by\":[2],\"target\":[0],\"place\":0,\"date\":\"%s\",\"killed\":{\"count\":[%u,%u]}}", day,
		 1 + n % 3, 1 + n % 3);
	hand_add(&h, RECORD_INCIDENT, json, "shelled");
	snprintf(json, sizeof json, "{\"event\":\"ACCUSE\",\"actor\":[0],\"recipient\":[2],\"date\":\"%s\",\"status\":\"actual\",\"score\":-2}", day);
	hand_add(&h, RECORD_EVENT, json, "said");
	hand_add(&h, RECORD_STATEMENT, "{\"speaker\":3,\"kind\":\"direct\",\"content\":[[26,46]]}", "said no");
	snprintf(json, sizeof json, "{\"name\":\"Accord of day %u\",\"kind\":\"ceasefire\",\"parties\":[0,2],\"state\":\"expired\"}", n / 2);
	if (n % 40 == 0)
		hand_add(&h, RECORD_AGREEMENT, json, "met");
	assert_int_equal(ledger_add(f->l, &h.r, "truce test", &f->err), LEDGER_NEW);
	hand_end(&h);
}

static int count_step(void *ctx)
{
	++*(size_t *)ctx;
	return 0;
}

struct asked {
	struct ledger *l;
	struct arena *a;
	struct situation s, before;
	ledger_pairs pairs;
	struct ledger_filter f;
	struct buf out;
	struct err err;
};

static bool print_status(void *ctx)
{
	struct asked *q = ctx;
	processes list = {0};
	process_find(q->l, q->a, &q->pairs, &list);
	assert_int_equal(list.n, 1);
	status_print(&q->s, q->a, &list, NULL, STATUS_PROCESSES_MAX, 0, &q->out);
	return true;
}

static bool print_brief(void *ctx)
{
	struct asked *q = ctx;
	brief_print(&q->s, &q->before, PAGE_MARKDOWN, &q->out);
	return true;
}

static void see_status(struct asked *q)
{
	assert_true(ledger_load_pairs(q->l, q->a, &q->f, &q->pairs, &q->err) && status_load(q->l, q->a, &q->f, &q->s, &q->err));
	assert_true(ledger_guarded(q->l, q->a, print_status, q, &q->err));
}

static void see_brief(struct asked *q)
{
	assert_true(brief_load(q->l, q->a, &q->f, &q->s, &q->before, &q->err) && ledger_guarded(q->l, q->a, print_brief, q, &q->err));
}

static void see_list(struct asked *q)
{
	ledger_records list = {0};
	assert_true(ledger_load(q->l, q->a, RECORD_INCIDENT, &q->f, &list, &q->err));
	assert_true(list.n > 0 && list.n < 20);
}

static void see_one(struct asked *q)
{
	ledger_records list = {0};
	assert_true(ledger_load(q->l, q->a, RECORD_TALK, &(struct ledger_filter){.n = 7}, &list, &q->err));
	assert_int_equal(list.n, 1);
}

/* Steps of the database, and bytes of memory, that a view takes in a ledger of so many reports. */
struct cost { size_t steps, bytes; };

static struct cost cost_of(struct fix *f, void (*see)(struct asked *q), unsigned reports)
{
	struct cost c = {0};
	struct arena a;
	struct ledger *l = ledger_open(f->path, LEDGER_READ, &f->err);
	struct date last = date_from_days(18000 + (int32_t)(reports - 1) / 2);
	assert_non_null(l);
	arena_init(&a, 0);
	struct asked q = {.l = l, .a = &a, .f = see == see_status ? (struct ledger_filter){0} : (struct ledger_filter){.since = date_add(last, -6), .until = last}};
	sqlite3_progress_handler(l->db.handle, STEP, count_step, &c.steps);
	see(&q);
	c.bytes = a.used + l->arena.used + l->texts.used;
	assert_true(see == see_list || see == see_one || q.out.n > 500);
	buf_release(&q.out);
	arena_release(&a);
	ledger_close(l);
	return c;
}

#define FEW 200u
#define MANY 2000u

static void a_view_costs_what_it_shows(void **state)
{
	struct fix *f = *state;
	static void (*const views[])(struct asked *q) = {see_status, see_brief, see_list, see_one};
	struct cost few[sizeof views / sizeof *views];
	for (unsigned n = 0; n < FEW; n++)
		tell(f, n);
	assert_true(gist_settle(f->l, &f->err));
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		few[i] = cost_of(f, views[i], FEW);
	for (unsigned n = FEW; n < MANY; n++)
		tell(f, n);
	assert_true(gist_settle(f->l, &f->err));
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		struct cost many = cost_of(f, views[i], MANY);
		print_message("# view %zu: %zu and %zu times %d steps, %zu and %zu bytes\n", i, few[i].steps, many.steps, STEP, few[i].bytes, many.bytes);
		assert_true(2 * many.steps < 5 * few[i].steps + 20);
		assert_true(2 * many.bytes < 5 * few[i].bytes);
	}
}

static void what_is_not_settled_is_told_all_the_same(void **state)
{
	struct fix *f = *state;
	struct arena a;
	ledger_records list = {0};
	for (unsigned n = 0; n < 5; n++)
		tell(f, n);
	struct ledger *l = ledger_open(f->path, LEDGER_READ, &f->err);
	assert_non_null(l);
	arena_init(&a, 0);
	assert_true(ledger_load(l, &a, RECORD_INCIDENT, &(struct ledger_filter){0}, &list, &f->err));
	assert_true(list.n > 0);
	size_t before = list.n;
	assert_true(gist_settle(f->l, &f->err));
	list = (ledger_records){0};
	assert_true(ledger_load(l, &a, RECORD_INCIDENT, &(struct ledger_filter){0}, &list, &f->err));
	assert_int_equal(list.n, before);
	assert_true(list.v[0].tellings.n > 0);
	arena_release(&a);
	ledger_close(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_view_costs_what_it_shows, fix_setup, fix_end),
		cmocka_unit_test_setup_teardown(what_is_not_settled_is_told_all_the_same, fix_setup, fix_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
