/* with_knowledge.h - the knowledge of test/data for all tests of a program: cmocka_run_group_tests(tests, load, unload). */
#ifndef TRUCE_TEST_WITH_KNOWLEDGE_H
#define TRUCE_TEST_WITH_KNOWLEDGE_H

#include "unit.h"

#include "data/knowledge.h"

static struct knowledge *knowledge;

static int load(void **state)
{
	(void)state;
	struct err e = {0};
	knowledge = knowledge_load(TRUCE_SOURCE "/test/data", NULL, &e);
	return knowledge ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	knowledge_free(knowledge);
	return 0;
}

#endif
