/* What writing a report costs does not grow with the ledger. Counted are the steps of SQLite's machine, which are the same on every
 * run: a query that goes through rows that are there shows, however busy the machine is. */
#include "ledger_fix.h"

#include "ledger/inside.h"

#include <sqlite3.h>

#define REPORTS_A_DAY 10
#define LANDS 12
#define TOWNS 40
#define SOME 100    /* reports counted */
#define SMALL 300   /* reports in the ledger when they are first counted: by then the days that are looked at are full */
#define LARGE 2000
#define TOGETHER 50 /* reports a transaction */

struct work {
	int64_t steps, scanned;
};

/* Since it was last asked for. */
static struct work work_done(struct fix *f)
{
	struct work w = {0};
	for (size_t i = 0; i < f->l->db.n_queries; i++) {
		struct sqlite3_stmt *stmt = f->l->db.queries[i].stmt;
		w.steps += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 1);
		w.scanned += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	}
	return w;
}

/* Two lands, a town and a person that come again, and one who does not. */
static void name_them(struct hand *h, unsigned n)
{
	unsigned a = n * 7 % LANDS, b = (a + 1 + n / LANDS % (LANDS - 1)) % LANDS;
	unsigned lands[] = {a, b};
	for (unsigned i = 0; i < 2; i++) {
		h->r.actors.v[i].name = arena_printf(&h->arena, "Land %u", lands[i]);
		h->r.actors.v[i].country = arena_printf(&h->arena, "L%c%c", 'A' + lands[i] / 26, 'A' + lands[i] % 26);
	}
	h->r.actors.v[MORDOR].kind = ACTOR_KIND_PERSON;
	h->r.actors.v[MORDOR].name = arena_printf(&h->arena, "Person %u", n);
	h->r.actors.v[MORDOR].mentions.n = 0;
	vec_push(&h->arena, &h->r.actors.v[MORDOR].mentions, ((struct mention){.kind = MENTION_NAME}));
	h->r.places.v[OSGILIATH].name = arena_printf(&h->arena, "Town %u", n * 3 % TOWNS);
	h->r.places.v[PELARGIR].name = arena_printf(&h->arena, "Town %u", n * 11 % TOWNS);
}

static void write_report(struct fix *f, unsigned n)
{
	struct hand h;
	char id[16], day[32], text[300], talk[200], attack[300], said[100];
	struct date d = date_from_days((int32_t)(18000 + n / REPORTS_A_DAY));
	snprintf(id, sizeof id, "r%u", n);
	snprintf(day, sizeof day, "%04d-%02d-%02d", d.year, d.month, d.day);
	snprintf(text, sizeof text, "Envoys held talks number %u in that town. Guns shelled the place and killed %u soldiers of company %u. "
		 "The matter of document %u is open, a person said.", n * 13 % 97, n % 50 + 1, n * 17 % 89, n * 31 % 1009);
	snprintf(talk, sizeof talk, "{\"parties\":[0,1],\"place\":0,\"date\":\"%s\",\"form\":\"in-person\",\"status\":\"held\"}", day);
	snprintf(attack, sizeof attack, "{\"kind\":\"shelling\",\"by\":[0],\"target\":[1],\"place\":1,\"date\":\"%s\",\"killed\":{\"count\":[%u,%u]}}", day,
		 n % 50 + 1, n % 50 + 1);
	snprintf(said, sizeof said, "{\"speaker\":2,\"kind\":\"indirect\",\"content\":[[100,150]]}");
	hand_begin(&h, id, day, text);
	name_them(&h, n);
	hand_add(&h, RECORD_TALK, talk, "talks");
	hand_add(&h, RECORD_INCIDENT, attack, "shelled");
	hand_add(&h, RECORD_STATEMENT, said, "said");
	assert_int_equal(ledger_add(f->l, &h.r, "truce test", &f->err), LEDGER_NEW);
	hand_end(&h);
}

static struct work write_reports(struct fix *f, unsigned from, unsigned to)
{
	work_done(f);
	for (unsigned n = from; n < to; n++) {
		if (n % TOGETHER == 0)
			assert_true(ledger_begin(f->l, &f->err));
		write_report(f, n);
		if (n % TOGETHER == TOGETHER - 1)
			assert_true(ledger_commit(f->l, &f->err));
	}
	return work_done(f);
}

static void a_report_costs_the_same_in_a_large_ledger(void **state)
{
	struct fix *f = *state;
	write_reports(f, 0, SMALL - SOME);
	struct work small = write_reports(f, SMALL - SOME, SMALL);
	write_reports(f, SMALL, LARGE - SOME);
	struct work large = write_reports(f, LARGE - SOME, LARGE);
	if (large.steps * 4 > small.steps * 5 || large.scanned > small.scanned + SOME * 20)
		fail_msg("steps of 100 reports: %jd at %d, %jd at %d; rows gone through: %jd, %jd", (intmax_t)small.steps, SMALL, (intmax_t)large.steps,
			 LARGE, (intmax_t)small.scanned, (intmax_t)large.scanned);
}

UNIT_MAIN(cmocka_unit_test_setup_teardown(a_report_costs_the_same_in_a_large_ledger, fix_setup, fix_end))
