/* Places without a first-order area take it from the place table: from themselves there, else from the towns around. */
#include "unit.h"

#include "data/gazarea.h"
#include "data/gazmake.h"

#include <stdlib.h>
#include <unistd.h>

#define FIRST 100 /* the table's places are numbered from here */

static uint32_t add(struct gazmake *m, const char *name, enum place_type type, double lat, double lon, uint32_t id, uint32_t region)
{
	uint32_t n = gazmake_place(m, str_of(name), (struct gazfile_place){.lat = (int32_t)(lat * 1e5), .lon = (int32_t)(lon * 1e5),
									    .people = 20000, .geonameid = id, .region = region, .country = "GON",
									    .type = (uint8_t)type});
	gazmake_name(m, str_of(name), n);
	return n;
}

static struct gaz_place own(const char *name, enum place_type type, double lat, double lon)
{
	return (struct gaz_place){.name = str_of(name), .type = type, .country = STR("GON"), .lat = lat, .lon = lon, .region = GAZ_NONE};
}

static void areas_come_from_the_table(void **state)
{
	(void)state;
	char path[] = "/tmp/truce-gazarea-XXXXXX";
	struct gazmake m = {0};
	struct gazfile f = {0};
	struct err e = {0};
	struct arena a;
	uint32_t west = add(&m, "West", PLACE_TYPE_REGION, 40.0, 20.0, 1, GAZFILE_NONE);
	uint32_t east = add(&m, "East", PLACE_TYPE_REGION, 40.0, 22.0, 2, GAZFILE_NONE);
	add(&m, "Bree", PLACE_TYPE_CITY, 40.0, 20.0, 3, west);
	add(&m, "Combe", PLACE_TYPE_CITY, 40.1, 20.1, 4, west);
	add(&m, "Dale", PLACE_TYPE_CITY, 40.0, 20.4, 5, east);
	add(&m, "Bree", PLACE_TYPE_CITY, 50.0, 20.0, 6, east); /* a namesake far away */
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_true(gazmake_write(&m, fd, path, &e));
	close(fd);
	assert_true(gazfile_open(&f, path, &e));
	struct gaz_place p[] = {
		own("Bree", PLACE_TYPE_CITY, 40.01, 20.0),      /* is in the table */
		own("Archet", PLACE_TYPE_CITY, 40.05, 20.0),    /* between towns of the West */
		own("Marches", PLACE_TYPE_CITY, 40.03, 20.25),  /* towns of both areas around */
		own("Lonely", PLACE_TYPE_CITY, 45.0, 20.0),     /* nothing around */
		own("Brandy Mill", PLACE_TYPE_FACILITY, 40.0, 20.01),
		own("Long Lake", PLACE_TYPE_WATER, 40.0, 20.01),
		own("Pole", PLACE_TYPE_CITY, 90.0, 0),
	};
	const gaz_id area[] = {west + FIRST, west + FIRST, GAZ_NONE, GAZ_NONE, west + FIRST, GAZ_NONE, GAZ_NONE};
	jmp_buf guard;
	arena_init(&a, 0);
	a.guard = &guard;
	assert_int_equal(setjmp(guard), 0);
	gazarea_fill(&a, &f, p, sizeof p / sizeof *p, FIRST);
	for (size_t i = 0; i < sizeof p / sizeof *p; i++)
		assert_int_equal(p[i].region, area[i]);
	assert_int_equal(p[0].geonameid, 3);
	assert_int_equal(p[1].geonameid, 0);
	arena_release(&a);
	gazfile_close(&f);
	gazmake_release(&m);
	unlink(path);
}

static void without_a_table_nothing_is_known(void **state)
{
	(void)state;
	struct gazfile none = {0};
	struct gaz_place p = own("Bree", PLACE_TYPE_CITY, 40.0, 20.0);
	struct arena a;
	arena_init(&a, 0);
	gazarea_fill(&a, &none, &p, 1, FIRST);
	assert_int_equal(p.region, GAZ_NONE);
	arena_release(&a);
}

UNIT_MAIN(cmocka_unit_test(areas_come_from_the_table), cmocka_unit_test(without_a_table_nothing_is_known))
