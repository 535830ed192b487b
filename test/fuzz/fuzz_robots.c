/* A robots.txt: the first line is a path that is asked for, the rest the file. Whatever it says, there is an answer, and soon. */
#include "fuzz.h"

#include "watch_robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str robots = {(const char *)data, size}, path = str_cut(&robots, '\n');
	double delay = -1, again = -1;
	bool may = robots_allow(robots, STR("truce"), path, &delay);
	FUZZ_CHECK(delay >= 0 && delay < 1e300);
	FUZZ_CHECK(robots_allow(robots, STR("truce"), path, &again) == may && again == delay);
	return 0;
}
