#include "unit.h"

#include "view/compact.h"

/* A reading made by hand: two states, a person, a place. */
static void make(struct reading *r, struct doc *d, struct report *report, struct arena *a)
{
	static const struct str text = {"Boromir said \"we\nstop\" in Osgiliath", 35};
	*report = (struct report){.text = text};
	doc_init(d, a, text);
	reading_init(r, NULL, report, d);
	vec_push(a, &r->actors, ((struct actor){.name = STR("Gondor"), .kind = ACTOR_KIND_STATE, .country = STR("GON"), .of = NO_REF}));
	vec_push(a, &r->actors, ((struct actor){.name = STR("Arnor"), .kind = ACTOR_KIND_STATE, .country = STR("ARN"), .of = NO_REF}));
	vec_push(a, &r->actors, ((struct actor){.name = STR("Boromir of Gondor"), .kind = ACTOR_KIND_PERSON, .country = STR("GON"), .of = 0}));
	vec_push(a, &r->places, ((struct place){.name = STR("Osgiliath"), .type = PLACE_TYPE_CITY, .located = true, .lat = 1.5, .lon = -2}));
}

static void assert_lines(const struct reading *r, enum compact_kind kind, const char *fields, const char *expected)
{
	struct buf out = {0};
	compact_print(r, kind, str_of(fields), &out);
	assert_string_equal(out.p ? out.p : "", expected);
	buf_release(&out);
}

static void prints_an_event(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct reading r;
	struct doc d;
	struct report report;
	make(&r, &d, &report, &a);
	struct event *e = vec_add(&a, &r.events);
	*e = (struct event){.category = CATEGORY_RETREAT, .date = STR("2021-05-20"), .place = 0, .status = EVENT_STATUS_FUTURE, .score = 7.5,
		.ev = {.span = {13, 21}, .rule = STR("verbs:3 stop")}};
	vec_push(&a, &e->modes, MODE_RETREAT_CEASEFIRE);
	refs_add(&a, &e->actors, 0);
	refs_add(&a, &e->actors, 1);
	refs_add(&a, &e->said_by, 2);
	assert_lines(&r, COMPACT_EVENT, "",
		"event RETREAT mode=ceasefire actor=GON,ARN date=2021-05-20 place=Osgiliath status=future "
		"said_by=\"Boromir of Gondor\" trigger=\"\\\"we stop\"\n");
	assert_lines(&r, COMPACT_EVENT, "actor score", "event RETREAT actor=GON,ARN score=7.5\n");
	assert_lines(&r, COMPACT_EVENT, "rule", "event RETREAT rule=\"verbs:3 stop\"\n");
	assert_lines(&r, COMPACT_TALK, "", "");
	arena_release(&a);
}

static void prints_counts_and_harm(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct reading r;
	struct doc d;
	struct report report;
	make(&r, &d, &report, &a);
	struct incident *in = vec_add(&a, &r.incidents);
	*in = (struct incident){.kind = INCIDENT_KIND_DRONE, .place = NO_REF, .standing = STANDING_CLAIMED, .event = NO_REF};
	vec_push(&a, &in->weapons, ((struct weapon){STR("drone"), {true, 147, 147}, {true, 90, COUNT_OPEN}}));
	in->killed = (struct harm){.count = {true, 2, 3}};
	vec_push(&a, &in->killed.who, VICTIM_CIVILIAN);
	vec_push(&a, &in->killed.who, VICTIM_CHILD);
	assert_lines(&r, COMPACT_INCIDENT, "",
		"incident drone weapons=drone:147/intercepted:90+ killed=2-3:civilian+child standing=claimed-by-one-side\n");
	arena_release(&a);
}

static void prints_actors_and_places(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct reading r;
	struct doc d;
	struct report report;
	make(&r, &d, &report, &a);
	assert_lines(&r, COMPACT_ACTOR, "kind of",
		"actor Gondor kind=state\nactor Arnor kind=state\nactor \"Boromir of Gondor\" kind=person of=GON\n");
	assert_lines(&r, COMPACT_PLACE, "", "place Osgiliath type=city at=1.50/-2.00\n");
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(prints_an_event), cmocka_unit_test(prints_counts_and_harm), cmocka_unit_test(prints_actors_and_places))
