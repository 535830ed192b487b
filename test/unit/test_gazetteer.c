#include "unit.h"

#include "data/gazetteer.h"
#include "data/gazfile.h"

static void names_are_folded(void **state)
{
	(void)state;
	assert_true(gazkey_of(STR("Sana’a")) == gazkey_of(STR("SANAA")));
	assert_true(gazkey_of(STR("Rostov-on-Don")) == gazkey_of(STR("Rostov on Don")));
	assert_true(gazkey_of(STR("St. Petersburg")) == gazkey_of(STR("St Petersburg")));
	assert_true(gazkey_of(STR("Łódź")) == gazkey_of(STR("Lodz")));
	assert_true(gazkey_of(STR("São Tomé")) == gazkey_of(STR("Sao Tome")));
	assert_true(gazkey_of(STR("Bree")) != gazkey_of(STR("Bre")));
	gazkey key = gazkey_add(gazkey_add(GAZKEY_START, STR("Minas")), STR("Tirith"));
	assert_true(key == gazkey_of(STR("Minas Tirith")));
	assert_true(gazkey_add(key, STR("–")) == key);
}

/* Two places, “Bree” and “Bree Hill”, as tools/mk_gazetteer.py would write them. */
#define STRINGS "\0Bree\0Bree Hill"
struct image {
	char magic[8];
	uint32_t head[6];
	struct gazfile_slot slots[4];
	struct gazfile_place places[2];
	uint32_t refs[2];
	char strings[sizeof STRINGS];
};

static struct image image(void)
{
	struct image m = {.head = {2, 4, 2, sizeof STRINGS}, .strings = STRINGS, .refs = {0, 1}};
	memcpy(m.magic, "TRUCEGZ1", 8);
	m.places[0] = (struct gazfile_place){1, 1740000, 1260000, 40000, 1, GAZFILE_NONE, {'A', 'R', 'N'}, PLACE_TYPE_CITY};
	m.places[1] = (struct gazfile_place){6, 1740000, 1270000, 1000, 2, GAZFILE_NONE, {'A', 'R', 'N'}, PLACE_TYPE_REGION};
	gazkey keys[2] = {gazkey_of(STR("Bree")), gazkey_of(STR("Bree Hill"))};
	for (uint32_t i = 0; i < 2; i++) {
		size_t at = keys[i] & 3;
		while (m.slots[at].hash)
			at = (at + 1) & 3;
		m.slots[at] = (struct gazfile_slot){keys[i], i, 2 + (i == 0)};
	}
	return m;
}

static bool check(struct gazfile *f, const struct image *m, size_t size)
{
	return gazfile_check(f, (const unsigned char *)m, size);
}

#define SIZE (offsetof(struct image, strings) + sizeof STRINGS)

static void a_file_is_searched(void **state)
{
	(void)state;
	struct gazfile f;
	struct image m = image();
	assert_true(check(&f, &m, SIZE));
	const struct gazfile_slot *s = gazfile_find(&f, gazkey_of(STR("BREE")));
	assert_non_null(s);
	assert_int_equal(s->count_more / 2, 1);
	assert_int_equal(s->count_more % 2, 1);
	assert_string_equal(f.strings + f.places[f.refs[s->first]].name, "Bree");
	assert_null(gazfile_find(&f, gazkey_of(STR("Archet"))));
}

static void a_broken_file_is_refused(void **state)
{
	(void)state;
	struct gazfile f;
	for (int what = 0; what < 9; what++) {
		struct image m = image();
		size_t size = SIZE;
		switch (what) {
		case 0: m.magic[7] = '2'; break;
		case 1: size--; break;
		case 2: m.places[1].name = sizeof STRINGS; break;
		case 3: m.places[0].type = PLACE_TYPE_COUNT; break;
		case 4: m.refs[1] = 2; break;
		case 5: m.places[0].region = 2; break;
		case 6: m.strings[sizeof STRINGS - 1] = 'x'; break;
		case 7: m.head[1] = 0xFFFFFFFF; break;
		default: m.places[0].country[2] = '\0'; break;
		}
		assert_false(check(&f, &m, size));
	}
	struct image m = image();
	for (int i = 0; i < 4; i++) /* a search would not end */
		m.slots[i].hash = m.slots[i].hash ? m.slots[i].hash : 7;
	assert_false(check(&f, &m, SIZE));
	m = image();
	for (int i = 0; i < 4; i++)
		m.slots[i].count_more = 9;
	assert_false(check(&f, &m, SIZE));
}

static void countries_are_known_by_their_code(void **state)
{
	(void)state;
	struct err e = {0};
	bool more;
	gaz_id ids[GAZ_NAMESAKES_MAX];
	struct knowledge *k = knowledge_load(TRUCE_SOURCE "/test/data", NULL, &e);
	assert_non_null(k);
	assert_str(gazetteer_country_name(k->gazetteer, STR("GON")), "Gondor");
	assert_str(gazetteer_country_name(k->gazetteer, STR("XYZ")), "");
	assert_str(gazetteer_country_name(k->gazetteer, STR("nonsense")), "");
	assert_int_equal(gazetteer_find(k->gazetteer, gazkey_of(STR("Minas Tirith")), ids, &more), 1);
	assert_true(gazetteer_place(k->gazetteer, ids[0]).capital);
	assert_int_equal(gazetteer_find(k->gazetteer, gazkey_of(STR("Minas")), ids, &more), 0);
	assert_true(more);
	assert_int_equal(gazetteer_find(k->gazetteer, gazkey_of(STR("Linhir")), ids, &more), 2);
	assert_int_equal((int)gazetteer_km(52.52, 13.40, 48.86, 2.35), 877);
	knowledge_free(k);
}

UNIT_MAIN(cmocka_unit_test(names_are_folded), cmocka_unit_test(a_file_is_searched), cmocka_unit_test(a_broken_file_is_refused),
	  cmocka_unit_test(countries_are_known_by_their_code))
