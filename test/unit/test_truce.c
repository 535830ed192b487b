/* The public interface, from the public header alone. */
#include "truce.h"

#define TEST_DATA TRUCE_SOURCE "/test/data"
#define TEST_MODEL TRUCE_SOURCE "/models/en.model"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const truce_report report = {
	.id = "r1", .title = "Talks in Osgiliath", .date = "2021-05-20", .lang = "en",
	.text = "Officials of Gondor and Arnor met in Osgiliath on Thursday. They agreed to meet again.",
};

static truce *open_truce(const char *ledger)
{
	truce *t = truce_open(&(truce_options){.data = TEST_DATA, .model = TEST_MODEL, .gazetteer = "", .ledger = ledger});
	assert_non_null(t);
	assert_string_equal(truce_error(t), "");
	return t;
}

static void a_report_becomes_json(void **state)
{
	(void)state;
	truce *t = open_truce(NULL);
	char *json = truce_code(t, &report);
	assert_non_null(json);
	assert_non_null(strstr(json, "{\"id\":\"r1\",\"date\":\"2021-05-20\""));
	assert_non_null(strstr(json, "\"text\":\"Talks in Osgiliath\\n\\nOfficials"));
	assert_non_null(strstr(json, "\"version\":\"truce "));
	char *again = truce_code(t, &report);
	assert_string_equal(json, again);
	truce_free(json);
	truce_free(again);
	truce_close(t);
}

static void what_is_wrong_is_told(void **state)
{
	(void)state;
	truce *t = open_truce(NULL);
	assert_null(truce_code(t, &(truce_report){.text = " "}));
	assert_string_equal(truce_error(t), "the report has no text");
	assert_int_equal(truce_last_status(t), TRUCE_REJECTED);
	assert_null(truce_code(t, &(truce_report){.text = "a\xFF"}));
	assert_string_equal(truce_error(t), "the report's text is not UTF-8 at byte 1");
	assert_null(truce_code(t, &(truce_report){.text = "a", .date = "yesterday"}));
	assert_string_equal(truce_error(t), "the report's date is not YYYY-MM-DD: yesterday");
	assert_int_equal(truce_read(t, &report), TRUCE_NOTHING);
	assert_int_equal(truce_last_status(t), TRUCE_USAGE);
	char *json = truce_code(t, &report); /* a failed call does no harm to the next */
	assert_non_null(json);
	assert_string_equal(truce_error(t), "");
	truce_free(json);
	truce_close(t);
}

static void a_handle_that_could_not_be_opened_says_why(void **state)
{
	(void)state;
	truce *t = truce_open(&(truce_options){.data = "/nowhere", .model = TEST_MODEL});
	assert_non_null(t);
	assert_int_equal(truce_last_status(t), TRUCE_SYSTEM);
	assert_non_null(strstr(truce_error(t), "/nowhere"));
	assert_null(truce_code(t, &report));
	assert_non_null(strstr(truce_error(t), "/nowhere"));
	truce_close(t);
	truce_close(NULL);
}

static void a_report_goes_into_the_ledger_once(void **state)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	char path[] = "/tmp/truce-test-XXXXXX";
	(void)state;
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	truce *t = open_truce(path);
	assert_int_equal(truce_read(t, &report), TRUCE_NEW);
	assert_int_equal(truce_read(t, &report), TRUCE_DUPLICATE);
	char *json = truce_list(t, "reports");
	assert_non_null(json);
	assert_non_null(strstr(json, "\"id\":\"r1\""));
	truce_free(json);
	assert_null(truce_list(t, "nonsense"));
	assert_int_equal(truce_last_status(t), TRUCE_USAGE);
	truce_close(t);
	for (int i = 0; i < 3; i++) {
		char name[40];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_becomes_json), cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(a_handle_that_could_not_be_opened_says_why), cmocka_unit_test(a_report_goes_into_the_ledger_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
