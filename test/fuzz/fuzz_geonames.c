/* A dump of GeoNames: what is taken of it can be written, and is a table that opens. The first byte says what the rest is: the dump,
 * or the names, first-order or second-order areas beside a dump that is right. */
#include "fuzz.h"

#include "base/buf.h"
#include "data/gazfile.h"
#include "input/geonames.h"

#include <unistd.h>

static const char dump[] =
	"1\tBree\tBree\tBri\t1.5\t2.5\tP\tPPL\tUA\t\t01\t0101\t\t\t20000\t\t5\tEurope/Kyiv\t2020-01-01\n"
	"2\tShire\tShire\t\t1.5\t2.5\tA\tADM1\tUA\t\t01\t\t\t\t0\t\t5\tEurope/Kyiv\t2020-01-01\n";

static void complain(void *ctx, const char *message)
{
	FUZZ_CHECK(*message);
	++*(size_t *)ctx;
}

static void check_table(struct gazmake *made)
{
	struct err err = {0};
	struct gazfile table = {0};
	struct fuzz_file f = fuzz_file_make(NULL, 0);
	FUZZ_CHECK(gazmake_write(made, f.fd, "table", &err));
	FUZZ_CHECK(gazmake_n(made) == 0 || gazfile_open(&table, f.path, &err));
	gazfile_close(&table);
	fuzz_file_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct fuzz_file right = fuzz_file_make((const uint8_t *)dump, sizeof dump - 1), f = fuzz_file_make(data + 1, size - 1);
	const char *path = data[0] % 4 == 0 ? f.path : right.path;
	struct gazmake made = {0};
	struct geonames_sum sum = {0};
	struct err err = {0};
	size_t complaints = 0;
	struct geonames_job job = {.data_dir = FUZZ_SOURCE "/data", .dumps = &path, .n_dumps = 1, .names = data[0] % 4 == 1 ? f.path : NULL,
				   .admin1 = data[0] % 4 == 2 ? f.path : NULL, .admin2 = data[0] % 4 == 3 ? f.path : NULL,
				   .complain = complain, .ctx = &complaints};
	bool ok = geonames_read(&job, &made, &sum, &err);
	FUZZ_CHECK(ok == (err.code == ERR_NONE));
	FUZZ_CHECK(!ok || sum.rejected <= complaints);
	if (ok)
		check_table(&made);
	gazmake_release(&made);
	fuzz_file_close(&right);
	fuzz_file_close(&f);
	return 0;
}
