/* merge_curve LEDGER N… - what merging costs as a ledger grows: writes N invented reports, already coded, and prints after each
 * of the numbers given how long the last thousand took, a report, and how large program and file are.
 *
 * The reports are as a busy desk would get them: 250 a day on 40 stories, each told by several; states, towns and people
 * come again and again. Nothing is parsed, so all the time is the ledger's. Same numbers, same ledger. */
#include "base/clock.h"
#include "ledger/ledger.h"
#include "sense/record_read.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define REPORTS_A_DAY 250
#define TOGETHER 50 /* reports a transaction; the numbers asked for are multiples of it */
#define STORIES_A_DAY 40
#define STATES 40
#define TOWNS 600
#define PEOPLE 4000
#define FIRST_DAY 18000 /* 2019-04-14 */

struct made {
	struct arena arena;
	struct report report;
	struct doc doc;
	struct reading r;
	struct str text;
};

/* A number that depends on both and on nothing else. */
static unsigned mix(unsigned a, unsigned b)
{
	uint64_t x = ((uint64_t)a << 32 | b) + 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)(x >> 33);
}

static struct str code_of(struct arena *a, unsigned state)
{
	return arena_printf(a, "X%c%c", 'A' + state / 26 % 26, 'A' + state % 26);
}

static ref add_state(struct made *m, unsigned state)
{
	struct actor x = {.name = arena_printf(&m->arena, "Land%u", state), .kind = ACTOR_KIND_STATE, .country = code_of(&m->arena, state),
			  .of = NO_REF, .entry = -1};
	vec_push(&m->arena, &m->r.actors, x);
	return (ref)m->r.actors.n - 1;
}

static ref add_person(struct made *m, unsigned person)
{
	struct actor x = {.name = arena_printf(&m->arena, "Ann Person%u", person), .kind = ACTOR_KIND_PERSON,
			  .country = code_of(&m->arena, person % STATES), .of = NO_REF, .entry = -1};
	vec_push(&m->arena, &x.mentions, ((struct mention){.kind = MENTION_NAME}));
	vec_push(&m->arena, &x.sectors, SECTOR_GOV);
	vec_push(&m->arena, &m->r.actors, x);
	return (ref)m->r.actors.n - 1;
}

static ref add_place(struct made *m, unsigned town)
{
	struct place x = {.name = arena_printf(&m->arena, "Town%u", town), .type = PLACE_TYPE_CITY, .country = code_of(&m->arena, town % STATES),
			  .located = true, .geonameid = (int64_t)town + 1};
	vec_push(&m->arena, &m->r.places, x);
	return (ref)m->r.places.n - 1;
}

static ref number(void *ctx, struct json_object *v)
{
	(void)ctx;
	return (ref)json_object_get_int(v);
}

static ref record_number(void *ctx, enum record_kind kind, struct json_object *v)
{
	(void)kind;
	return number(ctx, v);
}

/* A sentence, and the record that it tells of. */
static void tell(struct made *m, enum record_kind kind, struct str json, struct str sentence)
{
	struct record_reader reader = {&m->arena, NULL, number, number, record_number};
	struct any_vec list = shape_list(&m->r, kind);
	size_t size = shapes[kind].size;
	uint32_t from = (uint32_t)m->text.n;
	struct json_object *o = json_tokener_parse(json.p);
	m->text = arena_printf(&m->arena, "%.*s%.*s ", (int)m->text.n, m->text.p, (int)sentence.n, sentence.p);
	vec_push(&m->arena, &m->doc.sents, ((struct sent){.start = from, .end = from + (uint32_t)sentence.n}));
	list.v = arena_grow(&m->arena, list.v, list.n * size, (list.n + 1) * size);
	char *record = list.v + list.n * size;
	list.cap = ++list.n;
	record_clear(shapes[kind].fields, record);
	record_read(&reader, shapes[kind].fields, o, record);
	json_object_put(o);
	struct evidence ev = {.span = {from, from + 5}, .rule = STR("bench.tsv:1")};
	vec_push(&m->arena, &ev.sents, (uint32_t)m->doc.sents.n - 1);
	memcpy(record + shapes[kind].evidence, &ev, sizeof ev);
	memcpy((char *)&m->r + shapes[kind].list, &list, sizeof list);
}

#define SAY(...) arena_printf(&m->arena, __VA_ARGS__)

