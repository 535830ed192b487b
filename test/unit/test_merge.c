#include "trees.h"

#include "sense/merge.h"

enum { GONDOR, ARNOR, MORDOR, MINISTER };
enum { OSGILIATH, PELARGIR, GONDOR_LAND };

struct story {
	struct trees t;
	struct report report;
	struct reading r;
};

/* Three sentences of “Mordor attacked Gondor”, each the tree of a main clause with a participle: no dates in them. */
static void begin(struct story *s)
{
	trees_begin(&s->t, "Mordor Mordor PROPN _ 2 nsubj\nattacked attack VERB _ 0 root\nleaving leave VERB _ 2 advcl\n\n"
			   "Mordor Mordor PROPN _ 2 nsubj\nstruck strike VERB _ 0 root\n\n"
			   "Mordor Mordor PROPN _ 2 nsubj\nraided raid VERB _ 0 root\n");
	s->report = (struct report){.id = STR("r1"), .lang = STR("en"), .text = s->t.doc.text};
	reading_init(&s->r, NULL, &s->report, &s->t.doc);
	static const struct actor actors[] = {
		{.name = {"Gondor", 6}, .kind = ACTOR_KIND_STATE, .country = {"GON", 3}, .of = NO_REF, .entry = -1},
		{.name = {"Arnor", 5}, .kind = ACTOR_KIND_STATE, .country = {"ARN", 3}, .of = NO_REF, .entry = -1},
		{.name = {"Mordor", 6}, .kind = ACTOR_KIND_STATE, .country = {"MOR", 3}, .of = NO_REF, .entry = -1},
		{.name = {"minister", 8}, .kind = ACTOR_KIND_PERSON, .country = {"MOR", 3}, .of = MORDOR, .entry = -1},
	};
	for (size_t i = 0; i < sizeof actors / sizeof *actors; i++)
		vec_push(&s->t.arena, &s->r.actors, actors[i]);
	static const struct place places[] = {
		{.name = {"Osgiliath", 9}, .type = PLACE_TYPE_CITY, .country = {"GON", 3}},
		{.name = {"Pelargir", 8}, .type = PLACE_TYPE_CITY, .country = {"GON", 3}},
		{.name = {"Gondor", 6}, .type = PLACE_TYPE_COUNTRY, .country = {"GON", 3}},
	};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		vec_push(&s->t.arena, &s->r.places, places[i]);
}

/* Adds an assault told at that word; the caller changes what is to differ. */
static struct event *tell(struct story *s, const char *trigger, ref actor, ref recipient)
{
	struct event *e = vec_add(&s->t.arena, &s->r.events);
	uint32_t w = trees_word(&s->t, trigger);
	*e = (struct event){.category = CATEGORY_ASSAULT, .cameo = STR("190"), .status = EVENT_STATUS_ACTUAL, .place = NO_REF, .ev.word = w};
	vec_push(&s->t.arena, &e->ev.sents, s->t.doc.words.v[w].sent);
	refs_add(&s->t.arena, &e->actors, actor);
	refs_add(&s->t.arena, &e->recipients, recipient);
	return e;
}

static size_t merged(struct story *s)
{
	merge_events(&s->r);
	return s->r.events.n;
}

static void end(struct story *s)
{
	trees_end(&s->t);
}

static void told_twice_is_once(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	tell(&s, "struck", MORDOR, GONDOR)->place = OSGILIATH;
	tell(&s, "attacked", MORDOR, GONDOR);
	assert_int_equal(merged(&s), 1);
	const struct event *e = &s.r.events.v[0];
	assert_int_equal(e->ev.word, trees_word(&s.t, "attacked")); /* where it is told first */
	assert_int_equal(e->place, OSGILIATH);                      /* with what the other telling adds */
	assert_int_equal(e->ev.sents.n, 2);
	assert_int_equal(e->ev.sents.v[1], 1);
	end(&s);
}

static void what_differs_stays_apart(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	tell(&s, "attacked", MORDOR, GONDOR)->place = OSGILIATH;
	tell(&s, "struck", MORDOR, GONDOR)->place = PELARGIR; /* another town */
	tell(&s, "raided", MORDOR, ARNOR);                    /* another victim */
	tell(&s, "raided", MORDOR, GONDOR)->status = EVENT_STATUS_NEGATED;
	tell(&s, "raided", GONDOR, MORDOR);
	assert_int_equal(merged(&s), 5);
	end(&s);
}

static void a_country_holds_its_towns(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	tell(&s, "attacked", MORDOR, GONDOR)->place = GONDOR_LAND;
	tell(&s, "struck", MORDOR, GONDOR)->place = PELARGIR;
	assert_int_equal(merged(&s), 1);
	end(&s);
}

static void one_side_untold(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	tell(&s, "attacked", MORDOR, GONDOR);
	tell(&s, "struck", NO_REF, GONDOR);
	assert_int_equal(merged(&s), 1);
	assert_int_equal(s.r.events.v[0].actors.v[0], MORDOR);
	tell(&s, "raided", NO_REF, NO_REF); /* in another sentence nothing ties it to the one told before */
	assert_int_equal(merged(&s), 2);
	end(&s);
}

static void a_minister_acts_for_his_state(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	tell(&s, "attacked", MINISTER, GONDOR);
	tell(&s, "struck", MORDOR, GONDOR);
	assert_int_equal(merged(&s), 1);
	end(&s);
}

static void the_report_s_own_word_needs_no_source(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	refs_add(&s.t.arena, &tell(&s, "attacked", MORDOR, GONDOR)->said_by, GONDOR);
	tell(&s, "struck", MORDOR, GONDOR);
	assert_int_equal(merged(&s), 1);
	assert_int_equal(s.r.events.v[0].said_by.n, 0);
	end(&s);
	begin(&s);
	refs_add(&s.t.arena, &tell(&s, "attacked", MORDOR, GONDOR)->said_by, GONDOR);
	refs_add(&s.t.arena, &tell(&s, "struck", MORDOR, GONDOR)->said_by, ARNOR);
	assert_int_equal(merged(&s), 1);
	assert_int_equal(s.r.events.v[0].said_by.n, 2);
	end(&s);
}

static void the_main_clause_comes_first(void **state)
{
	(void)state;
	struct story s;
	begin(&s);
	tell(&s, "raided", MORDOR, ARNOR);
	tell(&s, "leaving", GONDOR, MORDOR);
	tell(&s, "attacked", MORDOR, GONDOR);
	assert_int_equal(merged(&s), 3);
	assert_int_equal(s.r.events.v[0].ev.word, trees_word(&s.t, "attacked"));
	assert_int_equal(s.r.events.v[1].ev.word, trees_word(&s.t, "leaving"));
	assert_int_equal(s.r.events.v[2].ev.word, trees_word(&s.t, "raided"));
	end(&s);
}

UNIT_MAIN(cmocka_unit_test(told_twice_is_once), cmocka_unit_test(what_differs_stays_apart), cmocka_unit_test(a_country_holds_its_towns),
	  cmocka_unit_test(one_side_untold), cmocka_unit_test(a_minister_acts_for_his_state),
	  cmocka_unit_test(the_report_s_own_word_needs_no_source), cmocka_unit_test(the_main_clause_comes_first))
