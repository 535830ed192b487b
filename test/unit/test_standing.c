#include "hand.h"

#include "sense/standing.h"

/* The standing of an incident by Mordor against Gondor, said by one actor (NO_REF: by nobody). */
static enum standing said_by(struct hand *h, ref speaker)
{
	struct incident i = {.kind = INCIDENT_KIND_DRONE, .place = NO_REF};
	refs_add(&h->arena, &i.by, MORDOR);
	refs_add(&h->arena, &i.target, GONDOR);
	refs_add(&h->arena, &i.said_by, speaker);
	return standing_judge(&h->r, &i);
}

static void test_sides(void **state)
{
	(void)state;
	struct hand h;
	hand_begin(&h, "r1", "2025-03-24", "Drones fell.");
	assert_int_equal(said_by(&h, NO_REF), STANDING_STATED);
	assert_int_equal(said_by(&h, MORDOR), STANDING_ADMITTED);
	assert_int_equal(said_by(&h, GONDOR), STANDING_CLAIMED);
	assert_int_equal(said_by(&h, BOROMIR), STANDING_CLAIMED);
	hand_end(&h);
}

static void test_third_party(void **state)
{
	(void)state;
	struct hand h;
	hand_begin(&h, "r1", "2025-03-24", "Drones fell.");
	vec_push(&h.arena, &h.r.actors, ((struct actor){.name = STR("White Council"), .kind = ACTOR_KIND_IGO, .of = NO_REF}));
	assert_int_equal(said_by(&h, (ref)h.r.actors.n - 1), STANDING_CONFIRMED);
	struct actor *teller = vec_add(&h.arena, &h.r.actors);
	*teller = (struct actor){.name = STR("The Tidings"), .kind = ACTOR_KIND_ORGANISATION, .of = NO_REF};
	vec_push(&h.arena, &teller->sectors, SECTOR_JRN);
	assert_int_equal(said_by(&h, (ref)h.r.actors.n - 1), STANDING_STATED);
	hand_end(&h);
}

UNIT_MAIN(cmocka_unit_test(test_sides), cmocka_unit_test(test_third_party))
