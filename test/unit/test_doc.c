#include "unit.h"

#include "text/doc.h"

/* A sentence of n words "w", with these heads (-1 for the root). */
static void make(struct doc *d, struct arena *a, const int32_t *heads, size_t n)
{
	doc_init(d, a, STR("wwwwwwwwwwwwwwww"));
	for (size_t i = 0; i < n; i++)
		vec_push(a, &d->words, ((struct word){.start = (uint32_t)i, .end = (uint32_t)i + 1, .head = heads[i], .dep = (uint8_t)(DEP_ACL + i)}));
	vec_push(a, &d->sents, ((struct sent){.first = 0, .last = (uint32_t)n}));
	doc_index_kids(d);
}

static void counts_code_points(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	struct str text = STR("Zelensky’s “peace” plan — née 和平, again and again and again, Київ and so on, ’’’’’’’’’’ to the end of the line.");
	doc_init(&d, &a, text);
	uint32_t n = 0;
	for (uint32_t i = 0; i < text.n; i++) {
		if (((unsigned char)text.p[i] & 0xC0) != 0x80) {
			assert_int_equal(doc_cp(&d, i), n);
			n++;
		}
	}
	assert_int_equal(doc_cp(&d, (uint32_t)text.n), n);
	arena_release(&a);
}

static void counts_at_every_length(void **state)
{
	(void)state;
	char text[300];
	memset(text, 'a', sizeof text);
	for (size_t n = 0; n < sizeof text; n++) {
		UNIT_ARENA(a);
		struct doc d;
		doc_init(&d, &a, (struct str){text, n});
		assert_int_equal(doc_cp(&d, (uint32_t)n), n);
		arena_release(&a);
	}
}

static void indexes_dependents_in_order(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	make(&d, &a, (int32_t[]){1, 3, 1, -1, 3}, 5);
	assert_int_equal(d.kids_start[1], d.kids_start[0]);
	assert_int_equal(d.kids_start[2] - d.kids_start[1], 2);
	assert_int_equal(d.kids[d.kids_start[1]], 0);
	assert_int_equal(d.kids[d.kids_start[1] + 1], 2);
	assert_int_equal(doc_kid(&d, 3, (enum dep)(DEP_ACL + 4)), 4);
	assert_int_equal(doc_kid(&d, 3, DEP_VOCATIVE), -1);
	assert_true(doc_below(&d, 0, 3) && doc_below(&d, 3, 3) && !doc_below(&d, 4, 1));
	arena_release(&a);
}

static void spans_the_yield_also_where_not_projective(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	make(&d, &a, (int32_t[]){3, -1, 1, 2, 1}, 5); /* 0 hangs on 3, across the root */
	assert_int_equal(doc_subtree(&d, 2).first, 0);
	assert_int_equal(doc_subtree(&d, 2).last, 4);
	assert_int_equal(doc_subtree(&d, 1).first, 0);
	assert_int_equal(doc_subtree(&d, 1).last, 5);
	assert_int_equal(doc_subtree(&d, 4).first, 4);
	assert_int_equal(doc_subtree(&d, 4).last, 5);
	arena_release(&a);
}

/* CoNLL-U from outside may hold a cycle. */
static void survives_a_cycle(void **state)
{
	(void)state;
	UNIT_ARENA(a);
	struct doc d;
	make(&d, &a, (int32_t[]){1, 2, 0, -1}, 4);
	assert_false(doc_below(&d, 0, 3));
	assert_false(doc_below(&d, 0, 2));
	assert_true(doc_below(&d, 0, 0));
	assert_int_equal(doc_subtree(&d, 1).last, 2);
	arena_release(&a);
}

static void names_tags_and_relations(void **state)
{
	(void)state;
	for (int u = UPOS_NONE + 1; u < UPOS_COUNT; u++)
		assert_int_equal(upos_of(str_of(upos_name((enum upos)u))), u);
	for (int d = DEP_NONE + 1; d < DEP_OTHER; d++)
		assert_int_equal(dep_of(str_of(dep_name((enum dep)d))), d);
	assert_int_equal(upos_of(STR("NOPE")), UPOS_NONE);
	assert_int_equal(dep_of(STR("nsubj:xsubj")), DEP_NSUBJ);
	assert_int_equal(dep_of(STR("fresh")), DEP_OTHER);
	assert_int_equal(dep_of(STR(":")), DEP_NONE);
	assert_int_equal(feat_bits(STR("Number=Plur|Person=3|Tense=Past|Foo=Bar")), FEAT_PLUR | FEAT_P3 | FEAT_PAST);
	assert_int_equal(feat_bits(STR("_")), 0);
}

UNIT_MAIN(cmocka_unit_test(counts_code_points), cmocka_unit_test(counts_at_every_length),
	  cmocka_unit_test(indexes_dependents_in_order), cmocka_unit_test(spans_the_yield_also_where_not_projective),
	  cmocka_unit_test(survives_a_cycle), cmocka_unit_test(names_tags_and_relations))