/* What a story is about follows from its day and number; how a report tells it, from the report's number too. */
static void tell_story(struct made *m, unsigned day, unsigned story, unsigned n)
{
	unsigned s = mix(day, story), a = s % STATES, b = (a + 1 + s / 64 % (STATES - 1)) % STATES, town = s / 4096 % TOWNS;
	unsigned person = mix(s, 7) % PEOPLE, toll = 1 + mix(s, 3) % 9 + n % 2;
	ref x = add_state(m, a), y = add_state(m, b), who = add_person(m, person), at = add_place(m, town);
	const char *date = date_str(&m->arena, date_from_days((int32_t)(FIRST_DAY + day))).p;
	tell(m, RECORD_TALK, SAY("{\"parties\":[%d,%d],\"place\":%d,\"date\":\"%s\",\"form\":\"in-person\",\"status\":\"held\"}", x, y, at, date),
	     SAY("Envoys of Land%u and Land%u held talks number %u in Town%u.", a, b, s % 977, town));
	tell(m, RECORD_PROPOSAL, SAY("{\"by\":[%d],\"to\":[%d],\"kind\":\"ceasefire\",\"duration\":\"P%uD\",\"status\":\"proposed\"}", x, y, 2 + s % 60),
	     SAY("Land%u proposed a ceasefire of %u days to Land%u.", a, 2 + s % 60, b));
	tell(m, RECORD_AGREEMENT, SAY("{\"name\":\"Town%u accord\",\"kind\":\"ceasefire\",\"parties\":[%d,%d],\"state\":\"in-force\"}", town, x, y),
	     SAY("The Town%u accord between Land%u and Land%u is in force.", town, a, b));
	for (unsigned i = 0; i < 2; i++) {
		ref there = add_place(m, (town + 1 + i * 7) % TOWNS);
		tell(m, RECORD_INCIDENT, SAY("{\"kind\":\"shelling\",\"by\":[%d],\"target\":[%d],\"place\":%d,\"date\":\"%s\",\"killed\":{\"count\":[%u,%u]}}",
					     x, y, there, date, toll, toll), SAY("Land%u shelled Town%u, killing %u people.", a, (town + 1 + i * 7) % TOWNS, toll));
		tell(m, RECORD_EVENT, SAY("{\"event\":\"ASSAULT\",\"cameo\":\"190\",\"actor\":[%d],\"recipient\":[%d],\"place\":%d,\"date\":\"%s\",\"status\":\"actual\"}",
					  x, y, there, date), SAY("Soldiers of Land%u attacked positions of Land%u with artillery number %u.", a, b, s % 89 + i));
	}
	tell(m, RECORD_EVENT, SAY("{\"event\":\"CONSULT\",\"cameo\":\"040\",\"actor\":[%d],\"recipient\":[%d],\"date\":\"%s\",\"status\":\"actual\"}", x, y, date),
	     SAY("Delegates of Land%u consulted with delegates of Land%u about matter %u.", a, b, s % 977));
	uint32_t from = (uint32_t)m->text.n;
	tell(m, RECORD_STATEMENT, SAY("{\"speaker\":%d,\"kind\":\"direct\",\"content\":[[%u,%u]]}", who, from, from + 40),
	     SAY("We will speak about matter %u of %u again tomorrow, said Ann Person%u.", s % 9973, day, person));
}

static bool write_report(struct ledger *l, unsigned n, struct err *err)
{
	struct made *m = &(struct made){.text = {"", 0}};
	unsigned day = n / REPORTS_A_DAY;
	arena_init(&m->arena, 0);
	m->report = (struct report){.id = arena_printf(&m->arena, "r%u", n), .lang = STR("en"), .source = arena_printf(&m->arena, "Outlet%u", mix(n, 1) % 90),
				    .date = date_from_days((int32_t)(FIRST_DAY + day))};
	doc_init(&m->doc, &m->arena, (struct str){"", 0});
	reading_init(&m->r, NULL, &m->report, &m->doc);
	tell_story(m, day, mix(n, 2) % STORIES_A_DAY, n);
	m->report.text = arena_printf(&m->arena, "%.*sReport %u of that day.", (int)m->text.n, m->text.p, n);
	__typeof__(m->doc.sents) sents = m->doc.sents;
	doc_init(&m->doc, &m->arena, m->report.text); /* which counts its code points */
	m->doc.sents = sents;
	enum ledger_added got = ledger_add(l, &m->r, "truce bench", err);
	arena_release(&m->arena);
	return got != LEDGER_FAILED;
}

static long megabytes(const char *path)
{
	struct stat s;
	return stat(path, &s) == 0 ? (long)(s.st_size >> 20) : 0;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct ledger *l = argc > 2 ? ledger_open(argv[1], LEDGER_WRITE, &err) : NULL;
	unsigned n = 0;
	double since = 0;
	printf("reports\tms a report (the last 1000)\tMiB of the file\tMiB of memory at the most\n");
	for (int i = 2; l && i < argc; i++) {
		unsigned until = (unsigned)strtoul(argv[i], NULL, 10);
		for (; n < until && !err.code; n++) {
			if (n + 1000 == until)
				since = clock_thread();
			if (n % TOGETHER == 0)
				ledger_begin(l, &err);
			write_report(l, n, &err);
			if (n % TOGETHER == TOGETHER - 1 || n + 1 == until)
				ledger_commit(l, &err);
		}
		struct rusage use;
		getrusage(RUSAGE_SELF, &use);
		printf("%u\t%.2f\t%ld\t%ld\n", n, clock_thread() - since, megabytes(argv[1]), use.ru_maxrss >> 10);
		fflush(stdout);
	}
	ledger_close(l);
	if (err.code)
		fprintf(stderr, "%s\n", err.message);
	return argc > 2 && !err.code ? 0 : 2;
}
